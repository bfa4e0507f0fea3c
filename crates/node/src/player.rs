//! A session's player: comes with a token, plays, is lost and comes back, goes.

use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use stratus_capture::{Pacer, Seat};
use stratus_input::Router;
use stratus_media::{AudioPacket, SeatEvent, Timestamp};
use stratus_protocol::id::SessionId;
use stratus_protocol::link;
use stratus_protocol::rest::{Offer, Video};
use stratus_protocol::session::control::{EndReason, NodeMessage, PlayerMessage, Welcome};
use stratus_protocol::session::{PATH, VERSION};
use stratus_transport::{Admission, AudioSender, Connection, Event};
use tokio::sync::{mpsc, oneshot, watch};

use crate::life::{End, Happening};
use crate::node::Node;
use crate::phase_lock::{PhaseLock, next_due};
use crate::pictures::Screen;

/// What the session has to say to its player.
pub enum Tell {
    /// This message, now and (where it is a state) to whoever connects later.
    Say(NodeMessage),
    /// The game wants a pad before the player has touched one.
    PlugIn,
    /// The coordinator wants a fresh offer for the player.
    RenewOffer,
    /// The session ends.
    Goodbye(End),
}

/// The ends of the game that a player touches.
pub struct Game {
    /// Keys, buttons and motion go in here.
    pub seat: Seat,
    /// The frame cadence.
    pub pacer: Pacer,
}

/// A player's hands: what they do, on its way to the game. It is followed from the first message on, also
/// while the game still starts (and does not feel it), because edges are numbered.
pub struct Hands {
    router: Router,
    game: Option<Game>,
    /// When a held stick moves the pointer next.
    due: Option<Timestamp>,
}

impl Hands {
    /// Hands on no game yet.
    #[must_use]
    pub fn new(router: Router) -> Self {
        Self {
            router,
            game: None,
            due: None,
        }
    }

    fn do_with(&mut self, act: impl FnOnce(&mut Router, Timestamp, &mut dyn FnMut(SeatEvent))) {
        let Self { router, game, due } = self;
        let mut out = |event: SeatEvent| {
            if let Some(game) = game {
                game.seat.send(event);
            }
        };
        let now = Timestamp::now();
        act(router, now, &mut out);
        *due = router.tick(now, &mut out);
    }

    /// Lets everything go.
    fn let_go(&mut self) {
        self.do_with(|router, _, out| router.neutral(out));
        if let Some(game) = &self.game {
            game.seat.release_all();
        }
        self.due = None;
    }
}

/// Where sound goes: to the player who is connected, or nowhere.
#[derive(Clone, Default)]
pub struct Sound(Arc<Mutex<Option<AudioSender>>>);

impl Sound {
    /// Sends a packet, if somebody listens.
    pub fn send(&self, packet: AudioPacket) {
        let listener = self.0.lock().clone();
        if let Some(listener) = listener {
            listener.send(packet);
        }
    }

    fn heard_by(&self, listener: Option<AudioSender>) {
        *self.0.lock() = listener;
    }
}

/// Serves a session's player.
pub struct Player {
    /// The node.
    pub node: Node,
    /// The session.
    pub session: SessionId,
    /// Who may come.
    pub admission: Admission,
    /// Where pictures come from.
    pub screen: Arc<Screen>,
    /// Where sound comes from.
    pub sound: Sound,
    /// The player's screen.
    pub video: Video,
    /// How long a lost player is waited for.
    pub grace: Duration,
    /// The stream's codec, once the encoder is open.
    pub codec: watch::Receiver<Option<String>>,
    /// What the player does.
    pub hands: Hands,
    /// The game, once it is built.
    pub game: Option<oneshot::Receiver<Game>>,
    /// Where the session hears of comings and goings.
    pub happenings: mpsc::UnboundedSender<Happening>,
    /// The frame cadence follows the player's display.
    pub phase: PhaseLock,
}

/// What somebody who connects later has to know.
#[derive(Default)]
struct Standing {
    cursor: Option<NodeMessage>,
    pointer_lock: Option<NodeMessage>,
}

impl Standing {
    fn keep(&mut self, message: &NodeMessage) {
        match message {
            NodeMessage::Cursor(_) => self.cursor = Some(message.clone()),
            NodeMessage::PointerLock { .. } => self.pointer_lock = Some(message.clone()),
            _ => {}
        }
    }

    fn tell(&self, connection: &Connection) {
        for message in [&self.cursor, &self.pointer_lock].into_iter().flatten() {
            connection.send(message);
        }
    }
}

enum Next {
    Came(Connection),
    Told(Option<Tell>),
    Lost { by_player: bool },
    Abandoned(u32),
    Message(PlayerMessage),
    Built(Option<Game>),
    Handled,
}

impl Player {
    /// Runs until the goodbye is said and the player's pads are gone.
    pub async fn serve(mut self, told: mpsc::UnboundedReceiver<Tell>) {
        let (end, connection) = self.play(told).await;
        self.unplug();
        let metrics = self.node.metrics();
        metrics.input(self.hands.router.counters());
        if let Some(connection) = &connection {
            metrics.refused(connection.stats());
        }
        // The kernel takes its time to remove a device.
        let hands = self.hands;
        let pads_gone = tokio::task::spawn_blocking(move || drop(hands));
        if let (Some(end), Some(connection)) = (end, connection) {
            connection.close(end.reason, &end.message).await;
        }
        let _ = pads_gone.await;
    }

    /// Until the session is over: how it ended, and who is still there.
    async fn play(
        &mut self,
        mut told: mpsc::UnboundedReceiver<Tell>,
    ) -> (Option<End>, Option<Connection>) {
        let mut connection: Option<Connection> = None;
        let mut standing = Standing::default();
        loop {
            match self.next(&mut connection, &mut told).await {
                Next::Handled => {}
                Next::Built(game) => {
                    self.game = None;
                    self.hands.game = game;
                }
                Next::Came(new) => {
                    if let Some(old) = connection.take() {
                        self.node.metrics().refused(old.stats());
                        tokio::spawn(async move {
                            old.close(EndReason::Replaced, "The game goes on in another window.")
                                .await;
                        });
                    }
                    connection = self.welcome(new, &standing).await;
                }
                Next::Told(Some(Tell::Say(message))) => {
                    if let NodeMessage::Rumble { pad, .. } = message {
                        let felt = connection.is_some() && self.hands.router.has_pad(pad);
                        self.node.metrics().rumble(felt);
                        if !felt {
                            // Its player, or the pad alone, is gone.
                            continue;
                        }
                    }
                    standing.keep(&message);
                    if let Some(connection) = &connection {
                        connection.send(&message);
                    }
                }
                Next::Told(Some(Tell::PlugIn)) => {
                    self.hands
                        .do_with(|router, now, out| router.plug_in(0, now, out));
                }
                Next::Told(Some(Tell::RenewOffer)) => {
                    offer(&self.node, &self.session, &self.admission);
                }
                Next::Told(Some(Tell::Goodbye(end))) => return (Some(end), connection),
                Next::Told(None) => return (None, connection),
                Next::Lost { by_player } => {
                    if let Some(lost) = connection.take() {
                        self.node.metrics().refused(lost.stats());
                    }
                    self.unplug();
                    self.happens(if by_player {
                        Happening::PlayerLeft
                    } else {
                        Happening::PlayerLost
                    });
                }
                Next::Abandoned(id) => self.screen.lost(id),
                Next::Message(message) => self.hear(message),
            }
        }
    }

    async fn next(
        &mut self,
        connection: &mut Option<Connection>,
        told: &mut mpsc::UnboundedReceiver<Tell>,
    ) -> Next {
        let due = self.hands.due;
        let alarm = async {
            match due {
                Some(due) => tokio::time::sleep(due.since(Timestamp::now())).await,
                None => std::future::pending().await,
            }
        };
        let Self {
            admission,
            game,
            hands,
            ..
        } = self;
        tokio::select! {
            new = admission.accept() => Next::Came(new),
            tell = told.recv() => Next::Told(tell),
            event = event(connection) => match event {
                Event::Datagram(datagram) => {
                    hands.do_with(|router, now, out| router.datagram(datagram, now, out));
                    Next::Handled
                }
                Event::Message(message) => Next::Message(message),
                Event::FrameAbandoned { id } => Next::Abandoned(id),
                Event::Closed { by_player } => Next::Lost { by_player },
            },
            game = built(game) => Next::Built(game),
            () = alarm => {
                hands.do_with(|_, _, _| ());
                Next::Handled
            }
        }
    }

    fn happens(&self, what: Happening) {
        // The session may be ending already; then nobody needs to know.
        let _ = self.happenings.send(what);
    }

    /// Lets every key go, and sends pictures and sound nowhere.
    fn unplug(&mut self) {
        self.screen.watched_by(None);
        self.sound.heard_by(None);
        self.hands.let_go();
    }

    /// Greets a player who was let in; `None` if their version is another.
    async fn welcome(&mut self, connection: Connection, standing: &Standing) -> Option<Connection> {
        let codec = self.codec.wait_for(Option::is_some).await;
        let Some(codec) = codec.ok().and_then(|codec| codec.clone()) else {
            // The session failed to start; the goodbye that follows says why.
            return Some(connection);
        };
        connection.send(&NodeMessage::Welcome(Welcome {
            version: VERSION,
            seat: 0,
            width: self.video.width,
            height: self.video.height,
            fps: self.video.fps,
            grace_ms: self.grace.as_millis() as u32,
            resume_token: self.admission.resume_token(),
            codec,
        }));
        standing.tell(&connection);
        self.hands
            .do_with(|router, _, out| router.new_connection(out));
        self.sound.heard_by(Some(connection.audio()));
        self.screen.watched_by(Some(connection.video()));
        self.happens(Happening::PlayerCame);
        Some(connection)
    }

    fn hear(&mut self, message: PlayerMessage) {
        match message {
            PlayerMessage::RequestIdr { .. } => self.screen.start_anew(),
            PlayerMessage::Bye => self.happens(Happening::PlayerLeft),
            PlayerMessage::SetBitrate { kbps } => {
                self.screen.set_bitrate(kbps.clamp(500, 100_000) * 1000);
            }
            PlayerMessage::Edges(edges) => {
                self.hands
                    .do_with(|router, now, out| router.edges(&edges, now, out));
            }
            PlayerMessage::Report(report) => {
                if let Some(game) = &self.hands.game
                    && let Some(adjustment) = self.phase.report(&report)
                {
                    let (_, next) = game.pacer.current();
                    let next = next_due(Timestamp::now(), next, adjustment);
                    game.pacer.set(adjustment.period, next);
                }
            }
            // The transport answers these itself.
            PlayerMessage::Hello(_) | PlayerMessage::Ping { .. } => {}
        }
    }
}

/// Says to the coordinator where a session's player may connect, with a fresh token.
pub fn offer(node: &Node, session: &SessionId, admission: &Admission) {
    let port = node.endpoint().local_addr().port();
    let host = &node.config().advertise;
    node.say(link::NodeMessage::SessionReady {
        session: session.clone(),
        offer: Offer {
            url: format!("https://{host}:{port}{PATH}{session}"),
            token: admission.token(),
            certificate_hashes: node.endpoint().certificate_hashes(),
        },
    });
}

/// The game, once it is built; `None` if it never will be. For ever where that was said.
async fn built(game: &mut Option<oneshot::Receiver<Game>>) -> Option<Game> {
    match game {
        Some(game) => game.await.ok(),
        None => std::future::pending().await,
    }
}

/// The connection's next event; for ever where there is none.
async fn event(connection: &mut Option<Connection>) -> Event<'_> {
    match connection {
        Some(connection) => connection.next().await,
        None => std::future::pending().await,
    }
}
