//! Slice parameters.

use super::picture::{find, flags, is_there};
use crate::driver::failure::{Outcome, demand, wrong};
use crate::driver::frame::{Picture, Slice};
use crate::h264::dpb::{Dpb, Held};
use crate::h264::headers::{Pps, SliceHeader, SliceKind, Sps};
use crate::h264::nal;

/// Checks that the slices hold each macroblock once, in order.
pub fn check_coverage(slices: &[&Slice], mbs: u32, most: u32) -> Outcome {
    demand(!slices.is_empty(), || "no slice".into())?;
    demand(slices.len() <= most as usize, || {
        format!("{} slices, and {most} are offered", slices.len())
    })?;
    let mut next = 0;
    for (index, slice) in slices.iter().enumerate() {
        let first = slice.macroblock_address;
        demand(first == next, || {
            format!("slice {index} begins at macroblock {first}, and {next} is next")
        })?;
        demand(slice.num_macroblocks > 0, || {
            format!("slice {index} has no macroblocks")
        })?;
        next = first.saturating_add(slice.num_macroblocks);
        demand(next <= mbs, || {
            format!("slice {index} ends at macroblock {next} of {mbs}")
        })?;
    }
    demand(next == mbs, || {
        format!("the last slice ends at macroblock {next} of {mbs}")
    })
}

/// Checks a slice, and gives the header that it describes with its list 0.
pub fn check(
    (index, slice): (usize, &Slice),
    picture: &Picture,
    (sps, pps): (&Sps, &Pps),
    dpb: &Dpb,
    references: &[Held],
) -> Outcome<(SliceHeader, Vec<Held>)> {
    let s = slice;
    let (idr, reference) = flags(picture);
    let kind = match s.slice_type % 5 {
        0 if s.slice_type < 10 => SliceKind::P,
        2 if s.slice_type < 10 => SliceKind::I,
        _ => {
            return Err(wrong(format!(
                "slice {index} has slice_type {}",
                s.slice_type
            )));
        }
    };
    demand(!(idr && kind == SliceKind::P), || {
        format!("slice {index} of an IDR is P")
    })?;
    demand(u32::from(s.pic_parameter_set_id) == pps.id, || {
        format!(
            "slice {index} has pic_parameter_set_id {}",
            s.pic_parameter_set_id
        )
    })?;
    if sps.poc_type == 0 {
        let lsb = picture
            .CurrPic
            .TopFieldOrderCnt
            .rem_euclid(1 << sps.log2_max_poc_lsb);
        demand(i32::from(s.pic_order_cnt_lsb) == lsb, || {
            format!(
                "slice {index} has pic_order_cnt_lsb {}, and {lsb} is right",
                s.pic_order_cnt_lsb
            )
        })?;
    }
    let qp = pps.init_qp + i32::from(s.slice_qp_delta);
    demand((0..=51).contains(&qp), || {
        format!("slice {index} has QP {qp}")
    })?;
    let disable = u32::from(s.disable_deblocking_filter_idc);
    let offsets = [s.slice_alpha_c0_offset_div2, s.slice_beta_offset_div2].map(i32::from);
    demand(
        disable <= 2 && offsets.iter().all(|offset| offset.abs() <= 6),
        || {
            format!(
                "slice {index} has disable_deblocking_filter_idc {disable}, offsets {offsets:?}"
            )
        },
    )?;
    demand(
        pps.deblocking_control || (disable == 0 && offsets == [0, 0]),
        || {
            format!(
                "slice {index} sets the deblocking filter; deblocking_filter_control_present_flag is 0"
            )
        },
    )?;
    let list1 = s.RefPicList1.iter().filter(|entry| is_there(entry)).count();
    demand(
        list1 == 0 || s.RefPicList1.iter().all(|entry| entry.picture_id == 0),
        || format!("slice {index} has {list1} references in list 1"),
    )?;
    let active_override = (kind == SliceKind::P && s.num_ref_idx_active_override_flag != 0)
        .then_some(u32::from(s.num_ref_idx_l0_active_minus1));
    let mut header = SliceHeader {
        nal_type: if idr {
            nal::kind::IDR
        } else {
            nal::kind::SLICE
        },
        nal_ref_idc: match (idr, reference) {
            (true, _) => 3,
            (false, 0) => 0,
            (false, _) => 2,
        },
        first_mb: s.macroblock_address,
        kind,
        all_alike: s.slice_type >= 5,
        pps_id: pps.id,
        frame_num: picture.frame_num.into(),
        idr_pic_id: if idr { s.idr_pic_id.into() } else { 0 },
        poc_lsb: if sps.poc_type == 0 {
            s.pic_order_cnt_lsb.into()
        } else {
            0
        },
        delta_poc_bottom: if pps.bottom_field_order {
            s.delta_pic_order_cnt_bottom
        } else {
            0
        },
        active_override,
        modifications: Vec::new(),
        idr_marking: (false, false),
        marking: None,
        qp_delta: s.slice_qp_delta.into(),
        disable_deblocking: disable,
        deblocking_offsets: if disable == 1 { [0, 0] } else { offsets },
    };
    let active = header.active(pps) as usize;
    demand(active <= 32, || {
        format!("slice {index} has {active} active references")
    })?;
    let mut list = Vec::new();
    for (place, entry) in s.RefPicList0[..active].iter().enumerate() {
        let name = || {
            format!(
                "slice {index}: RefPicList0[{place}] (surface {})",
                entry.picture_id
            )
        };
        demand(is_there(entry), || {
            format!("{}: {active} are active", name())
        })?;
        let held = find(dpb, entry).map_err(|why| wrong(format!("{} {why}", name())))?;
        demand(references.contains(&held), || {
            format!("{} is not in ReferenceFrames", name())
        })?;
        list.push(held);
    }
    if let Some(entry) = s.RefPicList0.get(active).filter(|entry| is_there(entry)) {
        // Zeroed memory behind the list is no entry.
        demand(entry.picture_id == 0 || kind == SliceKind::I, || {
            format!(
                "slice {index} has more references in RefPicList0 than the {active} that are active"
            )
        })?;
    }
    header.modifications = dpb.commands(header.frame_num, &list);
    Ok((header, list))
}
