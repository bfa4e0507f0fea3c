//! `xdg_shell`: every window is full screen at the player's size, whatever it asks for.

use std::cell::Cell;
use std::rc::Rc;

use wl_proxy::object::{ConcreteObject, Object, ObjectCoreApi};
use wl_proxy::protocols::wayland::wl_output::WlOutput;
use wl_proxy::protocols::wayland::wl_seat::WlSeat;
use wl_proxy::protocols::wayland::wl_surface::WlSurface;
use wl_proxy::protocols::xdg_decoration_unstable_v1::zxdg_decoration_manager_v1::{
    ZxdgDecorationManagerV1, ZxdgDecorationManagerV1Handler,
};
use wl_proxy::protocols::xdg_decoration_unstable_v1::zxdg_toplevel_decoration_v1::{
    ZxdgToplevelDecorationV1, ZxdgToplevelDecorationV1Handler, ZxdgToplevelDecorationV1Mode,
};
use wl_proxy::protocols::xdg_shell::xdg_popup::{XdgPopup, XdgPopupHandler};
use wl_proxy::protocols::xdg_shell::xdg_positioner::XdgPositioner;
use wl_proxy::protocols::xdg_shell::xdg_surface::{XdgSurface, XdgSurfaceHandler};
use wl_proxy::protocols::xdg_shell::xdg_toplevel::{
    XdgToplevel, XdgToplevelHandler, XdgToplevelResizeEdge, XdgToplevelState,
};
use wl_proxy::protocols::xdg_shell::xdg_wm_base::{XdgWmBase, XdgWmBaseHandler};

use crate::capture::CaptureEvent;
use crate::connection::Connection;
use crate::surface::{Role, Surface};

/// Configures that we send ourselves have serials from here up; a compositor counts from 1.
const OWN_SERIALS: u32 = 0xc000_0000;

pub(crate) struct WmBaseHandler(pub(crate) Rc<Connection>);

impl XdgWmBaseHandler for WmBaseHandler {
    fn handle_get_xdg_surface(
        &mut self,
        slf: &Rc<XdgWmBase>,
        id: &Rc<XdgSurface>,
        surface: &Rc<WlSurface>,
    ) {
        if let Some(known) = self.0.surface(surface.unique_id()) {
            known.drop_held();
            id.set_handler(WindowHandler(Rc::new(Window {
                connection: Rc::clone(&self.0),
                surface: known,
                xdg: Rc::clone(id),
                waiting: Cell::new(None),
                acked: Cell::new(None),
                configured: Cell::new(false),
                own_serial: Cell::new(OWN_SERIALS),
            })));
        }
        slf.send_get_xdg_surface(id, surface);
    }
}

/// What the two or three objects of a window share.
struct Window {
    connection: Rc<Connection>,
    surface: Rc<Surface>,
    xdg: Rc<XdgSurface>,
    /// The last configure of the compositor.
    waiting: Cell<Option<u32>>,
    /// The last of those that was acknowledged to it.
    acked: Cell<Option<u32>>,
    configured: Cell<bool>,
    own_serial: Cell<u32>,
}

impl Window {
    fn states() -> [u8; 8] {
        let mut states = [0; 8];
        states[..4].copy_from_slice(&XdgToplevelState::FULLSCREEN.0.to_ne_bytes());
        states[4..].copy_from_slice(&XdgToplevelState::ACTIVATED.0.to_ne_bytes());
        states
    }

    fn send_size(&self, toplevel: &XdgToplevel) {
        let size = self.connection.hub.mode.size;
        toplevel.send_configure(size.width as i32, size.height as i32, &Self::states());
    }

    /// Answers a request to change state: it is what it always is.
    fn insist(&self, toplevel: &XdgToplevel) {
        // Before the first configure the coming one is the answer.
        if !self.configured.get() {
            return;
        }
        self.send_size(toplevel);
        let serial = self.own_serial.get();
        self.own_serial
            .set(serial.checked_add(1).unwrap_or(OWN_SERIALS));
        self.xdg.send_configure(serial);
    }
}

struct WindowHandler(Rc<Window>);

impl XdgSurfaceHandler for WindowHandler {
    fn handle_get_toplevel(&mut self, slf: &Rc<XdgSurface>, id: &Rc<XdgToplevel>) {
        let window = &self.0;
        let number = window.connection.hub.next_window();
        window.surface.role.set(Role::Window(number));
        id.set_handler(ToplevelHandler(Rc::clone(window)));
        slf.send_get_toplevel(id);
    }

    fn handle_get_popup(
        &mut self,
        slf: &Rc<XdgSurface>,
        id: &Rc<XdgPopup>,
        parent: Option<&Rc<XdgSurface>>,
        positioner: &Rc<XdgPositioner>,
    ) {
        self.0.surface.role.set(Role::Popup);
        id.set_handler(PopupHandler);
        slf.send_get_popup(id, parent, positioner);
    }

    fn handle_configure(&mut self, slf: &Rc<XdgSurface>, serial: u32) {
        self.0.configured.set(true);
        self.0.waiting.set(Some(serial));
        slf.send_configure(serial);
    }

    fn handle_ack_configure(&mut self, slf: &Rc<XdgSurface>, serial: u32) {
        let window = &self.0;
        // An answer to a configure of ours covers the compositor's last one too: a client may answer
        // only the newest, and the compositor must hear something before a buffer comes.
        let upstream = if serial >= OWN_SERIALS {
            window.waiting.get()
        } else {
            Some(serial)
        };
        if let Some(serial) = upstream
            && window.acked.get() != Some(serial)
        {
            window.acked.set(Some(serial));
            window.surface.dirty.set(true);
            slf.send_ack_configure(serial);
        }
    }

    /// Upstream's window is one pixel; a geometry would lie outside.
    fn handle_set_window_geometry(
        &mut self,
        _slf: &Rc<XdgSurface>,
        _x: i32,
        _y: i32,
        _width: i32,
        _height: i32,
    ) {
    }

    fn handle_destroy(&mut self, slf: &Rc<XdgSurface>) {
        let surface = &self.0.surface;
        slf.send_destroy();
        slf.unset_handler();
        surface.content.set(None);
        self.0.connection.hub.hide(surface);
        if surface.shadowed.take() {
            surface.object.send_attach(None, 0, 0);
            surface.object.send_commit();
        }
    }
}

struct ToplevelHandler(Rc<Window>);

impl XdgToplevelHandler for ToplevelHandler {
    fn handle_configure(&mut self, slf: &Rc<XdgToplevel>, _w: i32, _h: i32, _states: &[u8]) {
        self.0.send_size(slf);
    }

    fn handle_configure_bounds(&mut self, slf: &Rc<XdgToplevel>, _width: i32, _height: i32) {
        let size = self.0.connection.hub.mode.size;
        slf.send_configure_bounds(size.width as i32, size.height as i32);
    }

    fn handle_set_title(&mut self, slf: &Rc<XdgToplevel>, title: &str) {
        (self.0.connection.hub.events)(CaptureEvent::Title(title.to_owned()));
        slf.send_set_title(title);
    }

    fn handle_set_fullscreen(&mut self, slf: &Rc<XdgToplevel>, _output: Option<&Rc<WlOutput>>) {
        self.0.insist(slf);
    }

    fn handle_unset_fullscreen(&mut self, slf: &Rc<XdgToplevel>) {
        self.0.insist(slf);
    }

    fn handle_set_maximized(&mut self, slf: &Rc<XdgToplevel>) {
        self.0.insist(slf);
    }

    fn handle_unset_maximized(&mut self, slf: &Rc<XdgToplevel>) {
        self.0.insist(slf);
    }

    // These change nothing, and need no answer.
    fn handle_set_minimized(&mut self, _slf: &Rc<XdgToplevel>) {}
    fn handle_set_min_size(&mut self, _slf: &Rc<XdgToplevel>, _width: i32, _height: i32) {}
    fn handle_set_max_size(&mut self, _slf: &Rc<XdgToplevel>, _width: i32, _height: i32) {}
    fn handle_move(&mut self, _slf: &Rc<XdgToplevel>, _seat: &Rc<WlSeat>, _serial: u32) {}
    fn handle_resize(
        &mut self,
        _slf: &Rc<XdgToplevel>,
        _seat: &Rc<WlSeat>,
        _serial: u32,
        _edges: XdgToplevelResizeEdge,
    ) {
    }
    fn handle_show_window_menu(
        &mut self,
        _slf: &Rc<XdgToplevel>,
        _seat: &Rc<WlSeat>,
        _serial: u32,
        _x: i32,
        _y: i32,
    ) {
    }

    fn handle_destroy(&mut self, slf: &Rc<XdgToplevel>) {
        self.0.connection.hub.hide(&self.0.surface);
        slf.send_destroy();
        slf.unset_handler();
    }
}

struct PopupHandler;

impl XdgPopupHandler for PopupHandler {
    /// The seat is ours; upstream has nothing to grab.
    fn handle_grab(&mut self, _slf: &Rc<XdgPopup>, _seat: &Rc<WlSeat>, _serial: u32) {}
}

/// `zxdg_decoration_manager_v1`, answered here: windows never draw a frame around themselves.
pub(crate) struct DecorationHandler;

impl ZxdgDecorationManagerV1Handler for DecorationHandler {
    fn handle_get_toplevel_decoration(
        &mut self,
        _slf: &Rc<ZxdgDecorationManagerV1>,
        id: &Rc<ZxdgToplevelDecorationV1>,
        _toplevel: &Rc<XdgToplevel>,
    ) {
        id.set_handler(ToplevelDecorationHandler);
        id.send_configure(ZxdgToplevelDecorationV1Mode::SERVER_SIDE);
    }

    fn handle_destroy(&mut self, slf: &Rc<ZxdgDecorationManagerV1>) {
        slf.delete_id();
    }
}

struct ToplevelDecorationHandler;

impl ZxdgToplevelDecorationV1Handler for ToplevelDecorationHandler {
    fn handle_set_mode(
        &mut self,
        slf: &Rc<ZxdgToplevelDecorationV1>,
        _mode: ZxdgToplevelDecorationV1Mode,
    ) {
        slf.send_configure(ZxdgToplevelDecorationV1Mode::SERVER_SIDE);
    }

    fn handle_unset_mode(&mut self, slf: &Rc<ZxdgToplevelDecorationV1>) {
        slf.send_configure(ZxdgToplevelDecorationV1Mode::SERVER_SIDE);
    }

    fn handle_destroy(&mut self, slf: &Rc<ZxdgToplevelDecorationV1>) {
        slf.delete_id();
    }
}

/// The newest version of the decoration manager that is served.
pub(crate) const DECORATION_VERSION: u32 = 1;

const _: () = assert!(DECORATION_VERSION <= ZxdgDecorationManagerV1::XML_VERSION);
