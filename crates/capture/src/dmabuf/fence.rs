//! Implicit fences: a GPU may still draw into a buffer that was committed. Nothing reads it before.
//!
//! One `poll` says whether all of a buffer is drawn, and mostly it is. Where it is not, a sync file takes
//! down what has to signal (`DMA_BUF_IOCTL_EXPORT_SYNC_FILE`, `linux/dma-buf.h`, Linux 6.0): later work on
//! the buffer cannot put it off. An older kernel is asked by `poll` on the DMA-BUF itself.

use std::array;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::sync::Arc;

use rustix::event::{PollFd, PollFlags, Timespec, epoll, poll};
use stratus_media::{DmaBuf, DmaBufPlane, MAX_PLANES};

/// `DMA_BUF_IOCTL_EXPORT_SYNC_FILE`: `_IOWR('b', 2, struct dma_buf_export_sync_file)`.
const EXPORT_SYNC_FILE: libc::Ioctl = 0xc008_6202_u32 as libc::Ioctl;
/// `DMA_BUF_SYNC_READ`: wait for writers, as a reader must.
const SYNC_READ: u32 = 1;
const AT_ONCE: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 0,
};

/// `struct dma_buf_export_sync_file`.
#[repr(C)]
struct ExportSyncFile {
    flags: u32,
    fd: i32,
}

/// Nobody draws into the buffer any more. One system call, no allocation.
pub(crate) fn is_drawn(buffer: &DmaBuf) -> bool {
    let mut count = 0;
    let Some(first) = buffer.planes.first() else {
        return true;
    };
    let mut fds: [PollFd<'_>; MAX_PLANES] =
        array::from_fn(|_| PollFd::new(&*first.fd, PollFlags::IN));
    for (slot, plane) in fds.iter_mut().zip(memories(buffer)) {
        *slot = PollFd::new(&*plane.fd, PollFlags::IN);
        count += 1;
    }
    // Whatever a file has to say, it has nothing more to wait for.
    poll(&mut fds[..count], Some(&AT_ONCE)) == Ok(count)
}

/// Planes, but each memory once.
fn memories(buffer: &DmaBuf) -> impl Iterator<Item = &DmaBufPlane> {
    let planes = &buffer.planes;
    planes
        .iter()
        .enumerate()
        .filter(|(at, plane)| !planes[..*at].iter().any(|p| Arc::ptr_eq(&p.fd, &plane.fd)))
        .map(|(_, plane)| plane)
}

/// What a buffer's readers have to wait for, at the time of asking.
#[derive(Debug)]
pub(crate) struct Fences {
    waiting: [Option<OwnedFd>; MAX_PLANES],
    watched: Option<Arc<OwnedFd>>,
}

impl Fences {
    /// Those of a buffer that have not signalled.
    ///
    /// # Errors
    /// The kernel gives no more files.
    pub(crate) fn of(buffer: &DmaBuf) -> io::Result<Self> {
        let mut fences = Self {
            waiting: [const { None }; MAX_PLANES],
            watched: None,
        };
        for (slot, plane) in fences.waiting.iter_mut().zip(memories(buffer)) {
            *slot = Some(fence(plane.fd.as_fd())?).filter(|fence| !has_signalled(fence));
        }
        Ok(fences)
    }

    /// Lets `set` wake whoever waits there, with `data`, when a fence signals.
    ///
    /// # Errors
    /// The kernel watches no more files.
    pub(crate) fn watch(&mut self, set: &Arc<OwnedFd>, data: u64) -> io::Result<()> {
        self.watched = Some(Arc::clone(set));
        for fd in self.waiting.iter().flatten() {
            let data = epoll::EventData::new_u64(data);
            epoll::add(set, fd, data, epoll::EventFlags::IN)?;
        }
        Ok(())
    }

    /// All have signalled. Those that have are not watched any more.
    pub(crate) fn are_signalled(&mut self) -> bool {
        let Self { waiting, watched } = self;
        for slot in waiting.iter_mut() {
            if slot.as_ref().is_some_and(has_signalled) {
                unwatch(watched.as_deref(), slot.take());
            }
        }
        self.is_empty()
    }

    /// None are left.
    pub(crate) fn is_empty(&self) -> bool {
        self.waiting.iter().all(Option::is_none)
    }
}

impl Drop for Fences {
    fn drop(&mut self) {
        for slot in &mut self.waiting {
            unwatch(self.watched.as_deref(), slot.take());
        }
    }
}

/// Closing is not enough: the client's descriptor may keep the same file open, and so watched.
fn unwatch(set: Option<&OwnedFd>, fd: Option<OwnedFd>) {
    if let (Some(set), Some(fd)) = (set, fd) {
        // Fails where it was not watched yet.
        let _ = epoll::delete(set, fd);
    }
}

fn has_signalled(fd: &OwnedFd) -> bool {
    let mut fds = [PollFd::new(fd, PollFlags::IN)];
    poll(&mut fds, Some(&AT_ONCE)) == Ok(1)
}

/// Something that is readable once the writers of now are done.
fn fence(dmabuf: BorrowedFd<'_>) -> io::Result<OwnedFd> {
    let mut export = ExportSyncFile {
        flags: SYNC_READ,
        fd: -1,
    };
    // SAFETY: EXPORT_SYNC_FILE reads and writes one `dma_buf_export_sync_file`, which `export` is.
    let asked = unsafe { libc::ioctl(dmabuf.as_raw_fd(), EXPORT_SYNC_FILE, &raw mut export) };
    if asked == 0 && export.fd >= 0 {
        // SAFETY: the kernel has just made this descriptor for us; nobody else knows it.
        return Ok(unsafe { OwnedFd::from_raw_fd(export.fd) });
    }
    // A descriptor of our own: one file may be watched for two frames.
    dmabuf.try_clone_to_owned()
}

#[cfg(test)]
mod tests {
    use rustix::event::{EventfdFlags, eventfd};
    use rustix::fs::{MemfdFlags, memfd_create};
    use stratus_media::{PixelFormat, Size};

    use super::*;

    /// Planes with an offset of their own over these files.
    fn buffer(files: &[&Arc<OwnedFd>]) -> DmaBuf {
        let plane = |fd: &&Arc<OwnedFd>| DmaBufPlane {
            fd: Arc::clone(fd),
            offset: 0,
            stride: 4,
        };
        let planes = files.iter().map(plane).collect();
        DmaBuf::new(Size::new(1, 1), PixelFormat::Xrgb8888, 0, planes)
    }

    /// Stands in for a fence on a kernel that exports no sync files: readable once it is rung.
    fn undrawn() -> Arc<OwnedFd> {
        Arc::new(eventfd(0, EventfdFlags::CLOEXEC).unwrap())
    }

    fn signal(fd: &OwnedFd) {
        rustix::io::write(fd, &1u64.to_ne_bytes()).unwrap();
    }

    #[test]
    fn memory_without_a_fence_is_drawn() {
        let memory = Arc::new(memfd_create("memory", MemfdFlags::CLOEXEC).unwrap());
        assert!(is_drawn(&buffer(&[&memory])));
        assert!(is_drawn(&buffer(&[&memory, &memory])));
        assert!(is_drawn(&buffer(&[])));
    }

    #[test]
    fn every_plane_must_be_drawn() {
        let memory = Arc::new(memfd_create("memory", MemfdFlags::CLOEXEC).unwrap());
        let (a, b) = (undrawn(), undrawn());
        let buffer = buffer(&[&a, &memory, &b, &a]);
        assert!(!is_drawn(&buffer));
        let mut fences = Fences::of(&buffer).unwrap();
        assert!(!fences.are_signalled());
        signal(&b);
        assert!(!fences.are_signalled());
        assert!(!is_drawn(&buffer));
        signal(&a);
        assert!(fences.are_signalled());
        assert!(is_drawn(&buffer));
    }

    #[test]
    fn a_fence_wakes_the_set_once_it_signals_and_no_more_after_it_is_dropped() {
        let set = Arc::new(epoll::create(epoll::CreateFlags::CLOEXEC).unwrap());
        let memory = undrawn();
        // Ordinary memory is drawn, and cannot be watched.
        let other = Arc::new(memfd_create("memory", MemfdFlags::CLOEXEC).unwrap());
        let buffer = buffer(&[&other, &memory]);
        let mut fences = Fences::of(&buffer).unwrap();
        fences.watch(&set, 7).unwrap();
        // The same buffer in a second frame.
        let mut again = Fences::of(&buffer).unwrap();
        again.watch(&set, 8).unwrap();
        let woken = || {
            let mut events = Vec::with_capacity(8);
            let room = rustix::buffer::spare_capacity(&mut events);
            epoll::wait(&set, room, Some(&AT_ONCE)).unwrap();
            let mut who: Vec<u64> = events.iter().map(|e: &epoll::Event| e.data.u64()).collect();
            who.sort_unstable();
            who
        };
        assert!(woken().is_empty());
        signal(&memory);
        assert_eq!(woken(), [7, 8]);
        assert!(fences.are_signalled());
        assert_eq!(woken(), [8]);
        drop(again);
        assert!(woken().is_empty());
    }
}
