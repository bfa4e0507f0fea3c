//! Pictures that a game draws into DMA-BUFs, all the way to a player's decoder.
// vm: timeout 150

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod rack;

use std::collections::BTreeMap;

use stratus_protocol::session::control::PlayerMessage;

use rack::udmabuf::{self, UDMABUF};
use rack::{Game, Rack, decode, node::SMALL, ourselves, player::Frame};

/// Frames in a row that have to be right.
const IN_A_ROW: usize = 300;
/// Frames after which there is no hope for them.
const HOPE: usize = 3 * IN_A_ROW;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs kernel devices: ci/vm/lane"]
async fn three_hundred_pictures_in_a_row_come_whole_from_the_games_dma_bufs() {
    udmabuf::show();
    let script = format!("exec /app/probe --mute --buffers dmabuf --udmabuf {UDMABUF}");
    let game = Game::new("probe", &script).with("probe", ourselves("stratus-probe-game"));
    let mut rack = Rack::start(&[game], 1).await;
    let (session, mut player) = rack.play("probe", SMALL).await;

    let mut run = Run::default();
    let mut seen = 0;
    while run.frames.len() <= IN_A_ROW {
        assert!(seen < HOPE, "no {IN_A_ROW} in a row among {seen} frames");
        seen += 1;
        if !run.goes_on(player.frame().await) {
            run = Run::default();
            let last_frame = 0;
            player.say(&PlayerMessage::RequestIdr { last_frame }).await;
        }
    }
    let frames = run.frames;
    rack.stop(session).await;
    rack.shut_down().await;

    let pictures = decode(&frames, SMALL.width.into(), SMALL.height.into());
    let mut numbers = Vec::new();
    for (n, picture) in pictures.iter().enumerate() {
        // A buffer that is released while it is read is repainted at once: its strip reads wrong.
        let strip = picture.unwrap_or_else(|e| panic!("picture {n} of {}: {e}", pictures.len()));
        numbers.push(strip.frame);
    }
    assert!(numbers.is_sorted(), "a picture came back: {numbers:?}");
    let longest = numbers
        .chunk_by(|a, b| *b == a + 1)
        .map(<[u32]>::len)
        .max()
        .unwrap_or_default();
    println!(
        "{seen} frames came; {} pictures, {longest} in a row",
        numbers.len()
    );
    assert!(longest >= IN_A_ROW, "{longest} in a row: {numbers:?}");
}

/// Frames that follow each other without a gap, from a key frame on, each a picture of its own.
#[derive(Default)]
struct Run {
    frames: Vec<Frame>,
    /// Those that overtook another on the way.
    early: BTreeMap<u32, Frame>,
}

impl Run {
    /// Takes a frame; `false` where the run is broken.
    fn goes_on(&mut self, frame: Frame) -> bool {
        if self.frames.is_empty() {
            if frame.header.idr {
                self.frames.push(frame);
            }
            return true;
        }
        let newest = self.frames.last().map_or(0, |last| last.header.frame_id);
        if frame.header.frame_id > newest {
            self.early.insert(frame.header.frame_id, frame);
        }
        while let Some(last) = self.frames.last()
            && let Some(next) = self.early.remove(&(last.header.frame_id + 1))
        {
            let (a, b) = (&last.header, &next.header);
            if b.dropped > 0 || b.commit_unix_us <= a.commit_unix_us {
                return false;
            }
            self.frames.push(next);
        }
        self.early.len() < 5
    }
}
