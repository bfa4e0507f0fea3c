//! A picture converted by a Vulkan device allocates nothing on our side, nor does one that is encoded then. (One in a
//! DMA-BUF neither: `vm_vulkan.rs`.)
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;
mod counting;

use std::time::Duration;

use clip::{Picture, again, config};
use counting::{allocations, allocations_of_all};
use stratus_encode::{FrameRequest, VulkanConverter, WholeFrames, open_on};
use stratus_media::Size;

/// One after the other: those of all threads are counted.
#[test]
fn three_hundred_pictures_allocate_nothing() {
    converted();
    encoded();
}

fn encoded() {
    let size = Size::new(320, 180);
    let converter = VulkanConverter::open(size, None).unwrap();
    let converter = converter.with_limit(Duration::from_secs(60));
    let mut encoder = WholeFrames::new(open_on(&config(size), converter).unwrap());
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
        let unit = encoder.encode(again(frame, frame.seq), &request).unwrap();
        assert!(!unit.payload.is_empty());
    };
    // Packets grow to the largest frame.
    (0..100).for_each(&mut encode);
    let before = allocations_of_all();
    (100..400).for_each(&mut encode);
    assert_eq!(allocations_of_all() - before, 0);
}

fn converted() {
    let target = Size::new(320, 180);
    let mut converter = VulkanConverter::open(target, None)
        .unwrap()
        .with_limit(Duration::from_secs(60));
    // The target's own size, and one that is scaled.
    for size in [target, Size::new(160, 120)] {
        let mut frames: Vec<_> = (0..8)
            .map(|step| Picture::moving(size, step).frame(0))
            .collect();
        let mut seq = 0;
        let mut convert = |converter: &mut VulkanConverter| {
            let frame = &mut frames[seq % 8];
            frame.seq = seq as u64;
            converter.follow(frame).unwrap();
            seq += 1;
            usize::from(converter.planes().luma[0])
        };
        convert(&mut converter);
        let before = allocations();
        let mut sum = 0;
        for _ in 0..150 {
            sum += convert(&mut converter);
        }
        assert_eq!(allocations() - before, 0);
        assert!(sum > 0);
    }
}
