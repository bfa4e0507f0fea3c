//! A back end that takes long to open is opened beside the one that encodes: no picture waits for it.
#![allow(clippy::unwrap_used, reason = "a test")]

mod governed {
    pub mod fakes;
}

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::{Duration, Instant};

use governed::fakes::{Fakes, SIZE, Script, Session, Step, patient, request};
use stratus_encode::governor::{Reason, Rules};
use stratus_encode::{Backend, Encoder as _};

const VULKAN: Backend = Backend::Vulkan { device: None };
const VAAPI: Backend = Backend::VaApi { device: None };

/// Opens again only when the test says so, at the latest when it is over.
struct Held(Arc<AtomicBool>);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.store(false, SeqCst);
    }
}

/// A back end that is called on the session's own thread, as VA-API is, and is the second best.
fn held() -> (Script, Held) {
    let script = Script {
        may_stall: false,
        trial: Duration::from_millis(20),
        ..Script::new(|_| Step::Take(0))
    };
    let held = Held(Arc::clone(&script.held));
    (script, held)
}

/// Lets go of it after a while even where the session waits for it, so that a test fails and does not hang.
fn let_go_later(held: &Held) {
    let held = Arc::clone(&held.0);
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(5));
        held.store(false, SeqCst);
    });
}

fn until_it_is(session: &mut Session, name: &str) {
    let begun = Instant::now();
    while session.encoder.name() != name {
        session.picture();
        assert!(begun.elapsed() < Duration::from_secs(30), "never {name}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn a_slow_back_end_plays_on_until_the_next_one_is_open() {
    let (vaapi, door) = held();
    // The fastest at the start; then the game takes its cores.
    let x264 = Script {
        may_stall: false,
        ..Script::new(|_| Step::Take(150))
    };
    let fakes = Fakes::of([("vaapi", vaapi), ("x264", x264)]);
    let rules = Rules {
        deadline: Duration::from_millis(100),
        within: Duration::from_secs(60),
        ..patient()
    };
    let mut session = Session::open(&fakes, &[VAAPI, Backend::X264], false, rules);
    assert_eq!(session.encoder.name(), "x264");
    door.0.store(true, SeqCst);
    let_go_later(&door);
    for id in 0..10 {
        let picture = session.picture();
        assert_eq!((picture.id, picture.idr), (id, id == 0));
    }
    assert!(door.0.load(SeqCst), "the pictures waited for it");
    assert_eq!(session.encoder.name(), "x264");
    door.0.store(false, SeqCst);
    until_it_is(&mut session, "vaapi");
    assert_eq!(session.last_switch().reason, Reason::Slow);
}

#[test]
fn a_trial_under_way_hides_no_thread_that_was_left() {
    let (vaapi, door) = held();
    let vulkan = Script::new(|at| Step::Take(if at == 2 { 5_000 } else { 0 }));
    let fakes = Fakes::of([("vaapi", vaapi), ("vulkan", vulkan)]);
    let rules = Rules {
        stall: Duration::from_millis(500),
        ..patient()
    };
    let backends = [VULKAN, VAAPI, Backend::X264];
    let mut session = Session::open(&fakes, &backends, false, rules);
    assert_eq!(session.encoder.name(), "vulkan");
    door.0.store(true, SeqCst);
    for _ in 0..6 {
        session.picture();
    }
    assert_eq!(session.last_switch().reason, Reason::Stalled);
    assert_eq!(session.encoder.name(), "x264");
    assert_eq!(session.encoder.abandoned(), 1, "the other is being tried");
}

#[test]
fn after_a_fault_x264_goes_on_at_once_and_the_better_one_comes_when_it_is_open() {
    let (vaapi, door) = held();
    let vulkan = Script::new(|at| if at == 2 { Step::Fail } else { Step::Take(0) });
    let fakes = Fakes::of([("vaapi", vaapi), ("vulkan", vulkan)]);
    let backends = [VULKAN, VAAPI, Backend::X264];
    let mut session = Session::open(&fakes, &backends, false, patient());
    assert_eq!(session.encoder.name(), "vulkan");
    door.0.store(true, SeqCst);
    let_go_later(&door);
    for _ in 0..6 {
        session.picture();
    }
    let asked = session.encoder.repeat(&request(SIZE)).unwrap();
    assert_eq!(asked.unwrap().id, 6);
    assert!(door.0.load(SeqCst), "the pictures waited for it");
    assert_eq!(session.encoder.name(), "x264");
    door.0.store(false, SeqCst);
    until_it_is(&mut session, "vaapi");
    assert_eq!(session.last_switch().reason, Reason::Recovered);
}
