//! `stratus-node`: the node daemon.

use std::time::Duration;

use anyhow::Context as _;
use clap::Parser as _;
use stratus_node::config::{Arguments, Config};
use stratus_node::node::Node;
use stratus_node::{link, metrics};
use tokio::signal::unix::{SignalKind, signal};

/// How long players may take to hear that the node goes down.
const FAREWELL: Duration = Duration::from_secs(3);
/// How long the link may take to carry the last messages.
const LAST_WORDS: Duration = Duration::from_millis(30);

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let config = Config::load(&arguments)?;
    start_log(&config)?;
    stratus_node::heap::share_one();
    stratus_node::descriptors::raise_limit();
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        // Threads for blocking work go soon after a session: what is at rest holds nothing.
        .thread_keep_alive(Duration::from_secs(1))
        .on_thread_start(stratus_node::priority::prefer_this_thread)
        .enable_all()
        .build()?
        .block_on(run(config, arguments.json))
}

async fn run(config: Config, json: bool) -> anyhow::Result<()> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let (outgoing, said) = tokio::sync::mpsc::unbounded_channel();
    let node = Node::start(config.clone(), outgoing).await?;
    tracing::info!(players = %node.endpoint().local_addr(), "listening");
    let first = std::sync::Once::new();
    let announce = || {
        if json {
            first.call_once(|| println!("{{\"linked\":true}}"));
        }
    };
    let until_stopped = async {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        // The link is still up: the coordinator hears how each session ended.
        node.shut_down(FAREWELL).await;
        tokio::time::sleep(LAST_WORDS).await;
    };
    tokio::select! {
        () = link::keep(&config, &node, said, announce) => {}
        result = serve_metrics(&config, &node) => result?,
        () = until_stopped => {}
    }
    Ok(())
}

fn start_log(config: &Config) -> anyhow::Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log)
        .with_context(|| format!("log = \"{}\" is no log filter", config.log))?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    Ok(())
}

async fn serve_metrics(config: &Config, node: &Node) -> anyhow::Result<()> {
    match config.metrics_listen {
        Some(listen) => metrics::serve(node.clone(), listen).await,
        None => std::future::pending().await,
    }
}
