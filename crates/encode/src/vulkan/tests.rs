//! Against the CPU's own conversion, on whatever Vulkan device there is: a software driver does.

use std::sync::Arc;
use std::time::Duration;

use stratus_media::{Damage, FrameBuffer, PixelFormat, Size, Timestamp, VideoFrame};

use super::{VulkanConverter, compare};
use crate::EncodeError;
use crate::letterbox::{self, Scaler};
use crate::pixels::Pixels;
use crate::planes::{Parts, Planes};

const FORMATS: [PixelFormat; 4] = [
    PixelFormat::Xrgb8888,
    PixelFormat::Argb8888,
    PixelFormat::Xbgr8888,
    PixelFormat::Abgr8888,
];

struct Memory(Vec<u8>);

impl stratus_media::Pixels for Memory {
    fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A picture of noise, with `gap` bytes behind each row.
fn noise(seq: u64, size: Size, format: PixelFormat, gap: u32) -> VideoFrame {
    let stride = size.width * PixelFormat::BYTES + gap;
    let mut state = seq as u32 * 2 + 1;
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let bytes = (0..stride * size.height).map(next).collect();
    frame(seq, size, format, bytes, stride)
}

fn frame(seq: u64, size: Size, format: PixelFormat, bytes: Vec<u8>, stride: u32) -> VideoFrame {
    let pixels = Arc::new(Memory(bytes));
    VideoFrame {
        seq,
        size,
        format,
        buffer: FrameBuffer::Shm { pixels, stride },
        damage: Damage::full(size),
        committed: Timestamp::now(),
        guard: None,
    }
}

/// The CPU's planes of a frame: luma and chroma, rows end to end.
fn by_cpu(frame: &VideoFrame, target: Size) -> (Vec<u8>, Vec<u8>) {
    let mut planes = Planes::new(target, 2);
    planes.follow(frame, "test").unwrap();
    let Parts {
        luma,
        chroma,
        stride,
        ..
    } = planes.parts();
    let rows = |start: *mut u8, rows: u32| {
        let row = |y| {
            // SAFETY: the planes have as many rows, of `stride` bytes each.
            unsafe { std::slice::from_raw_parts(start.add(y * stride), target.width as usize) }
        };
        (0..rows as usize).flat_map(row).copied().collect()
    };
    (rows(luma, target.height), rows(chroma, target.height / 2))
}

/// The same by the arithmetic of `convert.wgsl`, which is the CPU's where it has no vectors; scaled by the CPU's scaler.
fn by_definition(frame: &VideoFrame, target: Size) -> (Vec<u8>, Vec<u8>) {
    let Ok(Pixels::Packed(packed)) = Pixels::of(frame, "test") else {
        panic!("it is in shared memory");
    };
    let area = letterbox::fit(frame.size, target);
    let size = Size::new(area.width, area.height);
    let mut scaler = Scaler::default();
    let (bytes, stride) = if frame.size == size {
        (packed.bytes, packed.stride)
    } else {
        let scaled = scaler.scale(packed, size).unwrap();
        assert_eq!(scaled.size, size);
        (scaled.bytes, scaled.stride)
    };
    let pixel = |x: u32, y: u32| {
        let at = (y * stride + x * 4) as usize;
        let [a, b, c] = [0, 1, 2].map(|n| i32::from(bytes[at + n]));
        if frame.format.is_rgb_order() {
            [a, b, c]
        } else {
            [c, b, a]
        }
    };
    let dot = |rgb: [i32; 3], by: [i32; 3], least: i32| {
        let sum: i32 = rgb.iter().zip(by).map(|(a, b)| a * b).sum();
        ((sum + (least << 13) + 4095) >> 13) as u8
    };
    let mut luma = vec![16; (target.width * target.height) as usize];
    let mut chroma = vec![128; luma.len() / 2];
    for y in 0..area.height {
        for x in 0..area.width {
            let at = (area.y + y) * target.width + area.x + x;
            luma[at as usize] = dot(pixel(x, y), [1496, 5032, 508], 16);
        }
    }
    for y in (0..area.height).step_by(2) {
        for x in (0..area.width).step_by(2) {
            let four = [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)];
            let four = four.map(|(x, y)| pixel(x, y));
            let mean = [0, 1, 2].map(|n| (four.iter().map(|p| p[n]).sum::<i32>() + 2) >> 2);
            let at = ((area.y + y) / 2 * target.width + area.x + x) as usize;
            chroma[at] = dot(mean, [-824, -2774, 3598], 128);
            chroma[at + 1] = dot(mean, [3598, -3268, -330], 128);
        }
    }
    (luma, chroma)
}

/// The same of the converter.
fn by_device(converter: &VulkanConverter, target: Size) -> (Vec<u8>, Vec<u8>) {
    let planes = converter.planes();
    let rows = |plane: &[u8]| {
        let rows = plane.chunks_exact(planes.stride);
        rows.flat_map(|row| &row[..target.width as usize])
            .copied()
            .collect()
    };
    (rows(planes.luma), rows(planes.chroma))
}

/// The largest difference of two pictures' bytes, and how many differ.
fn difference(a: &(Vec<u8>, Vec<u8>), b: &(Vec<u8>, Vec<u8>)) -> (u8, usize) {
    assert_eq!((a.0.len(), a.1.len()), (b.0.len(), b.1.len()));
    let pairs = a.0.iter().zip(&b.0).chain(a.1.iter().zip(&b.1));
    let apart = pairs.map(|(a, b)| a.abs_diff(*b));
    let (mut most, mut differ) = (0, 0);
    for apart in apart {
        most = most.max(apart);
        differ += usize::from(apart > 0);
    }
    (most, differ)
}

fn open(size: Size) -> VulkanConverter {
    // A machine with other work compiles the shader for a while.
    let converter = VulkanConverter::open(size, None).unwrap();
    converter.with_limit(Duration::from_secs(60))
}

#[test]
fn every_format_has_the_colours_of_the_cpus_conversion() {
    for (n, format) in FORMATS.into_iter().enumerate() {
        for (width, height) in [(322, 182), (2, 2), (66, 18), (64, 16), (1280, 720)] {
            let size = Size::new(width, height);
            // Rows of a stride that is no whole number of pixels too.
            let frame = noise(n as u64, size, format, n as u32);
            let mut converter = open(size);
            converter.follow(&frame).unwrap();
            let made = by_device(&converter, size);
            assert!(
                made == by_definition(&frame, size),
                "{format:?} {size}: {:?}",
                difference(&made, &by_definition(&frame, size))
            );
            // The CPU's vectors round the last bit otherwise.
            let found = difference(&made, &by_cpu(&frame, size));
            assert!(found.0 <= 1, "{format:?} {size}: {found:?}");
        }
    }
}

#[test]
fn each_colour_of_a_cube_is_within_one_of_the_cpus() {
    // 32 values of each channel, the ends included; each colour twice by twice, so that chroma is its own.
    let value = |n: usize| (n * 255 / 31) as u8;
    let size = Size::new(512, 256);
    let mut bytes = vec![0; 512 * 256 * 4];
    for (at, pixel) in bytes.chunks_exact_mut(4).enumerate() {
        let colour = (at / 512 / 2) * 256 + at % 512 / 2;
        let (blue, green, red) = (colour & 31, colour >> 5 & 31, colour >> 10);
        pixel.copy_from_slice(&[value(blue), value(green), value(red), 0]);
    }
    let frame = frame(0, size, PixelFormat::Xrgb8888, bytes, 512 * 4);
    let mut converter = open(size);
    converter.follow(&frame).unwrap();
    let found = difference(&by_device(&converter, size), &by_cpu(&frame, size));
    assert!(found.0 <= 1, "{found:?}");
    assert!(by_device(&converter, size) == by_definition(&frame, size));
}

#[test]
fn a_picture_of_another_shape_is_scaled_and_centred_as_by_the_cpu() {
    let target = Size::new(322, 182);
    let mut converter = open(target);
    let sizes = [
        (160, 90),
        (700, 400),
        (101, 333),
        (333, 101),
        (323, 181),
        (1, 1),
        (1, 700),
        (1920, 1),
    ];
    for (n, (width, height)) in sizes.into_iter().enumerate() {
        let frame = noise(n as u64, Size::new(width, height), FORMATS[n % 4], 0);
        converter.follow(&frame).unwrap();
        let made = by_device(&converter, target);
        let found = difference(&made, &by_definition(&frame, target));
        println!("{width}×{height}: {found:?}");
        assert!(found.0 <= 1, "{width}×{height}: {found:?}");
        // One of the scaler, one of the conversion.
        let found = difference(&made, &by_cpu(&frame, target));
        assert!(found.0 <= 2, "{width}×{height}: {found:?}");
    }
}

#[test]
fn the_size_changes_every_frame() {
    let mut converter = open(Size::new(2, 2));
    for (n, side) in [(640, 360), (2, 2), (66, 34), (322, 182), (322, 182), (4, 2)]
        .into_iter()
        .enumerate()
    {
        let target = Size::new(side.0, side.1);
        converter.resize(target).unwrap();
        let frame = noise(n as u64, target, FORMATS[n % 4], 4);
        converter.follow(&frame).unwrap();
        let found = difference(&by_device(&converter, target), &by_cpu(&frame, target));
        assert!(found.0 <= 1, "{target}: {found:?}");
    }
    assert!(matches!(
        converter.resize(Size::new(3, 2)),
        Err(EncodeError::Size(_))
    ));
    assert!(matches!(
        VulkanConverter::open(Size::new(0, 2), None),
        Err(EncodeError::Size(_))
    ));
}

#[test]
fn only_what_is_damaged_is_converted_again() {
    let size = Size::new(64, 48);
    let mut converter = open(size);
    let first = noise(0, size, PixelFormat::Xrgb8888, 0);
    converter.follow(&first).unwrap();
    let before = by_device(&converter, size);

    let mut second = noise(1, size, PixelFormat::Xrgb8888, 0);
    second.damage = Damage {
        x: 3,
        y: 11,
        width: 2,
        height: 6,
    };
    converter.follow(&second).unwrap();
    let (luma, chroma) = by_device(&converter, size);
    let wanted = by_cpu(&second, size);
    let near = |a: &[u8], b: &[u8]| a.iter().zip(b).all(|(a, b)| a.abs_diff(*b) <= 1);
    assert!(luma[..10 * 64] == before.0[..10 * 64] && luma[18 * 64..] == before.0[18 * 64..]);
    assert!(near(&luma[10 * 64..18 * 64], &wanted.0[10 * 64..18 * 64]));
    assert!(chroma[..5 * 64] == before.1[..5 * 64] && chroma[9 * 64..] == before.1[9 * 64..]);
    assert!(near(&chroma[5 * 64..9 * 64], &wanted.1[5 * 64..9 * 64]));

    let mut third = noise(2, size, PixelFormat::Xrgb8888, 0);
    third.damage.width = 0;
    converter.follow(&third).unwrap();
    assert_eq!(by_device(&converter, size), (luma, chroma));

    // A frame was left out, so nothing is known of what changed.
    third.seq = 4;
    converter.follow(&third).unwrap();
    let found = difference(&by_device(&converter, size), &by_cpu(&third, size));
    assert!(found.0 <= 1, "{found:?}");
}

#[test]
fn a_frame_that_lies_costs_itself_only() {
    let size = Size::new(64, 48);
    let mut converter = open(size);
    let mut said = |size: Size, bytes: usize, stride: u32| {
        let frame = frame(0, size, PixelFormat::Xrgb8888, vec![0; bytes], stride);
        let error = converter.follow(&frame).unwrap_err();
        assert!(error.is_the_frames(), "{error}");
        error.to_string()
    };
    assert!(said(size, 64 * 48 * 4, 255).contains("longer than its stride"));
    assert!(said(size, 64 * 48 * 4 - 1, 256).contains("ends before"));
    assert!(said(size, 64 * 48 * 4, u32::MAX).contains("ends before"));
    assert!(said(Size::new(0, 48), 0, 0).contains("1 to 32768"));
    assert!(said(Size::new(1, u32::MAX), 16, 4).contains("1 to 32768"));
    assert!(said(Size::new(2048, 2048), 1 << 24, 8192).contains("16 times"));

    let good = noise(1, size, PixelFormat::Abgr8888, 0);
    converter.follow(&good).unwrap();
    let found = difference(&by_device(&converter, size), &by_cpu(&good, size));
    assert!(found.0 <= 1, "{found:?}");
}

#[test]
fn a_node_that_no_device_has_is_said() {
    for (node, said) in [
        ("/dev/null", "1:3"),
        ("/dev/dri/renderD-none", "renderD-none"),
    ] {
        let error = VulkanConverter::open(Size::new(64, 48), Some(node.as_ref()));
        let error = error.err().unwrap();
        assert!(
            matches!(error, EncodeError::Unavailable { .. }) && error.to_string().contains(said),
            "{error}"
        );
    }
}

#[test]
fn a_software_device_is_refused_where_hardware_is_wanted_open_or_not() {
    let size = Size::new(64, 48);
    let refused = || match VulkanConverter::open_hardware(size, None) {
        Ok(converter) => assert!(!converter.is_software()),
        Err(error) => assert!(error.to_string().contains("computes on the CPU"), "{error}"),
    };
    refused();
    let _open = open(size);
    refused();
}

#[test]
fn a_device_without_time_is_left_and_the_next_one_works() {
    let size = Size::new(1920, 1080);
    let frame = noise(0, size, PixelFormat::Xrgb8888, 0);
    let mut late = open(size).with_limit(Duration::ZERO);
    let error = late.follow(&frame).unwrap_err();
    assert!(
        error.ends_encoder() && error.to_string().contains("0 ms"),
        "{error}"
    );
    assert!(late.planes().luma.is_empty(), "the device may be writing");
    let again = late.follow(&frame).unwrap_err();
    assert!(matches!(again, EncodeError::Deadline { .. }), "{again}");
    drop(late);
    let mut next = open(Size::new(64, 48));
    let frame = noise(1, Size::new(64, 48), PixelFormat::Xrgb8888, 0);
    next.follow(&frame).unwrap();
}

#[test]
fn a_copy_that_the_device_may_still_read_is_not_written_over_and_no_picture_is_an_old_one() {
    let large = Size::new(1920, 1080);
    let mut late = open(large).with_limit(Duration::ZERO);
    let frame = noise(0, large, PixelFormat::Xrgb8888, 0);
    assert!(late.follow(&frame).unwrap_err().ends_encoder());
    // The room for copies stays, which is large enough, and which the device has.
    let size = Size::new(64, 48);
    late.resize(size).unwrap();
    let mut converter = late.with_limit(Duration::from_secs(60));
    for seq in 1..4 {
        let frame = noise(seq, size, PixelFormat::Xrgb8888, 0);
        converter.follow(&frame).unwrap();
        let made = by_device(&converter, size);
        assert!(made == by_definition(&frame, size), "frame {seq}");
    }
}

#[test]
fn both_are_timed_on_the_size_that_is_asked() {
    let size = Size::new(320, 180);
    let comparison = compare(size, None).unwrap();
    println!(
        "{comparison:?}, the device wins: {}",
        comparison.device_wins()
    );
    assert!(!comparison.device.is_empty());
    assert_eq!(comparison.size, size);
    assert!(!comparison.vulkan.is_zero() && !comparison.cpu.is_zero());
}
