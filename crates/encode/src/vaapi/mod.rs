//! The VA-API back end: a game's DMA-BUF is imported, converted and encoded by the GPU's video engine, and no pixel is
//! copied.
//!
//! The encoder's thread hands frames to a worker that alone talks to the driver, and leaves it where it takes too long.

mod capabilities;
mod coded;
mod context;
mod convert;
mod display;
mod engine;
mod failure;
mod headers;
pub(crate) mod import;
mod importer;
mod nodes;
mod picture;
mod rate;
mod session;
mod surface;
mod worker;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use stratus_media::{FrameEnd, FrameStart, Size, SliceSink, Timestamp, VideoFrame};

use crate::config::{check_bitrate, check_size};
use crate::encoder::{Encoder, FrameRequest};
use crate::h264::Sps;
use crate::{EncodeError, EncoderConfig};

use capabilities::Capabilities;
use engine::Rate;
use failure::Failure;
use session::{Job, Source};
use worker::{NoAnswer, Worker};

pub(crate) use display::render_nodes;
pub use importer::VaApiImporter;

/// [`Encoder::name`] of this back end.
const NAME: &str = "vaapi";

/// How long a frame may take: a driver that takes longer is left, so that another back end has the next frame encoded
/// within 100 ms.
const LIMIT: Duration = Duration::from_millis(60);

/// The same for the first frame of a size, for which drivers compile shaders and take memory.
const FIRST_LIMIT: Duration = Duration::from_secs(1);

/// How long a driver may take to open.
const OPEN_LIMIT: Duration = Duration::from_secs(3);

/// An encoder on a VA-API driver. Takes frames in DMA-BUFs only.
pub struct VaApi {
    config: EncoderConfig,
    sps: Sps,
    codec: String,
    capabilities: Capabilities,
    /// Says that the display may be broken. The display itself is the driver's thread's, which closes it.
    retired: Arc<AtomicBool>,
    worker: Worker,
    limit: Duration,
    /// Frames of this size were encoded.
    warm: bool,
    continue_from: Option<u32>,
    /// The frame before, of this stream.
    last_seq: Option<u64>,
}

impl VaApi {
    /// Opens an encoder on a render node such as `/dev/dri/renderD128`, or on the first that can encode.
    ///
    /// # Errors
    /// A configuration that cannot be used, or [`EncodeError::Unavailable`]: what is missing here.
    pub fn open(config: &EncoderConfig, device: Option<&Path>) -> Result<Self, EncodeError> {
        config.check()?;
        let (worker, opened) = Worker::start(device.map(Path::to_owned), *config, OPEN_LIMIT)
            .map_err(|no_answer| EncodeError::Unavailable {
                backend: NAME,
                reason: match no_answer {
                    NoAnswer::Failed(failure) => failure.while_opening(),
                    NoAnswer::Late => {
                        format!("its driver did not open within {} s", OPEN_LIMIT.as_secs())
                    }
                    NoAnswer::Ended => "its driver's thread ended".to_owned(),
                },
            })?;
        Ok(Self {
            config: *config,
            codec: opened.sps.codec(),
            sps: opened.sps,
            capabilities: opened.capabilities,
            retired: opened.retired,
            worker,
            limit: LIMIT,
            warm: false,
            continue_from: None,
            last_seq: None,
        })
    }

    /// Allows each frame another time than 60 ms (and the first of a size ten times as long, 1 s at least).
    #[must_use]
    pub fn with_limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    fn limit(&self) -> Duration {
        if self.warm {
            self.limit
        } else {
            (self.limit * 10).max(FIRST_LIMIT)
        }
    }

    /// Makes `config` the stream's from the next frame on.
    fn follow(&mut self, config: &EncoderConfig) -> Result<(), EncodeError> {
        let unusable = |failure: Failure| failure.of_frame(0, config.size);
        let sps = headers::sequence(self.capabilities.profile, config)
            .map_err(|error| unusable(error.into()))?;
        worker::check_size(&self.capabilities, &sps).map_err(unusable)?;
        if config.size != self.config.size {
            self.warm = false;
        }
        let same_stream = Sps {
            level: self.sps.level,
            ..sps
        } == self.sps;
        // A level that is higher than need be is no reason to begin anew.
        if !same_stream || sps.level > self.sps.level {
            self.codec = sps.codec();
            self.sps = sps;
            // Another stream has an input of its own, which nothing is in yet.
            self.last_seq = None;
        }
        self.config = *config;
        Ok(())
    }

    fn run(
        &mut self,
        source: Source,
        (seq, size): (u64, Size),
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
        mut start: FrameStart,
        dropped: u64,
    ) -> Result<FrameEnd, EncodeError> {
        const ACTION: &str = "encode a frame";
        let job = Job {
            source,
            sps: self.sps,
            rate: Rate {
                bitrate_bps: self.config.bitrate_bps,
                fps: self.config.fps,
            },
            force_idr: request.force_idr,
            continue_from: self.continue_from,
        };
        let limit = self.limit();
        let (coded, picture) = match self.worker.encode(job, request.invalidated, limit) {
            Ok(coded) => coded,
            Err(NoAnswer::Failed(failure)) => return Err(failure.of_frame(seq, size)),
            Err(NoAnswer::Late) => {
                // Whoever opens the device next does not meet what holds this one up.
                self.retired.store(true, Ordering::Relaxed);
                return Err(EncodeError::Deadline {
                    backend: NAME,
                    action: ACTION,
                    limit,
                });
            }
            Err(NoAnswer::Ended) => {
                return Err(EncodeError::Backend {
                    backend: NAME,
                    action: "go on after it failed",
                    code: 0,
                });
            }
        };
        self.continue_from = None;
        self.warm = true;
        start.id = coded.id;
        start.idr = coded.idr;
        start.repair = coded.repair;
        sink.begin(&start);
        sink.slice(picture);
        Ok(FrameEnd {
            converted: coded.converted,
            // The driver hands a picture out whole.
            first_slice: coded.encoded,
            encoded: coded.encoded,
            bytes: u32::try_from(picture.len()).unwrap_or(u32::MAX),
            dropped: u16::try_from(dropped).unwrap_or(u16::MAX),
        })
    }

    fn start(&self, committed: Timestamp, taken: Timestamp) -> FrameStart {
        FrameStart {
            id: 0,
            idr: false,
            repair: false,
            width: self.config.size.width as u16,
            height: self.config.size.height as u16,
            committed,
            taken,
        }
    }
}

impl Encoder for VaApi {
    fn name(&self) -> &'static str {
        NAME
    }

    fn codec(&self) -> &str {
        &self.codec
    }

    fn encode(
        &mut self,
        frame: VideoFrame,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<FrameEnd, EncodeError> {
        let taken = Timestamp::now();
        if request.target != self.config.size {
            check_size(request.target)?;
            self.follow(&EncoderConfig {
                size: request.target,
                ..self.config
            })?;
        }
        let (seq, size) = (frame.seq, frame.size);
        let dropped = self
            .last_seq
            .map_or(0, |last| seq.saturating_sub(last.saturating_add(1)));
        let start = self.start(frame.committed, taken);
        let source = Source::Frame(frame);
        let end = self.run(source, (seq, size), request, sink, start, dropped)?;
        self.last_seq = Some(seq);
        Ok(end)
    }

    fn repeat(
        &mut self,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<Option<FrameEnd>, EncodeError> {
        // A picture of another stream is not there to be repeated.
        let Some(seq) = self.last_seq.filter(|_| request.target == self.config.size) else {
            return Ok(None);
        };
        let taken = Timestamp::now();
        let start = self.start(taken, taken);
        let size = self.config.size;
        self.run(Source::Again, (seq, size), request, sink, start, 0)
            .map(Some)
    }

    fn set_bitrate(&mut self, bps: u32) -> Result<(), EncodeError> {
        check_bitrate(bps)?;
        self.follow(&EncoderConfig {
            bitrate_bps: bps,
            ..self.config
        })
    }

    fn reconfigure(&mut self, config: &EncoderConfig) -> Result<(), EncodeError> {
        config.check()?;
        self.follow(config)
    }

    fn continue_from(&mut self, id: u32) {
        self.continue_from = Some(id);
        // What was encoded before is of no stream that the player has; it may be a trial's.
        self.last_seq = None;
    }
}
