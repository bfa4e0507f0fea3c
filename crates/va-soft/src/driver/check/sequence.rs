//! Sequence parameters.

use crate::driver::config::Config;
use crate::driver::failure::{Outcome, demand, wrong};
use crate::driver::frame::{Picture, Sequence};
use crate::h264::headers::sps::{Restriction, Timing, Vui};
use crate::h264::headers::{Pps, Sps};
use crate::h264::level::Level;
use crate::va::*;

/// `profile_idc` and the constraint flags of a configuration.
fn profile(config: &Config) -> (u32, u32) {
    match config.profile {
        VAProfileH264ConstrainedBaseline => (66, 0xc0),
        VAProfileH264Main => (77, 0x40),
        _ => (100, 0),
    }
}

/// Frames a second: what was said for the driver, or the stream's own timing.
pub fn frame_rate(sequence: &Sequence, said: Option<f64>) -> Option<f64> {
    let timing = f64::from(sequence.time_scale) / f64::from(sequence.num_units_in_tick) / 2.0;
    said.or_else(|| (timing.is_finite() && timing > 0.0).then_some(timing))
}

/// Checks the parameters, and gives the SPS that they describe.
pub fn check(
    sequence: &Sequence,
    config: &Config,
    frame_rate: Option<f64>,
    bit_rate: u32,
) -> Outcome<Sps> {
    let s = sequence;
    // SAFETY: both views of the unions are plain bits.
    let (fields, vui_fields) = unsafe { (s.seq_fields.bits, s.vui_fields.bits) };
    let (profile_idc, constraints) = profile(config);
    demand(fields.chroma_format_idc() == 1, || {
        format!("chroma_format_idc {}", fields.chroma_format_idc())
    })?;
    let plain = fields.frame_mbs_only_flag() == 1
        && fields.mb_adaptive_frame_field_flag() == 0
        && fields.seq_scaling_matrix_present_flag() == 0;
    demand(plain, || "fields or scaling matrices".into())?;
    demand(
        s.bit_depth_luma_minus8 == 0 && s.bit_depth_chroma_minus8 == 0,
        || "more than 8 bits".into(),
    )?;
    let log2_frame_num = fields.log2_max_frame_num_minus4();
    demand(log2_frame_num <= 12, || {
        format!("log2_max_frame_num_minus4 {log2_frame_num}")
    })?;
    let poc_type = fields.pic_order_cnt_type();
    demand(poc_type == 0 || poc_type == 2, || {
        format!("pic_order_cnt_type {poc_type}")
    })?;
    let log2_poc = fields.log2_max_pic_order_cnt_lsb_minus4();
    demand(log2_poc <= 12, || {
        format!("log2_max_pic_order_cnt_lsb_minus4 {log2_poc}")
    })?;
    demand(s.ip_period <= 1, || {
        format!("ip_period {}: there are no B frames", s.ip_period)
    })?;
    demand(
        s.max_num_ref_frames >= 1 && s.max_num_ref_frames <= 16,
        || format!("max_num_ref_frames {}", s.max_num_ref_frames),
    )?;
    let (width, height) = (
        u32::from(s.picture_width_in_mbs),
        u32::from(s.picture_height_in_mbs),
    );
    demand(width > 0 && height > 0, || {
        format!("a picture of {width}×{height} macroblocks")
    })?;
    let level = Level::of(s.level_idc.into())
        .ok_or_else(|| wrong(format!("level_idc {} is in no table", s.level_idc)))?;
    let per_second = frame_rate.map_or(0, |rate| (f64::from(width * height) * rate) as u64);
    let high = config.profile == VAProfileH264High;
    let broken = level.broken_by(
        (width, height),
        per_second,
        bit_rate.into(),
        s.max_num_ref_frames,
        high,
    );
    if let Some(text) = broken {
        return Err(wrong(text));
    }
    let crop = (s.frame_cropping_flag != 0).then_some([
        s.frame_crop_left_offset,
        s.frame_crop_right_offset,
        s.frame_crop_top_offset,
        s.frame_crop_bottom_offset,
    ]);
    if let Some(sides) = crop {
        demand(sides.iter().all(|&side| side < 8), || {
            format!("cropping by {sides:?}: a whole macroblock or more")
        })?;
    }
    let timing = vui_fields.timing_info_present_flag() == 1;
    demand(
        !timing || (s.time_scale > 0 && s.num_units_in_tick > 0),
        || {
            format!(
                "time_scale {} and num_units_in_tick {}",
                s.time_scale, s.num_units_in_tick
            )
        },
    )?;
    let vui = (s.vui_parameters_present_flag != 0).then(|| Vui {
        aspect: (vui_fields.aspect_ratio_info_present_flag() == 1).then_some([
            s.aspect_ratio_idc.into(),
            s.sar_width,
            s.sar_height,
        ]),
        timing: timing.then_some(Timing {
            units_in_tick: s.num_units_in_tick,
            time_scale: s.time_scale,
            fixed_rate: vui_fields.fixed_frame_rate_flag() == 1,
        }),
        restriction: (vui_fields.bitstream_restriction_flag() == 1).then_some(Restriction {
            mv_over_boundaries: vui_fields.motion_vectors_over_pic_boundaries_flag() == 1,
            max_bytes_denominator: 2,
            max_bits_denominator: 1,
            log2_max_mv_horizontal: vui_fields.log2_max_mv_length_horizontal(),
            log2_max_mv_vertical: vui_fields.log2_max_mv_length_vertical(),
            max_num_reorder_frames: 0,
            max_dec_frame_buffering: s.max_num_ref_frames,
        }),
        ..Vui::default()
    });
    Ok(Sps {
        profile_idc,
        constraints,
        level_idc: s.level_idc.into(),
        id: s.seq_parameter_set_id.into(),
        chroma_format_idc: 1,
        bit_depth_luma: 8,
        bit_depth_chroma: 8,
        scaling_matrix: false,
        log2_max_frame_num: log2_frame_num + 4,
        poc_type,
        log2_max_poc_lsb: if poc_type == 0 { log2_poc + 4 } else { 0 },
        max_num_ref_frames: s.max_num_ref_frames,
        gaps_in_frame_num_allowed: false,
        width_mbs: width,
        height_mbs: height,
        frame_mbs_only: true,
        direct_8x8_inference: fields.direct_8x8_inference_flag() == 1,
        crop,
        vui,
    })
}

/// Checks what picture parameters say of the PPS, and gives the PPS that they describe.
pub fn check_pps(picture: &Picture, config: &Config, sps: &Sps) -> Outcome<Pps> {
    let p = picture;
    // SAFETY: both views of the union are plain bits.
    let fields = unsafe { p.pic_fields.bits };
    demand(u32::from(p.seq_parameter_set_id) == sps.id, || {
        format!(
            "seq_parameter_set_id {}, and the sequence has {}",
            p.seq_parameter_set_id, sps.id
        )
    })?;
    demand(fields.entropy_coding_mode_flag() == 0, || {
        "entropy_coding_mode_flag is 1: CABAC is not written here".into()
    })?;
    demand(
        fields.weighted_pred_flag() == 0 && fields.weighted_bipred_idc() == 0,
        || "weighted prediction".into(),
    )?;
    let plain = fields.redundant_pic_cnt_present_flag() == 0
        && fields.pic_scaling_matrix_present_flag() == 0;
    demand(plain, || "redundant pictures or scaling matrices".into())?;
    let high = config.profile == VAProfileH264High;
    let transform_8x8 = fields.transform_8x8_mode_flag() == 1;
    let (cb, cr) = (
        i32::from(p.chroma_qp_index_offset),
        i32::from(p.second_chroma_qp_index_offset),
    );
    demand(high || (!transform_8x8 && (cr == cb || cr == 0)), || {
        "transform_8x8_mode_flag or second_chroma_qp_index_offset below the High profile".into()
    })?;
    demand(cb.abs() <= 12 && cr.abs() <= 12, || {
        format!("chroma_qp_index_offset {cb}, {cr}")
    })?;
    demand(p.pic_init_qp <= 51, || {
        format!("pic_init_qp {}", p.pic_init_qp)
    })?;
    let active = u32::from(p.num_ref_idx_l0_active_minus1);
    demand(active < 32, || {
        format!("num_ref_idx_l0_active_minus1 {active}")
    })?;
    Ok(Pps {
        id: p.pic_parameter_set_id.into(),
        sps_id: p.seq_parameter_set_id.into(),
        cabac: false,
        bottom_field_order: fields.pic_order_present_flag() == 1,
        default_active_minus1: [active, p.num_ref_idx_l1_active_minus1.into()],
        weighted_pred: false,
        weighted_bipred_idc: 0,
        init_qp: p.pic_init_qp.into(),
        init_qs: 26,
        chroma_qp_offset: cb,
        deblocking_control: fields.deblocking_filter_control_present_flag() == 1,
        constrained_intra_pred: fields.constrained_intra_pred_flag() == 1,
        redundant_pic_cnt: false,
        high: high.then_some((transform_8x8, cr)),
    })
}
