//! A pad in the page whose motors write down when they are moved, and the page's clock.

use std::time::Duration;

use anyhow::{Context as _, bail};
use stratus_media::Timestamp;

use crate::bench::browser::{Browser, Page};

/// How long a rumble may take before it counts as lost.
const PATIENCE: Duration = Duration::from_secs(20);
/// Looks at the page's clock.
const LOOKS: u32 = 40;
/// What Chromium's `performance.now()` may leave out where the page is not isolated, ms.
const COARSE_MS: f64 = 0.1;

/// The pad, from outside.
pub struct PagePad<'a> {
    page: &'a Page,
    /// How many moves of its motors have been looked at.
    seen: u64,
    clock: PageClock,
}

impl<'a> PagePad<'a> {
    /// Plugs it into a page that plays.
    pub async fn plug(browser: &mut Browser, page: &'a Page) -> anyhow::Result<Self> {
        browser
            .evaluate(page, include_str!("page_pad.js"))
            .await
            .context("the page takes no pad")?;
        let mut pad = Self {
            page,
            seen: 0,
            clock: PageClock::default(),
        };
        pad.set_clock(browser).await?;
        Ok(pad)
    }

    /// Presses or lets go of a button of the W3C standard mapping.
    pub async fn press(
        &self,
        browser: &mut Browser,
        button: u8,
        pressed: bool,
    ) -> anyhow::Result<()> {
        let press = format!("benchPad.press({button}, {pressed})");
        browser.evaluate(self.page, &press).await?;
        Ok(())
    }

    /// Waits for the motors' next move of this kind; when it came, ms on the page's clock.
    pub async fn heard(&mut self, browser: &mut Browser, on: bool) -> anyhow::Result<f64> {
        let what = if on { "on" } else { "off" };
        let wait = format!("benchPad.heard('{what}', {})", self.seen);
        let waiting = browser.evaluate(self.page, &wait);
        let Ok(heard) = tokio::time::timeout(PATIENCE, waiting).await else {
            bail!("the page's motor was not turned {what} within {PATIENCE:?}");
        };
        let heard = heard?;
        self.seen = heard["next"].as_u64().context("no place")?;
        heard["at"].as_f64().context("no time")
    }

    /// Compares the clocks once more.
    pub async fn set_clock(&mut self, browser: &mut Browser) -> anyhow::Result<()> {
        for _ in 0..LOOKS {
            let before = ms(Timestamp::now());
            let page = browser.evaluate(self.page, "performance.now()").await?;
            let page = page.as_f64().context("the page has no clock")?;
            self.clock.look(before, page, ms(Timestamp::now()));
        }
        Ok(())
    }

    /// The page's clock.
    pub fn clock(&self) -> PageClock {
        self.clock
    }
}

/// A moment of this machine's monotonic clock, ms.
pub fn ms(at: Timestamp) -> f64 {
    at.as_nanos() as f64 / 1e6
}

/// The page's clock against this machine's: each look says between which two moments the page's was. Both count the
/// same seconds, so every look narrows it down.
#[derive(Debug, Clone, Copy)]
pub struct PageClock {
    least: f64,
    most: f64,
}

impl Default for PageClock {
    fn default() -> Self {
        Self {
            least: f64::NEG_INFINITY,
            most: f64::INFINITY,
        }
    }
}

impl PageClock {
    /// The page's clock showed `page` between `before` and `after`, all ms.
    fn look(&mut self, before: f64, page: f64, after: f64) {
        self.least = self.least.max(before - page);
        self.most = self.most.min(after - page);
    }

    /// The page's `at` on this machine's clock, ms.
    pub fn here(&self, at: f64) -> f64 {
        at + f64::midpoint(self.least, self.most)
    }

    /// By how much that may be wrong, either way, ms.
    pub fn uncertainty_ms(&self) -> f64 {
        (self.most - self.least).abs() / 2.0 + COARSE_MS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_look_narrows_the_clock_down() {
        let mut clock = PageClock::default();
        clock.look(1000.0, 0.5, 1002.0);
        assert_eq!(clock.here(0.5), 1001.0);
        assert_eq!(clock.uncertainty_ms(), 1.0 + COARSE_MS);
        // A slow look adds nothing, a quick one does.
        clock.look(2000.0, 1000.0, 2009.0);
        clock.look(3000.0, 2000.0, 3000.5);
        assert_eq!(clock.here(0.0), 1000.25);
        assert_eq!(clock.uncertainty_ms(), 0.25 + COARSE_MS);
    }
}
