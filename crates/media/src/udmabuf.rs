//! DMA-BUFs of ordinary memory, for tests and benchmarks where no GPU makes any (feature `udmabuf`).

use std::ffi::c_void;
use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd as _, FromRawFd as _, OwnedFd, RawFd};

use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, ftruncate, memfd_create};
use rustix::ioctl::{Ioctl, IoctlOutput, Opcode, ioctl, opcode};

const DEVICE: &str = "/dev/udmabuf";
/// `UDMABUF_FLAGS_CLOEXEC`.
const CLOEXEC: u32 = 1;

/// `struct udmabuf_create` of `linux/udmabuf.h`.
#[repr(C)]
struct Create {
    memfd: u32,
    flags: u32,
    offset: u64,
    size: u64,
}

// SAFETY: `UDMABUF_CREATE` reads a `struct udmabuf_create` and answers with a new descriptor.
unsafe impl Ioctl for Create {
    type Output = OwnedFd;
    const IS_MUTATING: bool = false;

    fn opcode(&self) -> Opcode {
        opcode::write::<Self>(b'u', 0x42)
    }

    fn as_ptr(&mut self) -> *mut c_void {
        std::ptr::from_mut(self).cast()
    }

    unsafe fn output_from_ptr(fd: IoctlOutput, _: *mut c_void) -> rustix::io::Result<OwnedFd> {
        // SAFETY: the call succeeded, so the kernel gave this descriptor to us.
        Ok(unsafe { OwnedFd::from_raw_fd(fd as RawFd) })
    }
}

/// A DMA-BUF, and the memory that it is made of.
#[derive(Debug)]
pub struct Udmabuf {
    /// What a client or an encoder is given.
    pub dmabuf: OwnedFd,
    /// A memfd, sealed against shrinking: whoever writes here changes what the DMA-BUF shows.
    pub memory: OwnedFd,
}

impl Udmabuf {
    /// Makes one of zeroes.
    ///
    /// # Errors
    /// Where there is no `/dev/udmabuf`, it may not be opened, or `bytes` are not whole pages or more than the kernel
    /// allows (`/sys/module/udmabuf/parameters`).
    pub fn create(bytes: u64) -> io::Result<Self> {
        let said = |error: io::Error, what: &str| {
            io::Error::new(error.kind(), format!("{DEVICE}: {what}: {error}"))
        };
        let device = File::options().read(true).write(true).open(DEVICE);
        let device =
            device.map_err(|error| said(error, "'modprobe udmabuf' as root may bring it"))?;
        let memory = memfd_create("udmabuf", MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING)?;
        ftruncate(&memory, bytes)?;
        fcntl_add_seals(&memory, SealFlags::SHRINK)?;
        let create = Create {
            memfd: memory.as_raw_fd() as u32,
            flags: CLOEXEC,
            offset: 0,
            size: bytes,
        };
        // SAFETY: the structure is what this call of this device reads.
        let dmabuf = unsafe { ioctl(&device, create) };
        let dmabuf = dmabuf.map_err(|error| said(error.into(), "a DMA-BUF of that size"))?;
        Ok(Self { dmabuf, memory })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_call_has_the_kernel_headers_number() {
        // _IOW('u', 0x42, struct udmabuf_create)
        let create = Create {
            memfd: 0,
            flags: 0,
            offset: 0,
            size: 0,
        };
        assert_eq!(create.opcode(), 0x4018_7542);
    }

    #[test]
    fn without_the_device_it_says_what_may_bring_it() {
        if std::path::Path::new(DEVICE).exists() {
            return;
        }
        let said = Udmabuf::create(4096).unwrap_err().to_string();
        assert!(
            said.contains(DEVICE) && said.contains("modprobe udmabuf"),
            "{said}"
        );
    }
}
