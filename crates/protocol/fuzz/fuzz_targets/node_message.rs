//! Any bytes as a control message from a node: what decodes says the same when encoded again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stratus_protocol::session::control::NodeMessage;

fuzz_target!(|body: &[u8]| {
    let Ok(message) = NodeMessage::decode(body) else {
        return;
    };
    let mut encoded = Vec::new();
    message.encode(&mut encoded);
    let (length, body) = encoded.split_first_chunk().expect("a length");
    assert_eq!(u32::from_le_bytes(*length) as usize, body.len());
    assert_eq!(NodeMessage::decode(body), Ok(message));
});
