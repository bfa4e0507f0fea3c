//! What is held down: by the player's keyboard and mouse, and by pads through a profile.

use stratus_media::SeatEvent;
use stratus_protocol::session::keys::KEYS;

/// Codes below this exist (`KEY_CNT` of `linux/input-event-codes.h`).
const CODES: usize = 0x300;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Key,
    Button,
}

#[derive(Clone, Copy)]
struct Code {
    kind: Option<Kind>,
    by_hand: bool,
    by_profile: u16,
}

impl Code {
    fn is_down(self) -> bool {
        self.by_hand || self.by_profile > 0
    }
}

/// All keys and mouse buttons that a game can be sent. A key is down while anyone holds it.
pub(crate) struct Held {
    codes: Box<[Code; CODES]>,
    /// Keys and buttons by hand whose newest state waits to be applied, and that state: a bit each.
    waiting: [u64; CODES / 64],
    wanted: [u64; CODES / 64],
}

impl Held {
    pub fn new() -> Self {
        let mut codes = Box::new(
            [Code {
                kind: None,
                by_hand: false,
                by_profile: 0,
            }; CODES],
        );
        for key in KEYS {
            if let Some(code) = codes.get_mut(usize::from(key.code)) {
                code.kind = Some(if key.name.starts_with("BTN_") {
                    Kind::Button
                } else {
                    Kind::Key
                });
            }
        }
        Self {
            codes,
            waiting: [0; CODES / 64],
            wanted: [0; CODES / 64],
        }
    }

    /// The player's own key or mouse button, for later: only its newest state counts then. `false`: there is
    /// no such code.
    pub fn later(&mut self, code: u16, button: bool, pressed: bool) -> bool {
        let kind = if button { Kind::Button } else { Kind::Key };
        let known = self.codes.get(usize::from(code));
        if known.is_none_or(|held| held.kind != Some(kind)) {
            return false;
        }
        let (word, bit) = (usize::from(code) / 64, 1 << (code % 64));
        self.waiting[word] |= bit;
        if pressed {
            self.wanted[word] |= bit;
        } else {
            self.wanted[word] &= !bit;
        }
        true
    }

    /// The state of `code` waits.
    pub fn waits(&self, code: u16) -> bool {
        let word = self.waiting.get(usize::from(code) / 64);
        word.is_some_and(|word| word >> (code % 64) & 1 == 1)
    }

    /// Some state waits.
    pub fn any_waits(&self) -> bool {
        self.waiting.iter().any(|word| *word != 0)
    }

    /// Applies one of the states that wait.
    pub fn catch_up(&mut self, out: &mut dyn FnMut(SeatEvent)) {
        let Some(word) = self.waiting.iter().position(|word| *word != 0) else {
            return;
        };
        let bit = self.waiting[word].trailing_zeros();
        self.waiting[word] &= !(1 << bit);
        let pressed = self.wanted[word] >> bit & 1 == 1;
        self.change((word * 64) as u16 + bit as u16, out, |held| {
            held.by_hand = pressed;
            true
        });
    }

    /// The player's own key or mouse button; `false`: there is no such code.
    pub fn by_hand(
        &mut self,
        code: u16,
        button: bool,
        pressed: bool,
        out: &mut dyn FnMut(SeatEvent),
    ) -> bool {
        let kind = if button { Kind::Button } else { Kind::Key };
        self.change(code, out, |held| {
            let known = held.kind == Some(kind);
            if known {
                held.by_hand = pressed;
            }
            known
        })
    }

    /// One more, or one fewer, of the pads' controls holds `code`.
    pub fn by_profile(&mut self, code: u16, pressed: bool, out: &mut dyn FnMut(SeatEvent)) {
        self.change(code, out, |held| {
            held.by_profile = if pressed {
                held.by_profile.saturating_add(1)
            } else {
                held.by_profile.saturating_sub(1)
            };
            true
        });
    }

    /// Lets go of what the player's own keyboard and mouse hold; what pads hold stays down.
    pub fn let_go(&mut self, out: &mut dyn FnMut(SeatEvent)) {
        self.waiting = [0; CODES / 64];
        for code in 0..CODES as u16 {
            self.change(code, out, |held| {
                held.by_hand = false;
                true
            });
        }
    }

    fn change(
        &mut self,
        code: u16,
        out: &mut dyn FnMut(SeatEvent),
        edit: impl FnOnce(&mut Code) -> bool,
    ) -> bool {
        let Some(held) = self.codes.get_mut(usize::from(code)) else {
            return false;
        };
        let before = held.is_down();
        let known = edit(held);
        let pressed = held.is_down();
        if before != pressed {
            out(match held.kind {
                Some(Kind::Button) => SeatEvent::Button { code, pressed },
                _ => SeatEvent::Key { code, pressed },
            });
        }
        known
    }
}
