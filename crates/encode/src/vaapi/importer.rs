//! What of a game's DMA-BUFs the driver takes, for whoever offers formats to the game.

use std::path::Path;
use std::ptr;
use std::sync::Arc;
use std::time::Duration;

use rustix::fd::{FromRawFd, OwnedFd};
use stratus_media::{
    DmaBuf, DmaBufFormat, DmaBufImporter, DmaBufPlane, PixelFormat, Refusal, Size,
};
use stratus_vaapi_sys::*;

use super::context::Config;
use super::display::{Display, render_nodes};
use super::failure::Failure;
use super::import::{Imports, import, opaque};
use super::surface::{ImportedSurface, integer};
use super::{NAME, capabilities::Capabilities};
use crate::EncodeError;
use crate::driver_thread::{self, DriverThread, copy_of, or_linear};

/// `DRM_FORMAT_MOD_LINEAR` (`drm_fourcc.h`).
const LINEAR: u64 = 0;

/// `DRM_FORMAT_MOD_INVALID`: a layout that only the driver knows.
const UNKNOWN: u64 = 0x00ff_ffff_ffff_ffff;

/// A picture that is large enough for a driver to choose the layout of large ones.
const PROBE: Size = Size::new(256, 256);

/// Imports a game's DMA-BUFs into the display that [`VaApi`](super::VaApi) encoders of the same device use.
pub struct VaApiImporter {
    device: u64,
    /// Its display is opened anew where the driver stalled or lost its device, as an encoder does then.
    driver: DriverThread<Display, Failure>,
    formats: Vec<DmaBufFormat>,
}

impl VaApiImporter {
    /// For a render node such as `/dev/dri/renderD128`, or the first that can encode.
    ///
    /// # Errors
    /// [`EncodeError::Unavailable`]: no driver encodes here, or it imports nothing.
    pub fn open(device: Option<&Path>) -> Result<Self, EncodeError> {
        let unavailable = |reason| EncodeError::Unavailable {
            backend: NAME,
            reason,
        };
        let nodes = device.map_or_else(render_nodes, |device| vec![device.to_owned()]);
        let mut reasons = Vec::new();
        for node in nodes {
            match Self::on(&node) {
                Ok(importer) => return Ok(importer),
                Err(failure) => reasons.push(failure.while_opening()),
            }
        }
        if reasons.is_empty() {
            reasons.push("there is no render node in /dev/dri".to_owned());
        }
        Err(unavailable(reasons.join("; ")))
    }

    fn on(node: &Path) -> Result<Self, Failure> {
        let display = Display::open(node)?;
        Capabilities::query(&display)?;
        let formats = formats(&display)?;
        if formats.is_empty() {
            return Err(Failure::Unavailable(format!(
                "{} imports no DMA-BUF (DRM_PRIME_2) of 32-bit pixels",
                display.vendor()
            )));
        }
        let (device, node) = (display.device(), node.to_owned());
        Ok(Self {
            device,
            driver: DriverThread::new("vaapi-import", display, move || Display::open(&node)),
            formats,
        })
    }

    /// Allows the driver another time for each import than 60 ms.
    #[must_use]
    pub fn with_limit(self, limit: Duration) -> Self {
        Self {
            driver: self.driver.with_limit(limit),
            ..self
        }
    }
}

impl driver_thread::Device for Display {
    fn is_retired(&self) -> bool {
        self.is_retired()
    }

    fn retire(&self) {
        self.retire();
    }
}

impl DmaBufImporter for VaApiImporter {
    fn device(&self) -> u64 {
        self.device
    }

    fn formats(&self) -> &[DmaBufFormat] {
        &self.formats
    }

    fn import(&self, buffer: &DmaBuf) -> Result<(), Refusal> {
        let copy = copy_of(buffer);
        let made = self.driver.ask(move |display| {
            // A session that nobody watches encodes nothing, and so buries nothing.
            display.bury();
            import(&copy, display)
        });
        let refusal = |failure| match failure {
            Failure::Refused(refusal) => refusal,
            other => Refusal(other.while_opening()),
        };
        let imported = match made {
            Ok(made) => Imports::keep(buffer, made).map_err(refusal),
            Err(no_answer) => Err(no_answer.refusal(refusal)),
        };
        or_linear(imported, buffer, self.device)
    }
}

/// What the driver says and shows that it imports, its own layouts first.
///
/// libva has no question for modifiers. What is known is linear, which every driver reads whose video processing takes
/// the format from DMA-BUFs, and what the driver chooses for itself and exports, where it takes that back.
fn formats(display: &Arc<Display>) -> Result<Vec<DmaBufFormat>, Failure> {
    let taken = Taken::by_video_processing(display)?;
    if !taken.prime_2 {
        return Ok(Vec::new());
    }
    let mut formats = Vec::new();
    let all = [
        PixelFormat::Xrgb8888,
        PixelFormat::Argb8888,
        PixelFormat::Xbgr8888,
        PixelFormat::Abgr8888,
    ];
    let taken = all.map(|format| (format, taken.fourccs.contains(&opaque(format).va)));
    for (format, _) in taken.iter().filter(|(_, taken)| *taken) {
        let own = own_modifier(display, *format);
        let own = own.filter(|modifier| ![LINEAR, UNKNOWN].contains(modifier));
        formats.extend(own.map(|modifier| DmaBufFormat {
            format: *format,
            modifier,
        }));
    }
    for (format, _) in taken.iter().filter(|(_, taken)| *taken) {
        formats.push(DmaBufFormat {
            format: *format,
            modifier: LINEAR,
        });
    }
    Ok(formats)
}

/// What video processing says of its input.
struct Taken {
    fourccs: Vec<u32>,
    prime_2: bool,
}

impl Taken {
    fn by_video_processing(display: &Arc<Display>) -> Result<Self, Failure> {
        const ACTION: &str = "say which surfaces it takes";
        let config = Config::new(display, VAProfileNone, VAEntrypointVideoProc, &mut [])?;
        let (va, raw) = (display.va(), display.raw());
        let mut count = 0;
        // SAFETY: without a list the call only counts.
        let status =
            unsafe { va.vaQuerySurfaceAttributes(raw, config.id(), ptr::null_mut(), &mut count) };
        display.check(ACTION, status)?;
        let mut attributes = vec![VASurfaceAttrib::default(); count as usize];
        // SAFETY: the list is as long as said.
        let status = unsafe {
            va.vaQuerySurfaceAttributes(raw, config.id(), attributes.as_mut_ptr(), &mut count)
        };
        display.check(ACTION, status)?;
        attributes.truncate(count as usize);
        let integers = |kind: VASurfaceAttribType| {
            attributes
                .iter()
                .filter(move |attribute| attribute.type_ == kind)
                // SAFETY: these two are integers (`va.h`: VASurfaceAttribPixelFormat, VASurfaceAttribMemoryType).
                .map(|attribute| unsafe { attribute.value.value.i })
        };
        Ok(Self {
            fourccs: integers(VASurfaceAttribPixelFormat)
                .map(|fourcc| fourcc as u32)
                .collect(),
            prime_2: integers(VASurfaceAttribMemoryType)
                .any(|kinds| kinds & VA_SURFACE_ATTRIB_MEM_TYPE_DRM_PRIME_2 != 0),
        })
    }
}

/// The modifier of a surface that the driver made itself, where it exports it and takes it back.
fn own_modifier(display: &Arc<Display>, format: PixelFormat) -> Option<u64> {
    let surface = own_surface(display, format)?;
    let mut descriptor = VADRMPRIMESurfaceDescriptor::default();
    // SAFETY: the surface is this display's; DRM_PRIME_2 fills a descriptor of this type.
    let status = unsafe {
        display.va().vaExportSurfaceHandle(
            display.raw(),
            surface.id,
            VA_SURFACE_ATTRIB_MEM_TYPE_DRM_PRIME_2 as u32,
            (VA_EXPORT_SURFACE_READ_ONLY | VA_EXPORT_SURFACE_COMPOSED_LAYERS) as u32,
            ptr::from_mut(&mut descriptor).cast(),
        )
    };
    if status != VA_STATUS_SUCCESS {
        return None;
    }
    let objects = descriptor
        .objects
        .iter()
        .take(descriptor.num_objects as usize);
    // SAFETY: the export made these descriptors, and they are the caller's.
    let files: Vec<Arc<OwnedFd>> = objects
        .map(|object| Arc::new(unsafe { OwnedFd::from_raw_fd(object.fd) }))
        .collect();
    let layer = &descriptor.layers[0];
    let planes = (0..layer.num_planes.min(4) as usize)
        .map(|at| {
            Some(DmaBufPlane {
                fd: Arc::clone(files.get(layer.object_index[at] as usize)?),
                offset: layer.offset[at],
                stride: layer.pitch[at],
            })
        })
        .collect::<Option<Vec<_>>>()?;
    let modifier = descriptor.objects[0].drm_format_modifier;
    let buffer = DmaBuf::new(PROBE, format, modifier, planes);
    Imports::surface(&buffer, display).ok().map(|_| modifier)
}

fn own_surface(display: &Arc<Display>, format: PixelFormat) -> Option<ImportedSurface> {
    let mut id = VA_INVALID_SURFACE as VASurfaceID;
    let mut attributes = [
        integer(VASurfaceAttribPixelFormat, opaque(format).va as i32),
        integer(
            VASurfaceAttribUsageHint,
            VA_SURFACE_ATTRIB_USAGE_HINT_VPP_READ | VA_SURFACE_ATTRIB_USAGE_HINT_EXPORT,
        ),
    ];
    // SAFETY: the attributes are as many as said.
    let status = unsafe {
        display.va().vaCreateSurfaces(
            display.raw(),
            VA_RT_FORMAT_RGB32 as u32,
            PROBE.width,
            PROBE.height,
            &mut id,
            1,
            attributes.as_mut_ptr(),
            attributes.len() as u32,
        )
    };
    (status == VA_STATUS_SUCCESS).then(|| ImportedSurface {
        display: Arc::clone(display),
        id,
    })
}
