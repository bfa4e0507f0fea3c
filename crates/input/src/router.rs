//! From the players' messages to the game: the host's keys and mouse to the seat, everyone's pads to devices or to
//! the controller profile.

mod routes;

use std::time::Duration;

use stratus_media::{SeatEvent, Timestamp};
use stratus_protocol::manifest::Controller;
use stratus_protocol::session::SEATS;
use stratus_protocol::session::input::{Edges, InputDatagram, MAX_PADS};

use crate::assembler::{Assembler, InputCounters};
use crate::caretaker::{Caretaker, PadEvents, PadKernel};
use crate::layout::Layout;
use crate::limiter::Limiter;
use crate::pads::PadMaker;
use crate::slots::PadOf;
use crate::uinput::{NoPads, Uinput, uinput_available};
use routes::{Routes, Routing};

/// States of one player: 2,000 a second, ten times what a page sends, after a burst.
const STATES: Limiter = Limiter::new(Duration::from_micros(500), 256);

/// How a game gets to know about pads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PadBackend {
    /// Real pads where the game reads pads and the kernel has uinput; the profile otherwise.
    #[default]
    Auto,
    /// The profile always.
    Profile,
}

/// What a router has seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RouterCounters {
    /// Of the assemblers, over all connections of the session.
    pub input: InputCounters,
    /// Edges with a code that no key has.
    pub unknown_codes: u64,
    /// States passed over because too many came; a newer one was applied.
    pub overtaken: u64,
    /// Presses and releases passed over because too many came; the key's, button's or pad's newest state was
    /// applied.
    pub merged: u64,
    /// Pad states that had nowhere to go: no device, and no profile.
    pub pads_ignored: u64,
    /// What guests did with keyboard, mouse and wheel, which are the host's.
    pub guests_ignored: u64,
    /// Pad states beyond the game's four pads.
    pub no_slot: u64,
    /// Device errors; the profile serves since the first.
    pub device_errors: u64,
}

/// One player's messages, put into order.
struct Seat {
    assembler: Assembler,
    limiter: Limiter,
    /// The newest state that the limiter did not admit.
    waiting: InputDatagram,
    is_waiting: bool,
    /// Of earlier connections.
    before: InputCounters,
    overtaken: u64,
}

impl Seat {
    fn new() -> Self {
        Self {
            assembler: Assembler::new(),
            limiter: STATES,
            waiting: InputDatagram {
                pads: Vec::with_capacity(MAX_PADS),
                ..InputDatagram::default()
            },
            is_waiting: false,
            before: InputCounters::default(),
            overtaken: 0,
        }
    }

    fn datagram(&mut self, datagram: &InputDatagram, sink: &mut Routing<'_>) {
        let newer = datagram.seq.wrapping_sub(self.waiting.seq) as i32 > 0;
        if self.limiter.admit(sink.now()) {
            if std::mem::take(&mut self.is_waiting) {
                if newer {
                    // It says all that the other would have said.
                    self.overtaken += 1;
                } else {
                    self.assembler.datagram(&self.waiting, sink);
                }
            }
            self.assembler.datagram(datagram, sink);
            return;
        }
        self.assembler.datagram_edges(&datagram.edges, sink);
        if self.is_waiting {
            self.overtaken += 1;
            if !newer {
                return;
            }
        }
        keep_state(datagram, &mut self.waiting);
        self.is_waiting = true;
    }

    /// Applies the state that waits, as soon as it may be; says when that is.
    fn tick(&mut self, sink: &mut Routing<'_>) -> Option<Timestamp> {
        if self.is_waiting && self.limiter.admit(sink.now()) {
            self.is_waiting = false;
            self.assembler.datagram(&self.waiting, sink);
        }
        self.is_waiting.then(|| sink.now() + self.limiter.wait())
    }

    fn new_connection(&mut self) {
        self.before = self.before.plus(self.assembler.counters());
        self.assembler = Assembler::new();
        self.is_waiting = false;
    }
}

/// Everything that a session's players can touch. Seat 0 is the host's; the others have pads only. Each has numbers
/// and limits of their own, so that nothing that one of them sends keeps another's from the game. No clock, and no
/// allocation once each pad has come.
pub struct Router {
    seats: [Seat; SEATS as usize],
    routes: Routes,
}

impl Router {
    /// A router for a game with `controller` in its manifest; `events` hears of its pads, where they are devices.
    #[must_use]
    pub fn new(controller: &Controller, backend: PadBackend, events: Box<dyn PadEvents>) -> Self {
        let wanted = controller.native && backend == PadBackend::Auto;
        let available = wanted.then(|| {
            uinput_available()?;
            Ok(Caretaker::new(
                Uinput::new(Layout::of(controller.pad)),
                events,
            )?)
        });
        let maker: Option<Box<dyn PadMaker>> = match available {
            Some(Ok(caretaker)) => Some(Box::new(caretaker)),
            Some(Err(reason)) => {
                let reason: NoPads = reason;
                tracing::warn!("{reason}");
                None
            }
            None => None,
        };
        Self::with_maker(controller, maker)
    }

    /// A router whose pads are devices of `kernel`, which need not be the machine's own.
    ///
    /// # Errors
    /// No descriptor is left to wake the pads' thread with.
    pub fn with_kernel(
        controller: &Controller,
        kernel: impl PadKernel,
        events: Box<dyn PadEvents>,
    ) -> std::io::Result<Self> {
        let caretaker = Caretaker::new(kernel, events)?;
        Ok(Self::with_maker(controller, Some(Box::new(caretaker))))
    }

    pub(crate) fn with_maker(controller: &Controller, maker: Option<Box<dyn PadMaker>>) -> Self {
        Self {
            seats: std::array::from_fn(|_| Seat::new()),
            routes: Routes::new(controller, maker),
        }
    }

    /// Takes a datagram that came from the player in `seat` at `now`. More than 2,000 a second are not applied one by
    /// one: the newest is, at the next [`Self::tick`]. Nor are more than 1,000 presses and releases a second: each
    /// key comes to its newest state then.
    pub fn datagram(
        &mut self,
        seat: u8,
        datagram: &InputDatagram,
        now: Timestamp,
        out: &mut dyn FnMut(SeatEvent),
    ) {
        if let Some(player) = self.seats.get_mut(usize::from(seat)) {
            player.datagram(datagram, &mut self.routes.of(seat, now, out));
        }
    }

    /// Takes edges from the reliable stream of the player in `seat`.
    pub fn edges(
        &mut self,
        seat: u8,
        edges: &Edges,
        now: Timestamp,
        out: &mut dyn FnMut(SeatEvent),
    ) {
        if let Some(player) = self.seats.get_mut(usize::from(seat)) {
            let mut sink = self.routes.of(seat, now, out);
            player.assembler.edges(edges, &mut sink);
        }
    }

    /// Moves what moves by itself (a stick on the pointer). Says when to call again; `None` until the
    /// next message.
    pub fn tick(&mut self, now: Timestamp, out: &mut dyn FnMut(SeatEvent)) -> Option<Timestamp> {
        let mut due: Option<Timestamp> = None;
        for (seat, player) in (0..).zip(&mut self.seats) {
            let waiting = player.tick(&mut self.routes.of(seat, now, out));
            due = [due, waiting].into_iter().flatten().min();
        }
        [due, self.routes.tick(now, out)]
            .into_iter()
            .flatten()
            .min()
    }

    /// The player came back on a new connection, whose numbers start at 0. What was held is released:
    /// the page says again what it holds.
    pub fn new_connection(&mut self, seat: u8, now: Timestamp, out: &mut dyn FnMut(SeatEvent)) {
        self.neutral(seat, now, out);
        self.routes.seated(seat);
        if let Some(player) = self.seats.get_mut(usize::from(seat)) {
            player.new_connection();
        }
    }

    /// The player is gone: releases exactly what they hold, and nothing of the others'. Devices stay, at rest.
    pub fn neutral(&mut self, seat: u8, now: Timestamp, out: &mut dyn FnMut(SeatEvent)) {
        let Some(player) = self.seats.get_mut(usize::from(seat)) else {
            return;
        };
        player.is_waiting = false;
        player.assembler.forget_pads();
        self.routes.of(seat, now, out).let_go();
    }

    /// The player is gone for good, and the seat is somebody else's next: its pads are at rest and nobody's.
    pub fn vacate(&mut self, seat: u8, now: Timestamp, out: &mut dyn FnMut(SeatEvent)) {
        self.new_connection(seat, now, out);
        self.routes.vacate(seat);
    }

    /// What it has seen.
    #[must_use]
    pub fn counters(&self) -> RouterCounters {
        let mut counters = self.routes.counters();
        for player in &self.seats {
            let input = player.before.plus(player.assembler.counters());
            counters.input = counters.input.plus(input);
            counters.overtaken += player.overtaken;
        }
        counters
    }

    /// Plugs the host's first pad in before anybody touches it, at rest: a game that looks for pads only once finds
    /// it. Nothing happens where pads are no devices. [`PadEvents::plugged`] has its nodes soon after.
    pub fn plug_in(&mut self, now: Timestamp, out: &mut dyn FnMut(SeatEvent)) {
        self.routes.plug_in(PadOf::FIRST, now, out);
    }

    /// The game's pads are real devices.
    #[must_use]
    pub fn has_devices(&self) -> bool {
        self.routes.has_devices()
    }

    /// Who holds the game's pad `slot` (0–3) now, so that they may be shaken.
    #[must_use]
    pub fn holder(&self, slot: u8) -> Option<PadOf> {
        self.routes.present_holder(slot)
    }

    /// A seat whose player's pad found none of the game's left; each is said once.
    pub fn left_over(&mut self) -> Option<u8> {
        self.routes.left_over()
    }
}

/// Copies `from` into memory that is there: all but the edges, whose number after the last is kept.
fn keep_state(from: &InputDatagram, into: &mut InputDatagram) {
    into.seq = from.seq;
    into.motion = from.motion;
    into.wheel = from.wheel;
    into.pointer = from.pointer;
    into.pads.clear();
    into.pads.extend(from.pads.iter().take(MAX_PADS));
    let edges = from.edges.edges.len() as u32;
    into.edges.edges.clear();
    into.edges.first = from.edges.first.wrapping_add(edges);
}

#[cfg(test)]
mod guests;
#[cfg(test)]
mod tests;
