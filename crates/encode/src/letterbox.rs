//! A picture of one size inside a picture of another: aspect kept, centred, black around it.

use fast_image_resize as fir;
use stratus_media::{PixelFormat, Size};

use crate::planes::Packed;

/// A rectangle with even edges, pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Area {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

impl Area {
    pub(crate) const fn whole(size: Size) -> Self {
        Self {
            x: 0,
            y: 0,
            width: size.width,
            height: size.height,
        }
    }
}

/// The largest area of `target` with the aspect of `source`. Edges are even: pixels share chroma in twos.
pub(crate) fn fit(source: Size, target: Size) -> Area {
    let (sw, sh) = (u64::from(source.width), u64::from(source.height));
    let (tw, th) = (u64::from(target.width), u64::from(target.height));
    // Rounded to the nearest even number, at least 2, at most the target's side (even itself).
    let even = |numerator: u64, denominator: u64, most: u64| {
        let half = (numerator + denominator) / (2 * denominator.max(1));
        (half * 2).clamp(2, most) as u32
    };
    let (width, height) = if sw * th >= tw * sh {
        (target.width, even(tw * sh, sw, th))
    } else {
        (even(th * sw, sh, tw), target.height)
    };
    Area {
        x: ((target.width - width) / 2) & !1,
        y: ((target.height - height) / 2) & !1,
        width,
        height,
    }
}

/// Scales pictures into memory that it keeps.
#[derive(Default)]
pub(crate) struct Scaler {
    resizer: fir::Resizer,
    scaled: Vec<u8>,
    /// Rows laid end to end, for a stride that is no whole number of pixels.
    tight: Vec<u8>,
}

impl Scaler {
    /// The picture at `size`, and its bytes from row to row; `None` where the scaler refuses it.
    pub(crate) fn scale(&mut self, source: Packed<'_>, size: Size) -> Option<(&[u8], u32)> {
        let Size { width, height } = source.size;
        let row = (width * PixelFormat::BYTES) as usize;
        let stride = source.stride as usize;
        let (bytes, image_width) = if stride.is_multiple_of(PixelFormat::BYTES as usize) {
            (source.bytes, source.stride / PixelFormat::BYTES)
        } else {
            self.tight.clear();
            for y in 0..height as usize {
                self.tight
                    .extend_from_slice(&source.bytes[y * stride..][..row]);
            }
            (self.tight.as_slice(), width)
        };
        let out_stride = size.width * PixelFormat::BYTES;
        self.scaled
            .resize(out_stride as usize * size.height as usize, 0);
        let pixel = fir::PixelType::U8x4;
        let from = fir::images::ImageRef::new(image_width, height, bytes, pixel).ok()?;
        let mut to =
            fir::images::Image::from_slice_u8(size.width, size.height, &mut self.scaled, pixel)
                .ok()?;
        let options = fir::ResizeOptions::new()
            .resize_alg(fir::ResizeAlg::Convolution(fir::FilterType::Bilinear))
            .crop(0.0, 0.0, f64::from(width), f64::from(height))
            .use_alpha(false);
        self.resizer.resize(&from, &mut to, &options).ok()?;
        Some((&self.scaled, out_stride))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aspect_is_kept_and_the_picture_centred() {
        let target = Size::new(1280, 720);
        let fit = |w, h| fit(Size::new(w, h), target);
        assert_eq!(fit(640, 360), Area::whole(target));
        assert_eq!(fit(1920, 1080), Area::whole(target));
        let four_to_three = fit(640, 480);
        assert_eq!(
            four_to_three,
            Area {
                x: 160,
                y: 0,
                width: 960,
                height: 720
            }
        );
        let wide = fit(2560, 720);
        assert_eq!((wide.y, wide.height), (180, 360));
        assert_eq!((fit(1, 1).width, fit(1, 1).x), (720, 280));
        assert_eq!(fit(32768, 1).height, 2);
        assert_eq!(fit(1, 32768).width, 2);
    }

    proptest::proptest! {
        #[test]
        fn the_area_is_even_and_inside(w in 1u32..4000, h in 1u32..4000, tw in 1u32..2000, th in 1u32..2000) {
            let target = Size::new(tw * 2, th * 2);
            let area = fit(Size::new(w, h), target);
            for side in [area.x, area.y, area.width, area.height] {
                proptest::prop_assert_eq!(side % 2, 0);
            }
            proptest::prop_assert!(area.width >= 2 && area.height >= 2);
            proptest::prop_assert!(area.x + area.width <= target.width);
            proptest::prop_assert!(area.y + area.height <= target.height);
        }
    }
}
