//! One sequence out of two carriers.
//!
//! Each edge comes twice: alone on the reliable stream, and in every datagram until enough others
//! followed it. Whichever arrives first is applied; its number tells the second one. A datagram that
//! is ahead of the stream by a lost one is held until the stream has filled the gap.

use stratus_protocol::session::input::{
    Edge, EdgeKind, Edges, InputDatagram, MAX_PADS, PadState, PointerPosition,
};

/// Edges that can wait for the stream at a time. A datagram brings at most 64, so that this covers
/// several lost ones; what is further ahead comes by the stream anyway.
const AHEAD: usize = 256;

/// What an [`Assembler`] says, in the order in which it happened.
pub trait InputSink {
    /// A key or mouse button; never a pad's.
    fn edge(&mut self, edge: Edge);
    /// Relative motion, pixels.
    fn motion(&mut self, dx: i32, dy: i32);
    /// Wheel motion, 120ths of a notch.
    fn wheel(&mut self, dx: i32, dy: i32);
    /// The pointer moved to a place in the picture.
    fn position(&mut self, position: PointerPosition);
    /// A pad's state changed; two calls for a button that was only tapped.
    fn pad(&mut self, state: &PadState);
    /// The player does not hold the pad any more.
    fn pad_gone(&mut self, index: u8);
}

/// What an [`Assembler`] has seen on its connection.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InputCounters {
    /// Datagrams.
    pub datagrams: u64,
    /// Datagrams older than one before; only their edges count.
    pub stale: u64,
    /// Datagrams that came twice.
    pub duplicate: u64,
    /// Datagrams or edges that name a pad that cannot be, or one pad twice.
    pub malformed: u64,
    /// Edges applied.
    pub edges: u64,
    /// Edges that had to wait for the stream.
    pub held: u64,
    /// Edges too far ahead to be held; the stream brings them.
    pub too_far: u64,
    /// Edges that the stream left out, against the contract.
    pub skipped: u64,
}

impl InputCounters {
    /// The sums.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            datagrams: self.datagrams + other.datagrams,
            stale: self.stale + other.stale,
            duplicate: self.duplicate + other.duplicate,
            malformed: self.malformed + other.malformed,
            edges: self.edges + other.edges,
            held: self.held + other.held,
            too_far: self.too_far + other.too_far,
            skipped: self.skipped + other.skipped,
        }
    }
}

/// Puts the messages of one connection into order. Allocates nothing.
pub struct Assembler {
    /// The number of the edge that is applied next.
    next: u32,
    /// Edges ahead of `next`, by number modulo [`AHEAD`].
    ahead: [Option<Edge>; AHEAD],
    waiting: usize,
    newest: Option<u32>,
    motion: [i32; 2],
    wheel: [i32; 2],
    pointer: Option<PointerPosition>,
    pads: [Option<PadState>; MAX_PADS],
    counters: InputCounters,
}

impl Default for Assembler {
    fn default() -> Self {
        Self::new()
    }
}

impl Assembler {
    /// For a new connection: edges and datagrams count from 0, totals start at 0.
    #[must_use]
    pub fn new() -> Self {
        Self {
            next: 0,
            ahead: [None; AHEAD],
            waiting: 0,
            newest: None,
            motion: [0; 2],
            wheel: [0; 2],
            pointer: None,
            pads: [None; MAX_PADS],
            counters: InputCounters::default(),
        }
    }

    /// What it has seen.
    #[must_use]
    pub fn counters(&self) -> InputCounters {
        self.counters
    }

    /// Takes a datagram.
    pub fn datagram(&mut self, datagram: &InputDatagram, out: &mut impl InputSink) {
        let fresh = self.is_fresh(datagram.seq);
        if fresh {
            // Before the edges: a click belongs where the pointer is by now.
            self.pointer_and_wheel(datagram, out);
        }
        self.datagram_edges(&datagram.edges, out);
        if fresh {
            self.pad_states(datagram, out);
        }
    }

    /// Takes a datagram's edges alone; its state may follow by [`Self::datagram`], or a newer one's.
    pub fn datagram_edges(&mut self, run: &Edges, out: &mut impl InputSink) {
        self.apply(run, out);
    }

    /// Takes what the reliable stream says. It says every edge in order, so that what it leaves out
    /// will never come.
    pub fn edges(&mut self, run: &Edges, out: &mut impl InputSink) {
        while distance(self.next, run.first) > 0 {
            // Held edges are still good; the rest is given up.
            if !self.apply_held(out) {
                self.counters.skipped += 1;
                if self.waiting == 0 {
                    let left = u64::from(run.first.wrapping_sub(self.next)) - 1;
                    self.counters.skipped += left;
                    self.next = run.first;
                } else {
                    self.next = self.next.wrapping_add(1);
                }
            }
        }
        self.apply(run, out);
    }

    /// Every pad is at rest, whatever was said before.
    pub(crate) fn forget_pads(&mut self) {
        self.pads = [None; MAX_PADS];
    }

    fn is_fresh(&mut self, seq: u32) -> bool {
        self.counters.datagrams += 1;
        match self.newest.map(|newest| distance(newest, seq)) {
            Some(0) => self.counters.duplicate += 1,
            Some(..0) => self.counters.stale += 1,
            Some(1..) | None => {
                self.newest = Some(seq);
                return true;
            }
        }
        false
    }

    fn apply(&mut self, run: &Edges, out: &mut impl InputSink) {
        for (i, &edge) in run.edges.iter().enumerate() {
            let number = run.first.wrapping_add(i as u32);
            match usize::try_from(distance(self.next, number)) {
                Ok(0) => {
                    self.one(edge, out);
                    while self.apply_held(out) {}
                }
                Ok(far) if far < AHEAD => {
                    let slot = &mut self.ahead[number as usize % AHEAD];
                    if slot.is_none() {
                        *slot = Some(edge);
                        self.waiting += 1;
                        self.counters.held += 1;
                    }
                }
                Ok(_) => self.counters.too_far += 1,
                // Applied before.
                Err(_) => {}
            }
        }
    }

    /// Applies the next edge if it is held.
    fn apply_held(&mut self, out: &mut impl InputSink) -> bool {
        if self.waiting == 0 {
            return false;
        }
        let Some(edge) = self.ahead[self.next as usize % AHEAD].take() else {
            return false;
        };
        self.waiting -= 1;
        self.one(edge, out);
        true
    }

    fn one(&mut self, edge: Edge, out: &mut impl InputSink) {
        // Where the stream was first, the datagram's copy may be held: it is not needed any more.
        if self.ahead[self.next as usize % AHEAD].take().is_some() {
            self.waiting -= 1;
        }
        self.next = self.next.wrapping_add(1);
        self.counters.edges += 1;
        if edge.kind != EdgeKind::PadButton {
            out.edge(edge);
            return;
        }
        let Some(slot) = self.pads.get_mut(usize::from(edge.pad)) else {
            self.counters.malformed += 1;
            return;
        };
        let Some(bit) = 1u32.checked_shl(edge.code.into()) else {
            self.counters.malformed += 1;
            return;
        };
        let pad = slot.get_or_insert(PadState {
            index: edge.pad,
            ..PadState::default()
        });
        let buttons = if edge.pressed {
            pad.buttons | bit
        } else {
            pad.buttons & !bit
        };
        if buttons != pad.buttons {
            pad.buttons = buttons;
            out.pad(pad);
        }
    }

    fn pointer_and_wheel(&mut self, datagram: &InputDatagram, out: &mut impl InputSink) {
        let delta = |new: [i32; 2], old: &mut [i32; 2]| {
            let delta = [new[0].wrapping_sub(old[0]), new[1].wrapping_sub(old[1])];
            *old = new;
            delta
        };
        let motion = delta(datagram.motion, &mut self.motion);
        let moved_to = datagram
            .pointer
            .filter(|_| datagram.pointer != self.pointer);
        self.pointer = datagram.pointer;
        if let Some(position) = moved_to {
            // The same movement, said better.
            out.position(position);
        } else if motion != [0, 0] {
            out.motion(motion[0], motion[1]);
        }
        let wheel = delta(datagram.wheel, &mut self.wheel);
        if wheel != [0, 0] {
            out.wheel(wheel[0], wheel[1]);
        }
    }

    fn pad_states(&mut self, datagram: &InputDatagram, out: &mut impl InputSink) {
        let end = datagram
            .edges
            .first
            .wrapping_add(datagram.edges.edges.len() as u32);
        // Buttons come by edges. The state's own buttons are those after its last edge: they correct
        // ours only where exactly that edge was the last one applied.
        let level = end == self.next;
        let mut present = [false; MAX_PADS];
        for state in &datagram.pads {
            let index = usize::from(state.index);
            let Some(seen) = present.get_mut(index).filter(|seen| !**seen) else {
                self.counters.malformed += 1;
                continue;
            };
            *seen = true;
            let mut state = *state;
            let before = self.pads[index];
            if !level {
                state.buttons = before.map_or(0, |pad| pad.buttons);
            }
            if before != Some(state) {
                self.pads[index] = Some(state);
                out.pad(&state);
            }
        }
        if level {
            for (index, present) in present.into_iter().enumerate() {
                if !present && self.pads[index].take().is_some() {
                    out.pad_gone(index as u8);
                }
            }
        }
    }
}

/// How far `to` is ahead of `from`, wrapping.
fn distance(from: u32, to: u32) -> i32 {
    to.wrapping_sub(from) as i32
}
