//! Frames in commit order that wait until they are drawn. The newest that is ready wins; a clock that the
//! caller passes in ends every wait.

use std::time::Duration;

use stratus_media::Timestamp;

use crate::picture::SurfaceId;

/// A GPU that draws a frame for longer has hung.
pub(crate) const PATIENCE: Duration = Duration::from_secs(1);
/// More buffers than a swap chain has.
const MOST_OF_A_SURFACE: usize = 16;
const MOST: usize = 64;

struct Frame<T> {
    token: u64,
    surface: SurfaceId,
    deadline: Timestamp,
    item: T,
}

/// Waiting frames of a session. Dropping an item gives its buffer back.
pub(crate) struct Waiting<T> {
    frames: Vec<Frame<T>>,
    next: u64,
}

impl<T> Default for Waiting<T> {
    fn default() -> Self {
        Self {
            frames: Vec::with_capacity(MOST),
            next: 0,
        }
    }
}

impl<T> Waiting<T> {
    /// The token that the next frame will have.
    pub(crate) fn next_token(&self) -> u64 {
        self.next
    }

    /// A surface's newest frame, committed now. What is one too many comes back: the frame that was its
    /// newest, since the GPU draws in order and the oldest will be ready first; or this one, where others
    /// fill the room.
    pub(crate) fn push(&mut self, surface: SurfaceId, now: Timestamp, item: T) -> Option<T> {
        let of_surface = |frame: &Frame<T>| frame.surface == surface;
        let too_many = if self.frames.iter().filter(|f| of_surface(f)).count() >= MOST_OF_A_SURFACE
        {
            let newest = self.frames.iter().rposition(of_surface);
            newest.map(|at| self.frames.remove(at).item)
        } else if self.frames.len() >= MOST {
            return Some(item);
        } else {
            None
        };
        self.frames.push(Frame {
            token: self.next,
            surface,
            deadline: now + PATIENCE,
            item,
        });
        self.next += 1;
        too_many
    }

    pub(crate) fn get_mut(&mut self, token: u64) -> Option<&mut T> {
        let frame = self.frames.iter_mut().find(|f| f.token == token)?;
        Some(&mut frame.item)
    }

    /// A frame is drawn: it leaves, and older ones of its surface are dropped.
    pub(crate) fn take(&mut self, token: u64) -> Option<T> {
        let at = self.frames.iter().position(|f| f.token == token)?;
        let Frame { surface, item, .. } = self.frames.remove(at);
        self.frames
            .retain(|f| f.surface != surface || f.token > token);
        Some(item)
    }

    /// A surface shows something newer, or nothing.
    pub(crate) fn drop_surface(&mut self, surface: SurfaceId) {
        self.frames.retain(|f| f.surface != surface);
    }

    pub(crate) fn drop_connection(&mut self, connection: u64) {
        self.frames.retain(|f| f.surface.connection != connection);
    }

    /// Drops what has waited too long; says how many.
    pub(crate) fn expire(&mut self, now: Timestamp) -> usize {
        let before = self.frames.len();
        self.frames.retain(|f| f.deadline > now);
        before - self.frames.len()
    }

    /// When there is something to expire.
    pub(crate) fn deadline(&self) -> Option<Timestamp> {
        // All wait equally long, in order of their commits.
        self.frames.first().map(|f| f.deadline)
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;

    fn surface(surface: u64) -> SurfaceId {
        SurfaceId {
            connection: surface / 10,
            surface,
        }
    }

    fn at(millis: u64) -> Timestamp {
        Timestamp::from_nanos(millis * 1_000_000)
    }

    #[test]
    fn the_newest_ready_frame_wins_and_older_ones_are_given_back() {
        let mut waiting = Waiting::default();
        let frames: Vec<_> = (0..4).map(Rc::new).collect();
        for (number, frame) in frames.iter().enumerate() {
            let on = surface(if number == 3 { 2 } else { 1 });
            assert_eq!(waiting.next_token(), number as u64);
            assert!(waiting.push(on, at(0), Rc::clone(frame)).is_none());
        }
        // The second of three is ready first.
        assert_eq!(waiting.take(1).as_deref(), Some(&1));
        let held = |number: usize| Rc::strong_count(&frames[number]) == 2;
        assert_eq!([held(0), held(2), held(3)], [false, true, true]);
        // The first signals late: nobody shows it any more.
        assert_eq!(waiting.take(0), None);
        assert_eq!(waiting.take(2).as_deref(), Some(&2));
        waiting.drop_surface(surface(2));
        assert_eq!(waiting.deadline(), None);
    }

    #[test]
    fn a_fence_that_never_signals_is_given_up() {
        let mut waiting = Waiting::default();
        assert_eq!(waiting.deadline(), None);
        waiting.push(surface(1), at(0), 'a');
        waiting.push(surface(1), at(400), 'b');
        assert_eq!(waiting.deadline(), Some(at(1000)));
        assert_eq!(waiting.expire(at(999)), 0);
        assert_eq!(waiting.expire(at(1000)), 1);
        assert_eq!(waiting.get_mut(0), None);
        assert_eq!(waiting.deadline(), Some(at(1400)));
        assert_eq!(waiting.expire(at(5000)), 1);
        assert_eq!(waiting.deadline(), None);
    }

    #[test]
    fn a_surface_cannot_fill_the_room_and_its_oldest_and_newest_frame_stay() {
        let mut waiting = Waiting::default();
        let newest = MOST_OF_A_SURFACE + 9;
        for number in 0..=newest {
            let displaced = waiting.push(surface(1), at(0), number);
            let expected = number
                .checked_sub(1)
                .filter(|_| number >= MOST_OF_A_SURFACE);
            assert_eq!(displaced, expected);
        }
        assert_eq!(waiting.get_mut(0), Some(&mut 0));
        assert_eq!(waiting.take(newest as u64), Some(newest));
        assert_eq!(waiting.deadline(), None);
    }

    #[test]
    fn the_room_is_bounded_and_a_client_that_leaves_empties_its_part() {
        let mut waiting = Waiting::default();
        for number in 0..MOST as u64 {
            assert_eq!(waiting.push(surface(number), at(0), number), None);
        }
        assert_eq!(waiting.push(surface(1000), at(0), 9), Some(9));
        waiting.drop_connection(0);
        assert_eq!(waiting.push(surface(1000), at(0), 9), None);
        assert_eq!(waiting.take(9), None);
        assert_eq!(waiting.take(10), Some(10));
    }
}
