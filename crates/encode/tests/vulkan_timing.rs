//! Converts on the Vulkan device and on the CPU in turn, and prints how long each took; see docs/gpu-converter.md.
#![allow(clippy::unwrap_used, reason = "a test")]

use stratus_encode::compare;
use stratus_media::Size;

#[test]
#[ignore = "a measurement"]
fn who_converts_faster() {
    for size in [Size::new(1280, 720), Size::new(1920, 1080)] {
        let comparison = compare(size, None).unwrap();
        println!(
            "{size}: {} {:?}, the CPU {:?}",
            comparison.device, comparison.vulkan, comparison.cpu
        );
    }
}
