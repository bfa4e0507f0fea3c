//! Player ⇄ node, over one WebTransport session. All integers are little-endian.
//!
//! | carrier | direction | content |
//! |---|---|---|
//! | bidirectional stream, opened by the player | both | [`control`] messages |
//! | one unidirectional stream a frame (or one for all) | node → player | [`video`] |
//! | datagrams | node → player | [`audio`] |
//! | datagrams | player → node | [`input`] |
//!
//! A malformed message is an error value here; the caller counts it and drops it.

pub mod audio;
pub mod control;
pub mod input;
pub mod keys;
pub mod video;
pub(crate) mod wire;

pub use wire::WireError;

/// Version of everything in this module; `Hello` and `Welcome` carry it.
pub const VERSION: u8 = 3;

/// Players of one session at a time: the host, seat 0, and three guests.
pub const SEATS: u8 = 4;
/// The host's seat.
pub const HOST: u8 = 0;

/// The path of a session's WebTransport request: `/session/<session id>?token=<token>`.
pub const PATH: &str = "/session/";
