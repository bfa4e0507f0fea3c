//! DMA-BUFs from every exporter that needs no GPU, and pixels in them.

use std::fs::{File, OpenOptions};
use std::os::fd::{AsFd, AsRawFd, FromRawFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use memmap2::MmapOptions;
use rustix::fs::{MemfdFlags, OFlags, SealFlags, fcntl_add_seals, ftruncate, memfd_create};
use rustix::ioctl::{Setter, Updater, ioctl, opcode};
use stratus_media::{DmaBuf, DmaBufPlane, FrameBuffer, PixelFormat, Size, VideoFrame};

/// `struct udmabuf_create` (`linux/udmabuf.h`).
#[repr(C)]
struct UdmabufCreate {
    memfd: u32,
    flags: u32,
    offset: u64,
    size: u64,
}

/// `struct dma_heap_allocation_data` (`linux/dma-heap.h`).
#[repr(C)]
struct DmaHeapAllocation {
    len: u64,
    fd: u32,
    fd_flags: u32,
    heap_flags: u64,
}

/// `struct drm_mode_create_dumb` (`drm_mode.h`).
#[repr(C)]
#[derive(Default)]
struct DrmModeCreateDumb {
    height: u32,
    width: u32,
    bpp: u32,
    flags: u32,
    handle: u32,
    pitch: u32,
    size: u64,
}

/// `struct drm_prime_handle` (`drm.h`).
#[repr(C)]
struct DrmPrimeHandle {
    handle: u32,
    flags: u32,
    fd: i32,
}

fn open(path: impl AsRef<Path>) -> File {
    let path = path.as_ref();
    OpenOptions::new()
        .read(true)
        .write(true)
        .open(path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A file in memory that cannot shrink.
pub fn memfd(len: usize) -> OwnedFd {
    let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
    let fd = memfd_create("pixels", flags).unwrap();
    ftruncate(&fd, len as u64).unwrap();
    fcntl_add_seals(&fd, SealFlags::SHRINK).unwrap();
    fd
}

/// A DMA-BUF over a memfd's pages.
pub fn udmabuf(memfd: &OwnedFd, len: usize) -> OwnedFd {
    let create = UdmabufCreate {
        memfd: memfd.as_raw_fd() as u32,
        flags: 1,
        offset: 0,
        size: len as u64,
    };
    const CREATE: rustix::ioctl::Opcode = opcode::write::<UdmabufCreate>(b'u', 0x42);
    let device = open("/dev/udmabuf");
    // The answer is a descriptor, which rustix' `Setter` throws away.
    // SAFETY: the request reads one `udmabuf_create`.
    let fd = unsafe { libc::ioctl(device.as_raw_fd(), CREATE as _, &raw const create) };
    assert!(fd >= 0, "udmabuf: {}", std::io::Error::last_os_error());
    // SAFETY: a fresh descriptor that nobody else owns.
    unsafe { OwnedFd::from_raw_fd(fd) }
}

/// A DMA-BUF of the system heap, with the given access.
pub fn heap(len: usize, access: OFlags) -> OwnedFd {
    let mut allocation = DmaHeapAllocation {
        len: len as u64,
        fd: 0,
        fd_flags: (access | OFlags::CLOEXEC).bits(),
        heap_flags: 0,
    };
    const ALLOCATE: rustix::ioctl::Opcode = opcode::read_write::<DmaHeapAllocation>(b'H', 0);
    // SAFETY: the request reads and writes one `dma_heap_allocation_data`; the descriptor is fresh.
    unsafe {
        let request = Updater::<ALLOCATE, _>::new(&mut allocation);
        ioctl(open("/dev/dma_heap/system"), request).unwrap();
        OwnedFd::from_raw_fd(allocation.fd as i32)
    }
}

/// `struct drm_vgem_fence_attach` (`vgem_drm.h`).
#[repr(C)]
struct DrmVgemFenceAttach {
    handle: u32,
    flags: u32,
    out_fence: u32,
    pad: u32,
}

/// `struct drm_vgem_fence_signal` (`vgem_drm.h`).
#[repr(C)]
struct DrmVgemFenceSignal {
    fence: u32,
    flags: u32,
}

/// A dumb buffer of a graphics card as a DMA-BUF.
pub fn dumb(card: &Path, len: usize) -> OwnedFd {
    dumb_of(&open(card), len).1
}

/// A dumb buffer: the card's name for it, and the DMA-BUF.
fn dumb_of(card: &File, len: usize) -> (u32, OwnedFd) {
    let mut create = DrmModeCreateDumb {
        width: 1024,
        height: len.div_ceil(4096) as u32,
        bpp: 32,
        ..DrmModeCreateDumb::default()
    };
    const CREATE: rustix::ioctl::Opcode = opcode::read_write::<DrmModeCreateDumb>(b'd', 0xb2);
    const EXPORT: rustix::ioctl::Opcode = opcode::read_write::<DrmPrimeHandle>(b'd', 0x2d);
    // SAFETY: each request reads and writes its structure; the descriptor is fresh.
    unsafe {
        ioctl(card, Updater::<CREATE, _>::new(&mut create)).unwrap();
        let mut export = DrmPrimeHandle {
            handle: create.handle,
            flags: (OFlags::CLOEXEC | OFlags::RDWR).bits(),
            fd: -1,
        };
        ioctl(card, Updater::<EXPORT, _>::new(&mut export)).unwrap();
        (create.handle, OwnedFd::from_raw_fd(export.fd))
    }
}

/// A buffer of vgem, the kernel's GPU that draws nothing: a test says when it begins and when it is done.
pub struct Canvas {
    card: File,
    handle: u32,
    /// The DMA-BUF.
    pub fd: OwnedFd,
}

impl Canvas {
    pub fn new(len: usize) -> Self {
        let card = open(vgem());
        let (handle, fd) = dumb_of(&card, len);
        Self { card, handle, fd }
    }

    /// The GPU begins to write: a fence that has not signalled. The kernel gives it up after 10 s.
    pub fn begin(&self) -> u32 {
        const WRITE: u32 = 1;
        const ATTACH: rustix::ioctl::Opcode = opcode::read_write::<DrmVgemFenceAttach>(b'd', 0x41);
        let mut attach = DrmVgemFenceAttach {
            handle: self.handle,
            flags: WRITE,
            out_fence: 0,
            pad: 0,
        };
        // SAFETY: the request reads and writes its structure.
        unsafe { ioctl(&self.card, Updater::<ATTACH, _>::new(&mut attach)).unwrap() };
        attach.out_fence
    }

    /// The GPU is done; `false` where the kernel has given the fence up.
    pub fn finish(&self, fence: u32) -> bool {
        const SIGNAL: rustix::ioctl::Opcode = opcode::write::<DrmVgemFenceSignal>(b'd', 0x42);
        let signal = DrmVgemFenceSignal { fence, flags: 0 };
        // SAFETY: the request reads its structure.
        unsafe { ioctl(&self.card, Setter::<SIGNAL, _>::new(signal)).is_ok() }
    }
}

/// The card of vgem.
pub fn vgem() -> PathBuf {
    let is_vgem = |device: &PathBuf| device.to_string_lossy().contains("vgem");
    let mut all = cards().into_iter();
    all.find(|(_, device)| is_vgem(device)).unwrap().0
}

/// The graphics cards here, with the folder of their device.
pub fn cards() -> Vec<(PathBuf, PathBuf)> {
    let mut cards: Vec<_> = std::fs::read_dir("/dev/dri")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?.to_owned();
            let device = Path::new("/sys/class/drm").join(&name);
            name.starts_with("card")
                .then(|| (path, device.canonicalize().unwrap()))
        })
        .collect();
    cards.sort();
    cards
}

/// Every kind of DMA-BUF, `len` bytes at least.
pub fn each_kind(len: usize) -> Vec<(String, OwnedFd)> {
    let mut kinds = vec![
        ("udmabuf".to_owned(), udmabuf(&memfd(len), len)),
        ("dma-heap".to_owned(), heap(len, OFlags::RDWR)),
    ];
    for (card, device) in cards() {
        let name = format!("{} of {}", card.display(), device.display());
        kinds.push((name, dumb(&card, len)));
    }
    kinds
}

/// Writes as a game does: mapped, between start and end.
pub fn draw(fd: &OwnedFd, at: usize, bytes: &[u8]) {
    const SYNC: rustix::ioctl::Opcode = opcode::write::<u64>(b'b', 0);
    let sync = |flags: u64| {
        // SAFETY: `struct dma_buf_sync` is one number, which the request reads.
        unsafe { ioctl(fd.as_fd(), Setter::<SYNC, _>::new(flags)).unwrap() }
    };
    // SAFETY: a fresh mapping, which nobody reads while this function writes it.
    let mut map = unsafe {
        MmapOptions::new()
            .len(at + bytes.len())
            .map_mut(fd)
            .unwrap()
    };
    sync(2);
    map[at..].copy_from_slice(bytes);
    sync(2 | 4);
}

/// One plane.
pub fn plane(fd: &Arc<OwnedFd>, offset: u32, stride: u32) -> DmaBufPlane {
    DmaBufPlane {
        fd: Arc::clone(fd),
        offset,
        stride,
    }
}

/// A linear buffer of one plane.
pub fn linear(fd: &Arc<OwnedFd>, size: Size, format: PixelFormat, at: (u32, u32)) -> Arc<DmaBuf> {
    let planes = vec![plane(fd, at.0, at.1)];
    Arc::new(DmaBuf::new(size, format, 0, planes))
}

/// The bytes of a shm frame.
pub fn bytes_of(frame: &VideoFrame) -> (Vec<u8>, u32) {
    match &frame.buffer {
        FrameBuffer::Shm { pixels, stride } => (pixels.bytes().to_vec(), *stride),
        FrameBuffer::DmaBuf(_) => panic!("a DMA-BUF"),
    }
}
