//! The H.264 headers of a stream (Rec. ITU-T H.264), typed: parameter sets and slice headers go in as Rust
//! values that cannot contradict each other, and come out as NAL units, bit for bit.
//!
//! Only what a low-delay encoder writes is here: frames (no fields), 4:2:0, 8 bits, I and P slices, one slice
//! group, no weighted prediction. Section numbers are those of the recommendation.
//!
//! A back end builds an [`Sps`] with [`Sps::for_stream`] and a [`Pps`] once, and a [`SliceHeader`] a slice. The same
//! values fill the parameter buffers of a driver that writes its own headers, so both say the same.

mod bits;
mod error;
mod level;
mod pps;
mod slice;
mod sps;

pub use bits::{NalKind, NalWriter};
pub use error::HeaderError;
pub use level::{Level, Load, most_references};
pub use pps::Pps;
pub use slice::{
    Deblocking, ListModification, MarkingOperation, ReferenceMarking, SliceHeader, SliceKind,
};
pub use sps::{ChromaLocation, PicOrderCnt, Profile, Sps, Stream};
