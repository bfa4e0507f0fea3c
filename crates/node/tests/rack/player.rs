//! A player: a WebTransport client that speaks as the page does.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use stratus_media::Timestamp;
use stratus_protocol::rest::Offer;
use stratus_protocol::session::VERSION;
use stratus_protocol::session::control::{EndReason, Hello, NodeMessage, PlayerMessage, Welcome};
use stratus_protocol::session::input::{Edge, EdgeKind, Edges, InputDatagram, MAX_EDGES, PadState};
use stratus_protocol::session::video::{FrameHeader, split_stream};
use tokio::sync::mpsc;
use wtransport::endpoint::endpoint_side::Client;
use wtransport::tls::Sha256Digest;

use super::soon;

/// Buttons of the W3C standard mapping.
pub const BUTTONS: u16 = 17;
/// Those of them that are triggers, left and right.
pub const TRIGGERS: [u16; 2] = [6, 7];

/// A pad is shaken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rumble {
    pub pad: u8,
    pub strong: u16,
    pub weak: u16,
    pub duration_ms: u16,
    /// When the player heard of it.
    pub came: Timestamp,
}

/// A message of the node's, and when it came.
type Heard = (Timestamp, NodeMessage);

/// A frame as it came.
pub struct Frame {
    pub header: FrameHeader,
    pub h264: Vec<u8>,
}

/// A player in a session.
pub struct Player {
    _endpoint: wtransport::Endpoint<Client>,
    connection: wtransport::Connection,
    send: wtransport::SendStream,
    messages: mpsc::UnboundedReceiver<Heard>,
    frames: mpsc::UnboundedReceiver<Frame>,
    pub welcome: Welcome,
    state: InputDatagram,
    pads: BTreeMap<u8, PadState>,
    edges: u32,
}

impl Player {
    /// Comes with the offer's token, pins the node's certificate, and is welcomed.
    pub async fn connect(offer: &Offer) -> Self {
        let byte = |text: &str, at| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
        let hashes = offer
            .certificate_hashes
            .iter()
            .map(|text| Sha256Digest::new(std::array::from_fn(|n| byte(text, 2 * n))));
        let config = wtransport::ClientConfig::builder()
            .with_bind_address(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .with_server_certificate_hashes(hashes)
            .build();
        let endpoint = wtransport::Endpoint::client(config).unwrap();
        let url = format!("{}?token={}", offer.url, offer.token.as_str());
        let connection = soon("a connection", endpoint.connect(url)).await.unwrap();
        let opening = soon("a stream", connection.open_bi()).await.unwrap();
        let (mut send, receive) = soon("a stream", opening).await.unwrap();
        let hello = PlayerMessage::Hello(Hello {
            version: VERSION,
            single_stream: false,
        });
        say(&mut send, &hello).await;
        let (heard, mut messages) = mpsc::unbounded_channel();
        tokio::spawn(hear(receive, heard));
        let welcome = match soon("the welcome", messages.recv()).await {
            Some((_, NodeMessage::Welcome(welcome))) => welcome,
            other => panic!("{other:?} is no welcome"),
        };
        let (seen, frames) = mpsc::unbounded_channel();
        tokio::spawn(watch(connection.clone(), seen));
        Self {
            _endpoint: endpoint,
            connection,
            send,
            messages,
            frames,
            welcome,
            state: InputDatagram::default(),
            pads: BTreeMap::new(),
            edges: 0,
        }
    }

    pub async fn say(&mut self, message: &PlayerMessage) {
        say(&mut self.send, message).await;
    }

    /// The next picture, in the order of arrival.
    pub async fn frame(&mut self) -> Frame {
        let frame = soon("a picture", self.frames.recv()).await;
        frame.unwrap_or_else(|| panic!("no picture comes any more: {:?}", self.goodbye_now()))
    }

    /// A picture that has come already.
    pub fn frame_now(&mut self) -> Option<Frame> {
        self.frames.try_recv().ok()
    }

    /// Says the whole state, as the page does many times a second.
    pub fn hold(&mut self) {
        self.state.seq += 1;
        self.state.pads = self.pads.values().copied().collect();
        let mut bytes = Vec::new();
        self.state.encode(&mut bytes);
        // A lost datagram is what the next one is for.
        let _ = self.connection.send_datagram(bytes);
    }

    /// Raw bytes in the place of a datagram.
    pub fn datagram(&self, bytes: &[u8]) {
        let _ = self.connection.send_datagram(bytes);
    }

    async fn edge(&mut self, edge: Edge) {
        let edges = Edges {
            first: self.edges,
            edges: vec![edge],
        };
        self.edges += 1;
        let kept = &mut self.state.edges;
        kept.edges.push(edge);
        if kept.edges.len() > MAX_EDGES / 2 {
            kept.edges.remove(0);
            kept.first += 1;
        }
        self.hold();
        self.say(&PlayerMessage::Edges(edges)).await;
    }

    fn pad(&mut self, index: u8) -> &mut PadState {
        self.pads.entry(index).or_insert(PadState {
            index,
            ..PadState::default()
        })
    }

    /// Presses or lets go of a pad's button.
    pub async fn button(&mut self, pad: u8, code: u16, pressed: bool) {
        let state = self.pad(pad);
        state.buttons = state.buttons & !(1 << code) | u32::from(pressed) << code;
        self.edge(Edge {
            kind: EdgeKind::PadButton,
            pad,
            code,
            pressed,
        })
        .await;
    }

    /// Moves a stick: axis 0–3 of the W3C standard mapping.
    pub fn tilt(&mut self, pad: u8, axis: usize, value: i16) {
        self.pad(pad).axes[axis] = value;
        self.hold();
    }

    /// Pulls a trigger: 0 left, 1 right.
    pub fn pull(&mut self, pad: u8, trigger: usize, value: u16) {
        self.pad(pad).triggers[trigger] = value;
        self.hold();
    }

    /// Picks a pad up without touching anything on it.
    pub fn pick_up(&mut self, pad: u8) {
        self.pad(pad);
        self.hold();
    }

    /// Puts a pad down: the page does not name it any more.
    pub fn put_down(&mut self, pad: u8) {
        self.pads.remove(&pad);
        self.hold();
    }

    /// Presses or lets go of a key (evdev code).
    pub async fn key(&mut self, code: u16, pressed: bool) {
        self.edge(Edge {
            kind: EdgeKind::Key,
            pad: 0,
            code,
            pressed,
        })
        .await;
    }

    /// Taps a key.
    pub async fn tap(&mut self, code: u16) {
        self.key(code, true).await;
        self.key(code, false).await;
    }

    /// Waits for a shaken pad.
    pub async fn rumble(&mut self, what: &str, wanted: impl Fn(Rumble) -> bool) -> Rumble {
        loop {
            let Some((came, message)) = soon(what, self.messages.recv()).await else {
                panic!("{what}: the connection is gone")
            };
            if let NodeMessage::Rumble {
                pad,
                strong,
                weak,
                duration_ms,
            } = message
            {
                let rumble = Rumble {
                    pad,
                    strong,
                    weak,
                    duration_ms,
                    came,
                };
                if wanted(rumble) {
                    return rumble;
                }
            }
        }
    }

    /// The shaken pads that this player was told of and nobody asked for yet.
    pub fn rumbles_now(&mut self) -> usize {
        let mut rumbles = 0;
        while let Ok((_, message)) = self.messages.try_recv() {
            rumbles += usize::from(matches!(message, NodeMessage::Rumble { .. }));
        }
        rumbles
    }

    fn goodbye_now(&mut self) -> Option<(EndReason, String)> {
        while let Ok((_, message)) = self.messages.try_recv() {
            if let NodeMessage::Goodbye { reason, message } = message {
                return Some((reason, message));
            }
        }
        None
    }

    /// Leaves for good, which ends the session where the host does.
    pub async fn leave(mut self) {
        self.say(&PlayerMessage::Bye).await;
        // The node closes when it has said goodbye; a page may close at once.
        let _ = tokio::time::timeout(Duration::from_secs(2), self.connection.closed()).await;
    }
}

async fn say(send: &mut wtransport::SendStream, message: &PlayerMessage) {
    let mut bytes = Vec::new();
    message.encode(&mut bytes);
    send.write_all(&bytes).await.unwrap();
}

async fn hear(mut receive: wtransport::RecvStream, heard: mpsc::UnboundedSender<Heard>) {
    loop {
        let mut length = [0; 4];
        if receive.read_exact(&mut length).await.is_err() {
            return;
        }
        let mut body = vec![0; u32::from_le_bytes(length) as usize];
        if receive.read_exact(&mut body).await.is_err() {
            return;
        }
        let message = NodeMessage::decode(&body).expect("the node speaks the protocol");
        if heard.send((Timestamp::now(), message)).is_err() {
            return;
        }
    }
}

async fn watch(connection: wtransport::Connection, seen: mpsc::UnboundedSender<Frame>) {
    while let Ok(mut stream) = connection.accept_uni().await {
        let seen = seen.clone();
        tokio::spawn(async move {
            let (mut bytes, mut part) = (Vec::new(), vec![0; 1 << 16]);
            loop {
                match stream.read(&mut part).await {
                    Ok(Some(read)) => bytes.extend_from_slice(&part[..read]),
                    Ok(None) => break,
                    // Reset: a frame that will not come.
                    Err(_) => return,
                }
            }
            let (header, h264) = split_stream(&bytes).expect("a whole frame");
            let _ = seen.send(Frame {
                header,
                h264: h264.to_vec(),
            });
        });
    }
}
