//! Latency histograms that a hot path can write to.

use std::time::Duration;

use parking_lot::Mutex;

/// Durations from 1 ns to 60 s with 1 % resolution. Recording neither allocates nor waits for readers.
pub struct Histogram {
    inner: Mutex<hdrhistogram::Histogram<u32>>,
}

/// What a histogram holds, in milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Quantiles {
    /// How many values.
    pub n: u64,
    /// Median.
    pub p50: f64,
    /// 95th percentile.
    pub p95: f64,
    /// 99th percentile.
    pub p99: f64,
}

impl Default for Histogram {
    fn default() -> Self {
        Self::new()
    }
}

const LONGEST_NS: u64 = 60_000_000_000;

impl Histogram {
    /// An empty histogram.
    #[must_use]
    #[expect(
        clippy::expect_used,
        reason = "the bounds are constants that the crate accepts"
    )]
    pub fn new() -> Self {
        let inner = hdrhistogram::Histogram::new_with_bounds(1, LONGEST_NS, 2)
            .expect("1 ns to 60 s with 2 digits are valid bounds");
        Self {
            inner: Mutex::new(inner),
        }
    }

    /// Adds a value; one out of bounds counts as the nearest bound.
    pub fn record(&self, value: Duration) {
        let nanos = (value.as_nanos() as u64).clamp(1, LONGEST_NS);
        self.inner.lock().saturating_record(nanos);
    }

    /// What it holds.
    pub fn quantiles(&self) -> Quantiles {
        let inner = self.inner.lock();
        if inner.is_empty() {
            return Quantiles::default();
        }
        let ms = |q| inner.value_at_quantile(q) as f64 / 1_000_000.0;
        Quantiles {
            n: inner.len(),
            p50: ms(0.5),
            p95: ms(0.95),
            p99: ms(0.99),
        }
    }

    /// Forgets everything.
    pub fn reset(&self) {
        self.inner.lock().reset();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_milliseconds() {
        let histogram = Histogram::new();
        for ms in 1..=100 {
            histogram.record(Duration::from_millis(ms));
        }
        let q = histogram.quantiles();
        assert_eq!(q.n, 100);
        assert!((q.p50 - 50.0).abs() < 1.0, "{q:?}");
        assert!((q.p99 - 99.0).abs() < 1.5, "{q:?}");
        histogram.record(Duration::from_secs(1000));
        assert_eq!(histogram.quantiles().n, 101);
        histogram.reset();
        histogram.record(Duration::from_nanos(250));
        let q = histogram.quantiles();
        assert!((q.p50 - 0.000_25).abs() < 0.000_01, "{q:?}");
    }
}
