//! The encode thread: mailbox → encoder → the player's network, one frame at a time.
//!
//! A frame that the network is too slow for waits in the mailbox's place until a newer one replaces it: it is
//! dropped before it is encoded, never after.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use parking_lot::Mutex;
use stratus_encode::{Backend, Encoder, EncoderConfig, FrameRequest};
use stratus_media::{EncodedFrame, Mailbox, Timestamp, VideoFrame};
use stratus_transport::VideoSender;

use crate::metrics::StageTimes;

/// How often a waiting frame asks whether the network has caught up.
const RETRY: Duration = Duration::from_millis(1);
/// How long the thread sleeps when there is nothing to do; whoever has something wakes it.
const IDLE: Duration = Duration::from_millis(500);
/// Encoder errors in a row after which the session is given up.
const PATIENCE: u32 = 30;
/// Lost frames remembered between two pictures.
const LOST_KEPT: usize = 64;

/// What the thread shares with the rest of the session.
pub struct Screen {
    frames: Arc<Mailbox<VideoFrame>>,
    viewer: Mutex<Option<VideoSender>>,
    wants_idr: AtomicBool,
    lost: Mutex<Vec<u32>>,
    bitrate_bps: AtomicU32,
    /// How long the stages take.
    times: StageTimes,
}

impl Screen {
    /// A screen that nobody watches yet.
    #[must_use]
    pub fn new(bitrate_bps: u32, times: StageTimes) -> Arc<Self> {
        Arc::new(Self {
            frames: Arc::new(Mailbox::new()),
            viewer: Mutex::new(None),
            wants_idr: AtomicBool::new(true),
            lost: Mutex::new(Vec::with_capacity(LOST_KEPT)),
            bitrate_bps: AtomicU32::new(bitrate_bps),
            times,
        })
    }

    /// Where captured frames go.
    #[must_use]
    pub fn frames(&self) -> &Arc<Mailbox<VideoFrame>> {
        &self.frames
    }

    /// Somebody watches (from an IDR on), or nobody does.
    pub fn watched_by(&self, viewer: Option<VideoSender>) {
        // Before the viewer is there, or their first picture might refer to one that they never had.
        self.wants_idr.store(true, Ordering::Release);
        *self.viewer.lock() = viewer;
        self.start_anew();
    }

    /// The next picture is an IDR; the last one is sent again if the game draws none.
    pub fn start_anew(&self) {
        self.wants_idr.store(true, Ordering::Release);
        self.frames.nudge();
    }

    /// These frames did not reach the player: the next picture must not refer to them.
    pub fn lost(&self, id: u32) {
        let mut lost = self.lost.lock();
        if lost.len() < LOST_KEPT {
            lost.push(id);
        } else {
            self.wants_idr.store(true, Ordering::Release);
        }
        drop(lost);
        self.frames.nudge();
    }

    /// Bits a second from the next picture on.
    pub fn set_bitrate(&self, bps: u32) {
        self.bitrate_bps.store(bps, Ordering::Release);
    }

    /// Ends the thread.
    pub fn close(&self) {
        self.frames.close();
    }
}

/// Runs until the mailbox closes; `Err` when the encoder fails for good.
pub fn encode(
    screen: &Screen,
    config: &EncoderConfig,
    opened: impl FnOnce(&str),
) -> Result<(), stratus_encode::EncodeError> {
    let mut encoder = stratus_encode::open(config, Backend::Auto)?;
    opened(encoder.codec());
    let mut thread = Thread {
        screen,
        config: *config,
        bitrate_bps: config.bitrate_bps,
        waiting: None,
        sent_any: false,
        lost: Vec::with_capacity(LOST_KEPT),
    };
    let mut failures = 0;
    while !screen.frames.is_closed() {
        match thread.turn(encoder.as_mut()) {
            Ok(()) => failures = 0,
            Err(error) => {
                failures += 1;
                tracing::warn!(
                    encoder = encoder.name(),
                    failures,
                    "a picture was not encoded: {error}"
                );
                if failures >= PATIENCE {
                    return Err(error);
                }
                encoder.reconfigure(&thread.config)?;
                screen.wants_idr.store(true, Ordering::Release);
            }
        }
    }
    Ok(())
}

struct Thread<'a> {
    screen: &'a Screen,
    config: EncoderConfig,
    bitrate_bps: u32,
    /// The newest frame while it cannot be sent.
    waiting: Option<VideoFrame>,
    /// The encoder holds a picture that it can send again.
    sent_any: bool,
    lost: Vec<u32>,
}

impl Thread<'_> {
    fn turn(&mut self, encoder: &mut dyn Encoder) -> Result<(), stratus_encode::EncodeError> {
        let watched = self.screen.viewer.lock().is_some();
        let wanted = self.waiting.is_some() || self.wants_picture();
        let wait = if watched && wanted { RETRY } else { IDLE };
        if let Some(frame) = self.screen.frames.take(wait) {
            // An older frame that still waits is let go here, before encode.
            self.waiting = Some(frame);
        }
        let Some(viewer) = self.screen.viewer.lock().clone() else {
            return Ok(());
        };
        let wanted = self.waiting.is_some() || self.wants_picture();
        if !wanted || !viewer.admit() {
            return Ok(());
        }
        self.follow_bitrate(encoder)?;
        self.lost.clear();
        self.lost.append(&mut self.screen.lost.lock());
        let force_idr = self.screen.wants_idr.swap(false, Ordering::AcqRel);
        let request = FrameRequest {
            force_idr,
            invalidated: &self.lost,
            target: self.config.size,
        };
        let encoded = match self.waiting.take() {
            Some(frame) => encoder.encode(&frame, &request).map(Some),
            // The game draws nothing new, but the player needs a picture.
            None => encoder.repeat(&request),
        };
        if force_idr && !matches!(encoded, Ok(Some(_))) {
            self.screen.wants_idr.store(true, Ordering::Release);
        }
        if let Some(encoded) = encoded? {
            self.sent_any = true;
            self.account(&encoded);
            viewer.send(encoded);
        }
        Ok(())
    }

    /// The player needs a picture although the game drew none.
    fn wants_picture(&self) -> bool {
        self.sent_any
            && (self.screen.wants_idr.load(Ordering::Acquire)
                || !self.screen.lost.lock().is_empty())
    }

    fn follow_bitrate(
        &mut self,
        encoder: &mut dyn Encoder,
    ) -> Result<(), stratus_encode::EncodeError> {
        let wanted = self.screen.bitrate_bps.load(Ordering::Acquire);
        if wanted != self.bitrate_bps {
            encoder.set_bitrate(wanted)?;
            self.bitrate_bps = wanted;
            self.config.bitrate_bps = wanted;
        }
        Ok(())
    }

    fn account(&self, encoded: &EncodedFrame) {
        let times = &self.screen.times;
        let seconds = |from: Timestamp, to: Timestamp| to.since(from).as_secs_f64();
        times
            .queued
            .observe(seconds(encoded.committed, encoded.taken));
        times
            .convert
            .observe(seconds(encoded.taken, encoded.converted));
        times
            .encode
            .observe(seconds(encoded.converted, encoded.encoded));
    }
}
