//! A session's pads on their way into its game's `/dev/input`, and the game's rumble on its way out.
//!
//! Pads are made by the player's first touch, which may come before the game has a `/dev/input`: they wait then.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use stratus_input::{PadBackend, PadEvents, Router, Rumble};
use stratus_protocol::manifest::Controller;
use stratus_protocol::session::control::NodeMessage;
use stratus_sandbox::{InputFolder, SandboxError};
use tokio::sync::{Notify, mpsc};

use crate::player::Tell;

/// How long a pad's device may take to appear.
const PATIENCE: Duration = Duration::from_millis(500);

/// Makes what a player's input goes through, with the pads of a game that wants this controller.
pub type MakeRouter = dyn Fn(&Controller, Box<dyn PadEvents>) -> Router + Send + Sync;

/// Pads of this machine's kernel, where it has uinput.
#[must_use]
pub fn of_the_kernel(controller: &Controller, events: Box<dyn PadEvents>) -> Router {
    Router::new(controller, PadBackend::Auto, events)
}

/// Lets pads into the sandbox.
#[derive(Clone, Default)]
pub struct PadDoor(Arc<Door>);

#[derive(Default)]
struct Door {
    state: Mutex<State>,
    came: Notify,
}

#[derive(Default)]
struct State {
    /// Pads that are there.
    nodes: Vec<PathBuf>,
    /// The game's `/dev/input`, once it has one.
    folder: Option<Arc<InputFolder>>,
}

impl PadDoor {
    /// Makes the game's `/dev/input`, with the pads that are there.
    ///
    /// # Errors
    /// The kernel does not let this process make one.
    pub fn open(&self, user: (u32, u32)) -> Result<Arc<InputFolder>, SandboxError> {
        let folder = Arc::new(InputFolder::create(user)?);
        let mut state = self.0.state.lock();
        for node in &state.nodes {
            plug(&folder, node);
        }
        state.folder = Some(Arc::clone(&folder));
        Ok(folder)
    }

    /// Returns once there is a pad, or says in the log that none came.
    pub async fn first(&self) {
        let came = async {
            loop {
                let next = self.0.came.notified();
                if !self.0.state.lock().nodes.is_empty() {
                    return;
                }
                next.await;
            }
        };
        if tokio::time::timeout(PATIENCE, came).await.is_err() {
            tracing::warn!("the pad's device did not appear in time; the game may see no pad");
        }
    }

    /// Whether the game sees it, now or when it starts.
    fn comes(&self, node: &Path) -> bool {
        let mut state = self.0.state.lock();
        let seen = state
            .folder
            .as_ref()
            .is_none_or(|folder| plug(folder, node));
        state.nodes.push(node.to_owned());
        self.0.came.notify_one();
        seen
    }

    fn goes(&self, node: &Path) {
        let mut state = self.0.state.lock();
        state.nodes.retain(|known| known != node);
        if let Some(folder) = &state.folder
            && let Err(error) = folder.unplug(node)
        {
            tracing::debug!(%error, "a pad was not in its game's /dev/input");
        }
    }
}

/// Whether the game sees it.
fn plug(folder: &InputFolder, node: &Path) -> bool {
    match folder.plug(node) {
        Ok(()) => tracing::debug!(node = %node.display(), "plugged in"),
        Err(ref error) => {
            tracing::warn!("the game does not see a pad: {error}");
            return false;
        }
    }
    true
}

/// What a session does with its pads.
pub struct SessionPads {
    /// Where they go in.
    pub door: PadDoor,
    /// Where the game's rumble goes, and word of a pad that it cannot be shown; weak, because the player who listens there holds the pads.
    pub tells: mpsc::WeakUnboundedSender<Tell>,
}

impl PadEvents for SessionPads {
    fn plugged(&mut self, pad: u8, nodes: &[PathBuf]) {
        let mut seen = true;
        for node in nodes {
            seen &= self.door.comes(node);
        }
        if !seen && let Some(tells) = self.tells.upgrade() {
            let _ = tells.send(Tell::PadUnseen(pad));
        }
    }

    fn unplugged(&mut self, node: &Path) {
        self.door.goes(node);
    }

    fn rumble(&mut self, rumble: Rumble) {
        let Rumble {
            pad,
            strong,
            weak,
            duration_ms,
        } = rumble;
        // A session that is ending has nobody to shake.
        if let Some(tells) = self.tells.upgrade() {
            let _ = tells.send(Tell::Say(NodeMessage::Rumble {
                pad,
                strong,
                weak,
                duration_ms,
            }));
        }
    }
}
