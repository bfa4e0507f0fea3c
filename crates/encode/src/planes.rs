//! The picture in the encoder's colours: NV12, BT.709, limited range.

use std::ops::Range;

use stratus_media::{Damage, PixelFormat, Size, VideoFrame};
use yuv::{BufferStoreMut, YuvBiPlanarImageMut, YuvConversionMode, YuvRange, YuvStandardMatrix};

use crate::EncodeError;
use crate::letterbox::{self, Area, Scaler};
use crate::pixels::{Pixels, unreadable, unusable};

/// Luma of black and of no colour, limited range (ITU-R BT.709).
const BLACK: u8 = 16;
const GREY: u8 = 128;

/// Most bytes of a strip: it is written and read again while the processor's second cache holds it.
const STRIP: usize = 64 << 10;

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
    /// A few rows of a buffer that cannot be converted in place, end to end.
    strip: Vec<u8>,
    /// Where the game's picture lies; the rest is black.
    area: Area,
    last: Option<(Source, u64)>,
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
            strip: Vec::new(),
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
        let pixels = Pixels::of(frame, backend)?;
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
        let nothing = known && (frame.damage.width == 0 || frame.damage.height == 0);
        if nothing {
            // The planes hold this picture already.
        } else if frame.size == self.size {
            let rows = if known {
                rows_of(frame.damage, frame.size)
            } else {
                0..frame.size.height
            };
            if !rows.is_empty() {
                self.convert(frame, &pixels, rows, backend)?;
            }
        } else {
            self.scale(frame, &pixels, backend)?;
        }
        self.last = Some((source, frame.seq));
        Ok(())
    }

    /// Converts `rows` of a picture of the planes' own size.
    fn convert(
        &mut self,
        frame: &VideoFrame,
        pixels: &Pixels<'_>,
        rows: Range<u32>,
        backend: &'static str,
    ) -> Result<(), EncodeError> {
        match pixels {
            Pixels::Packed(packed) => {
                let stride = packed.stride as usize;
                let bytes = &packed.bytes[rows.start as usize * stride..rows.end as usize * stride];
                self.band(rows).fill(bytes, packed.stride, frame.format)
            }
            Pixels::Linear(linear) => {
                let reading = linear
                    .read()
                    .map_err(|error| unreadable(frame, backend, &error))?;
                let mut strip = std::mem::take(&mut self.strip);
                let stride = frame.size.width * PixelFormat::BYTES;
                let converted = strips(rows, stride).try_for_each(|rows| {
                    reading.copy_rows(rows.clone(), &mut strip);
                    self.band(rows).fill(&strip, stride, frame.format)
                });
                self.strip = strip;
                converted
            }
        }
        .map_err(|_| unusable(frame, UNCONVERTED))
    }

    /// Scales the whole picture into its area.
    fn scale(
        &mut self,
        frame: &VideoFrame,
        pixels: &Pixels<'_>,
        backend: &'static str,
    ) -> Result<(), EncodeError> {
        let area = self.area;
        let size = Size::new(area.width, area.height);
        // The scaler leaves `self` while the planes are borrowed, and comes back in any case.
        let mut scaler = std::mem::take(&mut self.scaler);
        let scaled = match pixels {
            Pixels::Packed(packed) => Ok(scaler.scale(*packed, size)),
            Pixels::Linear(linear) => linear
                .read()
                .map(|reading| scaler.scale_read(reading, frame.size, size))
                .map_err(|error| unreadable(frame, backend, &error)),
        };
        let filled = scaled.map(|scaled| {
            let (bytes, stride) = scaled?;
            self.nv12(area).fill(bytes, stride, frame.format).ok()
        });
        self.scaler = scaler;
        filled?.ok_or_else(|| unusable(frame, UNCONVERTED))
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

    /// `rows` of the whole picture.
    fn band(&mut self, rows: Range<u32>) -> Nv12<'_> {
        self.nv12(Area {
            y: rows.start,
            height: rows.end - rows.start,
            ..Area::whole(self.size)
        })
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

/// What [`EncodeError::Frame`] says where the converter or the scaler refuses.
const UNCONVERTED: &str = "its colours could not be converted";

/// `rows` in pieces of at most [`STRIP`] bytes, but two rows at least, because two share their chroma.
fn strips(rows: Range<u32>, stride: u32) -> impl Iterator<Item = Range<u32>> {
    let most = ((STRIP / stride as usize) as u32 & !1).max(2);
    rows.clone()
        .step_by(most as usize)
        .map(move |start| start..(start + most).min(rows.end))
}

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
    use std::sync::Arc;

    use stratus_media::{FrameBuffer, Timestamp};

    use super::*;
    use crate::linear::Loads;
    use crate::linear::tests::{Counted, each_load};

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

    struct Memory(Vec<u8>);

    impl stratus_media::Pixels for Memory {
        fn bytes(&self) -> &[u8] {
            &self.0
        }
    }

    /// A picture in memory, to be had as a shm frame and as a DMA-BUF frame.
    struct Scene {
        bytes: Vec<u8>,
        size: Size,
        format: PixelFormat,
        offset: u32,
        stride: u32,
        damage: Damage,
    }

    impl Scene {
        fn new(size: Size, format: PixelFormat, (offset, gap): (u32, u32), seed: u32) -> Self {
            let stride = size.width * PixelFormat::BYTES + gap;
            let mut state = seed | 1;
            let bytes = (0..offset + stride * size.height).map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 24) as u8
            });
            Self {
                bytes: bytes.collect(),
                size,
                format,
                offset,
                stride,
                damage: Damage::full(size),
            }
        }

        fn frame(&self, seq: u64, buffer: FrameBuffer) -> VideoFrame {
            VideoFrame {
                seq,
                size: self.size,
                format: self.format,
                buffer,
                damage: self.damage,
                committed: Timestamp::now(),
                guard: None,
            }
        }

        fn shm(&self, seq: u64) -> VideoFrame {
            let pixels = Arc::new(Memory(self.bytes[self.offset as usize..].to_vec()));
            let stride = self.stride;
            self.frame(seq, FrameBuffer::Shm { pixels, stride })
        }

        fn dma_buf(&self, seq: u64, memory: &Counted, loads: Loads) -> VideoFrame {
            let (offset, stride) = (self.offset, self.stride);
            let buffer = memory.buffer(self.size, self.format, offset, stride, loads);
            self.frame(seq, FrameBuffer::DmaBuf(buffer))
        }
    }

    fn follow(planes: &mut Planes, frame: &VideoFrame) {
        planes.follow(frame, "test").unwrap();
    }

    fn assert_same(a: &Planes, b: &Planes, what: &str) {
        assert!(a.luma == b.luma && a.chroma == b.chroma, "{what}");
    }

    #[test]
    fn a_dma_buf_and_a_shm_buffer_of_the_same_pixels_look_the_same() {
        let target = Size::new(322, 182);
        let formats = [
            PixelFormat::Xrgb8888,
            PixelFormat::Argb8888,
            PixelFormat::Xbgr8888,
            PixelFormat::Abgr8888,
        ];
        // The encoder's own size, smaller, larger, another shape, odd.
        let sizes = [(322, 182), (160, 90), (700, 400), (101, 333), (1, 1)];
        let places = [(0, 0), (64, 56), (3, 1)];
        for (n, (format, size)) in formats
            .iter()
            .flat_map(|&format| sizes.map(|(w, h)| (format, Size::new(w, h))))
            .enumerate()
        {
            for place in places {
                let scene = Scene::new(size, format, place, n as u32);
                let (mut shm, mut dma_buf) = (Planes::new(target), Planes::new(target));
                follow(&mut shm, &scene.shm(0));
                for (seq, loads) in [0, 5].into_iter().zip(each_load()) {
                    let memory = Counted::new(&scene.bytes);
                    follow(&mut dma_buf, &scene.dma_buf(seq, &memory, loads));
                    let what = format!("{format:?} {size} {place:?} {loads:?}");
                    assert_same(&shm, &dma_buf, &what);
                    assert_eq!(memory.counts(), (1, 1), "{what}");
                }
            }
        }
    }

    #[test]
    fn of_a_dma_buf_only_the_damaged_rows_are_read_and_none_where_nothing_changed() {
        let size = Size::new(320, 180);
        let scene = |seed| Scene::new(size, PixelFormat::Xrgb8888, (0, 0), seed);
        let (mut shm, mut dma_buf) = (Planes::new(size), Planes::new(size));
        let (first, mut second) = (scene(1), scene(2));
        let row = first.stride as usize;
        follow(&mut shm, &first.shm(0));
        let memory = Counted::new(&first.bytes);
        follow(&mut dma_buf, &first.dma_buf(0, &memory, Loads::best()));

        second.damage = Damage {
            x: 4,
            y: 51,
            width: 9,
            height: 60,
        };
        follow(&mut shm, &second.shm(1));
        // What is outside the damage is never looked at.
        second.bytes[..50 * row].fill(0);
        second.bytes[112 * row..].fill(0);
        let memory = Counted::new(&second.bytes);
        follow(&mut dma_buf, &second.dma_buf(1, &memory, Loads::best()));
        assert_same(&shm, &dma_buf, "damage");

        second.damage.width = 0;
        let memory = Counted::new(&first.bytes);
        follow(&mut dma_buf, &second.dma_buf(2, &memory, Loads::best()));
        assert_eq!(memory.counts(), (0, 0), "nothing to read");
        assert_same(&shm, &dma_buf, "no damage");
    }

    #[test]
    fn a_dma_buf_that_cannot_be_read_costs_its_own_frame_only() {
        let scene = Scene::new(Size::new(64, 48), PixelFormat::Xrgb8888, (0, 0), 1);
        let mut planes = Planes::new(scene.size);
        let mut memory = Counted::new(&scene.bytes);
        memory.refuses = true;
        let frame = scene.dma_buf(0, &memory, Loads::best());
        let error = planes.follow(&frame, "test").unwrap_err().to_string();
        for said in ["frame 0", "64×48", "DMA_BUF_IOCTL_SYNC", "wl_shm"] {
            assert!(error.contains(said), "{error}");
        }
        assert_eq!(memory.counts(), (0, 0), "not begun, not ended");

        let mut frame = scene.dma_buf(1, &Counted::new(&scene.bytes), Loads::best());
        frame.size = Size::new(64, 47);
        let error = planes.follow(&frame, "test").unwrap_err().to_string();
        assert!(error.contains("another size"), "{error}");

        let mut shm = Planes::new(scene.size);
        follow(&mut shm, &scene.shm(0));
        let memory = Counted::new(&scene.bytes);
        follow(&mut planes, &scene.dma_buf(2, &memory, Loads::best()));
        assert_same(&shm, &planes, "the next frame");
    }

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
