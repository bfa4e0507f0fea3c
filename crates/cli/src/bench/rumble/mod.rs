//! `stratus bench rumble`: from a game's rumble to the motor in a real browser's page.
//!
//! Coordinator, node, game and headless Chromium are the real ones, and a picture is streamed meanwhile. Where the kernel
//! makes pads the game itself asks, through the kernel; elsewhere the bench writes into the node's queue of a pad what
//! the kernel would. The report says which of the two was measured.

mod game;
mod own_node;
mod page_pad;
mod stand_in;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use serde::Serialize;
use stratus_input::Router;
use stratus_node::config::Config;
use stratus_node::pads::MakeRouter;

use self::own_node::OwnNode;
use self::page_pad::PagePad;
use self::stand_in::{Motors, StandIn};
use super::browser::Browser;
use super::player::{Player, Wanted};
use super::quantiles::Quantiles;
use crate::up::{self, Coordinator};

/// What issue and docs promise on loopback.
const LIMIT_MS: f64 = 20.0;

#[derive(clap::Args)]
pub struct Arguments {
    /// Rumbles that are measured.
    #[arg(long, default_value_t = 100)]
    count: u32,
    /// Picture size.
    #[arg(long, default_value = "1280x720")]
    size: String,
    /// Frames a second.
    #[arg(long, default_value_t = 60)]
    fps: u32,
    /// The browser.
    #[arg(long)]
    chromium: Option<PathBuf>,
    /// TCP port of the page.
    #[arg(long, default_value_t = 8093)]
    port: u16,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Where a rumble starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum From {
    /// The game's `EVIOCSFF`, in the kernel's uinput.
    Game,
    /// The node's queue of a pad, in this process: neither game nor kernel took part.
    Node,
}

/// What came out.
#[derive(Serialize)]
struct Report {
    /// What was measured: from here to `vibrationActuator.playEffect` in the page.
    from: From,
    size: String,
    fps: u32,
    /// → `playEffect`.
    start_ms: Quantiles,
    /// → `reset`; a rumble that ended by itself before it was stopped is not counted.
    stop_ms: Quantiles,
    /// The slowest start.
    worst_start_ms: f64,
    /// Starts that took longer than 20 ms.
    late: usize,
    /// By how much each figure may be wrong, either way: the page's clock is not this machine's.
    clock_uncertainty_ms: f64,
}

pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    up::catch_signals();
    start_log();
    let motors = match stratus_input::uinput_available() {
        Ok(()) => None,
        Err(reason) => {
            eprintln!("{reason}. The bench plays the part of game and kernel.");
            Some(Motors::default())
        }
    };
    let state = tempfile::Builder::new()
        .prefix("stratus-bench-")
        .tempdir()?;
    let games = state.path().join("games");
    game::pack_into(&games, &state.path().join("game"))?;
    let coordinator = Coordinator::start(arguments.port, state.path(), "warn")?;
    let report = with_node(arguments, &coordinator, state.path(), games, motors);
    coordinator.stop();
    let report = report?;
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        print(&report);
    }
    Ok(())
}

/// The node lives in this process, and its log goes where the daemon's would.
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::new("warn");
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}

fn with_node(
    arguments: &Arguments,
    coordinator: &Coordinator,
    state: &Path,
    games: PathBuf,
    motors: Option<Motors>,
) -> anyhow::Result<Report> {
    let config = Config {
        coordinator: format!("ws://localhost:{}/node", arguments.port),
        secret_file: coordinator.secret.clone(),
        listen: ([0u16; 8], 0).into(),
        games_dir: games,
        state_dir: state.join("node"),
        // An emulated machine starts games slowly.
        window_deadline_s: 120,
        ..Config::default()
    };
    let node = OwnNode::start(config, pads(motors.clone()))?;
    let measured = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(measure(arguments, &coordinator.url, &node, motors));
    node.stop();
    measured
}

/// The kernel's pads, or ours.
fn pads(motors: Option<Motors>) -> Box<MakeRouter> {
    let Some(motors) = motors else {
        return Box::new(stratus_node::pads::of_the_kernel);
    };
    Box::new(move |controller, events| {
        Router::with_kernel(controller, StandIn(motors.clone()), events).unwrap_or_else(|error| {
            tracing::warn!("no pads: {error}");
            stratus_node::pads::of_the_kernel(controller, Box::new(()))
        })
    })
}

/// Who asks for rumble.
enum Asker {
    Game(game::Words),
    Bench(Motors),
}

async fn measure(
    arguments: &Arguments,
    url: &str,
    node: &OwnNode,
    motors: Option<Motors>,
) -> anyhow::Result<Report> {
    let (width, height) = super::size(&arguments.size)?;
    let browser = Browser::start(arguments.chromium.as_deref(), width, height).await?;
    let mut player = Player::sign_in(browser, arguments.port, url).await?;
    let page = player
        .play(&Wanted {
            game: game::ID,
            size: &arguments.size,
            fps: arguments.fps,
            draw: false,
        })
        .await?;
    player.first_frame_ms(&page).await?;
    let browser = &mut player.browser;
    let mut pad = PagePad::plug(browser, &page).await?;
    let (from, mut asker) = match motors {
        Some(motors) => {
            plugged(&motors).await?;
            (From::Node, Asker::Bench(motors))
        }
        None => {
            // A pad is made by its first touch.
            pad.press(browser, 0, true).await?;
            let id = browser.evaluate(&page, "window.stratus.session()").await?;
            let id = id.as_str().context("the page plays no session")?;
            let mut words = game::Words::of(&node.sessions(), id);
            words.plugged().await?;
            pad.press(browser, 0, false).await?;
            (From::Game, Asker::Game(words))
        }
    };
    // A new pad's first reports are held back for a while.
    tokio::time::sleep(Duration::from_secs(1)).await;

    let mut moves = Vec::new();
    for n in 0..arguments.count {
        if up::stopping() {
            break;
        }
        // At moments that keep no step with frames and polls.
        let pause = Duration::from_millis(80 + u64::from(n * 37 % 61));
        for on in [true, false] {
            tokio::time::sleep(pause).await;
            let (asked, heard) = turn(on, &mut asker, &mut pad, browser).await?;
            moves.push((on, asked, heard));
        }
    }
    pad.set_clock(browser).await?;
    let clock = pad.clock();
    player.close(&page).await?;
    let took = |wanted: bool| {
        let of_kind = moves.iter().filter(move |(on, _, _)| *on == wanted);
        of_kind.map(|(_, asked, heard)| clock.here(*heard) - asked)
    };
    // An effect that has ended by itself was over before it was stopped.
    let stops = took(false).filter(|ms| *ms > -clock.uncertainty_ms());
    Ok(Report {
        from,
        size: arguments.size.clone(),
        fps: arguments.fps,
        start_ms: Quantiles::of(took(true).collect()),
        stop_ms: Quantiles::of(stops.collect()),
        worst_start_ms: took(true).fold(0.0, f64::max),
        late: took(true).filter(|ms| *ms > LIMIT_MS).count(),
        clock_uncertainty_ms: clock.uncertainty_ms(),
    })
}

/// Waits until the session has a pad.
async fn plugged(motors: &Motors) -> anyhow::Result<()> {
    let there = async {
        while !motors.plugged() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), there)
        .await
        .context("the page's pad never reached the session")
}

/// One move of the motors: when it was asked for, here, and when the page's motor moved, on the page's clock. Both ms.
async fn turn(
    on: bool,
    asker: &mut Asker,
    pad: &mut PagePad<'_>,
    browser: &mut Browser,
) -> anyhow::Result<(f64, f64)> {
    /// The page is left alone for so long: a question to it would be in the rumble's way.
    const ALONE: Duration = Duration::from_millis(40);
    let asked = match asker {
        Asker::Bench(motors) => {
            let asked = motors.turn(on)?;
            tokio::time::sleep(ALONE).await;
            asked
        }
        Asker::Game(words) => {
            pad.press(browser, game::BUTTON, on).await?;
            tokio::time::sleep(ALONE).await;
            words.asked(on).await?
        }
    };
    let heard = pad.heard(browser, on).await?;
    Ok((page_pad::ms(asked), heard))
}

fn print(report: &Report) {
    let from = match report.from {
        From::Game => "from: game (its EVIOCSFF, through the kernel's uinput)",
        From::Node => "from: node (its queue of a pad; neither game nor kernel took part)",
    };
    println!("{from}");
    println!(
        "to: vibrationActuator in Chromium's page, while {} × {} Hz is streamed to it",
        report.size, report.fps
    );
    println!(
        "{:<24} {:>6} {:>8} {:>8} {:>8}",
        "ms", "n", "p50", "p95", "p99"
    );
    for (name, q) in [("start", &report.start_ms), ("stop", &report.stop_ms)] {
        println!(
            "{name:<24} {:>6} {:>8.2} {:>8.2} {:>8.2}",
            q.n, q.p50, q.p95, q.p99
        );
    }
    println!(
        "{} of {} starts took longer than {LIMIT_MS} ms, the slowest {:.2} ms; each figure ± {:.2} ms",
        report.late, report.start_ms.n, report.worst_start_ms, report.clock_uncertainty_ms
    );
}
