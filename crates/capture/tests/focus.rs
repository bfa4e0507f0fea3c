//! Who has the keyboard, and with which layout. SDL passes no pad event on to a window without
//! `wl_keyboard` focus: it must not take a key to get it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says so"
)]

mod rig;

use std::sync::Arc;

use rig::Rig;
use rig::client::{Client, Pool, Window};
use stratus_capture::{Capture, CaptureConfig};
use stratus_media::{Mailbox, SeatEvent, Size};
use stratus_protocol::session::keys::{KEYS, code_of};
use xkbcommon::xkb;

const SIZE: Size = Size::new(640, 360);
const ENTER: u16 = 1;
const LEAVE: u16 = 2;

fn keyboard(client: &mut Client) -> u32 {
    let seat = client.bind("wl_seat", 8);
    let keyboard = client.id();
    client.send(seat, 1, &[keyboard]);
    keyboard
}

/// A window that shows a picture; its pool lives as long as the test looks at it.
fn shown(client: &mut Client, rig: &Rig) -> (Window, u32, Pool) {
    let window = client.window();
    let pool = client.pool(640 * 360 * 4);
    let buffer = client.buffer(&pool, 0, (640, 360));
    client.commit(window.surface, buffer);
    drop(rig.frame());
    (window, buffer, pool)
}

#[test]
fn a_window_has_the_keyboard_once_it_shows_and_no_player_need_touch_a_key() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let keyboard = keyboard(&mut client);
    let (window, ..) = shown(&mut client, &rig);
    let enter = client.wait(keyboard, ENTER);
    assert_eq!(enter.words[1], window.surface);
    assert_eq!(enter.words[2], 0, "no key is down");
    assert_eq!(rig.capture.stats().input_events, 0);
}

#[test]
fn a_keyboard_that_comes_after_its_window_enters_at_once() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let (window, ..) = shown(&mut client, &rig);
    let keyboard = keyboard(&mut client);
    let codes: Vec<u16> = client
        .events()
        .iter()
        .filter(|event| event.object == keyboard)
        .map(|event| event.code)
        .collect();
    assert_eq!(codes, [0, 5, ENTER, 4], "keymap, repeat, enter, modifiers");
    // A second keyboard of the same client has it too.
    let second = self::keyboard(&mut client);
    assert_eq!(client.wait(second, ENTER).words[1], window.surface);
}

#[test]
fn the_keyboard_follows_to_a_new_window_with_what_is_held_and_back_again() {
    let rig = Rig::start(SIZE, 60);
    let mut launcher = Client::connect(&rig.socket);
    let launchers = keyboard(&mut launcher);
    let (first, ..) = shown(&mut launcher, &rig);
    launcher.wait(launchers, ENTER);
    let key = code_of("KEY_W").unwrap();
    rig.capture.seat().send(SeatEvent::Key {
        code: key,
        pressed: true,
    });
    launcher.wait(launchers, 3);

    // The game that the launcher starts, with a connection of its own.
    let mut game = Client::connect(&rig.socket);
    let games = keyboard(&mut game);
    let (second, ..) = shown(&mut game, &rig);
    assert_eq!(launcher.wait(launchers, LEAVE).words[1], first.surface);
    let enter = game.wait(games, ENTER);
    assert_eq!(enter.words[1], second.surface);
    assert_eq!(
        enter.words[2..],
        [4, u32::from(key)],
        "the key is still down"
    );

    // Once the game is gone, the launcher hears the player again.
    drop(game);
    assert_eq!(launcher.wait(launchers, ENTER).words[1], first.surface);
}

#[test]
fn a_window_that_hides_and_shows_itself_has_the_keyboard_again() {
    let rig = Rig::start(SIZE, 60);
    let mut client = Client::connect(&rig.socket);
    let keyboard = keyboard(&mut client);
    let (window, buffer, _pool) = shown(&mut client, &rig);
    client.wait(keyboard, ENTER);
    // As SDL hides and shows: the window goes, its surface stays and becomes a window again.
    client.send(window.toplevel, 0, &[]);
    client.send(window.xdg, 0, &[]);
    client.send(window.surface, 1, &[0, 0, 0]);
    client.send(window.surface, 6, &[]);
    assert_eq!(client.wait(keyboard, LEAVE).words[1], window.surface);
    let base = client.bind("xdg_wm_base", 1);
    let (xdg, toplevel) = (client.id(), client.id());
    client.send(base, 2, &[xdg, window.surface]);
    client.send(xdg, 1, &[toplevel]);
    client.send(window.surface, 6, &[]);
    let serial = client.wait(xdg, 0).words[0];
    client.send(xdg, 4, &[serial]);
    client.commit(window.surface, buffer);
    assert_eq!(client.wait(keyboard, ENTER).words[1], window.surface);
}

/// The layout that a client gets, compiled as SDL or a toolkit does.
fn layout(rig: &Rig, name: Option<&str>) -> xkb::Keymap {
    let socket = rig.dir.path().join("wayland-layout");
    let _capture = Capture::start(
        CaptureConfig {
            upstream: rig.compositor.socket().to_owned(),
            socket: socket.clone(),
            size: SIZE,
            fps: 60,
            keyboard_layout: name.map(str::to_owned),
            dmabuf: None,
        },
        Arc::new(Mailbox::new()),
        Box::new(drop),
    )
    .unwrap();
    let mut client = Client::connect(&socket);
    let keyboard = keyboard(&mut client);
    let words = client.wait(keyboard, 0).words;
    assert_eq!(words[0], 1, "XKB text");
    let file = client.files.pop_front().expect("the layout's file");
    let mut text = vec![0; words[1] as usize];
    assert_eq!(rustix::io::pread(&file, &mut text, 0), Ok(text.len()));
    assert_eq!(text.pop(), Some(0), "the text ends with a zero byte");
    let context = xkb::Context::new(xkb::CONTEXT_NO_FLAGS);
    let text = String::from_utf8(text).unwrap();
    let format = xkb::KEYMAP_FORMAT_TEXT_V1;
    let flags = xkb::KEYMAP_COMPILE_NO_FLAGS;
    xkb::Keymap::new_from_string(&context, text, format, flags).expect("a layout that compiles")
}

fn typed(layout: &xkb::Keymap, key: &str) -> String {
    // evdev codes are 8 below XKB's, for X11's sake.
    let code = xkb::Keycode::new(u32::from(code_of(key).unwrap()) + 8);
    xkb::State::new(layout).key_get_utf8(code)
}

#[test]
fn the_layout_is_the_players() {
    let rig = Rig::start(SIZE, 60);
    for (name, expected) in [
        (None, "yz"),
        (Some("us"), "yz"),
        (Some("de"), "zy"),
        (Some("no such layout"), "yz"),
    ] {
        let layout = layout(&rig, name);
        let both = typed(&layout, "KEY_Y") + &typed(&layout, "KEY_Z");
        assert_eq!(both, expected, "{name:?}");
    }
    assert_eq!(typed(&layout(&rig, Some("fr")), "KEY_Q"), "a");
    assert_eq!(typed(&layout(&rig, Some("ru")), "KEY_Q"), "й");
    assert_eq!(typed(&layout(&rig, Some("us(dvorak)")), "KEY_S"), "o");
    // Every name that the page says.
    let said = "de ch at fr be ca gb es latam it pt br us se no dk fi pl cz sk hu tr ru ua gr jp";
    for name in said.split(' ').filter(|name| *name != "us") {
        let of = |name| layout(&rig, Some(name)).get_as_string(xkb::KEYMAP_FORMAT_TEXT_V1);
        assert_ne!(of(name), of("us"), "{name} is known");
    }
}

#[test]
fn the_layout_has_every_key_that_a_page_can_send() {
    let rig = Rig::start(SIZE, 60);
    for name in ["us", "de", "jp", "br"] {
        let layout = layout(&rig, Some(name));
        let missing: Vec<&str> = KEYS
            .iter()
            .filter(|key| key.name.starts_with("KEY_"))
            .filter(|key| {
                let code = xkb::Keycode::new(u32::from(key.code) + 8);
                layout.key_get_name(code).is_none()
            })
            .map(|key| key.name)
            .collect();
        assert_eq!(missing, [""; 0], "{name}");
    }
}
