//! The H.264 header synthesizer: what it writes is what an independent parser and FFmpeg read, and known streams have
//! the very bytes.
#![allow(clippy::unwrap_used, reason = "a test")]

mod headers;

use headers::{Reader, written_is_what_is_read};
use std::io::Write as _;
use std::process::{Command, Stdio};
use stratus_encode::h264::{
    ChromaLocation, Deblocking, HeaderError, Level, ListModification, Load, MarkingOperation,
    PicOrderCnt, Pps, Profile, ReferenceMarking, SliceHeader, SliceKind, Sps, Stream,
};
use stratus_media::Size;

fn stream(width: u32, height: u32) -> Stream {
    Stream {
        profile: Profile::ConstrainedBaseline,
        load: Load {
            size: Size::new(width, height),
            fps: 60,
            bitrate_bps: 12_000_000,
            buffer_bits: 200_000,
            references: 4,
        },
        pic_order_cnt: PicOrderCnt::Type2,
        chroma_location: ChromaLocation::Centre,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(20_000))]
    #[test]
    fn any_headers_are_read_as_they_were_meant(bytes in proptest::collection::vec(0u8.., 0..160)) {
        written_is_what_is_read(&bytes);
    }
}

#[test]
fn known_streams_have_known_bytes() {
    let sps = Sps::for_stream(&stream(1920, 1080)).unwrap();
    let mut out = Vec::new();
    sps.write(&mut out).unwrap();
    Pps::default().write(&sps, &mut out).unwrap();
    assert_eq!(sps.codec(), "avc1.42C02A");
    assert_eq!(
        hex(&out),
        "000000016742c02a95960780227e59a808080d28000003000800000303c07840212c0000000168ce3c80"
    );
}

#[test]
fn every_size_the_player_may_ask_for_is_read_back_as_it_is() {
    let sizes = [
        (2, 2),
        (16, 16),
        (18, 34),
        (640, 480),
        (854, 480),
        (1280, 720),
        (1366, 768),
        (1920, 1080),
        (2560, 1440),
        (3840, 2160),
        (7680, 4320),
        (8192, 8),
    ];
    for (width, height) in sizes {
        for profile in [Profile::ConstrainedBaseline, Profile::Main, Profile::High] {
            let sps = Sps::for_stream(&Stream {
                profile,
                ..stream(width, height)
            })
            .unwrap();
            let pps = Pps {
                cabac: profile != Profile::ConstrainedBaseline,
                transform_8x8: profile == Profile::High,
                ..Pps::default()
            };
            let mut out = Vec::new();
            sps.write(&mut out).unwrap();
            pps.write(&sps, &mut out).unwrap();
            Reader::default().parameter_sets(&sps, &pps, &out);
        }
    }
}

#[test]
fn what_h264_cannot_say_is_refused_and_says_why() {
    let refused = |change: &dyn Fn(&mut Stream)| {
        let mut stream = stream(1280, 720);
        change(&mut stream);
        Sps::for_stream(&stream).unwrap_err().to_string()
    };
    let size = |width, height| move |s: &mut Stream| s.load.size = Size::new(width, height);
    assert!(refused(&size(1, 1)).contains("1×1 in 4:2:0"));
    assert!(refused(&size(1279, 720)).contains("both sides have to be even"));
    assert!(refused(&size(65_536, 65_536)).contains("no H.264 level takes 65536×65536"));
    assert!(refused(&|s| s.load.fps = 0).contains("0 frames a second"));
    assert!(refused(&|s| s.load.fps = u32::MAX).contains("frames a second"));
    assert!(refused(&|s| s.load.bitrate_bps = 0).contains("give a bitrate above 0"));
    assert!(refused(&|s| s.load.references = 17).contains("use at most 16"));
    let no_cabac = Pps {
        cabac: true,
        ..Pps::default()
    };
    let sps = Sps::for_stream(&stream(1280, 720)).unwrap();
    assert!(matches!(
        no_cabac.write(&sps, &mut Vec::new()),
        Err(HeaderError::Contradiction(_))
    ));
}

#[test]
fn the_levels_are_those_that_another_reader_has() {
    use h264_reader::nal::sps::{ConstraintFlags, Level as Known};
    for level in Level::all() {
        let known =
            Known::from_constraint_flags_and_level_idc(ConstraintFlags::from(0), level.idc());
        let limits = known.limits().unwrap();
        // The most of each, alone, fits; one more does not.
        let fits = |load: &Load| Level::for_load(Profile::Main, load).is_ok_and(|l| l <= level);
        let rows = (limits.max_fs / 8).clamp(1, 8);
        let wide = Load {
            size: Size::new(rows * 16, 16),
            fps: limits.max_mbps / rows,
            bitrate_bps: limits.max_br * 1000,
            buffer_bits: limits.max_cpb * 1000,
            references: 1,
        };
        assert!(fits(&wide), "{level:?}");
        assert!(
            !fits(&Load {
                bitrate_bps: wide.bitrate_bps + 1,
                ..wide
            }),
            "{level:?}"
        );
        assert!(
            !fits(&Load {
                buffer_bits: wide.buffer_bits + 1,
                ..wide
            }),
            "{level:?}"
        );
        assert!(
            !fits(&Load {
                fps: wide.fps + 1,
                ..wide
            }) || !limits.max_mbps.is_multiple_of(rows),
            "{level:?}"
        );
        // A square picture of the level's size, and the frames of it that are kept.
        let side = limits.max_fs.isqrt();
        let kept = (limits.max_dpb_mbs / (side * side)).min(16) as u8;
        let square = Load {
            size: Size::new(side * 16, side * 16),
            fps: 1,
            bitrate_bps: 1,
            buffer_bits: 0,
            references: kept,
        };
        assert!(fits(&square), "{level:?} {kept}");
        assert!(
            kept == 16
                || !fits(&Load {
                    references: kept + 1,
                    ..square
                }),
            "{level:?}"
        );
        let more = Size::new((side + 1) * 16, (side + 1) * 16);
        assert!(
            !fits(&Load {
                size: more,
                references: 1,
                ..square
            }),
            "{level:?}"
        );
    }
}

/// What FFmpeg's own parser says of each syntax element, in order.
fn ffmpeg_trace(stream: &[u8]) -> Vec<(String, String)> {
    let mut child = Command::new("ffmpeg")
        .args([
            "-hide_banner",
            "-loglevel",
            "trace",
            "-f",
            "h264",
            "-i",
            "-",
            "-c",
            "copy",
        ])
        .args(["-bsf:v", "trace_headers", "-f", "null", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(stream).unwrap();
    let said = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    let element = |line: &str| {
        let line = line.split_once("] ")?.1;
        let (left, value) = line.rsplit_once(" = ")?;
        let name = left.split_whitespace().nth(1)?;
        Some((name.to_owned(), value.to_owned()))
    };
    said.lines().filter_map(element).collect()
}

#[test]
fn ffmpeg_reads_each_field_as_it_was_meant() {
    let sps = Sps::for_stream(&Stream {
        pic_order_cnt: PicOrderCnt::Type0 { log2_max_lsb: 16 },
        profile: Profile::High,
        ..stream(854, 480)
    })
    .unwrap();
    let pps = Pps {
        cabac: true,
        transform_8x8: true,
        init_qp: 30,
        ..Pps::default()
    };
    let mut out = Vec::new();
    sps.write(&mut out).unwrap();
    pps.write(&sps, &mut out).unwrap();
    let idr = SliceHeader {
        first_mb: 0,
        kind: SliceKind::I,
        frame_num: 0,
        pic_order_cnt: 0,
        references: 1,
        modifications: &[],
        marking: ReferenceMarking::Idr {
            id: 3,
            long_term: true,
        },
        cabac_init_idc: 0,
        qp_delta: -2,
        deblocking: Deblocking {
            disable_idc: 2,
            alpha_c0_offset_div2: -1,
            beta_offset_div2: 2,
        },
    };
    let mut slice = idr.begin(&sps, &pps, &mut out).unwrap();
    slice.u(32, u32::MAX);
    slice.finish();
    let operations = [
        MarkingOperation::ForgetShortTerm { back: 3 },
        MarkingOperation::LongTermIndices(2),
        MarkingOperation::KeepCurrent { index: 1 },
    ];
    let steps = [ListModification::Back(2), ListModification::LongTerm(0)];
    let repair = SliceHeader {
        kind: SliceKind::P,
        frame_num: 5,
        pic_order_cnt: 0x1_000a,
        references: 2,
        modifications: &steps,
        marking: ReferenceMarking::Adaptive(&operations),
        cabac_init_idc: 2,
        ..idr
    };
    let mut slice = repair.begin(&sps, &pps, &mut out).unwrap();
    slice.u(32, u32::MAX);
    slice.finish();

    let trace = ffmpeg_trace(&out);
    let mut at = 0;
    let mut expect = |name: &str, value: i64| {
        let found = trace[at..].iter().position(|(n, _)| n == name);
        let found = at + found.unwrap_or_else(|| panic!("no {name} after {at}: {trace:?}"));
        assert_eq!(trace[found].1, value.to_string(), "{name}");
        at = found + 1;
    };
    for (name, value) in [
        ("profile_idc", 100),
        ("level_idc", sps.level.idc().into()),
        ("log2_max_frame_num_minus4", 4),
        ("pic_order_cnt_type", 0),
        ("log2_max_pic_order_cnt_lsb_minus4", 12),
        ("max_num_ref_frames", 4),
        ("gaps_in_frame_num_allowed_flag", 1),
        ("pic_width_in_mbs_minus1", 53),
        ("pic_height_in_map_units_minus1", 29),
        ("frame_crop_right_offset", 5),
        ("frame_crop_bottom_offset", 0),
        ("video_full_range_flag", 0),
        ("colour_primaries", 1),
        ("transfer_characteristics", 1),
        ("matrix_coefficients", 1),
        ("chroma_sample_loc_type_top_field", 1),
        ("num_units_in_tick", 1),
        ("time_scale", 120),
        ("max_num_reorder_frames", 0),
        ("max_dec_frame_buffering", 4),
        ("entropy_coding_mode_flag", 1),
        ("pic_init_qp_minus26", 4),
        ("deblocking_filter_control_present_flag", 1),
        ("transform_8x8_mode_flag", 1),
        ("slice_type", 7),
        ("idr_pic_id", 3),
        ("long_term_reference_flag", 1),
        ("slice_qp_delta", -2),
        ("disable_deblocking_filter_idc", 2),
        ("slice_alpha_c0_offset_div2", -1),
        ("slice_beta_offset_div2", 2),
        ("slice_type", 5),
        ("frame_num", 5),
        ("pic_order_cnt_lsb", 10),
        ("num_ref_idx_active_override_flag", 1),
        ("num_ref_idx_l0_active_minus1", 1),
        ("ref_pic_list_modification_flag_l0", 1),
        ("modification_of_pic_nums_idc", 0),
        ("abs_diff_pic_num_minus1", 1),
        ("modification_of_pic_nums_idc", 2),
        ("long_term_pic_num", 0),
        ("modification_of_pic_nums_idc", 3),
        ("adaptive_ref_pic_marking_mode_flag", 1),
        ("memory_management_control_operation", 1),
        ("difference_of_pic_nums_minus1", 2),
        ("memory_management_control_operation", 4),
        ("max_long_term_frame_idx_plus1", 2),
        ("memory_management_control_operation", 6),
        ("long_term_frame_idx", 1),
        ("memory_management_control_operation", 0),
        ("cabac_init_idc", 2),
        ("slice_qp_delta", -2),
    ] {
        expect(name, value);
    }
}
