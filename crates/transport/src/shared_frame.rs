//! An encoded frame that goes to several players.

use bytes::Bytes;
use stratus_media::{EncodedFrame, Timestamp};

/// A frame whose bits lie in memory once, however many players it goes to: clones share them. Making one takes one
/// small allocation, for the count of those who hold it; a clone takes none.
#[derive(Debug, Clone)]
pub struct SharedFrame {
    /// Counts encoded frames by one, wrapping.
    pub id: u32,
    /// Decoding may start here.
    pub idr: bool,
    /// Refers only to frames that this player has, although they miss some.
    pub repair: bool,
    pub(crate) width: u16,
    pub(crate) height: u16,
    pub(crate) payload: Bytes,
    pub(crate) committed: Timestamp,
    pub(crate) taken: Timestamp,
    pub(crate) converted: Timestamp,
    pub(crate) encoded: Timestamp,
    pub(crate) dropped: u16,
}

impl SharedFrame {
    /// The same frame, as it is meant for another player: what they miss may differ.
    #[must_use]
    pub fn marked(&self, repair: bool) -> Self {
        Self {
            repair,
            ..self.clone()
        }
    }
}

impl From<EncodedFrame> for SharedFrame {
    fn from(frame: EncodedFrame) -> Self {
        Self {
            id: frame.id,
            idr: frame.idr,
            repair: frame.repair,
            width: frame.width,
            height: frame.height,
            payload: Bytes::from_owner(frame.payload),
            committed: frame.committed,
            taken: frame.taken,
            converted: frame.converted,
            encoded: frame.encoded,
            dropped: frame.dropped,
        }
    }
}

#[cfg(test)]
mod tests {
    use stratus_media::PacketPool;

    use super::*;

    #[test]
    fn the_bits_lie_in_memory_once_and_go_back_to_their_pool_after_the_last_player() {
        let pool = PacketPool::new();
        let mut payload = pool.take();
        payload.buffer().resize(1000, 7);
        let at = payload.as_ptr();
        let now = Timestamp::now();
        let frame = SharedFrame::from(EncodedFrame {
            id: 1,
            idr: false,
            repair: false,
            width: 64,
            height: 48,
            payload,
            committed: now,
            taken: now,
            converted: now,
            encoded: now,
            dropped: 0,
        });
        let viewers = [frame.marked(false), frame.marked(true), frame];
        assert!(viewers.iter().all(|frame| frame.payload.as_ptr() == at));
        assert_ne!(pool.take().as_ptr(), at, "somebody still needs them");
        drop(viewers);
        let mut again = [(); 2].map(|()| pool.take());
        again
            .iter_mut()
            .for_each(|packet| packet.buffer().reserve(1));
        assert!(again.iter().any(|packet| packet.as_ptr() == at));
    }
}
