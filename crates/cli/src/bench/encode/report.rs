//! What came out, as JSON and as a table.

use std::collections::BTreeMap;

use serde::Serialize;

use super::frames::DamageKind;
use super::measure::{Still, Tally};
use crate::bench::quantiles::Quantiles;

/// A run.
#[derive(Serialize)]
pub struct Report {
    pub size: String,
    pub fps: u32,
    pub frames: u32,
    /// Frames before them that do not count.
    pub warm_up: u32,
    pub input: String,
    pub damage: DamageKind,
    /// What the back ends were allowed, bits a second.
    pub bitrate_bps: u32,
    pub processor: Processor,
    /// Which FFmpeg encoded the baseline and decoded everything.
    pub libav: Option<String>,
    pub baseline: Option<Measured>,
    pub backends: Vec<Compared>,
    /// Back ends that do not work here.
    pub unavailable: Vec<Unavailable>,
}

/// What it ran on.
#[derive(Serialize)]
pub struct Processor {
    pub model: String,
    /// Cores that this program may use.
    pub cores: usize,
    /// How many of them were busy on average in each side's turns.
    pub cores_used: BTreeMap<String, f64>,
}

/// A back end that does not work here.
#[derive(Serialize)]
pub struct Unavailable {
    pub name: String,
    pub reason: String,
}

/// One side, over all frames that count.
#[derive(Serialize)]
pub struct Measured {
    pub name: String,
    pub convert_ms: Quantiles,
    pub encode_ms: Quantiles,
    pub first_slice_ms: Quantiles,
    pub total_ms: Quantiles,
    /// Of all frames together.
    pub bytes: u64,
    /// dB.
    pub psnr: Option<f64>,
    pub ssim: Option<f64>,
    /// A frame.
    pub allocations: Option<f64>,
    /// What the last picture costs when it is shown again and again.
    pub still: Option<Stillness>,
}

/// A picture that stands still, as good as it gets.
#[derive(Serialize)]
pub struct Stillness {
    /// Frames that say that everything changed.
    pub full_damage_ms: Quantiles,
    /// Frames that say that nothing did.
    pub no_damage_ms: Quantiles,
    /// Their medians over that of the frames before, which moved.
    pub ratio_full_damage_p50: Option<f64>,
    pub ratio_no_damage_p50: Option<f64>,
    /// Of all frames of both kinds.
    pub bytes: u64,
}

/// A back end beside the baseline.
#[derive(Serialize)]
pub struct Compared {
    #[serde(flatten)]
    pub measured: Measured,
    /// Its median time over the baseline's.
    pub ratio_total_p50: Option<f64>,
    /// Its median first slice over the baseline's median whole frame.
    pub ratio_first_slice_p50: Option<f64>,
}

impl Measured {
    pub fn of(tally: Tally) -> Self {
        let frames = tally.total.len().max(1) as f64;
        let total_ms = Quantiles::of(tally.total);
        Self {
            still: Stillness::of(tally.still, total_ms.p50),
            psnr: tally.quality.psnr(),
            ssim: tally.quality.ssim(),
            allocations: tally.allocations.map(|sum| sum as f64 / frames),
            name: tally.name,
            convert_ms: Quantiles::of(tally.convert),
            encode_ms: Quantiles::of(tally.encode),
            first_slice_ms: Quantiles::of(tally.first_slice),
            total_ms,
            bytes: tally.bytes,
        }
    }
}

impl Stillness {
    /// Beside frames that move and take `moving` milliseconds.
    fn of(still: Still, moving: f64) -> Option<Self> {
        if still.full_damage.is_empty() {
            return None;
        }
        let ratio = |of: Quantiles| (moving > 0.0).then(|| of.p50 / moving);
        let full_damage_ms = Quantiles::of(still.full_damage);
        let no_damage_ms = Quantiles::of(still.no_damage);
        Some(Self {
            ratio_full_damage_p50: ratio(full_damage_ms),
            ratio_no_damage_p50: ratio(no_damage_ms),
            full_damage_ms,
            no_damage_ms,
            bytes: still.bytes,
        })
    }
}

impl Compared {
    pub fn with(measured: Measured, baseline: Option<&Measured>) -> Self {
        let whole = baseline
            .map(|baseline| baseline.total_ms.p50)
            .filter(|whole| *whole > 0.0);
        Self {
            ratio_total_p50: whole.map(|whole| measured.total_ms.p50 / whole),
            ratio_first_slice_p50: whole.map(|whole| measured.first_slice_ms.p50 / whole),
            measured,
        }
    }
}

impl Report {
    pub fn print(&self) {
        println!(
            "encode {} of {} frames at {}, {} fps, {} kb/s, {:?} damage; {} cores, {}",
            self.input,
            self.frames,
            self.size,
            self.fps,
            self.bitrate_bps / 1000,
            self.damage,
            self.processor.cores,
            self.processor.model
        );
        println!(
            "{:<28} {:>6} {:>9} {:>9} {:>9}",
            "ms", "n", "p50", "p95", "p99"
        );
        for measured in self
            .backends
            .iter()
            .map(|backend| &backend.measured)
            .chain(&self.baseline)
        {
            for (stage, q) in [
                ("convert", measured.convert_ms),
                ("encode", measured.encode_ms),
                ("first slice", measured.first_slice_ms),
                ("whole", measured.total_ms),
            ] {
                let name = format!("{}, {stage}", measured.name);
                println!(
                    "{name:<28} {:>6} {:>9.3} {:>9.3} {:>9.3}",
                    q.n, q.p50, q.p95, q.p99
                );
            }
            println!(
                "{}: {} bytes, PSNR {} dB, SSIM {}, {} allocations a frame, {:.2} cores used",
                measured.name,
                measured.bytes,
                shown(measured.psnr, 2),
                shown(measured.ssim, 5),
                shown(measured.allocations, 2),
                self.processor
                    .cores_used
                    .get(&measured.name)
                    .copied()
                    .unwrap_or_default()
            );
            if let Some(still) = &measured.still {
                println!(
                    "{}: standing still takes {:.3} ms where the game says that all of it changed ({} of a moving picture), \
                     {:.3} ms where it says that nothing did ({}); {} bytes in {} frames",
                    measured.name,
                    still.full_damage_ms.p50,
                    shown(still.ratio_full_damage_p50, 3),
                    still.no_damage_ms.p50,
                    shown(still.ratio_no_damage_p50, 3),
                    still.bytes,
                    still.full_damage_ms.n + still.no_damage_ms.n
                );
            }
        }
        for backend in &self.backends {
            println!(
                "{}: {} of the baseline's time, first slice after {} of it",
                backend.measured.name,
                shown(backend.ratio_total_p50, 3),
                shown(backend.ratio_first_slice_p50, 3)
            );
        }
        for unavailable in &self.unavailable {
            println!("{}: {}", unavailable.name, unavailable.reason);
        }
    }
}

fn shown(value: Option<f64>, digits: usize) -> String {
    value.map_or("–".to_owned(), |value| format!("{value:.digits$}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(name: &str, first: f64, total: f64) -> Tally {
        Tally {
            name: name.to_owned(),
            convert: vec![1.0; 4],
            encode: vec![total - 1.0; 4],
            first_slice: vec![first; 4],
            total: vec![total; 4],
            bytes: 1234,
            allocations: Some(2),
            ..Tally::default()
        }
    }

    #[test]
    fn ratios_are_over_the_baselines_whole_frame() {
        let baseline = Measured::of(tally("baseline", 8.0, 10.0));
        let ours = Measured::of(tally("x264", 1.0, 4.0));
        let compared = Compared::with(ours, Some(&baseline));
        assert_eq!(compared.ratio_total_p50, Some(0.4));
        assert_eq!(compared.ratio_first_slice_p50, Some(0.1));
        assert_eq!(compared.measured.allocations, Some(0.5));
        assert_eq!(Compared::with(baseline, None).ratio_total_p50, None);
    }

    #[test]
    fn a_still_picture_is_compared_with_the_moving_one_of_the_same_run() {
        let mut tally = tally("x264", 1.0, 4.0);
        tally.still = Still {
            full_damage: vec![0.8; 3],
            no_damage: vec![0.1; 3],
            bytes: 0,
        };
        let still = Measured::of(tally).still.unwrap();
        assert_eq!(still.ratio_full_damage_p50, Some(0.2));
        assert_eq!(still.ratio_no_damage_p50, Some(0.025));
        assert!(Measured::of(Tally::default()).still.is_none());
    }

    #[test]
    fn a_back_end_has_the_keys_that_readers_of_the_json_know() {
        let measured = Measured::of(tally("x264", 1.0, 4.0));
        let json = serde_json::to_value(Compared::with(measured, None)).unwrap();
        for key in [
            "name",
            "convert_ms",
            "encode_ms",
            "first_slice_ms",
            "total_ms",
            "bytes",
            "psnr",
            "ssim",
            "allocations",
            "ratio_total_p50",
            "ratio_first_slice_p50",
        ] {
            assert!(json.get(key).is_some(), "{key}");
        }
        for key in ["n", "p50", "p95", "p99"] {
            assert!(json["total_ms"].get(key).is_some(), "{key}");
        }
    }
}
