//! The frames since the last IDR, for going back to the one that was lost.

use std::collections::VecDeque;

use super::buffer::Buffer;
use super::{Held, Plan, Window};

/// How many frames can be gone back: 4 s at 60 a second. A loss that is told later costs an IDR.
const FRAMES: usize = 256;

struct Coded {
    frame: Held,
    /// The decoder's buffer before it.
    before: Buffer,
    lost: bool,
}

/// Frames in the order of coding.
pub(super) struct History(VecDeque<Coded>);

impl History {
    pub(super) fn new() -> Self {
        Self(VecDeque::with_capacity(FRAMES))
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn push(&mut self, plan: &Plan, before: &Buffer) {
        if self.0.len() == FRAMES {
            self.0.pop_front();
        }
        self.0.push_back(Coded {
            frame: plan.as_held(),
            before: before.clone(),
            lost: false,
        });
    }

    /// The frame `age` before the next one is known to be lost.
    pub(super) fn is_lost(&self, age: u32) -> bool {
        let at = self.0.len().checked_sub(age as usize);
        at.and_then(|at| self.0.get(at))
            .is_some_and(|frame| frame.lost)
    }

    /// The frame `age` before the next one is lost, and with it all since: `buffer` becomes what the decoder has that
    /// misses them. Answers with how many frames are missing up to here, without one between them that is there.
    pub(super) fn lose(&mut self, age: u32, buffer: &mut Buffer, window: &Window) -> u32 {
        let Some(at) = self.0.len().checked_sub(age as usize) else {
            // So long ago that what the decoder had then is not known any more.
            self.0.iter_mut().for_each(|frame| frame.lost = true);
            buffer.lose_all();
            return age;
        };
        let Some(mut decoder) = self.0.get(at).map(|frame| frame.before.clone()) else {
            return 0;
        };
        for frame in self.0.range_mut(at..) {
            frame.lost = true;
            frame.before.clone_from(&decoder);
            decoder.miss(frame.frame, window);
        }
        decoder.place_as(buffer);
        *buffer = decoder;
        self.0.iter().rev().take_while(|frame| frame.lost).count() as u32
    }
}
