//! What a player decodes is what libx264 thinks that it decodes.

use std::ffi::CString;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::Command;

use stratus_media::{PacketPool, Size, Timestamp};

use super::*;
use crate::references::{Ask, References, Window};
use crate::x264::parameters::KEPT_FRAMES;
use crate::{FrameCollector, FrameEnd};

const SIZE: Size = Size::new(320, 176);

/// Decoded pictures (4:2:0 planes), end to end, and what the decoder complains of.
fn decode(stream: &[u8], within: &Path) -> (Vec<u8>, String) {
    let (from, to) = (within.join("stream.h264"), within.join("decoded.yuv"));
    std::fs::write(&from, stream).unwrap();
    let decoder = Command::new("ffmpeg")
        .args(["-v", "error", "-y", "-f", "h264", "-i"])
        .arg(&from)
        .args(["-fps_mode", "passthrough", "-f", "rawvideo"])
        .args(["-pix_fmt", "yuv420p"])
        .arg(&to)
        .output()
        .expect("this test needs the ffmpeg program (package ffmpeg)");
    let complaints = String::from_utf8_lossy(&decoder.stderr).into_owned();
    (std::fs::read(&to).unwrap(), complaints)
}

/// A texture that moves, under a part that stands still.
fn draw(planes: &mut Planes, step: usize) {
    planes.paint(|x, y| {
        let x = if y < 48 { x } else { x + step * 3 };
        let wave = (x as f64 * 0.11 + (y * (x / 64 + 1)) as f64 * 0.07).sin();
        (128.0 + wave * 90.0) as u8
    });
}

#[test]
fn after_a_repair_every_frame_is_bit_exact_to_the_encoders_reconstruction() {
    for threads in [1, 2, 3] {
        let config = EncoderConfig {
            size: SIZE,
            fps: 60,
            bitrate_bps: 4_000_000,
            threads,
        };
        let within = tempfile::tempdir().unwrap();
        let dump = within.path().join("reconstruction.yuv");
        let mut name = CString::new(dump.as_os_str().as_bytes())
            .unwrap()
            .into_raw();
        let mut planes = Planes::new(SIZE, 1);
        let mut library = Library::open_with(&config, &mut planes, |parameters| {
            parameters.b_full_recon = 1;
            parameters.psz_dump_yuv = name;
        })
        .unwrap();
        let mut references = References::new(Window::frames(KEPT_FRAMES).unwrap(), 0);
        let packets = PacketPool::new();
        // Lost, and told three frames later; the second time more at once.
        let losses: &[(u32, &[u32])] = &[(8, &[5]), (21, &[17, 19]), (28, &[27])];
        let (mut arrived, mut stream) = (Vec::new(), Vec::new());
        for n in 0..36u32 {
            draw(&mut planes, n as usize);
            for (told, lost) in losses {
                if *told == n {
                    assert!(references.lost(lost));
                }
            }
            let plan = references.plan(Ask::default());
            assert_eq!(plan.is_idr(), n == 0);
            if let Some(from) = plan.drop_from() {
                library.invalidate(i64::from(from)).unwrap();
            }
            let now = Timestamp::now();
            let start = FrameStart {
                id: n,
                idr: plan.is_idr(),
                repair: plan.repair,
                width: 320,
                height: 176,
                committed: now,
                taken: now,
            };
            let picture = Picture {
                pts: i64::from(n),
                idr: plan.is_idr(),
                qp: 24 + n as i32 % 5,
            };
            let mut collector = FrameCollector::new(&packets);
            library
                .encode(&mut planes, &picture, start, &mut collector)
                .unwrap();
            planes.encoded();
            references.coded(&plan);
            let end = FrameEnd {
                converted: now,
                first_slice: now,
                encoded: now,
                bytes: 0,
                dropped: 0,
            };
            let frame = collector.finish(end, NAME).unwrap();
            stream.extend_from_slice(&frame.payload);
            if !losses.iter().any(|(_, lost)| lost.contains(&n)) {
                arrived.extend_from_slice(&frame.payload);
            }
        }
        drop(library);
        // SAFETY: from `into_raw` above; libx264 copied what it needed when it opened, and is closed.
        drop(unsafe { CString::from_raw(std::mem::replace(&mut name, ptr::null_mut())) });
        let reconstructed = std::fs::read(&dump).unwrap();
        let frame = (SIZE.width * SIZE.height) as usize * 3 / 2;
        // The two that it is opened with come first.
        let reconstructed = &reconstructed[2 * frame..];
        assert_eq!(reconstructed.len(), 36 * frame);
        let (decoded, complaints) = decode(&stream, within.path());
        assert!(decoded == reconstructed, "without loss: {complaints}");
        // Here it may complain: of what refers to a lost frame before its loss is told.
        let (decoded, _) = decode(&arrived, within.path());
        let shown: Vec<_> = decoded.chunks_exact(frame).collect();
        // After a loss is told, every picture is right until the next loss.
        for n in (8..17).chain(21..27).chain(28..36) {
            let wanted = &reconstructed[n * frame..][..frame];
            assert!(shown.contains(&wanted), "{threads} threads: frame {n}");
        }
    }
}
