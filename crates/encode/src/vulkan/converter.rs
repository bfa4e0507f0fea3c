//! Frames in, NV12 planes out.

use std::mem::ManuallyDrop;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use stratus_media::{Damage, FrameBuffer, PixelFormat, Size, VideoFrame};

use super::device::{Device, Wanted};
use super::engine::Engine;
use super::failure::Failure;
use super::source::Source;
use crate::EncodeError;
use crate::config::check_size;

/// How long the device has for a picture; one that is missing for so long will not come.
const LIMIT: Duration = Duration::from_millis(60);

/// The same for the first picture of a size: longer than a driver compiles.
const FIRST_LIMIT: Duration = Duration::from_secs(1);

/// Converts a game's pictures on a Vulkan device into planes that the CPU reads: NV12, BT.709, limited range.
///
/// The same pixels as the CPU's own conversion, but for the last bit. Not `Sync`; one for each stream.
pub struct VulkanConverter {
    /// Left behind, not ended, where the device is still at it.
    engine: ManuallyDrop<Engine>,
    limit: Duration,
    first_limit: Duration,
    /// A picture of this size was converted.
    warm: bool,
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
        Self::open_wanted(size, device, Wanted::Any)
    }

    /// The same, but none that computes on the CPU.
    pub(crate) fn open_hardware(size: Size, device: Option<&Path>) -> Result<Self, EncodeError> {
        Self::open_wanted(size, device, Wanted::Hardware)
    }

    fn open_wanted(size: Size, device: Option<&Path>, wanted: Wanted) -> Result<Self, EncodeError> {
        check_size(size)?;
        let device = Device::open(device, wanted).map_err(Failure::while_opening)?;
        let engine = Engine::new(device, size).map_err(Failure::while_opening)?;
        Ok(Self {
            engine: ManuallyDrop::new(engine),
            limit: LIMIT,
            first_limit: FIRST_LIMIT,
            warm: false,
            last: None,
        })
    }

    /// Changes how long the device has for each picture: 60 ms unless said otherwise, and 1 s for the first of a size.
    #[must_use]
    pub const fn with_limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self.first_limit = limit;
        self
    }

    const fn limit(&self) -> Duration {
        if self.warm {
            self.limit
        } else {
            self.first_limit
        }
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
        let limit = self.limit();
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
                    .convert(source, frame, pairs, limit)
                    .map_err(|failure| failure.of_frame(frame.seq, frame.size))?;
                self.warm = true;
            }
        }
        self.last = Some(Last {
            size: frame.size,
            format: frame.format,
            seq: frame.seq,
        });
        Ok(())
    }

    /// It is worth the device's time to follow `frame`: it is in a DMA-BUF, and within the device's bounds.
    pub(crate) fn suits(&self, frame: &VideoFrame) -> bool {
        matches!(frame.buffer, FrameBuffer::DmaBuf(_)) && self.engine.check(frame).is_ok()
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
        self.warm = false;
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
        let limit = self.limit();
        self.engine
            .convert(source, frame, pairs, limit)
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
