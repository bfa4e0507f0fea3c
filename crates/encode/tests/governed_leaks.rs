//! Twenty switches in a row leave no thread, no encoder and no memory behind. Alone in its process, because it counts.
#![allow(clippy::unwrap_used, reason = "a test")]

mod governed {
    pub mod fakes;
}

use std::time::{Duration, Instant};

use governed::fakes::{Fakes, Script, Session, Step, patient};
use stratus_encode::Backend;
use stratus_encode::governor::Rules;

const VULKAN: Backend = Backend::Vulkan { device: None };
const VAAPI: Backend = Backend::VaApi { device: None };

fn threads() -> usize {
    std::fs::read_dir("/proc/self/task").unwrap().count()
}

/// Resident memory, KiB.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn twenty_switches_in_a_row_leak_nothing() {
    let rules = Rules {
        stall: Duration::from_millis(300),
        back_off: Duration::ZERO,
        ..patient()
    };
    // Each fails at its third picture, in every way there is; one has a thread, the other is called here.
    let fails = |at: usize, stall: bool| match at {
        2 if stall => Step::Take(600),
        2 => Step::Panic,
        _ => Step::Take(0),
    };
    let fakes = Fakes::of([
        ("vulkan", Script::new(move |at| fails(at, true))),
        (
            "vaapi",
            Script {
                may_stall: false,
                ..Script::new(move |at| fails(at, false))
            },
        ),
    ]);
    let mut session = Session::open(&fakes, &[VULKAN, VAAPI], false, rules);
    let switches = |session: &Session| session.switches.lock().unwrap().len();
    let play = |session: &mut Session, more: usize| {
        let wanted = switches(session) + more;
        while switches(session) < wanted {
            session.picture();
        }
        // Those that were left come back.
        let start = Instant::now();
        while session.encoder.abandoned() > 0 || fakes.opened() > 1 {
            assert!(
                start.elapsed() < Duration::from_secs(30),
                "a thread never ended"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    };
    play(&mut session, 6);
    let (before, used) = (threads(), resident());
    play(&mut session, 20);
    assert!(
        threads() <= before + 1,
        "{before} threads before, {} now",
        threads()
    );
    assert!(
        resident() < used + 20_000,
        "{used} KiB before, {} now",
        resident()
    );
    drop(session);
    let start = Instant::now();
    while fakes.opened() > 0 {
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "the last one was not closed"
        );
        std::thread::sleep(Duration::from_millis(10));
    }
}
