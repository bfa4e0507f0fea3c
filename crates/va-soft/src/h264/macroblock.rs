//! A macroblock's residual: transformed, quantised, and put together again as a decoder does.

use super::picture::Pixels;
use super::transform::{
    Block, ZIGZAG, chroma_qp, forward, inverse, quantise, quantise_chroma_dc, quantise_luma_dc,
    scale, scale_chroma_dc, scale_luma_dc,
};

/// Levels of the luma, by `luma4x4BlkIdx`, in scan order.
#[derive(Clone, Debug)]
pub struct Luma {
    /// Intra16×16 only.
    pub dc: Option<[i32; 16]>,
    pub blocks: [[i32; 16]; 16],
}

/// Levels of the chroma, by plane.
#[derive(Clone, Debug)]
pub struct Chroma {
    pub dc: [[i32; 4]; 2],
    pub ac: [[[i32; 16]; 4]; 2],
}

/// Left and top of a 4×4 block in its macroblock, in blocks (section 6.4.3).
pub fn place(block: usize) -> (usize, usize) {
    (
        block & 1 | (block >> 2 & 1) << 1,
        block >> 1 & 1 | (block >> 3) << 1,
    )
}

fn cut(source: &[u8], prediction: &[u8], width: usize, x: usize, y: usize) -> Block {
    std::array::from_fn(|i| {
        let at = (y * 4 + i / 4) * width + x * 4 + i % 4;
        i32::from(source[at]) - i32::from(prediction[at])
    })
}

fn paste(out: &mut [u8], width: usize, x: usize, y: usize, residual: &Block) {
    for (i, &value) in residual.iter().enumerate() {
        let at = (y * 4 + i / 4) * width + x * 4 + i % 4;
        out[at] = (i32::from(out[at]) + value).clamp(0, 255) as u8;
    }
}

fn scanned(levels: &Block) -> [i32; 16] {
    ZIGZAG.map(|place| levels[place])
}

/// Codes luma against its prediction, which becomes the reconstruction.
pub fn luma(source: &[u8; 256], out: &mut [u8; 256], qp: i32, intra16: bool) -> Luma {
    let mut coded = Luma {
        dc: None,
        blocks: [[0; 16]; 16],
    };
    let transformed: [Block; 16] = std::array::from_fn(|block| {
        let (x, y) = place(block);
        forward(&cut(source, out, 16, x, y))
    });
    let mut dc_back = [0; 16];
    if intra16 {
        let mut dc = [0; 16];
        for (block, coefficients) in transformed.iter().enumerate() {
            let (x, y) = place(block);
            dc[y * 4 + x] = coefficients[0];
        }
        let levels = quantise_luma_dc(&dc, qp);
        dc_back = scale_luma_dc(&levels, qp);
        coded.dc = Some(scanned(&levels));
    }
    for (block, coefficients) in transformed.iter().enumerate() {
        let (x, y) = place(block);
        let mut levels = quantise(coefficients, qp, intra16);
        if intra16 {
            levels[0] = 0;
        }
        let mut back = scale(&levels, qp);
        if intra16 {
            back[0] = dc_back[y * 4 + x];
        }
        coded.blocks[block] = scanned(&levels);
        paste(out, 16, x, y, &inverse(&back));
    }
    coded
}

/// Codes chroma against its prediction, which becomes the reconstruction.
pub fn chroma(
    source: &Pixels,
    out: &mut Pixels,
    luma_qp: i32,
    offsets: [i32; 2],
    intra: bool,
) -> Chroma {
    let mut coded = Chroma {
        dc: [[0; 4]; 2],
        ac: [[[0; 16]; 4]; 2],
    };
    for (plane, offset) in offsets.into_iter().enumerate() {
        let qp = chroma_qp(luma_qp, offset);
        let (source, out) = (&source.chroma[plane], &mut out.chroma[plane]);
        let transformed: [Block; 4] =
            std::array::from_fn(|block| forward(&cut(source, out, 8, block % 2, block / 2)));
        let dc = transformed.map(|coefficients| coefficients[0]);
        let levels = quantise_chroma_dc(dc, qp, intra);
        let dc_back = scale_chroma_dc(levels, qp);
        coded.dc[plane] = levels;
        for (block, coefficients) in transformed.iter().enumerate() {
            let mut levels = quantise(coefficients, qp, intra);
            levels[0] = 0;
            let mut back = scale(&levels, qp);
            back[0] = dc_back[block];
            coded.ac[plane][block] = scanned(&levels);
            paste(out, 8, block % 2, block / 2, &inverse(&back));
        }
    }
    coded
}

impl Luma {
    /// `CodedBlockPatternLuma`: a bit an 8×8 block; all or none where DC is apart.
    pub fn pattern(&self) -> u8 {
        let any = |range: &[[i32; 16]]| range.iter().flatten().any(|&level| level != 0);
        let quarters = (0..4).map(|i| u8::from(any(&self.blocks[i * 4..i * 4 + 4])) << i);
        let pattern: u8 = quarters.sum();
        if self.dc.is_some() && pattern != 0 {
            15
        } else {
            pattern
        }
    }
}

impl Chroma {
    /// `CodedBlockPatternChroma`: nothing, DC, or DC and AC.
    pub fn pattern(&self) -> u8 {
        if self.ac.iter().flatten().flatten().any(|&level| level != 0) {
            2
        } else {
            u8::from(self.dc.iter().flatten().any(|&level| level != 0))
        }
    }
}
