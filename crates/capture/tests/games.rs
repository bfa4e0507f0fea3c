//! Programs that people use, through the proxy.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says so"
)]

mod rig;

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rig::{Rig, owned_dir, rows, save, user};
use stratus_capture::{CaptureEvent, Xwayland, XwaylandConfig};
use stratus_media::{SeatEvent, Size, VideoFrame};

const SIZE: Size = Size::new(1280, 720);

struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a program as an ordinary user; `None` where it is not installed.
fn program(rig: &Rig, path: &str, args: &[&str], env: &[(&str, &Path)]) -> Option<Program> {
    program_as(rig, user(), path, args, env)
}

fn program_as(
    rig: &Rig,
    user: Option<(u32, u32)>,
    path: &str,
    args: &[&str],
    env: &[(&str, &Path)],
) -> Option<Program> {
    if !Path::new(path).exists() {
        eprintln!("skipped: {path} is not installed");
        return None;
    }
    let home = owned_dir(rig.dir.path(), "home");
    let log = std::fs::File::create(rig.dir.path().join("program.log")).unwrap();
    let mut command = Command::new(path);
    command
        .args(args)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", &home)
        .env("XDG_RUNTIME_DIR", &home)
        .env("SDL_AUDIODRIVER", "dummy")
        .envs(env.iter().copied())
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log);
    if let Some((uid, gid)) = user {
        command.uid(uid).gid(gid);
    }
    Some(Program(command.spawn().unwrap()))
}

/// The picture is not one colour.
fn shows_something(frame: &VideoFrame) -> bool {
    let rows = rows(frame);
    let first = &rows[0][..3];
    rows.iter()
        .flat_map(|row| row.chunks_exact(4))
        .filter(|pixel| &pixel[..3] != first)
        .count()
        > 1000
}

/// Takes pictures until one is as wanted; keeps it for whoever asks with `STRATUS_TEST_PICTURES`.
fn picture(rig: &Rig, name: &str, wanted: impl Fn(&VideoFrame) -> bool) {
    let deadline = Instant::now() + Duration::from_secs(40);
    loop {
        let frame = rig.frames.take(Duration::from_secs(20));
        let log = || std::fs::read_to_string(rig.dir.path().join("program.log"));
        let Some(frame) = frame else {
            panic!(
                "no picture of {name}: {:?}; {:?}",
                rig.capture.stats(),
                log()
            );
        };
        if wanted(&frame) {
            if let Some(dir) = std::env::var_os("STRATUS_TEST_PICTURES") {
                save(&frame, &Path::new(&dir).join(format!("{name}.ppm")));
            }
            return;
        }
        assert!(Instant::now() < deadline, "never as wanted: {name}");
    }
}

/// Mesa asks the offered device; where it cannot open that, it draws on the CPU.
#[test]
fn a_program_that_cannot_use_the_offered_device_still_shows_pictures() {
    let importer = std::sync::Arc::new(rig::dmabuf::Anything::default());
    let rig = Rig::start_dmabuf(SIZE, importer);
    let Some(_game) = program(
        &rig,
        "/usr/bin/weston-simple-egl",
        &["-f"],
        &[("WAYLAND_DISPLAY", &rig.socket)],
    ) else {
        return;
    };
    picture(&rig, "egl", |frame| {
        frame.size == SIZE && shows_something(frame)
    });
}

const DOOM: &str = "/usr/games/crispy-doom";
const DOOM_ARGS: [&str; 6] = [
    "-iwad",
    "/usr/share/games/doom/freedoom1.wad",
    "-nosound",
    "-window",
    "-warp",
    "1",
];

#[test]
fn an_sdl_game_runs_at_the_players_size_and_locks_the_pointer() {
    let rig = Rig::start(SIZE, 60);
    let env = [
        ("SDL_VIDEODRIVER", Path::new("wayland")),
        ("WAYLAND_DISPLAY", rig.socket.as_path()),
    ];
    let Some(_game) = program(&rig, DOOM, &DOOM_ARGS, &env) else {
        return;
    };
    picture(&rig, "doom-wayland", |frame| {
        frame.size == SIZE && frame.seq > 60 && shows_something(frame)
    });
    rig.event(|event| *event == CaptureEvent::PointerLock(true));
    // Escape opens the menu, and the menu lets go of the pointer.
    let seat = rig.capture.seat();
    seat.send(SeatEvent::Key {
        code: 1,
        pressed: true,
    });
    seat.send(SeatEvent::Key {
        code: 1,
        pressed: false,
    });
    rig.event(|event| *event == CaptureEvent::PointerLock(false));
    eprintln!("{:#?}", rig.capture.stats());
}

#[test]
fn an_x11_game_runs_in_xwayland_at_the_players_size() {
    if !Path::new(DOOM).exists() {
        eprintln!("skipped: {DOOM} is not installed");
        return;
    }
    let rig = Rig::start(SIZE, 60);
    let display_dir = owned_dir(rig.dir.path(), "x11");
    let server = Xwayland::start(&XwaylandConfig {
        display_dir,
        wayland_socket: rig.socket.clone(),
        user: user(),
        log: rig.dir.path().join("xwayland.log"),
    })
    .unwrap();
    // The game's own /tmp/.X11-unix, as its sandbox gives it; that takes root.
    let Some((uid, gid)) = user() else {
        eprintln!("skipped: needs root to mount");
        return;
    };
    let env = [
        ("SDL_VIDEODRIVER", Path::new("x11")),
        ("DISPLAY", Path::new(server.display())),
        ("HOME", Path::new("/nonexistent")),
    ];
    let script = format!(
        "mkdir -p /tmp/.X11-unix && mount --bind $0 /tmp/.X11-unix && \
         exec setpriv --reuid {uid} --regid {gid} --clear-groups {DOOM} {}",
        DOOM_ARGS.join(" ")
    );
    let dir = server.socket().parent().unwrap().to_str().unwrap();
    let args = ["-m", "--", "sh", "-c", &script, dir];
    let Some(_game) = program_as(&rig, None, "/usr/bin/unshare", &args, &env) else {
        return;
    };
    picture(&rig, "doom-x11", |frame| {
        frame.size == SIZE && frame.seq > 60 && shows_something(frame)
    });
    eprintln!("{:#?}", rig.capture.stats());
    server.stop();
}

#[test]
fn weston_clients_run() {
    let rig = Rig::start(SIZE, 60);
    let env = [("WAYLAND_DISPLAY", rig.socket.as_path())];
    if let Some(_client) = program(&rig, "/usr/bin/weston-simple-shm", &["-F"], &env) {
        picture(&rig, "simple-shm", shows_something);
    }
}

#[test]
fn a_toolkit_with_decorations_takes_typing() {
    let rig = Rig::start(SIZE, 60);
    let env = [("WAYLAND_DISPLAY", rig.socket.as_path())];
    let args = ["--shell=/bin/sh"];
    let Some(_client) = program(&rig, "/usr/bin/weston-terminal", &args, &env) else {
        return;
    };
    picture(&rig, "terminal", |frame| frame.size == SIZE);
    rig.event(|event| matches!(event, CaptureEvent::Title(_)));
    // "exit", Enter.
    let seat = rig.capture.seat();
    for code in [18, 45, 23, 20, 28] {
        for pressed in [true, false] {
            seat.send(SeatEvent::Key { code, pressed });
        }
    }
    rig.event(|event| *event == CaptureEvent::ClientGone);
}
