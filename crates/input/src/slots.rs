//! Which player's pad is which of the game's. Pure.
//!
//! The first slot is the host's. Of the others everybody finds one: a second pad of one player never takes the last one
//! that somebody without a pad might want.

use stratus_protocol::session::input::MAX_PADS;
use stratus_protocol::session::{HOST, SEATS};

/// The slot that no guest is given: games take its pad for their first player's.
const HOSTS: usize = 0;

/// A pad as its player numbers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PadOf {
    /// The player's seat.
    pub seat: u8,
    /// Which of their pads, 0–3.
    pub index: u8,
}

impl PadOf {
    /// The one that a game takes for its first player's.
    pub(crate) const FIRST: Self = Self {
        seat: HOST,
        index: 0,
    };
}

#[derive(Debug, Clone, Copy)]
struct Held {
    by: PadOf,
    /// The pad is there now.
    present: bool,
}

/// The game's pads, and who holds each. A pad takes one with its first event, and keeps it until its player's seat is
/// free, or until another pad needs it more while this one is away.
#[derive(Debug, Default)]
pub(crate) struct Slots {
    held: [Option<Held>; MAX_PADS],
    /// Guests who are in the session, with a pad or without.
    guests: [bool; SEATS as usize],
}

impl Slots {
    /// The slot that `pad` holds.
    pub fn find(&self, pad: PadOf) -> Option<usize> {
        self.held
            .iter()
            .position(|held| held.is_some_and(|held| held.by == pad))
    }

    /// The slot of `pad`, which is there now; `None`: there is none for it.
    pub fn take(&mut self, pad: PadOf) -> Option<usize> {
        let slot = self.reserve(pad)?;
        if let Some(held) = &mut self.held[slot] {
            held.present = true;
        }
        Some(slot)
    }

    /// The slot of `pad`, from now on at the latest; `None`: there is none for it.
    pub fn reserve(&mut self, pad: PadOf) -> Option<usize> {
        if let Some(slot) = self.find(pad) {
            return Some(slot);
        }
        let slot = self
            .own_absent(pad.seat)
            .or_else(|| self.free_for(pad.seat))
            .or_else(|| self.spare_for(pad.seat))?;
        self.held[slot] = Some(Held {
            by: pad,
            present: false,
        });
        Some(slot)
    }

    /// One that a pad of the same player left: a pad that comes back under another number is the same to the game.
    fn own_absent(&self, seat: u8) -> Option<usize> {
        self.held
            .iter()
            .position(|held| held.is_some_and(|held| held.by.seat == seat && !held.present))
    }

    /// A free one, unless somebody without a pad would find none then.
    fn free_for(&self, seat: u8) -> Option<usize> {
        if seat == HOST && self.held[HOSTS].is_none() {
            return Some(HOSTS);
        }
        let mut free = (0..MAX_PADS).filter(|slot| *slot != HOSTS && self.held[*slot].is_none());
        let without = (1..SEATS).filter(|other| {
            *other != seat && self.guests[usize::from(*other)] && self.count(*other) == 0
        });
        let spared = if self.count(seat) == 0 {
            0
        } else {
            without.count()
        };
        free.nth(spared)?;
        (0..MAX_PADS).find(|slot| *slot != HOSTS && self.held[*slot].is_none())
    }

    /// For a player without any: one whose pad is away, of somebody who has more than that.
    fn spare_for(&self, seat: u8) -> Option<usize> {
        if self.count(seat) > 0 {
            return None;
        }
        (0..MAX_PADS).filter(|slot| *slot != HOSTS).find(|slot| {
            self.held[*slot].is_some_and(|held| !held.present && self.count(held.by.seat) > 1)
        })
    }

    fn count(&self, seat: u8) -> usize {
        let held = self.held.iter().flatten();
        held.filter(|held| held.by.seat == seat).count()
    }

    /// The pad that holds this slot is away.
    pub fn leave(&mut self, slot: usize) {
        if let Some(Some(held)) = self.held.get_mut(slot) {
            held.present = false;
        }
    }

    /// Whose slot it is.
    pub fn holder(&self, slot: usize) -> Option<PadOf> {
        Some(self.held.get(slot)?.as_ref()?.by)
    }

    /// Whose slot it is, where the pad is there.
    pub fn present_holder(&self, slot: usize) -> Option<PadOf> {
        let held = self.held.get(slot)?.as_ref()?;
        held.present.then_some(held.by)
    }

    /// Whether a player of this seat holds the slot.
    pub fn is_of(&self, slot: usize, seat: u8) -> bool {
        self.holder(slot).is_some_and(|pad| pad.seat == seat)
    }

    /// Somebody is in this seat.
    pub fn seated(&mut self, seat: u8) {
        if let Some(guest) = self.guests.get_mut(usize::from(seat)) {
            *guest = true;
        }
    }

    /// The seat is free, and so are its slots.
    pub fn free(&mut self, seat: u8) {
        if let Some(guest) = self.guests.get_mut(usize::from(seat)) {
            *guest = false;
        }
        for held in &mut self.held {
            if held.is_some_and(|held| held.by.seat == seat) {
                *held = None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn pad(seat: u8, index: u8) -> PadOf {
        PadOf { seat, index }
    }

    #[test]
    fn each_pad_takes_a_slot_and_keeps_it_until_its_players_seat_is_free() {
        let mut slots = Slots::default();
        let taken = [pad(2, 0), pad(1, 3), pad(0, 0), pad(1, 0)].map(|pad| slots.take(pad));
        assert_eq!(taken, [Some(1), Some(2), Some(0), Some(3)]);
        assert_eq!(slots.take(pad(3, 0)), None, "there are four");
        assert_eq!(slots.take(pad(1, 3)), Some(2));
        slots.free(1);
        assert_eq!((slots.find(pad(1, 3)), slots.holder(2)), (None, None));
        assert_eq!(slots.take(pad(3, 0)), Some(2));
        assert_eq!(slots.holder(2), Some(pad(3, 0)));
        assert!(slots.is_of(2, 3) && !slots.is_of(2, 1) && !slots.is_of(3, 3));
    }

    #[test]
    fn the_games_first_pad_is_the_hosts_whatever_guests_do() {
        let mut slots = Slots::default();
        let taken = [0, 1, 2, 3].map(|index| slots.take(pad(1, index)));
        assert_eq!(taken, [Some(1), Some(2), Some(3), None]);
        // Under whichever number the host's browser has it.
        assert_eq!(slots.take(pad(0, 2)), Some(0));
        assert_eq!(slots.take(pad(0, 0)), None);
        slots.leave(0);
        assert_eq!(slots.take(pad(2, 0)), None, "not even while it is away");
        assert_eq!(slots.take(pad(0, 0)), Some(0));
    }

    #[test]
    fn one_persons_four_pads_are_the_games_in_their_order() {
        let mut slots = Slots::default();
        let taken = [0, 1, 2, 3].map(|index| slots.take(pad(0, index)));
        assert_eq!(taken, [0, 1, 2, 3].map(Some));
    }

    #[test]
    fn nobodys_second_pad_takes_the_last_one_that_somebody_without_a_pad_might_want() {
        let mut slots = Slots::default();
        for seat in 1..4 {
            slots.seated(seat);
        }
        assert_eq!(slots.take(pad(1, 0)), Some(1));
        assert_eq!(slots.take(pad(1, 1)), None);
        assert_eq!(slots.take(pad(0, 0)), Some(0));
        assert_eq!(slots.take(pad(0, 1)), None, "the host's neither");
        slots.free(3);
        assert_eq!(slots.take(pad(1, 1)), Some(2));
        assert_eq!(slots.take(pad(0, 1)), None);
        assert_eq!(slots.take(pad(2, 0)), Some(3));
    }

    #[test]
    fn a_pad_that_comes_back_under_another_number_is_the_same_to_the_game() {
        let mut slots = Slots::default();
        assert_eq!(slots.take(pad(1, 0)), Some(1));
        for index in [1, 2, 3, 0, 1] {
            slots.leave(1);
            assert_eq!(slots.take(pad(1, index)), Some(1));
        }
        assert_eq!(slots.present_holder(1), Some(pad(1, 1)));
        assert_eq!(slots.holder(2), None);
        // The first one is there before it is touched; the host's browser gave theirs another number.
        assert_eq!(slots.reserve(PadOf::FIRST), Some(0));
        assert_eq!(slots.present_holder(0), None);
        assert_eq!(slots.take(pad(0, 1)), Some(0));
    }

    #[test]
    fn who_has_no_pad_gets_one_that_somebody_with_more_has_put_away() {
        let mut slots = Slots::default();
        for index in 0..4 {
            slots.take(pad(0, index));
        }
        slots.seated(1);
        assert_eq!(slots.take(pad(1, 0)), None, "the host plays with all four");
        slots.leave(2);
        assert_eq!(slots.take(pad(1, 0)), Some(2));
        assert_eq!(slots.take(pad(0, 2)), None);
        slots.leave(3);
        assert_eq!(slots.take(pad(1, 1)), None, "one is enough");
        // The only one that somebody has stays theirs.
        slots.free(0);
        slots.take(pad(2, 0));
        slots.take(pad(3, 0));
        slots.leave(1);
        assert_eq!(slots.take(pad(0, 0)), Some(0));
        assert_eq!(slots.take(pad(0, 1)), None);
    }
}
