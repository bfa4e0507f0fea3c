//! A small application on libva: it imports a buffer, converts it and encodes it, and lets a test spoil anything.
#![allow(dead_code, reason = "each test uses a part")]

pub mod headers;
pub mod session;
pub mod spoilt;

use std::fs::File;
use std::os::fd::{AsRawFd as _, OwnedFd};

use stratus_va_soft::host::Host;
use stratus_vaapi_sys::*;

/// A display.
pub struct App {
    pub va: Libva,
    pub display: VADisplay,
    /// The display's functions are in it.
    _drm: LibvaDrm,
    _node: File,
}

// SAFETY: libva is called by any thread; the table of functions does not change.
unsafe impl Sync for App {}

/// What a call answers.
pub type Answer<T = ()> = Result<T, VAStatus>;

/// A status as an answer.
pub fn answer(status: VAStatus) -> Answer {
    if status == VA_STATUS_SUCCESS {
        Ok(())
    } else {
        Err(status)
    }
}

impl App {
    pub fn open(host: &Host) -> Self {
        Self::try_open(host).unwrap()
    }

    pub fn try_open(host: &Host) -> Answer<Self> {
        let node = File::options()
            .read(true)
            .write(true)
            .open(&host.node)
            .unwrap();
        // SAFETY: the system's libva; the node is open as long as the display.
        unsafe {
            let libraries = Libraries::load().unwrap();
            let display = libraries.drm.vaGetDisplayDRM(node.as_raw_fd());
            assert!(
                !display.is_null(),
                "{} is no render node to libva",
                host.node.display()
            );
            let (mut major, mut minor) = (0, 0);
            answer(libraries.va.vaInitialize(display, &mut major, &mut minor))?;
            Ok(Self {
                va: libraries.va,
                display,
                _drm: libraries.drm,
                _node: node,
            })
        }
    }

    pub fn terminate(self) {
        // SAFETY: once, at the end.
        answer(unsafe { self.va.vaTerminate(self.display) }).unwrap();
    }

    pub fn attribute(
        &self,
        profile: VAProfile,
        entrypoint: VAEntrypoint,
        type_: VAConfigAttribType,
    ) -> Answer<u32> {
        let mut attribute = VAConfigAttrib { type_, value: 0 };
        // SAFETY: one attribute.
        answer(unsafe {
            self.va
                .vaGetConfigAttributes(self.display, profile, entrypoint, &mut attribute, 1)
        })?;
        Ok(attribute.value)
    }

    pub fn config(
        &self,
        profile: VAProfile,
        entrypoint: VAEntrypoint,
        attributes: &[(VAConfigAttribType, u32)],
    ) -> Answer<u32> {
        let mut attributes: Vec<_> = attributes
            .iter()
            .map(|&(type_, value)| VAConfigAttrib { type_, value })
            .collect();
        let mut id = 0;
        // SAFETY: as many attributes as said.
        answer(unsafe {
            let (list, number) = (attributes.as_mut_ptr(), attributes.len() as i32);
            self.va
                .vaCreateConfig(self.display, profile, entrypoint, list, number, &mut id)
        })?;
        Ok(id)
    }

    pub fn context(&self, config: u32, (width, height): (u32, u32)) -> Answer<u32> {
        let mut id = 0;
        // SAFETY: no targets.
        answer(unsafe {
            let none = std::ptr::null_mut();
            self.va.vaCreateContext(
                self.display,
                config,
                width as i32,
                height as i32,
                1,
                none,
                0,
                &mut id,
            )
        })?;
        Ok(id)
    }

    pub fn nv12(&self, (width, height): (u32, u32)) -> Answer<u32> {
        let mut id = 0;
        let format = VA_RT_FORMAT_YUV420 as u32;
        // SAFETY: one surface.
        answer(unsafe {
            let none = std::ptr::null_mut();
            self.va
                .vaCreateSurfaces(self.display, format, width, height, &mut id, 1, none, 0)
        })?;
        Ok(id)
    }

    /// Imports a buffer of RGB.
    pub fn import(
        &self,
        canvas: &Canvas,
        edit: impl FnOnce(&mut VADRMPRIMESurfaceDescriptor),
    ) -> Answer<u32> {
        let mut descriptor = VADRMPRIMESurfaceDescriptor {
            fourcc: VA_FOURCC_BGRX as u32,
            width: canvas.size.0,
            height: canvas.size.1,
            num_objects: 1,
            num_layers: 1,
            ..VADRMPRIMESurfaceDescriptor::default()
        };
        descriptor.objects[0].fd = canvas.fd.as_raw_fd();
        descriptor.objects[0].size = canvas.len() as u32;
        descriptor.layers[0].drm_format = u32::from_le_bytes(*b"XR24");
        descriptor.layers[0].num_planes = 1;
        descriptor.layers[0].offset[0] = canvas.offset;
        descriptor.layers[0].pitch[0] = canvas.pitch;
        edit(&mut descriptor);
        let integer = |type_, i| VASurfaceAttrib {
            type_,
            flags: VA_SURFACE_ATTRIB_SETTABLE as u32,
            value: VAGenericValue {
                type_: VAGenericValueTypeInteger,
                value: _VAGenericValue__bindgen_ty_1 { i },
            },
        };
        let mut attributes = [
            integer(
                VASurfaceAttribMemoryType,
                VA_SURFACE_ATTRIB_MEM_TYPE_DRM_PRIME_2,
            ),
            VASurfaceAttrib {
                value: VAGenericValue {
                    type_: VAGenericValueTypePointer,
                    value: _VAGenericValue__bindgen_ty_1 {
                        p: (&raw mut descriptor).cast(),
                    },
                },
                ..integer(VASurfaceAttribExternalBufferDescriptor, 0)
            },
        ];
        let (width, height) = (descriptor.width, descriptor.height);
        let mut id = 0;
        let format = VA_RT_FORMAT_RGB32 as u32;
        // SAFETY: two attributes, and a descriptor that outlives the call.
        answer(unsafe {
            self.va.vaCreateSurfaces(
                self.display,
                format,
                width,
                height,
                &mut id,
                1,
                attributes.as_mut_ptr(),
                2,
            )
        })?;
        Ok(id)
    }

    pub fn destroy_surface(&self, mut id: u32) -> Answer {
        // SAFETY: one surface.
        answer(unsafe { self.va.vaDestroySurfaces(self.display, &mut id, 1) })
    }

    pub fn buffer<T>(&self, context: u32, kind: VABufferType, value: &T) -> Answer<u32> {
        let data = std::ptr::from_ref(value).cast_mut().cast();
        // SAFETY: the value is as large as it is.
        unsafe { self.raw_buffer(context, kind, size_of::<T>(), data) }
    }

    pub fn bytes(&self, context: u32, kind: VABufferType, bytes: &[u8]) -> Answer<u32> {
        // SAFETY: the bytes are as many as they are.
        unsafe { self.raw_buffer(context, kind, bytes.len(), bytes.as_ptr().cast_mut().cast()) }
    }

    pub fn coded(&self, context: u32, size: usize) -> Answer<u32> {
        // SAFETY: without data.
        unsafe { self.raw_buffer(context, VAEncCodedBufferType, size, std::ptr::null_mut()) }
    }

    unsafe fn raw_buffer(
        &self,
        context: u32,
        kind: VABufferType,
        size: usize,
        data: *mut std::ffi::c_void,
    ) -> Answer<u32> {
        let mut id = 0;
        // SAFETY: the caller's promise.
        answer(unsafe {
            self.va
                .vaCreateBuffer(self.display, context, kind, size as u32, 1, data, &mut id)
        })?;
        Ok(id)
    }

    pub fn destroy_buffer(&self, id: u32) -> Answer {
        // SAFETY: nothing of it is read any more.
        answer(unsafe { self.va.vaDestroyBuffer(self.display, id) })
    }

    /// Begins, renders and ends a picture.
    pub fn picture(&self, context: u32, target: u32, buffers: &[u32]) -> Answer {
        // SAFETY: as many buffers as said.
        unsafe {
            answer(self.va.vaBeginPicture(self.display, context, target))?;
            let mut buffers = buffers.to_vec();
            let (list, number) = (buffers.as_mut_ptr(), buffers.len() as i32);
            let rendered = answer(self.va.vaRenderPicture(self.display, context, list, number));
            let ended = answer(self.va.vaEndPicture(self.display, context));
            rendered.and(ended)
        }
    }

    pub fn sync(&self, surface: u32) -> Answer {
        // SAFETY: plain numbers.
        answer(unsafe { self.va.vaSyncSurface(self.display, surface) })
    }

    pub fn sync_buffer(&self, buffer: u32, timeout_ns: u64) -> Answer {
        // SAFETY: plain numbers.
        answer(unsafe { self.va.vaSyncBuffer(self.display, buffer, timeout_ns) })
    }

    pub fn is_ready(&self, surface: u32) -> bool {
        let mut status = 0;
        // SAFETY: one status.
        answer(unsafe {
            self.va
                .vaQuerySurfaceStatus(self.display, surface, &mut status)
        })
        .unwrap();
        status == VASurfaceReady
    }

    /// Hands the segments of a coded buffer out: address, size, status.
    pub fn segments(&self, buffer: u32, most: usize) -> Answer<Vec<(*const u8, usize, u32)>> {
        let mut address = std::ptr::null_mut();
        let mut segments = Vec::new();
        // SAFETY: a coded buffer maps to a list of segments.
        unsafe {
            answer(self.va.vaMapBuffer(self.display, buffer, &mut address))?;
            let mut segment = address.cast::<VACodedBufferSegment>();
            while !segment.is_null() && segments.len() < most {
                let this = &*segment;
                segments.push((
                    this.buf.cast_const().cast(),
                    this.size as usize,
                    this.status,
                ));
                segment = this.next.cast();
            }
        }
        Ok(segments)
    }

    pub fn unmap(&self, buffer: u32) -> Answer {
        // SAFETY: nothing of it is read any more.
        answer(unsafe { self.va.vaUnmapBuffer(self.display, buffer) })
    }

    /// A surface's pixels, NV12, without what is only alignment.
    pub fn read(&self, surface: u32, (width, height): (u32, u32)) -> Vec<u8> {
        let mut image = VAImage::default();
        let mut address = std::ptr::null_mut();
        let mut out = Vec::new();
        // SAFETY: the image says where its bytes are.
        unsafe {
            answer(self.va.vaDeriveImage(self.display, surface, &mut image)).unwrap();
            answer(self.va.vaMapBuffer(self.display, image.buf, &mut address)).unwrap();
            let bytes = std::slice::from_raw_parts(address.cast::<u8>(), image.data_size as usize);
            for (plane, rows) in [(0, height), (1, height.div_ceil(2))] {
                for row in 0..rows {
                    let at = (image.offsets[plane] + row * image.pitches[plane]) as usize;
                    let len = if plane == 0 {
                        width
                    } else {
                        width.next_multiple_of(2)
                    };
                    out.extend_from_slice(&bytes[at..at + len as usize]);
                }
            }
            answer(self.va.vaUnmapBuffer(self.display, image.buf)).unwrap();
            answer(self.va.vaDestroyImage(self.display, image.image_id)).unwrap();
        }
        out
    }
}

/// A buffer of RGB pixels that stands for a game's.
pub struct Canvas {
    /// What is imported.
    pub fd: OwnedFd,
    /// The memory that it shows.
    memory: OwnedFd,
    pub size: (u32, u32),
    pub offset: u32,
    pub pitch: u32,
}

impl Canvas {
    /// On a memfd.
    pub fn new(size: (u32, u32)) -> Self {
        let (offset, pitch) = Self::layout(size);
        let len = Self::bytes(size);
        let fd = rustix::fs::memfd_create("canvas", rustix::fs::MemfdFlags::ALLOW_SEALING).unwrap();
        rustix::fs::ftruncate(&fd, len).unwrap();
        rustix::fs::fcntl_add_seals(&fd, rustix::fs::SealFlags::SHRINK).unwrap();
        let memory = fd.try_clone().unwrap();
        Self {
            fd,
            memory,
            size,
            offset,
            pitch,
        }
    }

    /// On a DMA-BUF of at least [`Canvas::bytes`], which shows `memory`.
    pub fn on(fd: OwnedFd, memory: OwnedFd, size: (u32, u32)) -> Self {
        let (offset, pitch) = Self::layout(size);
        Self {
            fd,
            memory,
            size,
            offset,
            pitch,
        }
    }

    /// Whole pages, and rows that are longer than their pixels.
    fn layout(size: (u32, u32)) -> (u32, u32) {
        (4096, size.0 * 4 + 64)
    }

    pub fn bytes(size: (u32, u32)) -> u64 {
        let (offset, pitch) = Self::layout(size);
        u64::from(offset + pitch * size.1).next_multiple_of(4096)
    }

    pub fn len(&self) -> usize {
        Self::bytes(self.size) as usize
    }

    /// A gradient with a moving block: blue, green, red.
    pub fn pixel(step: u32, x: u32, y: u32) -> [u8; 3] {
        if (x + 400 - step * 5) % 97 < 20 && (y + step * 3) % 61 < 20 {
            [240, 30, 60]
        } else {
            [x as u8, y as u8, (x + y) as u8 / 2]
        }
    }

    /// Draws it.
    pub fn draw(&self, step: u32) {
        self.fill(|x, y| Self::pixel(step, x, y));
    }

    /// Fills it with the first three bytes of each pixel.
    pub fn fill(&self, pixel: impl Fn(u32, u32) -> [u8; 3]) {
        // SAFETY: as long as the buffer is; nobody else writes it.
        let map = unsafe {
            memmap2::MmapOptions::new()
                .len(self.len())
                .map_mut(&self.memory)
        };
        let mut map = map.unwrap();
        for y in 0..self.size.1 {
            for x in 0..self.size.0 {
                let at = (self.offset + y * self.pitch + x * 4) as usize;
                map[at..at + 3].copy_from_slice(&pixel(x, y));
            }
        }
    }

    /// The luma of the picture by BT.709, limited.
    pub fn luma(&self, step: u32) -> Vec<f64> {
        let places = (0..self.size.1).flat_map(|y| (0..self.size.0).map(move |x| (x, y)));
        places
            .map(|(x, y)| {
                let [b, g, r] = Self::pixel(step, x, y).map(f64::from);
                16.0 + (0.2126 * r + 0.7152 * g + 0.0722 * b) * 219.0 / 255.0
            })
            .collect()
    }
}

/// Signal to noise of luma, in dB.
pub fn psnr(is: &[u8], wanted: &[f64]) -> f64 {
    let error = is
        .iter()
        .zip(wanted)
        .map(|(is, wanted)| (f64::from(*is) - wanted).powi(2));
    20.0 * 255f64.log10() - 10.0 * (error.sum::<f64>() / wanted.len() as f64).log10()
}
