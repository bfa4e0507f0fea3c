//! Streams that lost frames on their way, for browsers to decode: `ci/e2e/repair.test.mjs` runs these and has Chromium and
//! Firefox decode what they write.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test")]

mod clip;
mod driver;

use std::env;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;

use clip::{Picture, config, decode_luma, join};
use driver::SIZE;
use stratus_encode::{Backend, Encoder as _, FrameRequest};
use stratus_media::EncodedFrame;
use stratus_va_soft::host;

const FRAMES: u32 = 60;

/// What the player did not get. It says so before the frame after these is encoded.
const LOST: [Range<u32>; 3] = [8..11, 24..25, 40..44];

fn told(n: u32) -> Vec<u32> {
    let lost = LOST.into_iter().find(|lost| lost.end == n);
    lost.into_iter().flatten().collect()
}

/// Into the folder that the environment names: the stream as it was sent and what arrived of it, what both are made of, and
/// by FFmpeg the luma of the pictures that arrived, in the stream that lost nothing.
fn write(name: &str, codec: &str, frames: &[EncodedFrame]) {
    let repairs: Vec<u32> = frames.iter().filter(|f| f.repair).map(|f| f.id).collect();
    assert_eq!(repairs, LOST.map(|lost| lost.end));
    assert!(frames[1..].iter().all(|frame| !frame.idr));
    let whole = decode_luma(&join(frames), SIZE);
    let arrived: Vec<&EncodedFrame> = frames
        .iter()
        .filter(|frame| !LOST.iter().any(|lost| lost.contains(&frame.id)))
        .collect();
    let luma: Vec<u8> = arrived
        .iter()
        .flat_map(|frame| whole[frame.id as usize].clone())
        .collect();
    let units = |frames: &[&EncodedFrame]| -> String {
        let unit = |frame: &&EncodedFrame| {
            let (id, bytes, key) = (frame.id, frame.payload.len(), frame.idr);
            format!(r#"{{"id":{id},"bytes":{bytes},"key":{key}}}"#)
        };
        frames.iter().map(unit).collect::<Vec<_>>().join(",")
    };
    let sent: Vec<&EncodedFrame> = frames.iter().collect();
    let about = format!(
        r#"{{"codec":"{codec}","width":{},"height":{},"arrived":[{}],"sent":[{}]}}"#,
        SIZE.width,
        SIZE.height,
        units(&arrived),
        units(&sent)
    );
    let folder = PathBuf::from(env::var_os("STRATUS_DAMAGED").expect("the folder to write to"));
    fs::write(folder.join(format!("{name}.arrived")), join(arrived)).unwrap();
    fs::write(folder.join(format!("{name}.sent")), join(frames)).unwrap();
    fs::write(folder.join(format!("{name}.luma")), luma).unwrap();
    fs::write(folder.join(format!("{name}.json")), about).unwrap();
}

#[test]
#[ignore = "writes files for ci/e2e/repair.test.mjs"]
fn by_x264() {
    let mut encoder = clip::open(&config(SIZE), Backend::X264).unwrap();
    let frames: Vec<EncodedFrame> = (0..FRAMES)
        .map(|n| {
            let request = FrameRequest {
                force_idr: false,
                invalidated: &told(n),
                target: SIZE,
            };
            let frame = Picture::moving(SIZE, n).frame(n.into());
            encoder.encode(frame, &request).unwrap()
        })
        .collect();
    write("x264", encoder.codec(), &frames);
}

#[test]
#[ignore = "writes files for ci/e2e/repair.test.mjs"]
fn by_vaapi() {
    let report = host::run(&[], |host| {
        let mut encoder = driver::open(&host.node, &config(SIZE)).unwrap();
        let frames = driver::play(&mut encoder, SIZE, FRAMES, told);
        write("vaapi", encoder.codec(), &frames);
    });
    report.clean();
}
