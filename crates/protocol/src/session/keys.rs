//! Key names: the kernel's (`linux/input-event-codes.h`) beside the browser's
//! (`KeyboardEvent.code`, W3C UI Events; `Mouse<n>` is `MouseEvent.button` *n*).

/// A key or mouse button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Key {
    /// The kernel's name.
    pub name: &'static str,
    /// The kernel's code.
    pub code: u16,
    /// The browser's name.
    pub dom: &'static str,
}

/// Every key that a player can press.
pub const KEYS: &[Key] = &[
    Key {
        name: "KEY_ESC",
        code: 0x1,
        dom: "Escape",
    },
    Key {
        name: "KEY_1",
        code: 0x2,
        dom: "Digit1",
    },
    Key {
        name: "KEY_2",
        code: 0x3,
        dom: "Digit2",
    },
    Key {
        name: "KEY_3",
        code: 0x4,
        dom: "Digit3",
    },
    Key {
        name: "KEY_4",
        code: 0x5,
        dom: "Digit4",
    },
    Key {
        name: "KEY_5",
        code: 0x6,
        dom: "Digit5",
    },
    Key {
        name: "KEY_6",
        code: 0x7,
        dom: "Digit6",
    },
    Key {
        name: "KEY_7",
        code: 0x8,
        dom: "Digit7",
    },
    Key {
        name: "KEY_8",
        code: 0x9,
        dom: "Digit8",
    },
    Key {
        name: "KEY_9",
        code: 0xa,
        dom: "Digit9",
    },
    Key {
        name: "KEY_0",
        code: 0xb,
        dom: "Digit0",
    },
    Key {
        name: "KEY_MINUS",
        code: 0xc,
        dom: "Minus",
    },
    Key {
        name: "KEY_EQUAL",
        code: 0xd,
        dom: "Equal",
    },
    Key {
        name: "KEY_BACKSPACE",
        code: 0xe,
        dom: "Backspace",
    },
    Key {
        name: "KEY_TAB",
        code: 0xf,
        dom: "Tab",
    },
    Key {
        name: "KEY_Q",
        code: 0x10,
        dom: "KeyQ",
    },
    Key {
        name: "KEY_W",
        code: 0x11,
        dom: "KeyW",
    },
    Key {
        name: "KEY_E",
        code: 0x12,
        dom: "KeyE",
    },
    Key {
        name: "KEY_R",
        code: 0x13,
        dom: "KeyR",
    },
    Key {
        name: "KEY_T",
        code: 0x14,
        dom: "KeyT",
    },
    Key {
        name: "KEY_Y",
        code: 0x15,
        dom: "KeyY",
    },
    Key {
        name: "KEY_U",
        code: 0x16,
        dom: "KeyU",
    },
    Key {
        name: "KEY_I",
        code: 0x17,
        dom: "KeyI",
    },
    Key {
        name: "KEY_O",
        code: 0x18,
        dom: "KeyO",
    },
    Key {
        name: "KEY_P",
        code: 0x19,
        dom: "KeyP",
    },
    Key {
        name: "KEY_LEFTBRACE",
        code: 0x1a,
        dom: "BracketLeft",
    },
    Key {
        name: "KEY_RIGHTBRACE",
        code: 0x1b,
        dom: "BracketRight",
    },
    Key {
        name: "KEY_ENTER",
        code: 0x1c,
        dom: "Enter",
    },
    Key {
        name: "KEY_LEFTCTRL",
        code: 0x1d,
        dom: "ControlLeft",
    },
    Key {
        name: "KEY_A",
        code: 0x1e,
        dom: "KeyA",
    },
    Key {
        name: "KEY_S",
        code: 0x1f,
        dom: "KeyS",
    },
    Key {
        name: "KEY_D",
        code: 0x20,
        dom: "KeyD",
    },
    Key {
        name: "KEY_F",
        code: 0x21,
        dom: "KeyF",
    },
    Key {
        name: "KEY_G",
        code: 0x22,
        dom: "KeyG",
    },
    Key {
        name: "KEY_H",
        code: 0x23,
        dom: "KeyH",
    },
    Key {
        name: "KEY_J",
        code: 0x24,
        dom: "KeyJ",
    },
    Key {
        name: "KEY_K",
        code: 0x25,
        dom: "KeyK",
    },
    Key {
        name: "KEY_L",
        code: 0x26,
        dom: "KeyL",
    },
    Key {
        name: "KEY_SEMICOLON",
        code: 0x27,
        dom: "Semicolon",
    },
    Key {
        name: "KEY_APOSTROPHE",
        code: 0x28,
        dom: "Quote",
    },
    Key {
        name: "KEY_GRAVE",
        code: 0x29,
        dom: "Backquote",
    },
    Key {
        name: "KEY_LEFTSHIFT",
        code: 0x2a,
        dom: "ShiftLeft",
    },
    Key {
        name: "KEY_BACKSLASH",
        code: 0x2b,
        dom: "Backslash",
    },
    Key {
        name: "KEY_Z",
        code: 0x2c,
        dom: "KeyZ",
    },
    Key {
        name: "KEY_X",
        code: 0x2d,
        dom: "KeyX",
    },
    Key {
        name: "KEY_C",
        code: 0x2e,
        dom: "KeyC",
    },
    Key {
        name: "KEY_V",
        code: 0x2f,
        dom: "KeyV",
    },
    Key {
        name: "KEY_B",
        code: 0x30,
        dom: "KeyB",
    },
    Key {
        name: "KEY_N",
        code: 0x31,
        dom: "KeyN",
    },
    Key {
        name: "KEY_M",
        code: 0x32,
        dom: "KeyM",
    },
    Key {
        name: "KEY_COMMA",
        code: 0x33,
        dom: "Comma",
    },
    Key {
        name: "KEY_DOT",
        code: 0x34,
        dom: "Period",
    },
    Key {
        name: "KEY_SLASH",
        code: 0x35,
        dom: "Slash",
    },
    Key {
        name: "KEY_RIGHTSHIFT",
        code: 0x36,
        dom: "ShiftRight",
    },
    Key {
        name: "KEY_KPASTERISK",
        code: 0x37,
        dom: "NumpadMultiply",
    },
    Key {
        name: "KEY_LEFTALT",
        code: 0x38,
        dom: "AltLeft",
    },
    Key {
        name: "KEY_SPACE",
        code: 0x39,
        dom: "Space",
    },
    Key {
        name: "KEY_CAPSLOCK",
        code: 0x3a,
        dom: "CapsLock",
    },
    Key {
        name: "KEY_F1",
        code: 0x3b,
        dom: "F1",
    },
    Key {
        name: "KEY_F2",
        code: 0x3c,
        dom: "F2",
    },
    Key {
        name: "KEY_F3",
        code: 0x3d,
        dom: "F3",
    },
    Key {
        name: "KEY_F4",
        code: 0x3e,
        dom: "F4",
    },
    Key {
        name: "KEY_F5",
        code: 0x3f,
        dom: "F5",
    },
    Key {
        name: "KEY_F6",
        code: 0x40,
        dom: "F6",
    },
    Key {
        name: "KEY_F7",
        code: 0x41,
        dom: "F7",
    },
    Key {
        name: "KEY_F8",
        code: 0x42,
        dom: "F8",
    },
    Key {
        name: "KEY_F9",
        code: 0x43,
        dom: "F9",
    },
    Key {
        name: "KEY_F10",
        code: 0x44,
        dom: "F10",
    },
    Key {
        name: "KEY_NUMLOCK",
        code: 0x45,
        dom: "NumLock",
    },
    Key {
        name: "KEY_SCROLLLOCK",
        code: 0x46,
        dom: "ScrollLock",
    },
    Key {
        name: "KEY_KP7",
        code: 0x47,
        dom: "Numpad7",
    },
    Key {
        name: "KEY_KP8",
        code: 0x48,
        dom: "Numpad8",
    },
    Key {
        name: "KEY_KP9",
        code: 0x49,
        dom: "Numpad9",
    },
    Key {
        name: "KEY_KPMINUS",
        code: 0x4a,
        dom: "NumpadSubtract",
    },
    Key {
        name: "KEY_KP4",
        code: 0x4b,
        dom: "Numpad4",
    },
    Key {
        name: "KEY_KP5",
        code: 0x4c,
        dom: "Numpad5",
    },
    Key {
        name: "KEY_KP6",
        code: 0x4d,
        dom: "Numpad6",
    },
    Key {
        name: "KEY_KPPLUS",
        code: 0x4e,
        dom: "NumpadAdd",
    },
    Key {
        name: "KEY_KP1",
        code: 0x4f,
        dom: "Numpad1",
    },
    Key {
        name: "KEY_KP2",
        code: 0x50,
        dom: "Numpad2",
    },
    Key {
        name: "KEY_KP3",
        code: 0x51,
        dom: "Numpad3",
    },
    Key {
        name: "KEY_KP0",
        code: 0x52,
        dom: "Numpad0",
    },
    Key {
        name: "KEY_KPDOT",
        code: 0x53,
        dom: "NumpadDecimal",
    },
    Key {
        name: "KEY_102ND",
        code: 0x56,
        dom: "IntlBackslash",
    },
    Key {
        name: "KEY_F11",
        code: 0x57,
        dom: "F11",
    },
    Key {
        name: "KEY_F12",
        code: 0x58,
        dom: "F12",
    },
    Key {
        name: "KEY_RO",
        code: 0x59,
        dom: "IntlRo",
    },
    Key {
        name: "KEY_HENKAN",
        code: 0x5c,
        dom: "Convert",
    },
    Key {
        name: "KEY_KATAKANAHIRAGANA",
        code: 0x5d,
        dom: "KanaMode",
    },
    Key {
        name: "KEY_MUHENKAN",
        code: 0x5e,
        dom: "NonConvert",
    },
    Key {
        name: "KEY_KPENTER",
        code: 0x60,
        dom: "NumpadEnter",
    },
    Key {
        name: "KEY_RIGHTCTRL",
        code: 0x61,
        dom: "ControlRight",
    },
    Key {
        name: "KEY_KPSLASH",
        code: 0x62,
        dom: "NumpadDivide",
    },
    Key {
        name: "KEY_SYSRQ",
        code: 0x63,
        dom: "PrintScreen",
    },
    Key {
        name: "KEY_RIGHTALT",
        code: 0x64,
        dom: "AltRight",
    },
    Key {
        name: "KEY_HOME",
        code: 0x66,
        dom: "Home",
    },
    Key {
        name: "KEY_UP",
        code: 0x67,
        dom: "ArrowUp",
    },
    Key {
        name: "KEY_PAGEUP",
        code: 0x68,
        dom: "PageUp",
    },
    Key {
        name: "KEY_LEFT",
        code: 0x69,
        dom: "ArrowLeft",
    },
    Key {
        name: "KEY_RIGHT",
        code: 0x6a,
        dom: "ArrowRight",
    },
    Key {
        name: "KEY_END",
        code: 0x6b,
        dom: "End",
    },
    Key {
        name: "KEY_DOWN",
        code: 0x6c,
        dom: "ArrowDown",
    },
    Key {
        name: "KEY_PAGEDOWN",
        code: 0x6d,
        dom: "PageDown",
    },
    Key {
        name: "KEY_INSERT",
        code: 0x6e,
        dom: "Insert",
    },
    Key {
        name: "KEY_DELETE",
        code: 0x6f,
        dom: "Delete",
    },
    Key {
        name: "KEY_KPEQUAL",
        code: 0x75,
        dom: "NumpadEqual",
    },
    Key {
        name: "KEY_PAUSE",
        code: 0x77,
        dom: "Pause",
    },
    Key {
        name: "KEY_KPCOMMA",
        code: 0x79,
        dom: "NumpadComma",
    },
    Key {
        name: "KEY_HANGEUL",
        code: 0x7a,
        dom: "Lang1",
    },
    Key {
        name: "KEY_HANJA",
        code: 0x7b,
        dom: "Lang2",
    },
    Key {
        name: "KEY_YEN",
        code: 0x7c,
        dom: "IntlYen",
    },
    Key {
        name: "KEY_LEFTMETA",
        code: 0x7d,
        dom: "MetaLeft",
    },
    Key {
        name: "KEY_RIGHTMETA",
        code: 0x7e,
        dom: "MetaRight",
    },
    Key {
        name: "KEY_COMPOSE",
        code: 0x7f,
        dom: "ContextMenu",
    },
    Key {
        name: "BTN_LEFT",
        code: 0x110,
        dom: "Mouse0",
    },
    Key {
        name: "BTN_MIDDLE",
        code: 0x112,
        dom: "Mouse1",
    },
    Key {
        name: "BTN_RIGHT",
        code: 0x111,
        dom: "Mouse2",
    },
    Key {
        name: "BTN_SIDE",
        code: 0x113,
        dom: "Mouse3",
    },
    Key {
        name: "BTN_EXTRA",
        code: 0x114,
        dom: "Mouse4",
    },
];

/// The code of a key by the kernel's name.
#[must_use]
pub fn code_of(name: &str) -> Option<u16> {
    KEYS.iter().find(|key| key.name == name).map(|key| key.code)
}

/// The kernel's name of a key by its code.
#[must_use]
pub fn name_of(code: u16) -> Option<&'static str> {
    KEYS.iter().find(|key| key.code == code).map(|key| key.name)
}
