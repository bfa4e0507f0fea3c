//! A render node with its driver: one display, shared by all who use the node.

use std::ffi::{CStr, c_int};
use std::fs::{File, OpenOptions};
use std::os::fd::AsRawFd;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex};
use stratus_vaapi_sys::{Libraries, Libva, VA_STATUS_SUCCESS, VADisplay, VAStatus, VASurfaceID};

use super::failure::{Failure, failed};
use super::nodes::{Identity, Look, Nodes};

/// What is known of the machine's render nodes. Locked for a look only, never across a call of a driver.
static NODES: Mutex<Nodes<Display>> = Mutex::new(Nodes::new());

/// Something in [`NODES`] has changed.
static CHANGED: Condvar = Condvar::new();

/// How long a driver that may be broken holds up whoever lets go of its display.
const FAREWELL: Duration = Duration::from_millis(100);

/// libva on one render node. Ends with the last session, importer or imported buffer that holds it.
pub(super) struct Display {
    va: &'static Libva,
    raw: VADisplay,
    /// Belongs to `raw` until it is terminated.
    node: Option<File>,
    identity: Identity,
    retired: Arc<AtomicBool>,
    /// Surfaces that nobody uses any more. Whoever lets one go may be a thread that must not wait for the driver.
    doomed: Mutex<Vec<VASurfaceID>>,
}

// SAFETY: libva and its drivers lock what calls from several threads share (`va.h`: "thread safe"); the pointer
// stays valid until `drop`.
unsafe impl Send for Display {}
// SAFETY: as above.
unsafe impl Sync for Display {}

impl Display {
    /// The display of the render node at `path`; the one that is open already where there is one.
    ///
    /// The driver opens it on a thread of its own: one that does not come back is left there, and nobody asks it again
    /// before it does. One that failed is not asked again for a while, by no session of this process.
    pub(super) fn open(path: &Path) -> Result<Arc<Self>, Failure> {
        let unusable = |what: &dyn std::fmt::Display| {
            Failure::Unavailable(format!("{}: {what}", path.display()))
        };
        let node = OpenOptions::new()
            .read(true)
            .write(true)
            .open(path)
            .map_err(|error| unusable(&error))?;
        let metadata = node.metadata().map_err(|error| unusable(&error))?;
        let identity = Identity {
            device: metadata.rdev(),
            inode: metadata.ino(),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        };
        let mut node = Some(node);
        let mut nodes = NODES.lock();
        loop {
            match nodes.look(identity, Instant::now()) {
                Look::Open(display) => return Ok(display),
                Look::Without(reason) => return Err(unusable(&reason)),
                Look::Wait(until) => {
                    CHANGED.wait_until(&mut nodes, until);
                    nodes.left(identity);
                }
                Look::OpenIt => {
                    let Some(node) = node.take() else {
                        // What this one opened was retired before it could be used.
                        nodes.failed(identity, Instant::now(), "it failed at once".to_owned());
                        continue;
                    };
                    if let Err(error) = Self::begin(node, identity) {
                        let reason = format!("no thread for its driver: {error}");
                        nodes.failed(identity, Instant::now(), reason);
                    }
                }
            }
        }
    }

    /// Has the driver open a display, and puts it where those who wait find it.
    fn begin(node: File, identity: Identity) -> std::io::Result<()> {
        let open = move || {
            let opened = Self::initialize(node, identity);
            let mut nodes = NODES.lock();
            let unwanted = match opened {
                Ok(display) => {
                    let retired = Arc::clone(&display.retired);
                    nodes.opened(identity, Arc::new(display), retired)
                }
                Err(reason) => {
                    nodes.failed(identity, Instant::now(), reason);
                    None
                }
            };
            CHANGED.notify_all();
            drop(nodes);
            drop(unwanted);
        };
        let thread = std::thread::Builder::new().name("vaapi-open".to_owned());
        thread.spawn(open).map(drop)
    }

    /// What went wrong is said without the node's path: whoever asks for the node adds it.
    fn initialize(node: File, identity: Identity) -> Result<Self, String> {
        let libraries = libraries()?;
        // SAFETY: the descriptor is open, and stays so as long as the display.
        let raw = unsafe { libraries.drm.vaGetDisplayDRM(node.as_raw_fd()) };
        if raw.is_null() {
            return Err("it is no DRM device".to_owned());
        }
        let (mut major, mut minor): (c_int, c_int) = (0, 0);
        // SAFETY: `raw` is a display; without a callback libva is silent, and what it would print is said here.
        let status = unsafe {
            libraries.va.vaSetErrorCallback(raw, None, ptr::null_mut());
            libraries.va.vaSetInfoCallback(raw, None, ptr::null_mut());
            libraries.va.vaInitialize(raw, &mut major, &mut minor)
        };
        // From here on it is terminated, as libva asks also after a failure.
        let display = Self {
            va: &libraries.va,
            raw,
            node: Some(node),
            identity,
            retired: Arc::default(),
            doomed: Mutex::default(),
        };
        if status == VA_STATUS_SUCCESS {
            return Ok(display);
        }
        Err(format!(
            "no VA-API driver for it ({}): install the GPU's (Debian: mesa-va-drivers or intel-media-va-driver; \
             NixOS: hardware.graphics.extraPackages)",
            display.describe(status),
        ))
    }

    /// libva's functions.
    pub(super) fn va(&self) -> &'static Libva {
        self.va
    }

    /// What they are called with.
    pub(super) fn raw(&self) -> VADisplay {
        self.raw
    }

    /// `st_rdev` of the render node.
    pub(super) fn device(&self) -> u64 {
        self.identity.device
    }

    /// The node that it was opened on.
    pub(super) fn identity(&self) -> Identity {
        self.identity
    }

    /// Set where it may be broken, for who must not hold the display itself: the last one who does closes it.
    pub(super) fn retirement(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.retired)
    }

    /// A stream was opened on it.
    pub(super) fn works(&self) {
        NODES.lock().works(self.identity);
    }

    /// Says that it may be broken: whoever opens the node next gets a fresh one.
    pub(super) fn retire(&self) {
        self.retired.store(true, Ordering::Relaxed);
    }

    /// [`retire`](Self::retire) was called.
    pub(super) fn is_retired(&self) -> bool {
        self.retired.load(Ordering::Relaxed)
    }

    /// Notes a surface for [`bury`](Self::bury); never waits for the driver.
    pub(super) fn doom(&self, surface: VASurfaceID) {
        self.doomed.lock().push(surface);
    }

    /// Frees what nobody uses any more.
    pub(super) fn bury(&self) {
        loop {
            let Some(mut surface) = self.doomed.lock().pop() else {
                return;
            };
            // SAFETY: the surface was made by this display, and its owner has let it go.
            unsafe { self.va.vaDestroySurfaces(self.raw, &mut surface, 1) };
        }
    }

    /// The driver's name and version.
    pub(super) fn vendor(&self) -> String {
        // SAFETY: the display is initialised; the string lives as long as it.
        unsafe {
            let name = self.va.vaQueryVendorString(self.raw);
            if name.is_null() {
                return "a driver without a name".to_owned();
            }
            CStr::from_ptr(name).to_string_lossy().into_owned()
        }
    }

    fn describe(&self, status: VAStatus) -> String {
        // SAFETY: any status may be asked for; the answer is a constant string.
        let text = unsafe { CStr::from_ptr(self.va.vaErrorStr(status)) };
        text.to_string_lossy().into_owned()
    }

    /// A status as a result; a device that is gone is not used again.
    pub(super) fn check(&self, action: &'static str, status: VAStatus) -> Result<(), Failure> {
        if status == VA_STATUS_SUCCESS {
            return Ok(());
        }
        let failure = failed(action, status);
        if failure.is_lost() {
            self.retire();
        }
        Err(failure)
    }
}

impl Drop for Display {
    /// Closes it. A driver that may be broken does so on a thread of its own, which is left where it does not come back.
    fn drop(&mut self) {
        let rest = Rest {
            va: self.va,
            raw: self.raw,
            doomed: std::mem::take(self.doomed.get_mut()),
            _node: self.node.take(),
        };
        if !self.is_retired() {
            return drop(rest);
        }
        let (done, ended) = sync_channel(1);
        let end = move || {
            drop(rest);
            let _ = done.send(());
        };
        // Without a thread for it, it is closed here, by the closure's end.
        let thread = std::thread::Builder::new().name("vaapi-end".to_owned());
        if thread.spawn(end).is_ok() {
            let _ = ended.recv_timeout(FAREWELL);
        }
    }
}

/// What is left of a display that nobody uses.
struct Rest {
    va: &'static Libva,
    raw: VADisplay,
    doomed: Vec<VASurfaceID>,
    _node: Option<File>,
}

// SAFETY: as for `Display`.
unsafe impl Send for Rest {}

impl Drop for Rest {
    fn drop(&mut self) {
        for surface in &mut self.doomed {
            // SAFETY: the surface was made by this display, and its owner has let it go.
            unsafe { self.va.vaDestroySurfaces(self.raw, surface, 1) };
        }
        // SAFETY: nobody else has the display any more.
        unsafe { self.va.vaTerminate(self.raw) };
    }
}

/// Notes that the driver of `identity` hangs: nobody asks it again for a while.
pub(super) fn hangs(identity: Identity, reason: String) {
    NODES.lock().failed(identity, Instant::now(), reason);
}

/// libva, loaded once. It stays loaded: drivers leave threads and thread-local data behind.
fn libraries() -> Result<&'static Libraries, String> {
    static LOADED: OnceLock<Result<Libraries, String>> = OnceLock::new();
    LOADED
        // SAFETY: the system's libva.
        .get_or_init(|| unsafe { Libraries::load() }.map_err(|error| error.to_string()))
        .as_ref()
        .map_err(Clone::clone)
}

/// The machine's render nodes, in order.
pub(crate) fn render_nodes() -> Vec<PathBuf> {
    let mut nodes: Vec<PathBuf> = std::fs::read_dir("/dev/dri")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("renderD")
        })
        .collect();
    nodes.sort();
    nodes
}
