//! Stratus' own daemons as children of this process.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};

/// The path of another binary of Stratus: it lies beside this one.
pub fn binary(name: &str) -> anyhow::Result<PathBuf> {
    let me = std::env::current_exe().context("cannot find this program's own path")?;
    let path = me.with_file_name(name);
    if !path.exists() {
        bail!(
            "{} is missing: build it with `cargo build --release`",
            path.display()
        );
    }
    Ok(path)
}

/// A daemon that ends with this process.
pub struct Daemon {
    name: &'static str,
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Daemon {
    /// Starts `command`; its standard output is read line by line, its log goes where ours goes.
    ///
    /// Must be called from a thread that lives as long as the daemon: the kernel ends the daemon with it.
    pub fn start(name: &'static str, mut command: Command) -> anyhow::Result<Self> {
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        // Its own process group: a Ctrl-C in the terminal reaches this process only, which then ends the
        // daemons in order.
        command.process_group(0);
        // SAFETY: prctl(PR_SET_PDEATHSIG) is async-signal-safe and touches only the child.
        unsafe {
            command.pre_exec(|| {
                rustix::process::set_parent_process_death_signal(Some(Signal::TERM))
                    .map_err(Into::into)
            });
        }
        let mut child = command
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().display()))?;
        let stdout = child.stdout.take().context("a piped stdout is missing")?;
        Ok(Self {
            name,
            child,
            lines: BufReader::new(stdout),
        })
    }

    /// Its next line of output.
    ///
    /// # Errors
    /// It ended first, or `given_up` said so.
    pub fn line(&mut self, given_up: impl Fn() -> bool) -> anyhow::Result<String> {
        loop {
            if given_up() {
                bail!("stopped while {} was starting", self.name);
            }
            if let Some(line) = self.line_within(Duration::from_millis(50))? {
                if line.is_empty() {
                    let status = self.child.wait()?;
                    bail!(
                        "{} ended while starting ({status}); its message is above",
                        self.name
                    );
                }
                return Ok(line);
            }
        }
    }

    /// Its next line of output, if one comes in time; an empty one after the last.
    ///
    /// # Errors
    /// Its output cannot be read.
    pub fn line_within(&mut self, patience: Duration) -> anyhow::Result<Option<String>> {
        if self.lines.buffer().is_empty() {
            let timeout = Timespec {
                tv_sec: patience.as_secs().try_into().unwrap_or(i64::MAX),
                tv_nsec: patience.subsec_nanos().into(),
            };
            let mut fds = [PollFd::new(self.lines.get_ref(), PollFlags::IN)];
            match poll(&mut fds, Some(&timeout)) {
                Ok(0) | Err(rustix::io::Errno::INTR) => return Ok(None),
                Ok(_) => {}
                Err(error) => return Err(error.into()),
            }
        }
        // Daemons write whole lines.
        let mut line = String::new();
        self.lines.read_line(&mut line)?;
        Ok(Some(line))
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Its exit status, if it ended.
    pub fn ended(&mut self) -> Option<std::process::ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Ends it: asks first, forces after `patience`.
    pub fn stop(&mut self, patience: Duration) {
        let pid = Pid::from_raw(self.child.id() as i32);
        let signal = |signal| {
            if let Some(pid) = pid {
                let _ = kill_process(pid, signal);
            }
        };
        if self.ended().is_some() {
            return;
        }
        signal(Signal::TERM);
        let deadline = Instant::now() + patience;
        while Instant::now() < deadline {
            if self.ended().is_some() {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        signal(Signal::KILL);
        let _ = self.child.wait();
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        self.stop(Duration::from_secs(3));
    }
}
