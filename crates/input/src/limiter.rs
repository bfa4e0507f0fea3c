//! How many events a second are worth applying.

use std::time::Duration;

use stratus_media::Timestamp;

/// Generic cell rate algorithm (ITU-T I.371): one number, no history.
pub(crate) struct Limiter {
    /// Mean distance of what is admitted.
    period: Duration,
    /// How far ahead of that distance a burst may be.
    tolerance: Duration,
    /// When the next one would come if they came evenly.
    due: Option<Timestamp>,
}

impl Limiter {
    /// Admits one each `period` in the mean, and `burst` at once, as after a stall of the network.
    pub const fn new(period: Duration, burst: u32) -> Self {
        Self {
            period,
            tolerance: Duration::from_nanos(period.as_nanos() as u64 * burst as u64),
            due: None,
        }
    }

    /// One may be applied now.
    pub fn admit(&mut self, now: Timestamp) -> bool {
        let due = self.due.map_or(now, |due| due.max(now));
        if due.since(now) > self.tolerance {
            return false;
        }
        self.due = Some(due + self.period);
        true
    }

    /// How long what was not admitted should wait.
    pub const fn wait(&self) -> Duration {
        self.period
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_and_then_the_mean_holds_for_ever() {
        let mut limiter = Limiter::new(Duration::from_millis(1), 100);
        let mut now = Timestamp::from_nanos(5);
        let mut admitted = 0;
        // 10,000 a second, for ten seconds.
        for _ in 0..100_000 {
            admitted += u32::from(limiter.admit(now));
            now = now + Duration::from_micros(100);
        }
        assert!((10_000..=10_102).contains(&admitted), "{admitted}");
        now = now + Duration::from_secs(1);
        assert!((0..100).all(|_| limiter.admit(now)), "a rest is forgiven");
    }
}
