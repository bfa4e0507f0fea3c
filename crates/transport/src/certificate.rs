//! The node's certificates: self-signed, short-lived, known to the player by their hashes.
//!
//! Browsers take such a certificate only with an ECDSA P-256 key and a validity of at most 14 days
//! (W3C WebTransport, `serverCertificateHashes`). The next certificate is made ahead of time and its
//! hash is given out with the current one's, so that a page that is about to connect, or to
//! reconnect, is not cut off by a rotation.

use std::time::{Duration, SystemTime};

use time::OffsetDateTime;
use wtransport::Identity;
use wtransport::tls::Sha256Digest;

use crate::TransportError;

/// Clocks of player and node may differ by this much.
const BACKDATED: Duration = Duration::from_secs(3600);
/// From creation to expiry; with [`BACKDATED`] it stays a day below the browsers' limit.
const LIFETIME: Duration = Duration::from_secs((13 * 24 - 1) * 3600);
/// How long a certificate is the current one. It was the next one for as long before that, so it is
/// given up when at most twice this old, a day before it expires.
const TERM: Duration = Duration::from_secs(6 * 24 * 3600 - 3600);

/// When to rotate. No clock inside: moments are durations since the Unix epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Schedule {
    rotate_at: Duration,
}

/// From when until when a certificate is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Validity {
    pub(crate) from: Duration,
    pub(crate) until: Duration,
}

impl Schedule {
    /// The first certificate becomes current now.
    pub(crate) fn new(now: Duration) -> Self {
        Self {
            rotate_at: now + TERM,
        }
    }

    /// Whether the next certificate has to take over. After a jump of the clock, forwards or back by
    /// more than a term, both certificates may be of no use, and [`Self::stale`] says so too.
    pub(crate) fn due(&self, now: Duration) -> bool {
        now >= self.rotate_at || self.stale(now)
    }

    /// Whether the next certificate is as useless as the current one (the clock was set).
    pub(crate) fn stale(&self, now: Duration) -> bool {
        now >= self.rotate_at + TERM || now + TERM + BACKDATED < self.rotate_at
    }

    /// The next certificate took over now.
    pub(crate) fn rotated(&mut self, now: Duration) {
        self.rotate_at = now + TERM;
    }

    /// The validity of a certificate that is made now.
    pub(crate) fn validity(now: Duration) -> Validity {
        Validity {
            from: now.saturating_sub(BACKDATED),
            until: now + LIFETIME,
        }
    }
}

/// The wall clock as the schedule wants it.
pub(crate) fn unix_now() -> Duration {
    SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default()
}

/// The certificate that is shown, and the one after it.
pub(crate) struct Certificates {
    names: Vec<String>,
    current: Identity,
    next: Identity,
    schedule: Schedule,
}

impl Certificates {
    /// Makes two certificates for `names` and for this machine's own names.
    pub(crate) fn new(names: &[String], now: Duration) -> Result<Self, TransportError> {
        let mut all: Vec<String> = ["localhost", "127.0.0.1", "::1"].map(Into::into).into();
        for name in names {
            if !all.contains(name) {
                all.push(name.clone());
            }
        }
        Ok(Self {
            current: make(&all, now)?,
            next: make(&all, now)?,
            names: all,
            schedule: Schedule::new(now),
        })
    }

    /// The certificate for new connections.
    pub(crate) fn current(&self) -> &Identity {
        &self.current
    }

    /// Hashes of the current certificate and of the next.
    pub(crate) fn hashes(&self) -> Vec<String> {
        [&self.current, &self.next]
            .into_iter()
            .filter_map(hash)
            .map(|digest| {
                let bytes: &[u8; 32] = digest.as_ref();
                bytes.iter().map(|byte| format!("{byte:02x}")).collect()
            })
            .collect()
    }

    /// Whether [`Self::rotate`] has to be called.
    pub(crate) fn due(&self, now: Duration) -> bool {
        self.schedule.due(now)
    }

    /// The next certificate becomes the current one.
    pub(crate) fn rotate(&mut self, now: Duration) -> Result<(), TransportError> {
        let after = make(&self.names, now)?;
        if self.schedule.stale(now) {
            self.current = make(&self.names, now)?;
            self.next = after;
        } else {
            self.current = std::mem::replace(&mut self.next, after);
        }
        self.schedule.rotated(now);
        Ok(())
    }
}

fn hash(identity: &Identity) -> Option<Sha256Digest> {
    Some(identity.certificate_chain().as_slice().first()?.hash())
}

fn make(names: &[String], now: Duration) -> Result<Identity, TransportError> {
    let failed = |reason: String| TransportError::Certificate {
        names: names.join(", "),
        reason,
    };
    let validity = Schedule::validity(now);
    let moment = |at: Duration| {
        OffsetDateTime::from_unix_timestamp(at.as_secs() as i64)
            .map_err(|error| failed(error.to_string()))
    };
    Identity::self_signed_builder()
        .subject_alt_names(names)
        .validity_period(moment(validity.from)?, moment(validity.until)?)
        .build()
        .map_err(|error| failed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);
    const DAY: Duration = Duration::from_secs(24 * 3600);
    const START: Duration = Duration::from_secs(1_800_000_000);

    #[test]
    fn a_year_of_rotations_always_shows_a_valid_certificate_whose_hash_was_given_out() {
        let mut schedule = Schedule::new(START);
        // (number, validity) of the current and the next certificate.
        let mut current = (0, Schedule::validity(START));
        let mut next = (1, Schedule::validity(START));
        // What a page learned at most five days ago.
        let mut known: Vec<(Duration, [u32; 2])> = Vec::new();
        for hour in 0..365 * 24 {
            let now = START + HOUR * hour;
            if schedule.due(now) {
                assert!(!schedule.stale(now));
                current = next;
                next = (current.0 + 1, Schedule::validity(now));
                schedule.rotated(now);
            }
            assert!(current.1.from + HOUR <= now, "not valid for a slow clock");
            assert!(current.1.until >= now + DAY / 2, "about to expire");
            assert!(current.1.until - current.1.from <= 13 * DAY);
            known.push((now, [current.0, next.0]));
            known.retain(|(at, _)| *at + 5 * DAY >= now);
            assert!(known.iter().all(|(_, hashes)| hashes.contains(&current.0)));
        }
        assert!(current.0 >= 60, "only {} rotations", current.0);
    }

    #[test]
    fn a_clock_that_jumps_gets_new_certificates() {
        let mut certificates = Certificates::new(&[], START).expect("are made");
        let before = certificates.hashes();
        for now in [START + 30 * DAY, START - 30 * DAY] {
            assert!(certificates.due(now));
            certificates.rotate(now).expect("are made");
            assert!(!certificates.due(now));
            assert!(certificates.hashes().iter().all(|h| !before.contains(h)));
        }
    }

    #[test]
    fn rotation_shows_the_certificate_whose_hash_was_the_second() {
        let mut certificates = Certificates::new(&["node-1".into()], START).expect("are made");
        let before = certificates.hashes();
        assert!(!certificates.due(START + 5 * DAY));
        assert!(certificates.due(START + 6 * DAY));
        certificates.rotate(START + 6 * DAY).expect("is made");
        let after = certificates.hashes();
        assert_eq!(after[0], before[1]);
        assert!(!before.contains(&after[1]));
        assert!(after.iter().all(|hash| hash.len() == 64));
    }

    #[test]
    fn a_name_that_no_certificate_can_carry_is_named() {
        let error = Certificates::new(&["\u{2764}".into()], START).err();
        let text = error.expect("is refused").to_string();
        assert!(text.contains('\u{2764}'), "{text}");
    }
}
