//! When the next picture is due, and when the game ends. Pure: the clock is handed in.

use std::time::{Duration, Instant};

use crate::options::Options;

/// How long Escape is held to end the game.
const HOLD: Duration = Duration::from_millis(500);

/// How the game ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Exit code 0.
    Exit,
    /// Abort.
    Crash,
}

/// What decides when to draw.
#[derive(Debug, Clone, Copy)]
enum Pace {
    FrameCallbacks,
    Clock {
        period: Duration,
        next: Instant,
    },
    /// Always due; the moment lies in the past.
    Flood {
        since: Instant,
    },
}

/// The game's timetable.
pub struct Schedule {
    pace: Pace,
    exit: Option<Instant>,
    crash: Option<Instant>,
    frames_left: Option<u32>,
    escape_down: Option<Instant>,
    callback: bool,
}

impl Schedule {
    pub fn new(options: &Options, now: Instant) -> Self {
        let pace = match options.fps {
            _ if options.commit_flood => Pace::Flood { since: now },
            Some(fps) => Pace::Clock {
                period: Duration::from_secs(1) / fps.max(1),
                next: now,
            },
            None => Pace::FrameCallbacks,
        };
        Self {
            pace,
            exit: options.exit_after.map(|after| now + after),
            crash: options.crash_after.map(|after| now + after),
            frames_left: options.frames,
            escape_down: None,
            callback: true,
        }
    }

    /// The compositor wants another picture.
    pub fn frame_callback(&mut self) {
        self.callback = true;
    }

    /// Escape went down or up.
    pub fn escape(&mut self, down: bool, now: Instant) {
        self.escape_down = down.then_some(now);
    }

    /// Whether to draw now.
    pub fn is_due(&self, now: Instant) -> bool {
        match self.pace {
            Pace::FrameCallbacks => self.callback,
            Pace::Clock { next, .. } => now >= next,
            Pace::Flood { .. } => true,
        }
    }

    /// A picture was committed.
    pub fn drawn(&mut self, now: Instant) {
        self.callback = false;
        if let Pace::Clock { period, next } = &mut self.pace {
            *next += *period;
            if *next < now {
                // Too late for a whole period: go on from here, without a burst.
                *next = now + *period;
            }
        }
        if let Some(left) = &mut self.frames_left {
            *left = left.saturating_sub(1);
        }
    }

    /// Whether the game is over.
    pub fn end(&self, now: Instant) -> Option<End> {
        let past = |at: Option<Instant>| at.is_some_and(|at| now >= at);
        if past(self.crash) {
            Some(End::Crash)
        } else if past(self.exit)
            || past(self.escape_down.map(|at| at + HOLD))
            || self.frames_left == Some(0)
        {
            Some(End::Exit)
        } else {
            None
        }
    }

    /// When to look again, if nothing else happens; `None`: never.
    pub fn wake(&self, can_draw: bool) -> Option<Instant> {
        let draw = match self.pace {
            Pace::Clock { next, .. } if can_draw => Some(next),
            Pace::Flood { since } if can_draw => Some(since),
            _ => None,
        };
        let hold = self.escape_down.map(|at| at + HOLD);
        [draw, hold, self.exit, self.crash]
            .into_iter()
            .flatten()
            .min()
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    fn schedule(args: &[&str], now: Instant) -> Schedule {
        let args = std::iter::once("probe").chain(args.iter().copied());
        Schedule::new(&Options::try_parse_from(args).unwrap(), now)
    }

    #[test]
    fn the_compositor_paces_unless_told_otherwise() {
        let now = Instant::now();
        let mut s = schedule(&[], now);
        assert!(s.is_due(now), "the first picture waits for nobody");
        s.drawn(now);
        assert!(!s.is_due(now) && s.wake(true).is_none());
        s.frame_callback();
        assert!(s.is_due(now));
        let mut s = schedule(&["--commit-flood"], now);
        s.drawn(now);
        assert!(s.is_due(now) && s.wake(true) == Some(now));
        assert!(s.wake(false).is_none(), "no buffer: wait for one");
    }

    #[test]
    fn its_own_pace_is_even_and_never_bursts() {
        let ms = Duration::from_millis;
        let now = Instant::now();
        let mut s = schedule(&["--fps", "50"], now);
        s.drawn(now + ms(3));
        assert_eq!(s.wake(true), Some(now + ms(20)));
        assert!(!s.is_due(now + ms(19)) && s.is_due(now + ms(20)));
        s.drawn(now + ms(100));
        assert_eq!(s.wake(true), Some(now + ms(120)));
    }

    #[test]
    fn it_ends_when_told() {
        let ms = Duration::from_millis;
        let now = Instant::now();
        let mut s = schedule(&["--frames", "2"], now);
        s.drawn(now);
        assert_eq!(s.end(now), None);
        s.drawn(now);
        assert_eq!(s.end(now), Some(End::Exit));
        let s = schedule(&["--crash-after", "1", "--exit-after", "1"], now);
        assert_eq!(s.end(now + ms(999)), None);
        assert_eq!(s.end(now + ms(1000)), Some(End::Crash));
        let mut s = schedule(&[], now);
        s.escape(true, now);
        assert_eq!(s.end(now + ms(499)), None);
        assert_eq!(s.end(now + ms(500)), Some(End::Exit));
        s.escape(false, now + ms(499));
        assert_eq!(s.end(now + ms(900)), None);
    }
}
