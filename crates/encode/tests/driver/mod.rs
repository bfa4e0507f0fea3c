//! Frames in memory that the software driver imports, and encoders on that driver.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "a test; each file takes what it needs"
)]

use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rustix::fs::{MemfdFlags, ftruncate, memfd_create};
use stratus_encode::{EncodeError, EncoderConfig, FrameRequest, VaApi, VaApiImporter, WholeFrames};
use stratus_media::{
    Damage, DmaBuf, DmaBufPlane, EncodedFrame, FrameBuffer, PixelFormat, ReleaseGuard, ReleaseSink,
    Size, Timestamp, VideoFrame,
};

use crate::clip::Picture;

pub const SIZE: Size = Size::new(320, 184);

/// A driver in software, and maybe in an emulator, is slow; a frame of it is late only where a test makes it so.
const PATIENCE: Duration = Duration::from_secs(20);

pub fn open(node: &Path, config: &EncoderConfig) -> Result<WholeFrames<VaApi>, EncodeError> {
    let encoder = VaApi::open(config, Some(node))?;
    Ok(WholeFrames::new(Box::new(encoder.with_limit(PATIENCE))))
}

/// Its importer, which games wait for a little longer than for a GPU's.
pub fn importer(node: &Path) -> Result<VaApiImporter, EncodeError> {
    Ok(VaApiImporter::open(Some(node))?.with_limit(PATIENCE))
}

/// A game's buffer.
#[derive(Clone)]
pub struct Canvas {
    pub buffer: Arc<DmaBuf>,
    fd: Arc<OwnedFd>,
    layout: (u32, u32),
}

impl Canvas {
    pub fn new(size: Size) -> Self {
        Self::with(size, PixelFormat::Xrgb8888, 0, 256, size.width * 4 + 64)
    }

    pub fn with(size: Size, format: PixelFormat, modifier: u64, offset: u32, stride: u32) -> Self {
        let fd = memfd_create("game", MemfdFlags::CLOEXEC).unwrap();
        ftruncate(
            &fd,
            u64::from(offset) + u64::from(stride) * u64::from(size.height),
        )
        .unwrap();
        let fd = Arc::new(fd);
        let plane = DmaBufPlane {
            fd: Arc::clone(&fd),
            offset,
            stride,
        };
        Self {
            buffer: Arc::new(DmaBuf::new(size, format, modifier, vec![plane])),
            fd,
            layout: (offset, stride),
        }
    }

    /// Draws the picture and commits it.
    pub fn frame(&self, picture: &Picture, seq: u64) -> VideoFrame {
        let (offset, stride) = self.layout;
        let rows = picture.rgb.chunks_exact(picture.size.width as usize);
        for (y, row) in rows.enumerate() {
            let rgb_order = self.buffer.format.is_rgb_order();
            let bytes: Vec<u8> = row
                .iter()
                .flat_map(|&[r, g, b]| {
                    if rgb_order {
                        [r, g, b, 0]
                    } else {
                        [b, g, r, 0]
                    }
                })
                .collect();
            let at = u64::from(offset) + y as u64 * u64::from(stride);
            rustix::io::pwrite(&self.fd, &bytes, at).unwrap();
        }
        self.commit(seq)
    }

    /// Commits what is there.
    pub fn commit(&self, seq: u64) -> VideoFrame {
        VideoFrame {
            seq,
            size: self.buffer.size,
            format: self.buffer.format,
            buffer: FrameBuffer::DmaBuf(Arc::clone(&self.buffer)),
            damage: Damage::full(self.buffer.size),
            committed: Timestamp::now(),
            guard: None,
        }
    }
}

/// Counts the buffers that came back.
#[derive(Default)]
pub struct Returned(AtomicU64);

impl Returned {
    pub fn guard(self: &Arc<Self>) -> Option<ReleaseGuard> {
        Some(ReleaseGuard::new(Arc::clone(self) as _, 0))
    }

    pub fn count(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
}

impl ReleaseSink for Returned {
    fn release(&self, _: u64) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// Encodes a moving picture of `count` frames from three buffers, as a game draws it. `lost` says what the player
/// reports before a frame is encoded.
pub fn play(
    encoder: &mut WholeFrames<VaApi>,
    size: Size,
    count: u32,
    lost: impl Fn(u32) -> Vec<u32>,
) -> Vec<EncodedFrame> {
    let canvases = [Canvas::new(size), Canvas::new(size), Canvas::new(size)];
    (0..count)
        .map(|n| {
            let picture = Picture::moving(size, n);
            let frame = canvases[n as usize % 3].frame(&picture, n.into());
            let request = FrameRequest {
                force_idr: false,
                invalidated: &lost(n),
                target: size,
            };
            encoder.encode(frame, &request).unwrap()
        })
        .collect()
}

/// Waits until something is so.
pub fn until(what: &str, so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !so() {
        assert!(begun.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
