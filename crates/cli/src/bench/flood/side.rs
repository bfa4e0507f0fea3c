//! What came of the windows of one kind.

use serde::Serialize;

use crate::bench::player::Seen;
use crate::bench::quantiles::Quantiles;

/// One window.
pub struct Window {
    /// What the measured player's page counted.
    pub seen: Seen,
    /// Of the neighbour.
    pub events_per_s: f64,
    /// UDP packets of the neighbour.
    pub packets_per_s: f64,
    pub node_cpu_percent: f64,
    pub neighbour_cpu_percent: f64,
}

/// All windows of one kind.
#[derive(Serialize)]
pub struct Side {
    pub glass_to_glass_ms: Quantiles,
    pub click_to_photon_ms: Quantiles,
    pub delivered_fps: f64,
    pub lost: u64,
    pub dropped_before_encode: u64,
    /// What the neighbour really sent.
    pub events_per_s: f64,
    /// In so many UDP packets.
    pub packets_per_s: f64,
    /// Percent of a core.
    pub node_cpu_percent: f64,
    /// Percent of a core.
    pub neighbour_cpu_percent: f64,
}

impl Side {
    /// All samples together; of what each window has one figure of, the mean.
    pub fn of(windows: Vec<Window>) -> Self {
        let mean = |figure: &dyn Fn(&Window) -> f64| {
            windows.iter().map(figure).sum::<f64>() / windows.len().max(1) as f64
        };
        let count = |key: &str| {
            let counts = windows.iter().filter_map(|w| w.seen.number(key).ok());
            counts.sum::<f64>() as u64
        };
        let each = |list: fn(&Seen) -> Vec<f64>| {
            Quantiles::of(windows.iter().flat_map(|w| list(&w.seen)).collect())
        };
        Self {
            glass_to_glass_ms: each(Seen::glass_to_glass_ms),
            click_to_photon_ms: each(Seen::click_to_photon_ms),
            delivered_fps: mean(&|w| w.seen.number("fps").unwrap_or_default()),
            lost: count("lost"),
            dropped_before_encode: count("dropped"),
            events_per_s: mean(&|w| w.events_per_s),
            packets_per_s: mean(&|w| w.packets_per_s),
            node_cpu_percent: mean(&|w| w.node_cpu_percent),
            neighbour_cpu_percent: mean(&|w| w.neighbour_cpu_percent),
        }
    }
}

/// One side's quantiles over the other's.
#[derive(Serialize)]
pub struct Ratio {
    pub glass_to_glass: Parts,
    pub click_to_photon: Parts,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Parts {
    pub p50: f64,
    pub p95: f64,
    pub p99: f64,
}

impl Ratio {
    pub fn of(above: &Side, below: &Side) -> Self {
        Self {
            glass_to_glass: Parts::of(&above.glass_to_glass_ms, &below.glass_to_glass_ms),
            click_to_photon: Parts::of(&above.click_to_photon_ms, &below.click_to_photon_ms),
        }
    }
}

impl Parts {
    fn of(above: &Quantiles, below: &Quantiles) -> Self {
        Self {
            p50: above.p50 / below.p50,
            p95: above.p95 / below.p95,
            p99: above.p99 / below.p99,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_taken_quantile_by_quantile() {
        let quiet = Quantiles::of((1..=100).map(f64::from).collect());
        let flooded = Quantiles::of((1..=100).map(|n| f64::from(n) * 1.5).collect());
        let all = Parts {
            p50: 1.5,
            p95: 1.5,
            p99: 1.5,
        };
        assert_eq!(Parts::of(&flooded, &quiet), all);
    }
}
