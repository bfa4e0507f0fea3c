//! The picture parameter set (§7.3.2.2).

use super::error::within;
use super::{HeaderError, NalKind, NalWriter, Profile, Sps};

/// A picture parameter set: one slice group, no weighted prediction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pps {
    /// `pic_parameter_set_id`.
    pub id: u8,
    /// `entropy_coding_mode_flag`: CABAC instead of CAVLC; not in constrained baseline.
    pub cabac: bool,
    /// `num_ref_idx_l0_default_active_minus1` + 1, 1 to 32.
    pub default_references: u8,
    /// The quantizer that slices start from, 0 to 51 (`pic_init_qp_minus26` + 26).
    pub init_qp: u8,
    /// `chroma_qp_index_offset`, and the second one; −12 to 12.
    pub chroma_qp_offset: i8,
    /// `deblocking_filter_control_present_flag`.
    pub deblocking_control: bool,
    /// `constrained_intra_pred_flag`.
    pub constrained_intra: bool,
    /// `transform_8x8_mode_flag`; in high only.
    pub transform_8x8: bool,
}

impl Default for Pps {
    /// CAVLC, one reference, quantizer 26, slices say how they are deblocked.
    fn default() -> Self {
        Self {
            id: 0,
            cabac: false,
            default_references: 1,
            init_qp: 26,
            chroma_qp_offset: 0,
            deblocking_control: true,
            constrained_intra: false,
            transform_8x8: false,
        }
    }
}

impl Pps {
    /// Appends the NAL unit, with its start code; `sps` is the one that it belongs to.
    ///
    /// # Errors
    /// A field outside its range, or a tool that the profile lacks; nothing is written.
    pub fn write(&self, sps: &Sps, out: &mut Vec<u8>) -> Result<(), HeaderError> {
        self.check(sps)?;
        let mut nal = NalWriter::begin(out, NalKind::Pps, 3);
        nal.ue(self.id.into());
        nal.ue(sps.id.into());
        nal.flag(self.cabac);
        nal.flag(false); // bottom_field_pic_order_in_frame_present_flag
        nal.ue(0); // num_slice_groups_minus1
        nal.ue(u32::from(self.default_references) - 1);
        nal.ue(0); // num_ref_idx_l1_default_active_minus1
        nal.flag(false); // weighted_pred_flag
        nal.u(2, 0); // weighted_bipred_idc
        nal.se(i32::from(self.init_qp) - 26);
        nal.se(0); // pic_init_qs_minus26
        nal.se(self.chroma_qp_offset.into());
        nal.flag(self.deblocking_control);
        nal.flag(self.constrained_intra);
        nal.flag(false); // redundant_pic_cnt_present_flag
        // Without this part there is no 8×8 transform, and the second offset is the first.
        if self.transform_8x8 {
            nal.flag(true);
            nal.flag(false); // pic_scaling_matrix_present_flag
            nal.se(self.chroma_qp_offset.into());
        }
        nal.finish();
        Ok(())
    }

    pub(super) fn check(&self, sps: &Sps) -> Result<(), HeaderError> {
        within(
            "num_ref_idx_l0_default_active",
            self.default_references,
            1,
            32,
        )?;
        within("pic_init_qp", self.init_qp, 0, 51)?;
        within("chroma_qp_index_offset", self.chroma_qp_offset, -12, 12)?;
        if self.cabac && sps.profile == Profile::ConstrainedBaseline {
            return Err(HeaderError::Contradiction(
                "CABAC in the constrained baseline profile",
            ));
        }
        if self.transform_8x8 && sps.profile != Profile::High {
            return Err(HeaderError::Contradiction(
                "the 8×8 transform below the high profile",
            ));
        }
        Ok(())
    }
}
