//! An Xbox 360 pad as the kernel's own driver shows it (`drivers/input/joystick/xpad.c`): most games
//! know it without set-up. Pure: states in, events out.

use stratus_protocol::session::input::PadState;

/// USB vendor (Microsoft).
pub const VENDOR: u16 = 0x045e;
/// USB product (Xbox 360 controller).
pub const PRODUCT: u16 = 0x028e;
/// `bcdDevice` of the wired pad.
pub const VERSION: u16 = 0x0114;
/// The name that the kernel's driver gives.
pub const NAME: &str = "Microsoft X-Box 360 pad";

/// `EV_KEY`.
pub const EV_KEY: u16 = 1;
/// `EV_ABS`.
pub const EV_ABS: u16 = 3;

/// One `input_event`, less its time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Event {
    /// `EV_KEY` or `EV_ABS`.
    pub kind: u16,
    /// Which key or axis.
    pub code: u16,
    /// 0 or 1 of a key, the position of an axis.
    pub value: i32,
}

/// Buttons: index in the W3C standard mapping, evdev code.
pub const BUTTONS: [(u32, u16); 11] = [
    (0, 0x130),  // A, BTN_SOUTH
    (1, 0x131),  // B, BTN_EAST
    (2, 0x133),  // X, BTN_X
    (3, 0x134),  // Y, BTN_Y
    (4, 0x136),  // left shoulder, BTN_TL
    (5, 0x137),  // right shoulder, BTN_TR
    (8, 0x13a),  // BTN_SELECT
    (9, 0x13b),  // BTN_START
    (16, 0x13c), // guide, BTN_MODE
    (10, 0x13d), // BTN_THUMBL
    (11, 0x13e), // BTN_THUMBR
];

/// An axis as the driver declares it.
pub struct Axis {
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
}

const fn axis(code: u16, minimum: i32, maximum: i32, fuzz: i32, flat: i32) -> Axis {
    Axis {
        code,
        minimum,
        maximum,
        fuzz,
        flat,
    }
}

/// Axes in the order of [`positions`].
pub const AXES: [Axis; 8] = [
    axis(0x00, -32_768, 32_767, 16, 128), // ABS_X
    axis(0x01, -32_768, 32_767, 16, 128), // ABS_Y
    axis(0x03, -32_768, 32_767, 16, 128), // ABS_RX
    axis(0x04, -32_768, 32_767, 16, 128), // ABS_RY
    axis(0x02, 0, 255, 0, 0),             // ABS_Z, left trigger
    axis(0x05, 0, 255, 0, 0),             // ABS_RZ, right trigger
    axis(0x10, -1, 1, 0, 0),              // ABS_HAT0X
    axis(0x11, -1, 1, 0, 0),              // ABS_HAT0Y
];

/// What changes at most between two states.
pub const MAX_EVENTS: usize = BUTTONS.len() + AXES.len();

/// The events of one report.
#[derive(Default)]
pub struct Report {
    events: [Event; MAX_EVENTS],
    n: usize,
}

impl Report {
    /// From `before` to `after`; empty where the game would see no difference.
    pub fn between(before: &PadState, after: &PadState) -> Self {
        let mut report = Self::default();
        for (index, code) in BUTTONS {
            let (was, is) = (before.buttons >> index & 1, after.buttons >> index & 1);
            if was != is {
                report.push(EV_KEY, code, is as i32);
            }
        }
        for ((axis, was), is) in AXES.iter().zip(positions(before)).zip(positions(after)) {
            if was != is {
                report.push(EV_ABS, axis.code, is);
            }
        }
        report
    }

    /// The events, less the closing `SYN_REPORT`.
    pub fn events(&self) -> &[Event] {
        &self.events[..self.n]
    }

    fn push(&mut self, kind: u16, code: u16, value: i32) {
        self.events[self.n] = Event { kind, code, value };
        self.n += 1;
    }
}

fn positions(state: &PadState) -> [i32; 8] {
    let pressed = |index: u32| (state.buttons >> index & 1) as i32;
    let trigger = |analog: u16, index: u32| match i32::from(analog >> 8) {
        // A tap between two samples comes as a button without a position.
        0 => pressed(index) * 255,
        position => position,
    };
    let [x, y, rx, ry] = state.axes.map(i32::from);
    [
        x,
        y,
        rx,
        ry,
        trigger(state.triggers[0], 6),
        trigger(state.triggers[1], 7),
        pressed(15) - pressed(14),
        pressed(13) - pressed(12),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(before: &PadState, after: &PadState) -> Vec<(u16, u16, i32)> {
        Report::between(before, after)
            .events()
            .iter()
            .map(|e| (e.kind, e.code, e.value))
            .collect()
    }

    fn buttons(buttons: u32) -> PadState {
        PadState {
            buttons,
            ..PadState::default()
        }
    }

    #[test]
    fn each_button_is_the_one_that_the_kernels_driver_names() {
        let rest = PadState::default();
        for (index, code) in [
            (0, 0x130),
            (1, 0x131),
            (2, 0x133),
            (3, 0x134),
            (4, 0x136),
            (5, 0x137),
            (8, 0x13a),
            (9, 0x13b),
            (10, 0x13d),
            (11, 0x13e),
            (16, 0x13c),
        ] {
            let down = buttons(1 << index);
            assert_eq!(events(&rest, &down), [(EV_KEY, code, 1)]);
            assert_eq!(events(&down, &rest), [(EV_KEY, code, 0)]);
            assert_eq!(events(&down, &down), []);
        }
    }

    #[test]
    fn the_directional_pad_is_a_hat_and_opposite_directions_cancel() {
        let rest = PadState::default();
        for (bit, code, value) in [(12, 0x11, -1), (13, 0x11, 1), (14, 0x10, -1), (15, 0x10, 1)] {
            assert_eq!(events(&rest, &buttons(1 << bit)), [(EV_ABS, code, value)]);
        }
        assert_eq!(events(&rest, &buttons(0b11 << 14)), []);
    }

    #[test]
    fn sticks_and_triggers_keep_direction_and_range() {
        let state = PadState {
            axes: [-32_767, 32_767, 1, -1],
            triggers: [65_535, 0x8000],
            ..PadState::default()
        };
        assert_eq!(
            events(&PadState::default(), &state),
            [
                (EV_ABS, 0, -32_767),
                (EV_ABS, 1, 32_767),
                (EV_ABS, 3, 1),
                (EV_ABS, 4, -1),
                (EV_ABS, 2, 255),
                (EV_ABS, 5, 128),
            ]
        );
    }

    #[test]
    fn a_tapped_trigger_goes_all_the_way() {
        let rest = PadState::default();
        assert_eq!(events(&rest, &buttons(1 << 7)), [(EV_ABS, 5, 255)]);
        assert_eq!(events(&buttons(1 << 7), &rest), [(EV_ABS, 5, 0)]);
    }

    #[test]
    fn everything_at_once_fits_into_one_report() {
        let all = PadState {
            index: 0,
            buttons: 0x1ffff & !(1 << 13) & !(1 << 15),
            axes: [1; 4],
            triggers: [u16::MAX; 2],
        };
        assert_eq!(events(&PadState::default(), &all).len(), MAX_EVENTS);
    }
}
