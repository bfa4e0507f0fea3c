//! What the encoder keeps of a frame that another back end may have to encode, and of a picture that was begun.

use stratus_media::{
    Damage, FrameBuffer, FrameStart, PixelFormat, Size, SliceSink, Timestamp, VideoFrame,
};

/// A frame without its guard: good as long as nobody else wants the memory, and readable after that.
#[derive(Clone)]
pub(super) struct Shadow {
    seq: u64,
    size: Size,
    format: PixelFormat,
    buffer: FrameBuffer,
    committed: Timestamp,
}

impl Shadow {
    pub(super) fn of(frame: &VideoFrame) -> Self {
        Self {
            seq: frame.seq,
            size: frame.size,
            format: frame.format,
            buffer: frame.buffer.clone(),
            committed: frame.committed,
        }
    }

    pub(super) fn frame(&self) -> VideoFrame {
        VideoFrame {
            seq: self.seq,
            size: self.size,
            format: self.format,
            buffer: self.buffer.clone(),
            damage: Damage::full(self.size),
            committed: self.committed,
            guard: None,
        }
    }
}

/// Notes which picture was begun.
pub(super) struct Tap<'a> {
    pub(super) sink: &'a mut dyn SliceSink,
    pub(super) begun: Option<u32>,
}

impl SliceSink for Tap<'_> {
    fn begin(&mut self, start: &FrameStart) {
        self.begun = Some(start.id);
        self.sink.begin(start);
    }

    fn slice(&mut self, nal_units: &[u8]) {
        self.sink.slice(nal_units);
    }
}
