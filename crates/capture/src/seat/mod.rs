//! A seat that exists only for the game: keyboard and pointer, played by the player's hands.

mod cursor;
mod down;
mod keymap;
mod play;
mod pointer;
mod requests;
mod state;

use std::collections::VecDeque;
use std::sync::Arc;

use parking_lot::Mutex;
use stratus_media::{SeatEvent, Timestamp};

pub(crate) use cursor::CursorImage;
pub(crate) use requests::{ConstraintsHandler, RelativeManagerHandler, SeatHandler};
pub(crate) use state::{Focus, SeatState};

use crate::wake::Wake;

/// Events that fit without an allocation.
const ROOM: usize = 1024;
/// From so many waiting events on, motion is joined with motion.
const CROWDED: usize = 256;

/// What waits for the proxy thread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Command {
    Event(SeatEvent),
    ReleaseAll,
}

/// Commands with the time at which they were sent.
pub(crate) type Queued = VecDeque<(Timestamp, Command)>;

struct Shared {
    queue: Mutex<Queued>,
    wake: Wake,
}

/// The player's keyboard and mouse. Any thread may play; the game has the event within microseconds.
#[derive(Clone)]
pub struct Seat(Arc<Shared>);

impl Seat {
    pub(crate) fn new(wake: Wake) -> Self {
        Self(Arc::new(Shared {
            queue: Mutex::new(VecDeque::with_capacity(ROOM)),
            wake,
        }))
    }

    /// Hands an event to the game. Presses and releases are never lost; while many events wait,
    /// neighbouring motions become one.
    pub fn send(&self, event: SeatEvent) {
        self.push(Command::Event(event));
    }

    /// Lifts every key and button that is down.
    pub fn release_all(&self) {
        self.push(Command::ReleaseAll);
    }

    fn push(&self, command: Command) {
        let now = Timestamp::now();
        {
            let mut queue = self.0.queue.lock();
            let crowded = queue.len() >= CROWDED;
            let joined = crowded
                && match (queue.back_mut(), command) {
                    (Some((_, Command::Event(last))), Command::Event(event)) => join(last, event),
                    _ => false,
                };
            if !joined {
                queue.push_back((now, command));
            }
        }
        self.0.wake.ring();
    }

    /// Swaps what waits with `empty`.
    pub(crate) fn take(&self, empty: &mut Queued) {
        if empty.capacity() < ROOM {
            empty.reserve(ROOM);
        }
        let mut queue = self.0.queue.lock();
        if !queue.is_empty() {
            std::mem::swap(&mut *queue, empty);
        }
    }
}

/// Makes one event of two motions.
fn join(last: &mut SeatEvent, event: SeatEvent) -> bool {
    match (last, event) {
        (SeatEvent::Motion { dx, dy }, SeatEvent::Motion { dx: x, dy: y }) => {
            *dx += x;
            *dy += y;
            true
        }
        (last @ SeatEvent::Position { .. }, event @ SeatEvent::Position { .. }) => {
            *last = event;
            true
        }
        (SeatEvent::Wheel { dx, dy }, SeatEvent::Wheel { dx: x, dy: y }) => {
            *dx = dx.saturating_add(x);
            *dy = dy.saturating_add(y);
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowd_of_motions_becomes_one_and_no_key_is_lost() {
        let seat = Seat::new(Wake::new().unwrap());
        for code in 0..2000 {
            seat.send(SeatEvent::Key {
                code,
                pressed: true,
            });
        }
        for _ in 0..5000 {
            seat.send(SeatEvent::Motion { dx: 1.0, dy: -2.0 });
        }
        seat.release_all();
        let mut queued = Queued::default();
        seat.take(&mut queued);
        assert_eq!(queued.len(), 2002);
        assert_eq!(
            queued[2000].1,
            Command::Event(SeatEvent::Motion {
                dx: 5000.0,
                dy: -10000.0
            })
        );
        assert_eq!(queued[2001].1, Command::ReleaseAll);
    }
}
