//! A video frame: a 44-byte header, then H.264 (Annex B, one access unit).
//!
//! In stream-a-frame mode each unidirectional stream carries one frame and ends; in single-stream
//! mode all frames follow each other on one stream, and [`FrameHeader::payload_len`] parts them.
//!
//! A frame on a stream of its own may leave before its last slice is coded. Its header is [open](FrameHeader::open) then: it
//! says neither the length nor what is known at the end only. The payload goes on to the stream's end, of which the last
//! [`TRAILER_LEN`] bytes are the [`FrameTrailer`].

use serde::{Deserialize, Serialize};

use super::wire::{Reader, WireError};

/// First byte of a video stream.
pub const KIND: u8 = 0x56;
/// Bytes before the payload.
pub const HEADER_LEN: usize = 44;
/// Bytes after the payload of an open frame.
pub const TRAILER_LEN: usize = 16;
/// The largest payload that a player has to take.
pub const MAX_PAYLOAD: usize = 16 << 20;

/// What precedes a frame's payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameHeader {
    /// Decoding may start here: SPS, PPS and an IDR slice.
    pub idr: bool,
    /// Sent after a loss: refers to nothing from the first frame on that was given up, but maybe to one still on its way.
    pub repair: bool,
    /// The payload's length and the fields of [`FrameTrailer`] are 0 here; a trailer follows.
    pub open: bool,
    /// Picture width, pixels.
    pub width: u16,
    /// Picture height, pixels.
    pub height: u16,
    /// Counts encoded frames by one, wrapping; a gap is a lost frame.
    pub frame_id: u32,
    /// Payload length, bytes.
    pub payload_len: u32,
    /// When the game committed the picture, µs since the Unix epoch on the node's clock.
    pub commit_unix_us: u64,
    /// Commit → encoder takes it, µs.
    pub queued_us: u32,
    /// Colour conversion, µs.
    pub convert_us: u32,
    /// Encoding after conversion, µs.
    pub encode_us: u32,
    /// Encoded → handed to the network, µs.
    pub send_us: u32,
    /// Frames that were dropped before encode since the frame before, saturating.
    pub dropped: u16,
}

impl FrameHeader {
    /// The header's bytes.
    #[must_use]
    pub fn encode(&self) -> [u8; HEADER_LEN] {
        let mut out = [0u8; HEADER_LEN];
        let flags = u8::from(self.idr) | u8::from(self.repair) << 1 | u8::from(self.open) << 2;
        out[0] = KIND;
        out[1] = flags;
        out[2..4].copy_from_slice(&self.width.to_le_bytes());
        out[4..6].copy_from_slice(&self.height.to_le_bytes());
        out[6..8].copy_from_slice(&self.dropped.to_le_bytes());
        out[8..12].copy_from_slice(&self.frame_id.to_le_bytes());
        out[12..16].copy_from_slice(&self.payload_len.to_le_bytes());
        out[16..24].copy_from_slice(&self.commit_unix_us.to_le_bytes());
        out[24..28].copy_from_slice(&self.queued_us.to_le_bytes());
        out[28..32].copy_from_slice(&self.convert_us.to_le_bytes());
        out[32..36].copy_from_slice(&self.encode_us.to_le_bytes());
        out[36..40].copy_from_slice(&self.send_us.to_le_bytes());
        // Bytes 40–43 are reserved and zero.
        out
    }

    /// Reads a header; `bytes` may go on after it.
    ///
    /// # Errors
    /// Too few bytes, a wrong first byte, or a payload above [`MAX_PAYLOAD`].
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        let mut r = Reader::new(bytes);
        let kind = r.u8()?;
        if kind != KIND {
            return Err(WireError::Type(kind));
        }
        let flags = r.u8()?;
        let width = r.u16()?;
        let height = r.u16()?;
        let dropped = r.u16()?;
        let frame_id = r.u32()?;
        let payload_len = r.u32()?;
        if payload_len as usize > MAX_PAYLOAD {
            return Err(WireError::Length(payload_len as usize, MAX_PAYLOAD));
        }
        let header = Self {
            idr: flags & 1 != 0,
            repair: flags & 2 != 0,
            open: flags & 4 != 0,
            width,
            height,
            frame_id,
            payload_len,
            commit_unix_us: r.u64()?,
            queued_us: r.u32()?,
            convert_us: r.u32()?,
            encode_us: r.u32()?,
            send_us: r.u32()?,
            dropped,
        };
        r.bytes(4)?;
        Ok(header)
    }

    /// The header of a frame that has come whole: with what its trailer says, where it was open. `payload_len` is the
    /// number of bytes between header and trailer.
    #[must_use]
    pub const fn closed(self, trailer: &FrameTrailer, payload_len: u32) -> Self {
        Self {
            open: false,
            payload_len,
            convert_us: trailer.convert_us,
            encode_us: trailer.encode_us,
            send_us: trailer.send_us,
            dropped: trailer.dropped,
            ..self
        }
    }
}

/// What follows the payload of an open frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameTrailer {
    /// As [`FrameHeader::convert_us`].
    pub convert_us: u32,
    /// As [`FrameHeader::encode_us`].
    pub encode_us: u32,
    /// As [`FrameHeader::send_us`]: the part of it that came after the encoding.
    pub send_us: u32,
    /// As [`FrameHeader::dropped`].
    pub dropped: u16,
}

impl FrameTrailer {
    /// The trailer's bytes.
    #[must_use]
    pub fn encode(&self) -> [u8; TRAILER_LEN] {
        let mut out = [0u8; TRAILER_LEN];
        out[0..4].copy_from_slice(&self.convert_us.to_le_bytes());
        out[4..8].copy_from_slice(&self.encode_us.to_le_bytes());
        out[8..12].copy_from_slice(&self.send_us.to_le_bytes());
        out[12..14].copy_from_slice(&self.dropped.to_le_bytes());
        // Bytes 14–15 are reserved and zero.
        out
    }

    /// Reads a trailer.
    ///
    /// # Errors
    /// Too few bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        let mut r = Reader::new(bytes);
        let trailer = Self {
            convert_us: r.u32()?,
            encode_us: r.u32()?,
            send_us: r.u32()?,
            dropped: r.u16()?,
        };
        r.bytes(2)?;
        Ok(trailer)
    }
}

/// Splits what came on a frame's own stream, from its first byte to its end, into header (closed) and payload.
///
/// # Errors
/// A bad header or trailer, fewer bytes than the header says or more, or a payload above [`MAX_PAYLOAD`].
pub fn split_stream(bytes: &[u8]) -> Result<(FrameHeader, &[u8]), WireError> {
    let header = FrameHeader::decode(bytes)?;
    let body = bytes.get(HEADER_LEN..).ok_or(WireError::Truncated)?;
    if !header.open {
        let mut r = Reader::new(body);
        let payload = r.bytes(header.payload_len as usize)?;
        r.end()?;
        return Ok((header, payload));
    }
    let (payload, trailer) = body
        .split_last_chunk::<TRAILER_LEN>()
        .ok_or(WireError::Truncated)?;
    if payload.len() > MAX_PAYLOAD {
        return Err(WireError::Length(payload.len(), MAX_PAYLOAD));
    }
    let trailer = FrameTrailer::decode(trailer)?;
    // Not above MAX_PAYLOAD, so it fits.
    Ok((header.closed(&trailer, payload.len() as u32), payload))
}
