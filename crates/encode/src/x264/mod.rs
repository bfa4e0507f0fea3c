//! The libx264 back end: frames on the CPU, slices by as many threads as there are.

mod library;
mod parameters;
mod rate;
mod slices;

use stratus_media::{FrameEnd, FrameStart, Size, SliceSink, Timestamp, VideoFrame};

use crate::config::{check_bitrate, check_size};
use crate::encoder::{Encoder, FrameRequest};
use crate::planes::Planes;
use crate::references::{Ask, Plan, References, Window};
use crate::{EncodeError, EncoderConfig};

use library::{Library, Picture};
use parameters::KEPT_FRAMES;
use rate::{Kind, Rate};

/// [`Encoder::name`] of this back end.
const NAME: &str = "x264";

/// An encoder on libx264.
pub(crate) struct X264 {
    config: EncoderConfig,
    library: Library,
    planes: Planes,
    rate: Rate,
    /// What the player has and the next frame may refer to.
    references: References,
    /// libx264's time stamp of the next frame, which counts frames.
    next: i64,
    last_seq: Option<u64>,
}

impl X264 {
    pub(crate) fn open(config: &EncoderConfig) -> Result<Self, EncodeError> {
        config.check()?;
        Ok(Self {
            config: *config,
            library: Library::open(config)?,
            planes: Planes::new(config.size, parameters::threads(config)),
            rate: Rate::new(config),
            references: References::new(window()?, 0),
            next: 0,
            last_seq: None,
        })
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

    /// Encodes what the planes hold.
    fn encode_planes(
        &mut self,
        request: &FrameRequest<'_>,
        (committed, taken): (Timestamp, Timestamp),
        dropped: u64,
        sink: &mut dyn SliceSink,
    ) -> Result<FrameEnd, EncodeError> {
        let converted = Timestamp::now();
        let lost = self.references.lost(request.invalidated);
        let plan = self.references.plan(Ask {
            idr: request.force_idr,
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
            qp: self.rate.quantizer(self.planes.content(), kind),
        };
        let delivered = self
            .library
            .encode(&mut self.planes, &picture, start, sink)?;
        self.planes.encoded();
        self.rate.coded(delivered.bytes);
        self.references.coded(&plan);
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
        NAME
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
        self.planes.follow(&frame, NAME)?;
        let (seq, committed) = (frame.seq, frame.committed);
        // The game may draw into its buffer again while the planes are encoded.
        drop(frame);
        let dropped = self
            .last_seq
            .map_or(0, |last| seq.saturating_sub(last.saturating_add(1)));
        let end = self.encode_planes(request, (committed, taken), dropped, sink)?;
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
        self.library = Library::open(config)?;
        self.references.restart(self.references.next_id());
        self.rate = Rate::new(config);
        if config.size != self.config.size || config.threads != self.config.threads {
            self.planes = Planes::new(config.size, parameters::threads(config));
            self.last_seq = None;
        }
        self.config = *config;
        Ok(())
    }
    fn continue_from(&mut self, id: u32) {
        self.references.restart(id);
    }
}
