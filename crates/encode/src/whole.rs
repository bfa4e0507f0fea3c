//! An encoder whose pictures are wanted whole.

use std::ops::{Deref, DerefMut};

use stratus_media::{
    EncodedFrame, FrameEnd, FrameStart, Packet, PacketPool, SliceSink, VideoFrame,
};

use crate::{EncodeError, Encoder, FrameRequest};

/// An encoder that answers with whole access units, for those who have no use for single slices.
pub struct WholeFrames<E: ?Sized = dyn Encoder> {
    packets: PacketPool,
    encoder: Box<E>,
}

impl<E: Encoder + ?Sized> WholeFrames<E> {
    /// Collects what `encoder` makes.
    #[must_use]
    pub fn new(encoder: Box<E>) -> Self {
        Self {
            packets: PacketPool::new(),
            encoder,
        }
    }

    /// [`Encoder::encode`], whole.
    ///
    /// # Errors
    /// As there.
    pub fn encode(
        &mut self,
        frame: VideoFrame,
        request: &FrameRequest<'_>,
    ) -> Result<EncodedFrame, EncodeError> {
        let mut collector = FrameCollector::new(&self.packets);
        let end = self.encoder.encode(frame, request, &mut collector)?;
        collector.finish(end, self.encoder.name())
    }

    /// [`Encoder::repeat`], whole.
    ///
    /// # Errors
    /// As there.
    pub fn repeat(
        &mut self,
        request: &FrameRequest<'_>,
    ) -> Result<Option<EncodedFrame>, EncodeError> {
        let mut collector = FrameCollector::new(&self.packets);
        let end = self.encoder.repeat(request, &mut collector)?;
        end.map(|end| collector.finish(end, self.encoder.name()))
            .transpose()
    }
}

impl<E: ?Sized> Deref for WholeFrames<E> {
    type Target = E;
    fn deref(&self) -> &E {
        &self.encoder
    }
}

impl<E: ?Sized> DerefMut for WholeFrames<E> {
    fn deref_mut(&mut self) -> &mut E {
        &mut self.encoder
    }
}

/// Puts a picture's slices together in memory of a pool.
pub struct FrameCollector {
    start: Option<FrameStart>,
    payload: Packet,
}

impl FrameCollector {
    /// For one picture.
    #[must_use]
    pub fn new(packets: &PacketPool) -> Self {
        Self {
            start: None,
            payload: packets.take(),
        }
    }

    /// The whole picture.
    ///
    /// # Errors
    /// [`EncodeError::Output`] where the encoder `backend` ended a picture that it never began.
    pub fn finish(self, end: FrameEnd, backend: &'static str) -> Result<EncodedFrame, EncodeError> {
        let Some(start) = self.start else {
            return Err(EncodeError::Output {
                backend,
                reason: "a picture ended that had not begun",
            });
        };
        Ok(EncodedFrame {
            id: start.id,
            idr: start.idr,
            repair: start.repair,
            width: start.width,
            height: start.height,
            payload: self.payload,
            committed: start.committed,
            taken: start.taken,
            converted: end.converted,
            encoded: end.encoded,
            dropped: end.dropped,
        })
    }
}

impl SliceSink for FrameCollector {
    fn begin(&mut self, start: &FrameStart) {
        self.start = Some(*start);
        self.payload.buffer().clear();
    }

    fn slice(&mut self, nal_units: &[u8]) {
        self.payload.buffer().extend_from_slice(nal_units);
    }
}
