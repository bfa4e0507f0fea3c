//! A frame's pixels, wherever they are, checked against what the frame claims.

use std::io::ErrorKind;
use std::sync::Arc;

use stratus_media::{FrameBuffer, PixelFormat, Refusal, Size, VideoFrame};

use crate::EncodeError;
use crate::linear::Linear;

/// A frame's pixels.
#[derive(Clone)]
pub(crate) enum Pixels<'a> {
    /// In memory that can be read in place.
    Packed(Packed<'a>),
    /// In a DMA-BUF, which is copied out a few rows at a time.
    Linear(Arc<Linear>),
}

/// Pixels in ordinary memory.
#[derive(Clone, Copy)]
pub(crate) struct Packed<'a> {
    /// `stride × height` of them.
    pub bytes: &'a [u8],
    /// Bytes from row to row.
    pub stride: u32,
    pub size: Size,
}

impl<'a> Pixels<'a> {
    pub(crate) fn of(frame: &'a VideoFrame, backend: &'static str) -> Result<Self, EncodeError> {
        match &frame.buffer {
            FrameBuffer::Shm { pixels, stride } => {
                Packed::of(frame, pixels.bytes(), *stride).map(Self::Packed)
            }
            FrameBuffer::DmaBuf(buffer) => {
                let linear = Linear::of(buffer).map_err(|refusal| EncodeError::DmaBuf {
                    backend,
                    seq: frame.seq,
                    size: frame.size,
                    refusal,
                })?;
                if linear.size() != frame.size {
                    return Err(unusable(frame, "its DMA-BUF has another size"));
                }
                Ok(Self::Linear(linear))
            }
        }
    }
}

impl<'a> Packed<'a> {
    fn of(frame: &VideoFrame, bytes: &'a [u8], stride: u32) -> Result<Self, EncodeError> {
        let Size { width, height } = frame.size;
        let bad = |reason| unusable(frame, reason);
        if width == 0 || height == 0 || width > 1 << 15 || height > 1 << 15 {
            return Err(bad("its sides have to be 1 to 32768 pixels"));
        }
        if stride < width * PixelFormat::BYTES {
            return Err(bad("its rows are longer than its stride"));
        }
        let whole = u64::from(stride) * u64::from(height);
        let Some(bytes) = usize::try_from(whole).ok().and_then(|n| bytes.get(..n)) else {
            return Err(bad("its buffer ends before its last row"));
        };
        Ok(Self {
            bytes,
            stride,
            size: frame.size,
        })
    }
}

/// The error of a frame that contradicts itself.
pub(crate) fn unusable(frame: &VideoFrame, reason: &'static str) -> EncodeError {
    EncodeError::Frame {
        seq: frame.seq,
        size: frame.size,
        reason,
    }
}

/// The error of a DMA-BUF that is not written in time, or whose exporter does not let it be read.
pub(crate) fn unreadable(
    frame: &VideoFrame,
    backend: &'static str,
    error: &std::io::Error,
) -> EncodeError {
    if error.kind() == ErrorKind::TimedOut {
        return EncodeError::Unfinished {
            backend,
            seq: frame.seq,
            size: frame.size,
            reason: format!("{error}; have the game draw into wl_shm if it goes on"),
        };
    }
    EncodeError::DmaBuf {
        backend,
        seq: frame.seq,
        size: frame.size,
        refusal: Refusal(format!(
            "its reading did not begin (DMA_BUF_IOCTL_SYNC): {error}; have the game draw into wl_shm if it goes on"
        )),
    }
}
