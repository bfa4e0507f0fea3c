//! The decision, without a clock and without an encoder.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::{Backend, MAX_FPS};

use super::{FrameKind, Reason, Switch};

/// When a back end is left, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// How long a picture may take.
    pub deadline: Duration,
    /// A back end that misses so many deadlines …
    pub misses: usize,
    /// … within this time is left.
    pub within: Duration,
    /// A picture that takes so long will not come: its back end is left at it.
    pub stall: Duration,
    /// The same for the first picture after opening, for which drivers compile shaders and take memory.
    pub first: Duration,
    /// The same for a pinned back end, which is dead then.
    pub dead: Duration,
    /// How long a start waits for a back end to open, where another one is open.
    pub open: Duration,
    /// A back end that was left is not tried again for so long; each time it is left again, for twice as long …
    pub back_off: Duration,
    /// … up to this.
    pub back_off_most: Duration,
    /// One that was not left for so long begins with the shortest time again.
    pub healthy: Duration,
}

impl Rules {
    /// A picture may take as long as it is shown, 8 ms at least. A picture that is missing for 60 ms is given up, so that
    /// another back end has it within 100 ms.
    #[must_use]
    pub fn for_fps(fps: u32) -> Self {
        let shown = Duration::from_secs(1) / fps.clamp(1, MAX_FPS);
        Self {
            deadline: shown.max(Duration::from_millis(8)),
            misses: 3,
            within: Duration::from_secs(1),
            stall: Duration::from_millis(60),
            first: Duration::from_millis(500),
            dead: Duration::from_secs(3),
            open: Duration::from_millis(500),
            back_off: Duration::from_secs(10),
            back_off_most: Duration::from_secs(600),
            healthy: Duration::from_secs(60),
        }
    }
}

/// What went wrong with the back end at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It does not open.
    Unavailable(String),
    /// It failed.
    Failed(String),
    /// Its device is gone.
    DeviceLost(String),
    /// It panicked.
    Panicked(String),
    /// It did not answer for so long.
    Stalled(Duration),
}

impl Fault {
    fn reason(&self) -> Reason {
        match self {
            Self::Unavailable(_) => Reason::Unavailable,
            Self::Failed(_) => Reason::Failed,
            Self::DeviceLost(_) => Reason::DeviceLost,
            Self::Panicked(_) => Reason::Panicked,
            Self::Stalled(_) => Reason::Stalled,
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Unavailable(said) | Self::Failed(said) | Self::DeviceLost(said) => said.clone(),
            Self::Panicked(said) => format!("it panicked: {said}"),
            Self::Stalled(after) => {
                format!(
                    "it did not answer for {} ms and was left at it",
                    after.as_millis()
                )
            }
        }
    }
}

struct Candidate {
    backend: Backend,
    /// What a picture took when it was tried; `None` before.
    cost: Option<Duration>,
    /// It never worked here.
    dead: bool,
    bad_until: Option<Instant>,
    back_off: Duration,
    since: Option<Instant>,
    /// What it cannot read.
    refuses: VecDeque<FrameKind>,
}

/// Most kinds of frames that are remembered as refused, of each back end.
const REFUSED: usize = 16;

/// How long a back end that cannot read the game's frames is not looked at again: a game that draws into two kinds by
/// turns loses frames, instead of having an IDR each.
const REFUSED_FOR: Duration = Duration::from_secs(1);

/// A back end that works again has to be faster by this, in percent, to be worth an IDR.
const WORTH_AN_IDR: u32 = 80;

/// Says which back end encodes. See the [module](super).
pub struct Governor {
    rules: Rules,
    candidates: Vec<Candidate>,
    present: usize,
    pinned: bool,
    /// Missed deadlines, and faults of the pinned one.
    misses: VecDeque<Instant>,
    kind: Option<FrameKind>,
}

impl Governor {
    /// The back ends in the order in which they are preferred where nothing else tells them apart. Where the first is
    /// `pinned`, it is left only when it is dead.
    ///
    /// # Panics
    /// Without any.
    #[must_use]
    pub fn new(rules: Rules, backends: Vec<Backend>, pinned: bool) -> Self {
        assert!(!backends.is_empty(), "no back end to choose from");
        let candidate = |backend| Candidate {
            backend,
            cost: None,
            dead: false,
            bad_until: None,
            back_off: rules.back_off,
            since: None,
            refuses: VecDeque::new(),
        };
        Self {
            rules,
            candidates: backends.into_iter().map(candidate).collect(),
            present: 0,
            pinned,
            misses: VecDeque::with_capacity(rules.misses),
            kind: None,
        }
    }

    /// The back ends, in their order.
    pub fn backends(&self) -> impl Iterator<Item = &Backend> {
        self.candidates.iter().map(|candidate| &candidate.backend)
    }

    /// The one that encodes.
    #[must_use]
    pub fn present(&self) -> &Backend {
        &self.candidates[self.present].backend
    }

    /// It is pinned, and the configuration says that it is the one.
    fn is_pinned(&self) -> bool {
        self.pinned && self.present == 0
    }

    /// How long to wait for a picture; `first` for the first since it was opened, or of its size.
    #[must_use]
    pub fn patience(&self, first: bool) -> Duration {
        match (self.is_pinned(), first) {
            (true, _) => self.rules.dead,
            (false, true) => self.rules.first,
            (false, false) => self.rules.stall,
        }
    }

    /// What trying each back end came to, in their order: the time that a picture takes (zero where that could not be
    /// measured), or what is wrong. `None`: none works.
    pub fn start(&mut self, now: Instant, tried: Vec<Result<Duration, String>>) -> Option<Switch> {
        let mut said = Vec::with_capacity(tried.len());
        for (candidate, tried) in self.candidates.iter_mut().zip(tried) {
            let name = &candidate.backend;
            match tried {
                Ok(Duration::ZERO) => said.push(format!("{name} opens")),
                Ok(cost) => said.push(format!("{name} takes {:.1} ms", cost.as_secs_f64() * 1e3)),
                Err(ref wrong) => said.push(format!("{name} does not work ({wrong})")),
            }
            candidate.dead = tried.is_err();
            candidate.cost = tried.ok();
        }
        let reason = match () {
            () if !self.pinned => Reason::Fastest,
            () if self.candidates[0].dead => Reason::Unavailable,
            () => Reason::Pinned,
        };
        let to = if reason == Reason::Pinned {
            0
        } else {
            self.best(now, None)?
        };
        self.enter(now, to);
        Some(Switch {
            from: None,
            to: self.present().clone(),
            reason,
            detail: said.join(", "),
        })
    }

    /// One that [`start`](Self::start) was told does not work is still opening: it is no choice before it was
    /// [`tried`](Self::tried).
    pub fn waits_for(&mut self, now: Instant, at: usize) {
        if let Some(candidate) = self.candidates.get_mut(at) {
            candidate.dead = false;
            candidate.bad_until = Some(now + self.rules.back_off_most);
        }
    }

    /// How long a start waits for one that opens slowly.
    #[must_use]
    pub fn patience_at_start(&self) -> Duration {
        self.rules.open
    }

    /// It worked once, is not in its back-off, and reads what the game draws into.
    fn may_be_tried(&self, now: Instant, candidate: &Candidate) -> bool {
        !candidate.dead
            && candidate.bad_until.is_none_or(|until| until <= now)
            && self
                .kind
                .is_none_or(|kind| !candidate.refuses.contains(&kind))
    }

    /// The fastest that may be tried, but `left`.
    fn best(&self, now: Instant, left: Option<usize>) -> Option<usize> {
        let all = self.candidates.iter().enumerate();
        let usable =
            all.filter(|(at, candidate)| Some(*at) != left && self.may_be_tried(now, candidate));
        usable
            .min_by_key(|(at, candidate)| (candidate.cost, *at))
            .map(|(at, _)| at)
    }

    fn enter(&mut self, now: Instant, to: usize) {
        self.present = to;
        self.candidates[to].since = Some(now);
        self.misses.clear();
    }

    /// The one at hand is not to be tried again for a while.
    fn blame(&mut self, now: Instant) {
        let Rules {
            back_off,
            back_off_most,
            healthy,
            ..
        } = self.rules;
        let candidate = &mut self.candidates[self.present];
        let was_healthy = candidate
            .since
            .is_some_and(|since| now.saturating_duration_since(since) >= healthy);
        if was_healthy {
            candidate.back_off = back_off;
        }
        candidate.bad_until = Some(now + candidate.back_off);
        candidate.back_off = (candidate.back_off * 2).min(back_off_most);
    }

    fn go(&mut self, now: Instant, to: usize, reason: Reason, detail: String) -> Switch {
        let from = Some(self.present().clone());
        self.enter(now, to);
        Switch {
            from,
            to: self.present().clone(),
            reason,
            detail,
        }
    }

    /// Notes a miss; says whether there were too many.
    fn misses_too_many(&mut self, now: Instant) -> bool {
        let within = self.rules.within;
        self.misses.push_back(now);
        while self
            .misses
            .front()
            .is_some_and(|first| now.saturating_duration_since(*first) > within)
        {
            self.misses.pop_front();
        }
        self.misses.len() >= self.rules.misses
    }

    /// A picture came after `took`. Says where to go if it was one too late too many.
    ///
    /// A back end that is only slow is left for one that may be faster, never for one in its back-off.
    pub fn delivered(&mut self, now: Instant, took: Duration) -> Option<Switch> {
        if took <= self.rules.deadline || self.is_pinned() || !self.misses_too_many(now) {
            return None;
        }
        let misses = self.misses.len();
        self.misses.clear();
        let to = self.best(now, Some(self.present))?;
        self.blame(now);
        let detail = format!(
            "{misses} pictures within {} ms took longer than {:.1} ms, the last {:.1} ms",
            self.rules.within.as_millis(),
            self.rules.deadline.as_secs_f64() * 1e3,
            took.as_secs_f64() * 1e3,
        );
        Some(self.go(now, to, Reason::Slow, detail))
    }

    /// The back end at hand is of no more use. Says where to go: to the fastest that is not in its back-off, else to the
    /// one that is for the shortest, which may be the same again. `None`: there is nothing left that ever worked.
    pub fn failed(&mut self, now: Instant, fault: &Fault) -> Option<Switch> {
        if self.is_pinned() {
            let dead = match fault {
                Fault::Unavailable(_) => true,
                Fault::Stalled(after) if *after >= self.rules.dead => true,
                _ => self.misses_too_many(now),
            };
            if !dead {
                return Some(Switch {
                    from: Some(self.present().clone()),
                    to: self.present().clone(),
                    reason: fault.reason(),
                    detail: fault.words(),
                });
            }
        }
        let pinned = self.is_pinned();
        self.blame(now);
        let waiting = |(_, candidate): &(usize, &Candidate)| !candidate.dead;
        let soonest = || {
            let all = self.candidates.iter().enumerate().filter(waiting);
            all.min_by_key(|(_, candidate)| candidate.bad_until)
                .map(|(at, _)| at)
        };
        let to = self.best(now, Some(self.present)).or_else(soonest)?;
        let detail = if pinned {
            format!("it is pinned, but dead: {}", fault.words())
        } else {
            fault.words()
        };
        Some(self.go(now, to, fault.reason(), detail))
    }

    /// The next frame is of this kind.
    pub fn sees(&mut self, kind: FrameKind) {
        self.kind = Some(kind);
    }

    /// The back end at hand cannot read frames of the kind that it [`sees`](Self::sees). Says where to go; `None`: no
    /// other can, or the frame before was a reason too, and the frame is lost.
    pub fn refused(&mut self, now: Instant, said: &str) -> Option<Switch> {
        let kind = self.kind?;
        let refuses = &mut self.candidates[self.present].refuses;
        if !refuses.contains(&kind) {
            if refuses.len() == REFUSED {
                refuses.pop_front();
            }
            refuses.push_back(kind);
        }
        let to = self.best(now, Some(self.present))?;
        let until = now + REFUSED_FOR;
        let left = &mut self.candidates[self.present];
        left.bad_until = Some(left.bad_until.map_or(until, |other| other.max(until)));
        let detail = format!("it cannot read the game's frames ({kind}): {said}");
        Some(self.go(now, to, Reason::FrameKind, detail))
    }

    /// A back end that was left and may work again by now: it is to be tried beside the present one.
    #[must_use]
    pub fn worth_trying(&self, now: Instant) -> Option<usize> {
        if self.pinned && self.present != 0 {
            let wanted = &self.candidates[0];
            return (wanted.bad_until.is_some() && self.may_be_tried(now, wanted)).then_some(0);
        }
        let at = self.best(now, Some(self.present))?;
        let candidate = &self.candidates[at];
        let was_left = candidate.bad_until.is_some();
        (was_left && self.is_better(at, candidate.cost)).then_some(at)
    }

    fn is_better(&self, at: usize, cost: Option<Duration>) -> bool {
        // Zero means that nothing was measured.
        let present = self.candidates[self.present].cost;
        let present = present.filter(|cost| !cost.is_zero());
        match (cost, present) {
            (Some(cost), Some(present)) => cost * 100 < present * WORTH_AN_IDR,
            _ => at < self.present,
        }
    }

    /// What trying it beside the present one came to.
    pub fn tried(
        &mut self,
        now: Instant,
        at: usize,
        tried: Result<Duration, String>,
    ) -> Option<Switch> {
        let candidate = self.candidates.get_mut(at)?;
        let Ok(cost) = tried else {
            if candidate.cost.is_none() {
                // It never worked yet.
                candidate.back_off = self.rules.back_off_most;
            }
            candidate.bad_until = Some(now + candidate.back_off);
            candidate.back_off = (candidate.back_off * 2).min(self.rules.back_off_most);
            return None;
        };
        candidate.cost = Some(cost);
        candidate.bad_until = None;
        let wanted = self.pinned && at == 0;
        if at == self.present || !(wanted || self.is_better(at, Some(cost))) {
            return None;
        }
        let detail = format!(
            "it works again: {:.1} ms a picture",
            cost.as_secs_f64() * 1e3
        );
        Some(self.go(now, at, Reason::Recovered, detail))
    }
}
