//! The picture in the encoder's colours: NV12, BT.709, limited range.

mod compare;
mod convert;
mod split;

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use stratus_media::{Damage, PixelFormat, Size, VideoFrame};

use crate::EncodeError;
use crate::bands::Bands;
use crate::letterbox::Scaler;
use crate::linear::Reading;
use crate::pixels::{Pixels, unreadable, unusable};

use compare::{Fresh, MACROBLOCK};
use split::{Room, Source, Split, Whole};

pub(crate) use compare::Difference;

/// Luma of black and of no colour, limited range (ITU-R BT.709).
const BLACK: u8 = 16;
const GREY: u8 = 128;

/// Bytes from row to row of pictures of `size`, by whomever they are converted.
pub(crate) const fn stride_of(size: Size) -> usize {
    (size.width as usize).next_multiple_of(64)
}

/// What the planes were filled from last.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Origin {
    size: Size,
    format: PixelFormat,
}

/// What a thread converts in.
#[derive(Default)]
struct Scratch {
    /// A few rows of a buffer that cannot be converted in place, end to end.
    strip: Vec<u8>,
    luma: Vec<u8>,
    chroma: Vec<u8>,
    /// A number a macroblock of a row.
    sums: Vec<u32>,
}

/// NV12 planes of a fixed size that follow a game's frames.
pub(crate) struct Planes {
    size: Size,
    stride: usize,
    luma: Vec<u8>,
    chroma: Vec<u8>,
    /// 1 for each macroblock that is as it was in the picture that was encoded last, row by row.
    same: Vec<u8>,
    /// [`compare::detail`] of each row of macroblocks.
    details: Vec<(u64, u64)>,
    difference: Difference,
    /// What the planes held before the last change was encoded.
    encoded: bool,
    bands: Bands,
    /// One a thread.
    scratch: Vec<Mutex<Scratch>>,
    scaler: Scaler,
    last: Option<(Origin, u64)>,
}

/// The planes as a library wants them.
pub(crate) struct Parts<'a> {
    pub(crate) luma: *mut u8,
    pub(crate) chroma: *mut u8,
    /// Of both.
    pub(crate) stride: usize,
    /// A byte a macroblock, row by row; 1 where it is as it was in the picture that was encoded last.
    pub(crate) same: &'a [u8],
}

/// What a picture asks of an encoder.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Content {
    /// Pixels.
    pub(crate) pixels: f64,
    /// How far a sample is from the same one of the picture before, on the average of all.
    pub(crate) difference: f64,
    /// How far a sample is from its neighbours, on the average.
    pub(crate) detail: f64,
    /// The part of the picture that is not as it was, 0 to 1.
    pub(crate) changed: f64,
}

impl Planes {
    /// Black planes, filled by `threads` threads.
    pub(crate) fn new(size: Size, threads: usize) -> Self {
        let (width, height) = (size.width as usize, size.height as usize);
        let stride = stride_of(size);
        let (wide, high) = (width.div_ceil(MACROBLOCK), height.div_ceil(MACROBLOCK));
        let bands = Bands::new(threads.saturating_sub(1));
        let scratch = (0..bands.workers()).map(|_| {
            Mutex::new(Scratch {
                strip: Vec::new(),
                luma: vec![0; MACROBLOCK * stride],
                chroma: vec![0; MACROBLOCK / 2 * stride],
                sums: vec![0; wide],
            })
        });
        Self {
            size,
            stride,
            luma: vec![BLACK; stride * height],
            chroma: vec![GREY; stride * height.div_ceil(2)],
            same: vec![0; wide * high],
            details: vec![split::NOTHING; high],
            difference: Difference::default(),
            encoded: false,
            scratch: scratch.collect(),
            bands,
            scaler: Scaler::default(),
            last: None,
        }
    }

    /// Brings the planes to `frame`; converts only the rows that changed where it can tell.
    pub(crate) fn follow(
        &mut self,
        frame: &VideoFrame,
        backend: &'static str,
    ) -> Result<(), EncodeError> {
        let pixels = Pixels::of(frame, backend)?;
        self.bring(frame, |planes, rows| {
            if frame.size == planes.size {
                planes.convert(frame, &pixels, rows, backend)
            } else {
                planes.scale(frame, &pixels, backend)
            }
        })
    }

    /// The same where another has converted `frame` already, into NV12 of the planes' own size and stride: the rows
    /// that may have changed are compared and taken over.
    pub(crate) fn take_over(
        &mut self,
        frame: &VideoFrame,
        luma: &[u8],
        chroma: &[u8],
    ) -> Result<(), EncodeError> {
        self.bring(frame, |planes, rows| {
            planes.fill(frame, rows, &Fresh { luma, chroma })
        })
    }

    /// Has `fill` fill the rows that may differ in `frame`, and notes what the planes hold then.
    fn bring(
        &mut self,
        frame: &VideoFrame,
        fill: impl FnOnce(&mut Self, Range<u32>) -> Result<(), EncodeError>,
    ) -> Result<(), EncodeError> {
        let origin = Origin {
            size: frame.size,
            format: frame.format,
        };
        let known = self
            .last
            .is_some_and(|(last, seq)| last == origin && seq.checked_add(1) == Some(frame.seq));
        // A conversion that fails half-way leaves planes that follow nothing.
        self.last = None;
        let compared = std::mem::take(&mut self.encoded);
        self.same.fill(u8::from(compared));
        self.difference = Difference::default();
        let nothing = known && (frame.damage.width == 0 || frame.damage.height == 0);
        let rows = if nothing {
            // The planes hold this picture already.
            0..0
        } else if known && frame.size == self.size {
            rows_of(frame.damage, frame.size)
        } else {
            0..self.size.height
        };
        if !rows.is_empty() {
            fill(self, rows)?;
        }
        if !compared {
            self.difference = self.unknown();
        }
        self.last = Some((origin, frame.seq));
        Ok(())
    }

    /// What the planes hold was encoded: what comes next is compared with it.
    pub(crate) fn encoded(&mut self) {
        self.encoded = true;
        self.same.fill(1);
        self.difference = Difference::default();
    }

    /// What the planes hold is nobody's picture: what comes next is compared with nothing.
    pub(crate) fn forget(&mut self) {
        self.last = None;
        self.encoded = false;
    }

    /// What the picture in the planes asks of an encoder.
    pub(crate) fn content(&self) -> Content {
        let pixels = f64::from(self.size.width) * f64::from(self.size.height);
        let (sum, count) = self
            .details
            .iter()
            .fold((0, 0), |(sum, count), &(s, c)| (sum + s, count + c));
        Content {
            pixels,
            difference: self.difference.sum as f64 / (pixels * 1.5),
            detail: sum as f64 / count.max(1) as f64,
            changed: f64::from(self.difference.macroblocks) / self.same.len() as f64,
        }
    }

    /// The difference from a picture that nobody knows.
    fn unknown(&self) -> Difference {
        let samples = u64::from(self.size.width) * u64::from(self.size.height) * 3 / 2;
        Difference {
            sum: samples * u64::from(u8::MAX),
            macroblocks: self.same.len() as u32,
        }
    }

    /// Converts `rows` of `pixels`, which are a picture of the planes' own size.
    fn convert(
        &mut self,
        frame: &VideoFrame,
        pixels: &Pixels<'_>,
        rows: Range<u32>,
        backend: &'static str,
    ) -> Result<(), EncodeError> {
        let reading = match pixels {
            Pixels::Packed(_) => None,
            Pixels::Linear(linear) => Some(
                linear
                    .read()
                    .map_err(|error| unreadable(frame, backend, &error))?,
            ),
        };
        let unconverted = Unconverted {
            pixels,
            reading: reading.as_ref(),
            format: frame.format,
        };
        self.fill(frame, rows, &unconverted)
    }

    /// Takes `rows` of the planes from `source`.
    fn fill(
        &mut self,
        frame: &VideoFrame,
        rows: Range<u32>,
        source: &(impl Source + Sync),
    ) -> Result<(), EncodeError> {
        let size = (self.stride, self.size.width);
        let split = Split::new(
            rows,
            Whole {
                luma: &mut self.luma,
                chroma: &mut self.chroma,
                stride: self.stride,
                same: &mut self.same,
                details: &mut self.details,
            },
        );
        let scratch = &self.scratch;
        let work = |worker: usize, piece: usize| {
            let mut scratch = scratch[worker]
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            split.fill(piece, &mut scratch, size, source);
        };
        self.bands.run(split.pieces(), &work);
        let (difference, whole) = split.result();
        self.difference.add(difference);
        whole
            .then_some(())
            .ok_or_else(|| unusable(frame, UNCONVERTED))
    }

    /// Converts the whole picture, scaled.
    fn scale(
        &mut self,
        frame: &VideoFrame,
        pixels: &Pixels<'_>,
        backend: &'static str,
    ) -> Result<(), EncodeError> {
        // The scaler leaves `self` while the planes are borrowed, and comes back in any case.
        let mut scaler = std::mem::take(&mut self.scaler);
        let scaled = match pixels {
            Pixels::Packed(packed) => Ok(scaler.scale(*packed, self.size)),
            Pixels::Linear(linear) => linear
                .read()
                .map(|reading| scaler.scale_read(reading, frame.size, self.size))
                .map_err(|error| unreadable(frame, backend, &error)),
        };
        let converted = scaled.and_then(|scaled| {
            let scaled = scaled.ok_or_else(|| unusable(frame, UNCONVERTED))?;
            let rows = 0..self.size.height;
            self.convert(frame, &Pixels::Packed(scaled), rows, backend)
        });
        self.scaler = scaler;
        converted
    }

    /// Fills the luma with what `paint` says of each pixel, as if a frame with it had been converted.
    #[cfg(test)]
    pub(crate) fn paint(&mut self, paint: impl Fn(usize, usize) -> u8) {
        let compared = std::mem::take(&mut self.encoded);
        self.same.fill(u8::from(compared));
        let width = self.size.width as usize;
        for y in 0..self.size.height as usize {
            for x in 0..width {
                let (old, new) = (&mut self.luma[y * self.stride + x], paint(x, y));
                if *old != new {
                    *old = new;
                    self.same[y / MACROBLOCK * width.div_ceil(MACROBLOCK) + x / MACROBLOCK] = 0;
                }
            }
        }
    }

    /// The planes for a library that reads them.
    pub(crate) fn parts(&mut self) -> Parts<'_> {
        Parts {
            luma: self.luma.as_mut_ptr(),
            chroma: self.chroma.as_mut_ptr(),
            stride: self.stride,
            same: &self.same,
        }
    }
}

/// A picture of the planes' own size, which the CPU converts.
struct Unconverted<'a> {
    pixels: &'a Pixels<'a>,
    /// Of a DMA-BUF.
    reading: Option<&'a Reading<'a>>,
    format: PixelFormat,
}

impl Source for Unconverted<'_> {
    fn rows<'r>(
        &'r self,
        rows: Range<u32>,
        (stride, width): (usize, u32),
        room: Room<'r>,
    ) -> Option<Fresh<'r>> {
        room.fill(rows, (stride, width), |rows, strip, into| {
            match (self.pixels, self.reading) {
                (Pixels::Packed(packed), _) => {
                    let from = packed.stride as usize;
                    let bytes = &packed.bytes[rows.start as usize * from..rows.end as usize * from];
                    into.fill(bytes, packed.stride, self.format)
                }
                (Pixels::Linear(_), Some(reading)) => {
                    reading.copy_rows(rows, strip);
                    into.fill(strip, width * PixelFormat::BYTES, self.format)
                }
                (Pixels::Linear(_), None) => false,
            }
        })
    }
}

/// What [`EncodeError::Frame`] says where the converter or the scaler refuses.
const UNCONVERTED: &str = "its colours could not be converted";

/// The rows that `damage` touches, in pairs, because two rows share their chroma.
fn rows_of(damage: Damage, size: Size) -> Range<u32> {
    let start = damage.y.min(size.height) & !1;
    let end = damage
        .y
        .saturating_add(damage.height)
        .min(size.height)
        .next_multiple_of(2)
        .min(size.height);
    start..end
}

#[cfg(test)]
mod tests;
