//! Serves the players of one session, each over a connection of their own.
//!
//! | module | answers |
//! |---|---|
//! | this one | what happens next, and who deals with it |
//! | [`seating`] | who is let in, comes, is lost, and goes |
//! | [`words`] | what the game says to whom |

mod seating;
mod words;

use std::sync::Arc;
use std::time::Duration;

use stratus_media::Timestamp;
use stratus_protocol::id::SessionId;
use stratus_protocol::rest::Video;
use stratus_protocol::session::control::{PlayerMessage, Report};
use stratus_protocol::session::{HOST, SEATS};
use stratus_transport::{Admission, Connection, Event};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinSet;

use super::seats::Seats;
use super::unseen::Unseen;
use super::wish::Wish;
use super::{Game, Hands, Sound, Tell};
use crate::life::{End, Happening};
use crate::node::Node;
use crate::phase_lock::{PhaseLock, next_due};
use crate::pictures::Screen;
use seating::{LEFT, UNSEATED};
use words::Standing;

pub use seating::offer_to_host;

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
    /// Which of their pads the game cannot be shown.
    pub unseen: Unseen,
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
                Next::Told(Some(Tell::PadUnseen(slot))) => self.unseen.add(slot),
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
                        self.leaves(seat, left, LEFT);
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
            self.say_of_pads(connections);
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

#[cfg(test)]
mod tests;
