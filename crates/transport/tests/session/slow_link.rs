//! A network that carries less than the game makes.

use std::time::Duration;

use stratus_media::{PacketPool, Timestamp};
use stratus_protocol::session::control::{NodeMessage, PlayerMessage};
use stratus_transport::ConnectionStats;

use crate::player::{Encoder, HOST, Player, address, endpoint, path, session_id, soon, sound};
use crate::relay::{Link, Relay};

/// What arrived, and how old it was.
#[derive(Debug)]
struct Delivery {
    /// Ages of the frames on arrival after the first second, sorted.
    ages: Vec<Duration>,
    ids: Vec<u32>,
    encoded: u32,
    offered: u32,
    pong: Duration,
    sounds: u32,
    stats: ConnectionStats,
}

impl Delivery {
    fn age(&self, quantile: f64) -> Duration {
        self.ages[((self.ages.len() - 1) as f64 * quantile) as usize]
    }
}

/// Offers 60 frames a second of `bytes` each for `seconds` over `link`.
async fn play(link: Link, bytes: usize, seconds: u32) -> Delivery {
    let endpoint = endpoint();
    let relay = Relay::start(address(&endpoint), link).await;
    let mut admission = endpoint.admit(session_id(1));
    let path = path(&session_id(1), &admission.token(HOST));
    let hashes = endpoint.certificate_hashes();
    let player = Player::connect(relay.address, &hashes, &path, false);
    let (player, connection) = soon("a connection", async {
        tokio::join!(player, admission.accept())
    })
    .await;
    let mut player = player.expect("is admitted");
    let mut connection = connection;

    let (video, audio) = (connection.video(), connection.audio());
    let offered = seconds * 60;
    let encoder = tokio::spawn(async move {
        let (pool, mut id, mut sound_seq) = (PacketPool::new(), 0, 0);
        let mut encoder = Encoder::default();
        let mut tick = tokio::time::interval(Duration::from_micros(16_667));
        for n in 0..offered {
            tick.tick().await;
            if n % 2 == 0 {
                audio.send(&sound(&pool, sound_seq, 160), None);
                sound_seq += 1;
            }
            if video.admit() {
                encoder.sends(&video, id, id == 0, bytes);
                id += 1;
            }
        }
        id
    });
    let answer = async {
        loop {
            if let stratus_transport::Event::Closed { .. } = connection.next().await {
                return;
            }
        }
    };
    let session = &player.session;
    let begin = Timestamp::now();
    let receive = async {
        let (mut ages, mut ids, mut sounds) = (Vec::new(), Vec::new(), 0);
        let mut arriving = tokio::task::JoinSet::new();
        let end = tokio::time::sleep(Duration::from_secs(u64::from(seconds) + 1));
        tokio::pin!(end);
        loop {
            tokio::select! {
                stream = session.accept_uni() => {
                    let mut stream = stream.expect("a stream");
                    arriving.spawn(async move { crate::player::read_frame(&mut stream).await });
                }
                Some(Ok(Some((header, payload)))) = arriving.join_next() => {
                    assert_eq!(payload.len(), bytes);
                    let now = Timestamp::now();
                    let age = now.to_unix_micros().saturating_sub(header.commit_unix_us);
                    if now.since(begin) > Duration::from_secs(1) {
                        ages.push(Duration::from_micros(age));
                    }
                    ids.push(header.frame_id);
                }
                Ok(datagram) = session.receive_datagram() => {
                    sounds += u32::from(datagram.first() == Some(&0x41));
                }
                () = &mut end => return (ages, ids, sounds),
            }
        }
    };
    // Control must get through too.
    let (send, hear) = (&mut player.send, &mut player.receive);
    let ping = async {
        tokio::time::sleep(Duration::from_secs(2)).await;
        let asked = Timestamp::now();
        let mut message = Vec::new();
        PlayerMessage::Ping { sent_us: 1 }.encode(&mut message);
        send.write_all(&message).await.expect("is written");
        let mut pong = [0; 4 + 17];
        hear.read_exact(&mut pong).await.expect("an answer");
        let pong = NodeMessage::decode(&pong[4..]);
        assert!(matches!(pong, Ok(NodeMessage::Pong { .. })), "{pong:?}");
        Timestamp::now().since(asked)
    };
    let ((mut ages, ids, sounds), pong) = tokio::select! {
        both = async { tokio::join!(receive, ping) } => both,
        () = answer => panic!("the connection is gone"),
    };
    ages.sort_unstable();
    let delivery = Delivery {
        ages,
        ids,
        encoded: encoder.await.expect("the encoder ends"),
        offered,
        pong,
        sounds,
        stats: connection.stats(),
    };
    eprintln!(
        "{} of {} frames encoded, {} arrived; age p50 {:?} p95 {:?} max {:?}; pong {:?}; {} of {} sounds; {} packets lost in the relay; {:?}",
        delivery.encoded,
        offered,
        delivery.ids.len(),
        delivery.age(0.5),
        delivery.age(0.95),
        delivery.age(1.0),
        delivery.pong,
        delivery.sounds,
        offered / 2,
        relay.dropped.load(std::sync::atomic::Ordering::Relaxed),
        delivery.stats,
    );
    delivery
}

/// 8 Mb/s at 60 frames a second.
const FRAME: usize = 16_600;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_link_too_slow_for_the_game_frames_are_dropped_before_encode_and_stay_fresh() {
    let link = Link {
        bits_per_second: 3e6,
        delay: Duration::from_millis(20),
        loss: 0.01,
        queue: Duration::from_millis(500),
    };
    let delivery = play(link, FRAME, 6).await;
    // The link carries 22 a second.
    assert!(delivery.encoded >= 40, "the picture all but stands still");
    assert!(delivery.encoded <= 6 * 30, "more was encoded than fits");
    assert!(delivery.stats.frames_skipped >= u64::from(delivery.offered / 3));
    assert_eq!(delivery.stats.frames_superseded, 0);
    assert_eq!(delivery.stats.frames_abandoned, 0);
    assert_eq!(
        delivery.ids.len(),
        delivery.encoded as usize,
        "some never came"
    );
    assert!(delivery.age(0.9) < Duration::from_millis(400), "stale");
    assert!(delivery.pong < Duration::from_millis(600));
    assert!(
        delivery.sounds * 10 >= delivery.offered / 2 * 8,
        "sound is starved"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_link_that_only_loses_packets_nearly_every_frame_is_sent() {
    let link = Link {
        bits_per_second: 50e6,
        delay: Duration::from_millis(20),
        loss: 0.01,
        queue: Duration::from_millis(100),
    };
    let delivery = play(link, FRAME, 4).await;
    assert!(
        delivery.encoded * 10 >= delivery.offered * 8,
        "too much is dropped"
    );
    assert_eq!(
        delivery.ids.len(),
        delivery.encoded as usize,
        "some never came"
    );
    assert!(delivery.age(0.9) < Duration::from_millis(300), "stale");
}
