//! Whatever arrives: it is refused and counted, and the coordinator serves on.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod world;

use serde_json::json;
use tokio_tungstenite::tungstenite::Message;
use world::{Browser, Node, World, http, start};

async fn serves(world: &World) {
    assert_eq!(Browser::new(world.addr).get("/healthz").await.status, 200);
}

#[tokio::test]
async fn garbage_on_the_node_link_is_counted_and_the_link_closed() {
    let world = World::new().await;
    let mut count = 0;
    for round in 0..60 {
        let mut node = Node::open(world.addr, "a").await;
        if round % 2 == 0 {
            node.hello(&world.secret, 1, &["freedoom"], &[]).await;
            assert!(node.command().await.is_some());
        }
        let bytes: Vec<u8> = (0..round * 7).map(|_| rand::random()).collect();
        match round % 6 {
            0 | 1 => node.send(Message::binary(bytes)).await,
            2 | 3 => {
                node.send(Message::text(String::from_utf8_lossy(&bytes).into_owned()))
                    .await
            }
            4 => node.say(json!({ "type": "heartbeat", "unknown": 1 })).await,
            _ => {
                node.say(json!({ "type": "session_ready", "session": "../..", "offer": null }))
                    .await
            }
        }
        assert!(
            node.command().await.is_none(),
            "round {round}: the link stays open"
        );
        count += 1;
    }
    serves(&world).await;
    let metrics = Browser::new(world.addr).get("/metrics").await.text();
    assert!(
        metrics.contains(&format!("malformed_messages_total {count}\n")),
        "{metrics}"
    );
}

#[tokio::test]
async fn a_node_cannot_speak_for_another_nodes_session() {
    let world = World::new().await;
    let admin = world.admin().await;
    let mut good = world.node("good", 1, &["freedoom"]).await;
    let mut bad = world.node("bad", 1, &["chess"]).await;
    let (session, ()) = tokio::join!(admin.post("/api/v1/sessions", start("freedoom")), async {
        let id = good.started().await;
        bad.ready(&id).await;
        assert_eq!(
            bad.stopped().await,
            id,
            "it is told to stop what is not its own"
        );
        bad.ended(&id, "game_crashed", "x").await;
        good.ready(&id).await;
    });
    let session = session.json();
    assert_eq!(
        (&session["state"], &session["node"]),
        (&json!("running"), &json!("good"))
    );
}

#[tokio::test]
async fn garbage_on_the_rest_interface_is_refused() {
    let world = World::new().await;
    let admin = world.admin().await;
    for length in [1usize, 10, 100, 1000, 10_000] {
        let bytes: Vec<u8> = (0..length).map(|_| rand::random()).collect();
        let _ = http::raw(world.addr, &[&bytes[..], b"\r\n\r\n"].concat()).await;
        for path in ["/api/v1/sign-in", "/api/v1/codes", "/api/v1/sessions"] {
            let answer = admin.call("POST", path, "", Some(&bytes)).await;
            assert_eq!(
                (answer.status, answer.json()["code"].as_str()),
                (400, Some("invalid")),
                "{path}"
            );
        }
    }
    let huge = vec![b' '; 1 << 20];
    assert_eq!(
        admin
            .call("POST", "/api/v1/sessions", "", Some(&huge))
            .await
            .status,
        413
    );
    serves(&world).await;
}

#[tokio::test]
async fn a_start_with_a_bad_field_is_refused_by_name() {
    let world = World::new().await;
    let admin = world.admin().await;
    let _node = world.node("a", 1, &["freedoom"]).await;
    let with = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut body = start("freedoom");
        change(&mut body);
        body
    };
    let cases = [
        (with(&|b| b["game"] = json!("../etc")), 400, "game id"),
        (with(&|b| b["game"] = json!("unknown")), 404, "game"),
        (with(&|b| b["video"]["width"] = json!(7)), 400, "width"),
        (with(&|b| b["video"]["fps"] = json!(100_000)), 400, "fps"),
        (
            with(&|b| b["keyboard"] = json!("de; rm -rf /")),
            400,
            "keyboard",
        ),
        (with(&|b| b["extra"] = json!(1)), 400, "extra"),
    ];
    for (body, status, word) in cases {
        let answer = admin.post("/api/v1/sessions", body).await;
        assert_eq!(answer.status, status, "{answer:?}");
        assert!(
            answer.json()["message"].as_str().unwrap().contains(word),
            "{answer:?}"
        );
    }
    assert_eq!(admin.get("/api/v1/sessions").await.json(), json!([]));
}

#[tokio::test]
async fn paths_that_climb_find_nothing() {
    let world = World::new().await;
    let admin = world.admin().await;
    for path in [
        "/api/v1/games/..%2F..%2Fetc/artwork/passwd",
        "/api/v1/games/freedoom/artwork/..%2F..%2Fetc%2Fpasswd",
        "/api/v1/games/%ff/artwork/x",
        "/api/v1/sessions/..%2F..",
        "/api/v1/nothing",
        "/../../etc/passwd.txt",
    ] {
        let status = admin.get(path).await.status;
        assert!(status == 404 || status == 400, "{path}: {status}");
    }
    let answer = admin
        .get("/api/v1/sessions/00112233445566778899aabbccddeeff?wait_ms=x")
        .await;
    assert_eq!(answer.status, 400);
    assert_eq!(
        admin.call("PUT", "/api/v1/games", "", None).await.json()["code"],
        "invalid"
    );
}
