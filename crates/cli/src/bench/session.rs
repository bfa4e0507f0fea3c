//! `stratus bench session`: coordinator, node, a game and headless Chromium, as one player would use them.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde::Serialize;
use serde_json::Value;

use super::browser::{Browser, Page};
use super::daemon::Usage;
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

/// A browser that is signed in, and where to.
struct Player<'a> {
    browser: Browser,
    origin: String,
    cookie: String,
    arguments: &'a Arguments,
}

async fn measure(arguments: &Arguments, up: &Up) -> anyhow::Result<Report> {
    let (width, height) = super::size(&arguments.size)?;
    let browser = Browser::start(arguments.chromium.as_deref(), width, height).await?;
    let mut player = Player::sign_in(browser, arguments, up).await?;
    let node = up.pids().1;

    // The browser and the node have just started; what they do at rest shows after a while.
    tokio::time::sleep(Duration::from_secs(3)).await;
    let node_at_rest = Usage::of(node, Duration::from_secs(5)).await?;

    let mut first_frames = Vec::new();
    let mut stops = Vec::new();
    for _ in 0..arguments.starts {
        let page = player.play().await?;
        first_frames.push(player.first_frame_ms(&page).await?);
        tokio::time::sleep(Duration::from_millis(500)).await;
        stops.push(player.close(&page).await?);
        // The node makes its next kit meanwhile, as between two real players.
        tokio::time::sleep(Duration::from_secs(3)).await;
    }

    let page = player.play().await?;
    player.first_frame_ms(&page).await?;
    // The phase lock needs a few reports.
    tokio::time::sleep(Duration::from_secs(8)).await;
    player
        .browser
        .evaluate(&page, "window.stratus.probe(true)")
        .await?;
    player
        .browser
        .evaluate(&page, "window.stratus.resetStats()")
        .await?;
    let usage = Usage::of(node, Duration::from_secs(arguments.seconds));
    let (usage, pressed) = tokio::join!(
        usage,
        press_keys(&mut player.browser, &page, arguments.seconds)
    );
    pressed?;
    let stats = player
        .browser
        .evaluate(&page, "window.stratus.stats()")
        .await?;
    let samples = player
        .browser
        .evaluate(&page, "window.stratus.samples()")
        .await?;
    player.close(&page).await?;
    let mut stages = stats["stages"].clone();
    stages["capture"] = player.capture_times().await?;
    let elapsed = number(&stats, "elapsedS")?.max(0.001);
    Ok(Report {
        game: arguments.game.clone(),
        size: arguments.size.clone(),
        fps: arguments.fps,
        draw: arguments.draw,
        time_to_first_frame_ms: Quantiles::of(first_frames),
        glass_to_glass_ms: Quantiles::of(list(&samples, "glassToGlassMs")),
        click_to_photon_ms: Quantiles::of(list(&samples, "clickToPhotonMs")),
        delivered_fps: number(&stats, "fps")?,
        fresh_slots_per_s: number(&stats, "freshSlotsPerSecond")?,
        slots_per_s: number(&stats, "slots")? / elapsed,
        bitrate_kbps: number(&stats, "bitrateKbps")?,
        lost: number(&stats, "lost")? as u64,
        dropped_before_encode: number(&stats, "dropped")? as u64,
        stages,
        stop_ms: Quantiles::of(stops),
        node_at_rest,
        node_playing: usage?,
    })
}

impl<'a> Player<'a> {
    async fn sign_in(
        mut browser: Browser,
        arguments: &'a Arguments,
        up: &Up,
    ) -> anyhow::Result<Self> {
        let origin = format!("http://localhost:{}", arguments.port);
        let page = browser.open(&up.url).await?;
        let in_library = "document.querySelector('.card') !== null";
        browser
            .wait_for(&page, in_library, Duration::from_secs(20))
            .await?;
        let cookie = browser.cookie(&page, "stratus_session").await?;
        browser.close(&page).await?;
        Ok(Self {
            browser,
            origin,
            cookie,
            arguments,
        })
    }

    /// Opens the game's page and clicks Play.
    async fn play(&mut self) -> anyhow::Result<Page> {
        let Arguments {
            game,
            size,
            fps,
            draw,
            ..
        } = self.arguments;
        let render = if *draw { "canvas" } else { "none" };
        let url = format!(
            "{}/game/{game}?size={size}&fps={fps}&render={render}",
            self.origin
        );
        let page = self.browser.open(&url).await?;
        let ready = "document.querySelector('.button.play:not([disabled])') !== null";
        self.browser
            .wait_for(&page, ready, Duration::from_secs(20))
            .await?;
        // The page has settled, as it has when a person has read it.
        tokio::time::sleep(Duration::from_millis(500)).await;
        self.browser.click(&page, ".button.play").await?;
        Ok(page)
    }

    /// Play click → first decoded frame.
    async fn first_frame_ms(&mut self, page: &Page) -> anyhow::Result<f64> {
        let asked = "window.stratus.stats().then(s => s.firstFrameMs, () => null)";
        let value = self
            .browser
            .wait_for(page, asked, Duration::from_secs(30))
            .await?;
        value.as_f64().context("firstFrameMs is no number")
    }

    /// Closes the page; how long until the coordinator has the node's place free again, ms.
    async fn close(&mut self, page: &Page) -> anyhow::Result<f64> {
        let closing = Instant::now();
        self.browser.close(page).await?;
        loop {
            let nodes =
                super::http::get(self.arguments.port, "/api/v1/nodes", &self.cookie).await?;
            let busy = nodes.as_array().into_iter().flatten().any(|node| {
                node["sessions"]
                    .as_array()
                    .is_none_or(|sessions| !sessions.is_empty())
            });
            if !busy {
                return Ok(closing.elapsed().as_secs_f64() * 1000.0);
            }
            if closing.elapsed() > Duration::from_secs(30) {
                bail!("the node is still busy 30 s after the page was closed: {nodes}");
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// `wl_surface.commit` read → frame in the mailbox, of the session that ended last.
    async fn capture_times(&self) -> anyhow::Result<Value> {
        let figures = super::http::text(self.arguments.port + 1, "/metrics", "").await?;
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
}

/// Presses a key now and then, at moments that keep no step with the frames.
async fn press_keys(browser: &mut Browser, page: &Page, seconds: u64) -> anyhow::Result<()> {
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut pause = 311;
    while Instant::now() < end && !up::stopping() {
        browser.press(page, "x", "KeyX").await?;
        pause = 250 + (pause * 7 + 13) % 211;
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }
    Ok(())
}

fn number(value: &Value, key: &str) -> anyhow::Result<f64> {
    value[key]
        .as_f64()
        .with_context(|| format!("the page's statistics have no number '{key}'"))
}

fn list(value: &Value, key: &str) -> Vec<f64> {
    value[key]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_f64)
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_statistic_is_named() {
        let error = number(&serde_json::json!({}), "fps").unwrap_err();
        assert!(error.to_string().contains("'fps'"));
    }
}
