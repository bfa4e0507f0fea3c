//! The decision, without a clock and without an encoder.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use crate::Backend;

use super::{Fault, FrameKind, Reason, Rules, Switch};

struct Candidate {
    backend: Backend,
    /// What a picture took when it was tried; `None` before.
    cost: Option<Duration>,
    /// It never worked here.
    dead: bool,
    /// It is opened beside the one that encodes, where there is one.
    opens_slowly: bool,
    /// It is being tried.
    trying: bool,
    /// Another one was taken, which opens at once.
    passed_over: bool,
    bad_until: Option<Instant>,
    back_off: Duration,
    since: Option<Instant>,
    /// What it cannot read.
    refuses: VecDeque<FrameKind>,
}

/// A switch as soon as the other one is open.
struct Wanted {
    at: usize,
    reason: Reason,
    detail: String,
    /// What the present one takes, where that is the reason.
    took: Option<Duration>,
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
    wanted: Option<Wanted>,
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
            opens_slowly: false,
            trying: false,
            passed_over: false,
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
            wanted: None,
        }
    }

    /// Those that open `slowly` are opened beside the present one, which encodes until they are
    /// [`tried`](Self::tried); and after a fault they come later than one that opens at once.
    pub fn open_beside(&mut self, slowly: impl Fn(&Backend) -> bool) {
        for candidate in &mut self.candidates {
            candidate.opens_slowly = slowly(&candidate.backend);
        }
    }

    /// A picture is shown for another time from now on, and may take as long. Rules with a deadline of their own keep it.
    pub fn follow_fps(&mut self, before: u32, fps: u32) {
        if self.rules.deadline == Rules::for_fps(before).deadline {
            self.rules.deadline = Rules::for_fps(fps).deadline;
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

    /// One is being opened beside the present one: it is no choice before it was [`tried`](Self::tried).
    pub fn tries(&mut self, at: usize) {
        if let Some(candidate) = self.candidates.get_mut(at) {
            candidate.trying = true;
        }
    }

    /// It worked once, is not in its back-off or being tried, and reads what the game draws into.
    fn may_be_tried(&self, now: Instant, candidate: &Candidate) -> bool {
        !(candidate.dead || candidate.trying)
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

    /// The fastest other one that opens at once. A better one is to be tried beside it.
    fn best_at_once(&mut self, now: Instant) -> Option<usize> {
        let all = self.candidates.iter().enumerate();
        let usable = all.filter(|(at, candidate)| {
            *at != self.present && !candidate.opens_slowly && self.may_be_tried(now, candidate)
        });
        let (to, _) = usable.min_by_key(|(at, candidate)| (candidate.cost, *at))?;
        if let Some(best) = self.best(now, Some(self.present)) {
            self.candidates[best].passed_over = best != to;
        }
        Some(to)
    }

    fn enter(&mut self, now: Instant, to: usize) {
        self.present = to;
        self.wanted = None;
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
    /// A back end that is only slow is left for one that may be faster, never for one in its back-off; and where that one
    /// opens slowly, not before it is open.
    pub fn delivered(&mut self, now: Instant, took: Duration) -> Option<Switch> {
        if took <= self.rules.deadline || self.is_pinned() || !self.misses_too_many(now) {
            return None;
        }
        let misses = self.misses.len();
        self.misses.clear();
        let to = self.best(now, Some(self.present))?;
        let detail = format!(
            "{misses} pictures within {} ms took longer than {:.1} ms, the last {:.1} ms",
            self.rules.within.as_millis(),
            self.rules.deadline.as_secs_f64() * 1e3,
            took.as_secs_f64() * 1e3,
        );
        if self.candidates[to].opens_slowly {
            self.wanted.get_or_insert(Wanted {
                at: to,
                reason: Reason::Slow,
                detail,
                took: Some(took),
            });
            return None;
        }
        self.blame(now);
        Some(self.go(now, to, Reason::Slow, detail))
    }

    /// The back end at hand is of no more use. Says where to go: to the fastest that opens at once, else to the fastest
    /// that is not in its back-off, else to the one that is for the shortest, which may be the same again. `None`: there is nothing left that ever worked.
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
        let at_once = self.best_at_once(now);
        let waiting = |(_, candidate): &(usize, &Candidate)| !candidate.dead;
        let soonest = || {
            let all = self.candidates.iter().enumerate().filter(waiting);
            all.min_by_key(|(_, candidate)| (candidate.trying, candidate.bad_until))
                .map(|(at, _)| at)
        };
        let to = at_once
            .or_else(|| self.best(now, Some(self.present)))
            .or_else(soonest)?;
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
    /// other can, or not before it is open, or the frame before was a reason too, and the frame is lost.
    pub fn refused(&mut self, now: Instant, said: &str) -> Option<Switch> {
        let kind = self.kind?;
        let refuses = &mut self.candidates[self.present].refuses;
        if !refuses.contains(&kind) {
            if refuses.len() == REFUSED {
                refuses.pop_front();
            }
            refuses.push_back(kind);
        }
        let best = self.best(now, Some(self.present))?;
        let detail = format!("it cannot read the game's frames ({kind}): {said}");
        let Some(to) = self.best_at_once(now) else {
            self.wanted.get_or_insert(Wanted {
                at: best,
                reason: Reason::FrameKind,
                detail,
                took: None,
            });
            return None;
        };
        self.rests_a_moment(now);
        Some(self.go(now, to, Reason::FrameKind, detail))
    }

    /// The one at hand is left for what it cannot read.
    fn rests_a_moment(&mut self, now: Instant) {
        let until = now + REFUSED_FOR;
        let left = &mut self.candidates[self.present];
        left.bad_until = Some(left.bad_until.map_or(until, |other| other.max(until)));
    }

    /// A back end that is to be tried beside the present one: it was left and may work again by now, or it opens slowly.
    #[must_use]
    pub fn worth_trying(&self, now: Instant) -> Option<usize> {
        if let Some(wanted) = &self.wanted
            && self.may_be_tried(now, &self.candidates[wanted.at])
        {
            return Some(wanted.at);
        }
        if self.pinned && self.present != 0 {
            let wanted = &self.candidates[0];
            return (wanted.bad_until.is_some() && self.may_be_tried(now, wanted)).then_some(0);
        }
        let at = self.best(now, Some(self.present))?;
        let candidate = &self.candidates[at];
        let was_left = candidate.bad_until.is_some() || candidate.passed_over;
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
        let reads = |kind: FrameKind| !self.candidates[self.present].refuses.contains(&kind);
        let is_read = self.kind.is_none_or(reads);
        let wanted = self.wanted.take_if(|wanted| wanted.at == at);
        let candidate = self.candidates.get_mut(at)?;
        candidate.trying = false;
        candidate.passed_over = false;
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
        if at == self.present {
            return None;
        }
        if let Some(wanted) = wanted {
            match wanted.took {
                // Here it is no faster: it is not asked again for a while.
                Some(took) if cost >= took => candidate.bad_until = Some(now + self.rules.back_off),
                Some(_) => {
                    self.blame(now);
                    return Some(self.go(now, at, wanted.reason, wanted.detail));
                }
                // The game draws into what it drew into before.
                None if is_read => {}
                None => {
                    self.rests_a_moment(now);
                    return Some(self.go(now, at, wanted.reason, wanted.detail));
                }
            }
        }
        let named = self.pinned && at == 0;
        if !(named || self.is_better(at, Some(cost))) {
            return None;
        }
        let detail = format!(
            "it works again: {:.1} ms a picture",
            cost.as_secs_f64() * 1e3
        );
        Some(self.go(now, at, Reason::Recovered, detail))
    }
}
