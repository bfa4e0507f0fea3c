//! A frame through VA-API allocates nothing of the back end's own.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicU64, Ordering};

mod clip;
mod driver;

use clip::{config, request};
use driver::{Canvas, SIZE};
use stratus_encode::{Encoder, FrameRequest, FrameStart, SliceSink, VaApi};
use stratus_va_soft::host;

/// Counts what all threads allocate; the driver has an allocator of its own.
struct Counting;

static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

// SAFETY: everything is the system allocator's; counting touches an atomic only.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller's promise, passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise, passed on.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller's promise, passed on.
        unsafe { System.realloc(at, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

struct Nowhere;

impl SliceSink for Nowhere {
    fn begin(&mut self, _: &FrameStart) {}
    fn slice(&mut self, _: &[u8]) {}
}

#[test]
fn three_hundred_frames_allocate_nothing() {
    frames_allocate_nothing("");
}

#[test]
fn they_allocate_nothing_where_the_driver_leaves_all_to_others() {
    frames_allocate_nothing("no-packed-headers,cqp-only");
}

fn frames_allocate_nothing(quirks: &str) {
    let settings = [
        ("STRATUS_VA_SOFT_ENCODE", "off"),
        ("STRATUS_VA_SOFT_QUIRKS", quirks),
    ];
    host::run(&settings, |host| {
        let mut encoder = VaApi::open(&config(SIZE), Some(&host.node)).unwrap();
        let canvases = [Canvas::new(SIZE), Canvas::new(SIZE)];
        let mut encode = |seq: u64| {
            let frame = canvases[seq as usize % 2].commit(seq);
            let lost = [(seq as u32).saturating_sub(2)];
            let request = FrameRequest {
                force_idr: seq.is_multiple_of(50),
                invalidated: if seq % 20 == 10 { &lost } else { &[] },
                ..request(SIZE)
            };
            encoder.encode(frame, &request, &mut Nowhere).unwrap();
        };
        (0..100).for_each(&mut encode);
        let before = ALLOCATIONS.load(Ordering::Relaxed);
        (100..400).for_each(&mut encode);
        assert_eq!(ALLOCATIONS.load(Ordering::Relaxed) - before, 0);
    })
    .clean();
}
