//! Which quantizer a picture gets, so that the stream keeps its bitrate and no picture bursts the network.
//!
//! What a picture will take is guessed from what the converter saw of it (how far it is from the picture
//! before, how much detail it has) and from what the pictures before took.
//!
//! What stands still is refined: a lower quantizer has libx264 code it once more, a higher or equal one costs
//! nothing. A quantizer less is the least that can be done, for the whole picture at once. Where that is more
//! than a picture's share, it is saved up for while nothing moves.

use crate::EncoderConfig;
use crate::planes::Content;

use super::parameters::{BEST_QP, KEPT_FRAMES, WORST_QP};

/// No picture takes more than this many pictures' share of the bitrate, so none holds up the network for
/// longer than their duration.
const BURST: f64 = 2.0;
/// Of an intra picture's guess, where none was coded yet: room for being wrong.
const CAUTION: f64 = 1.25;
/// Shares that are kept, saved up or owed, where the picture begins to move or comes to a stand.
const SAVED: f64 = 0.5;
/// Shares that moving pictures left over and later ones may take: what a guess that was too high, or an easy
/// picture, did not take is not lost.
const UNSPENT: f64 = 4.0;
/// The part of what is left over that the next picture may take.
const TAKEN_UP: f64 = 0.1;
/// The part of what the network still holds that the next picture is smaller by.
const PAID_BACK: f64 = 0.3;
/// How far the quantizer falls below those of the pictures before; it rises as far as it has to.
const STEP_DOWN: i32 = 2;
/// Within this part of its budget a picture keeps the quantizer of the one before.
const CONTENT: f64 = 0.12;
/// How fast a model follows what it sees, 0 to 1.
const FOLLOWS: f64 = 0.4;
/// Differences below this (on the average, 0 to 255) are a cursor's or a clock's.
const STILL: f64 = 0.02;
/// A picture of which less than this part changed is one that stands still, but for something in it.
const MOVING: f64 = 0.5;
/// The longest that a refinement may take on the network where nothing moves, seconds. It comes after as
/// long a time of almost nothing.
const REFINEMENT_TIME: f64 = 0.1;
/// How many times that a guess may be, which is often too high, where nothing better can be waited for.
const RISK: f64 = 2.0;
/// How far the quantizer falls from one still picture to the next.
const REFINEMENT_STEP: i32 = 3;
/// What is left of a still picture's bits for each quantizer that it was coded finer before.
const REFINED: f64 = 0.8;
/// Bytes of a picture's slices when all their macroblocks are skipped.
const SKIPPED: f64 = 150.0;

/// What refers to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing is predicted from another picture.
    Intra,
    /// Predicted from the picture before.
    Inter,
    /// Predicted from an older one.
    Repair,
}

/// A rate control that looks back only.
#[derive(Debug)]
pub(super) struct Rate {
    /// Bytes a picture.
    share: f64,
    /// Shares that a refinement of a still picture may take.
    patience: f64,
    /// Bytes ahead of the bitrate; negative what is saved up or left over.
    debt: f64,
    /// Bytes that a network of just this bitrate would still hold.
    queue: f64,
    last: Option<i32>,
    /// The quantizers of the pictures that a repair may refer to.
    lately: [i32; KEPT_FRAMES as usize],
    /// What intra pictures took, as a part of the guess.
    intra: f64,
    /// What inter pictures take: bytes for each [`effort`], and the quantizer at which they do.
    inter: Option<(f64, i32)>,
    /// What changes in a still picture takes, as a part of what it takes as an intra picture.
    local: f64,
    /// What refinements take, as a part of their guess.
    refining: f64,
    /// The usual difference of pictures that are not still.
    usual: f64,
    /// The part that changed in the picture before.
    changed: f64,
    /// No refinement fits the bitrate any more.
    stuck: bool,
    /// The last picture stood still.
    rests: bool,
    /// The picture that is being coded.
    now: Option<Now>,
}

/// What was thought of a picture before it was coded.
#[derive(Debug, Clone, Copy)]
struct Now {
    content: Content,
    kind: Kind,
    qp: i32,
    guess: Guess,
}

/// Bytes that a picture will take.
#[derive(Debug, Clone, Copy)]
struct Guess {
    /// What changed.
    moved: f64,
    /// What did not, and gets better.
    refined: f64,
}

impl Guess {
    fn bytes(self) -> f64 {
        self.moved + self.refined
    }
}

impl Rate {
    pub(super) fn new(config: &EncoderConfig) -> Self {
        let mut rate = Self {
            share: 0.0,
            patience: BURST,
            debt: 0.0,
            queue: 0.0,
            last: None,
            lately: [BEST_QP; KEPT_FRAMES as usize],
            intra: 1.0,
            inter: None,
            local: 1.2,
            refining: 0.6,
            usual: 0.0,
            changed: 0.0,
            stuck: false,
            rests: false,
            now: None,
        };
        rate.follow(config);
        rate
    }

    /// Another bitrate or frame rate, from the next picture on.
    pub(super) fn follow(&mut self, config: &EncoderConfig) {
        let fps = f64::from(config.fps.max(1));
        self.share = f64::from(config.bitrate_bps) / 8.0 / fps;
        self.patience = (REFINEMENT_TIME * fps).max(BURST);
        self.debt = self.debt.clamp(-SAVED * self.share, BURST * self.share);
        self.queue = self.queue.min(BURST * self.share);
        self.stuck = false;
    }

    /// The quantizer of the next picture.
    pub(super) fn quantizer(&mut self, content: Content, kind: Kind) -> i32 {
        let rests = kind == Kind::Inter && content.changed < MOVING;
        if rests != self.rests {
            self.turn(rests);
        }
        self.stuck = false;
        let qp = match self.last {
            Some(last) if rests => self.resting(&content, last),
            _ => self.moving(&content, kind),
        };
        self.now = Some(Now {
            content,
            kind,
            qp,
            guess: self.guess(&content, kind, qp),
        });
        qp
    }

    /// The picture comes to a stand, or moves again: neither pays for the other, nor lives on what it left.
    fn turn(&mut self, rests: bool) {
        let kept = SAVED * self.share;
        self.debt = self.debt.max(-kept);
        if !rests {
            // A refinement may have taken more than it should.
            self.debt = self.debt.min(kept);
            self.queue = self.queue.min(kept);
        }
        self.rests = rests;
    }

    /// The quantizer of a picture of which most changes, or that refers to no other.
    fn moving(&self, content: &Content, kind: Kind) -> i32 {
        let budget = self.budget(kind);
        let fits = |qp: i32, part: f64| self.guess(content, kind, qp).bytes() <= budget * part;
        // After a picture that had to be coarse it may be as fine at once as it was before.
        let lowest = self.last.map_or(BEST_QP, |last| {
            let before = self.lately.into_iter().min().unwrap_or(last);
            (last - STEP_DOWN).min(before).max(BEST_QP)
        });
        let first = |from: i32, part: f64| {
            (from..WORST_QP)
                .find(|&qp| fits(qp, part))
                .unwrap_or(WORST_QP)
        };
        match self.last {
            Some(last) if kind != Kind::Intra && fits(last, 1.0 + CONTENT) => {
                // Better only where there is room for it, or the quantizer would go to and fro.
                first(lowest, 1.0 - CONTENT).min(last)
            }
            _ => first(lowest, 1.0),
        }
    }

    /// The quantizer of a picture of which most stands still.
    fn resting(&mut self, content: &Content, last: i32) -> i32 {
        let guess = |qp: i32| self.guess(content, Kind::Inter, qp).bytes();
        let budget = self.budget(Kind::Inter);
        if guess(last) > budget * (1.0 + CONTENT) {
            return (last..WORST_QP)
                .find(|&qp| guess(qp) <= budget)
                .unwrap_or(WORST_QP);
        }
        if last <= BEST_QP {
            return last;
        }
        let most = self.most(content);
        let saved = (self.share - self.debt).min(most);
        let lowest = (last - REFINEMENT_STEP).max(BEST_QP);
        // Where something moves, a guess of what gets better is worth less.
        let at_once = saved.min(BURST * self.share * (1.0 - content.changed));
        if let Some(qp) = (lowest..last).find(|&qp| guess(qp) <= at_once) {
            return qp;
        }
        let least = guess(last - 1);
        let full = saved > most * 0.99;
        if least <= saved || full && least <= RISK * most {
            return last - 1;
        }
        self.stuck = full;
        last
    }

    /// Bytes that a picture may take of which most stands still. The more of it moves, the sooner the network
    /// has to be free again.
    fn most(&self, content: &Content) -> f64 {
        let still = (1.0 - content.changed / MOVING).max(0.0);
        (BURST + (self.patience - BURST) * still) * self.share
    }

    /// The picture took `bytes`.
    pub(super) fn coded(&mut self, bytes: usize) {
        let Some(now) = self.now.take() else {
            return;
        };
        let Now {
            content, kind, qp, ..
        } = now;
        let took = bytes as f64;
        self.earn(took, &content);
        match kind {
            Kind::Intra => {
                let of_guess = took / intra_bytes(&content, qp);
                self.intra += (of_guess.clamp(0.2, 3.0) - self.intra) * 0.7;
            }
            Kind::Inter => self.learn(&now, took),
            Kind::Repair => {}
        }
        match kind {
            Kind::Intra => self.lately.fill(qp),
            Kind::Inter | Kind::Repair => self.lately.rotate_right(1),
        }
        self.lately[0] = qp;
        self.changed = content.changed;
        self.last = Some(qp);
    }

    /// A picture took `bytes`, and the bitrate gave a share.
    fn earn(&mut self, took: f64, content: &Content) {
        let kept = if self.rests {
            self.most(content) - self.share
        } else {
            UNSPENT * self.share
        };
        self.queue = (self.queue + took - self.share).max(0.0);
        self.debt = (self.debt + took - self.share).max(-kept);
    }

    /// An inter picture took `took` bytes.
    fn learn(&mut self, now: &Now, took: f64) {
        let Now {
            content, qp, guess, ..
        } = now;
        let part = guess.refined / guess.bytes();
        if part > 0.3 {
            let seen = self.refining * (took / guess.bytes());
            self.refining = follow(self.refining, seen.clamp(0.05, 3.0));
        }
        if part > 0.7 {
            // It says little of what moved.
            return;
        }
        let moved = took * (1.0 - part);
        if content.changed < MOVING {
            if content.changed > 0.0 {
                let whole = self.whole(content, *qp) * content.changed;
                let seen = (moved - SKIPPED).max(0.0) / whole;
                self.local = follow(self.local, seen.clamp(0.02, 10.0));
            }
        } else {
            let seen = moved / effort(content);
            let known = self.known_at(*qp);
            let known = known.map_or(seen, |known| known + (seen - known) * FOLLOWS);
            self.inter = Some((known, *qp));
            self.usual = if self.usual > 0.0 {
                self.usual + (content.difference - self.usual) * FOLLOWS
            } else {
                content.difference
            };
        }
    }

    /// A still picture gets no better by being encoded once more.
    pub(super) fn is_settled(&self) -> bool {
        self.last == Some(BEST_QP) || self.stuck
    }

    /// There was no picture.
    pub(super) fn left_out(&mut self) {
        self.queue = (self.queue - self.share).max(0.0);
        self.debt = (self.debt - self.share).max(-SAVED * self.share);
    }

    /// Bytes that the next picture may take.
    fn budget(&self, kind: Kind) -> f64 {
        let left = (-self.debt).max(0.0);
        let (spare, ahead) = if self.rests {
            // What is saved up is for refinements, which are behind as soon as they are paid for.
            let left = left.min(SAVED * self.share);
            (left * PAID_BACK, self.debt.max(0.0))
        } else {
            (left * TAKEN_UP, self.queue)
        };
        let wanted = match kind {
            // It is worth more: what follows is built on it.
            Kind::Intra => BURST * self.share * 0.85,
            Kind::Inter | Kind::Repair => self.share + spare - ahead * PAID_BACK,
        };
        let most = BURST * self.share - ahead;
        wanted.min(most).max(self.share * 0.1)
    }

    /// Bytes of a picture without any other.
    fn whole(&self, content: &Content, qp: i32) -> f64 {
        let caution = if self.last.is_some() { 1.0 } else { CAUTION };
        intra_bytes(content, qp) * self.intra * caution
    }

    fn guess(&self, content: &Content, kind: Kind, qp: i32) -> Guess {
        Guess {
            moved: self.moved(content, kind, qp),
            refined: self.refined(content, kind, qp),
        }
    }

    /// Bytes of what changed.
    fn moved(&self, content: &Content, kind: Kind, qp: i32) -> f64 {
        let whole = self.whole(content, qp);
        if kind == Kind::Intra {
            return whole;
        }
        let lost = if kind == Kind::Repair { 1.5 } else { 1.0 };
        if content.changed < MOVING {
            // Something appears: nothing of it may be predictable.
            let appears = content.changed > 2.0 * self.changed + 0.02;
            let local = if appears {
                self.local.max(1.0)
            } else {
                self.local
            };
            return SKIPPED + whole * content.changed * local * lost;
        }
        let Some(known) = self.known_at(qp) else {
            return whole;
        };
        let moved = known * effort(content) * lost;
        // Another scene, or the start of a fast turn: nothing may be predictable.
        if content.difference > 2.0 * self.usual + 2.0 {
            return moved.max(whole);
        }
        moved.min(whole * 1.2)
    }

    /// Bytes by which what did not change gets better.
    fn refined(&self, content: &Content, kind: Kind, qp: i32) -> f64 {
        let coarser = match kind {
            Kind::Intra => return 0.0,
            Kind::Inter => self.last.unwrap_or(qp),
            // It refers to one of them.
            Kind::Repair => self.lately.into_iter().max().unwrap_or(qp),
        };
        let steps = (coarser - qp).max(0);
        let new = 1.0 - REFINED.powi(steps);
        self.whole(content, qp) * self.refining * new * (1.0 - content.changed)
    }

    /// [`Rate::inter`] at another quantizer. It is known to be steeper for some pictures than for others:
    /// the guess is the higher one both ways.
    fn known_at(&self, qp: i32) -> Option<f64> {
        let (known, at) = self.inter?;
        let steps = f64::from(qp - at) / 6.0;
        let octaves = if steps < 0.0 { -steps } else { -0.9 * steps };
        Some(known * octaves.exp2())
    }
}

/// What is known after something was seen: at once where it is more.
fn follow(known: f64, seen: f64) -> f64 {
    if seen > known {
        seen
    } else {
        known + (seen - known) * FOLLOWS
    }
}

/// What coding the difference to the picture before takes, in no unit.
fn effort(content: &Content) -> f64 {
    content.difference.max(STILL).powf(0.7) * content.detail.max(0.05).sqrt()
}

/// Bytes that a picture takes without any other: fitted to games, drawings and noise.
fn intra_bytes(content: &Content, qp: i32) -> f64 {
    // The quantizer's step (H.264 table 8-15): 0.625, doubled every 6.
    let step = 0.625 * (f64::from(qp) / 6.0).exp2();
    let fine = content.detail.max(0.05) / step;
    let bits = if fine < 1.68 {
        2.3 * fine.powf(0.75)
    } else {
        3.4 + 1.2 * (fine / 1.68).log2()
    };
    content.pixels * bits / 8.0
}

#[cfg(test)]
mod tests;
