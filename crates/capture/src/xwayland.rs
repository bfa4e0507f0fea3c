//! An X server for games that speak no Wayland: one rootful window, behind the proxy like any client.

use std::io::{Read, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::child::Program;
use crate::error::CaptureError;

/// `/tmp/.X11-unix/X<n>` of the game's own; nothing else uses so high a number by itself.
const DISPLAY: u32 = 50;
/// X11 connection set-up, little-endian, version 11.0, no authorization.
const SETUP: [u8; 12] = [b'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// How an Xwayland is started.
#[derive(Debug, Clone)]
pub struct XwaylandConfig {
    /// A private directory for its socket. The game's sandbox shows it as `/tmp/.X11-unix`.
    pub display_dir: PathBuf,
    /// The proxy's socket. The server's screen is as large as the proxy's output.
    pub wayland_socket: PathBuf,
    /// User and group it runs as; `None` for our own.
    pub user: Option<(u32, u32)>,
    /// Where its output goes.
    pub log: PathBuf,
}

/// A running X server. Dies with this process, and with this value.
pub struct Xwayland {
    program: Program,
    display: String,
    socket: PathBuf,
}

impl Xwayland {
    /// Starts it, and waits until it answers a client.
    ///
    /// # Errors
    /// Where the program is missing, ends early, or is not ready in time.
    pub fn start(config: &XwaylandConfig) -> Result<Self, CaptureError> {
        let socket = config.display_dir.join(format!("X{DISPLAY}"));
        let listener = listen(&socket)?;
        let display = format!(":{DISPLAY}");
        let path = std::env::var_os("PATH").unwrap_or_else(|| "/usr/bin:/bin".into());
        let mut command = Command::new("Xwayland");
        command
            .arg(&display)
            // The socket's directory is private: whoever reaches it may use it.
            .args(["-shm", "-noreset", "-ac", "-nolisten", "tcp", "-listenfd"])
            .arg(listener.as_raw_fd().to_string())
            .env_clear()
            .env("PATH", path)
            .env("HOME", &config.display_dir)
            .env("XDG_RUNTIME_DIR", &config.display_dir)
            .env("WAYLAND_DISPLAY", &config.wayland_socket);
        let mut program = Program::start("Xwayland", command, config.user, &config.log)?;
        drop(listener);
        program.wait_for(|| answers(&socket))?;
        Ok(Self {
            program,
            display,
            socket,
        })
    }

    /// What `DISPLAY` must say where its directory is `/tmp/.X11-unix`, such as `:50`.
    #[must_use]
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Its socket, in the directory that was given.
    #[must_use]
    pub fn socket(&self) -> &Path {
        &self.socket
    }

    /// It has not ended.
    pub fn is_alive(&mut self) -> bool {
        self.program.is_alive()
    }

    /// Ends it and waits for that; so does dropping.
    pub fn stop(self) {}
}

impl Drop for Xwayland {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.socket);
    }
}

/// A listening socket that survives exec.
fn listen(path: &Path) -> Result<OwnedFd, CaptureError> {
    let named = |source| CaptureError::Path {
        path: path.to_owned(),
        source,
    };
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(named(error)),
        _ => {}
    }
    let listener: OwnedFd = UnixListener::bind(path).map_err(named)?.into();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o666)).map_err(named)?;
    rustix::io::fcntl_setfd(&listener, rustix::io::FdFlags::empty())
        .map_err(|errno| named(errno.into()))?;
    Ok(listener)
}

/// Asks the server as an X client would; it answers when it is up.
fn answers(socket: &Path) -> Option<()> {
    let mut stream = UnixStream::connect(socket).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(1))).ok()?;
    stream.write_all(&SETUP).ok()?;
    let mut answer = [0; 8];
    stream.read_exact(&mut answer).ok()?;
    (answer[0] == 1).then_some(())
}
