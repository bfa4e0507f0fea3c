//! The 4×4 transform and quantisation (sections 8.5.6 to 8.5.12), with flat scaling matrices.

/// A 4×4 block, row by row.
pub type Block = [i32; 16];

/// The zig-zag scan of a frame's 4×4 block, as places in a [`Block`] (Table 8-13).
pub const ZIGZAG: [usize; 16] = [0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15];

/// `normAdjust4x4` by `qp % 6`: both co-ordinates even, both odd, else (section 8.5.9).
const SCALE: [[i32; 3]; 6] = [
    [10, 16, 13],
    [11, 18, 14],
    [13, 20, 16],
    [14, 23, 18],
    [16, 25, 20],
    [18, 29, 23],
];

/// What divides by [`SCALE`] and the transform's gain, in 15 bits and `qp / 6` more.
const DIVIDE: [[i64; 3]; 6] = [
    [13107, 5243, 8066],
    [11916, 4660, 7490],
    [10082, 4194, 6554],
    [9362, 3647, 5825],
    [8192, 3355, 5243],
    [7282, 2893, 4559],
];

/// The largest level that CAVLC writes without the escapes of the high profiles.
const MAX_LEVEL: i64 = 2063;

/// `QPc` for `qPI` (Table 8-15).
pub fn chroma_qp(luma_qp: i32, offset: i32) -> i32 {
    const ABOVE_29: [i32; 22] = [
        29, 30, 31, 32, 32, 33, 34, 34, 35, 35, 36, 36, 37, 37, 37, 38, 38, 38, 39, 39, 39, 39,
    ];
    let index = (luma_qp + offset).clamp(0, 51);
    if index < 30 {
        index
    } else {
        ABOVE_29[index as usize - 30]
    }
}

fn class(place: usize) -> usize {
    match (place % 4 % 2, place / 4 % 2) {
        (0, 0) => 0,
        (1, 1) => 1,
        _ => 2,
    }
}

/// The forward core transform.
pub fn forward(residual: &Block) -> Block {
    let mut half = [0; 16];
    for row in 0..4 {
        let [a, b, c, d] = [0, 1, 2, 3].map(|x| residual[row * 4 + x]);
        let (sum, inner) = (a + d, b + c);
        let (outer, cross) = (a - d, b - c);
        half[row * 4] = sum + inner;
        half[row * 4 + 1] = 2 * outer + cross;
        half[row * 4 + 2] = sum - inner;
        half[row * 4 + 3] = outer - 2 * cross;
    }
    let mut out = [0; 16];
    for x in 0..4 {
        let [a, b, c, d] = [0, 4, 8, 12].map(|y| half[y + x]);
        let (sum, inner) = (a + d, b + c);
        let (outer, cross) = (a - d, b - c);
        out[x] = sum + inner;
        out[4 + x] = 2 * outer + cross;
        out[8 + x] = sum - inner;
        out[12 + x] = outer - 2 * cross;
    }
    out
}

fn quantise_one(value: i64, divide: i64, bits: u32, intra: bool) -> i32 {
    let round = (1i64 << bits) / if intra { 3 } else { 6 };
    let level = ((value.abs() * divide + round) >> bits).min(MAX_LEVEL);
    (if value < 0 { -level } else { level }) as i32
}

/// Quantises a transformed block.
pub fn quantise(block: &Block, qp: i32, intra: bool) -> Block {
    let (divide, bits) = (&DIVIDE[qp as usize % 6], 15 + qp as u32 / 6);
    std::array::from_fn(|i| quantise_one(block[i].into(), divide[class(i)], bits, intra))
}

/// Scales levels back. The DC level is scaled too; where it is coded apart, the caller puts its own there.
pub fn scale(levels: &Block, qp: i32) -> Block {
    let (scale, shift) = (&SCALE[qp as usize % 6], qp / 6);
    std::array::from_fn(|i| (levels[i] * scale[class(i)]) << shift)
}

/// The inverse transform, rounded to a residual.
pub fn inverse(block: &Block) -> Block {
    let mut half = [0; 16];
    let butterfly = |a: i32, b: i32, c: i32, d: i32| {
        let (e, f) = (a + c, a - c);
        let (g, h) = ((b >> 1) - d, b + (d >> 1));
        [e + h, f + g, f - g, e - h]
    };
    for row in 0..4 {
        let r = &block[row * 4..row * 4 + 4];
        half[row * 4..row * 4 + 4].copy_from_slice(&butterfly(r[0], r[1], r[2], r[3]));
    }
    let mut out = [0; 16];
    for x in 0..4 {
        let column = butterfly(half[x], half[4 + x], half[8 + x], half[12 + x]);
        for (y, value) in column.into_iter().enumerate() {
            out[y * 4 + x] = (value + 32) >> 6;
        }
    }
    out
}

fn hadamard(block: &Block) -> Block {
    let butterfly = |a: i32, b: i32, c: i32, d: i32| {
        [a + b + c + d, a + b - c - d, a - b - c + d, a - b + c - d]
    };
    let mut half = [0; 16];
    for row in 0..4 {
        let r = &block[row * 4..row * 4 + 4];
        half[row * 4..row * 4 + 4].copy_from_slice(&butterfly(r[0], r[1], r[2], r[3]));
    }
    let mut out = [0; 16];
    for x in 0..4 {
        let column = butterfly(half[x], half[4 + x], half[8 + x], half[12 + x]);
        for (y, value) in column.into_iter().enumerate() {
            out[y * 4 + x] = value;
        }
    }
    out
}

/// Levels of an Intra16×16 macroblock's DC coefficients, which are in raster order of their blocks.
pub fn quantise_luma_dc(dc: &Block, qp: i32) -> Block {
    let (divide, bits) = (DIVIDE[qp as usize % 6][0], 16 + qp as u32 / 6);
    hadamard(dc).map(|value| quantise_one(i64::from((value + 1) >> 1), divide, bits, true))
}

/// The DC coefficients for their levels (section 8.5.10).
pub fn scale_luma_dc(levels: &Block, qp: i32) -> Block {
    let (scale, sixth) = (16 * SCALE[qp as usize % 6][0], qp / 6);
    hadamard(levels).map(|value| {
        if sixth >= 6 {
            (value * scale) << (sixth - 6)
        } else {
            (value * scale + (1 << (5 - sixth))) >> (6 - sixth)
        }
    })
}

fn hadamard2(dc: [i32; 4]) -> [i32; 4] {
    let [a, b, c, d] = dc;
    [a + b + c + d, a - b + c - d, a + b - c - d, a - b - c + d]
}

/// Levels of the four DC coefficients of a chroma plane.
pub fn quantise_chroma_dc(dc: [i32; 4], qp: i32, intra: bool) -> [i32; 4] {
    let (divide, bits) = (DIVIDE[qp as usize % 6][0], 16 + qp as u32 / 6);
    hadamard2(dc).map(|value| quantise_one(value.into(), divide, bits, intra))
}

/// The DC coefficients for their levels (section 8.5.11).
pub fn scale_chroma_dc(levels: [i32; 4], qp: i32) -> [i32; 4] {
    let scale = 16 * SCALE[qp as usize % 6][0];
    hadamard2(levels).map(|value| ((value * scale) << (qp / 6)) >> 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fine_quantiser_gives_the_block_back() {
        let block: Block = std::array::from_fn(|i| (i as i32 * 37) % 101 - 50);
        let back = inverse(&scale(&quantise(&forward(&block), 4, true), 4));
        for (was, is) in block.iter().zip(back) {
            assert!((was - is).abs() <= 1, "{block:?} {back:?}");
        }
    }
}
