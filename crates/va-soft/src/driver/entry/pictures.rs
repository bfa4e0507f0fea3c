//! Pictures: what is rendered.

use std::ffi::c_int;

use super::*;

pub unsafe extern "C" fn begin_picture(
    ctx: VADriverContextP,
    context: VAContextID,
    target: VASurfaceID,
) -> VAStatus {
    simple(ctx, "vaBeginPicture", |driver| {
        driver.begin_picture(context, target)
    })
}

pub unsafe extern "C" fn render_picture(
    ctx: VADriverContextP,
    context: VAContextID,
    buffers: *mut VABufferID,
    number: c_int,
) -> VAStatus {
    simple(ctx, "vaRenderPicture", |driver| {
        // SAFETY: libva's contract.
        driver.render_picture(context, unsafe { elements(buffers, number.into()) })
    })
}

pub unsafe extern "C" fn end_picture(ctx: VADriverContextP, context: VAContextID) -> VAStatus {
    let blocked = |time, _: &Shared| {
        std::thread::sleep(time);
        SUCCESS
    };
    call(
        ctx,
        "vaEndPicture",
        |driver| driver.end_picture(context),
        blocked,
    )
}
