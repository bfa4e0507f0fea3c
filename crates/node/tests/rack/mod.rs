//! A real `stratus-node` with this test as its coordinator, and players on real WebTransport clients.
#![allow(
    dead_code,
    unused_imports,
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "each test program uses a part of this, and a test that cannot go on has failed"
)]

pub mod game;
pub mod log;
pub mod node;
pub mod picture;
pub mod player;
pub mod udmabuf;

use std::time::Duration;

pub use game::{Game, built, ourselves};
pub use log::Log;
pub use node::{Rack, Session};
pub use picture::{decode, luma_of};
pub use player::{BUTTONS, Player, Rumble, TRIGGERS};

/// No step takes this long unless it hangs, even where a machine is emulated.
pub const DEADLINE: Duration = Duration::from_secs(100);

/// Waits for something that has to come.
pub async fn soon<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(DEADLINE, future).await {
        Ok(done) => done,
        Err(_) => panic!("{what}: nothing within {DEADLINE:?}"),
    }
}

/// Waits until something is so.
pub async fn until(what: &str, mut so: impl FnMut() -> bool) {
    soon(what, async {
        while !so() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
}
