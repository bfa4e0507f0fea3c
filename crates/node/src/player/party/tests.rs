//! Real players, on real connections, at a party of a real node. Only the game is played by the test.

mod cable;
mod door;
mod guests;
mod host;
mod link;
mod pads;
mod player;
mod rig;

use std::time::Duration;

/// No step takes this long unless it hangs.
const DEADLINE: Duration = Duration::from_secs(20);

/// Waits for something that has to come.
async fn soon<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(DEADLINE, future).await {
        Ok(done) => done,
        Err(_) => panic!("{what}: nothing within {DEADLINE:?}"),
    }
}
