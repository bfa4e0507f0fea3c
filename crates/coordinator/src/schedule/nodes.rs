//! What nodes say: hello, heartbeats, a link that breaks, and how their sessions fare.

use std::collections::BTreeSet;

use stratus_protocol::id::{GameId, NodeId, SessionId};
use stratus_protocol::session::control::EndReason;

use super::{Effect, Hold, Millis, NODE_LOST, Phase, RECONNECT_GRACE, STOP_REPEAT, Schedule};

/// A session counts as gone when this many heartbeats in a row do not name it (one may cross its start).
const UNNAMED_HEARTBEATS: u8 = 2;

impl Schedule {
    /// A node said hello: what it has, and what runs on it.
    pub fn node_connected(
        &mut self,
        now: Millis,
        node: &NodeId,
        capacity: u32,
        games: BTreeSet<GameId>,
        running: &[SessionId],
        out: &mut Vec<Effect>,
    ) {
        let slot = self.slot(now, node);
        slot.connected = true;
        slot.capacity = capacity;
        slot.games = games;
        slot.heard = now;
        // Stops are repeated below for what still runs; the rest ended while nobody listened.
        slot.holds
            .retain(|id, hold| !matches!(hold, Hold::Stopping { .. }) || running.contains(id));
        let mut gone = Vec::new();
        for (id, hold) in &mut slot.holds {
            match hold {
                // The command may be lost with the old link; starts are idempotent.
                Hold::Starting { .. } => out.push(Effect::Start {
                    node: node.clone(),
                    session: id.clone(),
                }),
                Hold::Running { unnamed } => {
                    *unnamed = 0;
                    if !running.contains(id) {
                        gone.push(id.clone());
                    }
                }
                Hold::Stopping {
                    repeat_at,
                    reason,
                    unnamed,
                } => {
                    *repeat_at = now + STOP_REPEAT;
                    *unnamed = 0;
                    out.push(Effect::Stop {
                        node: node.clone(),
                        session: id.clone(),
                        reason: *reason,
                    });
                }
            }
        }
        for id in gone {
            self.release(node, &id);
            self.end_on(node, &id, EndReason::NodeLost, NODE_LOST, out);
        }
        self.stop_strangers(now, node, running, out);
        self.settle(now, out);
    }

    /// A heartbeat: what the node has and runs now. `load` breaks ties, smaller is better.
    pub fn heartbeat(
        &mut self,
        now: Millis,
        node: &NodeId,
        load: u32,
        games: BTreeSet<GameId>,
        running: &[SessionId],
        out: &mut Vec<Effect>,
    ) {
        let Some(slot) = self.nodes.get_mut(node) else {
            return;
        };
        slot.heard = now;
        slot.load = load;
        slot.games = games;
        let mut gone = Vec::new();
        for (id, hold) in &mut slot.holds {
            let (Hold::Running { unnamed } | Hold::Stopping { unnamed, .. }) = hold else {
                continue;
            };
            *unnamed = if running.contains(id) {
                0
            } else {
                *unnamed + 1
            };
            if *unnamed >= UNNAMED_HEARTBEATS {
                gone.push(id.clone());
            }
        }
        for id in gone {
            self.release(node, &id);
            self.end_on(node, &id, EndReason::NodeLost, NODE_LOST, out);
        }
        self.stop_strangers(now, node, running, out);
        self.settle(now, out);
    }

    /// The link to a node broke. It has [`RECONNECT_GRACE`] to come back.
    pub fn node_disconnected(&mut self, now: Millis, node: &NodeId, out: &mut Vec<Effect>) {
        if let Some(slot) = self.nodes.get_mut(node) {
            slot.connected = false;
            slot.lost_at = now + RECONNECT_GRACE;
        }
        self.settle(now, out);
    }

    /// A node says that a session is ready. True when it is one of its own and not being stopped.
    pub fn ready(
        &mut self,
        node: &NodeId,
        session: &SessionId,
        now: Millis,
        out: &mut Vec<Effect>,
    ) -> bool {
        let hold = self
            .nodes
            .get_mut(node)
            .and_then(|slot| slot.holds.get_mut(session));
        match hold {
            Some(hold @ Hold::Starting { .. }) => {
                *hold = Hold::Running { unnamed: 0 };
                self.change(session, Phase::Running { node: node.clone() }, out);
                true
            }
            Some(Hold::Running { .. }) => true,
            Some(Hold::Stopping { .. }) => false,
            None => {
                self.stop_strangers(now, node, std::slice::from_ref(session), out);
                false
            }
        }
    }

    /// A node says that a session is over and that nothing of it is left.
    pub fn ended(
        &mut self,
        now: Millis,
        node: &NodeId,
        session: &SessionId,
        reason: EndReason,
        message: &str,
        out: &mut Vec<Effect>,
    ) {
        if self.release(node, session) {
            self.end_on(node, session, reason, message, out);
            self.settle(now, out);
        }
    }

    /// Stops what runs on a node although nobody here wants it there; it takes room until it is gone.
    fn stop_strangers(
        &mut self,
        now: Millis,
        node: &NodeId,
        running: &[SessionId],
        out: &mut Vec<Effect>,
    ) {
        let Some(slot) = self.nodes.get_mut(node) else {
            return;
        };
        for id in running {
            if slot.holds.contains_key(id) {
                continue;
            }
            let reason = EndReason::Stopped;
            slot.holds.insert(
                id.clone(),
                Hold::Stopping {
                    repeat_at: now + STOP_REPEAT,
                    reason,
                    unnamed: 0,
                },
            );
            out.push(Effect::Stop {
                node: node.clone(),
                session: id.clone(),
                reason,
            });
        }
    }
}
