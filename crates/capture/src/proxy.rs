//! The proxy's thread: one loop over the game's connections, the player's input and the frame clock.

use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::time::Duration;

use rustix::buffer::spare_capacity;
use rustix::event::{Timespec, epoll};
use rustix::time::{
    Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, timerfd_create, timerfd_settime,
};
use stratus_media::{DmaBufImporter, Mailbox, Timestamp, VideoFrame};

use crate::capture::CaptureEvent;
use crate::connection::{Connection, End, OpenError};
use crate::dmabuf::Offer;
use crate::error::CaptureError;
use crate::hub::{Events, FENCE, Hub};
use crate::listener::{Listener, is_out_of_files};
use crate::loans::Loans;
use crate::output::Mode;
use crate::pacer::Pacer;
use crate::seat::{Queued, Seat, SeatState};
use crate::stats::Counters;
use crate::wake::Wake;

/// A game has a handful of connections at most.
const MOST_CONNECTIONS: usize = 32;
/// How often a full socket is looked at again.
const RECHECK: Duration = Duration::from_millis(5);
/// Above ordinary work; ignored where it is not allowed.
const NICE: i32 = -10;

const WAKE: u64 = 0;
const TIMER: u64 = 1;
const LISTENER: u64 = 2;
const FIRST_CONNECTION: u64 = 16;

/// Everything the thread takes with it.
pub(crate) struct Start {
    pub(crate) upstream: PathBuf,
    pub(crate) listener: UnixListener,
    pub(crate) mode: Mode,
    pub(crate) layout: Option<String>,
    pub(crate) dmabuf: Option<Arc<dyn DmaBufImporter>>,
    pub(crate) frames: Arc<Mailbox<VideoFrame>>,
    pub(crate) events: Events,
    pub(crate) counters: Arc<Counters>,
    pub(crate) pacer: Pacer,
    pub(crate) input: Seat,
    pub(crate) stop: Arc<AtomicBool>,
    pub(crate) wake: Wake,
}

/// Runs until told to stop.
pub(crate) fn run(start: Start, ready: &SyncSender<Result<(), CaptureError>>) {
    match Proxy::new(start) {
        Ok(mut proxy) => {
            let _ = ready.send(Ok(()));
            proxy.run();
        }
        Err(error) => {
            let _ = ready.send(Err(error));
        }
    }
}

struct Proxy {
    hub: Rc<Hub>,
    upstream: PathBuf,
    listener: Listener,
    input: Seat,
    queued: Queued,
    stop: Arc<AtomicBool>,
    wake: Wake,
    epoll: Arc<OwnedFd>,
    timer: OwnedFd,
    /// When the timer fires, where it is armed.
    armed: Option<Timestamp>,
    next_id: u64,
}

impl Proxy {
    fn new(start: Start) -> Result<Self, CaptureError> {
        let seat = SeatState::new(start.layout.as_deref(), start.mode.size)?;
        let (epoll, timer, listener) =
            watch(&start.wake, start.listener).map_err(|source| CaptureError::Kernel {
                what: "an epoll set with a timer",
                source: source.into(),
            })?;
        let offer = start.dmabuf.map(Offer::new).transpose();
        let offer = offer.map_err(|source| CaptureError::Kernel {
            what: "a memory file for the formats of DMA-BUFs",
            source,
        })?;
        let hub = Hub::new(
            &epoll,
            offer,
            start.mode,
            start.frames,
            start.events,
            start.counters,
            start.pacer,
            Loans::new(start.wake.clone()),
            seat,
        );
        Ok(Self {
            hub: Rc::new(hub),
            upstream: start.upstream,
            listener,
            input: start.input,
            queued: Queued::default(),
            stop: start.stop,
            wake: start.wake,
            epoll,
            timer,
            armed: None,
            next_id: FIRST_CONNECTION,
        })
    }

    fn run(&mut self) {
        // SAFETY: a plain system call; 0 is the calling thread.
        unsafe {
            libc::setpriority(libc::PRIO_PROCESS, 0, NICE);
        }
        let mut events = Vec::with_capacity(16);
        let mut recheck = false;
        while !self.stop.load(Ordering::Acquire) {
            events.clear();
            let timeout = self.timeout(recheck);
            let waited = epoll::wait(&self.epoll, spare_capacity(&mut events), timeout.as_ref());
            match waited {
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(error) => {
                    let why = format!("waiting for the game's socket failed: {error}");
                    (self.hub.events)(CaptureEvent::Failed(why));
                    break;
                }
            }
            let woke = Timestamp::now();
            for event in &events {
                match event.data.u64() {
                    WAKE => self.wake.take(),
                    TIMER => self.on_timer(woke),
                    LISTENER => self.accept(woke),
                    fence if fence & FENCE != 0 => self.hub.on_fence(fence),
                    id => {
                        let connection = self.hub.connections.borrow().get(&id).cloned();
                        if let Some(connection) = connection {
                            connection.dispatch();
                        }
                    }
                }
            }
            self.drain_input();
            self.hub.expire(woke);
            self.listener.resume_in_time(woke);
            self.hub.loans.borrow_mut().collect();
            self.arm();
            recheck = self.settle();
            self.hub
                .counters
                .forward
                .record(Timestamp::now().since(woke));
        }
        for (_, connection) in self.hub.connections.take() {
            connection.close();
        }
        self.hub.loans.borrow_mut().collect();
    }

    /// How long to wait for events at most: a full socket wants another look, a frame must not wait for ever,
    /// nor a client.
    fn timeout(&self, recheck: bool) -> Option<Timespec> {
        let deadlines = [self.hub.deadline(), self.listener.deadline()];
        let next = deadlines.into_iter().flatten().min();
        let next = next.map(|at| at.since(Timestamp::now()));
        let wait = match (recheck, next) {
            (true, next) => next.map_or(RECHECK, |next| next.min(RECHECK)),
            (false, next) => next?,
        };
        Some(Timespec {
            tv_sec: wait.as_secs() as i64,
            tv_nsec: i64::from(wait.subsec_nanos()),
        })
    }

    /// Gives the player's input to the game and writes it out at once.
    fn drain_input(&mut self) {
        self.input.take(&mut self.queued);
        if self.queued.is_empty() {
            return;
        }
        let behind = {
            let seat = self.hub.seat.borrow();
            let connections = self.hub.connections.borrow();
            seat.focused()
                .and_then(|id| connections.get(&id))
                .is_some_and(|connection| connection.is_behind())
        };
        {
            let mut seat = self.hub.seat.borrow_mut();
            for (_, command) in self.queued.iter() {
                self.hub.counters.input_events.add();
                if !seat.handle(*command, Timestamp::now(), behind) {
                    self.hub.counters.input_lost.add();
                }
            }
        }
        for connection in self.hub.connections.borrow().values() {
            connection.flush();
        }
        let now = Timestamp::now();
        for (sent, _) in self.queued.iter() {
            self.hub.counters.input.record(now.since(*sent));
        }
        self.queued.clear();
    }

    fn on_timer(&mut self, now: Timestamp) {
        let _ = rustix::io::read(&self.timer, &mut [0u8; 8]);
        self.armed = None;
        self.hub.tick(now);
    }

    /// Sets the timer to the next tick, where somebody waits for it.
    fn arm(&mut self) {
        if !self.hub.awaits_tick() {
            return;
        }
        let at = self.hub.pacer.tick_after(Timestamp::now());
        // A tick that is due stays due; an earlier one than armed means that the pacer was set anew.
        if self.armed.is_some_and(|armed| armed <= at) {
            return;
        }
        let nanos = at.as_nanos();
        let when = Itimerspec {
            it_interval: Timespec {
                tv_sec: 0,
                tv_nsec: 0,
            },
            it_value: Timespec {
                tv_sec: (nanos / 1_000_000_000) as i64,
                tv_nsec: (nanos % 1_000_000_000) as i64,
            },
        };
        match timerfd_settime(&self.timer, TimerfdTimerFlags::ABSTIME, &when) {
            Ok(_) => self.armed = Some(at),
            Err(error) => tracing::error!(%error, "the frame clock's timer cannot be set"),
        }
    }

    /// Flushes, closes what is over; true where a socket is full and wants another look.
    fn settle(&mut self) -> bool {
        let now = Timestamp::now();
        let mut recheck = false;
        let mut over = Vec::new();
        for (id, connection) in &*self.hub.connections.borrow() {
            connection.flush();
            recheck |= connection.back_pressure(now);
            if let Some(end) = connection.end() {
                over.push((*id, end));
            }
        }
        for (id, end) in over {
            self.close(id, end);
        }
        recheck
    }

    fn close(&mut self, id: u64, end: End) {
        let Some(connection) = self.hub.connections.borrow_mut().remove(&id) else {
            return;
        };
        let _ = epoll::delete(&self.epoll, connection.state.poll_fd());
        connection.close();
        drop(connection);
        self.listener.resume();
        // Another may have been given the keyboard; nothing else would write that out before it next speaks.
        for other in self.hub.connections.borrow().values() {
            other.flush();
        }
        tracing::debug!(connection = id, ?end, "connection closed");
        match end {
            End::Gone => {}
            End::Malformed => self.hub.counters.malformed.add(),
            End::Stalled => self.hub.counters.stalled.add(),
            End::Upstream => {
                let asked = UnixStream::connect(&self.upstream);
                if asked.is_err_and(|error| !is_out_of_files(&error)) {
                    let why = "the compositor behind the game is gone".to_owned();
                    (self.hub.events)(CaptureEvent::Failed(why));
                }
            }
        }
        if self.hub.connections.borrow().is_empty() {
            (self.hub.events)(CaptureEvent::ClientGone);
        }
    }

    fn accept(&mut self, now: Timestamp) {
        let Some(socket) = self.listener.accept(now) else {
            return;
        };
        self.hub.counters.clients.add();
        if self.hub.connections.borrow().len() >= MOST_CONNECTIONS {
            tracing::debug!("a client was turned away: {MOST_CONNECTIONS} are connected already");
            return;
        }
        let id = self.next_id;
        self.next_id += 1;
        let connection = match Connection::open(id, &self.hub, socket, &self.upstream) {
            Ok(connection) => connection,
            // The compositor is there all the same.
            Err(error) if is_out_of_files(&error) => return self.listener.pause(now, &error),
            Err(error) => {
                tracing::error!(%error, "a client could not be connected");
                if let OpenError::Upstream(_) = error {
                    (self.hub.events)(CaptureEvent::Failed(error.to_string()));
                }
                return;
            }
        };
        let added = epoll::add(
            &self.epoll,
            connection.state.poll_fd(),
            epoll::EventData::new_u64(id),
            epoll::EventFlags::IN,
        );
        if let Err(error) = added {
            tracing::error!(%error, "a client could not be watched");
            connection.close();
            return;
        }
        self.hub.connections.borrow_mut().insert(id, connection);
        self.listener.works();
    }
}

/// The epoll set with everything but the connections.
fn watch(
    wake: &Wake,
    listener: UnixListener,
) -> Result<(Arc<OwnedFd>, OwnedFd, Listener), rustix::io::Errno> {
    let set = epoll::create(epoll::CreateFlags::CLOEXEC)?;
    let timer = timerfd_create(
        TimerfdClockId::Monotonic,
        TimerfdFlags::CLOEXEC | TimerfdFlags::NONBLOCK,
    )?;
    for (fd, id) in [(wake.as_fd(), WAKE), (timer.as_fd(), TIMER)] {
        epoll::add(
            &set,
            fd,
            epoll::EventData::new_u64(id),
            epoll::EventFlags::IN,
        )?;
    }
    let set = Arc::new(set);
    let listener = Listener::watch(listener, &set, LISTENER)?;
    Ok((set, timer, listener))
}
