//! Pads as a game meets them, in a kernel with uinput: `ci/vm/run`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::os::fd::AsRawFd as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use evdev::raw_stream::RawDevice;
use evdev::{
    BusType, Device, EventType, FFEffect, FFEffectCode, FFEffectData, FFEffectKind, FFReplay,
    FFTrigger, InputEvent,
};
use rustix::fs::{OFlags, fcntl_setfl};
use stratus_input::{PadBackend, PadEvents, Router, Rumble};
use stratus_media::Timestamp;
use stratus_protocol::manifest::Controller;
use stratus_protocol::session::HOST;
use stratus_protocol::session::input::{Edge, EdgeKind, Edges, InputDatagram, PadState};

/// The VM computes everything itself, and other tests may run beside it.
const PATIENCE: Duration = Duration::from_secs(60);

enum Heard {
    Plugged(PathBuf),
    Rumble(Rumble, Instant),
}

struct Ears {
    heard: Sender<Heard>,
    /// Opens each pad the moment it appears, as a game with a watch on the folder may.
    opened: Option<Sender<RawDevice>>,
}

impl PadEvents for Ears {
    fn plugged(&mut self, _: u8, nodes: &[PathBuf]) {
        for node in nodes {
            if let Some(opened) = &self.opened
                && is_event(node)
            {
                opened.send(RawDevice::open(node).unwrap()).unwrap();
            }
            let _ = self.heard.send(Heard::Plugged(node.clone()));
        }
    }
    fn unplugged(&mut self, _: &Path) {}
    fn rumble(&mut self, rumble: Rumble) {
        let _ = self.heard.send(Heard::Rumble(rumble, Instant::now()));
    }
}

fn is_event(node: &Path) -> bool {
    node.to_string_lossy().starts_with("/dev/input/event")
}

/// A session's player and their pads.
struct Session {
    router: Router,
    heard: Receiver<Heard>,
    opened: Receiver<RawDevice>,
    seq: u32,
    nodes: Vec<PathBuf>,
}

impl Session {
    fn start(pad: &str) -> Self {
        let controller: Controller =
            toml::from_str(&format!("native = true\npad = \"{pad}\"")).unwrap();
        let (hear, heard) = channel();
        let (open, opened) = channel();
        let ears = Ears {
            heard: hear,
            opened: Some(open),
        };
        let router = Router::new(&controller, PadBackend::Auto, Box::new(ears));
        assert!(router.has_devices(), "this kernel has no uinput");
        Self {
            router,
            heard,
            opened,
            seq: 0,
            nodes: Vec::new(),
        }
    }

    fn say(&mut self, pads: &[PadState]) {
        let datagram = InputDatagram {
            seq: self.seq,
            pads: pads.to_vec(),
            ..InputDatagram::default()
        };
        self.seq += 1;
        let mut none = |e| panic!("{e:?}");
        self.router
            .datagram(HOST, &datagram, Timestamp::now(), &mut none);
        self.settle();
    }

    /// Until nothing waits any more.
    fn settle(&mut self) {
        let until = Instant::now() + PATIENCE;
        while let Some(due) = self.router.tick(Timestamp::now(), &mut |e| panic!("{e:?}")) {
            assert!(Instant::now() < until, "pads never settle");
            std::thread::sleep(due.since(Timestamp::now()));
        }
        assert_eq!(self.router.counters().device_errors, 0);
    }

    /// Plugs in four pads, each by its first event, and hands out what a game opens.
    fn four_pads(&mut self) -> Vec<RawDevice> {
        let mut games = Vec::new();
        for n in 1..=4 {
            let states: Vec<PadState> = (0..n).map(rest).collect();
            self.say(&states);
            games.push(self.opened.recv_timeout(PATIENCE).unwrap());
            assert!(self.opened.try_recv().is_err(), "one device a pad");
        }
        while let Ok(Heard::Plugged(node)) = self.heard.try_recv() {
            self.nodes.push(node);
        }
        games
    }

    fn rumble(&self) -> (Rumble, Instant) {
        let until = Instant::now() + PATIENCE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if let Heard::Rumble(rumble, at) = self.heard.recv_timeout(left).unwrap() {
                return (rumble, at);
            }
        }
    }
}

fn rest(index: u8) -> PadState {
    PadState {
        index,
        ..PadState::default()
    }
}

/// One report: its events, up to the `SYN_REPORT`.
fn report(game: &mut RawDevice, queue: &mut Vec<InputEvent>) -> Vec<(u16, u16, i32)> {
    loop {
        if let Some(end) = queue
            .iter()
            .position(|e| e.event_type() == EventType::SYNCHRONIZATION)
        {
            assert_eq!(queue[end].code(), 0, "nothing was dropped");
            let report = queue.drain(..=end).take(end);
            return report
                .map(|e| (e.event_type().0, e.code(), e.value()))
                .collect();
        }
        queue.extend(game.fetch_events().unwrap());
    }
}

/// The events of a press of each of the 17 buttons.
const XBOX: [(u16, u16, i32); 17] = [
    (1, 0x130, 1),
    (1, 0x131, 1),
    (1, 0x133, 1),
    (1, 0x134, 1),
    (1, 0x136, 1),
    (1, 0x137, 1),
    (3, 0x02, 255),
    (3, 0x05, 255),
    (1, 0x13a, 1),
    (1, 0x13b, 1),
    (1, 0x13d, 1),
    (1, 0x13e, 1),
    (3, 0x11, -1),
    (3, 0x11, 1),
    (3, 0x10, -1),
    (3, 0x10, 1),
    (1, 0x13c, 1),
];

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn every_button_and_axis_of_four_pads_arrives_in_one_report_and_only_at_its_pad() {
    let mut session = Session::start("xbox360");
    let mut games = session.four_pads();
    let mut queues = vec![Vec::new(); 4];
    let mut states: Vec<PadState> = (0..4).map(rest).collect();
    let started = Instant::now();
    for (index, game) in games.iter_mut().enumerate() {
        let id = game.input_id();
        assert_eq!(game.name(), Some("Microsoft X-Box 360 pad"));
        assert_eq!(
            (id.bus_type(), id.vendor(), id.product(), id.version()),
            (BusType::BUS_USB, 0x045e, 0x028e, 0x0114)
        );
        for (button, (kind, code, value)) in XBOX.iter().enumerate() {
            states[index].buttons = 1 << button;
            session.say(&states);
            assert_eq!(report(game, &mut queues[index]), [(*kind, *code, *value)]);
            states[index].buttons = 0;
            session.say(&states);
            assert_eq!(report(game, &mut queues[index]), [(*kind, *code, 0)]);
        }
        // Sticks and triggers to their ends, all in one state.
        states[index].axes = [-32_767, 32_767, 32_767, -32_767];
        states[index].triggers = [65_535, 0x8000];
        session.say(&states);
        assert_eq!(
            report(game, &mut queues[index]),
            [
                (3, 0, -32_767),
                (3, 1, 32_767),
                (3, 3, 32_767),
                (3, 4, -32_767),
                (3, 2, 255),
                (3, 5, 128)
            ]
        );
        states[index] = rest(index as u8);
        session.say(&states);
        assert_eq!(report(game, &mut queues[index]).len(), 6);
    }
    println!("4 × 36 states in {:?}", started.elapsed());
    // What each pad was told, nobody else was: no queue has anything left, and nothing is on its way.
    for (game, queue) in games.iter_mut().zip(&queues) {
        assert!(queue.is_empty());
        fcntl_setfl(&*game, OFlags::RDWR | OFlags::NONBLOCK).unwrap();
        assert!(
            game.fetch_events()
                .is_err_and(|e| e.kind() == std::io::ErrorKind::WouldBlock)
        );
    }
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_dualshock_4_is_one_to_the_game() {
    let mut session = Session::start("dualshock4");
    session.say(&[rest(0)]);
    let mut game = session.opened.recv_timeout(PATIENCE).unwrap();
    let id = game.input_id();
    assert_eq!(
        game.name(),
        Some("Sony Interactive Entertainment Wireless Controller")
    );
    assert_eq!(
        (id.bus_type(), id.vendor(), id.product(), id.version()),
        (BusType::BUS_USB, 0x054c, 0x09cc, 0x8111)
    );
    // Before any event the sticks rest in the middle.
    let axes = game.get_abs_state().unwrap();
    assert_eq!(
        [axes[0].value, axes[1].value, axes[3].value, axes[4].value],
        [128; 4]
    );
    let mut queue = Vec::new();
    for (state, expected) in [
        (
            PadState {
                buttons: 1 << 2 | 1 << 7,
                triggers: [0, 0xc000],
                ..rest(0)
            },
            vec![(1, 0x134, 1), (1, 0x139, 1), (3, 5, 192)],
        ),
        (
            PadState {
                axes: [-32_767, 0, 0, 32_767],
                ..rest(0)
            },
            vec![
                (1, 0x134, 0),
                (1, 0x139, 0),
                (3, 0, 0),
                (3, 4, 255),
                (3, 5, 0),
            ],
        ),
    ] {
        session.say(&[state]);
        assert_eq!(report(&mut game, &mut queue), expected);
    }
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_tap_that_makes_the_pad_is_seen_and_a_held_button_is_found() {
    let mut session = Session::start("xbox360");
    let edge = |code, pressed| Edge {
        kind: EdgeKind::PadButton,
        pad: 0,
        code,
        pressed,
    };
    let edges = Edges {
        first: 0,
        edges: vec![edge(0, true), edge(0, false), edge(3, true)],
    };
    session
        .router
        .edges(HOST, &edges, Timestamp::now(), &mut |e| panic!("{e:?}"));
    session.settle();
    let mut game = session.opened.recv_timeout(PATIENCE).unwrap();
    let mut queue = Vec::new();
    assert_eq!(report(&mut game, &mut queue), [(1, 0x130, 1)]);
    assert_eq!(report(&mut game, &mut queue), [(1, 0x130, 0)]);
    assert_eq!(report(&mut game, &mut queue), [(1, 0x134, 1)]);
    // A second program that opens it now finds the button held.
    let late = game.get_key_state().unwrap();
    assert!(late.contains(evdev::KeyCode(0x134)) && !late.contains(evdev::KeyCode(0x130)));
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn pads_rest_while_the_player_is_away_and_are_gone_with_the_session() {
    let mut session = Session::start("xbox360");
    let mut games = session.four_pads();
    assert!(session.nodes.iter().filter(|n| is_event(n)).count() == 4);
    assert!(
        session.nodes.iter().all(|node| node.exists()),
        "{:?}",
        session.nodes
    );
    let names: BTreeSet<_> = session.nodes.iter().collect();
    assert_eq!(names.len(), session.nodes.len());
    let held: Vec<PadState> = (0..4)
        .map(|index| PadState {
            buttons: 1,
            ..rest(index)
        })
        .collect();
    session.say(&held);
    session
        .router
        .neutral(HOST, Timestamp::now(), &mut |e| panic!("{e:?}"));
    for game in &mut games {
        let mut queue = Vec::new();
        assert_eq!(report(game, &mut queue), [(1, 0x130, 1)]);
        assert_eq!(report(game, &mut queue), [(1, 0x130, 0)]);
    }
    let nodes = session.nodes.clone();
    drop(session);
    for node in &nodes {
        assert!(!node.exists(), "{} is left", node.display());
    }
    for game in &mut games {
        assert_eq!(
            game.fetch_events().err().unwrap().raw_os_error(),
            Some(19),
            "ENODEV"
        );
    }
}

fn effect(strong: u16, weak: u16, length: u16) -> FFEffectData {
    FFEffectData {
        direction: 0,
        trigger: FFTrigger::default(),
        replay: FFReplay { length, delay: 0 },
        kind: FFEffectKind::Rumble {
            strong_magnitude: strong,
            weak_magnitude: weak,
        },
    }
}

/// A session with one pad, and a game that has it open to write.
fn shaken() -> (Session, Device) {
    let mut session = Session::start("xbox360");
    session.say(&[rest(0)]);
    let Heard::Plugged(node) = session.heard.recv_timeout(PATIENCE).unwrap() else {
        panic!("it shakes before it is there");
    };
    let game = Device::open(node).unwrap();
    (session, game)
}

fn told(session: &Session, strong: u16, weak: u16) -> Rumble {
    let (rumble, _) = session.rumble();
    assert_eq!((rumble.pad, rumble.strong, rumble.weak), (0, strong, weak));
    assert_eq!(rumble.duration_ms == 0, (strong, weak) == (0, 0));
    rumble
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn rumble_is_told_when_it_starts_changes_stops_is_erased_or_its_game_is_gone() {
    let (session, mut game) = shaken();
    let can = game.supported_ff().unwrap();
    assert!(can.contains(FFEffectCode::FF_RUMBLE) && can.contains(FFEffectCode::FF_GAIN));
    assert_eq!(game.max_ff_effects(), 16);
    let mut one: FFEffect = game.upload_ff_effect(effect(40_000, 10_000, 0)).unwrap();
    let asked = Instant::now();
    one.play(1).unwrap();
    let (rumble, at) = session.rumble();
    println!(
        "EV_FF to callback: {:?}",
        at.saturating_duration_since(asked)
    );
    assert_eq!((rumble.strong, rumble.weak), (40_000, 10_000));
    assert!(rumble.duration_ms > 0);
    // A second effect adds to it.
    let mut two = game.upload_ff_effect(effect(1, 60_000, 0)).unwrap();
    two.play(1).unwrap();
    told(&session, 40_001, 65_535);
    one.stop().unwrap();
    told(&session, 1, 60_000);
    // Another content while it plays.
    two.update(effect(2, 3, 0)).unwrap();
    told(&session, 2, 3);
    // Erased while it plays.
    drop(two);
    told(&session, 0, 0);
    one.play(1).unwrap();
    told(&session, 40_000, 10_000);
    // Ends by itself.
    one.update(effect(40_000, 10_000, 50)).unwrap();
    let mut last = session.rumble().0;
    while last.duration_ms > 0 {
        last = session.rumble().0;
    }
}

/// Names the pad for [`a_game_that_will_be_killed`].
const PAD: &str = "STRATUS_TEST_PAD";

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_killed_game_shakes_nothing() {
    let (session, game) = shaken();
    drop(game);
    let node = session.opened.recv_timeout(PATIENCE).unwrap();
    let node = std::fs::read_link(format!("/proc/self/fd/{}", node.as_raw_fd())).unwrap();
    let mut game = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "a_game_that_will_be_killed"])
        .env(PAD, node)
        .spawn()
        .unwrap();
    told(&session, 7, 0);
    game.kill().unwrap();
    game.wait().unwrap();
    // The kernel erases for it.
    while session.rumble().0.duration_ms > 0 {}
}

/// No test: the game of [`a_killed_game_shakes_nothing`].
#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_game_that_will_be_killed() {
    let Some(node) = std::env::var_os(PAD) else {
        return;
    };
    let mut game = Device::open(node).unwrap();
    let mut endless = game.upload_ff_effect(effect(7, 0, 0)).unwrap();
    endless.play(1).unwrap();
    std::thread::sleep(PATIENCE);
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_flood_of_plays_leaves_no_question_open_and_no_other_pad_waiting() {
    let (mut session, mut game) = shaken();
    let first = session.opened.recv_timeout(PATIENCE).unwrap();
    let first = std::fs::read_link(format!("/proc/self/fd/{}", first.as_raw_fd())).unwrap();
    // Sixteen fit, the next is refused at once.
    let mut kept: Vec<FFEffect> = (0..16)
        .map(|n| game.upload_ff_effect(effect(n, n, 100)).unwrap())
        .collect();
    let refused = game.upload_ff_effect(effect(1, 1, 1)).err().unwrap();
    assert_eq!(refused.raw_os_error(), Some(28), "ENOSPC");
    // One thread plays without a pause, many times in one write: the kernel's queue overflows again and again.
    let over = Arc::new(AtomicBool::new(false));
    let player = kept.pop().unwrap();
    let plays = [InputEvent::new(EventType::FORCEFEEDBACK.0, player.id(), 1); 256];
    let stop = Arc::clone(&over);
    let flood = std::thread::spawn(move || {
        let mut played = 0u64;
        while !stop.load(Ordering::Relaxed) {
            game.send_events(&plays).unwrap();
            played += plays.len() as u64;
        }
        played
    });
    // Whatever comes beside it is answered: unanswered, the kernel says ETIMEDOUT.
    for n in 0..100 {
        kept[0].update(effect(n, 0, 100)).unwrap();
    }
    // Another player's pad is made, and shakes.
    session.say(&[rest(0), rest(1)]);
    let second = loop {
        if let Heard::Plugged(node) = session.heard.recv_timeout(PATIENCE).unwrap()
            && is_event(&node)
            && node != first
        {
            break node;
        }
    };
    let mut second = Device::open(second).unwrap();
    let mut other = second.upload_ff_effect(effect(333, 444, 0)).unwrap();
    other.play(1).unwrap();
    until_told(&session, (1, 333, 444));
    // So does this pad, by another effect. What is played in a flood may be lost, and is played again.
    kept[1].update(effect(1000, 2000, 0)).unwrap();
    let heard = loop {
        kept[1].play(1).unwrap();
        let rumble = session.rumble().0;
        if rumble.pad == 0 && (rumble.strong, rumble.weak) >= (1000, 2000) {
            break rumble;
        }
    };
    assert!(heard.duration_ms > 0);
    // An effect that is let go is a question as well.
    drop(kept);
    over.store(true, Ordering::Relaxed);
    let played = flood.join().unwrap();
    println!("all was answered beside {played} plays");
    drop(player);
}

/// Waits until the page is told to shake a pad so.
fn until_told(session: &Session, (pad, strong, weak): (u8, u16, u16)) {
    loop {
        let rumble = session.rumble().0;
        if (rumble.pad, rumble.strong, rumble.weak) == (pad, strong, weak) {
            return;
        }
    }
}
