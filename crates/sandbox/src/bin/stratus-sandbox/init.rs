//! The namespace's first process: builds the game's world, gives up its rights, starts the game,
//! reaps, and ends with it.

use std::ffi::{CString, OsStr};
use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use anyhow::Context;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::mount::{MountPropagationFlags, mount_change};
use stratus_sandbox::spec::Spec;

use crate::{limits, network, privileges, root};

/// Ways back to the supervisor.
pub struct Pipes {
    /// An error of the set-up; closed by the game's `exec`.
    pub status: OwnedFd,
    /// The game's output.
    pub log: OwnedFd,
    /// The game's wait status.
    pub outcome: OwnedFd,
}

/// Never returns: ends with the game.
pub fn run(spec: &Spec, pipes: Pipes) -> ! {
    match start(spec, &pipes) {
        Ok(game) => {
            drop((pipes.status, pipes.log));
            reap(game, &pipes.outcome);
        }
        Err(error) => fail(&pipes.status, &error),
    }
}

fn fail(status: &OwnedFd, error: &anyhow::Error) -> ! {
    let _ = rustix::io::write(status, format!("{error:#}").as_bytes());
    exit(127)
}

fn exit(code: i32) -> ! {
    // SAFETY: leaves without the buffers and handlers that belong to the supervisor's image.
    unsafe { libc::_exit(code) }
}

fn start(spec: &Spec, pipes: &Pipes) -> anyhow::Result<libc::pid_t> {
    die_with_supervisor(pipes)?;
    let namespaces = libc::CLONE_NEWNS | libc::CLONE_NEWIPC | libc::CLONE_NEWUTS;
    // SAFETY: a plain system call that affects this process alone.
    if unsafe { libc::unshare(namespaces) } != 0 {
        return Err(io::Error::last_os_error()).context(
            "cannot make namespaces (run the node as root, or allow unprivileged user namespaces)",
        );
    }
    mount_change(
        "/",
        MountPropagationFlags::REC | MountPropagationFlags::PRIVATE,
    )
    .context("cannot detach from the host's mounts")?;
    rustix::system::sethostname(b"stratus").context("cannot set the host name")?;
    let mut device_messages = true;
    if !spec.network {
        device_messages = !network::enter_own().context("cannot make a network namespace")?;
        network::loopback_up().context("cannot bring up the loopback interface")?;
    }
    root::enter(spec)?;
    limits::set_rlimits(spec)?;
    privileges::drop_all(spec)?;
    // The kernel forgets this wish when the user changes.
    die_with_supervisor(pipes)?;
    let home = Path::new("/home/player");
    copy_missing(Path::new("/app/home"), home).context("cannot copy the game's default files")?;
    privileges::deny_system_calls(device_messages)?;
    // SAFETY: this process has one thread, so the child may go on as a normal program.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()).context("cannot fork"),
        0 => {
            let error = become_game(spec, pipes);
            fail(&pipes.status, &error)
        }
        pid => Ok(pid),
    }
}

fn die_with_supervisor(pipes: &Pipes) -> anyhow::Result<()> {
    // SAFETY: a plain system call that affects this process alone.
    unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) };
    // It may have died before: then nobody reads the pipe.
    let mut fds = [PollFd::new(&pipes.outcome, PollFlags::empty())];
    let now = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    poll(&mut fds, Some(&now)).context("cannot look at a pipe")?;
    if fds[0].revents().contains(PollFlags::ERR) {
        exit(127);
    }
    Ok(())
}

/// Default settings come with the game and do not replace the player's.
fn copy_missing(from: &Path, to: &Path) -> io::Result<()> {
    let entries = match std::fs::read_dir(from) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let target = to.join(entry.file_name());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            std::fs::create_dir_all(&target)?;
            copy_missing(&entry.path(), &target)?;
        } else if kind.is_file() && !target.exists() {
            std::fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

/// Returns only if it fails.
fn become_game(spec: &Spec, pipes: &Pipes) -> anyhow::Error {
    let attempt = || -> anyhow::Result<()> {
        let null = std::fs::File::open("/dev/null").context("cannot open /dev/null")?;
        redirect(null.as_fd(), 0)?;
        redirect(pipes.log.as_fd(), 1)?;
        redirect(pipes.log.as_fd(), 2)?;
        std::env::set_current_dir("/app").context("cannot enter /app")?;
        reset_signals();
        let program = Path::new("/app").join(&spec.entry);
        let text = |text: &OsStr| {
            CString::new(text.as_bytes()).context("a zero byte in the game's arguments")
        };
        let path = text(program.as_os_str())?;
        let mut args = vec![path.clone()];
        for arg in &spec.args {
            args.push(text(arg.as_ref())?);
        }
        let env = spec
            .env
            .iter()
            .map(|(key, value)| text(format!("{key}={value}").as_ref()))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let pointers = |list: &[CString]| {
            let mut pointers: Vec<_> = list.iter().map(|item| item.as_ptr()).collect();
            pointers.push(std::ptr::null());
            pointers
        };
        let (argv, envp) = (pointers(&args), pointers(&env));
        // SAFETY: both arrays end with a null pointer and point to strings that live until here.
        unsafe { libc::execve(path.as_ptr(), argv.as_ptr(), envp.as_ptr()) };
        Err(io::Error::last_os_error()).with_context(|| {
            format!(
                "cannot execute '{}' of the image (is it there, executable, and for this machine?)",
                spec.entry.display()
            )
        })
    };
    attempt()
        .err()
        .unwrap_or_else(|| anyhow::anyhow!("the game's program returned"))
}

fn redirect(from: std::os::fd::BorrowedFd<'_>, to: i32) -> anyhow::Result<()> {
    // SAFETY: both are descriptors of this process; `to` is one of the standard three.
    if unsafe { libc::dup2(from.as_raw_fd(), to) } < 0 {
        return Err(io::Error::last_os_error()).context("cannot redirect the game's output");
    }
    Ok(())
}

fn reset_signals() {
    // SAFETY: the set is initialised before it is used; SIGPIPE's default is restored because Rust
    // programs ignore it.
    unsafe {
        let mut none = std::mem::zeroed();
        libc::sigemptyset(&raw mut none);
        libc::sigprocmask(libc::SIG_SETMASK, &raw const none, std::ptr::null_mut());
        libc::signal(libc::SIGPIPE, libc::SIG_DFL);
    }
}

/// Reaps until the game itself ends. Everything else in the namespace ends with this process.
fn reap(game: libc::pid_t, outcome: &OwnedFd) -> ! {
    // SAFETY: the set is initialised before it is used, and every pointer is to a local.
    unsafe {
        let mut set = std::mem::zeroed();
        libc::sigemptyset(&raw mut set);
        libc::sigaddset(&raw mut set, libc::SIGTERM);
        libc::sigaddset(&raw mut set, libc::SIGCHLD);
        loop {
            let mut status = 0;
            loop {
                match libc::waitpid(-1, &raw mut status, libc::WNOHANG) {
                    pid if pid == game => {
                        let _ = rustix::io::write(outcome, &status.to_ne_bytes());
                        exit(0);
                    }
                    pid if pid > 0 => {}
                    _ => break,
                }
            }
            let mut signal = 0;
            if libc::sigwait(&raw const set, &raw mut signal) == 0 && signal == libc::SIGTERM {
                // Everyone in the namespace but this process.
                libc::kill(-1, libc::SIGTERM);
            }
        }
    }
}
