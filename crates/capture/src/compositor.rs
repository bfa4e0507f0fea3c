//! The headless compositor behind the proxy. `docs/capture.md` has the numbers behind the choice.

use std::os::unix::fs::FileTypeExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::child::Program;
use crate::error::CaptureError;

/// Which compositor runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CompositorKind {
    /// Weston with its kiosk shell.
    #[default]
    Weston,
    /// sway. Refuses root.
    Sway,
    /// cage. Refuses root, and any machine where it cannot put X11 sockets into `/tmp/.X11-unix`.
    Cage,
}

impl CompositorKind {
    /// The program's name.
    #[must_use]
    pub const fn program(self) -> &'static str {
        match self {
            Self::Sway => "sway",
            Self::Weston => "weston",
            Self::Cage => "cage",
        }
    }
}

/// How a compositor is started.
#[derive(Debug, Clone)]
pub struct CompositorConfig {
    /// Which.
    pub kind: CompositorKind,
    /// Its `XDG_RUNTIME_DIR`: private to it, and owned by `user`.
    pub runtime_dir: PathBuf,
    /// Where its output goes.
    pub log: PathBuf,
    /// User and group it runs as; `None` for our own.
    pub user: Option<(u32, u32)>,
}

/// A running compositor. Dies with this process, and with this value.
pub struct Compositor {
    program: Program,
    socket: PathBuf,
}

impl Compositor {
    /// Starts it, and waits until its socket accepts.
    ///
    /// # Errors
    /// Where the program is missing, ends early, or is not ready in time.
    pub fn start(config: &CompositorConfig) -> Result<Self, CaptureError> {
        let (name, mut command) = command(config)?;
        let path = std::env::var_os("PATH").unwrap_or_else(|| "/usr/bin:/bin".into());
        command
            .env_clear()
            .env("PATH", path)
            .env("HOME", &config.runtime_dir)
            .env("XDG_RUNTIME_DIR", &config.runtime_dir)
            .env("WLR_BACKENDS", "headless")
            .env("WLR_RENDERER", "pixman")
            .env("WLR_LIBINPUT_NO_DEVICES", "1")
            .env("LIBSEAT_BACKEND", "noop")
            .current_dir(&config.runtime_dir);
        let mut program = Program::start(name, command, config.user, &config.log)?;
        let socket = program.wait_for(|| accepting_socket(&config.runtime_dir))?;
        Ok(Self { program, socket })
    }

    /// Where it listens.
    #[must_use]
    pub fn socket(&self) -> &Path {
        &self.socket
    }

    /// Its process.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.program.pid()
    }

    /// It has not ended.
    pub fn is_alive(&mut self) -> bool {
        self.program.is_alive()
    }

    /// Ends it and waits for that; so does dropping.
    pub fn stop(self) {}
}

fn command(config: &CompositorConfig) -> Result<(&'static str, Command), CaptureError> {
    Ok(match config.kind {
        CompositorKind::Sway => {
            // No bar, no wallpaper, no Xwayland, no borders: it shows windows and nothing else.
            let path = config.runtime_dir.join("sway.conf");
            std::fs::write(&path, "xwayland disable\ndefault_border none\n").map_err(|source| {
                CaptureError::Path {
                    path: path.clone(),
                    source,
                }
            })?;
            let mut command = Command::new("sway");
            command.arg("--config").arg(path);
            ("sway", command)
        }
        CompositorKind::Weston => {
            let mut command = Command::new("weston");
            command.args([
                "--backend=headless-backend.so",
                "--use-pixman",
                "--shell=kiosk-shell.so",
                "--no-config",
                "--idle-time=0",
                "--socket=wayland-stratus",
            ]);
            ("weston", command)
        }
        CompositorKind::Cage => {
            let mut command = Command::new("cage");
            command.args(["--", "sleep", "infinity"]);
            ("cage", command)
        }
    })
}

/// The compositors choose names of their own; the directory is theirs alone, so the first socket is it.
fn accepting_socket(dir: &Path) -> Option<PathBuf> {
    std::fs::read_dir(dir).ok()?.flatten().find_map(|entry| {
        let is_socket = entry.file_type().is_ok_and(|kind| kind.is_socket());
        let named = entry
            .file_name()
            .to_str()
            .is_some_and(|name| name.starts_with("wayland-"));
        let path = entry.path();
        (is_socket && named && UnixStream::connect(&path).is_ok()).then_some(path)
    })
}
