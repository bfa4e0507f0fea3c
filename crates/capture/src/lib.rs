//! The game's display connection: a Wayland proxy between a game and a headless compositor.
//!
//! The game believes that it runs full screen on an output of the player's size. Its pictures leave
//! through a [`Mailbox`](stratus_media::Mailbox), the player's hands enter through [`Seat`], and the
//! compositor behind sees windows come and go, but never a pixel.

mod buffer;
mod capture;
mod child;
mod compositor;
mod connection;
mod damage;
mod data_device;
#[doc(hidden)]
pub mod dmabuf;
mod error;
mod hub;
mod listener;
mod loans;
mod mapping;
mod output;
mod pacer;
mod picture;
mod proxy;
mod registry;
mod seat;
mod shadow;
mod shm;
mod stats;
mod strays;
mod subsurface;
mod surface;
mod wake;
mod window;
mod xwayland;

pub use capture::{Capture, CaptureConfig, CaptureEvent};
pub use compositor::{Compositor, CompositorConfig, CompositorKind};
pub use error::CaptureError;
pub use pacer::Pacer;
pub use seat::Seat;
pub use stats::CaptureStats;
pub use xwayland::{Xwayland, XwaylandConfig};
