//! Who encodes: Stratus' back ends and the baseline, behind one interface.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use stratus_encode::{Backend, EncodeError, Encoder, EncoderConfig, FrameRequest, VulkanConverter};
use stratus_media::{FrameBuffer, FrameStart, Size, SliceSink, Timestamp, VideoFrame};

use super::libav::{Libav, Scaler, X264};
use crate::allocations;

/// How long a Vulkan device may take for a picture: slow is a figure too.
const PATIENCE: Duration = Duration::from_secs(1);

/// What one frame took, ms, each but `convert` and `encode` from the moment at which the frame was handed over.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    /// Colours.
    pub convert: f64,
    /// From the colours being converted to the last bit.
    pub encode: f64,
    /// To the first slice that could be sent.
    pub first_slice: f64,
    /// To the last bit, and the encoder is ready for the next frame.
    pub total: f64,
    /// Allocations of all of this program's threads meanwhile; unknown where a C library does the work.
    pub allocations: Option<u64>,
}

/// An encoder that takes its turn.
pub trait Side {
    /// What the report calls it.
    fn name(&self) -> &str;

    /// Encodes a frame; its access unit goes to `bits`, which is empty before.
    fn encode(&mut self, frame: VideoFrame, bits: &mut Vec<u8>) -> anyhow::Result<Turn>;

    /// From now on a frame that shows nothing new may have no bits, as in a session.
    fn leave_out_unchanged(&mut self) {}
}

/// One of Stratus' back ends.
pub struct Ours {
    encoder: Box<dyn Encoder>,
    size: Size,
    begun: bool,
}

impl Ours {
    pub fn open(config: &EncoderConfig, backend: &Backend) -> Result<Self, EncodeError> {
        let encoder = match backend {
            // Given each frame, as a session's device is given those in DMA-BUFs: one in shared memory is sent first.
            Backend::Vulkan { device } => {
                let converter = VulkanConverter::open(config.size, device.as_deref())?;
                stratus_encode::open_on(config, converter.with_limit(PATIENCE))?
            }
            other => stratus_encode::open(config, other)?,
        };
        Ok(Self {
            encoder,
            size: config.size,
            begun: false,
        })
    }
}

impl Side for Ours {
    fn name(&self) -> &str {
        self.encoder.name()
    }

    fn encode(&mut self, frame: VideoFrame, bits: &mut Vec<u8>) -> anyhow::Result<Turn> {
        let request = FrameRequest {
            force_idr: !self.begun,
            invalidated: &[],
            target: self.size,
        };
        self.begun = true;
        let mut sink = Slices { first: None, bits };
        let before = allocations::count();
        allocations::watch_all_threads(true);
        let start = Timestamp::now();
        let ended = self.encoder.encode(frame, &request, &mut sink);
        let end = Timestamp::now();
        allocations::watch_all_threads(false);
        let allocations = allocations::count() - before;
        let times = ended.with_context(|| self.encoder.name())?;
        Ok(Turn {
            convert: ms(start, times.converted),
            encode: ms(times.converted, times.encoded),
            // A frame that shows nothing new may have no slices: then there is nothing to wait for but the end.
            first_slice: ms(start, sink.first.unwrap_or(end)),
            total: ms(start, end),
            allocations: Some(allocations),
        })
    }

    fn leave_out_unchanged(&mut self) {
        self.encoder.leave_out_unchanged(true);
    }
}

/// Keeps the bits, and when the first came.
struct Slices<'a> {
    first: Option<Timestamp>,
    bits: &'a mut Vec<u8>,
}

impl SliceSink for Slices<'_> {
    fn begin(&mut self, _start: &FrameStart) {}

    fn slice(&mut self, nal_units: &[u8]) {
        self.first.get_or_insert_with(Timestamp::now);
        self.bits.extend_from_slice(nal_units);
    }
}

/// libswscale and libx264 through libavcodec, which hands out whole frames only.
pub struct Baseline {
    scaler: Scaler,
    encoder: X264,
}

impl Baseline {
    pub fn open(libav: &Arc<Libav>, size: Size, fps: u32) -> anyhow::Result<Self> {
        Ok(Self {
            scaler: Scaler::new(libav, size)?,
            encoder: X264::open(libav, size, fps)?,
        })
    }
}

impl Side for Baseline {
    fn name(&self) -> &str {
        "swscale+libx264"
    }

    fn encode(&mut self, frame: VideoFrame, bits: &mut Vec<u8>) -> anyhow::Result<Turn> {
        let start = Timestamp::now();
        let FrameBuffer::Shm { pixels, stride } = &frame.buffer else {
            anyhow::bail!("the baseline reads frames in shared memory only");
        };
        let picture = self.scaler.convert(pixels.bytes(), *stride)?;
        let converted = Timestamp::now();
        let encoded = self.encoder.encode(picture)?;
        let end = Timestamp::now();
        bits.extend_from_slice(encoded);
        Ok(Turn {
            convert: ms(start, converted),
            encode: ms(converted, end),
            first_slice: ms(start, end),
            total: ms(start, end),
            allocations: None,
        })
    }
}

fn ms(from: Timestamp, to: Timestamp) -> f64 {
    to.since(from).as_secs_f64() * 1e3
}
