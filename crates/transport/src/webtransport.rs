//! The few bytes that WebTransport over HTTP/3 adds to QUIC, for the hot paths that write to QUIC
//! directly (draft-ietf-webtrans-http3, sections 4.2 to 4.4; RFC 9297, section 2.1).

use quinn::VarInt;

/// Bytes before the first byte of a unidirectional stream: its type and the session's id.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StreamPrefix {
    bytes: [u8; 10],
    len: usize,
}

impl StreamPrefix {
    /// For the session whose CONNECT stream has this id.
    pub(crate) fn new(session: u64) -> Self {
        let mut bytes = [0u8; 10];
        // Stream type 0x54, as a two-byte variable-length integer.
        bytes[..2].copy_from_slice(&[0x40, 0x54]);
        let n = put_varint(&mut bytes[2..], session);
        Self { bytes, len: 2 + n }
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// Bytes before a datagram's payload: the quarter of the session's id.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DatagramPrefix {
    bytes: [u8; 8],
    len: usize,
}

impl DatagramPrefix {
    /// For the session whose CONNECT stream has this id.
    pub(crate) fn new(session: u64) -> Self {
        let mut bytes = [0u8; 8];
        let len = put_varint(&mut bytes, session / 4);
        Self { bytes, len }
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// RFC 9000, section 16. `out` has room for 8 bytes; `value` is below 2⁶².
fn put_varint(out: &mut [u8], value: u64) -> usize {
    let (len, tag) = match value {
        0..0x40 => (1, 0x00),
        0x40..0x4000 => (2, 0x40),
        0x4000..0x4000_0000 => (4, 0x80),
        _ => (8, 0xc0),
    };
    out[..len].copy_from_slice(&value.to_be_bytes()[8 - len..]);
    out[0] |= tag;
    len
}

/// A WebTransport stream error code in HTTP/3's error space, where the page's side expects it.
pub(crate) fn stream_error(code: u32) -> VarInt {
    let code = u64::from(code);
    let mapped = 0x52e4_a40f_a8db + code + code / 0x1e;
    VarInt::from_u64(mapped).unwrap_or(VarInt::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_those_of_the_drafts() {
        assert_eq!(StreamPrefix::new(0).as_slice(), [0x40, 0x54, 0]);
        assert_eq!(StreamPrefix::new(400).as_slice(), [0x40, 0x54, 0x41, 0x90]);
        assert_eq!(DatagramPrefix::new(0).as_slice(), [0]);
        assert_eq!(DatagramPrefix::new(400).as_slice(), [0x40, 100]);
    }

    #[test]
    fn reset_codes_leave_out_http3s_reserved_points() {
        assert_eq!(stream_error(0).into_inner(), 0x52e4_a40f_a8db);
        assert_eq!(stream_error(0x1d).into_inner(), 0x52e4_a40f_a8f8);
        assert_eq!(stream_error(0x1e).into_inner(), 0x52e4_a40f_a8fa);
        assert_eq!(stream_error(u32::MAX).into_inner(), 0x52e5_ac98_3162);
    }
}
