//! Frames in, NV12 planes out.

use std::mem::ManuallyDrop;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ash::vk;
use stratus_media::{Damage, FrameBuffer, PixelFormat, Size, VideoFrame};

use super::NAME;
use super::device::Device;
use super::failure::Failure;
use super::import::Imported;
use super::memory::{Binding, Buffer, Shown, Use};
use super::pipeline::{GROUP, Picture};
use super::source::Source;
use crate::EncodeError;
use crate::config::check_size;
use crate::letterbox::{self, Area};
use crate::linear::sync::wait_until_written;
use crate::pixels::{Packed, Pixels, unreadable};

/// How long the device has for a picture: longer than a driver compiles at the first one.
const LIMIT: Duration = Duration::from_secs(1);

/// The scaler looks at each pixel of the game's picture; one that shrinks further would keep the device for as long as
/// other pictures need altogether.
const MOST_SHRINK: u32 = 16;

/// Converts a game's pictures on a Vulkan device into planes that the CPU reads: NV12, BT.709, limited range.
///
/// The same pixels as the CPU's own conversion, but for the last bit. Not `Sync`; one for each stream.
pub struct VulkanConverter {
    /// Left behind, not ended, where the device is still at it.
    engine: ManuallyDrop<Engine>,
    limit: Duration,
    last: Option<Last>,
}

/// What the planes were filled from last.
#[derive(Clone, Copy)]
struct Last {
    size: Size,
    format: PixelFormat,
    seq: u64,
}

/// Planes of a picture, as the encoder takes them.
#[derive(Debug, Clone, Copy)]
pub struct Nv12Planes<'a> {
    /// `stride × height` bytes.
    pub luma: &'a [u8],
    /// Cb and Cr in turn, `stride × height / 2` bytes.
    pub chroma: &'a [u8],
    /// Bytes from row to row, of both.
    pub stride: usize,
}

impl VulkanConverter {
    /// For pictures of `size`, on the device behind a render node such as `/dev/dri/renderD128`, or on the best there is.
    ///
    /// # Errors
    /// A size that no encoder takes, or [`EncodeError::Unavailable`]: what is missing, and what to do.
    pub fn open(size: Size, device: Option<&Path>) -> Result<Self, EncodeError> {
        check_size(size)?;
        let device = Device::open(device).map_err(Failure::while_opening)?;
        let engine = Engine::new(device, size).map_err(Failure::while_opening)?;
        Ok(Self {
            engine: ManuallyDrop::new(engine),
            limit: LIMIT,
            last: None,
        })
    }

    /// Changes how long the device has for a picture; 1 s at first.
    #[must_use]
    pub const fn with_limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// The driver's name of the device.
    #[must_use]
    pub fn device_name(&self) -> &str {
        &self.engine.device.name
    }

    /// The device computes on the CPU, and will not be faster than the CPU's own conversion.
    #[must_use]
    pub fn is_software(&self) -> bool {
        self.engine.device.is_software
    }

    /// DMA-BUFs can be imported, not only copied by the CPU.
    #[must_use]
    pub fn imports(&self) -> bool {
        self.engine.device.imports.is_some()
    }

    /// Brings the planes to `frame`, and answers when the device has read it and written them. What did not change
    /// since the frame with the number before is not converted again.
    ///
    /// # Errors
    /// A frame that contradicts itself or cannot be read, which costs that frame only; or an error that
    /// [ends it](EncodeError::ends_encoder), after which the device is to be opened anew.
    pub fn follow(&mut self, frame: &VideoFrame) -> Result<(), EncodeError> {
        let engine = &mut *self.engine;
        let last = self.last.take();
        let known = last.is_some_and(|last| {
            (last.size, last.format) == (frame.size, frame.format)
                && last.seq.checked_add(1) == Some(frame.seq)
        });
        let nothing = known && (frame.damage.width == 0 || frame.damage.height == 0);
        if !nothing {
            engine.check(frame)?;
            let target = engine.size;
            let pairs = if known && frame.size == target {
                pairs_of(frame.damage, target)
            } else {
                0..target.height / 2
            };
            let source = engine.source(frame)?;
            if !pairs.is_empty() {
                engine
                    .convert(source, frame, pairs, self.limit)
                    .map_err(|failure| failure.of_frame(frame.seq, frame.size))?;
            }
        }
        self.last = Some(Last {
            size: frame.size,
            format: frame.format,
            seq: frame.seq,
        });
        Ok(())
    }

    /// The planes: of the last frame that was followed; zeroes before the first, and anything after an error.
    #[must_use]
    pub fn planes(&self) -> Nv12Planes<'_> {
        let engine = &*self.engine;
        // While the device is still writing, nobody may look.
        let bytes = if engine.is_busy {
            &[]
        } else {
            engine.planes.bytes()
        };
        let (luma, chroma) = bytes.split_at(engine.chroma_at().min(bytes.len()));
        Nv12Planes {
            luma,
            chroma,
            stride: engine.stride,
        }
    }

    /// Changes the size of the planes, which are no frame's then.
    ///
    /// # Errors
    /// As [`Self::open`]; the old size stays.
    pub fn resize(&mut self, size: Size) -> Result<(), EncodeError> {
        if size == self.engine.size {
            return Ok(());
        }
        check_size(size)?;
        let made = Engine::new(Arc::clone(&self.engine.device), size);
        let mut made = made.map_err(|failure| failure.of_frame(0, size))?;
        std::mem::swap(&mut made.own, &mut self.engine.own);
        self.end();
        self.engine = ManuallyDrop::new(made);
        self.last = None;
        Ok(())
    }

    /// Converts what lies in `source` as if it were `frame`'s; for the clock.
    pub(super) fn convert_from(
        &mut self,
        source: Arc<Source>,
        frame: &VideoFrame,
    ) -> Result<(), EncodeError> {
        let pairs = 0..self.engine.size.height / 2;
        self.engine
            .convert(source, frame, pairs, self.limit)
            .map_err(|failure| failure.of_frame(frame.seq, frame.size))
    }

    pub(super) fn device(&self) -> &Arc<Device> {
        &self.engine.device
    }

    /// Ends the engine, unless the device still uses it: then it stays for ever.
    fn end(&mut self) {
        if self.engine.is_idle() {
            // SAFETY: once: the caller puts another in its place, or is being dropped.
            unsafe { ManuallyDrop::drop(&mut self.engine) };
        }
    }
}

impl Drop for VulkanConverter {
    fn drop(&mut self) {
        self.end();
    }
}

/// The pairs of rows that `damage` touches: two rows share their chroma.
fn pairs_of(damage: Damage, size: Size) -> Range<u32> {
    let end = damage.y.saturating_add(damage.height).min(size.height);
    damage.y.min(size.height) / 2..end.div_ceil(2)
}

/// All that work under way on the device may use.
struct Engine {
    size: Size,
    stride: usize,
    // Before what it shows.
    binding: Binding,
    planes: Buffer,
    /// Room for pictures of shared memory. Taken out while it is read.
    own: Option<Arc<Source>>,
    /// What the device reads now.
    reads: Option<Arc<Source>>,
    /// The device was handed work and has not said that it is done.
    is_busy: bool,
    pool: vk::CommandPool,
    commands: vk::CommandBuffer,
    fence: vk::Fence,
    device: Arc<Device>,
}

impl Engine {
    fn new(device: Arc<Device>, size: Size) -> Result<Self, Failure> {
        let stride = (size.width as usize).next_multiple_of(64);
        let bytes = stride * (size.height as usize + size.height as usize / 2);
        let planes = Buffer::new(&device, bytes as u64, Use::Read)?;
        let mut made = Self {
            size,
            stride,
            binding: Binding::new(&device, Shown::Buffer(planes.raw))?,
            planes,
            own: None,
            reads: None,
            is_busy: false,
            pool: vk::CommandPool::null(),
            commands: vk::CommandBuffer::null(),
            fence: vk::Fence::null(),
            device,
        };
        let raw = &made.device.raw;
        let info = vk::CommandPoolCreateInfo::default()
            .flags(vk::CommandPoolCreateFlags::RESET_COMMAND_BUFFER)
            .queue_family_index(made.device.family);
        // SAFETY: the structures live until each call is over; what was made is ended by `drop`.
        unsafe {
            made.pool = raw
                .create_command_pool(&info, None)
                .map_err(Failure::of("make a command pool"))?;
            let info = vk::CommandBufferAllocateInfo::default()
                .command_pool(made.pool)
                .command_buffer_count(1);
            let commands = raw
                .allocate_command_buffers(&info)
                .map_err(Failure::of("make a command buffer"))?;
            made.commands = commands.first().copied().unwrap_or_default();
            made.fence = raw
                .create_fence(&vk::FenceCreateInfo::default(), None)
                .map_err(Failure::of("make a fence"))?;
        }
        Ok(made)
    }

    const fn chroma_at(&self) -> usize {
        self.stride * self.size.height as usize
    }

    /// Refuses what would keep the device too long.
    fn check(&self, frame: &VideoFrame) -> Result<(), EncodeError> {
        let Size { width, height } = frame.size;
        let bad = |reason| Err(Failure::Frame(reason).of_frame(frame.seq, frame.size));
        if width == 0 || height == 0 || width > 1 << 15 || height > 1 << 15 {
            return bad("its sides have to be 1 to 32768 pixels");
        }
        let area = letterbox::fit(frame.size, self.size);
        if width > area.width * MOST_SHRINK || height > area.height * MOST_SHRINK {
            return bad("it is more than 16 times as large as the picture that it is scaled to");
        }
        Ok(())
    }

    /// The frame's pixels where the shader can read them.
    fn source(&mut self, frame: &VideoFrame) -> Result<Arc<Source>, EncodeError> {
        match &frame.buffer {
            FrameBuffer::DmaBuf(buffer) => {
                if buffer.size != frame.size || buffer.format != frame.format {
                    return Err(Failure::Frame("its DMA-BUF has another size or format")
                        .of_frame(frame.seq, frame.size));
                }
                let source = Imported::source(buffer, &self.device)
                    .map_err(|failure| failure.of_frame(frame.seq, frame.size))?;
                if let Some(plane) = buffer.planes.first() {
                    wait_until_written(&plane.fd)
                        .map_err(|error| unreadable(frame, NAME, &error))?;
                }
                Ok(source)
            }
            FrameBuffer::Shm { .. } => match Pixels::of(frame, NAME)? {
                Pixels::Packed(packed) => self
                    .copied(packed)
                    .map_err(|failure| failure.of_frame(frame.seq, frame.size)),
                Pixels::Linear(_) => Err(Failure::Frame("it is in no memory that is known")
                    .of_frame(frame.seq, frame.size)),
            },
        }
    }

    /// A picture of shared memory, copied to the device.
    fn copied(&mut self, packed: Packed<'_>) -> Result<Arc<Source>, Failure> {
        let has_room = |own: &&mut Arc<Source>| own.has_room(packed.size);
        if self.own.as_mut().filter(has_room).is_none() {
            self.own = None;
            self.own = Some(Arc::new(Source::own(
                &self.device,
                packed.size,
                Use::Write,
            )?));
        }
        let own = self.own.as_mut();
        // Nobody else has it: the device is not at work.
        if let Some(source) = own.and_then(Arc::get_mut) {
            source.copy(packed);
        }
        self.own
            .clone()
            .ok_or(Failure::Frame("there is no room for it"))
    }

    /// Has the device convert `pairs` of rows of the target, and waits for it.
    fn convert(
        &mut self,
        source: Arc<Source>,
        frame: &VideoFrame,
        pairs: Range<u32>,
        limit: Duration,
    ) -> Result<(), Failure> {
        let late = Failure::Deadline {
            action: "convert a picture",
            limit,
        };
        if self.is_busy {
            return Err(late);
        }
        self.record(&source, frame, pairs)
            .map_err(Failure::of("record commands"))?;
        let raw = &self.device.raw;
        // SAFETY: the fence is not in use.
        unsafe { raw.reset_fences(&[self.fence]) }.map_err(Failure::of("reset a fence"))?;
        self.reads = Some(source);
        self.is_busy = true;
        let handed_in = self.device.submit(self.commands, self.fence);
        let nanos = u64::try_from(limit.as_nanos()).unwrap_or(u64::MAX);
        let done = match handed_in {
            // SAFETY: the fence is the device's.
            Ok(()) => match unsafe { raw.wait_for_fences(&[self.fence], true, nanos) } {
                Ok(()) => self
                    .planes
                    .invalidate()
                    .map_err(Failure::of("read the planes")),
                Err(vk::Result::TIMEOUT) => {
                    self.device.retire();
                    return Err(late);
                }
                Err(result) => Err(Failure::of("convert a picture")(result)),
            },
            Err(result) => Err(Failure::of("convert a picture")(result)),
        };
        // Done, never begun, or the device is lost, which is done too (Vulkan 1.2, "Lost Device").
        self.is_busy = false;
        self.reads = None;
        if done.as_ref().is_err_and(Failure::ends_device) {
            self.device.retire();
        }
        done
    }

    fn record(
        &self,
        source: &Source,
        frame: &VideoFrame,
        pairs: Range<u32>,
    ) -> Result<(), vk::Result> {
        let picture = self.picture(source, frame, pairs);
        let (layout, pipeline) = self.device.pipelines.of(source.kind());
        let sets = [self.binding.set, source.binding.set];
        let groups = |pixels: u32, of: u32| pixels.div_ceil(of);
        let across = groups(self.size.width, GROUP.0);
        let down = groups((picture.end_pair - picture.first_pair) * 2, GROUP.1);
        let read = [vk::MemoryBarrier::default()
            .src_access_mask(vk::AccessFlags::SHADER_WRITE)
            .dst_access_mask(vk::AccessFlags::HOST_READ)];
        let raw = &self.device.raw;
        let (commands, compute) = (self.commands, vk::PipelineBindPoint::COMPUTE);
        let begin = vk::CommandBufferBeginInfo::default()
            .flags(vk::CommandBufferUsageFlags::ONE_TIME_SUBMIT);
        // SAFETY: the commands are not in use, and what they name lives until they are done, as `convert` sees to. The
        // shader writes whole words of the planes, whose rows it is told, and reads pixels that the source has.
        unsafe {
            raw.begin_command_buffer(commands, &begin)?;
            source.pass(commands, true);
            raw.cmd_bind_pipeline(commands, compute, pipeline);
            raw.cmd_bind_descriptor_sets(commands, compute, layout, 0, &sets, &[]);
            let stage = vk::ShaderStageFlags::COMPUTE;
            raw.cmd_push_constants(commands, layout, stage, 0, picture.bytes());
            raw.cmd_dispatch(commands, across, down, 1);
            source.pass(commands, false);
            raw.cmd_pipeline_barrier(
                commands,
                vk::PipelineStageFlags::COMPUTE_SHADER,
                vk::PipelineStageFlags::HOST,
                vk::DependencyFlags::empty(),
                &read,
                &[],
                &[],
            );
            raw.end_command_buffer(commands)
        }
    }

    fn picture(&self, source: &Source, frame: &VideoFrame, pairs: Range<u32>) -> Picture {
        let area: Area = letterbox::fit(frame.size, self.size);
        Picture {
            source: [frame.size.width, frame.size.height],
            area_at: [area.x, area.y],
            area_size: [area.width, area.height],
            target_size: [self.size.width, self.size.height],
            first_word: source.first_word,
            row_words: source.row_words,
            red_first: frame.format.is_rgb_order().into(),
            stride_words: self.stride as u32 / 4,
            chroma_word: self.chroma_at() as u32 / 4,
            first_pair: pairs.start,
            end_pair: pairs.end,
            unused: 0,
        }
    }

    /// Whether the device is done with all that was handed in.
    fn is_idle(&self) -> bool {
        // SAFETY: the fence is the device's.
        !self.is_busy
            || matches!(
                unsafe { self.device.raw.get_fence_status(self.fence) },
                Ok(true)
            )
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        // SAFETY: they are this device's or null, and no work uses them; the commands end with their pool.
        unsafe {
            self.device.raw.destroy_fence(self.fence, None);
            self.device.raw.destroy_command_pool(self.pool, None);
        }
    }
}
