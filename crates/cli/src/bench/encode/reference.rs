//! What a picture should decode to: BT.709, limited range, 4:2:0, by the definition and in double precision.

use stratus_media::Size;

/// A picture's luma and chroma, rows without gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct I420 {
    pub size: Size,
    /// Y′, Cb, Cr.
    pub planes: [Vec<u8>; 3],
}

impl I420 {
    /// A picture of this size (even sides), to be filled.
    pub fn new(size: Size) -> Self {
        let pixels = size.width as usize * size.height as usize;
        Self {
            size,
            planes: [vec![0; pixels], vec![0; pixels / 4], vec![0; pixels / 4]],
        }
    }

    /// Converts rows without gaps, each pixel B, G, R, x.
    ///
    /// Each value is what ITU-R BT.709-6 (3.2 to 3.5) says, rounded to the nearest; a chroma sample is that of the
    /// mean of its four pixels.
    pub fn convert(&mut self, bgrx: &[u8]) {
        let width = self.size.width as usize;
        let [luma, blue, red] = &mut self.planes;
        for (two, ((luma, blue), red)) in bgrx.chunks_exact(width * 8).zip(
            luma.chunks_exact_mut(width * 2)
                .zip(blue.chunks_exact_mut(width / 2))
                .zip(red.chunks_exact_mut(width / 2)),
        ) {
            for (pixel, luma) in two.chunks_exact(4).zip(luma.iter_mut()) {
                let value = luminance(
                    f64::from(pixel[2]),
                    f64::from(pixel[1]),
                    f64::from(pixel[0]),
                );
                *luma = rounded(16.0 + 219.0 / 255.0 * value);
            }
            let (upper, lower) = two.split_at(width * 4);
            for (((upper, lower), blue), red) in upper
                .chunks_exact(8)
                .zip(lower.chunks_exact(8))
                .zip(blue.iter_mut())
                .zip(red.iter_mut())
            {
                let mean = |at: usize| {
                    let sum = [upper[at], upper[at + 4], lower[at], lower[at + 4]];
                    f64::from(sum.into_iter().map(u16::from).sum::<u16>()) / 4.0
                };
                let (b, g, r) = (mean(0), mean(1), mean(2));
                let y = luminance(r, g, b);
                *blue = rounded(128.0 + 224.0 / 255.0 * (b - y) / 1.8556);
                *red = rounded(128.0 + 224.0 / 255.0 * (r - y) / 1.5748);
            }
        }
    }
}

fn luminance(r: f64, g: f64, b: f64) -> f64 {
    0.2126f64.mul_add(r, 0.7152f64.mul_add(g, 0.0722 * b))
}

/// To the nearest; values are above 0.
fn rounded(value: f64) -> u8 {
    (value + 0.5) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(b: u8, g: u8, r: u8) -> [u8; 3] {
        let mut picture = I420::new(Size::new(2, 2));
        picture.convert(&[b, g, r, 0].repeat(4));
        [0, 1, 2].map(|n| picture.planes[n][0])
    }

    #[test]
    fn the_corners_of_the_colour_cube_are_those_of_bt_709() {
        assert_eq!(of(0, 0, 0), [16, 128, 128]);
        assert_eq!(of(255, 255, 255), [235, 128, 128]);
        assert_eq!(of(0, 0, 255), [63, 102, 240]);
        assert_eq!(of(0, 255, 0), [173, 42, 26]);
        assert_eq!(of(255, 0, 0), [32, 240, 118]);
    }

    #[test]
    fn chroma_is_that_of_the_mean_of_four_pixels() {
        let mut picture = I420::new(Size::new(4, 2));
        let mut bgrx = vec![0; 4 * 2 * 4];
        // One blue pixel of the right four.
        bgrx[4 * 4 + 3 * 4] = 255;
        picture.convert(&bgrx);
        assert_eq!(picture.planes[0], [16, 16, 16, 16, 16, 16, 16, 32]);
        assert_eq!(picture.planes[1], [128, 156]);
    }
}
