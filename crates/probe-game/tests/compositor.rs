//! The game on a real compositor: weston, headless.
#![allow(clippy::unwrap_used, reason = "a test")]

mod weston;

use std::os::unix::process::ExitStatusExt;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use stratus_probe_game::strip::{PadEvent, Strip, Unreadable, age_us};
use weston::{Running, Weston, wait_for};

#[test]
fn the_picture_on_screen_tells_its_number_and_its_age() {
    let weston = Weston::start(1280, 720);
    let _game = Running(weston.game(&["--mute"]).spawn().unwrap());
    wait_for(|| {
        let (width, height, luma) = weston.screenshot();
        Strip::read_luma(&luma, width as usize, width, height).is_ok_and(|s| s.frame > 0)
    });
    let first = weston.strip();
    let later = weston.strip();
    assert!(later.frame > first.frame, "{first:?} {later:?}");
    assert_eq!(later.presses, 0);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let age = age_us(later.drawn_unix_us, now.as_micros() as u64);
    assert!(age < 20_000_000, "{age} µs old");
}

#[test]
fn it_takes_the_size_it_is_given_unless_told_to_ignore_it() {
    let weston = Weston::start(800, 600);
    let (_, said) = weston.play(&["--mute", "--frames", "3"]);
    assert!(said.contains("probe: 800x600"), "{said}");
    let (_, said) = weston.play(&["--mute", "--frames", "3", "--ignore-size", "640x481"]);
    assert!(said.contains("probe: 640x481"), "{said}");
}

#[test]
fn it_ends_as_it_is_told() {
    let weston = Weston::start(640, 480);
    for args in [
        &["--mute", "--frames", "30"][..],
        &["--mute", "--frames", "30", "--fps", "200"],
        &["--mute", "--frames", "30", "--commit-flood"],
        &["--mute", "--frames", "30", "--static"],
        &["--mute", "--frames", "30", "--subsurface"],
    ] {
        let (output, said) = weston.play(args);
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(said.contains("30 pictures"), "{args:?}: {said}");
    }
    let (output, said) = weston.play(&["--mute", "--exit-after", "0.2", "--no-window"]);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("0 pictures"), "{said}");
    let (output, _) = weston.play(&["--mute", "--crash-after", "0.2"]);
    assert_eq!(output.status.signal(), Some(6));
}

#[test]
fn a_picture_is_whole_from_top_to_bottom() {
    let weston = Weston::start(1280, 720);
    for args in [
        &["--mute"][..],
        &["--mute", "--poison"],
        &["--mute", "--subsurface"],
    ] {
        let _game = Running(weston.game(args).spawn().unwrap());
        let mut seen = 0;
        wait_for(|| {
            let (width, height, luma) = weston.screenshot();
            let at = |x: u32, y: u32| luma[(y * width + x) as usize];
            // Before the game's first picture there is none.
            match Strip::read_untorn(width, height, at) {
                Ok(strip) if strip.drawn_unix_us != 0 => {
                    assert_eq!(PadEvent::read(width, height, at), Ok(None));
                    seen = strip.frame;
                }
                Ok(_) | Err(Unreadable::Checksum(_)) => assert_eq!(seen, 0, "{args:?}"),
                Err(error) => panic!("{args:?}: {error}"),
            }
            seen > 5
        });
    }
}

#[test]
fn a_compositor_without_dma_bufs_is_said() {
    let weston = Weston::start(640, 480);
    let (output, said) = weston.play(&["--mute", "--frames", "3", "--buffers", "dmabuf"]);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for word in ["zwp_linux_dmabuf_v1", "--buffers shm"] {
        assert!(said.contains(word), "{said}");
    }
}

#[test]
fn no_folder_of_pads_is_no_reason_to_stop() {
    let weston = Weston::start(640, 480);
    let args = ["--mute", "--frames", "30", "--log-pads", "--input-dir"];
    let (output, said) = weston.play(&[&args[..], &["/nowhere/input"]].concat());
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(
        said.contains("no pads: cannot watch /nowhere/input"),
        "{said}"
    );
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("event0"), "no device").unwrap();
    let (output, said) = weston.play(&[&args[..], &[dir.path().to_str().unwrap()]].concat());
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(!said.contains("pad"), "{said}");
}

#[test]
fn no_sound_server_is_no_reason_to_stop() {
    let weston = Weston::start(640, 480);
    let mut game = weston.game(&["--frames", "60"]);
    let output = game.env("PIPEWIRE_REMOTE", "/nowhere").output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let complained = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(complained.contains("no sound"), "{complained}");
}

#[test]
fn no_compositor_is_said() {
    let output = Command::new(env!("CARGO_BIN_EXE_stratus-probe-game"))
        .env("WAYLAND_DISPLAY", "/nowhere")
        .arg("--mute")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("WAYLAND_DISPLAY"));
}
