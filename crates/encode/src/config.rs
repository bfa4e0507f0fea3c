//! What an encoder is opened with.

use stratus_media::Size;

use crate::EncodeError;

/// The longest side of a picture, pixels (level 6.2 goes further, players' decoders do not).
pub const MAX_SIDE: u32 = 8192;
/// The highest frame rate, frames a second.
pub const MAX_FPS: u32 = 480;

/// The stream that an encoder makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EncoderConfig {
    /// Picture size; both sides even, 2 to [`MAX_SIDE`] pixels.
    pub size: Size,
    /// Frames a second that the bits are divided among, 1 to [`MAX_FPS`].
    pub fps: u32,
    /// Bits a second, above 0.
    pub bitrate_bps: u32,
    /// Encoder threads (a slice each); 0 takes one a core.
    pub threads: u32,
}

impl EncoderConfig {
    /// Says what is wrong with it, if anything.
    pub(crate) fn check(&self) -> Result<(), EncodeError> {
        check_size(self.size)?;
        if !(1..=MAX_FPS).contains(&self.fps) {
            return Err(EncodeError::Fps(self.fps));
        }
        check_bitrate(self.bitrate_bps)
    }
}

pub(crate) fn check_size(size: Size) -> Result<(), EncodeError> {
    let good = |side: u32| (2..=MAX_SIDE).contains(&side) && side.is_multiple_of(2);
    if good(size.width) && good(size.height) {
        Ok(())
    } else {
        Err(EncodeError::Size(size))
    }
}

pub(crate) const fn check_bitrate(bps: u32) -> Result<(), EncodeError> {
    if bps == 0 {
        Err(EncodeError::Bitrate)
    } else {
        Ok(())
    }
}
