//! Pictures out: content, release, size, cadence.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says so"
)]

mod rig;

use std::time::Duration;

use rig::client::Client;
use rig::{Rig, rows};
use rustix::fs::ftruncate;
use stratus_capture::{CaptureEvent, CompositorKind};
use stratus_media::{Damage, Size, Timestamp};

const SIZE: Size = Size::new(640, 360);
const BYTES: u32 = 640 * 360 * 4;

fn full(client: &mut Client, value: u8) -> (rig::client::Window, rig::client::Pool, u32) {
    let window = client.window();
    let pool = client.pool(BYTES * 2);
    pool.fill(0, BYTES as usize, value);
    let buffer = client.buffer(&pool, 0, (640, 360));
    (window, pool, buffer)
}

#[test]
fn the_picture_arrives_as_the_game_drew_it() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let (window, pool, buffer) = full(&mut client, 0);
    let drawn: Vec<u8> = (0..BYTES).map(|i| (i * 7 % 251) as u8).collect();
    rustix::io::pwrite(&pool.file, &drawn, 0).unwrap();
    client.commit(window.surface, buffer);
    let frame = rig.frame();
    assert_eq!(frame.size, SIZE);
    assert_eq!(frame.damage, Damage::full(SIZE));
    assert_eq!(rows(&frame).concat(), drawn);
    rig.event(|event| *event == CaptureEvent::FirstFrame);
}

#[test]
fn sway_serves_as_well() {
    let rig = Rig::start_with(CompositorKind::Sway, SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let (window, _pool, buffer) = full(&mut client, 9);
    client.commit(window.surface, buffer);
    assert_eq!(rows(&rig.frame())[0][0], 9);
    client.round_trip();
}

#[test]
fn a_buffer_comes_back_when_its_reader_is_done_and_not_before() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let (window, _pool, buffer) = full(&mut client, 1);
    client.commit(window.surface, buffer);
    let frame = rig.frame();
    let released = |events: Vec<rig::client::Event>| {
        events
            .iter()
            .filter(|e| e.object == buffer && e.code == 0)
            .count()
    };
    std::thread::sleep(Duration::from_millis(50));
    assert_eq!(released(client.events()), 0);
    drop(frame);
    // The client says nothing meanwhile.
    client.wait(buffer, 0);
    assert_eq!(released(client.events()), 0, "released twice");
}

#[test]
fn the_newest_picture_wins_and_the_older_buffer_returns_at_once() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let (window, pool, first) = full(&mut client, 1);
    pool.fill(u64::from(BYTES), BYTES as usize, 2);
    let second = client.buffer(&pool, BYTES, (640, 360));
    client.commit(window.surface, first);
    client.commit(window.surface, second);
    client.wait(first, 0);
    let frame = rig.frame();
    assert_eq!(rows(&frame)[100][100], 2);
    assert_eq!(rig.capture.stats().replaced, 1);
}

#[test]
fn the_game_is_told_the_players_size_whatever_it_asks() {
    let rig = Rig::start(Size::new(1366, 768), 50);
    let mut client = Client::connect(&rig.socket);
    let output = client.bind("wl_output", 2);
    let mode = client.wait(output, 1);
    assert_eq!(mode.words, [3, 1366, 768, 50_000]);
    let window = client.window();
    assert_eq!(window.size, (1366, 768));
    assert_eq!(window.states, [2, 4], "full screen, activated");
    // unset_fullscreen, set_maximized, set_max_size, set_window_geometry
    client.send(window.toplevel, 12, &[]);
    let again = client.wait(window.toplevel, 0);
    assert_eq!(again.words[..2], [1366, 768]);
    let serial = client.wait(window.xdg, 0).words[0];
    client.send(window.xdg, 4, &[serial]);
    client.send(window.toplevel, 9, &[]);
    assert_eq!(client.wait(window.toplevel, 0).words[..2], [1366, 768]);
    client.send(window.toplevel, 7, &[100, 100]);
    client.send(window.xdg, 3, &[10, 10, 100, 100]);
    // It draws another size all the same: that is what comes out.
    let pool = client.pool(100 * 50 * 4);
    let buffer = client.buffer(&pool, 0, (100, 50));
    client.commit(window.surface, buffer);
    assert_eq!(rig.frame().size, Size::new(100, 50));
    client.round_trip();
}

#[test]
fn the_game_draws_at_the_streams_cadence() {
    let rig = Rig::start(SIZE, 60);
    let period = Duration::from_millis(20);
    let phase = Timestamp::now();
    rig.capture.pacer().set(period, phase);
    let mut client = Client::connect(&rig.socket);
    let (window, _pool, buffer) = full(&mut client, 1);
    let start = Timestamp::now();
    for _ in 0..20 {
        let callback = client.id();
        client.send(window.surface, 3, &[callback]);
        client.commit(window.surface, buffer);
        client.wait(callback, 0);
        let into = Timestamp::now().since(phase).as_nanos() % period.as_nanos();
        // Never before its tick; how long after is the machine's affair.
        assert!(into < period.as_nanos());
        drop(rig.frame());
    }
    let took = Timestamp::now().since(start);
    assert!(took >= period * 19, "{took:?}: faster than the stream");
    assert_eq!(rig.capture.stats().callbacks, 20);
}

#[test]
fn a_game_that_does_not_wait_still_gives_pictures() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let (window, _pool, buffer) = full(&mut client, 1);
    for _ in 0..3000 {
        client.commit(window.surface, buffer);
    }
    client.round_trip();
    let stats = rig.capture.stats();
    assert_eq!(stats.commits, 3001);
    assert_eq!(stats.frames + stats.starved, 3000);
    assert_eq!(rows(&rig.frame())[0][0], 1);
}

#[test]
fn a_pool_may_grow_and_go_while_its_picture_is_read() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let (window, pool, buffer) = full(&mut client, 3);
    client.commit(window.surface, buffer);
    let frame = rig.frame();
    ftruncate(&pool.file, u64::from(BYTES) * 4).unwrap();
    client.send(pool.id, 2, &[BYTES * 4]);
    pool.fill(u64::from(BYTES) * 3, BYTES as usize, 4);
    let late = client.buffer(&pool, BYTES * 3, (640, 360));
    client.send(pool.id, 1, &[]);
    client.send(buffer, 0, &[]);
    client.commit(window.surface, late);
    assert_eq!(rows(&rig.frame())[359][0], 4);
    assert_eq!(rows(&frame)[359][0], 3);
    drop(frame);
    client.wait(late, 0);
}

#[test]
fn memory_that_is_pulled_away_reads_as_black() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let (window, pool, buffer) = full(&mut client, 5);
    client.commit(window.surface, buffer);
    let frame = rig.frame();
    ftruncate(&pool.file, 0).unwrap();
    assert!(rows(&frame).concat().iter().all(|byte| *byte == 0));
    assert!(rig.capture.stats().truncated > 0);
    drop(frame);
    client.wait(buffer, 0);
}

#[test]
fn a_sub_surface_over_the_whole_window_is_the_picture() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let (window, pool, buffer) = full(&mut client, 1);
    pool.fill(u64::from(BYTES), BYTES as usize, 2);
    let inner = client.buffer(&pool, BYTES, (640, 360));
    let subcompositor = client.bind("wl_subcompositor", 1);
    let (child, role) = (client.id(), client.id());
    client.send(window.compositor, 0, &[child]);
    client.send(subcompositor, 1, &[role, child, window.surface]);
    client.commit(window.surface, buffer);
    assert_eq!(rows(&rig.frame())[0][0], 1);
    client.commit(child, inner);
    assert_eq!(rows(&rig.frame())[0][0], 2);
    // The window behind it draws on, unseen.
    client.commit(window.surface, buffer);
    client.wait(buffer, 0);
    client.round_trip();
    assert!(rig.frames.try_take().is_none());
}

#[test]
fn closing_the_last_window_is_told() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let (window, _pool, buffer) = full(&mut client, 1);
    client.commit(window.surface, buffer);
    drop(rig.frame());
    client.send(window.toplevel, 0, &[]);
    rig.event(|event| *event == CaptureEvent::LastWindowClosed);
    drop(client);
    rig.event(|event| *event == CaptureEvent::ClientGone);
}
