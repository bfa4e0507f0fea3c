//! A real coordinator on a free port, real nodes' links and real HTTP: what every test here stands on.
#![allow(
    dead_code,
    unused_imports,
    missing_docs,
    reason = "each test file uses its part"
)]

pub mod http;
pub mod node;

use std::net::SocketAddr;
use std::path::Path;

use serde_json::{Value, json};
use stratus_coordinator::{Config, Running};

pub use http::Browser;
pub use node::Node;

/// A coordinator in this process.
pub struct World {
    pub running: Running,
    pub addr: SocketAddr,
    pub secret: String,
    _dir: tempfile::TempDir,
}

pub fn config(dir: &Path) -> Config {
    Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        data_dir: dir.join("data"),
        ..Config::default()
    }
}

impl World {
    pub async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let running = stratus_coordinator::start(config(dir.path()))
            .await
            .unwrap();
        let (addr, secret) = (running.addr(), running.enrolment_secret().to_owned());
        Self {
            running,
            addr,
            secret,
            _dir: dir,
        }
    }

    /// The administrator, signed in.
    pub async fn admin(&self) -> Browser {
        let mut browser = Browser::new(self.addr);
        let answer = browser.sign_in(self.running.sign_in_code()).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        browser
    }

    /// A new player, signed in.
    pub async fn player(&self, admin: &Browser, name: &str) -> Browser {
        let code = admin.post("/api/v1/codes", json!({ "name": name })).await;
        let mut browser = Browser::new(self.addr);
        let answer = browser.sign_in(code.json()["code"].as_str().unwrap()).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        browser
    }

    /// A node that is welcome.
    pub async fn node(&self, name: &str, capacity: u32, games: &[&str]) -> Node {
        Node::connect(self.addr, &self.secret, name, capacity, games, &[]).await
    }
}

pub fn start(game: &str) -> Value {
    json!({ "game": game, "video": { "width": 1280, "height": 720, "fps": 60 }, "keyboard": "de" })
}
