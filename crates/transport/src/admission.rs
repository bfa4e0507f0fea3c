//! Which sessions take players, and who gets in.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use stratus_media::Timestamp;
use stratus_protocol::id::{SessionId, Token};
use tokio::sync::mpsc;

use crate::connection::Connection;
use crate::request::Target;
use crate::token::{Place, TokenBook, random};

struct Slot {
    number: u64,
    book: TokenBook,
    arrivals: mpsc::UnboundedSender<Connection>,
}

#[derive(Default)]
struct Slots {
    next_number: u64,
    by_session: HashMap<SessionId, Slot>,
}

/// The sessions that take players now.
pub(crate) struct Registry {
    slots: Mutex<Slots>,
    /// How long a token that was handed out waits for its connection.
    token_lifetime: Duration,
}

/// What a request's path and token lead to.
pub(crate) enum Answer {
    /// To a place in a session; the token is used up.
    Session(Place, mpsc::UnboundedSender<Connection>),
    Forbidden,
    NotFound,
}

impl Registry {
    pub(crate) fn new(token_lifetime: Duration) -> Self {
        Self {
            slots: Mutex::default(),
            token_lifetime,
        }
    }

    /// Looks a request up, and uses its token up.
    pub(crate) fn answer(&self, path: &str, now: Timestamp) -> Answer {
        let Some(target) = Target::parse(path) else {
            return Answer::NotFound;
        };
        let mut slots = self.slots.lock();
        let Some(slot) = slots.by_session.get_mut(&target.session) else {
            return Answer::NotFound;
        };
        match slot.book.burn(target.token, now) {
            Some(place) => Answer::Session(place, slot.arrivals.clone()),
            None => Answer::Forbidden,
        }
    }

    pub(crate) fn admit(self: &Arc<Self>, session: SessionId) -> Admission {
        let (arrivals, arrived) = mpsc::unbounded_channel();
        let mut slots = self.slots.lock();
        let number = slots.next_number;
        slots.next_number += 1;
        let slot = Slot {
            number,
            book: TokenBook::new(self.token_lifetime),
            arrivals,
        };
        slots.by_session.insert(session.clone(), slot);
        Admission {
            registry: self.clone(),
            session,
            number,
            arrived,
        }
    }
}

/// A session's right to take players. Dropped: its tokens admit nobody any more.
pub struct Admission {
    registry: Arc<Registry>,
    session: SessionId,
    number: u64,
    arrived: mpsc::UnboundedReceiver<Connection>,
}

impl Admission {
    /// A fresh token that admits one connection to `place` within 60 seconds
    /// ([`token_lifetime`](crate::EndpointConfig::token_lifetime)). Up to eight may be outstanding for a place; a further
    /// one revokes the oldest.
    #[must_use]
    pub fn token(&self, place: Place) -> Token {
        let token = random();
        self.with_book(|book| book.add(place, token.clone(), Timestamp::now()));
        token
    }

    /// A fresh token for `Welcome`: it admits one reconnect to `place`, as long as the session is admitted. The
    /// one before it is revoked, so a page that was replaced cannot come back by itself.
    #[must_use]
    pub fn resume_token(&self, place: Place) -> Token {
        let token = random();
        self.with_book(|book| book.set_resume(place, token.clone()));
        token
    }

    /// No token of this place admits any more. A connection that used one up a moment ago may still come; its
    /// [`Connection::place`] says whose it was.
    pub fn revoke(&self, place: Place) {
        self.with_book(|book| book.revoke(place));
    }

    /// The next player to connect, past its `Hello`. May be called while another connection lives,
    /// and be dropped before it is done. Never returns once the endpoint is closed.
    pub async fn accept(&mut self) -> Connection {
        match self.arrived.recv().await {
            Some(connection) => connection,
            // The slot was taken over by another admission of the same session.
            None => std::future::pending().await,
        }
    }

    fn with_book(&self, change: impl FnOnce(&mut TokenBook)) {
        let mut slots = self.registry.slots.lock();
        if let Some(slot) = slots.by_session.get_mut(&self.session)
            && slot.number == self.number
        {
            change(&mut slot.book);
        }
    }
}

impl Drop for Admission {
    fn drop(&mut self) {
        let mut slots = self.registry.slots.lock();
        let ours = slots.by_session.get(&self.session);
        if ours.is_some_and(|slot| slot.number == self.number) {
            slots.by_session.remove(&self.session);
        }
    }
}
