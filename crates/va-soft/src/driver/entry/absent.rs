//! Entry points that libva wants every driver to have, and this one does nothing in.

use std::ffi::{c_int, c_short, c_uchar, c_uint, c_ushort, c_void};

use super::*;
use crate::driver::failure::refuse;

macro_rules! absent {
    ($($name:ident $called:literal ($($kind:ty),*);)*) => {$(
        pub unsafe extern "C" fn $name(ctx: VADriverContextP, $(_: $kind),*) -> VAStatus {
            simple(ctx, $called, |_| {
                Err(refuse(VA_STATUS_ERROR_UNIMPLEMENTED, "it is not there"))
            })
        }
    )*};
}

absent! {
    put_surface "vaPutSurface" (
        VASurfaceID, *mut c_void, c_short, c_short, c_ushort, c_ushort, c_short, c_short, c_ushort, c_ushort,
        *mut VARectangle, c_uint, c_uint
    );
    set_image_palette "vaSetImagePalette" (VAImageID, *mut c_uchar);
    create_subpicture "vaCreateSubpicture" (VAImageID, *mut VASubpictureID);
    destroy_subpicture "vaDestroySubpicture" (VASubpictureID);
    set_subpicture_image "vaSetSubpictureImage" (VASubpictureID, VAImageID);
    set_subpicture_chromakey "vaSetSubpictureChromakey" (VASubpictureID, c_uint, c_uint, c_uint);
    set_subpicture_global_alpha "vaSetSubpictureGlobalAlpha" (VASubpictureID, f32);
    associate_subpicture "vaAssociateSubpicture" (
        VASubpictureID, *mut VASurfaceID, c_int, c_short, c_short, c_ushort, c_ushort, c_short, c_short, c_ushort,
        c_ushort, c_uint
    );
    deassociate_subpicture "vaDeassociateSubpicture" (VASubpictureID, *mut VASurfaceID, c_int);
    get_display_attributes "vaGetDisplayAttributes" (*mut VADisplayAttribute, c_int);
    set_display_attributes "vaSetDisplayAttributes" (*mut VADisplayAttribute, c_int);
}

pub unsafe extern "C" fn query_subpicture_formats(
    ctx: VADriverContextP,
    _list: *mut VAImageFormat,
    _flags: *mut c_uint,
    number: *mut c_uint,
) -> VAStatus {
    simple(ctx, "vaQuerySubpictureFormats", |_| {
        // SAFETY: libva's contract.
        unsafe { put(number, 0) }
    })
}

pub unsafe extern "C" fn query_display_attributes(
    ctx: VADriverContextP,
    _list: *mut VADisplayAttribute,
    number: *mut c_int,
) -> VAStatus {
    simple(ctx, "vaQueryDisplayAttributes", |_| {
        // SAFETY: libva's contract.
        unsafe { put(number, 0) }
    })
}
