//! A picture of one size inside a picture of another: aspect kept, centred, black around it.

use fast_image_resize as fir;
use fir::images::{TypedCroppedImage, TypedCroppedImageMut, TypedImage, TypedImageRef};
use fir::pixels::U8x4;
use stratus_media::{PixelFormat, Size};

use crate::linear::Reading;
use crate::pixels::Packed;

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
    /// A picture of the target's size, black around [`Self::area`].
    scaled: Vec<u8>,
    area: Option<(Area, Size)>,
    /// Rows laid end to end, for a stride that is no whole number of pixels and for DMA-BUFs.
    tight: Vec<u8>,
}

impl Scaler {
    /// The picture within one of `target`'s size; `None` where the scaler refuses it.
    pub(crate) fn scale(&mut self, source: Packed<'_>, target: Size) -> Option<Packed<'_>> {
        let stride = source.stride as usize;
        if stride.is_multiple_of(PixelFormat::BYTES as usize) {
            return self.resize(Rows::At(source), target);
        }
        let row = (source.size.width * PixelFormat::BYTES) as usize;
        self.tight.clear();
        for line in source.bytes.chunks_exact(stride) {
            self.tight.extend_from_slice(&line[..row]);
        }
        self.resize(Rows::Tight(source.size), target)
    }

    /// The same of a picture of `from` in a DMA-BUF, whose reading ends before the scaler's work begins:
    /// that one comes back to each row, which only ordinary memory is fast enough for.
    pub(crate) fn scale_read(
        &mut self,
        source: Reading<'_>,
        from: Size,
        target: Size,
    ) -> Option<Packed<'_>> {
        source.copy_rows(0..from.height, &mut self.tight);
        drop(source);
        self.resize(Rows::Tight(from), target)
    }

    fn resize(&mut self, rows: Rows<'_>, target: Size) -> Option<Packed<'_>> {
        let (bytes, image_width, from) = match rows {
            Rows::At(packed) => (
                packed.bytes,
                packed.stride / PixelFormat::BYTES,
                packed.size,
            ),
            Rows::Tight(from) => (self.tight.as_slice(), from.width, from),
        };
        let area = fit(from, target);
        let stride = target.width * PixelFormat::BYTES;
        if self.area.replace((area, target)) != Some((area, target)) {
            self.scaled.clear();
            self.scaled
                .resize(stride as usize * target.height as usize, 0);
        }
        let whole = TypedImageRef::<U8x4>::from_buffer(image_width, from.height, bytes).ok()?;
        // The end of a row that is no picture is cut off before the filter: a crop of its options still looks
        // over the edge.
        let image = TypedCroppedImage::new(whole, 0, 0, from.width, from.height).ok()?;
        let to =
            TypedImage::<U8x4>::from_buffer(target.width, target.height, &mut self.scaled).ok()?;
        let mut to = TypedCroppedImageMut::new(to, area.x, area.y, area.width, area.height).ok()?;
        let options = fir::ResizeOptions::new()
            .resize_alg(fir::ResizeAlg::Convolution(fir::FilterType::Bilinear))
            .use_alpha(false);
        // The typed call: the other compiles the filter for every kind of pixel there is.
        self.resizer.resize_typed(&image, &mut to, &options).ok()?;
        Some(Packed {
            bytes: &self.scaled,
            stride,
            size: target,
        })
    }
}

/// Where the rows to scale are.
enum Rows<'a> {
    At(Packed<'a>),
    /// In [`Scaler::tight`], a picture of this size.
    Tight(Size),
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
