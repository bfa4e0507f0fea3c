//! What a frame says has changed, where frames wait for their fences: an encoder converts only that, so a
//! part that no frame names stays wrong.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says so"
)]

mod rig;

use std::os::fd::OwnedFd;
use std::sync::Arc;

use rig::Rig;
use rig::client::{Client, Window};
use rig::dmabuf::{Anything, BYTES, DmaBufs, RELEASE, SIDES, SIZE, fence, memory, player, signal};
use stratus_media::{Damage, VideoFrame};

/// Left, top, width, height.
type Part = [u32; 4];
const WHOLE: Part = [0, 0, SIDES.0, SIDES.1];

fn changed(frame: &VideoFrame) -> Part {
    let Damage {
        x,
        y,
        width,
        height,
    } = frame.damage;
    [x, y, width, height]
}

/// A game that has shown its first picture already.
struct Game {
    rig: Rig,
    client: Client,
    window: Window,
    dmabufs: DmaBufs,
    /// Is drawn at any time.
    drawn: u32,
}

impl Game {
    fn start() -> Self {
        let rig = Rig::start_dmabuf(SIZE, Arc::new(Anything::default()));
        let (mut client, window, dmabufs) = player(&rig);
        let drawn = dmabufs.linear(&mut client, &memory(BYTES, 0), SIDES);
        client.commit_part(window.surface, drawn, [1, 1, 1, 1]);
        assert_eq!(changed(&rig.frame()), WHOLE, "the first is new all over");
        client.wait(drawn, RELEASE);
        Self {
            rig,
            client,
            window,
            dmabufs,
            drawn,
        }
    }

    /// A commit of a frame that is drawn once its fence is signalled; it waits when this returns.
    fn draws(&mut self, part: Part) -> (u32, OwnedFd) {
        let (drawn, gpu) = fence();
        let pixels = memory(BYTES, 1);
        let buffer = self
            .dmabufs
            .fenced(&mut self.client, &pixels, &drawn, SIDES);
        self.client.commit_part(self.window.surface, buffer, part);
        self.shows_nothing();
        (buffer, gpu)
    }

    /// A commit of a frame that is drawn by then.
    fn has_drawn(&self, part: Part) {
        self.client
            .commit_part(self.window.surface, self.drawn, part);
    }

    fn shows_nothing(&mut self) {
        self.client.round_trip();
        assert!(self.rig.frames.try_take().is_none());
    }

    fn shows(&self) -> Part {
        changed(&self.rig.frame())
    }
}

#[test]
fn frames_that_are_drawn_in_order_each_name_their_own_part() {
    let mut game = Game::start();
    let first = game.draws([0, 0, 8, 8]);
    let second = game.draws([40, 20, 8, 8]);
    signal(&first.1);
    assert_eq!(game.shows(), [0, 0, 8, 8]);
    // The last one before a pause.
    signal(&second.1);
    assert_eq!(game.shows(), [40, 20, 8, 8]);
}

#[test]
fn a_frame_that_overtakes_others_names_their_parts_as_well() {
    let mut game = Game::start();
    let first = game.draws([0, 0, 8, 8]);
    let second = game.draws([16, 8, 8, 8]);
    let third = game.draws([40, 20, 8, 8]);
    signal(&second.1);
    assert_eq!(game.shows(), [0, 0, 24, 16]);
    signal(&first.1);
    game.shows_nothing();
    signal(&third.1);
    assert_eq!(game.shows(), [40, 20, 8, 8]);
}

#[test]
fn a_frame_that_is_drawn_at_once_names_the_parts_of_those_it_overtakes() {
    let mut game = Game::start();
    let _first = game.draws([0, 0, 8, 8]);
    let _second = game.draws([16, 8, 8, 8]);
    game.has_drawn([30, 20, 2, 2]);
    assert_eq!(game.shows(), [0, 0, 32, 22]);
    game.client.wait(game.drawn, RELEASE);
    game.has_drawn([1, 1, 1, 1]);
    assert_eq!(game.shows(), [1, 1, 1, 1]);
}

#[test]
fn what_changes_before_a_commit_is_no_part_of_the_frame_that_is_drawn_meanwhile() {
    let mut game = Game::start();
    let first = game.draws([0, 0, 8, 8]);
    let of_the_next = [40, 20, 8, 8];
    game.client.send(game.window.surface, 9, &of_the_next);
    game.shows_nothing();
    signal(&first.1);
    assert_eq!(game.shows(), [0, 0, 8, 8]);
    game.has_drawn([40, 20, 1, 1]);
    assert_eq!(game.shows(), of_the_next);
}

#[test]
fn the_part_of_a_frame_that_is_given_up_is_named_by_the_next() {
    let mut game = Game::start();
    let (never, _gpu) = game.draws([0, 0, 8, 8]);
    game.client.wait(never, RELEASE);
    assert_eq!(game.rig.capture.stats().fences_timed_out, 1);
    let next = game.draws([40, 20, 8, 8]);
    signal(&next.1);
    assert_eq!(game.shows(), [0, 0, 48, 28]);
}

#[test]
fn the_parts_of_frames_for_which_there_is_no_room_are_named_by_the_last() {
    let mut game = Game::start();
    // Two more than may wait.
    let frames: Vec<_> = (0..18).map(|at| game.draws([at * 2, 0, 2, 2])).collect();
    signal(&frames[0].1);
    assert_eq!(game.shows(), [0, 0, 2, 2]);
    signal(&frames[14].1);
    assert_eq!(game.shows(), [2, 0, 28, 2]);
    signal(&frames[17].1);
    assert_eq!(game.shows(), [30, 0, 6, 2]);
}

#[test]
fn the_part_of_a_frame_that_nobody_has_room_to_read_is_named_by_the_next() {
    let mut game = Game::start();
    let waits = game.draws([2, 2, 2, 2]);
    let waits_longer = game.draws([6, 6, 2, 2]);
    let (mut other, window, dmabufs) = player(&game.rig);
    let buffer = dmabufs.linear(&mut other, &memory(BYTES, 3), SIDES);
    // A newer window of the same size; 64 of its frames are being read.
    let out: Vec<_> = (0..64)
        .map(|_| {
            other.commit(window.surface, buffer);
            game.rig.frame()
        })
        .collect();
    other.commit_part(window.surface, buffer, [0, 0, 1, 1]);
    other.round_trip();
    assert_eq!(game.rig.capture.stats().starved, 1);
    // It shows nothing more. The game is the picture again, but there is no room for it either.
    other.send(window.surface, 1, &[0, 0, 0]);
    other.send(window.surface, 6, &[]);
    other.round_trip();
    signal(&waits.1);
    game.rig
        .until("it starves", |rig| rig.capture.stats().starved == 2);
    drop(out);
    other.wait(buffer, RELEASE);
    signal(&waits_longer.1);
    assert_eq!(game.shows(), WHOLE, "all of the picture is new");
    game.has_drawn([1, 1, 1, 1]);
    assert_eq!(game.shows(), [1, 1, 1, 1]);
}
