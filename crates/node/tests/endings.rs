//! Sessions that end before they have quite begun.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod rack;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::mpsc::channel;
use std::time::Duration;

use rack::{Game, node::SMALL, node::names, soon, until};
use stratus_node::config::Config;
use stratus_node::node::Node;
use stratus_protocol::id::SessionId;
use stratus_protocol::link::{CoordinatorMessage, NodeMessage};
use stratus_protocol::session::control::EndReason;
use tokio::sync::mpsc;

/// A user that no other test's sessions have.
const FIRST_UID: u32 = 64_860;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_is_stopped_while_its_game_is_about_to_start_leaves_no_folder() {
    if !rustix::process::geteuid().is_root() {
        eprintln!("skipped: only root gives sessions users of their own");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o711)).unwrap();
    let games_dir = dir.path().join("games");
    fs::create_dir(&games_dir).unwrap();
    Game::new("still", "exec sleep 1000").pack(&games_dir);
    let config = Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        games_dir,
        state_dir: dir.path().join("state"),
        first_uid: FIRST_UID,
        ..Config::default()
    };
    let (say, mut said) = mpsc::unbounded_channel();
    let node = soon("the node", Node::start(config, say)).await.unwrap();

    // Something else is being started, such as the next session's compositor.
    let (done, wait) = channel::<()>();
    let keeper = node.keeper().clone();
    let busy = tokio::spawn(async move { keeper.run(move || wait.recv()).await });
    tokio::task::yield_now().await;

    let session = SessionId::from_bits([1; 16]);
    node.obey(CoordinatorMessage::StartSession {
        session: session.clone(),
        game: "still".parse().unwrap(),
        player: "ann".into(),
        video: SMALL,
        keyboard: None,
    });
    let folders = || names(node.sessions_dir());
    until("the session's folder", || !folders().is_empty()).await;
    node.obey(CoordinatorMessage::StopSession {
        session,
        reason: EndReason::Stopped,
    });
    let mut ended = Box::pin(async {
        loop {
            let message = said.recv().await.unwrap();
            if matches!(message, NodeMessage::SessionEnded { .. }) {
                return;
            }
        }
    });
    let early = tokio::time::timeout(Duration::from_secs(1), &mut ended).await;
    assert!(early.is_err(), "it ended before the start of its game did");
    done.send(()).unwrap();
    soon("the end", ended).await;
    soon("what was begun", node.keeper().idle()).await;
    assert_eq!(folders(), Vec::<String>::new());
    busy.await.unwrap().unwrap().unwrap();
    node.shut_down(Duration::from_secs(5)).await;
}
