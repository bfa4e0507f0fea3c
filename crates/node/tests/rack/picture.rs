//! What the player's frames show, decoded by a decoder that is not ours.

use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

use stratus_probe_game::strip::{Strip, Unreadable};

use super::player::Frame;

/// Decodes frames in their order; says what the number of each one is, and whether it is whole.
pub fn decode(frames: &[Frame], width: u32, height: u32) -> Vec<Result<Strip, Unreadable>> {
    let luma = luma_of(frames, width, height);
    luma.chunks_exact((width * height) as usize)
        .map(|plane| Strip::read_untorn(width, height, |x, y| plane[(y * width + x) as usize]))
        .collect()
}

/// The luma planes of frames, one after the other.
pub fn luma_of(frames: &[Frame], width: u32, height: u32) -> Vec<u8> {
    let mut ffmpeg = Command::new("ffmpeg")
        .args([
            "-loglevel",
            "error",
            "-threads",
            "1",
            "-f",
            "h264",
            "-i",
            "-",
        ])
        .args([
            "-fps_mode",
            "passthrough",
            "-f",
            "rawvideo",
            "-pix_fmt",
            "gray",
        ])
        // Luma as it is in the stream: no stretching to full range.
        .args(["-vf", "extractplanes=y", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut into = ffmpeg.stdin.take().unwrap();
    let mut luma = Vec::new();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for frame in frames {
                into.write_all(&frame.h264).unwrap();
            }
        });
        ffmpeg
            .stdout
            .take()
            .unwrap()
            .read_to_end(&mut luma)
            .unwrap();
    });
    assert!(ffmpeg.wait().unwrap().success());
    assert_eq!(
        luma.len(),
        frames.len() * (width * height) as usize,
        "every frame is a picture"
    );
    luma
}
