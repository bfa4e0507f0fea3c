//! What nodes say: hello, heartbeat, ready, ended; and when their link breaks.

use std::collections::BTreeSet;

use stratus_protocol::id::{GameId, NodeId, SessionId};
use stratus_protocol::link::{CoordinatorMessage, Load, NodeMessage};
use tokio::sync::mpsc;

use super::{KnownNode, Rack, State, Wire};
use crate::library;
use crate::store::{NodeRecord, StoredPhase, Write};

/// Commands that may wait for a node's socket.
const COMMANDS: usize = 1024;

/// A hello whose secret was right.
pub struct Hello {
    /// The node's name.
    pub node: NodeId,
    /// Its software's version.
    pub version: String,
    /// Sessions it can run at a time.
    pub capacity: u32,
    /// What it has.
    pub games: Vec<library::Entry>,
    /// What runs on it.
    pub sessions: Vec<SessionId>,
}

/// A node's side of its link.
pub struct Link {
    node: NodeId,
    generation: u64,
    /// What to send. Ends when the link has to close.
    pub commands: mpsc::Receiver<CoordinatorMessage>,
}

impl Rack {
    /// A node is here. An older link under the same name ends: the newest wins.
    pub fn connect(&self, hello: Hello) -> Link {
        let mut state = self.state.lock();
        let Hello {
            node,
            version,
            capacity,
            games,
            sessions,
        } = hello;
        let (commands, receiver) = mpsc::channel(COMMANDS);
        state.generation += 1;
        let generation = state.generation;
        if state
            .links
            .insert(
                node.clone(),
                Wire {
                    generation,
                    commands,
                },
            )
            .is_some()
        {
            tracing::warn!(%node, "the node connected again: its older link is closed");
            state.answers_lost(&node);
        }
        tracing::info!(%node, %version, capacity, games = games.len(), sessions = sessions.len(), "node connected");
        let mut writes = Vec::new();
        let ids: BTreeSet<GameId> = games.iter().map(|game| game.id().clone()).collect();
        writes.extend(
            games
                .into_iter()
                .filter_map(|game| state.library.learn(game))
                .map(|game| Write::Game(Box::new(game))),
        );
        let games = ids.iter().cloned().collect();
        state.know(
            NodeRecord {
                id: node.clone(),
                version,
                capacity,
                games,
            },
            None,
            &mut writes,
        );
        let mut effects = Vec::new();
        state.schedule.node_connected(
            self.clock.now(),
            &node,
            capacity,
            ids,
            &sessions,
            &mut effects,
        );
        self.carry_out(&mut state, effects, writes).unobserved();
        Link {
            node,
            generation,
            commands: receiver,
        }
    }

    /// A node says something after its hello. False when this link is not the node's newest: it has to close.
    pub fn heard(&self, link: &Link, message: NodeMessage) -> bool {
        let mut state = self.state.lock();
        if !state.is_current(link) {
            return false;
        }
        let (node, now) = (&link.node, self.clock.now());
        let mut effects = Vec::new();
        let mut writes = Vec::new();
        match message {
            // A second hello on the same link is a mistake of the node's.
            NodeMessage::Hello { .. } => return false,
            NodeMessage::Heartbeat {
                load,
                version,
                games,
                sessions,
            } => {
                let ids: BTreeSet<GameId> = games.into_iter().collect();
                let capacity = state
                    .nodes
                    .get(node)
                    .map_or(0, |known| known.record.capacity);
                let games = ids.iter().cloned().collect();
                let record = NodeRecord {
                    id: node.clone(),
                    version,
                    capacity,
                    games,
                };
                state.know(record, Some(load), &mut writes);
                state
                    .schedule
                    .heartbeat(now, node, tie_break(load), ids, &sessions, &mut effects);
            }
            NodeMessage::SessionReady { session, offer } => {
                if state.schedule.ready(node, &session, now, &mut effects)
                    && let Some(entry) = state.sessions.get_mut(&session)
                {
                    // Only the newest token is worth handing out, unless several calls wait for one each.
                    if entry.joining == 0 || entry.offers.len() >= 8 {
                        entry.offers.clear();
                    }
                    entry.offers.push_back(offer);
                    if entry.record.phase == StoredPhase::Running {
                        entry.changed();
                    }
                }
            }
            NodeMessage::SessionEnded {
                session,
                reason,
                message,
            } => {
                state
                    .schedule
                    .ended(now, node, &session, reason, &message, &mut effects);
            }
            NodeMessage::GuestReady {
                session,
                guest,
                seat,
                offer,
            } => {
                if let Some(entry) = state.played_on(node, &session)
                    && !entry.seated(guest.clone(), seat, offer, &mut writes)
                {
                    state.command(node, CoordinatorMessage::RemoveGuest { session, guest });
                }
            }
            NodeMessage::GuestRefused {
                session,
                guest,
                message,
            } => {
                if let Some(entry) = state.played_on(node, &session) {
                    entry.knocks.refuse(&guest, message);
                }
            }
            NodeMessage::GuestLeft { session, guest } => {
                if let Some(entry) = state.played_on(node, &session) {
                    entry.left(&guest, &mut writes);
                }
            }
            NodeMessage::Seats { session, guests } => {
                if let Some(entry) = state.played_on(node, &session) {
                    entry.seats(guests, &mut writes);
                }
            }
        }
        self.carry_out(&mut state, effects, writes).unobserved();
        true
    }

    /// A link is closed. An older one of a node that is here again changes nothing.
    pub fn disconnect(&self, link: &Link) {
        let mut state = self.state.lock();
        // A link that the coordinator cut off is not in the table any more, and still has to be reported.
        let replaced = state
            .links
            .get(&link.node)
            .is_some_and(|wire| wire.generation != link.generation);
        if replaced {
            return;
        }
        state.links.remove(&link.node);
        state.answers_lost(&link.node);
        tracing::info!(node = %link.node, "node disconnected");
        let mut effects = Vec::new();
        state
            .schedule
            .node_disconnected(self.clock.now(), &link.node, &mut effects);
        self.carry_out(&mut state, effects, Vec::new()).unobserved();
    }
}

impl State {
    fn is_current(&self, link: &Link) -> bool {
        self.links
            .get(&link.node)
            .is_some_and(|wire| wire.generation == link.generation)
    }

    fn know(&mut self, record: NodeRecord, load: Option<Load>, writes: &mut Vec<Write>) {
        match self.nodes.get_mut(&record.id) {
            Some(known) => {
                known.load = load.unwrap_or(known.load);
                if known.record != record {
                    writes.push(Write::Node(record.clone()));
                    known.record = record;
                }
            }
            None => {
                writes.push(Write::Node(record.clone()));
                self.nodes.insert(
                    record.id.clone(),
                    KnownNode {
                        record,
                        load: load.unwrap_or_default(),
                    },
                );
            }
        }
    }
}

/// Thousandths of the node's cores that are busy.
fn tie_break(load: Load) -> u32 {
    let share = load.load1 / load.cores.max(1) as f32 * 1000.0;
    // `as` saturates, and takes NaN for 0.
    share as u32
}
