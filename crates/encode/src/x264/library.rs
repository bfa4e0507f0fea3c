//! libx264's handle, and the calls on it.

use std::mem::MaybeUninit;
use std::ptr::{self, NonNull};

use x264_sys as ffi;

use super::{NAME, parameters};
use crate::planes::Planes;
use crate::{EncodeError, EncoderConfig, sps};

/// An open encoder of libx264.
pub(super) struct Library {
    handle: NonNull<ffi::x264_t>,
    parameters: Box<ffi::x264_param_t>,
    codec: String,
}

// SAFETY: libx264 binds a handle to no thread; `&mut self` keeps calls one at a time.
unsafe impl Send for Library {}

const fn failed(action: &'static str, code: i32) -> EncodeError {
    EncodeError::Backend {
        backend: NAME,
        action,
        code,
    }
}

impl Library {
    pub(super) fn open(config: &EncoderConfig) -> Result<Self, EncodeError> {
        let mut parameters = parameters::of(config)?;
        // SAFETY: the parameters are whole; libx264 copies them.
        let handle = unsafe { ffi::x264_encoder_open(&raw mut *parameters) };
        let handle = NonNull::new(handle).ok_or(failed("open", 0))?;
        let mut library = Self {
            handle,
            parameters,
            codec: String::new(),
        };
        // SAFETY: the handle is open.
        let delay = unsafe { ffi::x264_encoder_maximum_delayed_frames(handle.as_ptr()) };
        if delay != 0 {
            return Err(failed("open without delay", delay));
        }
        library.codec = library.read_codec()?;
        Ok(library)
    }

    pub(super) fn codec(&self) -> &str {
        &self.codec
    }

    fn read_codec(&mut self) -> Result<String, EncodeError> {
        let mut nals = ptr::null_mut();
        let mut count = 0;
        // SAFETY: the handle is open, and both results are written by the call.
        let code = unsafe {
            ffi::x264_encoder_headers(self.handle.as_ptr(), &raw mut nals, &raw mut count)
        };
        if code < 0 {
            return Err(failed("write its headers", code));
        }
        // SAFETY: the call succeeded, so its results hold until the next call on the handle.
        let nals = unsafe { Nals::new(nals, count) };
        nals.filter(|nal| nal.kind == ffi::nal_unit_type_e_NAL_SPS as i32)
            .find_map(|nal| sps::codec(sps::after_start_code(nal.bytes)?))
            .ok_or(failed("write its headers", 0))
    }

    /// Encodes the planes as frame `pts`; says whether it is an IDR, and hands out its NAL units.
    pub(super) fn encode(
        &mut self,
        planes: &mut Planes,
        pts: i64,
        force_idr: bool,
        mut out: impl FnMut(bool, &[u8]),
    ) -> Result<(), EncodeError> {
        let mut input = MaybeUninit::<ffi::x264_picture_t>::zeroed();
        let mut output = MaybeUninit::<ffi::x264_picture_t>::zeroed();
        // SAFETY: the call fills a whole `x264_picture_t`; zeroes are valid for all its fields.
        let mut input = unsafe {
            ffi::x264_picture_init(input.as_mut_ptr());
            input.assume_init()
        };
        let (luma, chroma, stride) = planes.parts();
        input.i_type = if force_idr {
            ffi::X264_TYPE_IDR as i32
        } else {
            ffi::X264_TYPE_AUTO as i32
        };
        input.i_pts = pts;
        input.img.i_csp = ffi::X264_CSP_NV12 as i32;
        input.img.i_plane = 2;
        input.img.i_stride[..2].fill(stride as i32);
        input.img.plane[0] = luma;
        input.img.plane[1] = chroma;
        let mut nals = ptr::null_mut();
        let mut count = 0;
        // SAFETY: the handle is open; the planes have its size (both follow one configuration) and live
        // through the call, which copies them; the results are written by the call.
        let size = unsafe {
            ffi::x264_encoder_encode(
                self.handle.as_ptr(),
                &raw mut nals,
                &raw mut count,
                &raw mut input,
                output.as_mut_ptr(),
            )
        };
        if size < 0 {
            return Err(failed("encode a frame", size));
        }
        // SAFETY: zeroed above (valid for all fields), and written by the call.
        let output = unsafe { output.assume_init() };
        if size == 0 || output.i_pts != pts {
            return Err(failed("encode a frame without delay", size));
        }
        let idr = output.i_type == ffi::X264_TYPE_IDR as i32;
        // SAFETY: the call succeeded, so its results hold until the next call on the handle.
        for nal in unsafe { Nals::new(nals, count) } {
            // The only SEI here is libx264's own description: 700 bytes that nobody reads.
            if nal.kind == ffi::nal_unit_type_e_NAL_SEI as i32 {
                continue;
            }
            if nal.kind == ffi::nal_unit_type_e_NAL_SPS as i32
                && let Some(sps) = sps::after_start_code(nal.bytes)
            {
                sps::allow_frame_number_gaps(sps);
            }
            out(idr, nal.bytes);
        }
        Ok(())
    }

    /// Frame `pts` and all later ones are not referred to any more; without an older one in memory the
    /// next frame is an IDR.
    pub(super) fn invalidate(&mut self, pts: i64) -> Result<(), EncodeError> {
        // SAFETY: the handle is open and not encoding.
        let code = unsafe { ffi::x264_encoder_invalidate_reference(self.handle.as_ptr(), pts) };
        if code < 0 {
            return Err(failed("drop a reference", code));
        }
        Ok(())
    }

    pub(super) fn set_bitrate(&mut self, config: &EncoderConfig) -> Result<(), EncodeError> {
        let mut parameters = self.parameters.clone();
        parameters::set_bitrate(&mut parameters, config);
        // SAFETY: the handle is open; the parameters are whole, and libx264 copies what it takes.
        let code =
            unsafe { ffi::x264_encoder_reconfig(self.handle.as_ptr(), &raw mut *parameters) };
        if code < 0 {
            return Err(failed("change its bitrate", code));
        }
        self.parameters = parameters;
        Ok(())
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        // SAFETY: the handle is open, and nothing uses it afterwards.
        unsafe { ffi::x264_encoder_close(self.handle.as_ptr()) }
    }
}

/// A NAL unit in libx264's memory, with its start code.
struct Nal<'a> {
    kind: i32,
    bytes: &'a mut [u8],
}

/// The NAL units of one call.
struct Nals<'a>(std::slice::Iter<'a, ffi::x264_nal_t>);

impl Nals<'_> {
    /// # Safety
    /// `nals` and `count` are results of a call that succeeded; they must not outlive the next call.
    unsafe fn new(nals: *mut ffi::x264_nal_t, count: i32) -> Self {
        let list = if count > 0 && !nals.is_null() {
            // SAFETY: libx264 answers with `count` units at `nals`.
            unsafe { std::slice::from_raw_parts(nals, count as usize) }
        } else {
            &[]
        };
        Self(list.iter())
    }
}

impl<'a> Iterator for Nals<'a> {
    type Item = Nal<'a>;

    fn next(&mut self) -> Option<Nal<'a>> {
        let nal = self.0.next()?;
        // SAFETY: each unit has `i_payload` bytes of its own at `p_payload`, which nobody else reads or
        // writes until the next call, and each is handed out once.
        let bytes =
            unsafe { std::slice::from_raw_parts_mut(nal.p_payload, nal.i_payload as usize) };
        Some(Nal {
            kind: nal.i_type,
            bytes,
        })
    }
}
