//! The host is lost, comes back, and leaves.

use std::time::Duration;

use stratus_protocol::session::HOST;
use stratus_protocol::session::control::EndReason;

use super::player::{Player, way_back};
use super::rig::{Rig, Waits};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_whose_network_is_gone_comes_back_to_their_seat_and_the_guest_plays_all_the_while() {
    let mut rig = Rig::playing(Waits::LONG).await;
    let mut host = Player::comes(&rig.hosts).await;
    let welcome = host.is_welcomed().await;
    assert_eq!(welcome.seat, HOST);
    let (seat, offer) = rig.admits("ann").await;
    let mut ann = Player::comes(&offer).await;
    assert_eq!((seat, ann.is_welcomed().await.seat), (1, 1));
    let drawn = rig.draws();
    tokio::join!(host.sees(drawn), ann.sees(drawn));
    host.holds(0, 1);
    rig.pads.feels(0, true).await;

    host.loses_network();
    // What the host held is let go, which the game feels as soon as the loss is known; the guest is there all the time.
    ann.holds(0, 1);
    rig.pads.feels(1, true).await;
    rig.pads.feels(0, false).await;
    assert!(rig.pads.is_pressed(1), "a guest let go with the host");
    let drawn = rig.draws();
    ann.sees(drawn).await;
    ann.holds(0, 0);
    rig.pads.feels(1, false).await;

    let mut host = Player::comes(&way_back(&rig.hosts, &welcome.resume_token)).await;
    assert_eq!(host.is_welcomed().await.seat, HOST);
    assert!(host.picture().await.idr, "a picture to begin with");
    host.holds(0, 1);
    rig.pads.feels(0, true).await;
    let drawn = rig.draws();
    tokio::join!(host.sees(drawn), ann.sees(drawn));
    assert_eq!(ann.heard_so_far().await, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_who_plays_on_in_another_window_takes_over_from_the_first() {
    let mut rig = Rig::playing(Waits::LONG).await;
    let mut first = Player::comes(&rig.hosts).await;
    let welcome = first.is_welcomed().await;
    first.holds(0, 1);
    rig.pads.feels(0, true).await;

    let mut second = Player::comes(&way_back(&rig.hosts, &welcome.resume_token)).await;
    assert_eq!(first.goodbye().await.0, EndReason::Replaced);
    assert_eq!(second.is_welcomed().await.seat, HOST);
    rig.pads.feels(0, false).await;
    let drawn = rig.draws();
    second.sees(drawn).await;
    drop(first);
    assert_eq!(second.heard_so_far().await, [], "the game goes on");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guests_hear_that_the_host_has_left_for_good() {
    let mut rig = Rig::playing(Waits::LONG).await;
    let mut host = Player::comes(&rig.hosts).await;
    let mut ann = Player::comes(&rig.admits("ann").await.1).await;
    let mut bob = Player::comes(&rig.admits("bob").await.1).await;
    for player in [&mut host, &mut ann, &mut bob] {
        player.is_welcomed().await;
    }
    ann.holds(0, 1);
    rig.pads.feels(1, true).await;

    host.leaves().await;
    for player in [&mut host, &mut ann, &mut bob] {
        assert_eq!(player.goodbye().await.0, EndReason::PlayerLeft);
    }
    rig.pads.are_gone().await;
    assert_eq!(rig.ends().await, EndReason::PlayerLeft);
    assert!(rig.node.sessions().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_who_closes_the_page_ends_the_game_for_all() {
    let mut rig = Rig::playing(Waits::LONG).await;
    let mut host = Player::comes(&rig.hosts).await;
    let mut ann = Player::comes(&rig.admits("ann").await.1).await;
    host.is_welcomed().await;
    ann.is_welcomed().await;
    host.closes_page().await;
    assert_eq!(ann.goodbye().await.0, EndReason::PlayerLeft);
    assert_eq!(rig.ends().await, EndReason::PlayerLeft);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guests_hear_that_the_host_was_away_for_too_long() {
    let mut rig = Rig::playing(Waits {
        grace: Duration::from_secs(2),
        ..Waits::LONG
    })
    .await;
    let mut host = Player::comes(&rig.hosts).await;
    let mut ann = Player::comes(&rig.admits("ann").await.1).await;
    host.is_welcomed().await;
    ann.is_welcomed().await;
    host.loses_network();
    let (reason, message) = ann.goodbye().await;
    assert_eq!(reason, EndReason::GraceExpired);
    assert!(message.contains("2 seconds"), "{message}");
    assert_eq!(rig.ends().await, EndReason::GraceExpired);
}
