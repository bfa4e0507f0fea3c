//! The stream says what it is, and one frame in is one frame out.
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;

use clip::{Picture, config, encode_all, nal_types, open, request};
use stratus_encode::{Backend, EncodeError, EncoderConfig, FrameRequest};
use stratus_media::{DmaBuf, FrameBuffer, Size};

const SIZE: Size = Size::new(640, 360);

#[test]
fn one_frame_in_is_one_whole_access_unit_out() {
    for threads in [0, 1, 2, 3] {
        let config = EncoderConfig {
            threads,
            ..config(SIZE)
        };
        let mut encoder = open(&config, Backend::Auto).unwrap();
        assert_eq!(encoder.name(), "x264");
        for n in 0..30u32 {
            // Every third commit never reaches the encoder.
            let seq = u64::from(n / 2 * 3 + n % 2);
            let frame = Picture::moving(SIZE, n).frame(seq);
            let committed = frame.committed;
            let unit = encoder.encode(frame, &request(SIZE)).unwrap();
            assert_eq!((unit.id, unit.idr), (n, n == 0));
            assert_eq!((unit.width, unit.height), (640, 360));
            assert_eq!(unit.dropped, u16::from(n > 0 && n % 2 == 0));
            assert_eq!(unit.committed, committed);
            assert!(committed <= unit.taken && unit.taken <= unit.converted);
            assert!(unit.converted <= unit.encoded);
            assert!(unit.payload.starts_with(&[0, 0, 0, 1]));
            let types = nal_types(&unit.payload);
            if n == 0 {
                assert_eq!(types[..3], [7, 8, 5]);
                assert!(types[2..].iter().all(|&kind| kind == 5));
            } else {
                assert!(!types.is_empty() && types.iter().all(|&kind| kind == 1));
            }
        }
    }
}

#[test]
fn the_parameter_set_promises_no_reordering_bt709_and_gaps() {
    for (size, fps) in [
        (Size::new(640, 360), 30),
        (Size::new(1280, 720), 60),
        (Size::new(1366, 768), 60),
        (Size::new(1920, 1080), 60),
    ] {
        let config = EncoderConfig {
            fps,
            ..config(size)
        };
        let mut encoder = open(&config, Backend::Auto).unwrap();
        let unit = encoder
            .encode(Picture::moving(size, 0).frame(0), &request(size))
            .unwrap();
        let end = unit.payload[4..]
            .windows(4)
            .position(|w| w == [0, 0, 0, 1])
            .unwrap();
        let nal = &unit.payload[4..4 + end];
        let sps = Sps::read(nal);
        assert_eq!(sps.profile, 66);
        assert_eq!(sps.constraints & 0xc0, 0xc0, "constrained baseline");
        assert!(sps.gaps_allowed);
        assert_eq!(
            sps.frame_num_bits, 4,
            "what the CPU path takes repairs to have"
        );
        assert_eq!(sps.size, (size.width, size.height));
        assert_eq!((sps.full_range, sps.colour), (0, [1, 1, 1]));
        assert_eq!(sps.fps, fps);
        assert_eq!(sps.num_reorder_frames, 0);
        assert_eq!(sps.max_dec_frame_buffering, sps.num_ref_frames);
        assert_eq!(
            encoder.codec(),
            format!("avc1.{:02X}{:02X}{:02X}", nal[1], nal[2], nal[3])
        );
        println!(
            "{size} {fps}: {} references {}",
            encoder.codec(),
            sps.num_ref_frames
        );
    }
}

#[test]
fn half_the_bitrate_is_half_the_bytes_at_once() {
    let noise: Vec<_> = (0..120).map(|seed| Picture::noise(SIZE, seed)).collect();
    let start = EncoderConfig {
        bitrate_bps: 16_000_000,
        ..config(SIZE)
    };
    let mut encoder = open(&start, Backend::Auto).unwrap();
    let bytes = |frames: &[stratus_media::EncodedFrame]| -> usize {
        frames[20..].iter().map(|f| f.payload.len()).sum()
    };
    let before = bytes(&encode_all(&mut encoder, SIZE, &noise));
    encoder.set_bitrate(8_000_000).unwrap();
    let frames = encode_all(&mut encoder, SIZE, &noise);
    assert!(frames.iter().all(|f| !f.idr), "no restart");
    let after = bytes(&frames);
    let ratio = after as f64 / before as f64;
    assert!((0.4..0.6).contains(&ratio), "{before} → {after}");
    let wanted = 16_000_000.0 / 8.0 * 100.0 / 60.0;
    let off = before as f64 / wanted;
    assert!((0.65..1.1).contains(&off), "{before} bytes for {wanted}");
    // And back up.
    encoder.set_bitrate(16_000_000).unwrap();
    let again = bytes(&encode_all(&mut encoder, SIZE, &noise));
    assert!((0.85..1.15).contains(&(again as f64 / before as f64)));
}

#[test]
fn no_frame_bursts_the_network() {
    let config = config(SIZE);
    let share = config.bitrate_bps as usize / 8 / config.fps as usize;
    let mut encoder = open(&config, Backend::Auto).unwrap();
    for n in 0..60u32 {
        let request = FrameRequest {
            force_idr: n == 30,
            ..request(SIZE)
        };
        // A cut every tenth frame.
        let picture = Picture::noise(SIZE, n / 10);
        let unit = encoder
            .encode(picture.frame(u64::from(n)), &request)
            .unwrap();
        assert!(
            unit.payload.len() < share * 5 / 2,
            "frame {n}: {} bytes, a share is {share}",
            unit.payload.len()
        );
    }
}

#[test]
fn reconfigure_restarts_only_for_more_than_bitrate() {
    let mut encoder = open(&config(SIZE), Backend::Auto).unwrap();
    let picture = Picture::moving(SIZE, 1);
    let mut seq = 0;
    let mut idr_after = |change: EncoderConfig| {
        encoder.reconfigure(&change).unwrap();
        seq += 1;
        let unit = encoder
            .encode(picture.frame(seq), &request(change.size))
            .unwrap();
        unit.idr
    };
    let start = config(SIZE);
    assert!(idr_after(start));
    assert!(!idr_after(start));
    let slower = EncoderConfig {
        bitrate_bps: 1_000_000,
        ..start
    };
    assert!(!idr_after(slower));
    let fps = EncoderConfig { fps: 30, ..slower };
    assert!(idr_after(fps));
    let size = EncoderConfig {
        size: Size::new(320, 200),
        ..fps
    };
    assert!(idr_after(size));
}

#[test]
fn settings_that_cannot_work_are_refused_with_the_reason() {
    let error = |config: &EncoderConfig| open(config, Backend::Auto).err().unwrap().to_string();
    let good = config(SIZE);
    for (config, said) in [
        (
            EncoderConfig {
                bitrate_bps: 0,
                ..good
            },
            "bitrate",
        ),
        (EncoderConfig { fps: 0, ..good }, "0 frames a second"),
        (
            EncoderConfig {
                size: Size::new(641, 360),
                ..good
            },
            "641×360",
        ),
        (
            EncoderConfig {
                size: Size::new(0, 0),
                ..good
            },
            "even",
        ),
        (
            EncoderConfig {
                size: Size::new(65536, 720),
                ..good
            },
            "8192",
        ),
    ] {
        let error = error(&config);
        assert!(error.contains(said), "{error}");
    }
    let mut encoder = open(&good, Backend::Auto).unwrap();
    assert!(encoder.set_bitrate(0).is_err());
    assert!(
        encoder
            .reconfigure(&EncoderConfig { fps: 0, ..good })
            .is_err()
    );
    let picture = Picture::moving(SIZE, 0);
    let odd = request(Size::new(321, 180));
    assert!(encoder.encode(picture.frame(0), &odd).is_err());
    let mut dmabuf = picture.frame(1);
    // A tiling of Intel's (`I915_FORMAT_MOD_X_TILED`).
    let tiled = DmaBuf::new(SIZE, dmabuf.format, 0x0100_0000_0000_0001, Vec::new());
    dmabuf.buffer = FrameBuffer::DmaBuf(std::sync::Arc::new(tiled));
    let error = encoder.encode(dmabuf, &request(SIZE)).err().unwrap();
    for said in [
        "x264",
        "frame 1",
        "0x100000000000001",
        "not linear",
        "modifier 0",
        "wl_shm",
    ] {
        assert!(error.to_string().contains(said), "{error}");
    }
    assert!(
        encoder
            .encode(picture.frame(2), &request(SIZE))
            .unwrap()
            .idr
    );
}

#[test]
fn the_smallest_and_odd_shaped_targets_open() {
    for (width, height) in [(2, 2), (16, 16), (2, 1080), (1920, 2), (1366, 768)] {
        let size = Size::new(width, height);
        let mut encoder = open(&config(size), Backend::Auto).unwrap();
        let picture = Picture::noise(size, 1);
        let unit = encoder.encode(picture.frame(0), &request(size)).unwrap();
        assert!(unit.idr && !unit.payload.is_empty(), "{size}");
    }
}

/// A sequence parameter set, as H.264 §7.3.2.1.1 and annex E lay it out.
#[derive(Debug, Default)]
struct Sps {
    profile: u32,
    constraints: u32,
    frame_num_bits: u32,
    num_ref_frames: u32,
    gaps_allowed: bool,
    size: (u32, u32),
    full_range: u32,
    colour: [u32; 3],
    fps: u32,
    num_reorder_frames: u32,
    max_dec_frame_buffering: u32,
}

struct Bits {
    bits: std::vec::IntoIter<bool>,
}

impl Bits {
    fn of(nal: &[u8]) -> Self {
        let mut zeros = 0;
        let mut bits = Vec::new();
        for &byte in nal {
            if zeros >= 2 && byte == 3 {
                zeros = 0;
                continue;
            }
            zeros = if byte == 0 { zeros + 1 } else { 0 };
            bits.extend((0..8).rev().map(|n| byte >> n & 1 == 1));
        }
        Self {
            bits: bits.into_iter(),
        }
    }

    fn u(&mut self, n: u32) -> u32 {
        (0..n).fold(0, |value, _| {
            value << 1 | u32::from(self.bits.next().unwrap())
        })
    }

    fn ue(&mut self) -> u32 {
        let zeros = self.bits.by_ref().take_while(|bit| !bit).count() as u32;
        (1 << zeros) - 1 + self.u(zeros)
    }
}

impl Sps {
    fn read(nal: &[u8]) -> Self {
        let mut b = Bits::of(nal);
        let mut sps = Self::default();
        assert_eq!(b.u(8) & 0x1f, 7);
        sps.profile = b.u(8);
        sps.constraints = b.u(8);
        b.u(8);
        b.ue(); // seq_parameter_set_id; no chroma format below high profile
        sps.frame_num_bits = b.ue() + 4;
        match b.ue() {
            0 => assert!(b.ue() <= 12),
            kind => assert_eq!(kind, 2),
        }
        sps.num_ref_frames = b.ue();
        sps.gaps_allowed = b.u(1) == 1;
        let (mbs_wide, mbs_high) = (b.ue() + 1, b.ue() + 1);
        assert_eq!(b.u(1), 1, "frames only");
        b.u(1);
        let mut crop = [0; 4];
        if b.u(1) == 1 {
            crop = [0; 4].map(|_| b.ue());
        }
        sps.size = (
            mbs_wide * 16 - 2 * (crop[0] + crop[1]),
            mbs_high * 16 - 2 * (crop[2] + crop[3]),
        );
        assert_eq!(b.u(1), 1, "VUI");
        if b.u(1) == 1 && b.u(8) == 255 {
            b.u(32);
        }
        if b.u(1) == 1 {
            b.u(1);
        }
        assert_eq!(b.u(1), 1, "video_signal_type");
        b.u(3);
        sps.full_range = b.u(1);
        assert_eq!(b.u(1), 1, "colour_description");
        sps.colour = [0; 3].map(|_| b.u(8));
        if b.u(1) == 1 {
            b.ue();
            b.ue();
        }
        assert_eq!(b.u(1), 1, "timing_info");
        let (tick, scale) = (b.u(32), b.u(32));
        sps.fps = scale / tick / 2;
        b.u(1);
        assert_eq!(b.u(2), 0, "no HRD");
        b.u(1);
        assert_eq!(b.u(1), 1, "bitstream_restriction");
        b.u(1);
        for _ in 0..4 {
            b.ue();
        }
        sps.num_reorder_frames = b.ue();
        sps.max_dec_frame_buffering = b.ue();
        sps
    }
}

#[test]
fn a_bitrate_that_came_of_nan_and_zero_frames_a_second_are_refused_and_nothing_changes() {
    // Bitrates are whole numbers here; what was NaN before is 0.
    let nan = "NaN".parse::<f64>().unwrap() as u32;
    let good = config(SIZE);
    let mut encoder = clip::open(&good, Backend::X264).unwrap();
    encoder
        .encode(Picture::moving(SIZE, 0).frame(0), &request(SIZE))
        .unwrap();
    let error = encoder.set_bitrate(nan).err().unwrap();
    assert!(matches!(error, EncodeError::Bitrate), "{error}");
    for (bitrate_bps, fps) in [(nan, good.fps), (good.bitrate_bps, 0)] {
        let wrong = EncoderConfig {
            bitrate_bps,
            fps,
            ..good
        };
        assert!(encoder.reconfigure(&wrong).is_err());
        assert!(clip::open(&wrong, Backend::X264).is_err());
    }
    let next = encoder
        .encode(Picture::moving(SIZE, 1).frame(1), &request(SIZE))
        .unwrap();
    assert_eq!((next.id, next.idr), (1, false));
}
