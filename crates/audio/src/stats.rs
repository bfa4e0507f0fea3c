//! What a sink counts.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use stratus_media::{Histogram, Quantiles};

/// A sink's counters since it started.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct SinkStats {
    /// Opus packets delivered.
    pub packets: u64,
    /// Bytes in them.
    pub bytes: u64,
    /// Times that the graph missed more than one cycle.
    pub xruns: u64,
    /// Packets that Opus refused to make; each was sent as silence of the same length.
    pub encode_errors: u64,
    /// Streams of the game that play into the sink now.
    pub streams: u32,
    /// Loudest sample (0–1) since the last time that anyone asked.
    pub peak: f32,
    /// From a cycle's start in the graph to the packet with its last sample, milliseconds.
    pub capture_to_packet: Quantiles,
}

/// Counters that the sound thread writes and anyone reads.
#[derive(Default)]
pub(crate) struct Counters {
    pub packets: AtomicU64,
    pub bytes: AtomicU64,
    pub xruns: AtomicU64,
    pub encode_errors: AtomicU64,
    pub streams: AtomicU32,
    /// Bits of an `f32` ≥ 0; such floats order like their bits.
    peak: AtomicU32,
    pub capture_to_packet: Histogram,
}

impl Counters {
    /// `value` is a sample's absolute value.
    pub fn record_peak(&self, value: f32) {
        self.peak.fetch_max(value.to_bits(), Ordering::Relaxed);
    }

    pub fn read(&self) -> SinkStats {
        SinkStats {
            packets: self.packets.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
            xruns: self.xruns.load(Ordering::Relaxed),
            encode_errors: self.encode_errors.load(Ordering::Relaxed),
            streams: self.streams.load(Ordering::Relaxed),
            peak: f32::from_bits(self.peak.swap(0, Ordering::Relaxed)),
            capture_to_packet: self.capture_to_packet.quantiles(),
        }
    }
}
