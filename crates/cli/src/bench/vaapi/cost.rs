//! `stratus bench vaapi`: what a frame costs the VA-API back end itself.
//!
//! The software driver runs with its encoding switched off and counts the processor time of its own calls; what the
//! process used beyond that is the back end's and libva's.

use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use rustix::time::{ClockId, clock_gettime};
use serde::Serialize;
use stratus_encode::{Encoder as _, EncoderConfig, FrameRequest, FrameStart, SliceSink, VaApi};
use stratus_media::Size;

use super::driver::Driver;
use super::frames::Canvases;
use crate::bench::quantiles::Quantiles;
use crate::up;

/// What a frame may cost, µs.
const LIMIT_US: f64 = 150.0;

/// Frames before those that count.
const WARM_UP: u64 = 60;

/// Only the processor's time is measured: nothing is late here.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(clap::Args)]
pub struct Arguments {
    /// Picture size.
    #[arg(long, default_value = "1920x1080")]
    size: String,
    /// Frames that count.
    #[arg(long, default_value_t = 600, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    frames: u32,
    /// Frames a second.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=i64::from(stratus_encode::MAX_FPS)))]
    fps: u32,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Report {
    size: String,
    fps: u32,
    frames: u32,
    /// The buffers are the kernel's DMA-BUFs; plain memory in their place otherwise.
    dma_bufs: bool,
    /// Processor time a frame outside of the driver, from one commit to the next, all threads.
    own_cpu_us: Quantiles,
    worst_own_cpu_us: f64,
    /// Processor time a frame inside of it.
    driver_cpu_us: Quantiles,
    /// From the commit to the whole picture.
    total_us: Quantiles,
    limit_us: f64,
    /// As the driver counted them.
    pixel_copies: u64,
    imports: u64,
    conversions: u64,
    encoded: u64,
    not_destroyed: u64,
}

pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let (width, height) = crate::bench::size(&arguments.size)?;
    up::catch_signals();
    let Some(driver) = Driver::around(&[("STRATUS_VA_SOFT_ENCODE", "off")])? else {
        return Ok(());
    };
    let report = measure(arguments, Size::new(width, height), &driver)?;
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        report.print();
    }
    Ok(())
}

/// Takes nothing.
struct Nowhere;

impl SliceSink for Nowhere {
    fn begin(&mut self, _: &FrameStart) {}
    fn slice(&mut self, _: &[u8]) {}
}

fn process_ns() -> u64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

fn measure(arguments: &Arguments, size: Size, driver: &Driver) -> anyhow::Result<Report> {
    let config = EncoderConfig {
        size,
        fps: arguments.fps,
        bitrate_bps: 12_000_000,
        threads: 0,
    };
    let canvases = Canvases::new(size)?;
    let mut encoder = VaApi::open(&config, Some(&driver.node))?.with_limit(PATIENCE);
    let shown = Duration::from_secs(1) / arguments.fps;
    let (mut own, mut inside, mut total) = (Vec::new(), Vec::new(), Vec::new());
    let mut due = Instant::now();
    let mut before = None;
    // One more than counts: a frame's cost ends where the next one begins.
    let all = WARM_UP + u64::from(arguments.frames);
    for seq in 0..=all {
        ensure!(!up::stopping(), "stopped after {seq} frames");
        let now = (process_ns(), driver.cpu_ns()?);
        if let Some((process, driver)) = before.replace(now)
            && seq > WARM_UP
        {
            let (process, driver) = (now.0 - process, now.1 - driver);
            own.push(process.saturating_sub(driver) as f64 / 1e3);
            inside.push(driver as f64 / 1e3);
        }
        if seq == all {
            break;
        }
        let request = FrameRequest {
            force_idr: seq == 0,
            invalidated: &[],
            target: size,
        };
        let committed = Instant::now();
        encoder
            .encode(canvases.commit(seq), &request, &mut Nowhere)
            .with_context(|| format!("frame {seq}"))?;
        if seq >= WARM_UP {
            total.push(committed.elapsed().as_secs_f64() * 1e6);
        }
        due += shown;
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
    }
    let dma_bufs = canvases.are_dma_bufs();
    drop((encoder, canvases));
    let said = driver.report(1)?;
    Ok(Report {
        size: arguments.size.clone(),
        fps: arguments.fps,
        frames: arguments.frames,
        dma_bufs,
        worst_own_cpu_us: own.iter().copied().fold(0.0, f64::max),
        own_cpu_us: Quantiles::of(own),
        driver_cpu_us: Quantiles::of(inside),
        total_us: Quantiles::of(total),
        limit_us: LIMIT_US,
        pixel_copies: said.count("pixel_copies"),
        imports: said.count("imports"),
        conversions: said.count("conversions"),
        encoded: said.count("frames"),
        not_destroyed: said.alive(),
    })
}

impl Report {
    fn print(&self) {
        println!(
            "VA-API's own cost of {} frames at {}, {} fps, on the software driver without its encoding; buffers are {}",
            self.frames,
            self.size,
            self.fps,
            if self.dma_bufs {
                "DMA-BUFs"
            } else {
                "plain memory"
            }
        );
        println!(
            "{:<28} {:>6} {:>9} {:>9} {:>9}",
            "µs", "n", "p50", "p95", "p99"
        );
        for (name, q) in [
            ("processor, own", self.own_cpu_us),
            ("processor, driver", self.driver_cpu_us),
            ("commit → picture", self.total_us),
        ] {
            println!(
                "{name:<28} {:>6} {:>9.1} {:>9.1} {:>9.1}",
                q.n, q.p50, q.p95, q.p99
            );
        }
        println!(
            "own: worst {:.1} µs, {:.0} µs are allowed; the driver counted {} pixel copies, {} imports, {} conversions, \
             {} pictures, {} objects not destroyed",
            self.worst_own_cpu_us,
            self.limit_us,
            self.pixel_copies,
            self.imports,
            self.conversions,
            self.encoded,
            self.not_destroyed
        );
    }
}
