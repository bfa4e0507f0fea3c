//! Slows down guessing: wrong codes, for signing in and of invitations, are counted by address and in all. No clock inside.

use std::collections::HashMap;
use std::net::IpAddr;

use crate::schedule::Millis;

/// Wrong codes that an address may send at once.
const BURST: u32 = 10;
/// Wrong codes that all addresses together may send at once.
const BURST_ALL: u32 = 200;
/// One more is allowed after this time.
const REFILL: Millis = 6_000;
/// The same for all addresses together.
const REFILL_ALL: Millis = 300;
/// Addresses remembered.
const REMEMBERED: usize = 10_000;

#[derive(Debug, Clone, Copy, Default)]
struct Spent {
    count: u32,
    since: Millis,
}

impl Spent {
    fn settle(&mut self, now: Millis, refill: Millis) {
        let refilled = now.saturating_sub(self.since) / refill;
        self.count = self
            .count
            .saturating_sub(u32::try_from(refilled).unwrap_or(u32::MAX));
        self.since = if self.count == 0 {
            now
        } else {
            self.since + refilled * refill
        };
    }
}

/// Wrong codes so far.
#[derive(Debug, Default)]
pub struct Attempts {
    by_network: HashMap<IpAddr, Spent>,
    all: Spent,
}

/// An IPv6 customer has a whole /64.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let mut octets = v6.octets();
            octets[8..].fill(0);
            IpAddr::from(octets)
        }
        v4 => v4,
    }
}

impl Attempts {
    /// May this address try now?
    pub fn allowed(&mut self, now: Millis, from: IpAddr) -> bool {
        self.all.settle(now, REFILL_ALL);
        let own = self.by_network.get_mut(&network(from)).is_none_or(|spent| {
            spent.settle(now, REFILL);
            spent.count < BURST
        });
        own && self.all.count < BURST_ALL
    }

    /// It tried, and the code was wrong.
    pub fn wrong(&mut self, now: Millis, from: IpAddr) {
        if self.by_network.len() >= REMEMBERED {
            self.by_network.retain(|_, spent| {
                spent.settle(now, REFILL);
                spent.count > 0
            });
        }
        self.all.count += 1;
        if self.by_network.len() < REMEMBERED {
            self.by_network
                .entry(network(from))
                .or_insert(Spent {
                    count: 0,
                    since: now,
                })
                .count += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_stops_and_is_allowed_again_later() {
        let mut attempts = Attempts::default();
        let guesser: IpAddr = "2001:db8::1".parse().unwrap();
        let neighbour: IpAddr = "2001:db8::2".parse().unwrap();
        let other: IpAddr = "192.0.2.1".parse().unwrap();
        for _ in 0..BURST {
            assert!(attempts.allowed(0, guesser));
            attempts.wrong(0, guesser);
        }
        assert!(!attempts.allowed(0, guesser));
        assert!(
            !attempts.allowed(0, neighbour),
            "the same /64 is the same guesser"
        );
        assert!(attempts.allowed(0, other));
        assert!(!attempts.allowed(REFILL - 1, guesser));
        assert!(attempts.allowed(REFILL, guesser));
    }
}
