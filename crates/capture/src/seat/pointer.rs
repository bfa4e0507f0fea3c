//! The pointer's objects: how each version of `wl_pointer` wants to hear of an event.

use std::rc::Rc;

use stratus_media::Timestamp;
use wl_proxy::fixed::Fixed;
use wl_proxy::object::ObjectCoreApi;
use wl_proxy::protocols::pointer_constraints_unstable_v1::zwp_locked_pointer_v1::ZwpLockedPointerV1;
use wl_proxy::protocols::relative_pointer_unstable_v1::zwp_relative_pointer_v1::ZwpRelativePointerV1;
use wl_proxy::protocols::wayland::wl_pointer::{
    WlPointer, WlPointerAxis, WlPointerAxisSource, WlPointerButtonState,
};
use wl_proxy::protocols::wayland::wl_surface::WlSurface;

/// A notch of a wheel, in the 120ths of `axis_value120`.
const NOTCH: i32 = 120;
/// What compositors say for a notch in `axis`: degrees.
const NOTCH_DEGREES: f64 = 15.0;

const FRAME_SINCE: u32 = 5;
const VALUE120_SINCE: u32 = 8;

/// A `wl_pointer` of a client.
pub(crate) struct Pointer {
    pub(crate) connection: u64,
    pub(crate) object: Rc<WlPointer>,
}

/// A `zwp_relative_pointer_v1` of a client.
pub(crate) struct Relative {
    pub(crate) connection: u64,
    pub(crate) object: Rc<ZwpRelativePointerV1>,
}

/// A `zwp_locked_pointer_v1` of a client.
pub(crate) struct Lock {
    pub(crate) connection: u64,
    pub(crate) object: Rc<ZwpLockedPointerV1>,
    pub(crate) active: bool,
    /// Where the client wants the pointer after the lock.
    pub(crate) hint: Option<(f64, f64)>,
}

/// The time that input events carry, ms.
pub(crate) fn millis(now: Timestamp) -> u32 {
    (now.as_nanos() / 1_000_000) as u32
}

fn fixed(value: f64) -> Fixed {
    Fixed::from_f64_lossy(value)
}

// A client that just left cannot be written to; that is no error here, hence `let _`.
impl Pointer {
    pub(crate) fn enter(&self, serial: u32, surface: &Rc<WlSurface>, (x, y): (f64, f64)) {
        let _ = self
            .object
            .try_send_enter(serial, surface, fixed(x), fixed(y));
        self.frame();
    }

    pub(crate) fn leave(&self, serial: u32, surface: &Rc<WlSurface>) {
        let _ = self.object.try_send_leave(serial, surface);
        self.frame();
    }

    pub(crate) fn motion(&self, now: Timestamp, (x, y): (f64, f64)) {
        let _ = self.object.try_send_motion(millis(now), fixed(x), fixed(y));
    }

    pub(crate) fn button(&self, serial: u32, now: Timestamp, code: u16, pressed: bool) {
        let state = if pressed {
            WlPointerButtonState::PRESSED
        } else {
            WlPointerButtonState::RELEASED
        };
        let time = millis(now);
        let _ = self
            .object
            .try_send_button(serial, time, u32::from(code), state);
        self.frame();
    }

    /// One turn of the wheel. `steps` are whole notches, for clients that know no others.
    pub(crate) fn wheel(&self, now: Timestamp, turned: [i32; 2], steps: [i32; 2]) {
        let version = self.object.version();
        if version >= FRAME_SINCE {
            let _ = self.object.try_send_axis_source(WlPointerAxisSource::WHEEL);
        }
        let axes = [
            WlPointerAxis::HORIZONTAL_SCROLL,
            WlPointerAxis::VERTICAL_SCROLL,
        ];
        for (axis, (turned, steps)) in axes.into_iter().zip(turned.into_iter().zip(steps)) {
            if turned == 0 {
                continue;
            }
            if version >= VALUE120_SINCE {
                let _ = self.object.try_send_axis_value120(axis, turned);
            } else if version >= FRAME_SINCE && steps != 0 {
                let _ = self.object.try_send_axis_discrete(axis, steps);
            }
            let degrees = f64::from(turned) / f64::from(NOTCH) * NOTCH_DEGREES;
            let _ = self.object.try_send_axis(millis(now), axis, fixed(degrees));
        }
        self.frame();
    }

    pub(crate) fn frame(&self) {
        if self.object.version() >= FRAME_SINCE {
            let _ = self.object.try_send_frame();
        }
    }
}

impl Relative {
    pub(crate) fn motion(&self, now: Timestamp, dx: f64, dy: f64) {
        let micros = now.as_nanos() / 1000;
        let (dx, dy) = (fixed(dx), fixed(dy));
        let (high, low) = ((micros >> 32) as u32, micros as u32);
        let _ = self
            .object
            .try_send_relative_motion(high, low, dx, dy, dx, dy);
    }
}

/// Turns 120ths into whole notches, and keeps the rest for later.
#[derive(Debug, Default)]
pub(crate) struct Notches([i32; 2]);

impl Notches {
    pub(crate) fn turn(&mut self, turned: [i32; 2]) -> [i32; 2] {
        let mut steps = [0; 2];
        for ((rest, turned), step) in self.0.iter_mut().zip(turned).zip(&mut steps) {
            // Turning back starts anew.
            if (*rest < 0) != (turned < 0) && turned != 0 {
                *rest = 0;
            }
            let sum = rest.saturating_add(turned);
            *step = sum / NOTCH;
            *rest = sum % NOTCH;
        }
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_turns_add_up_to_notches() {
        let mut notches = Notches::default();
        assert_eq!(notches.turn([0, 60]), [0, 0]);
        assert_eq!(notches.turn([0, 60]), [0, 1]);
        assert_eq!(notches.turn([-240, 50]), [-2, 0]);
        assert_eq!(notches.turn([0, -119]), [0, 0]);
        assert_eq!(notches.turn([0, -1]), [0, -1]);
        assert_eq!(notches.turn([i32::MAX, i32::MIN])[0], i32::MAX / 120);
    }
}
