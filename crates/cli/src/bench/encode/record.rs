//! Records a real game: crispy-doom plays a demo of Freedoom's behind the capture proxy.
//!
//! With `-timedemo` the game draws one picture for each of its steps and waits for nothing but its display, so that
//! what is recorded does not depend on how fast this machine is. Only the loading screen before it takes its time by
//! the clock: a recording may begin a picture or two earlier than the last one.

use std::fs::File;
use std::io::BufWriter;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use rustix::process::Signal;
use stratus_capture::{Capture, CaptureConfig, Compositor, CompositorConfig, CompositorKind};
use stratus_media::{FrameBuffer, Mailbox, PixelFormat, Size, VideoFrame};

use super::frames::bytes;
use super::input::Writer;
use crate::up;

const GAME: &str = "/usr/games/crispy-doom";
const LEVELS: &str = "/usr/share/games/doom/freedoom2.wad";
/// Its settings: as wide as the display.
const SETTINGS: &str = "crispy_widescreen 1\ncrispy_hires 1\nshow_diskicon 0\n";
/// What the game may draw a second: less than it can, so that no picture is missed.
const FPS: u32 = 15;
/// Pictures before the recording: the loading screen melts away.
const SKIPPED: u64 = 60;
/// A game that draws nothing for so long is stuck.
const PATIENCE: Duration = Duration::from_secs(30);

/// Ends with the value.
struct Game(Child);

impl Drop for Game {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Records `pictures` pictures of `size` into `path`.
pub fn record(path: &Path, size: Size, pictures: u32) -> anyhow::Result<()> {
    for file in [GAME, LEVELS] {
        ensure!(
            Path::new(file).exists(),
            "{file} is missing: install crispy-doom and freedoom (Debian: `apt install crispy-doom freedoom`)"
        );
    }
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    // Whole, or not there.
    let unfinished = tempfile::NamedTempFile::new_in(folder)
        .with_context(|| format!("cannot write into {}", folder.display()))?;
    let dir = tempfile::Builder::new()
        .prefix("stratus-bench-")
        .tempdir()?;
    let runtime_dir = dir.path().join("compositor");
    std::fs::create_dir(&runtime_dir)?;
    let compositor = Compositor::start(&CompositorConfig {
        kind: CompositorKind::default(),
        runtime_dir,
        log: dir.path().join("compositor.log"),
        user: None,
    })?;
    let socket = dir.path().join("wayland-0");
    let frames = Arc::new(Mailbox::new());
    let _capture = Capture::start(
        CaptureConfig {
            upstream: compositor.socket().to_owned(),
            socket: socket.clone(),
            size,
            fps: FPS,
            keyboard_layout: None,
            dmabuf: None,
        },
        Arc::clone(&frames),
        Box::new(|_| {}),
    )?;
    let log = dir.path().join("game.log");
    let mut game = Game(start(dir.path(), &socket, &log)?);
    let taken = take(&mut game, &frames, unfinished.as_file(), size, pictures);
    taken.with_context(|| {
        let log = std::fs::read_to_string(&log).unwrap_or_default();
        let last = log.lines().rev().take(5).collect::<Vec<_>>();
        format!("recording {GAME}; it last said, newest first: {last:?}")
    })?;
    unfinished
        .persist(path)
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(())
}

fn start(home: &Path, socket: &Path, log: &Path) -> anyhow::Result<Child> {
    let log = File::create(log)?;
    let settings = home.join("settings.cfg");
    std::fs::write(&settings, SETTINGS)?;
    let mut command = Command::new(GAME);
    command
        .args(["-iwad", LEVELS, "-timedemo", "demo1", "-nosound", "-window"])
        .arg("-extraconfig")
        .arg(&settings)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("SDL_AUDIODRIVER", "dummy")
        .env("SDL_VIDEODRIVER", "wayland")
        // In a timed demo the game would not wait for its display by itself.
        .env("SDL_RENDER_VSYNC", "1")
        .env("WAYLAND_DISPLAY", socket)
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log);
    // SAFETY: prctl(PR_SET_PDEATHSIG) is async-signal-safe and touches only the child.
    unsafe {
        command.pre_exec(|| {
            rustix::process::set_parent_process_death_signal(Some(Signal::KILL)).map_err(Into::into)
        });
    }
    command
        .spawn()
        .with_context(|| format!("cannot start {GAME}"))
}

/// Writes every picture after the skipped ones.
fn take(
    game: &mut Game,
    frames: &Mailbox<VideoFrame>,
    file: &File,
    size: Size,
    pictures: u32,
) -> anyhow::Result<()> {
    let mut writer = Writer::new(BufWriter::new(file), size, pictures)?;
    let mut picture = vec![0; bytes(size)];
    let mut first = None;
    let mut written = 0;
    while written < pictures {
        if up::stopping() {
            bail!("stopped after {written} pictures");
        }
        let Some(frame) = frames.take(PATIENCE) else {
            let ended = game.0.try_wait()?;
            bail!(
                "it drew nothing for {PATIENCE:?} after {written} pictures ({})",
                ended.map_or("it still runs".to_owned(), |status| status.to_string())
            );
        };
        // Its first pictures may have the size of a window that was not told the output's yet.
        if frame.size != size {
            continue;
        }
        let begin = *first.get_or_insert(frame.seq) + SKIPPED;
        if frame.seq < begin {
            continue;
        }
        let missed = frame.seq - begin - u64::from(written);
        ensure!(
            missed == 0,
            "{missed} pictures were missed after {written}: this machine is too busy, record when it is not"
        );
        copy(&frame, &mut picture)?;
        drop(frame);
        writer.picture(&picture)?;
        written += 1;
    }
    writer.finish()?;
    Ok(())
}

/// The picture's pixels as B, G, R, 0.
fn copy(frame: &VideoFrame, into: &mut [u8]) -> anyhow::Result<()> {
    let FrameBuffer::Shm { pixels, stride } = &frame.buffer else {
        bail!("a picture that is not in shared memory");
    };
    let row = (frame.size.width * PixelFormat::BYTES) as usize;
    let rows = pixels.bytes().chunks(*stride as usize);
    ensure!(
        rows.len() >= frame.size.height as usize && *stride as usize >= row,
        "a picture whose buffer is too short"
    );
    let (blue, red) = if frame.format.is_rgb_order() {
        (2, 0)
    } else {
        (0, 2)
    };
    for (from, to) in rows.zip(into.chunks_exact_mut(row)) {
        for (from, to) in from.chunks_exact(4).zip(to.chunks_exact_mut(4)) {
            to.copy_from_slice(&[from[blue], from[1], from[red], 0]);
        }
    }
    Ok(())
}
