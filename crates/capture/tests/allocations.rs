//! A frame allocates nothing in the proxy's thread, frame callback and all. A program of its own, as it replaces the
//! allocator.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test")]

mod counting;
mod rig;

use std::sync::atomic::{AtomicU64, Ordering};

use rig::Rig;
use rig::client::Client;
use stratus_capture::CaptureEvent;
use stratus_media::Size;

const SIZE: Size = Size::new(64, 64);
const BYTES: u32 = 64 * 64 * 4;
/// Frames until every table has grown to its size.
const WARM_UP: u32 = 100;
const FRAMES: u32 = 500;

#[test]
fn five_hundred_frames_with_frame_callbacks_allocate_nothing() {
    static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);
    let rig = Rig::start_watched(SIZE, 240, |event| {
        // Events are told on the proxy's own thread.
        if *event == CaptureEvent::FirstFrame {
            counting::count_this_thread(&ALLOCATIONS);
        }
    });
    let mut game = Client::connect(&rig.socket);
    let window = game.window();
    let pool = game.pool(BYTES * 2);
    let buffers = [0, 1].map(|n| game.buffer(&pool, n * BYTES, (64, 64)));
    // One number for every callback, as libwayland does it: the newest that was given back.
    let callback = game.id();
    let mut draw = |n: u32| {
        game.send(window.surface, 3, &[callback]);
        let buffer = buffers[n as usize % 2];
        game.commit(window.surface, buffer);
        let frame = rig.frame();
        game.wait(callback, 0);
        drop(frame);
        game.wait(buffer, 0);
        // wl_display.delete_id: the number may be used again.
        while game.wait(1, 1).words != [callback] {}
    };
    (0..WARM_UP).for_each(&mut draw);
    let before = ALLOCATIONS.load(Ordering::Relaxed);
    assert!(before > 0, "the proxy's thread is not watched");
    (0..FRAMES).for_each(&mut draw);
    assert_eq!(ALLOCATIONS.load(Ordering::Relaxed), before);
}
