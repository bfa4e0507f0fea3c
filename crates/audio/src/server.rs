//! The session's own PipeWire.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::AudioError;

const PROGRAM: &str = "pipewire";
const CONFIG: &str = include_str!("pipewire.conf");
/// Longest that a server may take to open its sockets; 16 ms is usual.
const START: Duration = Duration::from_secs(5);
/// Longest that a server may take to end by itself.
const GRACE: Duration = Duration::from_millis(500);
/// `sun_path` of `unix(7)`, less its terminating zero.
const LONGEST_SOCKET: usize = 107;
/// Nice value of the server (best effort: it needs the right to lower it).
const NICE: i32 = -11;

/// Where a server lives.
#[derive(Debug, Clone)]
pub struct ServerConfig {
    /// Folder for its sockets; made if it is missing, and then removed with the server.
    pub runtime_dir: PathBuf,
    /// File for what it has to say; it is truncated first.
    pub log: PathBuf,
    /// User and group to run as; `None`: as this process.
    pub user: Option<(u32, u32)>,
}

/// A private PipeWire daemon with a PulseAudio socket. Ends when dropped, and when the thread that
/// started it ends (`PR_SET_PDEATHSIG`, `prctl(2)`): start it from one that lives as long.
pub struct Server {
    child: Child,
    runtime_dir: PathBuf,
    made_dir: bool,
}

impl Server {
    /// Starts a server and waits until both of its sockets accept.
    ///
    /// # Errors
    /// PipeWire is not installed, the folder cannot be written, or the server ends at once.
    pub fn start(config: &ServerConfig) -> Result<Self, AudioError> {
        let dir = &config.runtime_dir;
        let made_dir = !dir.exists();
        prepare(dir, config.user).map_err(|e| file_error(dir, &e))?;
        let server_file = conf(dir);
        fs::write(&server_file, CONFIG).map_err(|e| file_error(&server_file, &e))?;
        let log = File::create(&config.log).map_err(|e| file_error(&config.log, &e))?;
        let child = command(config, log)
            .map_err(|e| file_error(&config.log, &e))?
            .spawn()
            .map_err(|e| AudioError::Program {
                program: PROGRAM,
                reason: e.to_string(),
            })?;
        favour(child.id());
        let mut server = Self {
            child,
            runtime_dir: dir.clone(),
            made_dir,
        };
        server.wait_until_ready(&config.log)?;
        Ok(server)
    }

    /// The PipeWire socket.
    #[must_use]
    pub fn socket(&self) -> PathBuf {
        self.runtime_dir.join("pipewire-0")
    }

    /// The PulseAudio socket.
    #[must_use]
    pub fn pulse_socket(&self) -> Option<PathBuf> {
        Some(self.runtime_dir.join("pulse/native"))
    }

    /// The daemon's process id.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The daemon runs.
    pub fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Ends the daemon and removes what it left. Dropping does the same.
    pub fn stop(self) {}

    fn wait_until_ready(&mut self, log: &Path) -> Result<(), AudioError> {
        // The PulseAudio socket is the last thing that the configuration makes.
        let sockets = [self.socket(), self.runtime_dir.join("pulse/native")];
        let error = |socket: &Path, reason: String| AudioError::ServerStart {
            socket: socket.to_owned(),
            log: log.to_owned(),
            reason,
        };
        let deadline = Instant::now() + START;
        for socket in &sockets {
            if socket.as_os_str().len() > LONGEST_SOCKET {
                let reason = format!("the path is longer than {LONGEST_SOCKET} bytes");
                return Err(error(socket, reason));
            }
            while UnixStream::connect(socket).is_err() {
                if let Ok(Some(status)) = self.child.try_wait() {
                    return Err(error(socket, format!("it ended ({status})")));
                }
                if Instant::now() > deadline {
                    return Err(error(socket, format!("waited {} s", START.as_secs())));
                }
                std::thread::sleep(Duration::from_millis(1));
            }
        }
        Ok(())
    }

    fn end(&mut self) {
        let pid = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        if let (Some(pid), true) = (pid, self.is_alive()) {
            let _ = kill_process(pid, Signal::TERM);
            let deadline = Instant::now() + GRACE;
            while self.is_alive() && Instant::now() < deadline {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        let dir = &self.runtime_dir;
        if self.made_dir {
            let _ = fs::remove_dir_all(dir);
        } else {
            for name in ["pipewire-0", "pipewire-0.lock"] {
                let _ = fs::remove_file(dir.join(name));
            }
            let _ = fs::remove_file(conf(dir));
            let _ = fs::remove_dir_all(dir.join("pulse"));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

fn conf(dir: &Path) -> PathBuf {
    dir.join("pipewire.conf")
}

fn file_error(path: &Path, e: &io::Error) -> AudioError {
    AudioError::File {
        path: path.to_owned(),
        reason: e.to_string(),
    }
}

/// The folder and the PulseAudio folder in it, owned by `user` and closed to others.
fn prepare(dir: &Path, user: Option<(u32, u32)>) -> io::Result<()> {
    let pulse = dir.join("pulse");
    fs::create_dir_all(&pulse)?;
    for dir in [dir, &pulse] {
        if let Some((uid, gid)) = user {
            chown(dir, Some(uid), Some(gid))?;
        }
        fs::set_permissions(dir, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

fn command(config: &ServerConfig, log: File) -> io::Result<Command> {
    let dir = &config.runtime_dir;
    let mut command = Command::new(PROGRAM);
    command
        .arg("-c")
        .arg(conf(dir))
        .env_clear()
        .env("PIPEWIRE_RUNTIME_DIR", dir)
        .env("XDG_RUNTIME_DIR", dir)
        .env("PULSE_RUNTIME_PATH", dir.join("pulse"))
        // Without an address libdbus would look for a bus, and might start one.
        .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
        .env("PIPEWIRE_DEBUG", "2")
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log);
    for key in ["PATH", "SPA_PLUGIN_DIR", "PIPEWIRE_MODULE_DIR"] {
        if let Some(value) = std::env::var_os(key) {
            command.env(key, value);
        }
    }
    if let Some((uid, gid)) = config.user {
        command.uid(uid).gid(gid);
    }
    let parent = std::process::id();
    // SAFETY: between fork and exec only system calls are made. The kernel clears the signal when
    // credentials change, so it is set here, after `uid` and `gid`.
    unsafe {
        command.pre_exec(move || {
            rustix::process::set_parent_process_death_signal(Some(Signal::TERM))?;
            let ours = rustix::process::getppid().map(|pid| pid.as_raw_nonzero().get());
            if ours.and_then(|pid| u32::try_from(pid).ok()) != Some(parent) {
                return Err(io::Error::other("the parent ended meanwhile"));
            }
            Ok(())
        });
    }
    Ok(command)
}

/// Gives the server a higher priority before it starts its threads, which inherit it.
fn favour(pid: u32) {
    if let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw)
        && let Err(e) = rustix::process::setpriority_process(Some(pid), NICE)
    {
        tracing::debug!("the sound server keeps its usual priority: {e}");
    }
}
