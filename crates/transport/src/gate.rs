//! Which frames are worth encoding, and how much the network gets at a time. Pure logic, no clock.
//!
//! What the network cannot take yet must not wait in QUIC's buffers, where it is out of sight and
//! out of reach: [`SendWindow`] keeps those about as large as the path itself, so that the excess
//! stays with the sender, and [`FrameGate`] refuses frames while there is an excess. A frame is then
//! dropped before encode, when that costs nothing, and never after.

use std::time::Duration;

use stratus_media::Timestamp;

/// What the gate judges by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Bytes of encoded frames that QUIC has not taken yet.
    pub unsent: u64,
    /// Bytes that the path takes a round trip.
    pub window: u64,
    /// The round trip.
    pub rtt: Duration,
}

impl Backlog {
    /// How long the unsent bytes take to leave.
    fn drain(&self) -> Duration {
        let rtt = self.rtt.max(Duration::from_micros(100));
        let window = self.window.max(1200);
        rtt.mul_f64(self.unsent as f64 / window as f64)
    }
}

/// A frame may be encoded if what is before it will have left by about the time it is encoded.
const HEADWAY: Duration = Duration::from_millis(8);
/// So small a backlog is none.
const CRUMBS: u64 = 3000;
/// After this long without a frame one is let through, so that the picture does not freeze on a
/// wrong estimate; each further time takes twice as long.
const PATIENCE: Duration = Duration::from_millis(250);
const PATIENCE_MOST: Duration = Duration::from_secs(2);

/// Lets frames through while the network keeps up.
#[derive(Debug, Default)]
pub struct FrameGate {
    waiting_since: Option<Timestamp>,
    forced: u32,
}

impl FrameGate {
    /// Whether a frame taken now should be encoded.
    pub fn offer(&mut self, now: Timestamp, backlog: Backlog) -> bool {
        if backlog.unsent <= CRUMBS || backlog.drain() <= HEADWAY {
            *self = Self::default();
            return true;
        }
        let since = *self.waiting_since.get_or_insert(now);
        let patience = (PATIENCE * (1 << self.forced.min(8))).min(PATIENCE_MOST);
        if now.since(since) < patience {
            return false;
        }
        self.waiting_since = Some(now);
        self.forced += 1;
        true
    }
}

/// A path, as QUIC reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PathView {
    /// Congestion window, bytes.
    pub cwnd: u64,
    /// Smoothed round trip.
    pub rtt: Duration,
    /// All bytes ever confirmed by the peer.
    pub acked: u64,
}

/// More than the congestion window, so that it can grow.
const SLACK: u64 = 4096;
/// A queue this long is tolerated in the path.
const QUEUE: Duration = Duration::from_millis(25);
/// However long the queue, this much may be on its way.
const FLOOR: u64 = 12_000;
/// The round trip's floor is forgotten after one to two of these.
const FLOOR_TERM: Duration = Duration::from_secs(5);

/// How many bytes may be handed over and not be confirmed yet.
#[derive(Debug)]
pub struct SendWindow {
    sample: Option<(Timestamp, u64)>,
    /// Bytes a second that arrived lately.
    rate: f64,
    floors: [Duration; 2],
    floors_since: Timestamp,
}

impl SendWindow {
    /// For a path that nothing is known of yet.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self {
            sample: None,
            rate: 0.0,
            floors: [Duration::MAX; 2],
            floors_since: now,
        }
    }

    /// The window for now, bytes.
    ///
    /// While packets do not wait, it is the congestion window. Where they do, the delivery rate is
    /// the path's capacity, and the window is what that carries in a round trip and a short queue;
    /// but at least a third of the congestion window, or a competing download would starve the stream.
    pub fn update(&mut self, now: Timestamp, path: PathView) -> u64 {
        if now.since(self.floors_since) > FLOOR_TERM {
            self.floors = [self.floors[1], path.rtt];
            self.floors_since = now;
        }
        self.floors[1] = self.floors[1].min(path.rtt);
        let floor = self.floors[0].min(self.floors[1]);

        let (since, acked) = *self.sample.get_or_insert((now, path.acked));
        let elapsed = now.since(since);
        if elapsed >= path.rtt.max(Duration::from_millis(50)) {
            self.rate = path.acked.saturating_sub(acked) as f64 / elapsed.as_secs_f64();
            self.sample = Some((now, path.acked));
        }

        let whole = path.cwnd + SLACK;
        if path.rtt <= floor + QUEUE || self.rate == 0.0 {
            return whole;
        }
        let carried = (self.rate * (floor + QUEUE).as_secs_f64()) as u64;
        carried.clamp((path.cwnd / 3).max(FLOOR).min(whole), whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Timestamp {
        Timestamp::from_nanos(millis * 1_000_000)
    }

    const RTT: Duration = Duration::from_millis(40);

    fn backlog(unsent: u64) -> Backlog {
        Backlog {
            unsent,
            window: 20_000,
            rtt: RTT,
        }
    }

    #[test]
    fn a_frame_is_encoded_only_when_the_one_before_it_has_left() {
        let mut gate = FrameGate::default();
        assert!(gate.offer(at(0), backlog(0)));
        // 16,000 of 20,000 bytes a round trip: 32 ms.
        assert!(!gate.offer(at(1), backlog(16_000)));
        // 4,000: 8 ms.
        assert!(gate.offer(at(25), backlog(4000)));
    }

    #[test]
    fn a_fast_network_is_no_reason_to_drop() {
        let mut gate = FrameGate::default();
        let lan = Backlog {
            unsent: 40_000,
            window: 100_000,
            rtt: Duration::from_micros(500),
        };
        assert!(gate.offer(at(0), lan));
    }

    #[test]
    fn a_dead_network_gets_a_frame_now_and_then_and_ever_more_seldom() {
        let mut gate = FrameGate::default();
        let through: Vec<u64> = (0..10_000)
            .filter(|ms| gate.offer(at(*ms), backlog(1_000_000)))
            .collect();
        assert_eq!(through, [250, 750, 1750, 3750, 5750, 7750, 9750]);
        assert!(gate.offer(at(10_000), backlog(0)));
        assert!(!gate.offer(at(10_001), backlog(1_000_000)));
        assert!(gate.offer(at(10_251), backlog(1_000_000)));
    }

    /// The longest queue in the third second on a link of `rate` bytes a second with `RTT` and room
    /// for everything, whose sender always has something to send.
    fn standing_queue(rate: u64, gated: bool) -> Duration {
        let mut window = SendWindow::new(at(0));
        let (mut cwnd, mut sent, mut acked) = (64 * 1024, 0u64, 0u64);
        let mut arrivals = std::collections::VecDeque::new();
        let (mut free_at, mut rtt, mut longest) = (0.0f64, RTT, Duration::ZERO);
        let mut limit = cwnd;
        for ms in 0..3000u64 {
            let now = ms as f64 / 1000.0;
            while let Some(&(when, delay)) = arrivals.front() {
                if when > now {
                    break;
                }
                acked += 1200;
                rtt = rtt.mul_f64(0.875) + Duration::from_secs_f64(delay).mul_f64(0.125);
                // Slow start and never a loss; QUIC's window rests while the sender holds back.
                if limit >= cwnd {
                    cwnd += 1200;
                }
                arrivals.pop_front();
            }
            limit = cwnd;
            if gated {
                limit = window.update(at(ms), PathView { cwnd, rtt, acked });
            }
            while sent - acked + 1200 <= limit.min(cwnd) {
                free_at = free_at.max(now) + 1200.0 / rate as f64;
                let arrives = free_at + RTT.as_secs_f64();
                arrivals.push_back((arrives, arrives - now));
                sent += 1200;
            }
            if ms >= 2000 {
                longest = longest.max(Duration::from_secs_f64((free_at - now).max(0.0)));
            }
        }
        assert!(acked > rate * 2, "the link is not used: {acked} bytes");
        longest
    }

    #[test]
    fn an_endless_queue_is_not_filled() {
        // 3 Mb/s.
        let plain = standing_queue(375_000, false);
        assert!(
            plain > Duration::from_secs(1),
            "the model has no queue: {plain:?}"
        );
        let queue = standing_queue(375_000, true);
        assert!(queue < Duration::from_millis(150), "{queue:?}");
    }

    #[test]
    fn a_route_that_became_longer_is_not_mistaken_for_a_queue_for_long() {
        let mut window = SendWindow::new(at(0));
        let path = |ms: u64, rtt| PathView {
            cwnd: 100_000,
            rtt: Duration::from_millis(rtt),
            acked: ms * 300,
        };
        for ms in 0..1000 {
            assert_eq!(window.update(at(ms), path(ms, 20)), 104_096);
        }
        let now = (1000..20_000).map(|ms| window.update(at(ms), path(ms, 120)));
        assert_eq!(now.last(), Some(104_096));
    }
}
