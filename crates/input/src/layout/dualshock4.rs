//! A DualShock 4 as the kernel's own driver shows it (`drivers/hid/hid-playstation.c`): a trigger is an axis
//! and a button.

use super::Source::{Pair, Stick, Trigger};
use super::{Axis, Layout, axis};

pub(super) const LAYOUT: Layout = Layout {
    name: "Sony Interactive Entertainment Wireless Controller",
    vendor: 0x054c,
    product: 0x09cc,
    // The driver sets the top bit, which tells programs that the layout is its own and not the raw one.
    version: 0x8111,
    buttons: &BUTTONS,
    axes: &AXES,
};

const BUTTONS: [(u32, u16); 13] = [
    (0, 0x130),  // cross, BTN_SOUTH
    (1, 0x131),  // circle, BTN_EAST
    (3, 0x133),  // triangle, BTN_NORTH
    (2, 0x134),  // square, BTN_WEST
    (4, 0x136),  // L1, BTN_TL
    (5, 0x137),  // R1, BTN_TR
    (6, 0x138),  // L2, BTN_TL2
    (7, 0x139),  // R2, BTN_TR2
    (8, 0x13a),  // share, BTN_SELECT
    (9, 0x13b),  // options, BTN_START
    (16, 0x13c), // PS, BTN_MODE
    (10, 0x13d), // L3, BTN_THUMBL
    (11, 0x13e), // R3, BTN_THUMBR
];

const BYTE: [i32; 2] = [0, 255];

const AXES: [Axis; 8] = [
    axis(0x00, BYTE, [0, 0], Stick(0)),        // ABS_X
    axis(0x01, BYTE, [0, 0], Stick(1)),        // ABS_Y
    axis(0x03, BYTE, [0, 0], Stick(2)),        // ABS_RX
    axis(0x04, BYTE, [0, 0], Stick(3)),        // ABS_RY
    axis(0x02, BYTE, [0, 0], Trigger(0, 6)),   // ABS_Z
    axis(0x05, BYTE, [0, 0], Trigger(1, 7)),   // ABS_RZ
    axis(0x10, [-1, 1], [0, 0], Pair(14, 15)), // ABS_HAT0X
    axis(0x11, [-1, 1], [0, 0], Pair(12, 13)), // ABS_HAT0Y
];
