//! The quantizer of each frame, for drivers that do not keep to a bitrate themselves.
//!
//! A frame's size halves with every six steps of the quantizer (H.264 §8.5.9: the step size doubles). So the size of
//! one frame at its quantizer says what the next one takes at any other.

/// What comes out at the lowest quantizer is good enough for anybody; lower ones only make a still picture's first
/// movement huge.
const LOWEST: f32 = 16.0;
const HIGHEST: f32 = 51.0;
/// Steps that halve a frame.
const HALVING: f32 = 6.0;
/// The part of a surplus that each later frame makes up for.
const REPAY: f32 = 0.25;
/// How much of what is known of a simpler frame a new one overrules; a harder one overrules all.
const FORGET: f32 = 0.25;
/// Frames' share of the bitrate that an IDR may take.
const IDR_SHARE: f32 = 2.0;
/// Bits of a pixel at quantizer 26, before anything was coded: of an I and a P frame of a game.
const FIRST_GUESS: [f32; 2] = [0.6, 0.1];

/// Chooses a quantizer a frame so that their sum keeps to a bitrate.
#[derive(Debug, Clone)]
pub(super) struct QuantizerControl {
    /// Bits of a frame's share.
    share: f32,
    /// Bits spent beyond the share, negative never: what was saved is not spent later, or one frame would be late.
    surplus: f32,
    /// log2 of the bits at quantizer 0, of I and P frames.
    complexity: [f32; 2],
}

impl QuantizerControl {
    /// For pictures of so many pixels.
    pub(super) fn new(pixels: u64, bitrate_bps: u32, fps: u32) -> Self {
        let mut control = Self {
            share: 1.0,
            surplus: 0.0,
            complexity: FIRST_GUESS.map(|bits| (pixels as f32 * bits).log2() + 26.0 / HALVING),
        };
        control.set_rate(bitrate_bps, fps);
        control
    }

    /// From the next frame on.
    pub(super) fn set_rate(&mut self, bitrate_bps: u32, fps: u32) {
        let share = (bitrate_bps as f32 / fps.max(1) as f32).max(1.0);
        // What was spent before is so many frames' worth, whatever a frame's worth is.
        self.surplus *= share / self.share;
        self.share = share;
    }

    /// The next frame's quantizer, 0 to 51.
    pub(super) fn quantizer(&self, idr: bool) -> u8 {
        let wanted = if idr {
            self.share * IDR_SHARE
        } else {
            (self.share - self.surplus * REPAY).max(self.share * REPAY)
        };
        let quantizer = HALVING * (self.complexity[usize::from(!idr)] - wanted.log2());
        // Rounded up: a frame that is too large is late, one that is too small is only a little worse.
        quantizer.ceil().clamp(LOWEST, HIGHEST) as u8
    }

    /// A frame was coded with `quantizer` into `bits`.
    pub(super) fn coded(&mut self, idr: bool, quantizer: u8, bits: u64) {
        let bits = (bits as f32).max(1.0);
        self.surplus = (self.surplus + bits - self.share).clamp(0.0, 8.0 * self.share);
        let complexity = bits.log2() + f32::from(quantizer) / HALVING;
        let known = &mut self.complexity[usize::from(!idr)];
        let weight = if complexity > *known { 1.0 } else { FORGET };
        *known += (complexity - *known) * weight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIXELS: u64 = 1920 * 1080;

    /// An encoder whose frames halve every `halving` steps.
    fn bits(at_26: f64, quantizer: u8, halving: f64) -> u64 {
        (at_26 * ((26.0 - f64::from(quantizer)) / halving).exp2()) as u64
    }

    fn run(control: &mut QuantizerControl, frames: u32, at_26: f64, halving: f64) -> Vec<u64> {
        (0..frames)
            .map(|_| {
                let quantizer = control.quantizer(false);
                let bits = bits(at_26, quantizer, halving);
                control.coded(false, quantizer, bits);
                bits
            })
            .collect()
    }

    #[test]
    fn the_bitrate_is_kept_whatever_the_picture() {
        for bitrate in [2_000_000u32, 12_000_000, 50_000_000] {
            for at_26 in [30_000.0, 200_000.0, 1_500_000.0] {
                for halving in [4.5, 6.0, 8.0] {
                    let mut control = QuantizerControl::new(PIXELS, bitrate, 60);
                    run(&mut control, 30, at_26, halving);
                    if control.quantizer(false) == HIGHEST as u8 {
                        continue; // There is no smaller frame.
                    }
                    let spent: u64 = run(&mut control, 120, at_26, halving).iter().sum();
                    let budget = f64::from(bitrate) * 2.0;
                    assert!(
                        (spent as f64) < budget * 1.02,
                        "{bitrate} b/s, {at_26} bits a frame at 26: {spent} of {budget}"
                    );
                    // Unless the lowest quantizer is reached, it is spent, too.
                    if control.quantizer(false) > LOWEST as u8 {
                        assert!(spent as f64 > budget * 0.75, "{spent} of {budget}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_scene_that_grows_tenfold_is_late_for_one_frame_only() {
        let mut control = QuantizerControl::new(PIXELS, 12_000_000, 60);
        run(&mut control, 60, 60_000.0, 6.0);
        let frames = run(&mut control, 60, 600_000.0, 6.0);
        let share = 12_000_000 / 60;
        assert!(frames[0] > share);
        assert!(frames[1..].iter().all(|&bits| bits <= share), "{frames:?}");
        assert!(frames.iter().sum::<u64>() < 61 * share);
    }

    #[test]
    fn a_still_picture_does_not_make_its_first_movement_huge() {
        let mut control = QuantizerControl::new(PIXELS, 12_000_000, 60);
        run(&mut control, 30, 100_000.0, 6.0);
        run(&mut control, 600, 500.0, 6.0);
        let moved = run(&mut control, 2, 100_000.0, 6.0);
        assert!(moved[0] < 4 * 12_000_000 / 60, "{moved:?}");
        assert!(moved[1] <= 12_000_000 / 60, "{moved:?}");
    }

    #[test]
    fn an_idr_takes_two_frames_share_and_is_paid_back() {
        let mut control = QuantizerControl::new(PIXELS, 12_000_000, 60);
        for _ in 0..2 {
            let quantizer = control.quantizer(true);
            control.coded(true, quantizer, bits(1_200_000.0, quantizer, 6.0));
        }
        let share = 12_000_000.0 / 60.0;
        let quantizer = control.quantizer(true);
        let idr = bits(1_200_000.0, quantizer, 6.0) as f64;
        assert!(idr <= share * 2.0 && idr > share * 1.7, "{idr}");
        control.coded(true, quantizer, idr as u64);
        let frames = run(&mut control, 60, 100_000.0, 6.0);
        assert!((frames.iter().sum::<u64>() as f64) < share * 60.0);
    }

    #[test]
    fn a_new_bitrate_holds_from_the_next_frame_on() {
        let mut control = QuantizerControl::new(PIXELS, 12_000_000, 60);
        run(&mut control, 60, 100_000.0, 6.0);
        control.set_rate(3_000_000, 60);
        let frames = run(&mut control, 30, 100_000.0, 6.0);
        assert!(frames.iter().all(|&bits| bits <= 50_000), "{frames:?}");
        control.set_rate(12_000_000, 30);
        assert!(run(&mut control, 1, 100_000.0, 6.0)[0] > 300_000);
    }

    #[test]
    fn any_numbers_are_survived() {
        let mut control = QuantizerControl::new(0, 1, u32::MAX);
        for bits in [0, 1, u64::MAX] {
            control.coded(false, 51, bits);
            assert!(control.quantizer(true) <= 51 && control.quantizer(false) <= 51);
        }
        control.set_rate(u32::MAX, 0);
        assert!(control.quantizer(false) <= 51);
    }
}
