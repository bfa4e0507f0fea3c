//! Pictures that are made up.

use stratus_media::Size;

use super::Source;

/// Marsaglia's xorshift64: the same numbers in every run.
struct Random(u64);

impl Random {
    const fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

/// Every pixel at random.
pub struct Noise(Random);

impl Noise {
    pub const fn new() -> Self {
        Self(Random(0x9E37_79B9_7F4A_7C15))
    }
}

impl Source for Noise {
    fn next(&mut self, bgrx: &mut [u8]) -> anyhow::Result<()> {
        for two in bgrx.chunks_mut(8) {
            let random = self.0.next().to_le_bytes();
            two.copy_from_slice(&random[..two.len()]);
        }
        Ok(())
    }
}

/// The same picture every time: tiles of 8 × 8 pixels in shaded colours, a row of them brighter than the last.
pub struct Still(Vec<u8>);

impl Still {
    pub fn new(size: Size) -> Self {
        let (width, height) = (size.width as usize, size.height as usize);
        let mut random = Random(1);
        let mut bgrx = vec![0; width * height * 4];
        let across = width.div_ceil(8);
        for tiles in 0..height.div_ceil(8) {
            let colours: Vec<[u8; 8]> = (0..across).map(|_| random.next().to_le_bytes()).collect();
            let shade = 64 + 191 * tiles * 8 / height;
            for y in tiles * 8..(tiles * 8 + 8).min(height) {
                for x in 0..width {
                    for channel in 0..3 {
                        let colour = usize::from(colours[x / 8][channel]) * shade / 255;
                        bgrx[(y * width + x) * 4 + channel] = (colour + x % 8).min(255) as u8;
                    }
                }
            }
        }
        Self(bgrx)
    }
}

impl Source for Still {
    fn next(&mut self, bgrx: &mut [u8]) -> anyhow::Result<()> {
        bgrx.copy_from_slice(&self.0);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_never_repeats_and_a_still_never_changes() {
        let size = Size::new(20, 12);
        let mut two = [vec![0; 20 * 12 * 4], vec![0; 20 * 12 * 4]];
        let mut noise = Noise::new();
        for picture in &mut two {
            noise.next(picture).unwrap();
        }
        assert_ne!(two[0], two[1]);
        let mut again = vec![0; 20 * 12 * 4];
        Noise::new().next(&mut again).unwrap();
        assert_eq!(two[0], again);
        let mut still = Still::new(size);
        for picture in &mut two {
            still.next(picture).unwrap();
        }
        assert_eq!(two[0], two[1]);
    }
}
