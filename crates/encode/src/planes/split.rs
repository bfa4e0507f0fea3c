//! The planes, cut into pieces that threads fill at the same time.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::Scratch;
use super::compare::{self, Difference, Fresh, MACROBLOCK, Rows, settle};
use super::convert::{Nv12, strips};
use stratus_media::PixelFormat;

/// Pieces at most. Enough for any number of threads to end at about the same time.
const PIECES: usize = 64;

/// Rows of macroblocks, or the part of one that changed.
pub(super) struct Band<'a> {
    rows: Range<u32>,
    luma: &'a mut [u8],
    chroma: &'a mut [u8],
    same: &'a mut [u8],
    details: &'a mut [(u64, u64)],
}

/// Some rows of the planes in pieces.
pub(super) struct Split<'a> {
    bands: [Mutex<Option<Band<'a>>>; PIECES],
    pieces: usize,
    result: Mutex<(Difference, bool)>,
}

/// Where new rows come from.
pub(super) trait Source {
    /// These rows, at most as many as a macroblock has: somewhere, or in the room that is given; `None` where they
    /// cannot be had. Both have rows of `stride` bytes, `width` of them pixels.
    fn rows<'r>(
        &'r self,
        rows: Range<u32>,
        size: (usize, u32),
        room: Room<'r>,
    ) -> Option<Fresh<'r>>;
}

/// Room for a row of macroblocks.
pub(super) struct Room<'a> {
    pub(super) strip: &'a mut Vec<u8>,
    pub(super) luma: &'a mut [u8],
    pub(super) chroma: &'a mut [u8],
}

impl<'a> Room<'a> {
    /// Has `rows` converted into it, a few at a time.
    pub(super) fn fill(
        self,
        rows: Range<u32>,
        (stride, width): (usize, u32),
        mut convert: impl FnMut(Range<u32>, &mut Vec<u8>, Nv12<'_>) -> bool,
    ) -> Option<Fresh<'a>> {
        let luma = &mut self.luma[..rows.len() * stride];
        let chroma = &mut self.chroma[..rows.len().div_ceil(2) * stride];
        for strip in strips(rows.clone(), width * PixelFormat::BYTES) {
            let at = (strip.start - rows.start) as usize;
            let into = Nv12 {
                luma: &mut luma[at * stride..][..strip.len() * stride],
                chroma: &mut chroma[at / 2 * stride..][..strip.len().div_ceil(2) * stride],
                stride,
                width,
            };
            if !convert(strip, self.strip, into) {
                return None;
            }
        }
        Some(Fresh { luma, chroma })
    }
}

/// A whole picture of NV12, in rows of the planes' own stride.
impl Source for Fresh<'_> {
    fn rows<'r>(
        &'r self,
        rows: Range<u32>,
        (stride, _): (usize, u32),
        _: Room<'r>,
    ) -> Option<Fresh<'r>> {
        let (start, count) = (rows.start as usize, rows.len());
        Some(Fresh {
            luma: self.luma.get(start * stride..)?.get(..count * stride)?,
            chroma: self
                .chroma
                .get(start / 2 * stride..)?
                .get(..count.div_ceil(2) * stride)?,
        })
    }
}

/// The planes, whole.
pub(super) struct Whole<'a> {
    pub(super) luma: &'a mut [u8],
    pub(super) chroma: &'a mut [u8],
    pub(super) stride: usize,
    /// An entry a macroblock.
    pub(super) same: &'a mut [u8],
    /// An entry a row of macroblocks.
    pub(super) details: &'a mut [(u64, u64)],
}

impl<'a> Split<'a> {
    /// `rows` (in pairs, inside the picture) of `whole`.
    pub(super) fn new(rows: Range<u32>, whole: Whole<'a>) -> Self {
        let side = MACROBLOCK as u32;
        let wide = whole.same.len() / whole.details.len();
        let (first, last) = (rows.start / side, rows.end.div_ceil(side));
        let each = (last - first).div_ceil(PIECES as u32);
        let mut luma = &mut whole.luma[rows.start as usize * whole.stride..];
        let mut chroma = &mut whole.chroma[rows.start as usize / 2 * whole.stride..];
        let mut same = &mut whole.same[first as usize * wide..];
        let mut details = &mut whole.details[first as usize..];
        let mut pieces = 0;
        let bands = std::array::from_fn(|n| {
            let top = first + n as u32 * each;
            let bottom = (top + each).min(last);
            if top >= bottom {
                return Mutex::new(None);
            }
            pieces = n + 1;
            let rows = rows.start.max(top * side)..rows.end.min(bottom * side);
            let high = (bottom - top) as usize;
            Mutex::new(Some(Band {
                luma: take(&mut luma, rows.len() * whole.stride),
                chroma: take(&mut chroma, rows.len().div_ceil(2) * whole.stride),
                same: take(&mut same, high * wide),
                details: take(&mut details, high),
                rows,
            }))
        });
        Self {
            bands,
            pieces,
            result: Mutex::new((Difference::default(), true)),
        }
    }

    pub(super) const fn pieces(&self) -> usize {
        self.pieces
    }

    /// Has one piece filled, by whoever comes first.
    pub(super) fn fill(
        &self,
        piece: usize,
        scratch: &mut Scratch,
        size: (usize, u32),
        source: &impl Source,
    ) {
        let band = self.bands[piece]
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let filled = band.map(|band| band.fill(scratch, size, source));
        let mut result = self.result.lock().unwrap_or_else(PoisonError::into_inner);
        match filled.flatten() {
            Some(difference) => result.0.add(difference),
            None => result.1 = false,
        }
    }

    /// How all pieces together differ from what was there, and whether each was filled.
    pub(super) fn result(self) -> (Difference, bool) {
        self.result
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// The first `count` of `rest`, which keeps the others.
fn take<'a, T>(rest: &mut &'a mut [T], count: usize) -> &'a mut [T] {
    let (first, others) = std::mem::take(rest).split_at_mut(count);
    *rest = others;
    first
}

impl Band<'_> {
    /// Moves what has changed of its rows into the planes; `None` where the source has none.
    fn fill(
        self,
        scratch: &mut Scratch,
        (stride, width): (usize, u32),
        source: &impl Source,
    ) -> Option<Difference> {
        let side = MACROBLOCK as u32;
        let wide = self.same.len() / self.details.len();
        let (mut luma, mut chroma) = (self.luma, self.chroma);
        let mut difference = Difference::default();
        let top = self.rows.start / side;
        for (n, (same, detail)) in self
            .same
            .chunks_mut(wide)
            .zip(&mut *self.details)
            .enumerate()
        {
            let row = top + n as u32;
            let rows = self.rows.start.max(row * side)..self.rows.end.min((row + 1) * side);
            let count = rows.len();
            let room = Room {
                strip: &mut scratch.strip,
                luma: &mut scratch.luma,
                chroma: &mut scratch.chroma,
            };
            let new = source.rows(rows, (stride, width), room)?;
            let mut old = Rows {
                luma: take(&mut luma, count * stride),
                chroma: take(&mut chroma, count.div_ceil(2) * stride),
            };
            if count == MACROBLOCK || *detail == NOTHING {
                *detail = compare::detail(new.luma, stride, width as usize);
            }
            let size = (stride, width as usize);
            difference.add(settle(new, &mut old, size, same, &mut scratch.sums));
        }
        Some(difference)
    }
}

/// The detail of a row that was never looked at.
pub(super) const NOTHING: (u64, u64) = (0, 0);
