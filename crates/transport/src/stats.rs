//! What an endpoint and a connection count, for metrics.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A count that only grows.
#[derive(Debug, Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    pub(crate) fn add(&self, n: u64) {
        self.0.fetch_add(n, Ordering::Relaxed);
    }
    pub(crate) fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Counts of one connection.
#[derive(Debug, Default)]
pub(crate) struct ConnectionCounters {
    pub(crate) frames_sent: Counter,
    pub(crate) frames_skipped: Counter,
    pub(crate) frames_superseded: Counter,
    pub(crate) frames_abandoned: Counter,
    pub(crate) audio_sent: Counter,
    pub(crate) audio_dropped: Counter,
    pub(crate) malformed_messages: Counter,
    pub(crate) malformed_datagrams: Counter,
    pub(crate) stray_streams: Counter,
}

/// What happened on a connection so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ConnectionStats {
    /// Smoothed round trip.
    pub rtt: Duration,
    /// Congestion window, bytes.
    pub cwnd: u64,
    /// Bytes of encoded frames that wait for the network now.
    pub unsent: u64,
    /// Packets sent.
    pub packets_sent: u64,
    /// Packets lost.
    pub packets_lost: u64,
    /// UDP payload bytes sent.
    pub bytes_sent: u64,
    /// UDP payload bytes received.
    pub bytes_received: u64,
    /// Frames handed to QUIC whole.
    pub frames_sent: u64,
    /// Frames refused before encode (`VideoSender::admit` said no).
    pub frames_skipped: u64,
    /// Frames dropped because a key frame made them useless.
    pub frames_superseded: u64,
    /// Frames given up because they were late; `Event::FrameAbandoned` told of them.
    pub frames_abandoned: u64,
    /// Audio datagrams sent.
    pub audio_sent: u64,
    /// Audio packets dropped because the network is behind or the packet too large.
    pub audio_dropped: u64,
    /// Control messages that were none.
    pub malformed_messages: u64,
    /// Datagrams that were no input.
    pub malformed_datagrams: u64,
    /// Streams that the player should not have opened.
    pub stray_streams: u64,
}

/// Counts of one endpoint.
#[derive(Debug, Default)]
pub(crate) struct EndpointCounters {
    pub(crate) admitted: Counter,
    pub(crate) forbidden: Counter,
    pub(crate) not_found: Counter,
    pub(crate) refused: Counter,
    pub(crate) failed: Counter,
    pub(crate) rotations: Counter,
}

/// What happened at an endpoint so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EndpointStats {
    /// Connections that became a session's.
    pub admitted: u64,
    /// Requests answered 403: wrong, used or expired token.
    pub forbidden: u64,
    /// Requests answered 404: no such session or path.
    pub not_found: u64,
    /// Attempts refused unanswered because there were too many.
    pub refused: u64,
    /// Attempts that ended before a valid request and `Hello`.
    pub failed: u64,
    /// Certificate rotations.
    pub rotations: u64,
    /// Connections open now, admitted or not.
    pub open: u64,
}
