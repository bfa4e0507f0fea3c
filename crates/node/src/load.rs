//! How busy this machine is, read from `/proc` and `/sys`.

use std::path::Path;

use stratus_protocol::link::Load;

/// Reads the machine's load; `games` is on the disk whose free space counts.
#[must_use]
pub fn read(games: &Path) -> Load {
    let (memory_used_mib, memory_total_mib) = memory();
    Load {
        load1: load1().unwrap_or_default(),
        cores: std::thread::available_parallelism().map_or(1, |n| n.get() as u32),
        memory_used_mib,
        memory_total_mib,
        disk_free_mib: disk_free_mib(games),
        temperature_c: temperature(),
    }
}

fn load1() -> Option<f32> {
    let text = std::fs::read_to_string("/proc/loadavg").ok()?;
    text.split_whitespace().next()?.parse().ok()
}

fn memory() -> (u64, u64) {
    let text = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let field = |name: &str| -> u64 {
        text.lines()
            .find_map(|line| line.strip_prefix(name))
            .and_then(|rest| rest.split_whitespace().next())
            .and_then(|kib| kib.parse::<u64>().ok())
            .unwrap_or(0)
            / 1024
    };
    let total = field("MemTotal:");
    (total.saturating_sub(field("MemAvailable:")), total)
}

fn disk_free_mib(path: &Path) -> u64 {
    rustix::fs::statvfs(path)
        .map(|stat| stat.f_bavail.saturating_mul(stat.f_frsize) >> 20)
        .unwrap_or(0)
}

/// The hottest thermal zone or hwmon sensor.
fn temperature() -> Option<f32> {
    let millidegrees = |path: &Path| -> Option<f32> {
        let value: f32 = std::fs::read_to_string(path).ok()?.trim().parse().ok()?;
        Some(value / 1000.0)
    };
    let files = |dir: &str, wanted: fn(&str) -> bool| {
        std::fs::read_dir(dir)
            .into_iter()
            .flatten()
            .flatten()
            .flat_map(move |device| {
                std::fs::read_dir(device.path())
                    .into_iter()
                    .flatten()
                    .flatten()
                    .filter(move |file| file.file_name().to_str().is_some_and(wanted))
            })
    };
    files("/sys/class/thermal", |name| name == "temp")
        .chain(files("/sys/class/hwmon", |name| {
            name.starts_with("temp") && name.ends_with("_input")
        }))
        .filter_map(|file| millidegrees(&file.path()))
        .filter(|celsius| (-50.0..150.0).contains(celsius))
        .reduce(f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_running_machine_has_cores_memory_and_disk() {
        let load = read(Path::new("/"));
        assert!(load.cores > 0 && load.memory_total_mib > load.memory_used_mib);
        assert!(load.memory_used_mib > 0 && load.disk_free_mib > 0);
    }
}
