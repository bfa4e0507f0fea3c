//! A real compositor, the proxy, and somewhere to look at what comes out.
#![allow(dead_code, reason = "every test binary uses its own part")]

use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use stratus_capture::{
    Capture, CaptureConfig, CaptureEvent, Compositor, CompositorConfig, CompositorKind,
};
use stratus_media::{DmaBufImporter, FrameBuffer, Mailbox, Size, VideoFrame};

pub mod client;
pub mod dmabuf;
pub mod kernel;

/// Long enough for any machine; nothing waits for it where all is well.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// An ordinary user, where the tests run as root.
pub fn user() -> Option<(u32, u32)> {
    rustix::process::getuid()
        .is_root()
        .then_some((65534, 65534))
}

pub struct Rig {
    pub capture: Capture,
    pub frames: Arc<Mailbox<VideoFrame>>,
    pub events: mpsc::Receiver<CaptureEvent>,
    pub socket: PathBuf,
    pub compositor: Compositor,
    pub dir: tempfile::TempDir,
}

impl Rig {
    pub fn start(size: Size, fps: u32) -> Self {
        Self::start_with(CompositorKind::default(), size, fps)
    }

    pub fn start_with(kind: CompositorKind, size: Size, fps: u32) -> Self {
        Self::start_all(kind, size, fps, None, |_| {})
    }

    /// With somebody who sees each event on the proxy's own thread.
    pub fn start_watched(
        size: Size,
        fps: u32,
        watch: impl Fn(&CaptureEvent) + Send + 'static,
    ) -> Self {
        Self::start_all(CompositorKind::default(), size, fps, None, watch)
    }

    /// With somebody who reads DMA-BUFs.
    pub fn start_dmabuf(size: Size, importer: Arc<dyn DmaBufImporter>) -> Self {
        Self::start_all(CompositorKind::default(), size, 60, Some(importer), |_| {})
    }

    fn start_all(
        kind: CompositorKind,
        size: Size,
        fps: u32,
        dmabuf: Option<Arc<dyn DmaBufImporter>>,
        watch: impl Fn(&CaptureEvent) + Send + 'static,
    ) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let runtime_dir = owned_dir(dir.path(), "compositor");
        let compositor = Compositor::start(&CompositorConfig {
            kind,
            runtime_dir,
            log: dir.path().join("compositor.log"),
            user: user(),
        })
        .unwrap();
        let frames = Arc::new(Mailbox::new());
        let (sender, events) = mpsc::channel();
        let socket = dir.path().join("wayland-0");
        let capture = Capture::start(
            CaptureConfig {
                upstream: compositor.socket().to_owned(),
                socket: socket.clone(),
                size,
                fps,
                keyboard_layout: None,
                dmabuf,
            },
            Arc::clone(&frames),
            Box::new(move |event| {
                watch(&event);
                let _ = sender.send(event);
            }),
        )
        .unwrap();
        Self {
            capture,
            frames,
            events,
            socket,
            compositor,
            dir,
        }
    }

    pub fn frame(&self) -> VideoFrame {
        self.frames.take(DEADLINE).expect("a picture")
    }

    /// Waits for an event, passing over others.
    pub fn event(&self, wanted: impl Fn(&CaptureEvent) -> bool) -> CaptureEvent {
        let deadline = Instant::now() + DEADLINE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let event = self.events.recv_timeout(left).expect("the event");
            if wanted(&event) {
                return event;
            }
        }
    }

    /// Waits until `condition` holds.
    pub fn until(&self, what: &str, mut condition: impl FnMut(&Self) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !condition(self) {
            assert!(Instant::now() < deadline, "never: {what}");
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

/// A directory that the ordinary user owns.
pub fn owned_dir(parent: &Path, name: &str) -> PathBuf {
    let dir = parent.join(name);
    std::fs::create_dir(&dir).unwrap();
    if let Some((uid, gid)) = user() {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(parent, PermissionsExt::from_mode(0o755)).unwrap();
        std::fs::set_permissions(&dir, PermissionsExt::from_mode(0o700)).unwrap();
        chown(&dir, Some(uid), Some(gid)).unwrap();
    }
    dir
}

/// A frame's rows, without what lies between them.
pub fn rows(frame: &VideoFrame) -> Vec<Vec<u8>> {
    let FrameBuffer::Shm { pixels, stride } = &frame.buffer else {
        panic!("not in shared memory");
    };
    pixels
        .bytes()
        .chunks(*stride as usize)
        .take(frame.size.height as usize)
        .map(|row| row[..frame.size.width as usize * 4].to_vec())
        .collect()
}

/// Writes a frame as a PPM image, for a person to look at.
pub fn save(frame: &VideoFrame, path: &Path) {
    let mut out = format!("P6 {} {} 255\n", frame.size.width, frame.size.height).into_bytes();
    for row in rows(frame) {
        for pixel in row.chunks_exact(4) {
            let [a, b, c] = [pixel[0], pixel[1], pixel[2]];
            out.extend(if frame.format.is_rgb_order() {
                [a, b, c]
            } else {
                [c, b, a]
            });
        }
    }
    std::fs::write(path, out).unwrap();
}
