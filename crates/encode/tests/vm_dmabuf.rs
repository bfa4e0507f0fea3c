//! DMA-BUFs of the kernel's own exporters, read by the CPU path.
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;
mod counting;
mod dma_buf;

use std::os::fd::{AsRawFd, OwnedFd};
use std::sync::Arc;
use std::time::{Duration, Instant};

use clip::{Picture, again, config, decode_luma, join, open, psnr, request};
use counting::allocations;
use dma_buf::{Canvas, bytes_of, draw, dumb, each_kind, heap, linear, memfd, plane, udmabuf, vgem};
use rustix::fs::{FallocateFlags, OFlags, fallocate};
use stratus_encode::{Backend, EncodeError, LinearImporter};
use stratus_media::{DmaBuf, DmaBufImporter, FrameBuffer, PixelFormat, Size};

const SIZE: Size = Size::new(320, 180);
const FORMAT: PixelFormat = PixelFormat::Xrgb8888;
const STRIDE: u32 = SIZE.width * 4;
/// Whole pages, as exporters have them.
const LEN: usize = ((STRIDE * SIZE.height) as usize).next_multiple_of(4096);

fn importer() -> LinearImporter {
    LinearImporter::new(0)
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn the_same_picture_in_every_kind_of_buffer_is_the_same_stream() {
    let formats = [
        PixelFormat::Xrgb8888,
        PixelFormat::Argb8888,
        PixelFormat::Xbgr8888,
        PixelFormat::Abgr8888,
    ];
    // In rows of 64 more bytes than pixels, behind 4 kB that belong to something else.
    let (offset, stride) = (4096, STRIDE + 64);
    let len = (offset + stride * SIZE.height) as usize;
    let kinds = each_kind(len.next_multiple_of(4096));
    let names: Vec<_> = kinds.iter().map(|(name, _)| name).collect();
    assert!(names.iter().any(|name| name.contains("vgem")), "{names:?}");
    // The encoder's own size, and a smaller one for the scaler.
    for target in [SIZE, Size::new(160, 120)] {
        for (n, (name, fd)) in kinds.iter().enumerate() {
            let format = formats[n % 4];
            let fd = Arc::new(fd.try_clone().unwrap());
            let buffer = linear(&fd, SIZE, format, (offset, stride));
            importer().import(&buffer).unwrap();
            let mut by_dma_buf = open(&config(target), Backend::X264).unwrap();
            let mut by_shm = open(&config(target), Backend::X264).unwrap();
            let mut units = Vec::new();
            for step in 0..4 {
                let shm = Picture::moving(SIZE, step).frame_as(u64::from(step), format, stride);
                draw(&fd, offset as usize, &bytes_of(&shm).0);
                let mut frame =
                    Picture::moving(SIZE, step).frame_as(u64::from(step), format, stride);
                frame.buffer = FrameBuffer::DmaBuf(Arc::clone(&buffer));
                let unit = by_dma_buf.encode(frame, &request(target)).unwrap();
                let wanted = by_shm.encode(shm, &request(target)).unwrap();
                assert!(*unit.payload == *wanted.payload, "{name}, frame {step}");
                units.push(unit);
            }
            let decoded = decode_luma(&join(&units), target);
            assert_eq!(decoded.len(), 4, "{name}");
            if target == SIZE {
                for (step, decoded) in (0..).zip(&decoded) {
                    let psnr = psnr(decoded, &Picture::moving(SIZE, step).luma());
                    assert!(psnr > 35.0, "{name}, frame {step}: {psnr:.1} dB");
                }
            }
            println!("{target} {format:?} {name}");
        }
    }
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn what_cannot_be_read_is_refused_with_the_reason() {
    let small: Arc<OwnedFd> = udmabuf(&memfd(LEN), LEN).into();
    let fine = |fd: &Arc<OwnedFd>| plane(fd, 0, STRIDE);
    let buffer = |modifier, planes| DmaBuf::new(SIZE, FORMAT, modifier, planes);
    importer().import(&buffer(0, vec![fine(&small)])).unwrap();
    let not: Arc<OwnedFd> = memfd(LEN).into();
    let null: Arc<OwnedFd> = OwnedFd::from(std::fs::File::open("/dev/null").unwrap()).into();
    let deaf: Arc<OwnedFd> = heap(LEN, OFlags::WRONLY).into();
    for (buffer, said) in [
        (buffer(0, vec![fine(&not)]), "no DMA-BUF"),
        (buffer(0, vec![fine(&null)]), "no DMA-BUF"),
        (
            buffer(0, vec![plane(&small, 4096, STRIDE)]),
            "needs 234496 bytes",
        ),
        (
            buffer(0, vec![plane(&small, 0, STRIDE + 64)]),
            "needs 241856",
        ),
        (buffer(0, vec![plane(&small, u32::MAX, u32::MAX)]), "needs"),
        (
            buffer(0, vec![plane(&small, 0, STRIDE - 1)]),
            "stride is 1279",
        ),
        (buffer(0, vec![fine(&small), fine(&small)]), "2 planes"),
        (buffer(1, vec![fine(&small)]), "modifier 0x1"),
        (buffer(0, vec![fine(&deaf)]), "cannot be mapped"),
    ] {
        let refusal = importer().import(&buffer).unwrap_err().0;
        assert!(refusal.contains(said), "{refusal}");
    }
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_game_that_closes_and_reuses_its_descriptor_changes_nothing() {
    let mut encoder = open(&config(SIZE), Backend::X264).unwrap();
    let picture = Picture::moving(SIZE, 3);
    let mut frame = picture.frame(0);
    let pixels = bytes_of(&frame).0;

    // What the game sent is a descriptor of our own; its number is then given to another file.
    let games = udmabuf(&memfd(LEN), LEN);
    draw(&games, 0, &pixels);
    let ours = Arc::new(games.try_clone().unwrap());
    let number = games.as_raw_fd();
    drop(games);
    let mut others: Vec<_> = (0..32).map(|_| memfd(LEN)).collect();
    let reused = others.iter().position(|fd| fd.as_raw_fd() == number);
    let other = others.swap_remove(reused.unwrap());
    frame.buffer = FrameBuffer::DmaBuf(linear(&ours, SIZE, FORMAT, (0, STRIDE)));
    let unit = encoder.encode(again(&frame, 0), &request(SIZE)).unwrap();
    let decoded = decode_luma(&unit.payload, SIZE).remove(0);
    assert!(psnr(&decoded, &picture.luma()) > 33.0);

    // A game whose own number was reused before it sent it has sent the other file.
    let late = linear(&Arc::new(other), SIZE, FORMAT, (0, STRIDE));
    let refusal = importer().import(&late).unwrap_err().0;
    assert!(refusal.contains("no DMA-BUF"), "{refusal}");
    frame.buffer = FrameBuffer::DmaBuf(late);
    assert!(encoder.encode(frame, &request(SIZE)).is_err());
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn memory_that_the_game_takes_back_is_still_there_for_the_reader() {
    let mut encoder = open(&config(SIZE), Backend::X264).unwrap();
    let picture = Picture::moving(SIZE, 3);
    let mut frame = picture.frame(0);
    let file = memfd(LEN);
    let fd = Arc::new(udmabuf(&file, LEN));
    draw(&fd, 0, &bytes_of(&frame).0);
    let buffer = linear(&fd, SIZE, FORMAT, (0, STRIDE));
    importer().import(&buffer).unwrap();
    assert!(rustix::fs::ftruncate(&file, 0).is_err(), "sealed");
    let hole = FallocateFlags::PUNCH_HOLE | FallocateFlags::KEEP_SIZE;
    fallocate(&file, hole, 0, LEN as u64).unwrap();
    drop((file, fd));
    frame.buffer = FrameBuffer::DmaBuf(buffer);
    let unit = encoder.encode(frame, &request(SIZE)).unwrap();
    let decoded = decode_luma(&unit.payload, SIZE).remove(0);
    assert!(psnr(&decoded, &picture.luma()) > 33.0);
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_game_that_draws_into_a_buffer_that_is_still_read_loses_that_frame_only() {
    let mut encoder = open(&config(SIZE), Backend::X264).unwrap();
    let canvas = Canvas::new(LEN);
    let fd = Arc::new(canvas.fd.try_clone().unwrap());
    let buffer = linear(&fd, SIZE, FORMAT, (0, STRIDE));
    importer().import(&buffer).unwrap();
    let frame = |seq: u64| {
        let picture = Picture::moving(SIZE, seq as u32);
        let mut frame = picture.frame(seq);
        draw(&fd, 0, &bytes_of(&frame).0);
        frame.buffer = FrameBuffer::DmaBuf(Arc::clone(&buffer));
        (picture, frame)
    };
    let mut units = vec![encoder.encode(frame(0).1, &request(SIZE)).unwrap()];

    // Capture let this frame through: it was drawn. Then the game begins the next one in its buffer.
    let (_, hasty) = frame(1);
    let fence = canvas.begin();
    let start = Instant::now();
    let error = encoder.encode(hasty, &request(SIZE)).err().unwrap();
    // By then the kernel would have given the fence up.
    assert!(start.elapsed() < Duration::from_secs(8), "{error}");
    assert!(canvas.finish(fence), "the fence was still to signal");
    assert!(matches!(error, EncodeError::Unfinished { seq: 1, .. }));
    for said in ["frame 1", "still writes", "wl_buffer.release", "wl_shm"] {
        assert!(error.to_string().contains(said), "{error}");
    }

    let (picture, good) = frame(2);
    let unit = encoder.encode(good, &request(SIZE)).unwrap();
    assert!(!unit.idr && !unit.repair, "the stream goes on");
    units.push(unit);
    let decoded = decode_luma(&join(&units), SIZE);
    assert_eq!(decoded.len(), 2);
    assert!(psnr(&decoded[1], &picture.luma()) > 33.0);
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn frames_in_dma_bufs_allocate_nothing_and_leave_nothing() {
    let mapped = || {
        let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
        maps.lines().filter(|line| line.contains("dmabuf")).count()
    };
    let open_files = || std::fs::read_dir("/proc/self/fd").unwrap().count();
    let before = (mapped(), open_files());
    let mut encoder = open(&config(SIZE), Backend::X264).unwrap();
    let card = vgem();
    let mut frames: Vec<_> = (0..4)
        .map(|step| {
            let mut frame = Picture::moving(SIZE, step).frame(0);
            let fd = Arc::new(if step % 2 == 0 {
                dumb(&card, LEN)
            } else {
                udmabuf(&memfd(LEN), LEN)
            });
            draw(&fd, 0, &bytes_of(&frame).0);
            frame.buffer = FrameBuffer::DmaBuf(linear(&fd, SIZE, FORMAT, (0, STRIDE)));
            frame
        })
        .collect();
    let mut encode = |n: usize| {
        let frame = &mut frames[n % 4];
        frame.seq = n as u64;
        encoder
            .encode(again(frame, frame.seq), &request(SIZE))
            .unwrap()
            .payload
            .len()
    };
    for n in 0..40 {
        encode(n);
    }
    let start = allocations();
    for n in 40..140 {
        encode(n);
    }
    assert_eq!(allocations() - start, 0);
    assert_eq!(mapped(), before.0 + 4, "mapped once a buffer");
    drop((frames, encoder));
    assert_eq!((mapped(), open_files()), before);
}
