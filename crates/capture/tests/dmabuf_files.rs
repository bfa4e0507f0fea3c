//! DMA-BUFs whose clients lie, die or take no end: no file stays open, and no other client feels it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says so"
)]

mod rig;

use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rig::Rig;
use rig::client::{Client, Event};
use rig::dmabuf::{
    Anything, BYTES, DmaBufs, FAILED, LINEAR, Plane, RELEASE, SIDES, SIZE, TILED, XRGB, add, fence,
    first_byte, memory, plane, player, signal,
};
use stratus_media::Size;

/// Files are counted for the whole process, so these tests run one at a time.
fn alone() -> (Rig, MutexGuard<'static, ()>) {
    static ALONE: Mutex<()> = Mutex::new(());
    let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    (
        Rig::start_dmabuf(SIZE, Arc::new(Anything::default())),
        alone,
    )
}

fn open_files() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}

/// Nothing came, though everything that was sent has been handled.
fn shows_nothing(rig: &Rig, client: &mut Client) {
    client.round_trip();
    assert!(rig.frames.try_take().is_none());
}

/// A lie, and the number of the error that it is.
type Lie<'a> = (Vec<Plane<'a>>, (i32, i32), u32, u32);

fn lies(pixels: &OwnedFd) -> Vec<Lie<'_>> {
    let good = plane(pixels);
    let size = (64, 32);
    let planes = |count: u32, modifier| {
        let plane = |index| Plane {
            index,
            modifier,
            ..good
        };
        (0..count).map(plane).collect::<Vec<_>>()
    };
    let nv12 = u32::from_le_bytes(*b"NV12");
    vec![
        // Plane counts: none, five, one twice, one left out, two where one is all there is.
        (vec![], size, XRGB, 3),
        (planes(5, TILED), size, XRGB, 1),
        (vec![good, good], size, XRGB, 2),
        (vec![Plane { index: 1, ..good }], size, XRGB, 3),
        (planes(2, LINEAR), size, XRGB, 3),
        // Format and modifier.
        (vec![good], size, nv12, 4),
        (planes(1, TILED + 1), size, XRGB, 4),
        // Width and height.
        (vec![good], (0, 32), XRGB, 5),
        (vec![good], (64, -1), XRGB, 5),
        (vec![good], (i32::MAX, i32::MAX), XRGB, 5),
        (vec![good], (65, 32), XRGB, 6),
        (vec![good], (64, 33), XRGB, 6),
        // Stride and offset.
        (
            vec![Plane {
                stride: 64 * 4 + 1,
                ..good
            }],
            size,
            XRGB,
            6,
        ),
        (
            vec![Plane {
                stride: u32::MAX,
                ..good
            }],
            size,
            XRGB,
            6,
        ),
        (vec![Plane { stride: 4, ..good }], size, XRGB, 6),
        (vec![Plane { offset: 1, ..good }], size, XRGB, 6),
        (
            vec![Plane {
                offset: u32::MAX,
                ..good
            }],
            size,
            XRGB,
            6,
        ),
    ]
}

#[test]
fn a_client_that_lies_ends_alone() {
    let (rig, _alone) = alone();
    let (mut other, window, of_other) = player(&rig);
    let pixels = memory(BYTES, 3);
    let buffer = of_other.linear(&mut other, &pixels, SIDES);
    other.round_trip();
    let before = open_files();
    let lies = lies(&pixels);
    let count = lies.len() as u64;
    for (number, (planes, size, format, code)) in lies.into_iter().enumerate() {
        let mut client = Client::connect(&rig.socket);
        let dmabufs = DmaBufs::bind(&mut client, 4);
        let (params, _) = dmabufs.buffer(&mut client, &planes, size, format, 0);
        let error = client.wait_for_the_end();
        assert_eq!(error, Some((params, code)), "lie {number}");
        other.commit(window.surface, buffer);
        assert_eq!(first_byte(&rig.frame()), 3);
        other.wait(buffer, RELEASE);
    }
    // Twice from one description.
    let mut client = Client::connect(&rig.socket);
    let dmabufs = DmaBufs::bind(&mut client, 4);
    let planes = [plane(&pixels)];
    let (params, _) = dmabufs.buffer(&mut client, &planes, (64, 32), XRGB, 0);
    client.send(params, 2, &[64, 32, XRGB, 0]);
    assert_eq!(client.wait_for_the_end(), Some((params, 0)));
    drop(client);
    // Planes that are laid out differently, which version 5 forbids.
    let mut client = Client::connect(&rig.socket);
    let dmabufs = DmaBufs::bind(&mut client, 5);
    let tiled = Plane {
        index: 1,
        modifier: TILED,
        ..plane(&pixels)
    };
    let params = dmabufs.params(&mut client);
    add(&client, params, &plane(&pixels));
    add(&client, params, &tiled);
    assert_eq!(client.wait_for_the_end(), Some((params, 4)));
    drop(client);
    rig.until("all are closed", |rig| {
        rig.capture.stats().malformed == count + 2
    });
    assert_eq!(rig.capture.stats().dmabufs_refused, count + 2);
    rig.until("all files are closed", |_| open_files() <= before);
}

#[test]
fn buffers_may_go_and_change_size_while_they_are_drawn_or_read() {
    let (rig, _alone) = alone();
    let (mut client, window, dmabufs) = player(&rig);
    client.round_trip();
    let before = open_files();
    let old = dmabufs.linear(&mut client, &memory(BYTES, 1), SIDES);
    client.commit(window.surface, old);
    let frame = rig.frame();
    // The swap chain is made anew, larger: what is out stays what it was.
    client.send(old, 0, &[]);
    let (drawn, gpu) = fence();
    let large = (128, 64);
    let new = dmabufs.fenced(&mut client, &memory(BYTES * 4, 2), &drawn, large);
    drop(drawn);
    client.commit(window.surface, new);
    client.send(new, 0, &[]);
    shows_nothing(&rig, &mut client);
    signal(&gpu);
    let larger = rig.frame();
    assert_eq!((first_byte(&frame), frame.size), (1, SIZE));
    assert_eq!((first_byte(&larger), larger.size), (2, Size::new(128, 64)));
    drop((frame, larger, gpu));
    rig.until("all files are closed", |_| open_files() <= before);
    client.round_trip();
}

#[test]
fn a_client_that_dies_mid_frame_leaves_the_frame_and_nothing_else() {
    let (rig, _alone) = alone();
    let before = open_files();
    for _ in 0..10 {
        let (mut client, window, dmabufs) = player(&rig);
        let read = dmabufs.linear(&mut client, &memory(BYTES, 5), SIDES);
        client.commit(window.surface, read);
        let frame = rig.frame();
        let (drawn, gpu) = fence();
        let undrawn = dmabufs.fenced(&mut client, &memory(BYTES, 6), &drawn, SIDES);
        client.commit(window.surface, undrawn);
        // An unfinished description as well.
        let params = dmabufs.params(&mut client);
        add(&client, params, &plane(&memory(BYTES, 7)));
        client.round_trip();
        drop((client, drawn));
        rig.until("it is gone", |rig| {
            let mut events = rig.events.try_iter();
            events.any(|e| e == stratus_capture::CaptureEvent::ClientGone)
        });
        drop(gpu);
        assert_eq!(first_byte(&frame), 5);
        assert!(rig.frames.try_take().is_none());
    }
    rig.until("all files are closed", |_| open_files() <= before);
}

#[test]
fn a_client_cannot_leave_any_number_of_descriptions_or_files() {
    let (rig, _alone) = alone();
    let (mut other, window, of_other) = player(&rig);
    let pixels = memory(BYTES, 3);
    let buffer = of_other.linear(&mut other, &pixels, SIDES);
    other.round_trip();
    let before = open_files();
    // Descriptions that are never used.
    let mut client = Client::connect(&rig.socket);
    let dmabufs = DmaBufs::bind(&mut client, 4);
    for _ in 0..5000 {
        let params = client.id();
        if client.try_send_fd(dmabufs.0, 1, &[params], None).1.is_err() {
            break;
        }
        add(&client, params, &plane(&pixels));
    }
    assert_eq!(client.wait_for_the_end(), Some((1, 2)), "no_memory");
    drop(client);
    // Buffers without end: past the bound they fail, and the client lives.
    let mut client = Client::connect(&rig.socket);
    let dmabufs = DmaBufs::bind(&mut client, 4);
    let mut first_failure = None;
    for made in 0..600 {
        let planes = [plane(&pixels)];
        let (params, _) = dmabufs.buffer(&mut client, &planes, (64, 32), XRGB, 0);
        client.send(params, 0, &[]);
        if made % 50 == 0 {
            let failed = |e: &Event| e.object > 10 && e.code == FAILED;
            if client.events().iter().any(failed) {
                first_failure.get_or_insert(made);
            }
        }
    }
    client.round_trip();
    assert_eq!(first_failure, Some(550));
    // One of the 512 is the other client's.
    assert_eq!(rig.capture.stats().dmabufs, 512);
    other.commit(window.surface, buffer);
    assert_eq!(first_byte(&rig.frame()), 3);
    drop(client);
    rig.until("all files are closed", |_| open_files() <= before);
}
