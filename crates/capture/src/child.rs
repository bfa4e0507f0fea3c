//! Programs that we start: they die with us, run as an ordinary user, and are reaped.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::error::CaptureError;

/// How long a program has to become ready.
const START_TIME: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(2);
const TAIL: u64 = 2000;

/// A running program.
pub(crate) struct Program {
    name: &'static str,
    child: Child,
    log: PathBuf,
}

impl Program {
    /// Starts `command`, its output in `log`.
    pub(crate) fn start(
        name: &'static str,
        mut command: Command,
        user: Option<(u32, u32)>,
        log: &Path,
    ) -> Result<Self, CaptureError> {
        let named = |source| CaptureError::Path {
            path: log.to_owned(),
            source,
        };
        let file = File::create(log).map_err(named)?;
        let second = file.try_clone().map_err(named)?;
        command.stdin(Stdio::null()).stdout(file).stderr(second);
        if let Some((uid, gid)) = user {
            command.uid(uid).gid(gid);
        }
        let parent = std::process::id();
        // SAFETY: only system calls that are safe after fork. Changing the user clears the signal,
        // and the standard library changes it before this runs.
        unsafe {
            command.pre_exec(move || {
                if libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) != 0 {
                    return Err(io::Error::last_os_error());
                }
                if libc::getppid() as u32 != parent {
                    return Err(io::Error::other("the parent is gone"));
                }
                Ok(())
            });
        }
        let child = spawn(command).map_err(|source| CaptureError::Spawn {
            program: name,
            source,
        })?;
        Ok(Self {
            name,
            child,
            log: log.to_owned(),
        })
    }

    /// Waits until `probe` gives something.
    pub(crate) fn wait_for<T>(
        &mut self,
        mut probe: impl FnMut() -> Option<T>,
    ) -> Result<T, CaptureError> {
        let deadline = Instant::now() + START_TIME;
        loop {
            if let Some(found) = probe() {
                return Ok(found);
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(CaptureError::Ended {
                    program: self.name,
                    status: status.to_string(),
                    tail: self.tail(),
                });
            }
            if Instant::now() > deadline {
                return Err(CaptureError::NotReady {
                    program: self.name,
                    seconds: START_TIME.as_secs(),
                    tail: self.tail(),
                });
            }
            std::thread::sleep(POLL);
        }
    }

    fn tail(&self) -> String {
        let read = || -> io::Result<String> {
            let mut file = File::open(&self.log)?;
            let len = file.metadata()?.len();
            file.seek(SeekFrom::Start(len.saturating_sub(TAIL)))?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        };
        read().unwrap_or_default()
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

type Job = (Command, mpsc::Sender<io::Result<Child>>);

/// Spawns on a thread that never ends: the kernel sends the parent-death signal when the *thread* that
/// forked ends, and the caller's may.
fn spawn(command: Command) -> io::Result<Child> {
    static SPAWNER: OnceLock<parking_lot::Mutex<mpsc::Sender<Job>>> = OnceLock::new();
    let (answer, child) = mpsc::channel();
    let spawner = match SPAWNER.get() {
        Some(spawner) => spawner,
        None => {
            let (jobs, waiting) = mpsc::channel::<Job>();
            std::thread::Builder::new()
                .name("capture-spawn".to_owned())
                .spawn(move || {
                    for (mut command, answer) in waiting {
                        let _ = answer.send(command.spawn());
                    }
                })?;
            SPAWNER.get_or_init(|| parking_lot::Mutex::new(jobs))
        }
    };
    let gone = || io::Error::other("the thread that starts programs is gone");
    spawner.lock().send((command, answer)).map_err(|_| gone())?;
    child.recv().map_err(|_| gone())?
}
