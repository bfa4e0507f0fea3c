//! Playing together: the host invites, guests take seats, come back and leave.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod world;

use serde_json::{Value, json};
use stratus_protocol::link::CoordinatorMessage;
use world::http::Answer;
use world::{Browser, Node, World, start};

/// A game that Ada plays.
struct Party {
    world: World,
    admin: Browser,
    ada: Browser,
    node: Node,
    id: String,
}

impl Party {
    async fn new() -> Self {
        let world = World::new().await;
        let admin = world.admin().await;
        let ada = world.player(&admin, "Ada").await;
        let mut node = world.node("a", 1, &["freedoom"]).await;
        let (session, ()) = tokio::join!(ada.post("/api/v1/sessions", start("freedoom")), async {
            let id = node.started().await;
            node.ready(&id).await;
        });
        let id = session.json()["id"].as_str().unwrap().to_owned();
        Self {
            world,
            admin,
            ada,
            node,
            id,
        }
    }

    fn path(&self, end: &str) -> String {
        format!("/api/v1/sessions/{}{end}", self.id)
    }

    async fn invite(&self) -> String {
        let answer = self.ada.post(&self.path("/invite"), json!({})).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()["code"].as_str().unwrap().to_owned()
    }

    /// A guest knocks, and the node gives them a seat; the answer and the token in it.
    async fn seat(&mut self, guest: &Browser, body: Value, seat: u8) -> (Answer, String) {
        let path = self.path("/guests");
        let (node, id) = (&mut self.node, &self.id);
        tokio::join!(guest.post(&path, body), async {
            let who = node.admitted().await;
            node.seat(id, &who, seat).await
        })
    }
}

#[tokio::test]
async fn an_invited_guest_gets_a_seat_and_an_offer_of_their_own() {
    let mut party = Party::new().await;
    let bob = party.world.player(&party.admin, "Bob").await;
    assert_eq!(bob.get(&party.path("")).await.status, 404, "not yet");
    let code = party.invite().await;
    let typed = code.to_lowercase().replace('-', " ");
    let (answer, token) = party.seat(&bob, json!({ "code": typed }), 1).await;
    let seated = answer.json();
    assert_eq!(
        (answer.status, &seated["seat"]),
        (200, &json!(1)),
        "{seated}"
    );
    assert_eq!(seated["offer"]["token"], token.as_str());

    // The host has heard of the guest. The host's fresh token is the host's, even when the guest asks first.
    party.ada.get(&party.path("")).await;
    let host = party.node.ready(&party.id).await;
    let seen = bob.get(&party.path("")).await.json();
    assert_eq!(
        (&seen["state"], &seen["seat"]),
        (&json!("running"), &json!(1))
    );
    assert!(seen["offer"].is_null(), "a guest saw the host's offer");
    let own = party.ada.wait_for(&party.id, "running").await;
    assert_eq!(
        (&own["seat"], &own["offer"]["token"]),
        (&json!(0), &json!(host))
    );

    // A guest plays, and decides nothing.
    for (method, end) in [
        ("DELETE", ""),
        ("POST", "/join"),
        ("POST", "/invite"),
        ("DELETE", "/invite"),
    ] {
        let refused = bob.call(method, &party.path(end), "", Some(b"{}")).await;
        let status = if end.is_empty() { 403 } else { 404 };
        assert_eq!(refused.status, status, "{method} {end}: {refused:?}");
    }
    assert_eq!(bob.get("/api/v1/sessions").await.json(), json!([]));
    party.ada.delete(&party.path("")).await;
    let over = bob.get(&party.path("")).await.json();
    assert_eq!(
        over["message"], "The host ended the game.",
        "a guest reads how it ended"
    );
    let own = party.ada.get(&party.path("")).await.json();
    assert_eq!(own["message"], "You ended the game.");
}

#[tokio::test]
async fn one_invitation_a_session_until_it_is_taken_back() {
    let mut party = Party::new().await;
    let (bob, eve) = (
        party.world.player(&party.admin, "Bob").await,
        party.world.player(&party.admin, "Eve").await,
    );
    let code = party.invite().await;
    assert_eq!(party.invite().await, code, "the same at each call");
    let (seated, _) = party.seat(&bob, json!({ "code": code }), 1).await;
    assert_eq!(seated.status, 200);

    let taken_back = party.ada.delete(&party.path("/invite")).await;
    assert_eq!(taken_back.status, 204);
    let late = eve
        .post(&party.path("/guests"), json!({ "code": code }))
        .await;
    assert_eq!(late.status, 404);
    assert!(
        late.json()["message"]
            .as_str()
            .unwrap()
            .contains("new link")
    );
    // Bob reloads his page: he has a seat, and needs no code.
    let (again, token) = party.seat(&bob, json!({}), 1).await;
    assert_eq!(again.json()["offer"]["token"], token.as_str());

    let fresh = party.invite().await;
    assert_ne!(fresh, code);
    let (seated, _) = party.seat(&eve, json!({ "code": fresh }), 2).await;
    assert_eq!(seated.json()["seat"], 2);
}

#[tokio::test]
async fn a_guest_who_left_for_good_needs_the_invitation_again() {
    let mut party = Party::new().await;
    let bob = party.world.player(&party.admin, "Bob").await;
    let code = party.invite().await;
    party.seat(&bob, json!({ "code": code }), 1).await;
    let who = bob.get("/api/v1/me").await.json()["id"].clone();
    let (session, name) = (party.id.clone(), who.as_str().unwrap());
    party
        .node
        .say(json!({ "type": "guest_left", "session": session, "guest": name }))
        .await;
    let gone = tokio::time::timeout(std::time::Duration::from_secs(10), async {
        while bob.get(&party.path("")).await.status != 404 {
            tokio::task::yield_now().await;
        }
    });
    gone.await.expect("the seat is free");
    let refused = bob.post(&party.path("/guests"), json!({})).await;
    assert_eq!(refused.status, 404);
    let (back, _) = party.seat(&bob, json!({ "code": code }), 1).await;
    assert_eq!(back.status, 200);
}

#[tokio::test]
async fn whoever_gets_no_seat_reads_why() {
    let mut party = Party::new().await;
    let bob = party.world.player(&party.admin, "Bob").await;
    let code = party.invite().await;
    let path = party.path("/guests");
    let own = party.ada.post(&path, json!({ "code": code })).await;
    assert_eq!(own.status, 409);
    assert!(own.json()["message"].as_str().unwrap().contains("join it"));

    let id = party.id.clone();
    let (full, ()) = tokio::join!(bob.post(&path, json!({ "code": code })), async {
        let guest = party.node.admitted().await;
        let message = "All four seats are taken.";
        party
            .node
            .say(json!({ "type": "guest_refused", "session": id, "guest": guest, "message": message }))
            .await;
    });
    assert_eq!(
        (full.status, &full.json()["message"]),
        (409, &json!("All four seats are taken."))
    );

    // The game ends while Bob waits at the door.
    let (late, ()) = tokio::join!(bob.post(&path, json!({ "code": code })), async {
        party.node.admitted().await;
        party
            .node
            .ended(&id, "game_exited", "The game ended.")
            .await;
    });
    assert_eq!(late.status, 409, "{late:?}");
    // What is over has no invitation, and takes none.
    assert_eq!(bob.post(&path, json!({ "code": code })).await.status, 404);
    assert_eq!(
        party
            .ada
            .post(&party.path("/invite"), json!({}))
            .await
            .status,
        409
    );
}

#[tokio::test]
async fn guessing_invitations_is_slowed_down() {
    let mut party = Party::new().await;
    let bob = party.world.player(&party.admin, "Bob").await;
    let code = party.invite().await;
    party.seat(&bob, json!({ "code": code }), 1).await;
    let eve = party.world.player(&party.admin, "Eve").await;
    let mut statuses = Vec::new();
    for _ in 0..12 {
        let guess = json!({ "code": "AAAA-AAAA-AAAA" });
        statuses.push(eve.post(&party.path("/guests"), guess).await.status);
    }
    assert_eq!((statuses[0], statuses[11]), (404, 429));
    let other = format!("/api/v1/sessions/{}/guests", "0".repeat(32));
    assert_eq!(eve.post(&other, json!({ "code": code })).await.status, 429);
    // Who has a seat guesses nothing, whoever shares their network; their page sends the code all the same.
    for body in [json!({}), json!({ "code": code }), json!({ "code": "OLD" })] {
        let (again, _) = party.seat(&bob, body.clone(), 1).await;
        assert_eq!(again.status, 200, "{body}");
    }
}

#[tokio::test]
async fn a_guest_who_is_early_waits_for_the_game() {
    let world = World::new().await;
    let admin = world.admin().await;
    let (ada, bob) = (
        world.player(&admin, "Ada").await,
        world.player(&admin, "Bob").await,
    );
    let mut node = world.node("a", 1, &["freedoom"]).await;
    let starting = ada.post("/api/v1/sessions", start("freedoom")).await.json();
    assert_eq!(starting["state"], "starting");
    let id = node.started().await;
    let path = format!("/api/v1/sessions/{id}");
    let code = ada.post(&format!("{path}/invite"), json!({})).await.json()["code"].clone();
    let guests = format!("{path}/guests");
    let (seated, ()) = tokio::join!(bob.post(&guests, json!({ "code": code })), async {
        node.ready(&id).await;
        let guest = node.admitted().await;
        node.seat(&id, &guest, 1).await;
    });
    assert_eq!((seated.status, &seated.json()["seat"]), (200, &json!(1)));

    // Who waits in line has nothing to invite to.
    let queued = bob.post("/api/v1/sessions", start("freedoom")).await.json();
    let path = format!("/api/v1/sessions/{}/invite", queued["id"].as_str().unwrap());
    assert_eq!(bob.post(&path, json!({})).await.status, 409);
}

#[tokio::test]
async fn what_another_node_says_about_guests_changes_nothing() {
    let mut party = Party::new().await;
    let bob = party.world.player(&party.admin, "Bob").await;
    let code = party.invite().await;
    let mut other = party.world.node("b", 1, &["freedoom"]).await;
    let id = party.id.clone();
    let path = party.path("/guests");
    let (answer, token) = tokio::join!(bob.post(&path, json!({ "code": code })), async {
        let guest = party.node.admitted().await;
        other.seat(&id, &guest, 3).await;
        // No guest sits where the host does.
        party.node.seat(&id, &guest, 0).await;
        // The other node's word has arrived before this one's.
        other.heartbeat(&[]).await;
        while party.admin.get("/api/v1/nodes").await.json()[1]["load"]["cores"] != 2 {
            tokio::task::yield_now().await;
        }
        party.node.seat(&id, &guest, 1).await
    });
    assert_eq!(answer.json()["offer"]["token"], token.as_str());
    assert_eq!(answer.json()["seat"], 1);
    let command: Option<CoordinatorMessage> = {
        party.ada.delete(&party.path("")).await;
        party.node.command().await
    };
    assert!(matches!(
        command,
        Some(CoordinatorMessage::StopSession { .. })
    ));
}

#[tokio::test]
async fn the_host_sees_who_plays_along_and_removes_whom_they_will() {
    let mut party = Party::new().await;
    let (bob, eve) = (
        party.world.player(&party.admin, "Bob").await,
        party.world.player(&party.admin, "Eve").await,
    );
    let code = party.invite().await;
    party.seat(&bob, json!({ "code": code }), 1).await;
    party.seat(&eve, json!({ "code": code }), 2).await;
    let seen = party.ada.get(&party.path("")).await.json();
    let both = json!([{ "seat": 1, "name": "Bob" }, { "seat": 2, "name": "Eve" }]);
    assert_eq!(seen["guests"], both);
    let seen = bob.get(&party.path("")).await.json();
    assert!(seen["guests"].is_null(), "a guest read names: {seen}");

    // Bob has no say about Eve's seat, nobody about the host's, and Mallory about none.
    let base = party.path("/guests");
    let seat = |number: u8| format!("{base}/{number}");
    let mallory = party.world.player(&party.admin, "Mallory").await;
    assert_eq!(bob.delete(&seat(2)).await.status, 403);
    assert_eq!(party.ada.delete(&seat(0)).await.status, 404);
    assert_eq!(party.ada.delete(&seat(4)).await.status, 404);
    assert_eq!(mallory.delete(&seat(1)).await.status, 404);
    assert_eq!(party.ada.delete(&seat(3)).await.status, 204, "an empty one");

    let id = bob.get("/api/v1/me").await.json()["id"].clone();
    assert_eq!(party.ada.delete(&seat(1)).await.status, 204);
    assert_eq!(party.node.removed().await, id);
    let refused = bob.post(&party.path("/guests"), json!({})).await;
    assert_eq!(refused.status, 404, "without the code");
    let seen = party.ada.get(&party.path("")).await.json();
    assert_eq!(seen["guests"], json!([{ "seat": 2, "name": "Eve" }]));

    // Eve goes herself.
    let id = eve.get("/api/v1/me").await.json()["id"].clone();
    assert_eq!(eve.delete(&seat(2)).await.status, 204);
    assert_eq!(party.node.removed().await, id);
    let (back, _) = party.seat(&eve, json!({ "code": code }), 1).await;
    assert_eq!(back.json()["seat"], 1);
}

#[tokio::test]
async fn a_host_who_waits_for_news_hears_of_guests() {
    let mut party = Party::new().await;
    let bob = party.world.player(&party.admin, "Bob").await;
    let code = party.invite().await;
    party.ada.get(&party.path("")).await;
    let (ada, path) = (party.ada.clone(), party.path("?wait_ms=20000"));
    let news = tokio::spawn(async move { ada.get(&path).await.json() });
    party.seat(&bob, json!({ "code": code }), 3).await;
    let guests = news.await.unwrap()["guests"].clone();
    assert_eq!(guests, json!([{ "seat": 3, "name": "Bob" }]));
}

#[tokio::test]
async fn what_the_node_says_about_seats_counts_after_a_lost_link() {
    let mut party = Party::new().await;
    let bob = party.world.player(&party.admin, "Bob").await;
    let eve = party.world.player(&party.admin, "Eve").await;
    let code = party.invite().await;
    party.seat(&bob, json!({ "code": code }), 1).await;
    let eves = eve.get("/api/v1/me").await.json()["id"].clone();

    // Bob's leaving and Eve's coming get lost with the link.
    let (id, secret) = (party.id.clone(), party.world.secret.clone());
    let games = ["freedoom"];
    let mut node = Node::connect(party.world.addr, &secret, "a", 1, &games, &[id.as_str()]).await;
    let guests = json!({ eves.as_str().unwrap(): 2, "nobody": 7 });
    node.say(json!({ "type": "seats", "session": id, "guests": guests }))
        .await;
    party.node = node;
    let said = tokio::time::timeout(std::time::Duration::from_secs(10), async {
        while party.ada.get(&party.path("")).await.json()["guests"]
            != json!([{ "seat": 2, "name": "Eve" }])
        {
            tokio::task::yield_now().await;
        }
    });
    said.await.expect("the seats are as the node says");
    let refused = bob.post(&party.path("/guests"), json!({})).await;
    assert_eq!(refused.status, 404, "Bob came back without the code");
    let (eve, _) = party.seat(&eve, json!({}), 2).await;
    assert_eq!(eve.status, 200);
}

#[tokio::test]
async fn a_guest_calls_a_few_times_at_once_and_no_more() {
    let mut party = Party::new().await;
    let bob = party.world.player(&party.admin, "Bob").await;
    let code = party.invite().await;
    party.seat(&bob, json!({ "code": code }), 1).await;
    let path = party.path("/guests");
    let mut calls = Vec::new();
    for _ in 0..4 {
        let (bob, path) = (bob.clone(), path.clone());
        calls.push(tokio::spawn(
            async move { bob.post(&path, json!({})).await },
        ));
        party.node.admitted().await;
    }
    let fifth = bob.post(&path, json!({})).await;
    assert_eq!(fifth.status, 429, "{fifth:?}");
    let (id, who) = (party.id.clone(), bob.get("/api/v1/me").await.json());
    for call in calls {
        party.node.seat(&id, who["id"].as_str().unwrap(), 1).await;
        assert_eq!(call.await.unwrap().status, 200);
    }
    let (again, _) = party.seat(&bob, json!({}), 1).await;
    assert_eq!(again.status, 200);
}

#[tokio::test]
async fn an_invitation_taken_back_during_the_knock_seats_nobody() {
    let mut party = Party::new().await;
    let bob = party.world.player(&party.admin, "Bob").await;
    let code = party.invite().await;
    let (path, id) = (party.path("/guests"), party.id.clone());
    let invite = party.path("/invite");
    let (ada, node) = (&party.ada, &mut party.node);
    let (answer, who) = tokio::join!(bob.post(&path, json!({ "code": code })), async {
        let who = node.admitted().await;
        assert_eq!(ada.delete(&invite).await.status, 204);
        node.seat(&id, &who, 1).await;
        who
    });
    assert_eq!(answer.status, 404, "{answer:?}");
    assert_eq!(party.node.removed().await, who);
    assert_eq!(bob.get(&party.path("")).await.status, 404);
}

#[tokio::test]
async fn without_a_link_to_the_node_nobody_waits() {
    let mut party = Party::new().await;
    let bob = party.world.player(&party.admin, "Bob").await;
    let code = party.invite().await;
    party.seat(&bob, json!({ "code": code }), 1).await;

    // One call waits for the node's answer when the link breaks; the others come when it is gone.
    let Party { node, ada, id, .. } = party;
    let path = |end: &str| format!("/api/v1/sessions/{id}{end}");
    let guests = path("/guests");
    let (waiting, ()) = tokio::join!(bob.post(&guests, json!({})), async {
        let mut node = node;
        node.admitted().await;
        node.vanish();
    });
    let answers = [
        waiting,
        bob.post(&guests, json!({})).await,
        ada.post(&path("/join"), json!({})).await,
        ada.delete(&path("/guests/1")).await,
    ];
    for answer in answers {
        assert_eq!(answer.status, 503, "{answer:?}");
        let text = answer.text();
        assert!(text.contains("not connected"), "{text}");
    }
    let seen = ada.get(&path("")).await.json();
    assert_eq!(seen["guests"], json!([{ "seat": 1, "name": "Bob" }]));
}
