//! What the compositor behind gets to see of a window: one pixel that never changes.
//!
//! It needs a buffer to map a window. Nobody looks at what it draws, so the game's pixels stay here
//! and it has nothing to repaint.

use std::cell::RefCell;
use std::os::fd::OwnedFd;
use std::rc::Rc;

use rustix::fs::{MemfdFlags, ftruncate, memfd_create};
use wl_proxy::object::ObjectCoreApi;
use wl_proxy::protocols::wayland::wl_buffer::WlBuffer;
use wl_proxy::protocols::wayland::wl_registry::WlRegistry;
use wl_proxy::protocols::wayland::wl_shm::{WlShm, WlShmFormat};
use wl_proxy::state::State;

const PIXEL_BYTES: i32 = 4;

/// The pixel of one connection.
#[derive(Default)]
pub(crate) struct Shadow(RefCell<Option<Rc<WlBuffer>>>);

impl Shadow {
    /// The compositor offers `wl_shm` as `name`: makes the pixel there, once.
    pub(crate) fn prepare(&self, state: &Rc<State>, registry: &WlRegistry, name: u32) {
        if self.0.borrow().is_some() {
            return;
        }
        match Self::pixel(state, registry, name) {
            Ok(buffer) => *self.0.borrow_mut() = Some(buffer),
            Err(error) => tracing::error!(%error, "no pixel for the compositor behind"),
        }
    }

    fn pixel(
        state: &Rc<State>,
        registry: &WlRegistry,
        name: u32,
    ) -> Result<Rc<WlBuffer>, Box<dyn std::error::Error>> {
        let file: OwnedFd = memfd_create("pixel", MemfdFlags::CLOEXEC)?;
        ftruncate(&file, PIXEL_BYTES as u64)?;
        let shm = state.create_object::<WlShm>(1);
        // These objects have no client, so their events end here.
        shm.set_forward_to_client(false);
        registry.try_send_bind(name, shm.clone())?;
        let pool = shm.new_try_send_create_pool(&Rc::new(file), PIXEL_BYTES)?;
        let buffer =
            pool.new_try_send_create_buffer(0, 1, 1, PIXEL_BYTES, WlShmFormat::XRGB8888)?;
        buffer.set_forward_to_client(false);
        pool.try_send_destroy()?;
        Ok(buffer)
    }

    pub(crate) fn buffer(&self) -> Option<Rc<WlBuffer>> {
        self.0.borrow().clone()
    }
}
