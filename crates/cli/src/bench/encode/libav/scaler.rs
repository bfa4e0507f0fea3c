//! libswscale: BGR0 to YUV420P.

use std::ffi::c_int;
use std::ptr::{NonNull, null, null_mut};
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use stratus_media::Size;

use super::Libav;
use super::interface::{BILINEAR, BT709, Opaque, YUV420P};
use super::owned::OwnedFrame;

/// What libswscale may read beyond a picture, and more (libavutil/frame.h says 16).
pub const READ_BEYOND: usize = 64;

/// A scaler of one size, bilinear, on the caller's thread, into a frame that an encoder reads.
pub struct Scaler {
    libav: Arc<Libav>,
    context: NonNull<Opaque>,
    size: Size,
    frame: OwnedFrame,
}

impl Scaler {
    pub fn new(libav: &Arc<Libav>, size: Size) -> anyhow::Result<Self> {
        let (width, height) = (size.width as c_int, size.height as c_int);
        // SAFETY: the name ends with a zero.
        let bgr0 = unsafe { (libav.util.av_get_pix_fmt)(c"bgr0".as_ptr()) };
        // SAFETY: no filters and no parameters; the answer is a context or null.
        let context = unsafe {
            (libav.scale.sws_getContext)(
                width,
                height,
                bgr0,
                width,
                height,
                YUV420P,
                BILINEAR,
                null_mut(),
                null_mut(),
                null(),
            )
        };
        let context =
            NonNull::new(context).with_context(|| format!("libswscale refuses {size}"))?;
        let mut scaler = Self {
            libav: Arc::clone(libav),
            context,
            size,
            frame: OwnedFrame::new(libav)?,
        };
        scaler.colours()?;
        let frame = scaler.frame.fields_mut();
        (frame.width, frame.height, frame.format) = (width, height, YUV420P);
        // SAFETY: size and format are set; 0 chooses the alignment.
        let code = unsafe { (libav.util.av_frame_get_buffer)(scaler.frame.as_ptr(), 0) };
        ensure!(code == 0, "no memory for a frame of {size}");
        Ok(scaler)
    }

    /// BT.709, limited range.
    fn colours(&self) -> anyhow::Result<()> {
        let scale = &self.libav.scale;
        let neutral = 1 << 16;
        // SAFETY: the tables are the library's own and static; full range in, limited range out.
        let code = unsafe {
            let table = (scale.sws_getCoefficients)(BT709);
            (scale.sws_setColorspaceDetails)(
                self.context.as_ptr(),
                table,
                1,
                table,
                0,
                0,
                neutral,
                neutral,
            )
        };
        ensure!(code >= 0, "libswscale does not take BT.709");
        Ok(())
    }

    /// Converts a picture of this scaler's size: rows of `stride` bytes, each pixel B, G, R, x, and after the last
    /// one [`READ_BEYOND`] bytes more.
    pub fn convert(&mut self, bgrx: &[u8], stride: u32) -> anyhow::Result<&mut OwnedFrame> {
        let (width, height) = (self.size.width as usize, self.size.height as usize);
        ensure!(
            stride as usize >= width * 4 && bgrx.len() >= stride as usize * height + READ_BEYOND,
            "a picture of {} bytes is smaller than {}",
            bgrx.len(),
            self.size
        );
        // SAFETY: the frame has buffers; where the encoder still holds them it gets others.
        let code = unsafe { (self.libav.util.av_frame_make_writable)(self.frame.as_ptr()) };
        ensure!(code == 0, "no memory for a frame of {}", self.size);
        let frame = self.frame.fields();
        let planes = [bgrx.as_ptr(), null(), null(), null()];
        let strides = [stride as c_int, 0, 0, 0];
        // SAFETY: the source has `height` rows of `stride` bytes and what may be read beyond, checked above; the frame was made with buffers
        // of this size and format, and has eight pointers and line sizes where four are read.
        let rows = unsafe {
            (self.libav.scale.sws_scale)(
                self.context.as_ptr(),
                planes.as_ptr(),
                strides.as_ptr(),
                0,
                height as c_int,
                frame.data.as_ptr(),
                frame.linesize.as_ptr(),
            )
        };
        ensure!(
            rows == height as c_int,
            "libswscale converted {rows} of {height} rows"
        );
        Ok(&mut self.frame)
    }
}

impl Drop for Scaler {
    fn drop(&mut self) {
        // SAFETY: it came from sws_getContext and is freed once.
        unsafe { (self.libav.scale.sws_freeContext)(self.context.as_ptr()) };
    }
}
