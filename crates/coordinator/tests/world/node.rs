//! A node, played by the test over a real WebSocket.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use stratus_protocol::link::CoordinatorMessage;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

pub struct Node {
    pub name: String,
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    games: Vec<String>,
    tokens: u64,
}

/// What a node says about a game; its cover is a (very small) picture.
pub fn installed(id: &str) -> Value {
    json!({
        "manifest": {
            "id": id, "title": id.to_uppercase(), "developer": "D", "genres": ["Shooter"], "summary": "s",
            "description": "d", "artwork": { "cover": "art/cover.png" }, "runtime": {},
            "controller": { "native": true },
        },
        "sha256": "00".repeat(32),
        "artwork": [
            { "name": "art/cover.png", "media_type": "image/png", "base64": "iVBORw0KGgo=" },
            { "name": "page.html", "media_type": "text/html", "base64": "PGI+" },
        ],
    })
}

impl Node {
    /// Opens the link and says nothing.
    pub async fn open(addr: SocketAddr, name: &str) -> Self {
        let (socket, _) = tokio_tungstenite::connect_async(format!("ws://{addr}/node"))
            .await
            .unwrap();
        Self {
            name: name.into(),
            socket,
            games: Vec::new(),
            tokens: 0,
        }
    }

    pub async fn hello(&mut self, secret: &str, capacity: u32, games: &[&str], sessions: &[&str]) {
        self.games = games.iter().map(|&game| game.to_owned()).collect();
        let games: Vec<Value> = games.iter().map(|id| installed(id)).collect();
        self.say(json!({
            "type": "hello", "protocol": stratus_protocol::link::VERSION, "node": self.name, "secret": secret, "version": "1.0.0",
            "capacity": capacity, "games": games, "sessions": sessions,
        }))
        .await;
    }

    /// Opens the link and is welcome.
    pub async fn connect(
        addr: SocketAddr,
        secret: &str,
        name: &str,
        capacity: u32,
        games: &[&str],
        sessions: &[&str],
    ) -> Self {
        let mut node = Self::open(addr, name).await;
        node.hello(secret, capacity, games, sessions).await;
        let welcome = node.command().await;
        assert!(
            matches!(welcome, Some(CoordinatorMessage::Welcome { .. })),
            "{welcome:?}"
        );
        node
    }

    pub async fn send(&mut self, message: Message) {
        // The coordinator may have closed already.
        let _ = self.socket.send(message).await;
    }

    pub async fn say(&mut self, message: Value) {
        self.send(Message::text(message.to_string())).await;
    }

    /// The next command; none when the link was closed.
    pub async fn command(&mut self) -> Option<CoordinatorMessage> {
        let next = tokio::time::timeout(Duration::from_secs(20), async {
            loop {
                match self.socket.next().await {
                    Some(Ok(Message::Text(text))) => {
                        return Some(serde_json::from_str(&text).unwrap());
                    }
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                    Some(Ok(_)) => {}
                }
            }
        });
        next.await.expect("a command, or the end of the link")
    }

    /// Waits for a start; its session.
    pub async fn started(&mut self) -> String {
        match self.command().await {
            Some(CoordinatorMessage::StartSession { session, .. }) => session.to_string(),
            other => panic!("a start was expected: {other:?}"),
        }
    }

    /// Waits for a stop; its session.
    pub async fn stopped(&mut self) -> String {
        match self.command().await {
            Some(CoordinatorMessage::StopSession { session, .. }) => session.to_string(),
            other => panic!("a stop was expected: {other:?}"),
        }
    }

    /// Waits for a guest; who it is.
    pub async fn admitted(&mut self) -> String {
        match self.command().await {
            Some(CoordinatorMessage::AdmitGuest { guest, .. }) => guest,
            other => panic!("a guest was expected: {other:?}"),
        }
    }

    /// Waits until a guest has to go; who it is.
    pub async fn removed(&mut self) -> String {
        match self.command().await {
            Some(CoordinatorMessage::RemoveGuest { guest, .. }) => guest,
            other => panic!("a guest's removal was expected: {other:?}"),
        }
    }

    /// Gives a guest a seat; the token that it offers.
    pub async fn seat(&mut self, session: &str, guest: &str, seat: u8) -> String {
        let (offer, token) = self.offer(session);
        self.say(json!({
            "type": "guest_ready", "session": session, "guest": guest, "seat": seat, "offer": offer,
        }))
        .await;
        token
    }

    fn offer(&mut self, session: &str) -> (Value, String) {
        self.tokens += 1;
        let token = format!("{:064x}", self.tokens);
        let offer = json!({
            "url": format!("https://node:4433/session/{session}"), "token": token, "certificate_hashes": ["ab"],
        });
        (offer, token)
    }

    /// Says ready; the token that it offers.
    pub async fn ready(&mut self, session: &str) -> String {
        let (offer, token) = self.offer(session);
        self.say(json!({ "type": "session_ready", "session": session, "offer": offer }))
            .await;
        token
    }

    pub async fn ended(&mut self, session: &str, reason: &str, message: &str) {
        self.say(json!({ "type": "session_ended", "session": session, "reason": reason, "message": message })).await;
    }

    pub async fn heartbeat(&mut self, sessions: &[&str]) {
        let load = json!({
            "load1": 0.5, "cores": 2, "memory_used_mib": 1, "memory_total_mib": 2, "disk_free_mib": 3,
            "temperature_c": null,
        });
        let games = self.games.clone();
        self.say(json!({
            "type": "heartbeat", "load": load, "version": "1.0.0", "games": games, "sessions": sessions,
        }))
        .await;
    }

    /// Breaks the link without a word.
    pub fn vanish(self) {}
}
