//! The picture parameter set (section 7.3.2.2).

use super::BadHeader;
use crate::h264::bits::{BitReader, BitWriter};

/// `pic_parameter_set_rbsp()` without slice groups and scaling matrices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pps {
    pub id: u32,
    pub sps_id: u32,
    pub cabac: bool,
    pub bottom_field_order: bool,
    /// `num_ref_idx_l0_default_active_minus1`, the same of list 1.
    pub default_active_minus1: [u32; 2],
    pub weighted_pred: bool,
    pub weighted_bipred_idc: u32,
    pub init_qp: i32,
    pub init_qs: i32,
    pub chroma_qp_offset: i32,
    pub deblocking_control: bool,
    pub constrained_intra_pred: bool,
    pub redundant_pic_cnt: bool,
    /// `transform_8x8_mode_flag` and `second_chroma_qp_index_offset`, where the PPS has that part.
    pub high: Option<(bool, i32)>,
}

impl Pps {
    /// Reads a PPS without its NAL header; the trailing bits must follow it.
    pub fn read(bytes: &[u8], bits: usize) -> Result<Self, BadHeader> {
        let mut r = BitReader::new(bytes, bits);
        let mut pps = Self {
            id: r.ue()?,
            sps_id: r.ue()?,
            cabac: r.flag()?,
            bottom_field_order: r.flag()?,
            ..Self::default()
        };
        let groups = r.ue()?;
        if groups != 0 {
            return Err(BadHeader(format!("num_slice_groups_minus1 {groups}")));
        }
        pps.default_active_minus1 = [r.ue()?, r.ue()?];
        pps.weighted_pred = r.flag()?;
        pps.weighted_bipred_idc = r.u(2)?;
        pps.init_qp = r.se()?.saturating_add(26);
        pps.init_qs = r.se()?.saturating_add(26);
        pps.chroma_qp_offset = r.se()?;
        pps.deblocking_control = r.flag()?;
        pps.constrained_intra_pred = r.flag()?;
        pps.redundant_pic_cnt = r.flag()?;
        if r.more_data() {
            let transform_8x8 = r.flag()?;
            if r.flag()? {
                return Err(BadHeader("pic_scaling_matrix_present_flag is 1".into()));
            }
            pps.high = Some((transform_8x8, r.se()?));
        }
        if !r.at_trailing() {
            let left = r.left();
            return Err(BadHeader(format!(
                "{left} bits that are not rbsp_trailing_bits() follow it"
            )));
        }
        Ok(pps)
    }

    /// The PPS without its NAL header.
    pub fn write(&self) -> Vec<u8> {
        let mut w = BitWriter::default();
        w.ue(self.id);
        w.ue(self.sps_id);
        w.flag(self.cabac);
        w.flag(self.bottom_field_order);
        w.ue(0);
        w.ue(self.default_active_minus1[0]);
        w.ue(self.default_active_minus1[1]);
        w.flag(self.weighted_pred);
        w.u(2, self.weighted_bipred_idc);
        w.se(self.init_qp - 26);
        w.se(self.init_qs - 26);
        w.se(self.chroma_qp_offset);
        w.flag(self.deblocking_control);
        w.flag(self.constrained_intra_pred);
        w.flag(self.redundant_pic_cnt);
        if let Some((transform_8x8, offset)) = self.high {
            w.flag(transform_8x8);
            w.flag(false);
            w.se(offset);
        }
        w.trailing();
        w.into_bytes()
    }

    /// `transform_8x8_mode_flag`.
    pub fn transform_8x8(&self) -> bool {
        self.high.is_some_and(|(flag, _)| flag)
    }

    /// The offsets of Cb and Cr.
    pub fn chroma_offsets(&self) -> [i32; 2] {
        let second = self
            .high
            .map_or(self.chroma_qp_offset, |(_, offset)| offset);
        [self.chroma_qp_offset, second]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pps_reads_as_it_was_written() {
        for high in [None, Some((true, -3))] {
            let pps = Pps {
                default_active_minus1: [2, 0],
                init_qp: 30,
                init_qs: 26,
                chroma_qp_offset: -2,
                deblocking_control: true,
                high,
                ..Pps::default()
            };
            let bytes = pps.write();
            assert_eq!(Pps::read(&bytes, bytes.len() * 8), Ok(pps));
        }
    }
}
