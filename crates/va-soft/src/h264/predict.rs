//! Intra prediction of whole macroblocks (sections 8.3.3 and 8.3.4): vertical, horizontal and DC.

use super::picture::Picture;

/// Which neighbours may be predicted from.
#[derive(Clone, Copy, Debug)]
pub struct Available {
    pub left: bool,
    pub top: bool,
}

/// `Intra16x16PredMode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LumaMode {
    Vertical = 0,
    Horizontal = 1,
    Dc = 2,
}

/// The modes that the neighbours allow, with their predictions.
pub fn luma(picture: &Picture, mb: usize, available: Available) -> Vec<(LumaMode, [u8; 256])> {
    let stride = picture.stride();
    let at = mb / picture.width_mbs * 16 * stride + mb % picture.width_mbs * 16;
    let top = |x: usize| picture.luma[at - stride + x];
    let left = |y: usize| picture.luma[at + y * stride - 1];
    let sum_top = || (0..16).map(|x| u32::from(top(x))).sum::<u32>();
    let sum_left = || (0..16).map(|y| u32::from(left(y))).sum::<u32>();
    let dc = match (available.left, available.top) {
        (true, true) => (sum_left() + sum_top() + 16) >> 5,
        (true, false) => (sum_left() + 8) >> 4,
        (false, true) => (sum_top() + 8) >> 4,
        (false, false) => 128,
    };
    let mut modes = vec![(LumaMode::Dc, [dc as u8; 256])];
    if available.top {
        modes.push((LumaMode::Vertical, std::array::from_fn(|i| top(i % 16))));
    }
    if available.left {
        modes.push((LumaMode::Horizontal, std::array::from_fn(|i| left(i / 16))));
    }
    modes
}

/// The DC prediction of a chroma plane (0: Cb, 1: Cr).
pub fn chroma_dc(picture: &Picture, mb: usize, plane: usize, available: Available) -> [u8; 64] {
    let stride = picture.stride();
    let at = mb / picture.width_mbs * 8 * stride + mb % picture.width_mbs * 16 + plane;
    let sum_top = |x: usize| -> u32 {
        (x..x + 4)
            .map(|x| u32::from(picture.chroma[at - stride + 2 * x]))
            .sum()
    };
    let sum_left = |y: usize| -> u32 {
        (y..y + 4)
            .map(|y| u32::from(picture.chroma[at + y * stride - 2]))
            .sum()
    };
    let mut out = [0; 64];
    for (x, y) in [(0, 0), (4, 0), (0, 4), (4, 4)] {
        let prefer_top = x > 0 && y == 0;
        let prefer_left = x == 0 && y > 0;
        let value = match (available.left, available.top) {
            (true, true) if prefer_top => (sum_top(x) + 2) >> 2,
            (true, true) if prefer_left => (sum_left(y) + 2) >> 2,
            (true, true) => (sum_top(x) + sum_left(y) + 4) >> 3,
            (true, false) => (sum_left(y) + 2) >> 2,
            (false, true) => (sum_top(x) + 2) >> 2,
            (false, false) => 128,
        };
        for row in y..y + 4 {
            out[row * 8 + x..row * 8 + x + 4].fill(value as u8);
        }
    }
    out
}
