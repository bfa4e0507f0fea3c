//! A real compositor without a screen: weston, headless.
#![allow(dead_code, reason = "every test binary uses its own part")]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use stratus_probe_game::strip::Strip;

/// Ends with its value.
pub struct Weston {
    child: Child,
    dir: tempfile::TempDir,
}

impl Weston {
    pub fn start(width: u32, height: u32) -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::set_permissions(dir.path(), PermissionsExt::from_mode(0o700)).unwrap();
        let child = Command::new("weston")
            .args(["--backend=headless-backend.so", "--use-pixman", "--debug"])
            .args(["--no-config", "--socket=probe", "--idle-time=0"])
            .args([format!("--width={width}"), format!("--height={height}")])
            .env("XDG_RUNTIME_DIR", dir.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|e| panic!("these tests need the weston program: {e}"));
        let weston = Self { child, dir };
        wait_for(|| weston.path().join("probe").exists());
        weston
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env("XDG_RUNTIME_DIR", self.path())
            .env("WAYLAND_DISPLAY", "probe")
            .current_dir(self.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub fn game(&self, args: &[&str]) -> Command {
        let mut command = self.command(env!("CARGO_BIN_EXE_stratus-probe-game"));
        command.args(args);
        command
    }

    pub fn play(&self, args: &[&str]) -> (Output, String) {
        let output = self.game(args).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complained = String::from_utf8_lossy(&output.stderr).into_owned();
        (output, said + &complained)
    }

    /// What the compositor shows: width, height, and one byte of brightness a pixel.
    pub fn screenshot(&self) -> (u32, u32, Vec<u8>) {
        let shot = self.command("weston-screenshooter").output().unwrap();
        assert!(shot.status.success(), "{shot:?}");
        let png: PathBuf = std::fs::read_dir(self.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|path| path.extension().is_some_and(|e| e == "png"))
            .unwrap();
        let grey = self
            .command("ffmpeg")
            .args(["-v", "error", "-i"])
            .arg(&png)
            .args(["-f", "image2pipe", "-c:v", "pgm", "-pix_fmt", "gray", "-"])
            .output()
            .unwrap()
            .stdout;
        std::fs::remove_file(png).unwrap();
        // "P5\n<width> <height>\n255\n", then the pixels.
        let mut lines = grey.splitn(4, |&byte| byte == b'\n');
        let size = String::from_utf8(lines.nth(1).unwrap().to_vec()).unwrap();
        let (width, height) = size.split_once(' ').unwrap();
        let pixels = lines.nth(1).unwrap().to_vec();
        (width.parse().unwrap(), height.parse().unwrap(), pixels)
    }

    pub fn strip(&self) -> Strip {
        let (width, height, luma) = self.screenshot();
        Strip::read_luma(&luma, width as usize, width, height).unwrap()
    }
}

impl Drop for Weston {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A program that ends with its value.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Waits until something is there; long enough for any machine, virtual ones included.
pub fn wait_for(mut ready: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !ready() {
        assert!(Instant::now() < deadline, "it never came");
        std::thread::sleep(Duration::from_millis(10));
    }
}
