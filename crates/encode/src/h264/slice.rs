//! The slice header (§7.3.3).

use super::error::within;
use super::{HeaderError, NalKind, NalWriter, PicOrderCnt, Pps, Sps};

/// What a slice's macroblocks may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SliceKind {
    /// Predicted from earlier pictures.
    P = 5,
    /// By itself.
    I = 7,
}

impl SliceKind {
    /// `slice_type` (table 7-6): 5 or 7, which says that all slices of the picture are alike.
    #[must_use]
    pub const fn code(self) -> u32 {
        self as u32
    }
}

/// A step of `ref_pic_list_modification` (§7.3.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListModification {
    /// A short-term picture whose number is lower by so much than the one before, 1 and up
    /// (`modification_of_pic_nums_idc` 0).
    Back(u32),
    /// As [`Self::Back`], higher (`modification_of_pic_nums_idc` 1).
    Forward(u32),
    /// A long-term picture, by `long_term_pic_num`.
    LongTerm(u32),
}

/// A `memory_management_control_operation` (table 7-9). All-unused (5) is left out: that is an IDR's work here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkingOperation {
    /// 1: the short-term picture that is so many before this one, 1 and up, is forgotten.
    ForgetShortTerm {
        /// `difference_of_pic_nums_minus1` + 1.
        back: u32,
    },
    /// 2: a long-term picture is forgotten.
    ForgetLongTerm {
        /// `long_term_pic_num`.
        number: u32,
    },
    /// 3: the short-term picture that is so many before this one becomes a long-term one.
    KeepShortTerm {
        /// `difference_of_pic_nums_minus1` + 1.
        back: u32,
        /// `long_term_frame_idx`.
        index: u32,
    },
    /// 4: so many long-term indices exist from here on (`max_long_term_frame_idx_plus1`).
    LongTermIndices(u32),
    /// 6: this picture becomes a long-term one.
    KeepCurrent {
        /// `long_term_frame_idx`.
        index: u32,
    },
}

/// What becomes of the kept pictures (`dec_ref_pic_marking`, §7.3.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceMarking<'a> {
    /// The picture is not kept (`nal_ref_idc` 0).
    NotKept,
    /// An IDR: all earlier ones are forgotten.
    Idr {
        /// `idr_pic_id`: differs between two IDRs that follow each other.
        id: u16,
        /// It is a long-term reference itself, with index 0.
        long_term: bool,
    },
    /// The oldest short-term one makes room.
    SlidingWindow,
    /// As the operations say, in their order.
    Adaptive(&'a [MarkingOperation]),
}

/// How a slice's edges are smoothed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Deblocking {
    /// `disable_deblocking_filter_idc`: 0 everywhere, 1 nowhere, 2 not across slices.
    pub disable_idc: u8,
    /// `slice_alpha_c0_offset_div2`, −6 to 6.
    pub alpha_c0_offset_div2: i8,
    /// `slice_beta_offset_div2`, −6 to 6.
    pub beta_offset_div2: i8,
}

/// The header of one slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SliceHeader<'a> {
    /// `first_mb_in_slice`, within the picture.
    pub first_mb: u32,
    /// Its kind; an IDR has I slices only.
    pub kind: SliceKind,
    /// `frame_num`; 0 in an IDR.
    pub frame_num: u32,
    /// `PicOrderCnt`, of which the low bits are written where the parameter set says type 0; 0 in an IDR.
    pub pic_order_cnt: i32,
    /// References that a P slice may use, 1 to 32 (`num_ref_idx_l0_active_minus1` + 1).
    pub references: u8,
    /// What brings the list into its order; P only, at most 32.
    pub modifications: &'a [ListModification],
    /// What becomes of the kept pictures.
    pub marking: ReferenceMarking<'a>,
    /// `cabac_init_idc`, 0 to 2; of CABAC's P slices only.
    pub cabac_init_idc: u8,
    /// `slice_qp_delta`: with [`Pps::init_qp`] 0 to 51.
    pub qp_delta: i8,
    /// Written where [`Pps::deblocking_control`] says so, else the default.
    pub deblocking: Deblocking,
}

impl SliceHeader<'_> {
    /// Appends the NAL unit up to the slice's data, with start code and escapes, and returns its bits: what a driver
    /// takes as a packed slice header. The rest of the last byte is 0.
    ///
    /// # Errors
    /// A field outside its range, or one that contradicts another; nothing is written.
    pub fn write(&self, sps: &Sps, pps: &Pps, out: &mut Vec<u8>) -> Result<usize, HeaderError> {
        Ok(self.begin(sps, pps, out)?.leave_open())
    }

    /// As [`write`](Self::write), for a caller that writes the slice's data too.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn begin<'o>(
        &self,
        sps: &Sps,
        pps: &Pps,
        out: &'o mut Vec<u8>,
    ) -> Result<NalWriter<'o>, HeaderError> {
        self.check(sps, pps)?;
        let (kind, ref_idc) = match self.marking {
            ReferenceMarking::Idr { .. } => (NalKind::IdrSlice, 3),
            ReferenceMarking::NotKept => (NalKind::Slice, 0),
            _ => (NalKind::Slice, 2),
        };
        let mut nal = NalWriter::begin(out, kind, ref_idc);
        nal.ue(self.first_mb);
        nal.ue(self.kind.code());
        nal.ue(pps.id.into());
        nal.u(sps.log2_max_frame_num.into(), self.frame_num);
        if let ReferenceMarking::Idr { id, .. } = self.marking {
            nal.ue(id.into());
        }
        if let PicOrderCnt::Type0 { log2_max_lsb } = sps.pic_order_cnt {
            nal.u(log2_max_lsb.into(), self.pic_order_cnt as u32);
        }
        if self.kind == SliceKind::P {
            let differs = self.references != pps.default_references;
            nal.flag(differs);
            if differs {
                nal.ue(u32::from(self.references) - 1);
            }
            self.write_modifications(&mut nal);
        }
        self.write_marking(&mut nal);
        if pps.cabac && self.kind == SliceKind::P {
            nal.ue(self.cabac_init_idc.into());
        }
        nal.se(self.qp_delta.into());
        if pps.deblocking_control {
            nal.ue(self.deblocking.disable_idc.into());
            if self.deblocking.disable_idc != 1 {
                nal.se(self.deblocking.alpha_c0_offset_div2.into());
                nal.se(self.deblocking.beta_offset_div2.into());
            }
        }
        Ok(nal)
    }

    fn write_modifications(&self, nal: &mut NalWriter<'_>) {
        nal.flag(!self.modifications.is_empty());
        if self.modifications.is_empty() {
            return;
        }
        for step in self.modifications {
            let (idc, value) = match *step {
                ListModification::Back(by) => (0, by - 1),
                ListModification::Forward(by) => (1, by - 1),
                ListModification::LongTerm(number) => (2, number),
            };
            nal.ue(idc);
            nal.ue(value);
        }
        nal.ue(3);
    }

    fn write_marking(&self, nal: &mut NalWriter<'_>) {
        match self.marking {
            ReferenceMarking::NotKept => {}
            ReferenceMarking::Idr { long_term, .. } => {
                nal.flag(false); // no_output_of_prior_pics_flag
                nal.flag(long_term);
            }
            ReferenceMarking::SlidingWindow => nal.flag(false),
            ReferenceMarking::Adaptive(operations) => {
                nal.flag(true);
                for operation in operations {
                    let (code, first, second) = match *operation {
                        MarkingOperation::ForgetShortTerm { back } => (1, back - 1, None),
                        MarkingOperation::ForgetLongTerm { number } => (2, number, None),
                        MarkingOperation::KeepShortTerm { back, index } => {
                            (3, back - 1, Some(index))
                        }
                        MarkingOperation::LongTermIndices(count) => (4, count, None),
                        MarkingOperation::KeepCurrent { index } => (6, index, None),
                    };
                    nal.ue(code);
                    nal.ue(first);
                    if let Some(second) = second {
                        nal.ue(second);
                    }
                }
                nal.ue(0);
            }
        }
    }

    fn check(&self, sps: &Sps, pps: &Pps) -> Result<(), HeaderError> {
        pps.check(sps)?;
        let macroblocks = i64::from(sps.width_in_mbs()) * i64::from(sps.height_in_mbs());
        within("first_mb_in_slice", self.first_mb, 0, macroblocks - 1)?;
        let max_frame_num = 1i64 << sps.log2_max_frame_num;
        within("frame_num", self.frame_num, 0, max_frame_num - 1)?;
        let qp = i32::from(pps.init_qp) + i32::from(self.qp_delta);
        within("SliceQPY", qp, 0, 51)?;
        let deblocking = &self.deblocking;
        within(
            "disable_deblocking_filter_idc",
            deblocking.disable_idc,
            0,
            2,
        )?;
        within(
            "slice_alpha_c0_offset_div2",
            deblocking.alpha_c0_offset_div2,
            -6,
            6,
        )?;
        within("slice_beta_offset_div2", deblocking.beta_offset_div2, -6, 6)?;
        if let ReferenceMarking::Idr { .. } = self.marking {
            if self.kind != SliceKind::I {
                return Err(HeaderError::Contradiction("a P slice in an IDR picture"));
            }
            within("an IDR's frame_num", self.frame_num, 0, 0)?;
            within("an IDR's PicOrderCnt", self.pic_order_cnt, 0, 0)?;
        }
        if self.kind == SliceKind::P {
            self.check_predicted(max_frame_num)?;
        } else if !self.modifications.is_empty() {
            return Err(HeaderError::Contradiction("a reference list in an I slice"));
        }
        if let ReferenceMarking::Adaptive(operations) = self.marking {
            check_operations(operations, sps, max_frame_num)?;
        }
        Ok(())
    }

    fn check_predicted(&self, max_frame_num: i64) -> Result<(), HeaderError> {
        within("num_ref_idx_l0_active", self.references, 1, 32)?;
        within("cabac_init_idc", self.cabac_init_idc, 0, 2)?;
        // §7.4.3.1: no more steps than entries.
        let steps = self.modifications.len() as i64;
        within(
            "steps of ref_pic_list_modification",
            steps,
            0,
            self.references.into(),
        )?;
        for step in self.modifications {
            match *step {
                ListModification::Back(by) | ListModification::Forward(by) => {
                    within("abs_diff_pic_num", by, 1, max_frame_num)?;
                }
                ListModification::LongTerm(number) => within("long_term_pic_num", number, 0, 15)?,
            }
        }
        Ok(())
    }
}

fn check_operations(
    operations: &[MarkingOperation],
    sps: &Sps,
    max_frame_num: i64,
) -> Result<(), HeaderError> {
    let most = i64::from(sps.max_num_ref_frames);
    for operation in operations {
        match *operation {
            MarkingOperation::ForgetShortTerm { back } => {
                within("difference_of_pic_nums", back, 1, max_frame_num)?;
            }
            MarkingOperation::ForgetLongTerm { number } => {
                within("long_term_pic_num", number, 0, most - 1)?;
            }
            MarkingOperation::KeepShortTerm { back, index } => {
                within("difference_of_pic_nums", back, 1, max_frame_num)?;
                within("long_term_frame_idx", index, 0, most - 1)?;
            }
            MarkingOperation::LongTermIndices(count) => {
                within("max_long_term_frame_idx_plus1", count, 0, most)?;
            }
            MarkingOperation::KeepCurrent { index } => {
                within("long_term_frame_idx", index, 0, most - 1)?;
            }
        }
    }
    Ok(())
}
