//! An Xbox 360 pad as the kernel's own driver shows it (`drivers/input/joystick/xpad.c`).

use super::Source::{Pair, Stick, Trigger};
use super::{Axis, Layout, axis};

pub(super) const LAYOUT: Layout = Layout {
    name: "Microsoft X-Box 360 pad",
    vendor: 0x045e,
    product: 0x028e,
    version: 0x0114,
    buttons: &BUTTONS,
    axes: &AXES,
};

const BUTTONS: [(u32, u16); 11] = [
    (0, 0x130),  // A, BTN_SOUTH
    (1, 0x131),  // B, BTN_EAST
    (2, 0x133),  // X, BTN_X
    (3, 0x134),  // Y, BTN_Y
    (4, 0x136),  // left shoulder, BTN_TL
    (5, 0x137),  // right shoulder, BTN_TR
    (8, 0x13a),  // back, BTN_SELECT
    (9, 0x13b),  // start, BTN_START
    (16, 0x13c), // guide, BTN_MODE
    (10, 0x13d), // left stick, BTN_THUMBL
    (11, 0x13e), // right stick, BTN_THUMBR
];

const STICK: [i32; 2] = [-32_768, 32_767];
const NOISE: [i32; 2] = [16, 128];

const AXES: [Axis; 8] = [
    axis(0x00, STICK, NOISE, Stick(0)),          // ABS_X
    axis(0x01, STICK, NOISE, Stick(1)),          // ABS_Y
    axis(0x03, STICK, NOISE, Stick(2)),          // ABS_RX
    axis(0x04, STICK, NOISE, Stick(3)),          // ABS_RY
    axis(0x02, [0, 255], [0, 0], Trigger(0, 6)), // ABS_Z
    axis(0x05, [0, 255], [0, 0], Trigger(1, 7)), // ABS_RZ
    axis(0x10, [-1, 1], [0, 0], Pair(14, 15)),   // ABS_HAT0X
    axis(0x11, [-1, 1], [0, 0], Pair(12, 13)),   // ABS_HAT0Y
];
