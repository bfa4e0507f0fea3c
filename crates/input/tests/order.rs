//! Two carriers, one sequence: whatever the network does to datagrams.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use stratus_input::{Assembler, InputSink};
use stratus_protocol::session::input::{
    Edge, EdgeKind, Edges, InputDatagram, PadState, PointerPosition,
};

#[derive(Default)]
struct Game {
    edges: Vec<Edge>,
    motion: [i32; 2],
    wheel: [i32; 2],
    /// Names of what came, in order.
    order: Vec<&'static str>,
    pads: Vec<PadState>,
    gone: Vec<u8>,
}

fn add(sum: &mut [i32; 2], dx: i32, dy: i32) {
    *sum = [sum[0].wrapping_add(dx), sum[1].wrapping_add(dy)];
}

impl InputSink for Game {
    fn edge(&mut self, edge: Edge) {
        self.order.push("edge");
        self.edges.push(edge);
    }
    fn motion(&mut self, dx: i32, dy: i32) {
        self.order.push("motion");
        add(&mut self.motion, dx, dy);
    }
    fn wheel(&mut self, dx: i32, dy: i32) {
        add(&mut self.wheel, dx, dy);
    }
    fn position(&mut self, _: PointerPosition) {
        self.order.push("position");
    }
    fn pad(&mut self, state: &PadState) {
        self.pads.push(*state);
    }
    fn pad_gone(&mut self, index: u8) {
        self.gone.push(index);
    }
}

fn key(n: usize) -> Edge {
    Edge {
        kind: EdgeKind::Key,
        pad: 0,
        code: (n / 2 % 200) as u16,
        pressed: n.is_multiple_of(2),
    }
}

fn run(first: usize, edges: &[Edge]) -> Edges {
    Edges {
        first: first as u32,
        edges: edges.to_vec(),
    }
}

/// The datagram after `n` edges, with the latest `repeat` of them, as the page makes it.
fn datagram(seq: u32, all: &[Edge], n: usize, repeat: usize) -> InputDatagram {
    let from = n.saturating_sub(repeat);
    InputDatagram {
        seq,
        motion: [seq as i32 * 7, seq as i32 * -3],
        wheel: [0, seq as i32 * 120],
        edges: run(from, &all[from..n]),
        ..InputDatagram::default()
    }
}

/// What happens to a datagram on its way.
#[derive(Debug, Clone, Copy)]
struct Fate {
    copies: u8,
    late: u16,
    /// Edges that were produced before it.
    new_edges: u8,
    /// Steps that the stream's copies of those edges take.
    stream_late: u16,
}

fn fate() -> impl Strategy<Value = Fate> {
    (0u8..3, 0u16..40, 0u8..12, 0u16..60).prop_map(|(copies, late, new_edges, stream_late)| Fate {
        copies,
        late,
        new_edges,
        stream_late,
    })
}

enum Message {
    Datagram(InputDatagram),
    Stream(Edges),
}

proptest! {
    #[test]
    fn whatever_happens_to_datagrams_each_edge_is_applied_once_and_in_order(
        fates in proptest::collection::vec(fate(), 1..120),
        repeat in 1usize..64,
    ) {
        let total: usize = fates.iter().map(|f| usize::from(f.new_edges)).sum();
        let all: Vec<Edge> = (0..total).map(key).collect();
        let mut arrivals = Vec::new();
        let (mut produced, mut stream_at) = (0usize, 0usize);
        for (seq, fate) in fates.iter().enumerate() {
            let first = produced;
            produced += usize::from(fate.new_edges);
            // A stream keeps order: nothing on it arrives before what was sent before.
            stream_at = stream_at.max(seq + usize::from(fate.stream_late));
            for n in first..produced {
                arrivals.push((stream_at, Message::Stream(run(n, &all[n..=n]))));
            }
            for copy in 0..fate.copies {
                let at = seq + usize::from(fate.late) * usize::from(copy + 1);
                let datagram = datagram(seq as u32, &all, produced, repeat);
                arrivals.push((at, Message::Datagram(datagram)));
            }
        }
        // The last datagram arrives, so that the totals are whole again.
        let last = fates.len() as i32;
        let datagram = datagram(last as u32, &all, produced, repeat);
        arrivals.push((usize::MAX, Message::Datagram(datagram)));
        arrivals.sort_by_key(|(at, _)| *at);

        let (mut assembler, mut game) = (Assembler::new(), Game::default());
        for (_, message) in &arrivals {
            match message {
                Message::Datagram(datagram) => assembler.datagram(datagram, &mut game),
                Message::Stream(run) => assembler.edges(run, &mut game),
            }
        }
        prop_assert_eq!(&game.edges, &all);
        prop_assert_eq!(game.motion, [last * 7, last * -3]);
        prop_assert_eq!(game.wheel, [0, last * 120]);
        prop_assert_eq!(assembler.counters().skipped, 0);
    }

    #[test]
    fn nothing_that_can_be_said_makes_it_panic(
        messages in proptest::collection::vec(
            (any::<bool>(), any::<u32>(), any::<u32>(), any::<[i32; 2]>(),
             proptest::collection::vec((any::<u8>(), any::<u16>(), any::<bool>(), 0usize..3), 0..70),
             proptest::collection::vec((any::<u8>(), any::<u32>()), 0..6)),
            0..40),
    ) {
        const KINDS: [EdgeKind; 3] = [EdgeKind::Key, EdgeKind::MouseButton, EdgeKind::PadButton];
        let (mut assembler, mut game) = (Assembler::new(), Game::default());
        for (stream, seq, first, motion, edges, pads) in messages {
            let edges = edges.into_iter().map(|(pad, code, pressed, kind)| Edge {
                kind: KINDS[kind], pad, code, pressed,
            });
            let edges = Edges { first, edges: edges.collect() };
            if stream {
                assembler.edges(&edges, &mut game);
                continue;
            }
            let pads = pads.into_iter().map(|(index, buttons)| PadState {
                index, buttons, ..PadState::default()
            });
            let datagram = InputDatagram {
                seq, motion, pads: pads.collect(), edges, ..InputDatagram::default()
            };
            assembler.datagram(&datagram, &mut game);
        }
    }
}

#[test]
fn two_hundred_messages_in_a_burst_lose_nothing() {
    let all: Vec<Edge> = (0..200).map(key).collect();
    let (mut assembler, mut game) = (Assembler::new(), Game::default());
    for n in 1..=200 {
        assembler.datagram(&datagram(n as u32, &all, n, 16), &mut game);
    }
    assert_eq!(game.edges, all);
    assert_eq!(game.motion, [1400, -600]);
    // The stream's copies come behind, and are known.
    for n in 0..200 {
        assembler.edges(&run(n, &all[n..=n]), &mut game);
    }
    assert_eq!(game.edges.len(), 200);
}

#[test]
fn edges_after_a_lost_datagram_wait_until_the_stream_fills_the_gap() {
    let all: Vec<Edge> = (0..40).map(key).collect();
    let (mut assembler, mut game) = (Assembler::new(), Game::default());
    assembler.datagram(&datagram(2, &all, 40, 16), &mut game);
    assert_eq!(game.edges, []);
    assert_eq!(assembler.counters().held, 16);
    for n in 0..24 {
        assembler.edges(&run(n, &all[n..=n]), &mut game);
    }
    assert_eq!(game.edges, all);
}

#[test]
fn old_and_repeated_datagrams_bring_their_edges_only() {
    let all: Vec<Edge> = (0..4).map(key).collect();
    let (mut assembler, mut game) = (Assembler::new(), Game::default());
    assembler.datagram(&datagram(5, &all, 2, 16), &mut game);
    let motion = game.motion;
    assembler.datagram(&datagram(5, &all, 2, 16), &mut game);
    assembler.datagram(&datagram(4, &all, 4, 16), &mut game);
    assert_eq!(game.motion, motion);
    assert_eq!(game.edges, all);
    let counters = assembler.counters();
    assert_eq!((counters.stale, counters.duplicate), (1, 1));
}

#[test]
fn numbers_and_totals_wrap() {
    let (mut assembler, mut game) = (Assembler::new(), Game::default());
    for (seq, motion) in [
        (u32::MAX - 1, i32::MAX),
        (u32::MAX, i32::MIN + 9),
        (0, i32::MIN + 10),
    ] {
        let datagram = InputDatagram {
            seq,
            motion: [motion, 0],
            ..InputDatagram::default()
        };
        assembler.datagram(&datagram, &mut game);
    }
    assert_eq!(game.motion[0], i32::MAX.wrapping_add(11));
}

#[test]
fn a_click_lands_where_the_pointer_is_and_the_pointer_moves_once() {
    let mut game = Game::default();
    let datagram = InputDatagram {
        motion: [3, 4],
        pointer: Some(PointerPosition { x: 1, y: 2 }),
        ..datagram(0, &[key(0)], 1, 16)
    };
    Assembler::new().datagram(&datagram, &mut game);
    assert_eq!(game.order, ["position", "edge"]);
}

fn pad_edge(code: u16, pressed: bool) -> Edge {
    Edge {
        kind: EdgeKind::PadButton,
        pad: 0,
        code,
        pressed,
    }
}

fn pad_datagram(seq: u32, first: usize, edges: &[Edge], buttons: u32) -> InputDatagram {
    InputDatagram {
        seq,
        pads: vec![PadState {
            buttons,
            ..PadState::default()
        }],
        edges: run(first, edges),
        ..InputDatagram::default()
    }
}

fn buttons(game: &Game) -> Vec<u32> {
    let mut buttons: Vec<u32> = game.pads.iter().map(|pad| pad.buttons).collect();
    buttons.dedup();
    buttons
}

#[test]
fn a_tap_shorter_than_a_sample_is_a_press_and_a_release() {
    let (mut assembler, mut game) = (Assembler::new(), Game::default());
    let tap = [pad_edge(3, true), pad_edge(3, false)];
    assembler.datagram(&pad_datagram(0, 0, &tap, 0), &mut game);
    assert_eq!(buttons(&game), [8, 0]);
}

#[test]
fn a_pads_state_never_runs_ahead_of_its_edges() {
    let (mut assembler, mut game) = (Assembler::new(), Game::default());
    // Edges 0 and 1 are lost with their datagram; this one knows of 2 and of the state after it.
    assembler.datagram(&pad_datagram(1, 2, &[pad_edge(1, true)], 0b10), &mut game);
    assert_eq!(buttons(&game), [0]);
    assembler.edges(&run(0, &[pad_edge(0, true)]), &mut game);
    assembler.edges(&run(1, &[pad_edge(0, false)]), &mut game);
    assert_eq!(buttons(&game), [0, 1, 0, 0b10]);
}

#[test]
fn a_state_that_knows_no_more_edges_corrects_a_button_and_a_missing_pad_is_gone() {
    let (mut assembler, mut game) = (Assembler::new(), Game::default());
    assembler.datagram(&pad_datagram(0, 0, &[], 1), &mut game);
    assembler.datagram(&pad_datagram(1, 0, &[], 0), &mut game);
    assert_eq!(buttons(&game), [1, 0]);
    let without = InputDatagram {
        seq: 2,
        ..InputDatagram::default()
    };
    assembler.datagram(&without, &mut game);
    assert_eq!(game.gone, [0]);
}

#[test]
fn a_stream_that_leaves_out_edges_does_not_stop_the_game() {
    let (mut assembler, mut game) = (Assembler::new(), Game::default());
    assembler.edges(&run(1_000_000, &[key(0)]), &mut game);
    assert_eq!(game.edges, [key(0)]);
    assert_eq!(assembler.counters().skipped, 1_000_000);
}
