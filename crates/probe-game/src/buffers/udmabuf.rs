//! DMA-BUFs of ordinary memory, from `/dev/udmabuf`.

use std::fs::{File, OpenOptions};
use std::os::fd::{AsFd, BorrowedFd, FromRawFd as _, OwnedFd, RawFd};
use std::path::Path;
use std::ptr::NonNull;

use anyhow::{Context as _, Result};
use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, ftruncate, memfd_create};
use rustix::io::Errno;
use rustix::ioctl::{Ioctl, IoctlOutput, Opcode, Setter, ioctl, opcode};
use rustix::mm::{MapFlags, ProtFlags, mmap, munmap};

/// `struct udmabuf_create` of `linux/udmabuf.h`.
#[repr(C)]
struct Create {
    memfd: u32,
    flags: u32,
    offset: u64,
    size: u64,
}

/// `UDMABUF_FLAGS_CLOEXEC`.
const CLOEXEC: u32 = 1;

// SAFETY: `UDMABUF_CREATE` reads a `struct udmabuf_create` and answers with a new descriptor.
unsafe impl Ioctl for Create {
    type Output = OwnedFd;
    const IS_MUTATING: bool = false;

    fn opcode(&self) -> Opcode {
        opcode::write::<Self>(b'u', 0x42)
    }

    fn as_ptr(&mut self) -> *mut std::ffi::c_void {
        std::ptr::from_mut(self).cast()
    }

    unsafe fn output_from_ptr(
        fd: IoctlOutput,
        _: *mut std::ffi::c_void,
    ) -> rustix::io::Result<OwnedFd> {
        // SAFETY: the call succeeded, so the kernel gave this descriptor to us.
        Ok(unsafe { OwnedFd::from_raw_fd(fd as RawFd) })
    }
}

/// `DMA_BUF_IOCTL_SYNC` of `linux/dma-buf.h`; its argument is a `struct dma_buf_sync`.
const SYNC: Opcode = opcode::write::<u64>(b'b', 0);
/// `DMA_BUF_SYNC_WRITE`, with `DMA_BUF_SYNC_START` (0) or `DMA_BUF_SYNC_END`.
const START_WRITE: u64 = 2;
const END_WRITE: u64 = 2 | 4;

/// Opens the device that [`Udmabuf::create`] needs.
pub fn open(device: &Path) -> Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .open(device)
        .with_context(|| {
            format!(
                "cannot open {} to make DMA-BUFs: load the kernel's udmabuf module, see that this user may write \
                 to the device, or use --buffers shm",
                device.display()
            )
        })
}

/// A DMA-BUF, mapped.
pub struct Udmabuf {
    fd: OwnedFd,
    map: NonNull<u8>,
    len: usize,
}

impl Udmabuf {
    /// Makes one of at least `bytes` zeroed bytes.
    pub fn create(device: &File, bytes: usize) -> Result<Self> {
        let len = bytes.next_multiple_of(rustix::param::page_size());
        let memory = memfd_create(
            "probe picture",
            MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING,
        )
        .context("cannot make a memory file")?;
        ftruncate(&memory, len as u64)
            .with_context(|| format!("cannot take {len} bytes of memory"))?;
        // The device takes only memory that cannot shrink under it.
        fcntl_add_seals(&memory, SealFlags::SHRINK).context("cannot seal a memory file")?;
        let create = Create {
            memfd: std::os::fd::AsRawFd::as_raw_fd(&memory) as u32,
            flags: CLOEXEC,
            offset: 0,
            size: len as u64,
        };
        // SAFETY: the structure is what this call of this device reads.
        let fd = unsafe { ioctl(device, create) }.with_context(|| {
            format!(
                "the kernel makes no DMA-BUF of {len} bytes (its limits are in /sys/module/udmabuf/parameters)"
            )
        })?;
        // SAFETY: a new mapping at an address of the kernel's choice.
        let map = unsafe {
            mmap(
                std::ptr::null_mut(),
                len,
                ProtFlags::READ | ProtFlags::WRITE,
                MapFlags::SHARED,
                &fd,
                0,
            )
        }
        .with_context(|| format!("cannot map a DMA-BUF of {len} bytes"))?;
        let map = NonNull::new(map.cast()).context("a DMA-BUF was mapped at address 0")?;
        Ok(Self { fd, map, len })
    }

    pub fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }

    /// Lets the processor write, between `DMA_BUF_IOCTL_SYNC` start and end.
    pub fn write(&mut self, paint: impl FnOnce(&mut [u8])) -> Result<()> {
        self.sync(START_WRITE)?;
        // SAFETY: the mapping is `len` bytes long and lives as long as `self`; the bytes are plain. Whoever else has
        // the DMA-BUF may read them meanwhile, as hardware would: that they see torn pixels is what is tested.
        paint(unsafe { std::slice::from_raw_parts_mut(self.map.as_ptr(), self.len) });
        self.sync(END_WRITE)
    }

    fn sync(&self, flags: u64) -> Result<()> {
        loop {
            // SAFETY: the call reads 64 bits of flags.
            let done = unsafe { ioctl(&self.fd, Setter::<SYNC, u64>::new(flags)) };
            match done {
                // The header asks callers to try again.
                Err(Errno::INTR | Errno::AGAIN) => {}
                other => return other.context("DMA_BUF_IOCTL_SYNC failed"),
            }
        }
    }
}

impl Drop for Udmabuf {
    fn drop(&mut self) {
        // SAFETY: made by `mmap` with this length, and unmapped only here.
        let _ = unsafe { munmap(self.map.as_ptr().cast(), self.len) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_device_is_named_with_what_to_do() {
        let error = open(Path::new("/nowhere/udmabuf")).unwrap_err();
        let said = format!("{error:#}");
        for word in [
            "/nowhere/udmabuf",
            "module",
            "--buffers shm",
            "No such file",
        ] {
            assert!(said.contains(word), "{said}");
        }
    }

    #[test]
    fn the_calls_have_the_kernel_headers_numbers() {
        // _IOW('u', 0x42, struct udmabuf_create) and _IOW('b', 0, struct dma_buf_sync).
        let create = Create {
            memfd: 0,
            flags: 0,
            offset: 0,
            size: 0,
        };
        assert_eq!(create.opcode(), 0x4018_7542);
        assert_eq!(SYNC, 0x4008_6200);
    }
}
