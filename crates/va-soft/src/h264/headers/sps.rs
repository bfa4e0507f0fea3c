//! The sequence parameter set (sections 7.3.2.1 and E.1).

use super::BadHeader;
use crate::h264::bits::{BitReader, BitWriter};

/// `seq_parameter_set_data()`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sps {
    pub profile_idc: u32,
    /// `constraint_set0_flag` in bit 7, down to the two reserved bits.
    pub constraints: u32,
    pub level_idc: u32,
    pub id: u32,
    pub chroma_format_idc: u32,
    pub bit_depth_luma: u32,
    pub bit_depth_chroma: u32,
    pub scaling_matrix: bool,
    pub log2_max_frame_num: u32,
    pub poc_type: u32,
    pub log2_max_poc_lsb: u32,
    pub max_num_ref_frames: u32,
    pub gaps_in_frame_num_allowed: bool,
    pub width_mbs: u32,
    pub height_mbs: u32,
    pub frame_mbs_only: bool,
    pub direct_8x8_inference: bool,
    /// Left, right, top, bottom, in crop units.
    pub crop: Option<[u32; 4]>,
    pub vui: Option<Vui>,
}

/// `vui_parameters()`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vui {
    /// `aspect_ratio_idc`, `sar_width`, `sar_height`.
    pub aspect: Option<[u32; 3]>,
    pub overscan: Option<bool>,
    /// `video_format`, `video_full_range_flag`.
    pub signal: Option<(u32, bool)>,
    /// `colour_primaries`, `transfer_characteristics`, `matrix_coefficients`.
    pub colour: Option<[u32; 3]>,
    pub chroma_location: Option<[u32; 2]>,
    pub timing: Option<Timing>,
    pub nal_hrd: Option<Hrd>,
    pub vcl_hrd: Option<Hrd>,
    pub low_delay_hrd: bool,
    pub pic_struct: bool,
    pub restriction: Option<Restriction>,
}

/// How long a field lasts: `num_units_in_tick / time_scale` seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timing {
    pub units_in_tick: u32,
    pub time_scale: u32,
    pub fixed_rate: bool,
}

/// `hrd_parameters()`, the first of each schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hrd {
    pub bit_rate_scale: u32,
    pub cpb_size_scale: u32,
    /// `bit_rate_value`, `cpb_size_value`, `cbr_flag`.
    pub schedules: Vec<(u32, u32, bool)>,
    /// Lengths: initial delay, removal delay, output delay, time offset.
    pub lengths: [u32; 4],
}

/// The `bitstream_restriction_flag` part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Restriction {
    pub mv_over_boundaries: bool,
    pub max_bytes_denominator: u32,
    pub max_bits_denominator: u32,
    pub log2_max_mv_horizontal: u32,
    pub log2_max_mv_vertical: u32,
    pub max_num_reorder_frames: u32,
    pub max_dec_frame_buffering: u32,
}

/// Whether the profile's SPS says chroma format and bit depth.
fn says_chroma(profile_idc: u32) -> bool {
    matches!(
        profile_idc,
        100 | 110 | 122 | 244 | 44 | 83 | 86 | 118 | 128 | 138 | 139 | 134 | 135
    )
}

impl Sps {
    /// Reads an SPS without its NAL header; the trailing bits must follow it.
    pub fn read(bytes: &[u8], bits: usize) -> Result<Self, BadHeader> {
        let mut r = BitReader::new(bytes, bits);
        let mut sps = Self {
            profile_idc: r.u(8)?,
            constraints: r.u(8)?,
            level_idc: r.u(8)?,
            id: r.ue()?,
            chroma_format_idc: 1,
            bit_depth_luma: 8,
            bit_depth_chroma: 8,
            ..Self::default()
        };
        if says_chroma(sps.profile_idc) {
            sps.chroma_format_idc = r.ue()?;
            if sps.chroma_format_idc == 3 {
                return Err(BadHeader("4:4:4 is not read here".into()));
            }
            sps.bit_depth_luma = r.ue()?.saturating_add(8);
            sps.bit_depth_chroma = r.ue()?.saturating_add(8);
            r.flag()?;
            sps.scaling_matrix = r.flag()?;
            if sps.scaling_matrix {
                return Err(BadHeader("scaling matrices are not read here".into()));
            }
        }
        sps.log2_max_frame_num = r.ue()?.saturating_add(4);
        sps.poc_type = r.ue()?;
        match sps.poc_type {
            0 => sps.log2_max_poc_lsb = r.ue()?.saturating_add(4),
            2 => {}
            other => return Err(BadHeader(format!("pic_order_cnt_type {other}"))),
        }
        sps.max_num_ref_frames = r.ue()?;
        sps.gaps_in_frame_num_allowed = r.flag()?;
        sps.width_mbs = r.ue()?.saturating_add(1);
        sps.height_mbs = r.ue()?.saturating_add(1);
        sps.frame_mbs_only = r.flag()?;
        if !sps.frame_mbs_only {
            return Err(BadHeader("frame_mbs_only_flag is 0".into()));
        }
        sps.direct_8x8_inference = r.flag()?;
        if r.flag()? {
            sps.crop = Some([r.ue()?, r.ue()?, r.ue()?, r.ue()?]);
        }
        if r.flag()? {
            sps.vui = Some(Vui::read(&mut r)?);
        }
        if !r.at_trailing() {
            let left = r.left();
            return Err(BadHeader(format!(
                "{left} bits that are not rbsp_trailing_bits() follow it"
            )));
        }
        Ok(sps)
    }

    /// The SPS without its NAL header.
    pub fn write(&self) -> Vec<u8> {
        let mut w = BitWriter::default();
        w.u(8, self.profile_idc);
        w.u(8, self.constraints);
        w.u(8, self.level_idc);
        w.ue(self.id);
        if says_chroma(self.profile_idc) {
            w.ue(self.chroma_format_idc);
            w.ue(self.bit_depth_luma - 8);
            w.ue(self.bit_depth_chroma - 8);
            w.flag(false);
            w.flag(false);
        }
        w.ue(self.log2_max_frame_num - 4);
        w.ue(self.poc_type);
        if self.poc_type == 0 {
            w.ue(self.log2_max_poc_lsb - 4);
        }
        w.ue(self.max_num_ref_frames);
        w.flag(self.gaps_in_frame_num_allowed);
        w.ue(self.width_mbs - 1);
        w.ue(self.height_mbs - 1);
        w.flag(self.frame_mbs_only);
        w.flag(self.direct_8x8_inference);
        w.flag(self.crop.is_some());
        for side in self.crop.into_iter().flatten() {
            w.ue(side);
        }
        w.flag(self.vui.is_some());
        if let Some(vui) = &self.vui {
            vui.write(&mut w);
        }
        w.trailing();
        w.into_bytes()
    }

    /// Width and height that are shown.
    pub fn shown(&self) -> (u32, u32) {
        let [left, right, top, bottom] = self.crop.unwrap_or_default();
        let shown = |mbs: u32, a: u32, b: u32| {
            (u64::from(mbs) * 16).saturating_sub(2 * (u64::from(a) + u64::from(b))) as u32
        };
        (
            shown(self.width_mbs, left, right),
            shown(self.height_mbs, top, bottom),
        )
    }
}

impl Vui {
    fn read(r: &mut BitReader<'_>) -> Result<Self, BadHeader> {
        let mut vui = Self::default();
        if r.flag()? {
            let idc = r.u(8)?;
            let (width, height) = if idc == 255 {
                (r.u(16)?, r.u(16)?)
            } else {
                (0, 0)
            };
            vui.aspect = Some([idc, width, height]);
        }
        if r.flag()? {
            vui.overscan = Some(r.flag()?);
        }
        if r.flag()? {
            vui.signal = Some((r.u(3)?, r.flag()?));
            if r.flag()? {
                vui.colour = Some([r.u(8)?, r.u(8)?, r.u(8)?]);
            }
        }
        if r.flag()? {
            vui.chroma_location = Some([r.ue()?, r.ue()?]);
        }
        if r.flag()? {
            vui.timing = Some(Timing {
                units_in_tick: r.u(32)?,
                time_scale: r.u(32)?,
                fixed_rate: r.flag()?,
            });
        }
        if r.flag()? {
            vui.nal_hrd = Some(Hrd::read(r)?);
        }
        if r.flag()? {
            vui.vcl_hrd = Some(Hrd::read(r)?);
        }
        if vui.nal_hrd.is_some() || vui.vcl_hrd.is_some() {
            vui.low_delay_hrd = r.flag()?;
        }
        vui.pic_struct = r.flag()?;
        if r.flag()? {
            vui.restriction = Some(Restriction {
                mv_over_boundaries: r.flag()?,
                max_bytes_denominator: r.ue()?,
                max_bits_denominator: r.ue()?,
                log2_max_mv_horizontal: r.ue()?,
                log2_max_mv_vertical: r.ue()?,
                max_num_reorder_frames: r.ue()?,
                max_dec_frame_buffering: r.ue()?,
            });
        }
        Ok(vui)
    }

    fn write(&self, w: &mut BitWriter) {
        w.flag(self.aspect.is_some());
        if let Some([idc, width, height]) = self.aspect {
            w.u(8, idc);
            if idc == 255 {
                w.u(16, width);
                w.u(16, height);
            }
        }
        w.flag(self.overscan.is_some());
        if let Some(appropriate) = self.overscan {
            w.flag(appropriate);
        }
        w.flag(self.signal.is_some());
        if let Some((format, full_range)) = self.signal {
            w.u(3, format);
            w.flag(full_range);
            w.flag(self.colour.is_some());
            for value in self.colour.into_iter().flatten() {
                w.u(8, value);
            }
        }
        w.flag(self.chroma_location.is_some());
        for value in self.chroma_location.into_iter().flatten() {
            w.ue(value);
        }
        w.flag(self.timing.is_some());
        if let Some(timing) = self.timing {
            w.u(32, timing.units_in_tick);
            w.u(32, timing.time_scale);
            w.flag(timing.fixed_rate);
        }
        for hrd in [&self.nal_hrd, &self.vcl_hrd] {
            w.flag(hrd.is_some());
            if let Some(hrd) = hrd {
                hrd.write(w);
            }
        }
        if self.nal_hrd.is_some() || self.vcl_hrd.is_some() {
            w.flag(self.low_delay_hrd);
        }
        w.flag(self.pic_struct);
        w.flag(self.restriction.is_some());
        if let Some(limits) = self.restriction {
            w.flag(limits.mv_over_boundaries);
            w.ue(limits.max_bytes_denominator);
            w.ue(limits.max_bits_denominator);
            w.ue(limits.log2_max_mv_horizontal);
            w.ue(limits.log2_max_mv_vertical);
            w.ue(limits.max_num_reorder_frames);
            w.ue(limits.max_dec_frame_buffering);
        }
    }
}

impl Hrd {
    fn read(r: &mut BitReader<'_>) -> Result<Self, BadHeader> {
        let count = r.ue()?;
        if count > 31 {
            return Err(BadHeader(format!("cpb_cnt_minus1 {count}")));
        }
        let mut hrd = Self {
            bit_rate_scale: r.u(4)?,
            cpb_size_scale: r.u(4)?,
            ..Self::default()
        };
        for _ in 0..=count {
            hrd.schedules.push((
                r.ue()?.saturating_add(1),
                r.ue()?.saturating_add(1),
                r.flag()?,
            ));
        }
        hrd.lengths = [r.u(5)? + 1, r.u(5)? + 1, r.u(5)? + 1, r.u(5)?];
        Ok(hrd)
    }

    fn write(&self, w: &mut BitWriter) {
        w.ue(self.schedules.len() as u32 - 1);
        w.u(4, self.bit_rate_scale);
        w.u(4, self.cpb_size_scale);
        for &(rate, size, constant) in &self.schedules {
            w.ue(rate - 1);
            w.ue(size - 1);
            w.flag(constant);
        }
        let [initial, removal, output, offset] = self.lengths;
        w.u(5, initial - 1);
        w.u(5, removal - 1);
        w.u(5, output - 1);
        w.u(5, offset);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_sps_with_everything_reads_as_it_was_written() {
        let hrd = Hrd {
            bit_rate_scale: 2,
            cpb_size_scale: 3,
            schedules: vec![(1000, 20, true)],
            lengths: [24, 24, 24, 24],
        };
        let sps = Sps {
            profile_idc: 100,
            level_idc: 42,
            chroma_format_idc: 1,
            bit_depth_luma: 8,
            bit_depth_chroma: 8,
            log2_max_frame_num: 8,
            log2_max_poc_lsb: 9,
            max_num_ref_frames: 4,
            width_mbs: 120,
            height_mbs: 68,
            frame_mbs_only: true,
            direct_8x8_inference: true,
            crop: Some([0, 0, 0, 4]),
            vui: Some(Vui {
                aspect: Some([255, 4, 3]),
                overscan: Some(false),
                signal: Some((5, false)),
                colour: Some([1, 1, 1]),
                chroma_location: Some([0, 0]),
                timing: Some(Timing {
                    units_in_tick: 1,
                    time_scale: 120,
                    fixed_rate: true,
                }),
                nal_hrd: Some(hrd.clone()),
                vcl_hrd: Some(hrd),
                low_delay_hrd: true,
                pic_struct: true,
                restriction: Some(Restriction {
                    max_dec_frame_buffering: 4,
                    ..Restriction::default()
                }),
            }),
            ..Sps::default()
        };
        let bytes = sps.write();
        assert_eq!(Sps::read(&bytes, bytes.len() * 8), Ok(sps.clone()));
        assert_eq!(sps.shown(), (1920, 1080));
        for bits in 0..bytes.len() * 8 - 8 {
            assert!(Sps::read(&bytes, bits).is_err());
        }
    }
}
