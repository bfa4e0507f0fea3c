//! The libx264 back ends: slices by as many threads as there are, of planes that the CPU or a Vulkan device fills.

mod converter;
mod library;
mod parameters;
mod rate;
mod slices;

use stratus_media::{FrameEnd, FrameStart, Size, SliceSink, Timestamp, VideoFrame};

use crate::config::{check_bitrate, check_size};
use crate::encoder::{Encoder, FrameRequest};
use crate::planes::Planes;
use crate::references::{Ask, Plan, References, Window};
use crate::vulkan::VulkanConverter;
use crate::{EncodeError, EncoderConfig};

use converter::Converter;
use library::{Library, Picture};
use parameters::{FRAME_NUMBERS, KEPT_FRAMES};
use rate::{Kind, Rate};

/// [`Encoder::name`] where the CPU converts.
const NAME: &str = "x264";

/// An encoder on libx264.
pub(crate) struct X264 {
    config: EncoderConfig,
    library: Library,
    converter: Converter,
    rate: Rate,
    /// What the player has and the next frame may refer to.
    references: References,
    /// The last IDR.
    idr: u32,
    /// libx264's time stamp of the next frame, which counts frames.
    next: i64,
    last_seq: Option<u64>,
    may_leave_out: bool,
}

impl X264 {
    /// With the CPU converting.
    pub(crate) fn open(config: &EncoderConfig) -> Result<Self, EncodeError> {
        config.check()?;
        let threads = parameters::threads(config);
        Self::with(config, Converter::on_cpu(config.size, threads))
    }

    /// With `device` converting what is in DMA-BUFs, or where it `gets_all`, every frame.
    pub(crate) fn on_device(
        config: &EncoderConfig,
        mut device: VulkanConverter,
        gets_all: bool,
    ) -> Result<Self, EncodeError> {
        config.check()?;
        device.resize(config.size)?;
        let threads = parameters::threads(config);
        Self::with(
            config,
            Converter::on_device(config.size, threads, device, gets_all),
        )
    }

    fn with(config: &EncoderConfig, mut converter: Converter) -> Result<Self, EncodeError> {
        Ok(Self {
            config: *config,
            library: Library::open(config, &mut converter.planes)?,
            converter,
            rate: Rate::new(config),
            references: References::new(window()?, 0),
            idr: 0,
            next: 0,
            last_seq: None,
            may_leave_out: false,
        })
    }

    /// Among the lost frames is one whose `frame_num` began again at 0. FFmpeg, which is the decoder of most
    /// browsers without one in hardware, does not notice that when the frame is missing: it takes the next 16
    /// for older ones and shows none of them.
    fn outruns_decoders(&self, lost: &[u32]) -> bool {
        let count = self.references.next_id().wrapping_sub(self.idr);
        lost.iter()
            .map(|id| id.wrapping_sub(self.idr))
            .any(|n| n < count && n.is_multiple_of(FRAME_NUMBERS))
    }

    /// Has libx264 refer to nothing that the plan does not refer to.
    fn prepare(&mut self, plan: &Plan) -> Result<(), EncodeError> {
        let Some(from) = plan.drop_from() else {
            return Ok(());
        };
        let age = plan.id.wrapping_sub(from);
        self.library.invalidate(self.next - i64::from(age))
    }
}

/// The frames that libx264 keeps.
fn window() -> Result<Window, EncodeError> {
    Window::frames(KEPT_FRAMES).map_err(|_| EncodeError::Backend {
        backend: NAME,
        action: "keep its frames",
        code: i32::from(KEPT_FRAMES),
    })
}

impl X264 {
    fn follow_target(&mut self, target: Size) -> Result<(), EncodeError> {
        if target == self.config.size {
            return Ok(());
        }
        check_size(target)?;
        self.reconfigure(&EncoderConfig {
            size: target,
            ..self.config
        })
    }

    /// The player sees already what the planes hold, as well as it is worth.
    fn is_seen(&self, request: &FrameRequest<'_>) -> bool {
        let still = self.converter.planes.content().changed == 0.0 && self.rate.is_settled();
        self.may_leave_out && still && !request.force_idr && request.invalidated.is_empty()
    }

    /// The end of a frame that nothing was sent of.
    fn leave_out(&mut self, dropped: u64) -> FrameEnd {
        self.converter.planes.encoded();
        self.rate.left_out();
        let now = Timestamp::now();
        FrameEnd {
            converted: now,
            first_slice: now,
            encoded: now,
            bytes: 0,
            dropped: u16::try_from(dropped).unwrap_or(u16::MAX),
        }
    }

    /// Encodes what the planes hold.
    fn encode_planes(
        &mut self,
        request: &FrameRequest<'_>,
        (committed, taken): (Timestamp, Timestamp),
        dropped: u64,
        sink: &mut dyn SliceSink,
    ) -> Result<FrameEnd, EncodeError> {
        let converted = Timestamp::now();
        let content = self.converter.planes.content();
        let lost = self.references.lost(request.invalidated);
        let plan = self.references.plan(Ask {
            idr: request.force_idr || (lost && self.outruns_decoders(request.invalidated)),
            keep: false,
        });
        self.prepare(&plan)?;
        let start = FrameStart {
            id: plan.id,
            idr: plan.is_idr(),
            repair: plan.repair || lost,
            width: self.config.size.width as u16,
            height: self.config.size.height as u16,
            committed,
            taken,
        };
        let kind = match (plan.is_idr(), plan.repair) {
            (true, _) => Kind::Intra,
            (false, true) => Kind::Repair,
            (false, false) => Kind::Inter,
        };
        let picture = Picture {
            pts: self.next,
            idr: plan.is_idr(),
            qp: self.rate.quantizer(content, kind),
        };
        let delivered = self
            .library
            .encode(&mut self.converter.planes, &picture, start, sink)?;
        self.converter.planes.encoded();
        self.rate.coded(delivered.bytes);
        self.references.coded(&plan);
        if plan.is_idr() {
            self.idr = plan.id;
        }
        self.next += 1;
        let encoded = Timestamp::now();
        Ok(FrameEnd {
            converted,
            first_slice: delivered.first_slice,
            encoded,
            bytes: u32::try_from(delivered.bytes).unwrap_or(u32::MAX),
            dropped: u16::try_from(dropped).unwrap_or(u16::MAX),
        })
    }
}

impl Encoder for X264 {
    fn name(&self) -> &'static str {
        self.converter.name()
    }

    fn codec(&self) -> &str {
        self.library.codec()
    }

    fn encode(
        &mut self,
        frame: VideoFrame,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<FrameEnd, EncodeError> {
        let taken = Timestamp::now();
        self.follow_target(request.target)?;
        self.converter.follow(&frame)?;
        let (seq, committed) = (frame.seq, frame.committed);
        // The game may draw into its buffer again while the planes are encoded.
        drop(frame);
        let dropped = self
            .last_seq
            .map_or(0, |last| seq.saturating_sub(last.saturating_add(1)));
        let end = if self.is_seen(request) {
            self.leave_out(dropped)
        } else {
            self.encode_planes(request, (committed, taken), dropped, sink)?
        };
        self.last_seq = Some(seq);
        Ok(end)
    }

    fn repeat(
        &mut self,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<Option<FrameEnd>, EncodeError> {
        // A picture of another size is not there to be repeated.
        if self.last_seq.is_none() || request.target != self.config.size {
            return Ok(None);
        }
        let taken = Timestamp::now();
        self.encode_planes(request, (taken, taken), 0, sink)
            .map(Some)
    }

    fn set_bitrate(&mut self, bps: u32) -> Result<(), EncodeError> {
        check_bitrate(bps)?;
        let config = EncoderConfig {
            bitrate_bps: bps,
            ..self.config
        };
        self.rate.follow(&config);
        self.config = config;
        Ok(())
    }

    fn reconfigure(&mut self, config: &EncoderConfig) -> Result<(), EncodeError> {
        config.check()?;
        let only_bitrate = EncoderConfig {
            bitrate_bps: self.config.bitrate_bps,
            ..*config
        };
        if *config == self.config {
            return Ok(());
        }
        if only_bitrate == self.config {
            return self.set_bitrate(config.bitrate_bps);
        }
        let other = config.size != self.config.size || config.threads != self.config.threads;
        let threads = if other {
            parameters::threads(config)
        } else {
            1
        };
        let mut black = Planes::new(config.size, threads);
        let library = Library::open(config, &mut black)?;
        if other {
            self.converter.resize(config.size, black)?;
            self.last_seq = None;
        }
        self.library = library;
        self.references.restart(self.references.next_id());
        self.rate = Rate::new(config);
        self.config = *config;
        Ok(())
    }

    fn leave_out_unchanged(&mut self, allowed: bool) {
        self.may_leave_out = allowed;
    }

    fn continue_from(&mut self, id: u32) {
        self.references.restart(id);
        // The player saw nothing of what was encoded before, and it says nothing of what comes; it may be a trial's.
        self.rate = Rate::new(&self.config);
        self.converter.planes.forget();
        self.last_seq = None;
    }
}
