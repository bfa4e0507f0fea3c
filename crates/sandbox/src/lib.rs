//! From an AppImage to a running game, and back to nothing.
//!
//! * [`GameImage`] — a type-2 AppImage that was read, checked and hashed without mounting it.
//! * [`Library`] — a folder of them.
//! * [`launch`] — starts one in namespaces of its own (the work is done by the small program
//!   `stratus-sandbox`, because a multithreaded node cannot enter namespaces itself).
//! * [`InputFolder`] — its `/dev/input`, in which pads come and go while it runs.
//! * [`sweep`] — removes what a killed node left behind.
//! * [`pack`] — builds an AppImage from `game.toml`, the same bits on every run.

pub mod control_group;
pub mod elf;
mod environment;
mod error;
mod hash;
mod image;
mod input_folder;
mod launch;
mod library;
pub mod pack;
pub mod record;
pub mod spec;
mod sweep;

pub use error::SandboxError;
pub use image::{Artwork, GameImage};
pub use input_folder::InputFolder;
pub use launch::{GameExit, Launch, Sandbox, launch};
pub use library::Library;
pub use sweep::{SweepReport, sweep};
