//! The process outside: passes on TERM, counts the grace time, keeps the log, and notices when
//! the node is gone.

use std::io;
use std::os::fd::{AsFd, AsRawFd, FromRawFd, OwnedFd};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use stratus_sandbox::spec::{Report, Spec};

use crate::init::{self, Pipes};
use crate::limits::ControlGroup;
use crate::output::Output;
use crate::{privileges, say};

/// Runs the game to its end.
pub fn run(spec: &Spec, start: Instant) -> anyhow::Result<Report> {
    close_inherited();
    // A Ctrl-C in the node's terminal is the node's affair.
    let _ = rustix::process::setsid();
    let signals = watch_signals().context("cannot watch signals")?;
    let mut output = Output::create(&spec.log)
        .with_context(|| format!("cannot write the game's log {}", spec.log.display()))?;
    let pipe = || pipe_with(PipeFlags::CLOEXEC).context("cannot make a pipe");
    let (status, status_in) = pipe()?;
    let (log, log_in) = pipe()?;
    let (outcome, outcome_in) = pipe()?;
    for fd in [&log, &outcome] {
        rustix::io::ioctl_fionbio(fd, true).context("cannot prepare a pipe")?;
    }

    let mut notes = Vec::new();
    if !rustix::process::geteuid().is_root() {
        privileges::enter_user_namespace()?;
    }
    let group = match ControlGroup::create(spec) {
        Ok(group) => Some(group),
        Err(reason) => {
            notes.push(format!("limits by rlimit only: {reason}"));
            None
        }
    };

    // SAFETY: a plain system call; only children made from here on are affected.
    if unsafe { libc::unshare(libc::CLONE_NEWPID) } != 0 {
        return Err(io::Error::last_os_error())
            .context("cannot make a process namespace (is the kernel built with PID_NS?)");
    }
    // SAFETY: this process has one thread, so the child may go on as a normal program.
    let init = match unsafe { libc::fork() } {
        -1 => return Err(io::Error::last_os_error()).context("cannot fork"),
        0 => {
            drop((status, log, outcome, signals, output));
            init::run(
                spec,
                Pipes {
                    status: status_in,
                    log: log_in,
                    outcome: outcome_in,
                },
            )
        }
        pid => Pid::from_raw(pid).context("fork gave no process id")?,
    };
    drop((status_in, log_in, outcome_in));
    if let Some(group) = &group
        && let Err(error) = group.admit(init)
    {
        notes.push(format!("limits by rlimit only: {error}"));
    }

    let mut watch = Watch {
        init,
        status: Some(status),
        problem: Vec::new(),
        log: Some(log),
        kill_at: None,
        grace: Duration::from_millis(spec.grace_ms),
        start,
        notes,
    };
    let ended = watch.until_end(&signals, &mut output);
    if ended.is_err() {
        let _ = kill_process(init, Signal::KILL);
        let _ = waitpid(Some(init), WaitOptions::empty());
    }
    drop(group);
    ended?;
    if !watch.problem.is_empty() {
        bail!("{}", String::from_utf8_lossy(&watch.problem));
    }
    let mut raw = [0; 4];
    Ok(match rustix::io::read(&outcome, &mut raw) {
        Ok(4) => {
            let status = i32::from_ne_bytes(raw);
            Report::Exited {
                code: libc::WIFEXITED(status).then(|| libc::WEXITSTATUS(status)),
                signal: libc::WIFSIGNALED(status).then(|| libc::WTERMSIG(status)),
            }
        }
        _ => Report::Exited {
            code: None,
            signal: Some(libc::SIGKILL),
        },
    })
}

struct Watch {
    init: Pid,
    /// Carries the error of a failed set-up; closes when the game's program was entered.
    status: Option<OwnedFd>,
    problem: Vec<u8>,
    log: Option<OwnedFd>,
    kill_at: Option<Instant>,
    grace: Duration,
    start: Instant,
    notes: Vec<String>,
}

impl Watch {
    fn until_end(&mut self, signals: &OwnedFd, output: &mut Output) -> anyhow::Result<()> {
        let stdin = io::stdin();
        let mut lifeline = true;
        loop {
            let timeout = self.kill_at.map(|at| {
                let left = at.saturating_duration_since(Instant::now());
                Timespec {
                    tv_sec: left.as_secs().try_into().unwrap_or(0),
                    tv_nsec: left.subsec_nanos().into(),
                }
            });
            let mut fds = vec![PollFd::new(signals, PollFlags::IN)];
            let mut add = |fd: Option<std::os::fd::BorrowedFd<'_>>| {
                // SAFETY: the descriptor outlives the poll below; nothing closes it before.
                let fd =
                    fd.map(|fd| unsafe { std::os::fd::BorrowedFd::borrow_raw(fd.as_raw_fd()) });
                fd.map(|fd| {
                    fds.push(PollFd::from_borrowed_fd(fd, PollFlags::IN));
                    fds.len() - 1
                })
            };
            let at_lifeline = add(lifeline.then(|| stdin.as_fd()));
            let at_status = add(self.status.as_ref().map(AsFd::as_fd));
            let at_log = add(self.log.as_ref().map(AsFd::as_fd));
            match poll(&mut fds, timeout.as_ref()) {
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error).context("cannot wait"),
            }
            let ready = |at: Option<usize>| at.is_some_and(|at| !fds[at].revents().is_empty());
            let (signalled, lifeline_ended) = (ready(Some(0)), ready(at_lifeline));
            let (status, log) = (ready(at_status), ready(at_log));
            if log {
                self.read_log(output);
            }
            if status {
                self.read_status();
            }
            if lifeline_ended {
                // The node says nothing more: its end of the pipe is closed.
                lifeline = false;
                self.kill();
            }
            if self.kill_at.is_some_and(|at| Instant::now() >= at) {
                self.kill_at = None;
                self.kill();
            }
            if signalled && self.read_signal(signals) {
                self.read_log(output);
                return Ok(());
            }
        }
    }

    fn kill(&self) {
        let _ = kill_process(self.init, Signal::KILL);
    }

    fn read_status(&mut self) {
        let Some(status) = &self.status else { return };
        let mut bytes = [0; 1024];
        match rustix::io::read(status, &mut bytes) {
            Ok(len) if len > 0 => self.problem.extend_from_slice(&bytes[..len]),
            _ => {
                self.status = None;
                if self.problem.is_empty() {
                    say(&Report::Started {
                        init: self.init.as_raw_nonzero().get().unsigned_abs(),
                        micros: self.start.elapsed().as_micros().try_into().unwrap_or(0),
                        notes: std::mem::take(&mut self.notes),
                    });
                }
            }
        }
    }

    fn read_log(&mut self, output: &mut Output) {
        let mut bytes = [0; 16 << 10];
        // A game that prints without end must not keep us from its other affairs.
        for _ in 0..16 {
            let Some(log) = &self.log else { return };
            match rustix::io::read(log, &mut bytes) {
                Ok(0) => self.log = None,
                // A full disk costs the log, not the game.
                Ok(len) => drop(output.write(&bytes[..len])),
                Err(rustix::io::Errno::AGAIN) => return,
                Err(_) => self.log = None,
            }
        }
    }

    /// Handles one signal; `true` when the namespace's first process was reaped.
    fn read_signal(&mut self, signals: &OwnedFd) -> bool {
        let mut info = [0; size_of::<libc::signalfd_siginfo>()];
        if rustix::io::read(signals, &mut info).is_err() {
            return false;
        }
        let number = u32::from_ne_bytes([info[0], info[1], info[2], info[3]]);
        if number == libc::SIGTERM.unsigned_abs() {
            let _ = kill_process(self.init, Signal::TERM);
            self.kill_at
                .get_or_insert_with(|| Instant::now() + self.grace);
            return false;
        }
        matches!(waitpid(Some(self.init), WaitOptions::NOHANG), Ok(Some(_)))
    }
}

/// TERM and CHLD become readable; INT and HUP are the node's to handle.
fn watch_signals() -> io::Result<OwnedFd> {
    // SAFETY: the set is initialised by sigemptyset before it is used, and signalfd's result is
    // checked before it is owned.
    unsafe {
        let mut set = std::mem::zeroed();
        libc::sigemptyset(&raw mut set);
        for signal in [libc::SIGTERM, libc::SIGCHLD, libc::SIGINT, libc::SIGHUP] {
            libc::sigaddset(&raw mut set, signal);
        }
        if libc::sigprocmask(libc::SIG_BLOCK, &raw const set, std::ptr::null_mut()) != 0 {
            return Err(io::Error::last_os_error());
        }
        libc::sigdelset(&raw mut set, libc::SIGINT);
        libc::sigdelset(&raw mut set, libc::SIGHUP);
        match libc::signalfd(-1, &raw const set, libc::SFD_CLOEXEC | libc::SFD_NONBLOCK) {
            -1 => Err(io::Error::last_os_error()),
            fd => Ok(OwnedFd::from_raw_fd(fd)),
        }
    }
}

/// Whatever the node left open is not for the game.
fn close_inherited() {
    // SAFETY: this runs before anything here opened a descriptor above 2.
    unsafe {
        libc::syscall(libc::SYS_close_range, 3, u32::MAX, 0);
    }
}
