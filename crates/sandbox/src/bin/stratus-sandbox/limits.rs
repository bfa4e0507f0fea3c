//! What a game may use up: a control group (v2) where one can be made, and rlimits in any case.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use rustix::process::{Pid, Resource, Rlimit, setrlimit};
use stratus_sandbox::control_group;
use stratus_sandbox::spec::Spec;

/// Files that a game may have open.
const OPEN_FILES: u64 = 16_384;

/// The session's control group; removed when dropped.
pub struct ControlGroup(PathBuf);

impl ControlGroup {
    /// Makes a group with memory and process limits below the node's own.
    pub fn create(spec: &Spec) -> Result<Self, String> {
        let places = control_group::places(&spec.session);
        let mut reason = if places.is_empty() {
            "no control group v2 file system".to_owned()
        } else {
            "the memory controller is not delegated to the node".to_owned()
        };
        for group in places {
            if let Some(parent) = group.parent() {
                let _ = set(&parent.join("cgroup.subtree_control"), "+memory +pids");
            }
            if let Err(error) = fs::create_dir(&group) {
                reason = error.to_string();
                continue;
            }
            let group = Self(group);
            let memory = u64::from(spec.memory_mib) << 20;
            let limited = set(&group.0.join("memory.max"), &memory.to_string())
                .and_then(|()| set(&group.0.join("pids.max"), &spec.pids.to_string()));
            match limited {
                Ok(()) => return Ok(group),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => reason = error.to_string(),
            }
        }
        Err(reason)
    }

    /// Moves a process in; its children follow.
    pub fn admit(&self, pid: Pid) -> std::io::Result<()> {
        let pid = pid.as_raw_nonzero().to_string();
        set(&self.0.join("cgroup.procs"), &pid)
    }
}

impl Drop for ControlGroup {
    fn drop(&mut self) {
        let _ = control_group::remove(&self.0);
    }
}

/// Writes to a file that the kernel made; a missing one is not created.
fn set(file: &Path, value: &str) -> std::io::Result<()> {
    use std::io::Write;
    fs::File::options()
        .write(true)
        .open(file)?
        .write_all(value.as_bytes())
}

/// Sets the limits that each process carries.
pub fn set_rlimits(spec: &Spec) -> anyhow::Result<()> {
    let memory = u64::from(spec.memory_mib) << 20;
    for (resource, limit) in [
        // Not the address space: graphics drivers and Wine map far more than they use.
        (Resource::Data, memory),
        (Resource::Nproc, u64::from(spec.pids)),
        (Resource::Nofile, OPEN_FILES),
        (Resource::Core, 0),
    ] {
        let current = rustix::process::getrlimit(resource);
        let limit = current.maximum.map_or(limit, |most| limit.min(most));
        setrlimit(
            resource,
            Rlimit {
                current: Some(limit),
                maximum: Some(limit),
            },
        )
        .with_context(|| format!("cannot limit {resource:?}"))?;
    }
    Ok(())
}
