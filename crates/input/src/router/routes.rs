//! Where the players' input goes.

use std::time::Duration;

use stratus_media::{SeatEvent, Timestamp};
use stratus_protocol::manifest::Controller;
use stratus_protocol::session::input::{Edge, EdgeKind, MAX_PADS, PadState, PointerPosition};
use stratus_protocol::session::{HOST, SEATS};

use super::RouterCounters;
use crate::assembler::InputSink;
use crate::held::Held;
use crate::layout::Layout;
use crate::limiter::Limiter;
use crate::pads::{PadMaker, Pads};
use crate::profile::Profile;
use crate::slots::{PadOf, Slots};

/// Presses and releases of keys and mouse buttons: 1,000 a second, ten times what hands can do, after whatever hands
/// can have done while the network stood still.
const EDGES: Limiter = Limiter::new(Duration::from_millis(1), 4096);
/// Reports of one player's pads: four that say something new 1,000 times a second, as the fastest real ones do.
const REPORTS: Limiter = Limiter::new(Duration::from_micros(250), 512);

/// Whether a player was told that the game has no pad left for them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum LeftOver {
    #[default]
    No,
    Unsaid,
    Said,
}

/// The ends that all seats share.
pub(super) struct Routes {
    held: Held,
    profile: Profile,
    pads: Option<Pads>,
    slots: Slots,
    /// Of the host's keyboard and mouse.
    edges: Limiter,
    /// A seat each.
    reports: [Limiter; SEATS as usize],
    left_over: [LeftOver; SEATS as usize],
    /// The newest state of each pad that has too many.
    waiting: [Option<PadState>; MAX_PADS],
    counters: RouterCounters,
}

impl Routes {
    pub fn new(controller: &Controller, maker: Option<Box<dyn PadMaker>>) -> Self {
        Self {
            held: Held::new(),
            profile: Profile::new(controller),
            pads: maker.map(|maker| Pads::new(Layout::of(controller.pad), maker)),
            slots: Slots::default(),
            edges: EDGES,
            reports: [REPORTS; SEATS as usize],
            left_over: [LeftOver::No; SEATS as usize],
            waiting: [None; MAX_PADS],
            counters: RouterCounters::default(),
        }
    }

    /// For what the player in `seat`, one of the four, says at `now`.
    pub fn of<'a>(
        &'a mut self,
        seat: u8,
        now: Timestamp,
        out: &'a mut dyn FnMut(SeatEvent),
    ) -> Routing<'a> {
        Routing {
            routes: self,
            seat,
            now,
            out,
        }
    }

    /// Goes on with what takes time; says when again.
    pub fn tick(&mut self, now: Timestamp, out: &mut dyn FnMut(SeatEvent)) -> Option<Timestamp> {
        let behind = self.of(HOST, now, out).catch_up();
        let moving = self.profile.tick(now, out);
        let devices = self.devices(now, out);
        [behind, moving, devices].into_iter().flatten().min()
    }

    /// Somebody is in this seat.
    pub fn seated(&mut self, seat: u8) {
        self.slots.seated(seat);
    }

    /// Whoever is in the seat next finds nothing of the player before.
    pub fn vacate(&mut self, seat: u8) {
        self.slots.free(seat);
        if let Some(left_over) = self.left_over.get_mut(usize::from(seat)) {
            *left_over = LeftOver::No;
        }
    }

    pub fn plug_in(&mut self, pad: PadOf, now: Timestamp, out: &mut dyn FnMut(SeatEvent)) {
        let Some(pads) = &mut self.pads else { return };
        let Some(slot) = self.slots.reserve(pad) else {
            return;
        };
        if let Err(e) = pads.plug_in(slot as u8) {
            self.of(pad.seat, now, out).serve_without(&e);
        }
    }

    pub fn has_devices(&self) -> bool {
        self.pads.is_some()
    }

    pub fn present_holder(&self, slot: u8) -> Option<PadOf> {
        self.slots.present_holder(usize::from(slot))
    }

    pub fn left_over(&mut self) -> Option<u8> {
        let unsaid = |left_over: &LeftOver| *left_over == LeftOver::Unsaid;
        let seat = self.left_over.iter().position(unsaid)?;
        self.left_over[seat] = LeftOver::Said;
        Some(seat as u8)
    }

    /// All but what the seats count.
    pub fn counters(&self) -> RouterCounters {
        self.counters
    }

    /// Goes on with what devices have to do; says when again.
    fn devices(&mut self, now: Timestamp, out: &mut dyn FnMut(SeatEvent)) -> Option<Timestamp> {
        match self.pads.as_mut()?.tick(now) {
            Ok(due) => due,
            Err(e) => {
                self.of(HOST, now, out).serve_without(&e);
                None
            }
        }
    }

    fn lose_devices(&mut self, e: &std::io::Error) -> Option<Pads> {
        self.counters.device_errors += 1;
        tracing::warn!("a pad's device failed ({e}); the controller profile serves from now on");
        self.pads.take()
    }
}

/// For what one player says.
pub(super) struct Routing<'a> {
    routes: &'a mut Routes,
    seat: u8,
    now: Timestamp,
    out: &'a mut dyn FnMut(SeatEvent),
}

impl Routing<'_> {
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Lets go of what this player holds.
    pub fn let_go(&mut self) {
        if self.seat == HOST {
            self.routes.held.let_go(self.out);
        }
        for slot in 0..MAX_PADS {
            if self.routes.slots.is_of(slot, self.seat) {
                self.routes.slots.leave(slot);
                self.rest(slot);
            }
        }
    }

    /// Applies what was too much before, as far as time allows; says when to go on.
    fn catch_up(&mut self) -> Option<Timestamp> {
        let mut due: Option<Timestamp> = None;
        while self.routes.held.any_waits() {
            if !self.routes.edges.admit(self.now) {
                due = Some(self.now + self.routes.edges.wait());
                break;
            }
            self.routes.held.catch_up(self.out);
        }
        for slot in 0..MAX_PADS {
            let Some(state) = self.routes.waiting[slot] else {
                continue;
            };
            let holder = self.routes.slots.holder(slot);
            let limiter =
                &mut self.routes.reports[usize::from(holder.map_or(HOST, |pad| pad.seat))];
            if !limiter.admit(self.now) {
                let later = self.now + limiter.wait();
                due = Some(due.map_or(later, |due| due.min(later)));
                continue;
            }
            self.routes.waiting[slot] = None;
            self.report(&state);
        }
        due
    }

    /// Brings the game's pad to `state`.
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

    /// Brings a pad of the game's to rest.
    fn rest(&mut self, slot: usize) {
        self.routes.waiting[slot] = None;
        let index = slot as u8;
        if let Some(pads) = &mut self.routes.pads {
            let Err(e) = pads.rest(index) else { return };
            self.serve_without(&e);
        }
        let rest = PadState {
            index,
            ..PadState::default()
        };
        let Routes { held, profile, .. } = &mut *self.routes;
        profile.pad(&rest, self.now, held, self.out);
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
            self.routes.counters.pads_ignored += 1;
            return;
        }
        let Routes { held, profile, .. } = &mut *self.routes;
        profile.pad(state, self.now, held, self.out);
    }

    fn of_player(&self, index: u8) -> PadOf {
        PadOf {
            seat: self.seat,
            index,
        }
    }

    /// Whether this player has keyboard and mouse; counted, where they only seem to.
    fn has_seat(&mut self) -> bool {
        if self.seat == HOST {
            return true;
        }
        self.routes.counters.guests_ignored += 1;
        false
    }
}

impl InputSink for Routing<'_> {
    fn edge(&mut self, edge: Edge) {
        let button = match edge.kind {
            EdgeKind::Key => false,
            EdgeKind::MouseButton => true,
            EdgeKind::PadButton => return,
        };
        if !self.has_seat() {
            return;
        }
        let Routes {
            held,
            edges,
            counters,
            ..
        } = &mut *self.routes;
        // What waits already stays in order by waiting on.
        let known = if held.waits(edge.code) || !edges.admit(self.now) {
            counters.merged += 1;
            held.later(edge.code, button, edge.pressed)
        } else {
            held.by_hand(edge.code, button, edge.pressed, self.out)
        };
        if !known {
            counters.unknown_codes += 1;
        }
    }

    fn motion(&mut self, dx: i32, dy: i32) {
        if self.has_seat() {
            (self.out)(SeatEvent::Motion {
                dx: dx.into(),
                dy: dy.into(),
            });
        }
    }

    fn wheel(&mut self, dx: i32, dy: i32) {
        if self.has_seat() {
            (self.out)(SeatEvent::Wheel { dx, dy });
        }
    }

    fn position(&mut self, position: PointerPosition) {
        if self.has_seat() {
            let share = |place: u16| f64::from(place) / f64::from(u16::MAX);
            (self.out)(SeatEvent::Position {
                x: share(position.x),
                y: share(position.y),
            });
        }
    }

    fn pad(&mut self, state: &PadState) {
        let Some(slot) = self.routes.slots.take(self.of_player(state.index)) else {
            self.routes.counters.no_slot += 1;
            let left_over = &mut self.routes.left_over[usize::from(self.seat)];
            if *left_over == LeftOver::No {
                *left_over = LeftOver::Unsaid;
            }
            return;
        };
        let state = PadState {
            index: slot as u8,
            ..*state
        };
        let Routes {
            waiting,
            reports,
            counters,
            ..
        } = &mut *self.routes;
        if waiting[slot].is_some() || !reports[usize::from(self.seat)].admit(self.now) {
            counters.merged += 1;
            waiting[slot] = Some(state);
            return;
        }
        self.report(&state);
    }

    fn pad_gone(&mut self, index: u8) {
        if let Some(slot) = self.routes.slots.find(self.of_player(index)) {
            self.routes.slots.leave(slot);
            self.rest(slot);
        }
    }
}
