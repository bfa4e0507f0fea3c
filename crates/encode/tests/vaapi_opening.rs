//! A VA-API driver that does not open, or not for long, holds up no session: x264 encodes meanwhile.
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;
mod driver;
mod governed {
    pub mod fakes;
}

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clip::config;
use driver::{Canvas, SIZE, open, until};
use governed::fakes::{frame, patient, request};
use stratus_encode::governor::{BackEnds, Governed, Reason, Rules, Switch};
use stratus_encode::{Backend, Encoder as _, EncoderConfig, VaApi, WholeFrames};
use stratus_va_soft::host;

/// Where the driver looks for what `vaInitialize` is to do.
struct Door(tempfile::TempDir);

impl Door {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> String {
        self.0.path().join("initialize").display().to_string()
    }
}

fn say(word: &str) {
    let path = std::env::var("STRATUS_VA_SOFT_INITIALIZE").unwrap();
    // By a rename, so that it is never read half.
    std::fs::write(format!("{path}.new"), word).unwrap();
    std::fs::rename(format!("{path}.new"), path).unwrap();
}

type Switches = Arc<std::sync::Mutex<Vec<Switch>>>;

fn session(node: &Path, pinned: bool, wait: Duration) -> (Governed, Switches) {
    let device = Some(node.to_owned());
    let rules = Rules {
        open: wait,
        ..patient()
    };
    let switches = Switches::default();
    let seen = Arc::clone(&switches);
    let governed = Governed::open_with(
        &EncoderConfig {
            threads: 1,
            ..config(SIZE)
        },
        vec![Backend::VaApi { device }, Backend::X264],
        pinned,
        Arc::new(BackEnds),
        Box::new(move |switch| seen.lock().unwrap().push(switch.clone())),
        rules,
    )
    .unwrap();
    (governed, switches)
}

fn threads(name: &str) -> usize {
    let tasks = std::fs::read_dir("/proc/self/task").unwrap();
    tasks
        .flatten()
        .filter_map(|task| std::fs::read_to_string(task.path().join("comm")).ok())
        .filter(|comm| comm.trim() == name)
        .count()
}

fn no_session_waits_for_a_driver_that_hangs_while_it_opens(pinned: bool) -> impl Fn(&host::Host) {
    move |host| {
        say("hang");
        for round in 0..5 {
            let wait = Duration::from_millis(200);
            let begun = Instant::now();
            let (governed, switches) = session(&host.node, pinned, wait);
            let waited = begun.elapsed();
            assert_eq!(governed.name(), "x264");
            // The first ones wait for as long as they are told to, which is far less than the driver may take (2 s);
            // later ones not even that.
            assert!(waited < Duration::from_millis(1500), "{waited:?}");
            let start = switches.lock().unwrap()[0].clone();
            let still = start.detail.contains("still opening after 200 ms");
            let given_up = round > 0 && start.detail.contains("has been opening for");
            assert!(still || given_up, "{round}: {}", start.detail);
            let mut governed = WholeFrames::new(Box::new(governed));
            let unit = governed.encode(frame(round, SIZE), &request(SIZE)).unwrap();
            assert!(unit.idr);
        }
        // One thread asks the driver, however many sessions there were.
        assert_eq!(threads("vaapi-open"), 1);
        until("the driver is waited for no more", || {
            let error = VaApi::open(&config(SIZE), Some(&host.node)).err().unwrap();
            error.to_string().contains("has been opening for")
        });
        say("go");
        // What it opened for nobody is closed again, and the next session has a display of its own.
        until("it is used once it answers", || {
            VaApi::open(&config(SIZE), Some(&host.node)).is_ok()
        });
        until("no thread is left", || {
            threads("vaapi-open") + threads("vaapi") + threads("encode-trial") == 0
        });
    }
}

#[test]
fn no_session_waits_for_a_driver_that_hangs() {
    let door = Door::new();
    let settings = [("STRATUS_VA_SOFT_INITIALIZE", &*door.path())];
    host::run(&settings, |host| {
        no_session_waits_for_a_driver_that_hangs_while_it_opens(false)(host);
    })
    .clean();
}

#[test]
fn no_session_waits_for_a_pinned_driver_that_hangs() {
    let door = Door::new();
    let settings = [("STRATUS_VA_SOFT_INITIALIZE", &*door.path())];
    host::run(&settings, |host| {
        no_session_waits_for_a_driver_that_hangs_while_it_opens(true)(host);
    })
    .clean();
}

#[test]
fn a_driver_that_opens_late_is_taken_when_it_is_open() {
    let door = Door::new();
    let settings = [("STRATUS_VA_SOFT_INITIALIZE", &*door.path())];
    host::run(&settings, |host| {
        say("hang");
        let (governed, switches) = session(&host.node, false, Duration::ZERO);
        assert_eq!(governed.name(), "x264");
        say("go");
        let mut governed = WholeFrames::new(Box::new(governed));
        let begun = Instant::now();
        for seq in 0.. {
            governed.encode(frame(seq, SIZE), &request(SIZE)).unwrap();
            let taken = |switch: &Switch| switch.reason == Reason::Recovered;
            if switches.lock().unwrap().iter().any(taken) {
                break;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "it was not taken"
            );
            std::thread::sleep(Duration::from_millis(2));
        }
    })
    .without_complaint();
}

#[test]
fn a_driver_that_failed_is_not_asked_again_at_once() {
    let door = Door::new();
    let settings = [("STRATUS_VA_SOFT_INITIALIZE", &*door.path())];
    let report = host::run(&settings, |host| {
        say("fail");
        let why = || VaApi::open(&config(SIZE), Some(&host.node)).err().unwrap();
        let first = why().to_string();
        assert!(first.contains("no VA-API driver"), "{first}");
        // It would open now, but nobody asks.
        say("go");
        let begun = Instant::now();
        let second = why().to_string();
        assert!(begun.elapsed() > Duration::from_secs(8) || second.contains("no VA-API driver"));
        // The session goes on without.
        let (governed, switches) = session(&host.node, false, Duration::from_secs(20));
        assert_eq!(governed.name(), "x264");
        let start = switches.lock().unwrap()[0].clone();
        assert!(
            start.detail.contains("no VA-API driver"),
            "{}",
            start.detail
        );
    });
    assert_eq!(report.displays(), 0);
}

#[test]
fn a_display_that_is_in_use_is_shared() {
    let report = host::run(&[], |host| {
        let canvas = Canvas::new(SIZE);
        let mut encoders: Vec<_> = (0..3)
            .map(|_| open(&host.node, &config(SIZE)).unwrap())
            .collect();
        for (seq, encoder) in encoders.iter_mut().enumerate() {
            encoder
                .encode(canvas.commit(seq as u64), &request(SIZE))
                .unwrap();
        }
    });
    report.clean();
    assert_eq!(report.displays(), 1);
}
