//! `stratus up`: a coordinator and a node on this machine, until Ctrl-C.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use serde::Deserialize;

use crate::child::{Daemon, binary};

#[derive(clap::Args)]
pub struct Arguments {
    /// TCP port of the web page; the node's UDP port is chosen by the kernel.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// The folder for everything that is written.
    #[arg(long, default_value = ".state")]
    pub state: PathBuf,
    /// The folder with AppImages; `games` in the state folder where none is given.
    #[arg(long)]
    pub games: Option<PathBuf>,
    /// Sessions at a time.
    #[arg(long, default_value_t = 1)]
    pub capacity: u32,
    /// The host name or address that players' browsers use for the node.
    #[arg(long, default_value = "localhost")]
    pub advertise: String,
    /// Seconds that a lost player's game is kept.
    #[arg(long, default_value_t = 15)]
    pub grace: u32,
    /// Log filter of both daemons.
    #[arg(long, default_value = "warn")]
    pub log: String,
    /// TCP port of the node's figures for Prometheus; none where it is not given.
    #[arg(long)]
    pub metrics_port: Option<u16>,
    /// Say `ready` as one line of JSON.
    #[arg(long)]
    pub json: bool,
}

/// What the coordinator prints when it listens.
#[derive(Deserialize)]
struct Listening {
    code: String,
}

/// A coordinator alone: whoever starts it brings the node.
pub struct Coordinator {
    kept: Kept,
    /// The page with its one-time sign-in code.
    pub url: String,
    /// The sign-in code.
    pub code: String,
    /// Where nodes find the secret that it takes.
    pub secret: PathBuf,
}

impl Coordinator {
    /// Starts it on `port`, with everything that it writes in `state`.
    ///
    /// # Errors
    /// It does not start; its message is on standard error.
    pub fn start(port: u16, state: &Path, log: &str) -> anyhow::Result<Self> {
        let secret = state.join("enrolment-secret");
        let words: Vec<OsString> = vec![
            "--listen".into(),
            format!("[::]:{port}").into(),
            "--data-dir".into(),
            state.join("coordinator").into(),
            "--enrolment-secret-file".into(),
            secret.clone().into(),
            "--log".into(),
            log.into(),
            "--json".into(),
        ];
        let (kept, line) = Kept::start("stratus-coordinator", words)?;
        let code = code_in(&line)?;
        Ok(Self {
            kept,
            url: url(port, &code),
            code,
            secret,
        })
    }

    /// Ends it.
    pub fn stop(mut self) {
        self.kept.daemon.stop(Duration::from_secs(5));
    }
}

/// Both daemons, running.
pub struct Up {
    coordinator: Kept,
    node: Kept,
    port: u16,
    /// A coordinator that was started again has not said its sign-in code yet.
    code_due: bool,
    /// The page with its one-time sign-in code.
    pub url: String,
    /// The sign-in code.
    pub code: String,
}

impl Up {
    /// Starts both and waits until the node is linked.
    pub fn start(arguments: &Arguments) -> anyhow::Result<Self> {
        let state = absolute(&arguments.state)?;
        let games = match &arguments.games {
            Some(games) => absolute(games)?,
            None => absolute(&state.join("games"))?,
        };
        let Coordinator {
            kept: coordinator,
            url,
            code,
            secret,
        } = Coordinator::start(arguments.port, &state, &arguments.log)?;
        let mut words: Vec<OsString> = vec![
            "--coordinator".into(),
            format!("ws://localhost:{}/node", arguments.port).into(),
            "--secret-file".into(),
            secret.into(),
            "--listen".into(),
            "[::]:0".into(),
            "--state-dir".into(),
            state.join("node").into(),
            "--games-dir".into(),
            games.into(),
            "--capacity".into(),
            arguments.capacity.to_string().into(),
            "--advertise".into(),
            (&arguments.advertise).into(),
            "--grace-s".into(),
            arguments.grace.to_string().into(),
            "--log".into(),
            (&arguments.log).into(),
            "--json".into(),
        ];
        if let Some(port) = arguments.metrics_port {
            words.extend([
                "--metrics-listen".into(),
                format!("127.0.0.1:{port}").into(),
            ]);
        }
        let (node, _) = Kept::start("stratus-node", words)?;
        Ok(Self {
            coordinator,
            node,
            port: arguments.port,
            code_due: false,
            url,
            code,
        })
    }

    /// The daemons' process ids: coordinator, node.
    pub fn pids(&self) -> (u32, u32) {
        (self.coordinator.daemon.pid(), self.node.daemon.pid())
    }

    /// Ends both, the node first so that its players hear why.
    pub fn stop(mut self) {
        self.node.daemon.stop(Duration::from_secs(5));
        self.coordinator.daemon.stop(Duration::from_secs(5));
    }

    /// Starts anew what has died. A session outlives the coordinator: the node serves it alone.
    fn tend(&mut self) {
        self.code_due |= self.coordinator.tend();
        self.node.tend();
        if self.code_due
            && let Ok(Some(line)) = self.coordinator.daemon.line_within(Duration::ZERO)
        {
            self.code_due = false;
            if let Ok(code) = code_in(&line) {
                eprintln!(
                    "the coordinator is back; to sign in: {}",
                    url(self.port, &code)
                );
            }
        }
    }
}

/// A daemon that is started again whenever it dies.
struct Kept {
    name: &'static str,
    arguments: Vec<OsString>,
    daemon: Daemon,
    restarts: Restarts,
    /// It has died; when it is started again.
    due: Option<Instant>,
}

impl Kept {
    /// Starts it and waits for its first line.
    fn start(name: &'static str, arguments: Vec<OsString>) -> anyhow::Result<(Self, String)> {
        let mut daemon = spawn(name, &arguments)?;
        let line = daemon.line(stopping)?;
        let kept = Self {
            name,
            arguments,
            daemon,
            restarts: Restarts::default(),
            due: None,
        };
        Ok((kept, line))
    }

    /// Sees whether it lives. True when it has just been started again.
    fn tend(&mut self) -> bool {
        let now = Instant::now();
        match self.due {
            Some(due) if now < due => false,
            Some(_) => match spawn(self.name, &self.arguments) {
                Ok(daemon) => {
                    self.daemon = daemon;
                    self.due = None;
                    true
                }
                Err(error) => {
                    eprintln!("{error:#}");
                    self.due = Some(now + self.restarts.wait(now));
                    false
                }
            },
            None => {
                if let Some(status) = self.daemon.ended() {
                    let wait = self.restarts.wait(now);
                    eprintln!(
                        "{} ended unexpectedly ({status}); it is started again in {} ms",
                        self.name,
                        wait.as_millis()
                    );
                    self.due = Some(now + wait);
                }
                false
            }
        }
    }
}

fn spawn(name: &'static str, arguments: &[OsString]) -> anyhow::Result<Daemon> {
    let mut command = Command::new(binary(name)?);
    command.args(arguments);
    Daemon::start(name, command)
}

fn code_in(line: &str) -> anyhow::Result<String> {
    let Listening { code } = serde_json::from_str(line)
        .with_context(|| format!("the coordinator said '{}'", line.trim()))?;
    Ok(code)
}

fn url(port: u16, code: &str) -> String {
    format!("http://localhost:{port}/?code={code}")
}

/// Back-off between restarts of a daemon that keeps dying.
#[derive(Default)]
struct Restarts {
    last: Option<Instant>,
    wait: Duration,
}

impl Restarts {
    fn wait(&mut self, now: Instant) -> Duration {
        let steady = self
            .last
            .is_none_or(|last| now.duration_since(last) > Duration::from_secs(60));
        self.last = Some(now);
        self.wait = if steady {
            Duration::from_millis(100)
        } else {
            (self.wait * 2).min(Duration::from_secs(30))
        };
        self.wait
    }
}

static STOP: AtomicBool = AtomicBool::new(false);

extern "C" fn on_signal(_: libc::c_int) {
    STOP.store(true, Ordering::Relaxed);
}

/// Ctrl-C and SIGTERM set a flag; the main loop sees it within its short sleep.
pub fn catch_signals() {
    for signal in [libc::SIGINT, libc::SIGTERM, libc::SIGHUP] {
        // SAFETY: the handler only stores to an atomic, which is async-signal-safe.
        unsafe { libc::signal(signal, on_signal as *const () as libc::sighandler_t) };
    }
}

/// A signal came.
pub fn stopping() -> bool {
    STOP.load(Ordering::Relaxed)
}

pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    catch_signals();
    let mut up = match Up::start(arguments) {
        Err(_) if stopping() => return Ok(()),
        started => started?,
    };
    if arguments.json {
        let (coordinator, node) = up.pids();
        println!(
            "{}",
            serde_json::json!({
                "ready": up.url,
                "code": up.code,
                "coordinator_pid": coordinator,
                "node_pid": node,
            })
        );
    } else {
        println!("ready {}", up.url);
    }
    while !stopping() {
        up.tend();
        std::thread::sleep(Duration::from_millis(50));
    }
    up.stop();
    Ok(())
}

fn absolute(path: &Path) -> anyhow::Result<PathBuf> {
    std::fs::create_dir_all(path).with_context(|| format!("cannot create {}", path.display()))?;
    path.canonicalize()
        .with_context(|| format!("cannot resolve {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_daemon_that_keeps_dying_is_started_ever_less_often() {
        let begin = Instant::now();
        let mut restarts = Restarts::default();
        let mut waits = (0..12).map(|n| restarts.wait(begin + Duration::from_secs(n)).as_millis());
        assert_eq!(waits.by_ref().take(3).collect::<Vec<_>>(), [100, 200, 400]);
        assert_eq!(waits.last(), Some(30_000));
        let later = begin + Duration::from_secs(120);
        assert_eq!(restarts.wait(later).as_millis(), 100);
    }
}
