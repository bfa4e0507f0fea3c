//! Players that do not speak the protocol.

use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng, RngCore, SeedableRng};
use stratus_protocol::session::control::{EndReason, PlayerMessage};
use stratus_transport::Event;

use crate::player::{HOST, Player, address, pair, path, session_id, soon};

/// Runs events until the connection is closed.
async fn until_closed(connection: &mut stratus_transport::Connection) -> bool {
    let closed = async {
        loop {
            if let Event::Closed { by_player } = connection.next().await {
                return by_player;
            }
        }
    };
    soon("the end", closed).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_length_that_cannot_be_ends_the_connection_with_a_reason() {
    let mut one = pair(false).await;
    one.player
        .send
        .write_all(&[0xff; 64])
        .await
        .expect("is written");
    let (goodbye, by_player) =
        tokio::join!(one.player.goodbye(), until_closed(&mut one.connection));
    let (reason, message) = goodbye.expect("a goodbye");
    assert_eq!(reason, EndReason::ProtocolError);
    assert!(message.contains("4294967295"), "{message}");
    assert!(!by_player);
    assert_eq!(one.connection.stats().malformed_messages, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn unknown_messages_are_counted_and_skipped_up_to_a_point() {
    let mut one = pair(false).await;
    for _ in 0..3 {
        one.player
            .send
            .write_all(&[2, 0, 0, 0, 0x7f, 1])
            .await
            .expect("is written");
    }
    one.player
        .say(&PlayerMessage::RequestIdr { last_frame: 1 })
        .await;
    let event = soon("a message", one.connection.next()).await;
    assert!(matches!(
        event,
        Event::Message(PlayerMessage::RequestIdr { .. })
    ));
    assert_eq!(one.connection.stats().malformed_messages, 3);
    for _ in 0..20 {
        let _ = one.player.send.write_all(&[2, 0, 0, 0, 0x7f, 1]).await;
    }
    let (goodbye, _) = tokio::join!(one.player.goodbye(), until_closed(&mut one.connection));
    assert_eq!(goodbye.expect("a goodbye").0, EndReason::ProtocolError);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_datagrams_and_streams_are_counted_and_the_session_goes_on() {
    let mut one = pair(false).await;
    let mut random = StdRng::seed_from_u64(0x5354_5241);
    let client = &one.player.session;
    for _ in 0..200 {
        let mut bytes = vec![0; random.random_range(0..300)];
        random.fill_bytes(&mut bytes);
        let _ = client.send_datagram(&bytes);
        // Spread out: the socket's buffer is no part of this test.
        tokio::time::sleep(Duration::from_micros(300)).await;
    }
    let strays = async {
        for n in 0..20 {
            let mut bytes = vec![0; random.random_range(1..5000)];
            random.fill_bytes(&mut bytes);
            if n % 2 == 0 {
                let mut stream = client
                    .open_uni()
                    .await
                    .expect("opens")
                    .await
                    .expect("opens");
                let _ = stream.write_all(&bytes).await;
            } else {
                let opening = client.open_bi().await.expect("opens");
                let (mut stream, _) = opening.await.expect("opens");
                let _ = stream.write_all(&bytes).await;
            }
        }
    };
    soon("twenty streams", strays).await;
    one.player
        .say(&PlayerMessage::RequestIdr { last_frame: 1 })
        .await;
    let survives = async {
        loop {
            match one.connection.next().await {
                Event::Message(PlayerMessage::RequestIdr { last_frame: 1 }) => {}
                // Random bytes may be input, if they are very lucky.
                Event::Datagram(_) => {}
                other => panic!("{other:?}"),
            }
            let stats = one.connection.stats();
            if stats.stray_streams >= 20 && stats.malformed_datagrams >= 100 {
                return stats;
            }
            one.player
                .say(&PlayerMessage::RequestIdr { last_frame: 1 })
                .await;
        }
    };
    let stats = soon("the session", survives).await;
    assert_eq!(stats.stray_streams, 20);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_bytes_on_bare_quic_hurt_nobody_else() {
    let mut one = pair(false).await;
    let mut random = StdRng::seed_from_u64(0x5155_4943);
    let to = address(&one.endpoint);
    for round in 0..20 {
        let config = wtransport::ClientConfig::builder()
            .with_bind_default()
            .with_server_certificate_hashes(crate::player::digests(
                &one.endpoint.certificate_hashes(),
            ))
            .build();
        let bind = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
        let client = quinn::Endpoint::client(bind).expect("a client socket");
        let quic = client
            .connect_with(config.quic_config().clone(), to, "localhost")
            .expect("a configuration")
            .await
            .expect("a QUIC connection");
        let rounds = async {
            for _ in 0..5 {
                let mut bytes = vec![0; random.random_range(1..2000)];
                random.fill_bytes(&mut bytes);
                if let Ok(mut stream) = quic.open_uni().await {
                    let _ = stream.write_all(&bytes).await;
                }
                if let Ok((mut stream, _)) = quic.open_bi().await {
                    let _ = stream.write_all(&bytes).await;
                    if round % 2 == 0 {
                        let _ = stream.reset(quinn::VarInt::from_u32(7));
                    }
                }
                let _ = quic.send_datagram(bytes[..bytes.len().min(900)].to_vec().into());
            }
        };
        let _ = tokio::time::timeout(Duration::from_secs(2), rounds).await;
        client.close(quinn::VarInt::from_u32(0), b"");
    }
    one.player
        .say(&PlayerMessage::RequestIdr { last_frame: 5 })
        .await;
    let event = soon("a message", one.connection.next()).await;
    assert!(matches!(
        event,
        Event::Message(PlayerMessage::RequestIdr { .. })
    ));
    // And the endpoint still takes players.
    let hashes = one.endpoint.certificate_hashes();
    let path = path(&session_id(1), &one.admission.token(HOST));
    let player = Player::connect(to, &hashes, &path, false);
    let (player, _connection) = soon("a connection", async {
        tokio::join!(player, one.admission.accept())
    })
    .await;
    player.expect("is admitted");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_malformed_datagrams_ends_the_connection() {
    let mut one = pair(false).await;
    let flood = async {
        while one.player.session.send_datagram([0xee; 20]).is_ok() {
            tokio::time::sleep(Duration::from_micros(50)).await;
            for _ in 0..20 {
                let _ = one.player.session.send_datagram([0xee; 20]);
            }
        }
    };
    let closed = until_closed(&mut one.connection);
    let (by_player, ()) = tokio::join!(closed, soon("the end of the flood", flood));
    assert!(!by_player);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_control_stream_that_ends_is_noticed_by_one_who_hears_others_all_the_time() {
    let mut one = pair(false).await;
    one.player.send.finish().await.expect("is finished");
    let by_player = soon("the end", async {
        let mut others = tokio::time::interval(Duration::from_millis(5));
        loop {
            // Each of their events drops what waits here.
            tokio::select! {
                _ = others.tick() => {}
                event = one.connection.next() => {
                    if let Event::Closed { by_player } = event {
                        return by_player;
                    }
                }
            }
        }
    })
    .await;
    assert!(by_player);
}
