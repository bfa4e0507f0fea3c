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
    let body = |driver: &mut Driver| driver.end_picture(context);
    let status = call(ctx, "vaEndPicture", body, |time, _| {
        std::thread::sleep(time);
        SUCCESS
    });
    if let Some(shared) = shared(ctx).filter(|_| status != SUCCESS) {
        lock(&shared).forget_picture(context);
    }
    status
}
