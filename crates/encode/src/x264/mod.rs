//! The libx264 back end: frames on the CPU, a slice a thread.

mod library;
mod parameters;

use stratus_media::{FrameEnd, FrameStart, Size, SliceSink, Timestamp, VideoFrame};

use crate::config::{check_bitrate, check_size};
use crate::encoder::{Encoder, FrameRequest};
use crate::planes::Planes;
use crate::{EncodeError, EncoderConfig};

use library::Library;

/// [`Encoder::name`] of this back end.
const NAME: &str = "x264";

/// An encoder on libx264.
pub(crate) struct X264 {
    config: EncoderConfig,
    library: Library,
    planes: Planes,
    /// libx264's time stamp of the next frame, which counts frames.
    next: i64,
    /// The first frame whose number is known.
    first: i64,
    /// [`FrameStart::id`] of the next frame.
    id: u32,
    /// The next frame has to be an IDR.
    starts_anew: bool,
    last_seq: Option<u64>,
}

impl X264 {
    pub(crate) fn open(config: &EncoderConfig) -> Result<Self, EncodeError> {
        config.check()?;
        Ok(Self {
            config: *config,
            library: Library::open(config)?,
            planes: Planes::new(config.size),
            next: 0,
            first: 0,
            id: 0,
            starts_anew: false,
            last_seq: None,
        })
    }

    /// Tells libx264 the oldest lost frame: it drops that one and all later ones as references.
    /// Says whether any of them was a frame at all.
    fn invalidate(&mut self, lost: &[u32]) -> Result<bool, EncodeError> {
        let age_of = |id: &u32| i64::from(self.id.wrapping_sub(*id));
        let made = (self.next - self.first).min(i64::from(i32::MAX));
        let given_out = |age: &i64| (1..=made).contains(age);
        let Some(age) = lost.iter().map(age_of).filter(given_out).max() else {
            return Ok(false);
        };
        self.library.invalidate(self.next - age)?;
        Ok(true)
    }
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
        let repair = self.invalidate(request.invalidated)?;
        let mut start = FrameStart {
            id: self.id,
            idr: false,
            repair,
            width: self.config.size.width as u16,
            height: self.config.size.height as u16,
            committed,
            taken,
        };
        let (mut bytes, mut first_slice) = (0, None);
        self.library.encode(
            &mut self.planes,
            self.next,
            request.force_idr || self.starts_anew,
            |idr, nal_unit| {
                if first_slice.is_none() {
                    first_slice = Some(Timestamp::now());
                    start.idr = idr;
                    sink.begin(&start);
                }
                bytes += nal_unit.len();
                sink.slice(nal_unit);
            },
        )?;
        self.next += 1;
        self.id = self.id.wrapping_add(1);
        self.starts_anew = false;
        let encoded = Timestamp::now();
        Ok(FrameEnd {
            converted,
            first_slice: first_slice.unwrap_or(encoded),
            encoded,
            bytes: u32::try_from(bytes).unwrap_or(u32::MAX),
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
        self.library.set_bitrate(&config)?;
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
        if config.size != self.config.size {
            self.planes = Planes::new(config.size);
            self.last_seq = None;
        }
        self.config = *config;
        Ok(())
    }
    fn continue_from(&mut self, id: u32) {
        self.id = id;
        self.first = self.next;
        self.starts_anew = true;
    }
}
