//! A node inside this process: the daemon's own library, with pads that the bench may bring.

use std::sync::Mutex;
use std::time::Duration;

use anyhow::Context as _;
use stratus_node::config::Config;
use stratus_node::node::Node;
use stratus_node::pads::MakeRouter;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{mpsc, oneshot};

/// How long players may take to hear that the node goes down.
const FAREWELL: Duration = Duration::from_secs(3);

/// A node that runs.
pub struct OwnNode {
    node: Node,
    runtime: Runtime,
}

impl OwnNode {
    /// Starts it as the daemon does, and waits until its coordinator knows it. Not from within a runtime.
    pub fn start(config: Config, make_router: Box<MakeRouter>) -> anyhow::Result<Self> {
        stratus_node::descriptors::raise_limit();
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .on_thread_start(stratus_node::priority::prefer_this_thread)
            .enable_all()
            .build()?;
        let node = runtime.block_on(begin(config, make_router))?;
        Ok(Self { node, runtime })
    }

    /// Where its sessions keep what is theirs.
    pub fn sessions(&self) -> std::path::PathBuf {
        self.node.sessions_dir()
    }

    /// Ends its sessions and frees everything.
    pub fn stop(self) {
        self.runtime.block_on(self.node.shut_down(FAREWELL));
        self.runtime.shutdown_timeout(FAREWELL);
    }
}

async fn begin(config: Config, make_router: Box<MakeRouter>) -> anyhow::Result<Node> {
    let (outgoing, said) = mpsc::unbounded_channel();
    let node = Node::start_with_pads(config.clone(), outgoing, make_router).await?;
    let (linked, hears) = oneshot::channel();
    let linked = Mutex::new(Some(linked));
    let keeping = node.clone();
    tokio::spawn(async move {
        let announce = || {
            let first = linked.lock().ok().and_then(|mut linked| linked.take());
            // Only the first link is waited for.
            first.map(|linked| linked.send(()));
        };
        stratus_node::link::keep(&config, &keeping, said, announce).await;
    });
    let linked = tokio::time::timeout(Duration::from_secs(20), hears).await;
    linked
        .context("the node does not reach its coordinator")?
        .context("the node's link has ended")?;
    Ok(node)
}
