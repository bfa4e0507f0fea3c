//! The VA-API back end on the software driver: what it encodes is what the game drew, whatever the driver lacks.
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;
mod driver;

use std::sync::Arc;

use clip::{Picture, config, decode, decode_luma, join, nal_types, psnr, request, yuv};
use driver::{Canvas, Returned, SIZE, importer, open, play};
use stratus_encode::{
    EncodeError, Encoder, EncoderConfig, FrameRequest, VaApi, VaApiImporter, WholeFrames,
};
use stratus_media::{Damage, DmaBufImporter, EncodedFrame, PixelFormat, Size};
use stratus_va_soft::host;

const QUIRKS: &str = "STRATUS_VA_SOFT_QUIRKS";

fn none(_: u32) -> Vec<u32> {
    Vec::new()
}

fn assert_shows_the_game(frames: &[EncodedFrame], size: Size) {
    let decoded = decode_luma(&join(frames), size);
    assert_eq!(decoded.len(), frames.len());
    for (n, decoded) in decoded.iter().enumerate() {
        let psnr = psnr(decoded, &Picture::moving(size, n as u32).luma());
        assert!(psnr > 33.0, "frame {n}: {psnr:.1} dB");
    }
}

#[test]
fn a_games_buffers_are_encoded_without_a_copy_and_imported_once() {
    let report = host::run(&[], |host| {
        let mut encoder = open(&host.node, &config(SIZE)).unwrap();
        assert!(
            encoder.codec().starts_with("avc1.42C0"),
            "{}",
            encoder.codec()
        );
        let frames = play(&mut encoder, SIZE, 24, none);
        let ids: Vec<u32> = frames.iter().map(|frame| frame.id).collect();
        assert_eq!(ids, (0..24).collect::<Vec<_>>());
        assert_eq!(nal_types(&frames[0].payload), [7, 8, 5]);
        assert!(
            frames[1..]
                .iter()
                .all(|frame| nal_types(&frame.payload) == [1])
        );
        assert_shows_the_game(&frames, SIZE);
    });
    report.clean();
    assert_eq!(report.count("imports"), 3);
    assert_eq!(report.count("pixel_copies"), 0);
}

fn losses_are_repaired(quirks: &str) {
    let report = host::run(&[(QUIRKS, quirks)], |host| {
        let mut encoder = open(&host.node, &config(SIZE)).unwrap();
        // The player got neither 8, 9 nor 10, and says so before 11 is encoded.
        let lost = |n| if n == 11 { vec![9, 8, 10] } else { Vec::new() };
        let frames = play(&mut encoder, SIZE, 20, lost);
        let repairs: Vec<u32> = frames.iter().filter(|f| f.repair).map(|f| f.id).collect();
        assert_eq!(repairs, [11]);
        assert!(frames[1..].iter().all(|frame| !frame.idr));
        assert_eq!(nal_types(&frames[0].payload), [7, 8, 5]);
        let all = decode_luma(&join(&frames), SIZE);
        assert_shows_the_game(&frames, SIZE);
        let arrived = frames.iter().filter(|frame| !(8..11).contains(&frame.id));
        let damaged = decode_luma(&join(arrived), SIZE);
        // From the repair on the player sees what everybody else sees, bit for bit.
        assert_eq!(damaged[damaged.len() - 9..], all[11..]);
    });
    report.clean();
}

/// A test a driver: what it lacks.
macro_rules! lost_frames_are_repaired_without_an_idr {
    ($($name:ident: $quirks:expr,)*) => {
        mod lost_frames_are_repaired_without_an_idr {
            $(
                #[test]
                fn $name() {
                    super::losses_are_repaired($quirks);
                }
            )*
        }
    };
}

lost_frames_are_repaired_without_an_idr! {
    by_a_driver_that_has_all: "",
    by_a_driver_that_writes_the_headers: "no-packed-headers",
    by_a_driver_without_rate_control: "cqp-only",
    by_the_low_power_engine_alone: "lp-only",
    without_a_wait_for_buffers: "no-sync-buffer",
    with_one_slice_and_one_reference: "one-slice,one-reference",
    where_each_nal_unit_is_a_segment: "segments,no-high,no-lp",
    by_the_poorest_driver: "no-packed-headers,cqp-only,lp-only,no-sync-buffer,one-slice,one-reference,segments,no-quality",
}

#[test]
fn colours_are_bt709_from_every_format_through_the_stream_alone() {
    let size = Size::new(64, 64);
    let colours = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]];
    host::run(&[], |host| {
        for format in [
            PixelFormat::Xrgb8888,
            PixelFormat::Argb8888,
            PixelFormat::Xbgr8888,
            PixelFormat::Abgr8888,
        ] {
            let picture = Picture::new(size, |x, y| colours[(x / 32 + y / 32 * 2) as usize]);
            let canvas = Canvas::with(size, format, 0, 0, 64 * 4);
            let mut encoder = open(&host.node, &config(size)).unwrap();
            let unit = encoder
                .encode(canvas.frame(&picture, 0), &request(size))
                .unwrap();
            let planes = decode(&unit.payload, "yuv420p");
            for (at, colour) in colours.iter().enumerate() {
                let (x, y) = (at % 2 * 32 + 16, at / 2 * 32 + 16);
                let chroma = y / 2 * 32 + x / 2;
                let got = [
                    planes[y * 64 + x],
                    planes[4096 + chroma],
                    planes[5120 + chroma],
                ];
                for (got, want) in got.iter().zip(yuv(*colour)) {
                    assert!(
                        (f64::from(*got) - want).abs() < 3.0,
                        "{format:?} {colour:?}: {got:?}"
                    );
                }
            }
        }
    })
    .clean();
}

#[test]
fn a_picture_of_another_shape_gets_black_bars() {
    let target = Size::new(320, 176);
    host::run(&[], |host| {
        let mut encoder = open(&host.node, &config(target)).unwrap();
        for (from, white, black) in [
            // 1:1 in the middle: 72 to 248.
            (
                Size::new(33, 33),
                [(76, 88), (243, 88)],
                [(66, 88), (253, 88)],
            ),
            (
                Size::new(640, 88),
                [(160, 68), (160, 107)],
                [(160, 60), (160, 115)],
            ),
            (
                Size::new(1, 1),
                [(160, 4), (160, 170)],
                [(10, 88), (310, 88)],
            ),
        ] {
            let picture = Picture::new(from, |_, _| [255; 3]);
            let idr = FrameRequest {
                force_idr: true,
                ..request(target)
            };
            let frame = Canvas::new(from).frame(&picture, 0);
            let unit = encoder.encode(frame, &idr).unwrap();
            let luma = decode_luma(&unit.payload, target).remove(0);
            let at = |(x, y): (usize, usize)| luma[y * 320 + x];
            assert!(white.iter().all(|&place| at(place) > 225), "{from}");
            assert!(black.iter().all(|&place| at(place) < 26), "{from}");
        }
    })
    .clean();
}

#[test]
fn size_bitrate_and_frame_rate_change_while_the_stream_runs() {
    stream_changes("");
}

#[test]
fn they_do_where_rate_and_headers_are_left_to_others() {
    stream_changes("cqp-only,no-packed-headers");
}

fn stream_changes(quirks: &str) {
    host::run(&[(QUIRKS, quirks)], |host| {
        let mut encoder = open(&host.node, &config(SIZE)).unwrap();
        let mut frames = Vec::new();
        let mut encode = |encoder: &mut WholeFrames<VaApi>, size, n: u32| {
            let frame = Canvas::new(size).frame(&Picture::moving(size, n), n.into());
            let unit = encoder.encode(frame, &request(size)).unwrap();
            let seen = (unit.id, unit.idr, unit.width, unit.height);
            frames.push(unit);
            seen
        };
        assert_eq!(encode(&mut encoder, SIZE, 0), (0, true, 320, 184));
        encoder.set_bitrate(1_000_000).unwrap();
        assert_eq!(encode(&mut encoder, SIZE, 1), (1, false, 320, 184));
        // No decoder of that level need take so much.
        encoder.set_bitrate(200_000_000).unwrap();
        assert_eq!(encode(&mut encoder, SIZE, 2), (2, true, 320, 184));
        let small = Size::new(162, 90);
        for (n, size) in [(3, small), (4, SIZE), (5, Size::new(2, 2)), (6, small)] {
            assert_eq!(
                encode(&mut encoder, size, n),
                (n, true, size.width as u16, size.height as u16)
            );
        }
        assert!(!encode(&mut encoder, small, 7).1);
        let half = EncoderConfig {
            size: small,
            fps: 30,
            ..config(SIZE)
        };
        encoder.reconfigure(&half).unwrap();
        assert!(encode(&mut encoder, small, 8).1);
        encoder.reconfigure(&half).unwrap();
        assert!(!encode(&mut encoder, small, 9).1);
        for wrong in [
            EncoderConfig { fps: 0, ..half },
            EncoderConfig {
                bitrate_bps: 0,
                ..half
            },
            EncoderConfig {
                size: Size::new(31, 30),
                ..half
            },
        ] {
            assert!(encoder.reconfigure(&wrong).is_err());
        }
        assert!(!encode(&mut encoder, small, 10).1);
        // What is decoded from each IDR on is the game's picture.
        let last = decode_luma(&join(&frames[8..]), small);
        let psnr = psnr(&last[2], &Picture::moving(small, 10).luma());
        assert!(psnr > 30.0, "{psnr:.1} dB");
    })
    .clean();
}

fn bits_a_second(quirks: &str) {
    host::run(&[(QUIRKS, quirks)], |host| {
        let slow = EncoderConfig {
            bitrate_bps: 600_000,
            ..config(SIZE)
        };
        let mut encoder = open(&host.node, &slow).unwrap();
        let frames = play(&mut encoder, SIZE, 60, none);
        // The IDR is paid back, and a second holds what a second may.
        let spent: usize = frames.iter().map(|frame| frame.payload.len() * 8).sum();
        assert!((300_000..720_000).contains(&spent), "{spent} bits");
        let largest = frames[1..].iter().map(|frame| frame.payload.len() * 8);
        assert!(largest.max().unwrap() < 4 * 600_000 / 60);
    })
    .clean();
}

#[test]
fn the_driver_keeps_to_the_bitrate() {
    bits_a_second("");
}

#[test]
fn the_bitrate_is_kept_for_a_driver_that_keeps_none() {
    bits_a_second("cqp-only");
}

#[test]
fn any_size_of_buffer_and_picture_is_encoded_or_refused() {
    let settings = [("STRATUS_VA_SOFT_ENCODE", "off")];
    host::run(&settings, |host| {
        let mut encoder = open(&host.node, &config(SIZE)).unwrap();
        let buffers = [Size::new(1, 1), Size::new(639, 361), Size::new(7680, 4320)];
        let canvases = buffers.map(Canvas::new);
        let targets = [
            Size::new(7680, 4320),
            Size::new(2, 2),
            Size::new(8192, 4320),
            SIZE,
        ];
        for (seq, target) in targets.into_iter().cycle().take(12).enumerate() {
            let frame = canvases[seq % 3].commit(seq as u64);
            let unit = encoder.encode(frame, &request(target)).unwrap();
            assert!(unit.idr);
            assert_eq!(
                (unit.width.into(), unit.height.into()),
                (target.width, target.height)
            );
        }
        for target in [
            Size::new(8192, 8192),
            Size::new(8194, 2),
            Size::new(3, 2),
            Size::new(0, 0),
        ] {
            assert!(
                encoder
                    .encode(canvases[1].commit(0), &request(target))
                    .is_err(),
                "{target}"
            );
        }
        let unit = encoder
            .encode(canvases[1].commit(12), &request(SIZE))
            .unwrap();
        assert!(!unit.idr, "a refusal changes nothing");
    })
    .clean();
}

#[test]
fn idr_repeat_and_frame_numbers_are_on_demand() {
    host::run(&[], |host| {
        let mut encoder = open(&host.node, &config(SIZE)).unwrap();
        assert!(encoder.repeat(&request(SIZE)).unwrap().is_none());
        let idr = FrameRequest {
            force_idr: true,
            ..request(SIZE)
        };
        let canvas = Canvas::new(SIZE);
        let first = encoder.encode(canvas.frame(&Picture::moving(SIZE, 0), 0), &request(SIZE));
        let again = encoder.repeat(&request(SIZE)).unwrap().unwrap();
        let joined = encoder.repeat(&idr).unwrap().unwrap();
        assert_eq!((first.unwrap().id, again.id, again.idr), (0, 1, false));
        assert_eq!((joined.id, joined.idr, joined.dropped), (2, true, 0));
        encoder.continue_from(u32::MAX);
        // What it has is of no stream that the player sees.
        assert!(encoder.repeat(&request(SIZE)).unwrap().is_none());
        let skipped = encoder.encode(canvas.commit(3), &request(SIZE)).unwrap();
        assert_eq!(
            (skipped.id, skipped.idr, skipped.dropped),
            (u32::MAX, true, 0)
        );
        // Older numbers are another encoder's.
        let lost = FrameRequest {
            invalidated: &[0, 1, 2, u32::MAX - 1],
            ..request(SIZE)
        };
        let next = encoder.encode(canvas.commit(4), &lost).unwrap();
        assert_eq!((next.id, next.idr, next.repair), (0, false, false));
        let lost = FrameRequest {
            invalidated: &[u32::MAX],
            ..request(SIZE)
        };
        let anew = encoder.encode(canvas.commit(5), &lost).unwrap();
        assert_eq!((anew.id, anew.idr, anew.repair), (1, true, true));
    })
    .clean();
}

#[test]
fn a_still_picture_is_not_converted_again_and_its_buffer_is_back_at_once() {
    let report = host::run(&[], |host| {
        let mut encoder = open(&host.node, &config(SIZE)).unwrap();
        let canvas = Canvas::new(SIZE);
        let returned = Arc::new(Returned::default());
        for seq in 0..5 {
            let mut frame = canvas.frame(&Picture::moving(SIZE, 3), seq);
            frame.guard = returned.guard();
            if seq > 0 {
                frame.damage = Damage {
                    width: 0,
                    ..frame.damage
                };
            }
            encoder.encode(frame, &request(SIZE)).unwrap();
            assert_eq!(returned.count(), seq + 1);
        }
    });
    report.clean();
    assert_eq!(
        (report.count("conversions"), report.count("frames")),
        (1, 5)
    );
}

#[test]
fn what_cannot_be_imported_is_refused_and_the_next_frame_goes_on() {
    let report = host::run(&[], |host| {
        let importer = importer(&host.node).unwrap();
        let formats = importer.formats();
        assert!(formats.len() >= 4 && formats.iter().all(|format| format.modifier == 0));
        assert_ne!(importer.device(), 0);
        let mut encoder = open(&host.node, &config(SIZE)).unwrap();
        let good = Canvas::new(SIZE);
        importer.import(&good.buffer).unwrap();
        let tiled = Canvas::with(SIZE, PixelFormat::Xrgb8888, 0x0200_0000_0000_0001, 0, 1280);
        let refusal = importer.import(&tiled.buffer).unwrap_err().to_string();
        assert!(refusal.contains("modifier 0x200000000000001"), "{refusal}");
        let narrow = Canvas::with(SIZE, PixelFormat::Xrgb8888, 0, 0, 1276);
        assert!(importer.import(&narrow.buffer).is_err());
        for (seq, frame) in [
            tiled.commit(0),
            narrow.commit(0),
            Picture::moving(SIZE, 0).frame(0),
        ]
        .into_iter()
        .enumerate()
        {
            let error = encoder.encode(frame, &request(SIZE)).err().unwrap();
            assert!(
                error.is_the_frames() && !error.ends_encoder(),
                "{seq}: {error}"
            );
        }
        let frame = good.frame(&Picture::moving(SIZE, 1), 1);
        let unit = encoder.encode(frame, &request(SIZE)).unwrap();
        assert_eq!((unit.id, unit.idr), (0, true));
    });
    report.without_complaint();
    assert_eq!(report.count("imports"), 1);
}

#[test]
fn other_layouts_are_imported_where_the_driver_takes_them() {
    let modifier = 0x0200_0000_0000_0001;
    host::run(
        &[("STRATUS_VA_SOFT_MODIFIERS", "200000000000001")],
        |host| {
            let importer = importer(&host.node).unwrap();
            let canvas = Canvas::with(SIZE, PixelFormat::Xbgr8888, modifier, 0, 1280);
            importer.import(&canvas.buffer).unwrap();
            let mut encoder = open(&host.node, &config(SIZE)).unwrap();
            let picture = Picture::moving(SIZE, 0);
            let unit = encoder
                .encode(canvas.frame(&picture, 0), &request(SIZE))
                .unwrap();
            let luma = decode_luma(&unit.payload, SIZE).remove(0);
            assert!(psnr(&luma, &picture.luma()) > 33.0);
        },
    )
    .clean();
}

#[test]
fn what_is_no_render_node_is_said() {
    for (node, wanted) in [
        (
            "/dev/dri/renderD-of-nobody",
            "renderD-of-nobody: No such file",
        ),
        ("/dev/zero", "/dev/zero: it is no DRM device"),
    ] {
        let node = std::path::Path::new(node);
        let error = VaApi::open(&config(SIZE), Some(node)).err().unwrap();
        assert!(matches!(error, EncodeError::Unavailable { .. }));
        assert!(error.to_string().contains(wanted), "{error}");
        assert!(VaApiImporter::open(Some(node)).is_err());
    }
}

fn open_says(quirks: &str, wanted: &str) {
    host::run(&[(QUIRKS, quirks)], |host| {
        let error = VaApi::open(&config(SIZE), Some(&host.node)).err().unwrap();
        assert!(
            error.ends_encoder() && error.to_string().contains(wanted),
            "{error}"
        );
    })
    .clean();
}

#[test]
fn a_driver_that_converts_nothing_is_told_so() {
    open_says("no-vpp", "has no video processing");
}

#[test]
fn a_driver_that_encodes_nothing_is_told_so() {
    open_says("no-encode", "has no H.264 encoding");
}

#[test]
fn a_driver_that_imports_nothing_refuses_each_frame() {
    host::run(&[(QUIRKS, "no-import")], |host| {
        let mut encoder = open(&host.node, &config(SIZE)).unwrap();
        let frame = Canvas::new(SIZE).commit(0);
        let refused = encoder.encode(frame, &request(SIZE)).err().unwrap();
        assert!(refused.is_the_frames(), "{refused}");
    })
    .clean();
}
