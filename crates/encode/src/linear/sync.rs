//! `DMA_BUF_IOCTL_SYNC` (`linux/dma-buf.h`): says when the CPU reads, so that caches agree with devices.

use std::io;
use std::os::fd::BorrowedFd;

use rustix::io::Errno;
use rustix::ioctl::{Opcode, Setter, ioctl, opcode};

const READ: u64 = 1 << 0;
const START: u64 = 0 << 2;
const END: u64 = 1 << 2;

/// `struct dma_buf_sync`.
#[repr(C)]
struct DmaBufSync {
    flags: u64,
}

const SYNC: Opcode = opcode::write::<DmaBufSync>(b'b', 0);

/// The CPU is about to read. Waits for a device that still writes, which capture has done before.
pub(super) fn begin_read(fd: BorrowedFd<'_>) -> io::Result<()> {
    sync(fd, START | READ).map_err(Into::into)
}

/// The CPU has read.
pub(super) fn end_read(fd: BorrowedFd<'_>) {
    // There is nothing to undo and nobody to tell: the pixels were read.
    let _ = sync(fd, END | READ);
}

/// The kernel asks to call again after `EINTR` and `EAGAIN`.
fn sync(fd: BorrowedFd<'_>, flags: u64) -> Result<(), Errno> {
    loop {
        // SAFETY: the request takes a `dma_buf_sync`, reads it and keeps nothing.
        match unsafe { ioctl(fd, Setter::<SYNC, _>::new(DmaBufSync { flags })) } {
            Err(Errno::INTR | Errno::AGAIN) => {}
            result => return result,
        }
    }
}
