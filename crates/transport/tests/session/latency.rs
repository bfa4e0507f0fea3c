//! How long a frame takes from the encoder's hand to the player's, on the loopback. Prints only:
//! `cargo test --release -p stratus-transport --test session -- --ignored --nocapture latency`

use std::time::Duration;

use stratus_media::{Histogram, Timestamp};
use stratus_protocol::session::input::InputDatagram;
use stratus_transport::Event;

use crate::player::{Encoder, pair, read_frame, soon};

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
