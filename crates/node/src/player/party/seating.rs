//! Who is let in, comes, is lost, and goes.

use stratus_media::Timestamp;
use stratus_protocol::id::SessionId;
use stratus_protocol::link;
use stratus_protocol::rest::Offer;
use stratus_protocol::session::control::{EndReason, NodeMessage, Welcome};
use stratus_protocol::session::{HOST, PATH, VERSION};
use stratus_transport::{Admission, Connection, Place};

use super::words::Standing;
use super::{Codec, Connections, Party};
use crate::life::Happening;
use crate::node::Node;
use crate::player::seats::HOSTS;

/// What somebody hears whose seat was given up or taken away.
pub(super) const UNSEATED: (EndReason, &str) = (
    EndReason::Stopped,
    "You have no seat in this game any more.",
);
/// What a guest hears who wanted to go.
pub(super) const LEFT: (EndReason, &str) = (EndReason::PlayerLeft, "You left the game.");

impl Party {
    /// Somebody was let in.
    pub(super) fn comes(
        &mut self,
        new: Connection,
        connections: &mut Connections,
        standing: &Standing,
    ) {
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
        self.unseen.new_connection(seat);
        self.seats.came(seat);
        if seat == HOST {
            self.happens(Happening::PlayerCame);
        } else {
            self.node.metrics().guests.inc();
        }
        self.greet(seat, place.insert(new), standing);
    }

    /// Welcomes a player, as soon as the stream is known.
    pub(super) fn greet(&self, seat: u8, connection: &Connection, standing: &Standing) {
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
    pub(super) fn disconnected(
        &self,
        seat: u8,
        connection: Option<Connection>,
    ) -> Option<Connection> {
        let connection = connection?;
        self.node.metrics().refused(connection.stats());
        if seat != HOST {
            self.node.metrics().guests.dec();
        }
        Some(connection)
    }

    /// A player's connection is gone. Whoever closed the page may open it again: a guest's seat is kept.
    pub(super) fn lost(&mut self, seat: u8, by_player: bool) {
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
    pub(super) fn unplug(&mut self, seat: u8) {
        self.screen.left_by(seat);
        self.sound.heard_by(seat, None);
        self.hands.let_go(seat);
    }

    /// Gives a guest a seat, if there is one. Whoever comes before the encoder is open is welcomed when it is.
    pub(super) fn admit(&mut self, guest: String) {
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
    pub(super) fn remove(&mut self, guest: String, connections: &mut Connections) {
        match self.seats.seat_of(&guest) {
            Some(seat) => {
                let connection = connections[usize::from(seat)].take();
                self.leaves(seat, connection, UNSEATED);
            }
            None => self.node.guest_left(self.session.clone(), guest),
        }
    }

    /// A guest is gone for good: the seat is free. Where they are connected, they are told `why`.
    pub(super) fn leaves(
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
