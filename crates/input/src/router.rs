//! From a player's messages to the game: keys and mouse to the seat, pads to devices or to the
//! controller profile.

use std::time::Duration;

use stratus_media::{SeatEvent, Timestamp};
use stratus_protocol::manifest::Controller;
use stratus_protocol::session::input::{
    Edge, EdgeKind, Edges, InputDatagram, MAX_PADS, PadState, PointerPosition,
};

use crate::assembler::{Assembler, InputCounters, InputSink};
use crate::caretaker::{Caretaker, PadEvents, PadKernel};
use crate::held::Held;
use crate::layout::Layout;
use crate::limiter::Limiter;
use crate::pads::{PadMaker, Pads};
use crate::profile::Profile;
use crate::uinput::{NoPads, Uinput, uinput_available};

/// States: 2,000 a second, ten times what a page sends, after a burst.
const STATES: Limiter = Limiter::new(Duration::from_micros(500), 256);
/// Presses and releases of keys and mouse buttons: 1,000 a second, ten times what hands can do, after whatever hands
/// can have done while the network stood still.
const EDGES: Limiter = Limiter::new(Duration::from_millis(1), 4096);
/// Reports of pads: four that say something new 1,000 times a second, as the fastest real ones do.
const REPORTS: Limiter = Limiter::new(Duration::from_micros(250), 512);

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
    /// Presses and releases passed over because too many came; the key's, button's or pad's newest state was
    /// applied.
    pub merged: u64,
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
            assembler: Assembler::new(),
            routes: Routes {
                held: Held::new(),
                profile: Profile::new(controller),
                pads: maker.map(|maker| Pads::new(Layout::of(controller.pad), maker)),
                edges: EDGES,
                reports: REPORTS,
                waiting: [None; MAX_PADS],
                present: [false; MAX_PADS],
                merged: 0,
                unknown_codes: 0,
                pads_ignored: 0,
                device_errors: 0,
            },
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

    /// Takes a datagram that came at `now`. More than 2,000 a second are not applied one by one: the
    /// newest is, at the next [`Self::tick`]. Nor are more than 1,000 presses and releases a second: each key
    /// comes to its newest state then.
    pub fn datagram(
        &mut self,
        datagram: &InputDatagram,
        now: Timestamp,
        out: &mut dyn FnMut(SeatEvent),
    ) {
        let mut sink = self.routes.at(now, out);
        let newer = datagram.seq.wrapping_sub(self.waiting.seq) as i32 > 0;
        if self.limiter.admit(now) {
            if std::mem::take(&mut self.is_waiting) {
                if newer {
                    // It says all that the other would have said.
                    self.overtaken += 1;
                } else {
                    self.assembler.datagram(&self.waiting, &mut sink);
                }
            }
            self.assembler.datagram(datagram, &mut sink);
            return;
        }
        self.assembler.datagram_edges(&datagram.edges, &mut sink);
        if self.is_waiting {
            self.overtaken += 1;
            if !newer {
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
        let waiting = self.is_waiting.then(|| now + self.limiter.wait());
        let behind = self.routes.at(now, out).catch_up();
        let moving = self.routes.profile.tick(now, out);
        let devices = self.routes.devices(now, out);
        [waiting, behind, moving, devices]
            .into_iter()
            .flatten()
            .min()
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
        self.routes.present = [false; MAX_PADS];
    }

    /// What it has seen.
    #[must_use]
    pub fn counters(&self) -> RouterCounters {
        RouterCounters {
            input: self.before.plus(self.assembler.counters()),
            unknown_codes: self.routes.unknown_codes,
            overtaken: self.overtaken,
            merged: self.routes.merged,
            pads_ignored: self.routes.pads_ignored,
            device_errors: self.routes.device_errors,
        }
    }

    /// Plugs pad `index` in before the player touches it, at rest: a game that looks for pads only once finds
    /// it. Nothing happens where pads are no devices. [`PadEvents::plugged`] has its nodes soon after.
    pub fn plug_in(&mut self, index: u8, now: Timestamp, out: &mut dyn FnMut(SeatEvent)) {
        self.routes.plug_in(index, now, out);
    }

    /// The game's pads are real devices.
    #[must_use]
    pub fn has_devices(&self) -> bool {
        self.routes.pads.is_some()
    }

    /// The player holds pad `index` now, so that it may be shaken.
    #[must_use]
    pub fn has_pad(&self, index: u8) -> bool {
        let present = self.routes.present.get(usize::from(index));
        present.copied().unwrap_or(false)
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
    edges: Limiter,
    reports: Limiter,
    /// The newest state of each pad that has too many.
    waiting: [Option<PadState>; MAX_PADS],
    /// The player holds this pad.
    present: [bool; MAX_PADS],
    merged: u64,
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
        if let Some(waiting) = self.waiting.get_mut(usize::from(index)) {
            *waiting = None;
        }
        if let Some(Err(e)) = self.pads.as_mut().map(|pads| pads.rest(index))
            && let Some(pads) = self.lose_devices(&e)
        {
            // Its player is gone, so that no profile has anything to do for it.
            pads.abandon();
        }
    }

    fn plug_in(&mut self, index: u8, now: Timestamp, out: &mut dyn FnMut(SeatEvent)) {
        if let Some(Err(e)) = self.pads.as_mut().map(|pads| pads.plug_in(index)) {
            self.at(now, out).serve_without(&e);
        }
    }

    /// Goes on with what devices have to do; says when again.
    fn devices(&mut self, now: Timestamp, out: &mut dyn FnMut(SeatEvent)) -> Option<Timestamp> {
        match self.pads.as_mut()?.tick(now) {
            Ok(due) => due,
            Err(e) => {
                self.at(now, out).serve_without(&e);
                None
            }
        }
    }

    fn lose_devices(&mut self, e: &std::io::Error) -> Option<Pads> {
        self.device_errors += 1;
        tracing::warn!("a pad's device failed ({e}); the controller profile serves from now on");
        self.pads.take()
    }
}

struct Routing<'a> {
    routes: &'a mut Routes,
    now: Timestamp,
    out: &'a mut dyn FnMut(SeatEvent),
}

impl Routing<'_> {
    /// Applies what was too much before, as far as time allows; says when to go on.
    fn catch_up(&mut self) -> Option<Timestamp> {
        let mut due = None;
        while self.routes.held.any_waits() {
            if !self.routes.edges.admit(self.now) {
                due = Some(self.now + self.routes.edges.wait());
                break;
            }
            self.routes.held.catch_up(self.out);
        }
        for index in 0..MAX_PADS {
            let Some(state) = self.routes.waiting[index] else {
                continue;
            };
            if !self.routes.reports.admit(self.now) {
                let later = self.now + self.routes.reports.wait();
                return due.map_or(Some(later), |due: Timestamp| Some(due.min(later)));
            }
            self.routes.waiting[index] = None;
            self.report(&state);
        }
        due
    }

    /// Brings a pad to `state`.
    fn report(&mut self, state: &PadState) {
        match self.routes.pads.as_mut().map(|pads| pads.apply(state)) {
            Some(Ok(())) => {}
            Some(Err(e)) => {
                self.serve_without(&e);
                self.play(state);
            }
            None => self.play(state),
        }
    }

    /// Without devices from now on; what they were not told is played by the profile.
    fn serve_without(&mut self, e: &std::io::Error) {
        if let Some(pads) = self.routes.lose_devices(e) {
            for state in pads.untold() {
                self.play(state);
            }
            pads.abandon();
        }
    }

    /// Plays a pad's state on keyboard and mouse.
    fn play(&mut self, state: &PadState) {
        if self.routes.profile.is_empty() {
            self.routes.pads_ignored += 1;
            return;
        }
        let Routes { held, profile, .. } = &mut *self.routes;
        profile.pad(state, self.now, held, self.out);
    }
}

impl InputSink for Routing<'_> {
    fn edge(&mut self, edge: Edge) {
        let button = match edge.kind {
            EdgeKind::Key => false,
            EdgeKind::MouseButton => true,
            EdgeKind::PadButton => return,
        };
        let Routes {
            held,
            edges,
            merged,
            ..
        } = &mut *self.routes;
        // What waits already stays in order by waiting on.
        let known = if held.waits(edge.code) || !edges.admit(self.now) {
            *merged += 1;
            held.later(edge.code, button, edge.pressed)
        } else {
            held.by_hand(edge.code, button, edge.pressed, self.out)
        };
        if !known {
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
        let index = usize::from(state.index);
        let Some(waiting) = self.routes.waiting.get_mut(index) else {
            return;
        };
        self.routes.present[index] = true;
        if waiting.is_some() || !self.routes.reports.admit(self.now) {
            self.routes.merged += 1;
            *waiting = Some(*state);
            return;
        }
        self.report(state);
    }

    fn pad_gone(&mut self, index: u8) {
        if let Some(present) = self.routes.present.get_mut(usize::from(index)) {
            *present = false;
        }
        if self.routes.pads.is_some() {
            self.routes.rest(index);
        } else {
            if let Some(waiting) = self.routes.waiting.get_mut(usize::from(index)) {
                *waiting = None;
            }
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
