//! A frame allocates nothing. (One in a DMA-BUF neither: `vm_dmabuf.rs`.)
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;
mod counting;

use clip::{Picture, again, config, open};
use counting::allocations_of_all;
use stratus_encode::{Backend, FrameRequest};
use stratus_media::Size;

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
        encoder
            .encode(again(frame, frame.seq), &request)
            .unwrap()
            .payload
            .len()
    };
    // Packets grow to the largest frame.
    for n in 0..100 {
        encode(n);
    }
    let before = allocations_of_all();
    for n in 100..400 {
        encode(n);
    }
    assert_eq!(allocations_of_all() - before, 0);
}
