//! DMA-BUFs of the kernel's own exporters, converted by a Vulkan device. Mesa's software driver imports them from 24.3 on;
//! an older one has to say that it does not.
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;
mod counting;
mod dma_buf;

use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::time::Duration;

use clip::Picture;
use counting::allocations;
use dma_buf::{Canvas, bytes_of, draw, each_kind, linear, memfd, plane, udmabuf};
use stratus_encode::{EncodeError, VulkanConverter};
use stratus_media::{DmaBuf, FrameBuffer, PixelFormat, Size, VideoFrame};

const SIZE: Size = Size::new(160, 90);
const FORMAT: PixelFormat = PixelFormat::Xrgb8888;
const STRIDE: u32 = SIZE.width * 4;
const LEN: usize = ((STRIDE * SIZE.height) as usize).next_multiple_of(4096);
/// An emulated processor compiles the shader and runs it.
const PATIENCE: Duration = Duration::from_secs(60);

/// A converter that imports; `None` where the driver does not, after it has said so.
fn converter(target: Size) -> Option<VulkanConverter> {
    let mut converter = VulkanConverter::open(target, None)
        .unwrap()
        .with_limit(PATIENCE);
    if converter.imports() {
        return Some(converter);
    }
    println!("{} imports no DMA-BUF", converter.device_name());
    let fd: Arc<OwnedFd> = udmabuf(&memfd(LEN), LEN).into();
    let said = refusal(
        &mut converter,
        DmaBuf::new(SIZE, FORMAT, 0, vec![plane(&fd, 0, STRIDE)]),
    );
    assert!(said.contains("VK_EXT_external_memory_dma_buf"), "{said}");
    None
}

fn refusal(converter: &mut VulkanConverter, buffer: DmaBuf) -> String {
    let mut frame = Picture::moving(SIZE, 0).frame_as(0, buffer.format, STRIDE);
    frame.size = buffer.size;
    frame.buffer = FrameBuffer::DmaBuf(Arc::new(buffer));
    let error = converter.follow(&frame).unwrap_err();
    assert!(matches!(error, EncodeError::DmaBuf { .. }), "{error}");
    error.to_string()
}

/// The rows of both planes, without their padding.
fn planes(converter: &VulkanConverter, target: Size) -> Vec<u8> {
    let planes = converter.planes();
    let rows = planes.luma.chunks_exact(planes.stride);
    let rows = rows.chain(planes.chroma.chunks_exact(planes.stride));
    rows.flat_map(|row| &row[..target.width as usize])
        .copied()
        .collect()
}

/// The picture `step` as it lies in `buffer`, and the same in shared memory.
fn both(fd: &OwnedFd, buffer: &Arc<DmaBuf>, step: u32, offset: u32) -> [VideoFrame; 2] {
    let stride = buffer.planes[0].stride;
    let make = || Picture::moving(SIZE, step).frame_as(u64::from(step), buffer.format, stride);
    let (shm, mut frame) = (make(), make());
    draw(fd, offset as usize, &bytes_of(&shm).0);
    frame.buffer = FrameBuffer::DmaBuf(Arc::clone(buffer));
    [frame, shm]
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn every_kind_of_buffer_looks_as_the_same_picture_in_shared_memory() {
    let formats = [
        PixelFormat::Xrgb8888,
        PixelFormat::Argb8888,
        PixelFormat::Xbgr8888,
        PixelFormat::Abgr8888,
    ];
    // Rows that a linear image may have on any GPU, and others.
    let (offset, strides) = (4096, [STRIDE + 128, STRIDE + 64]);
    let len = (offset + strides[0] * SIZE.height) as usize;
    for (target, stride) in [SIZE, Size::new(96, 96)]
        .into_iter()
        .flat_map(|target| strides.map(|stride| (target, stride)))
    {
        let Some(mut by_import) = converter(target) else {
            return;
        };
        let mut by_copy = converter(target).unwrap();
        for (n, (name, fd)) in each_kind(len.next_multiple_of(4096)).iter().enumerate() {
            let fd = Arc::new(fd.try_clone().unwrap());
            let buffer = linear(&fd, SIZE, formats[n % 4], (offset, stride));
            let mut imported = 0;
            for step in 0..3 {
                let [frame, shm] = both(&fd, &buffer, step, offset);
                let before = allocations();
                by_import.follow(&frame).unwrap();
                imported = allocations() - before;
                by_copy.follow(&shm).unwrap();
                assert!(
                    planes(&by_import, target) == planes(&by_copy, target),
                    "{name}, frame {step}"
                );
            }
            assert_eq!(imported, 0, "allocations of the third frame of {name}");
            println!("{target} {:?} {stride} {name}", buffer.format);
        }
    }
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_picture_that_is_still_drawn_is_waited_for() {
    let Some(mut converter) = converter(SIZE) else {
        return;
    };
    let canvas = Canvas::new(LEN);
    let fd = Arc::new(canvas.fd.try_clone().unwrap());
    let buffer = linear(&fd, SIZE, FORMAT, (0, STRIDE));
    let [frame, _] = both(&fd, &buffer, 0, 0);
    let fence = canvas.begin();
    let error = converter.follow(&frame).unwrap_err();
    assert!(error.is_the_frames(), "{error}");
    assert!(error.to_string().contains("100 ms"), "{error}");
    assert!(canvas.finish(fence));
    converter.follow(&frame).unwrap();
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_buffer_that_lies_is_refused_with_the_reason() {
    let Some(mut converter) = converter(SIZE) else {
        return;
    };
    let fd: Arc<OwnedFd> = udmabuf(&memfd(LEN), LEN).into();
    let other: Arc<OwnedFd> = udmabuf(&memfd(LEN), LEN).into();
    let copy: Arc<OwnedFd> = Arc::new(fd.try_clone().unwrap());
    let null: Arc<OwnedFd> = OwnedFd::from(std::fs::File::open("/dev/null").unwrap()).into();
    let fine = |fd: &Arc<OwnedFd>| plane(fd, 0, STRIDE);
    let of = |modifier, planes| DmaBuf::new(SIZE, FORMAT, modifier, planes);
    let mut vast = of(0, vec![fine(&fd)]);
    vast.size = Size::new(1 << 16, 1);
    for (buffer, said) in [
        (of(0, Vec::new()), "0 planes"),
        (of(0, vec![fine(&null)]), "its DMA-BUF has 0"),
        (of(0, vec![plane(&fd, 0, STRIDE - 4)]), "stride is 636"),
        (of(0, vec![plane(&fd, 0, STRIDE * 2)]), "its DMA-BUF has"),
        (
            of(0, vec![plane(&fd, LEN as u32, STRIDE)]),
            "its DMA-BUF has",
        ),
        (of(0, vec![plane(&fd, 0, STRIDE + 2)]), "whole pixels"),
        // A layout of nobody, and the one that only its driver knows.
        (
            of(0xff00_0000_0000_0001, vec![fine(&fd)]),
            "0xff00000000000001",
        ),
        (of((1 << 56) - 1, vec![fine(&fd)]), "does not read"),
        (of(1, vec![fine(&fd), fine(&other)]), "another DMA-BUF"),
        (of(0, vec![fine(&fd), fine(&copy)]), "2 planes"),
    ] {
        let refused = refusal(&mut converter, buffer);
        assert!(refused.contains(said), "{refused}");
    }
    let buffer = linear(&fd, SIZE, FORMAT, (0, STRIDE));
    let [frame, _] = both(&fd, &buffer, 0, 0);
    converter.follow(&frame).unwrap();
}
