//! Any bytes as an input datagram: what decodes is within its limits and says the same when encoded again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stratus_protocol::session::input::{
    Edge, EdgeKind, Edges, InputDatagram, MAX_EDGES, MAX_PADS, PadState,
};

/// A datagram that was used before: nothing of it may shine through.
fn used() -> InputDatagram {
    let edge = Edge {
        kind: EdgeKind::Key,
        pad: 3,
        code: 57,
        pressed: true,
    };
    InputDatagram {
        seq: u32::MAX,
        motion: [7; 2],
        wheel: [7; 2],
        pads: vec![PadState::default(); MAX_PADS],
        edges: Edges {
            first: 7,
            edges: vec![edge; MAX_EDGES],
        },
        ..InputDatagram::default()
    }
}

fuzz_target!(|bytes: &[u8]| {
    let decoded = InputDatagram::decode(bytes);
    let mut reused = used();
    let again = reused.decode_into(bytes);
    assert_eq!(again.err(), decoded.as_ref().err().copied());
    let Ok(datagram) = decoded else { return };
    assert_eq!(reused, datagram);

    assert!(datagram.pads.len() <= MAX_PADS && datagram.edges.edges.len() <= MAX_EDGES);
    for pad in &datagram.pads {
        assert!(usize::from(pad.index) < MAX_PADS && pad.buttons < 1 << 17);
    }
    for edge in &datagram.edges.edges {
        let last = match edge.kind {
            EdgeKind::Key | EdgeKind::MouseButton => 0x2ff,
            EdgeKind::PadButton => 16,
        };
        assert!(usize::from(edge.pad) < MAX_PADS && edge.code <= last);
    }

    let mut encoded = Vec::new();
    datagram.encode(&mut encoded);
    assert_eq!(InputDatagram::decode(&encoded), Ok(datagram));
});
