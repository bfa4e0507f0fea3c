//! A picture of whole macroblocks, NV12.

/// Luma, and chroma with Cb and Cr in turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub width_mbs: usize,
    pub height_mbs: usize,
    /// Rows of `width_mbs` × 16 bytes.
    pub luma: Vec<u8>,
    /// Rows of the same length, half as many.
    pub chroma: Vec<u8>,
}

/// The pixels of a macroblock: luma 16×16, Cb and Cr 8×8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pixels {
    pub luma: [u8; 256],
    pub chroma: [[u8; 64]; 2],
}

impl Picture {
    /// A grey picture that holds `width` × `height` pixels.
    pub fn new(width: u32, height: u32) -> Self {
        let (width_mbs, height_mbs) = (width.div_ceil(16) as usize, height.div_ceil(16) as usize);
        let len = width_mbs * height_mbs * 256;
        Self {
            width_mbs,
            height_mbs,
            luma: vec![128; len],
            chroma: vec![128; len / 2],
        }
    }

    /// Bytes from one row to the next, in both planes.
    pub fn stride(&self) -> usize {
        self.width_mbs * 16
    }

    /// Macroblocks.
    pub fn mbs(&self) -> usize {
        self.width_mbs * self.height_mbs
    }

    /// The pixels of a macroblock.
    pub fn load(&self, mb: usize) -> Pixels {
        let stride = self.stride();
        let (x, y) = (mb % self.width_mbs * 16, mb / self.width_mbs);
        let mut pixels = Pixels {
            luma: [0; 256],
            chroma: [[0; 64]; 2],
        };
        for row in 0..16 {
            let from = (y * 16 + row) * stride + x;
            pixels.luma[row * 16..row * 16 + 16].copy_from_slice(&self.luma[from..from + 16]);
        }
        for row in 0..8 {
            let from = (y * 8 + row) * stride + x;
            for (column, pair) in self.chroma[from..from + 16].chunks_exact(2).enumerate() {
                pixels.chroma[0][row * 8 + column] = pair[0];
                pixels.chroma[1][row * 8 + column] = pair[1];
            }
        }
        pixels
    }

    /// Puts a macroblock's pixels in.
    pub fn store(&mut self, mb: usize, pixels: &Pixels) {
        let stride = self.stride();
        let (x, y) = (mb % self.width_mbs * 16, mb / self.width_mbs);
        for row in 0..16 {
            let to = (y * 16 + row) * stride + x;
            self.luma[to..to + 16].copy_from_slice(&pixels.luma[row * 16..row * 16 + 16]);
        }
        for row in 0..8 {
            let to = (y * 8 + row) * stride + x;
            for (column, pair) in self.chroma[to..to + 16].chunks_exact_mut(2).enumerate() {
                pair[0] = pixels.chroma[0][row * 8 + column];
                pair[1] = pixels.chroma[1][row * 8 + column];
            }
        }
    }

    /// Repeats the last column and row of `width` × `height` pixels up to the macroblocks' end.
    pub fn pad(&mut self, width: u32, height: u32) {
        let (width, height, stride) = (width as usize, height as usize, self.stride());
        if width < stride {
            for row in self.luma.chunks_exact_mut(stride).take(height) {
                let last = row[width - 1];
                row[width..].fill(last);
            }
            let width = width.next_multiple_of(2);
            for row in self
                .chroma
                .chunks_exact_mut(stride)
                .take(height.div_ceil(2))
            {
                let last = [row[width - 2], row[width - 1]];
                for pair in row[width..].chunks_exact_mut(2) {
                    pair.copy_from_slice(&last);
                }
            }
        }
        for (plane, rows) in [
            (&mut self.luma, height),
            (&mut self.chroma, height.div_ceil(2)),
        ] {
            for row in rows..plane.len() / stride {
                plane.copy_within((rows - 1) * stride..rows * stride, row * stride);
            }
        }
    }
}
