//! `wl_shm`: pools and buffers in shared memory. The compositor behind never sees them.

use std::cell::RefCell;
use std::os::fd::{AsFd, OwnedFd};
use std::rc::Rc;
use std::sync::Arc;

use stratus_media::{FrameBuffer, PixelFormat, Pixels, Size};
use wl_proxy::object::{Object, ObjectCoreApi};
use wl_proxy::protocols::wayland::wl_buffer::{WlBuffer, WlBufferHandler};
use wl_proxy::protocols::wayland::wl_shm::{WlShm, WlShmError, WlShmFormat, WlShmHandler};
use wl_proxy::protocols::wayland::wl_shm_pool::{WlShmPool, WlShmPoolHandler};

use crate::buffer::{Buffer, LARGEST_SIDE};
use crate::connection::Connection;
use crate::mapping::Mapping;

/// What the game may use; each is one of [`PixelFormat`].
pub(crate) const FORMATS: [WlShmFormat; 4] = [
    WlShmFormat::ARGB8888,
    WlShmFormat::XRGB8888,
    WlShmFormat::ABGR8888,
    WlShmFormat::XBGR8888,
];

/// `wl_shm` numbers its two oldest formats on its own; the rest are DRM fourcc codes.
fn pixel_format(format: WlShmFormat) -> Option<PixelFormat> {
    match format {
        WlShmFormat::ARGB8888 => Some(PixelFormat::Argb8888),
        WlShmFormat::XRGB8888 => Some(PixelFormat::Xrgb8888),
        WlShmFormat(code) => PixelFormat::from_fourcc(code),
    }
}

/// A buffer's part of a pool. Keeps the pool mapped, whatever the client destroys.
struct Part {
    mapping: Arc<Mapping>,
    offset: usize,
    len: usize,
}

impl Pixels for Part {
    fn bytes(&self) -> &[u8] {
        &self.mapping.bytes()[self.offset..self.offset + self.len]
    }
}

/// Where a buffer lies in its pool.
#[derive(Debug, Clone, Copy)]
struct Layout {
    offset: i32,
    width: i32,
    height: i32,
    stride: i32,
}

impl Layout {
    /// Offset, length and size, where all of it lies inside `pool` bytes.
    fn checked(self, pool: usize) -> Option<(usize, usize, Size)> {
        let offset = usize::try_from(self.offset).ok()?;
        let width = u32::try_from(self.width).ok()?;
        let height = u32::try_from(self.height).ok()?;
        let stride = u32::try_from(self.stride).ok()?;
        let sides = 1..=LARGEST_SIDE;
        if !sides.contains(&width)
            || !sides.contains(&height)
            || stride < width * PixelFormat::BYTES
            || stride % PixelFormat::BYTES != 0
        {
            return None;
        }
        let len = (stride as usize).checked_mul(height as usize)?;
        (offset.checked_add(len)? <= pool).then_some((offset, len, Size::new(width, height)))
    }
}

pub(crate) struct ShmHandler(pub(crate) Rc<Connection>);

impl WlShmHandler for ShmHandler {
    fn handle_create_pool(
        &mut self,
        slf: &Rc<WlShm>,
        id: &Rc<WlShmPool>,
        fd: &Rc<OwnedFd>,
        size: i32,
    ) {
        let connection = &self.0;
        connection.strays.taken();
        let bytes = usize::try_from(size).unwrap_or(0);
        match Mapping::new(fd.as_fd(), bytes) {
            Ok(mapping) => id.set_handler(PoolHandler {
                connection: Rc::clone(connection),
                fd: Rc::clone(fd),
                mapping: RefCell::new((Arc::new(mapping), bytes)),
            }),
            Err(error) => {
                connection.hub.counters.refused.add();
                let message = format!("cannot use a pool of {size} bytes: {error}");
                connection.protocol_error(slf.clone(), WlShmError::INVALID_FD.0, &message);
            }
        }
    }

    fn handle_release(&mut self, slf: &Rc<WlShm>) {
        slf.delete_id();
    }
}

struct PoolHandler {
    connection: Rc<Connection>,
    fd: Rc<OwnedFd>,
    mapping: RefCell<(Arc<Mapping>, usize)>,
}

impl WlShmPoolHandler for PoolHandler {
    fn handle_create_buffer(
        &mut self,
        slf: &Rc<WlShmPool>,
        id: &Rc<WlBuffer>,
        offset: i32,
        width: i32,
        height: i32,
        stride: i32,
        format: WlShmFormat,
    ) {
        let connection = &self.connection;
        let (mapping, bytes) = &*self.mapping.borrow();
        let layout = Layout {
            offset,
            width,
            height,
            stride,
        };
        let Some(format) = pixel_format(format) else {
            connection.hub.counters.refused.add();
            let message = format!("format {format:?} was not offered");
            connection.protocol_error(slf.clone(), WlShmError::INVALID_FORMAT.0, &message);
            return;
        };
        let Some((offset, len, size)) = layout.checked(*bytes) else {
            connection.hub.counters.refused.add();
            let message = format!("{layout:?} does not fit into a pool of {bytes} bytes");
            connection.protocol_error(slf.clone(), WlShmError::INVALID_STRIDE.0, &message);
            return;
        };
        let memory = FrameBuffer::Shm {
            pixels: Arc::new(Part {
                mapping: Arc::clone(mapping),
                offset,
                len,
            }),
            stride: stride as u32,
        };
        connection.add_buffer(id, Buffer::new(id, size, format, memory));
        id.set_handler(BufferHandler(Rc::clone(connection)));
    }

    fn handle_resize(&mut self, slf: &Rc<WlShmPool>, size: i32) {
        let connection = &self.connection;
        let bytes = usize::try_from(size).unwrap_or(0);
        let old = self.mapping.borrow().1;
        let refusal = if bytes < old {
            format!("a pool of {old} bytes cannot shrink to {size}")
        } else {
            match Mapping::new(self.fd.as_fd(), bytes) {
                Ok(mapping) => {
                    // Buffers made before keep the old mapping; both show the same memory.
                    *self.mapping.borrow_mut() = (Arc::new(mapping), bytes);
                    return;
                }
                Err(error) => format!("cannot grow a pool to {size} bytes: {error}"),
            }
        };
        connection.hub.counters.refused.add();
        connection.protocol_error(slf.clone(), WlShmError::INVALID_FD.0, &refusal);
    }

    fn handle_destroy(&mut self, slf: &Rc<WlShmPool>) {
        slf.delete_id();
        slf.unset_handler();
    }
}

/// Requests on a buffer that the compositor behind does not know.
pub(crate) struct BufferHandler(pub(crate) Rc<Connection>);

impl WlBufferHandler for BufferHandler {
    fn handle_destroy(&mut self, slf: &Rc<WlBuffer>) {
        self.0.remove_buffer(slf.unique_id());
        slf.delete_id();
        slf.unset_handler();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_that_lies_is_refused() {
        let good = Layout {
            offset: 64,
            width: 10,
            height: 4,
            stride: 48,
        };
        let pool = 64 + 4 * 48;
        assert!(good.checked(pool).is_some());
        assert!(good.checked(pool - 1).is_none());
        for bad in [
            Layout { offset: -1, ..good },
            Layout {
                offset: i32::MAX,
                ..good
            },
            Layout { width: 0, ..good },
            Layout { width: 13, ..good },
            Layout { width: -10, ..good },
            Layout { height: 0, ..good },
            Layout {
                height: i32::MAX,
                ..good
            },
            Layout { stride: 49, ..good },
            Layout {
                stride: i32::MIN,
                ..good
            },
        ] {
            assert!(bad.checked(pool).is_none(), "{bad:?}");
        }
    }
}
