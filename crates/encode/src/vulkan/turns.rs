//! One at a time, but nobody waits for ever for one whose driver does not come back.

use std::ops::{Deref, DerefMut};
use std::time::{Duration, Instant};

use parking_lot::{Mutex, MutexGuard};

/// Something that those who call the driver have in turn.
pub(super) struct Turns<T> {
    held: Mutex<T>,
    /// When the turn began that somebody has.
    since: Mutex<Option<Instant>>,
    /// How long others wait for one to end. Then it is no more waited for, by nobody, until it has ended.
    limit: Duration,
}

/// Somebody's turn.
pub(super) struct Turn<'a, T> {
    // Before the lock is let go, so that the next one's is not taken for this one.
    _end: End<'a>,
    held: MutexGuard<'a, T>,
}

struct End<'a>(&'a Mutex<Option<Instant>>);

impl<T> Turns<T> {
    pub(super) const fn new(of: T, limit: Duration) -> Self {
        Self {
            held: Mutex::new(of),
            since: Mutex::new(None),
            limit,
        }
    }

    /// The next turn.
    ///
    /// # Errors
    /// For how long somebody has had theirs, where that is over the limit.
    pub(super) fn next(&self) -> Result<Turn<'_, T>, Duration> {
        loop {
            let since = self.since.lock().unwrap_or_else(Instant::now);
            if let Some(held) = self.held.try_lock_until(since + self.limit) {
                *self.since.lock() = Some(Instant::now());
                return Ok(Turn {
                    _end: End(&self.since),
                    held,
                });
            }
            // Another's may have begun meanwhile.
            if let Some(same) = self.since.lock().filter(|begun| *begun <= since) {
                return Err(same.elapsed());
            }
        }
    }
}

impl<T> Deref for Turn<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.held
    }
}

impl<T> DerefMut for Turn<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.held
    }
}

impl Drop for End<'_> {
    fn drop(&mut self) {
        *self.0.lock() = None;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(20);

    #[test]
    fn nobody_waits_for_ever_behind_a_driver_that_hangs() {
        let limit = Duration::from_millis(100);
        let turns = Turns::new(0, limit);
        let (go, gone) = channel::<()>();
        let (enter, entered) = channel();
        std::thread::scope(|scope| {
            let hangs = &turns;
            scope.spawn(move || {
                let mut turn = hangs.next().unwrap();
                enter.send(()).unwrap();
                let _ = gone.recv();
                *turn = 1;
            });
            entered.recv().unwrap();
            // All who come at once wait for the same time, and are gone.
            let (left, leaving) = channel();
            for _ in 0..8 {
                let (left, turns) = (left.clone(), &turns);
                scope.spawn(move || left.send(turns.next().err()).unwrap());
            }
            for _ in 0..8 {
                let waited = leaving.recv_timeout(PATIENCE).unwrap().unwrap();
                assert!(waited >= limit, "{waited:?}");
            }
            // Later ones do not wait at all.
            let begun = Instant::now();
            for _ in 0..1000 {
                assert!(turns.next().is_err());
            }
            assert!(begun.elapsed() < limit * 1000 / 2);
            drop(go);
        });
        // It has come back.
        assert_eq!(turns.next().map(|turn| *turn), Ok(1));
    }

    #[test]
    fn those_who_take_their_time_are_all_waited_for() {
        let turns = Turns::new(0, PATIENCE);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let mut turn = turns.next().unwrap();
                    let before = *turn;
                    std::thread::sleep(Duration::from_millis(2));
                    *turn = before + 1;
                });
            }
        });
        assert_eq!(turns.next().map(|turn| *turn), Ok(8));
    }
}
