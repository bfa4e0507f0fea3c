//! A process that has no files left. One test alone: the limit is the process's.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says so"
)]

mod rig;

use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rig::Rig;
use rig::client::Client;
use rustix::net::{AddressFamily, SocketAddrUnix, SocketFlags, SocketType, connect, socket_with};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use stratus_capture::CaptureEvent;
use stratus_media::Size;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// Counts what a person would find in the log.
struct Log;

static COMPLAINTS: AtomicU64 = AtomicU64::new(0);

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= Level::WARN
    }
    fn event(&self, _: &Event<'_>) {
        COMPLAINTS.fetch_add(1, Ordering::SeqCst);
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn complaints() -> u64 {
    COMPLAINTS.load(Ordering::SeqCst)
}

/// A socket that needs no further file to be connected.
fn unconnected() -> OwnedFd {
    socket_with(
        AddressFamily::UNIX,
        SocketType::STREAM,
        SocketFlags::CLOEXEC,
        None,
    )
    .unwrap()
}

/// Takes all files that the limit leaves.
fn take_all() -> Vec<OwnedFd> {
    let mut taken = vec![OwnedFd::from(std::fs::File::open("/dev/null").unwrap())];
    while let Ok(file) = taken[0].try_clone() {
        taken.push(file);
    }
    taken
}

/// How often the proxy's thread wakes in a while.
fn passes(rig: &Rig) -> u64 {
    let before = rig.capture.stats().forward.n;
    std::thread::sleep(Duration::from_millis(300));
    rig.capture.stats().forward.n - before
}

#[test]
fn clients_wait_while_there_are_no_files_and_come_in_when_there_are() {
    tracing::subscriber::set_global_default(Log).unwrap();
    let rig = Rig::start(Size::new(64, 32), 60);
    let mut there = Client::connect(&rig.socket);
    let address = SocketAddrUnix::new(&rig.socket).unwrap();
    let limit = getrlimit(Resource::Nofile);
    let few = Rlimit {
        current: Some(256),
        ..limit
    };
    setrlimit(Resource::Nofile, few).unwrap();

    let waits = unconnected();
    let all = take_all();
    connect(&waits, &address).unwrap();
    rig.until("it is said", |_| complaints() == 1);
    assert!(passes(&rig) < 30, "the thread spins");
    // Also after it has tried again.
    std::thread::sleep(Duration::from_millis(1500));
    assert!(passes(&rig) < 30, "the thread spins");
    assert_eq!(complaints(), 1, "said once");
    // Who is there does not notice.
    there.round_trip();
    drop(all);
    let mut let_in = Client::over(UnixStream::from(waits));
    let_in.window();
    assert_eq!(complaints(), 1);

    // Files for a client, but not for its connection to the compositor: turned away, and no fault of that one.
    for left in 1..=3 {
        let turned_away = unconnected();
        let next = unconnected();
        let mut all = take_all();
        all.truncate(all.len() - left);
        connect(&turned_away, &address).unwrap();
        rig.until("it is said again", |_| complaints() == 1 + left as u64);
        connect(&next, &address).unwrap();
        assert!(passes(&rig) < 30, "the thread spins");
        // A client that leaves frees some.
        drop(let_in);
        let_in = Client::over(UnixStream::from(next));
        drop(all);
        let_in.window();
    }
    setrlimit(Resource::Nofile, limit).unwrap();
    let failed = |event: &CaptureEvent| matches!(event, CaptureEvent::Failed(_));
    assert!(!rig.events.try_iter().any(|event| failed(&event)));
    there.round_trip();
}
