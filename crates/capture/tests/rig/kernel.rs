//! True DMA-BUFs and true fences, from kernel modules that need no hardware: `udmabuf` and `vgem`.

use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::path::PathBuf;

use memmap2::MmapOptions;
use stratus_media::{DmaBuf, DmaBufFormat, DmaBufImporter, PixelFormat, Refusal, Udmabuf};

/// `DMA_BUF_MAGIC` (`linux/magic.h`).
const DMA_BUF_MAGIC: u64 = 0x444d_4142;
/// `DMA_BUF_IOCTL_EXPORT_SYNC_FILE` and `DMA_BUF_IOCTL_IMPORT_SYNC_FILE` (`linux/dma-buf.h`).
const EXPORT_SYNC_FILE: u32 = 0xc008_6202;
const IMPORT_SYNC_FILE: u32 = 0x4008_6203;
/// `DMA_BUF_SYNC_WRITE`.
const SYNC_WRITE: u32 = 2;
/// `DRM_IOCTL_VERSION` (`drm.h`).
const DRM_VERSION: u32 = 0xc040_6400;
/// `DRM_IOCTL_MODE_CREATE_DUMB` (`drm_mode.h`).
const DRM_CREATE_DUMB: u32 = 0xc020_64b2;
/// `DRM_IOCTL_PRIME_HANDLE_TO_FD` (`drm.h`).
const DRM_PRIME_HANDLE_TO_FD: u32 = 0xc00c_642d;
/// `DRM_IOCTL_VGEM_FENCE_ATTACH` and `DRM_IOCTL_VGEM_FENCE_SIGNAL` (`vgem_drm.h`).
const VGEM_FENCE_ATTACH: u32 = 0xc010_6441;
const VGEM_FENCE_SIGNAL: u32 = 0x4008_6442;
/// `VGEM_FENCE_WRITE`: readers have to wait.
const VGEM_FENCE_WRITE: u32 = 1;

/// Asks the kernel; `argument` is what the request's number names.
fn ioctl<T>(fd: &impl AsRawFd, request: u32, argument: &mut T) -> io::Result<i32> {
    // SAFETY: every caller passes the structure of its request, laid out as the header has it.
    let answer = unsafe {
        libc::ioctl(
            fd.as_raw_fd(),
            request as libc::Ioctl,
            std::ptr::from_mut(argument),
        )
    };
    match answer {
        0.. => Ok(answer),
        _ => Err(io::Error::last_os_error()),
    }
}

/// The file that the kernel has just opened for us.
fn opened(fd: i32) -> OwnedFd {
    // SAFETY: the caller has it from the kernel, and nobody else knows it.
    unsafe { OwnedFd::from_raw_fd(fd) }
}

/// A DMA-BUF over ordinary memory, and that memory. Bytes are a multiple of the page size.
pub fn udmabuf(bytes: u32, value: u8) -> (OwnedFd, OwnedFd) {
    let Udmabuf { dmabuf, memory } = Udmabuf::create(u64::from(bytes)).expect("a udmabuf");
    fill(&memory, bytes, value);
    (dmabuf, memory)
}

pub fn fill(memory: &OwnedFd, bytes: u32, value: u8) {
    let content = vec![value; bytes as usize];
    assert_eq!(rustix::io::pwrite(memory, &content, 0), Ok(content.len()));
}

/// What a DMA-BUF holds.
pub fn pixels(dmabuf: &DmaBuf) -> Vec<u8> {
    let plane = &dmabuf.planes[0];
    let len = (plane.stride * dmabuf.size.height) as usize;
    // SAFETY: the memory stays as long as the mapping, whatever the client does; torn bytes are fine.
    let map = unsafe {
        MmapOptions::new()
            .offset(u64::from(plane.offset))
            .len(len)
            .map(plane.fd.as_raw_fd())
    };
    map.expect("a mapping").to_vec()
}

/// The kernel's GPU that draws nothing: its buffers carry fences that a test signals by hand.
pub struct Vgem(File);

/// One of its buffers.
pub struct VgemBuffer {
    pub dmabuf: OwnedFd,
    pub stride: u32,
    handle: u32,
}

impl Vgem {
    pub fn open() -> Self {
        let cards = std::fs::read_dir("/dev/dri").expect("/dev/dri");
        let paths = cards.map(|entry| entry.unwrap().path());
        let is_card = |path: &PathBuf| path.to_string_lossy().contains("/card");
        let mut open = paths.filter(is_card).map(|path| {
            File::options()
                .read(true)
                .write(true)
                .open(path)
                .expect("a card")
        });
        Self(open.find(|card| driver(card) == "vgem").expect("vgem"))
    }

    pub fn buffer(&self, width: u32, height: u32) -> VgemBuffer {
        #[repr(C)]
        struct Dumb {
            height: u32,
            width: u32,
            bpp: u32,
            flags: u32,
            handle: u32,
            pitch: u32,
            size: u64,
        }
        #[repr(C)]
        struct Prime {
            handle: u32,
            flags: u32,
            fd: i32,
        }
        let mut dumb = Dumb {
            height,
            width,
            bpp: 32,
            flags: 0,
            handle: 0,
            pitch: 0,
            size: 0,
        };
        ioctl(&self.0, DRM_CREATE_DUMB, &mut dumb).expect("a dumb buffer");
        let mut prime = Prime {
            handle: dumb.handle,
            flags: (libc::O_CLOEXEC | libc::O_RDWR) as u32,
            fd: -1,
        };
        ioctl(&self.0, DRM_PRIME_HANDLE_TO_FD, &mut prime).expect("a DMA-BUF");
        VgemBuffer {
            dmabuf: opened(prime.fd),
            stride: dumb.pitch,
            handle: dumb.handle,
        }
    }

    /// The GPU begins to draw: a fence that has not signalled. The kernel gives it up after 10 s.
    pub fn draw(&self, buffer: &VgemBuffer) -> u32 {
        let mut attach = [buffer.handle, VGEM_FENCE_WRITE, 0, 0];
        ioctl(&self.0, VGEM_FENCE_ATTACH, &mut attach).expect("a fence");
        attach[2]
    }

    /// Further work on `buffer` is queued: it ends with the fence of `other`.
    pub fn draw_after(&self, buffer: &VgemBuffer, other: &VgemBuffer) -> u32 {
        #[repr(C)]
        struct SyncFile {
            flags: u32,
            fd: i32,
        }
        let fence = self.draw(other);
        let mut file = SyncFile {
            flags: SYNC_WRITE,
            fd: -1,
        };
        ioctl(&other.dmabuf, EXPORT_SYNC_FILE, &mut file).expect("a sync file");
        let _file = opened(file.fd);
        ioctl(&buffer.dmabuf, IMPORT_SYNC_FILE, &mut file).expect("the fence is queued");
        fence
    }

    /// The GPU is done.
    pub fn finish(&self, fence: u32) {
        let mut signal = [fence, 0];
        ioctl(&self.0, VGEM_FENCE_SIGNAL, &mut signal).expect("the fence signals");
    }
}

fn driver(card: &File) -> String {
    #[repr(C)]
    struct Version {
        numbers: [i32; 3],
        name_len: usize,
        name: *mut u8,
        date_len: usize,
        date: *mut u8,
        desc_len: usize,
        desc: *mut u8,
    }
    let mut name = [0u8; 32];
    let mut version = Version {
        numbers: [0; 3],
        name_len: name.len(),
        name: name.as_mut_ptr(),
        date_len: 0,
        date: std::ptr::null_mut(),
        desc_len: 0,
        desc: std::ptr::null_mut(),
    };
    ioctl(card, DRM_VERSION, &mut version).expect("a driver's name");
    let name = &name[..version.name_len.min(name.len())];
    String::from_utf8_lossy(name).into_owned()
}

/// Takes linear DMA-BUFs that really are some.
pub struct Linear;

const LINEAR: [DmaBufFormat; 1] = [DmaBufFormat {
    format: PixelFormat::Xrgb8888,
    modifier: 0,
}];

impl DmaBufImporter for Linear {
    fn device(&self) -> u64 {
        0
    }

    fn formats(&self) -> &[DmaBufFormat] {
        &LINEAR
    }

    fn import(&self, buffer: &DmaBuf) -> Result<(), Refusal> {
        // Not by `DMA_BUF_IOCTL_SYNC`: that one waits for the GPU, and here nobody may.
        let system = rustix::fs::fstatfs(&*buffer.planes[0].fd).unwrap();
        if system.f_type as u64 == DMA_BUF_MAGIC {
            Ok(())
        } else {
            Err(Refusal("no DMA-BUF".to_owned()))
        }
    }
}
