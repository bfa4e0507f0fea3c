//! Packed headers, held against the parameters.

use crate::driver::failure::{Outcome, demand, wrong};
use crate::driver::frame::Packed;
use crate::h264::dpb::{Dpb, Held};
use crate::h264::headers::{Pps, SliceHeader, Sps};
use crate::h264::nal::{self, Span};

/// A NAL unit of a packed header.
#[derive(Clone, Debug)]
pub struct Unit {
    pub start_code: Vec<u8>,
    pub header: u8,
    /// Without emulation prevention.
    pub rbsp: Vec<u8>,
    /// Bits of `rbsp`.
    pub bits: usize,
}

impl Unit {
    /// `nal_unit_type`.
    pub fn kind(&self) -> u8 {
        self.header & 31
    }
}

/// Takes a packed header apart.
pub fn units(packed: &Packed) -> Outcome<Vec<Unit>> {
    let mut spans = nal::spans(&packed.data);
    if !packed.escaped {
        // What looks like a start code further on is none.
        spans.truncate(1);
        if let Some(only) = spans.first_mut() {
            only.end = packed.data.len();
        }
    }
    let starts = spans.first().is_some_and(|span| span.start == 0);
    demand(starts, || {
        format!(
            "a packed header of type {} begins with no start code",
            packed.kind
        )
    })?;
    let last = spans.len() - 1;
    let one = |(index, span): (usize, Span)| {
        let bytes = &packed.data[span.header + 1..span.end];
        let end = if index == last {
            packed.bits
        } else {
            span.end * 8
        };
        let raw_bits = (end).checked_sub((span.header + 1) * 8);
        let raw_bits = raw_bits.ok_or_else(|| wrong("a packed header ends in its NAL header"))?;
        demand(packed.data[span.header] & 0x80 == 0, || {
            "forbidden_zero_bit is 1".into()
        })?;
        let header = packed.data[span.header];
        let (rbsp, removed) = if packed.escaped {
            demand(!nal::needs_escape(bytes), || {
                format!(
                    "has_emulation_bytes is 1, and NAL unit type {} lacks them",
                    header & 31
                )
            })?;
            let rbsp = nal::unescape(bytes);
            let removed = bytes.len() - rbsp.len();
            (rbsp, removed)
        } else {
            (bytes.to_vec(), 0)
        };
        Ok(Unit {
            start_code: packed.data[span.start..span.header].to_vec(),
            header,
            rbsp,
            bits: raw_bits - removed * 8,
        })
    };
    spans.into_iter().enumerate().map(one).collect()
}

/// Complains where `is` is not `wanted`.
fn same<T: PartialEq + std::fmt::Debug>(what: &str, is: T, wanted: T) -> Outcome {
    demand(is == wanted, || {
        format!("{what} is {is:?}, and {wanted:?} in the parameters")
    })
}

/// Checks a packed SPS against the one that the parameters describe.
pub fn check_sps(unit: &Unit, wanted: &Sps) -> Outcome<Sps> {
    let sps =
        Sps::read(&unit.rbsp, unit.bits).map_err(|why| wrong(format!("packed SPS: {why}")))?;
    let field = |name: &str, is: u32, wanted: u32| same(&format!("packed SPS: {name}"), is, wanted);
    field("nal_ref_idc of 0", u32::from(unit.header >> 5 == 0), 0)?;
    field("profile_idc", sps.profile_idc, wanted.profile_idc)?;
    if wanted.profile_idc == 66 {
        field("constraint_set1_flag", sps.constraints >> 6 & 1, 1)?;
    }
    field("level_idc", sps.level_idc, wanted.level_idc)?;
    field("seq_parameter_set_id", sps.id, wanted.id)?;
    field("chroma_format_idc", sps.chroma_format_idc, 1)?;
    field("bit depth", sps.bit_depth_luma.max(sps.bit_depth_chroma), 8)?;
    field(
        "log2_max_frame_num",
        sps.log2_max_frame_num,
        wanted.log2_max_frame_num,
    )?;
    field("pic_order_cnt_type", sps.poc_type, wanted.poc_type)?;
    field(
        "log2_max_pic_order_cnt_lsb",
        sps.log2_max_poc_lsb,
        wanted.log2_max_poc_lsb,
    )?;
    field(
        "max_num_ref_frames",
        sps.max_num_ref_frames,
        wanted.max_num_ref_frames,
    )?;
    field("pic_width_in_mbs", sps.width_mbs, wanted.width_mbs)?;
    field("pic_height_in_map_units", sps.height_mbs, wanted.height_mbs)?;
    same(
        "packed SPS: direct_8x8_inference_flag",
        sps.direct_8x8_inference,
        wanted.direct_8x8_inference,
    )?;
    same(
        "packed SPS: cropping",
        sps.crop.unwrap_or_default(),
        wanted.crop.unwrap_or_default(),
    )?;
    if let Some(vui) = &wanted.vui {
        let is = sps.vui.clone().unwrap_or_default();
        if vui.timing.is_some() {
            same("packed SPS: timing", is.timing, vui.timing)?;
        }
        let restricted = vui.restriction.is_some();
        same(
            "packed SPS: bitstream_restriction_flag",
            is.restriction.is_some(),
            restricted,
        )?;
        if vui.aspect.is_some() {
            same(
                "packed SPS: aspect ratio",
                is.aspect.map(|aspect| aspect[0]),
                vui.aspect.map(|aspect| aspect[0]),
            )?;
        }
    }
    if let Some(limits) = sps.vui.as_ref().and_then(|vui| vui.restriction) {
        demand(
            limits.max_dec_frame_buffering >= sps.max_num_ref_frames,
            || {
                format!(
                    "packed SPS: max_dec_frame_buffering {} is less than max_num_ref_frames {}",
                    limits.max_dec_frame_buffering, sps.max_num_ref_frames
                )
            },
        )?;
        demand(limits.max_num_reorder_frames == 0, || {
            format!(
                "packed SPS: max_num_reorder_frames {}: there are no B frames",
                limits.max_num_reorder_frames
            )
        })?;
    }
    Ok(sps)
}

/// Checks a packed PPS against the one that the parameters describe.
pub fn check_pps(unit: &Unit, wanted: &Pps) -> Outcome<Pps> {
    let pps =
        Pps::read(&unit.rbsp, unit.bits).map_err(|why| wrong(format!("packed PPS: {why}")))?;
    demand(unit.header >> 5 != 0, || {
        "packed PPS: nal_ref_idc is 0".into()
    })?;
    let mut like = pps.clone();
    // What the parameters do not say, or say otherwise.
    like.init_qs = wanted.init_qs;
    like.default_active_minus1[1] = wanted.default_active_minus1[1];
    if like.high.is_none() && wanted.high == Some((false, wanted.chroma_qp_offset)) {
        like.high = wanted.high;
    }
    if wanted.high.is_none() && like.high == Some((false, like.chroma_qp_offset)) {
        like.high = None;
    }
    demand(like == *wanted, || {
        format!("packed PPS: {like:?}, and the parameters say {wanted:?}")
    })?;
    Ok(pps)
}

/// Checks a packed slice header against the one that the parameters describe, and that a decoder builds `list` of it.
pub fn check_slice(
    (index, unit): (usize, &Unit),
    wanted: &SliceHeader,
    (sps, pps): (&Sps, &Pps),
    dpb: &Dpb,
    list: &[Held],
) -> Outcome<SliceHeader> {
    let name = format!("packed header of slice {index}");
    same(
        &format!("{name}: nal_unit_type"),
        unit.kind(),
        wanted.nal_type,
    )?;
    let (header, bits) = SliceHeader::read(unit.header, &unit.rbsp, unit.bits, sps, pps)
        .map_err(|why| wrong(format!("{name}: {why}")))?;
    same(
        &format!("{name}: nal_ref_idc of 0"),
        header.nal_ref_idc == 0,
        wanted.nal_ref_idc == 0,
    )?;
    demand(bits == unit.bits, || {
        format!(
            "{name}: it has {bits} bits behind the NAL header, and bit_length leaves {}",
            unit.bits
        )
    })?;
    let active = header.active(pps);
    same(
        &format!("{name}: active references"),
        active,
        wanted.active(pps),
    )?;
    let decoded = dpb
        .list(header.frame_num, active as usize, &header.modifications)
        .map_err(|why| wrong(format!("{name}: {why}")))?;
    demand(decoded == list, || {
        let surfaces = |list: &[Held]| list.iter().map(|held| held.surface).collect::<Vec<_>>();
        format!(
            "{name}: a decoder refers to surfaces {:?}, and RefPicList0 is {:?}",
            surfaces(&decoded),
            surfaces(list)
        )
    })?;
    // What the parameters do not say.
    let like = SliceHeader {
        nal_ref_idc: wanted.nal_ref_idc,
        all_alike: wanted.all_alike,
        active_override: wanted.active_override,
        modifications: wanted.modifications.clone(),
        idr_marking: wanted.idr_marking,
        marking: wanted.marking.clone(),
        ..header.clone()
    };
    demand(like == *wanted, || {
        format!("{name}: {like:?}, and the parameters say {wanted:?}")
    })?;
    Ok(header)
}
