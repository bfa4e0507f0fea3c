//! One slot between two threads: the newest value wins, an older one is dropped at once.

use std::time::Duration;

use parking_lot::{Condvar, Mutex};

use crate::Timestamp;

struct Slot<T> {
    value: Option<T>,
    replaced: u64,
    closed: bool,
    nudged: bool,
}

/// A latest-value mailbox.
pub struct Mailbox<T> {
    slot: Mutex<Slot<T>>,
    filled: Condvar,
}

impl<T> Default for Mailbox<T> {
    fn default() -> Self {
        Self {
            slot: Mutex::new(Slot {
                value: None,
                replaced: 0,
                closed: false,
                nudged: false,
            }),
            filled: Condvar::new(),
        }
    }
}

impl<T> Mailbox<T> {
    /// An empty mailbox.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts `value` in; a value that nobody took is dropped (outside the lock). Says when the value was
    /// there for a reader, before any was woken.
    pub fn put(&self, value: T) -> Timestamp {
        let old = {
            let mut slot = self.slot.lock();
            if slot.closed {
                Some(value)
            } else {
                let old = slot.value.replace(value);
                slot.replaced += u64::from(old.is_some());
                old
            }
        };
        let there = Timestamp::now();
        self.filled.notify_one();
        drop(old);
        there
    }

    /// Waits for a value; `None` when the time is over, after a [`Mailbox::nudge`], or when the mailbox is
    /// closed and empty.
    pub fn take(&self, timeout: Duration) -> Option<T> {
        let deadline = std::time::Instant::now() + timeout;
        let mut slot = self.slot.lock();
        while slot.value.is_none() && !slot.closed && !slot.nudged {
            if self.filled.wait_until(&mut slot, deadline).timed_out() {
                break;
            }
        }
        slot.nudged = false;
        slot.value.take()
    }

    /// Ends the reader's wait without a value: something else than a value needs it.
    pub fn nudge(&self) {
        self.slot.lock().nudged = true;
        self.filled.notify_one();
    }

    /// Takes a value if one is there.
    pub fn try_take(&self) -> Option<T> {
        self.slot.lock().value.take()
    }

    /// How many values were dropped unread.
    pub fn replaced(&self) -> u64 {
        self.slot.lock().replaced
    }

    /// Refuses further values, drops the one inside and wakes whoever waits.
    pub fn close(&self) {
        let old = {
            let mut slot = self.slot.lock();
            slot.closed = true;
            slot.value.take()
        };
        self.filled.notify_all();
        drop(old);
    }

    /// `close` was called.
    pub fn is_closed(&self) -> bool {
        self.slot.lock().closed
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn the_newest_wins_and_the_older_is_dropped_at_once() {
        let mailbox = Mailbox::new();
        let first = Arc::new(1);
        mailbox.put(Arc::clone(&first));
        mailbox.put(Arc::new(2));
        assert_eq!(Arc::strong_count(&first), 1);
        assert_eq!(mailbox.take(Duration::ZERO).as_deref(), Some(&2));
        assert_eq!(mailbox.replaced(), 1);
        assert!(mailbox.take(Duration::from_millis(1)).is_none());
    }

    #[test]
    fn a_nudge_ends_one_wait() {
        let mailbox = Mailbox::<u8>::new();
        mailbox.nudge();
        assert_eq!(mailbox.take(Duration::from_secs(100)), None);
        mailbox.put(1);
        assert_eq!(mailbox.take(Duration::from_secs(100)), Some(1));
    }

    #[test]
    fn a_waiting_reader_wakes_and_close_ends_the_wait() {
        let mailbox = Arc::new(Mailbox::new());
        let reader = {
            let mailbox = Arc::clone(&mailbox);
            std::thread::spawn(move || {
                let got = mailbox.take(Duration::from_secs(10));
                (got, mailbox.take(Duration::from_secs(10)))
            })
        };
        mailbox.put(5);
        while mailbox.slot.lock().value.is_some() {
            std::thread::yield_now();
        }
        mailbox.close();
        assert_eq!(reader.join().unwrap(), (Some(5), None));
    }
}
