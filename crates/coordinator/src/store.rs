//! What survives a restart: people, sign-in codes and cookies, nodes, games with their pictures, and every
//! session with its end. [`Store`] is the whole surface; [`sled::SledStore`] is the embedded one.

pub mod export;
pub mod journal;
pub mod sled;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use stratus_protocol::id::{GameId, NodeId, SessionId};
use stratus_protocol::manifest::Manifest;
use stratus_protocol::rest::Video;
use stratus_protocol::session::control::EndReason;

/// A store that cannot be used, or a write that did not reach it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The store is there, and is not usable.
    #[error(
        "the store {path} cannot be opened: {reason}. Nothing was changed. Restore a copy of that folder, or move it \
         away and read the latest export into a new one with `stratus-coordinator import FILE`"
    )]
    Damaged {
        /// Its folder.
        path: String,
        /// What is wrong.
        reason: String,
    },
    /// Another coordinator has it open.
    #[error(
        "the store {0} is in use by another coordinator: stop that one, or give this one another data_dir"
    )]
    InUse(String),
    /// Written by a newer version.
    #[error(
        "the store {path} has schema {found}, this version reads {known}: use the version that wrote it"
    )]
    Schema {
        /// Its folder.
        path: String,
        /// The schema it has.
        found: u32,
        /// The schema this version knows.
        known: u32,
    },
    /// The disk said no.
    #[error("cannot write to the store {path}: {reason}. Check the free space and the permissions")]
    Write {
        /// Its folder.
        path: String,
        /// The reason.
        reason: String,
    },
    /// The writer has stopped.
    #[error("the store is closed")]
    Closed,
    /// An export that cannot be read.
    #[error("this export cannot be read: {0}")]
    Export(String),
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRecord {
    /// Stable id; also the name under which nodes keep saves.
    pub id: String,
    /// Shown name, unique.
    pub name: String,
    /// May mint codes.
    pub admin: bool,
    /// Since, ms since the Unix epoch.
    pub created_unix_ms: u64,
}

/// A sign-in code or a cookie: only its hash is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// SHA-256 of the secret, hexadecimal.
    pub sha256: String,
    /// Whose.
    pub user: String,
    /// Until, ms since the Unix epoch.
    pub expires_unix_ms: u64,
}

/// A node as it was last seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeRecord {
    /// Its id.
    pub id: NodeId,
    /// Its software's version.
    pub version: String,
    /// Sessions it can run at a time.
    pub capacity: u32,
    /// What it has.
    pub games: Vec<GameId>,
}

/// A game as a node described it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GameRecord {
    /// Its manifest.
    pub manifest: Manifest,
    /// SHA-256 of the AppImage.
    pub sha256: String,
    /// Name → picture.
    pub pictures: Vec<PictureRecord>,
}

/// A picture of a game; its bytes lie under [`PictureRecord::sha256`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureRecord {
    /// As in the manifest.
    pub name: String,
    /// Such as `image/png`.
    pub media_type: String,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// The bytes, base64.
    pub base64: String,
}

/// How far a session had come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "phase", rename_all = "snake_case")]
pub enum StoredPhase {
    /// It waited for a node.
    Queued,
    /// Its node prepared it.
    Starting,
    /// It played.
    Running,
    /// It is over.
    Ended {
        /// Why.
        reason: EndReason,
        /// The same in a sentence.
        message: String,
        /// When, ms since the Unix epoch.
        unix_ms: u64,
    },
}

/// A session, from the click on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRecord {
    /// Its id.
    pub id: SessionId,
    /// Order of arrival.
    pub sequence: u64,
    /// Whose.
    pub user: String,
    /// What is played.
    pub game: GameId,
    /// For which screen.
    pub video: Video,
    /// XKB layout.
    pub keyboard: Option<String>,
    /// Where, once placed.
    pub node: Option<NodeId>,
    /// How far it came.
    #[serde(flatten)]
    pub phase: StoredPhase,
    /// When it was asked for, ms since the Unix epoch.
    pub created_unix_ms: u64,
    /// Code of its invitation while there is one: as it is, because its host may read it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invite: Option<String>,
    /// Who has a guest's seat, or had one when it ended: person → seat.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub guests: BTreeMap<String, u8>,
}

/// One change. Changes are whole records, so that repeating one does no harm.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Write {
    /// Adds or replaces a person.
    User(UserRecord),
    /// Adds a sign-in code.
    Code(Credential),
    /// Removes the code with this hash.
    RemoveCode(String),
    /// Adds a cookie.
    Cookie(Credential),
    /// Removes the cookie with this hash.
    RemoveCookie(String),
    /// Adds or replaces a node.
    Node(NodeRecord),
    /// Adds or replaces a game.
    Game(Box<GameRecord>),
    /// Adds or replaces a session.
    Session(SessionRecord),
}

/// Everything in a store.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// People.
    pub users: Vec<UserRecord>,
    /// Sign-in codes that were not used yet.
    pub codes: Vec<Credential>,
    /// Cookies.
    pub cookies: Vec<Credential>,
    /// Nodes.
    pub nodes: Vec<NodeRecord>,
    /// Games.
    pub games: Vec<GameRecord>,
    /// Sessions, running and over.
    pub sessions: Vec<SessionRecord>,
}

/// Where the coordinator keeps what must survive it. Synchronous: [`journal::Journal`] calls it from its own thread.
pub trait Store: Send + 'static {
    /// Reads everything.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the first record that is not as it was written.
    fn load(&self) -> Result<Contents, StoreError>;

    /// Writes all changes; when it returns they survive the death of the process.
    ///
    /// # Errors
    /// [`StoreError::Write`]; then none, some or all of the changes may be there, and repeating them is safe.
    fn commit(&mut self, writes: &[Write]) -> Result<(), StoreError>;
}
