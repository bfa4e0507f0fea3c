//! Where pictures are drawn: shared memory, or DMA-BUFs.

mod dmabuf;
mod shm;
mod udmabuf;

use anyhow::Result;
use smithay_client_toolkit::reexports::client::QueueHandle;
use smithay_client_toolkit::reexports::client::protocol::wl_surface::WlSurface;

pub use dmabuf::{DmaBuffers, Offer};
pub use shm::ShmBuffers;

use crate::window::Game;

/// Buffers at first: one on screen, one on its way, one to draw into.
const FIRST: usize = 3;
/// Buffers at most, for a compositor that keeps them long.
const MOST: usize = 6;

/// The buffers of one picture size.
pub enum Buffers {
    Shm(ShmBuffers),
    DmaBuf(DmaBuffers),
}

impl Buffers {
    /// Whether [`Self::free`] has a buffer, or makes one.
    pub fn has_free(&self) -> bool {
        match self {
            Self::Shm(shm) => shm.has_free(),
            Self::DmaBuf(dmabuf) => dmabuf.has_free(),
        }
    }

    /// A buffer that the compositor does not read; `None` until a release, or until one that was asked for is made.
    pub fn free(
        &mut self,
        offer: Option<&mut Offer>,
        queue: &QueueHandle<Game>,
    ) -> Result<Option<usize>> {
        match (self, offer) {
            (Self::Shm(shm), _) => shm.free(),
            (Self::DmaBuf(dmabuf), Some(offer)) => dmabuf.free(offer, queue),
            (Self::DmaBuf(_), None) => Ok(None),
        }
    }

    /// Draws into free buffer `n`: `paint` is given its pixels and the bytes from row to row.
    pub fn draw(&mut self, n: usize, paint: impl FnOnce(&mut [u8], usize)) -> Result<()> {
        match self {
            Self::Shm(shm) => {
                shm.draw(n, paint);
                Ok(())
            }
            Self::DmaBuf(dmabuf) => dmabuf.draw(n, paint),
        }
    }

    /// Hands buffer `n` to the compositor with the surface's next commit.
    pub fn attach(&mut self, n: usize, surface: &WlSurface) -> Result<()> {
        match self {
            Self::Shm(shm) => shm.attach(n, surface),
            Self::DmaBuf(dmabuf) => {
                dmabuf.attach(n, surface);
                Ok(())
            }
        }
    }
}
