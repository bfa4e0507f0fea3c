//! A session's player: comes with a token, plays, is lost and comes back, goes.

use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use stratus_capture::{Pacer, Seat};
use stratus_input::{PadBackend, Router};
use stratus_media::{AudioPacket, SeatEvent, Timestamp};
use stratus_protocol::id::SessionId;
use stratus_protocol::link;
use stratus_protocol::manifest::Controller;
use stratus_protocol::rest::{Offer, Video};
use stratus_protocol::session::control::{EndReason, NodeMessage, PlayerMessage, Welcome};
use stratus_protocol::session::{PATH, VERSION};
use stratus_transport::{Admission, AudioSender, Connection, Event};
use tokio::sync::{mpsc, watch};

use crate::life::{End, Happening};
use crate::node::Node;
use crate::phase_lock::{PhaseLock, next_due};
use crate::pictures::Screen;

/// What the session has to say to its player.
pub enum Tell {
    /// This message, now and (where it is a state) to whoever connects later.
    Say(NodeMessage),
    /// The coordinator wants a fresh offer for the player.
    RenewOffer,
    /// The session ends.
    Goodbye(End),
}

/// The ends of the game that a player touches.
#[derive(Clone)]
pub struct Game {
    /// Keys, buttons and motion go in here.
    pub seat: Seat,
    /// The frame cadence.
    pub pacer: Pacer,
    /// How a pad drives the game.
    pub controller: Controller,
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
    /// The game, once it is built.
    pub game: watch::Receiver<Option<Game>>,
    /// Where the session hears of comings and goings.
    pub happenings: mpsc::UnboundedSender<Happening>,
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

/// The player's hands on the game, once there is one.
struct Hands {
    game: Game,
    router: Router,
    phase: PhaseLock,
    /// When a held stick moves the pointer next.
    due: Option<Timestamp>,
}

enum Next {
    Came(Connection),
    Told(Option<Tell>),
    Lost { by_player: bool },
    Abandoned(u32),
    Message(PlayerMessage),
    Handled,
}

impl Player {
    /// Runs until the goodbye is said.
    pub async fn serve(mut self, mut told: mpsc::UnboundedReceiver<Tell>) {
        let mut connection: Option<Connection> = None;
        let mut standing = Standing::default();
        let mut hands: Option<Hands> = None;
        loop {
            if hands.is_none() {
                let game = self.game.borrow_and_update().clone();
                hands = game.map(|game| self.hands(game));
            }
            match self.next(&mut connection, &mut told, &mut hands).await {
                Next::Handled => {}
                Next::Came(new) => {
                    if let Some(old) = connection.take() {
                        tokio::spawn(async move {
                            old.close(EndReason::Replaced, "The game goes on in another window.")
                                .await;
                        });
                    }
                    connection = self.welcome(new, &standing, &mut hands).await;
                }
                Next::Told(Some(Tell::Say(message))) => {
                    standing.keep(&message);
                    if let Some(connection) = &connection {
                        connection.send(&message);
                    }
                }
                Next::Told(Some(Tell::RenewOffer)) => self.offer(),
                Next::Told(Some(Tell::Goodbye(end))) => {
                    self.unplug(&mut hands);
                    if let Some(connection) = connection.take() {
                        connection.close(end.reason, &end.message).await;
                    }
                    return;
                }
                Next::Told(None) => return,
                Next::Lost { by_player } => {
                    connection = None;
                    self.unplug(&mut hands);
                    self.happens(if by_player {
                        Happening::PlayerLeft
                    } else {
                        Happening::PlayerLost
                    });
                }
                Next::Abandoned(id) => self.screen.lost(id),
                Next::Message(message) => self.hear(message, &mut hands),
            }
        }
    }

    async fn next(
        &mut self,
        connection: &mut Option<Connection>,
        told: &mut mpsc::UnboundedReceiver<Tell>,
        hands: &mut Option<Hands>,
    ) -> Next {
        let due = hands.as_ref().and_then(|hands| hands.due);
        let alarm = async {
            match due {
                Some(due) => tokio::time::sleep(due.since(Timestamp::now())).await,
                None => std::future::pending().await,
            }
        };
        let building = hands.is_none();
        tokio::select! {
            new = self.admission.accept() => Next::Came(new),
            tell = told.recv() => Next::Told(tell),
            event = event(connection) => match event {
                Event::Datagram(datagram) => {
                    if let Some(hands) = hands {
                        let Hands { game, router, due, .. } = hands;
                        let mut out = |event: SeatEvent| game.seat.send(event);
                        let now = Timestamp::now();
                        router.datagram(datagram, now, &mut out);
                        *due = router.tick(now, &mut out);
                    }
                    Next::Handled
                }
                Event::Message(message) => Next::Message(message),
                Event::FrameAbandoned { id } => Next::Abandoned(id),
                Event::Closed { by_player } => Next::Lost { by_player },
            },
            _ = self.game.changed(), if building => Next::Handled,
            () = alarm => {
                if let Some(Hands { game, router, due, .. }) = hands {
                    *due = router.tick(Timestamp::now(), &mut |event| game.seat.send(event));
                }
                Next::Handled
            }
        }
    }

    fn hands(&self, game: Game) -> Hands {
        Hands {
            router: Router::new(&game.controller, PadBackend::Auto),
            phase: PhaseLock::new(self.video.fps.into()),
            game,
            due: None,
        }
    }

    fn happens(&self, what: Happening) {
        // The session may be ending already; then nobody needs to know.
        let _ = self.happenings.send(what);
    }

    /// Lets every key go, and sends pictures and sound nowhere.
    fn unplug(&self, hands: &mut Option<Hands>) {
        self.screen.watched_by(None);
        self.sound.heard_by(None);
        if let Some(Hands {
            game, router, due, ..
        }) = hands
        {
            router.neutral(&mut |event| game.seat.send(event));
            game.seat.release_all();
            *due = None;
        }
    }

    /// Greets a player who was let in; `None` if their version is another.
    async fn welcome(
        &mut self,
        connection: Connection,
        standing: &Standing,
        hands: &mut Option<Hands>,
    ) -> Option<Connection> {
        let theirs = connection.hello().version;
        if theirs != VERSION {
            let message = format!(
                "The page speaks version {theirs}, this node version {VERSION}: reload the page."
            );
            connection.close(EndReason::ProtocolError, &message).await;
            self.happens(Happening::PlayerLost);
            return None;
        }
        let codec = self.codec.wait_for(Option::is_some).await.ok()?.clone()?;
        connection.send(&NodeMessage::Welcome(Welcome {
            version: VERSION,
            width: self.video.width,
            height: self.video.height,
            fps: self.video.fps,
            grace_ms: self.grace.as_millis() as u32,
            resume_token: self.admission.resume_token(),
            codec,
        }));
        standing.tell(&connection);
        if let Some(Hands { game, router, .. }) = hands {
            router.new_connection(&mut |event| game.seat.send(event));
        }
        self.sound.heard_by(Some(connection.audio()));
        self.screen.watched_by(Some(connection.video()));
        self.happens(Happening::PlayerCame);
        Some(connection)
    }

    /// Says to the coordinator where the player may connect, with a fresh token.
    fn offer(&self) {
        let port = self.node.endpoint().local_addr().port();
        let host = &self.node.config().advertise;
        self.node.say(link::NodeMessage::SessionReady {
            session: self.session.clone(),
            offer: Offer {
                url: format!("https://{host}:{port}{PATH}{}", self.session),
                token: self.admission.token(),
                certificate_hashes: self.node.endpoint().certificate_hashes(),
            },
        });
    }

    fn hear(&mut self, message: PlayerMessage, hands: &mut Option<Hands>) {
        match message {
            PlayerMessage::RequestIdr { .. } => self.screen.start_anew(),
            PlayerMessage::Bye => self.happens(Happening::PlayerLeft),
            PlayerMessage::SetBitrate { kbps } => {
                self.screen.set_bitrate(kbps.clamp(500, 100_000) * 1000);
            }
            PlayerMessage::Edges(edges) => {
                if let Some(Hands {
                    game, router, due, ..
                }) = hands
                {
                    let mut out = |event: SeatEvent| game.seat.send(event);
                    let now = Timestamp::now();
                    router.edges(&edges, now, &mut out);
                    *due = router.tick(now, &mut out);
                }
            }
            PlayerMessage::Report(report) => {
                if let Some(Hands { game, phase, .. }) = hands
                    && let Some(adjustment) = phase.report(&report)
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

/// The connection's next event; for ever where there is none.
async fn event(connection: &mut Option<Connection>) -> Event<'_> {
    match connection {
        Some(connection) => connection.next().await,
        None => std::future::pending().await,
    }
}
