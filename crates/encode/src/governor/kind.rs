//! Kinds of frames that a back end can read or not.

use stratus_media::{FrameBuffer, PixelFormat, VideoFrame};

/// Where a frame's pixels are, and how they lie there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FrameKind {
    /// In shared memory.
    Shm(PixelFormat),
    /// In a DMA-BUF.
    DmaBuf {
        /// How a pixel lies in memory.
        format: PixelFormat,
        /// DRM format modifier.
        modifier: u64,
    },
}

impl FrameKind {
    /// The kind of `frame`.
    #[must_use]
    pub fn of(frame: &VideoFrame) -> Self {
        match &frame.buffer {
            FrameBuffer::Shm { .. } => Self::Shm(frame.format),
            FrameBuffer::DmaBuf(buffer) => Self::DmaBuf {
                format: buffer.format,
                modifier: buffer.modifier,
            },
        }
    }
}

impl std::fmt::Display for FrameKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let code = |format: &PixelFormat| format.fourcc().to_le_bytes().map(char::from);
        match self {
            Self::Shm(format) => {
                let [a, b, c, d] = code(format);
                write!(f, "shared memory {a}{b}{c}{d}")
            }
            Self::DmaBuf { format, modifier } => {
                let [a, b, c, d] = code(format);
                write!(f, "DMA-BUF {a}{b}{c}{d} modifier {modifier:#x}")
            }
        }
    }
}
