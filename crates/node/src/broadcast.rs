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
