//! What machines read in the picture (`docs/probe-picture.md`).
//!
//! The strip at the top left is three rows of 40 black or white blocks: a 32-bit number, most significant
//! bit first, then its CRC-8. Large blocks survive scaling by the encoder and any bitrate. Below it stands
//! a row for pads ([`PadEvent`]), and further down the picture's number again ([`bands`]), so that a
//! picture of two halves shows.

mod pad;
mod row;

pub use pad::{PadEvent, PadEventKind};
pub use row::crc8;

/// Rows of the strip.
pub const ROWS: u32 = 3;
/// The row of the last [`PadEvent`], below the strip.
const PAD_ROW: u32 = 3;
/// How often the picture's number stands below the strip.
const BANDS: u32 = 4;
/// Blocks a row: 32 bits of value, 8 of checksum.
pub const COLUMNS: u32 = 40;

/// Every byte of a picture that nobody may look at: no row of a white picture has a right checksum.
pub const POISON: u8 = 255;

/// Zeros of the strip: RGB 0.
const BLACK: u8 = 0;
/// Zeros of all other rows: RGB 48. The scene stays visible around them.
const DARK: u8 = 48;

/// What one picture says about itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Strip {
    /// Number of the picture, counted from 0.
    pub frame: u32,
    /// When drawing it began: low 32 bits of the µs since the Unix epoch.
    pub drawn_unix_us: u32,
    /// Keys, mouse buttons and pad buttons pressed before drawing began.
    pub presses: u32,
}

/// Why a strip cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// The picture is smaller than a strip.
    Small,
    /// The checksum of this row (0–2, or 3 for that of the pads) is wrong: no strip, or a torn or damaged one.
    Checksum(u32),
    /// The checksum of this band (1–4, downwards) is wrong: the picture is torn or damaged.
    Band(u32),
    /// This band carries the number of another picture.
    Torn {
        /// 1–4, downwards.
        band: u32,
        /// What the strip says.
        top: u32,
        /// What the band says.
        there: u32,
    },
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Small => write!(f, "the picture is too small for the probe's strip"),
            Self::Checksum(row) => {
                write!(f, "row {row} of the probe's strip has a wrong checksum")
            }
            Self::Band(band) => {
                write!(f, "band {band} of the probe's picture has a wrong checksum")
            }
            Self::Torn { band, top, there } => {
                write!(
                    f,
                    "torn: the strip says picture {top}, band {band} says {there}"
                )
            }
        }
    }
}

impl std::error::Error for Unreadable {}

/// Side of a block in a picture `width` pixels wide.
#[must_use]
pub const fn block(width: u32) -> u32 {
    if width < COLUMNS * 16 { 8 } else { 16 }
}

/// Where the bands start, pixels from the top: at each quarter of the picture's height. None in a picture that
/// is too small for them.
pub fn bands(width: u32, height: u32) -> impl Iterator<Item = u32> {
    let block = block(width);
    let fits = width >= COLUMNS * block && height >= (BANDS * (PAD_ROW + 1) + 1) * block;
    let count = if fits { BANDS } else { 0 };
    (1..=count).map(move |band| (height - block) * band / BANDS)
}

impl Strip {
    const fn values(&self) -> [u32; ROWS as usize] {
        [self.frame, self.drawn_unix_us, self.presses]
    }

    /// Paints the strip onto 32-bit pixels, `stride` bytes from row to row; what lies outside is cut off.
    pub fn paint(&self, pixels: &mut [u8], stride: usize, width: u32) {
        for (row, value) in (0..ROWS).zip(self.values()) {
            row::paint(pixels, stride, width, row * block(width), value, BLACK);
        }
    }

    /// Paints the picture's number again, down the picture ([`bands`]).
    pub fn paint_bands(&self, pixels: &mut [u8], stride: usize, width: u32, height: u32) {
        for top in bands(width, height) {
            row::paint(pixels, stride, width, top, self.frame, DARK);
        }
    }

    /// Reads the strip of a picture `width` × `height`, whose brightness at (x, y) `sample` tells: luma,
    /// or any of red, green and blue.
    ///
    /// # Errors
    /// The picture is too small, or a checksum is wrong.
    pub fn read(
        width: u32,
        height: u32,
        sample: impl Fn(u32, u32) -> u8,
    ) -> Result<Self, Unreadable> {
        let block = block(width);
        if width < COLUMNS * block || height < ROWS * block {
            return Err(Unreadable::Small);
        }
        let mut values = [0; ROWS as usize];
        for (row, value) in (0..ROWS).zip(&mut values) {
            *value = row::read(width, row * block, &sample).ok_or(Unreadable::Checksum(row))?;
        }
        let [frame, drawn_unix_us, presses] = values;
        Ok(Self {
            frame,
            drawn_unix_us,
            presses,
        })
    }

    /// Like [`Self::read`], and looks whether the whole picture is of the strip's number.
    ///
    /// # Errors
    /// Those of [`Self::read`]; a band cannot be read, or has another number.
    pub fn read_untorn(
        width: u32,
        height: u32,
        sample: impl Fn(u32, u32) -> u8,
    ) -> Result<Self, Unreadable> {
        let strip = Self::read(width, height, &sample)?;
        for (band, top) in (1..).zip(bands(width, height)) {
            let there = row::read(width, top, &sample).ok_or(Unreadable::Band(band))?;
            if there != strip.frame {
                return Err(Unreadable::Torn {
                    band,
                    top: strip.frame,
                    there,
                });
            }
        }
        Ok(strip)
    }

    /// Reads the strip from a luma plane, `stride` bytes from row to row.
    ///
    /// # Errors
    /// The plane is too small, or a checksum is wrong.
    pub fn read_luma(
        luma: &[u8],
        stride: usize,
        width: u32,
        height: u32,
    ) -> Result<Self, Unreadable> {
        let needed = stride * (height as usize).saturating_sub(1) + width as usize;
        if stride < width as usize || luma.len() < needed {
            return Err(Unreadable::Small);
        }
        Self::read(width, height, |x, y| luma[y as usize * stride + x as usize])
    }
}

/// µs from when a picture was drawn ([`Strip::drawn_unix_us`]) to `now_unix_us`; holds for 71 minutes.
#[must_use]
pub const fn age_us(drawn_unix_us: u32, now_unix_us: u64) -> u32 {
    (now_unix_us as u32).wrapping_sub(drawn_unix_us)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painted(strip: Strip, width: u32, height: u32) -> Vec<u8> {
        let mut pixels = vec![0x77; (width * height * 4) as usize];
        strip.paint(&mut pixels, width as usize * 4, width);
        pixels
    }

    fn read(pixels: &[u8], width: u32, height: u32) -> Result<Strip, Unreadable> {
        Strip::read(width, height, |x, y| pixels[((y * width + x) * 4) as usize])
    }

    #[test]
    fn a_large_window_has_16_pixel_blocks_and_a_small_one_8() {
        let strip = Strip {
            frame: 0x8000_0001,
            drawn_unix_us: 0xdead_beef,
            presses: 7,
        };
        let pixels = painted(strip, 640, 48);
        assert_eq!(pixels[0], 255, "most significant bit first");
        assert_eq!(pixels[16 * 4], 0);
        for (width, height) in [(640, 48), (1280, 720), (639, 480), (320, 24)] {
            assert_eq!(
                read(&painted(strip, width, height), width, height),
                Ok(strip)
            );
        }
        assert_eq!(
            read(&painted(strip, 319, 24), 319, 24),
            Err(Unreadable::Small)
        );
        painted(strip, 1, 1);
    }

    #[test]
    fn damage_is_noticed() {
        let mut pixels = painted(Strip::default(), 640, 48);
        for y in 16..32 {
            pixels[(y * 640 + 40) * 4..][..64].fill(255);
        }
        assert_eq!(read(&pixels, 640, 48), Err(Unreadable::Checksum(1)));
        let grey = [100; 640 * 48];
        assert_eq!(
            Strip::read_luma(&grey, 640, 640, 48),
            Ok(Strip::default()),
            "black"
        );
        assert_eq!(
            Strip::read_luma(&grey[1..], 640, 640, 48),
            Err(Unreadable::Small)
        );
    }

    fn whole(strip: Strip, width: u32, height: u32) -> Vec<u8> {
        let mut pixels = painted(strip, width, height);
        strip.paint_bands(&mut pixels, width as usize * 4, width, height);
        pixels
    }

    fn read_untorn(pixels: &[u8], width: u32, height: u32) -> Result<Strip, Unreadable> {
        Strip::read_untorn(width, height, |x, y| pixels[((y * width + x) * 4) as usize])
    }

    #[test]
    fn a_picture_of_two_halves_is_torn_wherever_it_is_cut() {
        let (width, height) = (640, 480);
        let [old, new] = [41, 42].map(|frame| Strip {
            frame,
            ..Strip::default()
        });
        let [before, after] = [old, new].map(|strip| whole(strip, width, height));
        assert_eq!(read_untorn(&after, width, height), Ok(new));
        for cut in (48..height - 16).step_by(4) {
            let cut = (cut * width * 4) as usize;
            let torn = [&after[..cut], &before[cut..]].concat();
            assert!(read_untorn(&torn, width, height).is_err(), "cut at {cut}");
        }
        let torn = [&after[..960_000], &before[960_000..]].concat();
        let error = read_untorn(&torn, width, height).unwrap_err();
        assert_eq!(
            error.to_string(),
            "torn: the strip says picture 42, band 4 says 41"
        );
    }

    #[test]
    fn a_poisoned_picture_has_no_number_and_a_half_poisoned_one_is_torn() {
        for (width, height) in [(640, 480), (320, 240), (1280, 720)] {
            let mut pixels = vec![POISON; (width * height * 4) as usize];
            assert_eq!(
                read(&pixels, width, height),
                Err(Unreadable::Checksum(0)),
                "all of it"
            );
            Strip::default().paint(&mut pixels, width as usize * 4, width);
            assert_eq!(
                read_untorn(&pixels, width, height),
                Err(Unreadable::Band(1))
            );
        }
    }

    #[test]
    fn a_small_picture_has_no_bands() {
        assert_eq!(bands(640, 271).count(), 0);
        assert_eq!(bands(640, 272).collect::<Vec<_>>(), [64, 128, 192, 256]);
        assert_eq!(bands(319, 2000).count(), 0);
        let strip = Strip::default();
        assert_eq!(
            read_untorn(&painted(strip, 640, 48), 640, 48),
            Ok(strip),
            "the strip is all there is"
        );
        whole(strip, 1, 1);
    }

    #[test]
    fn an_age_spans_the_wrap() {
        assert_eq!(age_us(u32::MAX - 9, 0x5_0000_0005), 15);
    }

    proptest::proptest! {
        #[test]
        fn every_strip_reads_back_from_luma(frame: u32, drawn_unix_us: u32, presses: u32) {
            let strip = Strip { frame, drawn_unix_us, presses };
            let luma: Vec<u8> = painted(strip, 640, 48)
                .chunks_exact(4)
                .map(|pixel| if pixel[0] == 255 { 235 } else { 16 })
                .collect();
            proptest::prop_assert_eq!(Strip::read_luma(&luma, 640, 640, 48), Ok(strip));
        }
    }
}
