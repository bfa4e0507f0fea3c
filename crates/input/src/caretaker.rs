//! A thread of its own for a session's pads: it makes the devices, which takes the kernel some milliseconds, and
//! answers what the game asks of their motors.
//!
//! A game that uploads an effect hangs in the kernel until it is answered. So nothing else is done here, and
//! nothing that the network or a frame could hold up.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use parking_lot::Mutex;
use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};
use stratus_media::Timestamp;
use stratus_protocol::session::input::MAX_PADS;

use crate::layout::{REPORT_BYTES, Report};
use crate::pads::{PadDevice, PadMaker};
use crate::rumble::{Motors, Request, Rumble};

/// What a session hears of its pads, on the pads' own thread.
pub trait PadEvents: Send {
    /// The nodes of the game's pad `pad` (0–3), such as `/dev/input/event7`, exist since now.
    fn plugged(&mut self, pad: u8, nodes: &[PathBuf]);
    /// The node will be gone in a moment.
    fn unplugged(&mut self, node: &Path);
    /// The game moves a pad's motors.
    fn rumble(&mut self, rumble: Rumble);
}

/// Nobody wants to know.
impl PadEvents for () {
    fn plugged(&mut self, _: u8, _: &[PathBuf]) {}
    fn unplugged(&mut self, _: &Path) {}
    fn rumble(&mut self, _: Rumble) {}
}

/// The kernel, as far as pads need it.
pub trait PadKernel: Send + 'static {
    /// Makes a pad's device.
    ///
    /// # Errors
    /// The kernel makes none; the controller profile serves then.
    fn make(&mut self, index: u8) -> io::Result<Box<dyn KernelPad>>;
}

/// A device in the kernel; it is gone when dropped. It stays on the thread that made it.
pub trait KernelPad {
    /// Readable when the game asks for something.
    fn fd(&self) -> BorrowedFd<'_>;
    /// Where reports are written.
    ///
    /// # Errors
    /// No descriptor is left.
    fn writer(&self) -> io::Result<OwnedFd>;
    /// Its nodes in `/dev/input`.
    ///
    /// # Errors
    /// They cannot be found.
    fn nodes(&self) -> io::Result<Vec<PathBuf>>;
    /// Answers what the game waits for, and hands out what it asked. Never blocks, and comes back however much the
    /// game asks. `effects`: the game has some. Says when to be called again, readable or not.
    ///
    /// # Errors
    /// The pad cannot be heard any more.
    fn requests(
        &mut self,
        effects: bool,
        take: &mut dyn FnMut(Request),
    ) -> io::Result<Option<Timestamp>>;
}

#[derive(Default)]
struct Orders {
    wanted: [bool; MAX_PADS],
    made: [Option<io::Result<OwnedFd>>; MAX_PADS],
    over: bool,
}

/// The thread, from outside. Dropping it waits until every device is gone: not for an async worker.
pub(crate) struct Caretaker {
    orders: Arc<Mutex<Orders>>,
    bell: Arc<OwnedFd>,
    /// What the thread will work with, until it is started.
    work: Option<(Box<dyn PadKernel>, Box<dyn PadEvents>)>,
    thread: Option<JoinHandle<()>>,
}

impl Caretaker {
    /// The thread starts with the first pad.
    pub fn new(kernel: impl PadKernel, events: Box<dyn PadEvents>) -> io::Result<Self> {
        Ok(Self {
            orders: Arc::default(),
            bell: Arc::new(eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?),
            work: Some((Box::new(kernel), events)),
            thread: None,
        })
    }

    fn ring(&self) {
        // It fails only where the counter is full, and then the thread is awake.
        let _ = rustix::io::write(&self.bell, &1u64.to_ne_bytes());
    }
}

impl PadMaker for Caretaker {
    fn begin(&mut self, index: u8) -> io::Result<()> {
        if let Some((kernel, events)) = self.work.take() {
            let (orders, bell) = (Arc::clone(&self.orders), Arc::clone(&self.bell));
            let shift = move || {
                let shift = Shift {
                    kernel,
                    events,
                    orders,
                    bell,
                    pads: [const { None }; MAX_PADS],
                };
                shift.run();
            };
            let thread = std::thread::Builder::new().name("pads".into());
            self.thread = Some(thread.spawn(shift)?);
        }
        if let Some(wanted) = self.orders.lock().wanted.get_mut(usize::from(index)) {
            *wanted = true;
        }
        self.ring();
        Ok(())
    }

    fn made(&mut self, index: u8) -> Option<io::Result<Box<dyn PadDevice>>> {
        let ended = self.thread.as_ref().is_some_and(JoinHandle::is_finished);
        let made = self.orders.lock().made.get_mut(usize::from(index))?.take();
        match made {
            Some(made) => Some(made.map(|fd| Box::new(Writer(fd)) as Box<dyn PadDevice>)),
            None if ended => Some(Err(io::Error::other("the pads' thread has ended"))),
            None => None,
        }
    }
}

impl Drop for Caretaker {
    fn drop(&mut self) {
        self.orders.lock().over = true;
        self.ring();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the pads' thread panicked");
        }
    }
}

/// Writes a pad's reports.
struct Writer(OwnedFd);

impl PadDevice for Writer {
    fn report(&mut self, report: &Report) -> io::Result<()> {
        let mut bytes = [0; REPORT_BYTES];
        let bytes = report.bytes(&mut bytes);
        match rustix::io::write(&self.0, bytes)? {
            n if n == bytes.len() => Ok(()),
            _ => Err(io::ErrorKind::WriteZero.into()),
        }
    }
}

/// A pad that the thread looks after.
struct Charge {
    pad: Box<dyn KernelPad>,
    nodes: Vec<PathBuf>,
    motors: Motors,
    /// When it or its motors want to be looked after.
    due: Option<Timestamp>,
    /// Its motors cannot be heard any more.
    deaf: bool,
}

/// The thread, from inside.
struct Shift {
    kernel: Box<dyn PadKernel>,
    events: Box<dyn PadEvents>,
    orders: Arc<Mutex<Orders>>,
    bell: Arc<OwnedFd>,
    pads: [Option<Charge>; MAX_PADS],
}

impl Shift {
    fn run(mut self) {
        while !self.take_orders() {
            self.serve();
            self.sleep();
        }
        // Nobody's pad first: its number may be another session's soon.
        for node in self.pads.iter().flatten().flat_map(|charge| &charge.nodes) {
            self.events.unplugged(node);
        }
    }

    /// Makes what is wanted; whether the session is over.
    fn take_orders(&mut self) -> bool {
        let mut count = [0; 8];
        // Only to silence it.
        let _ = rustix::io::read(&self.bell, &mut count);
        for index in 0..MAX_PADS {
            {
                let mut orders = self.orders.lock();
                if orders.over {
                    return true;
                }
                if !std::mem::take(&mut orders.wanted[index]) {
                    continue;
                }
            }
            let made = self.make(index);
            self.orders.lock().made[index] = Some(made);
        }
        self.orders.lock().over
    }

    fn make(&mut self, index: usize) -> io::Result<OwnedFd> {
        if let Some(charge) = &self.pads[index] {
            return charge.pad.writer();
        }
        let pad = self.kernel.make(index as u8)?;
        let nodes = pad.nodes()?;
        let writer = pad.writer()?;
        self.events.plugged(index as u8, &nodes);
        self.pads[index] = Some(Charge {
            pad,
            nodes,
            motors: Motors::new(index as u8),
            due: None,
            deaf: false,
        });
        Ok(writer)
    }

    fn serve(&mut self) {
        for charge in self.pads.iter_mut().flatten() {
            let Charge {
                pad,
                motors,
                due,
                deaf,
                ..
            } = charge;
            let mut again = None;
            if !*deaf {
                let effects = motors.has_effects();
                match pad.requests(effects, &mut |r| motors.request(r, Timestamp::now())) {
                    Ok(due) => again = due,
                    Err(error) => {
                        tracing::warn!("a pad's rumble cannot be heard any more: {error}");
                        *deaf = true;
                    }
                }
            }
            let (rumble, next) = motors.tick(Timestamp::now());
            *due = [again, next].into_iter().flatten().min();
            if let Some(rumble) = rumble {
                self.events.rumble(rumble);
            }
        }
    }

    /// Until somebody asks, or a motor is due.
    fn sleep(&self) {
        let now = Timestamp::now();
        let charges = || self.pads.iter().flatten();
        let due = charges().filter_map(|charge| charge.due).min();
        let timeout = due.map(|due| {
            let wait = due.since(now);
            Timespec {
                tv_sec: wait.as_secs() as i64,
                tv_nsec: wait.subsec_nanos().into(),
            }
        });
        let mut fds = [const { None }; MAX_PADS + 1];
        fds[0] = Some(self.bell.as_fd());
        let heard = charges().filter(|charge| !charge.deaf);
        for (fd, charge) in fds[1..].iter_mut().zip(heard) {
            *fd = Some(charge.pad.fd());
        }
        let bell = self.bell.as_fd();
        let mut n = 0;
        let mut polled = fds.map(|fd| {
            n += usize::from(fd.is_some());
            PollFd::from_borrowed_fd(fd.unwrap_or(bell), PollFlags::IN)
        });
        // What went wrong shows when it is read.
        let _ = poll(&mut polled[..n], timeout.as_ref());
    }
}

#[cfg(test)]
mod tests;
