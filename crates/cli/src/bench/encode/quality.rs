//! PSNR and SSIM of decoded pictures against what they should be.

use anyhow::ensure;

use super::libav::Picture;
use super::reference::I420;

/// What an exact copy is said to have, dB: its PSNR is infinite, which JSON cannot say.
pub const EXACT_DB: f64 = 100.0;

/// Adds up pictures.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quality {
    pictures: u64,
    squares: u64,
    samples: u64,
    ssim: f64,
}

impl Quality {
    /// Compares one picture.
    pub fn add(&mut self, reference: &I420, decoded: &Picture<'_>) -> anyhow::Result<()> {
        ensure!(
            decoded.size == reference.size,
            "the stream's pictures are {}, not {}",
            decoded.size,
            reference.size
        );
        let mut ssim = 0.0;
        for (n, weight) in [(0, 4.0), (1, 1.0), (2, 1.0)] {
            let width = reference.size.width as usize >> usize::from(n > 0);
            let a = Plane {
                samples: &reference.planes[n],
                stride: width,
            };
            let (samples, stride) = decoded.planes[n];
            let b = Plane { samples, stride };
            let height = reference.planes[n].len() / width;
            self.squares += squares(a, b, width, height);
            self.samples += (width * height) as u64;
            ssim += weight * ssim_of(a, b, width, height);
        }
        self.ssim += ssim / 6.0;
        self.pictures += 1;
        Ok(())
    }

    /// Peak signal to noise over all samples of all pictures, dB; none without pictures.
    pub fn psnr(&self) -> Option<f64> {
        if self.samples == 0 {
            return None;
        }
        if self.squares == 0 {
            return Some(EXACT_DB);
        }
        let mean = self.squares as f64 / self.samples as f64;
        Some((10.0 * (255.0 * 255.0 / mean).log10()).min(EXACT_DB))
    }

    /// The mean of the pictures' structural similarity; none without pictures.
    pub fn ssim(&self) -> Option<f64> {
        (self.pictures > 0).then(|| self.ssim / self.pictures as f64)
    }
}

#[derive(Clone, Copy)]
struct Plane<'a> {
    samples: &'a [u8],
    stride: usize,
}

impl<'a> Plane<'a> {
    fn row(&self, y: usize, width: usize) -> &'a [u8] {
        &self.samples[y * self.stride..][..width]
    }
}

/// The sum of the squares of all differences.
fn squares(a: Plane<'_>, b: Plane<'_>, width: usize, height: usize) -> u64 {
    (0..height)
        .map(|y| {
            let row = a.row(y, width).iter().zip(b.row(y, width));
            row.map(|(&a, &b)| {
                let difference = u32::from(a.abs_diff(b));
                u64::from(difference * difference)
            })
            .sum::<u64>()
        })
        .sum()
}

/// What SSIM needs of a block of 4 × 4 samples.
#[derive(Clone, Copy, Default)]
struct Sums {
    a: u32,
    b: u32,
    /// Squares of both.
    squares: u32,
    products: u32,
}

impl Sums {
    fn add(self, other: Self) -> Self {
        Self {
            a: self.a + other.a,
            b: self.b + other.b,
            squares: self.squares + other.squares,
            products: self.products + other.products,
        }
    }

    fn of(a: Plane<'_>, b: Plane<'_>, x: usize, y: usize) -> Self {
        let mut sums = Self::default();
        for row in y..y + 4 {
            let (a, b) = (&a.row(row, x + 4)[x..], &b.row(row, x + 4)[x..]);
            for (&a, &b) in a.iter().zip(b) {
                let (a, b) = (u32::from(a), u32::from(b));
                sums.a += a;
                sums.b += b;
                sums.squares += a * a + b * b;
                sums.products += a * b;
            }
        }
        sums
    }

    /// The similarity of a window of 8 × 8 samples: Wang et al., Image Quality Assessment (2004), with its constants.
    fn ssim(self) -> f64 {
        const C1: f64 = 0.01 * 0.01 * 255.0 * 255.0 * 64.0 * 64.0;
        const C2: f64 = 0.03 * 0.03 * 255.0 * 255.0 * 64.0 * 63.0;
        let (a, b) = (f64::from(self.a), f64::from(self.b));
        let variances = f64::from(self.squares) * 64.0 - a * a - b * b;
        let covariance = f64::from(self.products) * 64.0 - a * b;
        (2.0 * a * b + C1) * (2.0 * covariance + C2) / ((a * a + b * b + C1) * (variances + C2))
    }
}

/// The mean over windows of 8 × 8 samples, four apart.
fn ssim_of(a: Plane<'_>, b: Plane<'_>, width: usize, height: usize) -> f64 {
    let columns = width / 4;
    let blocks = |y: usize, into: &mut Vec<Sums>| {
        into.clear();
        into.extend((0..columns).map(|x| Sums::of(a, b, x * 4, y * 4)));
    };
    let (mut above, mut below) = (Vec::new(), Vec::new());
    blocks(0, &mut above);
    let (mut sum, mut windows) = (0.0, 0u64);
    for y in 1..height / 4 {
        blocks(y, &mut below);
        for (upper, lower) in above.windows(2).zip(below.windows(2)) {
            sum += upper[0].add(upper[1]).add(lower[0]).add(lower[1]).ssim();
            windows += 1;
        }
        std::mem::swap(&mut above, &mut below);
    }
    sum / windows.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use stratus_media::Size;

    const SIZE: Size = Size::new(32, 16);

    fn grey(value: u8) -> I420 {
        let mut picture = I420::new(SIZE);
        for plane in &mut picture.planes {
            plane.fill(value);
        }
        picture
    }

    fn compared(reference: &I420, decoded: &I420) -> Quality {
        let planes = [(0, 32), (1, 16), (2, 16)].map(|(n, s)| (decoded.planes[n].as_slice(), s));
        let mut quality = Quality::default();
        let size = decoded.size;
        quality.add(reference, &Picture { size, planes }).unwrap();
        quality
    }

    #[test]
    fn a_copy_is_perfect() {
        let quality = compared(&grey(90), &grey(90));
        assert_eq!(quality.psnr(), Some(EXACT_DB));
        assert_eq!(quality.ssim(), Some(1.0));
        assert_eq!(Quality::default().psnr(), None);
    }

    #[test]
    fn one_step_everywhere_is_48_db() {
        // 20 · log10(255).
        let psnr = compared(&grey(90), &grey(91)).psnr().unwrap();
        assert!((psnr - 48.1308).abs() < 1e-4, "{psnr}");
    }

    #[test]
    fn flat_pictures_are_as_similar_as_their_means() {
        let ssim = compared(&grey(100), &grey(120)).ssim().unwrap();
        let c1 = (0.01f64 * 255.0).powi(2);
        let wanted = (2.0 * 100.0 * 120.0 + c1) / (100.0f64.powi(2) + 120.0f64.powi(2) + c1);
        assert!((ssim - wanted).abs() < 1e-9, "{ssim} {wanted}");
    }

    #[test]
    fn structure_upside_down_is_unlike() {
        let mut stripes = grey(128);
        let mut opposite = grey(128);
        for n in 0..3 {
            for (at, sample) in stripes.planes[n].iter_mut().enumerate() {
                *sample = if at % 2 == 0 { 28 } else { 228 };
                opposite.planes[n][at] = 255 - *sample;
            }
        }
        assert!(compared(&stripes, &opposite).ssim().unwrap() < -0.9);
    }

    #[test]
    fn pictures_of_another_size_are_refused() {
        let other = I420::new(Size::new(16, 16));
        let planes = [(0, 16), (1, 8), (2, 8)].map(|(n, s)| (other.planes[n].as_slice(), s));
        let picture = Picture {
            size: other.size,
            planes,
        };
        let error = Quality::default().add(&grey(1), &picture).unwrap_err();
        assert!(error.to_string().contains("16×16"), "{error}");
    }
}
