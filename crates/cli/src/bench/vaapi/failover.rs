//! `stratus bench failover`: from a picture at which a VA-API driver stalls, or loses its device, to the next encoder's.
//!
//! The encoder is the session's own (`Governed`) on the software driver, and the real x264. After each fault it goes
//! back to VA-API as it does in a session, only without the wait between.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use serde::Serialize;
use stratus_encode::governor::{Governed, Reason, Rules, Switch};
use stratus_encode::{Backend, Encoder as _, EncoderConfig, FrameRequest, FrameStart, SliceSink};
use stratus_media::Size;

use super::driver::Driver;
use super::frames::Canvases;
use super::left::Held;
use crate::bench::quantiles::Quantiles;
use crate::up;

/// Within this the picture has to go on, ms.
const LIMIT_MS: f64 = 150.0;

/// Faults before those that count, so that everything was loaded once.
const WARM_UP: usize = 3;

/// Pictures of VA-API before each fault.
const BETWEEN: usize = 6;

/// What is done to the driver, by turns; the names are those of the report.
const FAULTS: [(&str, &str); 3] = [
    ("stall", "STALL=0:400"),
    ("stall_in_call", "STALL=0:400:end"),
    ("device_loss", "LOSE=0"),
];

/// How long a stalled driver and its thread may take to be gone.
const RETURN: Duration = Duration::from_secs(10);

#[derive(clap::Args)]
pub struct Arguments {
    /// Picture size.
    #[arg(long, default_value = "1920x1080")]
    size: String,
    /// Faults that count.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    count: u32,
    /// Frames a second.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=i64::from(stratus_encode::MAX_FPS)))]
    fps: u32,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Times, and the longest of them.
#[derive(Serialize)]
struct Times {
    #[serde(flatten)]
    quantiles: Quantiles,
    worst: f64,
}

impl Times {
    fn of(values: &[f64]) -> Self {
        Self {
            quantiles: Quantiles::of(values.to_vec()),
            worst: values.iter().copied().fold(0.0, f64::max),
        }
    }
}

#[derive(Serialize)]
struct Report {
    size: String,
    fps: u32,
    faults: u32,
    dma_bufs: bool,
    /// From the picture at which the driver fails, handed in, to x264's whole picture in its place.
    picture_ms: Times,
    /// The same by kind of fault.
    by_fault: std::collections::BTreeMap<&'static str, Times>,
    /// From the same moment until the driver was left and x264 was open.
    left_ms: Times,
    limit_ms: f64,
    /// Bytes of x264's first pictures, on average.
    bytes: u64,
    /// With VA-API at work, before and after all faults, once the drivers that stalled have returned.
    before: Held,
    after: Held,
    /// Displays that were opened, and what was not destroyed in any of them when it was closed.
    displays: usize,
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

/// What came of a picture.
#[derive(Default)]
struct Seen {
    idr: bool,
    bytes: u64,
}

impl SliceSink for Seen {
    fn begin(&mut self, start: &FrameStart) {
        *self = Self {
            idr: start.idr,
            bytes: 0,
        };
    }

    fn slice(&mut self, nal_units: &[u8]) {
        self.bytes += nal_units.len() as u64;
    }
}

type Switches = Arc<Mutex<Vec<(Instant, Switch)>>>;

/// A session that plays.
struct Session {
    encoder: Governed,
    switches: Switches,
    canvases: Canvases,
    size: Size,
    seq: u64,
    shown: Duration,
    due: Instant,
}

impl Session {
    fn open(arguments: &Arguments, size: Size, driver: &Driver) -> anyhow::Result<Self> {
        let config = EncoderConfig {
            size,
            fps: arguments.fps,
            bitrate_bps: 12_000_000,
            threads: 0,
        };
        // VA-API is taken back at once, and neither is left for being slow.
        let rules = Rules {
            deadline: Duration::from_secs(1),
            open: Duration::from_secs(3),
            back_off: Duration::ZERO,
            back_off_most: Duration::ZERO,
            ..Rules::for_fps(arguments.fps)
        };
        let canvases = Canvases::new(size)?;
        let device = Some(driver.node.clone());
        let switches = Switches::default();
        let seen = Arc::clone(&switches);
        let encoder = Governed::open_with(
            &config,
            vec![Backend::VaApi { device }, Backend::X264],
            false,
            Arc::new(canvases.readers()),
            Box::new(move |switch| {
                if let Ok(mut seen) = seen.lock() {
                    seen.push((Instant::now(), switch.clone()));
                }
            }),
            rules,
        )?;
        Ok(Self {
            encoder,
            switches,
            canvases,
            size,
            seq: 0,
            shown: Duration::from_secs(1) / arguments.fps,
            due: Instant::now(),
        })
    }

    /// The next picture, when it is due. Says when it was handed in.
    fn picture(&mut self) -> anyhow::Result<(Instant, Seen)> {
        ensure!(!up::stopping(), "stopped after {} pictures", self.seq);
        std::thread::sleep(self.due.saturating_duration_since(Instant::now()));
        self.due = Instant::now() + self.shown;
        let request = FrameRequest {
            force_idr: self.seq == 0,
            invalidated: &[],
            target: self.size,
        };
        let frame = self.canvases.commit(self.seq);
        let mut seen = Seen::default();
        let handed_in = Instant::now();
        self.encoder
            .encode(frame, &request, &mut seen)
            .with_context(|| format!("picture {}", self.seq))?;
        self.seq += 1;
        Ok((handed_in, seen))
    }

    /// Plays until VA-API has made some pictures in a row.
    fn settle(&mut self) -> anyhow::Result<()> {
        let begun = Instant::now();
        let mut in_a_row = 0;
        while in_a_row < BETWEEN {
            self.picture()?;
            in_a_row = if self.encoder.name() == "vaapi" {
                in_a_row + 1
            } else {
                0
            };
            ensure!(
                begun.elapsed() < RETURN,
                "VA-API was not taken back: {:?}",
                self.last()
            );
        }
        Ok(())
    }

    fn last(&self) -> Option<(Instant, Switch)> {
        self.switches.lock().ok()?.last().cloned()
    }

    /// What the process has, once all that was left has returned.
    fn held(&mut self) -> anyhow::Result<Held> {
        self.settle()?;
        let begun = Instant::now();
        let mut least = Held::now()?;
        let mut quiet = Instant::now();
        while quiet.elapsed() < Duration::from_secs(1) && begun.elapsed() < RETURN {
            std::thread::sleep(Duration::from_millis(20));
            let held = Held::now()?;
            if (held.threads, held.files) != (least.threads, least.files) {
                quiet = Instant::now();
            }
            least = held;
        }
        Ok(least)
    }
}

/// A fault, and what came of it.
struct Fault {
    name: &'static str,
    picture_ms: f64,
    left_ms: f64,
    bytes: u64,
}

fn fault(session: &mut Session, driver: &Driver, n: usize) -> anyhow::Result<Fault> {
    session.settle()?;
    let (name, order) = FAULTS[n % FAULTS.len()];
    driver.order(order)?;
    let (handed_in, seen) = session.picture()?;
    let picture_ms = handed_in.elapsed().as_secs_f64() * 1e3;
    ensure!(driver.obeyed(), "fault {n}: the driver did not hear of it");
    let (left, switch) = session.last().context("no switch")?;
    let wanted = if name == "device_loss" {
        Reason::DeviceLost
    } else {
        Reason::Stalled
    };
    ensure!(
        switch.to == Backend::X264 && switch.reason == wanted && seen.idr && seen.bytes > 0,
        "fault {n} ({name}): {switch}"
    );
    Ok(Fault {
        name,
        picture_ms,
        left_ms: left.saturating_duration_since(handed_in).as_secs_f64() * 1e3,
        bytes: seen.bytes,
    })
}

fn measure(arguments: &Arguments, size: Size, driver: &Driver) -> anyhow::Result<Report> {
    let mut session = Session::open(arguments, size, driver)?;
    let dma_bufs = session.canvases.are_dma_bufs();
    for n in 0..WARM_UP {
        fault(&mut session, driver, n)?;
    }
    let before = session.held()?;
    let faults = (0..arguments.count as usize)
        .map(|n| fault(&mut session, driver, n))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let after = session.held()?;
    drop(session);
    // Each fault ends a display; the last one ends with the session.
    let said = driver.report(WARM_UP + faults.len() + 1)?;
    let times = |wanted: Option<&str>| -> Vec<f64> {
        let chosen = faults
            .iter()
            .filter(|fault| wanted.is_none_or(|wanted| fault.name == wanted));
        chosen.map(|fault| fault.picture_ms).collect()
    };
    let left: Vec<f64> = faults.iter().map(|fault| fault.left_ms).collect();
    Ok(Report {
        size: arguments.size.clone(),
        fps: arguments.fps,
        faults: arguments.count,
        dma_bufs,
        picture_ms: Times::of(&times(None)),
        by_fault: FAULTS
            .iter()
            .map(|(name, _)| (*name, Times::of(&times(Some(name)))))
            .collect(),
        left_ms: Times::of(&left),
        limit_ms: LIMIT_MS,
        bytes: faults.iter().map(|fault| fault.bytes).sum::<u64>() / faults.len() as u64,
        before,
        after,
        displays: said.displays(),
        not_destroyed: said.alive(),
    })
}

impl Report {
    fn print(&self) {
        println!(
            "{} faults of a VA-API driver at {}, {} fps; buffers are {}",
            self.faults,
            self.size,
            self.fps,
            if self.dma_bufs {
                "DMA-BUFs"
            } else {
                "plain memory"
            }
        );
        println!(
            "{:<36} {:>6} {:>9} {:>9} {:>9}",
            "ms", "n", "p50", "p95", "worst"
        );
        let by_fault = self
            .by_fault
            .iter()
            .map(|(name, times)| (format!("→ x264's picture, {name}"), times));
        let all = [
            ("fault → x264's whole picture".to_owned(), &self.picture_ms),
            ("fault → left, x264 open".to_owned(), &self.left_ms),
        ];
        for (name, times) in all.into_iter().chain(by_fault) {
            let q = times.quantiles;
            println!(
                "{name:<36} {:>6} {:>9.1} {:>9.1} {:>9.1}",
                q.n, q.p50, q.p95, times.worst
            );
        }
        println!(
            "{:.0} ms are allowed; x264's first pictures have {} bytes",
            self.limit_ms, self.bytes
        );
        for (when, held) in [("before", self.before), ("after", self.after)] {
            println!(
                "{when}: {} threads, {} files, {} mappings, {} KiB",
                held.threads, held.files, held.mappings, held.resident_kib
            );
        }
        println!(
            "{} displays closed, {} of their objects not destroyed",
            self.displays, self.not_destroyed
        );
    }
}
