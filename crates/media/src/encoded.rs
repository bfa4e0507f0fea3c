//! Bits on their way to the network, in memory that is used again.

use std::ops::Deref;
use std::sync::Arc;

use parking_lot::Mutex;

use crate::Timestamp;

/// Byte buffers that return here when dropped, so that a frame allocates nothing.
#[derive(Clone, Default)]
pub struct PacketPool {
    free: Arc<Mutex<Vec<Vec<u8>>>>,
}

/// How many unused buffers a pool keeps.
const KEEP: usize = 16;

impl PacketPool {
    /// An empty pool; it grows to what is in flight at a time.
    #[must_use]
    pub fn new() -> Self {
        let pool = Self::default();
        pool.free.lock().reserve(KEEP);
        pool
    }

    /// An empty buffer, with the memory of an earlier one.
    #[must_use]
    pub fn take(&self) -> Packet {
        let bytes = self.free.lock().pop().unwrap_or_default();
        Packet {
            bytes,
            pool: self.clone(),
        }
    }
}

/// A buffer of a [`PacketPool`].
pub struct Packet {
    bytes: Vec<u8>,
    pool: PacketPool,
}

impl Packet {
    /// The buffer, to be filled.
    pub fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }
}

impl Deref for Packet {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl AsRef<[u8]> for Packet {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Packet {
    fn drop(&mut self) {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        let mut free = self.pool.free.lock();
        if free.len() < KEEP {
            free.push(bytes);
        }
    }
}

/// What is known of an encoded picture before its first slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrameStart {
    /// Counts encoded frames by one, wrapping.
    pub id: u32,
    /// Decoding may start here.
    pub idr: bool,
    /// Refers only to frames that the player has.
    pub repair: bool,
    /// Picture width, pixels.
    pub width: u16,
    /// Picture height, pixels.
    pub height: u16,
    /// When the game committed the picture.
    pub committed: Timestamp,
    /// When the encoder took it.
    pub taken: Timestamp,
}

/// What is known of an encoded picture only after its last slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrameEnd {
    /// When its colours were converted.
    pub converted: Timestamp,
    /// When its first slice was there.
    pub first_slice: Timestamp,
    /// When its last bit was there.
    pub encoded: Timestamp,
    /// Bytes of all its slices, with parameter sets and start codes.
    pub bytes: u32,
    /// Commits dropped before encode since the frame before.
    pub dropped: u16,
}

/// Where an encoded picture goes, slice by slice, each as soon as it is done.
///
/// A picture is one [`begin`](Self::begin), then its slices from the top down. Calls come one at a time, but
/// from any of the encoder's threads, which encode nothing more until the call is over: an implementation
/// copies or hands on, and never waits.
pub trait SliceSink: Send {
    /// A picture begins. One that began before and did not end is not whole: another encoder makes it anew, under
    /// this number.
    fn begin(&mut self, start: &FrameStart);

    /// Its next whole NAL units (H.264 Annex B, each with a start code); those before the first slice of
    /// an IDR are its parameter sets. The bytes are the encoder's: they are gone after the call.
    fn slice(&mut self, nal_units: &[u8]);
}

/// One encoded picture (H.264 Annex B, one access unit).
pub struct EncodedFrame {
    /// Counts encoded frames by one, wrapping.
    pub id: u32,
    /// Decoding may start here.
    pub idr: bool,
    /// Refers only to frames that the player has.
    pub repair: bool,
    /// Picture width, pixels.
    pub width: u16,
    /// Picture height, pixels.
    pub height: u16,
    /// The bits.
    pub payload: Packet,
    /// When the game committed the picture.
    pub committed: Timestamp,
    /// When the encoder took it.
    pub taken: Timestamp,
    /// When its colours were converted.
    pub converted: Timestamp,
    /// When its last bit was there.
    pub encoded: Timestamp,
    /// Commits dropped before encode since the frame before.
    pub dropped: u16,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_packet_lends_its_memory_to_the_next() {
        let pool = PacketPool::new();
        let mut packet = pool.take();
        packet.buffer().extend_from_slice(&[1; 1000]);
        let at = packet.as_ptr();
        drop(packet);
        let mut next = pool.take();
        assert!(next.is_empty());
        next.buffer().push(1);
        assert_eq!(next.as_ptr(), at);
    }
}
