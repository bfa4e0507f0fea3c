//! The game that asks for rumble: the probe, packed so that it says what it does with its pads.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde_json::json;
use stratus_media::Timestamp;
use stratus_sandbox::pack::{PackOptions, pack};

/// Its id.
pub const ID: &str = "rumble-bench";
/// The button of the W3C standard mapping on which it shakes the pad: B, which is `BTN_EAST`.
pub const BUTTON: u8 = 1;
/// How long the game may take to say something.
const PATIENCE: Duration = Duration::from_secs(60);

/// Packs it into the folder `games`, with what is written for that in `work`.
pub fn pack_into(games: &Path, work: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(work)?;
    // JSON's strings are TOML's too.
    let program = json!(crate::child::binary("stratus-probe-game")?);
    let manifest = format!(
        "id = \"{ID}\"\ntitle = \"Rumble\"\ndeveloper = \"Stratus\"\nsummary = \"Shakes its pad.\"\n\
         description = \"Shakes its pad while B is held.\"\n\
         [runtime]\nargs = [\"--log-pads\"]\n[controller]\nnative = true\n\
         [build]\nfrom = \"files\"\nfiles = {{ \"AppRun\" = {program} }}\nwith_libraries = true\n"
    );
    std::fs::write(work.join("game.toml"), manifest)?;
    pack(work, games, &PackOptions::default())?;
    Ok(())
}

/// What the running game says.
pub struct Words {
    log: PathBuf,
    /// Lines that were looked at.
    seen: usize,
}

impl Words {
    /// Of the session with this id, on a node that keeps its sessions in `sessions`.
    pub fn of(sessions: &Path, id: &str) -> Self {
        Self {
            log: sessions.join(id).join("sandbox/game.log"),
            seen: 0,
        }
    }

    /// Waits until it sees the pad.
    pub async fn plugged(&mut self) -> anyhow::Result<()> {
        self.line("pad 0 plugged ").await?;
        Ok(())
    }

    /// When it asked for the motors to be turned on or off.
    pub async fn asked(&mut self, on: bool) -> anyhow::Result<Timestamp> {
        let start = format!("pad 0 rumble asked {} ", if on { "on" } else { "off" });
        let at = self.line(&start).await?;
        let at = at.trim().parse();
        Ok(Timestamp::from_nanos(
            at.context("the game said no moment")?,
        ))
    }

    /// The rest of the next line that starts so.
    async fn line(&mut self, start: &str) -> anyhow::Result<String> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let log = std::fs::read_to_string(&self.log).unwrap_or_default();
            // The last one may not be whole yet.
            let whole = log.rfind('\n').map_or("", |end| &log[..end]);
            let found = whole
                .lines()
                .enumerate()
                .skip(self.seen)
                .find_map(|(n, line)| Some((n, line.strip_prefix(start)?)));
            if let Some((n, rest)) = found {
                self.seen = n + 1;
                return Ok(rest.to_owned());
            }
            if Instant::now() > deadline {
                bail!("the game never said '{start}' but: {log}");
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_moments_are_read_in_order() {
        let dir = tempfile::tempdir().unwrap();
        let log = dir.path().join("s1/sandbox");
        std::fs::create_dir_all(&log).unwrap();
        let said = "pad 0 plugged event5 \"Pad\"\npad 0 key 305 1\npad 0 rumble asked on 70\n\
                    pad 0 rumble uploaded id 0\npad 0 rumble asked off 90\npad 0 rumble asked on 1";
        std::fs::write(log.join("game.log"), said).unwrap();
        let mut words = Words::of(dir.path(), "s1");
        words.plugged().await.unwrap();
        assert_eq!(words.asked(true).await.unwrap().as_nanos(), 70);
        assert_eq!(words.asked(false).await.unwrap().as_nanos(), 90);
    }
}
