//! Colours, from a game's to an encoder's.

use std::ops::Range;

use stratus_media::PixelFormat;
use yuv::{BufferStoreMut, YuvBiPlanarImageMut, YuvConversionMode, YuvRange, YuvStandardMatrix};

/// Most bytes of a strip: it is written and read again while the processor's second cache holds it.
const STRIP: usize = 64 << 10;

/// `rows` in pieces of at most [`STRIP`] bytes, but two rows at least, because two share their chroma.
pub(super) fn strips(rows: Range<u32>, stride: u32) -> impl Iterator<Item = Range<u32>> {
    let most = ((STRIP / stride as usize) as u32 & !1).max(2);
    rows.clone()
        .step_by(most as usize)
        .map(move |start| start..(start + most).min(rows.end))
}

/// Rows to be filled; as many as there is luma.
pub(super) struct Nv12<'a> {
    pub(super) luma: &'a mut [u8],
    pub(super) chroma: &'a mut [u8],
    /// Bytes from row to row, of both.
    pub(super) stride: usize,
    /// Pixels.
    pub(super) width: u32,
}

impl Nv12<'_> {
    /// Converts `bytes`, rows of `stride` bytes; says whether the converter did.
    pub(super) fn fill(self, bytes: &[u8], stride: u32, format: PixelFormat) -> bool {
        let convert = if format.is_rgb_order() {
            yuv::rgba_to_yuv_nv12
        } else {
            yuv::bgra_to_yuv_nv12
        };
        let height = (self.luma.len() / self.stride) as u32;
        let mut image = YuvBiPlanarImageMut {
            y_plane: BufferStoreMut::Borrowed(self.luma),
            y_stride: self.stride as u32,
            uv_plane: BufferStoreMut::Borrowed(self.chroma),
            uv_stride: self.stride as u32,
            width: self.width,
            height,
        };
        let converted = convert(
            &mut image,
            bytes,
            stride,
            YuvRange::Limited,
            YuvStandardMatrix::Bt709,
            YuvConversionMode::Balanced,
        );
        converted.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_are_pairs_of_rows_that_cover_each_row_once() {
        let all: Vec<_> = strips(2..1080, 7680).collect();
        assert_eq!(all[0], 2..10);
        assert_eq!(all[all.len() - 1], 1074..1080);
        assert!(all.windows(2).all(|two| two[0].end == two[1].start));
        assert!(all.iter().all(|rows| rows.start % 2 == 0));
        assert_eq!(strips(0..4, 1 << 17).collect::<Vec<_>>(), [0..2, 2..4]);
        assert!(strips(0..4, 8).eq(std::iter::once(0..4)));
    }
}
