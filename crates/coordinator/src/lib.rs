//! The coordinator: players sign in, see the library and start games; nodes connect, and run them.
//!
//! * [`schedule`] — which session runs where: a pure state machine.
//! * [`rack`] — the living state, and what the schedule's decisions do to it.
//! * [`api`] — REST for players; [`node_link`] — the WebSocket for nodes; [`pages`] — the player's files.
//! * [`store`] — what survives a restart.
//! * [`server`] — puts them together.

pub mod api;
pub mod attempts;
pub mod clock;
pub mod code;
pub mod config;
pub mod enrolment;
pub mod library;
pub mod metrics;
pub mod node_link;
pub mod pages;
pub mod people;
pub mod rack;
pub mod schedule;
pub mod server;
pub mod store;

pub use config::{Config, ConfigError};
pub use server::{Running, StartError, start};
