//! What a converted strip changes in the planes.
//!
//! A strip is at most one row of macroblocks high. It lies in a scratch buffer first, and goes into the
//! planes only where it differs: a game that commits what it has shown before costs no writes, and the
//! encoder hears which macroblocks are as they were.

/// Side of a macroblock, luma pixels (H.264 §3.88).
pub(crate) const MACROBLOCK: usize = 16;

/// Rows between those that are looked at for detail.
const DETAIL_STEP: usize = 4;

/// How a picture differs from the one before, in sums of absolute differences of samples.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Difference {
    /// From the same place of the picture before.
    pub(crate) sum: u64,
    /// Macroblocks that are not as they were.
    pub(crate) macroblocks: u32,
}

impl Difference {
    pub(crate) fn add(&mut self, other: Self) {
        self.sum += other.sum;
        self.macroblocks += other.macroblocks;
    }
}

/// NV12 rows: luma, and half as many rows of chroma.
pub(crate) struct Rows<'a> {
    pub(crate) luma: &'a mut [u8],
    pub(crate) chroma: &'a mut [u8],
}

/// The same, to be looked at.
#[derive(Clone, Copy)]
pub(crate) struct Fresh<'a> {
    pub(crate) luma: &'a [u8],
    pub(crate) chroma: &'a [u8],
}

/// Moves `new` into `old` where they differ; both have rows of `stride` bytes, `width` of them pixels. `same`
/// has an entry a macroblock: it stays 1 for those that do not change, and `sums` is room for as many.
pub(crate) fn settle(
    new: Fresh<'_>,
    old: &mut Rows<'_>,
    (stride, width): (usize, usize),
    same: &mut [u8],
    sums: &mut [u32],
) -> Difference {
    let sums = &mut sums[..same.len()];
    sums.fill(0);
    for (new, old) in [(new.luma, &*old.luma), (new.chroma, &*old.chroma)] {
        for (new, old) in new.chunks(stride).zip(old.chunks(stride)) {
            add_differences(&new[..width], &old[..width], sums);
        }
    }
    let mut difference = Difference::default();
    for (same, &sum) in same.iter_mut().zip(&*sums) {
        difference.sum += u64::from(sum);
        difference.macroblocks += u32::from(sum > 0);
        *same &= u8::from(sum == 0);
    }
    if difference.macroblocks > 0 {
        for (new, old) in [(new.luma, &mut *old.luma), (new.chroma, &mut *old.chroma)] {
            for (new, old) in new.chunks(stride).zip(old.chunks_mut(stride)) {
                old[..width].copy_from_slice(&new[..width]);
            }
        }
    }
    difference
}

fn add_differences(new: &[u8], old: &[u8], sums: &mut [u32]) {
    let (new, new_rest) = new.as_chunks::<MACROBLOCK>();
    let (old, old_rest) = old.as_chunks::<MACROBLOCK>();
    for ((new, old), sum) in new.iter().zip(old).zip(&mut *sums) {
        *sum += difference(new, old);
    }
    if let Some(sum) = sums.get_mut(new.len()) {
        *sum += difference(new_rest, old_rest);
    }
}

/// The sum of absolute differences. Compilers know this for `PSADBW`.
#[inline]
fn difference(a: &[u8], b: &[u8]) -> u32 {
    a.iter()
        .zip(b)
        .map(|(a, b)| u32::from(a.abs_diff(*b)))
        .sum()
}

/// How much there is to be coded in `luma` where nothing is predicted from another picture: differences of
/// neighbours, of a sample of the pixels; with their number.
pub(crate) fn detail(luma: &[u8], stride: usize, width: usize) -> (u64, u64) {
    let (mut sum, mut count) = (0, 0);
    let mut rows = luma.chunks(stride);
    while let (Some(row), below) = (rows.next(), rows.next()) {
        let row = &row[..width];
        sum += u64::from(difference(&row[1..], &row[..width - 1]));
        count += width as u64 - 1;
        if let Some(below) = below {
            sum += u64::from(difference(row, &below[..width]));
            count += width as u64;
        }
        rows.nth(DETAIL_STEP - 3);
    }
    (sum, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_moved_counted_and_named_and_nothing_else_is_touched() {
        let (stride, width) = (64, 40);
        let old = |n: u8| (vec![n; 16 * stride], vec![n; 8 * stride]);
        let (mut luma, mut chroma) = old(7);
        let (mut new_luma, mut new_chroma) = old(7);
        new_luma[3 * stride + 17] = 9;
        new_chroma[stride + 33] = 4;
        // Behind the picture's edge: not a part of it.
        new_luma[50] = 0;
        let new = Fresh {
            luma: &new_luma,
            chroma: &new_chroma,
        };
        let mut same = [1, 1, 1];
        let mut into = Rows {
            luma: &mut luma,
            chroma: &mut chroma,
        };
        let difference = settle(new, &mut into, (stride, width), &mut same, &mut [9; 3]);
        assert_eq!(same, [1, 0, 0]);
        assert_eq!((difference.sum, difference.macroblocks), (5, 2));
        assert_eq!((luma[3 * stride + 17], chroma[stride + 33]), (9, 4));
        assert_eq!(luma[50], 7);
        let mut into = Rows {
            luma: &mut luma,
            chroma: &mut chroma,
        };
        let again = settle(new, &mut into, (stride, width), &mut same, &mut [9; 3]);
        assert_eq!(again, Difference::default());
        assert_eq!(same, [1, 0, 0], "who has changed before has changed");
    }

    #[test]
    fn detail_is_what_neighbours_differ_by() {
        let flat = vec![50; 16 * 32];
        assert_eq!(detail(&flat, 32, 20).0, 0);
        let columns: Vec<u8> = (0..16 * 32).map(|n| n as u8 % 2 * 10).collect();
        let (sum, count) = detail(&columns, 32, 20);
        assert_eq!(sum, 4 * 19 * 10);
        assert_eq!(count, 4 * (19 + 20));
        assert_eq!(detail(&columns, 32, 1), (0, 4));
        assert_eq!(detail(&columns[..32], 32, 20), (190, 19), "one row");
    }
}
