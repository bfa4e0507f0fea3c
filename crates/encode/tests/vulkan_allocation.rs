//! A picture converted by a Vulkan device allocates nothing on our side. (One in a DMA-BUF neither: `vm_vulkan.rs`.)
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;
mod counting;

use std::time::Duration;

use clip::Picture;
use counting::allocations;
use stratus_encode::VulkanConverter;
use stratus_media::Size;

#[test]
fn three_hundred_pictures_allocate_nothing() {
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
