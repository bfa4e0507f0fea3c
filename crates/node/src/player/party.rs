//! Serves the players of one session, each over a connection of their own.

use std::sync::Arc;
use std::time::Duration;

use stratus_media::Timestamp;
use stratus_protocol::id::SessionId;
use stratus_protocol::link;
use stratus_protocol::rest::{Offer, Video};
use stratus_protocol::session::control::{EndReason, NodeMessage, PlayerMessage, Report, Welcome};
use stratus_protocol::session::{HOST, PATH, SEATS, VERSION};
use stratus_transport::{Admission, Connection, Event, Place};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinSet;

use super::seats::{HOSTS, Seats};
use super::wish::Wish;
use super::{Game, Hands, Sound, Tell};
use crate::life::{End, Happening};
use crate::node::Node;
use crate::phase_lock::{PhaseLock, next_due};
use crate::pictures::Screen;

/// The players of one session: the host, and guests.
pub struct Party {
    /// The node.
    pub node: Node,
    /// The session.
    pub session: SessionId,
    /// Who may come.
    pub admission: Admission,
    /// Who has which seat.
    pub seats: Seats,
    /// Where pictures come from.
    pub screen: Arc<Screen>,
    /// Where sound comes from.
    pub sound: Sound,
    /// The host's screen.
    pub video: Video,
    /// How long a lost player is waited for.
    pub grace: Duration,
    /// The stream's codec, once the encoder is open.
    pub codec: Codec,
    /// What the players do.
    pub hands: Hands,
    /// The game, once it is built.
    pub game: Option<oneshot::Receiver<Game>>,
    /// Where the session hears of the host's comings and goings.
    pub happenings: mpsc::UnboundedSender<Happening>,
    /// The frame cadence follows the host's display.
    pub phase: PhaseLock,
}

/// The stream's codec.
pub enum Codec {
    /// The encoder is being opened.
    Awaited(watch::Receiver<Option<String>>),
    /// Its name; `None`: there will be none, and a goodbye follows.
    Settled(Option<String>),
}

impl Codec {
    fn name(&self) -> Option<&str> {
        match self {
            Self::Settled(name) => name.as_deref(),
            Self::Awaited(_) => None,
        }
    }

    /// Once it is settled; for ever where that was said.
    async fn settles(&mut self) -> Option<String> {
        match self {
            Self::Awaited(codec) => {
                let known = codec.wait_for(Option::is_some).await;
                known.ok().and_then(|codec| codec.clone())
            }
            Self::Settled(_) => std::future::pending().await,
        }
    }
}

/// What a host who connects later has to know.
#[derive(Default)]
struct Standing {
    cursor: Option<NodeMessage>,
    pointer_lock: Option<NodeMessage>,
}

impl Standing {
    fn tell(&self, connection: &Connection) {
        for message in [&self.cursor, &self.pointer_lock].into_iter().flatten() {
            connection.send(message);
        }
    }
}

/// What somebody hears whose seat was given up or taken away.
const UNSEATED: (EndReason, &str) = (
    EndReason::Stopped,
    "You have no seat in this game any more.",
);

/// Whoever is connected, by seat.
type Connections = [Option<Connection>; SEATS as usize];

enum Next {
    Came(Connection),
    Told(Option<Tell>),
    Lost(u8, bool),
    Abandoned(u8, u32),
    Message(u8, PlayerMessage),
    Built(Option<Game>),
    Codec(Option<String>),
    Overdue,
    Handled,
}

impl Party {
    /// Runs until the goodbyes are said and the players' pads are gone.
    pub async fn serve(mut self, told: mpsc::UnboundedReceiver<Tell>) {
        let mut connections = Connections::default();
        let end = self.play(told, &mut connections).await;
        let mut goodbyes = JoinSet::new();
        for (seat, connection) in (0..).zip(&mut connections) {
            self.unplug(seat);
            let Some(connection) = self.disconnected(seat, connection.take()) else {
                continue;
            };
            if let Some(End { reason, message }) = end.clone() {
                goodbyes.spawn(async move { connection.close(reason, &message).await });
            }
        }
        self.hands.let_all_go();
        self.node.metrics().input(self.hands.counters());
        // The kernel takes its time to remove a device.
        let hands = self.hands;
        let pads_gone = tokio::task::spawn_blocking(move || drop(hands));
        while goodbyes.join_next().await.is_some() {}
        let _ = pads_gone.await;
    }

    /// Until the session is over: how it ended.
    async fn play(
        &mut self,
        mut told: mpsc::UnboundedReceiver<Tell>,
        connections: &mut Connections,
    ) -> Option<End> {
        let mut standing = Standing::default();
        loop {
            match self.next(connections, &mut told).await {
                Next::Handled => {}
                Next::Built(game) => {
                    self.game = None;
                    self.hands.game = game;
                }
                Next::Codec(codec) => {
                    self.codec = Codec::Settled(codec);
                    for (seat, connection) in (0..).zip(connections.iter()) {
                        if let Some(connection) = connection {
                            self.greet(seat, connection, &standing);
                        }
                    }
                }
                Next::Came(connection) => self.comes(connection, connections, &standing),
                Next::Told(Some(Tell::Say(message))) => {
                    self.say(message, connections, &mut standing);
                }
                Next::Told(Some(Tell::PlugIn)) => self.hands.plug_in(),
                Next::Told(Some(Tell::RenewOffer)) => {
                    offer_to_host(&self.node, &self.session, &self.admission);
                }
                Next::Told(Some(Tell::AdmitGuest(guest))) => self.admit(guest),
                Next::Told(Some(Tell::RemoveGuest(guest))) => self.remove(guest, connections),
                Next::Told(Some(Tell::PadUnseen(slot))) => self.say_unseen(slot, connections),
                Next::Told(Some(Tell::Goodbye(end))) => return Some(end),
                Next::Told(None) => return None,
                Next::Lost(seat, by_player) => {
                    self.disconnected(seat, connections[usize::from(seat)].take());
                    self.lost(seat, by_player);
                }
                Next::Abandoned(seat, id) => self.screen.lost(seat, id),
                Next::Message(seat, message) => match Wish::of(seat, message) {
                    Wish::Idr => self.screen.start_anew(seat),
                    Wish::Leave if seat == HOST => self.happens(Happening::PlayerLeft),
                    Wish::Leave => {
                        let left = connections[usize::from(seat)].take();
                        self.leaves(seat, left, (EndReason::PlayerLeft, "You left the game."));
                    }
                    Wish::Bitrate(bps) => self.screen.set_bitrate(bps),
                    Wish::Cadence(report) => self.follow(&report),
                    Wish::Nothing => {}
                },
                Next::Overdue => {
                    while let Some(seat) = self.seats.overdue(Timestamp::now()) {
                        self.leaves(seat, None, UNSEATED);
                    }
                }
            }
            while let Some(seat) = self.hands.left_over() {
                let message =
                    "This game has four gamepads, and none is left for this one of yours.";
                if let Some(connection) = &connections[usize::from(seat)] {
                    let message = message.into();
                    connection.send(&NodeMessage::Notice { message });
                }
            }
        }
    }

    async fn next(
        &mut self,
        connections: &mut Connections,
        told: &mut mpsc::UnboundedReceiver<Tell>,
    ) -> Next {
        let (hands_due, seats_due) = (self.hands.due, self.seats.due());
        let Self {
            admission,
            codec,
            game,
            hands,
            ..
        } = self;
        tokio::select! {
            new = admission.accept() => Next::Came(new),
            tell = told.recv() => Next::Told(tell),
            (seat, event) = heard(connections) => match event {
                Event::Datagram(datagram) => {
                    hands.datagram(seat, datagram);
                    Next::Handled
                }
                Event::Message(PlayerMessage::Edges(edges)) => {
                    hands.edges(seat, &edges);
                    Next::Handled
                }
                Event::Message(message) => Next::Message(seat, message),
                Event::FrameAbandoned { id } => Next::Abandoned(seat, id),
                Event::Closed { by_player } => Next::Lost(seat, by_player),
            },
            game = built(game) => Next::Built(game),
            codec = codec.settles() => Next::Codec(codec),
            () = alarm(hands_due) => {
                hands.tick();
                Next::Handled
            }
            () = alarm(seats_due) => Next::Overdue,
        }
    }

    fn happens(&self, what: Happening) {
        // The session may be ending already; then nobody needs to know.
        let _ = self.happenings.send(what);
    }

    /// Somebody was let in.
    fn comes(&mut self, new: Connection, connections: &mut Connections, standing: &Standing) {
        let Some(seat) = self.seats.seat(new.place()) else {
            // Their seat was given up while they were on their way.
            let (reason, message) = UNSEATED;
            close(new, reason, message);
            return;
        };
        let place = &mut connections[usize::from(seat)];
        if let Some(old) = self.disconnected(seat, place.take()) {
            close(
                old,
                EndReason::Replaced,
                "The game goes on in another window.",
            );
        }
        self.hands.new_connection(seat);
        self.seats.came(seat);
        if seat == HOST {
            self.happens(Happening::PlayerCame);
        } else {
            self.node.metrics().guests.inc();
        }
        self.greet(seat, place.insert(new), standing);
    }

    /// Welcomes a player, as soon as the stream is known.
    fn greet(&self, seat: u8, connection: &Connection, standing: &Standing) {
        let Some(codec) = self.codec.name() else {
            return;
        };
        connection.send(&NodeMessage::Welcome(Welcome {
            version: VERSION,
            seat,
            width: self.video.width,
            height: self.video.height,
            fps: self.video.fps,
            grace_ms: self.grace.as_millis() as u32,
            resume_token: self.admission.resume_token(connection.place()),
            codec: codec.to_owned(),
        }));
        if seat == HOST {
            standing.tell(connection);
        }
        self.sound.heard_by(seat, Some(connection.audio()));
        self.screen.watched_by(seat, connection.video());
    }

    /// Keeps what a connection that is gone has counted, and hands it back.
    fn disconnected(&self, seat: u8, connection: Option<Connection>) -> Option<Connection> {
        let connection = connection?;
        self.node.metrics().refused(connection.stats());
        if seat != HOST {
            self.node.metrics().guests.dec();
        }
        Some(connection)
    }

    /// A player's connection is gone. Whoever closed the page may open it again: a guest's seat is kept.
    fn lost(&mut self, seat: u8, by_player: bool) {
        self.unplug(seat);
        if seat != HOST {
            self.seats.went(seat, Timestamp::now());
            return;
        }
        self.happens(if by_player {
            Happening::PlayerLeft
        } else {
            Happening::PlayerLost
        });
    }

    /// Lets go of what a player holds, and sends them neither pictures nor sound.
    fn unplug(&mut self, seat: u8) {
        self.screen.left_by(seat);
        self.sound.heard_by(seat, None);
        self.hands.let_go(seat);
    }

    /// Gives a guest a seat, if there is one. Whoever comes before the encoder is open is welcomed when it is.
    fn admit(&mut self, guest: String) {
        let seated = match self.codec {
            Codec::Settled(None) => Err("This game could not start."),
            Codec::Awaited(_) | Codec::Settled(Some(_)) => self
                .seats
                .admit(&guest, Timestamp::now())
                .ok_or("All four seats of this game are taken."),
        };
        let session = self.session.clone();
        match seated {
            Ok((seat, place)) => {
                let offer = offer(&self.node, &self.session, &self.admission, place);
                self.node.seat_guest(session, guest, seat, offer);
            }
            Err(message) => self.node.refuse_guest(session, guest, message),
        }
    }

    /// Takes a guest's seat away. Who has none is gone already, which is what was asked for.
    fn remove(&mut self, guest: String, connections: &mut Connections) {
        match self.seats.seat_of(&guest) {
            Some(seat) => {
                let connection = connections[usize::from(seat)].take();
                self.leaves(seat, connection, UNSEATED);
            }
            None => self.node.guest_left(self.session.clone(), guest),
        }
    }

    /// A guest is gone for good: the seat is free. Where they are connected, they are told `why`.
    fn leaves(
        &mut self,
        seat: u8,
        connection: Option<Connection>,
        (reason, message): (EndReason, &'static str),
    ) {
        if let Some(connection) = self.disconnected(seat, connection) {
            close(connection, reason, message);
        }
        self.unplug(seat);
        self.hands.vacate(seat);
        if let Some((guest, place)) = self.seats.free(seat) {
            self.admission.revoke(place);
            self.node.guest_left(self.session.clone(), guest);
        }
    }

    /// Says to a pad's player that the game does not see it.
    fn say_unseen(&self, slot: u8, connections: &Connections) {
        let player = self.hands.holder(slot);
        if let Some(Some(connection)) =
            player.and_then(|pad| connections.get(usize::from(pad.seat)))
        {
            connection.send(&NodeMessage::Notice {
                message: "This node cannot show the running game another gamepad, so the game does not see yours."
                    .into(),
            });
        }
    }

    /// Says something of the game's to whom it concerns.
    fn say(&self, message: NodeMessage, connections: &Connections, standing: &mut Standing) {
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

    /// Brings the frame cadence to the host's display.
    fn follow(&mut self, report: &Report) {
        if let Some(game) = &self.hands.game
            && let Some(adjustment) = self.phase.report(report)
        {
            let (_, next) = game.pacer.current();
            let next = next_due(Timestamp::now(), next, adjustment);
            game.pacer.set(adjustment.period, next);
        }
    }
}

/// Where a player may connect, with a fresh token for their place.
fn offer(node: &Node, session: &SessionId, admission: &Admission, place: Place) -> Offer {
    let port = node.endpoint().local_addr().port();
    let host = &node.config().advertise;
    Offer {
        url: format!("https://{host}:{port}{PATH}{session}"),
        token: admission.token(place),
        certificate_hashes: node.endpoint().certificate_hashes(),
    }
}

/// Says to the coordinator where a session's host may connect, with a fresh token.
pub fn offer_to_host(node: &Node, session: &SessionId, admission: &Admission) {
    node.say(link::NodeMessage::SessionReady {
        session: session.clone(),
        offer: offer(node, session, admission, HOSTS),
    });
}

/// Closes a connection, without waiting until the player has heard why.
fn close(connection: Connection, reason: EndReason, message: &'static str) {
    tokio::spawn(async move { connection.close(reason, message).await });
}

/// The game, once it is built; `None` if it never will be. For ever where that was said.
async fn built(game: &mut Option<oneshot::Receiver<Game>>) -> Option<Game> {
    match game {
        Some(game) => game.await.ok(),
        None => std::future::pending().await,
    }
}

/// Until a moment; for ever where there is none.
async fn alarm(due: Option<Timestamp>) {
    match due {
        Some(due) => tokio::time::sleep(due.since(Timestamp::now())).await,
        None => std::future::pending().await,
    }
}

/// The next event of any connection, and whose it is. None comes before the others again and again: whoever sends most
/// waits as long as everybody.
async fn heard(connections: &mut Connections) -> (u8, Event<'_>) {
    let [host, one, two, three] = connections;
    tokio::select! {
        event = event(host) => (0, event),
        event = event(one) => (1, event),
        event = event(two) => (2, event),
        event = event(three) => (3, event),
    }
}

/// The connection's next event; for ever where there is none.
async fn event(connection: &mut Option<Connection>) -> Event<'_> {
    match connection {
        Some(connection) => connection.next().await,
        None => std::future::pending().await,
    }
}
