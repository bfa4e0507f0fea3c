//! The global, and the objects that are asked of it.

use std::rc::Rc;

use wl_proxy::object::{ConcreteObject, Object, ObjectCoreApi};
use wl_proxy::protocols::linux_dmabuf_v1::zwp_linux_buffer_params_v1::ZwpLinuxBufferParamsV1;
use wl_proxy::protocols::linux_dmabuf_v1::zwp_linux_dmabuf_feedback_v1::ZwpLinuxDmabufFeedbackV1;
use wl_proxy::protocols::linux_dmabuf_v1::zwp_linux_dmabuf_v1::{
    ZwpLinuxDmabufV1, ZwpLinuxDmabufV1Handler,
};
use wl_proxy::protocols::wayland::wl_surface::WlSurface;

use crate::connection::Connection;
use crate::dmabuf::Offer;
use crate::dmabuf::create::ParamsHandler;

/// The newest version that is served.
pub(crate) const VERSION: u32 = 5;
const _: () = assert!(VERSION <= ZwpLinuxDmabufV1::XML_VERSION);

/// More parameter objects at a time than any client needs: each lives from `create_params` to its buffer.
const MOST_PARAMS: u32 = 256;

pub(crate) struct DmaBufHandler {
    connection: Rc<Connection>,
    offer: Rc<Offer>,
}

impl DmaBufHandler {
    pub(crate) fn bind(connection: &Rc<Connection>, offer: &Rc<Offer>, global: &ZwpLinuxDmabufV1) {
        global.set_handler(Self {
            connection: Rc::clone(connection),
            offer: Rc::clone(offer),
        });
        offer.announce(global);
    }
}

impl ZwpLinuxDmabufV1Handler for DmaBufHandler {
    fn handle_create_params(
        &mut self,
        slf: &Rc<ZwpLinuxDmabufV1>,
        params_id: &Rc<ZwpLinuxBufferParamsV1>,
    ) {
        let connection = &self.connection;
        if connection.params.get() >= MOST_PARAMS {
            connection.hub.counters.dmabufs_refused.add();
            let message = format!("more than {MOST_PARAMS} zwp_linux_buffer_params_v1 at a time");
            connection.no_memory(&message);
            return;
        }
        let handler = ParamsHandler::new(connection, &self.offer, slf.version());
        params_id.set_handler(handler);
    }

    fn handle_get_default_feedback(
        &mut self,
        _slf: &Rc<ZwpLinuxDmabufV1>,
        id: &Rc<ZwpLinuxDmabufFeedbackV1>,
    ) {
        self.offer.feedback(id);
    }

    fn handle_get_surface_feedback(
        &mut self,
        _slf: &Rc<ZwpLinuxDmabufV1>,
        id: &Rc<ZwpLinuxDmabufFeedbackV1>,
        _surface: &Rc<WlSurface>,
    ) {
        self.offer.feedback(id);
    }

    fn handle_destroy(&mut self, slf: &Rc<ZwpLinuxDmabufV1>) {
        slf.delete_id();
        slf.unset_handler();
    }
}
