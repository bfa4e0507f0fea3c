//! Locks the game's frame cadence to the player's display.
//!
//! Frames that arrive at random moments relative to the display miss slots: two come in one slot, none in the
//! next. The player reports how long frames wait between decode and their slot; this shifts the cadence until
//! the latest frames come [`TARGET`] before the slot. Pure: no clock, no I/O.

use std::time::Duration;

use stratus_media::Timestamp;
use stratus_protocol::session::control::Report;

/// How early the latest frames (10th percentile) shall be.
const TARGET: f64 = 3_500.0;
/// Errors below this are left alone, µs.
const DEAD_BAND: f64 = 700.0;
/// The largest shift a report, µs.
const STEP: f64 = 2_000.0;
/// How far the display's period may be from the asked one and still be followed.
const FOLLOW: f64 = 0.02;

/// The cadence, and what the player says of it.
#[derive(Debug)]
pub struct PhaseLock {
    nominal_us: f64,
    period_us: f64,
}

/// A change of cadence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adjustment {
    /// The new period.
    pub period: Duration,
    /// How much later (or earlier, if negative) the next frame shall be, µs.
    pub shift_us: i64,
}

impl PhaseLock {
    /// A cadence of `fps` frames a second.
    #[must_use]
    pub fn new(fps: u32) -> Self {
        let nominal_us = 1_000_000.0 / f64::from(fps.max(1));
        Self {
            nominal_us,
            period_us: nominal_us,
        }
    }

    /// The cadence's period.
    #[must_use]
    pub fn period(&self) -> Duration {
        Duration::from_nanos((self.period_us * 1000.0) as u64)
    }

    /// Takes a player's report; says how to change the cadence, if at all.
    pub fn report(&mut self, report: &Report) -> Option<Adjustment> {
        if report.decoded < 8 || report.period_us == 0 {
            return None;
        }
        let display = f64::from(report.period_us);
        // A display of a different rate cannot be locked to; its phase means nothing here.
        if (display / self.nominal_us - 1.0).abs() > FOLLOW {
            self.period_us = self.nominal_us;
            return None;
        }
        // Follow the display's true rate slowly: a report's own period is noisy.
        self.period_us += (display - self.period_us) * 0.1;
        let low = f64::from(report.slack_low_us).min(display);
        let median = f64::from(report.slack_us).min(display);
        // Where the wait wraps around (some frames just in time, some just too late), aim for the middle.
        let wrapped = median - low > display / 2.0;
        let error = if wrapped { -STEP } else { low - TARGET };
        let shift = if error.abs() < DEAD_BAND {
            0.0
        } else {
            (error * 0.5).clamp(-STEP, STEP)
        };
        Some(Adjustment {
            period: self.period(),
            shift_us: shift as i64,
        })
    }
}

/// When the next frame is due after an adjustment: at least a third of a period away from `now`.
#[must_use]
pub fn next_due(now: Timestamp, due: Timestamp, adjustment: Adjustment) -> Timestamp {
    let period = adjustment.period.as_nanos() as i64;
    let mut at = due.as_nanos() as i64 + adjustment.shift_us * 1000;
    let earliest = now.as_nanos() as i64 + period / 3;
    while at < earliest {
        at += period;
    }
    Timestamp::from_nanos(at as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A display and a stream under virtual time: frames arrive `delay` (with jitter) after their due time.
    struct World {
        display_us: f64,
        due_us: f64,
        period_us: f64,
        delay_us: f64,
        seed: u32,
    }

    impl World {
        fn jitter(&mut self) -> f64 {
            self.seed = self
                .seed
                .wrapping_mul(1_664_525)
                .wrapping_add(1_013_904_223);
            f64::from(self.seed >> 16) / 65_536.0 * 2_000.0
        }

        /// Half a second of frames: the report, and how many display slots got a new frame.
        fn play(&mut self) -> (Report, u32) {
            let mut waits = Vec::new();
            let mut slots = std::collections::BTreeSet::new();
            for _ in 0..30 {
                let arrival = self.due_us + self.delay_us + self.jitter();
                let slot = (arrival / self.display_us).ceil();
                slots.insert(slot as u64);
                waits.push((slot * self.display_us - arrival) as u32);
                self.due_us += self.period_us;
            }
            waits.sort_unstable();
            let report = Report {
                decoded: 30,
                slots: 30,
                fresh: slots.len() as u16,
                period_us: self.display_us as u32,
                slack_us: waits[15],
                slack_low_us: waits[3],
                ..Report::default()
            };
            (report, slots.len() as u32)
        }
    }

    fn settle(delay_us: f64, display_us: f64) -> (f64, u32) {
        let mut world = World {
            display_us,
            due_us: 0.0,
            period_us: 16_666.7,
            delay_us,
            seed: 7,
        };
        let mut lock = PhaseLock::new(60);
        let mut last = (0.0, 0);
        for second in 0..60 {
            let (report, fresh) = world.play();
            if let Some(adjustment) = lock.report(&report) {
                world.period_us = adjustment.period.as_nanos() as f64 / 1000.0;
                world.due_us += adjustment.shift_us as f64;
            }
            if second > 40 {
                last = (f64::from(report.slack_low_us), last.1 + fresh);
            }
        }
        last
    }

    #[test]
    fn frames_come_just_before_their_slot_whatever_the_phase_was() {
        for delay in [0.0, 2_000.0, 5_000.0, 9_000.0, 13_000.0, 16_000.0] {
            let (slack, fresh) = settle(delay, 16_666.7);
            assert!(
                (1_500.0..6_500.0).contains(&slack),
                "delay {delay}: slack {slack}"
            );
            assert!(fresh >= 19 * 29, "delay {delay}: {fresh} fresh slots");
        }
    }

    #[test]
    fn a_display_of_59_94_hz_is_followed() {
        let (slack, fresh) = settle(4_000.0, 16_683.3);
        assert!((1_000.0..7_500.0).contains(&slack), "slack {slack}");
        assert!(fresh >= 19 * 29, "{fresh}");
    }

    #[test]
    fn a_display_of_another_rate_leaves_the_cadence_alone() {
        let mut lock = PhaseLock::new(60);
        let report = Report {
            decoded: 30,
            period_us: 6_944,
            slack_low_us: 9,
            ..Report::default()
        };
        assert_eq!(lock.report(&report), None);
        assert_eq!(lock.period(), Duration::from_nanos(16_666_666));
    }

    #[test]
    fn the_next_frame_is_never_due_in_the_past() {
        let now = Timestamp::from_nanos(1_000_000_000);
        let adjustment = Adjustment {
            period: Duration::from_micros(16_667),
            shift_us: -2_000,
        };
        let next = next_due(now, Timestamp::from_nanos(1_000_500_000), adjustment);
        assert!(next > now && next.since(now) < Duration::from_millis(23));
    }
}
