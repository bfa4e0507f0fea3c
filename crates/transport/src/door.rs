//! Who may begin a handshake. No clock inside.
//!
//! A token cannot be guessed, so this is not what keeps strangers out: it bounds the memory and the
//! cryptography that they can make the node spend. Players are told apart by token, never by
//! address, and the limits leave room for a household behind one address.

use std::collections::HashMap;
use std::net::IpAddr;

use stratus_media::Timestamp;

/// Connections that are not admitted yet, over all sources.
const PENDING: usize = 128;
/// The same from one source.
const PENDING_EACH: usize = 32;
/// From this many on, a source has to prove that it receives at its address.
const PENDING_UNPROVEN: usize = 32;
/// Failed connections that a source may make in a row …
const FAILURES: f64 = 100.0;
/// … and how many a second it is forgiven.
const FORGIVEN: f64 = 20.0;
/// Sources that are remembered.
const SOURCES: usize = 4096;

/// An IPv4 address, or the /64 that a host chooses its IPv6 addresses from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Source(u64, bool);

impl From<IpAddr> for Source {
    fn from(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(v4) => Self(u64::from(v4.to_bits()), false),
            IpAddr::V6(v6) => Self((v6.to_bits() >> 64) as u64, true),
        }
    }
}

/// What to do with a connection attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Enter,
    /// Prove the address first (a QUIC retry).
    Prove,
    Refuse,
}

struct Visitor {
    pending: usize,
    failures: f64,
    seen: Timestamp,
}

impl Visitor {
    fn forgive(&mut self, now: Timestamp) {
        let forgiven = now.since(self.seen).as_secs_f64() * FORGIVEN;
        self.failures = (self.failures - forgiven).max(0.0);
        self.seen = now;
    }
}

/// Counts of attempts, by source.
#[derive(Default)]
pub(crate) struct Door {
    pending: usize,
    visitors: HashMap<Source, Visitor>,
}

impl Door {
    /// An attempt arrives; after [`Verdict::Enter`], [`Self::settle`] must follow.
    pub(crate) fn knock(&mut self, source: Source, proven: bool, now: Timestamp) -> Verdict {
        if self.pending >= PENDING {
            return Verdict::Refuse;
        }
        if self.pending >= PENDING_UNPROVEN && !proven {
            return Verdict::Prove;
        }
        if self.visitors.len() >= SOURCES && !self.visitors.contains_key(&source) {
            self.visitors.retain(|_, visitor| {
                visitor.forgive(now);
                visitor.pending > 0 || visitor.failures > 0.0
            });
            if self.visitors.len() >= SOURCES {
                return Verdict::Refuse;
            }
        }
        let visitor = self.visitors.entry(source).or_insert(Visitor {
            pending: 0,
            failures: 0.0,
            seen: now,
        });
        visitor.forgive(now);
        if visitor.pending >= PENDING_EACH || visitor.failures >= FAILURES {
            return Verdict::Refuse;
        }
        visitor.pending += 1;
        self.pending += 1;
        Verdict::Enter
    }

    /// An attempt that entered has become a session, or failed.
    pub(crate) fn settle(&mut self, source: Source, admitted: bool, now: Timestamp) {
        self.pending = self.pending.saturating_sub(1);
        let Some(visitor) = self.visitors.get_mut(&source) else {
            return;
        };
        visitor.forgive(now);
        visitor.pending = visitor.pending.saturating_sub(1);
        if !admitted {
            visitor.failures += 1.0;
        } else if visitor.pending == 0 && visitor.failures == 0.0 {
            self.visitors.remove(&source);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Timestamp {
        Timestamp::from_nanos(millis * 1_000_000)
    }

    fn source(n: u8) -> Source {
        IpAddr::from([10, 0, 0, n]).into()
    }

    #[test]
    fn a_source_that_only_fails_is_refused_and_forgiven_later() {
        let mut door = Door::default();
        for _ in 0..100 {
            assert_eq!(door.knock(source(1), true, at(0)), Verdict::Enter);
            door.settle(source(1), false, at(0));
        }
        assert_eq!(door.knock(source(1), true, at(0)), Verdict::Refuse);
        assert_eq!(door.knock(source(2), true, at(0)), Verdict::Enter);
        assert_eq!(door.knock(source(1), true, at(1000)), Verdict::Enter);
    }

    #[test]
    fn half_open_connections_are_bounded() {
        let mut door = Door::default();
        for _ in 0..32 {
            assert_eq!(door.knock(source(1), false, at(0)), Verdict::Enter);
        }
        assert_eq!(door.knock(source(2), false, at(0)), Verdict::Prove);
        assert_eq!(door.knock(source(1), true, at(0)), Verdict::Refuse);
        for n in 2..5 {
            for _ in 0..32 {
                assert_eq!(door.knock(source(n), true, at(0)), Verdict::Enter);
            }
        }
        assert_eq!(door.knock(source(9), true, at(0)), Verdict::Refuse);
        door.settle(source(1), true, at(0));
        assert_eq!(door.knock(source(9), true, at(0)), Verdict::Enter);
    }

    #[test]
    fn an_ipv4_address_seen_through_ipv6_is_the_same_source() {
        let v4: IpAddr = [192, 0, 2, 1].into();
        let mapped: IpAddr = "::ffff:192.0.2.1".parse().expect("an address");
        assert_eq!(Source::from(v4), Source::from(mapped));
    }
}
