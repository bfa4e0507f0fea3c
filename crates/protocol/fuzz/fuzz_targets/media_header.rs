//! Any bytes as what precedes a picture, and as a datagram of sound.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stratus_protocol::session::audio::{AudioDatagram, MAX_PACKET};
use stratus_protocol::session::video::{FrameHeader, MAX_PAYLOAD, split_stream};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(header) = FrameHeader::decode(bytes) {
        assert!(header.payload_len as usize <= MAX_PAYLOAD);
        assert_eq!(FrameHeader::decode(&header.encode()), Ok(header));
    }
    if let Ok((header, payload)) = split_stream(bytes) {
        assert!(!header.open);
        assert_eq!(header.payload_len as usize, payload.len());
    }
    if let Ok(sound) = AudioDatagram::decode(bytes) {
        assert!(sound.newest.len() <= MAX_PACKET && sound.previous.len() <= MAX_PACKET);
        let mut encoded = Vec::new();
        sound.encode(&mut encoded);
        assert_eq!(AudioDatagram::decode(&encoded), Ok(sound));
    }
});
