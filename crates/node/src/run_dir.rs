//! Where the sessions' sockets lie: below the state folder, unless sockets cannot lie there.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

/// What a socket's path may take in all (`sun_path` of `unix(7)`, less its terminating zero).
const SOCKET_PATH: usize = 107;
/// What the session's folder and its sockets add to the run folder, the longest one rounded up.
const BELOW: usize = 40;

/// The run folder of a node with this state folder, which exists and is absolute.
///
/// Sessions of a node that runs as root belong to users of their own (`own_users`). Those cannot get into
/// a state folder in, say, `/root`, and no socket fits into a deep folder. Then it is a folder in `/run`, or for
/// an ordinary user in `$XDG_RUNTIME_DIR` (`user_runtime`), that is this state folder's alone.
#[must_use]
pub fn run_dir(state_dir: &Path, own_users: bool, user_runtime: Option<&Path>) -> PathBuf {
    let below = state_dir.join("run");
    let fits = below.as_os_str().len() + BELOW <= SOCKET_PATH;
    if fits && (!own_users || everyone_may_enter(state_dir)) {
        return below;
    }
    let elsewhere = if own_users {
        Some(Path::new("/run"))
    } else {
        user_runtime
    };
    elsewhere.map_or(below, |runtime| {
        let mut hasher = DefaultHasher::new();
        state_dir.as_os_str().as_bytes().hash(&mut hasher);
        runtime.join(format!("stratus-{:016x}", hasher.finish()))
    })
}

/// Whether each folder on the way lets everyone through.
fn everyone_may_enter(dir: &Path) -> bool {
    dir.ancestors().all(|folder| {
        std::fs::metadata(folder).is_ok_and(|found| found.permissions().mode() & 0o001 != 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str, mode: u32) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("run-dir-{name}-{}", std::process::id()));
        std::fs::create_dir_all(dir.join("state")).unwrap();
        std::fs::set_permissions(&dir, std::fs::Permissions::from_mode(mode)).unwrap();
        dir
    }

    #[test]
    fn sockets_lie_below_the_state_folder_where_everyone_may_enter_it() {
        let dir = folder("open", 0o711);
        let state = dir.join("state");
        assert_eq!(run_dir(&state, true, None), state.join("run"));
        std::fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_state_folder_in_somebodys_closed_home_has_its_sockets_in_run() {
        let dir = folder("closed", 0o700);
        let state = dir.join("state");
        let run = run_dir(&state, true, None);
        assert_eq!(run.parent(), Some(Path::new("/run")));
        assert_ne!(
            run,
            run_dir(&dir, true, None),
            "each state folder has its own"
        );
        assert_eq!(
            run_dir(&state, false, None),
            state.join("run"),
            "the user's own processes get into the user's own home"
        );
        std::fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_state_folder_too_deep_for_sockets_has_them_elsewhere() {
        let deep = Path::new("/home/player").join("x".repeat(80));
        let runtime = Path::new("/run/user/1000");
        let run = run_dir(&deep, false, Some(runtime));
        assert_eq!(run.parent(), Some(runtime));
        assert!(run.as_os_str().len() + BELOW <= SOCKET_PATH);
    }
}
