//! What the coordinator knows of the seats after its link was lost.

use std::collections::BTreeMap;

use futures_util::{SinkExt as _, StreamExt as _};
use stratus_protocol::link::{CoordinatorMessage, NodeMessage};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;

use super::player::{Player, way_back};
use super::rig::{Rig, Waits};
use super::soon;
use crate::config::Config;

/// A coordinator with one node.
struct Coordinator {
    socket: WebSocketStream<TcpStream>,
}

impl Coordinator {
    /// Waits for the node and welcomes it.
    async fn links(listener: &TcpListener) -> Self {
        let (stream, _) = soon("the node", listener.accept()).await.unwrap();
        let accepted = tokio_tungstenite::accept_async(stream);
        let socket = soon("a handshake", accepted).await.unwrap();
        let mut coordinator = Self { socket };
        let hello = coordinator.hears().await;
        assert!(matches!(hello, NodeMessage::Hello { .. }), "{hello:?}");
        let version = "test".into();
        coordinator
            .commands(&CoordinatorMessage::Welcome { version })
            .await;
        coordinator
    }

    /// The next message, but for the node's signs of life.
    async fn hears(&mut self) -> NodeMessage {
        loop {
            let frame = soon("a word of the node's", self.socket.next()).await;
            if let Message::Text(text) = frame.expect("the link is up").unwrap() {
                match serde_json::from_str(&text).unwrap() {
                    NodeMessage::Heartbeat { .. } => {}
                    message => return message,
                }
            }
        }
    }

    async fn commands(&mut self, command: &CoordinatorMessage) {
        let text = serde_json::to_string(command).unwrap();
        self.socket.send(Message::text(text)).await.unwrap();
    }

    /// The seats, which are the first thing that a new link says.
    async fn hears_seats(&mut self) -> BTreeMap<String, u8> {
        match self.hears().await {
            NodeMessage::Seats { guests, .. } => guests,
            other => panic!("{other:?} before the seats"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_coordinator_that_comes_back_is_told_first_who_sits_where_now() {
    let mut rig = Rig::playing(Waits::LONG).await;
    let (_, anns) = rig.admits("ann").await;
    let mut ann = Player::comes(&anns).await;
    let welcome = ann.is_welcomed().await;
    let mut bob = Player::comes(&rig.admits("bob").await.1).await;
    bob.is_welcomed().await;

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let config = Config {
        coordinator: format!("ws://{}/node", listener.local_addr().unwrap()),
        ..rig.node.config().clone()
    };
    std::fs::write(&config.secret_file, "the secret").unwrap();
    let said = std::mem::replace(&mut rig.said, tokio::sync::mpsc::unbounded_channel().1);
    let node = rig.node.clone();
    let link = tokio::spawn(async move { crate::link::keep(&config, &node, said, || ()).await });
    let mut coordinator = Coordinator::links(&listener).await;
    let both = BTreeMap::from([("ann".to_owned(), 1), ("bob".to_owned(), 2)]);
    assert_eq!(coordinator.hears_seats().await, both);

    // Nobody hears that Bob leaves, nor that Ann's page is loaded again.
    drop(coordinator);
    bob.leaves().await;
    bob.goodbye().await;
    ann.closes_page().await;
    let mut ann = Player::comes(&way_back(&anns, &welcome.resume_token)).await;
    assert_eq!(ann.is_welcomed().await.seat, 1);

    let mut coordinator = Coordinator::links(&listener).await;
    let left = BTreeMap::from([("ann".to_owned(), 1)]);
    assert_eq!(coordinator.hears_seats().await, left);
    // A word of before that is said only now does not bring Bob back.
    let session = rig.session.clone();
    let guest = "ann".into();
    coordinator
        .commands(&CoordinatorMessage::RemoveGuest { session, guest })
        .await;
    loop {
        match coordinator.hears().await {
            NodeMessage::GuestLeft { guest, .. } if guest == "ann" => break,
            NodeMessage::GuestLeft { guest, .. } => assert_eq!(guest, "bob"),
            other => panic!("{other:?} after the seats"),
        }
    }
    ann.goodbye().await;

    drop(coordinator);
    let mut coordinator = Coordinator::links(&listener).await;
    assert_eq!(coordinator.hears_seats().await, BTreeMap::new());
    link.abort();
}
