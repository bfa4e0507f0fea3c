//! A picture leaves slice by slice, and all of it.
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;

use clip::{Picture, config, decode, decode_luma, nal_types, psnr, request};
use stratus_encode::{
    Backend, EncodeError, EncoderConfig, FrameRequest, FrameStart, SliceSink, WholeFrames,
};
use stratus_media::{Damage, Size, Timestamp, VideoFrame};

const SIZE: Size = Size::new(640, 360);
const NO_DAMAGE: Damage = Damage {
    x: 0,
    y: 0,
    width: 0,
    height: 0,
};

/// Writes down what it is told.
#[derive(Default)]
struct Ledger {
    starts: Vec<FrameStart>,
    slices: Vec<(Vec<u8>, Timestamp)>,
}

impl SliceSink for Ledger {
    fn begin(&mut self, start: &FrameStart) {
        assert!(self.slices.is_empty(), "begins before its first slice");
        self.starts.push(*start);
    }

    fn slice(&mut self, nal_units: &[u8]) {
        assert_eq!(self.starts.len(), 1, "has begun, once");
        self.slices.push((nal_units.to_vec(), Timestamp::now()));
    }
}

impl Ledger {
    fn joined(&self) -> Vec<u8> {
        self.slices
            .iter()
            .flat_map(|(bytes, _)| bytes.iter().copied())
            .collect()
    }
}

/// `first_mb_in_slice` of a slice in Annex B (H.264 §7.3.3).
fn first_macroblock(nal_unit: &[u8]) -> Option<u32> {
    let at = nal_unit.windows(3).position(|w| w == [0, 0, 1])? + 3;
    if !matches!(nal_unit[at] & 0x1f, 1 | 5) {
        return None;
    }
    let mut bits = 0u64;
    for byte in &nal_unit[at + 1..at + 5] {
        bits = bits << 8 | u64::from(*byte);
    }
    let zeros = (bits as u32).leading_zeros();
    Some(((bits as u32) << zeros >> (31 - zeros)) - 1)
}

#[test]
fn slices_come_in_order_and_complete_from_any_number_of_threads() {
    let size = Size::new(1280, 720);
    let pictures: Vec<_> = (0..6).map(|step| Picture::moving(size, step)).collect();
    for threads in [1, 2, 3, 5, 8, 16] {
        let config = EncoderConfig {
            threads,
            ..config(size)
        };
        let mut sliced = stratus_encode::open(&config, &Backend::X264).unwrap();
        let mut whole = clip::open(&config, Backend::X264).unwrap();
        let mut stream = Vec::new();
        for (seq, picture) in (0..).zip(&pictures) {
            let mut ledger = Ledger::default();
            let end = sliced
                .encode(picture.frame(seq), &request(size), &mut ledger)
                .unwrap();
            let unit = whole.encode(picture.frame(seq), &request(size)).unwrap();
            assert!(
                ledger.joined() == *unit.payload,
                "{threads} threads: the same bytes"
            );
            assert_eq!(end.bytes as usize, unit.payload.len());
            let start = ledger.starts[0];
            assert_eq!((start.id, start.idr), (unit.id, seq == 0));
            assert_eq!(ledger.starts.len(), 1);

            let firsts: Vec<_> = ledger
                .slices
                .iter()
                .filter_map(|(bytes, _)| first_macroblock(bytes))
                .collect();
            assert_eq!(firsts[0], 0);
            assert!(firsts.windows(2).all(|two| two[0] < two[1]), "{firsts:?}");
            assert!(firsts.iter().all(|first| first % (size.width / 16) == 0));
            assert!(firsts.len() >= 8, "{} slices", firsts.len());
            // The first is handed on before the last is encoded.
            let handed = ledger
                .slices
                .iter()
                .find(|(bytes, _)| first_macroblock(bytes).is_some());
            assert!(end.first_slice <= handed.unwrap().1);
            assert!(end.first_slice < end.encoded);
            stream.extend(ledger.joined());
        }
        let decoded = decode_luma(&stream, size);
        assert_eq!(decoded.len(), pictures.len());
        for (decoded, picture) in decoded.iter().zip(&pictures) {
            let psnr = psnr(decoded, &picture.luma());
            assert!(psnr > 33.0, "{threads} threads: {psnr:.1} dB");
        }
    }
}

/// A still picture with a square of `side` pixels that changes at `at`.
fn with_square(still: &Picture, at: (u32, u32), side: u32, colour: [u8; 3]) -> Picture {
    let mut picture = still.clone();
    for y in at.1..at.1 + side {
        for x in at.0..at.0 + side {
            picture.rgb[(y * still.size.width + x) as usize] = colour;
        }
    }
    picture
}

#[test]
fn what_does_not_change_costs_nothing_and_what_does_is_seen() {
    let still = Picture::moving(SIZE, 3);
    let mut encoder = clip::open(&config(SIZE), Backend::X264).unwrap();
    let mut stream = Vec::new();
    let mut shown = Vec::new();
    let mut sizes = Vec::new();
    let mut encode = |seq: u64, picture: &Picture, damage: Damage, lost: &[u32]| {
        let frame = VideoFrame {
            damage,
            ..picture.frame(seq)
        };
        let request = FrameRequest {
            invalidated: lost,
            ..request(SIZE)
        };
        let unit = encoder.encode(frame, &request).unwrap();
        stream.extend_from_slice(&unit.payload);
        sizes.push(unit.payload.len());
        shown.push(picture.luma());
    };
    // With and without telling that nothing changed.
    for seq in 0..20 {
        let damage = if seq % 2 == 0 {
            Damage::full(SIZE)
        } else {
            NO_DAMAGE
        };
        encode(seq, &still, damage, &[]);
    }
    for seq in 20..40 {
        let at = (40 + (seq as u32 - 20) * 10, 100);
        let picture = with_square(&still, at, 30, [250, 30, 30]);
        // What was there and what is there now.
        let damage = Damage {
            x: at.0.saturating_sub(10),
            y: at.1,
            width: 40,
            height: 30,
        };
        // A loss in between: what is not changed is not at hand as it was.
        let lost: &[u32] = if seq == 30 { &[27] } else { &[] };
        encode(seq, &picture, damage, lost);
    }
    assert!(sizes[19] < 200, "a still picture: {} bytes", sizes[19]);
    let decoded = decode_luma(&stream, SIZE);
    assert_eq!(decoded.len(), shown.len());
    for (n, (decoded, shown)) in decoded.iter().zip(&shown).enumerate() {
        let psnr = psnr(decoded, shown);
        assert!(psnr > 35.0, "frame {n}: {psnr:.1} dB");
    }
}

#[test]
fn a_picture_that_is_seen_already_is_left_out_where_that_is_allowed() {
    let mut encoder = stratus_encode::open(&config(SIZE), &Backend::X264).unwrap();
    encoder.leave_out_unchanged(true);
    let still = Picture::moving(SIZE, 3);
    let mut stream = Vec::new();
    let mut encode = |seq, picture: &Picture, request: FrameRequest<'_>| {
        let mut ledger = Ledger::default();
        let end = encoder
            .encode(picture.frame(seq), &request, &mut ledger)
            .unwrap();
        assert_eq!(end.bytes == 0, ledger.starts.is_empty());
        stream.extend(ledger.joined());
        ledger.starts.first().map(|start| start.id)
    };
    // It gets as good as it can first.
    let sent: Vec<_> = (0..60)
        .filter_map(|seq| encode(seq, &still, request(SIZE)))
        .collect();
    assert!((1..50).contains(&sent.len()), "{sent:?}");
    let last = *sent.last().unwrap();
    let lost = FrameRequest {
        invalidated: &[last],
        ..request(SIZE)
    };
    assert_eq!(
        encode(60, &still, lost),
        Some(last + 1),
        "the player needs one"
    );
    let joins = FrameRequest {
        force_idr: true,
        ..request(SIZE)
    };
    assert_eq!(encode(61, &still, joins), Some(last + 2));
    let square = with_square(&still, (300, 200), 4, [0, 0, 0]);
    let next = encode(62, &square, request(SIZE));
    assert_eq!(next, Some(last + 3), "the slightest change is sent");
    let decoded = decode_luma(&stream, SIZE);
    assert!(psnr(decoded.last().unwrap(), &square.luma()) > 38.0);
}

#[test]
fn another_encoder_goes_on_with_the_numbers() {
    let mut encoder = clip::open(&config(SIZE), Backend::X264).unwrap();
    encoder.continue_from(u32::MAX - 1);
    let mut frames = Vec::new();
    for seq in 0..5u32 {
        let picture = Picture::moving(SIZE, seq);
        // Of the encoder before: unknown here.
        let lost: &[u32] = if seq == 1 { &[u32::MAX - 2] } else { &[] };
        let request = FrameRequest {
            invalidated: lost,
            ..request(SIZE)
        };
        let unit = encoder.encode(picture.frame(seq.into()), &request).unwrap();
        frames.push((unit.id, unit.idr, unit.repair));
    }
    let numbers = [u32::MAX - 1, u32::MAX, 0, 1, 2];
    for (frame, number) in frames.iter().zip(numbers) {
        assert_eq!(*frame, (number, number == u32::MAX - 1, false));
    }
    encoder.continue_from(7);
    let unit = encoder
        .encode(Picture::moving(SIZE, 9).frame(9), &request(SIZE))
        .unwrap();
    assert_eq!(
        (unit.id, unit.idr),
        (7, true),
        "in the middle of a stream too"
    );
}

#[test]
fn a_size_that_changes_with_every_frame_is_followed() {
    let mut encoder = clip::open(&config(SIZE), Backend::X264).unwrap();
    let sizes = [
        (640, 360),
        (2, 2),
        (16, 4096),
        (1366, 768),
        (638, 358),
        (64, 2),
    ];
    for (seq, (width, height)) in sizes.into_iter().cycle().take(18).enumerate() {
        let target = Size::new(width, height);
        let frame = Picture::noise(Size::new(321, 181), seq as u32).frame(seq as u64);
        let unit = encoder.encode(frame, &request(target)).unwrap();
        assert!(unit.idr, "{target}");
        assert_eq!(unit.id, seq as u32);
        assert_eq!(nal_types(&unit.payload)[..2], [7, 8]);
        let decoded = decode(&unit.payload, "gray");
        assert_eq!(decoded.len() as u32, width * height, "{target}");
    }
}

#[test]
fn the_largest_pictures_and_the_smallest_have_a_clear_answer() {
    let large = Size::new(7680, 4320);
    let config_of = |size| EncoderConfig {
        bitrate_bps: 100_000_000,
        ..config(size)
    };
    let mut encoder = clip::open(&config_of(large), Backend::X264).unwrap();
    let picture = Picture::new(Size::new(64, 36), |x, y| [x as u8 * 4, y as u8 * 7, 90]);
    let unit = encoder.encode(picture.frame(0), &request(large)).unwrap();
    assert_eq!((unit.width, unit.height), (7680, 4320));
    assert!(unit.idr && unit.payload.len() > 1000);

    let error = clip::open(&config_of(Size::new(1, 1)), Backend::X264).err();
    let error = error.unwrap();
    assert!(matches!(error, EncodeError::Size(_)), "{error}");
    assert!(error.to_string().contains("1×1"), "{error}");
    assert!(!error.ends_encoder() && !error.is_the_frames());
}

/// A sink that fails.
struct Broken;

impl SliceSink for Broken {
    fn begin(&mut self, _: &FrameStart) {}

    fn slice(&mut self, _: &[u8]) {
        panic!("the network is gone");
    }
}

#[test]
fn a_sink_that_fails_costs_the_encoder_and_not_the_program() {
    let mut encoder = stratus_encode::open(&config(SIZE), &Backend::X264).unwrap();
    let frame = Picture::moving(SIZE, 0).frame(0);
    let error = encoder
        .encode(frame, &request(SIZE), &mut Broken)
        .unwrap_err();
    assert!(error.ends_encoder(), "{error}");
    let mut next = WholeFrames::new(stratus_encode::open(&config(SIZE), &Backend::X264).unwrap());
    next.continue_from(1);
    let unit = next
        .encode(Picture::moving(SIZE, 1).frame(1), &request(SIZE))
        .unwrap();
    assert_eq!((unit.id, unit.idr), (1, true));
}
