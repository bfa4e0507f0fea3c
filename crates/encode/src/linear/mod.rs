//! Linear DMA-BUFs, read by the CPU.
//!
//! A buffer is mapped once, when the game hands it in, and read a few rows at a time between
//! `DMA_BUF_IOCTL_SYNC`'s start and end.

mod load;
mod mapping;
pub(crate) mod sync;

use std::io;
use std::ops::Range;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;

use rustix::fs::{SeekFrom, fstatfs, seek};
use stratus_media::{DmaBuf, DmaBufFormat, DmaBufImporter, PixelFormat, Refusal, Size};

use load::Bytes;
pub(crate) use load::Loads;
use mapping::Mapping;

/// `DRM_FORMAT_MOD_LINEAR` (`drm_fourcc.h`): rows follow one another, pixels lie left to right.
const LINEAR: u64 = 0;

/// `DMA_BUF_MAGIC` (`linux/magic.h`): the file system that only DMA-BUFs live on. Nobody can mount it.
const FILE_SYSTEM: u32 = 0x444d_4142;

/// The longest side of a buffer, pixels.
const MAX_SIDE: u32 = 1 << 15;

/// Takes the DMA-BUFs that the CPU can read: one plane, rows one after another.
#[derive(Debug, Clone, Copy)]
pub struct LinearImporter {
    device: u64,
}

impl LinearImporter {
    const FORMATS: [DmaBufFormat; 4] = {
        const fn linear(format: PixelFormat) -> DmaBufFormat {
            DmaBufFormat {
                format,
                modifier: LINEAR,
            }
        }
        [
            linear(PixelFormat::Xrgb8888),
            linear(PixelFormat::Argb8888),
            linear(PixelFormat::Xbgr8888),
            linear(PixelFormat::Abgr8888),
        ]
    };

    /// An importer that asks games to allocate on `device`, the `dev_t` of a render node.
    #[must_use]
    pub const fn new(device: u64) -> Self {
        Self { device }
    }
}

impl DmaBufImporter for LinearImporter {
    fn device(&self) -> u64 {
        self.device
    }

    fn formats(&self) -> &[DmaBufFormat] {
        &Self::FORMATS
    }

    fn import(&self, buffer: &DmaBuf) -> Result<(), Refusal> {
        Linear::of(buffer).map(drop)
    }
}

/// Memory that others write to, and that has to be announced to be read.
trait Memory: Send + Sync {
    fn bytes(&self) -> Bytes<'_>;

    /// Makes what a device wrote visible to the CPU; waits a little for one that still writes.
    fn begin_read(&self) -> io::Result<()>;

    fn end_read(&self);
}

/// A DMA-BUF in this process' address space.
struct Mapped {
    mapping: Mapping,
    fd: Arc<OwnedFd>,
}

impl Memory for Mapped {
    fn bytes(&self) -> Bytes<'_> {
        self.mapping.bytes()
    }

    fn begin_read(&self) -> io::Result<()> {
        sync::begin_read(self.fd.as_fd())
    }

    fn end_read(&self) {
        sync::end_read(self.fd.as_fd());
    }
}

/// What the CPU path keeps of a DMA-BUF.
pub(crate) struct Linear {
    memory: Box<dyn Memory>,
    layout: Layout,
    loads: Loads,
}

impl Linear {
    /// The buffer's import, made now if it has none yet.
    pub(crate) fn of(buffer: &DmaBuf) -> Result<Arc<Self>, Refusal> {
        buffer.imported(Self::import)
    }

    fn import(buffer: &DmaBuf) -> Result<Self, Refusal> {
        if buffer.modifier != LINEAR {
            return Err(Refusal(format!(
                "its modifier {:#x} is not linear, and the CPU reads linear buffers only: have the game allocate \
                 with modifier 0 (DRM_FORMAT_MOD_LINEAR) or draw into wl_shm, or choose an encoder on the GPU",
                buffer.modifier
            )));
        }
        let [plane] = buffer.planes.as_slice() else {
            return Err(Refusal(format!(
                "it has {} planes: a linear {:?} buffer has one",
                buffer.planes.len(),
                buffer.format
            )));
        };
        let layout = Layout::new(buffer.size, plane.offset, plane.stride)?;
        let len = layout.len();
        let there = length(plane.fd.as_fd())?;
        if there < len {
            return Err(Refusal(format!(
                "{} with offset {} and stride {} needs {len} bytes, its DMA-BUF has {there}",
                layout.size, layout.offset, layout.stride
            )));
        }
        let unmappable = |why: &dyn std::fmt::Display| {
            Refusal(format!(
                "its {len} bytes cannot be mapped for reading: {why}"
            ))
        };
        let bytes = usize::try_from(len).map_err(|error| unmappable(&error))?;
        let mapping = Mapping::new(plane.fd.as_fd(), bytes).map_err(|error| unmappable(&error))?;
        Ok(Self {
            memory: Box::new(Mapped {
                mapping,
                fd: Arc::clone(&plane.fd),
            }),
            layout,
            loads: Loads::best(),
        })
    }

    /// Pixels.
    pub(crate) fn size(&self) -> Size {
        self.layout.size
    }

    /// Begins to read; the drop of the result ends it.
    ///
    /// # Errors
    /// A device that goes on writing (100 ms), or the exporter's refusal.
    pub(crate) fn read(&self) -> io::Result<Reading<'_>> {
        self.memory.begin_read()?;
        // From here on the end is sure to be said.
        let reading = Reading(self);
        load::fence();
        Ok(reading)
    }
}

/// A buffer between the start and the end of its reading.
pub(crate) struct Reading<'a>(&'a Linear);

impl Reading<'_> {
    /// Copies `rows` into `into`, end to end without gaps; it grows once and is then reused.
    pub(crate) fn copy_rows(&self, rows: Range<u32>, into: &mut Vec<u8>) {
        let Linear {
            memory,
            layout,
            loads,
        } = self.0;
        let row = layout.row();
        into.resize(row * rows.len(), 0);
        let bytes = memory.bytes();
        // Other threads than the one that began may copy.
        load::fence();
        for (y, to) in rows.zip(into.chunks_exact_mut(row)) {
            bytes.copy(layout.start_of(y), to, *loads);
        }
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.0.memory.end_read();
    }
}

/// Where the rows of a buffer are.
#[derive(Debug, Clone, Copy)]
struct Layout {
    size: Size,
    offset: u32,
    stride: u32,
}

impl Layout {
    fn new(size: Size, offset: u32, stride: u32) -> Result<Self, Refusal> {
        let side = 1..=MAX_SIDE;
        if !side.contains(&size.width) || !side.contains(&size.height) {
            return Err(Refusal(format!(
                "its sides have to be 1 to {MAX_SIDE} pixels, not {size}"
            )));
        }
        let row = size.width * PixelFormat::BYTES;
        if stride < row {
            return Err(Refusal(format!(
                "its stride is {stride} bytes, a row of {} pixels has {row}",
                size.width
            )));
        }
        Ok(Self {
            size,
            offset,
            stride,
        })
    }

    /// Bytes of a row's pixels.
    const fn row(&self) -> usize {
        (self.size.width * PixelFormat::BYTES) as usize
    }

    const fn start_of(&self, y: u32) -> usize {
        self.offset as usize + y as usize * self.stride as usize
    }

    /// Bytes from the buffer's start to the end of the last row.
    fn len(&self) -> u64 {
        u64::from(self.offset)
            + u64::from(self.stride) * u64::from(self.size.height - 1)
            + u64::from(self.size.width) * u64::from(PixelFormat::BYTES)
    }
}

/// The size of the DMA-BUF behind `fd`, bytes.
fn length(fd: BorrowedFd<'_>) -> Result<u64, Refusal> {
    // The kind of file is asked before anything is done to it: a call such as `DMA_BUF_IOCTL_SYNC` means
    // something else, or never returns, on another driver's file.
    let is_dma_buf = fstatfs(fd).is_ok_and(|file| file.f_type as u32 == FILE_SYSTEM);
    if !is_dma_buf {
        return Err(Refusal(
            "its file is no DMA-BUF: send memory of another kind through wl_shm".to_owned(),
        ));
    }
    seek(fd, SeekFrom::End(0))
        .map_err(|error| Refusal(format!("its DMA-BUF does not say its size: {error}")))
}

#[cfg(test)]
pub(crate) mod tests;
