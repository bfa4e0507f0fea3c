//! After a node was killed: end its processes, unmount its mounts, remove its session folders.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::mount::{UnmountFlags, unmount};
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};
use stratus_protocol::id::SessionId;

use crate::control_group;
use crate::error::SandboxError;
use crate::record::ProcessRecord;

/// What was found and removed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SweepReport {
    /// Processes killed.
    pub processes: usize,
    /// Mounts taken away.
    pub mounts: usize,
    /// Session folders removed.
    pub dirs: usize,
}

/// Removes what a killed node left below `state_dir`: every process noted in a `*.pid` file
/// ([`ProcessRecord`]) of a session's folder, every mount, the control groups, and the folders themselves. Only folders
/// named by a session id are touched.
///
/// # Errors
/// The folder could not be read, or something in it not be removed.
pub fn sweep(state_dir: &Path) -> Result<SweepReport, SandboxError> {
    let mut report = SweepReport::default();
    let entries = match std::fs::read_dir(state_dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(report),
        Err(error) => return Err(SandboxError::io("read", state_dir)(error)),
    };
    let sessions: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| {
            entry
                .file_name()
                .to_str()
                .is_some_and(|name| name.parse::<SessionId>().is_ok())
        })
        .map(|entry| entry.path())
        .collect();
    for session in &sessions {
        let mut notes = Vec::new();
        find_notes(session, 4, &mut notes);
        report.processes += end(&notes);
    }
    for session in &sessions {
        // A launcher that was clearing up itself may have been killed on the way.
        if let Some(name) = session.file_name().and_then(|name| name.to_str()) {
            control_group::clear(name);
        }
        let real = session.canonicalize().unwrap_or_else(|_| session.clone());
        for mount in mounts_below(&real) {
            unmount(&mount, UnmountFlags::DETACH)
                .map_err(|e| SandboxError::io("unmount", &mount)(e.into()))?;
            report.mounts += 1;
        }
        std::fs::remove_dir_all(session).map_err(SandboxError::io("remove", session))?;
        report.dirs += 1;
    }
    Ok(report)
}

fn find_notes(dir: &Path, depth: usize, notes: &mut Vec<ProcessRecord>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if kind.is_dir() && depth > 0 {
            find_notes(&path, depth - 1, notes);
        } else if kind.is_file() && path.extension().is_some_and(|e| e == "pid") {
            notes.extend(ProcessRecord::read(&path));
        }
    }
}

/// Kills the noted processes and waits for them to be gone.
fn end(notes: &[ProcessRecord]) -> usize {
    let mut killed = Vec::new();
    for note in notes {
        let Some(pid) = i32::try_from(note.pid).ok().and_then(Pid::from_raw) else {
            continue;
        };
        // The handle is taken first, so that the check and the signal mean one process.
        let Ok(handle) = pidfd_open(pid, PidfdFlags::empty()) else {
            continue;
        };
        if note.is_alive() && pidfd_send_signal(&handle, Signal::KILL).is_ok() {
            killed.push(handle);
        }
    }
    let deadline = Instant::now() + Duration::from_secs(2);
    for handle in &killed {
        let left = deadline.saturating_duration_since(Instant::now());
        let timeout = rustix::event::Timespec {
            tv_sec: left.as_secs().try_into().unwrap_or(2),
            tv_nsec: left.subsec_nanos().into(),
        };
        let mut fds = [rustix::event::PollFd::new(
            handle,
            rustix::event::PollFlags::IN,
        )];
        let _ = rustix::event::poll(&mut fds, Some(&timeout));
    }
    killed.len()
}

/// Mounts at or below a folder, the deepest first.
fn mounts_below(dir: &Path) -> Vec<PathBuf> {
    let table = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    let mut mounts: Vec<PathBuf> = table
        .lines()
        .filter_map(|line| line.split(' ').nth(4))
        .map(|path| PathBuf::from(unescape(path)))
        .filter(|path| path.starts_with(dir))
        .collect();
    // Later mounts lie over earlier ones.
    mounts.reverse();
    mounts
}

/// `\040` and its kind (proc(5), mountinfo).
fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = (first == b'\\')
            .then(|| tail.get(..3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok());
        if let Some(code) = code {
            bytes.push(code);
            rest = &tail[3..];
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mount_points_with_spaces_are_read() {
        assert_eq!(unescape(r"/a\040b\134c"), r"/a b\c");
        assert_eq!(unescape(r"/a\04"), r"/a\04");
    }
}
