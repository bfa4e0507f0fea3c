//! Buffers in plain memory stand for DMA-BUFs here; `tests/vm_dmabuf.rs` has the kernel's own.

use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicU32, Ordering};

use rustix::fs::{MemfdFlags, ftruncate, memfd_create};
use stratus_media::DmaBufPlane;

use super::*;

/// Plain memory that counts what it is told.
#[derive(Clone)]
pub(crate) struct Counted {
    bytes: Arc<[u8]>,
    pub begun: Arc<AtomicU32>,
    pub ended: Arc<AtomicU32>,
    /// Its exporter refuses to be read.
    pub refuses: bool,
}

impl Counted {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.into(),
            begun: Arc::default(),
            ended: Arc::default(),
            refuses: false,
        }
    }

    /// Reads begun, and ended.
    pub(crate) fn counts(&self) -> (u32, u32) {
        let count = |n: &AtomicU32| n.load(Ordering::Relaxed);
        (count(&self.begun), count(&self.ended))
    }

    /// A DMA-BUF that was imported as this memory.
    pub(crate) fn buffer(
        &self,
        size: Size,
        format: PixelFormat,
        offset: u32,
        stride: u32,
        loads: Loads,
    ) -> Arc<DmaBuf> {
        let buffer = DmaBuf::new(size, format, LINEAR, Vec::new());
        let layout = Layout::new(size, offset, stride).unwrap();
        assert!(layout.len() <= self.bytes.len() as u64);
        let memory = Box::new(self.clone());
        let imported = buffer.imported(|_| {
            Ok::<_, ()>(Linear {
                memory,
                layout,
                loads,
            })
        });
        assert!(imported.is_ok());
        Arc::new(buffer)
    }
}

impl Memory for Counted {
    fn bytes(&self) -> Bytes<'_> {
        // SAFETY: the bytes live as long as `self`, and nobody writes them.
        unsafe { Bytes::new(self.bytes.as_ptr(), self.bytes.len()) }
    }

    fn begin_read(&self) -> io::Result<()> {
        if self.refuses {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        self.begun.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn end_read(&self) {
        self.ended.fetch_add(1, Ordering::Relaxed);
    }
}

/// Every way to load that this processor has.
pub(crate) fn each_load() -> [Loads; 2] {
    [Loads::Ordinary, Loads::best()]
}

fn memfd(len: u64) -> Arc<OwnedFd> {
    let fd = memfd_create("test", MemfdFlags::CLOEXEC).unwrap();
    ftruncate(&fd, len).unwrap();
    fd.into()
}

fn refusal(size: Size, modifier: u64, planes: &[(u32, u32)]) -> String {
    let fd = memfd(1 << 20);
    let planes = planes.iter().map(|&(offset, stride)| DmaBufPlane {
        fd: Arc::clone(&fd),
        offset,
        stride,
    });
    let buffer = DmaBuf::new(size, PixelFormat::Xrgb8888, modifier, planes.collect());
    LinearImporter::new(0).import(&buffer).unwrap_err().0
}

#[test]
fn what_the_cpu_cannot_read_is_refused_with_the_reason() {
    let size = Size::new(64, 64);
    let fine = (0, 256);
    for (refusal, said) in [
        (refusal(size, 1 << 56 | 1, &[fine]), "0x100000000000001"),
        // `DRM_FORMAT_MOD_INVALID`: the driver would know the layout.
        (refusal(size, (1 << 56) - 1, &[fine]), "not linear"),
        (refusal(size, 0, &[]), "0 planes"),
        (refusal(size, 0, &[fine, fine]), "2 planes"),
        (refusal(size, 0, &[fine; 5]), "5 planes"),
        (refusal(size, 0, &[(0, 255)]), "stride is 255"),
        (refusal(size, 0, &[(0, 0)]), "stride is 0"),
        (refusal(Size::new(0, 64), 0, &[fine]), "0×64"),
        (refusal(Size::new(64, 32769), 0, &[fine]), "64×32769"),
        (refusal(Size::new(u32::MAX, 1), 0, &[fine]), "1 to 32768"),
        (refusal(size, 0, &[fine]), "no DMA-BUF"),
    ] {
        assert!(refusal.contains(said), "{refusal}");
    }
}

#[test]
fn the_importer_offers_every_format_linear_and_its_device() {
    let importer = LinearImporter::new(0xe280);
    assert_eq!(importer.device(), 0xe280);
    let formats: Vec<_> = importer
        .formats()
        .iter()
        .map(|f| (f.format.fourcc().to_le_bytes(), f.modifier))
        .collect();
    assert_eq!(
        formats,
        [(*b"XR24", 0), (*b"AR24", 0), (*b"XB24", 0), (*b"AB24", 0)]
    );
}

#[test]
fn the_last_row_needs_its_pixels_only_and_nothing_overflows() {
    let layout = Layout::new(Size::new(10, 3), 100, 64).unwrap();
    assert_eq!(layout.len(), 100 + 2 * 64 + 40);
    assert_eq!(layout.start_of(2), 228);
    let vast = Layout::new(Size::new(1 << 15, 1 << 15), u32::MAX, u32::MAX).unwrap();
    assert!(vast.len() > 1 << 46);
}

#[test]
fn a_reading_is_ended_whatever_happens_meanwhile() {
    let memory = Counted::new(&[0; 64]);
    let buffer = memory.buffer(Size::new(2, 2), PixelFormat::Xrgb8888, 0, 16, Loads::best());
    let linear = Linear::of(&buffer).unwrap();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let reading = linear.read().unwrap();
        assert_eq!(memory.counts(), (1, 0));
        reading.copy_rows(0..9, &mut Vec::new());
    }));
    assert!(panicked.is_err(), "rows that are not there");
    assert_eq!(memory.counts(), (1, 1));
}
