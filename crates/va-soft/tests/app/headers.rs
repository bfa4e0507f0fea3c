//! Packed headers, as an application writes them.

use stratus_va_soft::h264::bits::BitWriter;
use stratus_va_soft::h264::headers::sps::{Restriction, Timing, Vui};
use stratus_va_soft::h264::headers::{Modification, Pps, SliceHeader, SliceKind, Sps};
use stratus_va_soft::h264::nal;
use stratus_vaapi_sys::*;

use super::session::{Draft, Setup};

/// A packed header: type, bits, bytes without emulation prevention.
#[derive(Clone, Debug)]
pub struct Packed {
    pub kind: u32,
    pub bits: usize,
    pub escaped: bool,
    pub bytes: Vec<u8>,
}

impl Packed {
    fn new(kind: u32, header: u8, rbsp: Vec<u8>, bits: usize, escaped: bool) -> Self {
        let mut bytes = vec![0, 0, 0, 1, header];
        let bits = if escaped {
            let mut all = Vec::new();
            nal::append(&mut all, &[0, 0, 0, 1], header, &rbsp);
            let bits = bits + (all.len() - rbsp.len()) * 8;
            bytes = all;
            bits
        } else {
            bytes.extend_from_slice(&rbsp);
            bits + 40
        };
        Self {
            kind,
            bits,
            escaped,
            bytes,
        }
    }
}

pub fn sps(setup: &Setup) -> Sps {
    let (width, height) = setup.size;
    Sps {
        profile_idc: 66,
        constraints: 0xc0,
        level_idc: 40,
        chroma_format_idc: 1,
        bit_depth_luma: 8,
        bit_depth_chroma: 8,
        log2_max_frame_num: 4,
        poc_type: 0,
        log2_max_poc_lsb: 5,
        max_num_ref_frames: setup.references as u32,
        width_mbs: width.div_ceil(16),
        height_mbs: height.div_ceil(16),
        frame_mbs_only: true,
        direct_8x8_inference: true,
        crop: Some([
            0,
            (width.next_multiple_of(16) - width) / 2,
            0,
            (height.next_multiple_of(16) - height) / 2,
        ]),
        vui: Some(Vui {
            signal: Some((5, false)),
            colour: Some([1, 1, 1]),
            timing: Some(Timing {
                units_in_tick: 1,
                time_scale: 60,
                fixed_rate: true,
            }),
            restriction: Some(Restriction {
                mv_over_boundaries: true,
                log2_max_mv_horizontal: 10,
                log2_max_mv_vertical: 10,
                max_dec_frame_buffering: setup.references as u32,
                ..Restriction::default()
            }),
            ..Vui::default()
        }),
        ..Sps::default()
    }
}

pub fn pps() -> Pps {
    Pps {
        init_qp: 30,
        init_qs: 26,
        deblocking_control: true,
        ..Pps::default()
    }
}

/// The packed headers of a draft: parameter sets, and a header a slice.
pub fn packed(
    setup: &Setup,
    draft: &Draft,
    modifications: &[Modification],
) -> (Vec<Packed>, Vec<Packed>) {
    let (sps, pps) = (sps(setup), pps());
    let mut sets = Vec::new();
    if draft.idr {
        for (kind, header, rbsp) in [
            (VAEncPackedHeaderSequence, 0x67, sps.write()),
            (VAEncPackedHeaderPicture, 0x68, pps.write()),
        ] {
            let bits = rbsp.len() * 8;
            sets.push(Packed::new(kind, header, rbsp, bits, setup.escaped));
        }
    }
    let slices = draft.slices.iter().map(|slice| {
        let kind = if draft.idr {
            SliceKind::I
        } else {
            SliceKind::P
        };
        let header = SliceHeader {
            nal_type: if draft.idr {
                nal::kind::IDR
            } else {
                nal::kind::SLICE
            },
            nal_ref_idc: 2,
            first_mb: slice.macroblock_address,
            kind,
            all_alike: true,
            pps_id: 0,
            frame_num: draft.picture.frame_num.into(),
            idr_pic_id: slice.idr_pic_id.into(),
            poc_lsb: slice.pic_order_cnt_lsb.into(),
            delta_poc_bottom: 0,
            active_override: (kind == SliceKind::P)
                .then_some(slice.num_ref_idx_l0_active_minus1.into()),
            modifications: modifications.to_vec(),
            idr_marking: (false, false),
            marking: None,
            qp_delta: slice.slice_qp_delta.into(),
            disable_deblocking: slice.disable_deblocking_filter_idc.into(),
            deblocking_offsets: [0, 0],
        };
        let mut writer = BitWriter::default();
        header.write(&mut writer, &sps, &pps);
        let bits = writer.bits();
        Packed::new(
            VAEncPackedHeaderSlice,
            header.nal_header(),
            writer.into_bytes(),
            bits,
            setup.escaped,
        )
    });
    (sets, slices.collect())
}

/// Rewrites the packed headers of all slices.
pub fn rewrite(setup: &Setup, draft: &mut Draft, edit: impl Fn(&mut SliceHeader)) {
    let (sps, pps) = (sps(setup), pps());
    for packed in &mut draft.headers {
        let read = SliceHeader::read(
            packed.bytes[4],
            &packed.bytes[5..],
            packed.bits - 40,
            &sps,
            &pps,
        );
        let (mut header, _) = read.unwrap();
        edit(&mut header);
        let mut writer = BitWriter::default();
        header.write(&mut writer, &sps, &pps);
        let bits = writer.bits();
        *packed = Packed::new(
            packed.kind,
            header.nal_header(),
            writer.into_bytes(),
            bits,
            false,
        );
    }
}
