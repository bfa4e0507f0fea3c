//! A session whose VA-API driver stalls: x264 goes on, in the same player on the same connection.
// vm: timeout 200

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod rack;

use stratus_va_soft::host;

use rack::udmabuf::{self, UDMABUF};
use rack::{Game, Player, Rack, decode, node::SMALL, ourselves, player::Frame};

/// The driver's picture at which it stalls, on each display that is opened.
const STALL: &str = "20:3000";

/// Frames after which there is no hope for it.
const HOPE: usize = 400;

/// The driver's pictures are grey while its encoding is off: an IDR has 200 bytes or so. The game's own has thousands.
const GREY: usize = 600;

/// The next IDR that is grey, or is not.
async fn idr(player: &mut Player, grey: bool) -> Frame {
    for _ in 0..HOPE {
        let frame = player.frame().await;
        if frame.header.idr && (frame.h264.len() < GREY) == grey {
            return frame;
        }
    }
    panic!("no IDR among {HOPE} frames, grey: {grey}")
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_player_sees_the_game_go_on_where_the_va_driver_stalls() {
    let folder = tempfile::tempdir().unwrap();
    let door = folder.path().join("initialize").display().to_string();
    let settings = [
        ("STRATUS_VA_SOFT_ENCODE", "off"),
        ("STRATUS_VA_SOFT_STALL", STALL),
        ("STRATUS_VA_SOFT_INITIALIZE", &*door),
    ];
    let report = host::run(&settings, |host| {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(played(host));
    });
    report.without_complaint();
}

async fn played(host: &host::Host) {
    udmabuf::show();
    let script = format!("exec /app/probe --mute --buffers dmabuf --udmabuf {UDMABUF}");
    let game = Game::new("probe", &script).with("probe", ourselves("stratus-probe-game"));
    let encoder = format!("encoder = \"vaapi:{}\"\n", host.node.display());
    let mut rack = Rack::start_with(&[game], 1, &encoder).await;
    let (session, mut player) = rack.play("probe", SMALL).await;

    // VA-API encodes: it may have opened only after x264.
    let grey = idr(&mut player, true).await;
    // The driver that stalls is pinned and would be opened anew; it does not open any more.
    let door = std::env::var("STRATUS_VA_SOFT_INITIALIZE").unwrap();
    std::fs::write(door, "fail").unwrap();
    let first = idr(&mut player, false).await;
    let (from, to) = (grey.header.frame_id, first.header.frame_id);
    assert!(from < to, "numbers go on: {from}, {to}");
    let mut frames = vec![first];
    while frames.len() < 10 {
        frames.push(player.frame().await);
    }
    rack.stop(session).await;
    rack.shut_down().await;
    frames.sort_by_key(|frame| frame.header.frame_id);
    let pictures = decode(&frames, SMALL.width.into(), SMALL.height.into());
    assert!(
        pictures.len() >= 10 && pictures[0].is_ok(),
        "the game's picture goes on: {pictures:?}"
    );
    println!("VA-API's picture {from}, x264's from {to} on");
}
