//! The user that a session's processes run as, and nobody else.
//!
//! A user id is a session's alone on this machine as long as its claim is held, whichever node made
//! the session. So whatever runs as that user before or after a session is left over from another,
//! and is ended.

use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use rustix::fs::{CWD, FlockOperation, Mode, OFlags, flock, fstat, mkdirat, openat};
use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};

/// Every node of this machine claims its users here, whichever state folder it has: a file each, that is locked. A game
/// gets to neither, whatever else of the host's it is given.
pub const CLAIMS: &str = "/run/stratus-users";
/// How long the processes of a user may take to end after KILL.
const END: Duration = Duration::from_secs(2);

/// A claimed user id. Dropping it gives it back.
#[derive(Debug)]
pub struct SessionUser {
    uid: u32,
    /// Locked as long as it is open; the kernel closes it with this process, however that ends.
    claim: OwnedFd,
}

impl SessionUser {
    /// Claims a user id in the folder `claims`, which is made if it is missing; `None` where another session has it.
    ///
    /// # Errors
    /// The folder cannot be made or used, or others than this process' user could change it.
    pub fn claim(claims: &Path, uid: u32) -> anyhow::Result<Option<Self>> {
        let folder = private_folder(claims)
            .with_context(|| format!("cannot claim users in {}", claims.display()))?;
        let name = uid.to_string();
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let lock = || {
            // It stays when the claim goes: removed, it could be locked under one name twice.
            let file = openat(&folder, &name, flags, Mode::RUSR | Mode::WUSR)?;
            flock(&file, FlockOperation::NonBlockingLockExclusive)?;
            Ok(file)
        };
        match lock() {
            Ok(claim) => Ok(Some(Self { uid, claim })),
            Err(Errno::WOULDBLOCK) => Ok(None),
            Err(error) => {
                Err(error).with_context(|| format!("cannot lock {}", claims.join(name).display()))
            }
        }
    }

    /// The id; the group's is the same.
    #[must_use]
    pub fn uid(&self) -> u32 {
        self.uid
    }

    /// Ends every process of this user, and waits until none is left; the number of those ended.
    ///
    /// # Errors
    /// They do not end, or there are ever new ones.
    pub fn end_processes(&self) -> anyhow::Result<usize> {
        let deadline = Instant::now() + END;
        let mut ended = 0;
        loop {
            let found = processes_of(self.uid)?;
            if found.is_empty() {
                return Ok(ended);
            }
            for pid in found {
                // The handle is taken first, so that the check and the signal mean one process.
                if let Ok(handle) = pidfd_open(pid, PidfdFlags::empty())
                    && is_of(pid, self.uid)
                    && pidfd_send_signal(&handle, Signal::KILL).is_ok()
                {
                    ended += 1;
                }
            }
            if Instant::now() > deadline {
                bail!(
                    "processes of user {} do not end: end them (pkill -KILL -U {}), or set another first_uid",
                    self.uid,
                    self.uid
                );
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Drop for SessionUser {
    fn drop(&mut self) {
        // By name: a program that is just being started may still share the open file.
        let _ = flock(&self.claim, FlockOperation::Unlock);
    }
}

/// Opens a folder that nobody else can get into, and makes it where it is missing.
fn private_folder(path: &Path) -> anyhow::Result<OwnedFd> {
    match mkdirat(CWD, path, Mode::RWXU) {
        Ok(()) | Err(Errno::EXIST) => {}
        Err(Errno::ROFS) => bail!(
            "the file system is read-only: have the folder made, mode 0700, before the node starts"
        ),
        Err(error) => return Err(error.into()),
    }
    let flags = OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let folder = openat(CWD, path, flags, Mode::empty())?;
    let found = fstat(&folder)?;
    if found.st_uid != rustix::process::geteuid().as_raw() || found.st_mode & 0o077 != 0 {
        bail!("others can get into it: remove it, or make it root's with mode 0700");
    }
    Ok(folder)
}

fn processes_of(uid: u32) -> io::Result<Vec<Pid>> {
    Ok(std::fs::read_dir("/proc")?
        .flatten()
        .filter_map(|entry| Pid::from_raw(entry.file_name().to_str()?.parse().ok()?))
        .filter(|&pid| is_of(pid, uid))
        .collect())
}

/// Whether a process that still runs has this user, be it the real, effective, saved or file
/// system's one.
fn is_of(pid: Pid, uid: u32) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{}/status", pid.as_raw_nonzero()));
    let status = status.unwrap_or_default();
    let field = |name: &str| status.lines().find_map(|line| line.strip_prefix(name));
    // One that is dead waits for its parent only.
    let dead = field("State:").is_none_or(|state| state.trim().starts_with(['Z', 'X']));
    !dead && field("Uid:").is_some_and(|ids| ids.split_whitespace().any(|id| id.parse() == Ok(uid)))
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader};
    use std::os::linux::net::SocketAddrExt as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::os::unix::net::{SocketAddr, UnixListener};
    use std::os::unix::process::CommandExt as _;
    use std::process::{Command, Stdio};

    use super::*;

    /// Names the folder to a second process that runs [`a_node_that_was_killed_holds_no_user`].
    const HOLDS: &str = "STRATUS_TEST_HOLDS_CLAIM_IN";

    fn claims() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    fn a_user_is_one_sessions_at_a_time() {
        let dir = claims();
        let claim = |uid| SessionUser::claim(&dir.path().join("users"), uid).unwrap();
        let first = claim(64_901).unwrap();
        assert!(claim(64_901).is_none());
        assert!(claim(64_902).is_some());
        drop(first);
        assert!(claim(64_901).is_some());
    }

    #[test]
    fn a_node_that_was_killed_holds_no_user() {
        if let Some(dir) = std::env::var_os(HOLDS) {
            let _held = SessionUser::claim(Path::new(&dir), 64_901)
                .unwrap()
                .unwrap();
            println!("held");
            // It ends with the one that started it, should that fail.
            let _ = std::io::stdin().read_line(&mut String::new());
            return;
        }
        let dir = claims();
        let users = dir.path().join("users");
        let mut node = Command::new(std::env::current_exe().unwrap())
            .args(["--nocapture", "a_node_that_was_killed_holds_no_user"])
            .env(HOLDS, &users)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(node.stdout.take().unwrap()).lines();
        assert!(said.any(|line| line.unwrap().ends_with("held")));
        assert!(SessionUser::claim(&users, 64_901).unwrap().is_none());
        node.kill().unwrap();
        node.wait().unwrap();
        assert!(SessionUser::claim(&users, 64_901).unwrap().is_some());
    }

    #[test]
    fn a_game_on_the_hosts_network_takes_no_user_away() {
        if !rustix::process::geteuid().is_root() {
            eprintln!("skipped: only root gives sessions users of their own");
            return;
        }
        let uid = 64_905;
        let name = SocketAddr::from_abstract_name(format!("stratus-session-user-{uid}")).unwrap();
        let _socket = UnixListener::bind_addr(&name).unwrap();
        let claims = Path::new(CLAIMS);
        drop(SessionUser::claim(claims, uid).unwrap().unwrap());
        let locked = Command::new("flock")
            .args(["--nonblock", &format!("{CLAIMS}/{uid}"), "true"])
            .uid(uid)
            .gid(uid)
            .current_dir("/")
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(!locked.success(), "an ordinary user locked a claim");
        assert!(SessionUser::claim(claims, uid).unwrap().is_some());
    }

    #[test]
    fn a_folder_that_others_made_is_not_trusted() {
        let dir = claims();
        let open = dir.path().join("open");
        std::fs::create_dir(&open).unwrap();
        std::fs::set_permissions(&open, std::fs::Permissions::from_mode(0o711)).unwrap();
        let refused = |path: &Path| format!("{:#}", SessionUser::claim(path, 1).unwrap_err());
        assert!(refused(&open).contains("others can get into it"));
        let link = dir.path().join("link");
        let elsewhere = claims();
        symlink(elsewhere.path(), &link).unwrap();
        assert!(refused(&link).contains("cannot claim users in"));
        let inside = dir.path().join("users");
        std::fs::create_dir(&inside).unwrap();
        std::fs::set_permissions(&inside, std::fs::Permissions::from_mode(0o700)).unwrap();
        symlink("/etc/passwd", inside.join("1")).unwrap();
        assert!(refused(&inside).contains("cannot lock"));
    }

    #[test]
    fn whatever_a_killed_session_left_running_is_ended() {
        if !rustix::process::geteuid().is_root() {
            eprintln!("skipped: only root can start a process of another user");
            return;
        }
        let dir = claims();
        let user = SessionUser::claim(&dir.path().join("users"), 64_903)
            .unwrap()
            .unwrap();
        // It goes on without its parent, as a compositor's own children might.
        let started = Command::new("sh")
            .args(["-c", "setsid sleep 1000 & setsid sleep 1000 & exit 0"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .uid(user.uid())
            .gid(user.uid())
            .status()
            .unwrap();
        assert!(started.success());
        let mut other = Command::new("sleep")
            .arg("1000")
            .uid(64_904)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        assert_eq!(processes_of(user.uid()).unwrap().len(), 2);
        assert_eq!(user.end_processes().unwrap(), 2);
        assert_eq!(user.end_processes().unwrap(), 0);
        assert!(
            other.try_wait().unwrap().is_none(),
            "another user's was ended"
        );
        other.kill().unwrap();
        other.wait().unwrap();
    }
}
