//! Work on the device, and all that it uses.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use ash::vk;
use stratus_media::{FrameBuffer, Size, VideoFrame};

use super::NAME;
use super::device::Device;
use super::failure::Failure;
use super::import::Imported;
use super::memory::{Binding, Buffer, Shown, Use};
use super::pipeline::{GROUP, Picture};
use super::source::Source;
use crate::EncodeError;
use crate::letterbox::{self, Area};
use crate::linear::sync::wait_until_written;
use crate::pixels::{Packed, Pixels, unreadable};
use crate::planes::stride_of;

/// The scaler looks at each pixel of the game's picture; one that shrinks further would keep the device for as long as
/// other pictures need altogether.
const MOST_SHRINK: u32 = 16;

/// All that work under way on the device may use.
pub(super) struct Engine {
    pub(super) size: Size,
    pub(super) stride: usize,
    // Before what it shows.
    binding: Binding,
    pub(super) planes: Buffer,
    /// Room for pictures of shared memory. Taken out while it is read.
    pub(super) own: Option<Arc<Source>>,
    /// What the device reads now.
    reads: Option<Arc<Source>>,
    /// The device was handed work and has not said that it is done.
    pub(super) is_busy: bool,
    pool: vk::CommandPool,
    commands: vk::CommandBuffer,
    fence: vk::Fence,
    pub(super) device: Arc<Device>,
}

impl Engine {
    pub(super) fn new(device: Arc<Device>, size: Size) -> Result<Self, Failure> {
        let stride = stride_of(size);
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

    pub(super) const fn chroma_at(&self) -> usize {
        self.stride * self.size.height as usize
    }

    /// Refuses what would keep the device too long.
    pub(super) fn check(&self, frame: &VideoFrame) -> Result<(), EncodeError> {
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
    pub(super) fn source(&mut self, frame: &VideoFrame) -> Result<Arc<Source>, EncodeError> {
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
        // A device that was left may still be reading it: that picture is not written over.
        let usable = |own: &Arc<Source>| own.has_room(packed.size) && Arc::strong_count(own) == 1;
        let mut own = match self.own.take().filter(usable) {
            Some(own) => own,
            None => Arc::new(Source::own(&self.device, packed.size, Use::Write)?),
        };
        let source = Arc::get_mut(&mut own);
        let source = source.ok_or(Failure::Frame("its copy is still being read"))?;
        source.copy(packed);
        self.own = Some(Arc::clone(&own));
        Ok(own)
    }

    /// Has the device convert `pairs` of rows of the target, and waits for it.
    pub(super) fn convert(
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
        self.device
            .submit(self.commands, self.fence)
            .map_err(Failure::of("convert a picture"))
            .inspect_err(|failure| self.leave(failure))?;
        self.reads = Some(source);
        self.is_busy = true;
        let nanos = u64::try_from(limit.as_nanos()).unwrap_or(u64::MAX);
        // SAFETY: the fence is the device's.
        let waited = unsafe { self.device.raw.wait_for_fences(&[self.fence], true, nanos) };
        if !may_be_at_it(waited) {
            self.is_busy = false;
            self.reads = None;
        }
        let done = match waited {
            Ok(()) => self
                .planes
                .invalidate()
                .map_err(Failure::of("read the planes")),
            Err(vk::Result::TIMEOUT) => Err(late),
            Err(result) => Err(Failure::of("wait for a picture")(result)),
        };
        done.inspect_err(|failure| self.leave(failure))
    }

    /// Nobody opens a device again that is lost or does not answer.
    fn leave(&self, failure: &Failure) {
        if self.is_busy || failure.ends_device() {
            self.device.retire();
        }
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
    pub(super) fn is_idle(&self) -> bool {
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

/// Whether the device may still be at work that it took, after this answer of the wait for it. A lost device is done
/// (Vulkan 1.2, "Lost Device"); where memory for the wait was missing, nobody knows.
const fn may_be_at_it(waited: Result<(), vk::Result>) -> bool {
    !matches!(waited, Ok(()) | Err(vk::Result::ERROR_DEVICE_LOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_end_of_the_work_ends_the_memory_that_it_uses() {
        assert!(!may_be_at_it(Ok(())));
        assert!(!may_be_at_it(Err(vk::Result::ERROR_DEVICE_LOST)));
        for unknown in [
            vk::Result::TIMEOUT,
            vk::Result::ERROR_OUT_OF_HOST_MEMORY,
            vk::Result::ERROR_OUT_OF_DEVICE_MEMORY,
            vk::Result::ERROR_UNKNOWN,
        ] {
            assert!(may_be_at_it(Err(unknown)), "{unknown}");
        }
    }
}
