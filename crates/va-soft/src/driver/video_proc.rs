//! Conversion to NV12, BT.709 limited, with scaling into a region.

use std::sync::Arc;

use super::failure::{Outcome, demand, wrong};
use super::surface::{Pixels, Surface, red_first};
use crate::h264::picture::Picture;
use crate::va::*;

/// What a `VAProcPipelineParameterBuffer` asks for, read when it is rendered.
#[derive(Clone, Copy, Debug)]
pub struct Pipeline {
    pub surface: u32,
    pub from: Option<VARectangle>,
    pub to: Option<VARectangle>,
    pub background: u32,
}

/// Red, green, blue.
type Rgb = [i32; 3];

impl Pipeline {
    /// Reads the parameters.
    ///
    /// # Safety
    ///
    /// The regions' pointers are null or lead to rectangles.
    pub unsafe fn read(parameters: &VAProcPipelineParameterBuffer) -> Outcome<Self> {
        let p = parameters;
        let none = p.num_filters == 0
            && p.num_forward_references == 0
            && p.num_backward_references == 0
            && p.num_additional_outputs == 0;
        demand(none, || "filters, references or further outputs".into())?;
        demand(p.rotation_state == 0 && p.mirror_state == 0, || {
            "rotation or mirroring".into()
        })?;
        demand(p.blend_state.is_null(), || "blending".into())?;
        let standard = p.output_color_standard;
        let explicit = p.output_color_properties;
        let bt709 = match standard {
            VAProcColorStandardBT709 => true,
            // The numbers of ISO/IEC 23091-2.
            VAProcColorStandardExplicit => explicit.matrix_coefficients == 1,
            _ => false,
        };
        demand(bt709, || {
            format!("output_color_standard {standard} is not BT.709; others are not known here")
        })?;
        let range = u32::from(explicit.color_range);
        demand(range != VA_SOURCE_RANGE_FULL, || {
            "output_color_properties.color_range is full, and not limited".into()
        })?;
        let source_range = u32::from(p.input_color_properties.color_range);
        demand(source_range != VA_SOURCE_RANGE_REDUCED, || {
            "input_color_properties.color_range is limited, and RGB is full".into()
        })?;
        // SAFETY: the caller's promise.
        let region = |pointer: *const VARectangle| unsafe { pointer.as_ref().copied() };
        Ok(Self {
            surface: p.surface,
            from: region(p.surface_region),
            to: region(p.output_region),
            background: p.output_background_color,
        })
    }

    /// Converts `source` into a new picture for `target`.
    pub fn run(&self, source: &Surface, target: &Surface) -> Outcome<Arc<Picture>> {
        let Pixels::Nv12(_) = &target.pixels else {
            return Err(wrong(
                "the target of a conversion is no NV12 surface of the driver's",
            ));
        };
        let from = within(self.from, source, "surface_region")?;
        let to = within(self.to, target, "output_region")?;
        let mut picture = Picture::new(target.width, target.height);
        if red_first(source.fourcc).is_some() {
            let red = if red_first(source.fourcc) == Some(true) {
                0
            } else {
                2
            };
            source.rgb(|bytes, offset, pitch| {
                let pixel = |x: usize, y: usize| {
                    let at = offset + y * pitch + x * 4;
                    [red, 1, 2 - red].map(|channel| i32::from(bytes[at + channel]))
                };
                self.fill(&mut picture, target, &Scaler::new(from, to), pixel);
            });
        } else {
            let same = from.width == to.width && from.height == to.height && to.x == 0 && to.y == 0;
            demand(same && from.x == 0 && from.y == 0, || {
                "NV12 is only copied, not scaled or moved".into()
            })?;
            picture = Arc::unwrap_or_clone(source.source()?);
            demand(
                picture.stride() == Picture::new(target.width, 1).stride(),
                || "NV12 surfaces of different sizes".into(),
            )?;
        }
        picture.pad(target.width, target.height);
        Ok(Arc::new(picture))
    }

    fn fill(
        &self,
        picture: &mut Picture,
        target: &Surface,
        scaler: &Scaler,
        pixel: impl Fn(usize, usize) -> Rgb,
    ) {
        let background = [16, 8, 0].map(|shift| (self.background >> shift & 255) as i32);
        let (width, height) = (target.width as usize, target.height as usize);
        let stride = picture.stride();
        let mut rows = [vec![background; width + 1], vec![background; width + 1]];
        for pair in 0..height.div_ceil(2) {
            for (half, row) in rows.iter_mut().enumerate() {
                let y = (pair * 2 + half).min(height - 1);
                row.fill(background);
                scaler.row(y, &pixel, row);
                row[width] = row[width - 1];
                for (x, &rgb) in row[..width].iter().enumerate() {
                    picture.luma[y * stride + x] = luma(rgb);
                }
            }
            for x in 0..width.div_ceil(2) {
                let sum = |channel: usize| -> i32 {
                    let of = |row: &Vec<Rgb>| row[2 * x][channel] + row[2 * x + 1][channel];
                    (rows.iter().map(of).sum::<i32>() + 2) >> 2
                };
                let [cb, cr] = chroma([sum(0), sum(1), sum(2)]);
                picture.chroma[pair * stride + 2 * x] = cb;
                picture.chroma[pair * stride + 2 * x + 1] = cr;
            }
        }
    }
}

fn within(region: Option<VARectangle>, surface: &Surface, name: &str) -> Outcome<VARectangle> {
    let whole = VARectangle {
        x: 0,
        y: 0,
        width: surface.width as u16,
        height: surface.height as u16,
    };
    let region = region.unwrap_or(whole);
    let fits = region.x >= 0
        && region.y >= 0
        && region.width > 0
        && region.height > 0
        && region.x as u32 + u32::from(region.width) <= surface.width
        && region.y as u32 + u32::from(region.height) <= surface.height;
    demand(fits, || {
        format!(
            "{name} {}×{} at {},{} of a surface of {}×{}",
            region.width, region.height, region.x, region.y, surface.width, surface.height
        )
    })?;
    Ok(region)
}

/// Bilinear scaling from one region to another, in 1/256 of a pixel.
struct Scaler {
    from: VARectangle,
    to: VARectangle,
    columns: Vec<(usize, usize, i32)>,
}

/// The two pixels that one lies between, and how near it is to the second.
fn between(index: usize, count: u16, of: u16) -> (usize, usize, i32) {
    let at = (2 * index as i64 + 1) * i64::from(of) * 128 / i64::from(count) - 128;
    let at = at.clamp(0, i64::from(of - 1) * 256);
    let first = (at / 256) as usize;
    (
        first,
        (first + 1).min(usize::from(of) - 1),
        (at % 256) as i32,
    )
}

impl Scaler {
    fn new(from: VARectangle, to: VARectangle) -> Self {
        Self {
            from,
            to,
            columns: (0..usize::from(to.width))
                .map(|x| between(x, to.width, from.width))
                .collect(),
        }
    }

    fn row(&self, y: usize, pixel: &impl Fn(usize, usize) -> Rgb, row: &mut [Rgb]) {
        let (left, top) = (self.to.x as usize, self.to.y as usize);
        let Some(y) = y.checked_sub(top).filter(|&y| y < self.to.height.into()) else {
            return;
        };
        let (x0, y0) = (self.from.x as usize, self.from.y as usize);
        let (above, below, down) = between(y, self.to.height, self.from.height);
        for (out, &(a, b, right)) in row[left..].iter_mut().zip(&self.columns) {
            let at = |x: usize, y: usize| pixel(x0 + x, y0 + y);
            *out = if right == 0 && down == 0 {
                at(a, above)
            } else {
                let (p, q) = (at(a, above), at(b, above));
                let (r, s) = (at(a, below), at(b, below));
                std::array::from_fn(|i| {
                    let upper = p[i] * (256 - right) + q[i] * right;
                    let lower = r[i] * (256 - right) + s[i] * right;
                    (upper * (256 - down) + lower * down + (1 << 15)) >> 16
                })
            };
        }
    }
}

/// Y′ of BT.709, limited.
fn luma([r, g, b]: Rgb) -> u8 {
    ((11_966 * r + 40_254 * g + 4_064 * b + (16 << 16) + (1 << 15)) >> 16) as u8
}

/// Cb and Cr of BT.709, limited.
fn chroma([r, g, b]: Rgb) -> [u8; 2] {
    let offset = (128 << 16) + (1 << 15);
    [
        ((28_785 * b - 6_596 * r - 22_189 * g + offset) >> 16) as u8,
        ((28_785 * r - 26_145 * g - 2_640 * b + offset) >> 16) as u8,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_black_and_the_primaries_are_those_of_bt_709() {
        assert_eq!((luma([255; 3]), chroma([255; 3])), (235, [128, 128]));
        assert_eq!((luma([0; 3]), chroma([0; 3])), (16, [128, 128]));
        assert_eq!((luma([255, 0, 0]), chroma([255, 0, 0])), (63, [102, 240]));
        assert_eq!((luma([0, 255, 0]), chroma([0, 255, 0])), (173, [42, 26]));
        assert_eq!((luma([0, 0, 255]), chroma([0, 0, 255])), (32, [240, 118]));
    }

    #[test]
    fn a_picture_that_is_not_scaled_is_read_pixel_by_pixel() {
        for count in [1, 2, 7, 640] {
            for index in 0..usize::from(count) {
                assert_eq!(between(index, count, count).0, index);
                assert_eq!(between(index, count, count).2, 0);
            }
        }
    }
}
