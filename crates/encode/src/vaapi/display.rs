//! A render node with its driver: one display, shared by all who use the node.

use std::ffi::{CStr, c_int};
use std::fs::{File, OpenOptions};
use std::os::fd::AsRawFd;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, Weak};

use parking_lot::Mutex;
use stratus_vaapi_sys::{Libraries, Libva, VA_STATUS_SUCCESS, VADisplay, VAStatus, VASurfaceID};

use super::failure::{Failure, failed};

/// Displays that are open, by the device number of their render node.
static OPEN: Mutex<Vec<(u64, Weak<Display>)>> = Mutex::new(Vec::new());

/// libva on one render node. Ends with the last session, importer or imported buffer that holds it.
pub(super) struct Display {
    va: &'static Libva,
    raw: VADisplay,
    /// Belongs to `raw` until it is terminated.
    _node: File,
    device: u64,
    retired: AtomicBool,
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
    pub(super) fn open(path: &Path) -> Result<Arc<Self>, Failure> {
        let unusable = |what: &dyn std::fmt::Display| {
            Failure::Unavailable(format!("{}: {what}", path.display()))
        };
        let node = OpenOptions::new()
            .read(true)
            .write(true)
            .open(path)
            .map_err(|error| unusable(&error))?;
        let device = node.metadata().map_err(|error| unusable(&error))?.rdev();
        let mut open = OPEN.lock();
        open.retain(|(_, display)| display.strong_count() > 0);
        let usable = open
            .iter()
            .filter(|(of, _)| *of == device)
            .find_map(|(_, display)| display.upgrade().filter(|display| !display.is_retired()));
        if let Some(display) = usable {
            return Ok(display);
        }
        // Under the lock: two at once would open two displays. A driver that does not come back holds up only those
        // who open one.
        let display = Arc::new(Self::initialize(node, device, path)?);
        open.push((device, Arc::downgrade(&display)));
        Ok(display)
    }

    fn initialize(node: File, device: u64, path: &Path) -> Result<Self, Failure> {
        let libraries = libraries()?;
        // SAFETY: the descriptor is open, and stays so as long as the display.
        let raw = unsafe { libraries.drm.vaGetDisplayDRM(node.as_raw_fd()) };
        if raw.is_null() {
            return Err(Failure::Unavailable(format!(
                "{} is no DRM device",
                path.display()
            )));
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
            _node: node,
            device,
            retired: AtomicBool::new(false),
            doomed: Mutex::default(),
        };
        if status == VA_STATUS_SUCCESS {
            return Ok(display);
        }
        Err(Failure::Unavailable(format!(
            "no VA-API driver for {} ({}): install the GPU's (Debian: mesa-va-drivers or intel-media-va-driver; \
             NixOS: hardware.graphics.extraPackages)",
            path.display(),
            display.describe(status),
        )))
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
        self.device
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
    fn drop(&mut self) {
        self.bury();
        // SAFETY: nobody else has the display any more.
        unsafe { self.va.vaTerminate(self.raw) };
    }
}

/// libva, loaded once. It stays loaded: drivers leave threads and thread-local data behind.
fn libraries() -> Result<&'static Libraries, Failure> {
    static LOADED: OnceLock<Result<Libraries, String>> = OnceLock::new();
    LOADED
        // SAFETY: the system's libva.
        .get_or_init(|| unsafe { Libraries::load() }.map_err(|error| error.to_string()))
        .as_ref()
        .map_err(|error| Failure::Unavailable(error.clone()))
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
