//! Surfaces.

use std::ffi::{c_int, c_uint, c_void};

use super::*;
use crate::driver::export::export;
use crate::driver::failure::refuse;
use crate::driver::surface::{FOURCCS, MAX_SIDE, Wish};
use crate::driver::{CONFIG, SURFACE, missing, take};

pub unsafe extern "C" fn create_surfaces(
    ctx: VADriverContextP,
    width: c_int,
    height: c_int,
    format: c_int,
    number: c_int,
    surfaces: *mut VASurfaceID,
) -> VAStatus {
    let (format, number) = (format as c_uint, number as c_uint);
    let none = std::ptr::null_mut();
    // SAFETY: the same contract.
    unsafe {
        create_surfaces2(
            ctx,
            format,
            width as c_uint,
            height as c_uint,
            surfaces,
            number,
            none,
            0,
        )
    }
}

pub unsafe extern "C" fn create_surfaces2(
    ctx: VADriverContextP,
    format: c_uint,
    width: c_uint,
    height: c_uint,
    surfaces: *mut VASurfaceID,
    number: c_uint,
    list: *mut VASurfaceAttrib,
    attributes: c_uint,
) -> VAStatus {
    simple(ctx, "vaCreateSurfaces2", |driver| {
        // SAFETY: libva's contract.
        let wish = unsafe { wish(format, elements(list, attributes.into())) }?;
        let made = driver.create_surfaces((width, height), &wish, number as usize)?;
        // SAFETY: libva's contract.
        unsafe { elements_mut(surfaces, number.into()) }.copy_from_slice(&made);
        Ok(())
    })
}

/// What the attributes ask for.
///
/// # Safety
///
/// Their pointers lead to what their types say.
unsafe fn wish<'a>(format: c_uint, attributes: &[VASurfaceAttrib]) -> Outcome<Wish<'a>> {
    let mut wish = Wish {
        rt_format: format,
        ..Wish::default()
    };
    let mut memory = VA_SURFACE_ATTRIB_MEM_TYPE_VA;
    let mut descriptor = std::ptr::null();
    for asked in attributes {
        if asked.flags & VA_SURFACE_ATTRIB_SETTABLE == 0 {
            return Err(wrong(format!("attribute {} without SETTABLE", asked.type_)));
        }
        let pointer = matches!(
            asked.type_,
            VASurfaceAttribExternalBufferDescriptor | VASurfaceAttribDRMFormatModifiers
        );
        let wanted = if pointer {
            VAGenericValueTypePointer
        } else {
            VAGenericValueTypeInteger
        };
        if asked.value.type_ != wanted {
            return Err(wrong(format!(
                "attribute {} has a value of type {}",
                asked.type_, asked.value.type_
            )));
        }
        match asked.type_ {
            // SAFETY: the member that the type says.
            VASurfaceAttribPixelFormat => wish.fourcc = Some(unsafe { asked.value.value.i } as u32),
            // SAFETY: the same.
            VASurfaceAttribMemoryType => memory = unsafe { asked.value.value.i } as u32,
            VASurfaceAttribExternalBufferDescriptor => {
                // SAFETY: the same.
                descriptor = unsafe { asked.value.value.p }.cast_const();
            }
            VASurfaceAttribUsageHint | VASurfaceAttribDRMFormatModifiers => {}
            other => return Err(wrong(format!("attribute {other} is not settable"))),
        }
    }
    match memory {
        VA_SURFACE_ATTRIB_MEM_TYPE_VA if descriptor.is_null() => {}
        VA_SURFACE_ATTRIB_MEM_TYPE_DRM_PRIME_2 if !descriptor.is_null() => {
            // SAFETY: that memory type's descriptor.
            wish.import = unsafe { descriptor.cast::<VADRMPRIMESurfaceDescriptor>().as_ref() };
        }
        VA_SURFACE_ATTRIB_MEM_TYPE_VA | VA_SURFACE_ATTRIB_MEM_TYPE_DRM_PRIME_2 => {
            return Err(wrong(
                "a memory type and a descriptor that do not belong together",
            ));
        }
        other => {
            return Err(refuse(
                VA_STATUS_ERROR_UNSUPPORTED_MEMORY_TYPE,
                format!("memory type {other:#x}"),
            ));
        }
    }
    Ok(wish)
}

pub unsafe extern "C" fn destroy_surfaces(
    ctx: VADriverContextP,
    list: *mut VASurfaceID,
    number: c_int,
) -> VAStatus {
    simple(ctx, "vaDestroySurfaces", |driver| {
        // SAFETY: libva's contract.
        for &id in unsafe { elements(list, number.into()) } {
            take(&mut driver.surfaces, &mut driver.gone, id, SURFACE)?;
        }
        Ok(())
    })
}

pub unsafe extern "C" fn query_surface_attributes(
    ctx: VADriverContextP,
    config: VAConfigID,
    list: *mut VASurfaceAttrib,
    number: *mut c_uint,
) -> VAStatus {
    simple(ctx, "vaQuerySurfaceAttributes", |driver| {
        let found = driver.configs.get(&config).copied();
        let config = found.ok_or_else(|| missing(&driver.gone, config, CONFIG))?;
        let integer = |type_, flags, value: u32| VASurfaceAttrib {
            type_,
            flags,
            value: VAGenericValue {
                type_: VAGenericValueTypeInteger,
                value: _VAGenericValue__bindgen_ty_1 { i: value as i32 },
            },
        };
        let both = VA_SURFACE_ATTRIB_GETTABLE | VA_SURFACE_ATTRIB_SETTABLE;
        let fourccs = if config.converts() {
            &FOURCCS[..]
        } else {
            &FOURCCS[..1]
        };
        let mut all: Vec<_> = fourccs
            .iter()
            .map(|&fourcc| integer(VASurfaceAttribPixelFormat, both, fourcc))
            .collect();
        let memory = if driver.settings.quirks.no_import {
            VA_SURFACE_ATTRIB_MEM_TYPE_VA
        } else {
            VA_SURFACE_ATTRIB_MEM_TYPE_VA | VA_SURFACE_ATTRIB_MEM_TYPE_DRM_PRIME_2
        };
        all.extend([
            integer(VASurfaceAttribMinWidth, VA_SURFACE_ATTRIB_GETTABLE, 1),
            integer(
                VASurfaceAttribMaxWidth,
                VA_SURFACE_ATTRIB_GETTABLE,
                MAX_SIDE,
            ),
            integer(VASurfaceAttribMinHeight, VA_SURFACE_ATTRIB_GETTABLE, 1),
            integer(
                VASurfaceAttribMaxHeight,
                VA_SURFACE_ATTRIB_GETTABLE,
                MAX_SIDE,
            ),
            integer(VASurfaceAttribMemoryType, both, memory),
        ]);
        // SAFETY: libva's contract: as many as the number says, where there is a list.
        unsafe {
            let room = number.as_ref().copied().unwrap_or(0) as usize;
            if !list.is_null() && room < all.len() {
                put(number, all.len() as c_uint)?;
                return Err(refuse(
                    VA_STATUS_ERROR_MAX_NUM_EXCEEDED,
                    format!("{} attributes for {room}", all.len()),
                ));
            }
            // Without a list the call only counts.
            if !list.is_null() {
                elements_mut(list, all.len() as i64).copy_from_slice(&all);
            }
            put(number, all.len() as c_uint)
        }
    })
}

pub unsafe extern "C" fn sync_surface(ctx: VADriverContextP, id: VASurfaceID) -> VAStatus {
    wait(ctx, "vaSyncSurface", u64::MAX, |driver| {
        driver.surface_ready(id)
    })
}

pub unsafe extern "C" fn sync_surface2(
    ctx: VADriverContextP,
    id: VASurfaceID,
    timeout_ns: u64,
) -> VAStatus {
    wait(ctx, "vaSyncSurface2", timeout_ns, |driver| {
        driver.surface_ready(id)
    })
}

pub unsafe extern "C" fn query_surface_status(
    ctx: VADriverContextP,
    id: VASurfaceID,
    status: *mut VASurfaceStatus,
) -> VAStatus {
    simple(ctx, "vaQuerySurfaceStatus", |driver| {
        let ready = driver.surface_ready(id)?;
        let is_ready = ready.is_none_or(|ready| ready <= Instant::now());
        if is_ready {
            driver.waited(ready);
        }
        let value = if is_ready {
            VASurfaceReady
        } else {
            VASurfaceRendering
        };
        // SAFETY: libva's contract.
        unsafe { put(status, value) }
    })
}

pub unsafe extern "C" fn export_surface_handle(
    ctx: VADriverContextP,
    id: VASurfaceID,
    memory: u32,
    _flags: u32,
    descriptor: *mut c_void,
) -> VAStatus {
    simple(ctx, "vaExportSurfaceHandle", |driver| {
        driver.surface(id)?;
        let exported = export(&driver.surfaces[&id], memory, &driver.settings)?;
        // SAFETY: libva's contract, for that memory type.
        unsafe { put(descriptor.cast(), exported) }
    })
}
