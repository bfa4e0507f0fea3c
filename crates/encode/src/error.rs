//! What can go wrong while encoding.

use std::time::Duration;

use stratus_media::{Refusal, Size};

use crate::{MAX_FPS, MAX_SIDE};

/// Why a frame or a setting was not taken.
///
/// Of [`DmaBuf`](Self::DmaBuf), [`Unfinished`](Self::Unfinished) and [`Frame`](Self::Frame) the game is the cause: that frame is lost, and the encoder
/// goes on with the next one as if it had not been. [`Size`](Self::Size), [`Fps`](Self::Fps) and
/// [`Bitrate`](Self::Bitrate) are the caller's: nothing has changed. All others [end the encoder](Self::ends_encoder).
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// H.264 4:2:0 pictures have even sides.
    #[error(
        "cannot encode pictures of {0}: both sides have to be even, from 2 to {MAX_SIDE} pixels"
    )]
    Size(Size),
    /// A frame rate out of range.
    #[error("cannot encode {0} frames a second: use 1 to {MAX_FPS}")]
    Fps(u32),
    /// No bits at all.
    #[error("cannot encode at 0 bits a second: give a bitrate above 0")]
    Bitrate,
    /// The back end cannot read this DMA-BUF; another one may.
    #[error("the {backend} encoder cannot read the DMA-BUF of frame {seq} ({size}): {refusal}")]
    DmaBuf {
        /// [`Encoder::name`](crate::Encoder::name).
        backend: &'static str,
        /// [`VideoFrame::seq`](stratus_media::VideoFrame::seq).
        seq: u64,
        /// The size it claims.
        size: Size,
        /// What is in the way, and what to do.
        refusal: Refusal,
    },
    /// A device still writes what is to be read. That says nothing of the next frame, nor of another back end.
    #[error("the {backend} encoder did not get frame {seq} ({size}): {reason}")]
    Unfinished {
        /// [`Encoder::name`](crate::Encoder::name).
        backend: &'static str,
        /// [`VideoFrame::seq`](stratus_media::VideoFrame::seq).
        seq: u64,
        /// The size it claims.
        size: Size,
        /// How long it was waited for, and what to do.
        reason: String,
    },
    /// The frame contradicts itself.
    #[error("frame {seq} of {size} is unusable: {reason}")]
    Frame {
        /// [`VideoFrame::seq`](stratus_media::VideoFrame::seq).
        seq: u64,
        /// The size it claims.
        size: Size,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The back end does not work on this machine; another one may.
    #[error("the {backend} encoder does not work here: {reason}")]
    Unavailable {
        /// [`Backend::name`](crate::Backend::name).
        backend: &'static str,
        /// What is missing, and what to do.
        reason: String,
    },
    /// The picture was not there in time; the back end may still be at it.
    #[error("the {backend} encoder did not {action} within {} ms", .limit.as_millis())]
    Deadline {
        /// [`Encoder::name`](crate::Encoder::name).
        backend: &'static str,
        /// What it was doing.
        action: &'static str,
        /// How long it had.
        limit: Duration,
    },
    /// The device behind the back end is gone: it was reset, or unplugged.
    #[error("the {backend} encoder lost its device while it should {action} ({code})")]
    DeviceLost {
        /// [`Encoder::name`](crate::Encoder::name).
        backend: &'static str,
        /// What it was doing.
        action: &'static str,
        /// The library's code.
        code: i32,
    },
    /// What the back end made is no stream that a player could use.
    #[error("the {backend} encoder made an unusable picture: {reason}")]
    Output {
        /// [`Encoder::name`](crate::Encoder::name).
        backend: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The encoder library refused or failed.
    #[error("the {backend} encoder failed to {action} ({code})")]
    Backend {
        /// [`Encoder::name`](crate::Encoder::name).
        backend: &'static str,
        /// What it was doing.
        action: &'static str,
        /// The library's code.
        code: i32,
    },
}

impl EncodeError {
    /// The game's frame is at fault, and the encoder is fine.
    #[must_use]
    pub fn is_the_frames(&self) -> bool {
        matches!(
            self,
            Self::DmaBuf { .. } | Self::Unfinished { .. } | Self::Frame { .. }
        )
    }

    /// The encoder is of no more use: drop it and open another. Its last picture is not whole.
    #[must_use]
    pub fn ends_encoder(&self) -> bool {
        matches!(
            self,
            Self::Unavailable { .. }
                | Self::Deadline { .. }
                | Self::DeviceLost { .. }
                | Self::Output { .. }
                | Self::Backend { .. }
        )
    }
}
