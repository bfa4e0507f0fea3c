//! The picture in the encoder's colours: NV12, BT.709, limited range.

use stratus_media::{Damage, FrameBuffer, PixelFormat, Size, VideoFrame};
use yuv::{BufferStoreMut, YuvBiPlanarImageMut, YuvConversionMode, YuvRange, YuvStandardMatrix};

use crate::EncodeError;
use crate::letterbox::{self, Area, Scaler};

/// Luma of black and of no colour, limited range (ITU-R BT.709).
const BLACK: u8 = 16;
const GREY: u8 = 128;

/// What the planes were filled from last.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Source {
    size: Size,
    format: PixelFormat,
}

/// NV12 planes of a fixed size that follow a game's frames.
pub(crate) struct Planes {
    size: Size,
    stride: usize,
    /// One row more than the picture, so that rows that start at any pixel are `stride` bytes long.
    luma: Vec<u8>,
    chroma: Vec<u8>,
    scaler: Scaler,
    /// Where the game's picture lies; the rest is black.
    area: Area,
    last: Option<(Source, u64)>,
}

/// Pixels of a shm frame, checked against what the frame claims.
#[derive(Clone, Copy)]
pub(crate) struct Packed<'a> {
    pub bytes: &'a [u8],
    /// Bytes from row to row.
    pub stride: u32,
    pub size: Size,
}

impl<'a> Packed<'a> {
    fn of(frame: &'a VideoFrame, backend: &'static str) -> Result<Self, EncodeError> {
        let (pixels, stride) = match &frame.buffer {
            FrameBuffer::Shm { pixels, stride } => (pixels, *stride),
            FrameBuffer::DmaBuf(_) => {
                return Err(EncodeError::Unsupported {
                    backend,
                    what: "DMA-BUF frames: have the game draw into wl_shm",
                });
            }
        };
        let Size { width, height } = frame.size;
        let bad = |reason| EncodeError::Frame {
            seq: frame.seq,
            size: frame.size,
            reason,
        };
        if width == 0 || height == 0 || width > 1 << 15 || height > 1 << 15 {
            return Err(bad("its sides have to be 1 to 32768 pixels"));
        }
        if stride < width * PixelFormat::BYTES {
            return Err(bad("its rows are longer than its stride"));
        }
        let bytes = pixels.bytes();
        let whole = u64::from(stride) * u64::from(height);
        let Some(bytes) = usize::try_from(whole).ok().and_then(|n| bytes.get(..n)) else {
            return Err(bad("its buffer ends before its last row"));
        };
        Ok(Self {
            bytes,
            stride,
            size: frame.size,
        })
    }
}

impl Planes {
    /// Black planes.
    pub(crate) fn new(size: Size) -> Self {
        let stride = (size.width as usize).next_multiple_of(64);
        Self {
            size,
            stride,
            luma: vec![BLACK; stride * (size.height as usize + 1)],
            chroma: vec![GREY; stride * (size.height as usize / 2 + 1)],
            scaler: Scaler::default(),
            area: Area::whole(size),
            last: None,
        }
    }

    /// Brings the planes to `frame`; converts only the rows that changed where it can tell.
    pub(crate) fn follow(
        &mut self,
        frame: &VideoFrame,
        backend: &'static str,
    ) -> Result<(), EncodeError> {
        let packed = Packed::of(frame, backend)?;
        let source = Source {
            size: frame.size,
            format: frame.format,
        };
        let known = self
            .last
            .is_some_and(|(last, seq)| last == source && seq.checked_add(1) == Some(frame.seq));
        // A conversion that fails half-way leaves planes that follow nothing.
        self.last = None;
        if !known {
            self.place(frame.size);
        }
        if known && (frame.damage.width == 0 || frame.damage.height == 0) {
            // The planes hold this picture already.
        } else if frame.size == self.size {
            let rows = if known {
                rows_of(frame.damage, frame.size)
            } else {
                0..frame.size.height
            };
            if !rows.is_empty() {
                let stride = packed.stride as usize;
                let bytes = &packed.bytes[rows.start as usize * stride..rows.end as usize * stride];
                let band = Area {
                    y: rows.start,
                    height: rows.end - rows.start,
                    ..self.area
                };
                self.nv12(band)
                    .fill(bytes, packed.stride, frame.format)
                    .map_err(|_| unusable(frame))?;
            }
        } else {
            let area = self.area;
            // The scaler leaves `self` while the planes are borrowed, and comes back in any case.
            let mut scaler = std::mem::take(&mut self.scaler);
            let filled = scaler
                .scale(packed, Size::new(area.width, area.height))
                .and_then(|(bytes, stride)| {
                    let format = frame.format;
                    self.nv12(area).fill(bytes, stride, format).ok()
                });
            self.scaler = scaler;
            filled.ok_or_else(|| unusable(frame))?;
        }
        self.last = Some((source, frame.seq));
        Ok(())
    }

    /// Luma, chroma, and the stride of both.
    pub(crate) fn parts(&mut self) -> (*mut u8, *mut u8, usize) {
        (
            self.luma.as_mut_ptr(),
            self.chroma.as_mut_ptr(),
            self.stride,
        )
    }

    /// Decides where a picture of `source` pixels goes, and blackens the rest.
    fn place(&mut self, source: Size) {
        let area = letterbox::fit(source, self.size);
        if area != self.area {
            self.luma.fill(BLACK);
            self.chroma.fill(GREY);
            self.area = area;
        }
    }

    /// The area's rows, cut to its height: the converter works on all the rows that it is given.
    fn nv12(&mut self, area: Area) -> Nv12<'_> {
        let stride = self.stride;
        let left = area.x as usize;
        let (top, rows) = (area.y as usize, area.height as usize);
        let luma = &mut self.luma[top * stride + left..][..rows * stride];
        let chroma = &mut self.chroma[top / 2 * stride + left..][..rows / 2 * stride];
        Nv12(YuvBiPlanarImageMut {
            y_plane: BufferStoreMut::Borrowed(luma),
            y_stride: stride as u32,
            uv_plane: BufferStoreMut::Borrowed(chroma),
            uv_stride: stride as u32,
            width: area.width,
            height: area.height,
        })
    }
}

fn unusable(frame: &VideoFrame) -> EncodeError {
    EncodeError::Frame {
        seq: frame.seq,
        size: frame.size,
        reason: "its colours could not be converted",
    }
}

/// The rows that `damage` touches, in pairs, because two rows share their chroma.
fn rows_of(damage: Damage, size: Size) -> std::ops::Range<u32> {
    let start = damage.y.min(size.height) & !1;
    let end = damage
        .y
        .saturating_add(damage.height)
        .min(size.height)
        .next_multiple_of(2)
        .min(size.height);
    start..end
}

struct Nv12<'a>(YuvBiPlanarImageMut<'a, u8>);

impl Nv12<'_> {
    fn fill(mut self, bytes: &[u8], stride: u32, format: PixelFormat) -> Result<(), yuv::YuvError> {
        let convert = if format.is_rgb_order() {
            yuv::rgba_to_yuv_nv12
        } else {
            yuv::bgra_to_yuv_nv12
        };
        convert(
            &mut self.0,
            bytes,
            stride,
            YuvRange::Limited,
            YuvStandardMatrix::Bt709,
            YuvConversionMode::Balanced,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_grows_to_pairs_of_rows_and_stays_in_the_picture() {
        let size = Size::new(64, 48);
        let rows = |y, height| {
            rows_of(
                Damage {
                    x: 3,
                    y,
                    width: 1,
                    height,
                },
                size,
            )
        };
        assert_eq!(rows(0, 48), 0..48);
        assert_eq!(rows(5, 1), 4..6);
        assert_eq!(rows(4, 3), 4..8);
        assert_eq!(rows(47, 9), 46..48);
        assert!(rows(48, 1).is_empty());
        assert!(rows(u32::MAX, u32::MAX).is_empty());
    }
}
