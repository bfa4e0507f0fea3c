//! No input event allocates. A program of its own, as it replaces the allocator.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::time::Duration;

use stratus_input::{PadBackend, Router};
use stratus_media::Timestamp;
use stratus_protocol::session::input::{Edge, EdgeKind, Edges, InputDatagram, PadState};

struct Counting;

thread_local! {
    /// Of this thread only: the test harness allocates on its own.
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
}

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: the caller's promises are passed on.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn ten_thousand_messages_allocate_nothing() {
    let controller = toml::from_str(
        "[map]\na = \"KEY_SPACE\"\nright-stick-right = \"mouse-right\"\nleft-stick-up = \"KEY_W\"",
    )
    .unwrap();
    let mut router = Router::new(&controller, PadBackend::Profile, Box::new(()));
    let edge = Edge {
        kind: EdgeKind::Key,
        pad: 0,
        code: 30,
        pressed: true,
    };
    let mut run = Edges {
        first: 0,
        edges: vec![edge],
    };
    let mut datagram = InputDatagram {
        pads: vec![PadState::default()],
        edges: run.clone(),
        ..InputDatagram::default()
    };
    let mut now = Timestamp::from_nanos(1);
    let mut events = 0u64;
    let before = ALLOCATIONS.get();
    for (seat, n) in (0..2).flat_map(|seat| (0..10_000u32).map(move |n| (seat, n))) {
        // Every tenth datagram is lost, and half come in a flood.
        now = now + Duration::from_micros(if n < 5000 { 4000 } else { 10 });
        run.first = n;
        run.edges[0].pressed = n % 2 == 0;
        datagram.seq = n;
        datagram.motion[0] = n as i32;
        datagram.edges.first = n;
        datagram.edges.edges[0] = run.edges[0];
        datagram.pads[0].buttons = n & 1;
        let place = |n: u32| (n % 32_767) as i16;
        datagram.pads[0].axes = [0, -place(n * 7), place(n * 11), 0];
        let mut out = |_| events += 1;
        if n % 10 != 0 {
            router.datagram(seat, &datagram, now, &mut out);
        }
        router.edges(seat, &run, now, &mut out);
        router.tick(now, &mut out);
    }
    assert_eq!(ALLOCATIONS.get(), before);
    assert!(events > 10_000, "{events}");
}
