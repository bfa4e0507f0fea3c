use std::io;
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;

use stratus_protocol::session::HOST;
use stratus_protocol::session::input::{Edge, EdgeKind, PadState};

use super::*;
use crate::layout::Report;
use crate::pads::PadDevice;

pub(super) const START: Timestamp = Timestamp::from_nanos(1_000_000_000);

/// What devices were told: pad made, events of a report, pad dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told {
    Made(u8),
    Report(u8, Vec<(u16, i32)>),
    Dropped(u8),
}

#[derive(Clone, Default)]
pub(super) struct Recorder {
    told: Arc<Mutex<Vec<Told>>>,
    /// Cannot begin; begins and fails; fails when it is written to.
    broken: Option<Broken>,
    begun: [bool; MAX_PADS],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Broken {
    Begin,
    Make,
    Write,
}

impl Recorder {
    fn broken(how: Broken) -> Self {
        Self {
            broken: Some(how),
            ..Self::default()
        }
    }

    pub(super) fn told(&self) -> Vec<Told> {
        std::mem::take(&mut self.told.lock())
    }
}

impl PadMaker for Recorder {
    fn begin(&mut self, index: u8) -> io::Result<()> {
        if self.broken == Some(Broken::Begin) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        self.begun[usize::from(index)] = true;
        Ok(())
    }

    fn made(&mut self, index: u8) -> Option<io::Result<Box<dyn PadDevice>>> {
        std::mem::take(&mut self.begun[usize::from(index)]).then(|| {
            if self.broken == Some(Broken::Make) {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            self.told.lock().push(Told::Made(index));
            Ok(Box::new(Device(index, self.clone())) as Box<dyn PadDevice>)
        })
    }
}

struct Device(u8, Recorder);

impl PadDevice for Device {
    fn report(&mut self, report: &Report) -> io::Result<()> {
        if self.1.broken == Some(Broken::Write) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let events = report.events().iter().map(|e| (e.code, e.value)).collect();
        self.1.told.lock().push(Told::Report(self.0, events));
        Ok(())
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        self.1.told.lock().push(Told::Dropped(self.0));
    }
}

pub(super) fn controller(native: bool) -> Controller {
    toml::from_str(&format!(
        "native = {native}\n[map]\na = \"KEY_SPACE\"\nright-trigger = \"BTN_LEFT\""
    ))
    .unwrap()
}

fn router(recorder: &Recorder) -> Router {
    Router::with_maker(&controller(true), Some(Box::new(recorder.clone())))
}

fn pad_edge(code: u16, pressed: bool) -> Edge {
    Edge {
        kind: EdgeKind::PadButton,
        pad: 0,
        code,
        pressed,
    }
}

/// A node with a clock that only the test moves.
struct Node {
    router: Router,
    now: Timestamp,
    due: Option<Timestamp>,
    seq: u32,
    out: Vec<SeatEvent>,
}

impl Node {
    fn new(recorder: &Recorder) -> Self {
        Self {
            router: router(recorder),
            now: START,
            due: None,
            seq: 0,
            out: Vec::new(),
        }
    }

    fn act(&mut self, act: impl FnOnce(&mut Router, Timestamp, &mut dyn FnMut(SeatEvent))) {
        let mut out = |event| self.out.push(event);
        act(&mut self.router, self.now, &mut out);
        self.due = self.router.tick(self.now, &mut out);
    }

    fn pass(&mut self, ms: u64) {
        let end = self.now + Duration::from_millis(ms);
        while let Some(due) = self.due.filter(|due| *due <= end) {
            assert!(due > self.now, "woken for nothing");
            self.now = due;
            self.act(|_, _, _| ());
        }
        self.now = end;
    }

    fn pads(&mut self, pads: &[PadState]) {
        let datagram = InputDatagram {
            seq: self.seq,
            pads: pads.to_vec(),
            ..InputDatagram::default()
        };
        self.seq += 1;
        self.act(|router, now, out| router.datagram(HOST, &datagram, now, out));
    }

    fn edges(&mut self, first: u32, edges: &[Edge]) {
        let edges = Edges {
            first,
            edges: edges.to_vec(),
        };
        self.act(|router, now, out| router.edges(HOST, &edges, now, out));
    }
}

pub(super) fn pressed(index: u8, buttons: u32) -> PadState {
    PadState {
        index,
        buttons,
        ..PadState::default()
    }
}

#[test]
fn a_pad_can_be_plugged_in_before_the_player_touches_it() {
    let recorder = Recorder::default();
    let mut node = Node::new(&recorder);
    node.pass(1000);
    assert_eq!(recorder.told(), []);
    node.act(|router, now, out| router.plug_in(now, out));
    node.pass(1000);
    assert_eq!(recorder.told(), [Told::Made(0)]);
    // Nobody waits any more.
    assert_eq!(node.due, None);
    node.pads(&[pressed(0, 1)]);
    assert_eq!(recorder.told(), [Told::Report(0, vec![(0x130, 1)])]);
    let mut without = Router::with_maker(&controller(false), None);
    without.plug_in(START, &mut |e| panic!("{e:?}"));
    assert!(!without.has_devices());
}

#[test]
fn four_pads_are_made_by_their_first_events_and_gone_with_the_session() {
    let recorder = Recorder::default();
    let mut node = Node::new(&recorder);
    let pads = [0, 1, 2, 3].map(|index| pressed(index, 1 << index));
    for n in 1..=4 {
        node.pads(&pads[..n]);
        node.pass(1000);
        let code = [0x130, 0x131, 0x133, 0x134][n - 1];
        let index = n as u8 - 1;
        assert_eq!(
            recorder.told(),
            [Told::Made(index), Told::Report(index, vec![(code, 1)])]
        );
    }
    drop(node);
    assert_eq!(recorder.told(), [0, 1, 2, 3].map(Told::Dropped));
}

#[test]
fn a_tap_on_a_new_pad_is_two_reports_when_the_game_can_have_opened_it() {
    let recorder = Recorder::default();
    let mut node = Node::new(&recorder);
    node.edges(0, &[pad_edge(0, true), pad_edge(0, false)]);
    node.pass(100);
    assert_eq!(recorder.told(), [Told::Made(0)]);
    node.pass(900);
    assert_eq!(
        recorder.told(),
        [
            Told::Report(0, vec![(0x130, 1)]),
            Told::Report(0, vec![(0x130, 0)]),
        ]
    );
    // From now on a tap is reported as it comes.
    node.edges(2, &[pad_edge(1, true), pad_edge(1, false)]);
    assert_eq!(
        recorder.told(),
        [
            Told::Report(0, vec![(0x131, 1)]),
            Told::Report(0, vec![(0x131, 0)]),
        ]
    );
}

#[test]
fn a_state_is_one_report() {
    let recorder = Recorder::default();
    let mut node = Node::new(&recorder);
    node.pads(&[pressed(0, 0)]);
    node.pass(1000);
    recorder.told();
    node.pads(&[PadState {
        index: 0,
        buttons: 1 << 12,
        axes: [1, 2, 3, 4],
        triggers: [0x100, 0x200],
    }]);
    let told = recorder.told();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(matches!(&told[0], Told::Report(0, events) if events.len() == 7));
}

#[test]
fn a_player_who_is_gone_leaves_the_device_at_rest_and_plugged_in() {
    let recorder = Recorder::default();
    let mut node = Node::new(&recorder);
    let held = PadState {
        axes: [1000, 0, 0, 0],
        ..pressed(0, 1)
    };
    node.pads(&[held]);
    node.pass(1000);
    recorder.told();
    assert_eq!(node.router.holder(0), Some(PadOf::FIRST));
    assert!(node.router.holder(1).is_none() && node.router.holder(99).is_none());
    let to_rest = [Told::Report(0, vec![(0x130, 0), (0x00, 0)])];
    node.act(|router, now, out| router.neutral(HOST, now, out));
    assert_eq!(recorder.told(), to_rest);
    assert_eq!(node.router.holder(0), None);
    // Back with the same state on a new connection: it is said again.
    node.act(|router, now, out| router.new_connection(HOST, now, out));
    node.seq = 0;
    node.pads(&[held]);
    assert_eq!(
        recorder.told(),
        [Told::Report(0, vec![(0x130, 1), (0x00, 1000)])]
    );
    // The pad alone is gone.
    node.pads(&[]);
    assert_eq!(recorder.told(), to_rest);
    assert!(node.router.holder(0).is_none() && node.router.has_devices());
}

#[test]
fn a_device_that_fails_leaves_the_profile_to_serve_and_no_press_is_lost() {
    for how in [Broken::Begin, Broken::Make, Broken::Write] {
        let recorder = Recorder::broken(how);
        let mut node = Node::new(&recorder);
        node.edges(0, &[pad_edge(0, true)]);
        node.pass(1000);
        let space = |pressed| SeatEvent::Key { code: 57, pressed };
        // What fails as it is written is not written again.
        let expected: &[SeatEvent] = match how {
            Broken::Write => &[],
            _ => &[space(true)],
        };
        assert_eq!(node.out, expected);
        assert_eq!(node.router.counters().device_errors, 1);
        assert!(!node.router.has_devices());
        node.out.clear();
        node.edges(1, &[pad_edge(0, false), pad_edge(0, true)]);
        assert_eq!(node.out.last(), Some(&space(true)));
    }
}

#[test]
fn whoever_routes_input_does_not_wait_until_failed_devices_are_gone() {
    let recorder = Recorder::broken(Broken::Write);
    let mut node = Node::new(&recorder);
    node.pads(&[pressed(0, 1)]);
    assert_eq!(recorder.told(), [Told::Made(0)]);
    // No device can be removed while this is held.
    let kernel_is_slow = recorder.told.lock();
    node.pass(1000);
    assert!(!node.router.has_devices());
    drop(kernel_is_slow);
    let until = std::time::Instant::now() + Duration::from_secs(20);
    while recorder.told() != [Told::Dropped(0)] {
        assert!(std::time::Instant::now() < until, "the device stays");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_pad_with_neither_device_nor_profile_is_counted() {
    let mut router = Router::new(&Controller::default(), PadBackend::Profile, Box::new(()));
    let press = Edges {
        first: 0,
        edges: vec![pad_edge(0, true)],
    };
    router.edges(HOST, &press, START, &mut |e| panic!("{e:?}"));
    assert_eq!(router.counters().pads_ignored, 1);
}

#[test]
fn a_pad_that_cannot_be_is_counted_and_makes_nothing() {
    let recorder = Recorder::default();
    let mut node = Node::new(&recorder);
    node.pads(&[pressed(4, 1), pressed(255, 1)]);
    let bad = |pad, code| Edge {
        pad,
        ..pad_edge(code, true)
    };
    node.edges(0, &[bad(4, 0), bad(200, 3), bad(0, 32), bad(0, u16::MAX)]);
    node.pass(1000);
    assert_eq!(recorder.told(), []);
    assert_eq!(node.router.counters().input.malformed, 6);
}

#[test]
fn ten_thousand_pad_edges_a_second_are_bounded_and_end_in_the_newest() {
    let recorder = Recorder::default();
    let mut node = Node::new(&recorder);
    node.pads(&[pressed(0, 0)]);
    node.pass(1000);
    recorder.told();
    // For ten seconds, the last one a press.
    let step = Duration::from_micros(100);
    for n in 0..100_001 {
        let end = node.now + step;
        while let Some(due) = node.due.filter(|due| *due <= end) {
            node.now = due;
            node.act(|_, _, _| ());
        }
        node.now = end;
        node.edges(n, &[pad_edge(5, n % 2 == 0)]);
    }
    node.pass(1000);
    let told = recorder.told();
    assert!(told.len() <= 4000 * 11 + 512, "{}", told.len());
    assert_eq!(told.last(), Some(&Told::Report(0, vec![(0x137, 1)])));
    assert!(node.router.counters().merged > 50_000);
    // Nothing is behind: a new press goes through at once.
    node.edges(100_001, &[pad_edge(0, true)]);
    assert_eq!(recorder.told(), [Told::Report(0, vec![(0x130, 1)])]);
}
