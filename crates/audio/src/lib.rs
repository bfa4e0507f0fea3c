//! A session's sound: a private PipeWire for the game, and the game's mix as Opus packets.
//!
//! [`Server`] is the sound server that the game connects to (PipeWire and PulseAudio sockets);
//! [`Sink`] is the device it plays on. A sink works on any PipeWire socket, so a node that already
//! runs one needs no [`Server`].

mod error;
mod linker;
mod packetizer;
mod port_config;
mod server;
mod sink;
mod stats;

pub use error::AudioError;
pub use server::{Server, ServerConfig};
pub use sink::{Sink, SinkConfig};
pub use stats::SinkStats;
