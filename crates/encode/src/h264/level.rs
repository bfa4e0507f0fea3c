//! The lowest level that a stream fits in (annex A, table A-1).

use stratus_media::Size;

use super::{HeaderError, Profile};

/// A level: `level_idc` is ten times its number. Level 1b is left out: 1.1 does for what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

/// What a stream asks of a decoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Picture size, pixels.
    pub size: Size,
    /// Frames a second.
    pub fps: u32,
    /// Bits a second.
    pub bitrate_bps: u32,
    /// The coded picture buffer that the rate control keeps to, bits; 0 where it is less than a second's worth.
    pub buffer_bits: u32,
    /// Frames kept as references.
    pub references: u8,
}

/// A row of table A-1.
struct Limits {
    idc: u8,
    macroblocks_a_second: u64,
    macroblocks: u64,
    stored_macroblocks: u64,
    /// `MaxBR` and `MaxCPB`, of 1000 bits in the baseline and main profiles.
    bitrate: u64,
    buffer: u64,
}

const fn row(idc: u8, mbps: u64, fs: u64, dpb: u64, br: u64, cpb: u64) -> Limits {
    Limits {
        idc,
        macroblocks_a_second: mbps,
        macroblocks: fs,
        stored_macroblocks: dpb,
        bitrate: br,
        buffer: cpb,
    }
}

const TABLE: [Limits; 19] = [
    row(10, 1_485, 99, 396, 64, 175),
    row(11, 3_000, 396, 900, 192, 500),
    row(12, 6_000, 396, 2_376, 384, 1_000),
    row(13, 11_880, 396, 2_376, 768, 2_000),
    row(20, 11_880, 396, 2_376, 2_000, 2_000),
    row(21, 19_800, 792, 4_752, 4_000, 4_000),
    row(22, 20_250, 1_620, 8_100, 4_000, 4_000),
    row(30, 40_500, 1_620, 8_100, 10_000, 10_000),
    row(31, 108_000, 3_600, 18_000, 14_000, 14_000),
    row(32, 216_000, 5_120, 20_480, 20_000, 20_000),
    row(40, 245_760, 8_192, 32_768, 20_000, 25_000),
    row(41, 245_760, 8_192, 32_768, 50_000, 62_500),
    row(42, 522_240, 8_704, 34_816, 50_000, 62_500),
    row(50, 589_824, 22_080, 110_400, 135_000, 135_000),
    row(51, 983_040, 36_864, 184_320, 240_000, 240_000),
    row(52, 2_073_600, 36_864, 184_320, 240_000, 240_000),
    row(60, 4_177_920, 139_264, 696_320, 240_000, 240_000),
    row(61, 8_355_840, 139_264, 696_320, 480_000, 480_000),
    row(62, 16_711_680, 139_264, 696_320, 800_000, 800_000),
];

/// Most frames that any level keeps (`MaxDpbFrames`, §A.3.1 h).
const MOST_FRAMES: u64 = 16;

impl Limits {
    /// §A.3.1 f and g: no side is longer than √(8 · MaxFS).
    fn takes_size(&self, width: u64, height: u64) -> bool {
        let side = 8 * self.macroblocks;
        width * height <= self.macroblocks && width * width <= side && height * height <= side
    }

    fn keeps(&self, width: u64, height: u64) -> u64 {
        (self.stored_macroblocks / (width * height)).min(MOST_FRAMES)
    }
}

/// Whole macroblocks of a picture.
pub(super) fn macroblocks(size: Size) -> (u32, u32) {
    (size.width.div_ceil(16), size.height.div_ceil(16))
}

fn sides(size: Size) -> Result<(u64, u64), HeaderError> {
    let even = |side: u32| side > 0 && side.is_multiple_of(2);
    if !even(size.width) || !even(size.height) {
        return Err(HeaderError::Size(size));
    }
    let (width, height) = macroblocks(size);
    Ok((u64::from(width), u64::from(height)))
}

/// How many frames of this size the highest level keeps: what [`Load::references`] may be; 0 for a picture that is too
/// large for any.
#[must_use]
pub fn most_references(size: Size) -> u8 {
    let Ok((width, height)) = sides(size) else {
        return 0;
    };
    TABLE
        .iter()
        .filter(|level| level.takes_size(width, height))
        .map(|level| level.keeps(width, height) as u8)
        .max()
        .unwrap_or(0)
}

impl Level {
    /// The lowest level that `load` fits in, in `profile`.
    ///
    /// What annex A says of the time between two frames (172 a second at most below level 6) is left out: no decoder
    /// keeps to it, and a stream of small fast pictures would be refused for its level.
    ///
    /// # Errors
    /// A size, rate or number of references that none takes.
    pub fn for_load(profile: Profile, load: &Load) -> Result<Self, HeaderError> {
        let (width, height) = sides(load.size)?;
        // `time_scale` is twice the rate, in 32 bits.
        if load.fps == 0 || load.fps > u32::MAX / 2 {
            return Err(HeaderError::FrameRate(load.fps));
        }
        if load.bitrate_bps == 0 {
            return Err(HeaderError::Bitrate);
        }
        let unit = profile.bitrate_unit();
        let fits = |level: &&Limits| {
            level.takes_size(width, height)
                && width * height * u64::from(load.fps) <= level.macroblocks_a_second
                && u64::from(load.bitrate_bps) <= level.bitrate * unit
                && u64::from(load.buffer_bits) <= level.buffer * unit
        };
        let fitting = || TABLE.iter().filter(fits);
        let too_much = HeaderError::NoLevel {
            size: load.size,
            fps: load.fps,
            bitrate_bps: load.bitrate_bps,
        };
        let most = fitting()
            .map(|level| level.keeps(width, height) as u8)
            .max();
        let most = most.ok_or(too_much)?;
        fitting()
            .find(|level| u64::from(load.references) <= level.keeps(width, height))
            .map(|level| Self(level.idc))
            .ok_or(HeaderError::References {
                asked: load.references,
                most,
                size: load.size,
            })
    }

    /// The level of this `level_idc`, where it is one of table A-1 (1b is not).
    #[must_use]
    pub fn from_idc(idc: u8) -> Option<Self> {
        TABLE
            .iter()
            .any(|level| level.idc == idc)
            .then_some(Self(idc))
    }

    /// `level_idc`.
    #[must_use]
    pub const fn idc(self) -> u8 {
        self.0
    }

    /// All of them, lowest first.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|level| Self(level.idc))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(
        width: u32,
        height: u32,
        fps: u32,
        bitrate_bps: u32,
        references: u8,
    ) -> Result<u8, HeaderError> {
        let load = Load {
            size: Size::new(width, height),
            fps,
            bitrate_bps,
            buffer_bits: 0,
            references,
        };
        Level::for_load(Profile::ConstrainedBaseline, &load).map(Level::idc)
    }

    #[test]
    fn known_streams_get_the_level_that_everybody_gives_them() {
        assert_eq!(level(1280, 720, 30, 8_000_000, 1), Ok(31));
        assert_eq!(level(1280, 720, 60, 12_000_000, 1), Ok(32));
        assert_eq!(level(1920, 1080, 30, 12_000_000, 1), Ok(40));
        assert_eq!(level(1920, 1080, 60, 25_000_000, 4), Ok(42));
        assert_eq!(level(3840, 2160, 60, 50_000_000, 1), Ok(52));
        assert_eq!(level(7680, 4320, 60, 100_000_000, 4), Ok(61));
        assert_eq!(level(2, 2, 1, 1, 1), Ok(10));
    }

    #[test]
    fn kept_frames_and_bits_raise_the_level() {
        // As libx264 says of eight kept frames: docs/encode.md.
        assert_eq!(level(1280, 720, 60, 12_000_000, 8), Ok(40));
        assert_eq!(level(1920, 1080, 60, 25_000_000, 8), Ok(50));
        assert_eq!(level(1280, 720, 30, 14_000_001, 1), Ok(32));
    }

    #[test]
    fn what_no_level_takes_is_said() {
        for (width, height) in [(0, 0), (1, 1), (641, 480), (640, 481), (0, 2)] {
            assert_eq!(
                level(width, height, 60, 1, 1),
                Err(HeaderError::Size(Size::new(width, height)))
            );
        }
        assert_eq!(level(640, 480, 0, 1, 1), Err(HeaderError::FrameRate(0)));
        assert_eq!(
            level(2, 2, u32::MAX, 1, 1),
            Err(HeaderError::FrameRate(u32::MAX))
        );
        assert_eq!(level(640, 480, 60, 0, 1), Err(HeaderError::Bitrate));
        assert!(matches!(
            level(16384, 16384, 1, 1, 1),
            Err(HeaderError::NoLevel { .. })
        ));
        assert!(matches!(
            level(u32::MAX - 1, u32::MAX - 1, 1, 1, 1),
            Err(HeaderError::NoLevel { .. })
        ));
        assert!(matches!(
            level(16384 + 512, 16, 1, 1, 1),
            Err(HeaderError::NoLevel { .. })
        ));
        assert_eq!(
            level(7680, 4320, 60, 1, 8),
            Err(HeaderError::References {
                asked: 8,
                most: 5,
                size: Size::new(7680, 4320)
            })
        );
        assert_eq!(most_references(Size::new(7680, 4320)), 5);
        assert_eq!(most_references(Size::new(1920, 1080)), 16);
        assert_eq!(most_references(Size::new(1, 1)), 0);
    }
}
