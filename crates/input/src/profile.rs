//! A pad that plays keyboard and mouse, by the game's `controller.map`.
//!
//! Pure under virtual time: states and moments in, seat events out. Several pads of one player act
//! together: a key is down while any of them holds it, the pointer goes with the strongest.

use std::time::Duration;

use stratus_media::{SeatEvent, Timestamp};
use stratus_protocol::manifest::{Controller, PadAction, PadControl};
use stratus_protocol::session::input::{MAX_PADS, PadState};

use crate::held::Held;

/// Distance of pointer motion events.
const TICK: Duration = Duration::from_millis(8);
/// Longest time that one motion event stands for; what is longer was a stall, not a movement.
const LONGEST: Duration = Duration::from_millis(100);
/// One notch of a wheel, as `SeatEvent::Wheel` counts it.
const NOTCH: i32 = 120;

/// Stick travel past the dead zone at which a stick presses a key; it releases at the dead zone.
const STICK_MARGIN: f32 = 0.1;
/// No stick rests nearer to its middle than this, whatever the manifest says.
const STICK_REST: f32 = 0.05;
/// Trigger travel that presses, and the one that releases. Browsers' own threshold lies between.
const TRIGGER_ON: f32 = 0.35;
const TRIGGER_OFF: f32 = 0.1;

const FULL_STICK: f32 = 32_767.0;
const FULL_TRIGGER: f32 = 65_535.0;

/// How a control's place shows in a [`PadState`].
#[derive(Clone, Copy)]
enum Source {
    Button(u32),
    Trigger(usize, u32),
    /// Stick (0 left, 1 right), axis (0 x, 1 y), sign.
    Stick(usize, usize, f32),
}

fn source(control: PadControl) -> Source {
    use PadControl as C;
    match control {
        C::A => Source::Button(0),
        C::B => Source::Button(1),
        C::X => Source::Button(2),
        C::Y => Source::Button(3),
        C::LeftShoulder => Source::Button(4),
        C::RightShoulder => Source::Button(5),
        C::LeftTrigger => Source::Trigger(0, 6),
        C::RightTrigger => Source::Trigger(1, 7),
        C::Select => Source::Button(8),
        C::Start => Source::Button(9),
        C::LeftStickPress => Source::Button(10),
        C::RightStickPress => Source::Button(11),
        C::DpadUp => Source::Button(12),
        C::DpadDown => Source::Button(13),
        C::DpadLeft => Source::Button(14),
        C::DpadRight => Source::Button(15),
        C::Guide => Source::Button(16),
        C::LeftStickLeft => Source::Stick(0, 0, -1.0),
        C::LeftStickRight => Source::Stick(0, 0, 1.0),
        C::LeftStickUp => Source::Stick(0, 1, -1.0),
        C::LeftStickDown => Source::Stick(0, 1, 1.0),
        C::RightStickLeft => Source::Stick(1, 0, -1.0),
        C::RightStickRight => Source::Stick(1, 0, 1.0),
        C::RightStickUp => Source::Stick(1, 1, -1.0),
        C::RightStickDown => Source::Stick(1, 1, 1.0),
    }
}

struct Binding {
    source: Source,
    action: PadAction,
    /// The control is pressed, a pad each.
    active: [bool; MAX_PADS],
    /// How far it is pressed, 0–1, a pad each; kept for motion only.
    travel: [f32; MAX_PADS],
}

/// The profile of one player.
pub(crate) struct Profile {
    bindings: Vec<Binding>,
    dead_zone: f32,
    mouse_speed: f32,
    /// Pointer velocity, pixels a second.
    velocity: [f64; 2],
    /// Up to when the velocity was turned into motion; `None` while the pointer rests.
    moved_until: Option<Timestamp>,
}

impl Profile {
    pub fn new(controller: &Controller) -> Self {
        let bindings = controller.map.iter().map(|(control, action)| Binding {
            source: source(*control),
            action: *action,
            active: [false; MAX_PADS],
            travel: [0.0; MAX_PADS],
        });
        Self {
            bindings: bindings.collect(),
            dead_zone: controller.dead_zone,
            mouse_speed: controller.mouse_speed,
            velocity: [0.0; 2],
            moved_until: None,
        }
    }

    /// The profile says nothing, so that a pad does nothing.
    pub fn is_empty(&self) -> bool {
        self.bindings.is_empty()
    }

    /// A pad is in `state` since `now`. A pad that is gone is a pad at rest.
    pub fn pad(
        &mut self,
        state: &PadState,
        now: Timestamp,
        held: &mut Held,
        out: &mut dyn FnMut(SeatEvent),
    ) {
        let pad = usize::from(state.index);
        if pad >= MAX_PADS {
            return;
        }
        self.move_pointer(now, out);
        let dead_zone = self.dead_zone;
        for binding in &mut self.bindings {
            let was = binding.active[pad];
            let (is, travel) = read(binding.source, state, was, dead_zone);
            binding.active[pad] = is;
            binding.travel[pad] = travel;
            if was == is {
                continue;
            }
            match binding.action {
                PadAction::Key(code) | PadAction::Button(code) => held.by_profile(code, is, out),
                PadAction::Wheel(notches) if is => out(SeatEvent::Wheel {
                    dx: 0,
                    dy: i32::from(notches) * NOTCH,
                }),
                PadAction::Wheel(_) | PadAction::Motion(..) => {}
            }
        }
        self.steer(now);
    }

    /// Moves the pointer up to `now`; says when to call again, if it is moving.
    pub fn tick(&mut self, now: Timestamp, out: &mut dyn FnMut(SeatEvent)) -> Option<Timestamp> {
        let until = self.moved_until?;
        if now.since(until) >= TICK {
            self.move_pointer(now, out);
        }
        self.moved_until.map(|until| until + TICK)
    }

    fn move_pointer(&mut self, now: Timestamp, out: &mut dyn FnMut(SeatEvent)) {
        let Some(until) = self.moved_until else {
            return;
        };
        let seconds = now.since(until).min(LONGEST).as_secs_f64();
        if seconds > 0.0 {
            self.moved_until = Some(now);
            out(SeatEvent::Motion {
                dx: self.velocity[0] * seconds,
                dy: self.velocity[1] * seconds,
            });
        }
    }

    fn steer(&mut self, now: Timestamp) {
        // Towards left, right, up, down: the strongest of all pads and controls.
        let mut towards = [0.0f32; 4];
        for binding in &self.bindings {
            let PadAction::Motion(x, y) = binding.action else {
                continue;
            };
            let strongest = binding.travel.iter().copied().fold(0.0, f32::max);
            for (direction, chosen) in [(0, x < 0), (1, x > 0), (2, y < 0), (3, y > 0)] {
                if chosen {
                    towards[direction] = towards[direction].max(strongest);
                }
            }
        }
        let speed = f64::from(self.mouse_speed);
        self.velocity = [
            f64::from(towards[1] - towards[0]) * speed,
            f64::from(towards[3] - towards[2]) * speed,
        ];
        let rests = self.velocity == [0.0, 0.0];
        self.moved_until = if rests {
            None
        } else {
            self.moved_until.or(Some(now))
        };
    }
}

/// Whether a control is pressed, given that it `was`, and how far.
fn read(source: Source, state: &PadState, was: bool, dead_zone: f32) -> (bool, f32) {
    match source {
        Source::Button(index) => {
            let pressed = state.buttons >> index & 1 == 1;
            (pressed, f32::from(u8::from(pressed)))
        }
        Source::Trigger(side, index) => {
            let travel = f32::from(state.triggers[side]) / FULL_TRIGGER;
            let button = state.buttons >> index & 1 == 1;
            let threshold = if was { TRIGGER_OFF } else { TRIGGER_ON };
            // A tap between two samples is a button without travel.
            let pressed = button || travel >= threshold;
            let travel = if button && travel == 0.0 { 1.0 } else { travel };
            (pressed, if pressed { travel } else { 0.0 })
        }
        Source::Stick(stick, axis, sign) => {
            let place = |axis: usize| f32::from(state.axes[stick * 2 + axis]) / FULL_STICK;
            let towards = (place(axis) * sign).max(0.0);
            let release = dead_zone.max(STICK_REST);
            let threshold = if was {
                release
            } else {
                (release + STICK_MARGIN).min(0.95)
            };
            // The dead zone is round, and what is left of the way counts from 0 to 1.
            let radius = place(0).hypot(place(1));
            let travel = if radius <= dead_zone {
                0.0
            } else {
                let scaled = (radius.min(1.0) - dead_zone) / (1.0 - dead_zone);
                (scaled * towards / radius).min(1.0)
            };
            (towards > threshold, travel)
        }
    }
}
