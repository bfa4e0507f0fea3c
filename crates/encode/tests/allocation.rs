//! A frame allocates nothing.
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use clip::{Picture, config};
use stratus_encode::{Backend, FrameRequest, open};
use stratus_media::Size;

struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
}

// SAFETY: everything is the system allocator's; counting touches a thread-local cell only.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        // SAFETY: the caller's promise, passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise, passed on.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        // SAFETY: the caller's promise, passed on.
        unsafe { System.realloc(at, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

#[test]
fn three_hundred_frames_allocate_nothing() {
    let size = Size::new(640, 360);
    let mut encoder = open(&config(size), Backend::Auto).unwrap();
    let mut frames: Vec<_> = (0..8)
        .map(|step| Picture::moving(size, step).frame(0))
        .collect();
    let mut encode = |n: usize| {
        let frame = &mut frames[n % 8];
        frame.seq = n as u64;
        let lost = [(n as u32).saturating_sub(2)];
        let request = FrameRequest {
            force_idr: n.is_multiple_of(50),
            invalidated: if n % 20 == 10 { &lost } else { &[] },
            target: size,
        };
        encoder.encode(frame, &request).unwrap().payload.len()
    };
    // Packets grow to the largest frame.
    for n in 0..100 {
        encode(n);
    }
    let before = ALLOCATIONS.get();
    for n in 100..400 {
        encode(n);
    }
    assert_eq!(ALLOCATIONS.get() - before, 0);
}
