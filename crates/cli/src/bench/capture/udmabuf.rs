//! DMA-BUFs without a GPU, and somebody who would read them.

use std::fs::File;
use std::os::fd::{AsRawFd as _, FromRawFd as _, OwnedFd};

use anyhow::{Context as _, bail};
use stratus_media::{DmaBuf, DmaBufFormat, DmaBufImporter, PixelFormat, Refusal};

const DEVICE: &str = "/dev/udmabuf";
/// `UDMABUF_CREATE` of `linux/udmabuf.h`: `_IOW('u', 0x42, struct udmabuf_create)`.
const CREATE: libc::c_ulong = 0x4018_7542;

/// What the buffers are: one plane, row after row.
pub const FORMAT: DmaBufFormat = DmaBufFormat {
    format: PixelFormat::Xrgb8888,
    modifier: 0,
};

/// `struct udmabuf_create`.
#[repr(C)]
struct Create {
    memfd: u32,
    flags: u32,
    offset: u64,
    size: u64,
}

/// A DMA-BUF over the pages of a memfd that is sealed against shrinking.
pub fn create(memory: &OwnedFd, size: u64) -> anyhow::Result<OwnedFd> {
    let device = File::options().read(true).write(true).open(DEVICE);
    let device = device.with_context(|| format!("{DEVICE}: 'modprobe udmabuf' may bring it"))?;
    let create = Create {
        memfd: memory.as_raw_fd() as u32,
        flags: 1, // UDMABUF_FLAGS_CLOEXEC
        offset: 0,
        size,
    };
    // SAFETY: UDMABUF_CREATE reads one `struct udmabuf_create`, which lives across the call.
    let fd = unsafe { libc::ioctl(device.as_raw_fd(), CREATE, &raw const create) };
    if fd < 0 {
        bail!("{DEVICE}: {}", std::io::Error::last_os_error());
    }
    // SAFETY: the call returned a new descriptor, which nobody else has.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

/// Takes every buffer and reads none: the proxy is measured, not an encoder.
pub struct Taker;

impl DmaBufImporter for Taker {
    fn device(&self) -> u64 {
        0
    }

    fn formats(&self) -> &[DmaBufFormat] {
        &[FORMAT]
    }

    fn import(&self, _buffer: &DmaBuf) -> Result<(), Refusal> {
        Ok(())
    }
}
