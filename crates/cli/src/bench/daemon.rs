//! What a daemon costs, from `/proc`.

use std::time::Duration;

use anyhow::Context as _;
use serde::Serialize;

/// Memory and processor time of one process (its children not counted).
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Usage {
    /// Resident memory at the end, MB.
    pub rss_mb: f64,
    /// Processor time, percent of one core.
    pub cpu_percent: f64,
    /// Open file descriptors at the end.
    pub fds: usize,
    /// Threads at the end.
    pub threads: usize,
}

impl Usage {
    /// Watches a process for `time`.
    pub async fn of(pid: u32, time: Duration) -> anyhow::Result<Self> {
        let before = cpu_seconds(pid)?;
        tokio::time::sleep(time).await;
        let used = cpu_seconds(pid)? - before;
        let entries = |what: &str| {
            std::fs::read_dir(format!("/proc/{pid}/{what}")).map_or(0, Iterator::count)
        };
        Ok(Self {
            rss_mb: rss_mb(pid)?,
            cpu_percent: used / time.as_secs_f64() * 100.0,
            fds: entries("fd"),
            threads: entries("task"),
        })
    }
}

fn read(pid: u32, file: &str) -> anyhow::Result<String> {
    let path = format!("/proc/{pid}/{file}");
    std::fs::read_to_string(&path).with_context(|| format!("{path}: the daemon has ended"))
}

fn cpu_seconds(pid: u32) -> anyhow::Result<f64> {
    let stat = read(pid, "stat")?;
    // The name may hold spaces and brackets; the fields follow the last bracket.
    let fields: Vec<&str> = stat
        .rsplit_once(')')
        .map_or("", |(_, rest)| rest)
        .split_whitespace()
        .collect();
    let ticks = |field: usize| fields.get(field).and_then(|text| text.parse::<f64>().ok());
    let ticks = ticks(11).zip(ticks(12)).context("malformed /proc/…/stat")?;
    Ok((ticks.0 + ticks.1) / rustix::param::clock_ticks_per_second() as f64)
}

fn rss_mb(pid: u32) -> anyhow::Result<f64> {
    let status = read(pid, "status")?;
    let kib: f64 = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|kib| kib.parse().ok())
        .context("no VmRSS in /proc/…/status")?;
    Ok(kib * 1024.0 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn this_process_has_memory_threads_and_descriptors() {
        let usage = Usage::of(std::process::id(), Duration::from_millis(10))
            .await
            .unwrap();
        assert!(
            usage.rss_mb > 1.0 && usage.threads > 0 && usage.fds > 2,
            "{usage:?}"
        );
    }
}
