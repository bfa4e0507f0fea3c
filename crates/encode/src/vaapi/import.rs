//! A game's DMA-BUF as a surface (`va_drmcommon.h`: `VA_SURFACE_ATTRIB_MEM_TYPE_DRM_PRIME_2`).

use std::ffi::c_uint;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::sync::Arc;

use arrayvec::ArrayVec;
use parking_lot::Mutex;
use rustix::fs::{SeekFrom, fstatfs, seek};
use stratus_media::{DmaBuf, DmaBufPlane, MAX_PLANES, PixelFormat, Refusal};
use stratus_vaapi_sys::*;

use super::display::Display;
use super::failure::Failure;
use super::surface::{ImportedSurface, integer, pointer};

/// `DMA_BUF_MAGIC` and `TMPFS_MAGIC` (`linux/magic.h`): a memfd is no DMA-BUF, which a driver in front of a GPU finds
/// out by itself; a driver without one reads it. Other files may never answer.
const FILE_SYSTEMS: [u32; 2] = [0x444d_4142, 0x0102_1994];

/// The longest side of a buffer, pixels.
const MAX_SIDE: u32 = 1 << 15;

/// What the VA-API back ends keep of a DMA-BUF: a surface a display, rarely more than one.
#[derive(Default)]
pub(super) struct Imports(Mutex<ArrayVec<Arc<ImportedSurface>, DISPLAYS>>);

/// Displays that a buffer is kept for at a time.
const DISPLAYS: usize = 4;

impl Imports {
    /// The buffer's surface on `display`, made now if it has none yet.
    pub(super) fn surface(
        buffer: &DmaBuf,
        display: &Arc<Display>,
    ) -> Result<Arc<ImportedSurface>, Failure> {
        let imports = buffer.imported(|_| Ok::<_, Failure>(Self::default()))?;
        // Held during the import: a second thread that wants the same surface waits for it.
        let mut surfaces = imports.0.lock();
        if let Some(found) = surfaces
            .iter()
            .find(|surface| Arc::ptr_eq(&surface.display, display))
        {
            return Ok(Arc::clone(found));
        }
        let made = Arc::new(import(buffer, display)?);
        keep(&mut surfaces, Arc::clone(&made));
        Ok(made)
    }

    /// Keeps a surface that was made of the buffer.
    pub(super) fn keep(buffer: &DmaBuf, made: ImportedSurface) -> Result<(), Failure> {
        let imports = buffer.imported(|_| Ok::<_, Failure>(Self::default()))?;
        keep(&mut imports.0.lock(), Arc::new(made));
        Ok(())
    }
}

fn keep(surfaces: &mut ArrayVec<Arc<ImportedSurface>, DISPLAYS>, made: Arc<ImportedSurface>) {
    surfaces.retain(|surface| !surface.display.is_retired());
    if surfaces.is_full() {
        surfaces.remove(0);
    }
    surfaces.push(made);
}

/// The buffer as a surface of `display`, which nobody keeps yet.
pub(super) fn import(buffer: &DmaBuf, display: &Arc<Display>) -> Result<ImportedSurface, Failure> {
    let mut descriptor = descriptor(buffer)?;
    let mut attributes = [
        integer(
            VASurfaceAttribMemoryType,
            VA_SURFACE_ATTRIB_MEM_TYPE_DRM_PRIME_2,
        ),
        pointer(VASurfaceAttribExternalBufferDescriptor, &mut descriptor),
    ];
    let mut id = VA_INVALID_SURFACE as VASurfaceID;
    // SAFETY: the attributes and the descriptor live until the call is over; the driver duplicates what it keeps of
    // the descriptors (`va_drmcommon.h`: "the handles are not consumed").
    let status = unsafe {
        display.va().vaCreateSurfaces(
            display.raw(),
            VA_RT_FORMAT_RGB32 as c_uint,
            buffer.size.width,
            buffer.size.height,
            &mut id,
            1,
            attributes.as_mut_ptr(),
            attributes.len() as c_uint,
        )
    };
    match display.check("import a DMA-BUF", status) {
        Ok(()) => {}
        // No fault of the buffer's.
        Err(other) if other.is_lost() || status == VA_STATUS_ERROR_ALLOCATION_FAILED => {
            return Err(other);
        }
        Err(_) => {
            return Err(Failure::Refused(Refusal(format!(
                "the driver ({}) does not import {:?} with modifier {:#x} in {} planes (VAStatus {status}): have the \
                 game draw into wl_shm or linear buffers, or choose the encoder x264",
                display.vendor(),
                buffer.format,
                buffer.modifier,
                buffer.planes.len(),
            ))));
        }
    }
    Ok(ImportedSurface {
        display: Arc::clone(display),
        id,
    })
}

/// The buffer as libva has it described.
fn descriptor(buffer: &DmaBuf) -> Result<VADRMPRIMESurfaceDescriptor, Refusal> {
    let side = 1..=MAX_SIDE;
    let size = buffer.size;
    if !side.contains(&size.width) || !side.contains(&size.height) {
        return Err(Refusal(format!(
            "its sides have to be 1 to {MAX_SIDE} pixels, not {size}"
        )));
    }
    if !(1..=MAX_PLANES).contains(&buffer.planes.len()) {
        return Err(Refusal(format!(
            "it has {} planes: 1 to {MAX_PLANES} can be",
            buffer.planes.len()
        )));
    }
    let fourcc = opaque(buffer.format);
    let mut descriptor = VADRMPRIMESurfaceDescriptor {
        fourcc: fourcc.va,
        width: size.width,
        height: size.height,
        num_layers: 1,
        ..Default::default()
    };
    let mut files: ArrayVec<(&Arc<OwnedFd>, u64), MAX_PLANES> = ArrayVec::new();
    let layer = &mut descriptor.layers[0];
    layer.drm_format = fourcc.drm;
    layer.num_planes = buffer.planes.len() as u32;
    for (at, plane) in buffer.planes.iter().enumerate() {
        let known = files.iter().position(|(fd, _)| Arc::ptr_eq(fd, &plane.fd));
        let object = match known {
            Some(object) => object,
            None => {
                files.push((&plane.fd, length(&plane.fd)?));
                files.len() - 1
            }
        };
        check(buffer, at, plane, files[object].1)?;
        layer.object_index[at] = object as u32;
        layer.offset[at] = plane.offset;
        layer.pitch[at] = plane.stride;
    }
    descriptor.num_objects = files.len() as u32;
    for (object, (fd, length)) in descriptor.objects.iter_mut().zip(&files) {
        object.fd = fd.as_raw_fd();
        object.size = u32::try_from(*length).unwrap_or(u32::MAX);
        object.drm_format_modifier = buffer.modifier;
    }
    Ok(descriptor)
}

/// What can be said of a plane without knowing its modifier; more where the modifier is linear.
pub(crate) fn check(
    buffer: &DmaBuf,
    at: usize,
    plane: &DmaBufPlane,
    length: u64,
) -> Result<(), Refusal> {
    let linear = buffer.modifier == 0 && at == 0;
    let row = u64::from(buffer.size.width) * u64::from(PixelFormat::BYTES);
    if linear && u64::from(plane.stride) < row {
        return Err(Refusal(format!(
            "its stride is {} bytes, a row of {} pixels has {row}",
            plane.stride, buffer.size.width
        )));
    }
    let end = if linear {
        u64::from(plane.stride) * u64::from(buffer.size.height - 1) + row
    } else {
        1
    };
    let end = u64::from(plane.offset) + end;
    if end > length {
        return Err(Refusal(format!(
            "plane {at} of {} with offset {} and stride {} needs {end} bytes, its DMA-BUF has {length}",
            buffer.size, plane.offset, plane.stride
        )));
    }
    Ok(())
}

/// The size of the DMA-BUF behind `fd`, bytes.
pub(crate) fn length(fd: &OwnedFd) -> Result<u64, Refusal> {
    let known = fstatfs(fd.as_fd()).is_ok_and(|file| FILE_SYSTEMS.contains(&(file.f_type as u32)));
    if !known {
        return Err(Refusal(
            "its file is no DMA-BUF: send memory of another kind through wl_shm".to_owned(),
        ));
    }
    seek(fd, SeekFrom::End(0))
        .map_err(|error| Refusal(format!("its DMA-BUF does not say its size: {error}")))
}

/// A pixel format's names in libva and in DRM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fourcc {
    pub va: u32,
    pub drm: u32,
}

/// The format without its alpha: a game's window is opaque, and a driver may blend what has alpha.
pub(super) fn opaque(format: PixelFormat) -> Fourcc {
    let (va, opaque) = if format.is_rgb_order() {
        (VA_FOURCC_RGBX, PixelFormat::Xbgr8888)
    } else {
        (VA_FOURCC_BGRX, PixelFormat::Xrgb8888)
    };
    Fourcc {
        va: va as u32,
        drm: opaque.fourcc(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use rustix::fs::{MemfdFlags, ftruncate, memfd_create};
    use stratus_media::Size;

    use super::*;

    fn memory(length: u64) -> Arc<OwnedFd> {
        let fd = memfd_create("buffer", MemfdFlags::CLOEXEC).unwrap();
        ftruncate(&fd, length).unwrap();
        Arc::new(fd)
    }

    fn plane(fd: &Arc<OwnedFd>, offset: u32, stride: u32) -> DmaBufPlane {
        DmaBufPlane {
            fd: Arc::clone(fd),
            offset,
            stride,
        }
    }

    fn buffer(modifier: u64, planes: Vec<DmaBufPlane>) -> DmaBuf {
        DmaBuf::new(Size::new(64, 16), PixelFormat::Argb8888, modifier, planes)
    }

    fn refused(buffer: &DmaBuf) -> String {
        match descriptor(buffer) {
            Ok(_) => panic!("{buffer:?} is taken"),
            Err(Refusal(reason)) => reason,
        }
    }

    #[test]
    fn every_plane_keeps_its_file_offset_stride_and_modifier() {
        let (pixels, extra) = (memory(8192), memory(100));
        let planes = vec![
            plane(&pixels, 64, 256),
            plane(&pixels, 4096, 32),
            plane(&extra, 7, 8),
        ];
        let said = descriptor(&buffer(0x0200_0000_0000_0001, planes)).unwrap();
        assert_eq!((said.width, said.height, said.num_layers), (64, 16, 1));
        // Alpha is left out, in both namings.
        assert_eq!(said.fourcc, u32::from_le_bytes(*b"BGRX"));
        assert_eq!(said.layers[0].drm_format, u32::from_le_bytes(*b"XR24"));
        assert_eq!(said.num_objects, 2);
        let objects = said
            .objects
            .map(|object| (object.size, object.drm_format_modifier));
        let modifier = 0x0200_0000_0000_0001;
        assert_eq!(objects[..2], [(8192, modifier), (100, modifier)]);
        assert_eq!(said.objects[1].fd, extra.as_raw_fd());
        let layer = said.layers[0];
        assert_eq!(layer.num_planes, 3);
        assert_eq!(layer.object_index[..3], [0, 0, 1]);
        assert_eq!(layer.offset[..3], [64, 4096, 7]);
        assert_eq!(layer.pitch[..3], [256, 32, 8]);
    }

    #[test]
    fn a_lie_about_memory_is_refused_before_the_driver_sees_it() {
        let fd = memory(64 * 4 * 16);
        let refusal =
            |modifier, offset, stride| refused(&buffer(modifier, vec![plane(&fd, offset, stride)]));
        assert!(descriptor(&buffer(0, vec![plane(&fd, 0, 256)])).is_ok());
        assert!(refusal(0, 0, 255).contains("its stride is 255 bytes"));
        assert!(refusal(0, 4, 256).contains("needs 4100 bytes, its DMA-BUF has 4096"));
        assert!(refusal(0, u32::MAX, u32::MAX).contains("needs"));
        assert!(refusal(1, 4096, 256).contains("needs 4097 bytes"));
        assert!(refused(&buffer(0, Vec::new())).contains("0 planes"));
        let mut huge = buffer(0, vec![plane(&fd, 0, 256)]);
        huge.size = Size::new(0, 16);
        assert!(refused(&huge).contains("not 0×16"));
        huge.size = Size::new(64, u32::MAX);
        assert!(refused(&huge).contains("its sides"));
    }

    #[test]
    fn a_file_that_is_no_memory_is_not_even_asked() {
        let file = Arc::new(OwnedFd::from(File::open("/proc/self/stat").unwrap()));
        let refusal = refused(&buffer(0, vec![plane(&file, 0, 256)]));
        assert!(refusal.contains("no DMA-BUF"), "{refusal}");
    }
}
