//! A session's control group (v2): where it lies, and how it goes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often a group that is still in use is tried again, a millisecond apart.
const TRIES: u32 = 50;

/// The places where the group of a session may lie, the better one first; empty where this machine
/// has no control groups (v2).
#[must_use]
pub fn places(session: &str) -> Vec<PathBuf> {
    let Some((root, own)) = own_group() else {
        return Vec::new();
    };
    // A group with processes cannot give controllers to its children: the parent may.
    let above = own.parent().filter(|above| above.starts_with(&root));
    [Some(own.as_path()), above]
        .into_iter()
        .flatten()
        .map(|parent| parent.join(format!("stratus-{session}")))
        .collect()
}

/// Removes a group whose last process ends now or has ended.
///
/// # Errors
/// It is still in use, or was not there.
pub fn remove(group: &Path) -> io::Result<()> {
    let mut tries = 0;
    loop {
        match fs::remove_dir(group) {
            // The kernel may need a moment to forget the last process.
            Err(error) if error.raw_os_error() == Some(libc::EBUSY) && tries < TRIES => tries += 1,
            result => return result,
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Removes what is left of a session's group, if anything is.
pub(crate) fn clear(session: &str) {
    for group in places(session) {
        match remove(&group) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(group = %group.display(), %error, "cannot remove a session's control group");
            }
            _ => {}
        }
    }
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
