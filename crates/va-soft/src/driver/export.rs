//! Handing a surface out as a buffer, in the driver's own layout.

use std::os::fd::{IntoRawFd as _, OwnedFd};

use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, ftruncate, memfd_create};
use rustix::io::pwrite;

use super::failure::{Outcome, demand, refuse};
use super::settings::Settings;
use super::surface::{Surface, drm_format};
use crate::va::*;

/// A memfd with a copy of an RGB surface's pixels, described. What is written to it later does not reach the surface:
/// it is for learning the driver's layout, which is the first modifier of the settings. Without one there is no export.
pub fn export(
    surface: &Surface,
    memory: u32,
    settings: &Settings,
) -> Outcome<VADRMPRIMESurfaceDescriptor> {
    demand(memory == VA_SURFACE_ATTRIB_MEM_TYPE_DRM_PRIME_2, || {
        format!("export as memory of type {memory:#x}")
    })?;
    let not_here = |why: &dyn std::fmt::Display| {
        refuse(VA_STATUS_ERROR_UNIMPLEMENTED, format!("export: {why}"))
    };
    let format = drm_format(surface.fourcc).ok_or_else(|| not_here(&"NV12"))?;
    let layout = settings
        .modifiers
        .first()
        .filter(|_| !settings.quirks.no_import);
    let &layout = layout.ok_or_else(|| not_here(&"there is no layout to show (MODIFIERS)"))?;
    let pitch = surface.width as usize * 4;
    let rows = surface.rgb(|bytes, offset, from| {
        let rows = (0..surface.height as usize).map(|row| offset + row * from);
        rows.flat_map(|at| &bytes[at..at + pitch])
            .copied()
            .collect::<Vec<u8>>()
    });
    let rows = rows.ok_or_else(|| not_here(&"NV12"))?;
    let fd = filled(&rows).map_err(|error| not_here(&error))?;
    let mut descriptor = VADRMPRIMESurfaceDescriptor {
        fourcc: surface.fourcc,
        width: surface.width,
        height: surface.height,
        num_objects: 1,
        num_layers: 1,
        ..VADRMPRIMESurfaceDescriptor::default()
    };
    let object = &mut descriptor.objects[0];
    object.size = rows.len() as u32;
    object.drm_format_modifier = layout;
    // The application's from here on.
    object.fd = fd.into_raw_fd();
    let layer = &mut descriptor.layers[0];
    layer.drm_format = format;
    layer.num_planes = 1;
    layer.pitch[0] = pitch as u32;
    Ok(descriptor)
}

fn filled(bytes: &[u8]) -> rustix::io::Result<OwnedFd> {
    let fd = memfd_create("exported", MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING)?;
    ftruncate(&fd, bytes.len() as u64)?;
    fcntl_add_seals(&fd, SealFlags::SHRINK)?;
    let mut at = 0;
    while at < bytes.len() {
        at += pwrite(&fd, &bytes[at..], at as u64)?;
    }
    Ok(fd)
}
