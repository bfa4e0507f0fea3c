//! A player: a WebTransport client that speaks as the page does.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use stratus_protocol::id::Token;
use stratus_protocol::rest::Offer;
use stratus_protocol::session::VERSION;
use stratus_protocol::session::control::{EndReason, Hello, NodeMessage, PlayerMessage, Welcome};
use stratus_protocol::session::input::{InputDatagram, PadState};
use stratus_protocol::session::video::{FrameHeader, split_stream};
use tokio::sync::mpsc;
use wtransport::endpoint::endpoint_side::Client;
use wtransport::error::ConnectingError;
use wtransport::tls::Sha256Digest;

use super::cable::Cable;
use super::soon;

/// When a node notices that this player's cable was pulled. A page leaves that to the node, which waits longer.
const VANISHES: Duration = Duration::from_millis(1500);
/// How often this player shows that the cable is not pulled.
const THERE: Duration = Duration::from_millis(250);

/// A player who is connected.
pub struct Player {
    _endpoint: wtransport::Endpoint<Client>,
    connection: wtransport::Connection,
    send: wtransport::SendStream,
    messages: mpsc::UnboundedReceiver<NodeMessage>,
    pictures: mpsc::UnboundedReceiver<FrameHeader>,
    state: InputDatagram,
    cable: Cable,
}

impl Player {
    /// Comes with the offer's token. Whether there is a game already is not waited for.
    pub async fn comes(offer: &Offer) -> Self {
        let player = Self::tries(offer).await;
        player.unwrap_or_else(|error| panic!("was not let in: {error}"))
    }

    /// Comes with the offer's token, which may not be good.
    pub async fn tries(offer: &Offer) -> Result<Self, ConnectingError> {
        let mut player = Self::knocks(offer).await?;
        player.enters().await;
        Ok(player)
    }

    /// Uses the offer's token up, and is on the way in yet.
    pub async fn knocks(offer: &Offer) -> Result<Self, ConnectingError> {
        let byte = |text: &str, at| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
        let hashes = offer
            .certificate_hashes
            .iter()
            .map(|text| Sha256Digest::new(std::array::from_fn(|n| byte(text, 2 * n))));
        let config = wtransport::ClientConfig::builder()
            .with_bind_address(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .with_server_certificate_hashes(hashes)
            .max_idle_timeout(Some(VANISHES))
            .unwrap()
            .keep_alive_interval(Some(THERE))
            .build();
        let endpoint = wtransport::Endpoint::client(config).unwrap();
        let (host, path) = offer.url.split_once("/session").unwrap();
        let port = host.rsplit(':').next().unwrap().parse().unwrap();
        let cable = Cable::to(port).await;
        let (port, token) = (cable.port, offer.token.as_str());
        let url = format!("https://127.0.0.1:{port}/session{path}?token={token}");
        let connection = soon("an answer", endpoint.connect(url)).await?;
        let opening = soon("a stream", connection.open_bi()).await.unwrap();
        let (send, receive) = soon("a stream", opening).await.unwrap();
        let (heard, messages) = mpsc::unbounded_channel();
        tokio::spawn(hear(receive, heard));
        let (seen, pictures) = mpsc::unbounded_channel();
        tokio::spawn(watch(connection.clone(), seen));
        Ok(Self {
            _endpoint: endpoint,
            connection,
            send,
            messages,
            pictures,
            state: InputDatagram::default(),
            cable,
        })
    }

    /// Says hello, which is the last step in.
    pub async fn enters(&mut self) {
        let hello = Hello {
            version: VERSION,
            single_stream: false,
        };
        self.say(&PlayerMessage::Hello(hello)).await;
    }

    pub async fn say(&mut self, message: &PlayerMessage) {
        let mut bytes = Vec::new();
        message.encode(&mut bytes);
        self.send.write_all(&bytes).await.unwrap();
    }

    /// The next thing that is said to this player; `None`: nothing will be any more.
    pub async fn hears(&mut self) -> Option<NodeMessage> {
        soon("a word of the node's", self.messages.recv()).await
    }

    /// The welcome, which comes first.
    pub async fn is_welcomed(&mut self) -> Welcome {
        match self.hears().await {
            Some(NodeMessage::Welcome(welcome)) => welcome,
            other => panic!("{other:?} is no welcome"),
        }
    }

    /// What this player was told up to now, and has not looked at. The party knows of them then.
    pub async fn heard_so_far(&mut self) -> Vec<NodeMessage> {
        self.say(&PlayerMessage::Ping { sent_us: 7 }).await;
        let mut heard = Vec::new();
        loop {
            match self.hears().await {
                Some(NodeMessage::Pong { .. }) => return heard,
                Some(message) => heard.push(message),
                None => panic!("the connection is gone; last heard: {heard:?}"),
            }
        }
    }

    /// The notices among them.
    pub async fn notices_so_far(&mut self) -> Vec<String> {
        let heard = self.heard_so_far().await.into_iter();
        heard
            .filter_map(|message| match message {
                NodeMessage::Notice { message } => Some(message),
                _ => None,
            })
            .collect()
    }

    /// The next notice.
    pub async fn notice(&mut self) -> String {
        loop {
            match self.hears().await {
                Some(NodeMessage::Notice { message }) => return message,
                Some(_) => {}
                None => panic!("the connection is gone, and no notice came"),
            }
        }
    }

    /// The goodbye, after which the connection has ended.
    pub async fn goodbye(&mut self) -> (EndReason, String) {
        let mut goodbye = None;
        while let Some(message) = self.hears().await {
            assert!(goodbye.is_none(), "{message:?} after the goodbye");
            if let NodeMessage::Goodbye { reason, message } = message {
                goodbye = Some((reason, message));
            }
        }
        soon("the connection's end", self.connection.closed()).await;
        goodbye.expect("a goodbye before the end")
    }

    /// The next picture.
    pub async fn picture(&mut self) -> FrameHeader {
        soon("a picture", self.pictures.recv())
            .await
            .expect("the connection is there")
    }

    /// A picture that the game drew at this time, µs since the epoch, or later.
    pub async fn sees(&mut self, drawn: u64) {
        while self.picture().await.commit_unix_us < drawn {}
    }

    /// Holds these buttons of a pad (bit *n* is button *n* of the standard mapping).
    pub fn holds(&mut self, pad: u8, buttons: u32) {
        self.state.seq += 1;
        self.state.pads = vec![PadState {
            index: pad,
            buttons,
            ..PadState::default()
        }];
        let mut bytes = Vec::new();
        self.state.encode(&mut bytes);
        self.connection.send_datagram(bytes).unwrap();
    }

    /// Leaves for good.
    pub async fn leaves(&mut self) {
        self.say(&PlayerMessage::Bye).await;
    }

    /// The network is gone; nobody is told.
    pub fn loses_network(self) {
        self.cable.pull();
    }

    /// The page is closed.
    pub async fn closes_page(self) {
        self.connection.close(0_u32.into(), b"");
        soon("the end", self._endpoint.wait_idle()).await;
    }
}

/// The way back that a welcome showed.
pub fn way_back(offer: &Offer, resume_token: &Token) -> Offer {
    Offer {
        token: resume_token.clone(),
        ..offer.clone()
    }
}

async fn hear(mut receive: wtransport::RecvStream, heard: mpsc::UnboundedSender<NodeMessage>) {
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
        if heard.send(message).is_err() {
            return;
        }
    }
}

async fn watch(connection: wtransport::Connection, seen: mpsc::UnboundedSender<FrameHeader>) {
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
            let (header, _) = split_stream(&bytes).expect("a whole frame");
            let _ = seen.send(header);
        });
    }
}
