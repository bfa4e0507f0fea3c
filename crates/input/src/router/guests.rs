//! Several players of one session.

use stratus_media::{SeatEvent, Timestamp};
use stratus_protocol::session::input::{Edge, EdgeKind, PadState, PointerPosition};

use super::tests::{Recorder, START, Told, controller, pressed};
use super::*;

/// A party at a node with a clock that only the test moves.
struct Party {
    router: Router,
    recorder: Recorder,
    now: Timestamp,
    seq: [u32; SEATS as usize],
    edges: [u32; SEATS as usize],
    out: Vec<SeatEvent>,
}

impl Party {
    fn new(router: Router, recorder: Recorder) -> Self {
        Self {
            router,
            recorder,
            now: START,
            seq: [0; SEATS as usize],
            edges: [0; SEATS as usize],
            out: Vec::new(),
        }
    }

    fn with_devices() -> Self {
        let recorder = Recorder::default();
        let maker = Box::new(recorder.clone());
        Self::new(Router::with_maker(&controller(true), Some(maker)), recorder)
    }

    fn with_profile() -> Self {
        Self::new(
            Router::with_maker(&controller(false), None),
            Recorder::default(),
        )
    }

    /// Everybody has a pad, and the game knows it.
    fn of_four() -> Self {
        let mut party = Self::with_devices();
        for seat in 0..4 {
            party.pads(seat, &[pressed(0, 0)]);
        }
        party.pass(1000);
        party.recorder.told();
        party
    }

    fn pass(&mut self, ms: u64) {
        let end = self.now + Duration::from_millis(ms);
        let mut out = |event| self.out.push(event);
        while let Some(due) = self.router.tick(self.now, &mut out)
            && due <= end
        {
            self.now = due;
        }
        self.now = end;
    }

    fn say(&mut self, seat: u8, datagram: InputDatagram) {
        let seq = &mut self.seq[usize::from(seat)];
        let datagram = InputDatagram {
            seq: *seq,
            ..datagram
        };
        *seq += 1;
        let mut out = |event| self.out.push(event);
        self.router.datagram(seat, &datagram, self.now, &mut out);
    }

    fn pads(&mut self, seat: u8, pads: &[PadState]) {
        self.say(
            seat,
            InputDatagram {
                pads: pads.to_vec(),
                edges: Edges {
                    first: self.edges[usize::from(seat)],
                    edges: Vec::new(),
                },
                ..InputDatagram::default()
            },
        );
    }

    fn edge(&mut self, seat: u8, kind: EdgeKind, code: u16, pressed: bool) {
        let number = &mut self.edges[usize::from(seat)];
        let edge = Edge {
            kind,
            pad: 0,
            code,
            pressed,
        };
        let edges = Edges {
            first: *number,
            edges: vec![edge],
        };
        *number += 1;
        let mut out = |event| self.out.push(event);
        self.router.edges(seat, &edges, self.now, &mut out);
    }

    fn leave(
        &mut self,
        seat: u8,
        leave: fn(&mut Router, u8, Timestamp, &mut dyn FnMut(SeatEvent)),
    ) {
        let mut out = |event| self.out.push(event);
        leave(&mut self.router, seat, self.now, &mut out);
        (self.seq[usize::from(seat)], self.edges[usize::from(seat)]) = (0, 0);
    }

    fn holders(&self) -> [Option<(u8, u8)>; 4] {
        [0, 1, 2, 3].map(|slot| self.router.holder(slot).map(|pad| (pad.seat, pad.index)))
    }
}

const SPACE: u16 = 57;

fn space(pressed: bool) -> SeatEvent {
    SeatEvent::Key {
        code: SPACE,
        pressed,
    }
}

#[test]
fn each_persons_first_pad_is_one_of_the_games_four() {
    let mut party = Party::with_devices();
    for seat in [2, 0, 3, 1] {
        party.pads(seat, &[pressed(0, 1 << seat)]);
        party.pass(1000);
    }
    let code = [0x130, 0x131, 0x133, 0x134];
    let told = [(1, 2), (0, 0), (2, 3), (3, 1)].map(|(slot, seat): (u8, usize)| {
        [Told::Made(slot), Told::Report(slot, vec![(code[seat], 1)])]
    });
    assert_eq!(party.recorder.told(), told.concat());
    assert_eq!(
        party.holders(),
        [Some((0, 0)), Some((2, 0)), Some((3, 0)), Some((1, 0))]
    );
}

#[test]
fn who_finds_no_pad_left_is_told_once_and_plays_when_somebody_has_gone() {
    let mut party = Party::with_devices();
    party.pads(1, &[0, 1, 2].map(|index| pressed(index, 0)));
    party.pass(1000);
    assert_eq!(party.router.left_over(), None);
    for buttons in 1..4 {
        party.pads(2, &[pressed(0, buttons)]);
    }
    assert_eq!(party.router.left_over(), Some(2));
    assert_eq!(party.router.left_over(), None, "it was said");
    assert_eq!(party.router.counters().no_slot, 3);
    party.recorder.told();
    party.leave(1, Router::vacate);
    party.pads(2, &[pressed(0, 4)]);
    assert_eq!(party.recorder.told(), [Told::Report(1, vec![(0x133, 1)])]);
    assert_eq!(party.holders()[1], Some((2, 0)));
}

#[test]
fn a_guests_page_with_four_pads_takes_none_that_the_host_or_another_guest_needs() {
    let mut party = Party::with_devices();
    for seat in 0..4 {
        party.leave(seat, Router::new_connection);
    }
    let four = [0, 1, 2, 3].map(|index| pressed(index, 1));
    party.pads(2, &four);
    party.pads(2, &four);
    assert_eq!(party.router.left_over(), Some(2));
    for seat in [3, 1, 0] {
        party.pads(seat, &[pressed(0, 1)]);
    }
    assert_eq!(party.router.left_over(), None);
    assert_eq!(
        party.holders(),
        [Some((0, 0)), Some((2, 0)), Some((3, 0)), Some((1, 0))]
    );
}

#[test]
fn a_pad_that_its_browser_renumbers_stays_the_same_device_and_is_shaken_by_its_new_number() {
    let mut party = Party::of_four();
    party.pads(1, &[pressed(0, 1)]);
    party.recorder.told();
    party.pads(1, &[]);
    assert_eq!(party.recorder.told(), [Told::Report(1, vec![(0x130, 0)])]);
    party.pads(1, &[pressed(2, 2)]);
    assert_eq!(party.recorder.told(), [Told::Report(1, vec![(0x131, 1)])]);
    assert_eq!(party.holders()[1], Some((1, 2)));
    assert_eq!(party.router.left_over(), None);
}

#[test]
fn a_player_who_is_lost_leaves_their_own_pads_at_rest_and_finds_them_again() {
    let mut party = Party::of_four();
    for seat in 0..4 {
        party.pads(seat, &[pressed(0, 1)]);
    }
    party.recorder.told();
    party.leave(2, Router::neutral);
    assert_eq!(party.recorder.told(), [Told::Report(2, vec![(0x130, 0)])]);
    assert_eq!(
        party.holders(),
        [Some((0, 0)), Some((1, 0)), None, Some((3, 0))],
        "nobody is there to be shaken"
    );
    party.leave(2, Router::new_connection);
    party.pads(2, &[pressed(0, 2)]);
    assert_eq!(party.recorder.told(), [Told::Report(2, vec![(0x131, 1)])]);
    // The host's going changes nothing for the others either.
    party.leave(0, Router::neutral);
    assert_eq!(party.recorder.told(), [Told::Report(0, vec![(0x130, 0)])]);
}

#[test]
fn the_next_one_in_a_seat_finds_its_pads_at_rest() {
    let mut party = Party::of_four();
    party.pads(3, &[pressed(0, 1)]);
    party.recorder.told();
    party.leave(3, Router::vacate);
    assert_eq!(party.recorder.told(), [Told::Report(3, vec![(0x130, 0)])]);
    party.pass(1000);
    assert_eq!(party.recorder.told(), [], "the device stays");
    party.pads(3, &[pressed(1, 2)]);
    assert_eq!(party.recorder.told(), [Told::Report(3, vec![(0x131, 1)])]);
    assert_eq!(party.holders()[3], Some((3, 1)));
}

#[test]
fn keyboard_mouse_and_wheel_are_the_hosts() {
    let mut party = Party::with_profile();
    party.edge(1, EdgeKind::Key, 30, true);
    party.edge(1, EdgeKind::MouseButton, 0x110, true);
    party.say(
        1,
        InputDatagram {
            motion: [5, 5],
            wheel: [0, 120],
            ..InputDatagram::default()
        },
    );
    party.say(
        1,
        InputDatagram {
            pointer: Some(PointerPosition { x: 9, y: 9 }),
            motion: [5, 5],
            wheel: [0, 120],
            ..InputDatagram::default()
        },
    );
    party.pass(100);
    assert_eq!(party.out, []);
    assert_eq!(party.router.counters().guests_ignored, 5);
    // Their pad plays, where the game has a profile for it.
    party.edge(1, EdgeKind::PadButton, 0, true);
    assert_eq!(party.out, [space(true)]);
    assert_eq!(party.router.counters().guests_ignored, 5);
    party.edge(0, EdgeKind::Key, 30, true);
    assert_eq!(party.out.len(), 2);
}

#[test]
fn a_key_that_two_peoples_pads_hold_is_down_while_one_of_them_holds_it() {
    let mut party = Party::with_profile();
    for seat in [0, 2] {
        party.edge(seat, EdgeKind::PadButton, 0, true);
    }
    party.leave(0, Router::neutral);
    assert_eq!(party.out, [space(true)]);
    party.edge(2, EdgeKind::PadButton, 0, false);
    assert_eq!(party.out, [space(true), space(false)]);
}

#[test]
fn ten_thousand_events_a_second_of_one_player_keep_none_of_anothers() {
    let mut party = Party::of_four();
    let step = Duration::from_micros(100);
    // For two seconds.
    for n in 0..20_000u16 {
        party.now = party.now + step;
        party.edge(1, EdgeKind::PadButton, 5, n % 2 == 0);
        party.edge(1, EdgeKind::Key, 30, n % 2 == 0);
        party.pads(1, &[pressed(0, 0)]);
        let mut out = |event| party.out.push(event);
        party.router.tick(party.now, &mut out);
        if n % 1000 == 999 {
            party.recorder.told();
            // Each press of the others' is a report at once.
            for (seat, slot) in [(0, 0), (2, 2)] {
                for (pressed, value) in [(true, 1), (false, 0)] {
                    party.edge(seat, EdgeKind::PadButton, 0, pressed);
                    let report = Told::Report(slot, vec![(0x130, value)]);
                    assert_eq!(party.recorder.told(), [report]);
                }
            }
            party.edge(0, EdgeKind::Key, 30, true);
            party.edge(0, EdgeKind::Key, 30, false);
            assert_eq!(std::mem::take(&mut party.out).len(), 2);
        }
    }
    let counters = party.router.counters();
    assert!(counters.merged > 10_000, "{counters:?}");
    assert_eq!(counters.guests_ignored, 20_000);
}

#[test]
fn a_seat_that_cannot_be_does_nothing() {
    let mut party = Party::with_devices();
    let mut out = |event: SeatEvent| panic!("{event:?}");
    party
        .router
        .datagram(4, &InputDatagram::default(), START, &mut out);
    party.router.edges(200, &Edges::default(), START, &mut out);
    party.router.vacate(4, START, &mut out);
    assert_eq!(party.recorder.told(), []);
}
