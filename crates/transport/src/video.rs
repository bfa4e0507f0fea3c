//! Pictures: one stream a frame, or all on one.
//!
//! On a stream of its own a frame leaves as its slices come, before the last one is coded; on the common one it leaves whole,
//! for that says how long each is before it begins. QUIC's priorities decide what leaves first when not all can: the newest *run* of frames, and
//! within a run the order of decoding. A run begins with a key frame or a repair frame, which needs
//! nothing that was sent before it; frames of an older run that QUIC has not taken by then are reset.
//! (Within a run a newer frame is of no use before an older one, so going first would only delay.)

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use parking_lot::Mutex;
use stratus_media::{FrameEnd, FrameStart, Timestamp};
use tokio::sync::{Notify, mpsc};

use crate::control::Throttle;
use crate::gate::{Backlog, FrameGate};
use crate::slices::Slices;
use crate::stats::ConnectionCounters;
use crate::webtransport::StreamPrefix;

mod frame;
mod task;

use task::Task;

/// WebTransport code of a stream reset because a newer run made its frame useless.
pub const RESET_SUPERSEDED: u32 = 1;
/// WebTransport code of a stream reset because its frame was late.
pub const RESET_LATE: u32 = 2;

/// What is handed over of pictures.
enum Piece {
    Begin(FrameStart),
    Slices(Slices),
    End(FrameEnd),
    /// What began will not end.
    Cut,
}

/// What the sender's handles and its task share.
pub(crate) struct Shared {
    inbox: Mutex<VecDeque<Piece>>,
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
        let task = Task::new(shared.clone(), quic, prefix, single_stream, abandoned);
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

    /// A picture begins, as it is meant for this player (`repair`). One that began before and did not end is not whole and
    /// is given up. Never blocks, as all that follows.
    pub fn begin(&self, start: &FrameStart) {
        self.hand_over(Piece::Begin(*start));
    }

    /// Its next slices, from the top down; they leave at once.
    pub fn slices(&self, slices: Slices) {
        self.hand_over(Piece::Slices(slices));
    }

    /// It is whole.
    pub fn end(&self, end: &FrameEnd) {
        self.hand_over(Piece::End(*end));
    }

    /// It will not be whole: what is on its way is given up. An IDR is to be next.
    pub fn cut(&self) {
        self.hand_over(Piece::Cut);
    }

    fn hand_over(&self, piece: Piece) {
        let shared = &*self.shared;
        if shared.closed.load(Ordering::Relaxed) {
            return;
        }
        if let Piece::Slices(slices) = &piece {
            let bytes = slices.0.len() as u64;
            shared.unsent.fetch_add(bytes, Ordering::Relaxed);
        }
        shared.inbox.lock().push_back(piece);
        shared.wake.notify_one();
    }

    pub(crate) fn unsent(&self) -> u64 {
        self.shared.unsent.load(Ordering::Relaxed)
    }
}
