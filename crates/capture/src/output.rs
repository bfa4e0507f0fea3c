//! `wl_output` and `xdg_output`: one monitor of the player's size and rate.

use std::rc::Rc;

use stratus_media::Size;
use wl_proxy::protocols::wayland::wl_output::{
    WlOutput, WlOutputHandler, WlOutputMode, WlOutputSubpixel, WlOutputTransform,
};
use wl_proxy::protocols::xdg_output_unstable_v1::zxdg_output_manager_v1::{
    ZxdgOutputManagerV1, ZxdgOutputManagerV1Handler,
};
use wl_proxy::protocols::xdg_output_unstable_v1::zxdg_output_v1::{
    ZxdgOutputV1, ZxdgOutputV1Handler,
};

/// The player's screen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mode {
    pub(crate) size: Size,
    /// Frames a second.
    pub(crate) fps: u32,
}

/// Millimetres a pixel at 96 dots an inch.
const MM_A_PIXEL: f64 = 25.4 / 96.0;

pub(crate) struct OutputHandler(pub(crate) Mode);

impl WlOutputHandler for OutputHandler {
    fn handle_geometry(
        &mut self,
        slf: &Rc<WlOutput>,
        _x: i32,
        _y: i32,
        _physical_width: i32,
        _physical_height: i32,
        _subpixel: WlOutputSubpixel,
        _make: &str,
        _model: &str,
        _transform: WlOutputTransform,
    ) {
        let mm = |pixels: u32| (f64::from(pixels) * MM_A_PIXEL) as i32;
        let size = self.0.size;
        slf.send_geometry(
            0,
            0,
            mm(size.width),
            mm(size.height),
            WlOutputSubpixel::NONE,
            "Stratus",
            "Player",
            WlOutputTransform::NORMAL,
        );
    }

    fn handle_mode(
        &mut self,
        slf: &Rc<WlOutput>,
        flags: WlOutputMode,
        _width: i32,
        _height: i32,
        _refresh: i32,
    ) {
        if flags.0 & WlOutputMode::CURRENT.0 == 0 {
            return;
        }
        let Mode { size, fps } = self.0;
        slf.send_mode(
            WlOutputMode(WlOutputMode::CURRENT.0 | WlOutputMode::PREFERRED.0),
            size.width as i32,
            size.height as i32,
            (fps * 1000) as i32,
        );
    }

    fn handle_scale(&mut self, slf: &Rc<WlOutput>, _factor: i32) {
        slf.send_scale(1);
    }
}

pub(crate) struct OutputManagerHandler(pub(crate) Mode);

impl ZxdgOutputManagerV1Handler for OutputManagerHandler {
    fn handle_get_xdg_output(
        &mut self,
        slf: &Rc<ZxdgOutputManagerV1>,
        id: &Rc<ZxdgOutputV1>,
        output: &Rc<WlOutput>,
    ) {
        id.set_handler(LogicalOutputHandler(self.0));
        slf.send_get_xdg_output(id, output);
    }
}

struct LogicalOutputHandler(Mode);

impl ZxdgOutputV1Handler for LogicalOutputHandler {
    fn handle_logical_position(&mut self, slf: &Rc<ZxdgOutputV1>, _x: i32, _y: i32) {
        slf.send_logical_position(0, 0);
    }

    fn handle_logical_size(&mut self, slf: &Rc<ZxdgOutputV1>, _width: i32, _height: i32) {
        let size = self.0.size;
        slf.send_logical_size(size.width as i32, size.height as i32);
    }
}
