//! DMA-BUFs by a client that says what it likes, on a machine that has none: any file passes for one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says so"
)]

mod rig;

use std::os::fd::AsFd;
use std::sync::Arc;
use std::time::Duration;

use rig::Rig;
use rig::client::{Client, Event};
use rig::dmabuf::{
    Anything, BYTES, DEVICE, DmaBufs, FAILED, FORMATS, Plane, REFUSED, RELEASE, SIDES, SIZE, TILED,
    XRGB, add, dmabuf, fence, first_byte, memory, plane, player, signal,
};
use rustix::fs::{SealFlags, fcntl_get_seals};
use stratus_media::PixelFormat;

fn rig() -> (Rig, Arc<Anything>) {
    let importer = Arc::new(Anything::default());
    (Rig::start_dmabuf(SIZE, importer.clone()), importer)
}

fn is_released(events: &[Event], buffer: u32) -> bool {
    events
        .iter()
        .any(|e| e.object == buffer && e.code == RELEASE)
}

/// Nothing came, though everything that was sent has been handled.
fn shows_nothing(rig: &Rig, client: &mut Client) {
    client.round_trip();
    assert!(rig.frames.try_take().is_none());
}

#[test]
fn a_session_whose_encoder_reads_none_offers_none() {
    let rig = Rig::start(SIZE, 60);
    let client = Client::connect(&rig.socket);
    assert!(!client.globals.contains_key("zwp_linux_dmabuf_v1"));
}

#[test]
fn an_old_client_is_told_formats_as_its_version_does() {
    let (rig, _) = rig();
    let mut client = Client::connect(&rig.socket);
    assert_eq!(client.globals["zwp_linux_dmabuf_v1"].1, 5);
    let mut said = |version: u32| -> Vec<(u16, Vec<u32>)> {
        let global = DmaBufs::bind(&mut client, version).0;
        let events = client.events().into_iter();
        let of_global = events.filter(|e| e.object == global);
        of_global.map(|e| (e.code, e.words)).collect()
    };
    // Without modifiers only what is linear can be meant.
    let abgr = PixelFormat::Abgr8888.fourcc();
    assert_eq!(said(1), [(0, vec![XRGB]), (0, vec![abgr])]);
    let pairs = FORMATS.map(|pair| {
        let (high, low) = ((pair.modifier >> 32) as u32, pair.modifier as u32);
        (1, vec![pair.format.fourcc(), high, low])
    });
    assert_eq!(said(3), pairs);
    assert_eq!(said(4), []);
    assert_eq!(said(5), []);
}

#[test]
fn feedback_names_device_formats_and_modifiers() {
    let (rig, _) = rig();
    let (mut client, window, dmabufs) = player(&rig);
    let (default, of_surface) = (client.id(), client.id());
    client.send(dmabufs.0, 2, &[default]);
    client.send(dmabufs.0, 3, &[of_surface, window.surface]);
    let events = client.events();
    for feedback in [default, of_surface] {
        let said: Vec<_> = events.iter().filter(|e| e.object == feedback).collect();
        let codes: Vec<u16> = said.iter().map(|e| e.code).collect();
        // format_table, main_device, target_device, flags, formats, tranche_done, done
        assert_eq!(codes, [1, 2, 4, 6, 5, 3, 0]);
        assert_eq!(said[0].words, [FORMATS.len() as u32 * 16]);
        let device = [8, DEVICE as u32, (DEVICE >> 32) as u32];
        assert_eq!(said[1].words, device);
        assert_eq!(said[2].words, device);
        assert_eq!(said[3].words, [0]);
        assert_eq!(said[4].words, [8, 0x1_0000, 0x3_0002]);
        let table = client.files.pop_front().unwrap();
        let mut rows = [0; FORMATS.len() * 16];
        assert_eq!(rustix::io::pread(&table, &mut rows, 0), Ok(rows.len()));
        for (row, pair) in rows.chunks_exact(16).zip(FORMATS) {
            assert_eq!(row[..4], pair.format.fourcc().to_ne_bytes());
            assert_eq!(row[8..], pair.modifier.to_ne_bytes());
        }
        assert!(fcntl_get_seals(&table).unwrap().contains(SealFlags::WRITE));
        client.send(feedback, 0, &[]);
    }
    client.round_trip();
}

#[test]
fn a_frame_is_the_buffer_that_the_game_made_and_comes_back_when_it_is_read() {
    let (rig, importer) = rig();
    let (mut client, window, dmabufs) = player(&rig);
    let (pixels, extra) = (memory(BYTES * 2, 7), memory(4096, 8));
    let first = Plane {
        offset: 512,
        stride: 300,
        modifier: TILED,
        ..plane(&pixels)
    };
    let second = Plane {
        file: extra.as_fd(),
        index: 1,
        offset: 64,
        stride: 128,
        ..first
    };
    let third = Plane {
        index: 2,
        offset: 640,
        ..first
    };
    let planes = [second, third, first];
    let (params, buffer) = dmabufs.buffer(&mut client, &planes, (64, 32), XRGB, 0);
    client.send(params, 0, &[]);
    client.commit(window.surface, buffer);
    let frame = rig.frame();
    let layout = vec![(512, 300), (64, 128), (640, 300)];
    assert_eq!(*importer.taken.lock(), [(SIZE, TILED, layout.clone())]);
    let dmabuf = dmabuf(&frame);
    let planes: Vec<_> = dmabuf.planes.iter().map(|p| (p.offset, p.stride)).collect();
    assert_eq!(
        (dmabuf.size, dmabuf.modifier, planes),
        (SIZE, TILED, layout)
    );
    assert_eq!((frame.size, frame.format), (SIZE, PixelFormat::Xrgb8888));
    assert_eq!(first_byte(&frame), 7);
    // Planes of one memory share it.
    assert!(Arc::ptr_eq(&dmabuf.planes[0].fd, &dmabuf.planes[2].fd));
    std::thread::sleep(Duration::from_millis(30));
    assert!(!is_released(&client.events(), buffer));
    drop(frame);
    client.wait(buffer, RELEASE);
    let stats = rig.capture.stats();
    assert_eq!((stats.dmabufs, stats.dmabufs_refused), (1, 0));
    assert_eq!(stats.fences_waited, 0);
    assert_eq!(stats.commit_to_mailbox.n, 1);
}

#[test]
fn a_buffer_may_be_asked_for_and_come_later() {
    let (rig, _) = rig();
    let (mut client, window, dmabufs) = player(&rig);
    let pixels = memory(BYTES, 9);
    let params = dmabufs.params(&mut client);
    add(&client, params, &plane(&pixels));
    client.send(params, 2, &[64, 32, XRGB, 0]);
    let buffer = client.wait(params, 0).words[0];
    assert!(buffer >= 0xff00_0000, "the proxy's own number");
    client.send(params, 0, &[]);
    client.commit(window.surface, buffer);
    assert_eq!(first_byte(&rig.frame()), 9);
    client.wait(buffer, RELEASE);
    client.send(buffer, 0, &[]);
    // Importing may fail here as well.
    let params = dmabufs.params(&mut client);
    let refused = Plane {
        modifier: REFUSED,
        ..plane(&pixels)
    };
    add(&client, params, &refused);
    client.send(params, 2, &[64, 32, XRGB, 0]);
    client.wait(params, FAILED);
    client.round_trip();
}

#[test]
fn what_cannot_be_read_fails_politely_and_shows_nothing() {
    let (rig, _) = rig();
    let (mut client, window, dmabufs) = player(&rig);
    let pixels = memory(BYTES, 1);
    let good = dmabufs.linear(&mut client, &pixels, SIDES);
    let refused = Plane {
        modifier: REFUSED,
        ..plane(&pixels)
    };
    // Not importable; upside down; interlaced.
    for (plane, flags) in [(refused, 0), (plane(&pixels), 1), (plane(&pixels), 2)] {
        let (params, failed) = dmabufs.buffer(&mut client, &[plane], (64, 32), XRGB, flags);
        client.wait(params, FAILED);
        client.send(params, 0, &[]);
        // It takes the place of what was attached before; nothing is shown, and it comes back.
        client.send(window.surface, 1, &[good, 0, 0]);
        client.commit(window.surface, failed);
        client.wait(failed, RELEASE);
        shows_nothing(&rig, &mut client);
        client.send(failed, 0, &[]);
    }
    client.commit(window.surface, good);
    assert_eq!(first_byte(&rig.frame()), 1);
    let stats = rig.capture.stats();
    assert_eq!((stats.dmabufs, stats.dmabufs_refused), (1, 3));
    assert_eq!(stats.malformed, 0);
}

#[test]
fn a_plane_without_a_file_ends_that_client_alone() {
    let (rig, _) = rig();
    // A closed descriptor cannot be sent; what arrives is an `add` without one.
    let mut client = Client::connect(&rig.socket);
    let dmabufs = DmaBufs::bind(&mut client, 4);
    let params = dmabufs.params(&mut client);
    client.send(params, 1, &[0, 0, 256, 0, 0]);
    client.wait_for_the_end();
    rig.until("it is counted", |rig| rig.capture.stats().malformed == 1);
    let (mut client, window, dmabufs) = player(&rig);
    let pixels = memory(BYTES, 4);
    let buffer = dmabufs.linear(&mut client, &pixels, SIDES);
    client.commit(window.surface, buffer);
    assert_eq!(first_byte(&rig.frame()), 4);
}

#[test]
fn a_frame_is_not_read_before_it_is_drawn() {
    let (rig, _) = rig();
    let (mut client, window, dmabufs) = player(&rig);
    let pixels = memory(BYTES, 1);
    let (drawn, gpu) = fence();
    let buffer = dmabufs.fenced(&mut client, &pixels, &drawn, SIDES);
    client.commit(window.surface, buffer);
    std::thread::sleep(Duration::from_millis(30));
    shows_nothing(&rig, &mut client);
    assert!(!is_released(&client.events(), buffer));
    signal(&gpu);
    assert_eq!(first_byte(&rig.frame()), 1);
    client.wait(buffer, RELEASE);
    let stats = rig.capture.stats();
    assert_eq!((stats.fences_waited, stats.fences_timed_out), (1, 0));
    assert_eq!(stats.fence_wait.n, 1);
    assert_eq!(stats.commit_to_mailbox.n, 0);
    // It stays drawn: from now on there is nothing to wait for.
    client.commit(window.surface, buffer);
    rig.frame();
    assert_eq!(rig.capture.stats().fences_waited, 1);
}

#[test]
fn the_newest_drawn_frame_wins_and_no_older_one_follows() {
    let (rig, _) = rig();
    let (mut client, window, dmabufs) = player(&rig);
    let make = |client: &mut Client, value| {
        let (drawn, gpu) = fence();
        let pixels = memory(BYTES, value);
        (dmabufs.fenced(client, &pixels, &drawn, SIDES), gpu)
    };
    let buffers: Vec<_> = (0..3).map(|value| make(&mut client, value)).collect();
    for (buffer, _) in &buffers {
        client.commit(window.surface, *buffer);
    }
    shows_nothing(&rig, &mut client);
    signal(&buffers[1].1);
    assert_eq!(first_byte(&rig.frame()), 1);
    client.wait(buffers[0].0, RELEASE);
    signal(&buffers[0].1);
    shows_nothing(&rig, &mut client);
    // A newer frame that is drawn at once overtakes the third.
    let ready = dmabufs.linear(&mut client, &memory(BYTES, 9), SIDES);
    client.commit(window.surface, ready);
    assert_eq!(first_byte(&rig.frame()), 9);
    client.wait(buffers[2].0, RELEASE);
    signal(&buffers[2].1);
    shows_nothing(&rig, &mut client);
}

#[test]
fn a_frame_that_is_never_drawn_is_given_up_and_hangs_nothing() {
    let (rig, _) = rig();
    let (mut client, window, dmabufs) = player(&rig);
    let (drawn, _gpu) = fence();
    let never = dmabufs.fenced(&mut client, &memory(BYTES, 1), &drawn, SIDES);
    client.commit(window.surface, never);
    // Nobody says anything meanwhile.
    client.wait(never, RELEASE);
    let stats = rig.capture.stats();
    assert_eq!((stats.fences_waited, stats.fences_timed_out), (1, 1));
    assert_eq!(stats.frames, 0);
    let good = dmabufs.linear(&mut client, &memory(BYTES, 2), SIDES);
    client.commit(window.surface, good);
    assert_eq!(first_byte(&rig.frame()), 2);
}

#[test]
fn a_window_that_closes_while_it_is_drawn_shows_nothing_more() {
    let (rig, _) = rig();
    let (mut client, window, dmabufs) = player(&rig);
    let (drawn, gpu) = fence();
    let buffer = dmabufs.fenced(&mut client, &memory(BYTES, 1), &drawn, SIDES);
    client.commit(window.surface, buffer);
    client.send(window.surface, 1, &[0, 0, 0]);
    client.send(window.surface, 6, &[]);
    client.wait(buffer, RELEASE);
    signal(&gpu);
    shows_nothing(&rig, &mut client);
}

#[test]
fn a_client_that_commits_without_end_takes_no_picture_from_another() {
    let (rig, _) = rig();
    let (mut flooder, small, of_flooder) = player(&rig);
    let tiny = of_flooder.linear(&mut flooder, &memory(BYTES, 1), (16, 16));
    let (mut other, window, of_other) = player(&rig);
    let buffer = of_other.linear(&mut other, &memory(BYTES, 3), SIDES);
    let surface = small.surface;
    let stop = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let flood = std::thread::spawn({
        let stop = Arc::clone(&stop);
        move || {
            let mut commits = 0u64;
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                for _ in 0..50 {
                    flooder.commit(surface, tiny);
                    commits += 1;
                }
                flooder.events();
            }
            commits
        }
    });
    while rig.capture.stats().commits < 1000 {
        drop(rig.frame());
    }
    for _ in 0..50 {
        other.commit(window.surface, buffer);
        // Before the other's first picture the flooder's is the largest.
        while rig.frame().size != SIZE {}
        other.wait(buffer, RELEASE);
    }
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    let commits = flood.join().unwrap();
    assert!(rig.capture.stats().commits >= commits);
}
