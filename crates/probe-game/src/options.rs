//! The command line.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// A game with a known picture: a strip that machines read, a scene that scrolls, and a tone.
#[derive(Debug, Clone, clap::Parser)]
#[command(version)]
pub struct Options {
    /// End after so many pictures, with exit code 0.
    #[arg(long, value_name = "N")]
    pub frames: Option<u32>,
    /// Draw so many pictures a second, instead of one a frame callback.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub fps: Option<u32>,
    /// Use this size, whatever the compositor asks for.
    #[arg(long, value_name = "WxH")]
    pub ignore_size: Option<Dimensions>,
    /// Connect, but never open a window.
    #[arg(long)]
    pub no_window: bool,
    /// Abort (signal 6) after so many seconds.
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub crash_after: Option<Duration>,
    /// End with exit code 0 after so many seconds.
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub exit_after: Option<Duration>,
    /// Commit as fast as buffers come back, without waiting for frame callbacks.
    #[arg(long)]
    pub commit_flood: bool,
    /// Keep the scene still and without bands: only the strip and the row of pads change, and only they are damaged.
    #[arg(long = "static")]
    pub still: bool,
    /// What to draw into.
    #[arg(long, value_enum, default_value_t = BufferKind::Shm)]
    pub buffers: BufferKind,
    /// The device that makes DMA-BUFs; in a sandbox it may have another name.
    #[arg(long, value_name = "DEVICE", default_value = "/dev/udmabuf")]
    pub udmabuf: PathBuf,
    /// Paint a wl_shm buffer white the moment it is released, as is always done with DMA-BUFs: whoever still
    /// reads it sees no number, or a torn picture.
    #[arg(long)]
    pub poison: bool,
    /// Draw into a sub-surface over a black window, as Wine's driver does.
    #[arg(long)]
    pub subsurface: bool,
    /// Where pads appear.
    #[arg(long, value_name = "DIR", default_value = "/dev/input")]
    pub input_dir: PathBuf,
    /// Print a line for each event of a pad.
    #[arg(long)]
    pub log_pads: bool,
    /// Make no sound.
    #[arg(long)]
    pub mute: bool,
    /// Lock the pointer, as first-person games do.
    #[arg(long)]
    pub lock_pointer: bool,
}

/// Memory that pictures lie in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum BufferKind {
    /// wl_shm.
    Shm,
    /// zwp_linux_dmabuf_v1, from /dev/udmabuf.
    #[value(name = "dmabuf")]
    DmaBuf,
}

/// Width and height, pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dimensions {
    pub width: u32,
    pub height: u32,
}

impl FromStr for Dimensions {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let side = |text: &str| text.parse().ok().filter(|side| (1..=8192).contains(side));
        text.split_once('x')
            .and_then(|(width, height)| {
                Some(Self {
                    width: side(width)?,
                    height: side(height)?,
                })
            })
            .ok_or_else(|| format!("'{text}' is no size: write it like 1280x720, up to 8192x8192"))
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    text.parse()
        .ok()
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .ok_or_else(|| format!("'{text}' is no number of seconds, such as 2.5"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_seconds_are_read() {
        let size = "640x480".parse::<Dimensions>().unwrap();
        assert_eq!((size.width, size.height), (640, 480));
        for wrong in ["640", "640x", "0x5", "9000x1", "a x b", "-1x2"] {
            assert!(wrong.parse::<Dimensions>().is_err(), "{wrong}");
        }
        assert_eq!(seconds("2.5"), Ok(Duration::from_millis(2500)));
        assert!(seconds("-1").is_err() && seconds("soon").is_err());
    }
}
