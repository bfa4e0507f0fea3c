//! A new certificate while people play.

use stratus_protocol::session::control::NodeMessage;

use crate::player::{HOST, Player, address, pair, path, session_id, soon};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rotation_leaves_players_alone_and_lets_in_who_learned_the_hashes_before() {
    let mut one = pair(false).await;
    let before = one.endpoint.certificate_hashes();
    one.endpoint.rotate_certificate().expect("rotates");
    let after = one.endpoint.certificate_hashes();
    assert_eq!(after[0], before[1]);

    one.connection
        .send(&NodeMessage::PointerLock { locked: true });
    assert!(soon("a message", one.player.hear()).await.is_some());

    let to = address(&one.endpoint);
    for hashes in [&before, &after] {
        let path = path(&session_id(1), &one.admission.token(HOST));
        let player = Player::connect(to, hashes, &path, false);
        let (player, _connection) = soon("a connection", async {
            tokio::join!(player, one.admission.accept())
        })
        .await;
        player.expect("is admitted");
    }
    // Only the old certificate's hash.
    let path = path(&session_id(1), &one.admission.token(HOST));
    let stale = Player::connect(to, &before[..1], &path, false).await;
    assert!(stale.is_err(), "the old certificate is still shown");
    assert_eq!(one.endpoint.stats().rotations, 1);
}
