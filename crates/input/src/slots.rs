//! Which player's pad is which of the game's. Pure.

use stratus_protocol::session::HOST;
use stratus_protocol::session::input::MAX_PADS;

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

/// The game's pads, and who holds each. A pad takes a free one with its first event, and keeps it until its player's
/// seat is free.
#[derive(Debug, Default)]
pub(crate) struct Slots {
    of: [Option<PadOf>; MAX_PADS],
}

impl Slots {
    /// The slot that `pad` holds.
    pub fn find(&self, pad: PadOf) -> Option<usize> {
        self.of.iter().position(|of| *of == Some(pad))
    }

    /// The slot that `pad` holds, from now on at the latest; `None`: none is free. The host's first pad is given the
    /// first slot, which the others are given last.
    pub fn take(&mut self, pad: PadOf) -> Option<usize> {
        if let Some(slot) = self.find(pad) {
            return Some(slot);
        }
        let order = if pad == PadOf::FIRST {
            [0, 1, 2, 3]
        } else {
            [1, 2, 3, 0]
        };
        let slot = order.into_iter().find(|slot| self.of[*slot].is_none())?;
        self.of[slot] = Some(pad);
        Some(slot)
    }

    /// Whose pad it is.
    pub fn holder(&self, slot: usize) -> Option<PadOf> {
        *self.of.get(slot)?
    }

    /// Whether a player of this seat holds the slot.
    pub fn is_of(&self, slot: usize, seat: u8) -> bool {
        self.holder(slot).is_some_and(|pad| pad.seat == seat)
    }

    /// The seat is free, and so are its slots.
    pub fn free(&mut self, seat: u8) {
        for of in &mut self.of {
            if of.is_some_and(|pad| pad.seat == seat) {
                *of = None;
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
    fn the_hosts_first_pad_is_the_games_first_unless_all_others_were_taken() {
        let mut slots = Slots::default();
        for seat in 1..4 {
            slots.take(pad(seat, 0));
        }
        assert_eq!(slots.take(pad(0, 0)), Some(0));
        let mut slots = Slots::default();
        for index in 0..4 {
            slots.take(pad(1, index));
        }
        assert_eq!(slots.take(pad(0, 0)), None);
        slots.free(1);
        assert_eq!(slots.take(pad(0, 0)), Some(0));
    }

    #[test]
    fn one_persons_four_pads_are_the_games_in_their_order() {
        let mut slots = Slots::default();
        let taken = [0, 1, 2, 3].map(|index| slots.take(pad(0, index)));
        assert_eq!(taken, [0, 1, 2, 3].map(Some));
    }
}
