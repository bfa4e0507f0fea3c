//! The words that Stratus' parts say to each other. No I/O and no clock.
//!
//! * [`id`] — checked identifiers (a [`id::GameId`] can never climb out of a folder).
//! * [`manifest`] — `game.toml`.
//! * [`rest`] — browser ⇄ coordinator, JSON over HTTP.
//! * [`link`] — coordinator ⇄ node, JSON over WebSocket.
//! * [`session`] — player ⇄ node, binary over WebTransport (`docs/session-protocol.md`).

pub mod id;
pub mod link;
pub mod manifest;
pub mod rest;
pub mod session;
