//! What the next frame may refer to: the decoder's picture buffer, as it is at a player who loses frames.
//!
//! [`References`] says of each frame before it is coded whether it is an IDR or which frames it refers to, in which
//! order, and what becomes of the kept ones. When the player reports frames as lost, the next one refers only to frames
//! that it has; an IDR comes only when there are none. Nothing here encodes or waits, so it is one for every back end:
//!
//! ```
//! # use stratus_encode::references::{Ask, References, Window};
//! let mut references = References::new(Window::frames(4)?, 0);
//! let first = references.plan(Ask::default());
//! assert!(first.is_idr());
//! references.coded(&first); // not called where encoding failed: the next plan has the same id
//! let second = references.plan(Ask::default());
//! references.coded(&second);
//! references.lost(&[1]);
//! let repair = references.plan(Ask::default());
//! assert_eq!((repair.id, repair.references[0].id, repair.repair), (2, 0, true));
//! # Ok::<(), stratus_encode::references::WindowError>(())
//! ```
//!
//! # Why the decoder follows
//! Every frame has the next `frame_num`, lost or not, and the stream allows gaps. A player's decoder that misses a frame
//! keeps a place for it ("non-existing" frames, §8.2.5.2), so that its window slides as the encoder's does. What a lost
//! frame's own marking operations would have done is not done there: [`References::lost`] goes back to the state before
//! it, and has the frames since missing too. They are: each refers to the newest frame that is not known to be lost.

mod buffer;
mod history;
mod plan;
mod window;

use buffer::Buffer;
use history::History;

pub use buffer::Held;
pub use plan::{Ask, Picture, Plan};
pub use window::{MAX_FRAMES, Window, WindowError};

/// The longest time between two IDRs: `PicOrderCnt` counts by two in 32 bits (§8.2.1). 207 days at 60 frames a second.
const MOST_FRAMES_WITHOUT_IDR: u32 = 1 << 30;

/// The encoder's idea of the decoder's picture buffer. One a stream; see the [module](self).
pub struct References {
    window: Window,
    /// Id of the next frame.
    next: u32,
    /// Frames since the last IDR, that one included; 0 before the first.
    since_idr: u32,
    idr_pic_id: u16,
    frame_num: u32,
    buffer: Buffer,
    history: History,
    /// So many frames right before the next one are known to be lost, since the loss was told.
    missing: u32,
}

impl References {
    /// Keeps nothing yet; the first frame is `next` ([`EncodedFrame::id`](stratus_media::EncodedFrame::id)), an IDR.
    #[must_use]
    pub fn new(window: Window, next: u32) -> Self {
        Self {
            window,
            next,
            since_idr: 0,
            idr_pic_id: 0,
            frame_num: 0,
            buffer: Buffer::default(),
            history: History::new(),
            missing: 0,
        }
    }

    /// The id of the frame that is planned next.
    #[must_use]
    pub const fn next_id(&self) -> u32 {
        self.next
    }

    /// Forgets every frame: the next one is `next`, an IDR. For a back end that takes a stream over, or that lost its
    /// pictures.
    pub fn restart(&mut self, next: u32) {
        self.next = next;
        self.since_idr = 0;
        self.frame_num = 0;
        self.buffer = Buffer::default();
        self.history.clear();
        self.missing = 0;
    }

    /// What the next frame is to be. Changes nothing: [`coded`](Self::coded) does, once it is.
    #[must_use]
    pub fn plan(&self, ask: Ask) -> Plan {
        let references = self.buffer.usable(self.window.active);
        let idr = ask.idr
            || self.since_idr == 0
            || references.is_empty()
            // The decoder could not tell how many it missed: `frame_num` has gone round.
            || self.missing > self.window.most_missing()
            || self.since_idr >= MOST_FRAMES_WITHOUT_IDR;
        let keep = ask.keep && self.window.long > 0;
        let slot = self.buffer.free_slot(&self.window);
        if idr {
            return Plan::idr(self.next, self.idr_pic_id, keep, slot);
        }
        let frame_num = (self.frame_num + 1) & self.window.frame_num_mask();
        let mut plan = Plan::predicted(self.next, frame_num, self.since_idr, references, slot);
        plan.modifications = self.buffer.modifications(&plan, &self.window);
        plan.operations = self.buffer.operations(frame_num, keep, &self.window);
        plan.repair = self.missing > 0;
        plan
    }

    /// The planned frame was coded: it is the newest, and the buffer is as the decoder's after it.
    ///
    /// A plan that is not of the frame whose turn it is changes nothing.
    pub fn coded(&mut self, plan: &Plan) {
        debug_assert_eq!(plan.id, self.next, "a plan that is not the newest");
        if plan.id != self.next {
            return;
        }
        if plan.is_idr() {
            self.history.clear();
            self.since_idr = 0;
            self.idr_pic_id = self.idr_pic_id.wrapping_add(1);
        }
        self.history.push(plan, &self.buffer);
        self.buffer.take(plan, &self.window);
        self.frame_num = plan.frame_num;
        self.since_idr += 1;
        self.next = self.next.wrapping_add(1);
        self.missing = 0;
    }

    /// The player does not have these frames; neither has it what was built on them. Ids that were never given out or
    /// are older than the last IDR are ignored, and so is what was told before.
    ///
    /// Says whether that was news: then the next frame's plan has [`Plan::repair`] set, or is an IDR.
    pub fn lost(&mut self, ids: &[u32]) -> bool {
        let ages = ids.iter().map(|id| self.next.wrapping_sub(*id));
        let since_idr = ages.filter(|age| (1..=self.since_idr).contains(age));
        let Some(age) = since_idr.filter(|age| !self.history.is_lost(*age)).max() else {
            return false;
        };
        self.missing = self.history.lose(age, &mut self.buffer, &self.window);
        true
    }

    /// What the decoder's buffer holds, the newest short-term frame first, then long-term frames by index. A driver's
    /// list of reference frames is made of those that have a [`Held::slot`].
    pub fn held(&self) -> impl Iterator<Item = &Held> {
        self.buffer.initial_list()
    }
}

#[cfg(test)]
mod tests;
