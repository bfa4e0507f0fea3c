//! What a driver is told of a picture, in its own structures (`va_enc_h264.h`).

use stratus_vaapi_sys::*;

use crate::h264::{PicOrderCnt, Pps, Sps};
use crate::references::{Held, Plan};

/// Frames until the next IDR by plan. There is none; drivers divide by it, and some round it up.
const NO_PERIOD: u32 = 1 << 16;

/// `slice_type` of a P and an I slice (table 7-6), as libva counts them.
const P: u8 = 0;
const I: u8 = 2;

const NO_PICTURE: VAPictureH264 = VAPictureH264 {
    picture_id: VA_INVALID_SURFACE as VASurfaceID,
    frame_idx: 0,
    flags: VA_PICTURE_H264_INVALID as u32,
    TopFieldOrderCnt: 0,
    BottomFieldOrderCnt: 0,
    va_reserved: [0; 4],
};

/// The parameters of a sequence, the same as in `sps`.
pub(super) fn sequence(sps: &Sps, bitrate_bps: u32) -> VAEncSequenceParameterBufferH264 {
    let (crop_right, crop_bottom) = sps.crop();
    let mut sequence = VAEncSequenceParameterBufferH264 {
        seq_parameter_set_id: sps.id,
        level_idc: sps.level.idc(),
        intra_period: NO_PERIOD,
        intra_idr_period: NO_PERIOD,
        ip_period: 1,
        bits_per_second: bitrate_bps,
        max_num_ref_frames: sps.max_num_ref_frames.into(),
        picture_width_in_mbs: sps.width_in_mbs() as u16,
        picture_height_in_mbs: sps.height_in_mbs() as u16,
        frame_cropping_flag: u8::from((crop_right, crop_bottom) != (0, 0)),
        frame_crop_right_offset: crop_right,
        frame_crop_bottom_offset: crop_bottom,
        vui_parameters_present_flag: 1,
        num_units_in_tick: Sps::NUM_UNITS_IN_TICK,
        time_scale: sps.time_scale(),
        ..Default::default()
    };
    let (order_type, log2_max_lsb) = match sps.pic_order_cnt {
        PicOrderCnt::Type0 { log2_max_lsb } => (0, log2_max_lsb),
        PicOrderCnt::Type2 => (2, 4),
    };
    // SAFETY: both fields of each union are the same 32 bits.
    let (fields, vui) = unsafe { (&mut sequence.seq_fields.bits, &mut sequence.vui_fields.bits) };
    fields.set_chroma_format_idc(1);
    fields.set_frame_mbs_only_flag(1);
    fields.set_direct_8x8_inference_flag(1);
    fields.set_log2_max_frame_num_minus4(u32::from(sps.log2_max_frame_num) - 4);
    fields.set_pic_order_cnt_type(order_type);
    fields.set_log2_max_pic_order_cnt_lsb_minus4(u32::from(log2_max_lsb) - 4);
    vui.set_timing_info_present_flag(1);
    vui.set_fixed_frame_rate_flag(sps.fixed_frame_rate.into());
    vui.set_bitstream_restriction_flag(1);
    vui.set_motion_vectors_over_pic_boundaries_flag(1);
    vui.set_log2_max_mv_length_horizontal(Sps::LOG2_MAX_MV_LENGTH);
    vui.set_log2_max_mv_length_vertical(Sps::LOG2_MAX_MV_LENGTH);
    sequence
}

/// The parameters of the picture that `plan` describes. `kept` are the surfaces of [`Plan::slot`]s.
pub(super) fn picture<'a>(
    plan: &Plan,
    held: impl Iterator<Item = &'a Held>,
    pps: &Pps,
    kept: &[VASurfaceID],
    coded: VABufferID,
) -> VAEncPictureParameterBufferH264 {
    let mut picture = VAEncPictureParameterBufferH264 {
        CurrPic: VAPictureH264 {
            picture_id: surface(kept, Some(plan.slot)),
            frame_idx: plan.frame_num,
            flags: 0,
            TopFieldOrderCnt: plan.pic_order_cnt,
            BottomFieldOrderCnt: plan.pic_order_cnt,
            ..NO_PICTURE
        },
        ReferenceFrames: [NO_PICTURE; 16],
        coded_buf: coded,
        pic_parameter_set_id: pps.id,
        frame_num: plan.frame_num as u16,
        pic_init_qp: pps.init_qp,
        num_ref_idx_l0_active_minus1: pps.default_references - 1,
        chroma_qp_index_offset: pps.chroma_qp_offset,
        second_chroma_qp_index_offset: pps.chroma_qp_offset,
        ..Default::default()
    };
    if !plan.is_idr() {
        let there = held.filter(|held| held.slot.is_some());
        for (entry, held) in picture.ReferenceFrames.iter_mut().zip(there) {
            *entry = reference(held, kept);
        }
    }
    // SAFETY: both fields of the union are the same 32 bits.
    let fields = unsafe { &mut picture.pic_fields.bits };
    fields.set_idr_pic_flag(plan.is_idr().into());
    fields.set_reference_pic_flag(1);
    fields.set_entropy_coding_mode_flag(pps.cabac.into());
    fields.set_constrained_intra_pred_flag(pps.constrained_intra.into());
    fields.set_transform_8x8_mode_flag(pps.transform_8x8.into());
    fields.set_deblocking_filter_control_present_flag(pps.deblocking_control.into());
    picture
}

/// The parameters of the picture's one slice.
pub(super) fn slice(
    plan: &Plan,
    sps: &Sps,
    pps: &Pps,
    qp_delta: i8,
    kept: &[VASurfaceID],
) -> VAEncSliceParameterBufferH264 {
    let idr_pic_id = match plan.picture {
        crate::references::Picture::Idr { pic_id, .. } => pic_id,
        crate::references::Picture::Predicted => 0,
    };
    let mut slice = VAEncSliceParameterBufferH264 {
        num_macroblocks: sps.width_in_mbs() * sps.height_in_mbs(),
        macroblock_info: VA_INVALID_ID as VABufferID,
        slice_type: if plan.is_idr() { I } else { P },
        pic_parameter_set_id: pps.id,
        idr_pic_id,
        pic_order_cnt_lsb: match sps.pic_order_cnt {
            PicOrderCnt::Type0 { log2_max_lsb } => {
                (plan.pic_order_cnt & ((1 << log2_max_lsb) - 1)) as u16
            }
            PicOrderCnt::Type2 => 0,
        },
        num_ref_idx_l0_active_minus1: pps.default_references - 1,
        RefPicList0: [NO_PICTURE; 32],
        RefPicList1: [NO_PICTURE; 32],
        slice_qp_delta: qp_delta,
        ..Default::default()
    };
    let references = plan.references.len() as u8;
    if references > 0 && references != pps.default_references {
        slice.num_ref_idx_active_override_flag = 1;
        slice.num_ref_idx_l0_active_minus1 = references - 1;
    }
    for (entry, held) in slice.RefPicList0.iter_mut().zip(&plan.references) {
        *entry = reference(held, kept);
    }
    slice
}

fn surface(kept: &[VASurfaceID], slot: Option<u8>) -> VASurfaceID {
    let at = slot.map(usize::from);
    at.and_then(|at| kept.get(at))
        .copied()
        .unwrap_or(NO_PICTURE.picture_id)
}

fn reference(held: &Held, kept: &[VASurfaceID]) -> VAPictureH264 {
    let (frame_idx, flags) = match held.long_term {
        None => (held.frame_num, VA_PICTURE_H264_SHORT_TERM_REFERENCE),
        Some(index) => (index.into(), VA_PICTURE_H264_LONG_TERM_REFERENCE),
    };
    VAPictureH264 {
        picture_id: surface(kept, held.slot),
        frame_idx,
        flags: flags as u32,
        TopFieldOrderCnt: held.pic_order_cnt,
        BottomFieldOrderCnt: held.pic_order_cnt,
        ..NO_PICTURE
    }
}
