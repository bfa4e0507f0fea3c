//! `stratus bench session`: coordinator, node, a game and headless Chromium, as one player would use them.

use std::path::PathBuf;
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

use super::browser::Browser;
use super::daemon::Usage;
use super::player::{Player, Wanted};
use super::quantiles::Quantiles;
use crate::up::{self, Up};

#[derive(clap::Args)]
pub struct Arguments {
    /// Picture size.
    #[arg(long, default_value = "1280x720")]
    size: String,
    /// Frames a second.
    #[arg(long, default_value_t = 60)]
    fps: u32,
    /// Seconds of play that are measured.
    #[arg(long, default_value_t = 30)]
    seconds: u64,
    /// Starts that are measured.
    #[arg(long, default_value_t = 10)]
    starts: u32,
    /// The game; latencies are read only from probe-game's own picture.
    #[arg(long, default_value = "probe-game")]
    game: String,
    /// The game's folder.
    #[arg(long, default_value = "games")]
    games: PathBuf,
    /// Also draw each frame in the page (decode-only otherwise).
    #[arg(long)]
    draw: bool,
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
    game: String,
    size: String,
    fps: u32,
    draw: bool,
    time_to_first_frame_ms: Quantiles,
    glass_to_glass_ms: Quantiles,
    click_to_photon_ms: Quantiles,
    delivered_fps: f64,
    fresh_slots_per_s: f64,
    slots_per_s: f64,
    bitrate_kbps: f64,
    lost: u64,
    dropped_before_encode: u64,
    stages: Value,
    stop_ms: Quantiles,
    node_at_rest: Usage,
    node_playing: Usage,
}

pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    up::catch_signals();
    let state = tempfile::Builder::new()
        .prefix("stratus-bench-")
        .tempdir()?;
    let games = state.path().join("games");
    stratus_sandbox::pack::pack(
        &arguments.games.join(&arguments.game),
        &games,
        &stratus_sandbox::pack::PackOptions::default(),
    )?;
    let up = Up::start(&up::Arguments {
        port: arguments.port,
        state: state.path().join("state"),
        games: Some(games),
        capacity: 1,
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
    let node = up.pids().1;
    let wanted = Wanted {
        game: &arguments.game,
        size: &arguments.size,
        fps: arguments.fps,
        draw: arguments.draw,
    };

    // The browser and the node have just started; what they do at rest shows after a while.
    tokio::time::sleep(Duration::from_secs(3)).await;
    let node_at_rest = Usage::of(node, Duration::from_secs(5)).await?;

    let mut first_frames = Vec::new();
    let mut stops = Vec::new();
    for _ in 0..arguments.starts {
        let page = player.play(&wanted).await?;
        first_frames.push(player.first_frame_ms(&page).await?);
        tokio::time::sleep(Duration::from_millis(500)).await;
        stops.push(player.close(&page).await?);
        // The node makes its next kit meanwhile, as between two real players.
        tokio::time::sleep(Duration::from_secs(3)).await;
    }

    let page = player.play(&wanted).await?;
    player.first_frame_ms(&page).await?;
    // The phase lock needs a few reports.
    tokio::time::sleep(Duration::from_secs(8)).await;
    player.probe(&page).await?;
    let time = Duration::from_secs(arguments.seconds);
    let (usage, pressed) = tokio::join!(Usage::of(node, time), player.press_keys(&page, time));
    pressed?;
    let seen = player.seen(&page).await?;
    player.close(&page).await?;
    let mut stages = seen.stats["stages"].clone();
    stages["capture"] = capture_times(arguments.port + 1).await?;
    let elapsed = seen.number("elapsedS")?.max(0.001);
    Ok(Report {
        game: arguments.game.clone(),
        size: arguments.size.clone(),
        fps: arguments.fps,
        draw: arguments.draw,
        time_to_first_frame_ms: Quantiles::of(first_frames),
        glass_to_glass_ms: Quantiles::of(seen.glass_to_glass_ms()),
        click_to_photon_ms: Quantiles::of(seen.click_to_photon_ms()),
        delivered_fps: seen.number("fps")?,
        fresh_slots_per_s: seen.number("freshSlotsPerSecond")?,
        slots_per_s: seen.number("slots")? / elapsed,
        bitrate_kbps: seen.number("bitrateKbps")?,
        lost: seen.number("lost")? as u64,
        dropped_before_encode: seen.number("dropped")? as u64,
        stages,
        stop_ms: Quantiles::of(stops),
        node_at_rest,
        node_playing: usage?,
    })
}

/// `wl_surface.commit` read → frame in the mailbox, of the session that ended last.
async fn capture_times(metrics_port: u16) -> anyhow::Result<Value> {
    let figures = super::http::text(metrics_port, "/metrics", "").await?;
    let quantile = |q: &str| {
        let label = format!("stage_milliseconds{{stage=\"capture\",quantile=\"{q}\"}} ");
        let line = figures
            .lines()
            .find_map(|line| line.split_once(label.as_str()));
        line.and_then(|(_, value)| value.trim().parse::<f64>().ok())
    };
    Ok(serde_json::json!({
        "p50": quantile("0.5"), "p95": quantile("0.95"), "p99": quantile("0.99"),
    }))
}

fn print(report: &Report) {
    println!(
        "{} at {} × {} Hz, {}",
        report.game,
        report.size,
        report.fps,
        if report.draw {
            "decoded and drawn"
        } else {
            "decoded"
        }
    );
    println!(
        "{:<24} {:>6} {:>8} {:>8} {:>8}",
        "ms", "n", "p50", "p95", "p99"
    );
    for (name, q) in [
        ("time to first frame", &report.time_to_first_frame_ms),
        ("glass to glass", &report.glass_to_glass_ms),
        ("click to photon", &report.click_to_photon_ms),
        ("page closed → node free", &report.stop_ms),
    ] {
        println!(
            "{name:<24} {:>6} {:>8.1} {:>8.1} {:>8.1}",
            q.n, q.p50, q.p95, q.p99
        );
    }
    for (stage, q) in report.stages.as_object().into_iter().flatten() {
        let figure = |key: &str| q[key].as_f64().unwrap_or_default();
        println!(
            "  {stage:<22} {:>6} {:>8.2} {:>8.2} {:>8.2}",
            figure("n"),
            figure("p50"),
            figure("p95"),
            figure("p99")
        );
    }
    println!(
        "{:.1} frames a second; {:.1} of {:.1} display slots a second with a new frame; {:.0} kb/s; {} lost, {} dropped before encode",
        report.delivered_fps,
        report.fresh_slots_per_s,
        report.slots_per_s,
        report.bitrate_kbps,
        report.lost,
        report.dropped_before_encode,
    );
    for (when, usage) in [
        ("at rest", &report.node_at_rest),
        ("playing", &report.node_playing),
    ] {
        println!(
            "node {when}: {:.1} MB, {:.2} % of a core",
            usage.rss_mb, usage.cpu_percent
        );
    }
}
