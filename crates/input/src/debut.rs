//! The first moments of a pad that the game has not opened yet. Pure under virtual time.
//!
//! A new device appears in the game's `/dev/input`; the game notices (at its next frame, as a rule), opens it
//! and reads the state it finds. What is held then is seen, but a tap before would be over. So states wait
//! until the game can have opened the device, and then follow each other so slowly that a game that looks once a
//! frame sees each.

use std::time::Duration;

use stratus_media::Timestamp;
use stratus_protocol::session::input::PadState;

/// From the device's appearance to its first report: some frames of a slow game.
const NOTICE: Duration = Duration::from_millis(150);
/// Distance of the reports that waited: a frame of a game at 30 a second, and a little.
const STEP: Duration = Duration::from_millis(40);
/// States that can wait. Beyond that the newest takes the last one's place.
const WAITING: usize = 16;

/// The states that wait.
pub(crate) struct Debut {
    states: [PadState; WAITING],
    n: usize,
    /// When the first of them may be reported; `None` while there is no device.
    due: Option<Timestamp>,
}

impl Debut {
    /// Before there is a device.
    pub fn new() -> Self {
        Self {
            states: [PadState::default(); WAITING],
            n: 0,
            due: None,
        }
    }

    /// The player's hands are in `state`. Only a change of buttons makes a step of its own.
    pub fn push(&mut self, state: &PadState) {
        let same_buttons = self.n > 0 && self.states[self.n - 1].buttons == state.buttons;
        if !same_buttons && self.n < WAITING {
            self.n += 1;
        }
        self.states[self.n - 1] = *state;
    }

    /// The device is there for the game to see, since `now`.
    pub fn appears(&mut self, now: Timestamp) {
        self.due = Some(now + NOTICE);
    }

    /// The next state to report at `now`.
    pub fn next(&mut self, now: Timestamp) -> Option<PadState> {
        if self.n == 0 || self.due.is_none_or(|due| due > now) {
            return None;
        }
        let state = self.states[0];
        self.states.copy_within(1..self.n, 0);
        self.n -= 1;
        self.due = Some(now + STEP);
        Some(state)
    }

    /// When to ask again; `None` while there is no device.
    pub fn due(&self) -> Option<Timestamp> {
        self.due
    }

    /// Nothing waits, and the last report was seen: from now on states may be reported as they come.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.n == 0 && self.due.is_some_and(|due| due <= now)
    }

    /// What waits, in order.
    pub fn waiting(&self) -> &[PadState] {
        &self.states[..self.n]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);
    const START: Timestamp = Timestamp::from_nanos(1);

    fn buttons(buttons: u32) -> PadState {
        PadState {
            buttons,
            ..PadState::default()
        }
    }

    /// What is reported when, ms after the device appeared.
    fn reports(debut: &mut Debut) -> Vec<(u128, u32)> {
        debut.appears(START);
        let mut got = Vec::new();
        loop {
            let now = debut.due().unwrap();
            if debut.is_over(now) {
                return got;
            }
            let state = debut.next(now).unwrap();
            assert!(!debut.is_over(now));
            got.push((now.since(START).as_millis(), state.buttons));
        }
    }

    #[test]
    fn a_tap_before_the_game_can_have_opened_the_pad_is_seen_as_press_and_release() {
        let mut debut = Debut::new();
        debut.push(&buttons(1));
        debut.push(&buttons(0));
        assert_eq!(debut.next(START + MS * 10_000), None, "no device yet");
        assert!(!debut.is_over(START));
        assert_eq!(reports(&mut debut), [(150, 1), (190, 0)]);
    }

    #[test]
    fn a_moving_stick_makes_no_queue() {
        let mut debut = Debut::new();
        for x in 0..1000 {
            debut.push(&PadState {
                axes: [x, 0, 0, 0],
                ..PadState::default()
            });
        }
        assert_eq!(debut.waiting().len(), 1);
        assert_eq!(debut.waiting()[0].axes[0], 999);
    }

    #[test]
    fn a_flood_is_bounded_and_ends_in_the_newest() {
        let mut debut = Debut::new();
        for n in 0..=5001 {
            debut.push(&buttons(n % 2 + (n / 5000) * 8));
        }
        let reports = reports(&mut debut);
        assert_eq!(reports.len(), 16);
        assert_eq!(reports[15], (150 + 15 * 40, 9));
    }
}
