//! The machine-readable strip at the top left of the picture (`docs/probe-picture.md`).
//!
//! Three rows of 40 black or white blocks: a 32-bit number, most significant bit first, then its
//! CRC-8. Large blocks survive scaling by the encoder and any bitrate.

/// Rows of blocks.
pub const ROWS: u32 = 3;
/// Blocks a row: 32 bits of value, 8 of checksum.
pub const COLUMNS: u32 = 40;

/// Between black (luma 16, or RGB 0) and white (luma 235, or RGB 255).
const THRESHOLD: u32 = 126;

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
    /// The checksum of this row (0–2) is wrong: no strip, or a torn or damaged one.
    Checksum(u32),
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Small => write!(f, "the picture is too small for the probe's strip"),
            Self::Checksum(row) => {
                write!(f, "row {row} of the probe's strip has a wrong checksum")
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

/// CRC-8, polynomial 0x07, start 0, over the big-endian bytes.
#[must_use]
pub fn crc8(value: u32) -> u8 {
    value.to_be_bytes().iter().fold(0u8, |crc, byte| {
        (0..8).fold(crc ^ byte, |crc, _| {
            if crc & 0x80 == 0 {
                crc << 1
            } else {
                crc << 1 ^ 0x07
            }
        })
    })
}

impl Strip {
    const fn values(&self) -> [u32; ROWS as usize] {
        [self.frame, self.drawn_unix_us, self.presses]
    }

    /// Whether the block at `row`, `column` is white.
    fn is_white(&self, row: u32, column: u32) -> bool {
        let value = self.values()[row as usize];
        let bits = u64::from(value) << 8 | u64::from(crc8(value));
        bits >> (COLUMNS - 1 - column) & 1 == 1
    }

    /// Paints the strip onto 32-bit pixels, `stride` bytes from row to row; what lies outside is cut off.
    pub fn paint(&self, pixels: &mut [u8], stride: usize, width: u32) {
        let block = block(width);
        let row_bytes = (width as usize * 4).min(stride);
        for row in 0..ROWS {
            let first = row as usize * block as usize;
            // One line, drawn once and copied: the blocks below it are the same.
            for y in first..first + block as usize {
                let Some(line) = pixels.get_mut(y * stride..y * stride + row_bytes) else {
                    return;
                };
                for (column, cell) in (0..COLUMNS).zip(line.chunks_mut(block as usize * 4)) {
                    cell.fill(if self.is_white(row, column) { 255 } else { 0 });
                }
            }
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
            let mut bits = 0u64;
            for column in 0..COLUMNS {
                // The middle half of the block: its edges are blurred.
                let (left, top) = (column * block + block / 4, row * block + block / 4);
                let mut sum = 0;
                for y in top..top + block / 2 {
                    for x in left..left + block / 2 {
                        sum += u32::from(sample(x, y));
                    }
                }
                let mean = sum / (block / 2).pow(2);
                bits = bits << 1 | u64::from(mean >= THRESHOLD);
            }
            *value = (bits >> 8) as u32;
            if crc8(*value) != bits as u8 {
                return Err(Unreadable::Checksum(row));
            }
        }
        let [frame, drawn_unix_us, presses] = values;
        Ok(Self {
            frame,
            drawn_unix_us,
            presses,
        })
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
    fn the_checksum_is_crc8_07() {
        // The last one is of the bytes "1234".
        assert_eq!(crc8(0), 0);
        assert_eq!(crc8(1), 0x07);
        assert_eq!(crc8(0x3132_3334), 0xc2);
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
