//! Plays the player's input to the game that has the focus.

use stratus_media::{SeatEvent, Timestamp};
use wl_proxy::protocols::wayland::wl_keyboard::WlKeyboardKeyState;

use super::Command;
use super::pointer::millis;
use super::state::{SeatState, clamp};

impl SeatState {
    /// Plays one command; false where no game hears it. `behind`: the game does not read, so motion
    /// is left out.
    pub(crate) fn handle(&mut self, command: Command, now: Timestamp, behind: bool) -> bool {
        let heard = self.focus.is_some();
        match command {
            Command::ReleaseAll => {
                while let Some(code) = self.keys.first() {
                    self.key(code, false, now);
                }
                while let Some(code) = self.buttons.first() {
                    self.button(code, false, now);
                }
                return true;
            }
            Command::Event(SeatEvent::Key { code, pressed }) => self.key(code, pressed, now),
            Command::Event(SeatEvent::Button { code, pressed }) => self.button(code, pressed, now),
            Command::Event(_) if behind => return false,
            Command::Event(SeatEvent::Motion { dx, dy }) => {
                if dx.is_finite() && dy.is_finite() {
                    self.motion(dx, dy, now);
                }
            }
            Command::Event(SeatEvent::Position { x, y }) => {
                if x.is_finite() && y.is_finite() {
                    self.position(x, y, now);
                }
            }
            Command::Event(SeatEvent::Wheel { dx, dy }) => self.wheel(dx, dy, now),
        }
        heard
    }

    fn key(&mut self, code: u16, pressed: bool, now: Timestamp) {
        if !self.keys.set(code, pressed) {
            return;
        }
        self.keymap.update(code, pressed);
        let modifiers = self.keymap.modifiers();
        let changed = modifiers != self.modifiers;
        self.modifiers = modifiers;
        let serial = self.next_serial();
        let Some(focus) = &self.focus else {
            return;
        };
        let state = if pressed {
            WlKeyboardKeyState::PRESSED
        } else {
            WlKeyboardKeyState::RELEASED
        };
        for keyboard in self.of(&self.keyboards, focus) {
            let _ = keyboard
                .object
                .try_send_key(serial, millis(now), u32::from(code), state);
            if changed {
                self.say_modifiers(keyboard, serial);
            }
        }
    }

    fn button(&mut self, code: u16, pressed: bool, now: Timestamp) {
        if !self.buttons.set(code, pressed) {
            return;
        }
        let serial = self.next_serial();
        let Some(focus) = &self.focus else {
            return;
        };
        for pointer in self.pointers_of(focus) {
            pointer.button(serial, now, code, pressed);
        }
    }

    fn motion(&mut self, dx: f64, dy: f64, now: Timestamp) {
        let Some(focus) = &self.focus else {
            return;
        };
        for relative in self.relatives_of(focus) {
            relative.motion(now, dx, dy);
        }
        if !self.locked {
            self.at = clamp((self.at.0 + dx, self.at.1 + dy), focus.extent);
            let at = self.on_surface(focus);
            for pointer in self.pointers_of(focus) {
                pointer.motion(now, at);
            }
        }
        for pointer in self.pointers_of(focus) {
            pointer.frame();
        }
    }

    fn position(&mut self, x: f64, y: f64, now: Timestamp) {
        let Some(focus) = &self.focus else {
            return;
        };
        let at = clamp((x * focus.extent.0, y * focus.extent.1), focus.extent);
        if self.locked {
            // A page that cannot lock its pointer still says where it is: the way between is motion.
            if let Some(last) = self.last_position.replace(at) {
                self.motion(at.0 - last.0, at.1 - last.1, now);
            }
            return;
        }
        self.at = at;
        let at = self.on_surface(focus);
        for pointer in self.pointers_of(focus) {
            pointer.motion(now, at);
            pointer.frame();
        }
    }

    fn wheel(&mut self, dx: i32, dy: i32, now: Timestamp) {
        if dx == 0 && dy == 0 {
            return;
        }
        let steps = self.notches.turn([dx, dy]);
        let Some(focus) = &self.focus else {
            return;
        };
        for pointer in self.pointers_of(focus) {
            pointer.wheel(now, [dx, dy], steps);
        }
    }
}
