//! When an axis counts as pressed. Pure.

use evdev::AbsoluteAxisCode;

/// An axis between rest and its far ends. It presses past half of the way, and again only after it was back
/// within a quarter.
#[derive(Debug, Clone)]
pub struct Travel {
    pub axis: AbsoluteAxisCode,
    rest: i64,
    span: i64,
    pressed: bool,
}

impl Travel {
    pub fn new(axis: AbsoluteAxisCode, minimum: i32, maximum: i32) -> Self {
        let (minimum, maximum) = (i64::from(minimum), i64::from(maximum));
        let is_trigger = matches!(
            axis,
            AbsoluteAxisCode::ABS_Z
                | AbsoluteAxisCode::ABS_RZ
                | AbsoluteAxisCode::ABS_GAS
                | AbsoluteAxisCode::ABS_BRAKE
        );
        let rest = if is_trigger {
            minimum
        } else {
            // Between -32768 and 32767 it is 0.
            (minimum + maximum + 1).div_euclid(2)
        };
        Self {
            axis,
            rest,
            span: (maximum - rest).max(1),
            pressed: false,
        }
    }

    /// Takes a value; says whether it is a press.
    pub fn moved(&mut self, value: i32) -> bool {
        let away = (i64::from(value) - self.rest).abs();
        if away * 2 >= self.span {
            return !std::mem::replace(&mut self.pressed, true);
        }
        if away * 4 < self.span {
            self.pressed = false;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stick_presses_once_each_time_it_goes_out() {
        let mut stick = Travel::new(AbsoluteAxisCode::ABS_X, -32768, 32767);
        let path = [
            0, 8000, 16384, 32767, 16000, 17000, 8000, -20000, -32768, 0, 1,
        ];
        let presses: Vec<_> = path.map(|value| stick.moved(value)).into();
        assert_eq!(
            presses,
            [
                false, false, true, false, false, false, false, true, false, false, false
            ]
        );
    }

    #[test]
    fn a_trigger_rests_at_its_lowest_and_a_byte_wide_stick_in_its_middle() {
        let mut trigger = Travel::new(AbsoluteAxisCode::ABS_RZ, 0, 255);
        assert!(!trigger.moved(0) && !trigger.moved(127) && trigger.moved(128));
        let mut stick = Travel::new(AbsoluteAxisCode::ABS_RX, 0, 255);
        assert!(!stick.moved(128) && stick.moved(0));
        let mut pad = Travel::new(AbsoluteAxisCode::ABS_HAT0X, -1, 1);
        assert!(pad.moved(-1) && !pad.moved(0) && pad.moved(1));
        let mut nothing = Travel::new(AbsoluteAxisCode::ABS_MISC, 0, 0);
        assert!(!nothing.moved(0) && nothing.moved(i32::MIN));
    }
}
