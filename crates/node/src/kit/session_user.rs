//! The user that a session's processes run as, and nobody else.
//!
//! A user id is a session's alone on this machine as long as its claim is held, whichever node made
//! the session. So whatever runs as that user before or after a session is left over from another,
//! and is ended.

use std::io;
use std::os::linux::net::SocketAddrExt as _;
use std::os::unix::net::{SocketAddr, UnixListener};
use std::time::{Duration, Instant};

use anyhow::bail;
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};

/// How long the processes of a user may take to end after KILL.
const END: Duration = Duration::from_secs(2);

/// A claimed user id. Dropping it gives it back.
#[derive(Debug)]
pub struct SessionUser {
    uid: u32,
    /// Its name exists once a network namespace, and goes with this process, however that ends.
    _claim: UnixListener,
}

impl SessionUser {
    /// Claims a user id; `None` where another session of this machine has it.
    ///
    /// # Errors
    /// The system has no sockets to spare.
    pub fn claim(uid: u32) -> io::Result<Option<Self>> {
        let name = SocketAddr::from_abstract_name(format!("stratus-session-user-{uid}"))?;
        match UnixListener::bind_addr(&name) {
            Ok(claim) => Ok(Some(Self { uid, _claim: claim })),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => Ok(None),
            Err(error) => Err(error),
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
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    use super::*;

    #[test]
    fn a_user_is_one_sessions_at_a_time() {
        let first = SessionUser::claim(64_901).unwrap().unwrap();
        assert!(SessionUser::claim(64_901).unwrap().is_none());
        assert!(SessionUser::claim(64_902).unwrap().is_some());
        drop(first);
        assert!(SessionUser::claim(64_901).unwrap().is_some());
    }

    #[test]
    fn whatever_a_killed_session_left_running_is_ended() {
        if !rustix::process::geteuid().is_root() {
            eprintln!("skipped: only root can start a process of another user");
            return;
        }
        let user = SessionUser::claim(64_903).unwrap().unwrap();
        // It goes on without its parent, as a compositor's own children might.
        let started = Command::new("sh")
            .args(["-c", "setsid sleep 1000 & setsid sleep 1000 & exit 0"])
            .uid(user.uid())
            .gid(user.uid())
            .status()
            .unwrap();
        assert!(started.success());
        let mut other = Command::new("sleep")
            .arg("1000")
            .uid(64_904)
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
