//! Picture parameters: numbering, and the frames that are referred to.

use crate::driver::failure::{Outcome, demand, wrong};
use crate::driver::frame::Picture;
use crate::h264::dpb::{Dpb, Held};
use crate::h264::headers::Sps;
use crate::va::*;

/// What the frame before left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// Of the last reference frame.
    pub frame_num: u32,
    pub poc: i32,
    /// Of the last IDR.
    pub idr_pic_id: u32,
    /// The frame was an IDR.
    pub idr: bool,
}

/// Whether an entry of a list of pictures is one.
pub fn is_there(picture: &VAPictureH264) -> bool {
    picture.picture_id != VA_INVALID_SURFACE && picture.flags & VA_PICTURE_H264_INVALID == 0
}

/// `idr_pic_flag` and `reference_pic_flag`.
pub fn flags(picture: &Picture) -> (bool, u32) {
    // SAFETY: both views of the union are plain bits.
    let fields = unsafe { picture.pic_fields.bits };
    (fields.idr_pic_flag() == 1, fields.reference_pic_flag())
}

/// Checks `frame_num` and the picture order.
pub fn check_order(picture: &Picture, sps: &Sps, before: Option<Before>) -> Outcome {
    let (idr, reference) = flags(picture);
    let frame_num = u32::from(picture.frame_num);
    let poc = picture.CurrPic.TopFieldOrderCnt;
    let max = 1 << sps.log2_max_frame_num;
    demand(frame_num < max, || {
        format!("frame_num {frame_num} of {max}")
    })?;
    demand(is_there(&picture.CurrPic), || {
        "CurrPic is no picture".into()
    })?;
    demand(picture.CurrPic.frame_idx == frame_num, || {
        format!(
            "CurrPic.frame_idx {}, and frame_num {frame_num}",
            picture.CurrPic.frame_idx
        )
    })?;
    let fields = VA_PICTURE_H264_TOP_FIELD | VA_PICTURE_H264_BOTTOM_FIELD;
    demand(picture.CurrPic.flags & fields == 0, || {
        "CurrPic is a field".into()
    })?;
    if idr {
        demand(frame_num == 0 && poc == 0, || {
            format!("an IDR with frame_num {frame_num} and picture order {poc}")
        })?;
        return demand(reference != 0, || "an IDR that is no reference".into());
    }
    let before = before.ok_or_else(|| wrong("the first frame is no IDR"))?;
    let expected = (before.frame_num + 1) % max;
    demand(frame_num == expected, || {
        format!("frame_num {frame_num}, and {expected} follows")
    })?;
    demand(poc > before.poc, || {
        format!("picture order {poc} does not come behind {}", before.poc)
    })?;
    if sps.poc_type == 0 {
        let half = 1 << (sps.log2_max_poc_lsb - 1);
        demand(poc - before.poc < half, || {
            format!(
                "picture order {poc} is {half} or more behind {}",
                before.poc
            )
        })?;
    } else {
        let step = if reference != 0 { 0 } else { 1 };
        demand((poc + step) % 2 == 0, || {
            format!("picture order {poc} with type 2")
        })?;
        demand(poc <= before.poc + 2, || {
            format!(
                "picture order {poc} with type 2, and {} was before",
                before.poc
            )
        })?;
    }
    Ok(())
}

/// Checks that a decoder holds `ReferenceFrames`. `generation` says how often a surface was written.
pub fn check_references(
    picture: &Picture,
    dpb: &Dpb,
    generation: impl Fn(u32) -> Option<u64>,
) -> Outcome<Vec<Held>> {
    let (idr, _) = flags(picture);
    let mut references = Vec::new();
    for (index, entry) in picture.ReferenceFrames.iter().enumerate() {
        if !is_there(entry) {
            continue;
        }
        let name = || format!("ReferenceFrames[{index}] (surface {})", entry.picture_id);
        demand(!idr, || format!("{} of an IDR", name()))?;
        let held = find(dpb, entry).map_err(|why| wrong(format!("{} {why}", name())))?;
        demand(generation(held.surface) == Some(held.generation), || {
            format!(
                "{} was written over or destroyed since it was coded",
                name()
            )
        })?;
        demand(held.surface != picture.CurrPic.picture_id, || {
            format!("{} is CurrPic", name())
        })?;
        demand(!references.contains(&held), || format!("{} twice", name()))?;
        references.push(held);
    }
    Ok(references)
}

/// The frame that a decoder holds for an entry.
pub fn find(dpb: &Dpb, entry: &VAPictureH264) -> Result<Held, String> {
    let long = entry.flags & VA_PICTURE_H264_LONG_TERM_REFERENCE != 0;
    let held = dpb
        .frames
        .iter()
        .find(|held| held.surface == entry.picture_id);
    let held = held.ok_or_else(|| {
        let held: Vec<_> = dpb.frames.iter().map(|held| held.surface).collect();
        format!("is held by no decoder; it holds surfaces {held:?}")
    })?;
    let index = held.long.unwrap_or(held.frame_num);
    if long != held.long.is_some() {
        return Err(format!(
            "has flags {:#x}; a decoder holds it {}",
            entry.flags,
            if held.long.is_some() {
                "long-term"
            } else {
                "short-term"
            }
        ));
    }
    if entry.frame_idx != index {
        return Err(format!("has frame_idx {}, and is {index}", entry.frame_idx));
    }
    if entry.TopFieldOrderCnt != held.poc {
        return Err(format!(
            "has picture order {}, and is {}",
            entry.TopFieldOrderCnt, held.poc
        ));
    }
    Ok(*held)
}
