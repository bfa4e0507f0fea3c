//! FFmpeg's libraries, loaded at run time: the baseline's scaler and encoder, and the decoder that sees what
//! every stream is worth.
//!
//! Nothing is linked: who builds or runs `stratus` needs no FFmpeg. Options go by name (`av_opt_set`), so that of
//! its structs only the front of `AVFrame` and `AVPacket` is read, which is the same in the versions that
//! [`Libav::load`] takes.

mod decoder;
mod encoder;
mod interface;
mod library;
mod owned;
mod scaler;

pub use decoder::{Decoder, Picture};
pub use encoder::X264;
pub use library::Libav;
pub use scaler::{READ_BEYOND, Scaler};
