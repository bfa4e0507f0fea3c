//! Slices in memory that everyone who is sent them shares.

use bytes::{Bytes, BytesMut};

/// Slices are handed on when there are so many bytes of them, two packets' worth: less would mostly be packets that are
/// not full.
const PIECE: usize = 2400;
/// What a picture's slices find room in; a larger picture takes memory of its own. A key frame at 20 Mb/s and 60 pictures
/// a second has 83 kB at most.
const ROOM: usize = 256 << 10;
/// Pictures whose memory is kept while they are on their way, the one that is made included: QUIC holds each until it is
/// acknowledged, so these are a round trip of a quarter of a second at 60 pictures a second. Memory never written to costs none.
const KEPT: usize = 16;

/// A part of a picture: whole NAL units, one after another. A clone shares the memory.
#[derive(Debug, Clone)]
pub struct Slices(pub(crate) Bytes);

impl AsRef<[u8]> for Slices {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Copies slices out of an encoder's memory, and puts small ones together. A picture's memory is used again when nobody
/// holds a part of it any more, so pictures of a usual size allocate nothing.
#[derive(Debug, Default)]
pub struct SliceBuffer {
    /// Memory of pictures that may still be on their way.
    kept: Vec<BytesMut>,
    /// The picture that is being made, as far as it was not handed on.
    filling: BytesMut,
    /// How much of its memory is still free, if that is of the kind that is kept.
    room: Option<usize>,
}

impl SliceBuffer {
    /// Without memory yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A picture begins; what is left of another one is thrown away.
    pub fn begin(&mut self) {
        self.filling.clear();
        let before = std::mem::take(&mut self.filling);
        // A picture that did not fit has memory of another size, which goes with it.
        if self.room.replace(ROOM).is_some() {
            self.kept.push(before);
        }
        // Where all is taken back that was split from it, because nobody else holds that any more.
        let free = self
            .kept
            .iter_mut()
            .position(|memory| memory.try_reclaim(ROOM));
        self.filling = match free {
            Some(at) => self.kept.swap_remove(at),
            None => BytesMut::with_capacity(ROOM),
        };
        // More than these are on a network that is behind.
        self.kept.truncate(KEPT - 1);
    }

    /// The picture's next slices; answers with all that should leave now.
    #[must_use]
    pub fn add(&mut self, nal_units: &[u8]) -> Option<Slices> {
        self.room = self.room.and_then(|room| room.checked_sub(nal_units.len()));
        self.filling.extend_from_slice(nal_units);
        if self.filling.len() < PIECE {
            return None;
        }
        self.rest()
    }

    /// What is left when the picture ends.
    #[must_use]
    pub fn rest(&mut self) -> Option<Slices> {
        (!self.filling.is_empty()).then(|| Slices(self.filling.split().freeze()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, VecDeque};

    use super::*;

    fn picture(buffer: &mut SliceBuffer, slices: &[&[u8]]) -> Vec<Slices> {
        buffer.begin();
        let mut parts: Vec<_> = slices
            .iter()
            .filter_map(|slice| buffer.add(slice))
            .collect();
        parts.extend(buffer.rest());
        parts
    }

    #[test]
    fn a_picture_leaves_in_order_in_parts_that_are_worth_a_packet() {
        let mut buffer = SliceBuffer::new();
        let slices: Vec<Vec<u8>> = (0..12)
            .map(|n| vec![n; 100 + 300 * usize::from(n)])
            .collect();
        let slices: Vec<&[u8]> = slices.iter().map(Vec::as_slice).collect();
        let parts = picture(&mut buffer, &slices);
        let (last, others) = parts.split_last().unwrap();
        assert!(others.len() > 3, "it does not wait for its end");
        assert!(others.iter().all(|part| part.as_ref().len() >= PIECE));
        assert!(last.as_ref().len() < PIECE + slices[11].len());
        let whole: Vec<u8> = parts
            .iter()
            .flat_map(|part| part.as_ref().to_vec())
            .collect();
        assert_eq!(whole, slices.concat());
        // A picture of which nothing changes is a few bytes a slice, in one part.
        assert_eq!(picture(&mut buffer, &[&[1u8; 13][..]; 12]).len(), 1);
        assert!(picture(&mut buffer, &[]).is_empty());
    }

    #[test]
    fn what_was_not_handed_on_of_a_picture_that_failed_is_in_no_other() {
        let mut buffer = SliceBuffer::new();
        buffer.begin();
        assert!(buffer.add(&[1; 100]).is_none());
        let parts = picture(&mut buffer, &[&[2; 100]]);
        assert_eq!(parts[0].as_ref(), [2; 100]);
    }

    #[test]
    fn memory_is_used_again_when_the_last_viewer_has_let_it_go() {
        let mut buffer = SliceBuffer::new();
        let at = |parts: &[Slices]| parts[0].as_ref().as_ptr();
        let slice = vec![7; 5000];
        let first = picture(&mut buffer, &[&slice, &slice]);
        let viewer = first.clone();
        let memory = at(&first);
        drop(first);
        let second = picture(&mut buffer, &[&slice]);
        assert_ne!(at(&second), memory, "a viewer still needs it");
        assert_eq!(viewer[1].as_ref(), slice);
        drop(viewer);
        let mut seen = Vec::new();
        for _ in 0..20 {
            let parts = picture(&mut buffer, &[&slice, &slice]);
            seen.push(at(&parts));
        }
        seen.sort_unstable();
        seen.dedup();
        assert!(
            seen.len() <= 2,
            "{} places for one picture at a time",
            seen.len()
        );
    }

    #[test]
    fn a_picture_larger_than_the_memory_is_whole_too() {
        let mut buffer = SliceBuffer::new();
        let slice = vec![9; 100_000];
        for _ in 0..3 {
            let parts = picture(&mut buffer, &[slice.as_slice(); 8]);
            let bytes: usize = parts.iter().map(|part| part.as_ref().len()).sum();
            assert_eq!(bytes, 800_000);
        }
    }

    #[test]
    fn as_many_pictures_as_a_long_way_holds_use_the_same_memory_also_after_ones_that_were_too_large()
     {
        let mut buffer = SliceBuffer::new();
        let slice = vec![7; 20_000];
        let places = |buffer: &mut SliceBuffer| {
            let mut held = VecDeque::new();
            let mut seen = BTreeSet::new();
            for n in 0..100 {
                let parts = picture(buffer, &[&slice, &slice]);
                if n >= KEPT {
                    seen.insert(parts[0].as_ref().as_ptr());
                }
                held.push_back(parts);
                if held.len() == KEPT {
                    held.pop_front();
                }
            }
            seen
        };
        let before = places(&mut buffer);
        assert!(before.len() <= KEPT, "{} places", before.len());
        let large = vec![9; 200_000];
        for _ in 0..2 * KEPT {
            let parts = picture(&mut buffer, &[large.as_slice(); 4]);
            assert_eq!(parts.len(), 4);
        }
        let after = places(&mut buffer);
        assert!(
            after.len() <= KEPT,
            "{} places after large ones",
            after.len()
        );
    }
}
