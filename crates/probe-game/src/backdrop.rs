//! A black window with the picture in a sub-surface over it, as Wine's Wayland driver makes them.

use anyhow::{Context as _, Result};
use smithay_client_toolkit::compositor::{CompositorState, Region};
use smithay_client_toolkit::delegate_subcompositor;
use smithay_client_toolkit::reexports::client::QueueHandle;
use smithay_client_toolkit::reexports::client::globals::GlobalList;
use smithay_client_toolkit::reexports::client::protocol::wl_shm;
use smithay_client_toolkit::reexports::client::protocol::wl_subsurface::WlSubsurface;
use smithay_client_toolkit::reexports::client::protocol::wl_surface::WlSurface;
use smithay_client_toolkit::shm::Shm;
use smithay_client_toolkit::shm::slot::{Buffer, SlotPool};
use smithay_client_toolkit::subcompositor::SubcompositorState;

use crate::options::Dimensions;
use crate::window::Game;

/// The window's own picture, and the sub-surface.
pub struct Backdrop {
    subsurface: WlSubsurface,
    picture: WlSurface,
    /// Lives until the next size: the compositor may read it at any time.
    black: Option<(SlotPool, Buffer)>,
}

impl Backdrop {
    pub fn new(
        compositor: &CompositorState,
        globals: &GlobalList,
        queue: &QueueHandle<Game>,
        window: &WlSurface,
    ) -> Result<Self> {
        let subcompositor =
            SubcompositorState::bind(compositor.wl_compositor().clone(), globals, queue)
                .context("the compositor has no wl_subcompositor")?;
        let (subsurface, picture) = subcompositor.create_subsurface(window.clone(), queue);
        subsurface.set_desync();
        // The player's hands belong to the window.
        let nothing = Region::new(compositor).context("the compositor makes no regions")?;
        picture.set_input_region(Some(nothing.wl_region()));
        Ok(Self {
            subsurface,
            picture,
            black: None,
        })
    }

    /// Where the picture is drawn.
    pub fn picture(&self) -> &WlSurface {
        &self.picture
    }

    /// Makes the window black in this size.
    pub fn fill(&mut self, window: &WlSurface, shm: &Shm, size: Dimensions) -> Result<()> {
        let Dimensions { width, height } = size;
        let (width, height) = (width as i32, height as i32);
        let mut pool = SlotPool::new(width as usize * height as usize * 4, shm)
            .context("cannot make the black window's memory")?;
        let (buffer, pixels) = pool
            .create_buffer(width, height, width * 4, wl_shm::Format::Xrgb8888)
            .context("cannot make the black window's buffer")?;
        pixels.fill(0);
        buffer
            .attach_to(window)
            .context("cannot attach the black window's buffer")?;
        window.damage_buffer(0, 0, width, height);
        window.commit();
        self.black = Some((pool, buffer));
        Ok(())
    }
}

impl Drop for Backdrop {
    fn drop(&mut self) {
        self.subsurface.destroy();
        self.picture.destroy();
    }
}

delegate_subcompositor!(Game);
