//! Real pads in two sandboxes at once: each game sees and reads its own, and nothing of the other's.
// vm: timeout 240

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use evdev::uinput::VirtualDevice;
use evdev::{AttributeSet, EventType, InputEvent, KeyCode};
use stratus_sandbox::{GameImage, InputFolder, Launch, Sandbox, launch};
use support::Game;

/// Waits for a pad, reads one event of it (`struct input_event`), and then tries everything to get at
/// others. `NUMBERS` are the minor numbers of both pads.
const GAME: &str = r#"
echo ready
while set -- /dev/input/event*; ! test -c "$1"; do sleep 0.1; done
echo "opens $1"
echo "reads $(head -c 24 "$1" | od -An -v -tu2 -w24)"
while set -- /dev/input/event*; test -e "$1"; do sleep 0.1; done
echo unplugged
for number in NUMBERS; do
  mknod /tmp/pad c 13 $number 2>&1; mknod /dev/input/event9 c 13 $number 2>&1; cat /tmp/pad 2>&1
done
echo /dev/input/* /proc/bus/input/* /sys/class/input/* /sys/devices/virtual/input/* /sys/dev/char/13:*
echo done
"#;

/// Tells twice what it finds of input devices, and of the GPUs where graphics drivers look for them: at once, and when
/// it has a pad.
const SPY: &str = r#"
look() {
  find /sys /proc/bus/input \( -name 'input[0-9]*' -o -name 'event[0-9]*' \) 2>/dev/null | sort
  ls -A /sys/devices/virtual
  cat /sys/devices/virtual/input/*/name /proc/bus/input/devices 2>/dev/null
  for node in /dev/dri/renderD*; do
    device=/sys/dev/char/226:${node#/dev/dri/renderD}/device
    echo "gpu $(wc -l <$device/uevent) $(readlink -f $device/subsystem) $(ls $device/drm | wc -l)"
  done
}
look
echo ready
while set -- /dev/input/event*; ! test -c "$1"; do sleep 0.1; done
look
echo done
"#;

/// A pad with one button, as the kernel makes it.
struct Pad {
    device: VirtualDevice,
    node: PathBuf,
}

impl Pad {
    fn new(name: &str) -> Self {
        let mut keys = AttributeSet::<KeyCode>::new();
        keys.insert(KeyCode::BTN_SOUTH);
        let mut device = VirtualDevice::builder()
            .unwrap()
            .name(name)
            .with_keys(&keys)
            .unwrap()
            .build()
            .unwrap();
        let mut node = None;
        wait_for("the pad's node", || {
            let mut nodes = device.enumerate_dev_nodes_blocking().unwrap();
            let found = nodes.find_map(|found| {
                let path = found.ok()?;
                path.to_str()?.contains("event").then_some(path)
            });
            node = found.filter(|path| path.exists());
            node.is_some()
        });
        Self {
            device,
            node: node.unwrap(),
        }
    }

    /// The button's next state; the kernel passes on changes only.
    fn press(&mut self, down: bool) {
        let code = KeyCode::BTN_SOUTH.code();
        self.device
            .emit(&[InputEvent::new(EventType::KEY.0, code, down.into())])
            .unwrap();
    }

    fn minor(&self) -> u32 {
        rustix::fs::minor(self.node.metadata().unwrap().rdev())
    }
}

struct Session {
    sandbox: Sandbox,
    input: InputFolder,
    log: PathBuf,
}

impl Session {
    fn start(dir: &Path, number: u32, image: &GameImage) -> Self {
        let session = format!("{number:032x}");
        let state_dir = dir.join(&session);
        fs::create_dir_all(&state_dir).unwrap();
        let user = (64_200 + number, 64_200 + number);
        let input = InputFolder::create(user).unwrap();
        assert!(input.hot_plug());
        let sandbox = launch(&Launch {
            image,
            session: session.parse().unwrap(),
            state_dir: state_dir.clone(),
            wayland_socket: dir.join("display"),
            x11: None,
            pipewire_socket: None,
            pulse_socket: None,
            size: (1280, 720),
            fps: 60,
            input: &input,
            user,
        })
        .unwrap_or_else(|e| panic!("{e}"));
        Self {
            sandbox,
            input,
            log: state_dir.join("sandbox/game.log"),
        }
    }

    fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    fn waits_to_say(&self, words: &str) {
        wait_for(words, || self.said().contains(words));
    }

    /// The game opens its pad some time; until then the button goes up and down.
    fn reads(&self, pad: &mut Pad) {
        let mut down = false;
        wait_for("an event", || {
            down = !down;
            pad.press(down);
            std::thread::sleep(Duration::from_millis(50));
            self.said().contains("reads")
        });
        let said = self.said();
        let line = said.lines().find(|line| line.starts_with("reads")).unwrap();
        let words: Vec<&str> = line.split_whitespace().collect();
        // Behind the time: type, code, value.
        assert_eq!(
            words[words.len() - 4..words.len() - 2],
            ["1", "304"],
            "{line}"
        );
    }
}

fn wait_for(what: &str, mut condition: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !condition() {
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[tokio::test]
#[ignore = "needs kernel devices: ci/vm/lane"]
async fn each_session_reads_its_own_pad_and_knows_of_no_other() {
    let dir = tempfile::tempdir().unwrap();
    let _display = UnixListener::bind(dir.path().join("display")).unwrap();
    let (mut a_pad, mut b_pad) = (Pad::new("pad of a"), Pad::new("pad of b"));
    let numbers = format!("{} {}", a_pad.minor(), b_pad.minor());
    let game = Game::new("tiny", &GAME.replace("NUMBERS", &numbers));
    let image = game.image();
    let mut a = Session::start(dir.path(), 1, &image);
    let mut b = Session::start(dir.path(), 2, &image);
    a.waits_to_say("ready\n");
    b.waits_to_say("ready\n");

    a.input.plug(&a_pad.node).unwrap();
    a.waits_to_say(&format!("opens {}\n", a_pad.node.display()));
    a.reads(&mut a_pad);
    assert_eq!(b.said(), "ready\n", "B has nothing while A plays");
    b.input.plug(&b_pad.node).unwrap();
    b.waits_to_say(&format!("opens {}\n", b_pad.node.display()));
    b.reads(&mut b_pad);

    a.input.unplug(&a_pad.node).unwrap();
    b.input.unplug(&b_pad.node).unwrap();
    for session in [&mut a, &mut b] {
        let said = session.sandbox.wait().await.tail;
        let after: Vec<&str> = said
            .lines()
            .skip_while(|line| *line != "unplugged")
            .collect();
        assert_eq!(after.last(), Some(&"done"), "{said}");
        // What matches nothing is printed as it is.
        assert_eq!(
            after[after.len() - 2],
            "/dev/input/* /proc/bus/input/* /sys/class/input/* /sys/devices/virtual/input/* /sys/dev/char/13:*"
        );
        for line in &after[1..after.len() - 2] {
            assert!(
                line.contains("Operation not permitted")
                    || line.contains("Read-only file system")
                    || line.contains("No such file"),
                "{line}"
            );
        }
    }
}

#[tokio::test]
#[ignore = "needs kernel devices: ci/vm/lane"]
async fn a_game_that_came_before_the_first_pad_finds_no_trace_of_anothers() {
    // The kernel makes this folder with the first device of its kind, and removes it with the last.
    let kind = Path::new("/sys/devices/virtual/input");
    wait_for("the last virtual input device to go", || !kind.exists());
    let dir = tempfile::tempdir().unwrap();
    let _display = UnixListener::bind(dir.path().join("display")).unwrap();
    let game = Game::new("spy", SPY);
    let image = game.image();
    let mut a = Session::start(dir.path(), 4, &image);
    a.waits_to_say("ready\n");
    let (mut b_pad, a_pad) = (Pad::new("pad of b"), Pad::new("pad of a"));
    let other = Game::new("tiny", &GAME.replace("NUMBERS", ""));
    let b = Session::start(dir.path(), 5, &other.image());
    b.input.plug(&b_pad.node).unwrap();
    b.reads(&mut b_pad);
    assert!(kind.exists(), "the host has B's pad where A looks");

    a.input.plug(&a_pad.node).unwrap();
    let said = a.sandbox.wait().await.tail;
    let (before, after) = said.split_once("ready\n").unwrap();
    assert_eq!(after.strip_suffix("done\n"), Some(before));
    assert!(
        before.contains("gpu ") && !before.contains("gpu 0"),
        "{said}"
    );
    b.sandbox.stop().await;
}

#[tokio::test]
#[ignore = "needs kernel devices: ci/vm/lane"]
async fn a_pad_that_is_gone_before_it_is_plugged_in_or_while_it_is_hurts_nobody() {
    let dir = tempfile::tempdir().unwrap();
    let _display = UnixListener::bind(dir.path().join("display")).unwrap();
    let game = Game::new("tiny", "echo ready; while :; do sleep 0.1; done");
    let image = game.image();
    let session = Session::start(dir.path(), 3, &image);
    session.waits_to_say("ready\n");
    let gone = Pad::new("gone").node;
    wait_for("the node to go", || !gone.exists());
    let error = session.input.plug(&gone).unwrap_err().to_string();
    assert!(error.contains("no such device (any more)"), "{error}");
    let pulled = Pad::new("pulled out");
    let node = pulled.node.clone();
    session.input.plug(&node).unwrap();
    drop(pulled);
    wait_for("the node to go", || !node.exists());
    session.input.unplug(&node).unwrap();
    session.sandbox.stop().await;
}
