//! A game's buffers: DMA-BUFs of `/dev/udmabuf`, or plain memory that the software driver takes for them.

use std::os::fd::OwnedFd;
use std::sync::Arc;

use anyhow::Context as _;
use rustix::fs::{MemfdFlags, ftruncate, memfd_create};
use rustix::mm::{MapFlags, ProtFlags, mmap, munmap};
use stratus_encode::governor::{BackEnds, Open};
use stratus_encode::{Backend, EncodeError, Encoder, EncoderConfig, FrameRequest};
use stratus_media::{
    Damage, DmaBuf, DmaBufPlane, FrameBuffer, FrameEnd, PixelFormat, Pixels, Size, SliceSink,
    Timestamp, Udmabuf, VideoFrame,
};

/// As many as a game draws into by turns.
const BUFFERS: usize = 3;

/// Buffers with a picture each.
pub struct Canvases {
    buffers: Vec<Arc<DmaBuf>>,
    size: Size,
    /// Where they are no DMA-BUFs: their memory.
    memory: Vec<Arc<Mapping>>,
}

impl Canvases {
    pub fn new(size: Size) -> anyhow::Result<Self> {
        let stride = (size.width * PixelFormat::BYTES).next_multiple_of(256);
        let bytes = (stride as usize * size.height as usize).next_multiple_of(4096);
        let mut canvases = Self {
            buffers: Vec::new(),
            size,
            memory: Vec::new(),
        };
        for n in 0..BUFFERS {
            let udmabuf = Udmabuf::create(bytes as u64).ok();
            let (memory, fd) = match udmabuf {
                Some(udmabuf) => (udmabuf.memory, Some(udmabuf.dmabuf)),
                None => {
                    let memory = memfd_create("game", MemfdFlags::CLOEXEC)
                        .context("memory for a picture")?;
                    ftruncate(&memory, bytes as u64).context("memory for a picture")?;
                    (memory, None)
                }
            };
            draw(&memory, stride, n)?;
            let fd = match fd {
                Some(fd) => fd,
                None => {
                    canvases.memory.push(Arc::new(Mapping::of(&memory, bytes)?));
                    memory
                }
            };
            let plane = DmaBufPlane {
                fd: Arc::new(fd),
                offset: 0,
                stride,
            };
            let linear = 0;
            canvases.buffers.push(Arc::new(DmaBuf::new(
                size,
                PixelFormat::Xrgb8888,
                linear,
                vec![plane],
            )));
        }
        Ok(canvases)
    }

    /// They are the kernel's DMA-BUFs.
    pub fn are_dma_bufs(&self) -> bool {
        self.memory.is_empty()
    }

    /// The picture `seq`, committed now.
    pub fn commit(&self, seq: u64) -> VideoFrame {
        VideoFrame {
            seq,
            size: self.size,
            format: PixelFormat::Xrgb8888,
            buffer: FrameBuffer::DmaBuf(Arc::clone(&self.buffers[seq as usize % BUFFERS])),
            damage: Damage::full(self.size),
            committed: Timestamp::now(),
            guard: None,
        }
    }

    /// The back ends of these buffers.
    pub fn readers(&self) -> Readers {
        let ids = self.buffers.iter().map(|buffer| buffer.id);
        let memory = self.memory.iter().map(Arc::clone);
        Readers(ids.zip(memory).collect())
    }
}

/// Tiles of many colours, a little further with each buffer.
fn draw(memory: &OwnedFd, stride: u32, n: usize) -> anyhow::Result<()> {
    let length = rustix::fs::fstat(memory)
        .context("memory for a picture")?
        .st_size;
    let bytes: Vec<u8> = (0..length as usize)
        .map(|at| {
            let (x, y) = (at % stride as usize / 4, at / stride as usize);
            ((x + 3 * n) / 40 * 37 + y / 24 * 91 + at % 4 * 50) as u8
        })
        .collect();
    let mut at = 0;
    while at < bytes.len() {
        at += rustix::io::pwrite(memory, &bytes[at..], at as u64).context("drawing")?;
    }
    Ok(())
}

/// A picture's memory, to be read.
struct Mapping {
    at: *const u8,
    bytes: usize,
}

// SAFETY: it is only read, and nobody writes what it shows after it was made.
unsafe impl Send for Mapping {}
// SAFETY: as above.
unsafe impl Sync for Mapping {}

impl Mapping {
    fn of(memory: &OwnedFd, bytes: usize) -> anyhow::Result<Self> {
        // SAFETY: a fresh mapping of a file that is as long and stays so.
        let at = unsafe {
            mmap(
                std::ptr::null_mut(),
                bytes,
                ProtFlags::READ,
                MapFlags::SHARED,
                memory,
                0,
            )
        };
        let at = at.context("mapping a picture")?;
        Ok(Self {
            at: at.cast::<u8>().cast_const(),
            bytes,
        })
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: this is the mapping, and nobody reads it any more.
        let _ = unsafe { munmap(self.at.cast_mut().cast(), self.bytes) };
    }
}

impl Pixels for Mapping {
    fn bytes(&self) -> &[u8] {
        // SAFETY: mapped as long as `self` is.
        unsafe { std::slice::from_raw_parts(self.at, self.bytes) }
    }
}

/// The real back ends. x264 reads what only stands for a DMA-BUF from its memory, where it lies.
pub struct Readers(Vec<(u64, Arc<Mapping>)>);

impl Open for Readers {
    fn open(
        &self,
        backend: &Backend,
        config: &EncoderConfig,
    ) -> Result<Box<dyn Encoder>, EncodeError> {
        let real = BackEnds.open(backend, config)?;
        if self.0.is_empty() || *backend != Backend::X264 {
            return Ok(real);
        }
        Ok(Box::new(FromMemory {
            real,
            memory: self.0.clone(),
        }))
    }

    fn may_stall(&self, backend: &Backend) -> bool {
        BackEnds.may_stall(backend)
    }
}

struct FromMemory {
    real: Box<dyn Encoder>,
    memory: Vec<(u64, Arc<Mapping>)>,
}

impl FromMemory {
    fn in_memory(&self, mut frame: VideoFrame) -> VideoFrame {
        if let FrameBuffer::DmaBuf(buffer) = &frame.buffer
            && let Some((_, pixels)) = self.memory.iter().find(|(id, _)| *id == buffer.id)
            && let Some(plane) = buffer.planes.first()
        {
            frame.buffer = FrameBuffer::Shm {
                pixels: Arc::clone(pixels) as Arc<dyn Pixels>,
                stride: plane.stride,
            };
        }
        frame
    }
}

impl Encoder for FromMemory {
    fn name(&self) -> &'static str {
        self.real.name()
    }

    fn codec(&self) -> &str {
        self.real.codec()
    }

    fn encode(
        &mut self,
        frame: VideoFrame,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<FrameEnd, EncodeError> {
        let frame = self.in_memory(frame);
        self.real.encode(frame, request, sink)
    }

    fn repeat(
        &mut self,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<Option<FrameEnd>, EncodeError> {
        self.real.repeat(request, sink)
    }

    fn set_bitrate(&mut self, bps: u32) -> Result<(), EncodeError> {
        self.real.set_bitrate(bps)
    }

    fn reconfigure(&mut self, config: &EncoderConfig) -> Result<(), EncodeError> {
        self.real.reconfigure(config)
    }

    fn continue_from(&mut self, id: u32) {
        self.real.continue_from(id);
    }
}
