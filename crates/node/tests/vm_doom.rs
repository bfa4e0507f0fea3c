//! A real game played by pad alone. What it did is read from the demo that it records itself.
// vm: timeout 150

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod rack;

use rack::{Game, Player, Rack, Session, built, node::SMALL};

/// evdev code of the key that ends a recording.
const KEY_Q: u16 = 16;
/// Left stick, up and down.
const LEFT_Y: usize = 1;
/// Bytes before the first tic of a demo (the format of Doom 1.9).
const HEADER: usize = 13;
/// Ends a demo.
const END: u8 = 0x80;
/// `BT_ATTACK` of a tic's buttons.
const ATTACK: u8 = 1;

/// What `crispy-doom-setup` writes for an Xbox 360 pad: the left stick walks and turns, A fires. GUID stands for
/// SDL's name of the pad.
const SETTINGS: &str = "use_joystick 1\n\
     joystick_guid \"GUID\"\n\
     joystick_index 0\n\
     joystick_x_axis 0\n\
     joystick_y_axis 1\n\
     joystick_physical_button0 0\n\
     joyb_fire 0\n\
     joyb_strafe -1\n\
     joyb_speed -1\n\
     joyb_use -1\n\
     show_endoom 0\n\
     show_diskicon 0\n";

/// Doom opens its pad once, when it starts: it starts when there is one. Its demo goes to its output.
const SCRIPT: &str = "\
     until ls /dev/input/event* >/dev/null 2>&1; do sleep 0.05; done\n\
     cd /tmp && guid=$(/app/guid) && echo pad $guid\n\
     sed \"s/GUID/$guid/\" /app/settings >settings && cp settings more\n\
     stdbuf -oL /usr/games/crispy-doom -iwad /usr/share/games/doom/freedoom1.wad -nosound -nogui -window -geometry 320x240 \
       -nomonsters -warp 1 1 -skill 3 -config /tmp/settings -extraconfig /tmp/more -record /tmp/walk\n\
     echo demo $(od -An -v -tx1 /tmp/walk*.lmp)\n\
     exec sleep 600";

/// One tic as the game took it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tic {
    forward: i8,
    side: i8,
    turn: i8,
    buttons: u8,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs kernel devices: ci/vm/lane"]
async fn doom_walks_and_fires_by_pad_alone() {
    let game = Game::new("doom", SCRIPT)
        .saying("settings", SETTINGS)
        .with("guid", built("sdl_guid"));
    let mut rack = Rack::start(&[game], 1).await;
    let (mut session, mut player) = rack.play("doom", SMALL).await;
    player.pick_up(0);
    player.button(0, 9, true).await;
    player.button(0, 9, false).await;
    // Past the curtain that melts away when a level begins.
    pictures(&mut player, 60).await;
    player.tilt(0, LEFT_Y, -32_767);
    pictures(&mut player, 20).await;
    player.tilt(0, LEFT_Y, 0);
    pictures(&mut player, 10).await;
    player.button(0, 0, true).await;
    pictures(&mut player, 20).await;
    player.button(0, 0, false).await;
    pictures(&mut player, 10).await;
    // Doom looks at it once a tic: held, it is seen.
    player.key(KEY_Q, true).await;
    let demo = recorded(&mut session, &mut player).await;
    let said = session.log.all().join("\n");
    rack.stop(session).await;
    rack.shut_down().await;

    let tics = tics(&demo);
    println!("{} tics; {}", tics.len(), in_short(&tics));
    let walking: Vec<usize> = places(&tics, |tic| tic.forward > 0);
    let firing: Vec<usize> = places(&tics, |tic| tic.buttons & ATTACK != 0);
    assert!(
        walking.len() >= 10,
        "it walks while the stick is tilted: {said}"
    );
    assert!(firing.len() >= 5, "it fires while A is held");
    assert!(
        walking.last() < firing.first(),
        "first the stick, then the button"
    );
    let first = walking[0];
    assert!(first > 0, "it stood still before");
    let other = |tic: &Tic| tic.side != 0 || tic.turn != 0 || tic.forward < 0;
    assert!(places(&tics, other).is_empty(), "and did nothing else");
}

/// Waits for so many pictures; says again meanwhile what is held.
async fn pictures(player: &mut Player, n: usize) {
    for _ in 0..n {
        player.frame().await;
        player.hold();
    }
}

async fn recorded(session: &mut Session, player: &mut Player) -> Vec<u8> {
    let line = session
        .log
        .line("the demo", player, |line| line.starts_with("demo "))
        .await;
    line.split_whitespace()
        .skip(1)
        .map(|byte| u8::from_str_radix(byte, 16).unwrap())
        .collect()
}

fn tics(demo: &[u8]) -> Vec<Tic> {
    assert_eq!(demo.first(), Some(&109), "a demo of Doom 1.9");
    demo[HEADER..]
        .chunks_exact(4)
        .take_while(|tic| tic[0] != END)
        .map(|tic| Tic {
            forward: tic[0] as i8,
            side: tic[1] as i8,
            turn: tic[2] as i8,
            buttons: tic[3],
        })
        .collect()
}

fn places(tics: &[Tic], wanted: impl Fn(&Tic) -> bool) -> Vec<usize> {
    let found = tics.iter().enumerate().filter(|(_, tic)| wanted(tic));
    found.map(|(n, _)| n).collect()
}

/// Equal tics as one, with how many they are.
fn in_short(tics: &[Tic]) -> String {
    let runs = tics.chunk_by(|a, b| a == b).map(|run| {
        let Tic {
            forward,
            side,
            turn,
            buttons,
        } = run[0];
        format!("{}×({forward} {side} {turn} {buttons})", run.len())
    });
    runs.collect::<Vec<_>>().join(", ")
}
