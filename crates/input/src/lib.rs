//! What a player does, on its way to the game.
//!
//! [`Assembler`] makes one ordered sequence of the two carriers that say it (see
//! `protocol::session::input`); [`Router`] turns that into keys, mouse motion and pads. Both are state
//! machines without a clock: the caller says what time it is.

mod assembler;
mod caretaker;
mod debut;
mod held;
mod layout;
mod limiter;
mod pads;
mod profile;
mod questions;
mod router;
mod rumble;
mod slots;
mod uinput;

pub use assembler::{Assembler, InputCounters, InputSink};
pub use caretaker::{KernelPad, PadEvents, PadKernel};
pub use router::{PadBackend, Router, RouterCounters};
pub use rumble::{Effect as RumbleEffect, Request as RumbleRequest, Rumble};
pub use slots::PadOf;
pub use uinput::{NoPads, uinput_available};
