//! The governor with real threads and a real x264: a back end that fails in any way is left, and the picture goes on.
#![allow(clippy::unwrap_used, reason = "a test")]

mod governed {
    pub mod fakes;
}

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};

use governed::fakes::{Fakes, SIZE, Script, Session, Step, frame, patient, request};
use stratus_encode::governor::{Reason, Rules};
use stratus_encode::{Backend, Encoder as _, FrameCollector};
use stratus_media::{EncodedFrame, PacketPool, Size, VideoFrame};

const VULKAN: Backend = Backend::Vulkan { device: None };
const VAAPI: Backend = Backend::VaApi { device: None };

/// A session whose first back end is faster than x264, and follows the script once it plays.
fn session(script: Script, rules: Rules) -> (Session, Arc<Fakes>) {
    let fakes = Fakes::of([("vulkan", script)]);
    let session = Session::open(&fakes, &[VULKAN, Backend::X264], false, rules);
    assert_eq!(session.encoder.name(), "vulkan");
    let start = session.last_switch();
    assert_eq!((start.from, start.reason), (None, Reason::Fastest));
    assert!(start.detail.contains("vulkan takes") && start.detail.contains("x264 takes"));
    (session, fakes)
}

/// Decoding can start with it.
fn begins_a_stream(picture: &EncodedFrame) -> bool {
    picture.idr && picture.payload.starts_with(&[0, 0, 0, 1, 0x67])
}

fn until(what: &str, mut done: impl FnMut() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < Duration::from_secs(30), "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn whatever_happens_to_a_back_end_the_picture_goes_on_with_the_next_one() {
    for may_stall in [false, true] {
        for (step, reason) in [
            (Step::Fail, Reason::Failed),
            (Step::LoseDevice, Reason::DeviceLost),
            (Step::Panic, Reason::Panicked),
            (Step::Refuse, Reason::FrameKind),
        ] {
            let script = Script {
                may_stall,
                ..Script::new(move |at| if at == 3 { step } else { Step::Take(0) })
            };
            let (mut session, fakes) = session(script, patient());
            let pictures: Vec<EncodedFrame> = (0..6).map(|_| session.picture()).collect();
            assert!(
                pictures
                    .iter()
                    .zip(0..)
                    .all(|(picture, id)| picture.id == id),
                "{step:?}"
            );
            let idrs: Vec<u32> = pictures.iter().filter(|p| p.idr).map(|p| p.id).collect();
            assert_eq!(idrs, [0, 3], "{step:?}");
            assert!(begins_a_stream(&pictures[3]));
            assert_eq!(session.encoder.name(), "x264");
            let switch = session.last_switch();
            assert_eq!((switch.from, switch.to), (Some(VULKAN), Backend::X264));
            assert_eq!(switch.reason, reason);
            until("the one that was left was not closed", || {
                fakes.opened() == 0
            });
            assert_eq!(session.encoder.abandoned(), 0);
        }
    }
}

#[test]
fn a_picture_that_was_begun_is_not_ended_under_the_same_number() {
    let script = Script::new(|at| {
        if at == 2 {
            Step::FailMidway
        } else {
            Step::Take(0)
        }
    });
    let (mut session, _fakes) = session(script, patient());
    let ids: Vec<u32> = (0..4).map(|_| session.picture().id).collect();
    assert_eq!(ids, [0, 1, 3, 4]);
}

#[test]
fn a_stalled_back_end_is_left_at_it_and_gone_when_it_returns() {
    // The rules' own 60 ms would take a busy machine for a stall.
    let rules = Rules {
        stall: Duration::from_millis(400),
        ..patient()
    };
    let script = Script::new(|at| Step::Take(if at == 3 { 4_000 } else { 0 }));
    let (mut session, fakes) = session(script, rules);
    for _ in 0..3 {
        session.picture();
    }
    let asked = Instant::now();
    let picture = session.picture();
    let took = asked.elapsed();
    assert!(begins_a_stream(&picture) && picture.id == 3);
    assert!(took < Duration::from_secs(3), "{took:?}");
    assert_eq!(session.last_switch().reason, Reason::Stalled);
    assert_eq!((session.encoder.abandoned(), fakes.opened()), (1, 1));
    // The others play on meanwhile.
    for id in 4..10 {
        assert_eq!(session.picture().id, id);
    }
    until("the thread never ended", || {
        session.encoder.abandoned() == 0
    });
    assert_eq!(fakes.opened(), 0);
}

#[test]
#[ignore = "says how long it takes: run it alone"]
fn how_long_a_stall_is_seen() {
    let script = Script::new(|at| Step::Take(if at == 10 { 500 } else { 0 }));
    let (mut session, _fakes) = session(script, Rules::for_fps(60));
    for _ in 0..10 {
        session.picture();
    }
    let asked = Instant::now();
    session.picture();
    println!(
        "{:?} from the picture that stalled to the one in its place",
        asked.elapsed()
    );
    assert!(asked.elapsed() < Duration::from_millis(150));
}

#[test]
fn a_slow_back_end_is_left_after_three_late_pictures_and_none_is_lost() {
    let rules = Rules {
        deadline: Duration::from_millis(200),
        within: Duration::from_secs(60),
        ..patient()
    };
    let script = Script::new(|at| Step::Take(if at > 1 { 400 } else { 0 }));
    let (mut session, _fakes) = session(script, rules);
    let pictures: Vec<EncodedFrame> = (0..6).map(|_| session.picture()).collect();
    let idrs: Vec<u32> = pictures.iter().filter(|p| p.idr).map(|p| p.id).collect();
    assert_eq!(idrs, [0, 5]);
    assert_eq!(session.last_switch().reason, Reason::Slow);
}

#[test]
fn a_game_at_another_rate_is_judged_by_that() {
    let rules = Rules {
        deadline: Rules::for_fps(60).deadline,
        within: Duration::from_secs(60),
        ..patient()
    };
    let (mut session, _fakes) = session(Script::new(|_| Step::Take(40)), rules);
    let slideshow = stratus_encode::EncoderConfig {
        fps: 1,
        ..governed::fakes::CONFIG
    };
    session.encoder.reconfigure(&slideshow).unwrap();
    for _ in 0..6 {
        session.picture();
    }
    assert_eq!(session.encoder.name(), "vulkan", "40 ms of a second");
    session
        .encoder
        .reconfigure(&governed::fakes::CONFIG)
        .unwrap();
    for _ in 0..6 {
        session.picture();
    }
    assert_eq!(session.last_switch().reason, Reason::Slow);
}

#[test]
fn one_that_does_not_open_is_not_taken_and_the_reason_is_said() {
    let script = Script {
        opens: false,
        ..Script::new(|_| Step::Take(0))
    };
    let fakes = Fakes::of([("vaapi", script)]);
    let mut session = Session::open(&fakes, &[VAAPI, Backend::X264], true, patient());
    assert!(session.picture().idr);
    let start = session.last_switch();
    assert_eq!(
        (start.to, start.reason),
        (Backend::X264, Reason::Unavailable)
    );
    assert!(start.detail.contains("no driver"), "{}", start.detail);
}

#[test]
fn a_pinned_one_is_opened_anew_until_it_is_dead() {
    let script = Script::new(|at| if at == 2 { Step::Fail } else { Step::Take(0) });
    let fakes = Fakes::of([("vulkan", script)]);
    let rules = Rules {
        within: Duration::from_secs(60),
        ..patient()
    };
    let mut session = Session::open(&fakes, &[VULKAN, Backend::X264], true, rules);
    for id in 0..20 {
        assert_eq!(session.picture().id, id);
    }
    let switches = session.switches.lock().unwrap().clone();
    assert_eq!(switches[0].reason, Reason::Pinned);
    assert_eq!(
        (&switches[1].to, switches[1].reason),
        (&VULKAN, Reason::Failed)
    );
    let dead = switches
        .iter()
        .find(|switch| switch.to == Backend::X264)
        .unwrap();
    assert!(dead.detail.contains("pinned, but dead"), "{}", dead.detail);
}

#[test]
fn it_is_tried_beside_the_present_one_and_taken_back_when_it_works_again() {
    let rules = Rules {
        back_off: Duration::from_millis(50),
        within: Duration::from_secs(60),
        ..patient()
    };
    // Three times, then never more.
    let left = AtomicUsize::new(3);
    let script = Script::new(move |at| {
        let fails = at == 2
            && left
                .fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1))
                .is_ok();
        if fails { Step::Fail } else { Step::Take(0) }
    });
    let fakes = Fakes::of([("vulkan", script)]);
    let mut session = Session::open(&fakes, &[VULKAN, Backend::X264], true, rules);
    let mut id = 0;
    // A pinned one that was dead is taken back whatever it costs.
    until("it was never taken back", || {
        let picture = session.picture();
        assert_eq!(picture.id, id);
        id += 1;
        std::thread::sleep(Duration::from_millis(2));
        let last = session.last_switch();
        last.reason == Reason::Recovered && last.to == VULKAN
    });
    let next = session.picture();
    assert_eq!((next.id, next.idr), (id, false));
}

#[test]
fn a_still_picture_survives_its_back_end() {
    let script = Script::new(|at| {
        if at == 2 {
            Step::LoseDevice
        } else {
            Step::Take(0)
        }
    });
    let (mut session, _fakes) = session(script, patient());
    session.picture();
    session.picture();
    // The game draws nothing more; a viewer asks.
    let again = session.encoder.repeat(&request(SIZE)).unwrap().unwrap();
    assert_eq!(session.encoder.name(), "x264");
    assert!(begins_a_stream(&again) && again.id == 2);
    let once_more = session.encoder.repeat(&request(SIZE)).unwrap().unwrap();
    assert_eq!((once_more.id, once_more.idr), (3, false));
}

#[test]
fn settings_outlive_a_switch() {
    let script = Script::new(|at| if at == 3 { Step::Fail } else { Step::Take(0) });
    let (mut session, _fakes) = session(script, patient());
    session.picture();
    session.encoder.set_bitrate(1_000_000).unwrap();
    assert!(session.encoder.set_bitrate(0).is_err());
    let other = Size::new(160, 120);
    let sizes: Vec<(u32, u16, bool)> = (0..5)
        .map(|seq| {
            let picture = session
                .encoder
                .encode(frame(10 + seq, other), &request(other))
                .unwrap();
            (picture.id, picture.width, picture.idr)
        })
        .collect();
    assert_eq!(
        sizes,
        [
            (1, 160, true),
            (2, 160, false),
            (3, 160, true),
            (4, 160, false),
            (5, 160, false)
        ]
    );
    session.encoder.continue_from(1_000);
    assert_eq!(
        session
            .encoder
            .encode(frame(20, other), &request(other))
            .unwrap()
            .id,
        1_000
    );
    // A size that nobody can encode is the caller's, and nothing is left for it.
    let odd = Size::new(161, 120);
    assert!(
        session
            .encoder
            .encode(frame(21, other), &request(odd))
            .is_err()
    );
    assert_eq!(
        session
            .encoder
            .encode(frame(22, other), &request(other))
            .unwrap()
            .id,
        1_001
    );
    assert_eq!(session.encoder.name(), "x264");
}

/// Shows the same picture again until it is left out, and says after how many pictures that was and the last's number.
fn until_left_out(session: &mut Session, seq: &mut u64) -> (usize, u32) {
    let packets = PacketPool::new();
    let mut last = None;
    for count in 0..120 {
        *seq += 1;
        let still = VideoFrame {
            seq: *seq,
            ..frame(7, SIZE)
        };
        let mut sink = FrameCollector::new(&packets);
        let governed = &mut *session.encoder;
        let end = governed.encode(still, &request(SIZE), &mut sink).unwrap();
        if end.bytes == 0 {
            assert!(sink.finish(end, "governed").is_err(), "nothing was begun");
            return (count, last.unwrap());
        }
        let picture = sink.finish(end, "governed").unwrap();
        assert_eq!(picture.idr, last.is_none());
        last = Some(picture.id);
    }
    panic!("a still picture is never left out");
}

#[test]
fn a_still_picture_is_left_out_whichever_back_end_encodes() {
    for may_stall in [false, true] {
        // Fails when the test says so.
        let dead = Arc::new(std::sync::atomic::AtomicBool::new(false));
        let fails = Arc::clone(&dead);
        let script = Script {
            may_stall,
            ..Script::new(move |_| match fails.load(SeqCst) {
                true => Step::Fail,
                false => Step::Take(0),
            })
        };
        let (mut session, _fakes) = session(script, patient());
        session.encoder.leave_out_unchanged(true);
        let mut seq = 0;
        let (count, last) = until_left_out(&mut session, &mut seq);
        assert_eq!(session.encoder.name(), "vulkan");
        assert_eq!(last as usize + 1, count, "what is left out has no number");
        // The one that comes in its place has shown the player nothing yet, and is told the same.
        dead.store(true, SeqCst);
        let (more, next) = until_left_out(&mut session, &mut seq);
        assert_eq!(session.encoder.name(), "x264");
        assert_eq!(next, last + more as u32);
        // A stream that begins anew leaves nothing out at first.
        session.encoder.continue_from(500);
        let (again, next) = until_left_out(&mut session, &mut seq);
        assert_eq!(next, 500 + again as u32 - 1);
        session.encoder.leave_out_unchanged(false);
        let still = VideoFrame {
            seq: seq + 1,
            ..frame(7, SIZE)
        };
        let picture = session.encoder.encode(still, &request(SIZE)).unwrap();
        assert_eq!(picture.id, next + 1);
    }
}
