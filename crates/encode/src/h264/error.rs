//! Why a header cannot be written.

use stratus_media::Size;

/// A stream or a field that H.264 has no place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// 4:2:0 pictures have even sides (§7.4.2.1.1: the crop unit is two samples).
    #[error("H.264 cannot say a picture of {0} in 4:2:0: both sides have to be even and above 0")]
    Size(Size),
    /// No frame rate, or one that `time_scale` cannot hold.
    #[error("H.264 cannot say {0} frames a second: use 1 to 2147483647")]
    FrameRate(u32),
    /// No bits at all.
    #[error("a stream of 0 bits a second has no level: give a bitrate above 0")]
    Bitrate,
    /// More than level 6.2 allows (table A-1).
    #[error("no H.264 level takes {size} at {fps} frames and {bitrate_bps} bits a second")]
    NoLevel {
        /// Picture size.
        size: Size,
        /// Frames a second.
        fps: u32,
        /// Bits a second.
        bitrate_bps: u32,
    },
    /// The decoder need not have room for so many frames (§A.3.1 h, at most 16).
    #[error("no H.264 level keeps {asked} frames of {size}: use at most {most}")]
    References {
        /// Frames asked for.
        asked: u8,
        /// Most that any level keeps of this size.
        most: u8,
        /// Picture size.
        size: Size,
    },
    /// A field outside the range of its semantics (§7.4).
    #[error("H.264's {field} cannot be {value}")]
    Field {
        /// The syntax element.
        field: &'static str,
        /// What was to be written.
        value: i64,
    },
    /// Two things that exclude each other.
    #[error("H.264 does not allow {0}")]
    Contradiction(&'static str),
}

/// `value`, where it is within the range.
pub(super) fn within(
    field: &'static str,
    value: impl Into<i64>,
    least: i64,
    most: i64,
) -> Result<(), HeaderError> {
    let value = value.into();
    if (least..=most).contains(&value) {
        Ok(())
    } else {
        Err(HeaderError::Field { field, value })
    }
}
