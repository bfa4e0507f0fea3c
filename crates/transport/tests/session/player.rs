//! A player's side on a real WebTransport client, and what a node's stages would send to it.

use std::net::SocketAddr;
use std::time::Duration;

use stratus_media::{AudioPacket, FrameEnd, FrameStart, PacketPool, Timestamp};
use stratus_protocol::id::{SessionId, Token};
use stratus_protocol::session::VERSION;
use stratus_protocol::session::control::{EndReason, Hello, NodeMessage, PlayerMessage, Welcome};
use stratus_protocol::session::video::{FrameHeader, HEADER_LEN, split_stream};
use stratus_transport::{Connection, Endpoint, EndpointConfig, Place, SliceBuffer, VideoSender};
use wtransport::endpoint::endpoint_side::Client;
use wtransport::error::ConnectingError;
use wtransport::tls::Sha256Digest;

/// No step of a test takes this long unless it hangs.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// The only player of most tests.
pub const HOST: Place = Place(0);

pub async fn soon<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(DEADLINE, future).await {
        Ok(done) => done,
        Err(_) => panic!("{what}: nothing within {DEADLINE:?}"),
    }
}

pub fn endpoint() -> Endpoint {
    Endpoint::bind(&EndpointConfig::default()).expect("a free port is bound")
}

/// The endpoint's port on the loopback.
pub fn address(endpoint: &Endpoint) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], endpoint.local_addr().port()))
}

pub fn session_id(n: u8) -> SessionId {
    SessionId::from_bits([n; 16])
}

pub fn path(session: &SessionId, token: &Token) -> String {
    format!("/session/{session}?token={}", token.as_str())
}

pub fn digests(hashes: &[String]) -> Vec<Sha256Digest> {
    let byte = |text: &str, at| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal");
    hashes
        .iter()
        .map(|text| Sha256Digest::new(std::array::from_fn(|n| byte(text, 2 * n))))
        .collect()
}

pub struct Player {
    _endpoint: wtransport::Endpoint<Client>,
    pub session: wtransport::Connection,
    pub send: wtransport::SendStream,
    pub receive: wtransport::RecvStream,
}

/// Connects, but says nothing yet.
pub async fn knock(
    to: SocketAddr,
    hashes: &[String],
    path: &str,
) -> Result<(wtransport::Endpoint<Client>, wtransport::Connection), ConnectingError> {
    let config = wtransport::ClientConfig::builder()
        .with_bind_address(SocketAddr::from(([127, 0, 0, 1], 0)))
        .with_server_certificate_hashes(digests(hashes))
        .build();
    let endpoint = wtransport::Endpoint::client(config).expect("a client socket");
    let session = endpoint.connect(format!("https://{to}{path}")).await?;
    Ok((endpoint, session))
}

impl Player {
    pub async fn connect(
        to: SocketAddr,
        hashes: &[String],
        path: &str,
        single_stream: bool,
    ) -> Result<Self, ConnectingError> {
        let (endpoint, session) = knock(to, hashes, path).await?;
        let opening = session.open_bi().await.expect("a stream");
        let (send, receive) = opening.await.expect("a stream");
        let mut player = Self {
            _endpoint: endpoint,
            session,
            send,
            receive,
        };
        let hello = Hello {
            version: VERSION,
            single_stream,
        };
        player.say(&PlayerMessage::Hello(hello)).await;
        Ok(player)
    }

    pub async fn say(&mut self, message: &PlayerMessage) {
        let mut bytes = Vec::new();
        message.encode(&mut bytes);
        self.send.write_all(&bytes).await.expect("is written");
    }

    /// The node's next message; `None` when the stream or the connection has ended.
    pub async fn hear(&mut self) -> Option<NodeMessage> {
        let mut length = [0; 4];
        self.receive.read_exact(&mut length).await.ok()?;
        let mut body = vec![0; u32::from_le_bytes(length) as usize];
        self.receive.read_exact(&mut body).await.ok()?;
        Some(NodeMessage::decode(&body).expect("the node speaks the protocol"))
    }

    /// Hears messages until the goodbye.
    pub async fn goodbye(&mut self) -> Option<(EndReason, String)> {
        loop {
            match soon("a goodbye", self.hear()).await? {
                NodeMessage::Goodbye { reason, message } => return Some((reason, message)),
                _ => continue,
            }
        }
    }

    /// The next frame on a stream of its own; `None` for one that was reset.
    pub async fn frame(&self) -> Option<(FrameHeader, Vec<u8>)> {
        let mut stream = self.session.accept_uni().await.ok()?;
        read_frame(&mut stream).await
    }
}

/// Reads one frame, with its trailer where it left before it was done.
pub async fn read_frame(stream: &mut wtransport::RecvStream) -> Option<(FrameHeader, Vec<u8>)> {
    let mut bytes = vec![0; HEADER_LEN];
    stream.read_exact(&mut bytes).await.ok()?;
    let header = FrameHeader::decode(&bytes).expect("a frame header");
    if header.open {
        return read_rest(stream, bytes).await;
    }
    let mut payload = vec![0; header.payload_len as usize];
    stream.read_exact(&mut payload).await.ok()?;
    Some((header, payload))
}

/// Reads what is left of a frame's own stream; `None` where that is reset.
pub async fn read_rest(
    stream: &mut wtransport::RecvStream,
    mut bytes: Vec<u8>,
) -> Option<(FrameHeader, Vec<u8>)> {
    let mut part = vec![0; 1 << 16];
    while let Some(read) = stream.read(&mut part).await.ok()? {
        bytes.extend_from_slice(&part[..read]);
    }
    let (header, payload) = split_stream(&bytes).expect("a whole frame");
    Some((header, payload.to_vec()))
}

/// An endpoint with one session and one player in it.
pub struct Pair {
    pub endpoint: Endpoint,
    pub admission: stratus_transport::Admission,
    pub connection: Connection,
    pub player: Player,
}

pub async fn pair(single_stream: bool) -> Pair {
    let endpoint = endpoint();
    let mut admission = endpoint.admit(session_id(1));
    let path = path(&session_id(1), &admission.token(HOST));
    let hashes = endpoint.certificate_hashes();
    let player = Player::connect(address(&endpoint), &hashes, &path, single_stream);
    let (player, connection) = soon("a connection", async {
        tokio::join!(player, admission.accept())
    })
    .await;
    Pair {
        endpoint,
        admission,
        connection,
        player: player.expect("is admitted"),
    }
}

pub fn welcome(resume_token: Token) -> NodeMessage {
    NodeMessage::Welcome(Welcome {
        version: VERSION,
        seat: 0,
        width: 1280,
        height: 720,
        fps: 60,
        grace_ms: 30_000,
        resume_token,
        codec: "avc1.42C02A".into(),
    })
}

pub fn start(id: u32, idr: bool) -> FrameStart {
    let now = Timestamp::now();
    FrameStart {
        id,
        idr,
        repair: false,
        width: 1280,
        height: 720,
        committed: now,
        taken: now,
    }
}

pub fn end(bytes: usize) -> FrameEnd {
    let now = Timestamp::now();
    FrameEnd {
        converted: now,
        first_slice: now,
        encoded: now,
        bytes: bytes as u32,
        dropped: 0,
    }
}

/// Sends frames as an encoder does, slice by slice; every byte of one is its number.
#[derive(Default)]
pub struct Encoder(pub SliceBuffer);

impl Encoder {
    pub fn sends(&mut self, video: &VideoSender, id: u32, idr: bool, bytes: usize) {
        video.begin(&start(id, idr));
        self.0.begin();
        let payload = vec![id as u8; bytes];
        for slice in payload.chunks(bytes.div_ceil(12).max(1)) {
            if let Some(slices) = self.0.add(slice) {
                video.slices(slices);
            }
        }
        if let Some(slices) = self.0.rest() {
            video.slices(slices);
        }
        video.end(&end(bytes));
    }
}

pub fn sound(pool: &PacketPool, seq: u32, bytes: usize) -> AudioPacket {
    let mut payload = pool.take();
    payload.buffer().resize(bytes, seq as u8);
    AudioPacket {
        seq,
        pts: seq * 480,
        payload,
        captured: Timestamp::now(),
    }
}
