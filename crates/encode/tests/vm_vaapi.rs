//! The VA-API back end on a true render node, with DMA-BUFs of the kernel's own exporters. The driver is the software
//! one.
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;
#[allow(dead_code, reason = "takes what it needs")]
mod dma_buf;
mod driver;

use std::os::unix::fs::MetadataExt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clip::{Picture, config, decode_luma, join, psnr, request};
use dma_buf::{bytes_of, draw, each_kind, linear};
use driver::{importer, open, until};
use stratus_encode::VaApiImporter;
use stratus_media::{DmaBufImporter, FrameBuffer, PixelFormat, Size};
use stratus_va_soft::host;

const SIZE: Size = Size::new(160, 96);

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn buffers_of_every_exporter_are_imported_and_show_the_game() {
    let report = host::run(&[], |host| {
        let node = std::fs::metadata(&host.node).unwrap();
        let importer = importer(&host.node).unwrap();
        // 226 is the kernel's number of DRM: no stand-in.
        assert_eq!(
            (importer.device(), importer.device() >> 8),
            (node.rdev(), 226)
        );
        // In rows of 64 more bytes than pixels, behind 4 kB that belong to something else.
        let (offset, stride) = (4096, SIZE.width * 4 + 64);
        let len = (offset + stride * SIZE.height) as usize;
        let kinds = each_kind(len.next_multiple_of(4096));
        assert!(kinds.iter().any(|(name, _)| name.contains("udmabuf")));
        for (name, fd) in kinds {
            let format = PixelFormat::Xrgb8888;
            let fd = Arc::new(fd);
            let buffer = linear(&fd, SIZE, format, (offset, stride));
            importer
                .import(&buffer)
                .unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
            let mut encoder = open(&host.node, &config(SIZE)).unwrap();
            let mut units = Vec::new();
            for step in 0..4 {
                let picture = Picture::moving(SIZE, step);
                let mut frame = picture.frame_as(step.into(), format, stride);
                draw(&fd, offset as usize, &bytes_of(&frame).0);
                frame.buffer = FrameBuffer::DmaBuf(Arc::clone(&buffer));
                units.push(encoder.encode(frame, &request(SIZE)).unwrap());
            }
            let decoded = decode_luma(&join(&units), SIZE);
            for (step, decoded) in decoded.iter().enumerate() {
                let psnr = psnr(decoded, &Picture::moving(SIZE, step as u32).luma());
                assert!(psnr > 33.0, "{name}, frame {step}: {psnr:.1} dB");
            }
        }
    });
    report.clean();
    assert_eq!(report.count("pixel_copies"), 0);
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_game_keeps_its_linear_buffers_while_the_driver_hangs_over_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hang").display().to_string();
    host::run(&[("STRATUS_VA_SOFT_HANG", &*path)], |host| {
        let file = std::env::var("STRATUS_VA_SOFT_HANG").unwrap();
        let importer = VaApiImporter::open(Some(&host.node)).unwrap();
        let stride = SIZE.width * 4;
        let len = ((stride * SIZE.height) as usize).next_multiple_of(4096);
        std::fs::write(&file, "vaCreateSurfaces").unwrap();
        let begun = Instant::now();
        let all_are_taken = || {
            for (name, fd) in each_kind(len) {
                let buffer = linear(&Arc::new(fd), SIZE, PixelFormat::Xrgb8888, (0, stride));
                importer
                    .import(&buffer)
                    .unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
            }
        };
        all_are_taken();
        assert!(begun.elapsed() < Duration::from_secs(10));
        std::fs::write(&file, "").unwrap();
        until("the display that hung is let go for another", || {
            all_are_taken();
            host.report().displays() == 1
        });
    })
    .clean();
}
