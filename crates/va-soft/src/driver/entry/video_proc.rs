//! Video processing.

use std::ffi::{c_uint, c_void};

use super::*;
use crate::driver::failure::refuse;
use crate::driver::surface::{FOURCCS, MAX_SIDE};

pub unsafe extern "C" fn query_video_proc_filters(
    ctx: VADriverContextP,
    context: VAContextID,
    _filters: *mut VAProcFilterType,
    number: *mut c_uint,
) -> VAStatus {
    simple(ctx, "vaQueryVideoProcFilters", |driver| {
        driver.context(context)?;
        // SAFETY: libva's contract.
        unsafe { put(number, 0) }
    })
}

pub unsafe extern "C" fn query_video_proc_filter_caps(
    ctx: VADriverContextP,
    _context: VAContextID,
    kind: VAProcFilterType,
    _caps: *mut c_void,
    _number: *mut c_uint,
) -> VAStatus {
    simple(ctx, "vaQueryVideoProcFilterCaps", |_| {
        Err(refuse(
            VA_STATUS_ERROR_UNIMPLEMENTED,
            format!("filter {kind}"),
        ))
    })
}

/// What the pipeline's capabilities point to. Nobody writes it.
static INPUT_STANDARDS: [VAProcColorStandardType; 3] = [
    VAProcColorStandardSRGB,
    VAProcColorStandardBT709,
    VAProcColorStandardExplicit,
];
static OUTPUT_STANDARDS: [VAProcColorStandardType; 2] =
    [VAProcColorStandardBT709, VAProcColorStandardExplicit];
static FORMATS: [u32; 5] = FOURCCS;

pub unsafe extern "C" fn query_video_proc_pipeline_caps(
    ctx: VADriverContextP,
    context: VAContextID,
    _filters: *mut VABufferID,
    number: c_uint,
    caps: *mut VAProcPipelineCaps,
) -> VAStatus {
    simple(ctx, "vaQueryVideoProcPipelineCaps", |driver| {
        let converts = driver.context(context)?.config.converts();
        if !converts || number > 0 {
            return Err(wrong(
                "the pipeline of a context that encodes, or with filters",
            ));
        }
        let value = VAProcPipelineCaps {
            input_color_standards: INPUT_STANDARDS.as_ptr().cast_mut(),
            num_input_color_standards: INPUT_STANDARDS.len() as u32,
            output_color_standards: OUTPUT_STANDARDS.as_ptr().cast_mut(),
            num_output_color_standards: OUTPUT_STANDARDS.len() as u32,
            num_input_pixel_formats: FORMATS.len() as u32,
            input_pixel_format: FORMATS.as_ptr().cast_mut(),
            num_output_pixel_formats: 1,
            output_pixel_format: FORMATS.as_ptr().cast_mut(),
            max_input_width: MAX_SIDE,
            max_input_height: MAX_SIDE,
            min_input_width: 1,
            min_input_height: 1,
            max_output_width: MAX_SIDE,
            max_output_height: MAX_SIDE,
            min_output_width: 1,
            min_output_height: 1,
            ..VAProcPipelineCaps::default()
        };
        // SAFETY: libva's contract.
        unsafe { put(caps, value) }
    })
}
