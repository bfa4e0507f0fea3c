//! A client's `wl_buffer`, whatever memory it is made of.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use stratus_media::{FrameBuffer, PixelFormat, Size};
use wl_proxy::protocols::wayland::wl_buffer::WlBuffer;

use crate::dmabuf::Ticket;

/// The largest side that is taken as a picture, pixels.
pub(crate) const LARGEST_SIDE: u32 = 8192;

/// A buffer and how often it is in use.
pub(crate) struct Buffer {
    /// Gone once the client destroyed it or left.
    object: RefCell<Option<Rc<WlBuffer>>>,
    pub(crate) size: Size,
    pub(crate) format: PixelFormat,
    pub(crate) memory: FrameBuffer,
    /// Its files' places in the session's budget.
    pub(crate) tickets: Vec<Ticket>,
    uses: Cell<u32>,
}

impl Buffer {
    pub(crate) fn new(
        object: &Rc<WlBuffer>,
        size: Size,
        format: PixelFormat,
        memory: FrameBuffer,
    ) -> Self {
        Self {
            object: RefCell::new(Some(Rc::clone(object))),
            size,
            format,
            memory,
            tickets: Vec::new(),
            uses: Cell::new(0),
        }
    }

    /// One more reader.
    pub(crate) fn acquire(&self) {
        self.uses.set(self.uses.get() + 1);
    }

    /// One reader less; after the last one the client gets its buffer back.
    pub(crate) fn let_go(&self) {
        let left = self.uses.get().saturating_sub(1);
        self.uses.set(left);
        if left == 0
            && let Some(object) = &*self.object.borrow()
        {
            // Fails only where the client is gone, and then nobody waits.
            let _ = object.try_send_release();
        }
    }

    /// The client has no such object any more; its memory stays while somebody reads it.
    pub(crate) fn forget(&self) {
        self.object.borrow_mut().take();
    }
}
