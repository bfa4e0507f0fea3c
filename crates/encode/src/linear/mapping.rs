//! A DMA-BUF's memory in this process.

use std::io;
use std::os::fd::{AsRawFd, BorrowedFd};

use memmap2::{Advice, MmapOptions, MmapRaw};

use super::load::Bytes;

/// A read-only view of the start of a DMA-BUF.
pub(super) struct Mapping(MmapRaw);

impl Mapping {
    /// Maps the first `len` bytes of `fd`, which is a DMA-BUF of that many at least.
    ///
    /// # Errors
    /// An exporter without CPU access (`EPERM`, `ENODEV`), or one that cannot bring its pages (`EFAULT`).
    pub(super) fn new(fd: BorrowedFd<'_>, len: usize) -> io::Result<Self> {
        let map = MmapOptions::new()
            .len(len)
            .map_raw_read_only(fd.as_raw_fd())?;
        // Brings the pages now: here a fault that fails is an error, later it is a signal. An exporter
        // that maps device pages (PFN maps: dma-heap, most GPU drivers) answers EINVAL; older kernels too.
        match map.advise(Advice::PopulateRead) {
            Err(error) if error.raw_os_error() != Some(rustix::io::Errno::INVAL.raw_os_error()) => {
                Err(error)
            }
            _ => Ok(Self(map)),
        }
    }

    pub(super) fn bytes(&self) -> Bytes<'_> {
        // SAFETY: `len` bytes are mapped for reading until `self` is dropped, which the result's lifetime
        // forbids meanwhile. They stay readable too: unlike a file, a DMA-BUF has one size for its life (no
        // truncate; the kernel keeps its pages while a descriptor or mapping of it lives), and a mapping
        // past that size was refused. The exporter's fault handler can still fail, by SIGBUS: a GPU driver
        // that finds no memory to bring a buffer back that it moved away, or whose device is gone. That is
        // the machine out of memory or hardware, not a thing that a client does to us with the buffers
        // that it can make; it ends the process as any other such fault, and is not undefined behaviour.
        // Others may write meanwhile, which is why these are no `&[u8]`: they are only ever copied out.
        unsafe { Bytes::new(self.0.as_ptr(), self.0.len()) }
    }
}
