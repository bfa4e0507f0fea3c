//! How libx264 is set up.

use std::mem::MaybeUninit;

use x264_sys as ffi;

use super::NAME;
use crate::{EncodeError, EncoderConfig};

/// Frames that stay available as references, so that a loss is repaired without an IDR: with 8 of them
/// a player may report it up to 133 ms late at 60 frames a second.
const KEPT_FRAMES: i32 = 8;

/// The buffer that the rate control fills: no frame takes more than this many frames' share of the
/// bitrate, so none holds up the network for longer than their duration.
const VBV_FRAMES: u64 = 2;

/// `colour_primaries`, `transfer_characteristics` and `matrix_coefficients` of BT.709 (H.264 annex E).
const BT709: i32 = 1;

/// `chroma_sample_loc_type` (figure E-1): a chroma sample is the mean of four pixels, in their middle.
const CHROMA_CENTRE: i32 = 1;

/// libx264's parameters for `config`.
pub(super) fn of(config: &EncoderConfig) -> Result<Box<ffi::x264_param_t>, EncodeError> {
    let mut fresh = Box::new(MaybeUninit::<ffi::x264_param_t>::zeroed());
    // SAFETY: the pointer is to a whole `x264_param_t`, which the call fills; both names are C strings.
    let code = unsafe {
        ffi::x264_param_default_preset(
            fresh.as_mut_ptr(),
            c"ultrafast".as_ptr(),
            c"zerolatency".as_ptr(),
        )
    };
    if code != 0 {
        return Err(EncodeError::Backend {
            backend: NAME,
            action: "set its preset",
            code,
        });
    }
    // SAFETY: the call above filled it with the defaults (and it was zeroed, valid for every field).
    let mut p = unsafe { fresh.assume_init() };
    p.i_log_level = ffi::X264_LOG_NONE;
    p.i_threads = config.threads as i32;
    p.b_sliced_threads = 1;
    p.i_width = config.size.width as i32;
    p.i_height = config.size.height as i32;
    p.i_csp = ffi::X264_CSP_NV12 as i32;
    p.i_fps_num = config.fps;
    p.i_fps_den = 1;
    p.i_timebase_num = 1;
    p.i_timebase_den = config.fps;
    p.b_vfr_input = 0;

    p.vui.b_fullrange = 0;
    p.vui.i_colorprim = BT709;
    p.vui.i_transfer = BT709;
    p.vui.i_colmatrix = BT709;
    p.vui.i_chroma_loc = CHROMA_CENTRE;

    p.i_bframe = 0;
    p.i_keyint_max = ffi::X264_KEYINT_MAX_INFINITE as i32;
    p.i_scenecut_threshold = 0;
    p.i_frame_reference = 1;
    p.i_dpb_size = KEPT_FRAMES;
    p.b_annexb = 1;
    p.b_repeat_headers = 1;
    p.b_aud = 0;

    p.rc.i_rc_method = ffi::X264_RC_ABR as i32;
    set_bitrate(&mut p, config);
    // SAFETY: the parameters are whole and the name is a C string.
    let code = unsafe { ffi::x264_param_apply_profile(&raw mut *p, c"baseline".as_ptr()) };
    if code != 0 {
        return Err(EncodeError::Backend {
            backend: NAME,
            action: "set its profile",
            code,
        });
    }
    Ok(p)
}

/// Spreads `config`'s bits over its frames.
pub(super) fn set_bitrate(p: &mut ffi::x264_param_t, config: &EncoderConfig) {
    let kbits = config.bitrate_bps.div_ceil(1000);
    let buffer = (u64::from(kbits) * VBV_FRAMES).div_ceil(u64::from(config.fps));
    p.rc.i_bitrate = kbits as i32;
    p.rc.i_vbv_max_bitrate = kbits as i32;
    p.rc.i_vbv_buffer_size = buffer as i32;
}
