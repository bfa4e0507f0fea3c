//! A video frame: a 44-byte header, then H.264 (Annex B, one access unit).
//!
//! In stream-a-frame mode each unidirectional stream carries one frame and ends; in single-stream
//! mode all frames follow each other on one stream, and [`FrameHeader::payload_len`] parts them.

use serde::{Deserialize, Serialize};

use super::wire::{Reader, WireError};

/// First byte of a video stream.
pub const KIND: u8 = 0x56;
/// Bytes before the payload.
pub const HEADER_LEN: usize = 44;
/// The largest payload that a player has to take.
pub const MAX_PAYLOAD: usize = 16 << 20;

/// What precedes a frame's payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameHeader {
    /// Decoding may start here: SPS, PPS and an IDR slice.
    pub idr: bool,
    /// Sent after a loss: refers to nothing from the first frame on that was given up, but maybe to one still on its way.
    pub repair: bool,
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
        let flags = u8::from(self.idr) | u8::from(self.repair) << 1;
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
}
