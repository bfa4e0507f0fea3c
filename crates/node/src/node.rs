//! What a node is between sessions: its games, its warm kit, its endpoint, and who plays.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use parking_lot::Mutex;
use stratus_input::{PadEvents, Router};
use stratus_protocol::id::{GameId, SessionId};
use stratus_protocol::link::{CoordinatorMessage, InstalledGame, NodeMessage};
use stratus_protocol::manifest::Controller;
use stratus_protocol::rest::Offer;
use stratus_protocol::session::control::EndReason;
use stratus_sandbox::GameImage;
use stratus_transport::{Endpoint, EndpointConfig};
use tokio::sync::mpsc;

use crate::config::Config;
use crate::keeper::Keeper;
use crate::kit::Kits;
use crate::life::{End, Happening};
use crate::metrics::Metrics;
use crate::pads::MakeRouter;
use crate::player::Tell;
use crate::session::{self, Start};
use crate::state_dir;

/// A node; clones are the same node.
#[derive(Clone)]
pub struct Node {
    inner: Arc<Inner>,
}

struct Inner {
    config: Config,
    games: HashMap<GameId, Arc<GameImage>>,
    installed: Vec<InstalledGame>,
    keeper: Keeper,
    kits: Kits,
    endpoint: Endpoint,
    metrics: Arc<Metrics>,
    sessions: Mutex<HashMap<SessionId, Handle>>,
    /// Sessions that ended while the coordinator could not hear it.
    unsaid: Mutex<HashSet<SessionId>>,
    /// Held as long as the node lives.
    _lock: File,
    outgoing: mpsc::UnboundedSender<NodeMessage>,
    make_router: Box<MakeRouter>,
}

impl Inner {
    /// Before it knows its games, and with no kit.
    fn cold(
        config: Config,
        endpoint: &EndpointConfig,
        outgoing: mpsc::UnboundedSender<NodeMessage>,
        make_router: Box<MakeRouter>,
    ) -> anyhow::Result<Self> {
        std::fs::create_dir_all(&config.state_dir)
            .with_context(|| format!("cannot create {}", config.state_dir.display()))?;
        let run_dir = state_dir::run_dir(&config);
        let lock = state_dir::lock(&config)?;
        state_dir::sweep(&config, &run_dir)?;
        let keeper = Keeper::start()?;
        let kits = Kits::new(keeper.clone(), run_dir, config.first_uid);
        Ok(Self {
            config,
            games: HashMap::new(),
            installed: Vec::new(),
            keeper,
            kits,
            endpoint: Endpoint::bind(endpoint)?,
            metrics: Metrics::new(),
            sessions: Mutex::default(),
            unsaid: Mutex::default(),
            outgoing,
            make_router,
            _lock: lock,
        })
    }
}

/// Both ends of a session's strings.
pub(crate) struct Strings {
    /// Where stages say what happened.
    pub happenings: mpsc::UnboundedSender<Happening>,
    /// Where it is heard.
    pub happened: mpsc::UnboundedReceiver<Happening>,
    /// What the players are to be told.
    pub player_tells: mpsc::UnboundedSender<Tell>,
    /// Where that is heard.
    pub told: mpsc::UnboundedReceiver<Tell>,
}

/// The strings of a running session.
struct Handle {
    happenings: mpsc::UnboundedSender<Happening>,
    player: mpsc::UnboundedSender<Tell>,
    /// Who has which guest's seat.
    guests: BTreeMap<String, u8>,
}

impl Node {
    /// Sweeps what a killed node left, reads the games, binds the players' port and warms a kit.
    ///
    /// # Errors
    /// The state folder is not writable, the port is taken, or no compositor or sound server starts.
    pub async fn start(
        config: Config,
        outgoing: mpsc::UnboundedSender<NodeMessage>,
    ) -> anyhow::Result<Self> {
        Self::start_with_pads(config, outgoing, Box::new(crate::pads::of_the_kernel)).await
    }

    /// [`Self::start`], with pads that somebody else makes: a bench where the kernel has none.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub async fn start_with_pads(
        config: Config,
        outgoing: mpsc::UnboundedSender<NodeMessage>,
        make_router: Box<MakeRouter>,
    ) -> anyhow::Result<Self> {
        let endpoint = EndpointConfig {
            listen: config.listen,
            certificate_names: vec![config.advertise.clone()],
            ..EndpointConfig::default()
        };
        let mut inner = Inner::cold(config, &endpoint, outgoing, make_router)?;
        let config = &inner.config;
        let (library, warm) = tokio::join!(
            crate::games::read(&config.games_dir, &config.state_dir),
            inner.kits.fill()
        );
        warm?;
        (inner.games, inner.installed) = library?;
        if inner.games.is_empty() {
            let dir = inner.config.games_dir.display();
            tracing::warn!(%dir, "no games: `stratus pack` makes some");
        }
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// A node without games and without a kit, for a test of what needs neither.
    #[cfg(test)]
    pub(crate) fn cold(
        config: Config,
        endpoint: &EndpointConfig,
        outgoing: mpsc::UnboundedSender<NodeMessage>,
    ) -> anyhow::Result<Self> {
        let make_router = Box::new(crate::pads::of_the_kernel);
        let inner = Inner::cold(config, endpoint, outgoing, make_router)?;
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.inner.config
    }

    /// The thread that starts processes.
    #[must_use]
    pub fn keeper(&self) -> &Keeper {
        &self.inner.keeper
    }

    /// Where kits come from.
    #[must_use]
    pub fn kits(&self) -> &Kits {
        &self.inner.kits
    }

    /// Where sessions keep what belongs to them alone.
    #[must_use]
    pub fn sessions_dir(&self) -> PathBuf {
        state_dir::sessions_dir(&self.inner.config)
    }

    /// The players' port.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.inner.endpoint
    }

    /// Makes what a session's player's input goes through.
    #[must_use]
    pub fn make_router(&self, controller: &Controller, pads: Box<dyn PadEvents>) -> Router {
        (self.inner.make_router)(controller, pads)
    }

    /// The figures.
    #[must_use]
    pub fn metrics(&self) -> &Arc<Metrics> {
        &self.inner.metrics
    }

    /// What the coordinator hears of the games.
    #[must_use]
    pub fn installed_games(&self) -> Vec<InstalledGame> {
        self.inner.installed.clone()
    }

    /// The sessions that run.
    #[must_use]
    pub fn sessions(&self) -> Vec<SessionId> {
        self.inner.sessions.lock().keys().cloned().collect()
    }

    /// The sessions that a hello names: those that run, and those whose end the coordinator has yet to hear
    /// (it would take them for lost otherwise).
    #[must_use]
    pub fn sessions_for_hello(&self) -> Vec<SessionId> {
        let mut sessions = self.sessions();
        sessions.extend(self.inner.unsaid.lock().iter().cloned());
        sessions
    }

    /// A message has reached the coordinator's link.
    pub fn was_said(&self, message: &NodeMessage) {
        if let NodeMessage::SessionEnded { session, .. } = message {
            self.inner.unsaid.lock().remove(session);
        }
    }

    /// The sign of life.
    #[must_use]
    pub fn heartbeat(&self) -> NodeMessage {
        NodeMessage::Heartbeat {
            load: crate::load::read(&self.inner.config.games_dir),
            version: env!("CARGO_PKG_VERSION").into(),
            games: self.inner.games.keys().cloned().collect(),
            sessions: self.sessions(),
        }
    }

    /// Says something to the coordinator, as soon as it can be reached.
    pub fn say(&self, message: NodeMessage) {
        // The receiver lives as long as the process.
        let _ = self.inner.outgoing.send(message);
    }

    /// Does what the coordinator commands. Every command may come twice.
    pub fn obey(&self, message: CoordinatorMessage) {
        match message {
            CoordinatorMessage::StartSession {
                session,
                game,
                player,
                video,
                keyboard,
            } => {
                self.start_session(session, game, player, video, keyboard);
            }
            CoordinatorMessage::RenewOffer { session } => {
                if !self.tell(&session, Tell::RenewOffer) {
                    self.not_here(session);
                }
            }
            CoordinatorMessage::AdmitGuest { session, guest } => {
                if !self.tell(&session, Tell::AdmitGuest(guest.clone())) {
                    self.refuse_guest(session, guest, "This game is not running any more.");
                }
            }
            CoordinatorMessage::RemoveGuest { session, guest } => {
                if !self.tell(&session, Tell::RemoveGuest(guest.clone())) {
                    self.guest_left(session, guest);
                }
            }
            CoordinatorMessage::StopSession { session, reason } => {
                let asked = self
                    .inner
                    .sessions
                    .lock()
                    .get(&session)
                    .is_some_and(|handle| handle.happenings.send(Happening::Stop(reason)).is_ok());
                if !asked {
                    self.not_here(session);
                }
            }
            CoordinatorMessage::Welcome { .. } | CoordinatorMessage::Refused { .. } => {
                tracing::warn!("the coordinator repeated its welcome");
            }
        }
    }

    fn tell(&self, session: &SessionId, tell: Tell) -> bool {
        let sessions = self.inner.sessions.lock();
        sessions
            .get(session)
            .is_some_and(|handle| handle.player.send(tell).is_ok())
    }

    /// Who has a guest's seat in each session that runs: what a new link says first, since what was said of guests on the
    /// one before may be lost.
    #[must_use]
    pub fn seats(&self) -> Vec<NodeMessage> {
        let sessions = self.inner.sessions.lock();
        let seats = sessions.iter().map(|(session, handle)| NodeMessage::Seats {
            session: session.clone(),
            guests: handle.guests.clone(),
        });
        seats.collect()
    }

    /// Says that a guest has a seat, and where they connect.
    pub fn seat_guest(&self, session: SessionId, guest: String, seat: u8, offer: Offer) {
        if let Some(handle) = self.inner.sessions.lock().get_mut(&session) {
            handle.guests.insert(guest.clone(), seat);
        }
        self.say(NodeMessage::GuestReady {
            session,
            guest,
            seat,
            offer,
        });
    }

    /// Says that a guest has no seat any more.
    pub fn guest_left(&self, session: SessionId, guest: String) {
        if let Some(handle) = self.inner.sessions.lock().get_mut(&session) {
            handle.guests.remove(&guest);
        }
        self.say(NodeMessage::GuestLeft { session, guest });
    }

    /// Says that a guest gets no seat, and why.
    pub fn refuse_guest(&self, session: SessionId, guest: String, message: &str) {
        self.inner.metrics.guests_refused.inc();
        self.say(NodeMessage::GuestRefused {
            session,
            guest,
            message: message.into(),
        });
    }

    fn not_here(&self, session: SessionId) {
        self.say(NodeMessage::SessionEnded {
            session,
            reason: EndReason::NodeLost,
            message: "The session is not on its node any more.".into(),
        });
    }

    fn start_session(
        &self,
        session: SessionId,
        game: GameId,
        player: String,
        video: stratus_protocol::rest::Video,
        keyboard: Option<String>,
    ) {
        if self.tell(&session, Tell::RenewOffer) {
            return;
        }
        let refuse = |message: String| {
            self.say(NodeMessage::SessionEnded {
                session: session.clone(),
                reason: EndReason::StartFailed,
                message,
            });
        };
        let Some(image) = self.inner.games.get(&game) else {
            return refuse(format!("The game '{game}' is not on this node."));
        };
        if let Err(message) = video.check() {
            return refuse(message);
        }
        let Some(strings) = self.make_room(&session) else {
            return refuse("This node runs as many games as it can.".into());
        };
        let start = Start {
            session,
            image: Arc::clone(image),
            player,
            video,
            keyboard,
            strings,
        };
        let node = self.clone();
        tokio::spawn(async move {
            let session = start.session.clone();
            // In a task of its own: a session that panics must not keep its place.
            let running = {
                let node = node.clone();
                tokio::spawn(async move { session::run(&node, start).await })
            };
            let end = running.await.unwrap_or_else(|error| {
                tracing::error!(%session, "a session panicked: {error}");
                End {
                    reason: EndReason::Internal,
                    message: "Something broke inside the node; its log has the details.".into(),
                }
            });
            node.ended(session, end);
        });
    }

    /// A place for a session, from now until it has ended; `None` where as many run as may.
    pub(crate) fn make_room(&self, session: &SessionId) -> Option<Strings> {
        let mut sessions = self.inner.sessions.lock();
        if sessions.len() >= self.inner.config.capacity as usize {
            return None;
        }
        let (happenings, happened) = mpsc::unbounded_channel();
        let (player_tells, told) = mpsc::unbounded_channel();
        let handle = Handle {
            happenings: happenings.clone(),
            player: player_tells.clone(),
            guests: BTreeMap::new(),
        };
        sessions.insert(session.clone(), handle);
        self.inner.metrics.sessions.inc();
        Some(Strings {
            happenings,
            happened,
            player_tells,
            told,
        })
    }

    pub(crate) fn ended(&self, session: SessionId, end: End) {
        self.inner.unsaid.lock().insert(session.clone());
        self.inner.sessions.lock().remove(&session);
        self.inner.metrics.sessions.dec();
        self.inner.metrics.ended(end.reason);
        tracing::info!(%session, reason = ?end.reason, "session ended: {}", end.message);
        self.say(NodeMessage::SessionEnded {
            session,
            reason: end.reason,
            message: end.message,
        });
        tokio::task::spawn_blocking(crate::heap::give_back);
    }

    /// Ends every session, telling the players, and frees everything. Waits `patience` at most.
    pub async fn shut_down(&self, patience: Duration) {
        for handle in self.inner.sessions.lock().values() {
            let _ = handle
                .happenings
                .send(Happening::Stop(EndReason::NodeShutdown));
        }
        let deadline = tokio::time::Instant::now() + patience;
        while !self.inner.sessions.lock().is_empty() && tokio::time::Instant::now() < deadline {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        self.inner.kits.close().await;
    }
}
