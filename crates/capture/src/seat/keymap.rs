//! The keyboard's layout, and which modifiers are down.

use std::os::fd::OwnedFd;
use std::rc::Rc;

use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, memfd_create};
use xkbcommon::xkb;

use crate::error::CaptureError;

/// evdev codes are 8 below XKB's, for X11's sake.
const XKB_OFFSET: u32 = 8;

/// What `wl_keyboard.modifiers` says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Modifiers {
    pub(crate) depressed: u32,
    pub(crate) latched: u32,
    pub(crate) locked: u32,
    pub(crate) group: u32,
}

pub(crate) struct Keymap {
    /// The layout as text, zero-terminated, sealed: all clients share it.
    pub(crate) file: Rc<OwnedFd>,
    /// Bytes in the file.
    pub(crate) size: u32,
    state: xkb::State,
}

impl Keymap {
    /// Compiles `layout`, or `us` where that is absent or unknown.
    pub(crate) fn new(layout: Option<&str>) -> Result<Self, CaptureError> {
        let context = xkb::Context::new(xkb::CONTEXT_NO_FLAGS);
        // The binding panics on a zero byte, and no layout has a name with other letters.
        let sane = |name: &&str| {
            name.len() < 64
                && name
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"_,()-".contains(&b))
        };
        let compile = |name: &str| {
            let flags = xkb::KEYMAP_COMPILE_NO_FLAGS;
            xkb::Keymap::new_from_names(&context, "", "", name, "", None, flags)
        };
        let keymap = layout
            .filter(sane)
            .and_then(|name| {
                let keymap = compile(name);
                if keymap.is_none() {
                    tracing::warn!(layout = name, "unknown keyboard layout; using us");
                }
                keymap
            })
            .or_else(|| compile("us"))
            .ok_or(CaptureError::Keymap)?;
        let mut text = keymap
            .get_as_string(xkb::KEYMAP_FORMAT_TEXT_V1)
            .into_bytes();
        text.push(0);
        let file = share(&text).map_err(|source| CaptureError::Kernel {
            what: "a file for the keyboard layout",
            source: source.into(),
        })?;
        Ok(Self {
            file: Rc::new(file),
            size: text.len() as u32,
            state: xkb::State::new(&keymap),
        })
    }

    /// A key went down or up; evdev code.
    pub(crate) fn update(&mut self, code: u16, pressed: bool) {
        let direction = if pressed {
            xkb::KeyDirection::Down
        } else {
            xkb::KeyDirection::Up
        };
        let key = xkb::Keycode::new(u32::from(code) + XKB_OFFSET);
        self.state.update_key(key, direction);
    }

    pub(crate) fn modifiers(&self) -> Modifiers {
        Modifiers {
            depressed: self.state.serialize_mods(xkb::STATE_MODS_DEPRESSED),
            latched: self.state.serialize_mods(xkb::STATE_MODS_LATCHED),
            locked: self.state.serialize_mods(xkb::STATE_MODS_LOCKED),
            group: self.state.serialize_layout(xkb::STATE_LAYOUT_EFFECTIVE),
        }
    }
}

fn share(text: &[u8]) -> rustix::io::Result<OwnedFd> {
    let file = memfd_create("keymap", MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING)?;
    let mut at = 0;
    while at < text.len() {
        at += rustix::io::pwrite(&file, &text[at..], at as u64)?;
    }
    fcntl_add_seals(
        &file,
        SealFlags::SEAL | SealFlags::SHRINK | SealFlags::GROW | SealFlags::WRITE,
    )?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shift_and_caps_lock_are_modifiers() {
        let mut keymap = Keymap::new(None).unwrap();
        assert_eq!(keymap.modifiers(), Modifiers::default());
        keymap.update(42, true);
        assert_eq!(keymap.modifiers().depressed, 1);
        keymap.update(42, false);
        keymap.update(58, true);
        keymap.update(58, false);
        assert_eq!(
            (keymap.modifiers().depressed, keymap.modifiers().locked),
            (0, 2)
        );
    }

    #[test]
    fn an_unknown_layout_is_us() {
        let us = Keymap::new(None).unwrap().size;
        assert_eq!(Keymap::new(Some("no-such-layout")).unwrap().size, us);
        assert_eq!(Keymap::new(Some("us\0de")).unwrap().size, us);
        assert_ne!(Keymap::new(Some("de")).unwrap().size, us);
    }
}
