//! Processes noted on disk, so that a later node can end them. A note holds the process id and
//! its start time, because ids are used again.

use std::io;
use std::path::{Path, PathBuf};

/// A process as it was noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProcessRecord {
    /// Process id.
    pub pid: u32,
    /// Clock ticks since boot (field 22 of `/proc/<pid>/stat`).
    pub start_time: u64,
}

impl ProcessRecord {
    /// Looks up a running process.
    #[must_use]
    pub fn of(pid: u32) -> Option<Self> {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The program's name may hold spaces and brackets: count from the last one.
        let start_time = stat.rsplit_once(')')?.1.split_whitespace().nth(19)?;
        Some(Self {
            pid,
            start_time: start_time.parse().ok()?,
        })
    }

    /// Whether this very process still exists.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        Self::of(self.pid) == Some(*self)
    }

    /// Writes the note `<dir>/<name>.pid`.
    ///
    /// # Errors
    /// What the file system said.
    pub fn write(&self, dir: &Path, name: &str) -> io::Result<PathBuf> {
        let path = dir.join(format!("{name}.pid"));
        std::fs::write(&path, format!("{} {}\n", self.pid, self.start_time))?;
        Ok(path)
    }

    /// Reads a note.
    #[must_use]
    pub fn read(path: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(path).ok()?;
        let (pid, start_time) = text.trim().split_once(' ')?;
        Some(Self {
            pid: pid.parse().ok()?,
            start_time: start_time.parse().ok()?,
        })
    }
}
