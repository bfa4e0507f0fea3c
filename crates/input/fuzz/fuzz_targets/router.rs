//! Any sequence of messages, in any order and at any pace, through the assembler and the router: the game hears
//! only keys that exist, each goes down before it comes up, and nothing stays down once the players are gone.
#![no_main]

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;
use std::time::Duration;

use arbitrary::{Arbitrary as _, Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use stratus_input::{PadBackend, Router};
use stratus_media::{SeatEvent, Timestamp};
use stratus_protocol::manifest::Controller;
use stratus_protocol::session::SEATS;
use stratus_protocol::session::control::PlayerMessage;
use stratus_protocol::session::input::{
    Edge, EdgeKind, Edges, InputDatagram, PadState, PointerPosition,
};
use stratus_protocol::session::keys::KEYS;

/// One control of each kind, and one key that two controls share.
const PROFILE: &str = r#"
dead_zone = 0.2
[map]
a = "KEY_SPACE"
b = "KEY_SPACE"
x = "BTN_LEFT"
y = "wheel-up"
left-trigger = "KEY_LEFTSHIFT"
left-stick-up = "KEY_W"
left-stick-left = "KEY_A"
right-stick-left = "mouse-left"
right-stick-down = "mouse-down"
"#;

/// Whether a code is a mouse button, of those that exist.
static CODES: LazyLock<HashMap<u16, bool>> = LazyLock::new(|| {
    KEYS.iter()
        .map(|key| (key.code, key.name.starts_with("BTN_")))
        .collect()
});

/// What a game knows.
#[derive(Default)]
struct Game {
    down: BTreeSet<u16>,
}

impl Game {
    fn hear(&mut self, event: SeatEvent) {
        match event {
            SeatEvent::Key { code, pressed } => self.press(code, false, pressed),
            SeatEvent::Button { code, pressed } => self.press(code, true, pressed),
            SeatEvent::Motion { dx, dy } => assert!(dx.is_finite() && dy.is_finite()),
            SeatEvent::Position { x, y } => {
                assert!((0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y));
            }
            SeatEvent::Wheel { dx, dy } => assert!((dx, dy) != (0, 0), "a wheel that stands still"),
        }
    }

    fn press(&mut self, code: u16, button: bool, pressed: bool) {
        assert_eq!(CODES.get(&code), Some(&button), "code {code}");
        let changed = if pressed {
            self.down.insert(code)
        } else {
            self.down.remove(&code)
        };
        assert!(changed, "code {code} was so already");
    }
}

/// Numbers that mostly go on from the last, and now and then are any.
fn number(u: &mut Unstructured<'_>, last: u32) -> Result<u32> {
    Ok(match u.int_in_range(0..=7u8)? {
        0 => u32::arbitrary(u)?,
        1 => last,
        2 => last.wrapping_add(u32::from(u8::arbitrary(u)?)),
        3 => last.wrapping_sub(u32::from(u8::arbitrary(u)?)),
        _ => last.wrapping_add(1),
    })
}

fn edges(u: &mut Unstructured<'_>, first: u32) -> Result<Edges> {
    let mut edges = Vec::new();
    for _ in 0..u.int_in_range(0..=5u8)? {
        let kind = u.choose(&[EdgeKind::Key, EdgeKind::MouseButton, EdgeKind::PadButton])?;
        edges.push(Edge {
            kind: *kind,
            pad: u.int_in_range(0..=4)?,
            code: match kind {
                EdgeKind::MouseButton => u.int_in_range(0x10f..=0x113)?,
                EdgeKind::PadButton => u.int_in_range(0..=17)?,
                EdgeKind::Key => *u.choose(&[0, 1, 30, 57, 0x2ff, 0x300, u16::MAX])?,
            },
            pressed: bool::arbitrary(u)?,
        });
    }
    Ok(Edges { first, edges })
}

fn datagram(u: &mut Unstructured<'_>, seq: u32, first: u32) -> Result<InputDatagram> {
    let mut pads = Vec::new();
    for _ in 0..u.int_in_range(0..=5u8)? {
        pads.push(PadState {
            index: u.int_in_range(0..=4)?,
            buttons: u32::arbitrary(u)?,
            axes: <[i16; 4]>::arbitrary(u)?,
            triggers: <[u16; 2]>::arbitrary(u)?,
        });
    }
    Ok(InputDatagram {
        seq,
        motion: <[i32; 2]>::arbitrary(u)?,
        wheel: <[i32; 2]>::arbitrary(u)?,
        pointer: match bool::arbitrary(u)? {
            true => Some(PointerPosition {
                x: u16::arbitrary(u)?,
                y: u16::arbitrary(u)?,
            }),
            false => None,
        },
        pads,
        edges: edges(u, first)?,
    })
}

/// Nothing stays down then.
fn everyone_goes(router: &mut Router, now: Timestamp, game: &mut Game) {
    for seat in 0..SEATS {
        router.neutral(seat, now, &mut |event| game.hear(event));
    }
    assert!(game.down.is_empty(), "{:?} stay down", game.down);
}

/// Plays what the bytes say.
fn play(
    u: &mut Unstructured<'_>,
    router: &mut Router,
    now: &mut Timestamp,
    game: &mut Game,
) -> Result<()> {
    let mut numbers = [(0, 0); SEATS as usize];
    while !u.is_empty() {
        // Mostly the host.
        let seat = u.int_in_range(0..=SEATS + 3)? % (SEATS + 1);
        let mut nobodys = (0, 0);
        let (seq, edge) = numbers.get_mut(usize::from(seat)).unwrap_or(&mut nobodys);
        match u.int_in_range(0..=9u8)? {
            0..=3 => {
                *seq = number(u, *seq)?;
                *edge = number(u, *edge)?;
                let datagram = datagram(u, *seq, *edge)?;
                router.datagram(seat, &datagram, *now, &mut |event| game.hear(event));
                *edge = edge.wrapping_add(datagram.edges.edges.len() as u32);
            }
            4 => {
                let from = number(u, *edge)?;
                let edges = edges(u, from)?;
                router.edges(seat, &edges, *now, &mut |event| game.hear(event));
            }
            // As it comes from the network: through the decoders.
            5 => {
                let n = u.int_in_range(0..=120)?.min(u.len());
                if let Ok(datagram) = InputDatagram::decode(u.bytes(n)?) {
                    router.datagram(seat, &datagram, *now, &mut |event| game.hear(event));
                }
            }
            6 => {
                let n = u.int_in_range(0..=60)?.min(u.len());
                if let Ok(PlayerMessage::Edges(edges)) = PlayerMessage::decode(u.bytes(n)?) {
                    router.edges(seat, &edges, *now, &mut |event| game.hear(event));
                }
            }
            7 => {
                *now = *now + Duration::from_micros(u16::arbitrary(u)?.into());
                let next = router.tick(*now, &mut |event| game.hear(event));
                assert!(next.is_none_or(|next| next > *now), "time stands still");
            }
            8 => everyone_goes(router, *now, game),
            _ => {
                let mut out = |event| game.hear(event);
                match bool::arbitrary(u)? {
                    true => router.new_connection(seat, *now, &mut out),
                    false => router.vacate(seat, *now, &mut out),
                }
                (*seq, *edge) = (0, 0);
            }
        }
    }
    Ok(())
}

fuzz_target!(|bytes: &[u8]| {
    let mut u = Unstructured::new(bytes);
    let profile = bool::arbitrary(&mut u).unwrap_or_default();
    let controller: Controller = if profile {
        toml::from_str(PROFILE).expect("a profile")
    } else {
        Controller::default()
    };
    let mut router = Router::new(&controller, PadBackend::Profile, Box::new(()));
    let mut game = Game::default();
    // Bytes that end in the middle of a message end the game.
    let mut now = Timestamp::from_nanos(1);
    let _ = play(&mut u, &mut router, &mut now, &mut game);
    everyone_goes(&mut router, now, &mut game);
});
