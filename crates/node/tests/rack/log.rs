//! What a game prints, while it runs.

use std::path::PathBuf;
use std::time::Duration;

use super::DEADLINE;
use super::player::Player;

/// A game's output, line by line.
pub struct Log {
    path: PathBuf,
    lines: Vec<String>,
    bytes: usize,
    /// Lines that were handed out.
    read: usize,
}

impl Log {
    pub const fn new(path: PathBuf) -> Self {
        Self {
            path,
            lines: Vec::new(),
            bytes: 0,
            read: 0,
        }
    }

    fn look(&mut self) {
        let bytes = std::fs::read(&self.path).unwrap_or_default();
        let fresh = bytes.get(self.bytes..).unwrap_or_default();
        if let Some(end) = fresh.iter().rposition(|byte| *byte == b'\n') {
            let text = String::from_utf8_lossy(&fresh[..end]);
            self.lines
                .extend(text.lines().map(|line| line.trim_end().to_owned()));
            self.bytes += end + 1;
        }
    }

    /// Everything that was printed so far.
    pub fn all(&mut self) -> &[String] {
        self.look();
        &self.lines
    }

    /// Passes over what was printed so far.
    pub fn skip(&mut self) {
        self.look();
        self.read = self.lines.len();
    }

    /// Waits for a line after the one that was handed out last. The player says again meanwhile what they hold,
    /// as a page does.
    pub async fn line(
        &mut self,
        what: &str,
        player: &mut Player,
        wanted: impl Fn(&str) -> bool,
    ) -> String {
        let deadline = tokio::time::Instant::now() + DEADLINE;
        for turn in 1.. {
            self.look();
            let found = self.lines[self.read..].iter().position(|line| wanted(line));
            if let Some(n) = found {
                self.read += n + 1;
                return self.lines[self.read - 1].clone();
            }
            assert!(
                tokio::time::Instant::now() < deadline,
                "{what}: not within {DEADLINE:?}; the game said:\n{}",
                self.lines.join("\n")
            );
            if turn % 20 == 0 {
                player.hold();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        unreachable!("the loop has no end")
    }
}
