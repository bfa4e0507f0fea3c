//! Golden vectors: the bytes of every session message, which the TypeScript player checks too.
//!
//! `STRATUS_BLESS=1 cargo test -p stratus-protocol --test golden` writes them anew (and the fuzz targets'
//! seeds with them) after a change of the protocol, which also changes `docs/session-protocol.md` and, where old players would break,
//! `session::VERSION`.

use serde_json::{Value, json};
use stratus_protocol::id::Token;
use stratus_protocol::session::audio::AudioDatagram;
use stratus_protocol::session::control::{
    Cursor, EndReason, Hello, NodeMessage, PlayerMessage, Report, Welcome,
};
use stratus_protocol::session::input::{
    Edge, EdgeKind, Edges, InputDatagram, PadState, PointerPosition,
};
use stratus_protocol::session::keys::KEYS;
use stratus_protocol::session::video::{FrameHeader, FrameTrailer, split_stream};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn edges() -> Edges {
    let edge = |kind, pad, code, pressed| Edge {
        kind,
        pad,
        code,
        pressed,
    };
    Edges {
        first: 41,
        edges: vec![
            edge(EdgeKind::Key, 0, 57, true),
            edge(EdgeKind::Key, 0, 57, false),
            edge(EdgeKind::MouseButton, 0, 0x110, true),
            edge(EdgeKind::PadButton, 3, 16, true),
        ],
    }
}

fn player_messages() -> Vec<PlayerMessage> {
    vec![
        PlayerMessage::Hello(Hello {
            version: 3,
            single_stream: true,
        }),
        PlayerMessage::RequestIdr {
            last_frame: 0xdead_beef,
        },
        PlayerMessage::Edges(edges()),
        PlayerMessage::Ping {
            sent_us: 1_790_000_000_123_456,
        },
        PlayerMessage::Report(Report {
            frame_id: 7,
            decoded: 30,
            lost: 1,
            slots: 31,
            fresh: 29,
            period_us: 16_667,
            slack_us: 4_000,
            slack_low_us: 900,
        }),
        PlayerMessage::Bye,
        PlayerMessage::SetBitrate { kbps: 12_000 },
    ]
}

fn node_messages() -> Vec<NodeMessage> {
    vec![
        NodeMessage::Welcome(Welcome {
            version: 3,
            seat: 3,
            width: 1280,
            height: 720,
            fps: 60,
            grace_ms: 15_000,
            resume_token: Token::from_bits([0xa5; 32]),
            codec: "avc1.42C020".into(),
        }),
        NodeMessage::Pong {
            sent_us: 1,
            node_unix_us: 1_790_000_000_123_456,
        },
        NodeMessage::Goodbye {
            reason: EndReason::GameExited,
            message: "Spiel beendet – tschüß".into(),
        },
        NodeMessage::Cursor(Cursor {
            width: 2,
            height: 1,
            hot_x: -1,
            hot_y: 3,
            rgba: vec![1, 2, 3, 4, 5, 6, 7, 8],
        }),
        NodeMessage::PointerLock { locked: true },
        NodeMessage::Rumble {
            pad: 2,
            strong: 65_535,
            weak: 1,
            duration_ms: 250,
        },
        NodeMessage::Notice {
            message: "Waiting for the game's window".into(),
        },
    ]
}

fn vectors() -> Value {
    let mut input = Vec::new();
    let datagram = InputDatagram {
        seq: 9,
        motion: [-5, 70_000],
        wheel: [0, -240],
        pointer: Some(PointerPosition { x: 65_535, y: 1 }),
        pads: vec![PadState {
            index: 1,
            buttons: 0x1_0001,
            axes: [-32_767, 32_767, 0, 5],
            triggers: [0, 65_535],
        }],
        edges: edges(),
    };
    datagram.encode(&mut input);
    let audio = AudioDatagram {
        seq: 3,
        pts: 1440,
        newest: &[1, 2, 3],
        previous: &[4, 5],
    };
    let mut audio_bytes = Vec::new();
    audio.encode(&mut audio_bytes);
    let frame = FrameHeader {
        idr: true,
        repair: false,
        open: false,
        width: 1280,
        height: 720,
        frame_id: 0xffff_fffe,
        payload_len: 4321,
        commit_unix_us: 1_790_000_000_123_456,
        queued_us: 10,
        convert_us: 300,
        encode_us: 3_000,
        send_us: 40,
        dropped: 2,
    };
    let open = FrameHeader {
        idr: false,
        repair: true,
        open: true,
        payload_len: 0,
        convert_us: 0,
        encode_us: 0,
        send_us: 0,
        dropped: 0,
        ..frame
    };
    let trailer = FrameTrailer {
        convert_us: 300,
        encode_us: 3_000,
        send_us: 40,
        dropped: 2,
    };
    let framed = |encode: &dyn Fn(&mut Vec<u8>)| {
        let mut out = Vec::new();
        encode(&mut out);
        hex(&out)
    };
    json!({
        "player": player_messages().iter().map(|m| json!({
            "hex": framed(&|out| m.encode(out)), "message": m,
        })).collect::<Vec<_>>(),
        "node": node_messages().iter().map(|m| json!({
            "hex": framed(&|out| m.encode(out)), "message": m,
        })).collect::<Vec<_>>(),
        "input": [{ "hex": hex(&input), "datagram": datagram }],
        "audio": [{ "hex": hex(&audio_bytes), "datagram": audio }],
        "video": [
            { "hex": hex(&frame.encode()), "header": frame },
            { "hex": hex(&open.encode()), "header": open },
        ],
        "video_trailer": [{ "hex": hex(&trailer.encode()), "trailer": trailer }],
        "keys": KEYS,
    })
}

#[test]
fn the_bytes_of_every_message_stay_as_they_are() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/session.json");
    let now = serde_json::to_string_pretty(&vectors()).unwrap() + "\n";
    if std::env::var_os("STRATUS_BLESS").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    let golden = std::fs::read_to_string(path).unwrap();
    assert!(
        golden == now,
        "the wire changed: see this file's first lines for what to do"
    );
}

/// The vectors again, as files from which the fuzz targets start: `fuzz/seeds/<target>/<name>`.
fn seeds() -> Vec<(String, String)> {
    let vectors = vectors();
    let all = |target: &str, section: &str, length: usize| {
        let entries = vectors[section].as_array().cloned().unwrap_or_default();
        let seed = move |(n, entry): (usize, Value)| {
            let name = entry["message"]["type"].as_str().unwrap_or(section);
            let hex = entry["hex"].as_str().unwrap_or_default();
            // Decoders of control messages see what follows the length.
            (format!("{name}-{n}"), hex[length * 2..].to_owned())
        };
        let named = entries.into_iter().enumerate().map(seed);
        named
            .map(|(name, hex)| (format!("{target}/{name}"), hex))
            .collect::<Vec<_>>()
    };
    [
        all("input_datagram", "input", 0),
        all("player_message", "player", 4),
        all("node_message", "node", 4),
        all("media_header", "audio", 0),
        all("media_header", "video", 0),
    ]
    .concat()
}

#[test]
fn the_fuzz_targets_start_from_every_message() {
    for (name, expected) in seeds() {
        let path = format!("{}/fuzz/seeds/{name}", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("STRATUS_BLESS").is_some() {
            let bytes: Vec<u8> = (0..expected.len())
                .step_by(2)
                .map(|at| u8::from_str_radix(&expected[at..at + 2], 16).unwrap())
                .collect();
            std::fs::create_dir_all(std::path::Path::new(&path).parent().unwrap()).unwrap();
            std::fs::write(&path, bytes).unwrap();
        }
        let seed = std::fs::read(&path).unwrap_or_default();
        assert!(hex(&seed) == expected, "{name}: bless the golden vectors");
    }
}

#[test]
fn every_message_reads_back() {
    let mut out = Vec::new();
    for message in player_messages() {
        out.clear();
        message.encode(&mut out);
        assert_eq!(PlayerMessage::decode(&out[4..]).unwrap(), message);
        for cut in 4..out.len() {
            assert!(PlayerMessage::decode(&out[4..cut]).is_err());
        }
        out.push(0);
        assert!(PlayerMessage::decode(&out[4..]).is_err());
    }
    for message in node_messages() {
        out.clear();
        message.encode(&mut out);
        assert_eq!(NodeMessage::decode(&out[4..]).unwrap(), message);
        for cut in 4..out.len() {
            assert!(NodeMessage::decode(&out[4..cut]).is_err());
        }
    }
}

#[test]
fn a_frame_that_left_before_it_was_done_reads_as_one_that_did_not() {
    let video = &vectors()["video"];
    let header = |n: usize| serde_json::from_value::<FrameHeader>(video[n]["header"].clone());
    let (whole, open) = (header(0).unwrap(), header(1).unwrap());
    let trailer = FrameTrailer {
        convert_us: whole.convert_us,
        encode_us: whole.encode_us,
        send_us: whole.send_us,
        dropped: whole.dropped,
    };
    let expected = FrameHeader {
        idr: false,
        repair: true,
        payload_len: 300,
        ..whole
    };
    let payload = [7u8; 300];
    let closed = [&expected.encode()[..], &payload].concat();
    let slices = [&open.encode()[..], &payload, &trailer.encode()].concat();
    for stream in [&closed, &slices] {
        assert_eq!(split_stream(stream), Ok((expected, &payload[..])));
        assert!(split_stream(&stream[..50]).is_err());
    }
    assert!(split_stream(&closed[..closed.len() - 1]).is_err());
    assert!(split_stream(&[&closed[..], &[0]].concat()).is_err());
    // No slice at all is no error of the wire.
    let empty = [&open.encode()[..], &trailer.encode()].concat();
    assert!(split_stream(&empty).unwrap().1.is_empty());
}

#[test]
fn a_seat_that_cannot_be_is_no_welcome() {
    let mut out = Vec::new();
    node_messages()[0].encode(&mut out);
    // Length, type, version, seat.
    assert_eq!(out[6], 3);
    out[6] = 4;
    assert!(NodeMessage::decode(&out[4..]).is_err());
}

#[test]
fn pads_buttons_and_keys_that_do_not_exist_are_refused_by_name() {
    let refused = |datagram: &InputDatagram| {
        let mut bytes = Vec::new();
        datagram.encode(&mut bytes);
        InputDatagram::decode(&bytes)
            .err()
            .map(|error| error.to_string())
    };
    let pressed = |kind, pad, code| InputDatagram {
        edges: Edges {
            first: 0,
            edges: vec![Edge {
                kind,
                pad,
                code,
                pressed: true,
            }],
        },
        ..InputDatagram::default()
    };
    let held = |index, buttons| InputDatagram {
        pads: vec![PadState {
            index,
            buttons,
            ..PadState::default()
        }],
        ..InputDatagram::default()
    };
    for (datagram, what) in [
        (pressed(EdgeKind::PadButton, 4, 0), "pad index"),
        (pressed(EdgeKind::PadButton, 0, 17), "pad button"),
        (pressed(EdgeKind::Key, 0, 0x300), "key code"),
        (pressed(EdgeKind::MouseButton, 0, 0x300), "key code"),
        (held(4, 0), "pad index"),
        (held(0, 1 << 17), "pad buttons"),
    ] {
        let error = refused(&datagram).expect("no such thing");
        assert!(error.contains(what), "{error}");
    }
    for last in [
        pressed(EdgeKind::PadButton, 3, 16),
        pressed(EdgeKind::Key, 0, 0x2ff),
        held(3, (1 << 17) - 1),
    ] {
        assert_eq!(refused(&last), None);
    }
    // Five pads: a list cannot be written that long, so its length is.
    let mut bytes = Vec::new();
    held(0, 0).encode(&mut bytes);
    let at = bytes.len() - 5 - 17 - 1;
    assert_eq!(bytes[at], 1, "the number of pads");
    bytes[at] = 5;
    assert!(InputDatagram::decode(&bytes).is_err());
}

proptest::proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..256)) {
        let _ = PlayerMessage::decode(&bytes);
        let _ = NodeMessage::decode(&bytes);
        let _ = InputDatagram::decode(&bytes);
        let _ = AudioDatagram::decode(&bytes);
        let _ = FrameHeader::decode(&bytes);
        let _ = split_stream(&bytes);
    }

    #[test]
    fn a_damaged_input_datagram_never_panics(at in 0usize..80, byte in proptest::num::u8::ANY) {
        let mut bytes = Vec::new();
        InputDatagram { edges: edges(), ..InputDatagram::default() }.encode(&mut bytes);
        let n = bytes.len();
        bytes[at % n] = byte;
        if let Ok(datagram) = InputDatagram::decode(&bytes) {
            let mut again = Vec::new();
            datagram.encode(&mut again);
            assert_eq!(InputDatagram::decode(&again).unwrap(), datagram);
        }
    }
}
