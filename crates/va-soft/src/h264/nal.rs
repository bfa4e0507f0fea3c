//! NAL units in a byte stream (section 7.3.1 and Annex B).

/// `nal_unit_type` (Table 7-1).
pub mod kind {
    pub const SLICE: u8 = 1;
    pub const IDR: u8 = 5;
    pub const SEI: u8 = 6;
    pub const SPS: u8 = 7;
    pub const PPS: u8 = 8;
    pub const DELIMITER: u8 = 9;
}

/// A NAL unit in an Annex B stream: where its header byte is, and where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where the start code begins.
    pub start: usize,
    /// The header byte.
    pub header: usize,
    /// Behind the last byte.
    pub end: usize,
}

/// The NAL units of a byte stream, by their start codes.
pub fn spans(stream: &[u8]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut at = 0;
    while at + 3 <= stream.len() {
        if stream[at..at + 3] != [0, 0, 1] {
            at += 1;
            continue;
        }
        let start = if at > 0 && stream[at - 1] == 0 {
            at - 1
        } else {
            at
        };
        if let Some(last) = found.last_mut() {
            last.end = start;
        }
        found.push(Span {
            start,
            header: at + 3,
            end: stream.len(),
        });
        at += 3;
    }
    found.retain(|span| span.header < span.end);
    found
}

/// Takes the emulation prevention bytes out.
pub fn unescape(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut zeros = 0;
    for &byte in bytes {
        if zeros >= 2 && byte == 3 {
            zeros = 0;
            continue;
        }
        zeros = if byte == 0 { zeros + 1 } else { 0 };
        out.push(byte);
    }
    out
}

/// Whether the bytes hold something that emulation prevention must break up.
pub fn needs_escape(bytes: &[u8]) -> bool {
    bytes
        .windows(3)
        .any(|w| w[0] == 0 && w[1] == 0 && w[2] <= 2)
}

/// Appends a NAL unit: start code, header byte, and the payload with emulation prevention.
pub fn append(stream: &mut Vec<u8>, start_code: &[u8], header: u8, rbsp: &[u8]) {
    stream.extend_from_slice(start_code);
    stream.push(header);
    let mut zeros = 0;
    for &byte in rbsp {
        if zeros >= 2 && byte <= 3 {
            stream.push(3);
            zeros = 0;
        }
        zeros = if byte == 0 { zeros + 1 } else { 0 };
        stream.push(byte);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_start_code_is_broken_up() {
        let rbsp = [0, 0, 1, 0, 0, 0, 0, 0, 3, 7];
        let mut stream = Vec::new();
        append(&mut stream, &[0, 0, 0, 1], 0x65, &rbsp);
        append(&mut stream, &[0, 0, 1], 0x41, &[9]);
        let spans = spans(&stream);
        assert_eq!(spans.len(), 2);
        assert_eq!(unescape(&stream[spans[0].header + 1..spans[0].end]), rbsp);
        assert_eq!(
            (spans[1].start, stream[spans[1].header]),
            (spans[0].end, 0x41)
        );
        assert!(needs_escape(&rbsp) && !needs_escape(&stream[5..spans[0].end]));
    }
}
