//! Pictures as a game commits them: a buffer for each side, written just before its turn.

use std::sync::Arc;

use stratus_media::{Damage, FrameBuffer, PixelFormat, Pixels, Size, Timestamp, VideoFrame};

use super::libav::READ_BEYOND;

/// What a frame says of what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DamageKind {
    /// Everything, as a game says that swaps its buffers.
    Full,
    /// The rectangle around the pixels that did.
    Exact,
}

/// Memory of one frame.
struct Memory(Vec<u8>);

impl Pixels for Memory {
    fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// One side's buffer.
pub struct Buffer {
    size: Size,
    memory: Arc<Memory>,
}

impl Buffer {
    pub fn new(size: Size) -> Self {
        Self {
            size,
            memory: Arc::new(Self::memory(size)),
        }
    }

    fn memory(size: Size) -> Memory {
        Memory(vec![0; bytes(size) + READ_BEYOND])
    }

    /// Writes a picture and commits it.
    pub fn commit(&mut self, bgrx: &[u8], seq: u64, damage: Damage) -> VideoFrame {
        // An encoder that still reads the last frame keeps it, as a game's second buffer.
        if Arc::get_mut(&mut self.memory).is_none() {
            self.memory = Arc::new(Self::memory(self.size));
        }
        if let Some(memory) = Arc::get_mut(&mut self.memory) {
            memory.0[..bgrx.len()].copy_from_slice(bgrx);
        }
        VideoFrame {
            seq,
            size: self.size,
            format: PixelFormat::Xrgb8888,
            buffer: FrameBuffer::Shm {
                pixels: Arc::clone(&self.memory) as Arc<dyn Pixels>,
                stride: self.size.width * PixelFormat::BYTES,
            },
            damage,
            committed: Timestamp::now(),
            guard: None,
        }
    }
}

/// Bytes of a picture without gaps between its rows.
pub const fn bytes(size: Size) -> usize {
    size.width as usize * size.height as usize * PixelFormat::BYTES as usize
}

/// The smallest rectangle around the pixels that differ.
pub fn changed(before: &[u8], after: &[u8], size: Size) -> Damage {
    let row = size.width as usize * PixelFormat::BYTES as usize;
    let mut damage = Damage {
        x: 0,
        y: 0,
        width: 0,
        height: 0,
    };
    for (y, (before, after)) in before
        .chunks_exact(row)
        .zip(after.chunks_exact(row))
        .enumerate()
    {
        if before == after {
            continue;
        }
        let differs = |(a, b): (&[u8], &[u8])| a != b;
        let mut pixels = before.chunks_exact(4).zip(after.chunks_exact(4));
        let Some(left) = pixels.position(differs) else {
            continue;
        };
        let mut pixels = before.chunks_exact(4).zip(after.chunks_exact(4));
        let right = pixels.rposition(differs).unwrap_or(left);
        damage = damage.union(Damage {
            x: left as u32,
            y: y as u32,
            width: (right - left + 1) as u32,
            height: 1,
        });
    }
    damage
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_the_rectangle_around_it() {
        let size = Size::new(8, 4);
        let before = vec![0; bytes(size)];
        let mut after = before.clone();
        assert_eq!(changed(&before, &after, size).height, 0);
        for (x, y) in [(2, 1), (5, 2)] {
            after[(y * 8 + x) * 4] = 1;
        }
        let damage = changed(&before, &after, size);
        let wanted = Damage {
            x: 2,
            y: 1,
            width: 4,
            height: 2,
        };
        assert_eq!(damage, wanted);
    }

    #[test]
    fn a_buffer_that_is_still_read_is_not_written() {
        let size = Size::new(2, 2);
        let mut buffer = Buffer::new(size);
        let seen = |frame: &VideoFrame| match &frame.buffer {
            FrameBuffer::Shm { pixels, .. } => pixels.bytes()[0],
            FrameBuffer::DmaBuf(_) => 0,
        };
        let first = buffer.commit(&[1; 16], 0, Damage::full(size));
        let second = buffer.commit(&[2; 16], 1, Damage::full(size));
        assert_eq!((seen(&first), seen(&second)), (1, 2));
    }
}
