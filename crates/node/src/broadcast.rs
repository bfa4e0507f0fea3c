//! From the encoder's hand to the viewers' networks: slices of the picture that is being encoded, as they come.

use parking_lot::Mutex;
use stratus_media::{FrameEnd, FrameStart, SliceSink, Timestamp};
use stratus_transport::SliceBuffer;

use crate::audience::{Audience, Wanted};

/// One picture on its way to everyone who can use it. Dropped before its end: those who got a part of it are told.
pub struct Broadcast<'a> {
    audience: &'a Mutex<Audience>,
    slices: &'a mut SliceBuffer,
    wanted: &'a Wanted,
    begun: Option<FrameStart>,
}

impl<'a> Broadcast<'a> {
    /// The picture that is `wanted`, before it begins.
    pub fn new(
        audience: &'a Mutex<Audience>,
        slices: &'a mut SliceBuffer,
        wanted: &'a Wanted,
    ) -> Self {
        Self {
            audience,
            slices,
            wanted,
            begun: None,
        }
    }

    /// What has begun; the latest, where an encoder began and another one had to.
    pub const fn begun(&self) -> Option<FrameStart> {
        self.begun
    }

    /// The picture is whole.
    pub fn end(mut self, end: &FrameEnd) {
        let rest = self.slices.rest();
        let mut audience = self.audience.lock();
        if let Some(rest) = rest {
            audience.slices(&rest);
        }
        audience.end(end);
        self.begun = None;
    }
}

impl SliceSink for Broadcast<'_> {
    fn begin(&mut self, start: &FrameStart) {
        self.slices.begin();
        let mut audience = self.audience.lock();
        audience.begin(Timestamp::now(), start, self.wanted);
        self.begun = Some(*start);
    }

    fn slice(&mut self, nal_units: &[u8]) {
        if let Some(slices) = self.slices.add(nal_units) {
            self.audience.lock().slices(&slices);
        }
    }
}

impl Drop for Broadcast<'_> {
    fn drop(&mut self) {
        if self.begun.is_some() {
            self.audience.lock().cut();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use stratus_protocol::session::HOST;
    use stratus_transport::Slices;

    use super::*;
    use crate::audience::Watcher;

    /// What came so far, in bytes; `cut` pictures were given up, `whole` ones ended.
    #[derive(Debug, Default, Clone, PartialEq, Eq)]
    struct Came {
        parts: Vec<usize>,
        whole: usize,
        cut: usize,
    }

    #[derive(Clone, Default)]
    struct Player(Arc<Mutex<Came>>);

    impl Watcher for Player {
        fn admit(&self) -> bool {
            true
        }

        fn begin(&self, _: &FrameStart, _: Option<u32>) {
            self.0.lock().parts.clear();
        }

        fn slices(&self, slices: Slices) {
            self.0.lock().parts.push(slices.as_ref().len());
        }

        fn end(&self, _: &FrameEnd) {
            self.0.lock().whole += 1;
        }

        fn cut(&self) {
            self.0.lock().cut += 1;
        }
    }

    fn start(id: u32) -> FrameStart {
        let now = Timestamp::now();
        FrameStart {
            id,
            idr: true,
            repair: false,
            width: 64,
            height: 48,
            committed: now,
            taken: now,
        }
    }

    #[test]
    fn a_player_has_the_first_slices_before_the_encoder_has_the_next_and_hears_how_it_ends() {
        let player = Player::default();
        let audience = Mutex::new(Audience::default());
        audience.lock().comes(HOST, Box::new(player.clone()));
        let mut memory = SliceBuffer::new();
        let mut picture = |id: u32, ends: bool| {
            let wanted = audience.lock().ask(Timestamp::now(), true, true, id);
            let wanted = wanted.expect("somebody watches");
            let mut broadcast = Broadcast::new(&audience, &mut memory, &wanted);
            broadcast.begin(&start(id));
            let mut parts = Vec::new();
            for slice in [3000, 4000, 20] {
                broadcast.slice(&vec![0; slice]);
                parts.push(player.0.lock().parts.clone());
            }
            // Too few bytes for a packet wait for what comes after them.
            assert_eq!(parts, [vec![3000], vec![3000, 4000], vec![3000, 4000]]);
            if ends {
                let now = Timestamp::now();
                broadcast.end(&FrameEnd {
                    converted: now,
                    first_slice: now,
                    encoded: now,
                    bytes: 7020,
                    dropped: 0,
                });
            } else {
                drop(broadcast);
            }
            player.0.lock().clone()
        };
        let whole = picture(0, true);
        assert_eq!(
            (whole.parts, whole.whole, whole.cut),
            (vec![3000, 4000, 20], 1, 0)
        );
        let cut = picture(1, false);
        assert_eq!((cut.whole, cut.cut), (1, 1));
    }
}
