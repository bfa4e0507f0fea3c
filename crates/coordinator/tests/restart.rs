//! The real program, killed and started again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod world;

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use world::{Browser, Node, start};

/// The real program. Killed with it.
struct Program {
    child: Child,
    addr: SocketAddr,
    code: String,
}

impl Program {
    fn start(data: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_stratus-coordinator"))
            .args(["--json", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(data)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let said: Value =
            serde_json::from_str(&line).expect("one line of JSON says where it listens");
        Self {
            child,
            addr: said["listening"].as_str().unwrap().parse().unwrap(),
            code: said["code"].as_str().unwrap().to_owned(),
        }
    }

    fn kill(mut self) {
        // SIGKILL.
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    async fn admin(&self) -> Browser {
        let mut browser = Browser::new(self.addr);
        assert_eq!(browser.sign_in(&self.code).await.status, 200);
        browser
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn secret(data: &Path) -> String {
    std::fs::read_to_string(data.join("enrolment-secret"))
        .unwrap()
        .trim()
        .to_owned()
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_when_the_coordinator_is_killed() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let first = Program::start(&data);
    let mut admin = first.admin().await;
    let mut node = Node::connect(first.addr, &secret(&data), "a", 1, &["freedoom"], &[]).await;
    let (running, ()) = tokio::join!(admin.post("/api/v1/sessions", start("freedoom")), async {
        let id = node.started().await;
        node.ready(&id).await;
    });
    let running = running.json()["id"].as_str().unwrap().to_owned();
    let mut codes = Vec::new();
    for n in 0..20 {
        let answer = admin
            .post("/api/v1/codes", json!({ "name": format!("Player {n}") }))
            .await;
        codes.push(answer.json()["code"].as_str().unwrap().to_owned());
    }
    let mut ada = Browser::new(first.addr);
    ada.sign_in(&codes.remove(0)).await;
    let queued = ada.post("/api/v1/sessions", start("freedoom")).await.json();
    assert_eq!(queued["position"], 1);
    let queued = queued["id"].as_str().unwrap().to_owned();
    first.kill();

    let second = Program::start(&data);
    admin.addr = second.addr;
    ada.addr = second.addr;
    assert_eq!(
        admin.get("/api/v1/me").await.json()["admin"],
        true,
        "the cookie works"
    );
    assert_eq!(admin.get("/api/v1/games").await.json()[0]["id"], "freedoom");
    assert_eq!(admin.session(&running).await["state"], "running");
    assert_eq!(ada.session(&queued).await["position"], 1);
    for (n, code) in codes.iter().enumerate() {
        let answer = Browser::new(second.addr).sign_in(code).await;
        assert_eq!(answer.json()["name"], format!("Player {}", n + 1));
    }
    // The node finds its way back, and the game goes on.
    let mut node = Node::connect(
        second.addr,
        &secret(&data),
        "a",
        1,
        &["freedoom"],
        &[&running],
    )
    .await;
    let path = format!("/api/v1/sessions/{running}/join");
    let (joined, token) = tokio::join!(admin.post(&path, json!({})), async {
        node.command().await.unwrap();
        node.ready(&running).await
    });
    assert_eq!(joined.json()["offer"]["token"], token.as_str());
    node.ended(&running, "game_exited", "The game ended.").await;
    assert_eq!(node.started().await, queued, "who waited before plays next");
    admin.wait_for(&running, "ended").await;
    second.kill();

    let third = Program::start(&data);
    admin.addr = third.addr;
    // The end was told to the player only after it happened, and is history now.
    assert_eq!(admin.session(&running).await["message"], "The game ended.");
}

#[tokio::test]
async fn a_session_whose_node_forgot_it_is_over_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let first = Program::start(&data);
    let mut admin = first.admin().await;
    let mut node = Node::connect(first.addr, &secret(&data), "a", 1, &["freedoom"], &[]).await;
    let (running, ()) = tokio::join!(admin.post("/api/v1/sessions", start("freedoom")), async {
        let id = node.started().await;
        node.ready(&id).await;
    });
    let running = running.json()["id"].as_str().unwrap().to_owned();
    first.kill();
    let second = Program::start(&data);
    admin.addr = second.addr;
    let _node = Node::connect(second.addr, &secret(&data), "a", 1, &["freedoom"], &[]).await;
    assert_eq!(
        admin.wait_for(&running, "ended").await["reason"],
        "node_lost"
    );
}

#[tokio::test]
async fn an_invitation_and_a_guests_seat_survive_as_their_session_does() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let first = Program::start(&data);
    let mut admin = first.admin().await;
    let mut bob = Browser::new(first.addr);
    let bobs = admin.post("/api/v1/codes", json!({ "name": "Bob" })).await;
    bob.sign_in(bobs.json()["code"].as_str().unwrap()).await;
    let mut node = Node::connect(first.addr, &secret(&data), "a", 1, &["freedoom"], &[]).await;
    let (running, ()) = tokio::join!(admin.post("/api/v1/sessions", start("freedoom")), async {
        let id = node.started().await;
        node.ready(&id).await;
    });
    let running = running.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/sessions/{running}");
    let (invite, guests) = (format!("{path}/invite"), format!("{path}/guests"));
    let code = admin.post(&invite, json!({})).await.json()["code"].clone();
    let ask = json!({ "code": code });
    tokio::join!(bob.post(&guests, ask), async {
        let guest = node.admitted().await;
        node.seat(&running, &guest, 1).await;
    });
    // The seat is stored before anything that is acknowledged later.
    admin
        .post("/api/v1/codes", json!({ "name": "later" }))
        .await;
    first.kill();

    let second = Program::start(&data);
    admin.addr = second.addr;
    bob.addr = second.addr;
    assert_eq!(admin.post(&invite, json!({})).await.json()["code"], code);
    assert_eq!(bob.get(&path).await.json()["seat"], 1);
    let games = &["freedoom"];
    let mut node = Node::connect(second.addr, &secret(&data), "a", 1, games, &[&running]).await;
    let (back, token) = tokio::join!(bob.post(&guests, json!({})), async {
        let guest = node.admitted().await;
        node.seat(&running, &guest, 1).await
    });
    assert_eq!(back.json()["offer"]["token"], token.as_str());
}

#[tokio::test]
async fn a_busy_port_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_stratus-coordinator"))
        .args(["--listen", &address.to_string(), "--data-dir"])
        .arg(dir.path())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert!(!child.wait().unwrap().success());
    assert!(
        said.contains(&format!("port {}", address.port())) && said.contains("--listen"),
        "{said}"
    );
}

#[tokio::test]
async fn the_program_stops_at_once_when_told_even_while_a_page_waits() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let mut program = Program::start(&data);
    let admin = program.admin().await;
    let waiting = {
        let _node = Node::connect(program.addr, &secret(&data), "a", 1, &["freedoom"], &[]).await;
        let session = admin
            .post("/api/v1/sessions", start("freedoom"))
            .await
            .json();
        let path = format!(
            "/api/v1/sessions/{}?wait_ms=25000",
            session["id"].as_str().unwrap()
        );
        let mut request = tokio::net::TcpStream::connect(program.addr).await.unwrap();
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: x\r\nCookie: {}\r\n\r\n",
            admin.cookie.as_ref().unwrap()
        );
        tokio::io::AsyncWriteExt::write_all(&mut request, head.as_bytes())
            .await
            .unwrap();
        request
    };
    let told = Command::new("kill")
        .args(["-TERM", &program.child.id().to_string()])
        .status()
        .unwrap();
    assert!(told.success());
    let stopped =
        tokio::task::spawn_blocking(move || program.child.wait().map(|status| (status, program)));
    let (status, _program) = tokio::time::timeout(std::time::Duration::from_secs(10), stopped)
        .await
        .expect("it stops")
        .unwrap()
        .unwrap();
    assert!(status.success(), "{status}");
    drop(waiting);
}
