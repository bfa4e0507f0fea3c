//! What a process has, to see what is left behind.

use anyhow::Context as _;
use serde::Serialize;

/// Of this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Held {
    pub threads: usize,
    pub files: usize,
    pub mappings: usize,
    pub resident_kib: usize,
}

impl Held {
    pub fn now() -> anyhow::Result<Self> {
        // As the node does after each session: what is free is not held.
        // SAFETY: it only gives free pages back.
        #[cfg(target_env = "gnu")]
        unsafe {
            libc::malloc_trim(0)
        };
        let entries = |path: &str| {
            let entries = std::fs::read_dir(path).with_context(|| path.to_owned())?;
            anyhow::Ok(entries.count())
        };
        let read = |path: &str| std::fs::read_to_string(path).with_context(|| path.to_owned());
        let status = read("/proc/self/status")?;
        let resident = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.split_whitespace().next()?.parse().ok());
        Ok(Self {
            threads: entries("/proc/self/task")?,
            files: entries("/proc/self/fd")?,
            mappings: read("/proc/self/maps")?.lines().count(),
            resident_kib: resident.context("/proc/self/status says no VmRSS")?,
        })
    }
}
