//! The slice header (section 7.3.3).

use super::{BadHeader, Pps, Sps};
use crate::h264::bits::{BitReader, BitWriter};
use crate::h264::nal;

/// `slice_type`, of what is coded here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SliceKind {
    P,
    I,
}

/// One command of `ref_pic_list_modification()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modification {
    /// `abs_diff_pic_num_minus1` + 1, subtracted.
    Subtract(u32),
    /// The same, added.
    Add(u32),
    /// `long_term_pic_num`.
    LongTerm(u32),
}

/// One command of `dec_ref_pic_marking()` of a picture that is no IDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marking {
    /// 1: a short-term picture is unused; `difference_of_pic_nums_minus1` + 1.
    ForgetShort(u32),
    /// 2: a long-term picture is unused; `long_term_pic_num`.
    ForgetLong(u32),
    /// 3: a short-term picture becomes long-term; difference, `long_term_frame_idx`.
    Keep(u32, u32),
    /// 4: `max_long_term_frame_idx_plus1`.
    MaxLong(u32),
    /// 5: everything is unused.
    ForgetAll,
    /// 6: this picture is long-term; `long_term_frame_idx`.
    KeepThis(u32),
}

/// `slice_header()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SliceHeader {
    pub nal_type: u8,
    pub nal_ref_idc: u8,
    pub first_mb: u32,
    pub kind: SliceKind,
    /// `slice_type` above 4: all slices of the picture are alike.
    pub all_alike: bool,
    pub pps_id: u32,
    pub frame_num: u32,
    pub idr_pic_id: u32,
    pub poc_lsb: u32,
    pub delta_poc_bottom: i32,
    /// `num_ref_idx_l0_active_minus1`, where it overrides the PPS.
    pub active_override: Option<u32>,
    pub modifications: Vec<Modification>,
    /// IDR: `no_output_of_prior_pics_flag`, `long_term_reference_flag`.
    pub idr_marking: (bool, bool),
    /// `None`: the sliding window.
    pub marking: Option<Vec<Marking>>,
    pub qp_delta: i32,
    pub disable_deblocking: u32,
    /// `slice_alpha_c0_offset_div2`, `slice_beta_offset_div2`.
    pub deblocking_offsets: [i32; 2],
}

impl SliceHeader {
    /// Whether the picture is an IDR.
    pub fn idr(&self) -> bool {
        self.nal_type == nal::kind::IDR
    }

    /// The NAL unit's first byte.
    pub fn nal_header(&self) -> u8 {
        self.nal_ref_idc << 5 | self.nal_type
    }

    /// References in use: the PPS' number or the slice's own.
    pub fn active(&self, pps: &Pps) -> u32 {
        match self.kind {
            SliceKind::I => 0,
            SliceKind::P => {
                let minus1 = self.active_override.unwrap_or(pps.default_active_minus1[0]);
                minus1.saturating_add(1)
            }
        }
    }

    /// Reads a slice header. Returns it with its length in bits, without the NAL header.
    pub fn read(
        nal_header: u8,
        bytes: &[u8],
        bits: usize,
        sps: &Sps,
        pps: &Pps,
    ) -> Result<(Self, usize), BadHeader> {
        let mut r = BitReader::new(bytes, bits);
        let first_mb = r.ue()?;
        let slice_type = r.ue()?;
        let kind = match slice_type {
            0 | 5 => SliceKind::P,
            2 | 7 => SliceKind::I,
            other => return Err(BadHeader(format!("slice_type {other}"))),
        };
        let mut header = Self {
            nal_type: nal_header & 31,
            nal_ref_idc: nal_header >> 5 & 3,
            first_mb,
            kind,
            all_alike: slice_type > 4,
            pps_id: r.ue()?,
            frame_num: r.u(sps.log2_max_frame_num)?,
            idr_pic_id: 0,
            poc_lsb: 0,
            delta_poc_bottom: 0,
            active_override: None,
            modifications: Vec::new(),
            idr_marking: (false, false),
            marking: None,
            qp_delta: 0,
            disable_deblocking: 0,
            deblocking_offsets: [0; 2],
        };
        if header.idr() {
            header.idr_pic_id = r.ue()?;
        }
        if sps.poc_type == 0 {
            header.poc_lsb = r.u(sps.log2_max_poc_lsb)?;
            if pps.bottom_field_order {
                header.delta_poc_bottom = r.se()?;
            }
        }
        if pps.redundant_pic_cnt {
            return Err(BadHeader("redundant pictures are not read here".into()));
        }
        if kind == SliceKind::P {
            if r.flag()? {
                header.active_override = Some(r.ue()?);
            }
            if r.flag()? {
                header.modifications = modifications(&mut r)?;
            }
            if pps.weighted_pred {
                return Err(BadHeader("weighted prediction is not read here".into()));
            }
        }
        if header.nal_ref_idc != 0 {
            if header.idr() {
                header.idr_marking = (r.flag()?, r.flag()?);
            } else if r.flag()? {
                header.marking = Some(markings(&mut r)?);
            }
        }
        if pps.cabac && kind == SliceKind::P {
            r.ue()?;
        }
        header.qp_delta = r.se()?;
        if pps.deblocking_control {
            header.disable_deblocking = r.ue()?;
            if header.disable_deblocking != 1 {
                header.deblocking_offsets = [r.se()?, r.se()?];
            }
        }
        Ok((header, r.at()))
    }

    /// Writes the header behind the NAL header.
    pub fn write(&self, w: &mut BitWriter, sps: &Sps, pps: &Pps) {
        w.ue(self.first_mb);
        let kind = match self.kind {
            SliceKind::P => 0,
            SliceKind::I => 2,
        };
        w.ue(if self.all_alike { kind + 5 } else { kind });
        w.ue(self.pps_id);
        w.u(sps.log2_max_frame_num, self.frame_num);
        if self.idr() {
            w.ue(self.idr_pic_id);
        }
        if sps.poc_type == 0 {
            w.u(sps.log2_max_poc_lsb, self.poc_lsb);
            if pps.bottom_field_order {
                w.se(self.delta_poc_bottom);
            }
        }
        if self.kind == SliceKind::P {
            w.flag(self.active_override.is_some());
            if let Some(minus1) = self.active_override {
                w.ue(minus1);
            }
            w.flag(!self.modifications.is_empty());
            for &command in &self.modifications {
                let (idc, value) = match command {
                    Modification::Subtract(by) => (0, by - 1),
                    Modification::Add(by) => (1, by - 1),
                    Modification::LongTerm(number) => (2, number),
                };
                w.ue(idc);
                w.ue(value);
            }
            if !self.modifications.is_empty() {
                w.ue(3);
            }
        }
        if self.nal_ref_idc != 0 {
            if self.idr() {
                w.flag(self.idr_marking.0);
                w.flag(self.idr_marking.1);
            } else {
                w.flag(self.marking.is_some());
                if let Some(commands) = &self.marking {
                    commands.iter().for_each(|command| command.write(w));
                    w.ue(0);
                }
            }
        }
        if pps.cabac && self.kind == SliceKind::P {
            w.ue(0);
        }
        w.se(self.qp_delta);
        if pps.deblocking_control {
            w.ue(self.disable_deblocking);
            if self.disable_deblocking != 1 {
                w.se(self.deblocking_offsets[0]);
                w.se(self.deblocking_offsets[1]);
            }
        }
    }
}

impl Marking {
    fn write(self, w: &mut BitWriter) {
        let values: &[u32] = match self {
            Self::ForgetShort(difference) => &[1, difference - 1],
            Self::ForgetLong(number) => &[2, number],
            Self::Keep(difference, index) => &[3, difference - 1, index],
            Self::MaxLong(plus1) => &[4, plus1],
            Self::ForgetAll => &[5],
            Self::KeepThis(index) => &[6, index],
        };
        values.iter().for_each(|&value| w.ue(value));
    }
}

fn modifications(r: &mut BitReader<'_>) -> Result<Vec<Modification>, BadHeader> {
    let mut commands = Vec::new();
    loop {
        commands.push(match r.ue()? {
            0 => Modification::Subtract(r.ue()?.saturating_add(1)),
            1 => Modification::Add(r.ue()?.saturating_add(1)),
            2 => Modification::LongTerm(r.ue()?),
            3 if commands.is_empty() => {
                return Err(BadHeader(
                    "ref_pic_list_modification_flag_l0 is 1 and there is no command".into(),
                ));
            }
            3 => return Ok(commands),
            other => {
                return Err(BadHeader(format!("modification_of_pic_nums_idc {other}")));
            }
        });
    }
}

fn markings(r: &mut BitReader<'_>) -> Result<Vec<Marking>, BadHeader> {
    let mut commands = Vec::new();
    loop {
        commands.push(match r.ue()? {
            0 => return Ok(commands),
            1 => Marking::ForgetShort(r.ue()?.saturating_add(1)),
            2 => Marking::ForgetLong(r.ue()?),
            3 => Marking::Keep(r.ue()?.saturating_add(1), r.ue()?),
            4 => Marking::MaxLong(r.ue()?),
            5 => Marking::ForgetAll,
            6 => Marking::KeepThis(r.ue()?),
            other => {
                return Err(BadHeader(format!(
                    "memory_management_control_operation {other}"
                )));
            }
        });
    }
}
