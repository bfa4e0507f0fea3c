//! The encode thread: mailbox → encoder → the players' networks, one frame at a time.
//!
//! A frame that the host's network is too slow for waits in the mailbox's place until a newer one replaces it: it is
//! dropped before it is encoded, never after.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use stratus_encode::governor::{Governed, Reason, Switch};
use stratus_encode::{Backend, EncodeError, Encoder, EncoderConfig, FrameRequest};
use stratus_media::{FrameEnd, FrameStart, Mailbox, Timestamp, VideoFrame};
use stratus_transport::SliceBuffer;

use crate::audience::{Audience, MOST_LOST, Wanted, Watcher};
use crate::broadcast::Broadcast;
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
    let mut governed = Governed::choose(config, backend, Box::new(watch))?;
    opened(governed.codec());
    // A game that draws the same again, as a menu does, costs no bits once the picture is as good as it gets.
    governed.leave_out_unchanged(true);
    run(screen, config, &mut governed)
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
    encoder: &mut dyn Encoder,
) -> Result<(), EncodeError> {
    let mut thread = Thread::new(screen, config);
    let mut failures = 0;
    while !screen.frames.is_closed() {
        match thread.turn(encoder) {
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
    slices: SliceBuffer,
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
            slices: SliceBuffer::new(),
        }
    }

    fn turn(&mut self, encoder: &mut dyn Encoder) -> Result<Turn, EncodeError> {
        if let Some(frame) = self.screen.frames.take(self.wait()) {
            // An older frame that still waits is let go here, before encode.
            self.waiting = Some(frame);
        }
        let Some(wanted) = self.wanted() else {
            return Ok(Turn::Nothing);
        };
        self.follow_bitrate(encoder)?;
        self.picture(encoder, &wanted)
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

    /// Encodes the frame that waits, or the last picture again, while its slices go to whoever watches; nothing where neither
    /// can be had, or where the players see what it shows already.
    fn picture(&mut self, encoder: &mut dyn Encoder, wanted: &Wanted) -> Result<Turn, EncodeError> {
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
        let mut broadcast = Broadcast::new(&self.screen.audience, &mut self.slices, wanted);
        let encoded = match self.waiting.take() {
            Some(frame) => encoder.encode(frame, &request, &mut broadcast).map(Some),
            // The game draws nothing new, but a viewer needs a picture.
            None => encoder.repeat(&request, &mut broadcast),
        };
        let begun = broadcast.begun();
        if let Some(start) = &begun {
            // Also of one that failed: its number is used up.
            self.next_id = start.id.wrapping_add(1);
        }
        match (encoded, begun) {
            (Ok(Some(end)), Some(start)) => {
                broadcast.end(&end);
                self.sent_any = true;
                self.wants_idr = false;
                self.account(&start, &end);
                Ok(Turn::Sent)
            }
            (Ok(Some(_)), None) => {
                self.screen.times.unchanged.inc();
                Ok(Turn::Nothing)
            }
            (Ok(None), _) => Ok(Turn::Nothing),
            (Err(error), _) if error.is_the_frames() => {
                if let Some(dropped) = self.unusable.count(Instant::now()) {
                    tracing::warn!(dropped, "the game's frame was dropped: {error}");
                }
                Ok(Turn::Nothing)
            }
            (Err(error), _) => Err(error),
        }
    }

    fn follow_bitrate(&mut self, encoder: &mut dyn Encoder) -> Result<(), EncodeError> {
        let wanted = self.screen.bitrate_bps.load(Ordering::Acquire);
        if wanted != self.bitrate_bps {
            encoder.set_bitrate(wanted)?;
            self.bitrate_bps = wanted;
            self.config.bitrate_bps = wanted;
        }
        Ok(())
    }

    fn account(&self, start: &FrameStart, end: &FrameEnd) {
        let times = &self.screen.times;
        let seconds = |from: Timestamp, to: Timestamp| to.since(from).as_secs_f64();
        times.queued.observe(seconds(start.committed, start.taken));
        times.convert.observe(seconds(start.taken, end.converted));
        times
            .first_slice
            .observe(seconds(end.converted, end.first_slice));
        times.encode.observe(seconds(end.converted, end.encoded));
    }
}

#[cfg(test)]
mod tests;
