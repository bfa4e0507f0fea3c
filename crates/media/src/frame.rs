//! A picture that a game committed.

use std::sync::Arc;

use crate::{DmaBuf, Timestamp};

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Size {
    /// A size.
    #[must_use]
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}×{}", self.width, self.height)
    }
}

/// How a pixel lies in memory. Names follow DRM fourcc: the 32-bit little-endian word, high to low.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PixelFormat {
    /// Bytes B, G, R, x.
    Xrgb8888,
    /// Bytes B, G, R, A.
    Argb8888,
    /// Bytes R, G, B, x.
    Xbgr8888,
    /// Bytes R, G, B, A.
    Abgr8888,
}

impl PixelFormat {
    /// Bytes a pixel.
    pub const BYTES: u32 = 4;

    /// The DRM fourcc code (`drm_fourcc.h`).
    #[must_use]
    pub const fn fourcc(self) -> u32 {
        u32::from_le_bytes(match self {
            Self::Xrgb8888 => *b"XR24",
            Self::Argb8888 => *b"AR24",
            Self::Xbgr8888 => *b"XB24",
            Self::Abgr8888 => *b"AB24",
        })
    }

    /// The format of a DRM fourcc code, where it is one of these.
    #[must_use]
    pub const fn from_fourcc(code: u32) -> Option<Self> {
        match &code.to_le_bytes() {
            b"XR24" => Some(Self::Xrgb8888),
            b"AR24" => Some(Self::Argb8888),
            b"XB24" => Some(Self::Xbgr8888),
            b"AB24" => Some(Self::Abgr8888),
            _ => None,
        }
    }

    /// Red is the first byte.
    #[must_use]
    pub const fn is_rgb_order(self) -> bool {
        matches!(self, Self::Xbgr8888 | Self::Abgr8888)
    }
}

/// Mapped pixels that stay mapped while this value lives.
///
/// The client may write to them at any time: a reader sees torn pixels at worst, never invalid memory.
pub trait Pixels: Send + Sync {
    /// The mapped bytes of this buffer, first row first.
    fn bytes(&self) -> &[u8];
}

/// Where a picture's pixels are.
#[derive(Clone)]
pub enum FrameBuffer {
    /// In shared memory (`wl_shm`).
    Shm {
        /// The mapped bytes; `stride × height` of them at least.
        pixels: Arc<dyn Pixels>,
        /// Bytes from row to row.
        stride: u32,
    },
    /// In a DMA-BUF.
    DmaBuf(Arc<DmaBuf>),
}

/// What changed since the frame before, in buffer pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damage {
    /// Left edge.
    pub x: u32,
    /// Top edge.
    pub y: u32,
    /// Width; 0 where nothing changed.
    pub width: u32,
    /// Height; 0 where nothing changed.
    pub height: u32,
}

impl Damage {
    /// The whole picture.
    #[must_use]
    pub const fn full(size: Size) -> Self {
        Self {
            x: 0,
            y: 0,
            width: size.width,
            height: size.height,
        }
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        if self.width == 0 || self.height == 0 {
            return other;
        }
        if other.width == 0 || other.height == 0 {
            return self;
        }
        let x = self.x.min(other.x);
        let y = self.y.min(other.y);
        Self {
            x,
            y,
            width: (self.x + self.width).max(other.x + other.width) - x,
            height: (self.y + self.height).max(other.y + other.height) - y,
        }
    }
}

/// Who takes buffers back. Called from any thread; must not block.
pub trait ReleaseSink: Send + Sync {
    /// The buffer behind `token` is not read any more.
    fn release(&self, token: u64);
}

/// Gives a buffer back to its owner when dropped.
pub struct ReleaseGuard {
    sink: Arc<dyn ReleaseSink>,
    token: u64,
}

impl ReleaseGuard {
    /// A guard that calls `sink.release(token)` once, when it is dropped.
    #[must_use]
    pub fn new(sink: Arc<dyn ReleaseSink>, token: u64) -> Self {
        Self { sink, token }
    }
}

impl Drop for ReleaseGuard {
    fn drop(&mut self) {
        self.sink.release(self.token);
    }
}

/// A picture that a game committed. Dropping it gives the buffer back.
pub struct VideoFrame {
    /// Counts a session's commits.
    pub seq: u64,
    /// Pixels in the buffer.
    pub size: Size,
    /// How a pixel lies in memory.
    pub format: PixelFormat,
    /// Where the pixels are.
    pub buffer: FrameBuffer,
    /// What changed since the frame with the number before.
    pub damage: Damage,
    /// When `wl_surface.commit` was read.
    pub committed: Timestamp,
    /// Holds the buffer; `None` for pictures that nobody waits for.
    pub guard: Option<ReleaseGuard>,
}
