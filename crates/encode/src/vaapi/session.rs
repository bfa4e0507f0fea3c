//! One stream on a driver: what a job means, in order. Lives on the worker's thread.

use std::sync::Arc;

use stratus_media::{Damage, FrameBuffer, Refusal, Timestamp, VideoFrame};

use super::capabilities::{Capabilities, RateControl};
use super::display::Display;
use super::engine::{Engine, Rate};
use super::failure::Failure;
use super::headers::Headers;
use super::import::Imports;
use super::rate::QuantizerControl;
use super::worker::PICTURE;
use crate::h264::Sps;
use crate::references::{Ask, References, Window};

/// The picture to encode.
pub(super) enum Source {
    /// A game's.
    Frame(VideoFrame),
    /// The one before, once more.
    Again,
}

/// A frame to encode, with all that its encoder is told.
pub(super) struct Job {
    pub source: Source,
    /// The stream that it belongs to; another than before begins with an IDR.
    pub sps: Sps,
    pub rate: Rate,
    pub force_idr: bool,
    /// The frame gets this number, and nothing before it is known.
    pub continue_from: Option<u32>,
}

/// What became of a job.
#[derive(Debug, Clone, Copy)]
pub(super) struct Coded {
    pub id: u32,
    pub idr: bool,
    pub repair: bool,
    pub converted: Timestamp,
    pub encoded: Timestamp,
}

/// A stream.
pub(super) struct Session {
    engine: Engine,
    display: Arc<Display>,
    capabilities: Capabilities,
    sps: Sps,
    rate: Rate,
    references: References,
    /// Where the driver has none of its own.
    quantizer: Option<QuantizerControl>,
    /// A loss was told since the last coded frame.
    damaged: bool,
    /// The number of the frame whose picture the input holds.
    last_seq: Option<u64>,
    spare: Vec<u8>,
}

impl Session {
    pub(super) fn open(
        display: Arc<Display>,
        capabilities: Capabilities,
        sps: Sps,
        rate: Rate,
    ) -> Result<Self, Failure> {
        let window = window(&sps)?;
        Ok(Self {
            engine: Engine::new(&display, &capabilities, Headers::new(sps)?, window)?,
            quantizer: quantizer(&capabilities, &sps, rate),
            references: References::new(window, 0),
            display,
            capabilities,
            sps,
            rate,
            damaged: false,
            last_seq: None,
            spare: Vec::with_capacity(PICTURE),
        })
    }

    /// Encodes a frame into `out`. After an error that is not of the frame nothing works any more.
    pub(super) fn encode(
        &mut self,
        job: Job,
        lost: &[u32],
        out: &mut Vec<u8>,
    ) -> Result<Coded, Failure> {
        self.display.bury();
        if let Some(id) = job.continue_from {
            self.references.restart(id);
            self.damaged = false;
            self.last_seq = None;
        }
        self.follow_stream(job.sps)?;
        self.follow_rate(job.rate);
        self.damaged |= self.references.lost(lost);
        let frame = self.take_picture(job.source)?;

        let plan = self.references.plan(Ask {
            idr: job.force_idr,
            keep: false,
        });
        let quantizer = self
            .quantizer
            .as_ref()
            .map(|control| control.quantizer(plan.is_idr()));
        self.engine
            .submit(&plan, &self.references, self.rate, quantizer)?;
        if let Some(frame) = frame {
            self.engine.converted()?;
            // The game may draw into its buffer again while its picture is encoded.
            drop(frame);
        }
        let converted = Timestamp::now();
        self.engine.coded(&plan, out, &mut self.spare)?;
        let encoded = Timestamp::now();
        if let (Some(control), Some(quantizer)) = (&mut self.quantizer, quantizer) {
            control.coded(plan.is_idr(), quantizer, out.len() as u64 * 8);
        }
        self.references.coded(&plan);
        let repair = std::mem::take(&mut self.damaged) | plan.repair;
        Ok(Coded {
            id: plan.id,
            idr: plan.is_idr(),
            repair,
            converted,
            encoded,
        })
    }

    /// Its display may be broken.
    pub(super) fn retire(&self) {
        self.display.retire();
    }

    /// Begins to convert the frame's picture; `None` where the picture of the frame before is the same.
    fn take_picture(&mut self, source: Source) -> Result<Option<VideoFrame>, Failure> {
        let Source::Frame(frame) = source else {
            // What is in new memory may be anybody's picture.
            return match self.last_seq {
                Some(_) => Ok(None),
                None => Err(Failure::Output("there was no picture before to repeat")),
            };
        };
        let FrameBuffer::DmaBuf(buffer) = &frame.buffer else {
            return Err(in_shared_memory().into());
        };
        let follows = self
            .last_seq
            .is_some_and(|last| last.checked_add(1) == Some(frame.seq));
        if follows && is_empty(frame.damage) {
            self.last_seq = Some(frame.seq);
            return Ok(None);
        }
        let surface = Imports::surface(buffer, &self.display)?;
        // Until it is converted the input is nobody's picture.
        self.last_seq = None;
        self.engine.convert(surface.id, buffer.size)?;
        self.last_seq = Some(frame.seq);
        Ok(Some(frame))
    }

    fn follow_stream(&mut self, sps: Sps) -> Result<(), Failure> {
        if sps == self.sps {
            return Ok(());
        }
        let new_window = window(&sps)?;
        self.engine = Engine::new(
            &self.display,
            &self.capabilities,
            Headers::new(sps)?,
            new_window,
        )?;
        let next = self.references.next_id();
        if new_window == window(&self.sps)? {
            self.references.restart(next);
        } else {
            self.references = References::new(new_window, next);
        }
        if sps.size != self.sps.size {
            self.quantizer = quantizer(&self.capabilities, &sps, self.rate);
        }
        self.last_seq = None;
        self.sps = sps;
        Ok(())
    }

    fn follow_rate(&mut self, rate: Rate) {
        if rate == self.rate {
            return;
        }
        if let Some(control) = &mut self.quantizer {
            control.set_rate(rate.bitrate_bps, rate.fps);
        }
        self.rate = rate;
    }
}

/// Why a `wl_shm` frame is not for this back end.
pub(super) fn in_shared_memory() -> Refusal {
    Refusal("it is in wl_shm memory, which the video engine does not read: use x264".to_owned())
}

const fn is_empty(damage: Damage) -> bool {
    damage.width == 0 || damage.height == 0
}

fn window(sps: &Sps) -> Result<Window, Failure> {
    Window::frames(sps.max_num_ref_frames)
        .and_then(|window| window.with_frame_num_bits(sps.log2_max_frame_num))
        .map_err(|error| Failure::Unavailable(error.to_string()))
}

fn quantizer(capabilities: &Capabilities, sps: &Sps, rate: Rate) -> Option<QuantizerControl> {
    let pixels = u64::from(sps.size.width) * u64::from(sps.size.height);
    (capabilities.rate_control == RateControl::Cqp)
        .then(|| QuantizerControl::new(pixels, rate.bitrate_bps, rate.fps))
}
