//! What a game may use up: a control group (v2) where one can be made, and rlimits in any case.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use rustix::process::{Pid, Resource, Rlimit, setrlimit};
use stratus_sandbox::spec::Spec;

/// Files that a game may have open.
const OPEN_FILES: u64 = 16_384;

/// The session's control group; removed when dropped.
pub struct ControlGroup(PathBuf);

impl ControlGroup {
    /// Makes a group with memory and process limits below the node's own.
    pub fn create(spec: &Spec) -> Result<Self, String> {
        let (root, own) = own_group().ok_or("no control group v2 file system")?;
        // A group with processes cannot give controllers to its children: the parent may.
        let above = own.parent().filter(|above| above.starts_with(&root));
        let parents = [Some(own.as_path()), above];
        let mut reason = "the memory controller is not delegated to the node".to_owned();
        for parent in parents.into_iter().flatten() {
            let _ = set(&parent.join("cgroup.subtree_control"), "+memory +pids");
            let group = parent.join(format!("stratus-{}", spec.session));
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
        // The kernel may need a moment to forget the last process.
        for _ in 0..50 {
            match fs::remove_dir(&self.0) {
                Err(error) if error.raw_os_error() == Some(libc::EBUSY) => {}
                _ => return,
            }
            std::thread::sleep(Duration::from_millis(1));
        }
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

/// The root of the hierarchy, and this process's group in it.
fn own_group() -> Option<(PathBuf, PathBuf)> {
    let mounts = fs::read_to_string("/proc/self/mounts").ok()?;
    let root = mounts
        .lines()
        .map(|line| line.split(' ').collect::<Vec<_>>())
        .find(|fields| fields.get(2) == Some(&"cgroup2"))?
        .get(1)
        .map(PathBuf::from)?;
    let groups = fs::read_to_string("/proc/self/cgroup").ok()?;
    let own = groups.lines().find_map(|line| line.strip_prefix("0::/"))?;
    let own = root.join(own);
    Some((root, own))
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
