//! What players see: sign-in, library, start, line, end.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod world;

use serde_json::json;
use world::{Browser, World, start};

#[tokio::test]
async fn a_code_signs_in_once() {
    let world = World::new().await;
    let stranger = Browser::new(world.addr);
    assert_eq!(stranger.get("/api/v1/me").await.status, 401);
    let admin = world.admin().await;
    assert_eq!(admin.get("/api/v1/me").await.json()["name"], "admin");
    let mut second = Browser::new(world.addr);
    assert_eq!(
        second.sign_in(world.running.sign_in_code()).await.status,
        401
    );
    second.cookie = Some(format!("stratus_session={}", "0".repeat(64)));
    assert_eq!(second.get("/api/v1/games").await.status, 401);
    assert_eq!(admin.post("/api/v1/sign-out", json!({})).await.status, 204);
    assert_eq!(admin.get("/api/v1/me").await.status, 401);
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let world = World::new().await;
    let mut browser = Browser::new(world.addr);
    let answer = browser.sign_in(world.running.sign_in_code()).await;
    let cookie = answer.header("set-cookie").unwrap();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(
        !cookie.contains("Secure"),
        "a browser would not send it over plain HTTP"
    );
    let foreign = browser
        .call(
            "POST",
            "/api/v1/sign-out",
            "Origin: https://evil.example\r\n",
            Some(b"{}"),
        )
        .await;
    assert_eq!(foreign.status, 403);
    let own = format!(
        "Origin: http://{}\r\nSec-Fetch-Site: same-origin\r\n",
        world.addr
    );
    assert_eq!(
        browser
            .call("POST", "/api/v1/sign-out", &own, Some(b"{}"))
            .await
            .status,
        204
    );
}

#[tokio::test]
async fn guessing_codes_is_slowed_down() {
    let world = World::new().await;
    let mut guesser = Browser::new(world.addr);
    let mut statuses = Vec::new();
    for _ in 0..12 {
        statuses.push(guesser.sign_in("AAAA-AAAA-AAAA").await.status);
    }
    assert_eq!(statuses[0], 401);
    assert_eq!(statuses[11], 429);
}

#[tokio::test]
async fn only_administrators_make_codes_and_see_the_rack() {
    let world = World::new().await;
    let admin = world.admin().await;
    let ada = world.player(&admin, "Ada").await;
    assert_eq!(ada.get("/api/v1/me").await.json()["name"], "Ada");
    assert_eq!(
        ada.post("/api/v1/codes", json!({ "name": "Eve", "admin": true }))
            .await
            .status,
        403
    );
    assert_eq!(ada.get("/api/v1/nodes").await.status, 403);
    let _node = world.node("board-1", 2, &["freedoom"]).await;
    let nodes = admin.get("/api/v1/nodes").await.json();
    assert_eq!(
        (&nodes[0]["id"], &nodes[0]["online"], &nodes[0]["capacity"]),
        (&json!("board-1"), &json!(true), &json!(2))
    );
}

#[tokio::test]
async fn the_library_shows_what_the_nodes_have() {
    let world = World::new().await;
    let admin = world.admin().await;
    assert_eq!(admin.get("/api/v1/games").await.json(), json!([]));
    let _a = world.node("a", 1, &["freedoom", "chess"]).await;
    let b = world.node("b", 1, &["freedoom"]).await;
    let games = admin.get("/api/v1/games").await.json();
    assert_eq!(
        (&games[0]["title"], &games[0]["nodes"]),
        (&json!("CHESS"), &json!(1))
    );
    assert_eq!(
        (&games[1]["title"], &games[1]["nodes"], &games[1]["pad"]),
        (&json!("FREEDOOM"), &json!(2), &json!(true))
    );
    let cover = games[1]["cover"].as_str().unwrap();
    let picture = admin.get(cover).await;
    assert_eq!(
        (picture.status, picture.header("content-type")),
        (200, Some("image/png"))
    );
    assert_eq!(picture.body, b"\x89PNG\r\n\x1a\n");
    let tag = format!("If-None-Match: {}\r\n", picture.header("etag").unwrap());
    assert_eq!(admin.call("GET", cover, &tag, None).await.status, 304);
    assert_eq!(Browser::new(world.addr).get(cover).await.status, 401);
    assert_eq!(
        admin
            .get("/api/v1/games/freedoom/artwork/page.html")
            .await
            .status,
        404
    );
    b.vanish();
    let shown = tokio::time::timeout(std::time::Duration::from_secs(10), async {
        while admin.get("/api/v1/games").await.json()[1]["nodes"] != 1 {
            tokio::task::yield_now().await;
        }
    });
    shown.await.expect("the vanished node is not counted");
}

#[tokio::test]
async fn a_game_is_started_played_and_stopped_and_its_place_is_free_again() {
    let world = World::new().await;
    let admin = world.admin().await;
    let mut node = world.node("a", 1, &["freedoom"]).await;
    let (answer, token) = tokio::join!(admin.post("/api/v1/sessions", start("freedoom")), async {
        let id = node.started().await;
        node.ready(&id).await
    });
    // The answer to the click carries everything that is needed to connect.
    let session = answer.json();
    assert_eq!(
        (answer.status, &session["state"]),
        (200, &json!("running")),
        "{session}"
    );
    assert_eq!(session["offer"]["token"], token.as_str());
    let id = session["id"].as_str().unwrap();
    assert!(
        admin.session(id).await["offer"].is_null(),
        "a token is handed out once"
    );

    let path = format!("/api/v1/sessions/{id}/join");
    let (joined, fresh) = tokio::join!(admin.post(&path, json!({})), async {
        let renewal = node.command().await;
        assert!(matches!(
            renewal,
            Some(stratus_protocol::link::CoordinatorMessage::RenewOffer { .. })
        ));
        node.ready(id).await
    });
    assert_ne!(fresh, token);
    assert_eq!(joined.json()["offer"]["token"], fresh.as_str());

    let ended = admin.delete(&format!("/api/v1/sessions/{id}")).await.json();
    assert_eq!(
        (&ended["state"], &ended["reason"]),
        (&json!("ended"), &json!("player_left"))
    );
    assert_eq!(
        admin.delete(&format!("/api/v1/sessions/{id}")).await.status,
        200,
        "ending twice is fine"
    );
    assert_eq!(admin.post(&path, json!({})).await.status, 409);
    assert_eq!(node.stopped().await, id);
    node.ended(id, "player_left", "").await;

    let (again, ()) = tokio::join!(admin.post("/api/v1/sessions", start("freedoom")), async {
        let id = node.started().await;
        node.ready(&id).await;
    });
    assert_eq!(again.json()["state"], "running");
    let mine = admin.get("/api/v1/sessions").await.json();
    assert_eq!(
        (&mine[0]["state"], &mine[1]["state"]),
        (&json!("running"), &json!("ended"))
    );
    assert!(mine[0]["offer"].is_null());
}

#[tokio::test]
async fn players_wait_in_line_and_see_their_position() {
    let world = World::new().await;
    let admin = world.admin().await;
    let (ada, bob) = (
        world.player(&admin, "Ada").await,
        world.player(&admin, "Bob").await,
    );
    let mut node = world.node("a", 1, &["freedoom"]).await;
    let (first, ()) = tokio::join!(admin.post("/api/v1/sessions", start("freedoom")), async {
        let id = node.started().await;
        node.ready(&id).await;
    });
    let first = first.json()["id"].as_str().unwrap().to_owned();
    let second = ada.post("/api/v1/sessions", start("freedoom")).await.json();
    let third = bob.post("/api/v1/sessions", start("freedoom")).await.json();
    assert_eq!(
        (&second["state"], &second["position"]),
        (&json!("queued"), &json!(1))
    );
    assert_eq!(
        (&third["state"], &third["position"]),
        (&json!("queued"), &json!(2))
    );

    node.ended(&first, "game_exited", "The game ended.").await;
    let exited = admin.wait_for(&first, "ended").await;
    assert_eq!(exited["message"], "The game ended.");
    let second = second["id"].as_str().unwrap();
    assert_eq!(
        node.started().await,
        second,
        "the one who came first plays first"
    );
    let token = node.ready(second).await;
    assert_eq!(
        ada.wait_for(second, "running").await["offer"]["token"],
        token.as_str()
    );
    let third = third["id"].as_str().unwrap();
    assert_eq!(bob.session(third).await["position"], 1);
    // Bob closes his page while he waits.
    assert_eq!(
        bob.delete(&format!("/api/v1/sessions/{third}"))
            .await
            .json()["state"],
        "ended"
    );
}

#[tokio::test]
async fn a_change_between_two_looks_is_not_missed() {
    let world = World::new().await;
    let admin = world.admin().await;
    let mut node = world.node("a", 1, &["freedoom"]).await;
    // The node takes longer than the answer to the click waits.
    let answer = admin
        .post("/api/v1/sessions", start("freedoom"))
        .await
        .json();
    assert_eq!(answer["state"], "starting");
    let id = answer["id"].as_str().unwrap();
    assert_eq!(node.started().await, id);
    let token = node.ready(id).await;
    while admin
        .get("/metrics")
        .await
        .text()
        .contains("sessions{state=\"running\"} 0")
    {
        tokio::task::yield_now().await;
    }
    // The page asks only now, after the change: it is answered at once.
    let asked = tokio::time::Instant::now();
    let look = admin
        .get(&format!("/api/v1/sessions/{id}?wait_ms=25000"))
        .await
        .json();
    assert!(
        asked.elapsed() < std::time::Duration::from_secs(20),
        "the change was missed"
    );
    assert_eq!(look["offer"]["token"], token.as_str());
}

#[tokio::test]
async fn a_second_start_is_refused_politely() {
    let world = World::new().await;
    let admin = world.admin().await;
    let mut node = world.node("a", 2, &["freedoom"]).await;
    let (first, ()) = tokio::join!(admin.post("/api/v1/sessions", start("freedoom")), async {
        let id = node.started().await;
        node.ready(&id).await;
    });
    let second = admin.post("/api/v1/sessions", start("freedoom")).await;
    assert_eq!(second.status, 409);
    let first = first.json()["id"].as_str().unwrap().to_owned();
    assert!(second.json()["message"].as_str().unwrap().contains(&first));
    assert_eq!(admin.session(&first).await["state"], "running");
}

#[tokio::test]
async fn nobody_sees_or_stops_someone_elses_session() {
    let world = World::new().await;
    let admin = world.admin().await;
    let (ada, eve) = (
        world.player(&admin, "Ada").await,
        world.player(&admin, "Eve").await,
    );
    let mut node = world.node("a", 1, &["freedoom"]).await;
    let (session, ()) = tokio::join!(ada.post("/api/v1/sessions", start("freedoom")), async {
        let id = node.started().await;
        node.ready(&id).await;
    });
    let id = session.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/sessions/{id}");
    assert_eq!(eve.get(&path).await.status, 404);
    assert_eq!(eve.delete(&path).await.status, 404);
    assert_eq!(
        eve.post(&format!("{path}/join"), json!({})).await.status,
        404
    );
    assert_eq!(eve.get("/api/v1/sessions").await.json(), json!([]));
    assert_eq!(ada.session(&id).await["state"], "running");
    // An administrator may end it, and gets no token to it.
    node.ready(&id).await;
    assert!(admin.session(&id).await["offer"].is_null());
    assert_eq!(admin.delete(&path).await.json()["reason"], "stopped");
}

#[tokio::test]
async fn the_pages_come_with_the_headers_that_playing_needs() {
    let world = World::new().await;
    let browser = Browser::new(world.addr);
    for path in ["/", "/play/anything"] {
        let page = browser.get(path).await;
        assert_eq!(
            (page.status, page.header("content-type")),
            (200, Some("text/html; charset=utf-8")),
            "{path}"
        );
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(
            page.header("cross-origin-opener-policy"),
            Some("same-origin")
        );
        assert_eq!(
            page.header("cross-origin-embedder-policy"),
            Some("require-corp")
        );
        let policy = page.header("content-security-policy").unwrap();
        assert!(
            policy.contains("connect-src 'self' https:")
                && policy.contains("worker-src 'self' blob:")
        );
    }
    assert_eq!(browser.get("/assets/none.js").await.status, 404);
    let page = browser.get("/").await.text();
    let script = page
        .split("src=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    let asset = browser.get(script).await;
    assert_eq!(asset.status, 200);
    assert!(asset.header("cache-control").unwrap().contains("immutable"));
    assert_eq!(browser.get("/healthz").await.text(), "ok\n");
    assert!(
        browser.get("/api/v1/openapi.json").await.json()["paths"]["/api/v1/sessions"]["post"]
            .is_object()
    );
}
