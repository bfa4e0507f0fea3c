//! The encode thread: mailbox → encoder → the player's network, one frame at a time.
//!
//! A frame that the network is too slow for waits in the mailbox's place until a newer one replaces it: it is
//! dropped before it is encoded, never after.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use stratus_encode::{Backend, EncodeError, EncoderConfig, FrameRequest, WholeFrames};
use stratus_media::{EncodedFrame, Mailbox, Timestamp, VideoFrame};
use stratus_transport::VideoSender;

use crate::metrics::StageTimes;

/// How often a waiting frame asks whether the network has caught up.
const RETRY: Duration = Duration::from_millis(1);
/// How long the thread sleeps when there is nothing to do; whoever has something wakes it.
const IDLE: Duration = Duration::from_millis(500);
/// Encoder errors without a picture between them after which the session is given up. Frames that cannot be used do not count: they are the
/// game's fault, and another encoder would not read them either.
const PATIENCE: u32 = 30;
/// How often a game that hands in unusable frames is spoken of.
const COMPLAIN: Duration = Duration::from_secs(10);
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
) -> Result<(), EncodeError> {
    let mut encoder = open(config)?;
    opened(encoder.codec());
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
                if error.ends_encoder() {
                    encoder = open(&thread.config)?;
                    encoder.continue_from(thread.next_id);
                }
                screen.wants_idr.store(true, Ordering::Release);
            }
        }
    }
    Ok(())
}

fn open(config: &EncoderConfig) -> Result<WholeFrames, EncodeError> {
    stratus_encode::open(config, &Backend::Auto).map(WholeFrames::new)
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
    /// What the player lost and no picture has made up for.
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
            lost: Vec::with_capacity(LOST_KEPT),
            unusable: Unusable::default(),
        }
    }

    fn turn(&mut self, encoder: &mut WholeFrames) -> Result<Turn, EncodeError> {
        let watched = self.screen.viewer.lock().is_some();
        let wanted = self.waiting.is_some() || self.wants_picture();
        let wait = if watched && wanted { RETRY } else { IDLE };
        if let Some(frame) = self.screen.frames.take(wait) {
            // An older frame that still waits is let go here, before encode.
            self.waiting = Some(frame);
        }
        let Some(viewer) = self.screen.viewer.lock().clone() else {
            return Ok(Turn::Nothing);
        };
        let wanted = self.waiting.is_some() || self.wants_picture();
        if !wanted || !viewer.admit() {
            return Ok(Turn::Nothing);
        }
        self.follow_bitrate(encoder)?;
        let Some(encoded) = self.picture(encoder)? else {
            return Ok(Turn::Nothing);
        };
        self.account(&encoded);
        viewer.send(encoded);
        Ok(Turn::Sent)
    }

    /// The frame that waits, or the last picture again; `None` where neither can be had. What the player asked for
    /// stays wanted until a picture brings it.
    fn picture(&mut self, encoder: &mut WholeFrames) -> Result<Option<EncodedFrame>, EncodeError> {
        self.hear_of_losses();
        let force_idr = self.screen.wants_idr.swap(false, Ordering::AcqRel);
        let request = FrameRequest {
            force_idr,
            invalidated: &self.lost,
            target: self.config.size,
        };
        let encoded = match self.waiting.take() {
            Some(frame) => encoder.encode(frame, &request).map(Some),
            // The game draws nothing new, but the player needs a picture.
            None => encoder.repeat(&request),
        };
        if let Ok(Some(encoded)) = &encoded {
            self.next_id = encoded.id.wrapping_add(1);
            self.sent_any = true;
            self.lost.clear();
        } else if force_idr {
            self.screen.wants_idr.store(true, Ordering::Release);
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

    /// Adds what was lost since; where that is too much to remember, an IDR makes up for it all.
    fn hear_of_losses(&mut self) {
        let mut lost = self.screen.lost.lock();
        if self.lost.len() + lost.len() > LOST_KEPT {
            self.lost.clear();
            lost.clear();
            self.screen.wants_idr.store(true, Ordering::Release);
        }
        self.lost.append(&mut lost);
    }

    /// The player needs a picture although the game drew none.
    fn wants_picture(&self) -> bool {
        self.sent_any
            && (self.screen.wants_idr.load(Ordering::Acquire)
                || !self.lost.is_empty()
                || !self.screen.lost.lock().is_empty())
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
mod tests {
    use stratus_media::{Damage, DmaBuf, FrameBuffer, PixelFormat, Pixels, Size};

    use super::*;
    use crate::metrics::Metrics;

    const SIZE: Size = Size::new(64, 48);
    const CONFIG: EncoderConfig = EncoderConfig {
        size: SIZE,
        fps: 60,
        bitrate_bps: 1_000_000,
        threads: 1,
    };

    struct Memory(Vec<u8>);

    impl Pixels for Memory {
        fn bytes(&self) -> &[u8] {
            &self.0
        }
    }

    fn frame(seq: u64, buffer: FrameBuffer) -> VideoFrame {
        VideoFrame {
            seq,
            size: SIZE,
            format: PixelFormat::Xrgb8888,
            buffer,
            damage: Damage::full(SIZE),
            committed: Timestamp::now(),
            guard: None,
        }
    }

    fn in_memory(seq: u64, rows: u32) -> VideoFrame {
        let stride = SIZE.width * PixelFormat::BYTES;
        let pixels = Arc::new(Memory(vec![seq as u8; (stride * rows) as usize]));
        frame(seq, FrameBuffer::Shm { pixels, stride })
    }

    fn good(seq: u64) -> VideoFrame {
        in_memory(seq, SIZE.height)
    }

    /// One that lies about its memory, or a DMA-BUF that the encoder cannot read.
    fn bad(seq: u64) -> VideoFrame {
        if seq.is_multiple_of(2) {
            return in_memory(seq, SIZE.height - 1);
        }
        let buffer = DmaBuf::new(SIZE, PixelFormat::Xrgb8888, 1, Vec::new());
        frame(seq, FrameBuffer::DmaBuf(Arc::new(buffer)))
    }

    /// What x264 makes of a frame, or of none.
    fn picture(
        thread: &mut Thread<'_>,
        encoder: &mut WholeFrames,
        frame: Option<VideoFrame>,
    ) -> Option<EncodedFrame> {
        thread.waiting = frame;
        thread.picture(encoder).unwrap()
    }

    #[test]
    fn a_game_whose_frames_cannot_be_read_keeps_its_encoder_and_its_stream() {
        let screen = Screen::new(CONFIG.bitrate_bps, Metrics::new().stage_times());
        let mut encoder = open(&CONFIG).unwrap();
        let mut thread = Thread::new(&screen, &CONFIG);
        let first = picture(&mut thread, &mut encoder, Some(good(0))).unwrap();
        assert!(first.idr);
        // More than an encoder's own failures may be.
        for seq in 1..=2 * u64::from(PATIENCE) {
            assert!(picture(&mut thread, &mut encoder, Some(bad(seq))).is_none());
        }
        assert_eq!(thread.unusable.frames, 2 * u64::from(PATIENCE));
        assert!(!thread.wants_picture(), "the player misses nothing");
        let next = picture(&mut thread, &mut encoder, Some(good(99))).unwrap();
        assert!(!next.idr && next.id == first.id + 1, "the stream goes on");
    }

    #[test]
    fn what_the_player_asked_for_outlives_a_frame_that_cannot_be_read() {
        let screen = Screen::new(CONFIG.bitrate_bps, Metrics::new().stage_times());
        let mut encoder = open(&CONFIG).unwrap();
        let mut thread = Thread::new(&screen, &CONFIG);
        assert!(picture(&mut thread, &mut encoder, Some(bad(0))).is_none());
        assert!(!thread.wants_picture(), "there is none to send again");
        let sent: Vec<_> = (1..5)
            .filter_map(|seq| picture(&mut thread, &mut encoder, Some(good(seq))))
            .collect();
        assert!(sent[0].idr && !sent[3].idr);

        screen.lost(sent[3].id);
        assert!(picture(&mut thread, &mut encoder, Some(bad(5))).is_none());
        assert!(thread.wants_picture());
        assert!(picture(&mut thread, &mut encoder, None).unwrap().repair);
        assert!(!thread.wants_picture());

        screen.start_anew();
        assert!(picture(&mut thread, &mut encoder, Some(bad(6))).is_none());
        assert!(thread.wants_picture());
        assert!(picture(&mut thread, &mut encoder, None).unwrap().idr);
        assert!(!thread.wants_picture());
    }

    #[test]
    fn more_losses_than_are_remembered_are_made_up_for_by_an_idr() {
        let screen = Screen::new(CONFIG.bitrate_bps, Metrics::new().stage_times());
        let mut encoder = open(&CONFIG).unwrap();
        let mut thread = Thread::new(&screen, &CONFIG);
        let first = picture(&mut thread, &mut encoder, Some(good(0))).unwrap();
        for seq in 1..=LOST_KEPT as u64 + 1 {
            screen.lost(first.id);
            assert!(picture(&mut thread, &mut encoder, Some(bad(seq))).is_none());
            assert!(thread.lost.len() <= LOST_KEPT);
        }
        assert!(picture(&mut thread, &mut encoder, None).unwrap().idr);
    }

    #[test]
    fn a_game_is_complained_of_at_once_and_then_once_in_a_while() {
        let mut unusable = Unusable::default();
        let start = Instant::now();
        let said = (0..=20).filter_map(|n| unusable.count(start + COMPLAIN / 10 * n));
        assert_eq!(said.collect::<Vec<_>>(), [1, 11, 21]);
    }
}
