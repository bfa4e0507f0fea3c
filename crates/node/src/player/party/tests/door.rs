//! Who gets in, with which token, and what becomes of the seat where nobody does.

use std::time::Duration;

use stratus_protocol::session::control::{EndReason, NodeMessage};
use wtransport::error::ConnectingError;

use super::player::Player;
use super::rig::{Rig, Waits};

fn is_refused(tried: Result<Player, ConnectingError>) -> bool {
    // The node's 403, which says that the session is there and the token is not good (any more).
    matches!(tried, Err(ConnectingError::SessionRejected))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_that_was_used_lets_nobody_in_again_and_takes_no_seat() {
    let mut rig = Rig::playing(Waits::LONG).await;
    let (seat, offer) = rig.admits("ann").await;
    let mut ann = Player::comes(&offer).await;
    ann.is_welcomed().await;

    assert!(is_refused(Player::tries(&offer).await));
    assert_eq!(rig.turned_away(), 1);
    let drawn = rig.draws();
    ann.sees(drawn).await;
    assert_eq!(ann.heard_so_far().await, [], "whoever has it plays on");
    assert_eq!(rig.node.metrics().guests.get(), 1);
    assert_eq!(rig.admits("bob").await.0, seat + 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_that_waited_for_too_long_is_refused_and_a_fresh_one_leads_to_the_same_seat() {
    let mut rig = Rig::playing(Waits {
        token: Duration::from_secs(2),
        ..Waits::LONG
    })
    .await;
    let (seat, late) = rig.admits("ann").await;
    // Not for anything to happen: this is how long the offer is good for.
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(is_refused(Player::tries(&late).await));
    assert_eq!(rig.turned_away(), 1);

    let (again, offer) = rig.admits("ann").await;
    assert_eq!(again, seat);
    let mut ann = Player::comes(&offer).await;
    assert_eq!(ann.is_welcomed().await.seat, seat);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_who_does_not_come_in_time_is_refused_and_the_seat_is_the_next_ones() {
    let mut rig = Rig::playing(Waits {
        grace: Duration::from_secs(1),
        ..Waits::LONG
    })
    .await;
    let mut host = Player::comes(&rig.hosts).await;
    host.is_welcomed().await;
    let (seat, late) = rig.admits("ann").await;
    assert_eq!(rig.loses_guest().await, "ann");
    assert!(is_refused(Player::tries(&late).await));

    let (next, offer) = rig.admits("bob").await;
    assert_eq!(next, seat);
    let mut bob = Player::comes(&offer).await;
    assert_eq!(bob.is_welcomed().await.seat, seat);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_whose_seat_is_freed_while_they_are_on_their_way_in_is_told_so() {
    let mut rig = Rig::playing(Waits::LONG).await;
    let (seat, offer) = rig.admits("ann").await;
    let mut ann = Player::knocks(&offer).await.unwrap();
    rig.removes("ann");
    assert_eq!(rig.loses_guest().await, "ann");
    let (next, offer) = rig.admits("bob").await;
    assert_eq!(next, seat);
    let mut bob = Player::comes(&offer).await;
    assert_eq!(bob.is_welcomed().await.seat, seat);

    ann.enters().await;
    let (reason, message) = ann.goodbye().await;
    assert_eq!(reason, EndReason::Stopped);
    assert!(message.contains("no seat"), "{message}");
    assert_eq!(bob.heard_so_far().await, [], "it is another's seat now");
    assert_eq!(rig.node.metrics().guests.get(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_comes_before_the_encoder_is_open_is_welcomed_and_sees_the_first_picture_then() {
    let mut rig = Rig::starting(Waits::LONG).await;
    let mut host = Player::comes(&rig.hosts).await;
    let mut ann = Player::comes(&rig.admits("ann").await.1).await;
    // Both are in, and there is nothing to say to them yet.
    for player in [&mut host, &mut ann] {
        assert_eq!(player.heard_so_far().await, []);
    }
    rig.draws();
    rig.encoder_opens();
    for (seat, player) in [(0, &mut host), (1, &mut ann)] {
        let welcome = player.is_welcomed().await;
        assert_eq!(welcome.seat, seat);
        assert!(welcome.codec.starts_with("avc1."), "{}", welcome.codec);
        assert!(player.picture().await.idr);
    }
    ann.holds(0, 1);
    rig.pads.feels(1, true).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn four_play_and_a_fifth_is_told_that_there_is_no_seat() {
    let mut rig = Rig::playing(Waits::LONG).await;
    let mut players = vec![Player::comes(&rig.hosts).await];
    for guest in ["ann", "bob", "cem"] {
        players.push(Player::comes(&rig.admits(guest).await.1).await);
    }
    for (seat, player) in (0..).zip(&mut players) {
        assert_eq!(player.is_welcomed().await.seat, seat);
    }
    rig.obeys(stratus_protocol::link::CoordinatorMessage::AdmitGuest {
        session: rig.session.clone(),
        guest: "dan".into(),
    });
    let said = rig.says().await;
    let stratus_protocol::link::NodeMessage::GuestRefused { guest, message, .. } = said else {
        panic!("{said:?} refuses nobody");
    };
    assert_eq!(guest, "dan");
    assert!(message.contains("taken"), "{message}");
    let drawn = rig.draws();
    for player in &mut players {
        player.sees(drawn).await;
        let heard = player.heard_so_far().await;
        let ended = |message: &NodeMessage| {
            matches!(
                message,
                NodeMessage::Goodbye {
                    reason: EndReason::Stopped,
                    ..
                }
            )
        };
        assert!(!heard.iter().any(ended), "{heard:?}");
    }
}
