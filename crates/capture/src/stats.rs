//! What the proxy counts.

use std::sync::atomic::{AtomicU64, Ordering};

use stratus_media::{Histogram, Quantiles};

/// A counter that the proxy thread writes and others read.
#[derive(Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    pub(crate) fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

#[derive(Default)]
pub(crate) struct Counters {
    pub(crate) clients: Counter,
    pub(crate) commits: Counter,
    pub(crate) frames: Counter,
    pub(crate) starved: Counter,
    pub(crate) callbacks: Counter,
    pub(crate) malformed: Counter,
    pub(crate) refused: Counter,
    pub(crate) stalled: Counter,
    pub(crate) input_events: Counter,
    pub(crate) input_lost: Counter,
    pub(crate) dmabufs: Counter,
    pub(crate) dmabufs_refused: Counter,
    pub(crate) fences_waited: Counter,
    pub(crate) fences_timed_out: Counter,
    pub(crate) commit: Histogram,
    pub(crate) fence_wait: Histogram,
    pub(crate) commit_to_mailbox: Histogram,
    pub(crate) forward: Histogram,
    pub(crate) input: Histogram,
}

/// What a [`Capture`](crate::Capture) did so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct CaptureStats {
    /// Connections that were accepted.
    pub clients: u64,
    /// `wl_surface.commit` requests.
    pub commits: u64,
    /// Pictures that were put into the mailbox.
    pub frames: u64,
    /// Pictures that were dropped unread, since a newer one came.
    pub replaced: u64,
    /// Pictures that were dropped since 64 were still being read.
    pub starved: u64,
    /// Frame callbacks that were answered.
    pub callbacks: u64,
    /// Connections closed for bytes that are no Wayland, or for breaking its rules.
    pub malformed: u64,
    /// Buffers and pools that lie about their memory, or are of no format that we read.
    pub refused: u64,
    /// Connections closed since the client did not read what it was sent.
    pub stalled: u64,
    /// Memory that a client pulled away while it was mapped (whole process).
    pub truncated: u64,
    /// Input events that were handled.
    pub input_events: u64,
    /// Input events for which no game was there.
    pub input_lost: u64,
    /// DMA-BUFs that clients made and the importer took.
    pub dmabufs: u64,
    /// DMA-BUFs that lie, were not offered, or cannot be imported; and files and objects beyond the bounds.
    pub dmabufs_refused: u64,
    /// Frames that were committed before they were drawn.
    pub fences_waited: u64,
    /// Frames that were not drawn within a second, and were dropped.
    pub fences_timed_out: u64,
    /// The proxy's work on a commit: from reading it to its last message upstream.
    pub commit: Quantiles,
    /// From reading the commit to the picture in the mailbox, of frames that were not drawn at the commit.
    pub fence_wait: Quantiles,
    /// From reading the commit to the picture in the mailbox, of frames that were drawn by then.
    pub commit_to_mailbox: Quantiles,
    /// One pass of the proxy thread: from waking up to everything flushed.
    pub forward: Quantiles,
    /// From [`Seat::send`](crate::Seat::send) to the event written to the game's socket.
    pub input: Quantiles,
}

impl Counters {
    pub(crate) fn snapshot(&self, replaced: u64) -> CaptureStats {
        CaptureStats {
            clients: self.clients.get(),
            commits: self.commits.get(),
            frames: self.frames.get(),
            replaced,
            starved: self.starved.get(),
            callbacks: self.callbacks.get(),
            malformed: self.malformed.get(),
            refused: self.refused.get(),
            stalled: self.stalled.get(),
            truncated: crate::mapping::faults(),
            input_events: self.input_events.get(),
            input_lost: self.input_lost.get(),
            dmabufs: self.dmabufs.get(),
            dmabufs_refused: self.dmabufs_refused.get(),
            fences_waited: self.fences_waited.get(),
            fences_timed_out: self.fences_timed_out.get(),
            commit: self.commit.quantiles(),
            fence_wait: self.fence_wait.quantiles(),
            commit_to_mailbox: self.commit_to_mailbox.quantiles(),
            forward: self.forward.quantiles(),
            input: self.input.quantiles(),
        }
    }
}
