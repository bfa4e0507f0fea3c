//! Headers as `h264-reader` reads them, against what was to be written.
#![allow(clippy::unwrap_used, reason = "a test")]

use h264_reader::Context;
use h264_reader::nal::pps::PicParameterSet;
use h264_reader::nal::slice::{
    DecRefPicMarking, MemoryManagementControlOperation as Read, ModificationOfPicNums,
    NumRefIdxActive, PicOrderCountLsb, RefPicListModifications, SliceFamily,
};
use h264_reader::nal::sps::{PicOrderCntType, SeqParameterSet};
use h264_reader::nal::{Nal, RefNal, slice};
use h264_reader::rbsp::BitRead as _;
use stratus_encode::h264::{
    ListModification, MarkingOperation, PicOrderCnt, Pps, Profile, ReferenceMarking, SliceHeader,
    SliceKind, Sps,
};

/// The NAL units of a stream, without their start codes.
pub fn nal_units(stream: &[u8]) -> Vec<&[u8]> {
    let mut starts: Vec<usize> = Vec::new();
    for at in 0..stream.len().saturating_sub(3) {
        if stream[at..at + 4] == [0, 0, 0, 1] {
            starts.push(at);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([stream.len()]);
    let pairs = starts.iter().zip(ends);
    pairs.map(|(&start, end)| &stream[start + 4..end]).collect()
}

/// The independent parser.
#[derive(Default)]
pub struct Reader(Context);

impl Reader {
    /// Reads an SPS and a PPS, and compares.
    pub fn parameter_sets(&mut self, sps: &Sps, pps: &Pps, bytes: &[u8]) {
        let units = nal_units(bytes);
        assert_eq!(units.len(), 2);
        assert_eq!(units[0][0], 0x67);
        assert_eq!(units[1][0], 0x68);
        let read = SeqParameterSet::from_bits(RefNal::new(units[0], &[], true).rbsp_bits())
            .unwrap_or_else(|error| panic!("{error:?}: {sps:?}"));
        same_sps(sps, &read);
        self.0.put_seq_param_set(read);
        let read =
            PicParameterSet::from_bits(&self.0, RefNal::new(units[1], &[], true).rbsp_bits())
                .unwrap_or_else(|error| panic!("{error:?}: {pps:?}"));
        same_pps(pps, sps, &read);
        self.0.put_pic_param_set(read);
    }

    /// Reads a slice header of `bits` bits, and compares.
    pub fn slice(&self, sps: &Sps, pps: &Pps, header: &SliceHeader<'_>, bytes: &[u8], bits: usize) {
        let unit = nal_units(bytes)[0];
        let idr = matches!(header.marking, ReferenceMarking::Idr { .. });
        assert_eq!(unit[0] & 0x1f, if idr { 5 } else { 1 });
        assert_eq!(
            unit[0] >> 5 == 0,
            header.marking == ReferenceMarking::NotKept
        );
        let data = finished(unit, bits);
        let nal = RefNal::new(&data, &[], true);
        let mut reader = nal.rbsp_bits();
        let (read, ..) =
            slice::SliceHeader::from_bits(&self.0, &mut reader, nal.header().unwrap(), None)
                .unwrap_or_else(|error| panic!("{error:?}: {header:?}"));
        same_slice(header, sps, pps, &read);
        // What is left is the part of the last byte that is not the header's, and the data.
        let spare = bytes.len() * 8 - bits;
        let mut left = 0;
        while reader.read_bit("rest").is_ok() {
            left += 1;
        }
        assert_eq!(left, spare + 9 * 8, "{header:?}");
    }
}

/// The unit with slice data behind its header: nine bytes, so that a header that is read too far is not refused for its
/// end. Zero bits fill the header's last byte; whoever fills it escapes it (`NalWriter::leave_open`).
fn finished(unit: &[u8], bits: usize) -> Vec<u8> {
    let mut data = unit.to_vec();
    if !bits.is_multiple_of(8)
        && let [.., 0, 0, last @ ..=3] = data[1..]
    {
        data.pop();
        data.extend([3, last]);
    }
    data.extend([0x80; 9]);
    data
}

fn same_sps(sps: &Sps, read: &SeqParameterSet) {
    assert_eq!(u8::from(read.profile_idc), sps.profile.idc());
    assert_eq!(u8::from(read.constraint_flags), sps.profile.constraints());
    assert_eq!(read.level_idc, sps.level.idc());
    assert_eq!(
        read.rfc6381().to_string().to_lowercase(),
        sps.codec().to_lowercase()
    );
    assert_eq!(read.id().id(), sps.id);
    assert_eq!(read.log2_max_frame_num(), sps.log2_max_frame_num);
    match (&read.pic_order_cnt, sps.pic_order_cnt) {
        (PicOrderCntType::TypeTwo, PicOrderCnt::Type2) => {}
        (
            PicOrderCntType::TypeZero {
                log2_max_pic_order_cnt_lsb_minus4: read,
            },
            PicOrderCnt::Type0 { log2_max_lsb },
        ) => assert_eq!(read + 4, log2_max_lsb),
        other => panic!("{other:?}"),
    }
    assert_eq!(read.max_num_ref_frames, u32::from(sps.max_num_ref_frames));
    assert_eq!(
        read.gaps_in_frame_num_value_allowed_flag,
        sps.gaps_in_frame_num_allowed
    );
    assert_eq!(
        read.pixel_dimensions().unwrap(),
        (sps.size.width, sps.size.height)
    );
    assert_eq!(read.pic_width_in_mbs_minus1 + 1, sps.width_in_mbs());
    assert_eq!(read.pic_height_in_map_units_minus1 + 1, sps.height_in_mbs());
    assert!(read.direct_8x8_inference_flag);

    let vui = read.vui_parameters.as_ref().unwrap();
    assert!(vui.aspect_ratio_info.is_none() && !vui.pic_struct_present_flag);
    assert!(vui.nal_hrd_parameters.is_none() && vui.vcl_hrd_parameters.is_none());
    let signal = vui.video_signal_type.as_ref().unwrap();
    assert!(!signal.video_full_range_flag);
    let colour = signal.colour_description.as_ref().unwrap();
    assert_eq!(
        [
            colour.colour_primaries,
            colour.transfer_characteristics,
            colour.matrix_coefficients
        ],
        [1; 3]
    );
    let chroma = vui.chroma_loc_info.as_ref().unwrap();
    assert_eq!(
        chroma.chroma_sample_loc_type_top_field,
        sps.chroma_location as u32
    );
    assert_eq!(
        chroma.chroma_sample_loc_type_bottom_field,
        sps.chroma_location as u32
    );
    let timing = vui.timing_info.as_ref().unwrap();
    assert_eq!(
        (timing.num_units_in_tick, timing.time_scale),
        (1, sps.fps * 2)
    );
    assert_eq!(timing.fixed_frame_rate_flag, sps.fixed_frame_rate);
    assert!((read.fps().unwrap() - f64::from(sps.fps)).abs() < 1e-6);
    let limits = vui.bitstream_restrictions.as_ref().unwrap();
    assert!(limits.motion_vectors_over_pic_boundaries_flag);
    assert_eq!(
        (limits.max_bytes_per_pic_denom, limits.max_bits_per_mb_denom),
        (0, 0)
    );
    assert_eq!(limits.log2_max_mv_length_horizontal, 15);
    assert_eq!(limits.log2_max_mv_length_vertical, 15);
    assert_eq!(limits.max_num_reorder_frames, 0);
    assert_eq!(
        limits.max_dec_frame_buffering,
        u32::from(sps.max_dec_frame_buffering)
    );
}

fn same_pps(pps: &Pps, sps: &Sps, read: &PicParameterSet) {
    assert_eq!(read.pic_parameter_set_id.id(), pps.id);
    assert_eq!(read.seq_parameter_set_id.id(), sps.id);
    assert_eq!(read.entropy_coding_mode_flag, pps.cabac);
    assert_eq!(
        read.num_ref_idx_l0_default_active_minus1 + 1,
        u32::from(pps.default_references)
    );
    assert_eq!(read.pic_init_qp_minus26 + 26, i32::from(pps.init_qp));
    assert_eq!(read.chroma_qp_index_offset, i32::from(pps.chroma_qp_offset));
    assert_eq!(
        read.deblocking_filter_control_present_flag,
        pps.deblocking_control
    );
    assert_eq!(read.constrained_intra_pred_flag, pps.constrained_intra);
    assert!(read.slice_groups.is_none() && !read.weighted_pred_flag);
    assert!(!read.redundant_pic_cnt_present_flag);
    match &read.extension {
        None => assert!(!pps.transform_8x8),
        Some(more) => {
            assert!(more.transform_8x8_mode_flag && pps.transform_8x8);
            assert_eq!(sps.profile, Profile::High);
            let second = more.second_chroma_qp_index_offset;
            assert_eq!(second, i32::from(pps.chroma_qp_offset));
        }
    }
}

fn same_slice(header: &SliceHeader<'_>, sps: &Sps, pps: &Pps, read: &slice::SliceHeader) {
    let predicted = header.kind == SliceKind::P;
    assert_eq!(read.first_mb_in_slice, header.first_mb);
    let family = if predicted {
        SliceFamily::P
    } else {
        SliceFamily::I
    };
    assert_eq!(read.slice_type.family, family);
    assert_eq!(u32::from(read.frame_num), header.frame_num);
    match (&read.pic_order_cnt_lsb, sps.pic_order_cnt) {
        (None, PicOrderCnt::Type2) => {}
        (Some(PicOrderCountLsb::Frame(lsb)), PicOrderCnt::Type0 { log2_max_lsb }) => {
            assert_eq!(
                *lsb,
                header.pic_order_cnt as u32 & ((1 << log2_max_lsb) - 1)
            );
        }
        other => panic!("{other:?}"),
    }
    if predicted {
        let active = match read.num_ref_idx_active {
            Some(NumRefIdxActive::P {
                num_ref_idx_l0_active_minus1,
            }) => num_ref_idx_l0_active_minus1 + 1,
            _ => u32::from(pps.default_references),
        };
        assert_eq!(active, u32::from(header.references));
    }
    let steps = match &read.ref_pic_list_modification {
        Some(RefPicListModifications::P {
            ref_pic_list_modification_l0,
        }) => ref_pic_list_modification_l0.iter().map(step).collect(),
        _ => Vec::new(),
    };
    assert_eq!(steps, header.modifications);
    same_marking(header.marking, read);
    let cabac_init = (predicted && pps.cabac).then_some(u32::from(header.cabac_init_idc));
    assert_eq!(read.cabac_init_idc, cabac_init);
    assert_eq!(read.slice_qp_delta, i32::from(header.qp_delta));
    if pps.deblocking_control {
        let wanted = header.deblocking;
        assert_eq!(read.disable_deblocking_filter_idc, wanted.disable_idc);
        if wanted.disable_idc != 1 {
            let alpha = read.slice_alpha_c0_offset_div2;
            assert_eq!(alpha, Some(wanted.alpha_c0_offset_div2.into()));
            let beta = read.slice_beta_offset_div2;
            assert_eq!(beta, Some(wanted.beta_offset_div2.into()));
        }
    }
}

fn same_marking(marking: ReferenceMarking<'_>, read: &slice::SliceHeader) {
    match (marking, &read.dec_ref_pic_marking) {
        (ReferenceMarking::NotKept, None)
        | (ReferenceMarking::SlidingWindow, Some(DecRefPicMarking::SlidingWindow)) => {}
        (
            ReferenceMarking::Idr { id, long_term },
            Some(DecRefPicMarking::Idr {
                no_output_of_prior_pics_flag,
                long_term_reference_flag,
            }),
        ) => {
            assert!(!no_output_of_prior_pics_flag);
            assert_eq!(*long_term_reference_flag, long_term);
            assert_eq!(read.idr_pic_id, Some(id.into()));
        }
        (ReferenceMarking::Adaptive(wanted), Some(DecRefPicMarking::Adaptive(got))) => {
            let got: Vec<MarkingOperation> = got.iter().map(operation).collect();
            assert_eq!(got, wanted);
        }
        other => panic!("{other:?}"),
    }
}

fn step(read: &ModificationOfPicNums) -> ListModification {
    match *read {
        ModificationOfPicNums::Subtract(by) => ListModification::Back(by + 1),
        ModificationOfPicNums::Add(by) => ListModification::Forward(by + 1),
        ModificationOfPicNums::LongTermRef(number) => ListModification::LongTerm(number),
        ref other => panic!("{other:?}"),
    }
}

fn operation(read: &Read) -> MarkingOperation {
    match *read {
        Read::ShortTermUnusedForRef {
            difference_of_pic_nums_minus1,
        } => MarkingOperation::ForgetShortTerm {
            back: difference_of_pic_nums_minus1 + 1,
        },
        Read::LongTermUnusedForRef { long_term_pic_num } => MarkingOperation::ForgetLongTerm {
            number: long_term_pic_num,
        },
        Read::ShortTermUsedForLongTerm {
            difference_of_pic_nums_minus1,
            long_term_frame_idx,
        } => MarkingOperation::KeepShortTerm {
            back: difference_of_pic_nums_minus1 + 1,
            index: long_term_frame_idx,
        },
        Read::MaxUsedLongTermFrameRef {
            max_long_term_frame_idx_plus1,
        } => MarkingOperation::LongTermIndices(max_long_term_frame_idx_plus1),
        Read::CurrentUsedForLongTerm {
            long_term_frame_idx,
        } => MarkingOperation::KeepCurrent {
            index: long_term_frame_idx,
        },
        Read::AllRefPicturesUnused => panic!("never written"),
    }
}
