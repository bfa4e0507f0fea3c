//! Images.

use std::ffi::{c_int, c_uint};

use super::*;
use crate::driver::image;

pub unsafe extern "C" fn query_image_formats(
    ctx: VADriverContextP,
    list: *mut VAImageFormat,
    number: *mut c_int,
) -> VAStatus {
    simple(ctx, "vaQueryImageFormats", |_| {
        // SAFETY: libva's contract.
        unsafe { put_list(list, number, &image::formats()) }
    })
}

pub unsafe extern "C" fn create_image(
    ctx: VADriverContextP,
    format: *mut VAImageFormat,
    width: c_int,
    height: c_int,
    made: *mut VAImage,
) -> VAStatus {
    simple(ctx, "vaCreateImage", |driver| {
        // SAFETY: libva's contract.
        let format = unsafe { format.as_ref() }.ok_or_else(|| wrong("no format"))?;
        let image = driver.create_image(format.fourcc, width as u32, height as u32)?;
        // SAFETY: libva's contract.
        unsafe { put(made, image) }
    })
}

pub unsafe extern "C" fn derive_image(
    ctx: VADriverContextP,
    surface: VASurfaceID,
    made: *mut VAImage,
) -> VAStatus {
    simple(ctx, "vaDeriveImage", |driver| {
        let image = driver.derive_image(surface)?;
        // SAFETY: libva's contract.
        unsafe { put(made, image) }
    })
}

pub unsafe extern "C" fn destroy_image(ctx: VADriverContextP, id: VAImageID) -> VAStatus {
    simple(ctx, "vaDestroyImage", |driver| driver.destroy_image(id))
}

pub unsafe extern "C" fn get_image(
    ctx: VADriverContextP,
    surface: VASurfaceID,
    _x: c_int,
    _y: c_int,
    _width: c_uint,
    _height: c_uint,
    image: VAImageID,
) -> VAStatus {
    simple(ctx, "vaGetImage", |driver| {
        driver.copy_image(surface, image, false)
    })
}

pub unsafe extern "C" fn put_image(
    ctx: VADriverContextP,
    surface: VASurfaceID,
    image: VAImageID,
    _src_x: c_int,
    _src_y: c_int,
    _src_width: c_uint,
    _src_height: c_uint,
    _dest_x: c_int,
    _dest_y: c_int,
    _dest_width: c_uint,
    _dest_height: c_uint,
) -> VAStatus {
    simple(ctx, "vaPutImage", |driver| {
        driver.copy_image(surface, image, true)
    })
}
