//! One frame on its way into QUIC.

use std::collections::VecDeque;
use std::pin::pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use quinn::WriteError;
use stratus_media::{FrameEnd, FrameStart, Timestamp};
use stratus_protocol::session::video::{FrameHeader, FrameTrailer};

use crate::webtransport::stream_error;

/// A frame that waits for its stream or is being written. Its slices may still be on their way from the encoder.
pub(super) struct Frame {
    pub(super) start: FrameStart,
    /// When it was handed over.
    pub(super) born: Timestamp,
    /// `None` in single-stream mode, and before it has taken off.
    pub(super) stream: Option<quinn::SendStream>,
    /// What QUIC has not taken of it.
    chunks: VecDeque<Bytes>,
    /// It is whole.
    end: Option<FrameEnd>,
    /// Its header said nothing of the end: a trailer is due.
    open: bool,
    /// Something is written.
    pub(super) begun: bool,
}

impl Frame {
    /// Nothing of it is there yet. `chunks` is memory of an earlier frame.
    pub(super) fn new(start: FrameStart, born: Timestamp, chunks: VecDeque<Bytes>) -> Self {
        Self {
            start,
            born,
            stream: None,
            chunks,
            end: None,
            open: false,
            begun: false,
        }
    }

    /// Decoding needs nothing that was sent before it.
    pub(super) const fn starts_run(&self) -> bool {
        self.start.idr || self.start.repair
    }

    pub(super) fn push(&mut self, slices: Bytes) {
        self.chunks.push_back(slices);
    }

    pub(super) fn ends(&mut self, end: FrameEnd) {
        self.end = Some(end);
    }

    pub(super) const fn is_whole(&self) -> bool {
        self.end.is_some()
    }

    /// There is something to write.
    pub(super) fn has_bytes(&self) -> bool {
        self.is_whole() || !self.chunks.is_empty()
    }

    /// Bytes that QUIC has not taken, as far as they are there.
    pub(super) fn unsent(&self) -> usize {
        self.chunks.iter().map(Bytes::len).sum()
    }

    /// Gives its stream up, unless that has ended.
    pub(super) fn reset(&mut self, code: u32) {
        if let Some(stream) = &mut self.stream {
            let _ = stream.reset(stream_error(code));
        }
    }

    /// Gives its memory to a later frame.
    pub(super) fn into_chunks(mut self) -> VecDeque<Bytes> {
        self.chunks.clear();
        self.chunks
    }

    /// Takes off: its header, after `prefix`, goes before its slices. It is open where the frame is not whole yet.
    pub(super) fn depart(
        &mut self,
        stream: Option<quinn::SendStream>,
        prefix: &[u8],
        heads: &mut BytesMut,
    ) {
        self.stream = stream;
        self.open = !self.is_whole();
        heads.extend_from_slice(prefix);
        heads.extend_from_slice(&self.header().encode());
        self.chunks.push_front(heads.split().freeze());
    }

    fn header(&self) -> FrameHeader {
        let start = &self.start;
        let header = FrameHeader {
            idr: start.idr,
            repair: start.repair,
            open: self.open,
            width: start.width,
            height: start.height,
            frame_id: start.id,
            payload_len: 0,
            commit_unix_us: start.committed.to_unix_micros(),
            queued_us: micros(start.taken.since(start.committed)),
            convert_us: 0,
            encode_us: 0,
            send_us: 0,
            dropped: 0,
        };
        match &self.end {
            // What is there is all of it, and no header is before it yet.
            Some(end) => header.closed(&trailer(start, end), self.unsent() as u32),
            None => header,
        }
    }

    /// Writes until QUIC takes no more (pending), there is no more yet (pending, too), or all is written.
    pub(super) fn write(
        &mut self,
        lane: Option<&mut quinn::SendStream>,
        heads: &mut BytesMut,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), WriteError>> {
        let stream = self.stream.as_mut().or(lane);
        let Some(stream) = stream else {
            return Poll::Ready(Err(WriteError::ClosedStream));
        };
        loop {
            if self.chunks.is_empty() {
                let Some(end) = &self.end else {
                    // Whoever brings more wakes the task.
                    return Poll::Pending;
                };
                if !self.open {
                    return Poll::Ready(Ok(()));
                }
                heads.extend_from_slice(&trailer(&self.start, end).encode());
                self.chunks.push_back(heads.split().freeze());
                self.open = false;
            }
            let written = pin!(stream.write_chunks(self.chunks.make_contiguous())).poll(cx);
            match written {
                Poll::Ready(Ok(written)) => {
                    self.begun = true;
                    self.chunks.drain(..written.chunks);
                }
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

fn trailer(start: &FrameStart, end: &FrameEnd) -> FrameTrailer {
    FrameTrailer {
        convert_us: micros(end.converted.since(start.taken)),
        encode_us: micros(end.encoded.since(end.converted)),
        send_us: micros(Timestamp::now().since(end.encoded)),
        dropped: end.dropped,
    }
}

fn micros(duration: Duration) -> u32 {
    u32::try_from(duration.as_micros()).unwrap_or(u32::MAX)
}
