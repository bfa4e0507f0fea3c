//! Who gets in.

use stratus_protocol::session::control::{EndReason, NodeMessage, PlayerMessage};
use stratus_transport::{Endpoint, EndpointConfig, Event, Place, TransportError};
use wtransport::error::ConnectingError;
use wtransport::proto::frame::{Frame, FrameKind};
use wtransport::proto::headers::Headers;
use wtransport::proto::session::SessionRequest;

use crate::player::{
    HOST, Player, address, digests, endpoint, knock, pair, path, session_id, soon, welcome,
};

/// Sends a WebTransport request on bare QUIC, and returns the answer's status.
async fn status(endpoint: &Endpoint, path: &str) -> String {
    let to = address(endpoint);
    let config = wtransport::ClientConfig::builder()
        .with_bind_default()
        .with_server_certificate_hashes(digests(&endpoint.certificate_hashes()))
        .build();
    let bind = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
    let client = quinn::Endpoint::client(bind).expect("a client socket");
    let quic = client
        .connect_with(config.quic_config().clone(), to, "localhost")
        .expect("a configuration")
        .await
        .expect("a QUIC connection");
    // HTTP/3's control stream with empty settings.
    let mut control = quic.open_uni().await.expect("a stream");
    control.write_all(&[0, 4, 0]).await.expect("is written");
    let (mut send, mut receive) = quic.open_bi().await.expect("a stream");
    let request = SessionRequest::new(format!("https://{to}{path}")).expect("a URL");
    let mut bytes = Vec::new();
    let frame = request.headers().generate_frame();
    frame.write(&mut bytes).expect("is encoded");
    send.write_all(&bytes).await.expect("is written");
    let mut answer = Vec::new();
    loop {
        let mut reader = answer.as_slice();
        match Frame::read(&mut reader).expect("is HTTP/3") {
            Some(frame) if matches!(frame.kind(), FrameKind::Headers) => {
                let headers = Headers::with_frame(&frame).expect("headers");
                return headers.get(":status").expect("a status").to_owned();
            }
            Some(_) => {
                let rest = reader.len();
                answer.drain(..answer.len() - rest);
            }
            None => {
                let mut more = [0; 512];
                let n = receive.read(&mut more).await.expect("an answer");
                answer.extend_from_slice(&more[..n.expect("an answer")]);
            }
        }
    }
}

async fn is_alive(connection: &mut stratus_transport::Connection, player: &mut Player) {
    player
        .say(&PlayerMessage::RequestIdr { last_frame: 7 })
        .await;
    let event = soon("the player's message", connection.next()).await;
    assert!(
        matches!(
            event,
            Event::Message(PlayerMessage::RequestIdr { last_frame: 7 })
        ),
        "{event:?}"
    );
    connection.send(&NodeMessage::PointerLock { locked: true });
    let heard = soon("the node's message", player.hear()).await;
    assert_eq!(heard, Some(NodeMessage::PointerLock { locked: true }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_or_reused_token_or_path_is_refused_and_the_session_is_untouched() {
    let endpoint = endpoint();
    let hashes = endpoint.certificate_hashes();
    let session = session_id(1);
    let mut admission = endpoint.admit(session.clone());
    let token = admission.token(HOST);
    let good = path(&session, &token);
    let player = Player::connect(address(&endpoint), &hashes, &good, false);
    let (player, mut connection) = soon("a connection", async {
        tokio::join!(player, admission.accept())
    })
    .await;
    let mut player = player.expect("is admitted");
    let other = endpoint.admit(session_id(2));

    for (path, expected) in [
        (good.clone(), "403"),
        (
            format!("/session/{session}?token={}", "0".repeat(64)),
            "403",
        ),
        (format!("/session/{session}?token="), "403"),
        (format!("/session/{session}"), "403"),
        (path(&session, &other.token(HOST)), "403"),
        (path(&session_id(9), &admission.token(HOST)), "404"),
        ("/".to_owned(), "404"),
        ("/session/../session".to_owned(), "404"),
        (format!("/game/{session}?token={}", token.as_str()), "404"),
    ] {
        assert_eq!(
            soon("an answer", status(&endpoint, &path)).await,
            expected,
            "{path}"
        );
    }
    let refused = knock(address(&endpoint), &hashes, &good).await.map(drop);
    assert!(
        matches!(refused, Err(ConnectingError::SessionRejected)),
        "{refused:?}"
    );
    is_alive(&mut connection, &mut player).await;
    let stats = endpoint.stats();
    assert_eq!((stats.forbidden, stats.not_found), (6, 4), "{stats:?}");
    assert_eq!(stats.admitted, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_player_who_connects_the_moment_the_token_exists_gets_in() {
    let endpoint = endpoint();
    let hashes = endpoint.certificate_hashes();
    for n in 0..20 {
        let session = session_id(n);
        let mut admission = endpoint.admit(session.clone());
        let path = path(&session, &admission.token(HOST));
        // Nobody waits in accept() yet.
        let player = Player::connect(address(&endpoint), &hashes, &path, false);
        let mut player = soon("a connection", player).await.expect("is admitted");
        let connection = soon("the connection", admission.accept()).await;
        connection.send(&welcome(admission.resume_token(HOST)));
        let heard = soon("Welcome", player.hear()).await;
        assert!(matches!(heard, Some(NodeMessage::Welcome(_))));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_player_who_vanished_resumes_with_the_token_of_its_welcome() {
    let mut one = pair(false).await;
    one.connection
        .send(&welcome(one.admission.resume_token(HOST)));
    let Some(NodeMessage::Welcome(welcome)) = one.player.hear().await else {
        panic!("no Welcome");
    };
    let hashes = one.endpoint.certificate_hashes();
    let to = address(&one.endpoint);
    drop(one.player);
    let event = soon("the end", one.connection.next()).await;
    assert!(matches!(event, Event::Closed { .. }), "{event:?}");

    let path = path(&session_id(1), &welcome.resume_token);
    let player = Player::connect(to, &hashes, &path, false);
    let (player, mut connection) = soon("a reconnect", async {
        tokio::join!(player, one.admission.accept())
    })
    .await;
    is_alive(&mut connection, &mut player.expect("is admitted")).await;
    assert_eq!(status(&one.endpoint, &path).await, "403");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_newest_connection_wins_and_the_other_hears_why() {
    let mut one = pair(false).await;
    let hashes = one.endpoint.certificate_hashes();
    let path = path(&session_id(1), &one.admission.token(HOST));
    let second = Player::connect(address(&one.endpoint), &hashes, &path, false);
    let (second, mut connection) = soon("a second connection", async {
        tokio::join!(second, one.admission.accept())
    })
    .await;
    let close = one
        .connection
        .close(EndReason::Replaced, "you play elsewhere now");
    let (goodbye, ()) = tokio::join!(one.player.goodbye(), close);
    let expected = (EndReason::Replaced, "you play elsewhere now".to_owned());
    assert_eq!(goodbye, Some(expected));
    is_alive(&mut connection, &mut second.expect("is admitted")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_is_over_takes_nobody() {
    let endpoint = endpoint();
    let admission = endpoint.admit(session_id(1));
    let path = path(&session_id(1), &admission.token(HOST));
    drop(admission);
    assert_eq!(soon("an answer", status(&endpoint, &path)).await, "404");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_of_another_version_is_told_so() {
    let endpoint = endpoint();
    let mut admission = endpoint.admit(session_id(1));
    let path = path(&session_id(1), &admission.token(HOST));
    let hashes = endpoint.certificate_hashes();
    let (_client, session) = knock(address(&endpoint), &hashes, &path)
        .await
        .expect("the token is right");
    let opening = session.open_bi().await.expect("a stream");
    let (mut send, mut receive) = opening.await.expect("a stream");
    send.write_all(&[3, 0, 0, 0, 1, 99, 0])
        .await
        .expect("is written");
    let mut length = [0; 4];
    receive.read_exact(&mut length).await.expect("a message");
    let mut body = vec![0; u32::from_le_bytes(length) as usize];
    receive.read_exact(&mut body).await.expect("a message");
    match NodeMessage::decode(&body) {
        Ok(NodeMessage::Goodbye { reason, message }) => {
            assert_eq!(reason, EndReason::ProtocolError);
            assert!(message.contains("version 99"), "{message}");
        }
        other => panic!("{other:?}"),
    }
    let nobody = tokio::time::timeout(std::time::Duration::from_millis(200), admission.accept());
    assert!(nobody.await.is_err(), "a stranger became a player");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_busy_port_is_named() {
    let endpoint = endpoint();
    let config = EndpointConfig {
        listen: endpoint.local_addr(),
        ..EndpointConfig::default()
    };
    let error = Endpoint::bind(&config).err().expect("the port is taken");
    assert!(matches!(error, TransportError::PortBusy { .. }));
    let port = endpoint.local_addr().port().to_string();
    assert!(error.to_string().contains(&port), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_players_hear_that_the_node_shuts_down() {
    let mut one = pair(false).await;
    let close = one.endpoint.close(EndReason::NodeShutdown, "maintenance");
    let (goodbye, ()) = tokio::join!(one.player.goodbye(), soon("the close", close));
    assert_eq!(
        goodbye,
        Some((EndReason::NodeShutdown, "maintenance".into()))
    );
    let event = soon("the end", one.connection.next()).await;
    assert!(
        matches!(event, Event::Closed { by_player: false }),
        "{event:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_person_comes_to_their_own_place_and_one_who_lost_it_does_not_come_back() {
    const GUEST: Place = Place(9);
    let endpoint = endpoint();
    let mut admission = endpoint.admit(session_id(1));
    let hashes = endpoint.certificate_hashes();
    let mut players = Vec::new();
    for place in [GUEST, HOST] {
        let path = path(&session_id(1), &admission.token(place));
        let player = Player::connect(address(&endpoint), &hashes, &path, false);
        let (player, connection) = soon("a connection", async {
            tokio::join!(player, admission.accept())
        })
        .await;
        assert_eq!(connection.place(), place);
        players.push((player.expect("is admitted"), connection));
    }
    let (ticket, way_back) = (admission.token(GUEST), admission.resume_token(GUEST));
    let hosts = admission.resume_token(HOST);
    admission.revoke(GUEST);
    for token in [ticket, way_back] {
        assert_eq!(
            status(&endpoint, &path(&session_id(1), &token)).await,
            "403"
        );
    }
    // Whoever is in stays in, and the others' ways back are theirs.
    for (player, connection) in &mut players {
        is_alive(connection, player).await;
    }
    assert_eq!(
        status(&endpoint, &path(&session_id(1), &hosts)).await,
        "200"
    );
}
