//! Input in: keys, mouse, wheel, and the pointer's image out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says so"
)]

mod rig;

use rig::Rig;
use rig::client::{Client, Event};
use stratus_capture::CaptureEvent;
use stratus_media::{SeatEvent, Size};

const SIZE: Size = Size::new(640, 360);

struct Hands {
    keyboard: u32,
    pointer: u32,
    surface: u32,
    compositor: u32,
}

/// A window with keyboard and pointer that has the focus.
fn focused(client: &mut Client, rig: &Rig) -> Hands {
    let seat = client.bind("wl_seat", 8);
    let (pointer, keyboard) = (client.id(), client.id());
    client.send(seat, 0, &[pointer]);
    client.send(seat, 1, &[keyboard]);
    let window = client.window();
    let pool = client.pool(640 * 360 * 4);
    let buffer = client.buffer(&pool, 0, (640, 360));
    client.commit(window.surface, buffer);
    drop(rig.frame());
    assert_eq!(client.wait(keyboard, 1).words[1], window.surface);
    assert_eq!(client.wait(pointer, 0).words[1], window.surface);
    client.events();
    Hands {
        keyboard,
        pointer,
        surface: window.surface,
        compositor: window.compositor,
    }
}

fn of(events: &[Event], object: u32, code: u16) -> Vec<&Event> {
    events
        .iter()
        .filter(|e| e.object == object && e.code == code)
        .collect()
}

/// 24.8 fixed point.
fn fixed(word: u32) -> f64 {
    f64::from(word as i32) / 256.0
}

#[test]
fn the_keyboard_enters_before_anything_else_and_brings_its_layout() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let seat = client.bind("wl_seat", 8);
    let (pointer, keyboard) = (client.id(), client.id());
    client.send(seat, 1, &[keyboard]);
    client.send(seat, 0, &[pointer]);
    assert_eq!(
        client.wait(seat, 0).words,
        [3],
        "pointer and keyboard, no touch"
    );
    assert_eq!(client.wait(keyboard, 0).words[0], 1, "an XKB layout");
    client.wait(keyboard, 5);
    let window = client.window();
    let pool = client.pool(640 * 360 * 4);
    let buffer = client.buffer(&pool, 0, (640, 360));
    client.commit(window.surface, buffer);
    drop(rig.frame());
    let events = client.events();
    let first = events
        .iter()
        .find(|e| e.object == keyboard || e.object == pointer);
    assert_eq!(first.map(|e| (e.object, e.code)), Some((keyboard, 1)));
}

#[test]
fn two_hundred_presses_arrive_in_order() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let hands = focused(&mut client, &rig);
    let seat = rig.capture.seat();
    let played: Vec<(u16, bool)> = (0..200).map(|i| (2 + (i / 2) % 9, i % 2 == 0)).collect();
    for &(code, pressed) in &played {
        seat.send(SeatEvent::Key { code, pressed });
    }
    rig.until("all were handled", |rig| {
        rig.capture.stats().input_events == 200
    });
    let events = client.events();
    let heard: Vec<(u16, bool)> = of(&events, hands.keyboard, 3)
        .iter()
        .map(|e| (e.words[2] as u16, e.words[3] == 1))
        .collect();
    assert_eq!(heard, played);
}

#[test]
fn shift_is_told_as_a_modifier_and_nothing_stays_down_after_the_player_left() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let hands = focused(&mut client, &rig);
    let seat = rig.capture.seat();
    seat.send(SeatEvent::Key {
        code: 42,
        pressed: true,
    });
    seat.send(SeatEvent::Key {
        code: 42,
        pressed: true,
    });
    seat.send(SeatEvent::Button {
        code: 0x110,
        pressed: true,
    });
    seat.release_all();
    rig.until("all were handled", |rig| {
        rig.capture.stats().input_events == 4
    });
    let events = client.events();
    let keys: Vec<u32> = of(&events, hands.keyboard, 3)
        .iter()
        .map(|e| e.words[3])
        .collect();
    assert_eq!(keys, [1, 0]);
    let modifiers: Vec<u32> = of(&events, hands.keyboard, 4)
        .iter()
        .map(|e| e.words[1])
        .collect();
    assert_eq!(modifiers, [1, 0]);
    let buttons: Vec<u32> = of(&events, hands.pointer, 3)
        .iter()
        .map(|e| e.words[3])
        .collect();
    assert_eq!(buttons, [1, 0]);
}

#[test]
fn the_mouse_points_turns_and_looks_around() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let hands = focused(&mut client, &rig);
    let manager = client.bind("zwp_relative_pointer_manager_v1", 1);
    let constraints = client.bind("zwp_pointer_constraints_v1", 1);
    let relative = client.id();
    client.send(manager, 1, &[relative, hands.pointer]);
    client.round_trip();
    let seat = rig.capture.seat();
    seat.send(SeatEvent::Position { x: 0.5, y: 0.25 });
    seat.send(SeatEvent::Motion { dx: 10.0, dy: -5.5 });
    seat.send(SeatEvent::Wheel { dx: 0, dy: 120 });
    rig.until("all were handled", |rig| {
        rig.capture.stats().input_events == 3
    });
    let events = client.events();
    let at: Vec<(f64, f64)> = of(&events, hands.pointer, 2)
        .iter()
        .map(|e| (fixed(e.words[1]), fixed(e.words[2])))
        .collect();
    assert_eq!(at, [(320.0, 90.0), (330.0, 84.5)]);
    let moved = of(&events, relative, 0);
    assert_eq!(moved.len(), 1);
    assert_eq!(
        (fixed(moved[0].words[2]), fixed(moved[0].words[3])),
        (10.0, -5.5)
    );
    assert_eq!(of(&events, hands.pointer, 9)[0].words, [0, 120]);
    assert_eq!(of(&events, hands.pointer, 4)[0].words[1], 0);

    let lock = client.id();
    client.send(constraints, 1, &[lock, hands.surface, hands.pointer, 0, 2]);
    client.wait(lock, 0);
    rig.event(|event| *event == CaptureEvent::PointerLock(true));
    seat.send(SeatEvent::Motion { dx: 3.0, dy: 0.0 });
    rig.until("handled", |rig| rig.capture.stats().input_events == 4);
    let events = client.events();
    assert_eq!(
        of(&events, hands.pointer, 2).len(),
        0,
        "a locked pointer stays"
    );
    assert_eq!(of(&events, relative, 0).len(), 1);
    client.send(lock, 0, &[]);
    rig.event(|event| *event == CaptureEvent::PointerLock(false));
}

#[test]
fn the_pointers_image_goes_to_the_player_once() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let hands = focused(&mut client, &rig);
    let pool = client.pool(16 * 16 * 4);
    pool.fill(0, 16 * 16 * 4, 128);
    let image = client.buffer(&pool, 0, (16, 16));
    let surface = client.id();
    client.send(hands.compositor, 0, &[surface]);
    for _ in 0..2 {
        client.commit(surface, image);
        client.send(hands.pointer, 0, &[0, surface, 3, 4]);
    }
    client.send(hands.pointer, 0, &[0, 0, 0, 0]);
    client.wait(image, 0);
    client.round_trip();
    let cursors: Vec<_> = rig
        .events
        .try_iter()
        .filter_map(|event| match event {
            CaptureEvent::Cursor(cursor) => Some(cursor),
            _ => None,
        })
        .collect();
    assert_eq!(cursors.len(), 2, "the image, then none");
    assert_eq!(
        (cursors[0].width, cursors[0].hot_x, cursors[0].hot_y),
        (16, 3, 4)
    );
    assert_eq!(cursors[0].rgba[..4], [255, 255, 255, 128]);
    assert_eq!(cursors[1].width, 0);
}
