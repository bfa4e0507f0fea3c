//! How long a frame takes from the encoder's hand to the player's, on the loopback. Prints only:
//! `cargo test --release -p stratus-transport --test session -- --ignored --nocapture latency`

use std::time::Duration;

use stratus_media::{Histogram, Timestamp};
use stratus_protocol::session::input::InputDatagram;
use stratus_transport::{Event, SliceBuffer};

use crate::player::{
    Encoder, HOST, Player, address, end, endpoint, pair, path, read_frame, session_id, soon, start,
};
use crate::relay::{Link, Relay};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement"]
async fn send_to_whole_frame_received() {
    const FRAMES: u32 = 600;
    for bytes in [20_000, 60_000] {
        let one = pair(false).await;
        let video = one.connection.video();
        let encoder = std::thread::spawn(move || {
            let mut encoder = Encoder::default();
            let mut sending = Duration::ZERO;
            for id in 0..FRAMES {
                std::thread::sleep(Duration::from_micros(16_667));
                let before = Timestamp::now();
                encoder.sends(&video, id, id == 0, bytes);
                sending += Timestamp::now().since(before);
            }
            sending / FRAMES
        });
        let (whole, taken) = (Histogram::new(), Histogram::new());
        for _ in 0..FRAMES {
            let mut stream = soon("a frame", one.player.session.accept_uni())
                .await
                .expect("a stream");
            let (header, _) = read_frame(&mut stream).await.expect("is whole");
            let now = Timestamp::now().to_unix_micros();
            whole.record(Duration::from_micros(
                now.saturating_sub(header.commit_unix_us),
            ));
            taken.record(Duration::from_micros(u64::from(header.send_us)));
        }
        let sending = encoder.join().expect("the encoder ends");
        println!(
            "{bytes} bytes: send() → whole frame {:?}; send() → written {:?}; send() itself {sending:?}",
            whole.quantiles(),
            taken.quantiles()
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement"]
async fn datagram_sent_to_event_handled() {
    let mut one = pair(false).await;
    let start = Timestamp::now();
    let client = &one.player.session;
    let send = async {
        for seq in 0..1000 {
            tokio::time::sleep(Duration::from_millis(4)).await;
            let micros = Timestamp::now().since(start).as_micros() as i32;
            let input = InputDatagram {
                seq,
                motion: [micros, 0],
                ..InputDatagram::default()
            };
            let mut bytes = Vec::new();
            input.encode(&mut bytes);
            client.send_datagram(&bytes).expect("is sent");
        }
    };
    let handled = Histogram::new();
    let receive = async {
        for _ in 0..1000 {
            match soon("input", one.connection.next()).await {
                Event::Datagram(input) => {
                    let now = Timestamp::now().since(start);
                    let sent = Duration::from_micros(input.motion[0] as u64);
                    handled.record(now.saturating_sub(sent));
                }
                other => panic!("{other:?}"),
            }
        }
    };
    tokio::join!(send, receive);
    println!("input datagram → event {:?}", handled.quantiles());
}

/// A picture whose slices are coded one after another, and the same sent when the last one is: by turns, over one link.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement"]
async fn slices_as_they_come_and_whole_frames_over_a_link() {
    const FRAMES: u32 = 400;
    const SLICES: usize = 12;
    /// 1080p on two cores: what the first slice takes, and each of the others.
    const CODED: [Duration; 2] = [Duration::from_micros(1700), Duration::from_micros(600)];
    for (bits_per_second, bytes) in [(50e6, 40_000), (20e6, 20_000)] {
        let link = Link {
            bits_per_second,
            delay: Duration::from_millis(10),
            loss: 0.0,
            queue: Duration::from_millis(500),
        };
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
        let player = player.expect("is admitted");
        let video = connection.video();
        let encoder = std::thread::spawn(move || {
            let mut buffer = SliceBuffer::new();
            for id in 0..FRAMES {
                let picture = start(id, id == 0);
                buffer.begin();
                let as_they_come = id % 2 == 0;
                if as_they_come {
                    video.begin(&picture);
                }
                let mut held = Vec::new();
                for slice in 0..SLICES {
                    std::thread::sleep(CODED[slice.min(1)]);
                    let coded = buffer.add(&vec![id as u8; bytes / SLICES]);
                    match coded {
                        Some(slices) if as_they_come => video.slices(slices),
                        later => held.extend(later),
                    }
                }
                held.extend(buffer.rest());
                if !as_they_come {
                    video.begin(&picture);
                }
                held.into_iter().for_each(|slices| video.slices(slices));
                video.end(&end(bytes));
                std::thread::sleep(Duration::from_millis(22));
            }
        });
        let ages = [Histogram::new(), Histogram::new()];
        for _ in 0..FRAMES {
            let (header, _) = soon("a frame", player.frame()).await.expect("is whole");
            let age = Timestamp::now()
                .to_unix_micros()
                .saturating_sub(header.commit_unix_us);
            ages[(header.frame_id % 2) as usize].record(Duration::from_micros(age));
        }
        encoder.join().expect("the encoder ends");
        let [slices, whole] = ages.map(|ages| ages.quantiles());
        println!(
            "{bytes} bytes over {} Mb/s: picture taken → whole at the player: by slices {slices:?}; whole {whole:?}; p50 {:.1} ms earlier",
            bits_per_second / 1e6,
            whole.p50 - slices.p50,
        );
    }
}
