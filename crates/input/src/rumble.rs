//! What a pad's motors do, from what the game asked for. Pure under virtual time.
//!
//! The rules are those of the kernel's own emulation for pads with two motors (`drivers/input/ff-memless.c`):
//! effects that play together add up, and a new upload of an effect that plays starts it anew.

use std::time::Duration;

use stratus_media::Timestamp;

/// Effects a pad can keep: `FF_MEMLESS_EFFECTS`, which a real pad's driver offers too.
pub(crate) const EFFECTS: usize = 16;
/// The longest that the player's page is told at a time: a page that is gone stops by then.
const LONGEST: Duration = Duration::from_millis(2000);
/// A motor that goes on is told again this long before the page would stop.
const MARGIN: Duration = Duration::from_millis(200);
/// Least distance of two messages: a game may change its mind thousands of times a second.
const GAP: Duration = Duration::from_millis(10);

/// Far enough ahead that nobody has to know more.
const HOUR_MS: u64 = 3_600_000;

/// A pad's motors, as the player's page is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rumble {
    /// Which pad, 0–3.
    pub pad: u8,
    /// Low-frequency motor, 0…65535.
    pub strong: u16,
    /// High-frequency motor, 0…65535.
    pub weak: u16,
    /// How long, ms; 0: stop.
    pub duration_ms: u16,
}

/// What `EVIOCSFF` brought (`struct ff_effect` of `linux/input.h`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effect {
    /// Low-frequency motor.
    pub strong: u16,
    /// High-frequency motor.
    pub weak: u16,
    /// `replay.length`, ms; 0: until it is stopped.
    pub length_ms: u16,
    /// `replay.delay`, ms: before each repetition.
    pub delay_ms: u16,
}

/// What a game asks of a pad's motors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Request {
    /// `EVIOCSFF`: a new effect, or another content for a known one.
    Upload(usize, Effect),
    /// `EVIOCRMFF`; the kernel does it for a game that closes the pad.
    Erase(usize),
    /// `EV_FF`: play this often; 0 or less stops.
    Play(usize, i32),
    /// `FF_GAIN`: 0xffff is full.
    Gain(u16),
}

/// An effect that was started.
#[derive(Clone, Copy)]
struct Run {
    starts: Timestamp,
    /// `None`: plays until it is stopped.
    ends: Option<Timestamp>,
    /// Repetitions left, this one among them.
    left: u32,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    effect: Option<Effect>,
    run: Option<Run>,
}

/// What the page was told last.
#[derive(Clone, Copy)]
struct Told {
    strong: u16,
    weak: u16,
    at: Timestamp,
    /// When the page stops by itself.
    until: Timestamp,
}

/// The motors of one pad.
pub(crate) struct Motors {
    pad: u8,
    slots: [Slot; EFFECTS],
    gain: u16,
    told: Option<Told>,
}

impl Motors {
    pub fn new(pad: u8) -> Self {
        Self {
            pad,
            slots: [Slot::default(); EFFECTS],
            gain: u16::MAX,
            told: None,
        }
    }

    /// The game asks at `now`. Effects that cannot be are left alone; the kernel lets none through.
    pub fn request(&mut self, request: Request, now: Timestamp) {
        self.advance(now);
        match request {
            Request::Upload(id, effect) => {
                if let Some(slot) = self.slots.get_mut(id) {
                    slot.effect = Some(effect);
                    slot.run = slot.run.map(|run| begin(&effect, now, run.left));
                }
            }
            Request::Erase(id) => {
                if let Some(slot) = self.slots.get_mut(id) {
                    *slot = Slot::default();
                }
            }
            Request::Play(id, count) => {
                if let Some(slot) = self.slots.get_mut(id) {
                    let count = u32::try_from(count).unwrap_or(0);
                    let effect = slot.effect.filter(|_| count > 0);
                    slot.run = effect.map(|effect| begin(&effect, now, count));
                }
            }
            Request::Gain(gain) => self.gain = gain,
        }
    }

    /// What to tell the page at `now`, and when to ask again.
    pub fn tick(&mut self, now: Timestamp) -> (Option<Rumble>, Option<Timestamp>) {
        self.advance(now);
        let (strong, weak) = self.level(now);
        let change = self.next_change(now);
        let still = (strong, weak) == (0, 0);
        // For how long the motors stay as they are.
        let lasts = change.map_or(LONGEST, |at| at.since(now)).min(LONGEST);
        let worth_it = match self.told {
            None => !still,
            Some(told) if (told.strong, told.weak) != (strong, weak) => true,
            Some(_) if still => false,
            // The page would stop too early.
            Some(told) => now >= before(told.until, MARGIN) && now + lasts > told.until,
        };
        let earliest = self.told.map(|told| told.at + GAP);
        if worth_it {
            if let Some(earliest) = earliest.filter(|at| *at > now) {
                return (None, Some(earliest));
            }
            let duration = if still { Duration::ZERO } else { lasts };
            self.told = Some(Told {
                strong,
                weak,
                at: now,
                until: now + duration,
            });
            let rumble = Rumble {
                pad: self.pad,
                strong,
                weak,
                // Rounded up, so that the stop comes before the page's own end.
                duration_ms: duration.as_nanos().div_ceil(1_000_000) as u16,
            };
            return (Some(rumble), self.due(now, still, change));
        }
        (None, self.due(now, still, change))
    }

    /// An effect is uploaded, so that a game may want something.
    pub fn has_effects(&self) -> bool {
        self.slots.iter().any(|slot| slot.effect.is_some())
    }

    fn due(&self, now: Timestamp, still: bool, change: Option<Timestamp>) -> Option<Timestamp> {
        if still {
            return change;
        }
        let told = self.told?;
        let renewal = before(told.until, MARGIN);
        let renewal = if renewal > now { renewal } else { told.until };
        Some(change.map_or(renewal, |change| {
            if renewal > now {
                change.min(renewal)
            } else {
                change
            }
        }))
    }

    /// Lets every repetition end that ends up to `now`.
    fn advance(&mut self, now: Timestamp) {
        for slot in &mut self.slots {
            let Some(effect) = slot.effect else { continue };
            while let Some(run) = slot.run
                && let Some(ends) = run.ends
                && ends <= now
            {
                slot.run = (run.left > 1).then(|| begin(&effect, ends, run.left - 1));
            }
        }
    }

    fn level(&self, now: Timestamp) -> (u16, u16) {
        let mut sum = (0u16, 0u16);
        let gained = |magnitude: u16| {
            // At most u16::MAX again.
            (u32::from(magnitude) * u32::from(self.gain) / u32::from(u16::MAX)) as u16
        };
        for slot in &self.slots {
            if let (Some(effect), Some(run)) = (slot.effect, slot.run)
                && run.starts <= now
            {
                sum.0 = sum.0.saturating_add(gained(effect.strong));
                sum.1 = sum.1.saturating_add(gained(effect.weak));
            }
        }
        sum
    }

    fn next_change(&self, now: Timestamp) -> Option<Timestamp> {
        let changes = self.slots.iter().filter_map(|slot| {
            let (effect, run) = (slot.effect?, slot.run?);
            if run.starts > now {
                return Some(run.starts);
            }
            // Repetitions without a pause between them change nothing.
            let more = if effect.delay_ms == 0 {
                run.left - 1
            } else {
                0
            };
            let more_ms = u64::from(more) * u64::from(effect.length_ms);
            let more = Duration::from_millis(more_ms.min(HOUR_MS));
            run.ends.map(|ends| ends + more)
        });
        changes.min()
    }
}

fn begin(effect: &Effect, now: Timestamp, left: u32) -> Run {
    let starts = now + Duration::from_millis(effect.delay_ms.into());
    let length = Duration::from_millis(effect.length_ms.into());
    Run {
        starts,
        ends: (effect.length_ms > 0).then(|| starts + length),
        left,
    }
}

fn before(at: Timestamp, time: Duration) -> Timestamp {
    Timestamp::from_nanos(at.as_nanos().saturating_sub(time.as_nanos() as u64))
}

#[cfg(test)]
mod tests;
