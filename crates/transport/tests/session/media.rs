//! Pictures, sound, input and messages.

use std::time::Duration;

use stratus_media::PacketPool;
use stratus_protocol::session::audio::AudioDatagram;
use stratus_protocol::session::control::{EndReason, NodeMessage, PlayerMessage};
use stratus_protocol::session::input::{Edge, EdgeKind, Edges, InputDatagram};
use stratus_protocol::session::video::{FrameHeader, HEADER_LEN};
use stratus_transport::{Event, SliceBuffer};

use crate::player::{Encoder, end, pair, read_frame, read_rest, soon, sound, start};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_frame_comes_whole_on_a_stream_of_its_own() {
    let one = pair(false).await;
    let video = one.connection.video();
    let mut encoder = Encoder::default();
    // From a plain thread, as an encoder does it.
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for id in 0..60 {
                encoder.sends(&video, id, id == 0, 5000 + 700 * id as usize);
                std::thread::sleep(Duration::from_millis(5));
            }
        });
    });
    let mut seen = Vec::new();
    for _ in 0..60 {
        let (header, payload) = soon("a frame", one.player.frame()).await.expect("is whole");
        assert_eq!(payload.len(), 5000 + 700 * header.frame_id as usize);
        assert!(payload.iter().all(|byte| *byte == header.frame_id as u8));
        assert_eq!(header.idr, header.frame_id == 0);
        seen.push(header.frame_id);
    }
    seen.sort_unstable();
    assert_eq!(seen, (0..60).collect::<Vec<_>>());
    let stats = one.connection.stats();
    assert_eq!(stats.frames_sent, 60, "{stats:?}");
    assert_eq!(stats.frames_superseded + stats.frames_abandoned, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_that_cannot_take_many_streams_gets_all_frames_in_order_on_one() {
    let one = pair(true).await;
    assert!(one.connection.hello().single_stream);
    let video = one.connection.video();
    let mut encoder = Encoder::default();
    let reader = async {
        let mut stream = soon("the stream", one.player.session.accept_uni())
            .await
            .expect("a stream");
        for id in 0..100 {
            let (header, payload) = soon("a frame", read_frame(&mut stream))
                .await
                .expect("whole");
            assert_eq!((header.frame_id, payload.len()), (id, 20_000));
            assert!(payload.iter().all(|byte| *byte == id as u8));
        }
    };
    let writer = async {
        for id in 0..100 {
            encoder.sends(&video, id, id == 0, 20_000);
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    };
    tokio::join!(reader, writer);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_frame_overtakes_what_the_network_has_not_taken() {
    let one = pair(false).await;
    let video = one.connection.video();
    let mut encoder = Encoder::default();
    // Far more at once than the path takes before it answers.
    for id in 0..20 {
        encoder.sends(&video, id, id == 0, 200_000);
    }
    encoder.sends(&video, 20, true, 30_000);
    let key = async {
        loop {
            if let Some((header, payload)) = one.player.frame().await
                && header.frame_id == 20
            {
                return payload.len();
            }
        }
    };
    assert_eq!(soon("the key frame", key).await, 30_000);
    let stats = one.connection.stats();
    // How many the path has taken by then depends on the machine; it cannot have been nearly all.
    assert!(stats.frames_superseded >= 5, "{stats:?}");
    assert_eq!(stats.unsent, 0, "{stats:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_frame_that_nobody_takes_is_given_up_and_the_node_is_told() {
    let mut one = pair(false).await;
    let video = one.connection.video();
    let mut encoder = Encoder::default();
    // The client's flow control lets 1.25 MB of a stream through while nobody reads it.
    for id in 0..3 {
        encoder.sends(&video, id, id == 0, 8 << 20);
    }
    let event = soon("the news", one.connection.next()).await;
    assert!(
        matches!(event, Event::FrameAbandoned { id: 0 }),
        "{event:?}"
    );
    encoder.sends(&video, 3, false, 100);
    encoder.sends(&video, 4, true, 100);
    let key = async {
        loop {
            if let Some((header, _)) = one.player.frame().await {
                return header.frame_id;
            }
        }
    };
    assert_eq!(soon("the key frame", key).await, 4);
    assert_eq!(one.connection.stats().frames_abandoned, 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_sound_packet_comes_twice() {
    let one = pair(false).await;
    let audio = one.connection.audio();
    let pool = PacketPool::new();
    let mut before = None;
    for seq in 10..20 {
        let packet = sound(&pool, seq, 200);
        audio.send(&packet, before.as_ref());
        before = Some(packet);
        let datagram = soon("sound", one.player.session.receive_datagram()).await;
        let datagram = datagram.expect("a datagram");
        let heard = AudioDatagram::decode(&datagram).expect("is sound");
        assert_eq!((heard.seq, heard.pts), (seq, seq * 480));
        assert_eq!(heard.newest, [seq as u8; 200]);
        let before: &[u8] = if seq == 10 {
            &[]
        } else {
            &[seq as u8 - 1; 200]
        };
        assert_eq!(heard.previous, before);
    }
    // A packet is missing: what came before the next one is not its predecessor.
    audio.send(&sound(&pool, 25, 200), before.as_ref());
    let datagram = soon("sound", one.player.session.receive_datagram()).await;
    let datagram = datagram.expect("a datagram");
    assert!(
        AudioDatagram::decode(&datagram)
            .expect("is sound")
            .previous
            .is_empty()
    );
    // Too large for any datagram.
    audio.send(&sound(&pool, 26, 3000), None);
    assert_eq!(one.connection.stats().audio_dropped, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_presses_in_a_burst_all_arrive() {
    let mut one = pair(false).await;
    let edge = |n: u32| Edge {
        kind: EdgeKind::Key,
        pad: 0,
        code: (n % 100) as u16,
        pressed: n.is_multiple_of(2),
    };
    let mut bytes = Vec::new();
    for n in 0..200 {
        let edges = vec![edge(n)];
        PlayerMessage::Edges(Edges { first: n, edges }).encode(&mut bytes);
        let input = InputDatagram {
            seq: n,
            ..InputDatagram::default()
        };
        let mut datagram = Vec::new();
        input.encode(&mut datagram);
        one.player
            .session
            .send_datagram(&datagram)
            .expect("is sent");
    }
    one.player.send.write_all(&bytes).await.expect("is written");
    let (mut edges, mut datagrams) = (0, 0u32);
    while edges < 200 || datagrams < 200 {
        match soon("input", one.connection.next()).await {
            Event::Message(PlayerMessage::Edges(message)) => {
                assert_eq!(message.first, edges);
                assert_eq!(message.edges, [edge(edges)]);
                edges += 1;
            }
            Event::Datagram(input) => {
                assert_eq!(input.seq, datagrams);
                datagrams += 1;
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ping_is_answered_without_the_session() {
    let mut one = pair(false).await;
    one.player.say(&PlayerMessage::Ping { sent_us: 77 }).await;
    let idle = async {
        let event = one.connection.next().await;
        panic!("a ping came through: {event:?}");
    };
    let pong = tokio::select! {
        pong = soon("Pong", one.player.hear()) => pong,
        _ = idle => unreachable!(),
    };
    match pong {
        Some(NodeMessage::Pong {
            sent_us: 77,
            node_unix_us,
        }) => assert!(node_unix_us > 1_700_000_000_000_000),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_goodbye_arrives_even_when_the_network_is_full_of_video() {
    let mut one = pair(false).await;
    let video = one.connection.video();
    let mut encoder = Encoder::default();
    for id in 0..30 {
        encoder.sends(&video, id, id == 0, 200_000);
    }
    let close = one
        .connection
        .close(EndReason::GameExited, "Freedoom has ended");
    let (goodbye, ()) = tokio::join!(one.player.goodbye(), soon("the close", close));
    let expected = (EndReason::GameExited, "Freedoom has ended".to_owned());
    assert_eq!(goodbye, Some(expected));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_player_who_leaves_is_noticed_at_once() {
    let mut one = pair(false).await;
    one.player.say(&PlayerMessage::Bye).await;
    let event = soon("Bye", one.connection.next()).await;
    assert!(matches!(event, Event::Message(PlayerMessage::Bye)));

    one.player
        .session
        .close(wtransport::VarInt::from_u32(0), b"");
    // Far below the idle timeout.
    let event = tokio::time::timeout(Duration::from_secs(2), one.connection.next()).await;
    let event = event.expect("the close is noticed");
    assert!(
        matches!(event, Event::Closed { by_player: true }),
        "{event:?}"
    );
    assert!(!one.connection.video().admit(), "a frame for nobody");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_frame_for_two_players_lies_in_memory_once_and_comes_to_each_as_it_is_meant() {
    let (one, other) = (pair(false).await, pair(false).await);
    let mut buffer = SliceBuffer::new();
    buffer.begin();
    let for_one = buffer.add(&[7; 20_000]).expect("enough to leave");
    let for_other = for_one.clone();
    assert_eq!(for_one.as_ref().as_ptr(), for_other.as_ref().as_ptr());
    let (start, end) = (start(7, false), end(20_000));
    for (pair, mends_from, slices) in [(&one, None, for_one), (&other, Some(5), for_other)] {
        let video = pair.connection.video();
        video.begin(&start, mends_from);
        video.slices(slices);
        video.end(&end);
    }
    for (player, repair, from) in [(&one.player, false, 0), (&other.player, true, 5)] {
        let (header, payload) = soon("the frame", player.frame()).await.expect("is whole");
        assert_eq!((header.frame_id, header.repair), (7, repair));
        assert_eq!(header.mends_from, from);
        assert!(payload == [7; 20_000]);
    }
}

/// What comes of a frame's stream until there is as much.
async fn first(stream: &mut wtransport::RecvStream, bytes: usize) -> Vec<u8> {
    let mut came = vec![0; bytes];
    soon("the first slices", stream.read_exact(&mut came))
        .await
        .expect("they come");
    came
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_slices_come_while_the_last_ones_are_coded() {
    let one = pair(false).await;
    let (video, mut buffer) = (one.connection.video(), SliceBuffer::new());
    for id in 0..3 {
        let start = start(id, id == 0);
        video.begin(&start, None);
        buffer.begin();
        video.slices(buffer.add(&[1; 5000]).expect("enough to leave"));
        let mut stream = soon("the stream", one.player.session.accept_uni())
            .await
            .expect("a frame");
        // They are there, and there is no end yet.
        let mut came = first(&mut stream, HEADER_LEN + 5000).await;
        let header = FrameHeader::decode(&came).expect("a frame header");
        assert!(header.open && header.frame_id == id && header.idr == (id == 0));
        assert_eq!(came[HEADER_LEN..], [1; 5000]);
        assert!(buffer.add(&[2; 50]).is_none(), "too little for a packet");
        video.slices(buffer.rest().expect("the last slice"));
        let mut end = end(5050);
        end.converted = start.taken + Duration::from_millis(2);
        end.encoded = start.taken + Duration::from_millis(9);
        end.dropped = 3;
        video.end(&end);
        came.extend(first(&mut stream, 50).await);
        let (header, payload) = soon("the end", read_rest(&mut stream, came))
            .await
            .expect("it is not reset");
        assert_eq!(payload.len(), 5050);
        assert_eq!(
            (header.convert_us, header.encode_us, header.dropped),
            (2000, 7000, 3)
        );
    }
    let stats = one.connection.stats();
    assert_eq!((stats.frames_sent, stats.unsent), (3, 0), "{stats:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_whose_encoder_failed_within_it_is_given_up_and_the_next_one_comes() {
    let one = pair(false).await;
    let (video, mut buffer) = (one.connection.video(), SliceBuffer::new());
    let mut encoder = Encoder::default();
    // Said to be so, or another one begins in its place.
    for (id, said) in [(0, true), (2, false)] {
        video.begin(&start(id, id == 0), None);
        buffer.begin();
        video.slices(buffer.add(&[1; 5000]).expect("enough to leave"));
        let mut stream = soon("the stream", one.player.session.accept_uni())
            .await
            .expect("a frame");
        let came = first(&mut stream, HEADER_LEN).await;
        if said {
            video.cut();
        }
        encoder.sends(&video, id + 1, true, 20_000);
        let rest = soon("the end", read_rest(&mut stream, came)).await;
        assert!(rest.is_none(), "half a picture passes for a whole one");
        let (header, payload) = soon("a frame", one.player.frame()).await.expect("is whole");
        assert_eq!((header.frame_id, payload.len()), (id + 1, 20_000));
    }
    // Slices of no picture are nobody's.
    video.slices(buffer.add(&[1; 5000]).expect("enough to leave"));
    video.end(&end(5000));
    encoder.sends(&video, 4, false, 100);
    let (header, payload) = soon("a frame", one.player.frame()).await.expect("is whole");
    assert_eq!((header.frame_id, payload.len()), (4, 100));
    let stats = one.connection.stats();
    assert_eq!(
        (stats.frames_sent, stats.frames_superseded),
        (3, 2),
        "{stats:?}"
    );
    assert_eq!(stats.unsent, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_one_stream_for_all_a_frame_leaves_whole_because_its_length_goes_first() {
    let one = pair(true).await;
    let (video, mut buffer) = (one.connection.video(), SliceBuffer::new());
    let mut encoder = Encoder::default();
    encoder.sends(&video, 0, true, 1000);
    let mut stream = soon("the stream", one.player.session.accept_uni())
        .await
        .expect("a stream");
    assert!(soon("a frame", read_frame(&mut stream)).await.is_some());
    video.begin(&start(1, false), None);
    buffer.begin();
    video.slices(buffer.add(&[1; 5000]).expect("enough to leave"));
    // Its encoder fails: nothing of it was on the stream.
    video.begin(&start(2, true), None);
    buffer.begin();
    video.slices(buffer.add(&[2; 6000]).expect("enough to leave"));
    video.slices(buffer.add(&[2; 6000]).expect("enough to leave"));
    video.end(&end(12_000));
    let (header, payload) = soon("a frame", read_frame(&mut stream))
        .await
        .expect("is whole");
    assert_eq!((header.frame_id, header.open), (2, false));
    assert!(payload == [2; 12_000]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_open_frame_that_is_late_is_given_up_and_what_comes_of_it_after_that_is_nobodys() {
    let mut one = pair(false).await;
    let (video, mut buffer) = (one.connection.video(), SliceBuffer::new());
    let mut encoder = Encoder::default();
    video.begin(&start(0, true), None);
    buffer.begin();
    // More than is let through while nobody reads it.
    video.slices(buffer.add(&vec![1; 8 << 20]).expect("enough to leave"));
    let event = soon("the news", one.connection.next()).await;
    assert!(
        matches!(event, Event::FrameAbandoned { id: 0 }),
        "{event:?}"
    );
    video.slices(buffer.add(&[1; 5000]).expect("enough to leave"));
    video.end(&end((8 << 20) + 5000));
    // It needs what was given up.
    encoder.sends(&video, 1, false, 5000);
    encoder.sends(&video, 2, true, 5000);
    let key = async {
        loop {
            if let Some((header, _)) = one.player.frame().await {
                return header.frame_id;
            }
        }
    };
    assert_eq!(soon("the key frame", key).await, 2);
    let stats = one.connection.stats();
    assert_eq!((stats.frames_abandoned, stats.unsent), (2, 0), "{stats:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_player_may_refuse_a_frame_while_it_comes() {
    let one = pair(false).await;
    let (video, mut buffer) = (one.connection.video(), SliceBuffer::new());
    let mut encoder = Encoder::default();
    video.begin(&start(0, true), None);
    buffer.begin();
    video.slices(buffer.add(&[1; 5000]).expect("enough to leave"));
    let mut stream = soon("the stream", one.player.session.accept_uni())
        .await
        .expect("a frame");
    first(&mut stream, HEADER_LEN).await;
    stream.stop(0_u32.into());
    // It goes on until it hears so.
    let refused = async {
        while one.connection.stats().frames_superseded == 0 {
            video.slices(buffer.add(&[1; 5000]).expect("enough to leave"));
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    soon("the refusal is heard", refused).await;
    video.slices(buffer.add(&[1; 5000]).expect("enough to leave"));
    video.end(&end(50_000));
    encoder.sends(&video, 1, true, 20_000);
    let (header, payload) = soon("a frame", one.player.frame()).await.expect("is whole");
    assert_eq!((header.frame_id, payload.len()), (1, 20_000));
    assert_eq!(one.connection.stats().unsent, 0);
}
