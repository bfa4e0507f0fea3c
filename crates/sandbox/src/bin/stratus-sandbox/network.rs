//! The game's network: a loopback interface, and nothing else.

use std::io;
use std::os::fd::{AsFd, AsRawFd};

use rustix::net::{AddressFamily, SocketType, socket};
use rustix::process::{Pid, PidfdFlags, Signal, WaitOptions, kill_process, pidfd_open, waitpid};
use rustix::thread::{ThreadNameSpaceType, move_into_thread_name_spaces};

/// Enters a network namespace of its own. `true`: one in which the kernel says nothing of devices
/// that come and go. It tells of every device, other sessions' pads among them, in each network
/// namespace that the host's user namespace owns (`lib/kobject_uevent.c`); so one is made that a
/// user namespace owns which nobody else is in.
pub fn enter_own() -> io::Result<bool> {
    if rustix::process::geteuid().is_root() && enter_one_of_nobody().is_ok() {
        return Ok(true);
    }
    // Where the node is not root, this process is in such a user namespace.
    // SAFETY: a plain system call that affects this process alone.
    if unsafe { libc::unshare(libc::CLONE_NEWNET) } != 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(!rustix::process::geteuid().is_root())
}

fn enter_one_of_nobody() -> io::Result<()> {
    let flags = libc::CLONE_NEWUSER | libc::CLONE_NEWNET | libc::SIGCHLD;
    // SAFETY: without CLONE_VM and a stack this is a fork; the child only waits, and this process
    // has one thread.
    let child = match unsafe { libc::syscall(libc::SYS_clone, flags, 0, 0, 0, 0) } {
        -1 => return Err(io::Error::last_os_error()),
        0 => loop {
            // SAFETY: waits for a signal; the only one that comes ends this process.
            unsafe { libc::pause() };
        },
        child => child,
    };
    let child = i32::try_from(child)
        .ok()
        .and_then(Pid::from_raw)
        .ok_or_else(|| io::Error::other("no process id"))?;
    let entered = pidfd_open(child, PidfdFlags::empty())
        .and_then(|fd| move_into_thread_name_spaces(fd.as_fd(), ThreadNameSpaceType::NETWORK));
    kill_process(child, Signal::KILL)?;
    waitpid(Some(child), WaitOptions::empty())?;
    Ok(entered?)
}

/// Brings up `lo` of a fresh network namespace.
pub fn loopback_up() -> io::Result<()> {
    let socket = socket(AddressFamily::INET, SocketType::DGRAM, None)?;
    // SAFETY: an all-zero ifreq is valid; the name ends with a zero byte; the kernel reads and
    // writes the structure during the call only.
    unsafe {
        let mut request: libc::ifreq = std::mem::zeroed();
        request.ifr_name[0] = b'l' as libc::c_char;
        request.ifr_name[1] = b'o' as libc::c_char;
        request.ifr_ifru.ifru_flags = (libc::IFF_UP | libc::IFF_RUNNING) as libc::c_short;
        if libc::ioctl(socket.as_raw_fd(), libc::SIOCSIFFLAGS, &raw mut request) != 0 {
            return Err(io::Error::last_os_error());
        }
    }
    Ok(())
}
