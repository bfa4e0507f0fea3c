//! One-time tokens of one session, each for one place in it. No clock inside.

use std::time::Duration;

use stratus_media::Timestamp;
use stratus_protocol::id::Token;
use subtle::{Choice, ConstantTimeEq};

/// How long a token that was handed out may wait for its connection, where nobody says otherwise.
pub(crate) const LIFETIME: Duration = Duration::from_secs(60);
/// Tokens of one place at a time; a further one revokes the oldest.
const MOST: usize = 8;

/// Whom a token is for: the session's own number for somebody who may play. Never used for anybody else later, so
/// that a token which was on its way when they lost their seat does not lead to the next one's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place(pub u64);

struct Entry {
    token: Token,
    place: Place,
    /// `None`: as long as the session is admitted.
    expires: Option<Timestamp>,
}

/// The tokens that admit to a session now.
pub(crate) struct TokenBook {
    entries: Vec<Entry>,
    lifetime: Duration,
}

impl TokenBook {
    /// No tokens yet; one that is handed out waits this long.
    pub(crate) fn new(lifetime: Duration) -> Self {
        Self {
            entries: Vec::new(),
            lifetime,
        }
    }

    /// Adds a token that expires.
    pub(crate) fn add(&mut self, place: Place, token: Token, now: Timestamp) {
        self.entries
            .retain(|entry| entry.expires.is_none_or(|at| at > now));
        let of_place = |entry: &Entry| entry.place == place && entry.expires.is_some();
        if self.entries.iter().filter(|entry| of_place(entry)).count() >= MOST
            && let Some(oldest) = self.entries.iter().position(of_place)
        {
            self.entries.remove(oldest);
        }
        self.entries.push(Entry {
            token,
            place,
            expires: Some(now + self.lifetime),
        });
    }

    /// Sets a place's token for a reconnect, which does not expire; the one before it is revoked.
    pub(crate) fn set_resume(&mut self, place: Place, token: Token) {
        self.entries
            .retain(|entry| entry.place != place || entry.expires.is_some());
        self.entries.push(Entry {
            token,
            place,
            expires: None,
        });
    }

    /// No token of this place admits any more.
    pub(crate) fn revoke(&mut self, place: Place) {
        self.entries.retain(|entry| entry.place != place);
    }

    /// Uses a token up; whom it was for. The time this takes does not depend on how much of the text is right.
    pub(crate) fn burn(&mut self, text: &str, now: Timestamp) -> Option<Place> {
        self.entries
            .retain(|entry| entry.expires.is_none_or(|at| at > now));
        let mut found = None;
        for (at, entry) in self.entries.iter().enumerate() {
            let same: Choice = entry.token.as_str().as_bytes().ct_eq(text.as_bytes());
            if bool::from(same) {
                found = Some(at);
            }
        }
        found.map(|at| self.entries.remove(at).place)
    }
}

/// A token nobody can guess.
pub(crate) fn random() -> Token {
    Token::from_bits(rand::random())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOST: Place = Place(0);
    const GUEST: Place = Place(7);

    fn at(seconds: u64) -> Timestamp {
        Timestamp::from_nanos(seconds * 1_000_000_000)
    }

    #[test]
    fn a_token_admits_once_and_only_for_a_minute() {
        let mut book = TokenBook::new(LIFETIME);
        let (a, b) = (random(), random());
        book.add(HOST, a.clone(), at(0));
        book.add(HOST, b.clone(), at(30));
        assert!(book.burn(random().as_str(), at(1)).is_none());
        assert!(book.burn("", at(1)).is_none());
        assert_eq!(book.burn(a.as_str(), at(59)), Some(HOST));
        assert!(
            book.burn(a.as_str(), at(59)).is_none(),
            "a token was used twice"
        );
        assert!(
            book.burn(b.as_str(), at(90)).is_none(),
            "an expired token admits"
        );
    }

    #[test]
    fn the_latest_resume_token_lasts_and_its_predecessor_does_not() {
        let mut book = TokenBook::new(LIFETIME);
        let (a, b) = (random(), random());
        book.set_resume(HOST, a.clone());
        book.set_resume(HOST, b.clone());
        assert!(book.burn(a.as_str(), at(1)).is_none());
        assert_eq!(book.burn(b.as_str(), at(100_000)), Some(HOST));
        assert!(book.burn(b.as_str(), at(100_000)).is_none());
    }

    #[test]
    fn tokens_nobody_uses_do_not_pile_up() {
        let mut book = TokenBook::new(LIFETIME);
        let first = random();
        book.add(HOST, first.clone(), at(0));
        for _ in 0..MOST {
            book.add(HOST, random(), at(0));
        }
        assert_eq!(book.entries.len(), MOST);
        assert!(book.burn(first.as_str(), at(1)).is_none());
    }

    #[test]
    fn each_token_leads_to_its_own_place_and_another_ones_tokens_stay() {
        let mut book = TokenBook::new(LIFETIME);
        let [host, guest, hosts_way_back, guests_way_back] = [(); 4].map(|()| random());
        book.add(HOST, host.clone(), at(0));
        book.add(GUEST, guest.clone(), at(0));
        book.set_resume(HOST, hosts_way_back.clone());
        book.set_resume(GUEST, guests_way_back.clone());
        for _ in 0..2 * MOST {
            book.add(GUEST, random(), at(0));
        }
        assert_eq!(book.burn(host.as_str(), at(1)), Some(HOST));
        assert_eq!(book.burn(guest.as_str(), at(1)), None, "the oldest of many");
        assert_eq!(book.burn(guests_way_back.as_str(), at(1)), Some(GUEST));
        book.add(GUEST, guest.clone(), at(1));
        book.revoke(GUEST);
        assert_eq!(book.burn(guest.as_str(), at(1)), None, "it was revoked");
        assert_eq!(book.burn(hosts_way_back.as_str(), at(1)), Some(HOST));
    }
}
