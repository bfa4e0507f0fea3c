//! What the compositors cost. Not a test of ours: run with `--ignored --nocapture` to choose one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says so"
)]

mod rig;

use std::time::{Duration, Instant};

use rig::Rig;
use rig::client::Client;
use stratus_capture::CompositorKind;
use stratus_media::Size;

const SIZE: Size = Size::new(1280, 720);

/// User and system time of a process, in ticks of 10 ms.
fn ticks(pid: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit_once(") ").unwrap().1.split(' ').collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

fn resident_kib(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
#[ignore = "a measurement"]
fn start_and_load() {
    for kind in [CompositorKind::Sway, CompositorKind::Weston] {
        let mut starts: Vec<Duration> = (0..9)
            .map(|_| {
                let begin = Instant::now();
                drop(Rig::start_with(kind, SIZE, 60));
                begin.elapsed()
            })
            .collect();
        starts.sort();
        let rig = Rig::start_with(kind, SIZE, 60);
        let pid = rig.compositor.pid();
        let seconds = 5;
        std::thread::sleep(Duration::from_secs(1));
        let before = ticks(pid);
        std::thread::sleep(Duration::from_secs(seconds));
        let idle = ticks(pid) - before;
        let mut client = Client::connect(&rig.socket);
        let window = client.window();
        let pool = client.pool(1280 * 720 * 4);
        let buffer = client.buffer(&pool, 0, (1280, 720));
        let before = ticks(pid);
        let begin = Instant::now();
        while begin.elapsed() < Duration::from_secs(seconds) {
            let callback = client.id();
            client.send(window.surface, 3, &[callback]);
            client.commit(window.surface, buffer);
            drop(rig.frame());
            client.wait(callback, 0);
        }
        println!(
            "{kind:?}: start + stop median {:?} worst {:?}; {idle} ticks idle, {} with a 60 Hz client, in {seconds} s; {} KiB; {:?}",
            starts[4],
            starts[8],
            ticks(pid) - before,
            resident_kib(pid),
            rig.capture.stats(),
        );
    }
}
