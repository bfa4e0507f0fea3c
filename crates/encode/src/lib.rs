//! Pictures in, H.264 out.
//!
//! A back end takes one [`VideoFrame`](stratus_media::VideoFrame) and hands out its slices, each as soon as it
//! is done: no B-frames, no look-ahead, nothing held back. What a frame needs beyond its pixels — a place
//! where decoding may start, references that the player lost, another size — comes with it in a
//! [`FrameRequest`]. Who wants whole access units has them of [`WholeFrames`].

mod backend;
mod bands;
mod config;
mod driver_thread;
mod encoder;
mod error;
pub mod governor;
pub mod h264;
mod letterbox;
mod linear;
mod pixels;
mod planes;
pub mod references;
mod sps;
mod vaapi;
mod vulkan;
mod whole;
mod x264;

pub use backend::{Backend, UnknownBackend};
pub use config::{EncoderConfig, MAX_FPS, MAX_SIDE};
pub use encoder::{Encoder, FrameRequest, open, open_on};
pub use error::EncodeError;
pub use linear::LinearImporter;
pub use stratus_media::{FrameEnd, FrameStart, SliceSink};
pub use vaapi::{VaApi, VaApiImporter};
pub use vulkan::{Comparison, Nv12Planes, VulkanConverter, VulkanImporter, compare};
pub use whole::{FrameCollector, WholeFrames};
