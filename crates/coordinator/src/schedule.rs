//! Which session runs on which node: a pure state machine. It has no clock and does no I/O; the caller
//! says what happened and when, and carries out the [`Effect`]s.
//!
//! What always holds (`schedule/tests.rs` checks it under random events):
//! a node never holds more sessions of ours than its capacity; a session is never in two places; the
//! positions of those who wait for the same nodes are 1, 2, … without gaps; an ended session frees its place
//! as soon as its node says that nothing of it is left.

mod line;
mod nodes;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use stratus_protocol::id::{GameId, NodeId, SessionId};
use stratus_protocol::link::{HEARTBEAT_S, MISSED_HEARTBEATS};
use stratus_protocol::session::control::EndReason;

/// Milliseconds on the caller's clock.
pub type Millis = u64;

/// A silent node is lost after this time.
pub const SILENCE: Millis = HEARTBEAT_S * MISSED_HEARTBEATS * 1000;
/// Sessions of a node whose link broke stay for this time.
pub const RECONNECT_GRACE: Millis = 5_000;
/// Sessions found in the store at start-up wait for their node for this time.
pub const RESTART_GRACE: Millis = 30_000;
/// A node answers a start within this time.
pub const START_DEADLINE: Millis = 30_000;
/// A stop that was not answered is repeated after this time.
pub const STOP_REPEAT: Millis = 10_000;
/// A queued player whose page does not ask for this time has gone.
pub const QUEUE_PATIENCE: Millis = 90_000;

/// Where a session stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Waits; 1 is next.
    Queued {
        /// Place in line.
        position: u32,
    },
    /// Sent to a node.
    Starting {
        /// Where.
        node: NodeId,
    },
    /// Its node said that it is ready.
    Running {
        /// Where.
        node: NodeId,
    },
    /// Over.
    Ended {
        /// Why.
        reason: EndReason,
        /// The same in a sentence.
        message: String,
    },
}

/// What the caller has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Send `StartSession`.
    Start {
        /// To this node.
        node: NodeId,
        /// This session.
        session: SessionId,
    },
    /// Send `StopSession`.
    Stop {
        /// To this node.
        node: NodeId,
        /// This session.
        session: SessionId,
        /// Why.
        reason: EndReason,
    },
    /// Close the link of a node that went silent.
    Drop {
        /// This node.
        node: NodeId,
    },
    /// A session stands elsewhere now.
    Changed {
        /// This session.
        session: SessionId,
        /// There.
        phase: Phase,
    },
}

/// The player has a session already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlreadyPlaying(pub SessionId);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Hold {
    Starting {
        deadline: Millis,
    },
    Running {
        unnamed: u8,
    },
    Stopping {
        repeat_at: Millis,
        reason: EndReason,
        unnamed: u8,
    },
}

#[derive(Debug)]
struct Slot {
    connected: bool,
    capacity: u32,
    games: BTreeSet<GameId>,
    /// Tie-break between equally full nodes; smaller is better.
    load: u32,
    holds: BTreeMap<SessionId, Hold>,
    heard: Millis,
    lost_at: Millis,
}

impl Slot {
    fn room(&self) -> u32 {
        let held = u32::try_from(self.holds.len()).unwrap_or(u32::MAX);
        self.capacity.saturating_sub(held)
    }
}

#[derive(Debug)]
struct Live {
    player: String,
    game: GameId,
    phase: Phase,
    asked: Millis,
}

/// All nodes and all sessions that are not over.
#[derive(Debug, Default)]
pub struct Schedule {
    nodes: BTreeMap<NodeId, Slot>,
    live: BTreeMap<SessionId, Live>,
    /// Arrival order.
    queue: Vec<SessionId>,
}

impl Schedule {
    /// A player asks for a game: a place is found at once, or the player waits.
    ///
    /// # Errors
    /// The session that this player has already.
    pub fn start(
        &mut self,
        now: Millis,
        session: &SessionId,
        player: &str,
        game: &GameId,
        out: &mut Vec<Effect>,
    ) -> Result<(), AlreadyPlaying> {
        if let Some((other, _)) = self.live.iter().find(|(_, live)| live.player == player) {
            return Err(AlreadyPlaying(other.clone()));
        }
        self.live.insert(
            session.clone(),
            Live {
                player: player.to_owned(),
                game: game.clone(),
                phase: Phase::Queued { position: 0 },
                asked: now,
            },
        );
        self.queue.push(session.clone());
        self.settle(now, out);
        Ok(())
    }

    /// Takes up a session that an earlier run of the coordinator left, in the order of arrival.
    pub fn restore(
        &mut self,
        now: Millis,
        session: &SessionId,
        player: &str,
        game: &GameId,
        phase: Phase,
    ) {
        match &phase {
            Phase::Ended { .. } => return,
            Phase::Queued { .. } => self.queue.push(session.clone()),
            Phase::Starting { node } | Phase::Running { node } => {
                let hold = match phase {
                    Phase::Starting { .. } => Hold::Starting {
                        deadline: now + RESTART_GRACE + START_DEADLINE,
                    },
                    _ => Hold::Running { unnamed: 0 },
                };
                let slot = self.slot(now, node);
                slot.lost_at = now + RESTART_GRACE;
                slot.holds.insert(session.clone(), hold);
            }
        }
        self.live.insert(
            session.clone(),
            Live {
                player: player.to_owned(),
                game: game.clone(),
                phase,
                asked: now,
            },
        );
    }

    /// The player's page asked after its session: a queued player is still there.
    pub fn asked(&mut self, now: Millis, session: &SessionId) {
        if let Some(live) = self.live.get_mut(session) {
            live.asked = now;
        }
    }

    /// Ends a session for its player now; its place is free when its node has cleaned up.
    pub fn stop(
        &mut self,
        now: Millis,
        session: &SessionId,
        reason: EndReason,
        message: &str,
        out: &mut Vec<Effect>,
    ) {
        let Some(live) = self.live.get(session) else {
            return;
        };
        if let Phase::Starting { node } | Phase::Running { node } = live.phase.clone()
            && let Some(slot) = self.nodes.get_mut(&node)
        {
            slot.holds.insert(
                session.clone(),
                Hold::Stopping {
                    repeat_at: now + STOP_REPEAT,
                    reason,
                    unnamed: 0,
                },
            );
            out.push(Effect::Stop {
                node,
                session: session.clone(),
                reason,
            });
        }
        self.end(session, reason, message, out);
        self.settle(now, out);
    }

    /// Time went by: deadlines that have passed take effect.
    pub fn tick(&mut self, now: Millis, out: &mut Vec<Effect>) {
        let mut lost = Vec::new();
        let mut late = Vec::new();
        for (node, slot) in &mut self.nodes {
            if slot.connected && now >= slot.heard + SILENCE {
                out.push(Effect::Drop { node: node.clone() });
                lost.push(node.clone());
                continue;
            }
            if !slot.connected && now >= slot.lost_at {
                lost.push(node.clone());
                continue;
            }
            for (id, hold) in &mut slot.holds {
                match hold {
                    Hold::Starting { deadline } if now >= *deadline => late.push(id.clone()),
                    Hold::Stopping {
                        repeat_at, reason, ..
                    } if slot.connected && now >= *repeat_at => {
                        *repeat_at = now + STOP_REPEAT;
                        out.push(Effect::Stop {
                            node: node.clone(),
                            session: id.clone(),
                            reason: *reason,
                        });
                    }
                    _ => {}
                }
            }
        }
        for node in lost {
            let holds = self
                .nodes
                .remove(&node)
                .map(|slot| slot.holds)
                .unwrap_or_default();
            for id in holds.keys() {
                self.end_on(&node, id, EndReason::NodeLost, NODE_LOST, out);
            }
        }
        for id in late {
            self.stop(
                now,
                &id,
                EndReason::StartFailed,
                "The node did not start the game in time. Try again.",
                out,
            );
        }
        let left: Vec<SessionId> = self
            .queue
            .iter()
            .filter(|id| {
                self.live
                    .get(*id)
                    .is_some_and(|live| now >= live.asked + QUEUE_PATIENCE)
            })
            .cloned()
            .collect();
        for id in left {
            self.end(
                &id,
                EndReason::GraceExpired,
                "The page was closed while the game waited for a node.",
                out,
            );
        }
        self.settle(now, out);
    }

    /// Sessions that wait for a node.
    #[must_use]
    pub fn queue_len(&self) -> usize {
        self.queue.len()
    }

    /// True when a place that this queued session could take is being cleaned up right now.
    #[must_use]
    pub fn place_frees_soon(&self, session: &SessionId) -> bool {
        self.live.get(session).is_some_and(|live| {
            self.nodes.values().any(|slot| {
                slot.connected
                    && slot.games.contains(&live.game)
                    && slot
                        .holds
                        .values()
                        .any(|hold| matches!(hold, Hold::Stopping { .. }))
            })
        })
    }

    /// Sessions that are held on a node, those that are being stopped among them.
    #[must_use]
    pub fn held_on(&self, node: &NodeId) -> Vec<SessionId> {
        self.nodes
            .get(node)
            .map(|slot| slot.holds.keys().cloned().collect())
            .unwrap_or_default()
    }

    /// Connected nodes that have a game.
    #[must_use]
    pub fn nodes_with(&self, game: &GameId) -> u32 {
        let count = self
            .nodes
            .values()
            .filter(|slot| slot.connected && slot.games.contains(game))
            .count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Is the node connected?
    #[must_use]
    pub fn is_connected(&self, node: &NodeId) -> bool {
        self.nodes.get(node).is_some_and(|slot| slot.connected)
    }

    fn slot(&mut self, now: Millis, node: &NodeId) -> &mut Slot {
        self.nodes.entry(node.clone()).or_insert_with(|| Slot {
            connected: false,
            capacity: 0,
            games: BTreeSet::new(),
            load: 0,
            holds: BTreeMap::new(),
            heard: now,
            lost_at: now + RECONNECT_GRACE,
        })
    }

    fn release(&mut self, node: &NodeId, session: &SessionId) -> bool {
        self.nodes
            .get_mut(node)
            .is_some_and(|slot| slot.holds.remove(session).is_some())
    }

    /// Ends a session that stands on this node; what a node says about another's session changes nothing.
    fn end_on(
        &mut self,
        node: &NodeId,
        session: &SessionId,
        reason: EndReason,
        message: &str,
        out: &mut Vec<Effect>,
    ) {
        let phase = self.live.get(session).map(|live| &live.phase);
        if let Some(Phase::Starting { node: on } | Phase::Running { node: on }) = phase
            && on == node
        {
            self.end(session, reason, message, out);
        }
    }

    fn end(
        &mut self,
        session: &SessionId,
        reason: EndReason,
        message: &str,
        out: &mut Vec<Effect>,
    ) {
        // A session that was stopped has left `live` already: its first reason stands.
        if self.live.remove(session).is_some() {
            self.queue.retain(|id| id != session);
            out.push(Effect::Changed {
                session: session.clone(),
                phase: Phase::Ended {
                    reason,
                    message: message.to_owned(),
                },
            });
        }
    }

    fn change(&mut self, session: &SessionId, phase: Phase, out: &mut Vec<Effect>) {
        if let Some(live) = self.live.get_mut(session)
            && live.phase != phase
        {
            live.phase = phase.clone();
            out.push(Effect::Changed {
                session: session.clone(),
                phase,
            });
        }
    }

    /// Places everyone for whom there is room, in order of arrival, and tells the others their position.
    fn settle(&mut self, now: Millis, out: &mut Vec<Effect>) {
        if self.queue.is_empty() {
            return;
        }
        for session in std::mem::take(&mut self.queue) {
            let Some(game) = self.live.get(&session).map(|live| live.game.clone()) else {
                continue;
            };
            match self.freest(&game) {
                Some(node) => {
                    if let Some(slot) = self.nodes.get_mut(&node) {
                        let deadline = now + START_DEADLINE;
                        slot.holds
                            .insert(session.clone(), Hold::Starting { deadline });
                    }
                    out.push(Effect::Start {
                        node: node.clone(),
                        session: session.clone(),
                    });
                    self.change(&session, Phase::Starting { node }, out);
                }
                None => self.queue.push(session),
            }
        }
        for (session, position) in self.positions() {
            self.change(&session, Phase::Queued { position }, out);
        }
    }

    /// The least loaded node that has the game and room: fewest sessions for its size, then least load.
    fn freest(&self, game: &GameId) -> Option<NodeId> {
        self.nodes
            .iter()
            .filter(|(_, slot)| slot.connected && slot.room() > 0 && slot.games.contains(game))
            .min_by_key(|(_, slot)| {
                let full = slot.holds.len() as u64 * 1000 / u64::from(slot.capacity.max(1));
                (full, slot.load)
            })
            .map(|(node, _)| node.clone())
    }
}

const NODE_LOST: &str = "The node that ran your game was lost. Start it again.";
