//! What the next frame is to be.

use arrayvec::ArrayVec;

use crate::h264::{ListModification, MarkingOperation, ReferenceMarking};

use super::{Held, MAX_FRAMES};

/// What is wanted of the next frame beyond its picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ask {
    /// Decoding has to be able to start here.
    pub idr: bool,
    /// Keep it as a long-term reference, in the place of the oldest one. Without effect where the window has none.
    pub keep: bool,
}

/// How a frame is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// An IDR: by itself, and everything before it is forgotten.
    Idr {
        /// `idr_pic_id`.
        pic_id: u16,
        /// It is a long-term reference itself.
        long_term: bool,
    },
    /// A P frame.
    Predicted,
}

/// A frame that is to be coded: all that its slice headers and a driver's parameters say of references.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// [`EncodedFrame::id`](stratus_media::EncodedFrame::id).
    pub id: u32,
    /// How it is coded.
    pub picture: Picture,
    /// `frame_num`.
    pub frame_num: u32,
    /// `PicOrderCnt`: twice the frames since the IDR, as type 2 counts it (§8.2.1.3).
    pub pic_order_cnt: i32,
    /// `RefPicList0`, in order; every one of them is at the player, unless its loss is not known yet.
    pub references: ArrayVec<Held, MAX_FRAMES>,
    /// What brings the decoder's list into that order.
    pub modifications: ArrayVec<ListModification, MAX_FRAMES>,
    /// `memory_management_control_operation`s; none is the sliding window. [`Plan::marking`] has both.
    pub operations: ArrayVec<MarkingOperation, 4>,
    /// Where the coded picture goes, below [`Window::slots`](super::Window::slots); no picture that is held has it.
    pub slot: u8,
    /// It refers only to frames that the player has, after a loss: [`EncodedFrame::repair`](stratus_media::EncodedFrame::repair).
    pub repair: bool,
}

impl Plan {
    pub(super) fn idr(id: u32, pic_id: u16, long_term: bool, slot: u8) -> Self {
        Self {
            id,
            picture: Picture::Idr { pic_id, long_term },
            frame_num: 0,
            pic_order_cnt: 0,
            references: ArrayVec::new(),
            modifications: ArrayVec::new(),
            operations: ArrayVec::new(),
            slot,
            repair: false,
        }
    }

    pub(super) fn predicted(
        id: u32,
        frame_num: u32,
        since_idr: u32,
        references: ArrayVec<Held, MAX_FRAMES>,
        slot: u8,
    ) -> Self {
        Self {
            picture: Picture::Predicted,
            frame_num,
            pic_order_cnt: (since_idr * 2) as i32,
            references,
            ..Self::idr(id, 0, false, slot)
        }
    }

    /// The frame as a short-term reference.
    pub(super) const fn as_held(&self) -> Held {
        Held {
            id: self.id,
            frame_num: self.frame_num,
            pic_order_cnt: self.pic_order_cnt,
            long_term: None,
            slot: Some(self.slot),
            usable: true,
        }
    }

    /// Decoding may start here.
    #[must_use]
    pub const fn is_idr(&self) -> bool {
        matches!(self.picture, Picture::Idr { .. })
    }

    /// `dec_ref_pic_marking` of its slice headers.
    #[must_use]
    pub fn marking(&self) -> ReferenceMarking<'_> {
        match self.picture {
            Picture::Idr { pic_id, long_term } => ReferenceMarking::Idr {
                id: pic_id,
                long_term,
            },
            Picture::Predicted if self.operations.is_empty() => ReferenceMarking::SlidingWindow,
            Picture::Predicted => ReferenceMarking::Adaptive(&self.operations),
        }
    }

    /// For an encoder that keeps its own window and is told from which frame on it is of no use, as libx264 is: the
    /// frame after the one that this plan refers to first. `None` where that is the newest, and for an IDR.
    #[must_use]
    pub fn drop_from(&self) -> Option<u32> {
        let after = self.references.first()?.id.wrapping_add(1);
        (after != self.id).then_some(after)
    }
}
