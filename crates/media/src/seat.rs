//! What a player's hands do, as a seat says it to the game.

/// One event of a keyboard or pointer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SeatEvent {
    /// A key went down or up; evdev code.
    Key {
        /// evdev code.
        code: u16,
        /// Down.
        pressed: bool,
    },
    /// A mouse button went down or up; evdev code.
    Button {
        /// evdev code.
        code: u16,
        /// Down.
        pressed: bool,
    },
    /// Relative motion, pixels; right and down positive.
    Motion {
        /// Right.
        dx: f64,
        /// Down.
        dy: f64,
    },
    /// Position in the picture, 0–1 each way.
    Position {
        /// From the left.
        x: f64,
        /// From the top.
        y: f64,
    },
    /// Wheel, 120ths of a notch; right and down positive.
    Wheel {
        /// Right.
        dx: i32,
        /// Down.
        dy: i32,
    },
}
