//! Pictures to encode, and ffmpeg to look at the result.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "each test file takes what it needs"
)]

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;

use stratus_encode::{Backend, EncodeError, EncoderConfig, FrameRequest, WholeFrames};
use stratus_media::{
    Damage, EncodedFrame, FrameBuffer, PixelFormat, Pixels, Size, Timestamp, VideoFrame,
};

pub struct Memory(pub Vec<u8>);

impl Pixels for Memory {
    fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A picture as red, green, blue a pixel.
#[derive(Clone)]
pub struct Picture {
    pub size: Size,
    pub rgb: Vec<[u8; 3]>,
}

impl Picture {
    pub fn new(size: Size, colour: impl Fn(u32, u32) -> [u8; 3]) -> Self {
        let rgb = (0..size.height)
            .flat_map(|y| (0..size.width).map(move |x| (x, y)))
            .map(|(x, y)| colour(x, y))
            .collect();
        Self { size, rgb }
    }

    /// A soft texture that moves, with a hard-edged square on it.
    pub fn moving(size: Size, step: u32) -> Self {
        Self::new(size, |x, y| {
            let wave = |a: f64, b: f64| {
                let phase = f64::from(x + 3 * step) * a + f64::from(y + step) * b;
                (127.0 + 100.0 * phase.sin()) as u8
            };
            let (left, top) = (8 + step * 4 % (size.width / 2), size.height / 3);
            if (left..left + 40).contains(&x) && (top..top + 40).contains(&y) {
                [240, 240, 40]
            } else {
                [wave(0.05, 0.02), wave(0.03, 0.06), wave(0.01, 0.04)]
            }
        })
    }

    /// Nothing can be predicted from it.
    pub fn noise(size: Size, seed: u32) -> Self {
        Self::new(size, |x, y| {
            let mut h = (x.wrapping_mul(0x9e37_79b9))
                ^ y.wrapping_mul(0x85eb_ca6b)
                ^ seed.wrapping_mul(0xc2b2_ae35);
            h ^= h >> 15;
            h = h.wrapping_mul(0x2c1b_3c6d);
            h ^= h >> 12;
            [h as u8, (h >> 8) as u8, (h >> 16) as u8]
        })
    }

    pub fn frame(&self, seq: u64) -> VideoFrame {
        self.frame_as(seq, PixelFormat::Xrgb8888, self.size.width * 4)
    }

    pub fn frame_as(&self, seq: u64, format: PixelFormat, stride: u32) -> VideoFrame {
        let mut bytes = vec![0xa5; (stride * self.size.height) as usize];
        let rows = bytes.chunks_exact_mut(stride as usize);
        for (row, out) in self.rgb.chunks_exact(self.size.width as usize).zip(rows) {
            for (&[r, g, b], out) in row.iter().zip(out.chunks_exact_mut(4)) {
                let pixel = if format.is_rgb_order() {
                    [r, g, b, 0]
                } else {
                    [b, g, r, 0]
                };
                out.copy_from_slice(&pixel);
            }
        }
        VideoFrame {
            seq,
            size: self.size,
            format,
            buffer: FrameBuffer::Shm {
                pixels: Arc::new(Memory(bytes)),
                stride,
            },
            damage: Damage::full(self.size),
            committed: Timestamp::now(),
            guard: None,
        }
    }

    /// Luma by the definition of BT.709, limited range.
    pub fn luma(&self) -> Vec<f64> {
        self.rgb.iter().map(|&rgb| yuv(rgb)[0]).collect()
    }
}

/// Y, Cb, Cr of a colour by the definition (ITU-R BT.709, 8 bits, limited range).
pub fn yuv([r, g, b]: [u8; 3]) -> [f64; 3] {
    let [r, g, b] = [r, g, b].map(|c| f64::from(c) / 255.0);
    let y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    [
        16.0 + 219.0 * y,
        128.0 + 224.0 * (b - y) / 1.8556,
        128.0 + 224.0 * (r - y) / 1.5748,
    ]
}

pub fn config(size: Size) -> EncoderConfig {
    EncoderConfig {
        size,
        fps: 60,
        bitrate_bps: 20_000_000,
        threads: 2,
    }
}

pub fn request(target: Size) -> FrameRequest<'static> {
    FrameRequest {
        force_idr: false,
        invalidated: &[],
        target,
    }
}

/// An encoder whose pictures come whole.
pub fn open(config: &EncoderConfig, backend: Backend) -> Result<WholeFrames, EncodeError> {
    stratus_encode::open(config, &backend).map(WholeFrames::new)
}

/// The same frame once more, without a copy of its pixels.
pub fn again(frame: &VideoFrame, seq: u64) -> VideoFrame {
    VideoFrame {
        seq,
        size: frame.size,
        format: frame.format,
        buffer: frame.buffer.clone(),
        damage: frame.damage,
        committed: frame.committed,
        guard: None,
    }
}

pub fn encode_all(
    encoder: &mut WholeFrames,
    target: Size,
    pictures: &[Picture],
) -> Vec<EncodedFrame> {
    pictures
        .iter()
        .zip(0..)
        .map(|(picture, seq)| {
            encoder
                .encode(picture.frame(seq), &request(target))
                .unwrap()
        })
        .collect()
}

pub fn join<'a>(frames: impl IntoIterator<Item = &'a EncodedFrame>) -> Vec<u8> {
    frames
        .into_iter()
        .flat_map(|frame| frame.payload.iter().copied())
        .collect()
}

/// What ffmpeg makes of the stream, as raw pictures of `format`, end to end. It complains → panic.
pub fn decode(stream: &[u8], format: &str) -> Vec<u8> {
    let mut child = Command::new("ffmpeg")
        .args(["-v", "error", "-f", "h264", "-i", "pipe:0"])
        .args(["-fps_mode", "passthrough", "-noautoscale"])
        .args(["-sws_flags", "accurate_rnd+full_chroma_int+full_chroma_inp"])
        .args(["-f", "rawvideo", "-pix_fmt", format, "pipe:1"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("these tests need the ffmpeg program (package ffmpeg)");
    let mut stdin = child.stdin.take().unwrap();
    let stream = stream.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&stream));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && complaints.is_empty(),
        "{complaints}"
    );
    output.stdout
}

/// The luma planes that ffmpeg finds in the stream.
pub fn decode_luma(stream: &[u8], size: Size) -> Vec<Vec<u8>> {
    let luma = (size.width * size.height) as usize;
    let decoded = decode(stream, "yuv420p");
    assert_eq!(decoded.len() % (luma * 3 / 2), 0, "whole pictures");
    decoded
        .chunks_exact(luma * 3 / 2)
        .map(|picture| picture[..luma].to_vec())
        .collect()
}

/// Peak signal-to-noise ratio of luma, dB.
pub fn psnr(decoded: &[u8], wanted: &[f64]) -> f64 {
    assert_eq!(decoded.len(), wanted.len());
    let squares: f64 = decoded
        .iter()
        .zip(wanted)
        .map(|(&got, want)| (f64::from(got) - want).powi(2))
        .sum();
    10.0 * (255.0f64.powi(2) * wanted.len() as f64 / squares.max(1e-9)).log10()
}

/// Types of the NAL units of an access unit.
pub fn nal_types(unit: &[u8]) -> Vec<u8> {
    unit.windows(4)
        .filter(|w| w[..3] == [0, 0, 1])
        .map(|w| w[3] & 0x1f)
        .collect()
}
