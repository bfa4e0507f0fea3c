//! `wl_registry`: which globals the game sees. What is not named here is hidden.
//!
//! Hidden on purpose: explicit sync (its release points bypass `wl_buffer.release`), presentation time,
//! fifo, commit timing and tearing (their answers would come from a compositor that shows nothing),
//! viewporter (a picture is a whole buffer), and whatever needs a real seat.

use std::collections::HashMap;
use std::rc::Rc;

use wl_proxy::global_mapper::GlobalMapper;
use wl_proxy::object::{Object, ObjectCoreApi, ObjectRcUtils};
use wl_proxy::protocols::ObjectInterface;
use wl_proxy::protocols::linux_dmabuf_v1::zwp_linux_dmabuf_v1::ZwpLinuxDmabufV1;
use wl_proxy::protocols::pointer_constraints_unstable_v1::zwp_pointer_constraints_v1::ZwpPointerConstraintsV1;
use wl_proxy::protocols::relative_pointer_unstable_v1::zwp_relative_pointer_manager_v1::ZwpRelativePointerManagerV1;
use wl_proxy::protocols::wayland::wl_compositor::{WlCompositor, WlCompositorHandler};
use wl_proxy::protocols::wayland::wl_data_device_manager::WlDataDeviceManager;
use wl_proxy::protocols::wayland::wl_output::WlOutput;
use wl_proxy::protocols::wayland::wl_registry::{WlRegistry, WlRegistryHandler};
use wl_proxy::protocols::wayland::wl_seat::WlSeat;
use wl_proxy::protocols::wayland::wl_shm::WlShm;
use wl_proxy::protocols::wayland::wl_subcompositor::WlSubcompositor;
use wl_proxy::protocols::wayland::wl_surface::WlSurface;
use wl_proxy::protocols::xdg_decoration_unstable_v1::zxdg_decoration_manager_v1::ZxdgDecorationManagerV1;
use wl_proxy::protocols::xdg_output_unstable_v1::zxdg_output_manager_v1::ZxdgOutputManagerV1;
use wl_proxy::protocols::xdg_shell::xdg_wm_base::XdgWmBase;

use crate::connection::Connection;
use crate::data_device::DataDeviceManagerHandler;
use crate::dmabuf::{self, DmaBufHandler};
use crate::output::{OutputHandler, OutputManagerHandler};
use crate::seat::{ConstraintsHandler, RelativeManagerHandler, SeatHandler};
use crate::shm::{FORMATS, ShmHandler};
use crate::subsurface::SubcompositorHandler;
use crate::window::{DECORATION_VERSION, DecorationHandler, WmBaseHandler};

/// Globals that are always served here, with their newest version.
const OWN: [(ObjectInterface, u32); 6] = [
    (ObjectInterface::WlShm, 1),
    (ObjectInterface::WlSeat, 8),
    (ObjectInterface::WlDataDeviceManager, 3),
    (ObjectInterface::ZwpRelativePointerManagerV1, 1),
    (ObjectInterface::ZwpPointerConstraintsV1, 1),
    (ObjectInterface::ZxdgDecorationManagerV1, DECORATION_VERSION),
];

/// Globals of the compositor behind that are passed on, with the newest version that is understood.
fn passed_on(interface: ObjectInterface) -> Option<u32> {
    match interface {
        // Version 7 brings per-commit releases, which would bypass `wl_buffer.release`.
        ObjectInterface::WlCompositor => Some(6),
        ObjectInterface::WlSubcompositor => Some(1),
        ObjectInterface::WlOutput => Some(4),
        ObjectInterface::XdgWmBase => Some(6),
        ObjectInterface::ZxdgOutputManagerV1 => Some(3),
        _ => None,
    }
}

pub(crate) struct RegistryHandler {
    connection: Rc<Connection>,
    mapper: GlobalMapper,
    /// What was offered to the client, by its name for it.
    offered: HashMap<u32, (ObjectInterface, u32)>,
    next_name: u32,
    has_output: bool,
}

impl RegistryHandler {
    pub(crate) fn new(connection: &Rc<Connection>, registry: &WlRegistry) -> Self {
        let mut mapper = GlobalMapper::default();
        let mut offered = HashMap::new();
        let mut next_name = 1;
        let has_dmabuf = connection.hub.offer.is_some();
        let dmabuf = has_dmabuf.then_some((ObjectInterface::ZwpLinuxDmabufV1, dmabuf::VERSION));
        for (interface, version) in OWN.into_iter().chain(dmabuf) {
            let name = mapper.add_synthetic_global(registry, interface, version);
            offered.insert(name, (interface, version));
            next_name = name + 1;
        }
        Self {
            connection: Rc::clone(connection),
            mapper,
            offered,
            next_name,
            has_output: false,
        }
    }

    fn bind_own(&self, id: &Rc<dyn Object>) {
        let connection = &self.connection;
        if let Some(shm) = id.try_downcast::<WlShm>() {
            shm.set_handler(ShmHandler(Rc::clone(connection)));
            for format in FORMATS {
                shm.send_format(format);
            }
        } else if let Some(seat) = id.try_downcast::<WlSeat>() {
            SeatHandler::bind(connection, &seat);
        } else if let Some(manager) = id.try_downcast::<WlDataDeviceManager>() {
            manager.set_handler(DataDeviceManagerHandler);
        } else if let Some(manager) = id.try_downcast::<ZwpRelativePointerManagerV1>() {
            manager.set_handler(RelativeManagerHandler(Rc::clone(connection)));
        } else if let Some(constraints) = id.try_downcast::<ZwpPointerConstraintsV1>() {
            constraints.set_handler(ConstraintsHandler(Rc::clone(connection)));
        } else if let Some(manager) = id.try_downcast::<ZxdgDecorationManagerV1>() {
            manager.set_handler(DecorationHandler);
        } else if let Some(global) = id.try_downcast::<ZwpLinuxDmabufV1>()
            && let Some(offer) = &connection.hub.offer
        {
            DmaBufHandler::bind(connection, offer, &global);
        }
    }

    fn bind_passed_on(&self, id: &Rc<dyn Object>) {
        let connection = &self.connection;
        let mode = connection.hub.mode;
        if let Some(compositor) = id.try_downcast::<WlCompositor>() {
            compositor.set_handler(CompositorHandler(Rc::clone(connection)));
        } else if let Some(subcompositor) = id.try_downcast::<WlSubcompositor>() {
            subcompositor.set_handler(SubcompositorHandler(Rc::clone(connection)));
        } else if let Some(base) = id.try_downcast::<XdgWmBase>() {
            base.set_handler(WmBaseHandler(Rc::clone(connection)));
        } else if let Some(output) = id.try_downcast::<WlOutput>() {
            output.set_handler(OutputHandler(mode));
        } else if let Some(manager) = id.try_downcast::<ZxdgOutputManagerV1>() {
            manager.set_handler(OutputManagerHandler(mode));
        }
    }
}

impl WlRegistryHandler for RegistryHandler {
    fn handle_global(
        &mut self,
        slf: &Rc<WlRegistry>,
        name: u32,
        interface: ObjectInterface,
        version: u32,
    ) {
        if interface == ObjectInterface::WlShm {
            self.connection
                .shadow
                .prepare(&self.connection.state, slf, name);
        }
        let second_output = interface == ObjectInterface::WlOutput && self.has_output;
        match passed_on(interface).filter(|_| !second_output) {
            Some(newest) => {
                self.has_output |= interface == ObjectInterface::WlOutput;
                let version = version.min(newest);
                self.offered.insert(self.next_name, (interface, version));
                self.next_name += 1;
                self.mapper.forward_global(slf, name, interface, version);
            }
            None => self.mapper.ignore_global(name),
        }
    }

    fn handle_global_remove(&mut self, slf: &Rc<WlRegistry>, name: u32) {
        self.mapper.forward_global_remove(slf, name);
    }

    fn handle_bind(&mut self, slf: &Rc<WlRegistry>, name: u32, id: Rc<dyn Object>) {
        let interface = id.interface();
        let known = self.offered.get(&name);
        if !known.is_some_and(|&(i, newest)| i == interface && (1..=newest).contains(&id.version()))
        {
            let message = format!("there is no global {name} of this interface and version");
            self.connection.protocol_error(slf.clone(), 0, &message);
            return;
        }
        if passed_on(interface).is_some() {
            self.bind_passed_on(&id);
            self.mapper.forward_bind(slf, name, &id);
        } else {
            self.bind_own(&id);
        }
    }
}

struct CompositorHandler(Rc<Connection>);

impl WlCompositorHandler for CompositorHandler {
    fn handle_create_surface(&mut self, slf: &Rc<WlCompositor>, id: &Rc<WlSurface>) {
        self.0.add_surface(id);
        slf.send_create_surface(id);
    }
}
