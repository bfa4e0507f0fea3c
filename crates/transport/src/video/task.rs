//! Writes frames into QUIC's streams.

use std::collections::VecDeque;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use quinn::WriteError;
use stratus_media::{FrameEnd, FrameStart, Timestamp};
use tokio::sync::mpsc;

use super::frame::Frame;
use super::{Piece, RESET_LATE, RESET_SUPERSEDED, Shared};
use crate::congestion::{PathMeter, Steady};
use crate::gate::{PathView, SendWindow};
use crate::slices::Slices;
use crate::webtransport::StreamPrefix;

/// A frame that QUIC has not taken whole after this long is given up.
const LATE: Duration = Duration::from_secs(1);
/// Memory of so many frames is kept.
const SPARE: usize = 8;

/// Headers and trailers are cut from so much memory at a time, about eighty frames' worth.
const HEADS: usize = 8 << 10;

/// Where frames go.
enum Lane {
    /// A stream a frame.
    Many,
    /// All on one.
    One {
        /// Once it is open.
        stream: Option<quinn::SendStream>,
        /// Something was written, and so what says whose stream it is.
        begun: bool,
    },
}

impl Lane {
    fn new(single_stream: bool) -> Self {
        if single_stream {
            Self::One {
                stream: None,
                begun: false,
            }
        } else {
            Self::Many
        }
    }
}

pub(super) struct Task {
    shared: Arc<Shared>,
    quic: quinn::Connection,
    meter: Arc<PathMeter>,
    prefix: StreamPrefix,
    lane: Lane,
    window: SendWindow,
    /// Frames that have not taken off, oldest first.
    waiting: VecDeque<Frame>,
    /// Frames that have, oldest first.
    flights: VecDeque<Frame>,
    /// Memory of frames that are gone.
    spare: Vec<VecDeque<Bytes>>,
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
        // A stream that is dropped ends as if its frame were whole.
        for flight in &mut self.flights {
            flight.reset(RESET_SUPERSEDED);
        }
    }
}

impl Task {
    pub(super) fn new(
        shared: Arc<Shared>,
        quic: quinn::Connection,
        prefix: StreamPrefix,
        single_stream: bool,
        abandoned: mpsc::Sender<u32>,
    ) -> Self {
        Self {
            meter: Steady::meter_of(&quic),
            shared,
            quic,
            prefix,
            lane: Lane::new(single_stream),
            window: SendWindow::new(Timestamp::now()),
            waiting: VecDeque::new(),
            flights: VecDeque::new(),
            spare: Vec::with_capacity(SPARE),
            heads: BytesMut::with_capacity(HEADS),
            run: 0,
            place: 0,
            broken: false,
            abandoned,
        }
    }

    pub(super) async fn run(mut self) {
        let shared = self.shared.clone();
        let quic = self.quic.clone();
        let mut closed = pin!(quic.closed());
        loop {
            self.take();
            self.drop_late();
            self.widen();
            let may_open = self.waiting.front().is_some_and(|next| match self.lane {
                Lane::Many => next.has_bytes(),
                Lane::One { .. } => next.is_whole() && self.flights.is_empty(),
            });
            if may_open
                && matches!(
                    self.lane,
                    Lane::One {
                        stream: Some(_),
                        ..
                    }
                )
            {
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
            let Some(piece) = self.shared.inbox.lock().pop_front() else {
                return;
            };
            match piece {
                Piece::Begin { start, mends_from } => self.begin(start, mends_from),
                Piece::Slices(slices) => self.slices(slices),
                Piece::End(end) => self.end(end),
                Piece::Cut => self.cut(),
            }
        }
    }

    fn begin(&mut self, start: FrameStart, mends_from: Option<u32>) {
        self.cut();
        let chunks = self.spare.pop().unwrap_or_default();
        let frame = Frame::new(start, mends_from, Timestamp::now(), chunks);
        if frame.starts_run() {
            self.broken = false;
            self.run = self.run.wrapping_add(1) & 0x3ffff;
            self.place = 0;
            self.supersede();
        }
        if self.broken {
            self.shared.counters.frames_abandoned.add(1);
        } else {
            self.waiting.push_back(frame);
        }
    }

    /// The frame that is not whole yet, unless it was given up: no other can be so.
    fn newest(&mut self) -> Option<&mut Frame> {
        let newest = self.waiting.back_mut().or(self.flights.back_mut());
        newest.filter(|frame| !frame.is_whole())
    }

    fn slices(&mut self, slices: Slices) {
        let bytes = slices.0.len();
        match self.newest() {
            Some(frame) => frame.push(slices.0),
            None => self.forget(bytes),
        }
    }

    fn end(&mut self, end: FrameEnd) {
        if let Some(frame) = self.newest() {
            frame.ends(end);
        }
    }

    /// What is not whole will not be.
    fn cut(&mut self) {
        if self.newest().is_none() {
            return;
        }
        let newest = self.waiting.pop_back().or_else(|| self.flights.pop_back());
        if let Some(frame) = newest {
            self.discard(frame, RESET_SUPERSEDED);
            self.shared.counters.frames_superseded.add(1);
        }
    }

    fn discard(&mut self, mut frame: Frame, code: u32) {
        self.forget(frame.unsent());
        frame.reset(code);
        self.keep(frame);
    }

    fn keep(&mut self, frame: Frame) {
        if self.spare.len() < SPARE {
            self.spare.push(frame.into_chunks());
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
            Some(at) => (at, self.flights[at].start.id),
            None => match self.waiting.front() {
                Some(frame) if is_late(frame.born) => (self.flights.len(), frame.start.id),
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
    fn can_drop(&self, flight: &Frame) -> bool {
        matches!(self.lane, Lane::Many) || !flight.begun
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
            if let Some(flight) = self.flights.remove(at) {
                self.discard(flight, code);
                dropped += 1;
            }
        }
        while let Some(frame) = self.waiting.pop_front() {
            self.discard(frame, code);
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
        let Some(mut frame) = self.waiting.pop_front() else {
            return;
        };
        let (stream, with_prefix) = match &mut self.lane {
            Lane::Many => (opened, true),
            Lane::One { stream, begun } => {
                if opened.is_some() {
                    *stream = opened;
                }
                // The frame before it may have been given up, and its prefix with it.
                (None, !*begun)
            }
        };
        if let Some(stream) = &stream {
            let order = (self.run << 12) | (4095 - self.place.min(4095));
            let _ = stream.set_priority(order);
            self.place = self.place.saturating_add(1);
        }
        let prefix = if with_prefix {
            self.prefix.as_slice()
        } else {
            &[]
        };
        let before = frame.unsent();
        frame.depart(stream, prefix, &mut self.heads);
        self.account(before, frame.unsent());
        self.flights.push_back(frame);
    }

    /// What is there of a frame and not taken by QUIC has changed.
    fn account(&self, before: usize, after: usize) {
        let more = (after as u64).wrapping_sub(before as u64);
        // An atomic wraps: less is added as its complement.
        self.shared.unsent.fetch_add(more, Ordering::Relaxed);
    }

    /// Writes what QUIC takes, the oldest frame first; ready when it took something.
    fn write(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), ()>> {
        let mut progress = false;
        let mut at = 0;
        while at < self.flights.len() {
            let flight = &mut self.flights[at];
            let lane = match &mut self.lane {
                Lane::One { stream, .. } => stream.as_mut(),
                Lane::Many => None,
            };
            let before = flight.unsent();
            let end = flight.write(lane, &mut self.heads, cx);
            let after = flight.unsent();
            if let Lane::One { begun, .. } = &mut self.lane {
                *begun |= flight.begun;
            }
            self.account(before, after);
            let flight = &mut self.flights[at];
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
            if let Some(done) = self.flights.remove(at) {
                self.keep(done);
            }
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
            .or(self.waiting.front().map(|frame| frame.born))
    }
}

async fn late(oldest: Option<Timestamp>) {
    if let Some(oldest) = oldest {
        let age = Timestamp::now().since(oldest);
        tokio::time::sleep(LATE.saturating_sub(age)).await;
    }
}
