//! CUBIC that does not take every lost packet for a full queue.
//!
//! A radio link that drops one packet in a hundred would hold plain CUBIC at about ten packets a
//! round trip, whatever the link can carry. So a loss counts as congestion only if packets also wait
//! (the round trip is above its floor) or if many are lost. The state that the send path needs is
//! published in a [`PathMeter`].

use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use quinn::congestion::{Controller, ControllerFactory, Cubic, CubicConfig};

/// Lets a first key frame leave without waiting for round trips (RFC 9002 proposes 14,720).
pub(crate) const INITIAL_WINDOW: u64 = 64 << 10;
/// Above this share of bytes lost, loss is congestion.
const TOLERATED_LOSS: f64 = 0.03;
/// What a round trip may vary without a queue.
const JITTER: Duration = Duration::from_millis(10);

/// What the controller learns, for the send path. One a connection.
#[derive(Debug, Default)]
pub(crate) struct PathMeter {
    /// Bytes that the peer has confirmed.
    pub(crate) acked: AtomicU64,
}

/// Makes a [`Steady`] a connection.
#[derive(Debug)]
pub(crate) struct SteadyConfig {
    cubic: Arc<CubicConfig>,
}

impl Default for SteadyConfig {
    fn default() -> Self {
        let mut cubic = CubicConfig::default();
        cubic.initial_window(INITIAL_WINDOW);
        Self {
            cubic: Arc::new(cubic),
        }
    }
}

impl ControllerFactory for SteadyConfig {
    fn build(self: Arc<Self>, now: Instant, current_mtu: u16) -> Box<dyn Controller> {
        Box::new(Steady {
            cubic: Cubic::new(self.cubic.clone(), now, current_mtu),
            judge: LossJudge::default(),
            meter: Arc::default(),
        })
    }
}

/// The controller.
#[derive(Clone)]
pub(crate) struct Steady {
    cubic: Cubic,
    judge: LossJudge,
    meter: Arc<PathMeter>,
}

impl Steady {
    /// The meter of a connection that runs on this controller.
    pub(crate) fn meter_of(connection: &quinn::Connection) -> Arc<PathMeter> {
        connection
            .congestion_state()
            .into_any()
            .downcast::<Self>()
            .map(|steady| steady.meter.clone())
            .unwrap_or_default()
    }
}

impl Controller for Steady {
    fn on_sent(&mut self, now: Instant, bytes: u64, last_packet_number: u64) {
        self.cubic.on_sent(now, bytes, last_packet_number);
    }

    fn on_ack(
        &mut self,
        now: Instant,
        sent: Instant,
        bytes: u64,
        app_limited: bool,
        rtt: &quinn_proto::RttEstimator,
    ) {
        self.meter.acked.fetch_add(bytes, Ordering::Relaxed);
        self.judge.acked(bytes, rtt.get());
        self.cubic.on_ack(now, sent, bytes, app_limited, rtt);
    }

    fn on_end_acks(
        &mut self,
        now: Instant,
        in_flight: u64,
        app_limited: bool,
        largest_packet_num_acked: Option<u64>,
    ) {
        self.cubic
            .on_end_acks(now, in_flight, app_limited, largest_packet_num_acked);
    }

    fn on_congestion_event(
        &mut self,
        now: Instant,
        sent: Instant,
        is_persistent_congestion: bool,
        lost_bytes: u64,
    ) {
        // No bytes: the network itself marked congestion (ECN).
        if is_persistent_congestion || lost_bytes == 0 || self.judge.lost(lost_bytes) {
            self.cubic
                .on_congestion_event(now, sent, is_persistent_congestion, lost_bytes);
        }
    }

    fn on_mtu_update(&mut self, new_mtu: u16) {
        self.cubic.on_mtu_update(new_mtu);
    }

    fn window(&self) -> u64 {
        self.cubic.window()
    }

    fn clone_box(&self) -> Box<dyn Controller> {
        Box::new(self.clone())
    }

    fn initial_window(&self) -> u64 {
        self.cubic.initial_window()
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        self
    }
}

/// Tells random loss from congestion. No clock: it remembers by bytes.
#[derive(Debug, Clone, Default)]
struct LossJudge {
    acked: f64,
    lost: f64,
    rtt: Duration,
    floor: Option<Duration>,
}

/// Bytes over which loss is averaged.
const MEMORY: f64 = 512.0 * 1024.0;

impl LossJudge {
    fn acked(&mut self, bytes: u64, rtt: Duration) {
        let bytes = bytes as f64;
        let keep = (1.0 - bytes / MEMORY).max(0.0);
        self.acked = self.acked * keep + bytes;
        self.lost *= keep;
        self.rtt = rtt;
        self.floor = Some(self.floor.map_or(rtt, |floor| floor.min(rtt)));
    }

    /// Whether this loss is congestion.
    fn lost(&mut self, bytes: u64) -> bool {
        self.lost += bytes as f64;
        let floor = self.floor.unwrap_or(self.rtt);
        let waits = self.rtt > floor + JITTER.max(floor / 4);
        // A few losses among few packets say nothing of a share.
        let many =
            self.lost > 8.0 * 1500.0 && self.lost > TOLERATED_LOSS * (self.acked + self.lost);
        waits || many
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RTT: Duration = Duration::from_millis(40);

    #[test]
    fn one_packet_in_a_hundred_is_not_congestion() {
        let mut judge = LossJudge::default();
        for _ in 0..50 {
            for _ in 0..99 {
                judge.acked(1200, RTT);
            }
            assert!(!judge.lost(1200));
        }
    }

    #[test]
    fn one_packet_in_ten_is() {
        let mut judge = LossJudge::default();
        let mut verdict = false;
        for _ in 0..50 {
            for _ in 0..9 {
                judge.acked(1200, RTT);
            }
            verdict = judge.lost(1200);
        }
        assert!(verdict);
    }

    #[test]
    fn a_loss_while_packets_wait_is() {
        let mut judge = LossJudge::default();
        judge.acked(1200, RTT);
        judge.acked(1200, RTT * 2);
        assert!(judge.lost(1200));
    }
}
