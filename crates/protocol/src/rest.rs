//! Browser ⇄ coordinator: JSON under `/api/v1`, described by `/api/v1/openapi.json`.
//!
//! | call | body → answer |
//! |---|---|
//! | `POST /sign-in` | [`SignIn`] → [`User`] and the cookie `stratus_session` |
//! | `POST /sign-out` | → 204 |
//! | `GET /me` | → [`User`] |
//! | `POST /codes` | [`NewCode`] → [`Code`] (administrators) |
//! | `GET /games` | → `[`[`Game`]`]` |
//! | `GET /games/{id}/artwork/{name}` | → the picture |
//! | `POST /sessions` | [`StartSession`] → [`Session`] |
//! | `GET /sessions` | → `[`[`Session`]`]`, mine, newest first |
//! | `GET /sessions/{id}?wait_ms=` | → [`Session`]; waits for its state to change |
//! | `POST /sessions/{id}/join` | → [`Session`] with a fresh [`Offer`] |
//! | `DELETE /sessions/{id}` | → [`Session`] |
//! | `POST /sessions/{id}/invite` | → [`Invite`], the same until it is taken back (the host) |
//! | `DELETE /sessions/{id}/invite` | → 204; who has a seat keeps it (the host) |
//! | `POST /sessions/{id}/guests` | [`TakeSeat`] → [`Session`] with the guest's own [`Offer`] and seat |
//! | `DELETE /sessions/{id}/guests/{seat}` | → 204; the seat is free (the host; a guest: their own) |
//! | `GET /nodes` | → `[`[`Node`]`]` |
//!
//! Every error is an [`ApiError`].

use serde::{Deserialize, Serialize};

use crate::id::{GameId, NodeId, SessionId, Token};
use crate::session::control::EndReason;

#[cfg(feature = "openapi")]
use utoipa::ToSchema;

/// Exchanges a one-time code for a session cookie.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(ToSchema))]
pub struct SignIn {
    /// The code.
    pub code: String,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(ToSchema))]
pub struct User {
    /// Stable identifier.
    pub id: String,
    /// Shown name.
    pub name: String,
    /// May mint codes and see every node.
    pub admin: bool,
}

/// Asks for a sign-in code for a (new or known) person.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(ToSchema))]
pub struct NewCode {
    /// The person's name.
    pub name: String,
    /// May mint codes themself.
    #[serde(default)]
    pub admin: bool,
}

/// A sign-in code that works once.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(ToSchema))]
pub struct Code {
    /// The code.
    pub code: String,
    /// Seconds until it stops working.
    pub expires_in_s: u32,
}

/// A game in the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(ToSchema))]
pub struct Game {
    /// Its id.
    pub id: GameId,
    /// Shown name.
    pub title: String,
    /// Who made it.
    pub developer: String,
    /// Genres.
    pub genres: Vec<String>,
    /// One sentence.
    pub summary: String,
    /// Paragraphs.
    pub description: String,
    /// Path of the cover, if it has one.
    pub cover: Option<String>,
    /// Path of the wide picture, if it has one.
    pub hero: Option<String>,
    /// Reads pads itself, or has a controller profile.
    pub pad: bool,
    /// Nodes that are connected and have it.
    pub nodes: u32,
}

/// The player's screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(ToSchema))]
pub struct Video {
    /// Width, pixels; even, 320–3840.
    pub width: u16,
    /// Height, pixels; even, 240–2160.
    pub height: u16,
    /// Frames a second, 10–240.
    pub fps: u16,
    /// Kilobits a second, 500–100,000; 0 lets the node choose.
    #[serde(default)]
    pub bitrate_kbps: u32,
}

impl Video {
    /// Says what is wrong with these settings, if anything.
    ///
    /// # Errors
    /// A sentence that names the field and its range.
    pub fn check(&self) -> Result<(), String> {
        let even = |n: u16| n.is_multiple_of(2);
        if !(320..=3840).contains(&self.width) || !even(self.width) {
            return Err(format!(
                "video.width {} is not an even number from 320 to 3840",
                self.width
            ));
        }
        if !(240..=2160).contains(&self.height) || !even(self.height) {
            return Err(format!(
                "video.height {} is not an even number from 240 to 2160",
                self.height
            ));
        }
        if !(10..=240).contains(&self.fps) {
            return Err(format!("video.fps {} is not from 10 to 240", self.fps));
        }
        if self.bitrate_kbps != 0 && !(500..=100_000).contains(&self.bitrate_kbps) {
            return Err(format!(
                "video.bitrate_kbps {} is neither 0 nor from 500 to 100000",
                self.bitrate_kbps
            ));
        }
        Ok(())
    }
}

/// Starts a game.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(ToSchema))]
pub struct StartSession {
    /// Which.
    pub game: GameId,
    /// For which screen.
    pub video: Video,
    /// XKB layout of the player's keyboard, such as `de` or `us`.
    #[serde(default)]
    pub keyboard: Option<String>,
}

/// Where a session stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(ToSchema))]
pub enum SessionState {
    /// Waits for a free node.
    Queued {
        /// 1 is next.
        position: u32,
    },
    /// A node prepares it.
    Starting,
    /// It plays; [`Offer`] says where (each player's own, in answers to that player only).
    Running {
        /// Where to connect; present when a token was asked for (start or join).
        #[serde(skip_serializing_if = "Option::is_none")]
        offer: Option<Offer>,
    },
    /// It is over.
    Ended {
        /// Why.
        reason: EndReason,
        /// The same in a sentence.
        message: String,
    },
}

/// Where and how to connect to the node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(ToSchema))]
pub struct Offer {
    /// `https://host:port/session/<id>?token=<token>` without the token.
    pub url: String,
    /// Admits one connection.
    pub token: Token,
    /// SHA-256 hashes (hexadecimal) of the certificates that the node may show.
    pub certificate_hashes: Vec<String>,
}

/// A play session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(ToSchema))]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// What is played.
    pub game: GameId,
    /// Where, once it is placed.
    pub node: Option<NodeId>,
    /// Where it stands.
    #[serde(flatten)]
    pub state: SessionState,
    /// When it was asked for, ms since the Unix epoch.
    pub created_unix_ms: u64,
    /// When it ended, ms since the Unix epoch.
    pub ended_unix_ms: Option<u64>,
    /// The seat of who asks: 0 is the host's, 1–3 are guests'. Absent for others, and in the answer to an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<u8>,
    /// Who plays along, by seat: only where the host asks for this one session.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guests: Vec<Guest>,
}

/// Somebody who plays along in a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(ToSchema))]
pub struct Guest {
    /// Their seat, 1–3.
    pub seat: u8,
    /// Shown name.
    pub name: String,
}

/// What lets others into a session as guests, until it ends or its host takes it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(ToSchema))]
pub struct Invite {
    /// The code; `/play/<session>?invite=<code>` is the page that uses it.
    pub code: String,
}

/// Asks for a guest's seat.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(ToSchema))]
pub struct TakeSeat {
    /// The code of the host's [`Invite`]. Who has a seat comes back without it.
    #[serde(default)]
    pub code: Option<String>,
}

/// A node in the rack.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(ToSchema))]
pub struct Node {
    /// Its id.
    pub id: NodeId,
    /// Heartbeats arrive.
    pub online: bool,
    /// Its software's version.
    pub version: String,
    /// Games it has.
    pub games: Vec<GameId>,
    /// Sessions it runs.
    pub sessions: Vec<SessionId>,
    /// Sessions it can run at a time.
    pub capacity: u32,
    /// Its last heartbeat's load.
    pub load: crate::link::Load,
}

/// Any answer that is not 2xx.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(ToSchema))]
pub struct ApiError {
    /// For programs: `unauthorized`, `forbidden`, `not_found`, `invalid`, `conflict`, `too_many`, `unavailable`, `internal`.
    pub code: String,
    /// For people: what failed, on what, and what to do.
    pub message: String,
}
