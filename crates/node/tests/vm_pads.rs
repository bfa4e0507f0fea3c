//! Pads of players, as games see them: a program on SDL, and a Windows program on XInput under Wine.
// vm: timeout 400

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod rack;

use rack::{BUTTONS, Game, Player, Rack, Session, TRIGGERS, built, node::SMALL};
use stratus_media::Timestamp;
use stratus_protocol::session::control::PlayerMessage;

/// evdev code of a key that makes the SDL program count its pads.
const KEY_X: u16 = 45;
/// The start button: the first that a pad's player touches.
const START: u16 = 9;
/// What SDL calls the buttons of the W3C standard mapping.
const SDL_BUTTONS: [&str; BUTTONS as usize] = [
    "a",
    "b",
    "x",
    "y",
    "leftshoulder",
    "rightshoulder",
    "lefttrigger",
    "righttrigger",
    "back",
    "start",
    "leftstick",
    "rightstick",
    "dpup",
    "dpdown",
    "dpleft",
    "dpright",
    "guide",
];
const SDL_AXES: [&str; 4] = ["leftx", "lefty", "rightx", "righty"];
/// What XInput calls them (`wButtons` of `XINPUT_GAMEPAD`, and 0x0400 for the guide button).
const XINPUT_BUTTONS: [u16; BUTTONS as usize] = [
    0x1000, 0x2000, 0x4000, 0x8000, 0x0100, 0x0200, 0, 0, 0x0020, 0x0010, 0x0040, 0x0080, 0x0001,
    0x0002, 0x0004, 0x0008, 0x0400,
];

fn sdl_game(id: &str) -> Game {
    Game::new(id, "exec /app/pads").with("pads", built("sdl_pads"))
}

/// Which of their own pads each person plays with: the host first, then the guests.
const THEIRS: [u8; 4] = [0, 0, 2, 3];
const GUESTS: [&str; 3] = ["ann", "bob", "cem"];

/// Three guests come to a host's session, each over a connection of their own.
async fn party(rack: &mut Rack, session: &Session, host: Player) -> Vec<Player> {
    let mut party = vec![host];
    for who in GUESTS {
        party.push(rack.guest(session, who).await);
    }
    let seats = party.iter().map(|player| player.welcome.seat);
    assert_eq!(seats.collect::<Vec<_>>(), [0, 1, 2, 3]);
    let refused = rack.seat(session, "dan").await.unwrap_err();
    assert!(refused.contains("seats"), "{refused}");
    party
}

/// Nobody but this player was told of a shaken pad.
fn nobody_else_shook(party: &mut [Player], but: usize) {
    for (n, player) in party.iter_mut().enumerate() {
        let told = player.rumbles_now();
        assert!(n == but || told == 0, "seat {n} was told of {but}'s pad");
    }
}

/// Waits until the game's window has the keyboard: until then SDL passes over what pads do.
async fn focus(session: &mut Session, player: &mut Player) {
    session
        .log
        .line("the keyboard's focus", player, |line| line == "focus")
        .await;
}

/// Touches a pad for the first time; says what SDL calls it then.
async fn sdl_pad(session: &mut Session, player: &mut Player, pad: u8) -> String {
    player.button(pad, START, true).await;
    let line = session
        .log
        .line("a new pad", player, |line| line.contains(" added "))
        .await;
    assert!(
        line.contains("5e0400008e02") && line.contains("360"),
        "SDL knows an Xbox 360 pad: {line}"
    );
    player.button(pad, START, false).await;
    let own = line.split(" added").next().unwrap().to_owned();
    let up = format!("{own} start up");
    session.log.line(&up, player, |line| line == up).await;
    own
}

/// The value at the end of a line that begins with `name`.
fn value(line: &str, name: &str) -> Option<i32> {
    line.strip_prefix(name)?.trim().parse().ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs kernel devices: ci/vm/lane"]
async fn every_control_of_four_peoples_pads_reaches_a_game_on_sdl_and_each_pad_shakes_its_own_player()
 {
    let mut rack = Rack::start(&[sdl_game("sdl")], 1).await;
    let (mut session, mut host) = rack.play("sdl", SMALL).await;
    focus(&mut session, &mut host).await;
    let mut party = party(&mut rack, &session, host).await;
    let mut pads = Vec::new();
    for (player, pad) in party.iter_mut().zip(THEIRS) {
        pads.push(sdl_pad(&mut session, player, pad).await);
    }
    for (n, (pad, own)) in THEIRS.into_iter().zip(&pads).enumerate() {
        session.log.skip();
        let from = session.log.all().len();
        sdl_buttons(&mut session, &mut party[n], pad, own).await;
        sdl_sticks(&mut session, &mut party[n], pad, own).await;
        let strays: Vec<&String> = session.log.all()[from..]
            .iter()
            .filter(|line| line.starts_with("pad ") && !line.starts_with(own.as_str()))
            .collect();
        assert!(strays.is_empty(), "seat {n} moved others: {strays:?}");
        nobody_else_shook(&mut party, n);
    }
    for player in &mut party {
        player.frame().await;
    }
    a_pad_that_left_is_told_nothing(&mut party).await;
    a_guest_leaves_and_the_others_play_on(&mut rack, &mut session, party, &pads).await;
    rack.stop(session).await;
    rack.shut_down().await;
}

/// The host's pad is put down while it shakes. The end of that is for nobody; a guest's rumble, which ends later, comes
/// to the guest alone.
async fn a_pad_that_left_is_told_nothing(party: &mut [Player]) {
    let [host, ann, ..] = party else {
        panic!("a party")
    };
    host.button(THEIRS[0], 0, true).await;
    let shaken = host.rumble("the host's rumble", |_| true).await;
    assert!(shaken.pad == THEIRS[0] && shaken.strong > 0, "{shaken:?}");
    host.put_down(THEIRS[0]);
    ann.button(THEIRS[1], 0, true).await;
    for what in ["the guest's rumble", "its end"] {
        let rumble = ann.rumble(what, |_| true).await;
        assert_eq!(rumble.pad, THEIRS[1], "{rumble:?}");
    }
    ann.button(THEIRS[1], 0, false).await;
    nobody_else_shook(party, 1);
}

/// A guest goes while they hold a button: it comes up, their seat is another's, and with it their pad.
async fn a_guest_leaves_and_the_others_play_on(
    rack: &mut Rack,
    session: &mut Session,
    mut party: Vec<Player>,
    pads: &[String],
) {
    let mut cem = party.pop().unwrap();
    let own = &pads[3];
    for (pressed, said) in [(true, "down"), (false, "up")] {
        if pressed {
            cem.button(THEIRS[3], 1, true).await;
        } else {
            cem.say(&PlayerMessage::Bye).await;
        }
        let line = format!("{own} b {said}");
        session.log.line(&line, &mut cem, |l| l == line).await;
    }
    rack.guest_left(session, GUESTS[2]).await;
    let mut dan = rack.guest(session, "dan").await;
    assert_eq!(dan.welcome.seat, 3);
    for (player, own) in [(&mut dan, &pads[3]), (&mut party[1], &pads[1])] {
        let pad = if player.welcome.seat == 3 {
            1
        } else {
            THEIRS[1]
        };
        player.button(pad, 2, true).await;
        let line = format!("{own} x down");
        session.log.line(&line, player, |l| l == line).await;
    }
}

async fn sdl_buttons(session: &mut Session, player: &mut Player, pad: u8, own: &str) {
    for (code, name) in (0..).zip(SDL_BUTTONS) {
        let trigger = TRIGGERS.contains(&code);
        for pressed in [true, false] {
            player.button(pad, code, pressed).await;
            let expected = match (trigger, pressed) {
                (true, true) => format!("{own} {name} 32767"),
                (true, false) => format!("{own} {name} 0"),
                (false, true) => format!("{own} {name} down"),
                (false, false) => format!("{own} {name} up"),
            };
            session
                .log
                .line(&expected, player, |line| line == expected)
                .await;
            if code == 0 && pressed {
                let came = sdl_rumble(player, pad, own).await;
                let asked = format!("{own} rumble asked ");
                let line = session
                    .log
                    .line(&asked, player, |line| line.starts_with(&asked))
                    .await;
                let asked = Timestamp::from_nanos(line[asked.len()..].parse().unwrap());
                println!(
                    "{own}: from the game's call to the player {:?}",
                    came.since(asked)
                );
            }
        }
    }
}

/// The game shakes the pad whose A was pressed, with a strength that is that pad's own, for 0.4 s. Says when the player
/// heard of it.
async fn sdl_rumble(player: &mut Player, pad: u8, own: &str) -> Timestamp {
    let number: u16 = own.trim_start_matches("pad ").parse().unwrap();
    let (strong, weak) = (0x1000 * (number + 1), 0x8000 + 0x1000 * number);
    let shaken = player
        .rumble("the game's rumble", |r| r.strong > 0 || r.weak > 0)
        .await;
    assert_eq!(
        (shaken.pad, shaken.strong, shaken.weak),
        (pad, strong, weak),
        "{shaken:?}"
    );
    assert!(shaken.duration_ms > 0, "{shaken:?}");
    let over = player.rumble("its end", |_| true).await;
    assert_eq!(over.pad, pad);
    assert!(
        over.duration_ms == 0 || over.strong == 0 && over.weak == 0,
        "{over:?}"
    );
    shaken.came
}

async fn sdl_sticks(session: &mut Session, player: &mut Player, pad: u8, own: &str) {
    for (axis, name) in SDL_AXES.iter().enumerate() {
        let name = format!("{own} {name} ");
        for end in [-32_767, 32_767, 0] {
            player.tilt(pad, axis, end);
            let near =
                |line: &str| value(line, &name).is_some_and(|at| at.abs_diff(end.into()) <= 300);
            session.log.line(&name, player, near).await;
        }
    }
    for (trigger, code) in TRIGGERS.iter().enumerate() {
        let name = format!("{own} {} ", SDL_BUTTONS[usize::from(*code)]);
        for (pulled, expected) in [(0x8000, 16_384u32), (0xffff, 32_767), (0, 0)] {
            player.pull(pad, trigger, pulled);
            let near = |line: &str| {
                value(line, &name).is_some_and(|at| at.unsigned_abs().abs_diff(expected) <= 300)
            };
            session.log.line(&name, player, near).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs kernel devices: ci/vm/lane"]
async fn a_pad_of_one_session_is_absent_in_another() {
    let mut rack = Rack::start(&[sdl_game("sdl")], 2).await;
    let (mut with, mut her) = rack.play("sdl", SMALL).await;
    let (mut without, mut him) = rack.play("sdl", SMALL).await;
    focus(&mut with, &mut her).await;
    focus(&mut without, &mut him).await;
    let own = sdl_pad(&mut with, &mut her, 0).await;
    her.button(0, 0, true).await;
    let down = format!("{own} a down");
    with.log.line(&down, &mut her, |line| line == down).await;
    for (session, player, expected) in [
        (&mut with, &mut her, "joysticks 1 nodes 1"),
        (&mut without, &mut him, "joysticks 0 nodes 0"),
    ] {
        player.tap(KEY_X).await;
        let count = session
            .log
            .line("a count", player, |line| line.starts_with("joysticks"))
            .await;
        assert_eq!(count, expected);
    }
    let seen = without.log.all();
    assert!(!seen.iter().any(|line| line.starts_with("pad")), "{seen:?}");
    // His own comes to him alone.
    sdl_pad(&mut without, &mut him, 0).await;
    her.tap(KEY_X).await;
    let count = with
        .log
        .line("a count", &mut her, |line| line.starts_with("joysticks"))
        .await;
    assert_eq!(count, "joysticks 1 nodes 1");
    rack.stop(with).await;
    rack.stop(without).await;
    rack.shut_down().await;
}

/// States that one player sends within a second, or as fast as an emulated machine can.
const FLOOD: i16 = 10_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs kernel devices: ci/vm/lane"]
async fn ten_thousand_states_a_second_end_in_the_newest_and_harm_nobody() {
    let mut rack = Rack::start(&[sdl_game("sdl")], 2).await;
    let (mut flooded, mut wild) = rack.play("sdl", SMALL).await;
    let (mut other, mut calm) = rack.play("sdl", SMALL).await;
    focus(&mut flooded, &mut wild).await;
    focus(&mut other, &mut calm).await;
    let own = sdl_pad(&mut flooded, &mut wild, 0).await;
    let hers = sdl_pad(&mut other, &mut calm, 0).await;
    while calm.frame_now().is_some() || wild.frame_now().is_some() {}
    for n in 1..=FLOOD {
        wild.tilt(0, 0, n);
        if n % 10 == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
        // The other player plays on meanwhile.
        if n % 2_500 == 0 {
            for (pressed, said) in [(true, "down"), (false, "up")] {
                calm.button(0, 1, pressed).await;
                let line = format!("{hers} b {said}");
                other.log.line(&line, &mut calm, |l| l == line).await;
            }
        }
    }
    let name = format!("{own} leftx ");
    let newest = |line: &str| value(line, &name).is_some_and(|at| at.abs_diff(FLOOD.into()) <= 20);
    flooded
        .log
        .line("the newest state", &mut wild, newest)
        .await;
    wild.button(0, 1, true).await;
    let down = format!("{own} b down");
    flooded
        .log
        .line(&down, &mut wild, |line| line == down)
        .await;
    wild.frame().await;
    calm.frame().await;
    rack.stop(flooded).await;
    rack.stop(other).await;
    rack.shut_down().await;
}

fn xinput_game() -> Game {
    let script = "mkdir $HOME/.wine && tar -xf /app/prefix.tar -C $HOME/.wine && exec /usr/lib/wine/wine64 /app/pads.exe";
    Game::new("xinput", script)
        .with("pads.exe", built("xinput_pads.exe"))
        .with("prefix.tar", built("wine-prefix.tar"))
        .runtime(
            "display = \"x11\"\n[runtime.env]\nWINESERVER = \"/usr/lib/wine/wineserver64\"\n\
             WINEDLLOVERRIDES = \"mscoree,mshtml=\"\nWINEDEBUG = \"-all\"",
        )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs kernel devices: ci/vm/lane"]
async fn every_control_of_four_peoples_pads_reaches_a_windows_game_and_each_pad_shakes_its_own_player()
 {
    let mut rack = Rack::start(&[xinput_game()], 1).await;
    let (mut session, mut host) = rack.play("xinput", SMALL).await;
    session
        .log
        .line("the window", &mut host, |line| line.starts_with("ready"))
        .await;
    let mut party = party(&mut rack, &session, host).await;
    let mut pads = Vec::new();
    for (player, pad) in party.iter_mut().zip(THEIRS) {
        player.button(pad, START, true).await;
        let line = session
            .log
            .line("a new pad", player, |line| line.ends_with(" added"))
            .await;
        player.button(pad, START, false).await;
        let own = line.trim_end_matches(" added").to_owned();
        let rest = format!("{own} buttons 0000 triggers 0 0 left 0 0 right 0 0");
        session
            .log
            .line(&rest, player, |line| at_rest(line, &own))
            .await;
        pads.push(own);
    }
    for (n, (pad, own)) in THEIRS.into_iter().zip(&pads).enumerate() {
        session.log.skip();
        let from = session.log.all().len();
        xinput_buttons(&mut session, &mut party[n], pad, own).await;
        xinput_sticks(&mut session, &mut party[n], pad, own).await;
        let strays: Vec<&String> = session.log.all()[from..]
            .iter()
            .filter(|line| line.starts_with("pad ") && !line.starts_with(own.as_str()))
            .collect();
        assert!(strays.is_empty(), "seat {n} moved others: {strays:?}");
        nobody_else_shook(&mut party, n);
    }
    rack.stop(session).await;
    rack.shut_down().await;
}

/// What the Windows program says of a pad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct XinputState {
    buttons: u16,
    triggers: [i32; 2],
    /// Left x and y, right x and y; up is positive.
    sticks: [i32; 4],
}

impl XinputState {
    fn read(line: &str, own: &str) -> Option<Self> {
        let words: Vec<&str> = line.strip_prefix(own)?.split_whitespace().collect();
        let &[
            "buttons",
            buttons,
            "triggers",
            l,
            r,
            "left",
            lx,
            ly,
            "right",
            rx,
            ry,
        ] = words.as_slice()
        else {
            return None;
        };
        let number = |word: &str| word.parse().ok();
        Some(Self {
            buttons: u16::from_str_radix(buttons, 16).ok()?,
            triggers: [number(l)?, number(r)?],
            sticks: [number(lx)?, number(ly)?, number(rx)?, number(ry)?],
        })
    }

    fn still(&self) -> bool {
        self.sticks.iter().all(|at| at.abs() <= 300)
    }
}

fn at_rest(line: &str, own: &str) -> bool {
    XinputState::read(line, own)
        .is_some_and(|state| state.buttons == 0 && state.triggers == [0, 0] && state.still())
}

async fn xinput_buttons(session: &mut Session, player: &mut Player, pad: u8, own: &str) {
    for (code, bit) in (0..).zip(XINPUT_BUTTONS) {
        player.button(pad, code, true).await;
        let triggers = TRIGGERS.map(|trigger| if trigger == code { 255 } else { 0 });
        let what = format!("{own} with only {bit:04x} {triggers:?}");
        let only = |line: &str| {
            XinputState::read(line, own).is_some_and(|state| {
                state.buttons == bit && state.triggers == triggers && state.still()
            })
        };
        session.log.line(&what, player, only).await;
        if code == 0 {
            xinput_rumble(player, pad, own, true).await;
        }
        player.button(pad, code, false).await;
        session
            .log
            .line("at rest", player, |line| at_rest(line, own))
            .await;
        if code == 0 {
            xinput_rumble(player, pad, own, false).await;
        }
    }
}

/// The game shakes the pad whose A is pressed, with a strength that is that pad's own, until it is let go.
async fn xinput_rumble(player: &mut Player, pad: u8, own: &str, on: bool) {
    let number: u16 = own.trim_start_matches("pad ").parse().unwrap();
    let (strong, weak) = (0x1000 * (number + 1), 0x8000 + 0x1000 * number);
    let shakes = |r: rack::Rumble| r.duration_ms > 0 && (r.strong > 0 || r.weak > 0);
    let rumble = player
        .rumble("the game's rumble", |r| shakes(r) == on)
        .await;
    assert_eq!(rumble.pad, pad, "{rumble:?}");
    if on {
        // The motors' strength passes through HID's range of 0 to 255, or 0 to 65535, whichever Wine chooses.
        assert!(
            rumble.strong.abs_diff(strong) <= 0x100 && rumble.weak.abs_diff(weak) <= 0x100,
            "{rumble:?} is not {strong} {weak}"
        );
    }
}

async fn xinput_sticks(session: &mut Session, player: &mut Player, pad: u8, own: &str) {
    for axis in 0..4 {
        // Down is positive in a browser, up in Windows.
        let sense = if axis % 2 == 0 { 1 } else { -1 };
        for end in [-32_767, 32_767, 0] {
            player.tilt(pad, axis, end);
            let mut expected = [0; 4];
            expected[axis] = sense * i32::from(end);
            let near = |line: &str| {
                XinputState::read(line, own).is_some_and(|state| {
                    let pairs = state.sticks.iter().zip(&expected);
                    pairs.into_iter().all(|(at, to)| at.abs_diff(*to) <= 300)
                })
            };
            let what = format!("{own} with sticks {expected:?}");
            session.log.line(&what, player, near).await;
        }
    }
    for trigger in 0..2 {
        for (pulled, expected) in [(0x8000, 128), (0xffff, 255), (0, 0)] {
            player.pull(pad, trigger, pulled);
            let mut triggers = [0; 2];
            triggers[trigger] = expected;
            let near = |line: &str| {
                XinputState::read(line, own).is_some_and(|state| {
                    let pairs = state.triggers.iter().zip(&triggers);
                    pairs.into_iter().all(|(at, to)| at.abs_diff(*to) <= 1)
                })
            };
            let what = format!("{own} with triggers {triggers:?}");
            session.log.line(&what, player, near).await;
        }
    }
}
