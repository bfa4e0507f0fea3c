//! The encode thread: mailbox → encoder → the players' networks, one frame at a time.
//!
//! A frame that the host's network is too slow for waits in the mailbox's place until a newer one replaces it: it is
//! dropped before it is encoded, never after.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use stratus_encode::governor::{Governed, Reason, Switch};
use stratus_encode::{Backend, EncodeError, Encoder, EncoderConfig, FrameRequest, WholeFrames};
use stratus_media::{EncodedFrame, Mailbox, Timestamp, VideoFrame};

use crate::audience::{Audience, MOST_LOST, Wanted, Watcher};
use crate::metrics::{Metrics, StageTimes};

/// How often a waiting frame asks whether the network has caught up.
const RETRY: Duration = Duration::from_millis(1);
/// How long the thread sleeps when there is nothing to do; whoever has something wakes it.
const IDLE: Duration = Duration::from_millis(500);
/// Pictures in a row that no back end made, after which the session is given up. Frames that cannot be used do not count: they are the
/// game's fault.
const PATIENCE: u32 = 30;
/// How often a game that hands in unusable frames is spoken of.
const COMPLAIN: Duration = Duration::from_secs(10);

/// What the thread shares with the rest of the session.
pub struct Screen {
    frames: Arc<Mailbox<VideoFrame>>,
    audience: Mutex<Audience>,
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
            audience: Mutex::default(),
            bitrate_bps: AtomicU32::new(bitrate_bps),
            times,
        })
    }

    /// Where captured frames go.
    #[must_use]
    pub fn frames(&self) -> &Arc<Mailbox<VideoFrame>> {
        &self.frames
    }

    /// Somebody watches from this seat, from an IDR on. The last picture is sent again if the game draws none.
    pub fn watched_by(&self, seat: u8, watcher: impl Watcher + 'static) {
        let watcher = Box::new(watcher);
        self.audience.lock().comes(seat, watcher);
        self.frames.nudge();
    }

    /// Nobody watches from this seat any more.
    pub fn left_by(&self, seat: u8) {
        self.audience.lock().goes(seat);
    }

    /// This viewer has to start anew with an IDR.
    pub fn start_anew(&self, seat: u8) {
        self.audience.lock().starts_anew(seat);
        self.frames.nudge();
    }

    /// This frame did not reach a viewer: no picture that they get next may refer to it.
    pub fn lost(&self, seat: u8, id: u32) {
        self.audience.lock().lost(seat, id);
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

/// Runs until the mailbox closes; `Err` when every back end fails for good. `backend` is the one that the configuration
/// names; `opened` is told the stream's codec before the first picture.
///
/// The back ends are tried here and now, while the game starts. Which one encodes, and why, is logged and counted.
pub fn encode(
    screen: &Screen,
    config: &EncoderConfig,
    backend: &Backend,
    metrics: Arc<Metrics>,
    opened: impl FnOnce(&str),
) -> Result<(), EncodeError> {
    let watch = move |switch: &Switch| {
        metrics.encoder_switched(switch);
        say(switch);
    };
    let governed = Governed::choose(config, backend, Box::new(watch))?;
    opened(governed.codec());
    run(screen, config, WholeFrames::new(Box::new(governed)))
}

fn say(switch: &Switch) {
    let reason = switch.reason.label();
    match switch.reason {
        Reason::Fastest | Reason::Pinned | Reason::Recovered => tracing::info!(reason, "{switch}"),
        _ => tracing::warn!(reason, "{switch}"),
    }
}

fn run(
    screen: &Screen,
    config: &EncoderConfig,
    mut encoder: WholeFrames,
) -> Result<(), EncodeError> {
    let mut thread = Thread::new(screen, config);
    let mut failures = 0;
    while !screen.frames.is_closed() {
        match thread.turn(&mut encoder) {
            Ok(Turn::Sent) => failures = 0,
            Ok(Turn::Nothing) => {}
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
                thread.wants_idr = true;
            }
        }
    }
    Ok(())
}

/// Frames of the game that could not be used.
#[derive(Default)]
struct Unusable {
    frames: u64,
    complained: Option<Instant>,
}

impl Unusable {
    /// Counts one; the count, where it is time to say so.
    fn count(&mut self, now: Instant) -> Option<u64> {
        self.frames += 1;
        let quiet = self
            .complained
            .is_some_and(|last| now.duration_since(last) < COMPLAIN);
        if quiet {
            return None;
        }
        self.complained = Some(now);
        Some(self.frames)
    }
}

/// What came of a turn.
enum Turn {
    /// A picture is on its way.
    Sent,
    /// There was none, or nobody to send it to.
    Nothing,
}

struct Thread<'a> {
    screen: &'a Screen,
    config: EncoderConfig,
    bitrate_bps: u32,
    /// The newest frame while it cannot be sent.
    waiting: Option<VideoFrame>,
    /// The number that the next picture gets.
    next_id: u32,
    /// The encoder holds a picture that it can send again.
    sent_any: bool,
    /// The next picture has to be an IDR, whoever watches.
    wants_idr: bool,
    /// What the next picture must not refer to.
    lost: Vec<u32>,
    unusable: Unusable,
}

impl<'a> Thread<'a> {
    fn new(screen: &'a Screen, config: &EncoderConfig) -> Self {
        Self {
            screen,
            config: *config,
            bitrate_bps: config.bitrate_bps,
            waiting: None,
            next_id: 0,
            sent_any: false,
            wants_idr: true,
            lost: Vec::with_capacity(MOST_LOST as usize),
            unusable: Unusable::default(),
        }
    }

    fn turn(&mut self, encoder: &mut WholeFrames) -> Result<Turn, EncodeError> {
        if let Some(frame) = self.screen.frames.take(self.wait()) {
            // An older frame that still waits is let go here, before encode.
            self.waiting = Some(frame);
        }
        let Some(wanted) = self.wanted() else {
            return Ok(Turn::Nothing);
        };
        self.follow_bitrate(encoder)?;
        let Some(encoded) = self.picture(encoder, &wanted)? else {
            return Ok(Turn::Nothing);
        };
        self.account(&encoded);
        let mut audience = self.screen.audience.lock();
        audience.send(Timestamp::now(), encoded, &wanted);
        Ok(Turn::Sent)
    }

    /// How long to wait for a frame of the game.
    fn wait(&self) -> Duration {
        let audience = self.screen.audience.lock();
        let now = Timestamp::now();
        if audience.is_empty() {
            IDLE
        } else if self.waiting.is_some() || self.sent_any && audience.misses(now) {
            RETRY
        } else {
            audience.recall_in(now).unwrap_or(IDLE).clamp(RETRY, IDLE)
        }
    }

    /// Whether a picture is worth encoding now.
    fn wanted(&self) -> Option<Wanted> {
        let drawn = self.waiting.is_some();
        let mut audience = self.screen.audience.lock();
        audience.ask(Timestamp::now(), drawn, self.sent_any, self.next_id)
    }

    /// The frame that waits, or the last picture again; `None` where neither can be had.
    fn picture(
        &mut self,
        encoder: &mut WholeFrames,
        wanted: &Wanted,
    ) -> Result<Option<EncodedFrame>, EncodeError> {
        self.lost.clear();
        let mut id = wanted.not_from.unwrap_or(self.next_id);
        while id != self.next_id {
            self.lost.push(id);
            id = id.wrapping_add(1);
        }
        let request = FrameRequest {
            force_idr: wanted.idr || self.wants_idr,
            invalidated: &self.lost,
            target: self.config.size,
        };
        let encoded = match self.waiting.take() {
            Some(frame) => encoder.encode(frame, &request).map(Some),
            // The game draws nothing new, but a viewer needs a picture.
            None => encoder.repeat(&request),
        };
        if let Ok(Some(encoded)) = &encoded {
            self.next_id = encoded.id.wrapping_add(1);
            self.sent_any = true;
            self.wants_idr = false;
        }
        match encoded {
            Err(error) if error.is_the_frames() => {
                if let Some(dropped) = self.unusable.count(Instant::now()) {
                    tracing::warn!(dropped, "the game's frame was dropped: {error}");
                }
                Ok(None)
            }
            encoded => encoded,
        }
    }

    fn follow_bitrate(&mut self, encoder: &mut WholeFrames) -> Result<(), EncodeError> {
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

#[cfg(test)]
mod tests;
