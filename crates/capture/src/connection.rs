//! One client's connection, with one of its own to the compositor behind: what one client breaks,
//! another does not feel.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use stratus_media::Timestamp;
use wl_proxy::baseline::Baseline;
use wl_proxy::client::{Client, ClientHandler};
use wl_proxy::object::{Object, ObjectCoreApi};
use wl_proxy::protocols::wayland::wl_buffer::WlBuffer;
use wl_proxy::protocols::wayland::wl_display::{WlDisplay, WlDisplayError, WlDisplayHandler};
use wl_proxy::protocols::wayland::wl_registry::WlRegistry;
use wl_proxy::protocols::wayland::wl_surface::WlSurface;
use wl_proxy::state::{State, StateHandler};

use crate::buffer::Buffer;
use crate::hub::Hub;
use crate::registry::RegistryHandler;
use crate::shadow::Shadow;
use crate::strays::{Arrival, Strays};
use crate::surface::{Surface, SurfaceHandler};

/// A client that has not read for this long, with its socket full, is closed.
const PATIENCE: Duration = Duration::from_secs(20);
/// Room for a reply that may follow a full check, bytes.
const SLACK: i32 = 16 << 10;

/// Why a connection is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// The client closed it.
    Gone,
    /// The client broke the protocol.
    Malformed,
    /// The client does not read.
    Stalled,
    /// The compositor behind closed it.
    Upstream,
}

pub(crate) struct Connection {
    pub(crate) id: u64,
    pub(crate) hub: Rc<Hub>,
    pub(crate) state: Rc<State>,
    pub(crate) shadow: Shadow,
    client: Rc<Client>,
    socket: Rc<OwnedFd>,
    upstream: Rc<OwnedFd>,
    end: Cell<Option<End>>,
    surfaces: RefCell<HashMap<u64, Rc<Surface>>>,
    buffers: RefCell<HashMap<u64, Rc<Buffer>>>,
    full_since: Cell<Option<Timestamp>>,
    pub(crate) strays: Strays,
    /// How many `zwp_linux_buffer_params_v1` the client has.
    pub(crate) params: Cell<u32>,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum OpenError {
    #[error("the compositor behind does not answer: {0}")]
    Upstream(#[source] std::io::Error),
    #[error(transparent)]
    State(#[from] wl_proxy::state::StateError),
}

impl Connection {
    pub(crate) fn open(
        id: u64,
        hub: &Rc<Hub>,
        socket: OwnedFd,
        upstream: &Path,
    ) -> Result<Rc<Self>, OpenError> {
        let upstream = UnixStream::connect(upstream).map_err(OpenError::Upstream)?;
        let upstream: Rc<OwnedFd> = Rc::new(upstream.into());
        let socket = Rc::new(socket);
        let state = State::builder(Baseline::V6)
            .with_server_fd(&upstream)
            .with_logging(false)
            .build()?;
        let client = state.add_client(&socket)?;
        let connection = Rc::new(Self {
            id,
            hub: Rc::clone(hub),
            state,
            shadow: Shadow::default(),
            client,
            socket,
            upstream,
            end: Cell::new(None),
            surfaces: RefCell::default(),
            buffers: RefCell::default(),
            full_since: Cell::new(None),
            strays: Strays::new(&hub.strays),
            params: Cell::new(0),
        });
        let display = connection.client.display();
        display.set_handler(DisplayHandler(Rc::clone(&connection)));
        let gone = Disconnected(Rc::clone(&connection));
        connection.client.set_handler(gone);
        let errors = UpstreamErrors(Rc::clone(&connection));
        connection.state.set_handler(errors);
        Ok(connection)
    }

    /// Reads and answers what is there. Afterwards [`Self::end`] says whether it goes on.
    pub(crate) fn dispatch(&self) {
        // What is not read now is looked at when it is.
        if !self.is_behind() {
            match self.strays.look(&self.socket) {
                Arrival::Fine => {}
                // Also of a client that shut down only its writing: it would be readable for ever.
                Arrival::End => return self.end_with(End::Gone),
                Arrival::TooManyFiles => return self.end_with(End::Malformed),
            }
        }
        if let Err(error) = self.state.dispatch_available() {
            tracing::debug!(connection = self.id, %error, "connection ends");
            self.end_with(End::Upstream);
        }
        // Only now: requests have taken theirs.
        self.hub.bound_strays();
    }

    /// Writes what is queued.
    pub(crate) fn flush(&self) {
        if self.end.get() != Some(End::Gone) && self.state.before_poll().is_err() {
            self.end_with(End::Upstream);
        }
    }

    pub(crate) fn end(&self) -> Option<End> {
        self.end.get()
    }

    pub(crate) fn end_with(&self, end: End) {
        if self.end.get().is_none() {
            self.end.set(Some(end));
        }
    }

    /// Keeps queues bounded: while a socket is full, nothing is read that could add to it.
    ///
    /// True while that lasts; then the proxy asks again without being woken.
    pub(crate) fn back_pressure(&self, now: Timestamp) -> bool {
        let full = is_full(&self.socket) || is_full(&self.upstream);
        match (full, self.full_since.get()) {
            (false, None) => {}
            (true, None) => {
                self.full_since.set(Some(now));
                self.client.set_suspended(true);
                self.state.set_suspended(true);
            }
            (true, Some(since)) => {
                if now.since(since) > PATIENCE {
                    self.end_with(End::Stalled);
                }
            }
            (false, Some(_)) => {
                self.full_since.set(None);
                self.client.set_suspended(false);
                self.state.set_suspended(false);
            }
        }
        full
    }

    /// The client is behind with reading: what it can do without is not sent.
    pub(crate) fn is_behind(&self) -> bool {
        self.full_since.get().is_some()
    }

    /// Tells the client what it did wrong, and ends the connection.
    pub(crate) fn protocol_error(&self, object: Rc<dyn Object>, code: u32, message: &str) {
        if self.end.get().is_some() {
            return;
        }
        tracing::debug!(
            connection = self.id,
            message,
            "the client broke the protocol"
        );
        self.end_with(End::Malformed);
        let _ = self.client.display().try_send_error(object, code, message);
        self.client.set_suspended(true);
    }

    /// The client asked for more than any may have.
    pub(crate) fn no_memory(&self, message: &str) {
        let display = self.client.display().clone();
        self.protocol_error(display, WlDisplayError::NO_MEMORY.0, message);
    }

    pub(crate) fn add_surface(self: &Rc<Self>, object: &Rc<WlSurface>) {
        let surface = Rc::new(Surface::new(object, self.id));
        object.set_handler(SurfaceHandler {
            connection: Rc::clone(self),
            surface: Rc::clone(&surface),
        });
        self.surfaces
            .borrow_mut()
            .insert(object.unique_id(), surface);
    }

    pub(crate) fn surface(&self, id: u64) -> Option<Rc<Surface>> {
        self.surfaces.borrow().get(&id).cloned()
    }

    pub(crate) fn remove_surface(&self, surface: &Rc<Surface>) {
        self.surfaces.borrow_mut().remove(&surface.id.surface);
        self.hub.surface_gone(surface);
    }

    pub(crate) fn add_buffer(&self, object: &Rc<WlBuffer>, buffer: Buffer) {
        self.buffers
            .borrow_mut()
            .insert(object.unique_id(), Rc::new(buffer));
    }

    pub(crate) fn buffer(&self, id: u64) -> Option<Rc<Buffer>> {
        self.buffers.borrow().get(&id).cloned()
    }

    pub(crate) fn remove_buffer(&self, id: u64) {
        if let Some(buffer) = self.buffers.borrow_mut().remove(&id) {
            buffer.forget();
        }
    }

    /// Breaks all ties; frames that are out keep nothing but their memory.
    pub(crate) fn close(&self) {
        self.hub.connection_gone(self.id);
        for (_, buffer) in self.buffers.borrow_mut().drain() {
            buffer.forget();
        }
        self.surfaces.borrow_mut().clear();
        self.client.unset_handler();
        self.state.destroy();
        self.strays.forget();
    }
}

/// The kernel's buffer for what the other side has not read is full, or nearly.
fn is_full(socket: &OwnedFd) -> bool {
    let mut queued: libc::c_int = 0;
    // SAFETY: TIOCOUTQ (SIOCOUTQ) writes one int.
    let asked = unsafe { libc::ioctl(socket.as_raw_fd(), libc::TIOCOUTQ, &raw mut queued) };
    if asked != 0 || queued == 0 {
        return false;
    }
    let room = rustix::net::sockopt::socket_send_buffer_size(socket).unwrap_or(usize::MAX);
    i64::from(queued) + i64::from(SLACK) >= room as i64
}

/// Whether the other side has closed.
fn hung_up(socket: &OwnedFd) -> bool {
    let mut fds = [PollFd::from_borrowed_fd(socket.as_fd(), PollFlags::IN)];
    let now = rustix::time::Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    poll(&mut fds, Some(&now)).is_ok()
        && fds[0].revents().intersects(PollFlags::HUP | PollFlags::ERR)
}

struct DisplayHandler(Rc<Connection>);

impl WlDisplayHandler for DisplayHandler {
    fn handle_get_registry(&mut self, slf: &Rc<WlDisplay>, registry: &Rc<WlRegistry>) {
        registry.set_handler(RegistryHandler::new(&self.0, registry));
        slf.send_get_registry(registry);
    }
}

struct Disconnected(Rc<Connection>);

impl ClientHandler for Disconnected {
    /// Called when the client left, and when its bytes made no sense.
    fn disconnected(self: Box<Self>) {
        let end = if hung_up(&self.0.socket) {
            End::Gone
        } else {
            End::Malformed
        };
        self.0.end_with(end);
    }
}

struct UpstreamErrors(Rc<Connection>);

impl StateHandler for UpstreamErrors {
    fn display_error(
        self: Box<Self>,
        object: Option<&Rc<dyn Object>>,
        _server_id: u32,
        error: u32,
        message: &str,
    ) {
        let interface = object.map(|object| object.interface().name());
        tracing::warn!(
            connection = self.0.id,
            interface,
            error,
            message,
            "the compositor behind refused a request"
        );
        self.0.end_with(End::Malformed);
    }
}
