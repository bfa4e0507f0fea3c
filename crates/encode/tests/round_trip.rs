//! What a player sees is what the game drew.
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;

use clip::{
    Picture, config, decode, decode_luma, encode_all, join, nal_types, open, psnr, request, yuv,
};
use stratus_encode::{Backend, FrameRequest};
use stratus_media::{Damage, FrameBuffer, PixelFormat, Size};

const SIZE: Size = Size::new(640, 360);

fn moving(n: u32) -> Vec<Picture> {
    (0..n).map(|step| Picture::moving(SIZE, step)).collect()
}

#[test]
fn every_frame_of_a_moving_picture_decodes_and_looks_right() {
    let pictures = moving(40);
    let mut encoder = open(&config(SIZE), Backend::Auto).unwrap();
    let frames = encode_all(&mut encoder, SIZE, &pictures);
    let decoded = decode_luma(&join(&frames), SIZE);
    assert_eq!(decoded.len(), pictures.len());
    for (n, (decoded, picture)) in decoded.iter().zip(&pictures).enumerate() {
        let psnr = psnr(decoded, &picture.luma());
        assert!(psnr > 35.0, "frame {n}: {psnr:.1} dB");
    }
}

#[test]
fn colours_are_bt709_and_come_back_through_the_stream_alone() {
    let patches = [
        [255, 0, 0],
        [0, 255, 0],
        [0, 0, 255],
        [255, 255, 255],
        [0, 0, 0],
        [90, 140, 200],
    ];
    let size = Size::new(96 * 6, 96);
    let picture = Picture::new(size, |x, _| patches[(x / 96) as usize]);
    for format in [
        PixelFormat::Xrgb8888,
        PixelFormat::Argb8888,
        PixelFormat::Xbgr8888,
        PixelFormat::Abgr8888,
    ] {
        let mut encoder = open(&config(size), Backend::X264).unwrap();
        let frame = picture.frame_as(0, format, size.width * 4 + 64);
        let unit = encoder.encode(frame, &request(size)).unwrap();
        let planes = decode(&unit.payload, "yuv420p");
        let bgra = decode(&unit.payload, "bgra");
        let luma = (size.width * size.height) as usize;
        for (n, patch) in patches.iter().enumerate() {
            let (x, y) = (n * 96 + 48, 48);
            let width = size.width as usize;
            let chroma = y / 2 * width / 2 + x / 2;
            let got = [
                planes[y * width + x],
                planes[luma + chroma],
                planes[luma * 5 / 4 + chroma],
            ];
            for (got, want) in got.iter().zip(yuv(*patch)) {
                let off = (f64::from(*got) - want).abs();
                assert!(off <= 3.0, "{format:?} {patch:?}: {got} for {want:.1}");
            }
            let at = (y * width + x) * 4;
            for (got, want) in bgra[at..at + 3].iter().rev().zip(patch) {
                assert!(got.abs_diff(*want) <= 3, "{format:?} {patch:?}: {got}");
            }
        }
    }
}

#[test]
fn decoding_starts_anew_at_a_forced_idr() {
    let pictures = moving(20);
    let mut encoder = open(&config(SIZE), Backend::Auto).unwrap();
    let mut frames = Vec::new();
    for (n, picture) in pictures.iter().enumerate() {
        let request = FrameRequest {
            force_idr: n == 12,
            ..request(SIZE)
        };
        frames.push(encoder.encode(picture.frame(n as u64), &request).unwrap());
    }
    let idrs: Vec<u32> = frames.iter().filter(|f| f.idr).map(|f| f.id).collect();
    assert_eq!(idrs, [0, 12]);
    let decoded = decode_luma(&join(&frames[12..]), SIZE);
    assert_eq!(decoded.len(), 8);
    assert!(psnr(&decoded[0], &pictures[12].luma()) > 35.0);
    assert!(psnr(&decoded[7], &pictures[19].luma()) > 35.0);
}

#[test]
fn lost_frames_are_repaired_without_an_idr() {
    let pictures = moving(24);
    let mut encoder = open(&config(SIZE), Backend::Auto).unwrap();
    let mut frames = Vec::new();
    for (n, picture) in pictures.iter().enumerate() {
        // The player got neither 12, 13 nor 14, and says so before 15 is encoded.
        let invalidated: &[u32] = if n == 15 { &[13, 12, 14] } else { &[] };
        let request = FrameRequest {
            invalidated,
            ..request(SIZE)
        };
        frames.push(encoder.encode(picture.frame(n as u64), &request).unwrap());
    }
    let repairs: Vec<u32> = frames.iter().filter(|f| f.repair).map(|f| f.id).collect();
    assert_eq!(repairs, [15]);
    assert!(frames[1..].iter().all(|f| !f.idr));
    assert!(!nal_types(&frames[15].payload).contains(&5));
    let arrived = frames.iter().filter(|f| !(12..15).contains(&f.id));
    let decoded = decode_luma(&join(arrived), SIZE);
    for (n, picture) in pictures.iter().enumerate().skip(15) {
        let from_end = pictures.len() - n;
        let decoded = &decoded[decoded.len() - from_end];
        let psnr = psnr(decoded, &picture.luma());
        assert!(psnr > 35.0, "frame {n}: {psnr:.1} dB");
    }
}

#[test]
fn wherever_a_loss_happens_a_decoder_goes_on_showing() {
    let size = Size::new(160, 96);
    let pictures: Vec<_> = (0..40).map(|step| Picture::moving(size, step)).collect();
    for lost in 1..34u32 {
        let mut encoder = open(&config(size), Backend::Auto).unwrap();
        let mut arrived = Vec::new();
        for (n, picture) in (0..).zip(&pictures[..lost as usize + 4]) {
            let told = [lost];
            let request = FrameRequest {
                invalidated: if n == lost + 2 { &told } else { &[] },
                ..request(size)
            };
            let unit = encoder.encode(picture.frame(n.into()), &request).unwrap();
            assert_eq!(unit.repair, n == lost + 2);
            if n != lost {
                arrived.push(unit);
            }
        }
        let decoded = decode_luma(&join(&arrived), size);
        let psnr = psnr(decoded.last().unwrap(), &pictures[lost as usize + 3].luma());
        assert!(psnr > 35.0, "frame {lost} lost: {psnr:.1} dB");
    }
}

#[test]
fn a_loss_older_than_every_reference_brings_an_idr() {
    let pictures = moving(24);
    let mut encoder = open(&config(SIZE), Backend::Auto).unwrap();
    encode_all(&mut encoder, SIZE, &pictures);
    let mut encode = |seq, invalidated: &[u32]| {
        let request = FrameRequest {
            invalidated,
            ..request(SIZE)
        };
        let unit = encoder.encode(pictures[3].frame(seq), &request).unwrap();
        (unit.idr, unit.repair)
    };
    assert_eq!(encode(24, &[4]), (true, true));
    assert_eq!(encode(25, &[]), (false, false));
    // Numbers that were never given out change nothing.
    assert_eq!(encode(26, &[26, 5000, u32::MAX]), (false, false));
}

#[test]
fn the_size_changes_while_the_stream_runs() {
    let small = Size::new(320, 180);
    let mut encoder = open(&config(SIZE), Backend::Auto).unwrap();
    let mut frames = Vec::new();
    for seq in 0..12u64 {
        let target = if seq < 6 { SIZE } else { small };
        let frame = Picture::moving(target, seq as u32).frame(seq);
        frames.push(encoder.encode(frame, &request(target)).unwrap());
    }
    let sizes: Vec<_> = frames.iter().map(|f| (f.width, f.height, f.idr)).collect();
    assert_eq!(sizes[5], (640, 360, false));
    assert_eq!(sizes[6], (320, 180, true));
    assert_eq!(sizes[7], (320, 180, false));
    assert!(frames.windows(2).all(|f| f[0].id + 1 == f[1].id));
    assert_eq!(decode_luma(&join(&frames[..6]), SIZE).len(), 6);
    let decoded = decode_luma(&join(&frames[6..]), small);
    assert_eq!(decoded.len(), 6);
    assert!(psnr(&decoded[5], &Picture::moving(small, 11).luma()) > 33.0);
}

#[test]
fn a_picture_of_another_shape_gets_black_bars() {
    let target = Size::new(640, 360);
    let mut encoder = open(&config(target), Backend::Auto).unwrap();
    // 4:3 into 16:9: 480×360 in the middle.
    let orange = Picture::new(Size::new(320, 240), |_, _| [230, 120, 20]);
    let unit = encoder.encode(orange.frame(0), &request(target)).unwrap();
    let luma = decode_luma(&unit.payload, target).remove(0);
    let want = yuv([230, 120, 20])[0];
    for (x, want) in [
        (2, 16.0),
        (76, 16.0),
        (84, want),
        (320, want),
        (556, want),
        (564, 16.0),
    ] {
        for y in [0, 180, 359] {
            let got = f64::from(luma[y * 640 + x]);
            assert!((got - want).abs() <= 6.0, "at {x},{y}: {got} for {want:.0}");
        }
    }
    // The next frame fills the picture: the bars are gone.
    let full = Picture::new(target, |_, _| [230, 120, 20]);
    let unit = encoder
        .encode(
            full.frame(1),
            &FrameRequest {
                force_idr: true,
                ..request(target)
            },
        )
        .unwrap();
    let luma = decode_luma(&unit.payload, target).remove(0);
    assert!((f64::from(luma[180 * 640 + 2]) - want).abs() <= 6.0);
}

#[test]
fn odd_sizes_and_strides_are_scaled_safely() {
    let target = Size::new(320, 240);
    let mut encoder = open(&config(target), Backend::Auto).unwrap();
    for (seq, (width, height, more)) in [
        (1, 1, 0),
        (641, 481, 0),
        (641, 481, 3),
        (1, 2000, 4),
        (321, 240, 0),
        (319, 239, 1),
    ]
    .into_iter()
    .enumerate()
    {
        let picture = Picture::new(Size::new(width, height), |_, _| [255; 3]);
        let frame = picture.frame_as(seq as u64, PixelFormat::Xrgb8888, width * 4 + more);
        let unit = encoder
            .encode(
                frame,
                &FrameRequest {
                    force_idr: true,
                    ..request(target)
                },
            )
            .unwrap();
        let luma = decode_luma(&unit.payload, target).remove(0);
        let middle = luma[120 * 320 + 160];
        assert!(
            middle > 200 || width * 50 < height,
            "{width}×{height}: {middle}"
        );
    }
}

#[test]
fn bars_above_and_below_reach_to_the_edge() {
    let target = Size::new(320, 240);
    let mut encoder = open(&config(target), Backend::Auto).unwrap();
    let white = Picture::new(Size::new(640, 360), |_, _| [255; 3]);
    let unit = encoder.encode(white.frame(0), &request(target)).unwrap();
    let luma = decode_luma(&unit.payload, target).remove(0);
    let column: Vec<u8> = [0, 28, 31, 208, 211, 239]
        .map(|y: usize| luma[y * 320 + 160])
        .into();
    for (got, want) in column.iter().zip([16u8, 16, 235, 235, 16, 16]) {
        assert!(got.abs_diff(want) <= 6, "{column:?}");
    }
}

#[test]
fn only_the_damaged_rows_are_read_and_only_when_no_frame_is_missing() {
    let white = Picture::new(SIZE, |_, _| [255; 3]);
    let black = Picture::new(SIZE, |_, _| [0; 3]);
    let band = Damage {
        x: 0,
        y: 101,
        width: 640,
        height: 50,
    };
    let nothing = Damage {
        x: 0,
        y: 0,
        width: 0,
        height: 0,
    };
    let mut encoder = open(&config(SIZE), Backend::Auto).unwrap();
    let mut seen = |picture: &Picture, seq, damage| {
        let mut frame = picture.frame(seq);
        frame.damage = damage;
        let idr = FrameRequest {
            force_idr: true,
            ..request(SIZE)
        };
        let unit = encoder.encode(frame, &idr).unwrap();
        let luma = decode_luma(&unit.payload, SIZE).remove(0);
        [50, 125, 300].map(|y: usize| luma[y * 640 + 320] > 128)
    };
    // The first frame is read whole, whatever it says.
    assert_eq!(seen(&white, 7, nothing), [true; 3]);
    assert_eq!(seen(&black, 8, nothing), [true; 3]);
    assert_eq!(seen(&black, 9, band), [true, false, true]);
    // 10 never came: what it changed is unknown.
    assert_eq!(seen(&black, 11, nothing), [false; 3]);
}

#[test]
fn a_frame_that_lies_about_its_memory_is_refused_and_the_next_one_goes_on() {
    let mut encoder = open(&config(SIZE), Backend::Auto).unwrap();
    let picture = Picture::moving(SIZE, 0);
    let mut short = picture.frame(0);
    short.size = Size::new(640, 3600);
    let error = encoder.encode(short, &request(SIZE)).err().unwrap();
    assert!(error.to_string().contains("ends before its last row"));
    let mut narrow = picture.frame(1);
    if let FrameBuffer::Shm { stride, .. } = &mut narrow.buffer {
        *stride = 2556;
    }
    assert!(encoder.encode(narrow, &request(SIZE)).is_err());
    let mut empty = picture.frame(2);
    empty.size = Size::new(0, 0);
    assert!(encoder.encode(empty, &request(SIZE)).is_err());
    let unit = encoder.encode(picture.frame(3), &request(SIZE)).unwrap();
    assert_eq!((unit.id, unit.idr), (0, true));
}

#[test]
fn a_late_joiner_gets_a_still_picture_again() {
    let still = Picture::moving(SIZE, 7);
    let mut encoder = open(&config(SIZE), Backend::Auto).unwrap();
    let joins = FrameRequest {
        force_idr: true,
        ..request(SIZE)
    };
    assert!(
        encoder.repeat(&joins).unwrap().is_none(),
        "nothing was drawn yet"
    );
    let mut frames = encode_all(&mut encoder, SIZE, std::slice::from_ref(&still));
    // The game draws nothing more; the player asks for a picture to begin with.
    let again = encoder.repeat(&joins).unwrap().unwrap();
    assert_eq!((again.id, again.idr, again.dropped), (1, true, 0));
    let alone = decode_luma(&again.payload, SIZE);
    assert_eq!(alone.len(), 1);
    assert!(psnr(&alone[0], &still.luma()) > 35.0);

    // Those who watched already, and the game when it draws again, go on from there.
    frames.push(again);
    frames.push(encoder.repeat(&request(SIZE)).unwrap().unwrap());
    let next = Picture::moving(SIZE, 8);
    frames.push(encoder.encode(next.frame(1), &request(SIZE)).unwrap());
    assert!(frames[2..].iter().all(|f| !f.idr && f.dropped == 0));
    let decoded = decode_luma(&join(&frames), SIZE);
    assert_eq!(decoded.len(), 4);
    assert!(psnr(&decoded[2], &still.luma()) > 35.0);
    assert!(psnr(&decoded[3], &next.luma()) > 35.0);

    // A picture of another size is not there to be repeated.
    let smaller = request(Size::new(320, 180));
    assert!(encoder.repeat(&smaller).unwrap().is_none());
}

#[test]
fn the_same_pictures_are_the_same_stream_whatever_memory_held_before() {
    let size = Size::new(320, 180);
    let pictures: Vec<_> = (0..6).map(|step| Picture::moving(size, step)).collect();
    let stream = || {
        let mut encoder = open(&config(size), Backend::X264).unwrap();
        join(&encode_all(&mut encoder, size, &pictures))
    };
    let first = stream();
    for encoder in 1..24 {
        assert!(stream() == first, "encoder {encoder}");
    }
}
