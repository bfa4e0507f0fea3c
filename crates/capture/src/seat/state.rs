//! Who hears the player: the focus, the objects that tell it, and the pointer's image. `play` tells them what.

use std::rc::Rc;

use stratus_media::Size;
use stratus_protocol::session::control::Cursor;
use wl_proxy::object::ObjectCoreApi;
use wl_proxy::protocols::wayland::wl_keyboard::{WlKeyboard, WlKeyboardKeymapFormat};
use wl_proxy::protocols::wayland::wl_surface::WlSurface;

use super::cursor::hidden;
use super::down::Down;
use super::keymap::{Keymap, Modifiers};
use super::pointer::{Lock, Notches, Pointer, Relative};
use crate::capture::CaptureEvent;
use crate::error::CaptureError;
use crate::hub::Events;
use crate::surface::Surface;

/// `wl_keyboard.repeat_info`: keys a second, and ms before the first.
const REPEAT: (i32, i32) = (25, 600);
const REPEAT_SINCE: u32 = 4;

/// The window that hears the player.
pub(crate) struct Focus {
    pub(crate) connection: u64,
    pub(crate) surface: Rc<WlSurface>,
    /// Where the picture lies on it, surface coordinates.
    pub(crate) at: (f64, f64),
    /// How large the picture is, surface coordinates.
    pub(crate) extent: (f64, f64),
}

pub(super) struct Keyboard {
    connection: u64,
    pub(super) object: Rc<WlKeyboard>,
}

/// Which surface is the pointer's image, and what the player was told.
struct PointerImage {
    surface: Option<u64>,
    hot: (i32, i32),
    told: Option<Cursor>,
}

pub(crate) struct SeatState {
    pub(super) keymap: Keymap,
    pub(super) keys: Down,
    pub(super) buttons: Down,
    pub(super) modifiers: Modifiers,
    /// The pointer, on the picture, surface coordinates.
    pub(super) at: (f64, f64),
    pub(super) last_position: Option<(f64, f64)>,
    pub(super) notches: Notches,
    serial: u32,
    pub(super) focus: Option<Focus>,
    pub(super) keyboards: Vec<Keyboard>,
    pointers: Vec<Pointer>,
    relatives: Vec<Relative>,
    locks: Vec<Lock>,
    image: PointerImage,
    pub(super) locked: bool,
}

impl SeatState {
    pub(crate) fn new(layout: Option<&str>, size: Size) -> Result<Self, CaptureError> {
        Ok(Self {
            keymap: Keymap::new(layout)?,
            keys: Down::default(),
            buttons: Down::default(),
            modifiers: Modifiers::default(),
            at: (f64::from(size.width) / 2.0, f64::from(size.height) / 2.0),
            last_position: None,
            notches: Notches::default(),
            serial: 0,
            focus: None,
            keyboards: Vec::new(),
            pointers: Vec::new(),
            relatives: Vec::new(),
            locks: Vec::new(),
            image: PointerImage {
                surface: None,
                hot: (0, 0),
                told: None,
            },
            locked: false,
        })
    }

    pub(super) fn next_serial(&mut self) -> u32 {
        self.serial = self.serial.wrapping_add(1).max(1);
        self.serial
    }

    /// The connection that hears the player.
    pub(crate) fn focused(&self) -> Option<u64> {
        self.focus.as_ref().map(|focus| focus.connection)
    }

    // ---- objects -----------------------------------------------------------------------------

    pub(crate) fn add_keyboard(&mut self, connection: u64, object: &Rc<WlKeyboard>) {
        let format = WlKeyboardKeymapFormat::XKB_V1;
        object.send_keymap(format, &self.keymap.file, self.keymap.size);
        if object.version() >= REPEAT_SINCE {
            object.send_repeat_info(REPEAT.0, REPEAT.1);
        }
        let keyboard = Keyboard {
            connection,
            object: Rc::clone(object),
        };
        let serial = self.next_serial();
        if let Some(focus) = self.focus.as_ref().filter(|f| f.connection == connection) {
            self.enter_keyboard(&keyboard, serial, &focus.surface);
        }
        self.keyboards.push(keyboard);
    }

    pub(crate) fn add_pointer(&mut self, pointer: Pointer) {
        let serial = self.next_serial();
        if let Some(focus) = &self.focus
            && focus.connection == pointer.connection
        {
            pointer.enter(serial, &focus.surface, self.on_surface(focus));
        }
        self.pointers.push(pointer);
    }

    pub(crate) fn add_relative(&mut self, relative: Relative) {
        self.relatives.push(relative);
    }

    pub(crate) fn add_lock(&mut self, lock: Lock, events: &Events) {
        self.locks.push(lock);
        self.update_locks(events);
    }

    /// An object is gone, whatever it was.
    pub(crate) fn remove(&mut self, id: u64, events: &Events) {
        self.keyboards.retain(|k| k.object.unique_id() != id);
        self.pointers.retain(|p| p.object.unique_id() != id);
        self.relatives.retain(|r| r.object.unique_id() != id);
        let hint = self
            .locks
            .iter()
            .find(|lock| lock.object.unique_id() == id && lock.active)
            .and_then(|lock| lock.hint);
        if let (Some((x, y)), Some(focus)) = (hint, &self.focus) {
            self.at = clamp((x - focus.at.0, y - focus.at.1), focus.extent);
        }
        self.locks.retain(|lock| lock.object.unique_id() != id);
        self.update_locks(events);
    }

    pub(crate) fn hint(&mut self, id: u64, at: (f64, f64)) {
        for lock in &mut self.locks {
            if lock.object.unique_id() == id {
                lock.hint = Some(at);
            }
        }
    }

    pub(crate) fn connection_gone(&mut self, id: u64, events: &Events) {
        self.keyboards.retain(|k| k.connection != id);
        self.pointers.retain(|p| p.connection != id);
        self.relatives.retain(|r| r.connection != id);
        self.locks.retain(|lock| lock.connection != id);
        if self.focused() == Some(id) {
            self.focus = None;
        }
        self.update_locks(events);
    }

    pub(crate) fn surface_gone(&mut self, id: u64, events: &Events) {
        if self
            .focus
            .as_ref()
            .is_some_and(|focus| focus.surface.unique_id() == id)
        {
            self.focus = None;
        }
        if self.image.surface == Some(id) {
            self.image.surface = None;
            self.tell(hidden(), events);
        }
    }

    // ---- focus -------------------------------------------------------------------------------

    /// Moves keyboard and pointer to a window, or away from all.
    pub(crate) fn focus(&mut self, new: Option<Focus>, events: &Events) {
        let same = match (&self.focus, &new) {
            (Some(old), Some(new)) => Rc::ptr_eq(&old.surface, &new.surface),
            (None, None) => true,
            _ => false,
        };
        if same {
            // The picture may have another size or place now.
            self.focus = new;
            if let Some(focus) = &self.focus {
                self.at = clamp(self.at, focus.extent);
            }
            return;
        }
        if let Some(old) = self.focus.take() {
            let serial = self.next_serial();
            for keyboard in self.of(&self.keyboards, &old) {
                let _ = keyboard.object.try_send_leave(serial, &old.surface);
            }
            for pointer in self.pointers_of(&old) {
                pointer.leave(serial, &old.surface);
            }
        }
        if let Some(new) = new {
            self.at = clamp(self.at, new.extent);
            let serial = self.next_serial();
            for keyboard in self.of(&self.keyboards, &new) {
                self.enter_keyboard(keyboard, serial, &new.surface);
            }
            let serial = self.next_serial();
            for pointer in self.pointers_of(&new) {
                pointer.enter(serial, &new.surface, self.on_surface(&new));
            }
            self.focus = Some(new);
        }
        self.update_locks(events);
    }

    pub(super) fn of<'a>(
        &self,
        keyboards: &'a [Keyboard],
        focus: &Focus,
    ) -> impl Iterator<Item = &'a Keyboard> + use<'a> {
        let id = focus.connection;
        keyboards.iter().filter(move |k| k.connection == id)
    }

    pub(super) fn pointers_of(&self, focus: &Focus) -> impl Iterator<Item = &Pointer> {
        let id = focus.connection;
        self.pointers.iter().filter(move |p| p.connection == id)
    }

    pub(super) fn relatives_of(&self, focus: &Focus) -> impl Iterator<Item = &Relative> {
        let id = focus.connection;
        self.relatives.iter().filter(move |r| r.connection == id)
    }

    pub(super) fn on_surface(&self, focus: &Focus) -> (f64, f64) {
        (self.at.0 + focus.at.0, self.at.1 + focus.at.1)
    }

    fn enter_keyboard(&self, keyboard: &Keyboard, serial: u32, surface: &Rc<WlSurface>) {
        let mut keys = Vec::new();
        for code in self.keys.codes() {
            keys.extend_from_slice(&u32::from(code).to_ne_bytes());
        }
        let _ = keyboard.object.try_send_enter(serial, surface, &keys);
        self.say_modifiers(keyboard, serial);
    }

    pub(super) fn say_modifiers(&self, keyboard: &Keyboard, serial: u32) {
        let Modifiers {
            depressed,
            latched,
            locked,
            group,
        } = self.modifiers;
        let _ = keyboard
            .object
            .try_send_modifiers(serial, depressed, latched, locked, group);
    }

    /// A lock holds while its client has the focus.
    fn update_locks(&mut self, events: &Events) {
        let focused = self.focused();
        for lock in &mut self.locks {
            let active = focused == Some(lock.connection);
            if active != lock.active {
                lock.active = active;
                let _ = if active {
                    lock.object.try_send_locked()
                } else {
                    lock.object.try_send_unlocked()
                };
            }
        }
        let locked = self.locks.iter().any(|lock| lock.active);
        if locked != self.locked {
            self.locked = locked;
            self.last_position = None;
            events(CaptureEvent::PointerLock(locked));
        }
    }

    // ---- the pointer's image -----------------------------------------------------------------

    /// `wl_pointer.set_cursor`.
    pub(crate) fn set_cursor(
        &mut self,
        surface: Option<&Surface>,
        hot: (i32, i32),
        events: &Events,
    ) {
        self.image.surface = surface.map(|surface| surface.object.unique_id());
        self.image.hot = hot;
        match surface {
            Some(surface) => self.cursor_changed(surface, events),
            None => self.tell(hidden(), events),
        }
    }

    /// A cursor surface has an image; if it is the pointer's, the player sees it.
    pub(crate) fn cursor_changed(&mut self, surface: &Surface, events: &Events) {
        if self.image.surface != Some(surface.object.unique_id()) {
            return;
        }
        let scale = surface.scale.get() as i32;
        let hot = self.image.hot;
        let cursor = surface.cursor.borrow().as_ref().map(|image| {
            image.with_hot_spot(hot.0.saturating_mul(scale), hot.1.saturating_mul(scale))
        });
        if let Some(cursor) = cursor {
            self.tell(cursor, events);
        }
    }

    fn tell(&mut self, cursor: Cursor, events: &Events) {
        if self.image.told.as_ref() != Some(&cursor) {
            self.image.told = Some(cursor.clone());
            events(CaptureEvent::Cursor(cursor));
        }
    }
}

/// Inside the picture; the last pixel belongs to it, its far edge does not.
pub(super) fn clamp((x, y): (f64, f64), (width, height): (f64, f64)) -> (f64, f64) {
    let inside = |v: f64, len: f64| v.clamp(0.0, (len - 1.0 / 256.0).max(0.0));
    (inside(x, width), inside(y, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pointer_stays_on_the_picture() {
        assert_eq!(clamp((-1.0, 5.0), (10.0, 10.0)), (0.0, 5.0));
        let (x, y) = clamp((10.0, 99.0), (10.0, 10.0));
        assert!(x < 10.0 && y < 10.0 && x > 9.9);
    }
}
