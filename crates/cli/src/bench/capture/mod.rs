//! `stratus bench capture`: what the proxy costs a game, without a game, an encoder or a network.

mod frames;
mod messages;
mod taker;
mod wire;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use stratus_capture::{
    Capture, CaptureConfig, CaptureEvent, Compositor, CompositorConfig, CompositorKind,
};
use stratus_media::{DmaBufImporter, Mailbox, Size, VideoFrame};

use super::quantiles::Quantiles;
use crate::{allocations, up};
use frames::{Frames, Memory};
use messages::{Compared, Messages};

#[derive(clap::Args)]
pub struct Arguments {
    /// Picture size.
    #[arg(long, default_value = "1280x720")]
    size: String,
    /// Frames a second.
    #[arg(long, default_value_t = 60)]
    fps: u32,
    /// Seconds of frames that are measured.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// What the game's buffers are made of.
    #[arg(long, value_enum, default_value_t = Memory::Shm)]
    buffers: Memory,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// What came out.
#[derive(Serialize)]
struct Report {
    size: String,
    fps: u32,
    buffers: Memory,
    compositor: &'static str,
    messages: Messages,
    frames: Frames,
}

pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    up::catch_signals();
    let (width, height) = super::size(&arguments.size)?;
    let size = Size::new(width, height);
    let dir = tempfile::Builder::new()
        .prefix("stratus-bench-")
        .tempdir()?;
    let runtime_dir = dir.path().join("compositor");
    std::fs::create_dir(&runtime_dir)?;
    let kind = CompositorKind::default();
    let compositor = Compositor::start(&CompositorConfig {
        kind,
        runtime_dir,
        log: dir.path().join("compositor.log"),
        user: None,
    })?;
    // A proxy each: what it counted of the messages is none of the frames' business.
    let messages = {
        let proxy = Proxy::start(&compositor, dir.path(), size, arguments)?;
        messages::measure(compositor.socket(), &proxy.socket)?
    };
    let proxy = Proxy::start(&compositor, dir.path(), size, arguments)?;
    let time = Duration::from_secs(arguments.seconds);
    let frames = frames::measure(
        &proxy.capture,
        &proxy.socket,
        &proxy.frames,
        size,
        arguments.buffers,
        time,
    )?;
    let report = Report {
        size: arguments.size.clone(),
        fps: arguments.fps,
        buffers: arguments.buffers,
        compositor: kind.program(),
        messages,
        frames,
    };
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        print(&report);
    }
    Ok(())
}

struct Proxy {
    capture: Capture,
    frames: Arc<Mailbox<VideoFrame>>,
    socket: std::path::PathBuf,
}

impl Proxy {
    fn start(
        compositor: &Compositor,
        dir: &Path,
        size: Size,
        arguments: &Arguments,
    ) -> anyhow::Result<Self> {
        let socket = dir.join("wayland-0");
        let frames = Arc::new(Mailbox::new());
        let importer: Option<Arc<dyn DmaBufImporter>> = match arguments.buffers {
            Memory::Shm => None,
            Memory::DmaBuf => Some(Arc::new(taker::Taker)),
        };
        let capture = Capture::start(
            CaptureConfig {
                upstream: compositor.socket().to_owned(),
                socket: socket.clone(),
                size,
                fps: arguments.fps,
                keyboard_layout: None,
                dmabuf: importer,
            },
            Arc::clone(&frames),
            Box::new(|event| {
                // Events are told on the proxy's own thread: the one to watch.
                if event == CaptureEvent::FirstFrame {
                    allocations::watch_this_thread();
                }
            }),
        )?;
        Ok(Self {
            capture,
            frames,
            socket,
        })
    }
}

fn print(report: &Report) {
    let Report {
        messages, frames, ..
    } = report;
    println!(
        "capture at {} × {} Hz, {:?} buffers, {} behind",
        report.size, report.fps, report.buffers, report.compositor
    );
    println!(
        "{:<32} {:>7} {:>9} {:>9} {:>9}",
        "µs", "n", "p50", "p95", "p99"
    );
    let burst = format!("burst of {}", messages.burst);
    for (
        name,
        Compared {
            direct,
            proxied,
            added,
            ratio,
        },
    ) in [
        ("round trip", &messages.round_trip_us),
        (&burst, &messages.burst_us),
    ] {
        row(&format!("{name}, direct"), direct);
        row(&format!("{name}, proxied (× {ratio:.2})"), proxied);
        row(&format!("{name}, added"), added);
    }
    row("a forwarded message", &messages.message_us);
    row("commit read → mailbox", &frames.commit_to_mailbox_us);
    row("a commit", &frames.commit_us);
    row("a pass of the proxy's thread", &frames.pass_us);
    row("commit written → reader", &frames.commit_to_reader_us);
    row("frame dropped → release", &frames.release_us);
    println!(
        "{} frames, {} dropped unread; {:.2} allocations a frame on the proxy's thread, {:.2} without frame callbacks",
        frames.frames,
        frames.replaced,
        frames.allocations_per_frame,
        frames.allocations_per_frame_without_callbacks
    );
}

fn row(name: &str, q: &Quantiles) {
    println!(
        "{name:<32} {:>7} {:>9.2} {:>9.2} {:>9.2}",
        q.n, q.p50, q.p95, q.p99
    );
}
