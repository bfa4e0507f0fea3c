//! Buffers of `wl_shm`.

use anyhow::{Context as _, Result};
use smithay_client_toolkit::reexports::client::protocol::wl_shm;
use smithay_client_toolkit::reexports::client::protocol::wl_surface::WlSurface;
use smithay_client_toolkit::shm::Shm;
use smithay_client_toolkit::shm::slot::{Buffer, SlotPool};
use stratus_probe_game::strip::POISON;

use super::{FIRST, MOST};
use crate::options::Dimensions;

/// All in one pool, rows end to end.
pub struct ShmBuffers {
    size: Dimensions,
    pool: SlotPool,
    buffers: Vec<ShmBuffer>,
}

struct ShmBuffer {
    buffer: Buffer,
    /// The compositor had it, and it was not poisoned since.
    shown: bool,
}

impl ShmBuffer {
    fn is_free(&self) -> bool {
        !self.buffer.slot().has_active_buffers()
    }
}

impl ShmBuffers {
    pub fn new(shm: &Shm, size: Dimensions) -> Result<Self> {
        let bytes = size.width as usize * size.height as usize * 4;
        let pool = SlotPool::new(bytes * FIRST, shm)
            .with_context(|| format!("cannot make {FIRST} buffers of {bytes} bytes"))?;
        Ok(Self {
            size,
            pool,
            buffers: Vec::with_capacity(MOST),
        })
    }

    pub fn has_free(&self) -> bool {
        self.buffers.len() < MOST || self.buffers.iter().any(ShmBuffer::is_free)
    }

    pub fn free(&mut self) -> Result<Option<usize>> {
        let free = self.buffers.iter().position(ShmBuffer::is_free);
        if free.is_some() || self.buffers.len() == MOST {
            return Ok(free);
        }
        let Dimensions { width, height } = self.size;
        let (buffer, _) = self
            .pool
            .create_buffer(
                width as i32,
                height as i32,
                width as i32 * 4,
                wl_shm::Format::Xrgb8888,
            )
            .with_context(|| format!("cannot make a buffer of {width}x{height} pixels"))?;
        self.buffers.push(ShmBuffer {
            buffer,
            shown: false,
        });
        Ok(Some(self.buffers.len() - 1))
    }

    pub fn draw(&mut self, n: usize, paint: impl FnOnce(&mut [u8], usize)) {
        let Dimensions { width, height } = self.size;
        if let Some(pixels) = self.pool.canvas(&self.buffers[n].buffer) {
            let bytes = width as usize * height as usize * 4;
            paint(&mut pixels[..bytes], width as usize * 4);
        }
    }

    pub fn attach(&mut self, n: usize, surface: &WlSurface) -> Result<()> {
        let buffer = &mut self.buffers[n];
        buffer.shown = true;
        buffer
            .buffer
            .attach_to(surface)
            .context("cannot attach a free buffer")
    }

    /// Spoils every buffer that came back since it was asked last.
    pub fn poison_released(&mut self) {
        for buffer in &mut self.buffers {
            if buffer.shown
                && buffer.is_free()
                && let Some(pixels) = self.pool.canvas(&buffer.buffer)
            {
                pixels.fill(POISON);
                buffer.shown = false;
            }
        }
    }
}
