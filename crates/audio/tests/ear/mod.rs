//! A session with a real server, and an ear that decodes what it sends.

#![allow(dead_code, reason = "each test program uses its own part")]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use stratus_audio::{Server, ServerConfig, Sink, SinkConfig};
use stratus_media::AudioPacket;

pub const DEADLINE: Duration = Duration::from_secs(20);

/// A server of its own, in `dir`.
pub fn server(dir: &Path) -> Server {
    Server::start(&ServerConfig {
        runtime_dir: dir.join("sound"),
        log: dir.join("sound.log"),
        user: None,
    })
    .unwrap()
}

/// A sink whose packets go to `deliver`.
pub fn sink(server: &Server, deliver: impl FnMut(AudioPacket) + Send + 'static) -> Sink {
    Sink::start(
        SinkConfig {
            remote: server.socket(),
            name: "stratus".into(),
            bitrate_bps: 128_000,
        },
        Box::new(deliver),
    )
    .unwrap()
}

pub struct Session {
    pub sink: Option<Sink>,
    pub server: Option<Server>,
    pub packets: Receiver<AudioPacket>,
    pub dir: tempfile::TempDir,
}

impl Session {
    pub fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let server = server(dir.path());
        let (sender, packets) = mpsc::channel();
        let sink = sink(&server, move |packet| {
            let _ = sender.send(packet);
        });
        Self {
            sink: Some(sink),
            server: Some(server),
            packets,
            dir,
        }
    }

    pub fn sink(&self) -> &Sink {
        self.sink.as_ref().unwrap()
    }

    pub fn server(&mut self) -> &mut Server {
        self.server.as_mut().unwrap()
    }

    /// Plays a tone of `frequency` with `pw-play`, for `seconds`.
    pub fn play(&mut self, frequency: f32, channels: u16, seconds: u32) -> Player {
        let file = self.dir.path().join(format!("{frequency}-{channels}.wav"));
        write_tone(&file, frequency, channels, seconds);
        let remote = self.server().socket();
        Player::start(
            Command::new("pw-play")
                .env("PIPEWIRE_REMOTE", remote)
                .arg(file),
        )
    }

    /// Listens until `heard` is content with the last half second, left and right.
    pub fn listen(&self, what: &str, heard: impl Fn(&[f32], &[f32]) -> bool) {
        let mut decoder = opus::Decoder::new(48_000, opus::Channels::Stereo).unwrap();
        let (mut left, mut right) = (Vec::new(), Vec::new());
        let deadline = Instant::now() + DEADLINE;
        while Instant::now() < deadline {
            let packet = self.packets.recv_timeout(DEADLINE).unwrap();
            let mut samples = [0.0f32; 960];
            decoder
                .decode_float(&packet.payload, &mut samples, false)
                .unwrap();
            left.extend(samples.iter().step_by(2));
            right.extend(samples.iter().skip(1).step_by(2));
            if left.len() >= 24_000 {
                if heard(&left, &right) {
                    return;
                }
                left.drain(..4800);
                right.drain(..4800);
            }
        }
        panic!("never heard {what}");
    }
}

/// A program that plays; killed when dropped.
pub struct Player(Child);

impl Player {
    pub fn start(command: &mut Command) -> Self {
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self(child)
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Amplitude of a frequency in `samples` (Goertzel).
pub fn level(samples: &[f32], frequency: f32) -> f32 {
    let step = f64::from(frequency) * std::f64::consts::TAU / 48_000.0;
    let (mut re, mut im) = (0.0f64, 0.0f64);
    for (i, &sample) in samples.iter().enumerate() {
        let angle = step * i as f64;
        re += f64::from(sample) * angle.cos();
        im += f64::from(sample) * angle.sin();
    }
    (2.0 * (re * re + im * im).sqrt() / samples.len() as f64) as f32
}

/// Half-scale tone at 44.1 kHz (so that it is resampled on its way), 16 bits.
fn write_tone(path: &Path, frequency: f32, channels: u16, seconds: u32) {
    const RATE: u32 = 44_100;
    let mut pcm = Vec::new();
    for i in 0..RATE * seconds {
        let angle = i as f32 / RATE as f32 * frequency * std::f32::consts::TAU;
        let value = (angle.sin() * 16_384.0) as i16;
        for _ in 0..channels {
            pcm.extend_from_slice(&value.to_le_bytes());
        }
    }
    let block = channels * 2;
    let mut wav = Vec::new();
    wav.extend_from_slice(b"RIFF");
    wav.extend_from_slice(&(36 + pcm.len() as u32).to_le_bytes());
    wav.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0");
    wav.extend_from_slice(&channels.to_le_bytes());
    wav.extend_from_slice(&RATE.to_le_bytes());
    wav.extend_from_slice(&(RATE * u32::from(block)).to_le_bytes());
    wav.extend_from_slice(&block.to_le_bytes());
    wav.extend_from_slice(b"\x10\0data");
    wav.extend_from_slice(&(pcm.len() as u32).to_le_bytes());
    wav.extend_from_slice(&pcm);
    std::fs::write(path, wav).unwrap();
}

/// The processes whose arguments name `dir`.
pub fn processes_of(dir: &Path) -> Vec<PathBuf> {
    let name = dir.to_str().unwrap().as_bytes().to_owned();
    std::fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            std::fs::read(path.join("cmdline"))
                .is_ok_and(|args| args.windows(name.len()).any(|part| part == name))
        })
        .collect()
}
