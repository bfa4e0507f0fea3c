//! From a player's messages to the game: keys and mouse to the seat, pads to devices or to the
//! controller profile.

use std::path::PathBuf;

use stratus_media::{SeatEvent, Timestamp};
use stratus_protocol::manifest::Controller;
use stratus_protocol::session::input::{
    Edge, EdgeKind, Edges, InputDatagram, MAX_PADS, PadState, PointerPosition,
};

use crate::assembler::{Assembler, InputCounters, InputSink};
use crate::held::Held;
use crate::limiter::Limiter;
use crate::pads::{PadMaker, Pads};
use crate::profile::Profile;
use crate::uinput::{Uinput, uinput_available};

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
    /// Of the assembler, over all connections of the session.
    pub input: InputCounters,
    /// Edges with a code that no key has.
    pub unknown_codes: u64,
    /// States passed over because too many came; a newer one was applied.
    pub overtaken: u64,
    /// Pad states that had nowhere to go: no device, and no profile.
    pub pads_ignored: u64,
    /// Device errors; the profile serves since the first.
    pub device_errors: u64,
}

/// Everything that a session's player can touch. No clock, and no allocation once each pad has come.
pub struct Router {
    assembler: Assembler,
    routes: Routes,
    limiter: Limiter,
    /// The newest state that the limiter did not admit.
    waiting: InputDatagram,
    is_waiting: bool,
    /// Of earlier connections.
    before: InputCounters,
    overtaken: u64,
}

impl Router {
    /// A router for a game with `controller` in its manifest.
    #[must_use]
    pub fn new(controller: &Controller, backend: PadBackend) -> Self {
        let wanted = controller.native && backend == PadBackend::Auto;
        let maker: Option<Box<dyn PadMaker>> = match wanted.then(uinput_available) {
            Some(Ok(())) => Some(Box::new(Uinput)),
            Some(Err(reason)) => {
                tracing::warn!("{reason}");
                None
            }
            None => None,
        };
        Self::with_maker(controller, maker)
    }

    pub(crate) fn with_maker(controller: &Controller, maker: Option<Box<dyn PadMaker>>) -> Self {
        Self {
            assembler: Assembler::new(),
            routes: Routes {
                held: Held::new(),
                profile: Profile::new(controller),
                pads: maker.map(Pads::new),
                unknown_codes: 0,
                pads_ignored: 0,
                device_errors: 0,
            },
            limiter: Limiter::default(),
            waiting: InputDatagram {
                pads: Vec::with_capacity(MAX_PADS),
                ..InputDatagram::default()
            },
            is_waiting: false,
            before: InputCounters::default(),
            overtaken: 0,
        }
    }

    /// Takes a datagram that came at `now`. More than 2,000 a second are not applied one by one: the
    /// newest is, at the next [`Self::tick`]. Edges always are.
    pub fn datagram(
        &mut self,
        datagram: &InputDatagram,
        now: Timestamp,
        out: &mut dyn FnMut(SeatEvent),
    ) {
        let mut sink = self.routes.at(now, out);
        if self.limiter.admit(now) {
            if std::mem::take(&mut self.is_waiting) {
                // Newer ones may overtake each other on the way: the assembler sorts them.
                self.assembler.datagram(&self.waiting, &mut sink);
            }
            self.assembler.datagram(datagram, &mut sink);
            return;
        }
        self.assembler.datagram_edges(&datagram.edges, &mut sink);
        if self.is_waiting {
            self.overtaken += 1;
            if datagram.seq.wrapping_sub(self.waiting.seq) as i32 <= 0 {
                return;
            }
        }
        keep_state(datagram, &mut self.waiting);
        self.is_waiting = true;
    }

    /// Takes edges from the reliable stream.
    pub fn edges(&mut self, edges: &Edges, now: Timestamp, out: &mut dyn FnMut(SeatEvent)) {
        self.assembler.edges(edges, &mut self.routes.at(now, out));
    }

    /// Moves what moves by itself (a stick on the pointer). Says when to call again; `None` until the
    /// next message.
    pub fn tick(&mut self, now: Timestamp, out: &mut dyn FnMut(SeatEvent)) -> Option<Timestamp> {
        if self.is_waiting && self.limiter.admit(now) {
            self.is_waiting = false;
            self.assembler
                .datagram(&self.waiting, &mut self.routes.at(now, out));
        }
        let moving = self.routes.profile.tick(now, out);
        let waiting = self.is_waiting.then(|| now + Limiter::wait());
        match (moving, waiting) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (one, other) => one.or(other),
        }
    }

    /// The player came back on a new connection, whose numbers start at 0. What was held is released:
    /// the page says again what it holds.
    pub fn new_connection(&mut self, out: &mut dyn FnMut(SeatEvent)) {
        self.neutral(out);
        self.before = self.counters().input;
        self.assembler = Assembler::new();
        self.is_waiting = false;
    }

    /// The player is gone: releases exactly what is held. Devices stay, at rest.
    pub fn neutral(&mut self, out: &mut dyn FnMut(SeatEvent)) {
        self.routes.held.release_all(out);
        self.routes.profile.reset();
        for index in 0..MAX_PADS as u8 {
            self.routes.rest(index);
        }
        self.assembler.forget_pads();
    }

    /// What it has seen.
    #[must_use]
    pub fn counters(&self) -> RouterCounters {
        RouterCounters {
            input: self.before.plus(self.assembler.counters()),
            unknown_codes: self.routes.unknown_codes,
            overtaken: self.overtaken,
            pads_ignored: self.routes.pads_ignored,
            device_errors: self.routes.device_errors,
        }
    }

    /// Plugs pad `index` in before the game starts, at rest: a game that looks for pads only once finds
    /// it. Nothing happens where pads are no devices. [`Self::device_nodes`] has its nodes soon after.
    pub fn plug_in(&mut self, index: u8) {
        self.routes.plug_in(index);
    }

    /// The game's pads are real devices.
    #[must_use]
    pub fn has_devices(&self) -> bool {
        self.routes.pads.is_some()
    }

    /// Nodes in `/dev/input` of the pads that were made so far. They appear some milliseconds after
    /// the pad's first event.
    #[must_use]
    pub fn device_nodes(&mut self) -> Vec<PathBuf> {
        let pads = self.routes.pads.as_mut();
        pads.map_or_else(Vec::new, |pads| pads.nodes().unwrap_or_default())
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

/// Where things go.
struct Routes {
    held: Held,
    profile: Profile,
    pads: Option<Pads>,
    unknown_codes: u64,
    pads_ignored: u64,
    device_errors: u64,
}

impl Routes {
    fn at<'a>(&'a mut self, now: Timestamp, out: &'a mut dyn FnMut(SeatEvent)) -> Routing<'a> {
        Routing {
            routes: self,
            now,
            out,
        }
    }

    /// Brings a device to rest.
    fn rest(&mut self, index: u8) {
        if let Some(Err(e)) = self.pads.as_mut().map(|pads| pads.rest(index)) {
            self.lose_devices(&e);
        }
    }

    fn plug_in(&mut self, index: u8) {
        let at_rest = PadState {
            index,
            ..PadState::default()
        };
        if let Some(Err(e)) = self.pads.as_mut().map(|pads| pads.apply(&at_rest)) {
            self.lose_devices(&e);
        }
    }

    fn lose_devices(&mut self, e: &std::io::Error) {
        self.device_errors += 1;
        self.pads = None;
        tracing::warn!("a pad's device failed ({e}); the controller profile serves from now on");
    }
}

struct Routing<'a> {
    routes: &'a mut Routes,
    now: Timestamp,
    out: &'a mut dyn FnMut(SeatEvent),
}

impl InputSink for Routing<'_> {
    fn edge(&mut self, edge: Edge) {
        let button = match edge.kind {
            EdgeKind::Key => false,
            EdgeKind::MouseButton => true,
            EdgeKind::PadButton => return,
        };
        let held = &mut self.routes.held;
        if !held.by_hand(edge.code, button, edge.pressed, self.out) {
            self.routes.unknown_codes += 1;
        }
    }

    fn motion(&mut self, dx: i32, dy: i32) {
        (self.out)(SeatEvent::Motion {
            dx: dx.into(),
            dy: dy.into(),
        });
    }

    fn wheel(&mut self, dx: i32, dy: i32) {
        (self.out)(SeatEvent::Wheel { dx, dy });
    }

    fn position(&mut self, position: PointerPosition) {
        let share = |place: u16| f64::from(place) / f64::from(u16::MAX);
        (self.out)(SeatEvent::Position {
            x: share(position.x),
            y: share(position.y),
        });
    }

    fn pad(&mut self, state: &PadState) {
        if let Some(pads) = &mut self.routes.pads {
            match pads.apply(state) {
                Ok(true) => tracing::info!("pad {} is a device now", state.index),
                Ok(false) => {}
                Err(e) => self.routes.lose_devices(&e),
            }
        }
        if self.routes.pads.is_some() {
            return;
        }
        if self.routes.profile.is_empty() {
            self.routes.pads_ignored += 1;
            return;
        }
        let Routes { held, profile, .. } = &mut *self.routes;
        profile.pad(state, self.now, held, self.out);
    }

    fn pad_gone(&mut self, index: u8) {
        if self.routes.pads.is_some() {
            self.routes.rest(index);
        } else {
            let rest = PadState {
                index,
                ..PadState::default()
            };
            let Routes { held, profile, .. } = &mut *self.routes;
            profile.pad(&rest, self.now, held, self.out);
        }
    }
}

#[cfg(test)]
mod tests;
