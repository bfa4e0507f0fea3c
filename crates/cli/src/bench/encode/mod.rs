//! `stratus bench encode`: every back end beside what it has to beat, frame by frame in one run.

mod backends;
mod frames;
mod input;
mod libav;
mod measure;
mod quality;
mod record;
mod reference;
mod report;
mod side;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use stratus_encode::EncoderConfig;
use stratus_media::Size;

use crate::up;
use backends::Choice;
use frames::DamageKind;
use input::Input;
use libav::Libav;
use measure::{Plan, Tally};
use report::{Compared, Measured, Processor, Report};
use side::{Baseline, Side};

/// What back ends are allowed where there is no baseline to take it from: a session's default.
const BITRATE_BPS: u32 = 12_000_000;

#[derive(clap::Args)]
pub struct Arguments {
    /// Picture size.
    #[arg(long, default_value = "1920x1080")]
    size: String,
    /// Frames that count.
    #[arg(long, default_value_t = 600, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    frames: u32,
    /// Frames before them that do not.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    warm_up: u32,
    /// Frames after them that show the last picture again, each way there is; 0: none.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    still: u32,
    /// noise, game (which --record made), static, or a file: FILE.y4m or FILE.clip.
    #[arg(long, default_value = "game")]
    input: Input,
    /// all, or names with commas: x264, vulkan, vaapi (vaapi:/dev/dri/renderD128).
    #[arg(long, default_value = "all")]
    backend: Choice,
    /// Frames a second that the bits are divided among.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=i64::from(stratus_encode::MAX_FPS)))]
    fps: u32,
    /// Bits a second for the back ends; what the baseline spends on the same frames where not given.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    bitrate: Option<u32>,
    /// What frames say of what changed in them.
    #[arg(long, value_enum, default_value_t = DamageKind::Full)]
    damage: DamageKind,
    /// Neither a baseline nor a look at what was encoded: needs no FFmpeg.
    #[arg(long)]
    no_baseline: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Records the game for `--input game` instead, as many frames as a run of these arguments takes; into FILE, or
    /// where `--input game` looks for it.
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with_all = ["input", "backend", "json", "no_baseline", "bitrate", "damage", "still"])]
    record: Option<Option<PathBuf>>,
}

pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    up::catch_signals();
    let plan = arguments.plan()?;
    if let Some(path) = &arguments.record {
        let path = path.clone().unwrap_or_else(|| input::recorded(plan.size));
        record::record(&path, plan.size, plan.frames + plan.warm_up)?;
        println!("{}", path.display());
        return Ok(());
    }
    let report = arguments.measure(plan)?;
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        report.print();
    }
    Ok(())
}

impl Arguments {
    fn plan(&self) -> anyhow::Result<Plan> {
        let (width, height) = super::size(&self.size)?;
        let good =
            |side: u32| (16..=stratus_encode::MAX_SIDE).contains(&side) && side.is_multiple_of(2);
        ensure!(
            good(width) && good(height),
            "--size {}: both sides have to be even, from 16 to {} pixels",
            self.size,
            stratus_encode::MAX_SIDE
        );
        Ok(Plan {
            size: Size::new(width, height),
            frames: self.frames,
            warm_up: self.warm_up,
            still: self.still,
            damage: self.damage,
        })
    }

    fn measure(&self, plan: Plan) -> anyhow::Result<Report> {
        // First of all, so that a file or a library that is missing is said at once.
        let mut source = self.input.open(plan.size)?;
        let libav = if self.no_baseline {
            None
        } else {
            Some(Libav::load()?)
        };
        let bitrate = self.bitrate(plan, libav.as_ref())?;
        let config = EncoderConfig {
            size: plan.size,
            fps: self.fps,
            bitrate_bps: bitrate,
            threads: 0,
        };
        let (mut ours, unavailable) = self.backend.open(&config)?;
        let mut baseline = match &libav {
            Some(libav) => Some(Baseline::open(libav, plan.size, self.fps)?),
            None => None,
        };
        let sides = ours
            .iter_mut()
            .map(|side| side as &mut dyn Side)
            .chain(baseline.iter_mut().map(|side| side as &mut dyn Side))
            .collect();
        let mut tallies = measure::measure(plan, source.as_mut(), sides, libav.as_ref())?;
        let cores_used = tallies
            .iter()
            .map(|tally| (tally.name.clone(), tally.cores_used()))
            .collect();
        let baseline = baseline.and_then(|_| tallies.pop()).map(Measured::of);
        Ok(Report {
            size: self.size.clone(),
            fps: self.fps,
            frames: plan.frames,
            warm_up: plan.warm_up,
            input: self.input.to_string(),
            damage: plan.damage,
            bitrate_bps: bitrate,
            processor: processor(cores_used)?,
            libav: libav.map(|libav| libav.release()),
            backends: compared(tallies, baseline.as_ref()),
            baseline,
            unavailable,
        })
    }

    /// What the back ends are allowed.
    fn bitrate(&self, plan: Plan, libav: Option<&Arc<Libav>>) -> anyhow::Result<u32> {
        match (self.bitrate, libav) {
            (Some(bitrate), _) => Ok(bitrate),
            (None, None) => Ok(BITRATE_BPS),
            (None, Some(libav)) => {
                let mut source = self.input.open(plan.size)?;
                let mut baseline = Baseline::open(libav, plan.size, self.fps)?;
                measure::bitrate(plan, source.as_mut(), &mut baseline, self.fps)
            }
        }
    }
}

fn compared(tallies: Vec<Tally>, baseline: Option<&Measured>) -> Vec<Compared> {
    tallies
        .into_iter()
        .map(|tally| Compared::with(Measured::of(tally), baseline))
        .collect()
}

fn processor(cores_used: BTreeMap<String, f64>) -> anyhow::Result<Processor> {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("unknown", |(_, model)| model);
    Ok(Processor {
        model: model.to_owned(),
        cores: std::thread::available_parallelism()
            .context("cannot count the cores")?
            .get(),
        cores_used,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    fn parsed(line: &str) -> Result<Arguments, String> {
        let words = std::iter::once("bench").chain(line.split_whitespace());
        let parsed = Line::try_parse_from(words);
        parsed
            .map(|line| line.arguments)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn wrong_arguments_are_named() {
        for (line, wanted) in [
            ("--input nois", "use noise, game, static"),
            ("--backend nvenc", "--backend"),
            ("--frames 0", "--frames"),
            ("--fps 0", "--fps"),
            ("--bitrate 0", "--bitrate"),
            ("--bitrate NaN", "--bitrate"),
            ("--record a --json", "--json"),
        ] {
            let error = parsed(line).map(drop).unwrap_err();
            assert!(error.contains(wanted), "{error}");
        }
        for size in ["1919x1080", "8x8", "9000x1080", "1080"] {
            let error = parsed(&format!("--size {size}")).unwrap().plan();
            let error = error.map(drop).unwrap_err().to_string();
            assert!(error.contains(&format!("--size {size}")), "{error}");
        }
        assert!(parsed("--record").unwrap().record.is_some());
    }

    #[test]
    fn every_side_encodes_what_decodes_to_the_source() {
        let arguments = parsed(
            "--size 128x64 --frames 6 --warm-up 2 --still 5 --input static --backend x264 --bitrate 20000000",
        );
        let mut arguments = arguments.unwrap();
        arguments.no_baseline = Libav::load().is_err();
        let report = arguments.measure(arguments.plan().unwrap()).unwrap();
        let [x264] = report.backends.as_slice() else {
            panic!("{} back ends", report.backends.len())
        };
        assert_eq!(x264.measured.name, "x264");
        assert_eq!(x264.measured.total_ms.n, 6);
        assert!(x264.measured.bytes > 0);
        let still = x264.measured.still.as_ref().unwrap();
        assert_eq!((still.full_damage_ms.n, still.no_damage_ms.n), (5, 5));
        assert_eq!(still.bytes, 0, "what does not change is left out");
        let Some(baseline) = &report.baseline else {
            eprintln!("FFmpeg's libraries are not here: no look at what was encoded");
            return;
        };
        assert!(x264.ratio_total_p50.is_some());
        for measured in [&x264.measured, baseline] {
            let (psnr, ssim) = measured.psnr.zip(measured.ssim).unwrap();
            assert!(
                psnr > 25.0 && ssim > 0.9,
                "{}: {psnr} {ssim}",
                measured.name
            );
        }
    }
}
