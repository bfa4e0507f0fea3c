//! The handle of a running proxy.

use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use stratus_media::{DmaBufImporter, Mailbox, Size, Timestamp, VideoFrame};
use stratus_protocol::session::control::Cursor;

use crate::buffer::LARGEST_SIDE;
use crate::error::CaptureError;
use crate::output::Mode;
use crate::pacer::Pacer;
use crate::proxy::{self, Start};
use crate::seat::Seat;
use crate::stats::{CaptureStats, Counters};
use crate::wake::Wake;

/// What a proxy needs to know.
#[derive(Debug, Clone)]
pub struct CaptureConfig {
    /// The compositor's socket.
    pub upstream: PathBuf,
    /// Where the game connects. Made here, open to every user: keep it in a private directory.
    pub socket: PathBuf,
    /// The player's picture, 1–8192 pixels a side.
    pub size: Size,
    /// Frames a second, 1–1000.
    pub fps: u32,
    /// XKB layout such as `de`; `us` where absent or unknown.
    pub keyboard_layout: Option<String>,
    /// Who reads DMA-BUFs; `None` offers the game none.
    pub dmabuf: Option<Arc<dyn DmaBufImporter>>,
}

/// What happens at the game's side. Called on the proxy's thread: return soon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaptureEvent {
    /// The first picture is in the mailbox.
    FirstFrame,
    /// A window named itself.
    Title(String),
    /// The pointer image changed.
    Cursor(Cursor),
    /// The game locked the pointer, or let go of it.
    PointerLock(bool),
    /// No window shows anything any more.
    LastWindowClosed,
    /// The last client closed its connection.
    ClientGone,
    /// The proxy cannot go on; the sentence says why.
    Failed(String),
}

/// A proxy on its own thread.
pub struct Capture {
    seat: Seat,
    pacer: Pacer,
    counters: Arc<Counters>,
    frames: Arc<Mailbox<VideoFrame>>,
    stop: Arc<AtomicBool>,
    wake: Wake,
    socket: PathBuf,
    thread: Option<JoinHandle<()>>,
}

impl Capture {
    /// Opens the game's socket and starts the proxy. Pictures go to `frames`, the rest to `events`.
    ///
    /// # Errors
    /// Where the socket cannot be made, the mode makes no sense, or no keyboard layout compiles.
    pub fn start(
        config: CaptureConfig,
        frames: Arc<Mailbox<VideoFrame>>,
        events: Box<dyn Fn(CaptureEvent) + Send>,
    ) -> Result<Self, CaptureError> {
        let CaptureConfig { size, fps, .. } = config;
        let sides = 1..=LARGEST_SIDE;
        if !sides.contains(&size.width)
            || !sides.contains(&size.height)
            || !(1..=1000).contains(&fps)
        {
            return Err(CaptureError::Mode {
                width: size.width,
                height: size.height,
                fps,
            });
        }
        let listener = listen(&config.socket)?;
        let wake = Wake::new().map_err(|source| CaptureError::Kernel {
            what: "an eventfd",
            source,
        })?;
        let counters = Arc::new(Counters::default());
        let period = Duration::from_nanos(1_000_000_000 / u64::from(fps));
        let pacer = Pacer::new(period, Timestamp::now(), wake.clone());
        let seat = Seat::new(wake.clone());
        let stop = Arc::new(AtomicBool::new(false));
        let (ready, started) = mpsc::sync_channel(1);
        let start = Start {
            upstream: config.upstream,
            listener,
            mode: Mode { size, fps },
            layout: config.keyboard_layout,
            dmabuf: config.dmabuf,
            frames: Arc::clone(&frames),
            events,
            counters: Arc::clone(&counters),
            pacer: pacer.clone(),
            input: seat.clone(),
            stop: Arc::clone(&stop),
            wake: wake.clone(),
        };
        let thread = std::thread::Builder::new()
            .name("capture".to_owned())
            .spawn(move || proxy::run(start, &ready))
            .map_err(|source| CaptureError::Kernel {
                what: "a thread",
                source,
            })?;
        let capture = Self {
            seat,
            pacer,
            counters,
            frames,
            stop,
            wake,
            socket: config.socket,
            thread: Some(thread),
        };
        match started.recv() {
            Ok(Ok(())) => Ok(capture),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(CaptureError::Kernel {
                what: "the proxy's thread",
                source: std::io::Error::other("it ended at once"),
            }),
        }
    }

    /// The player's keyboard and mouse.
    #[must_use]
    pub fn seat(&self) -> Seat {
        self.seat.clone()
    }

    /// The clock that the game draws by.
    #[must_use]
    pub fn pacer(&self) -> Pacer {
        self.pacer.clone()
    }

    /// What was counted so far.
    #[must_use]
    pub fn stats(&self) -> CaptureStats {
        self.counters.snapshot(self.frames.replaced())
    }

    /// Closes all connections and ends the thread; so does dropping.
    pub fn stop(self) {}
}

impl Drop for Capture {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        self.wake.ring();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the proxy's thread panicked");
        }
        let _ = std::fs::remove_file(&self.socket);
    }
}

/// A socket that the game may connect to, whatever user it runs as.
fn listen(path: &std::path::Path) -> Result<UnixListener, CaptureError> {
    let named = |source| CaptureError::Path {
        path: path.to_owned(),
        source,
    };
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(named(error)),
        _ => {}
    }
    let listener = UnixListener::bind(path).map_err(named)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o666)).map_err(named)?;
    listener.set_nonblocking(true).map_err(named)?;
    Ok(listener)
}
