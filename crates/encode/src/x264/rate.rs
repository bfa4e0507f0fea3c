//! Which quantizer a picture gets, so that the stream keeps its bitrate and no picture bursts the network.
//!
//! What a picture will take is guessed from what the converter saw of it (how far it is from the picture
//! before, how much detail it has) and from what the pictures before took.

use crate::EncoderConfig;
use crate::planes::Content;

use super::parameters::{BEST_QP, WORST_QP};

/// No picture takes more than this many pictures' share of the bitrate, so none holds up the network for
/// longer than their duration.
const BURST: f64 = 2.0;
/// Of an intra picture's guess, where none was coded yet: room for being wrong.
const CAUTION: f64 = 1.25;
/// Shares that may be saved up.
const SAVED: f64 = 0.5;
/// The part of a debt that the next picture pays back.
const PAID_BACK: f64 = 0.35;
/// How far the quantizer falls from one picture to the next; it rises as far as it has to.
const STEP_DOWN: i32 = 2;
/// Within this part of its budget a picture keeps the quantizer of the one before.
const CONTENT: f64 = 0.12;
/// How fast a model follows what it sees, 0 to 1.
const FOLLOWS: f64 = 0.4;
/// Differences below this (on the average, 0 to 255) are a cursor's or a clock's.
const STILL: f64 = 0.02;
/// The part of an intra picture's bits by which still macroblocks get better with a lower quantizer.
const REFINEMENT: f64 = 0.12;

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
    /// Bytes ahead of the bitrate; negative what is saved up.
    debt: f64,
    last: Option<i32>,
    /// What intra pictures took, as a part of the guess.
    intra: f64,
    /// What inter pictures take at the quantizer of the last: bytes for each [`effort`].
    inter: Option<f64>,
    /// The usual difference of pictures that are not still.
    usual: f64,
    /// The picture that is being coded.
    now: Option<(Content, Kind, i32)>,
}

impl Rate {
    pub(super) fn new(config: &EncoderConfig) -> Self {
        let mut rate = Self {
            share: 0.0,
            debt: 0.0,
            last: None,
            intra: 1.0,
            inter: None,
            usual: 0.0,
            now: None,
        };
        rate.follow(config);
        rate
    }

    /// Another bitrate or frame rate, from the next picture on.
    pub(super) fn follow(&mut self, config: &EncoderConfig) {
        self.share = f64::from(config.bitrate_bps) / 8.0 / f64::from(config.fps.max(1));
        self.debt = self.debt.clamp(-SAVED * self.share, BURST * self.share);
    }

    /// The quantizer of the next picture.
    pub(super) fn quantizer(&mut self, content: Content, kind: Kind) -> i32 {
        let budget = self.budget(kind);
        let fits = |qp: i32, part: f64| self.guess(&content, kind, qp) <= budget * part;
        let lowest = self
            .last
            .map_or(BEST_QP, |last| (last - STEP_DOWN).max(BEST_QP));
        let first = |from: i32, part: f64| {
            (from..WORST_QP)
                .find(|&qp| fits(qp, part))
                .unwrap_or(WORST_QP)
        };
        let qp = match self.last {
            Some(last) if kind != Kind::Intra && fits(last, 1.0 + CONTENT) => {
                // Better only where there is room for it, or the quantizer would go to and fro.
                first(lowest, 1.0 - CONTENT).min(last)
            }
            _ => first(lowest, 1.0),
        };
        self.now = Some((content, kind, qp));
        qp
    }

    /// The picture took `bytes`.
    pub(super) fn coded(&mut self, bytes: usize) {
        let Some((content, kind, qp)) = self.now.take() else {
            return;
        };
        let took = bytes as f64;
        self.debt = (self.debt + took - self.share).max(-SAVED * self.share);
        if kind == Kind::Intra {
            let of_guess = took / intra_bytes(&content, qp);
            self.intra += (of_guess.clamp(0.2, 3.0) - self.intra) * 0.7;
        } else if kind == Kind::Inter && content.difference > STILL {
            let seen = took / effort(&content);
            let known = self.known_at(qp);
            self.inter = Some(known.map_or(seen, |known| known + (seen - known) * FOLLOWS));
            self.usual = if self.usual > 0.0 {
                self.usual + (content.difference - self.usual) * FOLLOWS
            } else {
                content.difference
            };
        } else {
            self.inter = self.known_at(qp);
        }
        self.last = Some(qp);
    }

    /// A still picture gets no better by being encoded once more.
    pub(super) fn is_settled(&self) -> bool {
        self.last == Some(BEST_QP)
    }

    /// There was no picture.
    pub(super) fn left_out(&mut self) {
        self.debt = (self.debt - self.share).max(-SAVED * self.share);
    }

    /// Bytes that the next picture may take.
    fn budget(&self, kind: Kind) -> f64 {
        let most = BURST * self.share - self.debt.max(0.0);
        let wanted = match kind {
            // It is worth more: what follows is built on it.
            Kind::Intra => BURST * self.share * 0.85,
            Kind::Inter | Kind::Repair => self.share - self.debt * PAID_BACK,
        };
        wanted.min(most).max(self.share * 0.1)
    }

    /// Bytes that a picture will take.
    fn guess(&self, content: &Content, kind: Kind, qp: i32) -> f64 {
        let whole =
            intra_bytes(content, qp) * self.intra * if self.last.is_some() { 1.0 } else { CAUTION };
        let known = match kind {
            Kind::Intra => None,
            Kind::Inter | Kind::Repair => self.known_at(qp),
        };
        let Some(known) = known else {
            return whole;
        };
        let lost = if kind == Kind::Repair { 1.5 } else { 1.0 };
        let moved = known * effort(content) * lost;
        // Another scene, or the start of a fast turn: nothing may be predictable.
        if content.difference > 2.0 * self.usual + 2.0 {
            return moved.max(whole);
        }
        let finer = self.last.is_some_and(|last| qp < last);
        let refined = if finer {
            whole * REFINEMENT * (1.0 - content.changed)
        } else {
            0.0
        };
        moved.min(whole * 1.2) + refined
    }

    /// [`Rate::inter`] at another quantizer. It is known to be steeper for some pictures than for others:
    /// the guess is the higher one both ways.
    fn known_at(&self, qp: i32) -> Option<f64> {
        let steps = f64::from(qp - self.last?) / 6.0;
        let octaves = if steps < 0.0 { -steps } else { -0.7 * steps };
        Some(self.inter? * octaves.exp2())
    }
}

/// What coding the difference to the picture before takes, in no unit.
fn effort(content: &Content) -> f64 {
    content.difference.max(STILL).powf(0.7)
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
mod tests {
    use stratus_media::Size;

    use super::*;

    const CONFIG: EncoderConfig = EncoderConfig {
        size: Size::new(1280, 720),
        fps: 60,
        bitrate_bps: 12_000_000,
        threads: 1,
    };
    const SHARE: f64 = 12e6 / 8.0 / 60.0;

    fn content(difference: f64, detail: f64) -> Content {
        Content {
            pixels: 1280.0 * 720.0,
            difference,
            detail,
            changed: if difference > 0.0 { 1.0 } else { 0.0 },
        }
    }

    /// An encoder that takes what the fit says, times `gain`, at its own steepness.
    fn takes(content: &Content, kind: Kind, qp: i32, gain: f64) -> usize {
        let bytes = match kind {
            Kind::Intra => intra_bytes(content, qp),
            _ => content.difference * 90_000.0 * (-f64::from(qp) / 6.0 * 0.85).exp2(),
        };
        (bytes * gain) as usize + 40
    }

    fn run(
        rate: &mut Rate,
        pictures: impl IntoIterator<Item = (Content, Kind)>,
        gain: f64,
    ) -> Vec<(i32, usize)> {
        pictures
            .into_iter()
            .map(|(content, kind)| {
                let qp = rate.quantizer(content, kind);
                let bytes = takes(&content, kind, qp, gain);
                rate.coded(bytes);
                (qp, bytes)
            })
            .collect()
    }

    fn moving(frames: usize) -> impl Iterator<Item = (Content, Kind)> {
        (0..frames).map(|n| {
            let kind = if n == 0 { Kind::Intra } else { Kind::Inter };
            (content(6.0 + (n % 7) as f64 * 0.4, 3.0), kind)
        })
    }

    #[test]
    fn a_moving_picture_takes_its_bitrate_and_none_of_its_frames_two_shares() {
        for gain in [0.4, 1.0, 2.0] {
            let mut rate = Rate::new(&CONFIG);
            let frames = run(&mut rate, moving(300), gain);
            let mean = frames.iter().map(|f| f.1 as f64).sum::<f64>() / 300.0;
            assert!((0.85..1.1).contains(&(mean / SHARE)), "{gain}: {mean}");
            for (n, &(qp, bytes)) in frames.iter().enumerate() {
                let shares = bytes as f64 / SHARE;
                // Of the first nothing is known but its detail.
                let most = if n == 0 { 2.0 * gain.max(1.0) } else { 2.0 };
                assert!(shares < most, "{gain}, {n}: {qp} {shares}");
            }
            let jumps = frames[30..]
                .windows(2)
                .filter(|f| f[0].0.abs_diff(f[1].0) > 2);
            assert!(
                jumps.count() < 10,
                "a steady picture has a steady quantizer"
            );
        }
    }

    #[test]
    fn half_the_bitrate_is_half_the_bytes_within_a_few_frames() {
        let mut rate = Rate::new(&CONFIG);
        run(&mut rate, moving(100), 1.0);
        rate.follow(&EncoderConfig {
            bitrate_bps: 6_000_000,
            ..CONFIG
        });
        let frames = run(&mut rate, moving(100).skip(1), 1.0);
        let mean =
            |of: &[(i32, usize)]| of.iter().map(|f| f.1 as f64).sum::<f64>() / of.len() as f64;
        assert!(mean(&frames[4..]) < 0.55 * SHARE, "{}", mean(&frames[4..]));
        assert!(mean(&frames[4..]) > 0.4 * SHARE);
    }

    #[test]
    fn a_cut_is_seen_before_it_bursts() {
        let mut rate = Rate::new(&CONFIG);
        run(&mut rate, moving(60), 1.0);
        // Nothing can be predicted: it takes what an intra picture takes.
        let cut = content(60.0, 8.0);
        let qp = rate.quantizer(cut, Kind::Inter);
        let bytes = takes(&cut, Kind::Intra, qp, 1.0);
        assert!((bytes as f64) < BURST * SHARE, "{qp}: {bytes}");
    }

    #[test]
    fn a_still_picture_gets_better_step_by_step_and_then_stays() {
        let mut rate = Rate::new(&CONFIG);
        run(&mut rate, moving(60), 1.0);
        let still = (0..60).map(|_| (content(0.0, 3.0), Kind::Inter));
        let frames = run(&mut rate, still, 1.0);
        assert_eq!(frames[59].0, BEST_QP);
        assert!(frames.windows(2).all(|f| f[1].0 <= f[0].0));
        let again = run(&mut rate, moving(2).skip(1), 1.0);
        assert!((again[0].1 as f64) < BURST * SHARE * 1.25, "{again:?}");
    }

    proptest::proptest! {
        #[test]
        fn any_content_has_a_quantizer(
            pictures in proptest::collection::vec((0.0f64..256.0, 0.0f64..256.0, 0u8..3, 0usize..10_000_000), 1..60),
            bitrate_bps in 1u32..,
        ) {
            let mut rate = Rate::new(&EncoderConfig { bitrate_bps, ..CONFIG });
            for (difference, detail, kind, bytes) in pictures {
                let kind = [Kind::Intra, Kind::Inter, Kind::Repair][usize::from(kind)];
                let qp = rate.quantizer(content(difference, detail), kind);
                proptest::prop_assert!((BEST_QP..=WORST_QP).contains(&qp));
                rate.coded(bytes);
                proptest::prop_assert!(rate.debt.is_finite());
            }
        }
    }
}
