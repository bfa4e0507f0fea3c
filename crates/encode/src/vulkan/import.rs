//! A game's DMA-BUF as an image or a buffer of the device (`VK_EXT_external_memory_dma_buf`,
//! `VK_EXT_image_drm_format_modifier`).

use std::os::fd::{AsRawFd as _, FromRawFd as _, IntoRawFd as _, OwnedFd};
use std::sync::Arc;

use arrayvec::ArrayVec;
use ash::vk;
use parking_lot::Mutex;
use rustix::fs::fstat;
use stratus_media::{DmaBuf, MAX_PLANES, PixelFormat, Refusal};

use super::device::{Device, Imports};
use super::failure::Failure;
use super::memory::{Binding, Shown, memory_type, storage_buffer};
use super::modifiers::{LINEAR, format_of};
use super::source::{COLOUR, Held, Pixels, Source};
use crate::vaapi::import::{check, length};

const DMA_BUF: vk::ExternalMemoryHandleTypeFlags = vk::ExternalMemoryHandleTypeFlags::DMA_BUF_EXT;

/// Devices that a buffer is kept for at a time.
const DEVICES: usize = 4;

/// What the converters keep of a DMA-BUF: a source a device, rarely more than one.
#[derive(Default)]
pub(super) struct Imported(Mutex<ArrayVec<Arc<Source>, DEVICES>>);

impl Imported {
    /// The buffer's source on `device`, made now if it has none yet.
    pub(super) fn source(buffer: &DmaBuf, device: &Arc<Device>) -> Result<Arc<Source>, Failure> {
        let imported = buffer.imported(|_| Ok::<_, Failure>(Self::default()))?;
        // Held during the import: a second thread that wants the same source waits for it.
        let mut sources = imported.0.lock();
        if let Some(found) = sources
            .iter()
            .find(|source| Arc::ptr_eq(&source.held.device, device))
        {
            return Ok(Arc::clone(found));
        }
        let made = Arc::new(import(buffer, device)?);
        keep(&mut sources, Arc::clone(&made));
        Ok(made)
    }

    /// Keeps a source that was made of the buffer.
    pub(super) fn keep(buffer: &DmaBuf, made: Source) -> Result<(), Failure> {
        let imported = buffer.imported(|_| Ok::<_, Failure>(Self::default()))?;
        keep(&mut imported.0.lock(), Arc::new(made));
        Ok(())
    }
}

fn keep(sources: &mut ArrayVec<Arc<Source>, DEVICES>, made: Arc<Source>) {
    sources.retain(|source| !source.held.device.is_retired());
    if sources.is_full() {
        sources.remove(0);
    }
    sources.push(made);
}

/// The buffer as a source of `device`, which nobody keeps yet.
pub(super) fn import(buffer: &DmaBuf, device: &Arc<Device>) -> Result<Source, Failure> {
    let Some(imports) = &device.imports else {
        return Err(refused(format!(
            "{} imports no DMA-BUF (VK_EXT_external_memory_dma_buf): choose the encoder x264",
            device.name
        )));
    };
    let length = checked(buffer)?;
    let known = imports
        .modifiers
        .planes(format_of(buffer.format), buffer.modifier);
    match how(buffer, known)? {
        How::Image => image(buffer, device, imports, length),
        How::Words => words(buffer, device, imports, length),
        How::ImageOrWords => match image(buffer, device, imports, length) {
            Err(Failure::Refused(_)) => words(buffer, device, imports, length),
            other => other,
        },
    }
}

/// The bytes of the one file that all planes are in, none of which reaches over its end.
fn checked(buffer: &DmaBuf) -> Result<u64, Refusal> {
    let side = 1..=1 << 15;
    let size = buffer.size;
    if !side.contains(&size.width) || !side.contains(&size.height) {
        return Err(Refusal(format!(
            "its sides have to be 1 to 32768 pixels, not {size}"
        )));
    }
    let planes = &buffer.planes;
    if !(1..=MAX_PLANES).contains(&planes.len()) {
        let said = format!("it has {} planes: 1 to {MAX_PLANES} can be", planes.len());
        return Err(Refusal(said));
    }
    let length = length(&planes[0].fd)?;
    for (at, plane) in planes.iter().enumerate() {
        if !same_file(&planes[0].fd, &plane.fd) {
            return Err(Refusal(format!(
                "plane {at} is in another DMA-BUF than plane 0: have the game allocate one for all"
            )));
        }
        check(buffer, at, plane, length)?;
    }
    Ok(length)
}

/// Two descriptors of one buffer: clients send one a plane.
fn same_file(a: &Arc<OwnedFd>, b: &Arc<OwnedFd>) -> bool {
    let file = |fd: &OwnedFd| fstat(fd).map(|file| (file.st_dev, file.st_ino));
    Arc::ptr_eq(a, b) || matches!((file(a), file(b)), (Ok(a), Ok(b)) if a == b)
}

/// As what a buffer is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// In the layout of its modifier.
    Image,
    /// As memory.
    Words,
    /// As an image, or as memory where the driver does not like that.
    ImageOrWords,
}

/// Rows that begin at multiples of so many bytes are what each GPU takes linear images with.
const ALIGNED: u32 = 256;

/// As what it is imported, where the device knows its modifier with `known` planes.
fn how(buffer: &DmaBuf, known: Option<u32>) -> Result<How, Refusal> {
    let planes = buffer.planes.len();
    if buffer.modifier == LINEAR
        && let [plane] = buffer.planes.as_slice()
    {
        let (offset, stride) = (plane.offset, plane.stride);
        let all = |of: u32| offset.is_multiple_of(of) && stride.is_multiple_of(of);
        return if !all(PixelFormat::BYTES) {
            Err(Refusal(format!(
                "its offset {offset} and stride {stride} have to be whole pixels"
            )))
        } else if known == Some(1) && all(ALIGNED) {
            Ok(How::ImageOrWords)
        } else {
            Ok(How::Words)
        };
    }
    match known {
        Some(known) if known as usize == planes => Ok(How::Image),
        Some(known) => Err(Refusal(format!(
            "it has {planes} planes, and {:?} with modifier {:#x} has {known}",
            buffer.format, buffer.modifier
        ))),
        None => Err(Refusal(format!(
            "the driver does not read {:?} with modifier {:#x} in {planes} planes: have the game draw into linear \
             buffers or wl_shm, or choose the encoder x264",
            buffer.format, buffer.modifier
        ))),
    }
}

fn refused(reason: String) -> Failure {
    Failure::Refused(Refusal(reason))
}

/// What a driver answers to a buffer that it does not like is the buffer's fault, but for a lost device and missing memory.
fn not_imported(buffer: &DmaBuf, what: &'static str) -> impl FnOnce(vk::Result) -> Failure {
    let said = format!(
        "the driver does not {what} ({} {:?}, modifier {:#x}, {} planes",
        buffer.size,
        buffer.format,
        buffer.modifier,
        buffer.planes.len()
    );
    move |result| match result {
        vk::Result::ERROR_DEVICE_LOST
        | vk::Result::ERROR_OUT_OF_HOST_MEMORY
        | vk::Result::ERROR_OUT_OF_DEVICE_MEMORY
        | vk::Result::ERROR_TOO_MANY_OBJECTS => Failure::of("import a DMA-BUF")(result),
        _ => refused(format!(
            "{said}: {result}): have the game draw into wl_shm, or choose the encoder x264"
        )),
    }
}

/// Linear pixels, as words of memory.
fn words(
    of: &DmaBuf,
    device: &Arc<Device>,
    imports: &Imports,
    length: u64,
) -> Result<Source, Failure> {
    let plane = &of.planes[0];
    let words = length & !3;
    if words > u64::from(device.limits.max_storage_buffer_range) {
        return Err(refused(format!(
            "its {words} bytes are more than {} shows its shaders ({})",
            device.name, device.limits.max_storage_buffer_range
        )));
    }
    let buffer = storage_buffer(device, words, Some(DMA_BUF))?;
    let mut held = Held {
        device: Arc::clone(device),
        pixels: Pixels::Words {
            buffer,
            memory: vk::DeviceMemory::null(),
        },
    };
    // SAFETY: the buffer is the device's.
    let needs = unsafe { device.raw.get_buffer_memory_requirements(buffer) };
    let dedicated = vk::MemoryDedicatedAllocateInfo::default().buffer(buffer);
    let bound = allocate(of, device, imports, (needs, length), dedicated)?;
    if let Pixels::Words { memory, .. } = &mut held.pixels {
        *memory = bound;
    }
    // SAFETY: both are the device's, and the memory is what the buffer needs.
    unsafe { device.raw.bind_buffer_memory(buffer, bound, 0) }
        .map_err(not_imported(of, "bind its memory"))?;
    let binding = Binding::new(device, Shown::Buffer(buffer))?;
    Ok(Source {
        binding,
        held,
        first_word: plane.offset / PixelFormat::BYTES,
        row_words: plane.stride / PixelFormat::BYTES,
    })
}

/// Pixels in the layout of their modifier.
fn image(
    of: &DmaBuf,
    device: &Arc<Device>,
    imports: &Imports,
    length: u64,
) -> Result<Source, Failure> {
    let format = format_of(of.format);
    let most = device.limits.max_image_dimension2_d;
    if of.size.width > most || of.size.height > most {
        return Err(refused(format!(
            "its sides may have {most} pixels on {}, not {}",
            device.name, of.size
        )));
    }
    is_importable(of, device, format)?;
    let planes: ArrayVec<_, MAX_PLANES> = of
        .planes
        .iter()
        .map(|plane| vk::SubresourceLayout {
            offset: plane.offset.into(),
            row_pitch: plane.stride.into(),
            // The rest has to be 0 (`VkImageDrmFormatModifierExplicitCreateInfoEXT`).
            ..Default::default()
        })
        .collect();
    let mut layout = vk::ImageDrmFormatModifierExplicitCreateInfoEXT::default()
        .drm_format_modifier(of.modifier)
        .plane_layouts(&planes);
    let mut external = vk::ExternalMemoryImageCreateInfo::default().handle_types(DMA_BUF);
    let info = vk::ImageCreateInfo::default()
        .image_type(vk::ImageType::TYPE_2D)
        .format(format)
        .extent(vk::Extent3D {
            width: of.size.width,
            height: of.size.height,
            depth: 1,
        })
        .mip_levels(1)
        .array_layers(1)
        .samples(vk::SampleCountFlags::TYPE_1)
        .tiling(vk::ImageTiling::DRM_FORMAT_MODIFIER_EXT)
        .usage(vk::ImageUsageFlags::SAMPLED)
        .push_next(&mut external)
        .push_next(&mut layout);
    // SAFETY: the structures live until the call is over; the device reads this modifier with as many planes.
    let image = unsafe { device.raw.create_image(&info, None) }
        .map_err(not_imported(of, "make an image of its layout"))?;
    let mut held = Held {
        device: Arc::clone(device),
        pixels: Pixels::Image {
            image,
            view: vk::ImageView::null(),
            memory: vk::DeviceMemory::null(),
        },
    };
    // SAFETY: the image is the device's.
    let needs = unsafe { device.raw.get_image_memory_requirements(image) };
    let dedicated = vk::MemoryDedicatedAllocateInfo::default().image(image);
    let bound = allocate(of, device, imports, (needs, length), dedicated)?;
    if let Pixels::Image { memory, .. } = &mut held.pixels {
        *memory = bound;
    }
    // SAFETY: both are the device's, and the memory is what the image needs.
    unsafe { device.raw.bind_image_memory(image, bound, 0) }
        .map_err(not_imported(of, "bind its memory"))?;
    let info = vk::ImageViewCreateInfo::default()
        .image(image)
        .view_type(vk::ImageViewType::TYPE_2D)
        .format(format)
        .subresource_range(COLOUR);
    // SAFETY: the image has memory now.
    let made = unsafe { device.raw.create_image_view(&info, None) }
        .map_err(not_imported(of, "show its pixels"))?;
    if let Pixels::Image { view, .. } = &mut held.pixels {
        *view = made;
    }
    let binding = Binding::new(device, Shown::Image(made))?;
    Ok(Source {
        binding,
        held,
        first_word: 0,
        row_words: 0,
    })
}

/// Asks whether images of this layout come from DMA-BUFs at all.
fn is_importable(of: &DmaBuf, device: &Device, format: vk::Format) -> Result<(), Failure> {
    let mut layout =
        vk::PhysicalDeviceImageDrmFormatModifierInfoEXT::default().drm_format_modifier(of.modifier);
    let mut external = vk::PhysicalDeviceExternalImageFormatInfo::default().handle_type(DMA_BUF);
    let info = vk::PhysicalDeviceImageFormatInfo2::default()
        .format(format)
        .ty(vk::ImageType::TYPE_2D)
        .tiling(vk::ImageTiling::DRM_FORMAT_MODIFIER_EXT)
        .usage(vk::ImageUsageFlags::SAMPLED)
        .push_next(&mut external)
        .push_next(&mut layout);
    let mut answer = vk::ExternalImageFormatProperties::default();
    let mut properties = vk::ImageFormatProperties2::default().push_next(&mut answer);
    // SAFETY: the structures live until the call is over.
    unsafe {
        device
            .instance
            .raw
            .get_physical_device_image_format_properties2(device.physical, &info, &mut properties)
    }
    .map_err(not_imported(of, "read such images"))?;
    let features = answer.external_memory_properties.external_memory_features;
    if features.contains(vk::ExternalMemoryFeatureFlags::IMPORTABLE) {
        Ok(())
    } else {
        Err(not_imported(of, "import such images")(
            vk::Result::ERROR_FORMAT_NOT_SUPPORTED,
        ))
    }
}

/// The DMA-BUF as memory of the device, for one buffer or image alone.
fn allocate(
    of: &DmaBuf,
    device: &Device,
    imports: &Imports,
    (needs, length): (vk::MemoryRequirements, u64),
    mut dedicated: vk::MemoryDedicatedAllocateInfo<'_>,
) -> Result<vk::DeviceMemory, Failure> {
    // Drivers differ in whether they look: beyond the end is somebody else's memory.
    if needs.size > length {
        return Err(refused(format!(
            "with that layout it needs {} bytes, its DMA-BUF has {length}",
            needs.size
        )));
    }
    let fd = &of.planes[0].fd;
    let mut kinds = vk::MemoryFdPropertiesKHR::default();
    // SAFETY: the descriptor is open, and is not consumed by this call.
    unsafe {
        imports
            .files
            .get_memory_fd_properties(DMA_BUF, fd.as_raw_fd(), &mut kinds)
    }
    .map_err(not_imported(of, "know its memory"))?;
    let bits = kinds.memory_type_bits & needs.memory_type_bits;
    let Some(kind) = memory_type(device, bits, vk::MemoryPropertyFlags::empty()) else {
        return Err(not_imported(of, "read its memory")(
            vk::Result::ERROR_INVALID_EXTERNAL_HANDLE,
        ));
    };
    let copy = fd
        .try_clone()
        .map_err(|error| refused(format!("its descriptor could not be duplicated: {error}")))?;
    let copy = copy.into_raw_fd();
    let mut file = vk::ImportMemoryFdInfoKHR::default()
        .handle_type(DMA_BUF)
        .fd(copy);
    let info = vk::MemoryAllocateInfo::default()
        .allocation_size(needs.size)
        .memory_type_index(kind)
        .push_next(&mut file)
        .push_next(&mut dedicated);
    // SAFETY: the structures live until the call is over; where it succeeds, the driver owns the descriptor.
    unsafe { device.raw.allocate_memory(&info, None) }.map_err(|result| {
        // SAFETY: the driver did not take it, so it is ours still.
        drop(unsafe { OwnedFd::from_raw_fd(copy) });
        not_imported(of, "import its memory")(result)
    })
}

#[cfg(test)]
mod tests {
    use rustix::fs::{MemfdFlags, ftruncate, memfd_create};
    use stratus_media::{DmaBufPlane, Size};

    use super::*;

    const TILED: u64 = 0x0200_0000_0000_0001;

    fn memory(length: u64) -> Arc<OwnedFd> {
        let fd = memfd_create("buffer", MemfdFlags::CLOEXEC).unwrap();
        ftruncate(&fd, length).unwrap();
        Arc::new(fd)
    }

    fn buffer(modifier: u64, planes: &[(&Arc<OwnedFd>, u32, u32)]) -> DmaBuf {
        let planes = planes.iter().map(|&(fd, offset, stride)| DmaBufPlane {
            fd: Arc::clone(fd),
            offset,
            stride,
        });
        let size = Size::new(64, 16);
        DmaBuf::new(size, PixelFormat::Xrgb8888, modifier, planes.collect())
    }

    #[test]
    fn a_modifier_is_an_image_with_its_planes_and_linear_is_memory_where_it_must() {
        let fd = memory(8192);
        let of = |modifier, planes: &[(u32, u32)], known| {
            let planes: Vec<_> = planes.iter().map(|(at, row)| (&fd, *at, *row)).collect();
            how(&buffer(modifier, &planes), known).map_err(|Refusal(said)| said)
        };
        assert_eq!(of(TILED, &[(0, 256), (4096, 64)], Some(2)), Ok(How::Image));
        assert_eq!(of(LINEAR, &[(0, 256)], Some(1)), Ok(How::ImageOrWords));
        assert_eq!(of(LINEAR, &[(0, 256)], None), Ok(How::Words));
        assert_eq!(of(LINEAR, &[(64, 256)], Some(1)), Ok(How::Words));
        assert_eq!(of(LINEAR, &[(0, 260)], Some(1)), Ok(How::Words));
        for (answer, said) in [
            (of(TILED, &[(0, 256)], Some(2)), "has 2"),
            (of(TILED, &[(0, 256)], None), "0x200000000000001"),
            (of(LINEAR, &[(0, 258)], Some(1)), "whole pixels"),
            (of(LINEAR, &[(0, 256), (4096, 256)], None), "2 planes"),
        ] {
            let answer = answer.unwrap_err();
            assert!(answer.contains(said), "{answer}");
        }
    }

    #[test]
    fn planes_are_in_one_file_and_end_before_it_does() {
        let (fd, other) = (memory(8192), memory(8192));
        let copy = Arc::new(fd.try_clone().unwrap());
        let said = |buffer: &DmaBuf| checked(buffer).map_err(|Refusal(said)| said);
        let fine = buffer(TILED, &[(&fd, 0, 256), (&copy, 4096, 64)]);
        assert_eq!(said(&fine), Ok(8192));
        for (buffer, part) in [
            (buffer(TILED, &[(&fd, 0, 256), (&other, 0, 64)]), "plane 1"),
            (buffer(TILED, &[(&fd, 0, 256), (&fd, 8192, 64)]), "plane 1"),
            (buffer(LINEAR, &[(&fd, 4352, 256)]), "needs 8448 bytes"),
            (buffer(LINEAR, &[(&fd, 0, 252)]), "stride is 252"),
            (buffer(LINEAR, &[]), "0 planes"),
        ] {
            let answer = said(&buffer).unwrap_err();
            assert!(answer.contains(part), "{answer}");
        }
    }
}
