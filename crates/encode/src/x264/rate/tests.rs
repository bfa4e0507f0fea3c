//! The rate control as a state machine: bytes go in, quantizers come out.

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

/// Movement as a game's: most pictures are like the one before, some take twice as much and more.
fn uneven(frames: usize) -> impl Iterator<Item = (Content, Kind)> {
    moving(frames).enumerate().map(|(n, (mut content, kind))| {
        match n % 9 {
            3 => content.difference *= 2.2,
            7 => content.difference *= 1.5,
            _ => {}
        }
        (content, kind)
    })
}

#[test]
fn what_easy_pictures_leave_over_is_used_by_later_ones() {
    let mut rate = Rate::new(&CONFIG);
    let frames = run(&mut rate, uneven(600), 1.0);
    let mean = frames.iter().map(|f| f.1 as f64).sum::<f64>() / 600.0;
    assert!((0.96..1.02).contains(&(mean / SHARE)), "{}", mean / SHARE);
    // Nor does what was left over hold up the network: it is spent a little at a time.
    let mut queue = 0.0f64;
    for (n, &(qp, bytes)) in frames.iter().enumerate().skip(30) {
        queue += bytes as f64;
        assert!(queue < 2.3 * SHARE, "{n}: {qp} {}", queue / SHARE);
        queue = (queue - SHARE).max(0.0);
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
    let mean = |of: &[(i32, usize)]| of.iter().map(|f| f.1 as f64).sum::<f64>() / of.len() as f64;
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

/// A player's picture of which a part changes each time, the rest as fine as it was coded last.
struct Screen {
    rate: Rate,
    fine: i32,
}

impl Screen {
    /// Begun with an IDR.
    fn new(config: &EncoderConfig, content: Content) -> Self {
        let mut rate = Rate::new(config);
        let fine = rate.quantizer(content, Kind::Intra);
        rate.coded(intra_bytes(&content, fine) as usize);
        Self { rate, fine }
    }

    /// The quantizer and the bytes of the next picture, whose changes take `gain` times what they would alone.
    fn show(&mut self, content: Content, gain: f64) -> (i32, f64) {
        let qp = self.rate.quantizer(content, Kind::Inter);
        let whole = intra_bytes(&content, qp);
        let finer = 1.0 - 0.8f64.powi((self.fine - qp).max(0));
        let bytes =
            whole * (content.changed * gain + (1.0 - content.changed) * finer * 0.7) + 120.0;
        self.rate.coded(bytes as usize);
        self.fine = qp;
        (qp, bytes)
    }
}

/// Little bitrate for the size: the finest steps are more than two shares.
const LITTLE: EncoderConfig = EncoderConfig {
    bitrate_bps: 2_000_000,
    ..CONFIG
};
const LITTLE_SHARE: f64 = 2e6 / 8.0 / 60.0;

#[test]
fn a_picture_that_was_still_from_the_start_gets_better_within_its_bitrate() {
    for config in [CONFIG, LITTLE] {
        let share = f64::from(config.bitrate_bps) / 8.0 / 60.0;
        let mut screen = Screen::new(&config, content(0.0, 3.0));
        let begun = screen.fine;
        let (mut took, mut bursts) = (0.0, Vec::new());
        let mut frames = 0.0;
        while !screen.rate.is_settled() {
            let (_, bytes) = screen.show(content(0.0, 3.0), 1.0);
            took += bytes;
            frames += 1.0;
            bursts.push(bytes / share);
            assert!(took < (frames + 12.0) * share, "{frames}: {took}");
            assert!(frames < 240.0, "stays at {}", screen.fine);
        }
        assert!(begun > 25 && screen.fine <= 20, "{begun} {}", screen.fine);
        let most = bursts.into_iter().fold(0.0, f64::max);
        assert!(most < 12.0, "{most} shares at once");
        // Then it stays.
        let fine = screen.fine;
        for _ in 0..60 {
            assert!(screen.show(content(0.0, 3.0), 1.0).0 <= fine);
        }
    }
}

#[test]
fn what_is_saved_up_for_a_still_picture_is_not_spent_on_a_moving_one() {
    let mut screen = Screen::new(&LITTLE, content(0.0, 3.0));
    for _ in 0..300 {
        screen.show(content(0.0, 3.0), 1.0);
    }
    assert!(screen.rate.debt < -4.0 * LITTLE_SHARE);
    screen.rate.quantizer(content(8.0, 3.0), Kind::Inter);
    let budget = screen.rate.budget(Kind::Inter) / LITTLE_SHARE;
    assert!((1.0..1.2).contains(&budget), "{budget}");
    assert!(screen.rate.debt >= -SAVED * LITTLE_SHARE);
}

#[test]
fn a_refinement_that_takes_too_much_does_not_starve_what_moves_next() {
    let mut rate = Rate::new(&LITTLE);
    let still = content(0.0, 3.0);
    rate.quantizer(still, Kind::Intra);
    rate.coded(7000);
    rate.quantizer(still, Kind::Inter);
    rate.coded(50_000);
    rate.quantizer(content(8.0, 3.0), Kind::Inter);
    let budget = rate.budget(Kind::Inter);
    assert!(budget > 0.7 * LITTLE_SHARE, "{budget}");
}

#[test]
fn a_small_part_that_costs_much_is_seen_after_one_picture() {
    let mut screen = Screen::new(&LITTLE, content(0.0, 3.0));
    for _ in 0..200 {
        screen.show(content(0.0, 3.0), 1.0);
    }
    let window = Content {
        changed: 0.1,
        ..content(2.0, 3.0)
    };
    let frames: Vec<_> = (0..60).map(|_| screen.show(window, 4.0).1).collect();
    let mean = frames.iter().sum::<f64>() / 60.0;
    assert!(mean < 1.15 * LITTLE_SHARE, "{frames:?}");
    assert!(
        frames[2..].iter().all(|&bytes| bytes < 2.0 * LITTLE_SHARE),
        "{frames:?}"
    );
}

#[test]
fn a_rest_does_not_change_what_is_known_of_movement() {
    let mut rate = Rate::new(&CONFIG);
    let before = run(&mut rate, moving(100), 1.0)[99].0;
    run(
        &mut rate,
        (0..60).map(|_| (content(0.0, 3.0), Kind::Inter)),
        1.0,
    );
    let after = run(&mut rate, moving(2).skip(1), 1.0)[0].0;
    assert!(after.abs_diff(before) <= 3, "{before} then {after}");
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
