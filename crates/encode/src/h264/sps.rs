//! The sequence parameter set (§7.3.2.1.1, annex E).

use stratus_media::Size;

use super::error::within;
use super::level::macroblocks;
use super::{HeaderError, Level, Load, NalKind, NalWriter};

/// A profile (annex A.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Profile {
    /// CAVLC, one slice group: what every decoder takes.
    ConstrainedBaseline,
    /// With CABAC.
    Main,
    /// With CABAC and the 8×8 transform.
    High,
}

impl Profile {
    /// `profile_idc`.
    #[must_use]
    pub const fn idc(self) -> u8 {
        match self {
            Self::ConstrainedBaseline => 66,
            Self::Main => 77,
            Self::High => 100,
        }
    }

    /// `constraint_set0_flag` to `constraint_set5_flag` and the two reserved bits, from the top.
    #[must_use]
    pub const fn constraints(self) -> u8 {
        match self {
            // Both a baseline and a main stream.
            Self::ConstrainedBaseline => 0b1100_0000,
            Self::Main => 0b0100_0000,
            Self::High => 0,
        }
    }

    /// Bits in a unit of `MaxBR` and `MaxCPB`: `cpbBrVclFactor` (table A-2).
    pub(super) const fn bitrate_unit(self) -> u64 {
        match self {
            Self::ConstrainedBaseline | Self::Main => 1000,
            Self::High => 1250,
        }
    }
}

/// How a picture's place in the output order is told (§8.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PicOrderCnt {
    /// `pic_order_cnt_lsb` stands in each slice header.
    Type0 {
        /// Its bits, 4 to 16. With few of them a decoder that missed half their range takes the next one for older.
        log2_max_lsb: u8,
    },
    /// Output order is decoding order: nothing is written.
    Type2,
}

/// Where chroma samples lie (figure E-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChromaLocation {
    /// At the left of their four pixels, in the middle: what is taken where nothing is said.
    Left = 0,
    /// In the middle of their four pixels.
    Centre = 1,
}

/// What a stream shall be, from which its parameter set follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stream {
    /// The profile.
    pub profile: Profile,
    /// What it asks of a decoder; [`Load::references`] becomes `max_num_ref_frames`.
    pub load: Load,
    /// How the output order is told.
    pub pic_order_cnt: PicOrderCnt,
    /// Where the converter puts chroma samples.
    pub chroma_location: ChromaLocation,
}

/// A sequence parameter set: one stream of pictures of one size, BT.709 limited range, in output order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sps {
    /// `seq_parameter_set_id`, 0 to 31.
    pub id: u8,
    /// The profile.
    pub profile: Profile,
    /// The level.
    pub level: Level,
    /// Bits of `frame_num`, 4 to 16.
    pub log2_max_frame_num: u8,
    /// How the output order is told.
    pub pic_order_cnt: PicOrderCnt,
    /// `max_num_ref_frames`, to 16.
    pub max_num_ref_frames: u8,
    /// `gaps_in_frame_num_value_allowed_flag`.
    pub gaps_in_frame_num_allowed: bool,
    /// The picture, pixels; both sides even. What macroblocks it does not fill is cropped at the right and below.
    pub size: Size,
    /// Frames a second.
    pub fps: u32,
    /// `fixed_frame_rate_flag`.
    pub fixed_frame_rate: bool,
    /// `chroma_sample_loc_type_*_field`.
    pub chroma_location: ChromaLocation,
    /// `max_dec_frame_buffering`, from `max_num_ref_frames` to 16.
    pub max_dec_frame_buffering: u8,
}

impl Sps {
    /// `num_units_in_tick`; [`Sps::time_scale`] of them are a second.
    pub const NUM_UNITS_IN_TICK: u32 = 1;
    /// `colour_primaries`, `transfer_characteristics` and `matrix_coefficients`: BT.709 (tables E-3 to E-5).
    pub const BT709: u8 = 1;
    /// `log2_max_mv_length_horizontal` and `_vertical`: as far as any level lets vectors go.
    pub const LOG2_MAX_MV_LENGTH: u32 = 15;

    /// The parameter set of `stream`, at the lowest level that takes it.
    ///
    /// Gaps in `frame_num` are allowed: after a loss the player's decoder goes on at a later frame, which refers to an
    /// older one. Hardware decoders take the missing numbers for an error where the flag is 0; where it is 1 they keep a
    /// place for each missing frame (§8.2.5.2), as the encoder does.
    ///
    /// `frame_num` has 8 bits, more than any decoded picture buffer counts. The frame rate is not said to be fixed: a
    /// game draws when it likes.
    ///
    /// # Errors
    /// As [`Level::for_load`].
    pub fn for_stream(stream: &Stream) -> Result<Self, HeaderError> {
        let sps = Self {
            id: 0,
            profile: stream.profile,
            level: Level::for_load(stream.profile, &stream.load)?,
            log2_max_frame_num: 8,
            pic_order_cnt: stream.pic_order_cnt,
            max_num_ref_frames: stream.load.references,
            gaps_in_frame_num_allowed: true,
            size: stream.load.size,
            fps: stream.load.fps,
            fixed_frame_rate: false,
            chroma_location: stream.chroma_location,
            max_dec_frame_buffering: stream.load.references,
        };
        sps.check()?;
        Ok(sps)
    }

    /// `pic_width_in_mbs`, macroblocks.
    #[must_use]
    pub fn width_in_mbs(&self) -> u32 {
        macroblocks(self.size).0
    }

    /// `pic_height_in_map_units`, macroblocks.
    #[must_use]
    pub fn height_in_mbs(&self) -> u32 {
        macroblocks(self.size).1
    }

    /// `frame_crop_right_offset` and `frame_crop_bottom_offset`, in units of two samples.
    #[must_use]
    pub fn crop(&self) -> (u32, u32) {
        let cut = |macroblocks: u32, side: u32| (macroblocks * 16 - side) / 2;
        (
            cut(self.width_in_mbs(), self.size.width),
            cut(self.height_in_mbs(), self.size.height),
        )
    }

    /// `time_scale`: two ticks a frame (§E.2.1).
    #[must_use]
    pub const fn time_scale(&self) -> u32 {
        self.fps * 2
    }

    /// The stream's codec string (RFC 6381), such as `avc1.42C01F`.
    #[must_use]
    pub fn codec(&self) -> String {
        let (profile, constraints) = (self.profile.idc(), self.profile.constraints());
        format!(
            "avc1.{profile:02X}{constraints:02X}{:02X}",
            self.level.idc()
        )
    }

    /// Appends the NAL unit, with its start code.
    ///
    /// # Errors
    /// A field outside its range; nothing is written.
    pub fn write(&self, out: &mut Vec<u8>) -> Result<(), HeaderError> {
        self.check()?;
        let mut nal = NalWriter::begin(out, NalKind::Sps, 3);
        nal.u(8, self.profile.idc().into());
        nal.u(8, self.profile.constraints().into());
        nal.u(8, self.level.idc().into());
        nal.ue(self.id.into());
        if self.profile == Profile::High {
            nal.ue(1); // chroma_format_idc: 4:2:0
            nal.ue(0); // bit_depth_luma_minus8
            nal.ue(0); // bit_depth_chroma_minus8
            nal.flag(false); // qpprime_y_zero_transform_bypass_flag
            nal.flag(false); // seq_scaling_matrix_present_flag
        }
        nal.ue(u32::from(self.log2_max_frame_num) - 4);
        match self.pic_order_cnt {
            PicOrderCnt::Type0 { log2_max_lsb } => {
                nal.ue(0);
                nal.ue(u32::from(log2_max_lsb) - 4);
            }
            PicOrderCnt::Type2 => nal.ue(2),
        }
        nal.ue(self.max_num_ref_frames.into());
        nal.flag(self.gaps_in_frame_num_allowed);
        nal.ue(self.width_in_mbs() - 1);
        nal.ue(self.height_in_mbs() - 1);
        nal.flag(true); // frame_mbs_only_flag
        nal.flag(true); // direct_8x8_inference_flag
        let (right, bottom) = self.crop();
        nal.flag((right, bottom) != (0, 0));
        if (right, bottom) != (0, 0) {
            nal.ue(0);
            nal.ue(right);
            nal.ue(0);
            nal.ue(bottom);
        }
        nal.flag(true); // vui_parameters_present_flag
        self.write_vui(&mut nal);
        nal.finish();
        Ok(())
    }

    /// `vui_parameters`, §E.1.1.
    fn write_vui(&self, nal: &mut NalWriter<'_>) {
        nal.flag(false); // aspect_ratio_info_present_flag
        nal.flag(false); // overscan_info_present_flag
        nal.flag(true); // video_signal_type_present_flag
        nal.u(3, 5); // video_format: unspecified
        nal.flag(false); // video_full_range_flag
        nal.flag(true); // colour_description_present_flag
        for _ in ["primaries", "transfer", "matrix"] {
            nal.u(8, Self::BT709.into());
        }
        nal.flag(true); // chroma_loc_info_present_flag
        nal.ue(self.chroma_location as u32);
        nal.ue(self.chroma_location as u32);
        nal.flag(true); // timing_info_present_flag
        nal.u(32, Self::NUM_UNITS_IN_TICK);
        nal.u(32, self.time_scale());
        nal.flag(self.fixed_frame_rate);
        nal.flag(false); // nal_hrd_parameters_present_flag
        nal.flag(false); // vcl_hrd_parameters_present_flag
        nal.flag(false); // pic_struct_present_flag
        nal.flag(true); // bitstream_restriction_flag
        nal.flag(true); // motion_vectors_over_pic_boundaries_flag
        nal.ue(0); // max_bytes_per_pic_denom: no limit
        nal.ue(0); // max_bits_per_mb_denom: no limit
        nal.ue(Self::LOG2_MAX_MV_LENGTH);
        nal.ue(Self::LOG2_MAX_MV_LENGTH);
        nal.ue(0); // max_num_reorder_frames
        nal.ue(self.max_dec_frame_buffering.into());
    }

    fn check(&self) -> Result<(), HeaderError> {
        let load = Load {
            size: self.size,
            fps: self.fps,
            bitrate_bps: 1,
            buffer_bits: 0,
            references: self.max_dec_frame_buffering,
        };
        if Level::for_load(self.profile, &load)? > self.level {
            return Err(HeaderError::Contradiction(
                "a level below what the picture asks for",
            ));
        }
        within("seq_parameter_set_id", self.id, 0, 31)?;
        within("log2_max_frame_num", self.log2_max_frame_num, 4, 16)?;
        if let PicOrderCnt::Type0 { log2_max_lsb } = self.pic_order_cnt {
            within("log2_max_pic_order_cnt_lsb", log2_max_lsb, 4, 16)?;
        }
        within("max_num_ref_frames", self.max_num_ref_frames, 0, 16)?;
        within(
            "max_dec_frame_buffering",
            self.max_dec_frame_buffering,
            self.max_num_ref_frames.into(),
            16,
        )
    }
}
