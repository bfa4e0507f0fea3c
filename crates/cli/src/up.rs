//! `stratus up`: a coordinator and a node on this machine, until Ctrl-C.

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
    /// Seconds that a lost player's game is kept.
    #[arg(long, default_value_t = 15)]
    pub grace: u32,
    /// Log filter of both daemons.
    #[arg(long, default_value = "warn")]
    pub log: String,
    /// Say `ready` as one line of JSON.
    #[arg(long)]
    pub json: bool,
}

/// What the coordinator prints when it listens.
#[derive(Deserialize)]
struct Listening {
    code: String,
}

/// Both daemons, running.
pub struct Up {
    coordinator: Daemon,
    node: Daemon,
    node_command: NodeCommand,
    /// The page with its one-time sign-in code.
    pub url: String,
    /// The sign-in code.
    pub code: String,
}

struct NodeCommand {
    program: PathBuf,
    arguments: Vec<std::ffi::OsString>,
}

impl NodeCommand {
    fn start(&self) -> anyhow::Result<Daemon> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        let mut node = Daemon::start("stratus-node", command)?;
        node.line()?;
        Ok(node)
    }
}

impl Up {
    /// Starts both and waits until the node is linked.
    pub fn start(arguments: &Arguments) -> anyhow::Result<Self> {
        let state = absolute(&arguments.state)?;
        let games = match &arguments.games {
            Some(games) => absolute(games)?,
            None => absolute(&state.join("games"))?,
        };
        let secret = state.join("enrolment-secret");
        let mut coordinator = Command::new(binary("stratus-coordinator")?);
        coordinator
            .arg("--listen")
            .arg(format!("[::]:{}", arguments.port))
            .arg("--data-dir")
            .arg(state.join("coordinator"))
            .arg("--enrolment-secret-file")
            .arg(&secret)
            .args(["--log", &arguments.log, "--json"]);
        let mut coordinator = Daemon::start("stratus-coordinator", coordinator)?;
        let line = coordinator.line()?;
        let Listening { code } = serde_json::from_str(&line)
            .with_context(|| format!("the coordinator said '{}'", line.trim()))?;
        let mut words: Vec<std::ffi::OsString> = vec![
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
            "--log".into(),
            (&arguments.log).into(),
            "--json".into(),
        ];
        words.extend(["--grace-s".into(), arguments.grace.to_string().into()]);
        let node_command = NodeCommand {
            program: binary("stratus-node")?,
            arguments: words,
        };
        let node = node_command.start()?;
        let url = format!("http://localhost:{}/?code={code}", arguments.port);
        Ok(Self {
            coordinator,
            node,
            node_command,
            url,
            code,
        })
    }

    /// The daemons' process ids: coordinator, node.
    pub fn pids(&self) -> (u32, u32) {
        (self.coordinator.pid(), self.node.pid())
    }

    /// Ends both, the node first so that its players hear why.
    pub fn stop(mut self) {
        self.node.stop(Duration::from_secs(5));
        self.coordinator.stop(Duration::from_secs(5));
    }

    /// Starts the node anew if it has died; fails if the coordinator has.
    fn tend(&mut self, restarts: &mut Restarts) -> anyhow::Result<()> {
        if let Some(status) = self.coordinator.ended() {
            anyhow::bail!("the coordinator ended unexpectedly ({status})");
        }
        if let Some(status) = self.node.ended() {
            eprintln!("the node ended unexpectedly ({status}); starting it again");
            std::thread::sleep(restarts.wait());
            self.node = self.node_command.start()?;
        }
        Ok(())
    }
}

/// Back-off between restarts of a daemon that keeps dying.
#[derive(Default)]
struct Restarts {
    last: Option<Instant>,
    wait: Duration,
}

impl Restarts {
    fn wait(&mut self) -> Duration {
        let steady = self
            .last
            .is_none_or(|last| last.elapsed() > Duration::from_secs(60));
        self.last = Some(Instant::now());
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
    let mut up = Up::start(arguments)?;
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
    let mut restarts = Restarts::default();
    while !stopping() {
        up.tend(&mut restarts)?;
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
