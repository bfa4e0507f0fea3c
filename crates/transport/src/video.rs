//! Pictures: one stream a frame, or all on one.
//!
//! QUIC's priorities decide what leaves first when not all can: the newest *run* of frames, and
//! within a run the order of decoding. A run begins with a key frame or a repair frame, which needs
//! nothing that was sent before it; frames of an older run that QUIC has not taken by then are reset.
//! (Within a run a newer frame is of no use before an older one, so going first would only delay.)

use std::collections::VecDeque;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use parking_lot::Mutex;
use quinn::WriteError;
use stratus_media::Timestamp;
use stratus_protocol::session::video::FrameHeader;
use tokio::sync::{Notify, mpsc};

use crate::congestion::{PathMeter, Steady};
use crate::control::Throttle;
use crate::gate::{Backlog, FrameGate, PathView, SendWindow};
use crate::shared_frame::SharedFrame;
use crate::stats::ConnectionCounters;
use crate::webtransport::{StreamPrefix, stream_error};

/// A frame that QUIC has not taken whole after this long is given up.
const LATE: Duration = Duration::from_secs(1);
/// WebTransport code of a stream reset because a newer run made its frame useless.
pub const RESET_SUPERSEDED: u32 = 1;
/// WebTransport code of a stream reset because its frame was late.
pub const RESET_LATE: u32 = 2;

/// What the sender's handles and its task share.
pub(crate) struct Shared {
    inbox: Mutex<VecDeque<SharedFrame>>,
    wake: Notify,
    closed: AtomicBool,
    /// Bytes of frames handed over and not taken by QUIC.
    unsent: AtomicU64,
    rtt_us: AtomicU64,
    gate: Mutex<FrameGate>,
    throttle: Arc<Throttle>,
    counters: Arc<ConnectionCounters>,
}

/// Sends pictures to the player, from any thread.
#[derive(Clone)]
pub struct VideoSender {
    shared: Arc<Shared>,
}

impl VideoSender {
    /// Starts the task that writes frames; it ends with the connection.
    pub(crate) fn start(
        quic: quinn::Connection,
        prefix: StreamPrefix,
        single_stream: bool,
        throttle: Arc<Throttle>,
        counters: Arc<ConnectionCounters>,
        abandoned: mpsc::Sender<u32>,
    ) -> Self {
        let shared = Arc::new(Shared {
            inbox: Mutex::default(),
            wake: Notify::new(),
            closed: AtomicBool::new(false),
            unsent: AtomicU64::new(0),
            rtt_us: AtomicU64::new(quic.rtt().as_micros() as u64),
            gate: Mutex::default(),
            throttle,
            counters,
        });
        let task = Task {
            meter: Steady::meter_of(&quic),
            shared: shared.clone(),
            quic,
            prefix,
            lane: Lane::new(single_stream),
            window: SendWindow::new(Timestamp::now()),
            waiting: VecDeque::new(),
            flights: VecDeque::new(),
            heads: BytesMut::new(),
            run: 0,
            place: 0,
            broken: false,
            abandoned,
        };
        tokio::spawn(task.run());
        Self { shared }
    }

    /// Whether the next frame should be encoded. `false`: the network is behind, or gone; drop the
    /// picture now, which costs nothing.
    #[must_use]
    pub fn admit(&self) -> bool {
        let shared = &*self.shared;
        if shared.closed.load(Ordering::Relaxed) {
            return false;
        }
        let backlog = Backlog {
            unsent: shared.unsent.load(Ordering::Relaxed),
            window: shared.throttle.video(),
            rtt: Duration::from_micros(shared.rtt_us.load(Ordering::Relaxed)),
        };
        let admitted = shared.gate.lock().offer(Timestamp::now(), backlog);
        if !admitted {
            shared.counters.frames_skipped.add(1);
        }
        admitted
    }

    /// Hands a frame over to the network. Never blocks; wakes the sending task at once.
    pub fn send(&self, frame: impl Into<SharedFrame>) {
        let frame = frame.into();
        let shared = &*self.shared;
        if shared.closed.load(Ordering::Relaxed) {
            return;
        }
        shared
            .unsent
            .fetch_add(frame.payload.len() as u64, Ordering::Relaxed);
        shared.inbox.lock().push_back(frame);
        shared.wake.notify_one();
    }

    pub(crate) fn unsent(&self) -> u64 {
        self.shared.unsent.load(Ordering::Relaxed)
    }
}

/// Where frames go.
enum Lane {
    /// A stream a frame.
    Many,
    /// All on this one, once it is open.
    One(Option<quinn::SendStream>),
}

impl Lane {
    fn new(single_stream: bool) -> Self {
        if single_stream {
            Self::One(None)
        } else {
            Self::Many
        }
    }
}

/// A frame that is being written.
struct Flight {
    id: u32,
    born: Timestamp,
    /// `None` in single-stream mode.
    stream: Option<quinn::SendStream>,
    load: Load,
}

/// What is left to write of a frame.
struct Load {
    /// Headers, payload.
    chunks: [Bytes; 2],
    /// The first chunk that is not written.
    at: usize,
    /// Something is written.
    begun: bool,
}

struct Task {
    shared: Arc<Shared>,
    quic: quinn::Connection,
    meter: Arc<PathMeter>,
    prefix: StreamPrefix,
    lane: Lane,
    window: SendWindow,
    /// Frames without a stream, oldest first.
    waiting: VecDeque<SharedFrame>,
    /// Frames with one, oldest first.
    flights: VecDeque<Flight>,
    heads: BytesMut,
    run: i32,
    place: i32,
    /// A frame was given up: the rest of its run is useless.
    broken: bool,
    abandoned: mpsc::Sender<u32>,
}

impl Drop for Task {
    fn drop(&mut self) {
        self.shared.closed.store(true, Ordering::Relaxed);
        self.shared.inbox.lock().clear();
    }
}

fn starts_run(frame: &SharedFrame) -> bool {
    frame.idr || frame.repair
}

impl Task {
    async fn run(mut self) {
        let shared = self.shared.clone();
        let quic = self.quic.clone();
        let mut closed = pin!(quic.closed());
        loop {
            self.take();
            self.drop_late();
            self.widen();
            let may_open = !self.waiting.is_empty()
                && match self.lane {
                    Lane::Many => true,
                    Lane::One(_) => self.flights.is_empty(),
                };
            if may_open && matches!(self.lane, Lane::One(Some(_))) {
                self.depart(None);
                continue;
            }
            let oldest = self.oldest();
            tokio::select! {
                biased;
                written = std::future::poll_fn(|cx| self.write(cx)), if !self.flights.is_empty() => {
                    if written.is_err() {
                        return;
                    }
                }
                opened = quic.open_uni(), if may_open => match opened {
                    Ok(stream) => self.depart(Some(stream)),
                    Err(_) => return,
                },
                () = shared.wake.notified() => {}
                () = late(oldest), if oldest.is_some() => {}
                _ = &mut closed => return,
            }
        }
    }

    /// Takes what was handed over; a new run supersedes what QUIC has not taken.
    fn take(&mut self) {
        loop {
            let Some(frame) = self.shared.inbox.lock().pop_front() else {
                return;
            };
            if starts_run(&frame) {
                self.broken = false;
                self.run = self.run.wrapping_add(1) & 0x3ffff;
                self.place = 0;
                self.supersede();
            }
            if self.broken {
                self.forget(frame.payload.len());
                self.shared.counters.frames_abandoned.add(1);
            } else {
                self.waiting.push_back(frame);
            }
        }
    }

    fn supersede(&mut self) {
        let dropped = self.drop_from(0, RESET_SUPERSEDED);
        self.shared.counters.frames_superseded.add(dropped);
    }

    /// Gives up everything from the first late frame on.
    fn drop_late(&mut self) {
        let now = Timestamp::now();
        let is_late = |born: Timestamp| now.since(born) >= LATE;
        let first = self
            .flights
            .iter()
            .position(|flight| is_late(flight.born) && self.can_drop(flight));
        let (from, id) = match first {
            Some(at) => (at, self.flights[at].id),
            None => match self.waiting.front() {
                Some(frame) if is_late(frame.encoded) => (self.flights.len(), frame.id),
                _ => return,
            },
        };
        let dropped = self.drop_from(from, RESET_LATE);
        self.shared.counters.frames_abandoned.add(dropped);
        self.broken = true;
        // Full: the node has a request to repair before it already.
        let _ = self.abandoned.try_send(id);
    }

    /// What is begun on the only stream has to be finished on it.
    fn can_drop(&self, flight: &Flight) -> bool {
        matches!(self.lane, Lane::Many) || !flight.load.begun
    }

    /// Drops the flights from `from` on and all that wait; how many.
    fn drop_from(&mut self, from: usize, code: u32) -> u64 {
        let mut dropped = 0;
        let mut at = from;
        while at < self.flights.len() {
            if !self.can_drop(&self.flights[at]) {
                at += 1;
                continue;
            }
            if let Some(mut flight) = self.flights.remove(at) {
                self.forget(flight.load.payload());
                if let Some(stream) = &mut flight.stream {
                    let _ = stream.reset(stream_error(code));
                }
                dropped += 1;
            }
        }
        while let Some(frame) = self.waiting.pop_front() {
            self.forget(frame.payload.len());
            dropped += 1;
        }
        dropped
    }

    fn forget(&self, bytes: usize) {
        self.shared
            .unsent
            .fetch_sub(bytes as u64, Ordering::Relaxed);
    }

    /// Lets QUIC hold as much as the path carries.
    fn widen(&mut self) {
        let path = self.quic.stats().path;
        let view = PathView {
            cwnd: path.cwnd,
            rtt: path.rtt,
            acked: self.meter.acked.load(Ordering::Relaxed),
        };
        let window = self.window.update(Timestamp::now(), view);
        self.shared.throttle.set_video(window);
        self.shared
            .rtt_us
            .store(path.rtt.as_micros() as u64, Ordering::Relaxed);
    }

    /// The next waiting frame takes off, on a stream of its own or on the open one.
    fn depart(&mut self, opened: Option<quinn::SendStream>) {
        let Some(frame) = self.waiting.pop_front() else {
            return;
        };
        let mut with_prefix = true;
        let stream = match (&mut self.lane, opened) {
            (Lane::Many, opened) => opened,
            (Lane::One(lane @ None), opened) => {
                *lane = opened;
                None
            }
            (Lane::One(Some(_)), _) => {
                with_prefix = false;
                None
            }
        };
        if let Some(stream) = &stream {
            let order = (self.run << 12) | (4095 - self.place.min(4095));
            let _ = stream.set_priority(order);
            self.place = self.place.saturating_add(1);
        }
        if with_prefix {
            self.heads.extend_from_slice(self.prefix.as_slice());
        }
        self.heads.extend_from_slice(&header(&frame).encode());
        self.flights.push_back(Flight {
            id: frame.id,
            born: frame.encoded,
            stream,
            load: Load {
                chunks: [self.heads.split().freeze(), frame.payload],
                at: 0,
                begun: false,
            },
        });
    }

    /// Writes what QUIC takes, the oldest frame first; ready when it took something.
    fn write(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), ()>> {
        let mut progress = false;
        let mut at = 0;
        while at < self.flights.len() {
            let flight = &mut self.flights[at];
            let lane = match &mut self.lane {
                Lane::One(lane) => lane.as_mut(),
                Lane::Many => None,
            };
            let Flight { stream, load, .. } = flight;
            let Some(stream) = stream.as_mut().or(lane) else {
                return Poll::Ready(Err(()));
            };
            let before = load.payload();
            let end = load.write(stream, cx);
            let after = load.payload();
            self.shared
                .unsent
                .fetch_sub((before - after) as u64, Ordering::Relaxed);
            match end {
                Poll::Pending => {
                    progress |= before != after;
                    at += 1;
                    continue;
                }
                Poll::Ready(Ok(())) => {
                    // Not wtransport's finish: that waits for the acknowledgement.
                    if let Some(stream) = &mut flight.stream {
                        let _ = stream.finish();
                    }
                    self.shared.counters.frames_sent.add(1);
                }
                Poll::Ready(Err(WriteError::Stopped(_))) if flight.stream.is_some() => {
                    // The player wants this frame no more; it asks for a repair if it needs one.
                    self.forget(after);
                    self.shared.counters.frames_superseded.add(1);
                }
                Poll::Ready(Err(_)) => return Poll::Ready(Err(())),
            }
            progress = true;
            self.flights.remove(at);
        }
        if progress {
            Poll::Ready(Ok(()))
        } else {
            Poll::Pending
        }
    }

    fn oldest(&self) -> Option<Timestamp> {
        let flight = self.flights.iter().find(|flight| self.can_drop(flight));
        flight
            .map(|flight| flight.born)
            .or(self.waiting.front().map(|frame| frame.encoded))
    }
}

async fn late(oldest: Option<Timestamp>) {
    if let Some(oldest) = oldest {
        let age = Timestamp::now().since(oldest);
        tokio::time::sleep(LATE.saturating_sub(age)).await;
    }
}

impl Load {
    /// Payload bytes that QUIC has not taken.
    fn payload(&self) -> usize {
        if self.at < 2 { self.chunks[1].len() } else { 0 }
    }

    /// Writes until QUIC takes no more (pending) or all is written.
    fn write(
        &mut self,
        stream: &mut quinn::SendStream,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), WriteError>> {
        loop {
            while self.at < 2 && self.chunks[self.at].is_empty() {
                self.at += 1;
            }
            if self.at == 2 {
                return Poll::Ready(Ok(()));
            }
            let write = pin!(stream.write_chunks(&mut self.chunks[self.at..]));
            match write.poll(cx) {
                Poll::Ready(Ok(written)) => {
                    self.begun = true;
                    self.at += written.chunks;
                }
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

fn header(frame: &SharedFrame) -> FrameHeader {
    let micros = |duration: Duration| u32::try_from(duration.as_micros()).unwrap_or(u32::MAX);
    FrameHeader {
        idr: frame.idr,
        repair: frame.repair,
        width: frame.width,
        height: frame.height,
        frame_id: frame.id,
        payload_len: frame.payload.len() as u32,
        commit_unix_us: frame.committed.to_unix_micros(),
        queued_us: micros(frame.taken.since(frame.committed)),
        convert_us: micros(frame.converted.since(frame.taken)),
        encode_us: micros(frame.encoded.since(frame.converted)),
        send_us: micros(Timestamp::now().since(frame.encoded)),
        dropped: frame.dropped,
    }
}
