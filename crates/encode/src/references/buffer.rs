//! The decoded picture buffer (§8.2.4, §8.2.5) of frames that are all references.

use arrayvec::ArrayVec;

use crate::h264::{ListModification, MarkingOperation};

use super::{MAX_FRAMES, Picture, Plan, Window};

/// A frame in the decoder's picture buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// [`EncodedFrame::id`](stratus_media::EncodedFrame::id).
    pub id: u32,
    /// `frame_num`.
    pub frame_num: u32,
    /// `PicOrderCnt`.
    pub pic_order_cnt: i32,
    /// `long_term_frame_idx`; `None` of a short-term one.
    pub long_term: Option<u8>,
    /// Where its picture is ([`Plan::slot`]). `None`: the decoder has a place for it, the encoder has it no more.
    pub slot: Option<u8>,
    /// The player has it, as far as is known: it may be referred to.
    pub usable: bool,
}

/// What is held. Short-term frames are in the order of coding, the newest last.
#[derive(Debug, Clone, Default)]
pub(super) struct Buffer {
    short: ArrayVec<Held, MAX_FRAMES>,
    long: ArrayVec<Held, MAX_FRAMES>,
}

impl Buffer {
    /// The usable frames, the last coded first; `most` of them.
    pub(super) fn usable(&self, most: u8) -> ArrayVec<Held, MAX_FRAMES> {
        let mut usable: ArrayVec<Held, MAX_FRAMES> = self.all().copied().collect();
        usable.retain(|held| held.usable && held.slot.is_some());
        // As many frames ago as the order count says: it counts without a gap.
        usable.sort_unstable_by_key(|held| std::cmp::Reverse(held.pic_order_cnt));
        usable.truncate(most.into());
        usable
    }

    fn all(&self) -> impl Iterator<Item = &Held> {
        self.short.iter().chain(&self.long)
    }

    /// §8.2.4.2.1: short-term frames by falling `PicNum`, then long-term ones by rising index.
    pub(super) fn initial_list(&self) -> impl Iterator<Item = &Held> {
        self.short.iter().rev().chain(&self.long)
    }

    /// A place that no frame has.
    pub(super) fn free_slot(&self, window: &Window) -> u8 {
        let taken = |slot: &u8| self.all().any(|held| held.slot == Some(*slot));
        // There is one place more than frames.
        let all = 0..window.slots() as u8;
        all.into_iter().find(|slot| !taken(slot)).unwrap_or(0)
    }

    /// What brings the initial list into the plan's order (§7.4.3.1, §8.2.4.3). None where it has it.
    pub(super) fn modifications(
        &self,
        plan: &Plan,
        window: &Window,
    ) -> ArrayVec<ListModification, MAX_FRAMES> {
        let initial = self.initial_list().map(|held| held.id);
        if initial
            .take(plan.references.len())
            .eq(plan.references.iter().map(|held| held.id))
        {
            return ArrayVec::new();
        }
        let mask = window.frame_num_mask();
        let mut before = plan.frame_num;
        let step = |held: &Held| match held.long_term {
            Some(index) => ListModification::LongTerm(index.into()),
            None => {
                // Numbers are modulo their range, so that each is some steps back of any other.
                let back = before.wrapping_sub(held.frame_num) & mask;
                before = held.frame_num;
                ListModification::Back(back)
            }
        };
        plan.references.iter().map(step).collect()
    }

    /// What happens to the kept frames as `frame_num` comes, and that itself where it is to be kept for long: in the
    /// place of the oldest long-term one. None is the sliding window.
    pub(super) fn operations(
        &self,
        frame_num: u32,
        keep: bool,
        window: &Window,
    ) -> ArrayVec<MarkingOperation, 4> {
        let mut operations = ArrayVec::new();
        let free = (0..window.long).find(|index| self.long_at(*index).is_none());
        let oldest = self
            .long
            .iter()
            .min_by_key(|held| (held.usable, held.pic_order_cnt));
        let index = free.or(oldest.and_then(|held| held.long_term)).unwrap_or(0);
        let held = self.short.len() + self.long.len();
        let replaced = usize::from(keep && free.is_none());
        let full = held - replaced >= window.frames.into();
        if let Some(oldest) = self.short.first()
            && (keep || !full)
        {
            // Frames that become long-term ones push no short-term one out: without this, its number would come again.
            let back = frame_num.wrapping_sub(oldest.frame_num) & window.frame_num_mask();
            if full || back >= window.frames.into() {
                operations.push(MarkingOperation::ForgetShortTerm { back });
            }
        }
        if keep {
            // Each time, because the frame that said it first may be lost.
            operations.push(MarkingOperation::LongTermIndices(window.long.into()));
            operations.push(MarkingOperation::KeepCurrent {
                index: index.into(),
            });
        }
        operations
    }

    fn long_at(&self, index: u8) -> Option<usize> {
        self.long
            .iter()
            .position(|held| held.long_term == Some(index))
    }

    /// The decoder takes the frame: §8.2.5.
    pub(super) fn take(&mut self, plan: &Plan, window: &Window) {
        let mut frame = plan.as_held();
        if let Picture::Idr { long_term, .. } = plan.picture {
            *self = Self::default();
            frame.long_term = long_term.then_some(0);
        } else if plan.operations.is_empty() {
            self.slide(window);
        }
        for operation in &plan.operations {
            match *operation {
                MarkingOperation::ForgetShortTerm { back } => {
                    let number = plan.frame_num.wrapping_sub(back) & window.frame_num_mask();
                    self.short.retain(|held| held.frame_num != number);
                }
                MarkingOperation::KeepCurrent { index } => frame.long_term = Some(index as u8),
                // All there are stay within the window's number of indices.
                MarkingOperation::LongTermIndices(_)
                | MarkingOperation::ForgetLongTerm { .. }
                | MarkingOperation::KeepShortTerm { .. } => {}
            }
        }
        match frame.long_term {
            None => self.short.push(frame),
            Some(index) => {
                self.long.retain(|held| held.long_term != Some(index));
                self.long.push(frame);
                self.long.sort_unstable_by_key(|held| held.long_term);
            }
        }
    }

    /// The decoder misses the frame, and keeps a place for it: §8.2.5.2.
    pub(super) fn miss(&mut self, frame: Held, window: &Window) {
        self.slide(window);
        self.short.push(Held {
            long_term: None,
            usable: false,
            ..frame
        });
    }

    /// §8.2.5.3.
    fn slide(&mut self, window: &Window) {
        if self.short.len() + self.long.len() >= window.frames.into() && !self.short.is_empty() {
            self.short.remove(0);
        }
    }

    pub(super) fn lose_all(&mut self) {
        for held in self.short.iter_mut().chain(&mut self.long) {
            held.usable = false;
        }
    }

    /// Gives its frames the places that `before` has them at: the pictures themselves did not move. Frames that it has
    /// no more are gone.
    pub(super) fn place_as(&mut self, before: &Self) {
        for held in self.short.iter_mut().chain(&mut self.long) {
            held.slot = before
                .all()
                .find(|old| old.id == held.id)
                .and_then(|old| old.slot);
            held.usable &= held.slot.is_some();
        }
    }
}
