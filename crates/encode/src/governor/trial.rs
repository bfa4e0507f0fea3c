//! How long a back end takes for a picture, tried with one that nobody sees.

use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::time::{Duration, Instant};

use stratus_media::{
    Damage, DmaBuf, DmaBufPlane, FrameBuffer, FrameStart, PixelFormat, Pixels, Size, SliceSink,
    Timestamp, Udmabuf, VideoFrame,
};

use crate::{EncodeError, FrameRequest};

use super::runner::{Runner, Trouble};

/// Pictures that are timed, after a first one that is not.
const PICTURES: u64 = 5;

/// The first one's number: so high that no game's frame comes after one of these, and is taken for what it changes.
const FIRST: u64 = 1 << 63;

/// A trial ends after this, with what it has.
const ENOUGH: Duration = Duration::from_millis(300);

/// How long a picture may take here.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);

/// Pixels that move a little from picture to picture: edges, slopes and grain.
struct Synthetic(Vec<u8>);

impl Pixels for Synthetic {
    fn bytes(&self) -> &[u8] {
        &self.0
    }
}

fn drawn(size: Size, picture: u32, stride: u32) -> Vec<u8> {
    let mut bytes = vec![0; stride as usize * size.height as usize];
    let mut grain = 0x9e37_79b9u32 ^ picture;
    for (y, row) in bytes.chunks_exact_mut(stride as usize).enumerate() {
        for (x, pixel) in row.chunks_exact_mut(4).enumerate() {
            grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (x, y) = (x as u32 + picture * 3, y as u32 + picture);
            let edge = if (x / 48 + y / 40).is_multiple_of(2) {
                96
            } else {
                0
            };
            let noise = (grain >> 29) as u8;
            pixel[0] = (x / 4 + edge) as u8 ^ noise;
            pixel[1] = (y / 3 + edge) as u8 ^ noise;
            pixel[2] = ((x + y) / 5) as u8 ^ noise;
        }
    }
    bytes
}

/// Where the pictures are, for back ends of either kind.
enum Pictures {
    Shm([Arc<dyn Pixels>; 2]),
    DmaBuf([Arc<DmaBuf>; 2]),
}

impl Pictures {
    fn shm(size: Size) -> Self {
        Self::Shm([0, 1].map(|at| Arc::new(Synthetic(drawn(size, at, size.width * 4))) as _))
    }

    /// Of memory that is as linear; `None` where there is no `/dev/udmabuf`.
    fn dma_buf(size: Size) -> Option<Self> {
        // What a GPU's importer wants of a linear buffer.
        let stride = (size.width * 4).next_multiple_of(256);
        let make = |picture| {
            let bytes = drawn(size, picture, stride);
            let length = (bytes.len() as u64).next_multiple_of(4096);
            let buffer = Udmabuf::create(length).ok()?;
            write_all(&buffer.memory, &bytes)?;
            let plane = DmaBufPlane {
                fd: Arc::new(buffer.dmabuf),
                offset: 0,
                stride,
            };
            let linear = 0;
            Some(Arc::new(DmaBuf::new(
                size,
                PixelFormat::Xrgb8888,
                linear,
                vec![plane],
            )))
        };
        Some(Self::DmaBuf([make(0)?, make(1)?]))
    }

    fn frame(&self, seq: u64, size: Size) -> VideoFrame {
        let at = (seq % 2) as usize;
        VideoFrame {
            seq,
            size,
            format: PixelFormat::Xrgb8888,
            buffer: match self {
                Self::Shm(pictures) => FrameBuffer::Shm {
                    pixels: Arc::clone(&pictures[at]),
                    stride: size.width * 4,
                },
                Self::DmaBuf(pictures) => FrameBuffer::DmaBuf(Arc::clone(&pictures[at])),
            },
            damage: Damage::full(size),
            committed: Timestamp::now(),
            guard: None,
        }
    }
}

fn write_all(file: &OwnedFd, bytes: &[u8]) -> Option<()> {
    let mut at = 0;
    while at < bytes.len() {
        at += rustix::io::pwrite(file, &bytes[at..], at as u64)
            .ok()
            .filter(|n| *n > 0)?;
    }
    Some(())
}

/// Takes nothing.
struct Nowhere;

impl SliceSink for Nowhere {
    fn begin(&mut self, _: &FrameStart) {}
    fn slice(&mut self, _: &[u8]) {}
}

/// What a picture of `size` takes; zero where none could be made that it reads.
///
/// In a DMA-BUF where one can be made, because games that have a GPU draw into those; and in no other way where the back
/// end is `for_dma_bufs` only: what it does with others says nothing of it.
pub(super) fn time(
    runner: &mut Runner,
    size: Size,
    for_dma_bufs: bool,
) -> Result<Duration, Trouble> {
    let unread = match Pictures::dma_buf(size) {
        Some(pictures) => match of(runner, size, &pictures) {
            // It reads only what its own GPU draws, or only shared memory.
            Err(Trouble::Said(error)) if error.is_the_frames() => error.to_string(),
            timed => return timed,
        },
        None => "there is no /dev/udmabuf to make a DMA-BUF with".to_owned(),
    };
    if for_dma_bufs {
        return Err(Trouble::Said(EncodeError::Unavailable {
            backend: runner.name(),
            reason: format!(
                "it could not be timed, so it is taken only where the configuration names it: {unread}"
            ),
        }));
    }
    match of(runner, size, &Pictures::shm(size)) {
        Err(Trouble::Said(EncodeError::DmaBuf { .. })) => Ok(Duration::ZERO),
        timed => timed,
    }
}

fn of(runner: &mut Runner, size: Size, pictures: &Pictures) -> Result<Duration, Trouble> {
    let begun = Instant::now();
    let mut took = [Duration::ZERO; PICTURES as usize];
    let mut count = 0;
    for seq in 0..=PICTURES {
        let request = FrameRequest {
            force_idr: seq == 0,
            invalidated: &[],
            target: size,
        };
        let start = Instant::now();
        let frame = pictures.frame(FIRST + seq, size);
        runner.encode(frame, &request, &mut Nowhere, PATIENCE)?;
        if seq > 0 {
            took[count] = start.elapsed();
            count += 1;
        }
        if count > 0 && begun.elapsed() > ENOUGH {
            break;
        }
    }
    let took = &mut took[..count];
    took.sort_unstable();
    // Zero means that nothing was measured.
    Ok(took[count / 2].max(Duration::from_nanos(1)))
}
