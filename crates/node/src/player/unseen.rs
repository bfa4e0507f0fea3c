//! Which of the game's pads it cannot be shown, and whose player knows. Pure.

use stratus_input::PadOf;
use stratus_protocol::session::input::MAX_PADS;

/// The game's pads that came too late for it. Each stays so to the session's end, whoever has it next.
#[derive(Debug, Default)]
pub struct Unseen {
    /// `None`: the game sees it, or it never came.
    pads: [Option<Told>; MAX_PADS],
}

/// Who was told last that the game does not see a pad.
type Told = Option<PadOf>;

impl Unseen {
    /// The game cannot be shown this pad of its own.
    pub(super) fn add(&mut self, slot: u8) {
        if let Some(pad) = self.pads.get_mut(usize::from(slot)) {
            pad.get_or_insert_default();
        }
    }

    /// A page that knows of nothing is in this seat.
    pub(super) fn new_connection(&mut self, seat: u8) {
        for told in self.pads.iter_mut().flatten() {
            told.take_if(|pad| pad.seat == seat);
        }
    }

    /// The seat of a player who holds such a pad and was not told; each is said once. `holder`: whose a pad is, where
    /// they have it in their hands.
    pub(super) fn untold(&mut self, holder: impl Fn(u8) -> Option<PadOf>) -> Option<u8> {
        (0..).zip(&mut self.pads).find_map(|(slot, pad)| {
            let (told, holder) = (pad.as_mut()?, holder(slot)?);
            (told.replace(holder) != Some(holder)).then_some(holder.seat)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNS: PadOf = PadOf { seat: 1, index: 0 };

    #[test]
    fn whoever_has_the_pad_is_told_once_and_again_on_a_page_that_does_not_know() {
        let mut unseen = Unseen::default();
        let anns = |slot| (slot == 2).then_some(ANNS);
        assert_eq!(unseen.untold(anns), None, "the game sees it");
        unseen.add(2);
        assert_eq!(unseen.untold(|_| None), None, "nobody holds it");
        assert_eq!(unseen.untold(anns), Some(1));
        unseen.add(2);
        assert_eq!(unseen.untold(anns), None, "she knows");
        unseen.new_connection(0);
        assert_eq!(unseen.untold(anns), None, "it is another's page");
        unseen.new_connection(1);
        assert_eq!(unseen.untold(anns), Some(1));
        let bobs = |slot| (slot == 2).then_some(PadOf { seat: 3, index: 0 });
        assert_eq!(unseen.untold(bobs), Some(3), "it is his now");
        assert_eq!(unseen.untold(bobs), None);
    }
}
