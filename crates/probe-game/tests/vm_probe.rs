//! The game's DMA-BUFs through the capture proxy, as the kernel makes them.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::HashMap;
use std::io::Read as _;
use std::os::fd::OwnedFd;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt, chown};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use memmap2::{Mmap, MmapOptions};
use rustix::ioctl::{Setter, ioctl, opcode};
use stratus_capture::{Capture, CaptureConfig, Compositor, CompositorConfig, CompositorKind};
use stratus_encode::LinearImporter;
use stratus_media::{
    DmaBuf, DmaBufFormat, DmaBufImporter, FrameBuffer, Mailbox, PixelFormat, Refusal, Size,
    VideoFrame,
};
use stratus_probe_game::strip::{Strip, Unreadable};

const SIZE: Size = Size::new(648, 480);
/// Frames that have to follow each other without a gap.
const IN_A_ROW: usize = 300;
/// Frames after which there is no hope for them.
const HOPE: usize = 3 * IN_A_ROW;
/// Long enough for an emulated machine.
const DEADLINE: Duration = Duration::from_secs(60);

/// A compositor, the proxy, and what comes out of it.
struct Rig {
    frames: Arc<Mailbox<VideoFrame>>,
    socket: PathBuf,
    // In the order in which they end.
    _capture: Capture,
    _compositor: Compositor,
    _dir: tempfile::TempDir,
}

impl Rig {
    fn start(importer: Arc<dyn DmaBufImporter>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::set_permissions(dir.path(), PermissionsExt::from_mode(0o755)).unwrap();
        let runtime_dir = dir.path().join("compositor");
        std::fs::create_dir(&runtime_dir).unwrap();
        std::fs::set_permissions(&runtime_dir, PermissionsExt::from_mode(0o700)).unwrap();
        let nobody = (65534, 65534);
        chown(&runtime_dir, Some(nobody.0), Some(nobody.1)).unwrap();
        let compositor = Compositor::start(&CompositorConfig {
            kind: CompositorKind::default(),
            runtime_dir,
            log: dir.path().join("compositor.log"),
            user: Some(nobody),
        })
        .unwrap();
        let frames = Arc::new(Mailbox::new());
        let socket = dir.path().join("wayland-0");
        let capture = Capture::start(
            CaptureConfig {
                upstream: compositor.socket().to_owned(),
                socket: socket.clone(),
                size: SIZE,
                fps: 60,
                keyboard_layout: None,
                dmabuf: Some(importer),
            },
            Arc::clone(&frames),
            Box::new(|_| {}),
        )
        .unwrap();
        Self {
            frames,
            socket,
            _capture: capture,
            _compositor: compositor,
            _dir: dir,
        }
    }

    fn game(&self, args: &[&str]) -> Game {
        let game = Command::new(env!("CARGO_BIN_EXE_stratus-probe-game"))
            .args(["--mute", "--buffers", "dmabuf"])
            .args(args)
            .env("WAYLAND_DISPLAY", &self.socket)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        Game(game.unwrap())
    }

    fn frame(&self) -> VideoFrame {
        self.frames.take(DEADLINE).unwrap()
    }
}

struct Game(Child);

impl Game {
    /// Waits until it ends by itself; what it complained of.
    fn end(&mut self) -> (ExitStatus, String) {
        let deadline = Instant::now() + DEADLINE;
        while self.0.try_wait().unwrap().is_none() {
            assert!(Instant::now() < deadline, "it does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
        let mut said = String::new();
        self.0
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        (self.0.wait().unwrap(), said)
    }
}

impl Drop for Game {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// The render node that a node would name.
fn render_node() -> u64 {
    std::fs::metadata("/dev/dri/renderD128").unwrap().rdev()
}

/// What the game's buffers hold, mapped once each.
#[derive(Default)]
struct Eyes {
    maps: HashMap<u64, Mmap>,
}

impl Eyes {
    fn read(&mut self, buffer: &DmaBuf) -> Result<Strip, Unreadable> {
        let plane = &buffer.planes[0];
        let len = plane.offset as usize + plane.stride as usize * buffer.size.height as usize;
        let map = self.maps.entry(buffer.id).or_insert_with(|| {
            // SAFETY: plain bytes of memory that cannot shrink; they change under the reader, which is the test.
            unsafe { MmapOptions::new().len(len).map(&*plane.fd) }.unwrap()
        });
        sync(&plane.fd, START_READ);
        let Size { width, height } = buffer.size;
        let strip = Strip::read_untorn(width, height, |x, y| {
            map[plane.offset as usize + (y * plane.stride + x * 4) as usize]
        });
        sync(&plane.fd, END_READ);
        strip
    }
}

/// `DMA_BUF_SYNC_READ` with `DMA_BUF_SYNC_START` and `DMA_BUF_SYNC_END` of `linux/dma-buf.h`.
const START_READ: u64 = 1;
const END_READ: u64 = 1 | 4;

fn sync(fd: &OwnedFd, flags: u64) {
    // SAFETY: `DMA_BUF_IOCTL_SYNC` reads 64 bits of flags.
    unsafe {
        ioctl(
            fd,
            Setter::<{ opcode::write::<u64>(b'b', 0) }, u64>::new(flags),
        )
    }
    .unwrap();
}

fn dma_buf(frame: &VideoFrame) -> &Arc<DmaBuf> {
    match &frame.buffer {
        FrameBuffer::DmaBuf(buffer) => buffer,
        FrameBuffer::Shm { .. } => panic!("not a DMA-BUF"),
    }
}

/// Reads frames until enough follow each other. Each is read again before it is given back: by then the game has drawn
/// another, and would have spoilt it, had it been released.
fn watch(rig: &Rig) {
    let mut eyes = Eyes::default();
    let mut row = 0;
    let mut held: Option<(VideoFrame, u32)> = None;
    for n in 0..HOPE {
        let frame = rig.frame();
        let number = match eyes.read(dma_buf(&frame)) {
            Ok(strip) => strip.frame,
            Err(error) => panic!("frame {n}: {error}"),
        };
        if let Some((before, last)) = &held {
            let again = eyes.read(dma_buf(before)).map(|strip| strip.frame);
            assert_eq!(again, Ok(*last), "released while it was held");
            assert!(number > *last, "picture {number} after {last}");
            row = if number == last + 1 { row + 1 } else { 0 };
        }
        if row == IN_A_ROW {
            return;
        }
        held = Some((frame, number));
    }
    panic!("only {row} in a row after {HOPE}");
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn three_hundred_pictures_in_a_row_come_whole_out_of_the_proxy() {
    let rig = Rig::start(Arc::new(LinearImporter::new(render_node())));
    let _game = rig.game(&[]);
    watch(&rig);
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_sub_surface_over_a_black_window_comes_out_as_the_picture() {
    let rig = Rig::start(Arc::new(LinearImporter::new(render_node())));
    let _game = rig.game(&["--subsurface"]);
    let mut eyes = Eyes::default();
    let mut seen = 0;
    let mut rest = HOPE;
    while seen < 30 {
        rest -= 1;
        assert!(rest > 0, "the picture never came");
        let frame = rig.frame();
        // The window itself, black in shared memory, may come first.
        if let FrameBuffer::DmaBuf(buffer) = &frame.buffer {
            eyes.read(buffer).unwrap();
            seen += 1;
        }
    }
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_frame_that_is_given_back_while_it_is_read_shows() {
    let rig = Rig::start(Arc::new(LinearImporter::new(render_node())));
    let _game = rig.game(&[]);
    let mut eyes = Eyes::default();
    let frame = rig.frame();
    let buffer = Arc::clone(dma_buf(&frame));
    let number = eyes.read(&buffer).unwrap().frame;
    drop(frame);
    let deadline = Instant::now() + DEADLINE;
    while eyes.read(&buffer).is_ok_and(|strip| strip.frame == number) {
        assert!(Instant::now() < deadline, "the game left it as it was");
        // Given back at once: the compositor has newer ones.
        drop(rig.frame());
    }
}

/// Takes nothing, or has nothing that the game can draw.
struct Unwilling(DmaBufFormat);

impl DmaBufImporter for Unwilling {
    fn device(&self) -> u64 {
        render_node()
    }

    fn formats(&self) -> &[DmaBufFormat] {
        std::slice::from_ref(&self.0)
    }

    fn import(&self, _: &DmaBuf) -> Result<(), Refusal> {
        Err(Refusal("not today".to_owned()))
    }
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_refused_buffer_and_a_missing_format_are_said() {
    for (modifier, words) in [
        (0, ["refused a linear XRGB8888 DMA-BUF", "--buffers shm"]),
        (1, ["has no linear XRGB8888", "--buffers shm"]),
    ] {
        let rig = Rig::start(Arc::new(Unwilling(DmaBufFormat {
            format: PixelFormat::Xrgb8888,
            modifier,
        })));
        let (status, said) = rig.game(&[]).end();
        assert_eq!(status.code(), Some(1), "{said}");
        for word in words {
            assert!(said.contains(word), "{said}");
        }
    }
}
