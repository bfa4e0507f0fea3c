//! A small H.264 encoder (ITU-T H.264): progressive 8-bit 4:2:0, I and P slices, CAVLC, no motion.

pub mod bits;
mod cavlc;
mod code_tables;
pub mod deblock;
pub mod dpb;
pub mod headers;
pub mod level;
mod macroblock;
pub mod nal;
pub mod picture;
mod predict;
pub mod rate;
pub mod slice;
mod transform;
