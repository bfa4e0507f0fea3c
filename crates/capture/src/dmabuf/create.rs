//! From `add` and `create` to a `wl_buffer`: files counted and kept, the importer asked.

use std::cell::Cell;
use std::os::fd::OwnedFd;
use std::rc::Rc;
use std::sync::Arc;

use rustix::fs::{SeekFrom, fstat, seek};
use stratus_media::{DmaBuf, DmaBufPlane, FrameBuffer, Refusal};
use wl_proxy::object::{Object, ObjectCoreApi};
use wl_proxy::protocols::linux_dmabuf_v1::zwp_linux_buffer_params_v1::{
    ZwpLinuxBufferParamsV1, ZwpLinuxBufferParamsV1Flags, ZwpLinuxBufferParamsV1Handler,
};
use wl_proxy::protocols::wayland::wl_buffer::WlBuffer;

use crate::buffer::Buffer;
use crate::connection::Connection;
use crate::dmabuf::Offer;
use crate::dmabuf::params::{Layout, Params, Plane, Request, Violation};
use crate::shm::BufferHandler;

/// Most plane files that the clients of a session may leave with us. A swap chain has a dozen.
const MOST_FILES: u32 = 512;

/// How many plane files a session's clients have left with us.
#[derive(Clone, Default)]
pub(crate) struct FileBudget(Rc<Cell<u32>>);

/// A file's place in the budget.
#[derive(Debug)]
pub(crate) struct Ticket(Rc<Cell<u32>>);

impl FileBudget {
    fn take(&self) -> Option<Ticket> {
        let out = self.0.get();
        (out < MOST_FILES).then(|| {
            self.0.set(out + 1);
            Ticket(Rc::clone(&self.0))
        })
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.0.set(self.0.get().saturating_sub(1));
    }
}

/// A plane's file as the client sent it.
#[derive(Debug)]
struct File {
    fd: OwnedFd,
    /// Device and inode: planes of one DMA-BUF come as different descriptors.
    inode: (u64, u64),
    ticket: Ticket,
}

impl File {
    /// `None` where it is one too many, for us or for the kernel.
    fn keep(fd: &OwnedFd, budget: &FileBudget) -> Option<Self> {
        let ticket = budget.take()?;
        let stat = fstat(fd).ok()?;
        Some(Self {
            fd: fd.try_clone().ok()?,
            inode: (stat.st_dev, stat.st_ino),
            ticket,
        })
    }
}

pub(crate) struct ParamsHandler {
    connection: Rc<Connection>,
    offer: Rc<Offer>,
    /// A file that could not be kept is `None`.
    params: Params<Option<File>>,
}

impl ParamsHandler {
    pub(crate) fn new(connection: &Rc<Connection>, offer: &Rc<Offer>, version: u32) -> Self {
        connection.params.set(connection.params.get() + 1);
        Self {
            connection: Rc::clone(connection),
            offer: Rc::clone(offer),
            params: Params::new(version),
        }
    }

    /// The buffer; `None` after a violation, which ended the connection.
    fn create(
        &mut self,
        object: &Rc<ZwpLinuxBufferParamsV1>,
        request: Request,
    ) -> Option<Result<Made, Refusal>> {
        let made = match self.params.create(request, &self.offer.formats) {
            Ok(Ok(layout)) => Made::from_layout(layout, &self.offer),
            Ok(Err(refusal)) => Err(refusal),
            Err(violation) => {
                self.violated(object, violation);
                return None;
            }
        };
        let counters = &self.connection.hub.counters;
        match &made {
            Ok(_) => counters.dmabufs.add(),
            Err(refusal) => {
                counters.dmabufs_refused.add();
                tracing::debug!(connection = self.connection.id, %refusal, "a DMA-BUF was refused");
            }
        }
        Some(made)
    }

    fn violated(&self, object: &Rc<ZwpLinuxBufferParamsV1>, violation: Violation) {
        self.connection.hub.counters.dmabufs_refused.add();
        let message = violation.to_string();
        self.connection
            .protocol_error(object.clone(), violation.code(), &message);
    }

    fn add_buffer(&self, object: &Rc<WlBuffer>, made: Made) {
        let Made { dmabuf, tickets } = made;
        let (size, format) = (dmabuf.size, dmabuf.format);
        let mut buffer = Buffer::new(object, size, format, FrameBuffer::DmaBuf(dmabuf));
        buffer.tickets = tickets;
        self.connection.add_buffer(object, buffer);
    }

    /// The requests of a buffer, one that failed too: that one nobody knows, so it shows nothing.
    fn serve(&self, object: &Rc<WlBuffer>) {
        object.set_handler(BufferHandler(Rc::clone(&self.connection)));
    }
}

impl Drop for ParamsHandler {
    fn drop(&mut self) {
        let params = &self.connection.params;
        params.set(params.get().saturating_sub(1));
    }
}

impl ZwpLinuxBufferParamsV1Handler for ParamsHandler {
    fn handle_add(
        &mut self,
        slf: &Rc<ZwpLinuxBufferParamsV1>,
        fd: &Rc<OwnedFd>,
        plane_idx: u32,
        offset: u32,
        stride: u32,
        modifier_hi: u32,
        modifier_lo: u32,
    ) {
        self.connection.strays.taken();
        let plane = Plane {
            // Not every kernel can tell; a DMA-BUF's can.
            bytes: seek(fd, SeekFrom::End(0)).ok(),
            file: File::keep(fd, &self.connection.hub.dmabuf_files),
            offset,
            stride,
            modifier: u64::from(modifier_hi) << 32 | u64::from(modifier_lo),
        };
        if let Err(violation) = self.params.add(plane_idx, plane) {
            self.violated(slf, violation);
        }
    }

    fn handle_create(
        &mut self,
        slf: &Rc<ZwpLinuxBufferParamsV1>,
        width: i32,
        height: i32,
        format: u32,
        flags: ZwpLinuxBufferParamsV1Flags,
    ) {
        let request = Request {
            width,
            height,
            format,
            flags: flags.0,
        };
        match self.create(slf, request) {
            Some(Ok(made)) => {
                // Fails only where the client is gone.
                if let Ok(object) = slf.new_try_send_created() {
                    self.serve(&object);
                    self.add_buffer(&object, made);
                }
            }
            Some(Err(_)) => slf.send_failed(),
            None => {}
        }
    }

    fn handle_create_immed(
        &mut self,
        slf: &Rc<ZwpLinuxBufferParamsV1>,
        buffer_id: &Rc<WlBuffer>,
        width: i32,
        height: i32,
        format: u32,
        flags: ZwpLinuxBufferParamsV1Flags,
    ) {
        let request = Request {
            width,
            height,
            format,
            flags: flags.0,
        };
        self.serve(buffer_id);
        match self.create(slf, request) {
            Some(Ok(made)) => self.add_buffer(buffer_id, made),
            Some(Err(_)) => slf.send_failed(),
            None => {}
        }
    }

    /// Of version 6, which is not offered; there is one device anyway.
    fn handle_set_sampling_device(&mut self, _slf: &Rc<ZwpLinuxBufferParamsV1>, _device: &[u8]) {}

    fn handle_destroy(&mut self, slf: &Rc<ZwpLinuxBufferParamsV1>) {
        slf.delete_id();
        slf.unset_handler();
    }
}

/// A buffer that the importer has taken, with its files' places in the budget.
struct Made {
    dmabuf: Arc<DmaBuf>,
    tickets: Vec<Ticket>,
}

impl Made {
    fn from_layout(layout: Layout<Option<File>>, offer: &Offer) -> Result<Self, Refusal> {
        let mut planes = Vec::with_capacity(layout.planes.len());
        let mut inodes = Vec::with_capacity(layout.planes.len());
        let mut tickets = Vec::with_capacity(layout.planes.len());
        for plane in layout.planes {
            let Some(File { fd, inode, ticket }) = plane.file else {
                return Err(Refusal("too many files".to_owned()));
            };
            let memory = (inode, plane.bytes);
            let same = inodes.iter().position(|known| *known == memory);
            let same = same.and_then(|at| planes.get(at));
            let fd = match same {
                Some(DmaBufPlane { fd, .. }) => Arc::clone(fd),
                None => {
                    tickets.push(ticket);
                    Arc::new(fd)
                }
            };
            inodes.push(memory);
            planes.push(DmaBufPlane {
                fd,
                offset: plane.offset,
                stride: plane.stride,
            });
        }
        let dmabuf = DmaBuf::new(layout.size, layout.format, layout.modifier, planes);
        offer.importer.import(&dmabuf)?;
        Ok(Self {
            dmabuf: Arc::new(dmabuf),
            tickets,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_spent_and_comes_back() {
        let budget = FileBudget::default();
        let mut tickets: Vec<_> = std::iter::from_fn(|| budget.take()).collect();
        assert_eq!(tickets.len(), MOST_FILES as usize);
        tickets.pop();
        assert!(budget.take().is_some());
    }
}
