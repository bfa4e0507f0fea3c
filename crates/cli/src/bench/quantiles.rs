//! Quantiles of a list of measurements.

use serde::Serialize;

/// How many, and where the middle and the tail lie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Quantiles {
    pub n: usize,
    pub p50: f64,
    pub p95: f64,
    pub p99: f64,
}

impl Quantiles {
    /// Of these values; zeroes where there are none.
    pub fn of(mut values: Vec<f64>) -> Self {
        values.retain(|value| value.is_finite());
        values.sort_by(f64::total_cmp);
        let Some(last) = values.len().checked_sub(1) else {
            return Self::default();
        };
        // Nearest rank: each quantile is a value that was measured.
        let at = |q: f64| {
            values[((values.len() as f64 * q).ceil() as usize)
                .saturating_sub(1)
                .min(last)]
        };
        Self {
            n: values.len(),
            p50: at(0.5),
            p95: at(0.95),
            p99: at(0.99),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_measured_values() {
        let q = Quantiles::of((1..=100).rev().map(f64::from).collect());
        assert_eq!(
            q,
            Quantiles {
                n: 100,
                p50: 50.0,
                p95: 95.0,
                p99: 99.0
            }
        );
        assert_eq!(Quantiles::of(vec![7.0, f64::NAN]).p99, 7.0);
        assert_eq!(Quantiles::of(Vec::new()), Quantiles::default());
    }
}
