//! Surfaces: pictures in the driver's memory.

use std::ffi::{c_int, c_uint, c_void};
use std::sync::Arc;

use stratus_media::Size;
use stratus_vaapi_sys::*;

use super::display::Display;
use super::failure::Failure;

/// A surface that somebody else's memory is behind; freed when the display is next used.
pub(super) struct ImportedSurface {
    pub(super) display: Arc<Display>,
    pub(super) id: VASurfaceID,
}

impl Drop for ImportedSurface {
    fn drop(&mut self) {
        self.display.doom(self.id);
    }
}

/// NV12 surfaces of one size, made and freed together.
pub(super) struct Surfaces {
    display: Arc<Display>,
    ids: Vec<VASurfaceID>,
}

impl Surfaces {
    pub(super) fn new(display: &Arc<Display>, size: Size, count: usize) -> Result<Self, Failure> {
        let mut attributes = [
            integer(VASurfaceAttribPixelFormat, VA_FOURCC_NV12),
            integer(
                VASurfaceAttribUsageHint,
                VA_SURFACE_ATTRIB_USAGE_HINT_ENCODER | VA_SURFACE_ATTRIB_USAGE_HINT_VPP_WRITE,
            ),
        ];
        let mut ids = vec![VA_INVALID_SURFACE as VASurfaceID; count];
        // SAFETY: the arrays are as long as said.
        let status = unsafe {
            display.va().vaCreateSurfaces(
                display.raw(),
                VA_RT_FORMAT_YUV420 as c_uint,
                size.width,
                size.height,
                ids.as_mut_ptr(),
                ids.len() as c_uint,
                attributes.as_mut_ptr(),
                attributes.len() as c_uint,
            )
        };
        display.check("make surfaces", status)?;
        Ok(Self {
            display: Arc::clone(display),
            ids,
        })
    }

    pub(super) fn ids(&self) -> &[VASurfaceID] {
        &self.ids
    }
}

impl Drop for Surfaces {
    fn drop(&mut self) {
        // SAFETY: they were made by this display, and no context uses them any more.
        unsafe {
            self.display.va().vaDestroySurfaces(
                self.display.raw(),
                self.ids.as_mut_ptr(),
                self.ids.len() as c_int,
            );
        }
    }
}

/// A surface attribute with a number.
pub(super) fn integer(type_: VASurfaceAttribType, value: i32) -> VASurfaceAttrib {
    let mut attribute = VASurfaceAttrib {
        type_,
        flags: VA_SURFACE_ATTRIB_SETTABLE as u32,
        ..Default::default()
    };
    attribute.value.type_ = VAGenericValueTypeInteger;
    attribute.value.value.i = value;
    attribute
}

/// A surface attribute that points at `to`, which has to live until the call is over.
pub(super) fn pointer<T>(type_: VASurfaceAttribType, to: &mut T) -> VASurfaceAttrib {
    let mut attribute = VASurfaceAttrib {
        type_,
        flags: VA_SURFACE_ATTRIB_SETTABLE as u32,
        ..Default::default()
    };
    attribute.value.type_ = VAGenericValueTypePointer;
    attribute.value.value.p = std::ptr::from_mut(to).cast::<c_void>();
    attribute
}
