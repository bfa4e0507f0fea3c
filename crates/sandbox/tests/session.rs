//! Games started and ended for real. Run as root this uses the kernel's loop device and squashfs,
//! otherwise a user namespace and squashfuse.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::fs;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use stratus_protocol::id::SessionId;
use stratus_sandbox::{GameExit, GameImage, InputFolder, Launch, Sandbox, launch, sweep};
use support::Game;

const SESSION: &str = "0123456789abcdef0123456789abcdef";
const USER: (u32, u32) = (64_123, 64_123);

/// A node's state folder with one session and a display socket in it.
struct Node {
    dir: tempfile::TempDir,
    _display: UnixListener,
}

impl Node {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join(SESSION)).unwrap();
        let display = UnixListener::bind(dir.path().join("display")).unwrap();
        Self {
            dir,
            _display: display,
        }
    }

    fn session(&self) -> PathBuf {
        self.dir.path().join(SESSION)
    }

    fn start(&self, image: &GameImage) -> Result<Sandbox, stratus_sandbox::SandboxError> {
        launch(&Launch {
            image,
            session: SESSION.parse::<SessionId>().unwrap(),
            state_dir: self.session(),
            wayland_socket: self.dir.path().join("display"),
            x11: None,
            pipewire_socket: None,
            pulse_socket: None,
            size: (1280, 720),
            fps: 60,
            input: &InputFolder::create(USER).unwrap(),
            user: USER,
        })
    }

    async fn play(&self, script: &str) -> GameExit {
        let game = Game::new("tiny", script);
        let mut sandbox = self.start(&game.image()).unwrap_or_else(|e| panic!("{e}"));
        sandbox.wait().await
    }

    /// Nothing of a session is left.
    fn assert_clean(&self) {
        let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap();
        let dir = self.dir.path().to_str().unwrap();
        assert!(!mounts.contains(dir), "a mount is left: {mounts}");
        assert_eq!(fs::read_dir(self.session()).unwrap().count(), 0);
    }
}

/// Loop devices whose image lies below the system's folder for temporary files.
fn loops_of(dir: &Path) -> usize {
    let backing =
        |entry: fs::DirEntry| fs::read_to_string(entry.path().join("loop/backing_file")).ok();
    fs::read_dir("/sys/block")
        .unwrap()
        .flatten()
        .filter_map(backing)
        .filter(|file| file.starts_with(dir.to_str().unwrap()))
        .count()
}

fn children() -> Vec<String> {
    let me = std::process::id().to_string();
    let stat = |entry: fs::DirEntry| fs::read_to_string(entry.path().join("stat")).ok();
    fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(stat)
        .filter(|stat| {
            let after = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
            after.split_whitespace().nth(1) == Some(&me)
        })
        .collect()
}

#[tokio::test]
async fn the_game_gets_its_size_its_files_and_its_environment() {
    let node = Node::new();
    let exit = node
        .play(
            "echo args $@; pwd; cat data/level.txt; test -S $XDG_RUNTIME_DIR/$WAYLAND_DISPLAY && echo display; \
             echo $SDL_VIDEODRIVER $HOME; env | grep -c CARGO; echo bad >&2; exit 7",
        )
        .await;
    assert_eq!((exit.code, exit.signal), (Some(7), None), "{}", exit.tail);
    let lines: Vec<&str> = exit.tail.lines().collect();
    assert_eq!(
        lines,
        [
            "args 1280x720 60",
            "/app",
            "as shipped",
            "display",
            "wayland /home/player",
            "0",
            "bad"
        ]
    );
    node.assert_clean();
}

#[tokio::test]
async fn the_game_may_change_its_files_and_nothing_persists() {
    let node = Node::new();
    let game = Game::new(
        "tiny",
        "cat data/level.txt; echo changed > data/level.txt && cat data/level.txt; \
         touch new data/new $HOME/save /tmp/x /dev/shm/y && echo written; ls new $HOME",
    );
    let image = game.image();
    let before = fs::read(&image.path).unwrap();
    for _ in 0..2 {
        let exit = node.start(&image).unwrap().wait().await;
        assert_eq!(
            exit.tail,
            "as shipped\nchanged\nwritten\nnew\n\n/home/player:\nsave\n"
        );
    }
    assert_eq!(before, fs::read(&image.path).unwrap());
    node.assert_clean();
}

#[tokio::test]
async fn the_host_is_out_of_reach() {
    let node = Node::new();
    let exit = node
        .play(
            "ls -A / | tr '\\n' ' '; echo; ls -A /root 2>&1 | head -1; cat /etc/shadow 2>&1; ls /home; \
             cat /etc/passwd | wc -l; touch /usr/x 2>&1; touch /etc/x 2>&1; touch /x 2>&1; \
             ls /proc | grep -c '^[0-9]'; hostname; cat /proc/net/dev | grep -c :; \
             grep -E 'CapEff|CapBnd|NoNewPrivs|Seccomp:' /proc/self/status | tr -d '\\t' | tr '\\n' ' '; echo; \
             mount -t tmpfs x /tmp 2>&1 | tail -1; unshare -U true 2>&1; id -u; ls /proc/1/root 2>&1",
        )
        .await;
    let text = &exit.tail;
    assert!(text.contains("No such file or directory"), "{text}");
    assert!(!text.contains("state"), "{text}");
    for line in [
        "\nplayer\n3\n",
        "touch: cannot touch '/usr/x': Read-only file system",
        "touch: cannot touch '/etc/x': Read-only file system",
        "touch: cannot touch '/x': Read-only file system",
        "\nstratus\n1\n",
        "CapEff:0000000000000000 CapBnd:0000000000000000 NoNewPrivs:1 Seccomp:2",
        "unshare: unshare failed: Operation not permitted",
        "ls: cannot",
    ] {
        assert!(text.contains(line), "{line:?} is missing in:\n{text}");
    }
    let root = text.lines().next().unwrap();
    for hidden in ["root", "boot", "mnt", "srv", "opt", "work"] {
        assert!(
            !root.split(' ').any(|name| name == hidden),
            "{hidden}: {root}"
        );
    }
    node.assert_clean();
}

#[tokio::test]
async fn the_game_sees_no_process_but_its_own() {
    let node = Node::new();
    // The shell, its two helpers, and at most the namespace's first process.
    let exit = node
        .play("echo $$; ls /proc | grep '^[0-9]' | wc -l; exec 2>&1; kill -9 1; echo alive")
        .await;
    let numbers: Vec<u32> = exit.tail.lines().filter_map(|l| l.parse().ok()).collect();
    assert!(numbers[0] < 10, "its own count of processes: {}", exit.tail);
    assert!(numbers[1] <= 6, "{}", exit.tail);
    assert!(exit.tail.contains("alive"));
}

#[tokio::test]
async fn a_game_killed_by_a_signal_says_so() {
    let node = Node::new();
    let exit = node.play("kill -SEGV $$").await;
    assert_eq!((exit.code, exit.signal), (None, Some(11)));
}

#[tokio::test]
async fn an_endless_log_is_bounded_and_its_end_is_kept() {
    let node = Node::new();
    let exit = node
        .play("i=0; while [ $i -lt 200 ]; do head -c 20000 /dev/zero | tr '\\0' a; i=$((i+1)); done; echo; echo last words")
        .await;
    assert!(exit.tail.ends_with("\nlast words\n"));
    assert!(exit.tail.len() <= 8192);
}

#[tokio::test]
async fn stopping_ends_a_game_that_ignores_it_and_all_its_children() {
    let node = Node::new();
    let game = Game::new(
        "tiny",
        "trap '' TERM; (trap '' TERM; while :; do sleep 1; done) & setsid sh -c 'trap \"\" TERM; sleep 1000' & \
         echo ready; while :; do sleep 1; done",
    );
    let image = game.image();
    let sandbox = node.start(&image).unwrap();
    let (launcher, init) = (sandbox.pid(), sandbox.init_pid());
    wait_for(|| {
        fs::read_to_string(node.session().join("sandbox/game.log")).unwrap_or_default() == "ready\n"
    });
    let exit = sandbox.stop().await;
    assert_eq!(exit.signal, Some(9));
    assert_eq!(exit.tail, "ready\n");
    for pid in [launcher, init] {
        assert!(
            !Path::new(&format!("/proc/{pid}")).exists(),
            "{pid} is left"
        );
    }
    assert_eq!(loops_of(&game.out()), 0);
    node.assert_clean();
}

#[tokio::test]
async fn a_game_that_obeys_ends_by_itself() {
    let node = Node::new();
    let game = Game::new(
        "tiny",
        "trap 'echo saved; exit 3' TERM; echo ready; while :; do sleep 0.01; done",
    );
    let image = game.image();
    // On a busy machine the grace time can pass before a shell had its turn; not every time.
    let mut exits = Vec::new();
    for _ in 0..10 {
        let sandbox = node.start(&image).unwrap();
        wait_for(|| {
            fs::read_to_string(node.session().join("sandbox/game.log")).unwrap_or_default()
                == "ready\n"
        });
        let exit = sandbox.stop().await;
        if exit.tail.contains("saved") && exit.code == Some(3) {
            return;
        }
        exits.push(exit);
    }
    panic!("killed although it obeys: {exits:?}");
}

#[tokio::test]
async fn dropping_it_ends_the_game() {
    let node = Node::new();
    let game = Game::new("tiny", "sleep 1000");
    let image = game.image();
    let sandbox = node.start(&image).unwrap();
    let init = sandbox.init_pid();
    drop(sandbox);
    assert!(!Path::new(&format!("/proc/{init}")).exists());
    node.assert_clean();
}

#[tokio::test]
async fn a_game_that_cannot_be_started_is_an_error_with_the_reason() {
    let node = Node::new();
    let game = Game::new("tiny", "");
    fs::write(game.folder().join("run.sh"), "#!/no/such/interpreter\n").unwrap();
    let error = node.start(&game.image()).unwrap_err().to_string();
    assert!(
        error.contains("cannot start 'tiny'") && error.contains("'AppRun'"),
        "{error}"
    );
    node.assert_clean();
    let game = Game::new("tiny", "exit 0");
    let mut image = game.image();
    image.offset += 4096;
    let error = node.start(&image).unwrap_err().to_string();
    assert!(error.contains("squashfs"), "{error}");
    node.assert_clean();
    image.manifest.runtime.kind = stratus_protocol::manifest::RuntimeKind::Wine;
    assert!(
        node.start(&image)
            .unwrap_err()
            .to_string()
            .contains("'wine'")
    );
}

#[tokio::test]
async fn default_settings_are_in_the_home() {
    let node = Node::new();
    let game = Game::new(
        "tiny",
        "cat $HOME/.config/tiny.cfg; echo more >> $HOME/.config/tiny.cfg && echo ok",
    );
    fs::create_dir_all(game.folder().join("home/.config")).unwrap();
    fs::write(game.folder().join("home/.config/tiny.cfg"), "volume 3\n").unwrap();
    let exit = node.start(&game.image()).unwrap().wait().await;
    assert_eq!(exit.tail, "volume 3\nok\n");
}

#[tokio::test]
async fn thirty_sessions_leave_nothing() {
    let node = Node::new();
    let game = Game::new("tiny", "exit 0");
    let image = game.image();
    let fds = || fs::read_dir("/proc/self/fd").unwrap().count();
    node.start(&image).unwrap().wait().await;
    let before = fds();
    let mut micros = Vec::new();
    for round in 0..30 {
        let mut sandbox = node.start(&image).unwrap();
        micros.push(sandbox.start_latency().as_micros());
        if round % 2 == 0 {
            sandbox.wait().await;
        } else {
            sandbox.stop().await;
        }
    }
    micros.sort_unstable();
    println!(
        "launcher start → exec: p50 {} µs, worst {} µs",
        micros[15], micros[29]
    );
    // Other tests of this program run beside this one: allow for their descriptors.
    wait_for(|| fds() <= before + 12);
    assert_eq!(loops_of(&game.out()), 0);
    assert!(
        !children().iter().any(|stat| stat.contains(") Z ")),
        "{:?}",
        children()
    );
    node.assert_clean();
}

/// Not a test by itself: the node that gets killed.
#[tokio::test]
#[ignore = "run by the test of the killed node"]
async fn acting_as_a_node() {
    let Some(state) = std::env::var_os("STRATUS_TEST_STATE") else {
        return;
    };
    let state = PathBuf::from(state);
    let image = GameImage::open(&state.join("tiny.AppImage")).unwrap();
    let _display = UnixListener::bind(state.join("display")).unwrap();
    let sandbox = launch(&Launch {
        image: &image,
        session: SESSION.parse().unwrap(),
        state_dir: state.join(SESSION),
        wayland_socket: state.join("display"),
        x11: None,
        pipewire_socket: None,
        pulse_socket: None,
        size: (640, 480),
        fps: 30,
        input: &InputFolder::create(USER).unwrap(),
        user: USER,
    })
    .unwrap();
    fs::write(state.join("init.new"), sandbox.init_pid().to_string()).unwrap();
    fs::rename(state.join("init.new"), state.join("init")).unwrap();
    std::future::pending::<()>().await;
    drop(sandbox);
}

#[test]
fn a_killed_node_leaves_nothing_after_the_sweep() {
    let game = Game::new("tiny", "trap '' TERM; while :; do sleep 1; done");
    let image = game.image();
    let state = tempfile::tempdir().unwrap();
    fs::create_dir(state.path().join(SESSION)).unwrap();
    fs::copy(&image.path, state.path().join("tiny.AppImage")).unwrap();
    let mut node = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "acting_as_a_node", "--ignored"])
        .env("STRATUS_TEST_STATE", state.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let note = state.path().join("init");
    wait_for(|| note.exists());
    let init = fs::read_to_string(&note).unwrap();
    assert!(Path::new(&format!("/proc/{init}")).exists());
    // A process of the node's that has no lifeline, such as a compositor.
    let mut stray = Command::new("sleep").arg("1000").spawn().unwrap();
    stratus_sandbox::record::ProcessRecord::of(stray.id())
        .unwrap()
        .write(&state.path().join(SESSION), "compositor")
        .unwrap();
    node.kill().unwrap();
    node.wait().unwrap();
    let report = sweep(state.path()).unwrap();
    assert_eq!(report.dirs, 1);
    assert!(report.processes >= 1, "{report:?}");
    assert!(!stray.wait().unwrap().success());
    assert!(!state.path().join(SESSION).exists());
    assert!(
        state.path().join("tiny.AppImage").exists(),
        "only sessions are removed"
    );
    wait_for(|| !Path::new(&format!("/proc/{init}")).exists());
    wait_for(|| loops_of(state.path()) == 0);
    assert_eq!(sweep(state.path()).unwrap(), Default::default());
}

#[test]
fn a_group_that_a_killed_launcher_left_goes_with_the_sweep() {
    let session = "fedcba9876543210fedcba9876543210";
    let made = stratus_sandbox::control_group::places(session)
        .into_iter()
        .find(|group| fs::create_dir(group).is_ok());
    let Some(group) = made else {
        eprintln!("skipped: no control group (v2) can be made here");
        return;
    };
    let state = tempfile::tempdir().unwrap();
    fs::create_dir(state.path().join(session)).unwrap();
    assert_eq!(sweep(state.path()).unwrap().dirs, 1);
    assert!(!group.exists());
}

fn wait_for(mut condition: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while !condition() {
        assert!(Instant::now() < deadline, "waited in vain");
        std::thread::sleep(Duration::from_millis(5));
    }
}
