//! `stratus bench flood`: what one player feels while another on the same node, or a guest in their own session, sends
//! far too much input.
//!
//! Both are there all the time; quiet and flooded windows take turns, so that only the flood differs. The other one is
//! a small client that decodes nothing. On one machine it still takes processor time, which a real one would not; it runs
//! at the lowest priority, and the report says how much it took.

mod counted;
mod invite;
mod neighbour;
mod side;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use serde::Serialize;
use stratus_protocol::rest::Video;

use self::neighbour::{Neighbour, What};
use self::side::{Ratio, Side, Window};
use super::browser::{Browser, Page};
use super::daemon::Usage;
use super::player::{Player, Wanted};
use crate::up::{self, Up};

/// The neighbour's picture: as little work as a session can be.
const NEIGHBOUR: Video = Video {
    width: 320,
    height: 240,
    fps: 10,
    bitrate_kbps: 500,
};
/// The only game whose picture can be read.
const GAME: &str = "probe-game";
/// Between two windows: what the last one left is over.
const SETTLING: Duration = Duration::from_millis(300);

#[derive(clap::Args)]
pub struct Arguments {
    /// The measured player's picture size.
    #[arg(long, default_value = "1280x720")]
    size: String,
    /// The measured player's frames a second.
    #[arg(long, default_value_t = 60)]
    fps: u32,
    /// The neighbour's events a second, while they flood.
    #[arg(long, default_value_t = 10_000)]
    events: u32,
    /// What the neighbour sends.
    #[arg(long, value_enum, default_value_t = What::States)]
    what: What,
    /// The neighbour is a guest in the measured player's session, by invitation. A guest's keys are read and not applied.
    #[arg(long)]
    same_session: bool,
    /// Windows of each kind.
    #[arg(long, default_value_t = 10)]
    windows: u32,
    /// Seconds a window.
    #[arg(long, default_value_t = 2)]
    seconds: u64,
    /// The folder with the probe game's folder.
    #[arg(long, default_value = "games")]
    games: PathBuf,
    /// The browser.
    #[arg(long)]
    chromium: Option<PathBuf>,
    /// TCP port of the page; the next one serves the node's figures.
    #[arg(long, default_value_t = 8093)]
    port: u16,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// What came out.
#[derive(Serialize)]
struct Report {
    size: String,
    fps: u32,
    /// The neighbour was a guest in the measured session; else they had one of their own.
    same_session: bool,
    /// What the neighbour sent, and how many a second were wanted.
    what: What,
    events_wanted_per_s: u32,
    quiet: Side,
    flooded: Side,
    /// Flooded over quiet.
    ratio: Ratio,
    /// What the node counted of the neighbour's input, by fate, and how many events the neighbour sent. A guest's is
    /// counted together with the measured player's.
    node_counted: BTreeMap<String, u64>,
    sent: u64,
}

pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    up::catch_signals();
    let state = tempfile::Builder::new()
        .prefix("stratus-bench-")
        .tempdir()?;
    let games = state.path().join("games");
    stratus_sandbox::pack::pack(
        &arguments.games.join(GAME),
        &games,
        &stratus_sandbox::pack::PackOptions::default(),
    )?;
    let up = Up::start(&up::Arguments {
        port: arguments.port,
        state: state.path().join("state"),
        games: Some(games),
        capacity: 2,
        advertise: "localhost".into(),
        grace: 15,
        metrics_port: Some(arguments.port + 1),
        log: "warn".into(),
        json: false,
    })?;
    let report = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(measure(arguments, &up));
    up.stop();
    let report = report?;
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        print(&report);
    }
    Ok(())
}

async fn measure(arguments: &Arguments, up: &Up) -> anyhow::Result<Report> {
    let (width, height) = super::size(&arguments.size)?;
    let browser = Browser::start(arguments.chromium.as_deref(), width, height).await?;
    let mut player = Player::sign_in(browser, arguments.port, &up.url).await?;
    let page = player
        .play(&Wanted {
            game: GAME,
            size: &arguments.size,
            fps: arguments.fps,
            draw: false,
        })
        .await?;
    player.first_frame_ms(&page).await?;
    let offer = if arguments.same_session {
        invite::guest(arguments.port, &player.cookie).await?
    } else {
        invite::session(arguments.port, &player.cookie, GAME, NEIGHBOUR).await?
    };
    let neighbour = Neighbour::join(offer, arguments.what, arguments.events)?;
    // The phase lock needs a few reports.
    tokio::time::sleep(Duration::from_secs(8)).await;
    player.probe(&page).await?;
    let node = up.pids().1;
    let time = Duration::from_secs(arguments.seconds);
    let (mut quiet, mut flooded) = (Vec::new(), Vec::new());
    for n in 0..arguments.windows {
        // Either kind comes first as often as the other.
        for flood in [n % 2 == 1, n % 2 == 0] {
            if up::stopping() {
                anyhow::bail!("stopped before everything was measured");
            }
            neighbour.flood(flood);
            let window = window(&mut player, &page, node, &neighbour, time).await?;
            if flood {
                flooded.push(window);
            } else {
                quiet.push(window);
            }
        }
    }
    neighbour.flood(false);
    tokio::time::sleep(SETTLING).await;
    let sent = neighbour.tally()?.sent;
    // A session's input is counted when it ends: the neighbour's own, while the measured one still runs, or that one.
    drop(neighbour);
    let figures = arguments.port + 1;
    let node_counted = if arguments.same_session {
        player.close(&page).await?;
        counted::input(figures).await?
    } else {
        let counted = counted::input(figures).await?;
        player.close(&page).await?;
        counted
    };
    let (quiet, flooded) = (Side::of(quiet), Side::of(flooded));
    Ok(Report {
        size: arguments.size.clone(),
        fps: arguments.fps,
        same_session: arguments.same_session,
        what: arguments.what,
        events_wanted_per_s: arguments.events,
        ratio: Ratio::of(&flooded, &quiet),
        quiet,
        flooded,
        node_counted,
        sent,
    })
}

async fn window(
    player: &mut Player,
    page: &Page,
    node: u32,
    neighbour: &Neighbour,
    time: Duration,
) -> anyhow::Result<Window> {
    tokio::time::sleep(SETTLING).await;
    player.forget(page).await?;
    let before = neighbour.tally()?;
    let began = std::time::Instant::now();
    let (usage, pressed) = tokio::join!(Usage::of(node, time), player.press_keys(page, time));
    pressed?;
    let took = began.elapsed().as_secs_f64();
    let after = neighbour.tally()?;
    Ok(Window {
        seen: player.seen(page).await?,
        events_per_s: (after.sent - before.sent) as f64 / took,
        packets_per_s: (after.packets - before.packets) as f64 / took,
        node_cpu_percent: usage?.cpu_percent,
        neighbour_cpu_percent: (after.cpu - before.cpu).as_secs_f64() / took * 100.0,
    })
}

fn print(report: &Report) {
    let neighbour = if report.same_session {
        "in the same session a guest".to_owned()
    } else {
        let Video {
            width, height, fps, ..
        } = NEIGHBOUR;
        format!("on the same node a neighbour at {width}x{height} × {fps} Hz")
    };
    println!(
        "{GAME} at {} × {} Hz, decoded; {neighbour} who sends {:?} in half of the windows",
        report.size, report.fps, report.what
    );
    println!(
        "{:<28} {:>6} {:>8} {:>8} {:>8}",
        "ms", "n", "p50", "p95", "p99"
    );
    let Report { quiet, flooded, .. } = report;
    for (name, q) in [
        ("glass to glass, quiet", &quiet.glass_to_glass_ms),
        ("glass to glass, flooded", &flooded.glass_to_glass_ms),
        ("click to photon, quiet", &quiet.click_to_photon_ms),
        ("click to photon, flooded", &flooded.click_to_photon_ms),
    ] {
        println!(
            "{name:<28} {:>6} {:>8.1} {:>8.1} {:>8.1}",
            q.n, q.p50, q.p95, q.p99
        );
    }
    for (name, r) in [
        ("glass to glass, ratio", report.ratio.glass_to_glass),
        ("click to photon, ratio", report.ratio.click_to_photon),
    ] {
        println!(
            "{name:<28} {:>6} {:>8.2} {:>8.2} {:>8.2}",
            "", r.p50, r.p95, r.p99
        );
    }
    for (name, side) in [("quiet", quiet), ("flooded", flooded)] {
        println!(
            "{name}: {:.0} events a second of {} wanted, in {:.0} packets; {:.1} frames a second to the player, {} lost, {} dropped before \
             encode; node {:.1} % of a core, neighbour {:.1} %",
            side.events_per_s,
            if name == "quiet" {
                0
            } else {
                report.events_wanted_per_s
            },
            side.packets_per_s,
            side.delivered_fps,
            side.lost,
            side.dropped_before_encode,
            side.node_cpu_percent,
            side.neighbour_cpu_percent,
        );
    }
    println!(
        "of {} events that the {} sent the node counted {:?}",
        report.sent,
        if report.same_session {
            "guest, and of what their host,"
        } else {
            "neighbour"
        },
        report.node_counted
    );
}
