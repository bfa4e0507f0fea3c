//! What the game, and its pads, say to whom.

use stratus_protocol::session::control::NodeMessage;
use stratus_transport::Connection;

use super::{Connections, Party};

/// Said where a player's pad finds none of the game's four left.
const LEFT_OVER: &str = "This game has four gamepads, and none is left for this one of yours.";
/// Said where it found one that came too late for the game.
const UNSEEN: &str =
    "This node cannot show the running game another gamepad, so the game does not see yours.";

/// What a host who connects later has to know.
#[derive(Default)]
pub(super) struct Standing {
    cursor: Option<NodeMessage>,
    pointer_lock: Option<NodeMessage>,
}

impl Standing {
    pub(super) fn tell(&self, connection: &Connection) {
        for message in [&self.cursor, &self.pointer_lock].into_iter().flatten() {
            connection.send(message);
        }
    }
}

impl Party {
    /// Says something of the game's to whom it concerns.
    pub(super) fn say(
        &self,
        message: NodeMessage,
        connections: &Connections,
        standing: &mut Standing,
    ) {
        let [host, ..] = connections;
        match &message {
            NodeMessage::Rumble {
                pad: slot,
                strong,
                weak,
                duration_ms,
            } => {
                let holder = self.hands.holder(*slot);
                let felt = holder.and_then(|pad| {
                    let connection = connections.get(usize::from(pad.seat))?.as_ref()?;
                    connection.send(&NodeMessage::Rumble {
                        pad: pad.index,
                        strong: *strong,
                        weak: *weak,
                        duration_ms: *duration_ms,
                    });
                    Some(())
                });
                // Otherwise its player, or the pad alone, is gone.
                self.node.metrics().rumble(felt.is_some());
                return;
            }
            // The pointer is the host's.
            NodeMessage::Cursor(_) => standing.cursor = Some(message.clone()),
            NodeMessage::PointerLock { .. } => standing.pointer_lock = Some(message.clone()),
            _ => {
                for connection in connections.iter().flatten() {
                    connection.send(&message);
                }
                return;
            }
        }
        if let Some(host) = host {
            host.send(&message);
        }
    }

    /// Says to players what they do not know yet of their pads.
    pub(super) fn say_of_pads(&mut self, connections: &Connections) {
        let notice = |seat: u8, message: &str| {
            if let Some(Some(connection)) = connections.get(usize::from(seat)) {
                let message = message.into();
                connection.send(&NodeMessage::Notice { message });
            }
        };
        while let Some(seat) = self.hands.left_over() {
            notice(seat, LEFT_OVER);
        }
        let Self { unseen, hands, .. } = self;
        while let Some(seat) = unseen.untold(|slot| hands.holder(slot)) {
            notice(seat, UNSEEN);
        }
    }
}
