//! A pad that plays keyboard and mouse, under virtual time.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::time::Duration;

use stratus_input::{PadBackend, Router};
use stratus_media::{SeatEvent, Timestamp};
use stratus_protocol::session::HOST;
use stratus_protocol::session::input::{Edge, EdgeKind, Edges, InputDatagram, PadState};

const MAP: &str = r#"
dead_zone = 0.25
mouse_speed = 800.0
[map]
a = "KEY_SPACE"
b = "KEY_SPACE"
x = "KEY_LEFTCTRL"
y = "wheel-down"
right-trigger = "BTN_LEFT"
left-stick-up = "KEY_W"
left-stick-down = "KEY_S"
left-stick-left = "KEY_A"
left-stick-right = "KEY_D"
right-stick-left = "mouse-left"
right-stick-right = "mouse-right"
right-stick-up = "mouse-up"
right-stick-down = "mouse-down"
dpad-right = "mouse-right"
"#;

/// Distance of a page's samples.
const SAMPLE: Duration = Duration::from_millis(4);
const SPACE: u16 = 57;
const W: u16 = 17;
const D: u16 = 32;
const LEFT: u16 = 0x110;
const RIGHT: u16 = 0x111;

/// A page and a node, with a clock that only this test moves.
struct Player {
    router: Router,
    now: Timestamp,
    seq: u32,
    edges: u32,
}

impl Player {
    fn new() -> Self {
        let controller = toml::from_str(MAP).unwrap();
        Self {
            router: Router::new(&controller, PadBackend::Profile, Box::new(())),
            now: Timestamp::from_nanos(5_000_000_000),
            seq: 0,
            edges: 0,
        }
    }

    fn pads(&mut self, pads: &[PadState]) -> Vec<SeatEvent> {
        let datagram = InputDatagram {
            seq: self.seq,
            pads: pads.to_vec(),
            edges: Edges {
                first: self.edges,
                edges: Vec::new(),
            },
            ..InputDatagram::default()
        };
        self.seq += 1;
        let mut got = Vec::new();
        self.router
            .datagram(HOST, &datagram, self.now, &mut |e| got.push(e));
        got
    }

    fn edge(&mut self, kind: EdgeKind, code: u16, pressed: bool) -> Vec<SeatEvent> {
        let edge = Edge {
            kind,
            pad: 0,
            code,
            pressed,
        };
        let run = Edges {
            first: self.edges,
            edges: vec![edge],
        };
        self.edges += 1;
        let mut got = Vec::new();
        self.router
            .edges(HOST, &run, self.now, &mut |e| got.push(e));
        got
    }

    /// Lets `time` pass, calling `tick` `late` after it asked to be called. Returns the way.
    fn pass(&mut self, time: Duration, late: Duration) -> [f64; 2] {
        let end = self.now + time;
        let mut got = Vec::new();
        while self.now < end {
            let due = self.router.tick(self.now, &mut |e| got.push(e));
            self.now = due.map_or(end, |due| (due + late).min(end));
        }
        way(&got)
    }
}

fn way(events: &[SeatEvent]) -> [f64; 2] {
    events.iter().fold([0.0; 2], |[x, y], event| match event {
        SeatEvent::Motion { dx, dy } => [x + dx, y + dy],
        _ => [x, y],
    })
}

fn buttons(index: u8, buttons: u32) -> PadState {
    PadState {
        index,
        buttons,
        ..PadState::default()
    }
}

fn sticks(index: u8, left: [f32; 2], right: [f32; 2]) -> PadState {
    let axis = |place: f32| (place * 32_767.0) as i16;
    PadState {
        index,
        axes: [axis(left[0]), axis(left[1]), axis(right[0]), axis(right[1])],
        ..PadState::default()
    }
}

fn left_stick(x: f32, y: f32) -> PadState {
    sticks(0, [x, y], [0.0; 2])
}

fn right_stick(x: f32, y: f32) -> PadState {
    sticks(0, [0.0; 2], [x, y])
}

const fn key(code: u16, pressed: bool) -> SeatEvent {
    SeatEvent::Key { code, pressed }
}

const fn button(code: u16, pressed: bool) -> SeatEvent {
    SeatEvent::Button { code, pressed }
}

#[test]
fn a_key_is_down_while_any_button_pad_or_hand_holds_it() {
    let mut player = Player::new();
    assert_eq!(player.pads(&[buttons(0, 1)]), [key(SPACE, true)]);
    // B is the same key, a second pad too, and the player's own keyboard.
    assert_eq!(player.pads(&[buttons(0, 0b11)]), []);
    assert_eq!(player.pads(&[buttons(0, 0b10), buttons(1, 1)]), []);
    assert_eq!(player.edge(EdgeKind::Key, SPACE, true), []);
    assert_eq!(player.pads(&[buttons(0, 0), buttons(1, 1)]), []);
    // The second pad is unplugged while it holds.
    assert_eq!(player.pads(&[buttons(0, 0)]), []);
    assert_eq!(
        player.edge(EdgeKind::Key, SPACE, false),
        [key(SPACE, false)]
    );
}

#[test]
fn a_pad_that_disappears_lets_go() {
    let mut player = Player::new();
    assert_eq!(player.pads(&[buttons(2, 1)]), [key(SPACE, true)]);
    assert_eq!(player.pads(&[]), [key(SPACE, false)]);
}

#[test]
fn a_tapped_button_and_a_tapped_trigger_press_and_release() {
    let mut player = Player::new();
    for (index, press, release) in [
        (0, key(SPACE, true), key(SPACE, false)),
        (7, button(LEFT, true), button(LEFT, false)),
    ] {
        assert_eq!(player.edge(EdgeKind::PadButton, index, true), [press]);
        assert_eq!(player.edge(EdgeKind::PadButton, index, false), [release]);
    }
}

#[test]
fn the_wheel_turns_a_notch_a_press() {
    let mut player = Player::new();
    let notch = SeatEvent::Wheel { dx: 0, dy: 120 };
    assert_eq!(player.pads(&[buttons(0, 1 << 3)]), [notch]);
    assert_eq!(player.pads(&[buttons(0, 0)]), []);
    assert_eq!(player.pads(&[buttons(0, 1 << 3)]), [notch]);
}

#[test]
fn a_stick_that_trembles_at_the_threshold_presses_once() {
    let mut player = Player::new();
    let mut got = Vec::new();
    for i in 0..1000 {
        let place = if i % 2 == 0 { -0.39 } else { -0.31 };
        got.extend(player.pads(&[left_stick(0.0, place)]));
        player.pass(SAMPLE, Duration::ZERO);
    }
    assert_eq!(got, [key(W, true)]);
    assert_eq!(player.pads(&[left_stick(0.0, -0.26)]), []);
    assert_eq!(player.pads(&[left_stick(0.0, -0.2)]), [key(W, false)]);
}

#[test]
fn a_trigger_that_trembles_presses_once() {
    let mut player = Player::new();
    let mut got = Vec::new();
    for i in 0..1000u16 {
        let pad = PadState {
            triggers: [0, 20_000 + i % 2 * 6_000],
            ..PadState::default()
        };
        got.extend(player.pads(&[pad]));
        player.pass(SAMPLE, Duration::ZERO);
    }
    assert_eq!(got, [button(LEFT, true)]);
}

#[test]
fn a_diagonal_holds_two_keys() {
    let mut player = Player::new();
    let got = player.pads(&[left_stick(0.7, -0.7)]);
    assert!(got.contains(&key(W, true)) && got.contains(&key(D, true)));
}

#[test]
fn a_stick_moves_the_pointer_by_its_travel_however_late_ticks_come() {
    for (place, share) in [
        (1.0, 1.0),
        (-1.0, -1.0),
        (0.625, 0.5),
        (0.25, 0.0),
        (0.1, 0.0),
    ] {
        for late in [0, 3, 50] {
            let mut player = Player::new();
            player.pads(&[right_stick(place, 0.0)]);
            let mut moved = player.pass(Duration::from_secs(2), Duration::from_millis(late));
            // Let go: what is left of the way is said, and nobody needs to be woken.
            moved[0] += way(&player.pads(&[right_stick(0.0, 0.0)]))[0];
            assert_eq!(
                player.router.tick(player.now, &mut |e| panic!("{e:?}")),
                None
            );
            let expected = share * 1600.0;
            assert!(
                (moved[0] - expected).abs() <= 16.0 && moved[1].abs() < 1e-6,
                "{place} for 2 s, ticks {late} ms late: {moved:?} instead of {expected}"
            );
        }
    }
}

#[test]
fn a_diagonal_is_no_faster_and_two_pads_do_not_add_up() {
    let mut player = Player::new();
    player.pads(&[right_stick(1.0, 1.0), sticks(1, [0.0; 2], [1.0, 1.0])]);
    let [x, y] = player.pass(Duration::from_millis(1000), Duration::ZERO);
    assert!((x.hypot(y) - 800.0).abs() < 8.0, "{x} {y}");
}

#[test]
fn the_way_is_right_when_the_stick_moves_between_ticks() {
    let mut player = Player::new();
    let mut moved = 0.0;
    // Full and half speed in turn, changed every 5 ms, for 1 s.
    for i in 0..200 {
        let place = if i % 2 == 0 { 1.0 } else { 0.625 };
        moved += way(&player.pads(&[right_stick(place, 0.0)]))[0];
        moved += player.pass(Duration::from_millis(5), Duration::ZERO)[0];
    }
    moved += way(&player.pads(&[]))[0];
    assert!((moved - 600.0).abs() < 6.0, "{moved}");
}

#[test]
fn a_player_who_is_gone_holds_nothing() {
    let mut player = Player::new();
    player.edge(EdgeKind::Key, W, true);
    player.edge(EdgeKind::MouseButton, RIGHT, true);
    player.edge(EdgeKind::Key, 30, true);
    player.edge(EdgeKind::Key, 30, false);
    player.pads(&[buttons(0, 1), sticks(1, [1.0, 0.0], [1.0, 0.0])]);
    let mut released = Vec::new();
    let now = player.now;
    player.router.neutral(HOST, now, &mut |e| released.push(e));
    released.sort_by_key(|event| match event {
        SeatEvent::Key { code, .. } | SeatEvent::Button { code, .. } => *code,
        other => panic!("{other:?}"),
    });
    assert_eq!(
        released,
        [
            key(W, false),
            key(D, false),
            key(SPACE, false),
            button(RIGHT, false)
        ]
    );
    let later = player.now + Duration::from_secs(1);
    assert_eq!(player.router.tick(later, &mut |e| panic!("{e:?}")), None);
    player.router.neutral(HOST, later, &mut |e| panic!("{e:?}"));
}

#[test]
fn codes_that_no_key_has_are_dropped_and_counted() {
    let mut player = Player::new();
    assert_eq!(player.edge(EdgeKind::Key, 0x2fe, true), []);
    assert_eq!(player.edge(EdgeKind::Key, LEFT, true), []);
    assert_eq!(player.edge(EdgeKind::MouseButton, 30, true), []);
    assert_eq!(player.router.counters().unknown_codes, 3);
    assert_eq!(player.edge(EdgeKind::Key, 30, true), [key(30, true)]);
}

#[test]
fn ten_thousand_events_a_second_end_in_the_newest_and_are_bounded() {
    let mut player = Player::new();
    let mut got = Vec::new();
    // For ten seconds, each with an edge by both carriers; the last one a press.
    for n in 0..100_001u32 {
        let end = player.now + Duration::from_micros(100);
        while let Some(due) = player.router.tick(player.now, &mut |e| got.push(e))
            && due <= end
        {
            player.now = due;
        }
        player.now = end;
        let edge = Edge {
            kind: EdgeKind::Key,
            pad: 0,
            code: SPACE,
            pressed: n % 2 == 0,
        };
        let edges = Edges {
            first: n,
            edges: vec![edge],
        };
        let datagram = InputDatagram {
            seq: n,
            motion: [n as i32 + 1, 0],
            edges: edges.clone(),
            ..InputDatagram::default()
        };
        player
            .router
            .datagram(HOST, &datagram, player.now, &mut |e| got.push(e));
        player
            .router
            .edges(HOST, &edges, player.now, &mut |e| got.push(e));
    }
    let flood_ends = player.now;
    while let Some(due) = player.router.tick(player.now, &mut |e| got.push(e)) {
        player.now = due;
    }
    // What was behind is caught up with at once, not played out.
    assert!(player.now.since(flood_ends) < Duration::from_millis(5));
    assert_eq!(way(&got), [100_001.0, 0.0]);
    let edges: Vec<_> = got
        .iter()
        .filter(|e| matches!(e, SeatEvent::Key { .. }))
        .collect();
    assert_eq!(edges.last(), Some(&&key(SPACE, true)));
    assert!(edges.len() <= 1000 * 10 + 4200, "{}", edges.len());
    assert!(got.len() - edges.len() <= 2000 * 10 + 300, "{}", got.len());
    let counters = player.router.counters();
    assert!(counters.overtaken > 70_000 && counters.merged > 80_000);
}

#[test]
fn keys_that_were_too_many_all_come_to_their_newest_state() {
    let mut player = Player::new();
    let codes: Vec<u16> = (2..=50).collect();
    let mut got = Vec::new();
    for round in 0..100 {
        for code in &codes {
            got.extend(player.edge(EdgeKind::Key, *code, round % 2 == 0));
        }
    }
    // Each is released in the last round.
    while let Some(due) = player.router.tick(player.now, &mut |e| got.push(e)) {
        player.now = due;
    }
    for code in codes {
        let mut of_it = got
            .iter()
            .filter(|e| matches!(e, SeatEvent::Key { code: c, .. } if *c == code));
        assert_eq!(of_it.next_back(), Some(&key(code, false)));
    }
    // A moment later the next press is one as ever.
    player.pass(Duration::from_millis(10), Duration::ZERO);
    assert_eq!(player.edge(EdgeKind::Key, W, true), [key(W, true)]);
}

#[test]
fn a_new_connection_counts_from_nought_with_nothing_held() {
    let mut player = Player::new();
    player.edge(EdgeKind::Key, W, true);
    let mut released = Vec::new();
    let now = player.now;
    player
        .router
        .new_connection(HOST, now, &mut |e| released.push(e));
    assert_eq!(released, [key(W, false)]);
    player.edges = 0;
    assert_eq!(player.edge(EdgeKind::Key, W, true), [key(W, true)]);
    assert_eq!(player.router.counters().input.edges, 2);
}
