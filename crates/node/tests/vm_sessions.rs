//! Many sessions one after the other: the node is the same afterwards.
// vm: timeout 290

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod rack;

use std::collections::BTreeMap;
use std::fs;

use rack::{Game, Rack, node::SMALL, node::names, ourselves, until};
use stratus_protocol::session::control::EndReason;

/// Sessions that are counted.
const SESSIONS: usize = 50;
/// Sessions before: buffers and threads that a node keeps have come by then.
const BEFORE: usize = 3;
/// Every so many sessions have a guest.
const GUEST_EVERY: usize = 5;
/// Memory that 50 sessions may have left behind, KiB: less than a hundredth of what one holds while it runs.
const MEMORY: u64 = 4 << 10;

/// What a node at rest holds.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Holdings {
    /// Its open files, by what they are.
    files: BTreeMap<String, usize>,
    threads: usize,
    children: usize,
    /// Input devices of the whole machine.
    devices: Vec<String>,
    mounts: usize,
    loops: usize,
    groups: usize,
    /// Sockets and folders of sessions.
    sessions: Vec<String>,
    runs: usize,
}

impl Holdings {
    fn of(rack: &Rack) -> Self {
        let proc = format!("/proc/{}", rack.pid());
        let mut files = BTreeMap::new();
        for name in names(format!("{proc}/fd")) {
            let Ok(link) = fs::read_link(format!("{proc}/fd/{name}")) else {
                continue;
            };
            // "socket:[1234]" is a socket, and the claim on one session's user is as good as on another's.
            let link = link.to_string_lossy();
            let kind = link.split(":[").next().unwrap_or_default();
            let kind = match kind.rsplit_once('/') {
                Some((claims @ "/run/stratus-users", _)) => claims,
                _ => kind,
            };
            *files.entry(kind.to_owned()).or_default() += 1;
        }
        let text = |path: String| fs::read_to_string(path).unwrap_or_default();
        let has_image = |name: &String| {
            name.starts_with("loop")
                && fs::metadata(format!("/sys/block/{name}/loop/backing_file")).is_ok()
        };
        Self {
            files,
            threads: names(format!("{proc}/task")).len(),
            children: names("/proc")
                .iter()
                .filter(|pid| parent(pid) == Some(rack.pid()))
                .count(),
            devices: names("/dev/input")
                .into_iter()
                .filter(|name| !name.starts_with("by-"))
                .collect(),
            mounts: text("/proc/self/mountinfo".into()).lines().count(),
            loops: names("/sys/block")
                .iter()
                .filter(|name| has_image(name))
                .count(),
            groups: folders("/sys/fs/cgroup"),
            sessions: names(rack.state().join("sessions")),
            runs: names("/run")
                .iter()
                .filter(|name| name.starts_with("stratus-"))
                .map(|name| names(format!("/run/{name}")).len())
                .sum(),
        }
    }
}

fn parent(pid: &str) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    stat.rsplit_once(')')?
        .1
        .split_whitespace()
        .nth(1)?
        .parse()
        .ok()
}

fn folders(dir: &str) -> usize {
    let below = |name: &String| {
        let path = format!("{dir}/{name}");
        let real = fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir());
        if real { 1 + folders(&path) } else { 0 }
    };
    names(dir).iter().map(below).sum()
}

/// Resident memory of the node, KiB.
fn memory(rack: &Rack) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", rack.pid())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
    number.unwrap().trim().parse().unwrap()
}

/// From the click to the end: the player comes, sees a picture, touches a pad that the game notices, and leaves. A guest
/// sees the same picture, touches a pad of their own, and is still there when the host leaves.
async fn play_once(rack: &mut Rack, with_guest: bool) {
    let (mut session, mut player) = rack.play("pads", SMALL).await;
    player.frame().await;
    for (pressed, said) in [(true, "pad"), (false, "event")] {
        player.button(0, 0, pressed).await;
        session
            .log
            .line(said, &mut player, |line| line == said)
            .await;
    }
    let guest = if with_guest {
        let mut guest = rack.guest(&session, "ann").await;
        guest.frame().await;
        guest.button(0, 0, true).await;
        Some(guest)
    } else {
        None
    };
    player.leave().await;
    let (reason, message) = rack.ended(&session.id).await;
    assert_eq!(reason, EndReason::PlayerLeft, "{message}");
    drop(guest);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs kernel devices: ci/vm/lane"]
async fn fifty_sessions_leave_the_node_with_what_it_had() {
    // The game says when its sandbox has the pad, and draws.
    let script = "/app/probe --mute --static --fps 10 &\n\
         until ls /dev/input/event* >/dev/null 2>&1; do sleep 0.05; done\n\
         set -- /dev/input/event*; exec 3<\"$1\" && echo pad\n\
         head -c 24 <&3 >/dev/null && echo event\n\
         wait";
    let game = Game::new("pads", script).with("probe", ourselves("stratus-probe-game"));
    let mut rack = Rack::start(&[game], 1).await;
    for _ in 0..BEFORE {
        play_once(&mut rack, true).await;
    }
    let before = at_rest(&rack, None).await;
    let memory_before = memory(&rack);
    let began = std::time::Instant::now();
    let mut memory_after = Vec::new();
    for n in 1..=SESSIONS {
        play_once(&mut rack, n % GUEST_EVERY == 0).await;
        if n % 10 == 0 {
            memory_after.push(memory(&rack));
        }
    }
    println!("{SESSIONS} sessions in {:?}", began.elapsed());
    let after = at_rest(&rack, Some(&before)).await;
    println!("memory {memory_before} → {memory_after:?} KiB; {after:?}");
    let memory_after = memory(&rack);
    assert_eq!(before, after);
    assert!(
        memory_after <= memory_before + MEMORY,
        "{memory_before} KiB before, {memory_after} KiB after"
    );
    rack.shut_down().await;
}

/// What the node holds once nothing changes any more: idle threads end, the next kit is made.
async fn at_rest(rack: &Rack, expected: Option<&Holdings>) -> Holdings {
    let mut last = Holdings::of(rack);
    let mut same = 0;
    // A difference that stays is for the caller to judge.
    let mut looks = 0;
    until("the node at rest", || {
        std::thread::sleep(std::time::Duration::from_millis(250));
        let now = Holdings::of(rack);
        same = if now == last { same + 1 } else { 0 };
        last = now;
        looks += 1;
        let settled = same >= 16;
        expected.map_or(settled, |expected| last == *expected || looks > 120)
    })
    .await;
    last
}
