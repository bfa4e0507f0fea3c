//! `wl_data_device_manager`: a clipboard that stays empty. GTK takes no input where it is missing.

use std::rc::Rc;

use wl_proxy::object::ObjectCoreApi;
use wl_proxy::protocols::wayland::wl_data_device::{WlDataDevice, WlDataDeviceHandler};
use wl_proxy::protocols::wayland::wl_data_device_manager::{
    WlDataDeviceManager, WlDataDeviceManagerDndAction, WlDataDeviceManagerHandler,
};
use wl_proxy::protocols::wayland::wl_data_source::{WlDataSource, WlDataSourceHandler};
use wl_proxy::protocols::wayland::wl_seat::WlSeat;
use wl_proxy::protocols::wayland::wl_surface::WlSurface;

pub(crate) struct DataDeviceManagerHandler;

impl WlDataDeviceManagerHandler for DataDeviceManagerHandler {
    fn handle_create_data_source(&mut self, _slf: &Rc<WlDataDeviceManager>, id: &Rc<WlDataSource>) {
        id.set_handler(SourceHandler);
    }

    fn handle_get_data_device(
        &mut self,
        _slf: &Rc<WlDataDeviceManager>,
        id: &Rc<WlDataDevice>,
        _seat: &Rc<WlSeat>,
    ) {
        id.set_handler(DeviceHandler);
    }
}

struct SourceHandler;

impl WlDataSourceHandler for SourceHandler {
    fn handle_offer(&mut self, _slf: &Rc<WlDataSource>, _mime_type: &str) {}
    fn handle_set_actions(
        &mut self,
        _slf: &Rc<WlDataSource>,
        _actions: WlDataDeviceManagerDndAction,
    ) {
    }
    fn handle_destroy(&mut self, slf: &Rc<WlDataSource>) {
        slf.delete_id();
    }
}

struct DeviceHandler;

impl WlDataDeviceHandler for DeviceHandler {
    fn handle_start_drag(
        &mut self,
        _slf: &Rc<WlDataDevice>,
        _source: Option<&Rc<WlDataSource>>,
        _origin: &Rc<WlSurface>,
        _icon: Option<&Rc<WlSurface>>,
        _serial: u32,
    ) {
    }
    fn handle_set_selection(
        &mut self,
        _slf: &Rc<WlDataDevice>,
        _source: Option<&Rc<WlDataSource>>,
        _serial: u32,
    ) {
    }
    fn handle_release(&mut self, slf: &Rc<WlDataDevice>) {
        slf.delete_id();
    }
}
