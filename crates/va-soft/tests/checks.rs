//! Every rule that the driver holds an application's frames to: broken once, the call fails and the report says which.
//! (Surfaces, buffers, conversions: `objects.rs`.)
#![allow(clippy::unwrap_used, reason = "a test")]

mod app;

use app::App;
use app::headers::Packed;
use app::session::{Draft, Session, Setup};
use app::spoilt::{Spoilt, each};
use stratus_va_soft::h264::headers::{Modification, SliceHeader};
use stratus_va_soft::host;
use stratus_vaapi_sys::*;

/// Spoils the fourth frame of a session in one way after the other, and then encodes it as it should be.
fn spoil(host: &host::Host, spoilt: &[Spoilt<Draft>], idr: bool) {
    let app = App::open(host);
    let mut session = Session::new(&app, Setup::new());
    session.frame(true, &[]).unwrap();
    session.frame(false, &[0]).unwrap();
    session.frame(false, &[0]).unwrap();
    session.convert(|_| {}).unwrap();
    let refer: &[usize] = if idr { &[] } else { &[0, 1] };
    for (part, spoil) in spoilt {
        let mut draft = session.draft(idr, refer);
        spoil(&mut draft);
        assert!(
            session.submit(&draft).is_err(),
            "taken, in spite of: {part}"
        );
    }
    // None of it left anything behind.
    session.frame(idr, refer).unwrap();
    session.frame(false, &[0]).unwrap();
    session.close();
    app.terminate();
}

/// Rewrites the packed header of the first slice.
fn rewrite(draft: &mut Draft, edit: impl Fn(&mut SliceHeader)) {
    let second = draft.headers[1].clone();
    app::headers::rewrite(&Setup::new(), draft, edit);
    draft.headers[1] = second;
}

fn fields(draft: &mut Draft) -> &mut _VAEncPictureParameterBufferH264__bindgen_ty_1__bindgen_ty_1 {
    // SAFETY: both views of the union are plain bits.
    unsafe { &mut draft.picture.pic_fields.bits }
}

const PICTURE: &[Spoilt<Draft>] = &[
    ("frame_num 4, and 3 follows", |d| {
        d.picture.frame_num = 4;
        d.picture.CurrPic.frame_idx = 4;
    }),
    ("CurrPic.frame_idx", |d| d.picture.CurrPic.frame_idx = 9),
    ("picture order 4 does not come behind 4", |d| {
        d.picture.CurrPic.TopFieldOrderCnt = 4
    }),
    ("behind 4", |d| d.picture.CurrPic.TopFieldOrderCnt = 100),
    ("entropy_coding_mode_flag", |d| {
        fields(d).set_entropy_coding_mode_flag(1)
    }),
    ("weighted", |d| fields(d).set_weighted_pred_flag(1)),
    ("transform_8x8_mode_flag", |d| {
        fields(d).set_transform_8x8_mode_flag(1)
    }),
    ("without a packed PPS", |d| d.picture.pic_init_qp = 31),
    ("pic_init_qp", |d| d.picture.pic_init_qp = 60),
    ("frame_idx 7, and is 2", |d| {
        d.picture.ReferenceFrames[0].frame_idx = 7
    }),
    ("picture order 9, and is 4", |d| {
        d.picture.ReferenceFrames[0].TopFieldOrderCnt = 9
    }),
    ("a decoder holds it short-term", |d| {
        d.picture.ReferenceFrames[0].flags = VA_PICTURE_H264_LONG_TERM_REFERENCE as u32;
    }),
    ("held by no decoder", |d| {
        d.picture.ReferenceFrames[0].picture_id = d.picture.CurrPic.picture_id
    }),
    ("twice", |d| {
        d.picture.ReferenceFrames[1] = d.picture.ReferenceFrames[0]
    }),
    ("CurrPic", |d| {
        d.picture.CurrPic.picture_id = d.picture.ReferenceFrames[0].picture_id;
    }),
    ("CurrPic is the render target", |d| {
        d.picture.CurrPic.picture_id = d.target
    }),
    ("there is no surface", |d| {
        d.picture.CurrPic.picture_id = 0x00ff_ffff
    }),
    ("buffer 3 is not there", |d| d.picture.coded_buf = 3),
];

#[test]
fn a_picture_has_to_follow_the_one_before() {
    let report = host::run(&[], |host| spoil(host, PICTURE, false));
    each(PICTURE, &report);
}

const SLICES: &[Spoilt<Draft>] = &[
    ("begins at macroblock 39, and 38 is next", |d| {
        d.slices[1].macroblock_address += 1
    }),
    ("begins at macroblock 38, and 37 is next", |d| {
        d.slices[0].num_macroblocks -= 1
    }),
    ("ends at macroblock 78 of 77", |d| {
        d.slices[1].num_macroblocks += 1
    }),
    ("ends at macroblock 76 of 77", |d| {
        d.slices[1].num_macroblocks -= 1
    }),
    ("no slice", |d| d.slices.clear()),
    ("slice_type 1", |d| d.slices[0].slice_type = 1),
    ("pic_order_cnt_lsb 2, and 6 is right", |d| {
        d.slices[1].pic_order_cnt_lsb = 2
    }),
    ("QP 71", |d| d.slices[0].slice_qp_delta = 41),
    ("disable_deblocking_filter_idc 3", |d| {
        d.slices[0].disable_deblocking_filter_idc = 3
    }),
    ("pic_parameter_set_id 1", |d| {
        d.slices[0].pic_parameter_set_id = 1
    }),
    ("has more references", |d| {
        d.slices[0].num_ref_idx_l0_active_minus1 = 0
    }),
    ("RefPicList0[2]", |d| {
        d.slices[0].num_ref_idx_l0_active_minus1 = 2
    }),
    ("is not in ReferenceFrames", |d| {
        d.picture.ReferenceFrames[1].picture_id = VA_INVALID_SURFACE as u32;
        d.picture.ReferenceFrames[1].flags = VA_PICTURE_H264_INVALID as u32;
    }),
    ("references in list 1", |d| {
        d.slices[0].RefPicList1[0] = d.slices[0].RefPicList0[0]
    }),
    ("comes without a packed header", |d| {
        d.headers.pop();
    }),
];

#[test]
fn slices_hold_each_macroblock_once() {
    let report = host::run(&[], |host| spoil(host, SLICES, false));
    each(SLICES, &report);
}

const HEADERS: &[Spoilt<Draft>] = &[
    ("first_mb: 1", |d| rewrite(d, |h| h.first_mb = 1)),
    ("frame_num: 5", |d| rewrite(d, |h| h.frame_num = 5)),
    ("poc_lsb: 8", |d| rewrite(d, |h| h.poc_lsb = 8)),
    ("qp_delta: 3", |d| rewrite(d, |h| h.qp_delta = 3)),
    ("disable_deblocking: 1", |d| {
        rewrite(d, |h| h.disable_deblocking = 1)
    }),
    ("nal_ref_idc", |d| rewrite(d, |h| h.nal_ref_idc = 0)),
    ("active references is 1", |d| {
        rewrite(d, |h| h.active_override = Some(0))
    }),
    ("a decoder refers to surfaces", |d| {
        rewrite(d, |h| h.modifications = vec![Modification::Subtract(2)]);
    }),
    ("no decoder holds", |d| {
        rewrite(d, |h| h.modifications = vec![Modification::Subtract(9)])
    }),
    ("differs from the first one", |d| {
        rewrite(d, |h| h.marking = Some(Vec::new()))
    }),
    ("nal_unit_type", |d| d.headers[0].bytes[4] = 0x45),
    ("begins with no start code", |d| d.headers[0].bytes[0] = 7),
    ("forbidden_zero_bit", |d| d.headers[0].bytes[4] |= 0x80),
    ("bit_length", |d| d.headers[0].bits += 8),
    ("bits behind the NAL header", |d| {
        d.headers[0].bits += 8;
        d.headers[0].bytes.push(0);
    }),
    ("ends within its syntax", |d| {
        d.headers[0].bits -= 16;
        d.headers[0].bytes.pop();
        d.headers[0].bytes.pop();
    }),
];

#[test]
fn packed_slice_headers_say_what_the_parameters_say() {
    let report = host::run(&[], |host| spoil(host, HEADERS, false));
    each(HEADERS, &report);
}

fn sequence(draft: &mut Draft) -> &mut VAEncSequenceParameterBufferH264 {
    draft.sequence.as_mut().unwrap()
}

/// Rewrites a packed parameter set byte by byte.
fn set(draft: &mut Draft, index: usize, rbsp: &[u8]) {
    let packed: &mut Packed = &mut draft.sets[index];
    packed.bytes.truncate(5);
    packed.bytes.extend_from_slice(rbsp);
    packed.bits = packed.bytes.len() * 8;
}

fn sps(draft: &mut Draft, edit: impl FnOnce(&mut stratus_va_soft::h264::headers::Sps)) {
    let mut sps = app::headers::sps(&Setup::new());
    edit(&mut sps);
    set(draft, 0, &sps.write());
}

const SEQUENCE: &[Spoilt<Draft>] = &[
    ("without sequence parameters", |d| d.sequence = None),
    ("level_idc 43", |d| sequence(d).level_idc = 43),
    ("max_num_ref_frames", |d| {
        sequence(d).max_num_ref_frames = 17
    }),
    ("bits_per_second", |d| {
        sequence(d).bits_per_second = 20_000_001
    }),
    ("macroblocks a second", |d| {
        sequence(d).time_scale = 60_000_000
    }),
    ("level_idc 10 allows", |d| {
        sequence(d).level_idc = 10;
        sequence(d).picture_height_in_mbs = 10;
    }),
    ("the render target has 176×100 pixels", |d| {
        sequence(d).picture_height_in_mbs = 8;
        sps(d, |sps| sps.height_mbs = 8);
    }),
    ("log2_max_frame_num_minus4 13", |d| {
        // SAFETY: both views of the union are plain bits.
        unsafe {
            sequence(d)
                .seq_fields
                .bits
                .set_log2_max_frame_num_minus4(13)
        };
    }),
    ("ip_period", |d| sequence(d).ip_period = 3),
    ("cropping", |d| sequence(d).frame_crop_bottom_offset = 8),
    ("more than 8 bits", |d| {
        sequence(d).bit_depth_luma_minus8 = 2
    }),
    ("num_units_in_tick", |d| sequence(d).num_units_in_tick = 0),
    ("packed SPS: profile_idc", |d| {
        sps(d, |sps| sps.profile_idc = 77)
    }),
    ("packed SPS: constraint_set1_flag", |d| {
        sps(d, |sps| sps.constraints = 0)
    }),
    ("packed SPS: level_idc", |d| {
        sps(d, |sps| sps.level_idc = 41)
    }),
    ("packed SPS: log2_max_frame_num", |d| {
        sps(d, |sps| sps.log2_max_frame_num = 5)
    }),
    ("packed SPS: log2_max_pic_order_cnt_lsb", |d| {
        sps(d, |sps| sps.log2_max_poc_lsb = 6)
    }),
    ("packed SPS: max_num_ref_frames", |d| {
        sps(d, |sps| sps.max_num_ref_frames = 2)
    }),
    ("packed SPS: cropping", |d| sps(d, |sps| sps.crop = None)),
    ("packed SPS: timing", |d| {
        sps(d, |sps| {
            sps.vui
                .as_mut()
                .unwrap()
                .timing
                .as_mut()
                .unwrap()
                .time_scale = 50
        });
    }),
    ("max_num_reorder_frames 1", |d| {
        sps(d, |sps| {
            sps.vui
                .as_mut()
                .unwrap()
                .restriction
                .as_mut()
                .unwrap()
                .max_num_reorder_frames = 1
        });
    }),
    ("packed PPS", |d| {
        let mut pps = app::headers::pps();
        pps.init_qp = 29;
        set(d, 1, &pps.write());
    }),
    ("rbsp_trailing_bits", |d| {
        d.sets[0].bytes.push(0x80);
        d.sets[0].bits += 8;
    }),
    ("without a packed SPS", |d| {
        d.sets.remove(0);
    }),
    ("without a packed PPS", |d| {
        d.sets.remove(1);
    }),
    ("is P", |d| d.slices[0].slice_type = 5),
];

#[test]
fn sequence_parameters_fit_their_level_and_their_sps() {
    let report = host::run(&[], |host| spoil(host, SEQUENCE, true));
    each(SEQUENCE, &report);
}

#[test]
fn emulation_prevention_is_there_where_it_is_said_to_be() {
    let report = host::run(&[], |host| {
        let app = App::open(host);
        let mut session = Session::new(
            &app,
            Setup {
                escaped: true,
                ..Setup::new()
            },
        );
        session.convert(|_| {}).unwrap();
        let mut draft = session.draft(true, &[]);
        // A time scale of 60 in 32 bits is full of zeros.
        draft.sets[0].bytes = {
            let mut bytes = vec![0, 0, 0, 1, 0x67];
            bytes.extend(app::headers::sps(&session.setup).write());
            bytes
        };
        draft.sets[0].bits = draft.sets[0].bytes.len() * 8;
        assert!(session.submit(&draft).is_err());
        session.frame(true, &[]).unwrap();
        session.close();
        app.terminate();
    });
    assert!(
        report.complaints()[0].contains("lacks them"),
        "{:?}",
        report.complaints()
    );
}
