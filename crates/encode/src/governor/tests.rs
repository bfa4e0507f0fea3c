//! The decision under a clock of its own.

use std::time::{Duration, Instant};

use stratus_media::PixelFormat;

use super::*;
use crate::Backend;

fn ms(count: u64) -> Duration {
    Duration::from_millis(count)
}

fn vaapi() -> Backend {
    Backend::VaApi { device: None }
}

fn vulkan() -> Backend {
    Backend::Vulkan { device: None }
}

/// VA-API takes 3 ms, Vulkan 5, x264 9; at 60 frames a second.
fn all_work() -> (Governor, Instant) {
    started(&[vaapi(), vulkan(), Backend::X264], false)
}

fn started(backends: &[Backend], pinned: bool) -> (Governor, Instant) {
    let mut governor = Governor::new(Rules::for_fps(60), backends.to_vec(), pinned);
    let now = Instant::now();
    let tried = backends.iter().map(|backend| {
        Ok(match backend {
            Backend::VaApi { .. } => ms(3),
            Backend::Vulkan { .. } => ms(5),
            _ => ms(9),
        })
    });
    let tried = tried.collect();
    governor.start(now, tried).unwrap();
    (governor, now)
}

/// Pictures of `took` each, 60 a second; the switch that came of them, and when.
fn play(
    governor: &mut Governor,
    now: &mut Instant,
    pictures: usize,
    took: Duration,
) -> Option<Switch> {
    (0..pictures).find_map(|_| {
        *now += ms(16);
        governor.delivered(*now, took)
    })
}

#[test]
fn the_fastest_that_works_is_taken_and_says_what_the_others_took() {
    let mut governor = Governor::new(
        Rules::for_fps(60),
        vec![vaapi(), vulkan(), Backend::X264],
        false,
    );
    let tried = vec![Err("no driver".to_owned()), Ok(ms(12)), Ok(ms(9))];
    let switch = governor.start(Instant::now(), tried).unwrap();
    assert_eq!((switch.to, switch.reason), (Backend::X264, Reason::Fastest));
    assert_eq!(
        switch.detail,
        "vaapi does not work (no driver), vulkan takes 12.0 ms, x264 takes 9.0 ms"
    );
}

#[test]
fn without_a_back_end_that_works_there_is_none() {
    let mut governor = Governor::new(Rules::for_fps(60), vec![vaapi(), Backend::X264], false);
    let tried = vec![Err("no driver".to_owned()), Err("no library".to_owned())];
    assert_eq!(governor.start(Instant::now(), tried), None);
}

#[test]
fn three_missed_deadlines_within_a_second_are_too_many_two_are_not() {
    let (mut governor, mut now) = all_work();
    for _ in 0..20 {
        assert_eq!(play(&mut governor, &mut now, 2, ms(20)), None);
        now += ms(1_001);
    }
    let switch = play(&mut governor, &mut now, 3, ms(20)).unwrap();
    assert_eq!((switch.from, &switch.to), (Some(vaapi()), &vulkan()));
    assert_eq!(switch.reason, Reason::Slow);
    assert!(
        switch.detail.contains("3 pictures within 1000 ms"),
        "{}",
        switch.detail
    );
    assert_eq!(governor.present(), &vulkan());
}

#[test]
fn in_time_is_never_too_slow() {
    let (mut governor, mut now) = all_work();
    assert_eq!(play(&mut governor, &mut now, 1000, ms(16)), None);
}

#[test]
fn one_error_is_enough() {
    for (fault, reason) in [
        (Fault::Failed("no".to_owned()), Reason::Failed),
        (Fault::DeviceLost("gone".to_owned()), Reason::DeviceLost),
        (Fault::Panicked("index".to_owned()), Reason::Panicked),
        (Fault::Stalled(ms(80)), Reason::Stalled),
        (Fault::Unavailable("no".to_owned()), Reason::Unavailable),
    ] {
        let (mut governor, now) = all_work();
        let switch = governor.failed(now, &fault).unwrap();
        assert_eq!((switch.to, switch.reason), (vulkan(), reason));
    }
}

#[test]
fn a_stalled_one_is_left_early_enough_for_the_next_picture_within_100_ms() {
    let (governor, _) = all_work();
    assert!(governor.patience(false) <= ms(100) - ms(9));
}

#[test]
fn all_too_slow_ends_at_the_last_and_does_not_go_round() {
    let (mut governor, mut now) = all_work();
    let slow = |governor: &mut Governor, now: &mut Instant| play(governor, now, 60, ms(40));
    assert_eq!(slow(&mut governor, &mut now).unwrap().to, vulkan());
    assert_eq!(slow(&mut governor, &mut now).unwrap().to, Backend::X264);
    // 8 s of it, and every one before is in its back-off.
    for _ in 0..8 {
        assert_eq!(slow(&mut governor, &mut now), None);
    }
    assert_eq!(governor.present(), &Backend::X264);
}

#[test]
fn a_bad_one_is_tried_again_after_its_back_off_which_doubles() {
    let (mut governor, mut now) = all_work();
    let mut waits = Vec::new();
    for _ in 0..9 {
        governor.failed(now, &Fault::Stalled(ms(80))).unwrap();
        let left = now;
        while governor.worth_trying(now) != Some(0) {
            now += ms(1_000);
        }
        waits.push((now - left).as_secs());
        let switch = governor.tried(now, 0, Ok(ms(3))).unwrap();
        assert_eq!((switch.to, switch.reason), (vaapi(), Reason::Recovered));
    }
    assert_eq!(waits, [10, 20, 40, 80, 160, 320, 600, 600, 600]);
    // A minute without a fault, and it is trusted as before.
    now += ms(60_000);
    governor.failed(now, &Fault::Stalled(ms(80))).unwrap();
    assert_eq!(governor.worth_trying(now + ms(9_999)), None);
    assert_eq!(governor.worth_trying(now + ms(10_000)), Some(0));
}

#[test]
fn a_trial_that_fails_or_is_no_faster_costs_no_switch() {
    let (mut governor, mut now) = all_work();
    governor
        .failed(now, &Fault::Failed("no".to_owned()))
        .unwrap();
    now += ms(10_000);
    assert_eq!(governor.worth_trying(now), Some(0));
    assert_eq!(governor.tried(now, 0, Err("still no".to_owned())), None);
    assert_eq!(governor.worth_trying(now + ms(19_000)), None);
    now += ms(20_000);
    assert_eq!(governor.worth_trying(now), Some(0));
    // 4.5 ms are not worth an IDR where 5 ms are had.
    assert_eq!(
        governor.tried(now, 0, Ok(Duration::from_micros(4_500))),
        None
    );
    assert_eq!(governor.present(), &vulkan());
    assert_eq!(governor.worth_trying(now + ms(100_000)), None);
}

#[test]
fn where_all_have_failed_the_one_that_waited_longest_is_next() {
    let (mut governor, now) = all_work();
    let fault = Fault::Failed("no".to_owned());
    let went: Vec<Backend> = (0..5)
        .map(|second| governor.failed(now + ms(second * 100), &fault).unwrap().to)
        .collect();
    assert_eq!(went[..3], [vulkan(), Backend::X264, vaapi()]);
    assert!(went[3..].iter().all(|to| *to != vaapi()), "{went:?}");
}

#[test]
fn the_only_one_is_opened_anew() {
    let (mut governor, now) = started(&[Backend::X264], false);
    let switch = governor
        .failed(now, &Fault::Failed("no".to_owned()))
        .unwrap();
    assert_eq!(switch.to, Backend::X264);
    assert_eq!(switch.to_string(), "opened the x264 encoder anew: no");
}

#[test]
fn a_pinned_one_is_left_only_when_it_is_dead() {
    let backends = [vulkan(), vaapi(), Backend::X264];
    // Slow for a minute.
    let (mut governor, mut now) = started(&backends, true);
    assert_eq!(
        governor.present(),
        &vulkan(),
        "though vaapi would be faster"
    );
    assert_eq!(play(&mut governor, &mut now, 3_600, ms(50)), None);
    // An error now and then.
    for _ in 0..10 {
        now += ms(2_000);
        let switch = governor
            .failed(now, &Fault::Failed("no".to_owned()))
            .unwrap();
        assert_eq!(switch.to, vulkan());
    }
    // One after the other.
    now += ms(2_000);
    let fault = Fault::DeviceLost("gone".to_owned());
    let went: Vec<Switch> = (0..3)
        .map(|_| governor.failed(now, &fault).unwrap())
        .collect();
    assert_eq!(
        went.iter().map(|s| s.to.clone()).collect::<Vec<_>>(),
        [vulkan(), vulkan(), vaapi()]
    );
    assert_eq!(went[2].detail, "it is pinned, but dead: gone");
    // It comes back, though it is the slower one.
    assert_eq!(governor.worth_trying(now + ms(10_000)), Some(0));
    assert_eq!(governor.tried(now, 0, Ok(ms(5))).unwrap().to, vulkan());
}

#[test]
fn a_pinned_one_that_does_not_open_or_answer_is_dead() {
    for fault in [
        Fault::Unavailable("no driver".to_owned()),
        Fault::Stalled(ms(3_000)),
    ] {
        let (mut governor, now) = started(&[vaapi(), Backend::X264], true);
        assert_eq!(governor.patience(false), ms(3_000));
        assert_eq!(governor.failed(now, &fault).unwrap().to, Backend::X264);
    }
}

#[test]
fn frames_that_one_cannot_read_go_to_one_that_can() {
    let (mut governor, now) = all_work();
    let tiled = FrameKind::DmaBuf {
        format: PixelFormat::Xrgb8888,
        modifier: 0x0200_0000_0000_0001,
    };
    governor.sees(tiled);
    let switch = governor.refused(now, "no such modifier").unwrap();
    assert_eq!((&switch.to, switch.reason), (&vulkan(), Reason::FrameKind));
    assert_eq!(
        switch.detail,
        "it cannot read the game's frames (DMA-BUF XR24 modifier 0x200000000000001): no such modifier"
    );
    let switch = governor.refused(now, "neither").unwrap();
    assert_eq!(switch.to, Backend::X264);
    // Nobody can: the frame is lost, and the encoder stays.
    assert_eq!(governor.refused(now, "nor"), None);
    assert_eq!(governor.present(), &Backend::X264);
    // Frames of memory again: the others are worth a trial once more.
    assert_eq!(governor.worth_trying(now + ms(5_000)), None);
    governor.sees(FrameKind::Shm(PixelFormat::Xrgb8888));
    assert_eq!(governor.worth_trying(now + ms(5_000)), Some(0));
}

#[test]
fn a_game_that_draws_into_two_kinds_by_turns_does_not_cost_an_idr_a_frame() {
    let (mut governor, mut now) = started(&[vaapi(), Backend::X264], false);
    let shm = FrameKind::Shm(PixelFormat::Xrgb8888);
    let tiled = FrameKind::DmaBuf {
        format: PixelFormat::Xrgb8888,
        modifier: 1,
    };
    let mut switches = 0;
    for frame in 0..600 {
        now += ms(16);
        let kind = if frame % 2 == 0 { shm } else { tiled };
        governor.sees(kind);
        let reads = match governor.present() {
            Backend::X264 => kind == shm,
            _ => kind == tiled,
        };
        if !reads {
            switches += u32::from(governor.refused(now, "no").is_some());
        }
    }
    assert!(switches <= 10, "{switches} switches in ten seconds");
}

/// As [`all_work`], where all but x264 open slowly; beginning with the one at hand.
fn all_open_slowly(first: &Backend) -> (Governor, Instant) {
    let (mut governor, now) = all_work();
    governor.open_beside(|backend| *backend != Backend::X264);
    while governor.present() != first {
        governor.failed(now, &Fault::Stalled(ms(80))).unwrap();
    }
    (governor, now)
}

#[test]
fn after_a_fault_what_opens_at_once_is_taken_and_the_better_one_when_it_is_open() {
    let (mut governor, now) = all_open_slowly(&vaapi());
    let switch = governor.failed(now, &Fault::Stalled(ms(80))).unwrap();
    assert_eq!(switch.to, Backend::X264);
    assert_eq!(governor.worth_trying(now), Some(1));
    governor.tries(1);
    assert_eq!(governor.worth_trying(now), None, "it is being tried");
    let switch = governor.tried(now, 1, Ok(ms(5))).unwrap();
    assert_eq!((switch.to, switch.reason), (vulkan(), Reason::Recovered));
}

#[test]
fn a_slow_one_encodes_until_a_faster_one_is_open() {
    let (mut governor, mut now) = all_open_slowly(&Backend::X264);
    // Long enough for the others' back-offs, which nobody has tried since.
    now += ms(10_000);
    assert_eq!(play(&mut governor, &mut now, 3, ms(40)), None);
    assert_eq!(governor.worth_trying(now), Some(0));
    governor.tries(0);
    // Pictures are late meanwhile, too.
    assert_eq!(play(&mut governor, &mut now, 2, ms(40)), None);
    let switch = governor.tried(now, 0, Ok(ms(12))).unwrap();
    assert_eq!((switch.to, switch.reason), (vaapi(), Reason::Slow));
    assert!(
        switch.detail.contains("3 pictures within"),
        "{}",
        switch.detail
    );
}

#[test]
fn one_that_is_no_faster_when_it_is_open_is_not_taken_and_not_asked_again_at_once() {
    let (mut governor, mut now) = all_open_slowly(&Backend::X264);
    now += ms(10_000);
    for at in [0, 1] {
        assert_eq!(play(&mut governor, &mut now, 3, ms(40)), None);
        assert_eq!(governor.worth_trying(now), Some(at));
        governor.tries(at);
        assert_eq!(governor.tried(now, at, Ok(ms(50))), None);
    }
    assert_eq!(play(&mut governor, &mut now, 60, ms(40)), None);
    assert_eq!(governor.worth_trying(now), None);
    assert_eq!(governor.present(), &Backend::X264);
}

#[test]
fn frames_that_only_one_reads_that_opens_slowly_are_lost_until_it_is_open() {
    let (mut governor, now) = all_open_slowly(&vaapi());
    let tiled = FrameKind::DmaBuf {
        format: PixelFormat::Xrgb8888,
        modifier: 1,
    };
    governor.sees(tiled);
    assert_eq!(governor.refused(now, "no").unwrap().to, Backend::X264);
    assert_eq!(governor.refused(now, "nor"), None);
    assert_eq!(governor.worth_trying(now), Some(1));
    governor.tries(1);
    assert_eq!(governor.refused(now, "nor"), None);
    let switch = governor.tried(now, 1, Ok(ms(30))).unwrap();
    assert_eq!((switch.to, switch.reason), (vulkan(), Reason::FrameKind));
}
