//! Starts a game and ends it.

use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};
use stratus_protocol::id::SessionId;
use stratus_protocol::manifest::RuntimeKind;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

use crate::control_group;
use crate::environment;
use crate::error::SandboxError;
use crate::image::GameImage;
use crate::input_folder::{Folder, InputFolder};
use crate::record::ProcessRecord;
use crate::spec::{Input, Report, Spec};

/// The program that enters the namespaces.
const LAUNCHER: &str = "stratus-sandbox";
/// Overrides its place.
const LAUNCHER_VARIABLE: &str = "STRATUS_SANDBOX";
/// Longest time from the launcher's start to the game's.
const START_LIMIT: Duration = Duration::from_secs(10);
/// Time from TERM to KILL.
const GRACE: Duration = Duration::from_millis(50);
/// Longest time that the launcher may need to clear up before it is killed itself.
const STOP_LIMIT: Duration = Duration::from_secs(2);
/// Bytes of the game's output that are handed back.
const TAIL: u64 = 8 << 10;

/// What a game is started with.
#[derive(Debug)]
pub struct Launch<'a> {
    /// The game.
    pub image: &'a GameImage,
    /// The session.
    pub session: SessionId,
    /// The session's own folder; a folder `sandbox` in it lives as long as the game.
    pub state_dir: PathBuf,
    /// Where the game connects to its display.
    pub wayland_socket: PathBuf,
    /// Display name (`:5`) and socket of an Xwayland, for games that speak X11.
    pub x11: Option<(String, PathBuf)>,
    /// PipeWire's socket.
    pub pipewire_socket: Option<PathBuf>,
    /// PulseAudio's socket.
    pub pulse_socket: Option<PathBuf>,
    /// Width and height of the player's picture, pixels.
    pub size: (u32, u32),
    /// Frames a second.
    pub fps: u32,
    /// The session's own `/dev/input`, made for this launch.
    pub input: &'a InputFolder,
    /// User and group that the game runs as (not root). Ignored where the node is not root itself:
    /// then the game runs as the node's user.
    pub user: (u32, u32),
}

/// How a game ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GameExit {
    /// Its exit status.
    pub code: Option<i32>,
    /// The signal that ended it.
    pub signal: Option<i32>,
    /// The end of what it printed, at most 8 KiB.
    pub tail: String,
}

/// A running game.
#[derive(Debug)]
pub struct Sandbox {
    child: Child,
    pidfd: AsyncFd<OwnedFd>,
    /// Its closing tells the launcher that the node is gone.
    lifeline: Option<ChildStdin>,
    reports: BufReader<ChildStdout>,
    session: SessionId,
    dir: PathBuf,
    init: u32,
    start_latency: Duration,
    notes: Vec<String>,
    /// Closed with the game.
    input: Arc<Folder>,
    exit: Option<GameExit>,
}

/// Starts a game; returns when its program was entered. Must be called inside a tokio runtime;
/// blocks for some 10 ms.
///
/// # Errors
/// The step that failed, and why. Nothing is left behind.
pub fn launch(launch: &Launch<'_>) -> Result<Sandbox, SandboxError> {
    let manifest = &launch.image.manifest;
    let failed = |problem: String| SandboxError::Launch {
        id: manifest.id.clone(),
        problem,
    };
    let unsupported = |problem: &str| SandboxError::Unsupported {
        id: manifest.id.clone(),
        problem: problem.to_owned(),
    };
    if manifest.runtime.kind == RuntimeKind::Wine {
        return Err(unsupported(
            "has the runtime kind 'wine', which this version of Stratus cannot start yet",
        ));
    }
    let program = program_beside_us(LAUNCHER, LAUNCHER_VARIABLE)?;
    let privileged = rustix::process::geteuid().is_root();
    let (uid, gid) = if privileged {
        launch.user
    } else {
        (
            rustix::process::geteuid().as_raw(),
            rustix::process::getegid().as_raw(),
        )
    };
    if uid == 0 || gid == 0 {
        return Err(unsupported(
            "would run as root: give the node an ordinary user for games",
        ));
    }

    let dir = launch.state_dir.join("sandbox");
    let (content, input) = launch.input.enter().map_err(|why| failed(why.into()))?;
    let spec = spec(launch, content, &dir, uid, gid)?;
    std::fs::create_dir_all(&spec.mount_point)
        .map_err(SandboxError::io("create", &spec.mount_point))?;
    let remains = Remains(Some(dir.clone()));
    let mut child = Command::new(&program)
        .env_clear()
        .env(
            "PATH",
            "/usr/local/bin:/usr/bin:/bin:/run/current-system/sw/bin",
        )
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .map_err(SandboxError::io("start", &program))?;
    let started = first_report(&mut child, &spec, &dir);
    let (lifeline, reports, report) = match started {
        Ok(started) => started,
        Err(problem) => {
            let _ = child.kill();
            let _ = child.wait();
            return Err(failed(problem));
        }
    };
    let (init, micros, notes) = match report {
        Report::Started {
            init,
            micros,
            notes,
        } => (init, micros, notes),
        Report::Failed { problem } => {
            let _ = child.wait();
            return Err(failed(problem));
        }
        Report::Exited { .. } => {
            let _ = child.wait();
            return Err(failed("it ended before it began".into()));
        }
    };
    let pidfd = raw_pid(child.id())
        .and_then(|pid| Ok(pidfd_open(pid, PidfdFlags::NONBLOCK)?))
        .and_then(|fd| {
            // SAFETY: an OwnedFd names one open descriptor for as long as it lives.
            let watch = unsafe { AsyncFd::register_with_interest(fd, Interest::READABLE) };
            watch.map_err(std::io::Error::other)
        });
    let pidfd = match pidfd {
        Ok(pidfd) => pidfd,
        Err(error) => {
            drop(lifeline);
            let _ = child.wait();
            return Err(failed(format!("cannot watch the launcher: {error}")));
        }
    };
    remains.keep();
    tracing::debug!(game = %manifest.id, init, micros, ?notes, "game entered");
    Ok(Sandbox {
        child,
        pidfd,
        lifeline: Some(lifeline),
        reports,
        session: launch.session.clone(),
        dir,
        init,
        start_latency: Duration::from_micros(micros),
        notes,
        input,
        exit: None,
    })
}

fn spec(
    launch: &Launch<'_>,
    input: Input,
    dir: &Path,
    uid: u32,
    gid: u32,
) -> Result<Spec, SandboxError> {
    let absolute =
        |path: &Path| std::path::absolute(path).map_err(SandboxError::io("resolve", path));
    let (env, mut sockets) = environment::prepare(launch, uid);
    for socket in &mut sockets {
        socket.from = absolute(&socket.from)?;
    }
    let manifest = &launch.image.manifest;
    let (width, height) = launch.size;
    let mut devices = Vec::new();
    if Path::new("/dev/dri").exists() {
        devices.push("/dev/dri".into());
    }
    let dir = absolute(dir)?;
    Ok(Spec {
        session: launch.session.to_string(),
        image: absolute(&launch.image.path)?,
        offset: launch.image.offset,
        mount_point: dir.join("mnt"),
        log: dir.join("game.log"),
        entry: manifest.runtime.entry.as_str().into(),
        args: manifest.runtime.args_for(width, height, launch.fps),
        env,
        uid,
        gid,
        memory_mib: manifest.limits.memory_mib,
        pids: manifest.limits.pids,
        network: manifest.limits.network,
        sockets,
        devices,
        input,
        grace_ms: u64::try_from(GRACE.as_millis()).unwrap_or(50),
    })
}

type Started = (ChildStdin, BufReader<ChildStdout>, Report);

fn first_report(child: &mut Child, spec: &Spec, dir: &Path) -> Result<Started, String> {
    let (Some(mut lifeline), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("the launcher has no pipes".into());
    };
    if let Some(record) = ProcessRecord::of(child.id()) {
        record
            .write(dir, "launcher")
            .map_err(|e| format!("cannot note the launcher in {}: {e}", dir.display()))?;
    }
    let mut line = serde_json::to_vec(spec).map_err(|e| e.to_string())?;
    line.push(b'\n');
    lifeline
        .write_all(&line)
        .map_err(|e| format!("the launcher ended at once: {e}"))?;
    let limit = Timespec {
        tv_sec: START_LIMIT.as_secs().try_into().unwrap_or(10),
        tv_nsec: 0,
    };
    let ready = poll(&mut [PollFd::new(&stdout, PollFlags::IN)], Some(&limit));
    if ready == Ok(0) {
        return Err(format!("no answer within {} s", START_LIMIT.as_secs()));
    }
    let mut reports = BufReader::new(stdout);
    match read_report(&mut reports) {
        Some(report) => Ok((lifeline, reports, report)),
        None => Err("the launcher ended without a word".into()),
    }
}

fn read_report(reports: &mut BufReader<ChildStdout>) -> Option<Report> {
    let mut line = String::new();
    reports.read_line(&mut line).ok()?;
    serde_json::from_str(&line).ok()
}

impl Sandbox {
    /// The launcher's process id; it lives a little longer than the game.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The first process of the game's namespace, as the host counts.
    #[must_use]
    pub fn init_pid(&self) -> u32 {
        self.init
    }

    /// From the launcher's start to the entry of the game's program.
    #[must_use]
    pub fn start_latency(&self) -> Duration {
        self.start_latency
    }

    /// What could not be had on this machine, such as limits without a control group.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Waits until the game has ended and everything of it is gone. Dropping the future and
    /// waiting again is fine.
    pub async fn wait(&mut self) -> GameExit {
        if self.exit.is_none() {
            // An error of the watch leads to the blocking wait below, which is as true.
            let _ = self.pidfd.readable().await.map(|mut guard| {
                guard.retain_ready();
            });
        }
        self.reap()
    }

    /// Ends the game: TERM, 50 ms, KILL. Returns when everything of it is gone.
    pub async fn stop(mut self) -> GameExit {
        let _ = pidfd_send_signal(self.pidfd.get_ref(), Signal::TERM);
        if tokio::time::timeout(STOP_LIMIT, self.wait()).await.is_err() {
            let _ = self.child.kill();
        }
        self.reap()
    }

    fn reap(&mut self) -> GameExit {
        if let Some(exit) = &self.exit {
            return exit.clone();
        }
        let status = self.child.wait();
        self.lifeline = None;
        if !status.is_ok_and(|status| status.success()) {
            // It did not come to clear up.
            control_group::clear(self.session.as_str());
        }
        self.input.close();
        let (code, signal) = match read_report(&mut self.reports) {
            Some(Report::Exited { code, signal }) => (code, signal),
            _ => (None, Some(libc::SIGKILL)),
        };
        let exit = GameExit {
            code,
            signal,
            tail: tail(&self.dir.join("game.log")),
        };
        remove(&self.dir);
        self.exit = Some(exit.clone());
        exit
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if self.exit.is_some() {
            return;
        }
        // The launcher kills the game when its lifeline ends.
        self.lifeline = None;
        let deadline = Instant::now() + STOP_LIMIT;
        while Instant::now() < deadline {
            match self.child.try_wait() {
                Ok(None) => std::thread::sleep(Duration::from_millis(2)),
                _ => break,
            }
        }
        let _ = self.child.kill();
        self.reap();
    }
}

/// Removes a folder unless told to keep it.
struct Remains(Option<PathBuf>);

impl Remains {
    fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for Remains {
    fn drop(&mut self) {
        if let Some(dir) = &self.0 {
            remove(dir);
        }
    }
}

fn remove(dir: &Path) {
    if let Err(error) = std::fs::remove_dir_all(dir)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(dir = %dir.display(), %error, "cannot remove a session's folder");
    }
}

fn raw_pid(pid: u32) -> std::io::Result<Pid> {
    i32::try_from(pid)
        .ok()
        .and_then(Pid::from_raw)
        .ok_or_else(|| std::io::Error::other("no process id"))
}

fn tail(log: &Path) -> String {
    let read = || {
        let mut file = std::fs::File::open(log)?;
        let len = file.metadata()?.len();
        file.seek(SeekFrom::Start(len.saturating_sub(TAIL)))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok::<_, std::io::Error>(String::from_utf8_lossy(&bytes).into_owned())
    };
    read().unwrap_or_default()
}

/// Finds one of Stratus' own programs: where the variable says, beside this program, or one
/// folder up (where cargo puts tests).
pub(crate) fn program_beside_us(
    name: &'static str,
    variable: &'static str,
) -> Result<PathBuf, SandboxError> {
    if let Some(path) = std::env::var_os(variable) {
        return Ok(path.into());
    }
    let exe = std::env::current_exe().unwrap_or_default();
    let folders = exe.ancestors().skip(1).take(2);
    folders
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
        .ok_or(SandboxError::Helper {
            name,
            beside: exe.parent().map(Path::to_owned).unwrap_or_default(),
            variable,
        })
}
