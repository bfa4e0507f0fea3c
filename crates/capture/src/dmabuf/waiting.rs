//! Frames in commit order that wait until they are drawn. The newest that is ready wins; a clock that the
//! caller passes in ends every wait.
//!
//! Each has its own damage. What a frame that is never shown had goes to the next newer one of its surface,
//! which may wait here or be yet to come: an older one does not show it.

use std::time::Duration;

use stratus_media::{Damage, Timestamp};

use crate::damage::NOTHING;
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
    damage: Damage,
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

    /// A surface's newest frame, committed now. Where a surface has too many, its newest so far comes back
    /// and leaves its damage to this one: the GPU draws in order, so the oldest will be ready first.
    ///
    /// # Errors
    /// The frame itself, with its damage left to the caller, where other surfaces fill the room.
    pub(crate) fn push(
        &mut self,
        surface: SurfaceId,
        now: Timestamp,
        mut damage: Damage,
        item: T,
    ) -> Result<Option<T>, T> {
        let of_surface = |frame: &Frame<T>| frame.surface == surface;
        let of_this = self.frames.iter().filter(|f| of_surface(f)).count();
        let mut too_many = None;
        if of_this >= MOST_OF_A_SURFACE {
            if let Some(newest) = self.frames.iter().rposition(of_surface) {
                let newest = self.frames.remove(newest);
                damage = damage.union(newest.damage);
                too_many = Some(newest.item);
            }
        } else if self.frames.len() >= MOST {
            return Err(item);
        }
        self.frames.push(Frame {
            token: self.next,
            surface,
            deadline: now + PATIENCE,
            damage,
            item,
        });
        self.next += 1;
        Ok(too_many)
    }

    pub(crate) fn get_mut(&mut self, token: u64) -> Option<&mut T> {
        let frame = self.frames.iter_mut().find(|f| f.token == token)?;
        Some(&mut frame.item)
    }

    /// A frame is drawn: it leaves with its damage. Older ones of its surface are dropped, and theirs joins it.
    pub(crate) fn take(&mut self, token: u64) -> Option<(T, Damage)> {
        let at = self.frames.iter().position(|f| f.token == token)?;
        let Frame {
            surface,
            damage,
            item,
            ..
        } = self.frames.remove(at);
        let older = self.drop_where(|f| f.surface == surface && f.token < token);
        Some((item, damage.union(older)))
    }

    /// A surface shows something newer, which has the damage of all that waited; or nothing.
    pub(crate) fn drop_surface(&mut self, surface: SurfaceId) -> Damage {
        self.drop_where(|f| f.surface == surface)
    }

    pub(crate) fn drop_connection(&mut self, connection: u64) {
        self.frames.retain(|f| f.surface.connection != connection);
    }

    /// Damage of a frame that left and is not shown: the oldest of its surface that still waits has it.
    /// Comes back where none waits.
    pub(crate) fn pass_on(&mut self, surface: SurfaceId, damage: Damage) -> Option<Damage> {
        let Some(next) = self.frames.iter_mut().find(|f| f.surface == surface) else {
            return Some(damage);
        };
        next.damage = next.damage.union(damage);
        None
    }

    /// The oldest frame, where it has waited too long; with its damage, where no other of its surface waits.
    pub(crate) fn expire(&mut self, now: Timestamp) -> Option<(T, Option<Damage>)> {
        if self.deadline()? > now {
            return None;
        }
        let Frame {
            surface,
            damage,
            item,
            ..
        } = self.frames.remove(0);
        Some((item, self.pass_on(surface, damage)))
    }

    fn drop_where(&mut self, goes: impl Fn(&Frame<T>) -> bool) -> Damage {
        let mut damage = NOTHING;
        self.frames.retain(|frame| {
            let goes = goes(frame);
            if goes {
                damage = damage.union(frame.damage);
            }
            !goes
        });
        damage
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

    /// One pixel that changed.
    fn pixel(x: u32) -> Damage {
        row(x, 1)
    }

    /// Pixels of the first row.
    fn row(x: u32, width: u32) -> Damage {
        Damage {
            x,
            y: 0,
            width,
            height: 1,
        }
    }

    #[test]
    fn the_newest_ready_frame_wins_and_older_ones_are_given_back() {
        let mut waiting = Waiting::default();
        let frames: Vec<_> = (0..4).map(Rc::new).collect();
        for (number, frame) in frames.iter().enumerate() {
            let on = surface(if number == 3 { 2 } else { 1 });
            assert_eq!(waiting.next_token(), number as u64);
            let pushed = waiting.push(on, at(0), pixel(number as u32), Rc::clone(frame));
            assert_eq!(pushed, Ok(None));
        }
        // The second of three is ready first, and shows what the first would have.
        let (second, damage) = waiting.take(1).unwrap();
        assert_eq!((*second, damage), (1, row(0, 2)));
        let held = |number: usize| Rc::strong_count(&frames[number]) == 2;
        assert_eq!([held(0), held(2), held(3)], [false, true, true]);
        // The first signals late: nobody shows it any more.
        assert_eq!(waiting.take(0), None);
        let (third, damage) = waiting.take(2).unwrap();
        assert_eq!((*third, damage), (2, pixel(2)));
        assert_eq!(waiting.drop_surface(surface(2)), pixel(3));
        assert_eq!(waiting.deadline(), None);
    }

    #[test]
    fn frames_that_are_ready_in_order_keep_their_own_damage() {
        let mut waiting = Waiting::default();
        for x in 0..3 {
            let _ = waiting.push(surface(1), at(0), pixel(x), x);
        }
        for x in 0..3 {
            assert_eq!(waiting.take(u64::from(x)), Some((x, pixel(x))));
        }
        assert_eq!(waiting.drop_surface(surface(1)), NOTHING);
    }

    #[test]
    fn a_fence_that_never_signals_is_given_up_and_the_next_frame_has_its_damage() {
        let mut waiting = Waiting::default();
        assert_eq!(waiting.deadline(), None);
        let _ = waiting.push(surface(1), at(0), pixel(0), 'a');
        let _ = waiting.push(surface(2), at(100), pixel(9), 'x');
        let _ = waiting.push(surface(1), at(400), pixel(1), 'b');
        let _ = waiting.push(surface(1), at(500), pixel(2), 'c');
        assert_eq!(waiting.deadline(), Some(at(1000)));
        assert_eq!(waiting.expire(at(999)), None);
        assert_eq!(waiting.expire(at(1000)), Some(('a', None)));
        assert_eq!(waiting.expire(at(1000)), None);
        assert_eq!(waiting.get_mut(0), None);
        assert_eq!(waiting.deadline(), Some(at(1100)));
        // No other of its surface waits.
        assert_eq!(waiting.expire(at(1100)), Some(('x', Some(pixel(9)))));
        assert_eq!(waiting.take(2), Some(('b', row(0, 2))));
        assert_eq!(waiting.expire(at(5000)), Some(('c', Some(pixel(2)))));
        assert_eq!(waiting.expire(at(5000)), None);
        assert_eq!(waiting.deadline(), None);
    }

    #[test]
    fn damage_of_a_frame_that_could_not_be_shown_goes_to_the_oldest_that_waits() {
        let mut waiting = Waiting::default();
        for x in 0..3 {
            let _ = waiting.push(surface(1), at(0), pixel(x), x);
        }
        let (_, damage) = waiting.take(0).unwrap();
        assert_eq!(waiting.pass_on(surface(1), damage), None);
        assert_eq!(waiting.take(1), Some((1, row(0, 2))));
        assert_eq!(waiting.take(2), Some((2, pixel(2))));
        assert_eq!(waiting.pass_on(surface(1), damage), Some(damage));
    }

    #[test]
    fn a_surface_cannot_fill_the_room_and_its_oldest_and_newest_frame_stay() {
        let mut waiting = Waiting::default();
        let newest = MOST_OF_A_SURFACE + 9;
        for number in 0..=newest {
            let displaced = waiting.push(surface(1), at(0), pixel(number as u32), number);
            let expected = number
                .checked_sub(1)
                .filter(|_| number >= MOST_OF_A_SURFACE);
            assert_eq!(displaced, Ok(expected));
        }
        assert_eq!(waiting.take(0), Some((0, pixel(0))));
        assert_eq!(waiting.take(1), Some((1, pixel(1))));
        // What was displaced was newer than these, so that the newest has its damage.
        let last = MOST_OF_A_SURFACE as u64 - 2;
        let older = row(2, last as u32 - 1);
        assert_eq!(waiting.take(last), Some((last as usize, older)));
        let displaced = row(last as u32 + 1, newest as u32 - last as u32);
        assert_eq!(waiting.take(newest as u64), Some((newest, displaced)));
        assert_eq!(waiting.deadline(), None);
    }

    #[test]
    fn the_room_is_bounded_and_a_client_that_leaves_empties_its_part() {
        let mut waiting = Waiting::default();
        let push = |waiting: &mut Waiting<u64>, on: u64, item| {
            waiting.push(surface(on), at(0), NOTHING, item)
        };
        for number in 0..MOST as u64 {
            assert_eq!(push(&mut waiting, number, number), Ok(None));
        }
        assert_eq!(push(&mut waiting, 1000, 9), Err(9));
        waiting.drop_connection(0);
        assert_eq!(push(&mut waiting, 1000, 9), Ok(None));
        assert_eq!(waiting.take(9), None);
        assert_eq!(waiting.take(10), Some((10, NOTHING)));
    }
}
