//! What nodes go through: hello, loss, double names, broken links.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod world;

use serde_json::json;
use stratus_protocol::link::CoordinatorMessage;
use world::{Browser, Node, World, start};

/// Starts a game that runs; its id.
async fn playing(browser: &Browser, node: &mut Node) -> String {
    let (session, ()) = tokio::join!(browser.post("/api/v1/sessions", start("freedoom")), async {
        let id = node.started().await;
        node.ready(&id).await;
    });
    session.json()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_wrong_secret_is_refused_with_a_sentence() {
    let world = World::new().await;
    let mut node = Node::open(world.addr, "a").await;
    node.hello(&"0".repeat(64), 1, &["freedoom"], &[]).await;
    match node.command().await {
        Some(CoordinatorMessage::Refused { message }) => {
            assert!(message.contains("enrolment-secret"), "{message}")
        }
        other => panic!("{other:?}"),
    }
    assert!(node.command().await.is_none(), "the link is closed");
    assert_eq!(
        world.admin().await.get("/api/v1/nodes").await.json(),
        json!([])
    );
}

#[tokio::test]
async fn who_does_not_say_hello_first_is_sent_away() {
    let world = World::new().await;
    let mut node = Node::open(world.addr, "a").await;
    node.heartbeat(&[]).await;
    assert!(node.command().await.is_none());
    let mut silent = Node::open(world.addr, "b").await;
    assert!(matches!(
        silent.command().await,
        Some(CoordinatorMessage::Refused { .. })
    ));
}

#[tokio::test]
async fn the_player_of_a_lost_node_is_told() {
    let world = World::new().await;
    let admin = world.admin().await;
    let mut node = world.node("a", 1, &["freedoom"]).await;
    let id = playing(&admin, &mut node).await;
    node.vanish();
    let ended = admin.wait_for(&id, "ended").await;
    assert_eq!(ended["reason"], "node_lost");
    assert_eq!(
        ended["message"],
        "The node that ran your game was lost. Start it again."
    );
}

#[tokio::test]
async fn a_game_goes_on_when_its_node_is_back_in_time() {
    let world = World::new().await;
    let admin = world.admin().await;
    let mut node = world.node("a", 1, &["freedoom"]).await;
    let id = playing(&admin, &mut node).await;
    node.vanish();
    let stranger = "f".repeat(32);
    let mut node = Node::connect(
        world.addr,
        &world.secret,
        "a",
        1,
        &["freedoom"],
        &[&id, &stranger],
    )
    .await;
    assert_eq!(
        node.stopped().await,
        stranger,
        "what nobody wants is stopped"
    );
    node.ended(&stranger, "stopped", "").await;
    tokio::time::sleep(std::time::Duration::from_secs(6)).await;
    assert_eq!(admin.session(&id).await["state"], "running");
}

#[tokio::test]
async fn the_newest_of_two_nodes_with_one_name_wins() {
    let world = World::new().await;
    let admin = world.admin().await;
    let mut old = world.node("a", 1, &["freedoom"]).await;
    let mut new = world.node("a", 1, &["freedoom"]).await;
    assert!(old.command().await.is_none(), "the older link is closed");
    let nodes = admin.get("/api/v1/nodes").await.json();
    assert_eq!(
        (nodes.as_array().unwrap().len(), &nodes[0]["online"]),
        (1, &json!(true))
    );
    playing(&admin, &mut new).await;
}

#[tokio::test]
async fn a_start_that_fails_is_told_and_frees_the_place() {
    let world = World::new().await;
    let admin = world.admin().await;
    let mut node = world.node("a", 1, &["freedoom"]).await;
    let (session, ()) = tokio::join!(admin.post("/api/v1/sessions", start("freedoom")), async {
        let id = node.started().await;
        node.ended(&id, "start_failed", "The disk is full.").await;
    });
    let session = session.json();
    assert_eq!(
        (&session["state"], &session["message"]),
        (&json!("ended"), &json!("The disk is full."))
    );
    playing(&admin, &mut node).await;
}

#[tokio::test]
async fn heartbeats_are_shown_and_counted() {
    let world = World::new().await;
    let admin = world.admin().await;
    let mut node = world.node("a", 1, &["freedoom"]).await;
    node.heartbeat(&[]).await;
    let shown = tokio::time::timeout(std::time::Duration::from_secs(10), async {
        while admin.get("/api/v1/nodes").await.json()[0]["load"]["cores"] != 2 {
            tokio::task::yield_now().await;
        }
    });
    shown.await.expect("the load is shown");
    let metrics = admin.get("/metrics").await.text();
    assert!(
        metrics.contains("stratus_coordinator_nodes{state=\"online\"} 1"),
        "{metrics}"
    );
    for figure in [
        "queue_length",
        "start_seconds_bucket",
        "malformed_messages_total",
        "sessions{state=\"running\"}",
    ] {
        assert!(metrics.contains(figure), "{figure} is missing");
    }
}
