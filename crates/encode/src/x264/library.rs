//! libx264's handle, and the calls on it.

use std::mem::MaybeUninit;
use std::ptr::{self, NonNull};

use stratus_media::{FrameStart, Size, SliceSink, Timestamp};
use x264_sys as ffi;

use super::NAME;
use super::parameters::{self, Layout};
use super::slices::{Arena, Delivered, Slices};
use crate::planes::Planes;
use crate::{EncodeError, EncoderConfig};

/// An open encoder of libx264.
pub(super) struct Library {
    handle: NonNull<ffi::x264_t>,
    arena: Arena,
    /// A byte a macroblock, of the picture before and of this one by turns: the deblocking filter reads them
    /// until the next call waits for it.
    same: [Box<[u8]>; 2],
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

/// What a picture is encoded as.
pub(super) struct Picture {
    /// Counts pictures.
    pub(super) pts: i64,
    /// It is an IDR.
    pub(super) idr: bool,
    /// Quantizer, [`parameters::BEST_QP`] to [`parameters::WORST_QP`].
    pub(super) qp: i32,
}

impl Library {
    /// `black` are planes of the picture's size that nothing was converted into yet.
    pub(super) fn open(config: &EncoderConfig, black: &mut Planes) -> Result<Self, EncodeError> {
        Self::open_with(config, black, |_| {})
    }

    /// With parameters that are `changed` from what they would be.
    fn open_with(
        config: &EncoderConfig,
        black: &mut Planes,
        changed: impl FnOnce(&mut ffi::x264_param_t),
    ) -> Result<Self, EncodeError> {
        let layout = Layout::of(config);
        let mut parameters = parameters::of(config, &layout)?;
        changed(&mut parameters);
        // SAFETY: the parameters are whole; libx264 copies them.
        let handle = unsafe { ffi::x264_encoder_open(&raw mut *parameters) };
        let handle = NonNull::new(handle).ok_or(failed("open", 0))?;
        let mut library = Self {
            handle,
            arena: Arena::new(layout.wide, layout.high),
            same: [(); 2].map(|()| vec![0; layout.wide * layout.high].into()),
            codec: String::new(),
        };
        // SAFETY: the handle is open.
        let delay = unsafe { ffi::x264_encoder_maximum_delayed_frames(handle.as_ptr()) };
        if delay != 0 {
            return Err(failed("open without delay", delay));
        }
        // SAFETY: the handle is open, and the parameters are whole before and after.
        unsafe { ffi::x264_encoder_parameters(handle.as_ptr(), &raw mut *parameters) };
        // Headers cannot be asked for here: a handle with `nalu_process` writes them with a picture only.
        library.codec = parameters::codec(&parameters);
        library.settle(config.size, black)?;
        Ok(library)
    }

    /// Encodes two black pictures, so that the stream depends on nothing but its pictures.
    ///
    /// Where the deblocking filter of libx264 164 is told that macroblocks are the same, it reads the strength of intra
    /// macroblocks' edges, which nothing writes: what an earlier picture left there, or what the memory held before
    /// (`common/deblock.c`, `RESET_EFFECTIVE_QP`; `macroblock_deblock_strength`). An inter picture writes all of them.
    fn settle(&mut self, size: Size, black: &mut Planes) -> Result<(), EncodeError> {
        let now = Timestamp::now();
        for pts in [-2, -1] {
            let picture = Picture {
                pts,
                idr: pts == -2,
                qp: parameters::WORST_QP,
            };
            let start = FrameStart {
                id: 0,
                idr: picture.idr,
                repair: false,
                width: size.width as u16,
                height: size.height as u16,
                committed: now,
                taken: now,
            };
            self.encode(black, &picture, start, &mut Nowhere)?;
        }
        Ok(())
    }

    pub(super) fn codec(&self) -> &str {
        &self.codec
    }

    /// Encodes the planes into `sink`. Macroblocks that are [the same](crate::planes::Parts::same) as in the
    /// picture encoded before are taken over where the reference is that picture.
    pub(super) fn encode(
        &mut self,
        planes: &mut Planes,
        picture: &Picture,
        start: FrameStart,
        sink: &mut dyn SliceSink,
    ) -> Result<Delivered, EncodeError> {
        let mut input = MaybeUninit::<ffi::x264_picture_t>::zeroed();
        let mut output = MaybeUninit::<ffi::x264_picture_t>::zeroed();
        // SAFETY: the call fills a whole `x264_picture_t`; zeroes are valid for all its fields.
        let mut input = unsafe {
            ffi::x264_picture_init(input.as_mut_ptr());
            input.assume_init()
        };
        let slices = Slices::new(&mut self.arena, start, sink);
        let parts = planes.parts();
        self.same.swap(0, 1);
        self.same[0].copy_from_slice(parts.same);
        input.i_type = if picture.idr {
            ffi::X264_TYPE_IDR as i32
        } else {
            ffi::X264_TYPE_AUTO as i32
        };
        input.i_qpplus1 = picture.qp + 1;
        input.i_pts = picture.pts;
        input.img.i_csp = ffi::X264_CSP_NV12 as i32;
        input.img.i_plane = 2;
        input.img.i_stride[..2].fill(parts.stride as i32);
        input.img.plane[0] = parts.luma;
        input.img.plane[1] = parts.chroma;
        input.prop.mb_info = self.same[0].as_mut_ptr();
        input.opaque = slices.opaque();
        let mut nals = ptr::null_mut();
        let mut count = 0;
        // SAFETY: the handle is open; the planes have its size (both follow one configuration) and live through
        // the call, which copies them, as do the slices, which `nalu_process` gets during the call only. The
        // macroblocks' bytes are read until the next call has begun or the handle is closed: they are ours, and
        // nothing writes to them before. The results are written by the call.
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
        if size == 0 || output.i_pts != picture.pts {
            return Err(failed("encode a frame without delay", size));
        }
        slices.finish().map_err(|reason| EncodeError::Output {
            backend: NAME,
            reason,
        })
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
}

/// A sink for pictures that nobody sees.
struct Nowhere;

impl SliceSink for Nowhere {
    fn begin(&mut self, _: &FrameStart) {}
    fn slice(&mut self, _: &[u8]) {}
}

impl Drop for Library {
    fn drop(&mut self) {
        // SAFETY: the handle is open, and nothing uses it afterwards.
        unsafe { ffi::x264_encoder_close(self.handle.as_ptr()) }
    }
}

#[cfg(test)]
mod tests;
