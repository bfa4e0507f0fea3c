//! Buffers.

use std::ffi::{c_uint, c_void};

use super::*;
use crate::driver::buffer::Buffer;
use crate::driver::failure::refuse;
use crate::driver::{BUFFER, take};

pub unsafe extern "C" fn create_buffer(
    ctx: VADriverContextP,
    context: VAContextID,
    kind: VABufferType,
    size: c_uint,
    number: c_uint,
    data: *mut c_void,
    id: *mut VABufferID,
) -> VAStatus {
    simple(ctx, "vaCreateBuffer", |driver| {
        driver.context(context)?;
        let shape = (size as usize, number as usize);
        let len = i64::from(size) * i64::from(number);
        // SAFETY: libva's contract.
        let held = (!data.is_null()).then(|| unsafe { elements(data.cast::<u8>(), len) });
        let buffer = Buffer::new(kind, Some(context), shape, held)?;
        let made = driver.id();
        driver.buffers.insert(made, buffer);
        // SAFETY: libva's contract.
        unsafe { put(id, made) }
    })
}

pub unsafe extern "C" fn buffer_set_num_elements(
    ctx: VADriverContextP,
    id: VABufferID,
    number: c_uint,
) -> VAStatus {
    simple(ctx, "vaBufferSetNumElements", |driver| {
        let buffer = driver.buffer(id)?;
        if number == 0 || number as usize > buffer.count {
            return Err(wrong(format!(
                "{number} elements in a buffer of {}",
                buffer.count
            )));
        }
        buffer.count = number as usize;
        Ok(())
    })
}

pub unsafe extern "C" fn map_buffer(
    ctx: VADriverContextP,
    id: VABufferID,
    address: *mut *mut c_void,
) -> VAStatus {
    let then = |ready, shared: &Shared| {
        sleep_until(ready, u64::MAX);
        let mapped = run(&mut lock(shared), "vaMapBuffer", |driver| {
            driver.image_mapped(id, true)?;
            let mapped = driver.buffer(id)?.map()?;
            // SAFETY: libva's contract.
            unsafe { put(address, mapped) }
        });
        mapped.err().unwrap_or(SUCCESS)
    };
    call(ctx, "vaMapBuffer", |driver| driver.buffer_ready(id), then)
}

pub unsafe extern "C" fn unmap_buffer(ctx: VADriverContextP, id: VABufferID) -> VAStatus {
    simple(ctx, "vaUnmapBuffer", |driver| {
        driver.buffer(id)?.unmap()?;
        driver.image_mapped(id, false)
    })
}

pub unsafe extern "C" fn destroy_buffer(ctx: VADriverContextP, id: VABufferID) -> VAStatus {
    simple(ctx, "vaDestroyBuffer", |driver| {
        if driver.images.values().any(|image| image.buffer == id) {
            return Err(wrong(
                "an image's buffer is destroyed; vaDestroyImage does that",
            ));
        }
        take(&mut driver.buffers, &mut driver.gone, id, BUFFER).map(|_| ())
    })
}

pub unsafe extern "C" fn sync_buffer(
    ctx: VADriverContextP,
    id: VABufferID,
    timeout_ns: u64,
) -> VAStatus {
    wait(ctx, "vaSyncBuffer", timeout_ns, |driver| {
        if driver.settings.quirks.no_sync_buffer {
            return Err(refuse(VA_STATUS_ERROR_UNIMPLEMENTED, "no-sync-buffer"));
        }
        driver.buffer_ready(id)
    })
}
