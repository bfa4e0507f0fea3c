use std::sync::atomic::AtomicUsize;

use stratus_encode::governor::{Open, Rules, Watch};
use stratus_media::{Damage, DmaBuf, FrameBuffer, FrameEnd, PixelFormat, Pixels, Size, SliceSink};
use stratus_protocol::session::HOST;
use stratus_transport::Slices;

use super::*;

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

/// A player who takes everything.
#[derive(Clone, Default)]
struct Player(Arc<Mutex<Network>>);

#[derive(Default)]
struct Network {
    coming: Option<(FrameStart, Vec<u8>)>,
    whole: Vec<FrameStart>,
    /// Pictures that were given up within.
    cut: usize,
}

impl Watcher for Player {
    fn admit(&self) -> bool {
        true
    }

    fn begin(&self, start: &FrameStart) {
        let before = self.0.lock().coming.replace((*start, Vec::new()));
        assert!(before.is_none(), "the one before was to end first");
    }

    fn slices(&self, slices: Slices) {
        let mut network = self.0.lock();
        let (_, bytes) = network.coming.as_mut().expect("a picture has begun");
        bytes.extend_from_slice(slices.as_ref());
    }

    fn end(&self, end: &FrameEnd) {
        let mut network = self.0.lock();
        let (start, bytes) = network.coming.take().expect("a picture has begun");
        assert_eq!(bytes.len(), end.bytes as usize, "all of it came");
        network.whole.push(start);
    }

    fn cut(&self) {
        let mut network = self.0.lock();
        assert!(network.coming.take().is_some(), "a picture has begun");
        network.cut += 1;
    }
}

fn watched() -> (Arc<Screen>, Player) {
    let screen = Screen::new(CONFIG.bitrate_bps, Metrics::new().stage_times());
    let player = Player::default();
    screen.watched_by(HOST, player.clone());
    (screen, player)
}

fn x264() -> Governed {
    Governed::choose(&CONFIG, &Backend::X264, Box::new(|_| {})).unwrap()
}

/// Back ends that are all x264, and fail as often as they are told to.
#[derive(Clone, Default)]
struct Failing {
    left: Arc<AtomicUsize>,
    /// When the slices are there, not before.
    within: bool,
}

impl Failing {
    /// The next pictures fail, whoever makes them.
    fn fail(&self, pictures: usize) {
        self.left.store(pictures, Ordering::SeqCst);
    }

    fn encoder(&self, watch: Watch) -> Governed {
        let backends = vec![Backend::VaApi { device: None }, Backend::X264];
        // A machine at other work is neither slow nor dead.
        let rules = Rules {
            deadline: Duration::from_secs(60),
            ..Rules::for_fps(CONFIG.fps)
        };
        let opener = Arc::new(self.clone());
        Governed::open_with(&CONFIG, backends, false, opener, watch, rules).unwrap()
    }
}

impl Open for Failing {
    fn open(&self, _: &Backend, config: &EncoderConfig) -> Result<Box<dyn Encoder>, EncodeError> {
        Ok(Box::new(Fails {
            told: self.clone(),
            x264: stratus_encode::open(config, &Backend::X264)?,
        }))
    }

    fn may_stall(&self, _: &Backend) -> bool {
        false
    }
}

struct Fails {
    told: Failing,
    x264: Box<dyn Encoder>,
}

impl Fails {
    fn check(&self) -> Result<(), EncodeError> {
        let less = |left: usize| left.checked_sub(1);
        match self
            .told
            .left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, less)
        {
            Err(_) => Ok(()),
            Ok(_) => Err(EncodeError::DeviceLost {
                backend: "failing",
                action: "encode a frame",
                code: 1,
            }),
        }
    }
}

impl Encoder for Fails {
    fn name(&self) -> &'static str {
        "failing"
    }

    fn codec(&self) -> &str {
        self.x264.codec()
    }

    fn encode(
        &mut self,
        frame: VideoFrame,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<FrameEnd, EncodeError> {
        if self.told.within {
            let end = self.x264.encode(frame, request, sink)?;
            return self.check().map(|()| end);
        }
        self.check()?;
        self.x264.encode(frame, request, sink)
    }

    fn repeat(
        &mut self,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<Option<FrameEnd>, EncodeError> {
        self.check()?;
        self.x264.repeat(request, sink)
    }

    fn set_bitrate(&mut self, bps: u32) -> Result<(), EncodeError> {
        self.x264.set_bitrate(bps)
    }

    fn reconfigure(&mut self, config: &EncoderConfig) -> Result<(), EncodeError> {
        self.x264.reconfigure(config)
    }

    fn continue_from(&mut self, id: u32) {
        self.x264.continue_from(id);
    }
}

/// What the player is sent of a frame, or of none.
fn picture(
    thread: &mut Thread<'_>,
    encoder: &mut dyn Encoder,
    player: &Player,
    frame: Option<VideoFrame>,
) -> Option<FrameStart> {
    if let Some(frame) = frame {
        thread.screen.frames.put(frame);
    } else {
        thread.screen.frames.nudge();
    }
    let sent = matches!(thread.turn(encoder).unwrap(), Turn::Sent);
    let got = player.0.lock().whole.pop();
    assert_eq!(sent, got.is_some());
    got
}

#[test]
fn a_game_whose_frames_cannot_be_read_keeps_its_encoder_and_its_stream() {
    let (screen, player) = watched();
    let mut encoder = x264();
    let mut thread = Thread::new(&screen, &CONFIG);
    let first = picture(&mut thread, &mut encoder, &player, Some(good(0))).unwrap();
    assert!(first.idr);
    // More than an encoder's own failures may be.
    for seq in 1..=2 * u64::from(PATIENCE) {
        assert!(picture(&mut thread, &mut encoder, &player, Some(bad(seq))).is_none());
    }
    assert_eq!(thread.unusable.frames, 2 * u64::from(PATIENCE));
    assert_eq!(thread.wanted(), None, "the player misses nothing");
    let next = picture(&mut thread, &mut encoder, &player, Some(good(99))).unwrap();
    assert!(!next.idr && next.id == first.id + 1, "the stream goes on");
}

#[test]
fn what_the_player_asked_for_outlives_a_frame_that_cannot_be_read() {
    let (screen, player) = watched();
    let mut encoder = x264();
    let mut thread = Thread::new(&screen, &CONFIG);
    assert!(picture(&mut thread, &mut encoder, &player, Some(bad(0))).is_none());
    assert_eq!(thread.wanted(), None, "there is none to send again");
    let sent: Vec<_> = (1..5)
        .filter_map(|seq| picture(&mut thread, &mut encoder, &player, Some(good(seq))))
        .collect();
    assert!(sent[0].idr && !sent[3].idr);

    screen.lost(HOST, sent[3].id);
    assert!(picture(&mut thread, &mut encoder, &player, Some(bad(5))).is_none());
    let repair = picture(&mut thread, &mut encoder, &player, None).unwrap();
    assert!(repair.repair && !repair.idr);
    assert_eq!(thread.wanted(), None);

    screen.start_anew(HOST);
    assert!(picture(&mut thread, &mut encoder, &player, Some(bad(6))).is_none());
    assert!(
        picture(&mut thread, &mut encoder, &player, None)
            .unwrap()
            .idr
    );
    assert_eq!(thread.wanted(), None);
}

#[test]
fn a_loss_that_is_too_long_ago_is_made_up_for_by_an_idr() {
    let (screen, player) = watched();
    let mut encoder = x264();
    let mut thread = Thread::new(&screen, &CONFIG);
    let first = picture(&mut thread, &mut encoder, &player, Some(good(0))).unwrap();
    for seq in 1..=u64::from(MOST_LOST) {
        picture(&mut thread, &mut encoder, &player, Some(good(seq))).unwrap();
    }
    screen.lost(HOST, first.id);
    assert!(
        picture(&mut thread, &mut encoder, &player, None)
            .unwrap()
            .idr
    );
    assert!(thread.lost.capacity() <= MOST_LOST as usize);
}

#[test]
fn a_game_is_complained_of_at_once_and_then_once_in_a_while() {
    let mut unusable = Unusable::default();
    let start = Instant::now();
    let said = (0..=20).filter_map(|n| unusable.count(start + COMPLAIN / 10 * n));
    assert_eq!(said.collect::<Vec<_>>(), [1, 11, 21]);
}

#[test]
fn a_back_end_that_fails_is_left_and_the_player_sees_an_idr_with_the_next_number() {
    let switches = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&switches);
    let back_ends = Failing::default();
    let mut encoder = back_ends.encoder(Box::new(move |switch| seen.lock().push(switch.clone())));
    let (screen, player) = watched();
    let mut thread = Thread::new(&screen, &CONFIG);
    let before: Vec<_> = (0..3)
        .filter_map(|seq| picture(&mut thread, &mut encoder, &player, Some(good(seq))))
        .collect();
    assert!(before[0].idr && !before[2].idr);
    // The game draws nothing new while the player needs a picture: the next back end has it too.
    back_ends.fail(1);
    screen.start_anew(HOST);
    let again = picture(&mut thread, &mut encoder, &player, None).unwrap();
    assert!(again.idr && again.id == before[2].id + 1);
    let next = picture(&mut thread, &mut encoder, &player, Some(good(4))).unwrap();
    assert!(!next.idr && next.id == again.id + 1);
    back_ends.fail(1);
    let other = picture(&mut thread, &mut encoder, &player, Some(good(5))).unwrap();
    assert!(
        other.idr && other.id == next.id + 1,
        "the frame was not lost"
    );
    let switches = switches.lock();
    let [start, away, back] = &switches[..] else {
        panic!("{switches:?}");
    };
    assert_eq!((&start.from, start.reason), (&None, Reason::Fastest));
    assert_eq!(
        (away.from.as_ref(), away.reason),
        (Some(&start.to), Reason::DeviceLost)
    );
    assert_eq!((&back.to, back.reason), (&start.to, Reason::DeviceLost));
}

#[test]
fn half_a_picture_of_a_back_end_that_failed_is_given_up_and_the_whole_one_is_another() {
    let back_ends = Failing {
        within: true,
        ..Failing::default()
    };
    let mut encoder = back_ends.encoder(Box::new(|_| {}));
    let (screen, player) = watched();
    let mut thread = Thread::new(&screen, &CONFIG);
    let first = picture(&mut thread, &mut encoder, &player, Some(good(0))).unwrap();
    back_ends.fail(1);
    let second = picture(&mut thread, &mut encoder, &player, Some(good(1))).unwrap();
    assert_eq!(player.0.lock().cut, 1);
    assert!(second.idr && second.id == first.id + 2);
    let third = picture(&mut thread, &mut encoder, &player, Some(good(2))).unwrap();
    assert!(!third.idr && third.id == second.id + 1);
    // Nobody can make this one: what came of it is given up too, and the next one starts anew.
    back_ends.fail(usize::MAX);
    thread.screen.frames.put(good(3));
    assert!(thread.turn(&mut encoder).is_err());
    back_ends.fail(0);
    {
        let network = player.0.lock();
        assert!(network.coming.is_none() && network.whole.is_empty() && network.cut > 1);
    }
    let next = picture(&mut thread, &mut encoder, &player, Some(good(4))).unwrap();
    assert!(next.idr && next.id > third.id);
}

#[test]
fn a_session_whose_back_ends_all_fail_is_given_up_after_a_while_and_not_before() {
    // A game that draws until the player sees something, or the session is given up.
    let played = |failing: usize| {
        let back_ends = Failing::default();
        let mut encoder = back_ends.encoder(Box::new(|_| {}));
        back_ends.fail(failing);
        let (screen, player) = watched();
        let ended = std::thread::scope(|scope| {
            let thread = scope.spawn(|| run(&screen, &CONFIG, &mut encoder));
            while !thread.is_finished() && player.0.lock().whole.is_empty() {
                screen.frames.put(good(0));
                std::thread::sleep(Duration::from_millis(1));
            }
            screen.close();
            thread.join().unwrap()
        });
        let first = player.0.lock().whole.first().map(|picture| picture.idr);
        (ended, first)
    };
    let (ended, seen) = played(usize::MAX);
    let error = ended.unwrap_err().to_string();
    assert!(error.contains("so did every other encoder"), "{error}");
    assert_eq!(seen, None);
    // Fewer pictures in a row, each of which is tried a few times.
    let (ended, seen) = played(3 * PATIENCE as usize);
    ended.unwrap();
    assert_eq!(seen, Some(true));
}

#[test]
fn the_thread_counts_which_back_end_a_session_begins_with() {
    let metrics = Metrics::new();
    let (screen, _player) = watched();
    screen.close();
    let mut codec = String::new();
    encode(
        &screen,
        &CONFIG,
        &Backend::X264,
        Arc::clone(&metrics),
        |name| codec = name.to_owned(),
    )
    .unwrap();
    assert!(codec.starts_with("avc1."), "{codec}");
    let line = r#"encoder_switches_total{from="none",to="x264",reason="pinned"} 1"#;
    assert!(metrics.text().contains(line), "{}", metrics.text());
}
