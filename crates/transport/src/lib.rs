//! WebTransport between a node and its players (`docs/transport.md`, `docs/session-protocol.md`).
//!
//! An [`Endpoint`] is the node's one UDP socket. A session gets an [`Admission`], which mints
//! one-time tokens, each for one [`Place`], and yields a [`Connection`] for each player that brings one. A connection's
//! [`VideoSender`] and [`AudioSender`] are handed to the stages that make pictures and sound;
//! [`Connection::next`] yields what the player does.

mod admission;
mod audio;
mod certificate;
mod congestion;
mod connection;
mod control;
mod door;
mod endpoint;
mod error;
mod gate;
mod handshake;
mod quic;
mod request;
mod slices;
mod socket;
mod stats;
mod token;
mod video;
mod webtransport;

pub use admission::Admission;
pub use audio::AudioSender;
pub use connection::{Connection, Event};
pub use control::ControlSender;
pub use endpoint::{Endpoint, EndpointConfig};
pub use error::TransportError;
pub use gate::{Backlog, FrameGate, PathView, SendWindow};
pub use slices::{SliceBuffer, Slices};
pub use stats::{ConnectionStats, EndpointStats};
pub use token::Place;
pub use video::{RESET_LATE, RESET_SUPERSEDED, VideoSender};
