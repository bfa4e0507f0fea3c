//! Pictures in, H.264 out.
//!
//! A back end takes one [`VideoFrame`](stratus_media::VideoFrame) and answers with its access unit at
//! once: no B-frames, no look-ahead, nothing held back. What a frame needs beyond its pixels — a place
//! where decoding may start, references that the player lost, another size — comes with it in a
//! [`FrameRequest`].

mod config;
mod encoder;
mod error;
mod letterbox;
mod linear;
mod pixels;
mod planes;
mod sps;
mod x264;

pub use config::{EncoderConfig, MAX_FPS, MAX_SIDE};
pub use encoder::{Backend, Encoder, FrameRequest, open};
pub use error::EncodeError;
pub use linear::LinearImporter;
