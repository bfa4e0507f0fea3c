//! RGB of any size to NV12 of the stream's size, by the driver's video processing (`va_vpp.h`).

use std::ptr;
use std::sync::Arc;

use stratus_media::Size;
use stratus_vaapi_sys::*;

use super::context::{Config, Context};
use super::display::Display;
use super::failure::Failure;
use crate::letterbox::{Area, fit};

/// Opaque black, ARGB: the bars beside a picture of another shape.
const BLACK: u32 = 0xff00_0000;

/// Where chroma lies in the NV12 picture: in the middle of its four pixels, as the stream says.
const CHROMA: u8 = (VA_CHROMA_SITING_VERTICAL_CENTER | VA_CHROMA_SITING_HORIZONTAL_CENTER) as u8;

/// Converts into one surface.
pub(super) struct Converter {
    context: Context,
    // After the context, which is made of it.
    _config: Config,
    size: Size,
    target: VASurfaceID,
}

impl Converter {
    /// A converter into `target`, an NV12 surface of `size`.
    pub(super) fn new(
        display: &Arc<Display>,
        size: Size,
        target: VASurfaceID,
    ) -> Result<Self, Failure> {
        let config = Config::new(display, VAProfileNone, VAEntrypointVideoProc, &mut [])?;
        Ok(Self {
            context: Context::new(&config, size, &[target])?,
            _config: config,
            size,
            target,
        })
    }

    /// Begins to convert `source`, an RGB surface of `from` pixels: aspect kept, centred, black around it.
    pub(super) fn convert(&self, source: VASurfaceID, from: Size) -> Result<(), Failure> {
        let surface_region = rectangle(Area::whole(from));
        let output_region = rectangle(fit(from, self.size));
        let parameters = VAProcPipelineParameterBuffer {
            surface: source,
            surface_region: &surface_region,
            surface_color_standard: VAProcColorStandardSRGB,
            output_region: &output_region,
            output_background_color: BLACK,
            output_color_standard: VAProcColorStandardBT709,
            filters: ptr::null_mut(),
            input_color_properties: VAProcColorProperties {
                color_range: VA_SOURCE_RANGE_FULL as u8,
                ..Default::default()
            },
            output_color_properties: VAProcColorProperties {
                chroma_sample_location: CHROMA,
                color_range: VA_SOURCE_RANGE_REDUCED as u8,
                ..Default::default()
            },
            ..Default::default()
        };
        let mut picture = self.context.picture();
        picture.add(VAProcPipelineParameterBufferType, &parameters)?;
        picture.submit(self.target)
    }
}

/// Sides are at most 32768 and 8192 (`import`, [`crate::MAX_SIDE`]).
fn rectangle(area: Area) -> VARectangle {
    VARectangle {
        x: area.x as i16,
        y: area.y as i16,
        width: area.width as u16,
        height: area.height as u16,
    }
}
