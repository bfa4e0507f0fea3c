//! When the game is told to draw its next picture.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use stratus_media::Timestamp;

use crate::wake::Wake;

struct Shared {
    period: AtomicU64,
    next: AtomicU64,
    wake: Wake,
}

/// Period and phase of the answers to `wl_surface.frame`. Any thread may set them.
#[derive(Clone)]
pub struct Pacer(Arc<Shared>);

impl Pacer {
    pub(crate) fn new(period: Duration, next: Timestamp, wake: Wake) -> Self {
        Self(Arc::new(Shared {
            period: AtomicU64::new(period.as_nanos() as u64),
            next: AtomicU64::new(next.as_nanos()),
            wake,
        }))
    }

    /// One tick every `period`, one of them at `next`. A period under 0.1 ms or over 1 s is clamped.
    pub fn set(&self, period: Duration, next: Timestamp) {
        let period = period.clamp(Duration::from_micros(100), Duration::from_secs(1));
        self.0
            .period
            .store(period.as_nanos() as u64, Ordering::Relaxed);
        self.0.next.store(next.as_nanos(), Ordering::Relaxed);
        self.0.wake.ring();
    }

    /// The period, and one moment at which a tick falls.
    #[must_use]
    pub fn current(&self) -> (Duration, Timestamp) {
        (
            Duration::from_nanos(self.0.period.load(Ordering::Relaxed)),
            Timestamp::from_nanos(self.0.next.load(Ordering::Relaxed)),
        )
    }

    /// The first tick after `now`.
    pub(crate) fn tick_after(&self, now: Timestamp) -> Timestamp {
        let (period, phase) = self.current();
        tick_after(period, phase, now)
    }
}

fn tick_after(period: Duration, phase: Timestamp, now: Timestamp) -> Timestamp {
    let period = period.as_nanos() as u64;
    let (phase, now) = (phase.as_nanos(), now.as_nanos());
    let first = phase % period;
    if now < first {
        return Timestamp::from_nanos(first);
    }
    Timestamp::from_nanos(first + ((now - first) / period + 1) * period)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_keep_their_phase_before_and_after_the_given_moment() {
        let tick = |phase, now| {
            tick_after(
                Duration::from_nanos(16),
                Timestamp::from_nanos(phase),
                Timestamp::from_nanos(now),
            )
            .as_nanos()
        };
        assert_eq!(tick(100, 100), 116);
        assert_eq!(tick(100, 99), 100);
        assert_eq!(tick(100, 0), 4);
        assert_eq!(tick(100, 200), 212);
        assert_eq!(tick(1000, 900), 904);
    }
}
