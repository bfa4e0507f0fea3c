//! Coordinator ⇄ node: one JSON text message a WebSocket frame, on `/node` of the coordinator.
//!
//! The node connects, says [`NodeMessage::Hello`] with the enrolment secret first, then sends a
//! [`NodeMessage::Heartbeat`] every [`HEARTBEAT_S`] seconds. Commands are idempotent by session id: a
//! repeated start answers with the running session's offer, a repeated stop is a success. A guest is admitted
//! idempotently by session and person: the same guest keeps the seat and gets a fresh token. So is a guest removed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{GameId, NodeId, SessionId};
use crate::manifest::Manifest;
use crate::rest::{Offer, Video};
use crate::session::control::EndReason;

/// Version of the messages in this module.
pub const VERSION: u32 = 2;
/// Seconds between heartbeats.
pub const HEARTBEAT_S: u64 = 5;
/// Heartbeats that may be missing before a node counts as lost.
pub const MISSED_HEARTBEATS: u64 = 3;
/// The longest message, bytes (a hello carries the artwork of every game).
pub const MAX_MESSAGE: usize = 16 << 20;
/// The largest picture, bytes.
pub const MAX_ARTWORK: usize = 512 << 10;

/// A picture of a game.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// File name, as in the manifest.
    pub name: String,
    /// Such as `image/png`.
    pub media_type: String,
    /// The file, base64.
    pub base64: String,
}

/// A game that a node has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InstalledGame {
    /// Its manifest.
    pub manifest: Manifest,
    /// SHA-256 of the AppImage, hexadecimal.
    pub sha256: String,
    /// Its pictures.
    pub artwork: Vec<Picture>,
}

/// How busy a node is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Load {
    /// One-minute load average.
    pub load1: f32,
    /// Cores.
    pub cores: u32,
    /// Memory in use, MiB.
    pub memory_used_mib: u64,
    /// Memory in all, MiB.
    pub memory_total_mib: u64,
    /// Free space where games lie, MiB.
    pub disk_free_mib: u64,
    /// Hottest sensor, °C, where one is readable.
    pub temperature_c: Option<f32>,
}

/// Node → coordinator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum NodeMessage {
    /// First message.
    Hello {
        /// [`VERSION`] of the node.
        protocol: u32,
        /// The node's name.
        node: NodeId,
        /// The enrolment secret.
        secret: String,
        /// The node's software version.
        version: String,
        /// Sessions it can run at a time.
        capacity: u32,
        /// What it has.
        games: Vec<InstalledGame>,
        /// Sessions that run on it now (after a lost link).
        sessions: Vec<SessionId>,
    },
    /// Every [`HEARTBEAT_S`] seconds.
    Heartbeat {
        /// How busy it is.
        load: Load,
        /// The node's software version.
        version: String,
        /// What it has.
        games: Vec<GameId>,
        /// What runs.
        sessions: Vec<SessionId>,
    },
    /// A session is ready for its player.
    SessionReady {
        /// Which.
        session: SessionId,
        /// Where to connect.
        offer: Offer,
    },
    /// A session is over (also the answer to a start that failed), and everything of it is freed.
    SessionEnded {
        /// Which.
        session: SessionId,
        /// Why.
        reason: EndReason,
        /// The same in a sentence.
        message: String,
    },
    /// A guest has a seat: the answer to `AdmitGuest`.
    GuestReady {
        /// Which session.
        session: SessionId,
        /// Who, as in `AdmitGuest`.
        guest: String,
        /// Their seat, 1–3; 0 is the host's.
        seat: u8,
        /// Where this guest connects; the token is theirs alone.
        offer: Offer,
    },
    /// A guest gets no seat: the other answer to `AdmitGuest`.
    GuestRefused {
        /// Which session.
        session: SessionId,
        /// Who, as in `AdmitGuest`.
        guest: String,
        /// Why, in a sentence for this person.
        message: String,
    },
    /// A guest left for good: the seat is free.
    GuestLeft {
        /// Which session.
        session: SessionId,
        /// Who, as in `AdmitGuest`.
        guest: String,
    },
    /// Who has a guest's seat: for every running session, after each welcome and before anything else about its
    /// guests. It replaces what the coordinator knows, since a `GuestReady` or `GuestLeft` may have been lost.
    Seats {
        /// Which session.
        session: SessionId,
        /// Each guest, as in `AdmitGuest`, and their seat, 1–3. Empty where there is none.
        guests: BTreeMap<String, u8>,
    },
}

/// Coordinator → node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum CoordinatorMessage {
    /// The hello was accepted.
    Welcome {
        /// The coordinator's software version.
        version: String,
    },
    /// The hello was refused; the connection closes.
    Refused {
        /// What is wrong and what to do.
        message: String,
    },
    /// Run a game.
    StartSession {
        /// The session.
        session: SessionId,
        /// The game.
        game: GameId,
        /// Who plays (for saves).
        player: String,
        /// For which screen.
        video: Video,
        /// XKB layout of the player's keyboard.
        keyboard: Option<String>,
    },
    /// Make a fresh token for a session that runs; the answer is `SessionReady`.
    RenewOffer {
        /// The session.
        session: SessionId,
    },
    /// Give a guest a seat in a session that runs, or a seated guest a fresh token; the answer is `GuestReady` or
    /// `GuestRefused`.
    AdmitGuest {
        /// The session.
        session: SessionId,
        /// The person's stable id.
        guest: String,
    },
    /// Free a guest's seat, at the wish of the host or of the guest; the answer is `GuestLeft`, also where nobody of
    /// this name sits. An `AdmitGuest` that follows gives them a seat again.
    RemoveGuest {
        /// The session.
        session: SessionId,
        /// The person's stable id.
        guest: String,
    },
    /// End a session.
    StopSession {
        /// The session.
        session: SessionId,
        /// Why.
        reason: EndReason,
    },
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn session() -> SessionId {
        SessionId::from_bits([7; 16])
    }

    #[test]
    fn a_node_says_who_sits_where() {
        let text =
            json!({ "type": "seats", "session": session(), "guests": { "bob": 1, "eve": 3 } });
        let message: NodeMessage = serde_json::from_value(text.clone()).unwrap();
        let guests = BTreeMap::from([("bob".to_owned(), 1), ("eve".to_owned(), 3)]);
        let session = session();
        assert_eq!(message, NodeMessage::Seats { session, guests });
        assert_eq!(serde_json::to_value(message).unwrap(), text);
    }

    #[test]
    fn a_guest_is_removed_by_session_and_person() {
        let text = json!({ "type": "remove_guest", "session": session(), "guest": "bob" });
        let message: CoordinatorMessage = serde_json::from_value(text.clone()).unwrap();
        let (session, guest) = (session(), "bob".to_owned());
        assert_eq!(message, CoordinatorMessage::RemoveGuest { session, guest });
        assert_eq!(serde_json::to_value(message).unwrap(), text);
        let more = json!({ "type": "remove_guest", "session": "00", "guest": "bob", "why": "" });
        assert!(serde_json::from_value::<CoordinatorMessage>(more).is_err());
    }
}
