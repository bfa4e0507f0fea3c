//! The limits of levels (Table A-1).

/// What a stream of a level may ask of a decoder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    pub idc: u32,
    /// Macroblocks a second.
    pub max_mbs_per_second: u32,
    /// Macroblocks a frame.
    pub max_frame_mbs: u32,
    /// Macroblocks of the decoded picture buffer.
    pub max_dpb_mbs: u32,
    /// Bit rate in 1000 bit/s (Baseline and Main; High has a quarter more).
    pub max_bit_rate: u32,
}

const fn level(idc: u32, rate: u32, frame: u32, dpb: u32, bit_rate: u32) -> Level {
    Level {
        idc,
        max_mbs_per_second: rate,
        max_frame_mbs: frame,
        max_dpb_mbs: dpb,
        max_bit_rate: bit_rate,
    }
}

const LEVELS: [Level; 20] = [
    level(9, 1_485, 99, 396, 128),
    level(10, 1_485, 99, 396, 64),
    level(11, 3_000, 396, 900, 192),
    level(12, 6_000, 396, 2_376, 384),
    level(13, 11_880, 396, 2_376, 768),
    level(20, 11_880, 396, 2_376, 2_000),
    level(21, 19_800, 792, 4_752, 4_000),
    level(22, 20_250, 1_620, 8_100, 4_000),
    level(30, 40_500, 1_620, 8_100, 10_000),
    level(31, 108_000, 3_600, 18_000, 14_000),
    level(32, 216_000, 5_120, 20_480, 20_000),
    level(40, 245_760, 8_192, 32_768, 20_000),
    level(41, 245_760, 8_192, 32_768, 50_000),
    level(42, 522_240, 8_704, 34_816, 50_000),
    level(50, 589_824, 22_080, 110_400, 135_000),
    level(51, 983_040, 36_864, 184_320, 240_000),
    level(52, 2_073_600, 36_864, 184_320, 240_000),
    level(60, 4_177_920, 139_264, 696_320, 240_000),
    level(61, 8_355_840, 139_264, 696_320, 480_000),
    level(62, 16_711_680, 139_264, 696_320, 800_000),
];

impl Level {
    /// The level of `level_idc`.
    pub fn of(idc: u32) -> Option<Self> {
        LEVELS.into_iter().find(|level| level.idc == idc)
    }

    /// `MaxDpbFrames` for frames of this size.
    pub fn max_dpb_frames(&self, frame_mbs: u32) -> u32 {
        (self.max_dpb_mbs / frame_mbs.max(1)).min(16)
    }

    /// What a stream breaks, if anything. `mbs_per_second` and `bit_rate` (bit/s) are 0 where they are not known.
    pub fn broken_by(
        &self,
        (width_mbs, height_mbs): (u32, u32),
        mbs_per_second: u64,
        bit_rate: u64,
        references: u32,
        high: bool,
    ) -> Option<String> {
        let frame = u64::from(width_mbs) * u64::from(height_mbs);
        let says = |what: &str, is: u64, limit: u64| {
            format!(
                "{what} {is} is more than level_idc {} allows: {limit}",
                self.idc
            )
        };
        if frame > self.max_frame_mbs.into() {
            return Some(says(
                "a frame of macroblocks:",
                frame,
                self.max_frame_mbs.into(),
            ));
        }
        let side = u64::from(width_mbs.max(height_mbs));
        if side * side > u64::from(self.max_frame_mbs) * 8 {
            let limit = f64::from(self.max_frame_mbs * 8).sqrt() as u64;
            return Some(says("a side in macroblocks:", side, limit));
        }
        if mbs_per_second > self.max_mbs_per_second.into() {
            let limit = self.max_mbs_per_second.into();
            return Some(says("macroblocks a second:", mbs_per_second, limit));
        }
        let max_rate = u64::from(self.max_bit_rate) * if high { 1250 } else { 1000 };
        if bit_rate > max_rate {
            return Some(says("bits_per_second", bit_rate, max_rate));
        }
        let frames = self.max_dpb_frames(frame as u32);
        (references > frames).then(|| says("max_num_ref_frames", references.into(), frames.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_hd_at_60_needs_level_4_2() {
        let breaks = |idc, references| {
            let level = Level::of(idc).map(|level| {
                level.broken_by((120, 68), 120 * 68 * 60, 20_000_000, references, false)
            });
            level.flatten()
        };
        assert!(breaks(41, 1).is_some_and(|text| text.contains("a second")));
        assert_eq!(breaks(42, 4), None);
        assert!(breaks(42, 5).is_some_and(|text| text.contains("max_num_ref_frames")));
        assert_eq!(Level::of(43), None);
    }
}
