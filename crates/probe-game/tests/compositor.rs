//! The game on a real compositor: weston, headless.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use stratus_probe_game::strip::{Strip, age_us};

struct Weston {
    child: Child,
    dir: tempfile::TempDir,
}

impl Weston {
    fn start(width: u32, height: u32) -> Self {
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

    fn path(&self) -> &Path {
        self.dir.path()
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env("XDG_RUNTIME_DIR", self.path())
            .env("WAYLAND_DISPLAY", "probe")
            .current_dir(self.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn game(&self, args: &[&str]) -> Command {
        let mut command = self.command(env!("CARGO_BIN_EXE_stratus-probe-game"));
        command.args(args);
        command
    }

    fn play(&self, args: &[&str]) -> (Output, String) {
        let output = self.game(args).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complained = String::from_utf8_lossy(&output.stderr).into_owned();
        (output, said + &complained)
    }

    /// What the compositor shows: width, height, and one byte of brightness a pixel.
    fn screenshot(&self) -> (u32, u32, Vec<u8>) {
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

    fn strip(&self) -> Strip {
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

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn wait_for(mut ready: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !ready() {
        assert!(Instant::now() < deadline, "it never came");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn the_picture_on_screen_tells_its_number_and_its_age() {
    let weston = Weston::start(1280, 720);
    let _game = Running(weston.game(&["--mute"]).spawn().unwrap());
    wait_for(|| {
        let (width, height, luma) = weston.screenshot();
        Strip::read_luma(&luma, width as usize, width, height).is_ok_and(|s| s.frame > 0)
    });
    let first = weston.strip();
    let later = weston.strip();
    assert!(later.frame > first.frame, "{first:?} {later:?}");
    assert_eq!(later.presses, 0);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let age = age_us(later.drawn_unix_us, now.as_micros() as u64);
    assert!(age < 20_000_000, "{age} µs old");
}

#[test]
fn it_takes_the_size_it_is_given_unless_told_to_ignore_it() {
    let weston = Weston::start(800, 600);
    let (_, said) = weston.play(&["--mute", "--frames", "3"]);
    assert!(said.contains("probe: 800x600"), "{said}");
    let (_, said) = weston.play(&["--mute", "--frames", "3", "--ignore-size", "640x481"]);
    assert!(said.contains("probe: 640x481"), "{said}");
}

#[test]
fn it_ends_as_it_is_told() {
    let weston = Weston::start(640, 480);
    for args in [
        &["--mute", "--frames", "30"][..],
        &["--mute", "--frames", "30", "--fps", "200"],
        &["--mute", "--frames", "30", "--commit-flood"],
        &["--mute", "--frames", "30", "--static"],
    ] {
        let (output, said) = weston.play(args);
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(said.contains("30 pictures"), "{args:?}: {said}");
    }
    let (output, said) = weston.play(&["--mute", "--exit-after", "0.2", "--no-window"]);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("0 pictures"), "{said}");
    let (output, _) = weston.play(&["--mute", "--crash-after", "0.2"]);
    assert_eq!(output.status.signal(), Some(6));
}

#[test]
fn no_sound_server_is_no_reason_to_stop() {
    let weston = Weston::start(640, 480);
    let mut game = weston.game(&["--frames", "60"]);
    let output = game.env("PIPEWIRE_REMOTE", "/nowhere").output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let complained = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(complained.contains("no sound"), "{complained}");
}

#[test]
fn no_compositor_is_said() {
    let output = Command::new(env!("CARGO_BIN_EXE_stratus-probe-game"))
        .env("WAYLAND_DISPLAY", "/nowhere")
        .arg("--mute")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("WAYLAND_DISPLAY"));
}
