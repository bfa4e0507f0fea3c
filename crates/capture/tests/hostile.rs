//! Clients that break rules, and clients that die.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says so"
)]

mod rig;

use std::io::Write;
use std::os::fd::AsFd;

use rig::Rig;
use rig::client::Client;
use stratus_media::Size;

const SIZE: Size = Size::new(640, 360);

/// A well-behaved client still gets a picture through.
fn serves(rig: &Rig) {
    let mut client = Client::connect(&rig.socket);
    let window = client.window();
    let pool = client.pool(640 * 360 * 4);
    let buffer = client.buffer(&pool, 0, (640, 360));
    client.commit(window.surface, buffer);
    drop(rig.frame());
    client.wait(buffer, 0);
}

fn open_files() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}

/// Reads until the connection is closed.
fn is_closed(client: &mut Client) {
    while client.read().is_some() {}
}

#[test]
fn random_bytes_close_that_connection_and_no_other() {
    let rig = Rig::start(SIZE, 60);
    let mut seed = 0x2545_f491_4f6c_dd1du64;
    for _ in 0..50 {
        let mut client = Client::connect(&rig.socket);
        let bytes: Vec<u8> = (0..4000)
            .map(|_| {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                seed as u8
            })
            .collect();
        let _ = client.stream.write_all(&bytes);
        // What looks like the start of a long message would be waited for.
        let _ = client.stream.shutdown(std::net::Shutdown::Write);
        is_closed(&mut client);
    }
    assert!(rig.capture.stats().malformed > 0);
    serves(&rig);
}

#[test]
fn buffers_that_lie_are_refused() {
    let rig = Rig::start(SIZE, 60);
    let lies: [[u32; 5]; 5] = [
        [0, 640, 361, 2560, 0],
        [4, 640, 360, 2560, 0],
        [0, 640, 360, 2556, 0],
        [0, u32::MAX, 360, 2560, 0],
        [0, 640, 360, 2560, 0x2020_3843],
    ];
    for lie in lies {
        let mut client = Client::connect(&rig.socket);
        let pool = client.pool(640 * 360 * 4);
        let mut words = vec![client.id()];
        words.extend(lie);
        client.send(pool.id, 0, &words);
        is_closed(&mut client);
    }
    // A pool that claims more than its file has.
    let mut client = Client::connect(&rig.socket);
    let pool = client.pool(4096);
    client.send(pool.id, 2, &[1 << 20]);
    is_closed(&mut client);
    assert_eq!(rig.capture.stats().refused, 6);
    serves(&rig);
}

#[test]
fn a_client_that_dies_leaves_nothing_open() {
    let rig = Rig::start(SIZE, 60);
    serves(&rig);
    rig.until("it is gone", |rig| {
        rig.events
            .try_iter()
            .any(|e| e == stratus_capture::CaptureEvent::ClientGone)
    });
    let before = open_files();
    for _ in 0..20 {
        let mut client = Client::connect(&rig.socket);
        let window = client.window();
        let pool = client.pool(640 * 360 * 4);
        let buffer = client.buffer(&pool, 0, (640, 360));
        client.commit(window.surface, buffer);
        let frame = rig.frame();
        drop((client, pool));
        rig.until("it is gone", |rig| {
            rig.events
                .try_iter()
                .any(|e| e == stratus_capture::CaptureEvent::ClientGone)
        });
        drop(frame);
    }
    rig.until("all files are closed", |_| open_files() <= before);
    serves(&rig);
}

#[test]
fn files_that_nobody_asked_for_end_that_client_alone() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let file = std::fs::File::open("/dev/null").unwrap();
    // wl_display.sync takes none.
    for _ in 0..1000 {
        let callback = client.id();
        if client
            .try_send_fd(1, 0, &[callback], Some(file.as_fd()))
            .1
            .is_err()
        {
            break;
        }
    }
    is_closed(&mut client);
    rig.until("it is counted", |rig| rig.capture.stats().malformed == 1);
    serves(&rig);
}

#[test]
fn clients_that_keep_files_together_are_closed_one_by_one_until_few_are_left() {
    let rig = Rig::start(SIZE, 60);
    let mut innocent = Client::connect(&rig.socket);
    let window = innocent.window();
    let before = open_files();
    let file = std::fs::File::open("/dev/null").unwrap();
    let mut hoarders: Vec<_> = (0..8).map(|_| Client::connect(&rig.socket)).collect();
    // None keeps more than a client may.
    for _ in 0..100 {
        hoarders.retain_mut(|client| {
            let callback = client.id();
            let (_, sent) = client.try_send_fd(1, 0, &[callback], Some(file.as_fd()));
            sent.is_ok() && std::iter::from_fn(|| client.read()).any(|e| e.object == callback)
        });
    }
    // 512 are 102 for each of five, 85 for each of six.
    assert_eq!(hoarders.len(), 5);
    rig.until("it is counted", |rig| rig.capture.stats().malformed == 3);
    let pool = innocent.pool(640 * 360 * 4);
    let buffer = innocent.buffer(&pool, 0, (640, 360));
    innocent.commit(window.surface, buffer);
    drop(rig.frame());
    innocent.wait(buffer, 0);
    assert_eq!(rig.capture.stats().malformed, 3);
    drop(hoarders);
    drop((file, pool));
    rig.until("all files are closed", |_| open_files() <= before + 1);
}

#[test]
fn a_client_may_make_any_number_of_pools_one_after_the_other() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    for round in 0..600 {
        let pool = client.pool(4096);
        client.send(pool.id, 1, &[]);
        if round % 100 == 0 {
            client.round_trip();
        }
    }
    client.round_trip();
    assert_eq!(rig.capture.stats().malformed, 0);
}

#[test]
fn a_client_that_reads_nothing_cannot_fill_memory() {
    let rig = Rig::start(SIZE, 60);
    let client = Client::connect(&rig.socket);
    client.stream.set_nonblocking(true).unwrap();
    // wl_display.sync, over and over; the answers are never read.
    let mut accepted = 0usize;
    let mut stuck = 0;
    let mut id = 1000u32;
    while stuck < 100 {
        let words = [1u32, 12 << 16, id];
        let bytes: Vec<u8> = words.iter().flat_map(|w| w.to_ne_bytes()).collect();
        match (&client.stream).write(&bytes) {
            Ok(12) => {
                accepted += 12;
                id += 1;
                stuck = 0;
            }
            Ok(_) => break,
            Err(_) => {
                stuck += 1;
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
        }
        assert!(accepted < 64 << 20, "it takes everything");
    }
    drop(client);
    serves(&rig);
}
