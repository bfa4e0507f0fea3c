//! Frames of all kinds, and what the planes make of them.

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
            let (mut shm, mut dma_buf) = (Planes::new(target, 2), Planes::new(target, 2));
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
    let (mut shm, mut dma_buf) = (Planes::new(size, 2), Planes::new(size, 2));
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
    let mut planes = Planes::new(scene.size, 2);
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

    let mut shm = Planes::new(scene.size, 2);
    follow(&mut shm, &scene.shm(0));
    let memory = Counted::new(&scene.bytes);
    follow(&mut planes, &scene.dma_buf(2, &memory, Loads::best()));
    assert_same(&shm, &planes, "the next frame");
}

#[test]
fn only_what_was_encoded_is_claimed_to_be_the_same() {
    let size = Size::new(64, 48);
    let (first, second) = (
        Scene::new(size, PixelFormat::Xrgb8888, (0, 0), 1),
        Scene::new(size, PixelFormat::Xrgb8888, (0, 0), 2),
    );
    let mut planes = Planes::new(size, 2);
    follow(&mut planes, &first.shm(0));
    assert_eq!(planes.same, [0; 12], "nothing was encoded yet");
    planes.encoded();
    follow(&mut planes, &first.shm(1));
    assert_eq!(planes.same, [1; 12], "the same again");
    assert!(planes.content().changed == 0.0);
    planes.encoded();
    // A picture that is converted, and never encoded.
    follow(&mut planes, &second.shm(2));
    assert_eq!(planes.same, [0; 12]);
    assert!((planes.content().changed - 1.0).abs() < 1e-9);
    follow(&mut planes, &second.shm(3));
    assert_eq!(
        planes.same, [0; 12],
        "as the one before, but not as the one that was encoded"
    );
    let mut nothing = second.shm(4);
    nothing.damage.width = 0;
    follow(&mut planes, &nothing);
    assert_eq!(planes.same, [0; 12]);
    planes.encoded();

    // One pixel of another colour, in the macroblock at 2, 1.
    let mut third = Scene::new(size, PixelFormat::Xrgb8888, (0, 0), 2);
    let at = (20 * third.stride + 40 * 4) as usize;
    third.bytes[at..at + 3]
        .iter_mut()
        .for_each(|byte| *byte ^= 0x80);
    follow(&mut planes, &third.shm(5));
    let changed: Vec<_> = (0..12).filter(|&n| planes.same[n] == 0).collect();
    assert_eq!(changed, [4 + 2]);
    planes.encoded();

    // Of another size: it is scaled, and compared as any other.
    let small = Scene::new(Size::new(32, 24), PixelFormat::Xrgb8888, (0, 0), 3);
    follow(&mut planes, &small.shm(6));
    assert_eq!(planes.same, [0; 12]);
    planes.encoded();
    follow(&mut planes, &small.shm(7));
    assert_eq!(planes.same, [1; 12], "the same again");
    assert!(planes.content().changed == 0.0);
    planes.encoded();
    // Another shape: bars left and right, where the picture was.
    let square = Scene::new(Size::new(24, 24), PixelFormat::Xrgb8888, (0, 0), 3);
    follow(&mut planes, &square.shm(8));
    assert!(planes.same.iter().filter(|&&same| same == 0).count() >= 8);
    let bars = (0..48).flat_map(|y| [0, 7, 56, 63].map(|x| (x, y)));
    for (x, y) in bars {
        assert_eq!(planes.luma[y * planes.stride + x], BLACK, "at {x},{y}");
    }
}

#[test]
fn many_threads_make_the_same_planes_as_one() {
    let size = Size::new(642, 366);
    let mut many: Vec<_> = [1, 2, 3, 8]
        .map(|threads| Planes::new(size, threads))
        .into();
    for seq in 0..60 {
        let mut scene = Scene::new(size, PixelFormat::Xrgb8888, (0, 8), seq / 2);
        if seq % 3 == 1 {
            scene.damage = Damage {
                x: 0,
                y: seq * 5,
                width: 9,
                height: 77,
            };
        }
        let frame = scene.shm(u64::from(seq));
        for planes in &mut many {
            follow(planes, &frame);
        }
        let (one, others) = many.split_first_mut().unwrap();
        for planes in others {
            assert_same(one, planes, "planes");
            assert!(one.same == planes.same, "frame {seq}");
            assert_eq!(one.content(), planes.content());
        }
        if seq % 5 > 0 {
            many.iter_mut().for_each(Planes::encoded);
        }
    }
}

#[test]
fn what_another_has_converted_is_compared_as_what_is_converted_here() {
    let size = Size::new(322, 182);
    let (mut here, mut there) = (Planes::new(size, 2), Planes::new(size, 2));
    for seq in 0..40 {
        // Every eighth is of another size; in between the same again, a part, nothing; after every ninth one is missing.
        let of = if seq % 8 == 7 {
            Size::new(160, 120)
        } else {
            size
        };
        let mut scene = Scene::new(of, PixelFormat::Xrgb8888, (0, 8), seq / 2);
        match seq % 4 {
            1 => scene.damage.width = 0,
            2 => {
                scene.damage.y = seq;
                scene.damage.height = 51;
            }
            _ => {}
        }
        let frame = scene.shm(u64::from(seq + seq / 9));
        follow(&mut here, &frame);
        there.take_over(&frame, &here.luma, &here.chroma).unwrap();
        assert_same(&here, &there, &format!("frame {seq}"));
        assert!(here.same == there.same, "frame {seq}");
        assert_eq!(here.content(), there.content());
        if seq % 5 > 0 {
            here.encoded();
            there.encoded();
        }
    }
    // Less than a picture is none.
    let frame = Scene::new(size, PixelFormat::Xrgb8888, (0, 0), 1).shm(900);
    let short = &here.chroma[..here.chroma.len() - 1];
    let error = there.take_over(&frame, &here.luma, short).unwrap_err();
    assert!(error.is_the_frames(), "{error}");
    assert!(there.take_over(&frame, &[], &[]).is_err());
}
