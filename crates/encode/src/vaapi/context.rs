//! A configured part of the driver, and what it is given for one picture.

use std::ffi::{c_int, c_uint, c_void};
use std::sync::Arc;

use arrayvec::ArrayVec;
use stratus_media::Size;
use stratus_vaapi_sys::*;

use super::display::Display;
use super::failure::Failure;

/// A configuration of the driver: an encoder, or video processing.
pub(super) struct Config {
    display: Arc<Display>,
    id: VAConfigID,
}

impl Config {
    pub(super) fn new(
        display: &Arc<Display>,
        profile: VAProfile,
        entrypoint: VAEntrypoint,
        attributes: &mut [VAConfigAttrib],
    ) -> Result<Self, Failure> {
        let mut id = VA_INVALID_ID as VAConfigID;
        // SAFETY: the attributes are as many as said.
        let status = unsafe {
            display.va().vaCreateConfig(
                display.raw(),
                profile,
                entrypoint,
                attributes.as_mut_ptr(),
                attributes.len() as c_int,
                &mut id,
            )
        };
        display.check("make a configuration", status)?;
        Ok(Self {
            display: Arc::clone(display),
            id,
        })
    }

    /// What libva calls it.
    pub(super) const fn id(&self) -> VAConfigID {
        self.id
    }
}

impl Drop for Config {
    fn drop(&mut self) {
        // SAFETY: it was made by this display.
        unsafe {
            self.display
                .va()
                .vaDestroyConfig(self.display.raw(), self.id)
        };
    }
}

/// A configuration at work on pictures of one size.
pub(super) struct Context {
    display: Arc<Display>,
    id: VAContextID,
}

impl Context {
    pub(super) fn new(
        config: &Config,
        size: Size,
        targets: &[VASurfaceID],
    ) -> Result<Self, Failure> {
        let display = &config.display;
        let mut id = VA_INVALID_ID as VAContextID;
        // SAFETY: the surfaces are this display's, and as many as said; libva only reads the list.
        let status = unsafe {
            display.va().vaCreateContext(
                display.raw(),
                config.id,
                size.width as c_int,
                size.height as c_int,
                VA_PROGRESSIVE,
                targets.as_ptr().cast_mut(),
                targets.len() as c_int,
                &mut id,
            )
        };
        display.check("make a context", status)?;
        Ok(Self {
            display: Arc::clone(display),
            id,
        })
    }

    /// What the next picture is made of.
    pub(super) fn picture(&self) -> Picture<'_> {
        Picture {
            context: self,
            buffers: ArrayVec::new(),
        }
    }

    /// A buffer for coded pictures of up to `size` bytes.
    pub(super) fn coded_buffer(&self, size: u32) -> Result<Buffer, Failure> {
        let id = self.make(
            VAEncCodedBufferType,
            size,
            std::ptr::null(),
            "make a coded buffer",
        )?;
        Ok(Buffer {
            display: Arc::clone(&self.display),
            id,
        })
    }

    fn make(
        &self,
        kind: VABufferType,
        size: u32,
        data: *const c_void,
        action: &'static str,
    ) -> Result<VABufferID, Failure> {
        let mut id = VA_INVALID_ID as VABufferID;
        // SAFETY: `data` is null or `size` bytes, which libva copies and does not write.
        let status = unsafe {
            self.display.va().vaCreateBuffer(
                self.display.raw(),
                self.id,
                kind,
                size as c_uint,
                1,
                data.cast_mut(),
                &mut id,
            )
        };
        self.display.check(action, status)?;
        Ok(id)
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        // SAFETY: it was made by this display.
        unsafe {
            self.display
                .va()
                .vaDestroyContext(self.display.raw(), self.id)
        };
    }
}

/// A buffer that outlives a picture.
pub(super) struct Buffer {
    pub(super) display: Arc<Display>,
    pub(super) id: VABufferID,
}

impl Drop for Buffer {
    fn drop(&mut self) {
        // SAFETY: it was made by this display.
        unsafe {
            self.display
                .va()
                .vaDestroyBuffer(self.display.raw(), self.id)
        };
    }
}

/// Most buffers of one picture: parameters of sequence, picture and slice, three packed headers of two buffers each,
/// and four of rate control.
const BUFFERS: usize = 16;

/// The buffers of one picture, in the order that the driver gets them. Freed when it is handed in, or dropped.
///
/// They are made anew for each picture, as every other application does: what a driver makes of a parameter buffer
/// that is changed later is not said anywhere.
pub(super) struct Picture<'a> {
    context: &'a Context,
    buffers: ArrayVec<VABufferID, BUFFERS>,
}

impl Picture<'_> {
    /// Adds a structure of `kind`, as libva's headers lay it out.
    pub(super) fn add<T>(&mut self, kind: VABufferType, parameters: &T) -> Result<(), Failure> {
        self.make(
            kind,
            size_of::<T>() as u32,
            std::ptr::from_ref(parameters).cast(),
        )
    }

    /// Adds a header that is ready for the stream.
    pub(super) fn add_packed(
        &mut self,
        kind: VAEncPackedHeaderType,
        bytes: &[u8],
        bits: usize,
    ) -> Result<(), Failure> {
        let parameters = VAEncPackedHeaderParameterBuffer {
            type_: kind,
            bit_length: bits as u32,
            has_emulation_bytes: 1,
            ..Default::default()
        };
        self.add(VAEncPackedHeaderParameterBufferType, &parameters)?;
        self.make(
            VAEncPackedHeaderDataBufferType,
            bytes.len() as u32,
            bytes.as_ptr().cast(),
        )
    }

    /// Adds an `VAEncMiscParameterBuffer` of `kind`.
    pub(super) fn add_misc<T: Copy>(
        &mut self,
        kind: VAEncMiscParameterType,
        parameters: T,
    ) -> Result<(), Failure> {
        /// `VAEncMiscParameterBuffer`, whose `data` is one of many structures of 32-bit fields.
        #[repr(C)]
        struct Misc<T> {
            kind: VAEncMiscParameterType,
            data: T,
        }
        const { assert!(align_of::<T>() == align_of::<u32>()) };
        let misc = Misc {
            kind,
            data: parameters,
        };
        self.add(VAEncMiscParameterBufferType, &misc)
    }

    fn make(&mut self, kind: VABufferType, size: u32, data: *const c_void) -> Result<(), Failure> {
        if self.buffers.is_full() {
            return Err(Failure::Output("a picture has more parts than there are"));
        }
        let id = self
            .context
            .make(kind, size, data, "take a picture's parameters")?;
        self.buffers.push(id);
        Ok(())
    }

    /// Hands the picture in; `target` is what the context works on. Answers before the work is done.
    pub(super) fn submit(mut self, target: VASurfaceID) -> Result<(), Failure> {
        let display = &self.context.display;
        let (va, raw, context) = (display.va(), display.raw(), self.context.id);
        // SAFETY: all of it is this display's, and lives until the picture is ended; the list is as long as said.
        unsafe {
            let begun = va.vaBeginPicture(raw, context, target);
            display.check("begin a picture", begun)?;
            let count = self.buffers.len() as c_int;
            let rendered = va.vaRenderPicture(raw, context, self.buffers.as_mut_ptr(), count);
            // A picture that was begun is ended in any case, or the next could not begin.
            let ended = va.vaEndPicture(raw, context);
            display.check("take a picture's parts", rendered)?;
            display.check("take a picture", ended)
        }
    }
}

impl Drop for Picture<'_> {
    fn drop(&mut self) {
        let display = &self.context.display;
        for buffer in &self.buffers {
            // SAFETY: it was made by this display, and the picture is handed in or given up.
            unsafe { display.va().vaDestroyBuffer(display.raw(), *buffer) };
        }
    }
}
