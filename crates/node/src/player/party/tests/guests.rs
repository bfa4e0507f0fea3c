//! Guests who are removed, and pads that the game cannot be shown.

use stratus_protocol::session::control::{EndReason, NodeMessage};

use super::player::{Player, way_back};
use super::rig::{Rig, Waits};
use super::soon;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_whom_the_host_removes_hears_why_and_their_seat_hands_and_tokens_are_gone() {
    let mut rig = Rig::playing(Waits::LONG).await;
    let (_, offer) = rig.admits("ann").await;
    let mut ann = Player::comes(&offer).await;
    let welcome = ann.is_welcomed().await;
    let mut bob = Player::comes(&rig.admits("bob").await.1).await;
    bob.is_welcomed().await;
    ann.holds(0, 1);
    rig.pads.feels(1, true).await;
    bob.holds(0, 1);
    rig.pads.feels(2, true).await;
    let (_, unused) = rig.admits("ann").await;

    rig.removes("ann");
    assert_eq!(rig.loses_guest().await, "ann");
    let (reason, message) = ann.goodbye().await;
    assert_eq!(reason, EndReason::Stopped);
    assert!(message.contains("no seat"), "{message}");
    rig.pads.feels(1, false).await;
    assert!(rig.pads.is_pressed(2), "another guest's hands were let go");
    assert_eq!(rig.seats(), [("bob".into(), 2)]);
    assert_eq!(rig.node.metrics().guests.get(), 1);
    for token in [&welcome.resume_token, &unused.token] {
        assert!(Player::tries(&way_back(&offer, token)).await.is_err());
    }
    assert_eq!(rig.turned_away(), 2);

    let (seat, offer) = rig.admits("cem").await;
    assert_eq!(seat, 1, "the seat is free");
    let mut cem = Player::comes(&offer).await;
    cem.is_welcomed().await;
    cem.holds(0, 1);
    rig.pads.feels(1, true).await;
    assert_eq!(bob.heard_so_far().await, [], "the other guest plays on");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_who_leaves_frees_their_seat_and_nothing_else() {
    let mut rig = Rig::playing(Waits::LONG).await;
    let mut host = Player::comes(&rig.hosts).await;
    host.is_welcomed().await;
    let mut ann = Player::comes(&rig.admits("ann").await.1).await;
    ann.is_welcomed().await;
    ann.leaves().await;
    assert_eq!(ann.goodbye().await.0, EndReason::PlayerLeft);
    assert_eq!(rig.loses_guest().await, "ann");
    assert_eq!(rig.seats(), []);
    let drawn = rig.draws();
    host.sees(drawn).await;
    assert_eq!(host.heard_so_far().await, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whose_pad_the_game_cannot_be_shown_is_told_so_once_and_nobody_else_is() {
    let mut rig = Rig::playing(Waits::LONG).await;
    let mut host = Player::comes(&rig.hosts).await;
    host.is_welcomed().await;
    let mut ann = Player::comes(&rig.admits("ann").await.1).await;
    ann.is_welcomed().await;
    let mut bob = Player::comes(&rig.admits("bob").await.1).await;
    bob.is_welcomed().await;
    // Before the game starts, every pad can be shown to it.
    host.holds(0, 1);
    rig.pads.feels(0, true).await;
    rig.game_looks_for_pads();

    bob.holds(0, 1);
    let notice = bob.notice().await;
    assert!(notice.contains("does not see yours"), "{notice}");
    rig.pads.feels(1, true).await;
    bob.holds(0, 0);
    rig.pads.feels(1, false).await;
    for player in [&mut host, &mut ann, &mut bob] {
        assert_eq!(player.notices_so_far().await, [""; 0]);
    }

    // The pad that nobody sees is another guest's next.
    rig.removes("bob");
    assert_eq!(rig.loses_guest().await, "bob");
    let (seat, offer) = rig.admits("cem").await;
    assert_eq!(seat, 2);
    let mut cem = Player::comes(&offer).await;
    cem.is_welcomed().await;
    assert_eq!(cem.notices_so_far().await, [""; 0], "no pad, no notice");
    cem.holds(0, 1);
    let notice = cem.notice().await;
    assert!(notice.contains("does not see yours"), "{notice}");
    for player in [&mut host, &mut ann] {
        assert_eq!(player.notices_so_far().await, [""; 0]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rumble_is_felt_by_its_pads_player_and_one_for_a_pad_that_left_is_counted() {
    let mut rig = Rig::playing(Waits::LONG).await;
    let mut host = Player::comes(&rig.hosts).await;
    host.is_welcomed().await;
    let mut ann = Player::comes(&rig.admits("ann").await.1).await;
    ann.is_welcomed().await;
    ann.holds(0, 1);
    rig.pads.feels(1, true).await;
    rig.rumbles(1);
    let felt = ann.hears().await;
    assert!(
        matches!(
            felt,
            Some(NodeMessage::Rumble {
                pad: 0,
                strong: 900,
                ..
            })
        ),
        "{felt:?}"
    );
    rig.removes("ann");
    assert_eq!(rig.loses_guest().await, "ann");
    rig.rumbles(1);
    let dropped = "stratus_node_rumbles_total{fate=\"dropped\"} 1";
    soon("the count", async {
        while !rig.node.metrics().text().contains(dropped) {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    })
    .await;
    assert_eq!(host.heard_so_far().await, []);
}
