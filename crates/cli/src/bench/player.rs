//! A person at a headless browser: signs in, clicks Play, presses keys, closes the page.

use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde_json::Value;

use super::browser::{Browser, Page};
use crate::up;

/// How long a page may take: beyond what any machine needs that can play at all.
const PATIENCE: Duration = Duration::from_secs(120);

/// What is asked for.
pub struct Wanted<'a> {
    /// The game's id.
    pub game: &'a str,
    /// `WIDTHxHEIGHT`.
    pub size: &'a str,
    /// Frames a second.
    pub fps: u32,
    /// The page draws each frame; it only decodes them otherwise.
    pub draw: bool,
}

/// A browser that is signed in.
pub struct Player {
    pub browser: Browser,
    port: u16,
    /// `stratus_session`.
    pub cookie: String,
}

impl Player {
    /// Signs in at the coordinator on `port` by `url`, which holds the one-time code.
    pub async fn sign_in(mut browser: Browser, port: u16, url: &str) -> anyhow::Result<Self> {
        let page = browser.open(url).await?;
        let in_library = "document.querySelector('.card') !== null";
        browser.wait_for(&page, in_library, PATIENCE).await?;
        let cookie = browser.cookie(&page, "stratus_session").await?;
        browser.close(&page).await?;
        Ok(Self {
            browser,
            port,
            cookie,
        })
    }

    /// Opens the game's page and clicks Play.
    pub async fn play(&mut self, wanted: &Wanted<'_>) -> anyhow::Result<Page> {
        let Wanted {
            game,
            size,
            fps,
            draw,
        } = wanted;
        let render = if *draw { "canvas" } else { "none" };
        let url = format!(
            "http://localhost:{}/game/{game}?size={size}&fps={fps}&render={render}",
            self.port
        );
        let page = self.browser.open(&url).await?;
        let ready = "document.querySelector('.button.play:not([disabled])') !== null";
        self.browser.wait_for(&page, ready, PATIENCE).await?;
        // The page has settled, as it has when a person has read it.
        tokio::time::sleep(Duration::from_millis(500)).await;
        self.browser.click(&page, ".button.play").await?;
        Ok(page)
    }

    /// Play click → first decoded frame.
    pub async fn first_frame_ms(&mut self, page: &Page) -> anyhow::Result<f64> {
        let asked = "window.stratus.stats().then(s => s.firstFrameMs, () => null)";
        let value = self.browser.wait_for(page, asked, PATIENCE).await?;
        value.as_f64().context("firstFrameMs is no number")
    }

    /// Closes the page; how long until the coordinator has the node's place free again, ms.
    pub async fn close(&mut self, page: &Page) -> anyhow::Result<f64> {
        let closing = Instant::now();
        self.browser.close(page).await?;
        loop {
            let nodes = super::http::get(self.port, "/api/v1/nodes", &self.cookie).await?;
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

    /// Presses a key now and then, at moments that keep no step with the frames.
    pub async fn press_keys(&mut self, page: &Page, time: Duration) -> anyhow::Result<()> {
        let end = Instant::now() + time;
        let mut pause = 311;
        while Instant::now() < end && !up::stopping() {
            self.browser.press(page, "x", "KeyX").await?;
            pause = 250 + (pause * 7 + 13) % 211;
            tokio::time::sleep(Duration::from_millis(pause)).await;
        }
        Ok(())
    }

    /// Reads latencies out of the pictures from now on. Presses count from a picture that was read: with a press
    /// before the first, each would be taken for the one after it.
    pub async fn probe(&mut self, page: &Page) -> anyhow::Result<()> {
        let probe = "window.stratus.probe(true)";
        self.browser.evaluate(page, probe).await?;
        let read = "window.stratus.stats().then(s => s.probe.frames + s.probe.invalid > 0 || null)";
        self.browser.wait_for(page, read, PATIENCE).await?;
        self.forget(page).await
    }

    /// Counts anew.
    pub async fn forget(&mut self, page: &Page) -> anyhow::Result<()> {
        let reset = "window.stratus.resetStats()";
        self.browser.evaluate(page, reset).await?;
        Ok(())
    }

    /// What the page has counted since then.
    pub async fn seen(&mut self, page: &Page) -> anyhow::Result<Seen> {
        let stats = self.browser.evaluate(page, "window.stratus.stats()").await;
        let samples = "window.stratus.samples()";
        Ok(Seen {
            stats: stats?,
            samples: self.browser.evaluate(page, samples).await?,
        })
    }
}

/// What a page has counted.
pub struct Seen {
    /// `PlayStats` of the page.
    pub stats: Value,
    samples: Value,
}

impl Seen {
    /// A number of the statistics.
    pub fn number(&self, key: &str) -> anyhow::Result<f64> {
        self.stats[key]
            .as_f64()
            .with_context(|| format!("the page's statistics have no number '{key}'"))
    }

    /// The game begins to draw a frame → it leaves the page's decoder, ms, each frame.
    pub fn glass_to_glass_ms(&self) -> Vec<f64> {
        self.list("glassToGlassMs")
    }

    /// The page's key event → the first decoded frame that shows it, ms, each press.
    pub fn click_to_photon_ms(&self) -> Vec<f64> {
        self.list("clickToPhotonMs")
    }

    fn list(&self, key: &str) -> Vec<f64> {
        let list = self.samples[key].as_array();
        list.into_iter()
            .flatten()
            .filter_map(Value::as_f64)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_missing_statistic_is_named() {
        let seen = Seen {
            stats: json!({}),
            samples: json!({ "glassToGlassMs": [1.5, null, 2] }),
        };
        let error = seen.number("fps").unwrap_err();
        assert!(error.to_string().contains("'fps'"));
        assert_eq!(seen.glass_to_glass_ms(), [1.5, 2.0]);
        assert!(seen.click_to_photon_ms().is_empty());
    }
}
