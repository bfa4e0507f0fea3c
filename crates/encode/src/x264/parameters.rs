//! How libx264 is set up.

use std::mem::MaybeUninit;

use x264_sys as ffi;

use super::{NAME, slices};
use crate::{EncodeError, EncoderConfig};

/// Frames that stay available as references, so that a loss is repaired without an IDR: with 8 of them
/// a player may report it up to 133 ms late at 60 frames a second.
pub(super) const KEPT_FRAMES: u8 = 8;

/// Frames after which `frame_num` begins again at 0. libx264 takes the fewest that the kept ones allow, but
/// 16 at least.
pub(super) const FRAME_NUMBERS: u32 = 16;

/// The quantizers that [`super::rate`] chooses from. A better one than the first shows no difference.
pub(super) const BEST_QP: i32 = 18;
pub(super) const WORST_QP: i32 = 51;

/// libx264 takes a picture's own quantizer only from those between its constant ones for I, P and B pictures,
/// and derives the first and the last from the middle one by these factors (6 a factor of 2).
const MIDDLE_QP: i32 = 31;
const FACTOR_TO_ENDS: f32 = 10.0;

/// Slices of a picture, at least. More than threads: the first are on their way while the others are encoded.
const SLICES: usize = 8;
/// Of a thread, at least.
const SLICES_EACH: usize = 3;
/// Rows of macroblocks in a slice, at least: each slice forgets what it could predict from the one above.
const SLICE_ROWS: usize = 4;
/// Most threads. Beyond, slices get short and the frame no faster.
const MOST_THREADS: usize = 16;

/// How a picture is cut up.
pub(super) struct Layout {
    /// Macroblocks.
    pub(super) wide: usize,
    /// Macroblocks.
    pub(super) high: usize,
    /// Threads that encode.
    pub(super) threads: usize,
    /// Rows of macroblocks in a slice.
    slice_rows: usize,
}

impl Layout {
    pub(super) fn of(config: &EncoderConfig) -> Self {
        let side = |pixels: u32| pixels.div_ceil(16) as usize;
        let (wide, high) = (side(config.size.width), side(config.size.height));
        let threads = threads(config).min(high.div_ceil(SLICE_ROWS));
        let slices = SLICES.max(threads * SLICES_EACH);
        Self {
            wide,
            high,
            threads,
            slice_rows: high.div_ceil(slices).max(SLICE_ROWS),
        }
    }
}

/// How many threads `config` asks for, one at least.
pub(super) fn threads(config: &EncoderConfig) -> usize {
    let wanted = match config.threads {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        threads => threads as usize,
    };
    wanted.clamp(1, MOST_THREADS)
}

/// `colour_primaries`, `transfer_characteristics` and `matrix_coefficients` of BT.709 (H.264 annex E).
const BT709: i32 = 1;

/// `chroma_sample_loc_type` (figure E-1): a chroma sample is the mean of four pixels, in their middle.
const CHROMA_CENTRE: i32 = 1;

/// libx264's parameters for `config`.
pub(super) fn of(
    config: &EncoderConfig,
    layout: &Layout,
) -> Result<Box<ffi::x264_param_t>, EncodeError> {
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
    p.i_threads = layout.threads as i32;
    p.b_sliced_threads = 1;
    p.i_slice_max_mbs = (layout.slice_rows * layout.wide) as i32;
    p.nalu_process = Some(slices::process);
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
    p.i_dpb_size = i32::from(KEPT_FRAMES);
    p.b_annexb = 1;
    p.b_repeat_headers = 1;
    p.b_aud = 0;

    // Every picture comes with its own quantizer: libx264's rate control looks at each twice, first at half
    // its size and on one thread, which takes longer than all the rest on eight.
    p.rc.i_rc_method = ffi::X264_RC_CQP as i32;
    p.rc.i_qp_constant = MIDDLE_QP;
    p.rc.f_ip_factor = FACTOR_TO_ENDS;
    p.rc.f_pb_factor = FACTOR_TO_ENDS;
    // Off in the preset. It takes place after the last slice has left.
    p.b_deblocking_filter = 1;
    p.i_deblocking_filter_alphac0 = 0;
    p.i_deblocking_filter_beta = 0;
    p.analyse.b_mb_info = 1;
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

/// The codec string (RFC 6381) of the stream that an open encoder with these parameters makes.
pub(super) fn codec(p: &ffi::x264_param_t) -> String {
    // Baseline with constraint_set0 and 1: constrained baseline. Tests compare it with the stream's own.
    format!("avc1.42C0{:02X}", p.i_level_idc)
}
