//! One-time tokens of one session. No clock inside.

use std::time::Duration;

use stratus_media::Timestamp;
use stratus_protocol::id::Token;
use subtle::{Choice, ConstantTimeEq};

/// How long a token that was handed out may wait for its connection.
pub(crate) const LIFETIME: Duration = Duration::from_secs(60);
/// Tokens of one session at a time; a further one revokes the oldest.
const MOST: usize = 8;

struct Entry {
    token: Token,
    /// `None`: as long as the session is admitted.
    expires: Option<Timestamp>,
}

/// The tokens that admit to a session now.
#[derive(Default)]
pub(crate) struct TokenBook {
    entries: Vec<Entry>,
}

impl TokenBook {
    /// Adds a token that expires.
    pub(crate) fn add(&mut self, token: Token, now: Timestamp) {
        self.entries
            .retain(|entry| entry.expires.is_none_or(|at| at > now));
        if self.entries.len() >= MOST {
            self.entries.remove(0);
        }
        self.entries.push(Entry {
            token,
            expires: Some(now + LIFETIME),
        });
    }

    /// Sets the token for a reconnect, which does not expire; the one before it is revoked.
    pub(crate) fn set_resume(&mut self, token: Token) {
        self.entries.retain(|entry| entry.expires.is_some());
        self.entries.push(Entry {
            token,
            expires: None,
        });
    }

    /// Uses a token up. The time this takes does not depend on how much of the text is right.
    pub(crate) fn burn(&mut self, text: &str, now: Timestamp) -> bool {
        self.entries
            .retain(|entry| entry.expires.is_none_or(|at| at > now));
        let mut found = None;
        for (at, entry) in self.entries.iter().enumerate() {
            let same: Choice = entry.token.as_str().as_bytes().ct_eq(text.as_bytes());
            if bool::from(same) {
                found = Some(at);
            }
        }
        match found {
            Some(at) => {
                self.entries.remove(at);
                true
            }
            None => false,
        }
    }
}

/// A token nobody can guess.
pub(crate) fn random() -> Token {
    Token::from_bits(rand::random())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Timestamp {
        Timestamp::from_nanos(seconds * 1_000_000_000)
    }

    #[test]
    fn a_token_admits_once_and_only_for_a_minute() {
        let mut book = TokenBook::default();
        let (a, b) = (random(), random());
        book.add(a.clone(), at(0));
        book.add(b.clone(), at(30));
        assert!(!book.burn(random().as_str(), at(1)));
        assert!(!book.burn("", at(1)));
        assert!(book.burn(a.as_str(), at(59)));
        assert!(!book.burn(a.as_str(), at(59)), "a token was used twice");
        assert!(!book.burn(b.as_str(), at(90)), "an expired token admits");
    }

    #[test]
    fn the_latest_resume_token_lasts_and_its_predecessor_does_not() {
        let mut book = TokenBook::default();
        let (a, b) = (random(), random());
        book.set_resume(a.clone());
        book.set_resume(b.clone());
        assert!(!book.burn(a.as_str(), at(1)));
        assert!(book.burn(b.as_str(), at(100_000)));
        assert!(!book.burn(b.as_str(), at(100_000)));
    }

    #[test]
    fn tokens_nobody_uses_do_not_pile_up() {
        let mut book = TokenBook::default();
        let first = random();
        book.add(first.clone(), at(0));
        for _ in 0..MOST {
            book.add(random(), at(0));
        }
        assert_eq!(book.entries.len(), MOST);
        assert!(!book.burn(first.as_str(), at(1)));
    }
}
