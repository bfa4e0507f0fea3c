//! A game's own `/dev/input`, with device nodes that have no driver behind them: what is there, whose
//! it is, and who cannot reach it. Real pads are in `vm_input.rs`. Needs root, as device nodes do.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::fs;
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::fs::{CWD, FileType, Mode, makedev, mknodat};
use stratus_sandbox::{GameImage, InputFolder, Launch, Sandbox, SandboxError, launch};
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
        Some(Self::in_folder(tempfile::tempdir().unwrap()))
    }

    fn in_folder(dir: tempfile::TempDir) -> Self {
        fs::create_dir(dir.path().join("devices")).unwrap();
        let display = UnixListener::bind(dir.path().join("display")).unwrap();
        Self {
            dir,
            _display: display,
        }
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

    fn unplugged(&self, name: &str) {
        fs::remove_file(self.devices().join(name)).unwrap();
    }

    fn start(&self, session: u8, image: &GameImage, input: &InputFolder) -> Started {
        self.try_start(session, image, input)
            .unwrap_or_else(|e| panic!("{e}"))
    }

    fn try_start(
        &self,
        session: u8,
        image: &GameImage,
        input: &InputFolder,
    ) -> Result<Started, SandboxError> {
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
        })?;
        Ok(Started {
            sandbox,
            log: state_dir.join("sandbox/game.log"),
        })
    }
}

#[derive(Debug)]
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

    async fn wait(mut self) -> String {
        self.sandbox.wait().await.tail
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
    let started = node.start(1, &game.image(), &input);
    started.waits_to_say("before []\n");
    input.plug(&event).unwrap();
    // No driver is behind it here, and that is what opening it says: not that it is forbidden.
    started.waits_to_say("No such device or address");
    input.unplug(&event).unwrap();
    let said = started.wait().await;
    let node = "\n/dev/input/event64 d:40 player 600\nevent64\n";
    assert!(said.contains(node), "{said}");
    assert!(said.ends_with("after []\n"), "{said}");
}

#[tokio::test]
async fn a_pad_of_one_session_is_not_in_another_and_cannot_be_made_there() {
    let Some(node) = Node::new() else { return };
    let event = node.device("event64", 13, 64);
    let (ours, theirs) = (node.folder(), node.folder());
    let game = Game::new(
        "tiny",
        "echo ready; until test -e /tmp/go -o -e /dev/input/event64; do sleep 0.01; done\n\
         echo [$(ls -A /dev/input)]",
    );
    let stranger = Game::new(
        "stranger",
        "echo ready; while ! test -e /dev/shm/never; do\n\
         for d in /tmp /dev/shm /dev/input $HOME /app; do mknod $d/pad c 13 64 2>&1; done\n\
         touch /dev/input/event64 2>&1; mkdir /dev/input/x 2>&1; find / -xdev -name 'event*' -type c 2>/dev/null\n\
         echo [$(ls -A /dev/input)]; sleep 0.05; done",
    );
    let (image, strange) = (game.image(), stranger.image());
    let a = node.start(1, &image, &ours);
    let b = node.start(2, &strange, &theirs);
    a.waits_to_say("ready\n");
    b.waits_to_say("[]\n");
    ours.plug(&event).unwrap();
    assert_eq!(a.wait().await, "ready\n[event64]\n");
    let before = b.said().len();
    wait_for("the stranger to look again", || {
        b.said()[before..].matches("[]\n").count() >= 2
    });
    let said = b.sandbox.stop().await.tail;
    for line in said.lines() {
        assert!(
            line == "ready"
                || line == "[]"
                || line.contains("not permitted")
                || line.contains("denied")
                || line.contains("Read-only file system"),
            "{line}"
        );
    }
    for place in [
        "/tmp/pad",
        "/dev/shm/pad",
        "/dev/input/pad",
        "/home/player/pad",
        "/app/pad",
    ] {
        assert!(
            said.contains(&format!("mknod: {place}: ")),
            "{place}: {said}"
        );
    }
    assert!(
        said.contains("'/dev/input/event64': Read-only file system"),
        "{said}"
    );
}

#[tokio::test]
async fn the_machines_devices_are_not_announced() {
    let Some(node) = Node::new() else { return };
    // A kernel message (netlink(7), NETLINK_KOBJECT_UEVENT) that is on its way is heard by whoever
    // listens before it is made.
    let listener = "#!/usr/bin/perl\n\
         $| = 1; print join(' ', glob('/proc/bus/input/* /sys/class/input/*')), \"\\n\";\n\
         print \"$ENV{SDL_JOYSTICK_DISABLE_UDEV} \", -e '/run/host/container-manager', \"\\n\";\n\
         socket(S, 16, 2, 15) or do { print \"deaf\\n\"; exit };\n\
         bind(S, pack('SSLL', 16, 0, 0, 1)) or die $!; print \"listens\\n\";\n\
         vec($r = '', fileno(S), 1) = 1; \n\
         print select($r, undef, undef, 1) ? 'heard' : 'silence', \"\\n\";\n";
    for (network, expected) in [
        (false, "\n1 1\nlistens\nsilence\n"),
        (true, "\n1 1\ndeaf\n"),
    ] {
        let game = Game::new("tiny", "");
        fs::write(game.folder().join("run.sh"), listener).unwrap();
        game.edit(|text| {
            text.replace(
                "[build]\n",
                &format!("[limits]\nnetwork = {network}\n[build]\n"),
            )
        });
        let started = node.start(1, &game.image(), &node.folder());
        wait_for("the game to listen", || {
            started.said().contains("listens") || started.said().contains("deaf")
        });
        // What udev's coldplug does: the kernel tells of /dev/null once more.
        fs::write("/sys/class/mem/null/uevent", "change").unwrap();
        assert_eq!(started.wait().await, expected);
    }
}

#[tokio::test]
async fn a_pad_that_was_pulled_out_of_the_machine_is_dead_and_can_still_be_unplugged() {
    let Some(node) = Node::new() else { return };
    let event = node.device("event64", 13, 64);
    let input = node.folder();
    let game = Game::new(
        "tiny",
        "echo ready; until test -e /tmp/never; do head -c 1 /dev/input/event64 2>&1; sleep 0.01; done",
    );
    let started = node.start(1, &game.image(), &input);
    started.waits_to_say("ready\n");
    input.plug(&event).unwrap();
    node.unplugged("event64");
    started.waits_to_say("No such device or address");
    input.unplug(&event).unwrap();
    started.waits_to_say("No such file or directory\nhead");
    assert!(
        input
            .plug(&event)
            .unwrap_err()
            .to_string()
            .contains("no such device (any more)")
    );
    started.sandbox.stop().await;
}

#[tokio::test]
async fn a_session_that_ends_while_pads_come_and_go_ends() {
    let Some(node) = Node::new() else { return };
    let event = node.device("event64", 13, 64);
    let input = Arc::new(node.folder());
    let game = Game::new("tiny", "while :; do sleep 1; done");
    let started = node.start(1, &game.image(), &input);
    let mounts = fs::read_to_string("/proc/self/mounts").unwrap();
    assert!(
        !mounts.contains("/input"),
        "the host has a mount of it: {mounts}"
    );
    let (folder, pad) = (Arc::clone(&input), event.clone());
    let plugging = std::thread::spawn(move || {
        loop {
            if let Err(error) = folder.plug(&pad) {
                return error.to_string();
            }
            folder.unplug(&pad).unwrap();
        }
    });
    started.sandbox.stop().await;
    let refusal = plugging.join().unwrap();
    assert!(refusal.ends_with("the game has ended"), "{refusal}");
    input.unplug(&event).unwrap();
    let left = fs::read_dir(node.dir.path().join(format!("{:032x}", 1))).unwrap();
    assert_eq!(left.count(), 0);
}

#[tokio::test]
async fn a_folder_is_for_one_game() {
    let Some(node) = Node::new() else { return };
    let input = node.folder();
    let game = Game::new("tiny", "exit 0");
    let image = game.image();
    node.start(1, &image, &input).wait().await;
    let again = node.try_start(1, &image, &input).unwrap_err().to_string();
    assert!(again.contains("make one for each launch"), "{again}");
}

/// Not a test by itself: the node that may not make device nodes.
#[tokio::test]
#[ignore = "run by the test without the right to make nodes"]
async fn acting_as_a_node_in_a_container() {
    let Some(dir) = std::env::var_os("STRATUS_TEST_DIR").map(PathBuf::from) else {
        return;
    };
    let node = Node::in_folder(tempfile::Builder::new().tempdir_in(&dir).unwrap());
    let image = GameImage::open(&dir.join("tiny.AppImage")).unwrap();
    let devices = dir.join("devices");
    let input = InputFolder::create_from(USER, &devices).unwrap();
    assert!(!input.hot_plug());
    input.plug(&devices.join("event64")).unwrap();
    input.plug(&devices.join("event65")).unwrap();
    input.unplug(&devices.join("event65")).unwrap();
    let started = node.start(1, &image, &input);
    let late = input
        .plug(&devices.join("event65"))
        .unwrap_err()
        .to_string();
    assert!(late.contains("only a node that runs as root"), "{late}");
    fs::write(dir.join("said"), started.wait().await).unwrap();
}

#[test]
fn without_the_right_to_make_nodes_a_game_sees_the_pads_that_were_there_before_it() {
    let Some(node) = Node::new() else { return };
    let game = Game::new("tiny", "ls /dev/input; head -c 1 /dev/input/event64 2>&1");
    let dir = node.dir.path();
    fs::copy(&game.image().path, dir.join("tiny.AppImage")).unwrap();
    for minor in [64, 65] {
        let event = node.device(&format!("event{minor}"), 13, minor);
        std::os::unix::fs::chown(event, Some(USER.0), Some(USER.1)).unwrap();
    }
    let output = Command::new("setpriv")
        .args(["--bounding-set", "-mknod"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "acting_as_a_node_in_a_container", "--ignored"])
        .env("STRATUS_TEST_DIR", dir)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let said = fs::read_to_string(dir.join("said")).unwrap();
    assert!(said.starts_with("event64\nhead: cannot open"), "{said}");
    assert!(said.contains("No such device or address"), "{said}");
}
