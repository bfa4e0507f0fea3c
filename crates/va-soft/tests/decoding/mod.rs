//! FFmpeg, an independent decoder.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// Decodes an H.264 stream; each frame NV12, as large as the stream shows it.
///
/// Anything that FFmpeg says of the stream is a failure.
pub fn decode(stream: &[u8], (width, height): (u32, u32)) -> Vec<Vec<u8>> {
    let mut ffmpeg = Command::new("ffmpeg")
        .args([
            "-v",
            "warning",
            "-nostdin",
            "-threads",
            "1",
            "-err_detect",
            "explode",
            "-f",
            "h264",
            "-i",
            "pipe:0",
        ])
        .args([
            "-fps_mode",
            "passthrough",
            "-f",
            "rawvideo",
            "-pix_fmt",
            "nv12",
            "pipe:1",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = ffmpeg.stdin.take().unwrap();
    let owned = stream.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&owned));
    let output = ffmpeg.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "ffmpeg: {said}");
    let size = (width * height + 2 * width.div_ceil(2) * height.div_ceil(2)) as usize;
    assert_eq!(
        output.stdout.len() % size,
        0,
        "{} bytes of {width}×{height}",
        output.stdout.len()
    );
    output.stdout.chunks(size).map(<[u8]>::to_vec).collect()
}
