//! Which back end encodes: the fastest that works, and another one as soon as it does not keep up.
//!
//! [`Governor`] decides. It has no clock and opens nothing: it is told what happened and when, and says what to do and
//! why. [`Governed`] is an [`Encoder`](crate::Encoder) that does so: it opens back ends, times them, runs one that may
//! stall on a thread of its own, and goes on with the same stream on another.

mod governed;
mod kind;
mod ready;
mod rules;
mod runner;
mod shadow;
mod start;
mod state;
mod switch;
mod trial;
mod worker;

pub use governed::{Governed, Watch};
pub use kind::FrameKind;
pub use rules::{Fault, Rules};
pub use runner::{BackEnds, OnHardware, Open};
pub use state::Governor;
pub use switch::{Reason, Switch};

#[cfg(test)]
mod tests;
