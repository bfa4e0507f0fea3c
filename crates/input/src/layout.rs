//! How a pad looks to a game: what the kernel's own driver declares for the real one, as tables, and from
//! a player's state to events. Pure.

mod dualshock4;
mod xbox360;

use std::ffi::c_long;

use stratus_protocol::manifest::PadModel;
use stratus_protocol::session::input::PadState;

/// `EV_SYN`; its code 0 is `SYN_REPORT`.
const EV_SYN: u16 = 0;
/// `EV_KEY`.
pub(crate) const EV_KEY: u16 = 1;
/// `EV_ABS`.
pub(crate) const EV_ABS: u16 = 3;

/// One `input_event`, less its time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Event {
    /// `EV_KEY` or `EV_ABS`.
    pub kind: u16,
    /// Which key or axis.
    pub code: u16,
    /// 0 or 1 of a key, the position of an axis.
    pub value: i32,
}

/// A kind of pad, as its driver declares it.
pub(crate) struct Layout {
    /// The device's name.
    pub name: &'static str,
    /// USB vendor.
    pub vendor: u16,
    /// USB product.
    pub product: u16,
    /// `bcdDevice`, as the driver passes it on.
    pub version: u16,
    /// Buttons: index in the W3C standard mapping, evdev code.
    pub buttons: &'static [(u32, u16)],
    /// Axes.
    pub axes: &'static [Axis],
}

/// An axis as the driver declares it.
pub(crate) struct Axis {
    /// evdev code.
    pub code: u16,
    /// Smallest position.
    pub minimum: i32,
    /// Largest position.
    pub maximum: i32,
    /// Noise to be filtered.
    pub fuzz: i32,
    /// Width of the middle.
    pub flat: i32,
    source: Source,
}

/// Where an axis' position comes from.
enum Source {
    /// Index in [`PadState::axes`].
    Stick(usize),
    /// Index in [`PadState::triggers`], and the button that is the same trigger.
    Trigger(usize, u32),
    /// The buttons at the negative and the positive end.
    Pair(u32, u32),
}

impl Layout {
    /// The layout of a model.
    pub const fn of(model: PadModel) -> &'static Self {
        match model {
            PadModel::Xbox360 => &xbox360::LAYOUT,
            PadModel::DualShock4 => &dualshock4::LAYOUT,
        }
    }

    /// The events from `before` to `after`; none where the game would see no difference.
    pub fn report(&self, before: &PadState, after: &PadState) -> Report {
        let mut report = Report::default();
        for (index, code) in self.buttons {
            let (was, is) = (before.buttons >> index & 1, after.buttons >> index & 1);
            if was != is {
                report.push(EV_KEY, *code, is as i32);
            }
        }
        for axis in self.axes {
            let (was, is) = (axis.position(before), axis.position(after));
            if was != is {
                report.push(EV_ABS, axis.code, is);
            }
        }
        report
    }
}

impl Axis {
    /// Where the axis is in `state`.
    pub fn position(&self, state: &PadState) -> i32 {
        let pressed = |index: u32| (state.buttons >> index & 1) as i32;
        match self.source {
            Source::Stick(index) => {
                let place = i32::from(state.axes[index]);
                if self.minimum < 0 {
                    return place;
                }
                // A byte, at rest in the upper half's first step.
                ((place + 32_768) * self.maximum + 32_767) / 65_535
            }
            Source::Trigger(index, button) => match i32::from(state.triggers[index] >> 8) {
                // A tap between two samples comes as a button without a position.
                0 => pressed(button) * self.maximum,
                position => position,
            },
            Source::Pair(minus, plus) => pressed(plus) - pressed(minus),
        }
    }
}

const fn axis(code: u16, range: [i32; 2], noise: [i32; 2], source: Source) -> Axis {
    Axis {
        code,
        minimum: range[0],
        maximum: range[1],
        fuzz: noise[0],
        flat: noise[1],
        source,
    }
}

/// What changes at most between two states: every button and axis of the larger layout.
const MAX_EVENTS: usize = 21;
/// Bytes of an `input_event`: its time (two longs, which the kernel fills in), kind, code and value.
pub(crate) const EVENT_BYTES: usize = 2 * size_of::<c_long>() + 8;
/// The bytes of the largest report.
pub(crate) const REPORT_BYTES: usize = (MAX_EVENTS + 1) * EVENT_BYTES;

/// The events of one report.
#[derive(Default)]
pub(crate) struct Report {
    events: [Event; MAX_EVENTS],
    n: usize,
}

impl Report {
    /// The events, less the closing `SYN_REPORT`.
    pub fn events(&self) -> &[Event] {
        &self.events[..self.n]
    }

    /// The events and one `SYN_REPORT` as uinput takes them, in one write.
    pub fn bytes<'a>(&self, into: &'a mut [u8; REPORT_BYTES]) -> &'a [u8] {
        let syn = Event {
            kind: EV_SYN,
            ..Event::default()
        };
        let events = self.events().iter().chain([&syn]);
        for (bytes, event) in into.chunks_exact_mut(EVENT_BYTES).zip(events) {
            let (time, rest) = bytes.split_at_mut(EVENT_BYTES - 8);
            time.fill(0);
            rest[..2].copy_from_slice(&event.kind.to_ne_bytes());
            rest[2..4].copy_from_slice(&event.code.to_ne_bytes());
            rest[4..].copy_from_slice(&event.value.to_ne_bytes());
        }
        &into[..(self.n + 1) * EVENT_BYTES]
    }

    fn push(&mut self, kind: u16, code: u16, value: i32) {
        self.events[self.n] = Event { kind, code, value };
        self.n += 1;
    }
}

/// Reads the `input_event`s of a read from uinput.
pub(crate) fn events_in(bytes: &[u8]) -> impl Iterator<Item = Event> {
    bytes.chunks_exact(EVENT_BYTES).map(|bytes| {
        let half = |at: usize| u16::from_ne_bytes([bytes[at], bytes[at + 1]]);
        let at = EVENT_BYTES - 8;
        Event {
            kind: half(at),
            code: half(at + 2),
            value: i32::from_ne_bytes([bytes[at + 4], bytes[at + 5], bytes[at + 6], bytes[at + 7]]),
        }
    })
}

/// Bytes for as many events as uinput keeps (`UINPUT_BUFFER_SIZE` of `linux/uinput.h`).
pub(crate) const QUEUE_BYTES: usize = 16 * EVENT_BYTES;

#[cfg(test)]
mod tests;
