//! A game's own `/dev/input`, with device nodes that have no driver behind them: what is there, whose
//! it is, and who cannot reach it. Real pads are in `vm_input.rs`. Needs root, as device nodes do.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::fs;
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rustix::fs::{CWD, FileType, Mode, makedev, mknodat};
use stratus_sandbox::{GameImage, InputFolder, Launch, Sandbox, launch};
use support::Game;

const USER: (u32, u32) = (64_124, 64_124);

/// A node's state folder, and a `/dev/input` of its own.
struct Node {
    dir: tempfile::TempDir,
    _display: UnixListener,
}

impl Node {
    /// `None` without root: said, and the test ends.
    fn new() -> Option<Self> {
        if !rustix::process::geteuid().is_root() {
            eprintln!("skipped: only root makes device nodes");
            return None;
        }
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("devices")).unwrap();
        let display = UnixListener::bind(dir.path().join("display")).unwrap();
        Some(Self {
            dir,
            _display: display,
        })
    }

    fn folder(&self) -> InputFolder {
        let folder = InputFolder::create_from(USER, &self.devices()).unwrap();
        assert!(folder.hot_plug());
        folder
    }

    fn devices(&self) -> PathBuf {
        self.dir.path().join("devices")
    }

    /// A device of the host.
    fn device(&self, name: &str, major: u32, minor: u32) -> PathBuf {
        let path = self.devices().join(name);
        let mode = Mode::RUSR | Mode::WUSR;
        let number = makedev(major, minor);
        mknodat(CWD, &path, FileType::CharacterDevice, mode, number).unwrap();
        path
    }

    fn start(&self, session: u8, image: &GameImage, input: &InputFolder) -> Started {
        let session = format!("{session:032x}");
        let state_dir = self.dir.path().join(&session);
        fs::create_dir_all(&state_dir).unwrap();
        let sandbox = launch(&Launch {
            image,
            session: session.parse().unwrap(),
            state_dir: state_dir.clone(),
            wayland_socket: self.dir.path().join("display"),
            x11: None,
            pipewire_socket: None,
            pulse_socket: None,
            size: (1280, 720),
            fps: 60,
            input,
            user: USER,
        })
        .unwrap_or_else(|e| panic!("{e}"));
        Started {
            sandbox,
            log: state_dir.join("sandbox/game.log"),
        }
    }
}

struct Started {
    sandbox: Sandbox,
    log: PathBuf,
}

impl Started {
    fn waits_to_say(&self, words: &str) {
        wait_for(
            &format!("the game to say {words:?}: {}", self.said()),
            || self.said().contains(words),
        );
    }

    fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
}

fn wait_for(what: &str, mut condition: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !condition() {
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[tokio::test]
async fn a_pad_plugged_in_while_the_game_runs_is_there_and_is_the_games_own() {
    let Some(node) = Node::new() else { return };
    let event = node.device("event64", 13, 64);
    let input = node.folder();
    let game = Game::new(
        "tiny",
        "echo before [$(ls -A /dev/input)]\n\
         until test -c /dev/input/event64; do sleep 0.01; done\n\
         stat -c '%n %t:%T %U %a' /dev/input/event64; ls -A /dev/input\n\
         head -c 1 /dev/input/event64 2>&1\n\
         until ! test -e /dev/input/event64; do sleep 0.01; done\n\
         echo after [$(ls -A /dev/input)]",
    );
    let mut started = node.start(1, &game.image(), &input);
    started.waits_to_say("before []\n");
    input.plug(&event).unwrap();
    // No driver is behind it here, and that is what opening it says: not that it is forbidden.
    started.waits_to_say("No such device or address");
    input.unplug(&event).unwrap();
    let exit = started.sandbox.wait().await;
    assert!(
        exit.tail
            .contains("\n/dev/input/event64 d:40 player 600\nevent64\n"),
        "{}",
        exit.tail
    );
    assert!(exit.tail.ends_with("after []\n"), "{}", exit.tail);
}
