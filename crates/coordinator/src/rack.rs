//! The living state: nodes, sessions and the library behind one lock that is held for short steps only, never
//! across I/O. [`Schedule`] decides; this module carries out what it decided.
//!
//! * `rack/players.rs` — what players ask for.
//! * `rack/guests.rs` — invitations, and the guests who follow them.
//! * `rack/nodes.rs` — what nodes say.

mod guests;
mod nodes;
mod players;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;

use parking_lot::Mutex;
use stratus_protocol::id::{GameId, NodeId, SessionId};
use stratus_protocol::link::{CoordinatorMessage, Load};
use stratus_protocol::rest::{self, Game, Offer, SessionState};
use tokio::sync::{mpsc, watch};

use crate::clock::{Clock, unix_ms};
use crate::library::{Library, Picture};
use crate::metrics::{Metrics, State as Label};
use crate::schedule::{Effect, Millis, Phase, Schedule};
use crate::store::journal::{Ack, Journal};
use crate::store::{Contents, NodeRecord, SessionRecord, StoredPhase, Write};

pub use guests::SEATS;
pub use nodes::{Hello, Link};
pub use players::{HOST, Refusal, Viewer};

/// Ended sessions shown to each player; the store keeps all.
const SHOWN_HISTORY: usize = 100;

/// Nodes, sessions and games.
pub struct Rack {
    state: Mutex<State>,
    journal: Arc<Journal>,
    metrics: Arc<Metrics>,
    clock: Clock,
}

struct State {
    schedule: Schedule,
    links: HashMap<NodeId, Wire>,
    nodes: BTreeMap<NodeId, KnownNode>,
    sessions: HashMap<SessionId, Entry>,
    /// Ended sessions by player, oldest first.
    history: HashMap<String, VecDeque<SessionId>>,
    library: Library,
    sequence: u64,
    generation: u64,
}

/// The way to a connected node.
struct Wire {
    generation: u64,
    commands: mpsc::Sender<CoordinatorMessage>,
}

struct KnownNode {
    record: NodeRecord,
    load: Load,
}

struct Entry {
    record: SessionRecord,
    position: u32,
    /// Tokens that were not handed out yet; the newest is last.
    offers: VecDeque<Offer>,
    /// Calls that wait for a fresh token.
    joining: u32,
    /// When it was sent to its node.
    placed: Option<Millis>,
    version: watch::Sender<u64>,
    /// The version that its player saw last.
    told: u64,
    /// Guests who wait for the node's answer.
    knocks: guests::Knocks,
}

impl Entry {
    fn new(record: SessionRecord) -> Self {
        Self {
            record,
            position: 0,
            offers: VecDeque::new(),
            joining: 0,
            placed: None,
            version: watch::Sender::new(1),
            told: 0,
            knocks: guests::Knocks::default(),
        }
    }

    fn changed(&self) {
        self.version.send_modify(|version| *version += 1);
    }

    fn is_over(&self) -> bool {
        matches!(self.record.phase, StoredPhase::Ended { .. })
    }

    /// As players see it, without a token.
    fn shown(&self) -> rest::Session {
        let (state, ended_unix_ms) = match &self.record.phase {
            StoredPhase::Queued => (
                SessionState::Queued {
                    position: self.position,
                },
                None,
            ),
            StoredPhase::Starting => (SessionState::Starting, None),
            StoredPhase::Running => (SessionState::Running { offer: None }, None),
            StoredPhase::Ended {
                reason,
                message,
                unix_ms,
            } => (
                SessionState::Ended {
                    reason: *reason,
                    message: message.clone(),
                },
                Some(*unix_ms),
            ),
        };
        rest::Session {
            id: self.record.id.clone(),
            game: self.record.game.clone(),
            node: self.record.node.clone(),
            state,
            created_unix_ms: self.record.created_unix_ms,
            ended_unix_ms,
            seat: None,
            guests: Vec::new(),
        }
    }
}

impl Rack {
    /// Takes up what the store has. Sessions that ran wait for their nodes to come back.
    #[must_use]
    pub fn new(
        contents: Contents,
        journal: Arc<Journal>,
        metrics: Arc<Metrics>,
        clock: Clock,
    ) -> Self {
        let mut state = State {
            schedule: Schedule::default(),
            links: HashMap::new(),
            nodes: contents
                .nodes
                .into_iter()
                .map(|record| {
                    (
                        record.id.clone(),
                        KnownNode {
                            record,
                            load: Load::default(),
                        },
                    )
                })
                .collect(),
            sessions: HashMap::new(),
            history: HashMap::new(),
            library: Library::new(contents.games),
            sequence: 0,
            generation: 0,
        };
        let mut records = contents.sessions;
        records.sort_by_key(|record| record.sequence);
        for record in records {
            state.sequence = record.sequence + 1;
            let phase = match (&record.phase, &record.node) {
                (StoredPhase::Ended { .. }, _) => None,
                (StoredPhase::Starting, Some(node)) => Some(Phase::Starting { node: node.clone() }),
                (StoredPhase::Running, Some(node)) => Some(Phase::Running { node: node.clone() }),
                _ => Some(Phase::Queued { position: 0 }),
            };
            let (id, user) = (record.id.clone(), record.user.clone());
            match phase {
                Some(phase) => state
                    .schedule
                    .restore(clock.now(), &id, &user, &record.game, phase),
                None => remember(&mut state.history, &mut state.sessions, &user, &id),
            }
            state.sessions.insert(id, Entry::new(record));
        }
        let rack = Self {
            state: Mutex::new(state),
            journal,
            metrics,
            clock,
        };
        rack.tick();
        rack
    }

    /// Lets deadlines take effect; to be called a few times a second.
    pub fn tick(&self) {
        let mut state = self.state.lock();
        let mut effects = Vec::new();
        state.schedule.tick(self.clock.now(), &mut effects);
        self.carry_out(&mut state, effects, Vec::new()).unobserved();
    }

    /// Every game, by title.
    pub fn games(&self) -> Vec<Game> {
        let state = self.state.lock();
        state.library.games(|game| state.schedule.nodes_with(game))
    }

    /// A picture of a game.
    pub fn picture(&self, game: &GameId, name: &str) -> Option<Picture> {
        self.state.lock().library.picture(game, name)
    }

    /// Every node that is or was connected.
    pub fn nodes(&self) -> Vec<rest::Node> {
        let state = self.state.lock();
        state
            .nodes
            .iter()
            .map(|(id, node)| rest::Node {
                id: id.clone(),
                online: state.schedule.is_connected(id),
                version: node.record.version.clone(),
                games: node.record.games.clone(),
                sessions: state.schedule.held_on(id),
                capacity: node.record.capacity,
                load: node.load,
            })
            .collect()
    }

    /// Brings the gauges up to date.
    pub fn measure(&self) {
        let state = self.state.lock();
        let gauge = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let online = state
            .nodes
            .keys()
            .filter(|id| state.schedule.is_connected(id))
            .count();
        let offline = state.nodes.len() - online;
        self.metrics
            .nodes
            .get_or_create(&Label { state: "online" })
            .set(gauge(online));
        self.metrics
            .nodes
            .get_or_create(&Label { state: "offline" })
            .set(gauge(offline));
        let count = |phase: &StoredPhase| {
            gauge(
                state
                    .sessions
                    .values()
                    .filter(|e| e.record.phase == *phase)
                    .count(),
            )
        };
        let phases = [
            ("queued", StoredPhase::Queued),
            ("starting", StoredPhase::Starting),
            ("running", StoredPhase::Running),
        ];
        for (label, phase) in phases {
            self.metrics
                .sessions
                .get_or_create(&Label { state: label })
                .set(count(&phase));
        }
        self.metrics.queue.set(gauge(state.schedule.queue_len()));
    }

    /// Ends every link, so that nodes reconnect to the next run at once.
    pub fn close_links(&self) {
        self.state.lock().links.clear();
    }

    /// Carries out what the schedule decided, and queues everything that has to be kept. Called with the lock held,
    /// so that the store sees changes in the order in which they happened.
    fn carry_out(&self, state: &mut State, effects: Vec<Effect>, mut writes: Vec<Write>) -> Ack {
        for effect in effects {
            match effect {
                Effect::Start { node, session } => {
                    let now = self.clock.now();
                    let Some(entry) = state.sessions.get_mut(&session) else {
                        continue;
                    };
                    entry.placed = Some(now);
                    let record = &entry.record;
                    let command = CoordinatorMessage::StartSession {
                        session,
                        game: record.game.clone(),
                        player: record.user.clone(),
                        video: record.video,
                        keyboard: record.keyboard.clone(),
                    };
                    state.command(&node, command);
                }
                Effect::Stop {
                    node,
                    session,
                    reason,
                } => {
                    state.command(&node, CoordinatorMessage::StopSession { session, reason });
                }
                Effect::Drop { node } => {
                    tracing::warn!(%node, "no heartbeat: the node is lost");
                    state.links.remove(&node);
                }
                Effect::Changed { session, phase } => {
                    self.change(state, &session, phase, &mut writes)
                }
            }
        }
        self.journal.write(writes)
    }

    fn change(
        &self,
        state: &mut State,
        session: &SessionId,
        phase: Phase,
        writes: &mut Vec<Write>,
    ) {
        let Some(entry) = state.sessions.get_mut(session) else {
            return;
        };
        let before = (entry.record.phase.clone(), entry.record.node.clone());
        match phase {
            Phase::Queued { position } => {
                entry.position = position;
                entry.record.phase = StoredPhase::Queued;
            }
            Phase::Starting { node } => {
                entry.record.node = Some(node);
                entry.record.phase = StoredPhase::Starting;
            }
            Phase::Running { node } => {
                if let Some(placed) = entry.placed {
                    let millis = self.clock.now().saturating_sub(placed);
                    self.metrics
                        .start_seconds
                        .observe(std::time::Duration::from_millis(millis).as_secs_f64());
                }
                entry.record.node = Some(node);
                entry.record.phase = StoredPhase::Running;
            }
            Phase::Ended { reason, message } => {
                tracing::info!(%session, ?reason, "session ended: {message}");
                entry.offers.clear();
                entry.knocks.clear();
                entry.record.invite = None;
                entry.record.phase = StoredPhase::Ended {
                    reason,
                    message,
                    unix_ms: unix_ms(),
                };
            }
        }
        entry.changed();
        if before != (entry.record.phase.clone(), entry.record.node.clone()) {
            writes.push(Write::Session(entry.record.clone()));
        }
        if entry.is_over() {
            let user = entry.record.user.clone();
            remember(&mut state.history, &mut state.sessions, &user, session);
        }
    }
}

impl State {
    /// Sends a command. A node that does not read is cut off; its reconnect brings both sides together again.
    fn command(&mut self, node: &NodeId, command: CoordinatorMessage) {
        if let Some(wire) = self.links.get(node)
            && wire.commands.try_send(command).is_err()
        {
            tracing::warn!(%node, "the node does not take commands: its link is closed");
            self.links.remove(node);
        }
    }
}

/// Adds an ended session to its player's history, and forgets the oldest of a long one.
fn remember(
    history: &mut HashMap<String, VecDeque<SessionId>>,
    sessions: &mut HashMap<SessionId, Entry>,
    user: &str,
    session: &SessionId,
) {
    let list = history.entry(user.to_owned()).or_default();
    list.push_back(session.clone());
    if list.len() > SHOWN_HISTORY
        && let Some(oldest) = list.pop_front()
    {
        sessions.remove(&oldest);
    }
}
