//! The libx264 back end: frames on the CPU, a slice a thread.

mod library;
mod parameters;

use stratus_media::{EncodedFrame, PacketPool, Size, Timestamp, VideoFrame};

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
    packets: PacketPool,
    /// Number of the next frame; its low 32 bits are [`EncodedFrame::id`], the whole is libx264's pts.
    next: i64,
    last_seq: Option<u64>,
}

impl X264 {
    pub(crate) fn open(config: &EncoderConfig) -> Result<Self, EncodeError> {
        config.check()?;
        Ok(Self {
            config: *config,
            library: Library::open(config)?,
            planes: Planes::new(config.size),
            packets: PacketPool::new(),
            next: 0,
            last_seq: None,
        })
    }

    /// Tells libx264 the oldest lost frame: it drops that one and all later ones as references.
    /// Says whether any of them was a frame at all.
    fn invalidate(&mut self, lost: &[u32]) -> Result<bool, EncodeError> {
        let age_of = |id: &u32| i64::from((self.next as u32).wrapping_sub(*id));
        let given_out = |age: &i64| (1..=self.next.min(i64::from(i32::MAX))).contains(age);
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
        committed: Timestamp,
        taken: Timestamp,
    ) -> Result<EncodedFrame, EncodeError> {
        let converted = Timestamp::now();
        let repair = self.invalidate(request.invalidated)?;
        let mut payload = self.packets.take();
        let idr = self.library.encode(
            &mut self.planes,
            self.next,
            request.force_idr,
            payload.buffer(),
        )?;
        let id = self.next as u32;
        self.next += 1;
        Ok(EncodedFrame {
            id,
            idr,
            repair,
            width: self.config.size.width as u16,
            height: self.config.size.height as u16,
            payload,
            committed,
            taken,
            converted,
            encoded: Timestamp::now(),
            dropped: 0,
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
        frame: &VideoFrame,
        request: &FrameRequest<'_>,
    ) -> Result<EncodedFrame, EncodeError> {
        let taken = Timestamp::now();
        self.follow_target(request.target)?;
        self.planes.follow(frame, NAME)?;
        let skipped = self
            .last_seq
            .map_or(0, |last| frame.seq.saturating_sub(last.saturating_add(1)));
        let mut encoded = self.encode_planes(request, frame.committed, taken)?;
        self.last_seq = Some(frame.seq);
        encoded.dropped = u16::try_from(skipped).unwrap_or(u16::MAX);
        Ok(encoded)
    }

    fn repeat(&mut self, request: &FrameRequest<'_>) -> Result<Option<EncodedFrame>, EncodeError> {
        // A picture of another size is not there to be repeated.
        if self.last_seq.is_none() || request.target != self.config.size {
            return Ok(None);
        }
        let taken = Timestamp::now();
        self.encode_planes(request, taken, taken).map(Some)
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
}
