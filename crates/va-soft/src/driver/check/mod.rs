//! What the application says, held against H.264 and against itself.

pub mod packed;
pub mod picture;
pub mod sequence;
pub mod slices;
