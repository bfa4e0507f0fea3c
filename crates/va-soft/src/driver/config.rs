//! What the driver offers: profiles, entry points and attributes.

use super::failure::{Outcome, complain, refuse};
use super::settings::Quirks;
use super::surface::MAX_SIDE;
use crate::va::*;

/// Slices that a frame may have.
pub const MAX_SLICES: u32 = 64;
/// Quality levels.
pub const QUALITY_LEVELS: u32 = 4;

/// What a configuration is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Config {
    pub profile: VAProfile,
    pub entrypoint: VAEntrypoint,
    /// One of `VA_RC_*`.
    pub rate_control: u32,
    /// `VA_ENC_PACKED_HEADER_*` that come from the application.
    pub packed: u32,
}

/// The profiles.
pub fn profiles(quirks: Quirks) -> Vec<VAProfile> {
    let mut profiles = Vec::new();
    if !quirks.no_encode {
        if !quirks.no_baseline {
            profiles.push(VAProfileH264ConstrainedBaseline);
        }
        if !quirks.no_high {
            profiles.extend([VAProfileH264Main, VAProfileH264High]);
        }
    }
    if !quirks.no_vpp {
        profiles.push(VAProfileNone);
    }
    profiles
}

/// The entry points of a profile.
pub fn entrypoints(quirks: Quirks, profile: VAProfile) -> Outcome<Vec<VAEntrypoint>> {
    if !profiles(quirks).contains(&profile) {
        return Err(refuse(
            VA_STATUS_ERROR_UNSUPPORTED_PROFILE,
            format!("profile {profile}"),
        ));
    }
    if profile == VAProfileNone {
        return Ok(vec![VAEntrypointVideoProc]);
    }
    let mut entrypoints = Vec::new();
    if !quirks.lp_only {
        entrypoints.push(VAEntrypointEncSlice);
    }
    if !quirks.no_lp {
        entrypoints.push(VAEntrypointEncSliceLP);
    }
    Ok(entrypoints)
}

fn rate_controls(quirks: Quirks) -> u32 {
    if quirks.cqp_only {
        VA_RC_CQP
    } else {
        VA_RC_CQP | VA_RC_CBR | VA_RC_VBR
    }
}

fn packed_headers(quirks: Quirks) -> u32 {
    if quirks.no_packed_headers {
        VA_ENC_PACKED_HEADER_NONE
    } else {
        VA_ENC_PACKED_HEADER_SEQUENCE
            | VA_ENC_PACKED_HEADER_PICTURE
            | VA_ENC_PACKED_HEADER_SLICE
            | VA_ENC_PACKED_HEADER_MISC
            | VA_ENC_PACKED_HEADER_RAW_DATA
    }
}

/// The value of an attribute.
pub fn attribute(quirks: Quirks, entrypoint: VAEntrypoint, kind: VAConfigAttribType) -> u32 {
    if entrypoint == VAEntrypointVideoProc {
        return match kind {
            VAConfigAttribRTFormat => VA_RT_FORMAT_YUV420 | VA_RT_FORMAT_RGB32,
            VAConfigAttribMaxPictureWidth | VAConfigAttribMaxPictureHeight => MAX_SIDE,
            _ => VA_ATTRIB_NOT_SUPPORTED,
        };
    }
    match kind {
        VAConfigAttribRTFormat => VA_RT_FORMAT_YUV420,
        VAConfigAttribRateControl => rate_controls(quirks),
        VAConfigAttribEncPackedHeaders => packed_headers(quirks),
        VAConfigAttribEncInterlaced => 0,
        VAConfigAttribEncMaxRefFrames if quirks.one_reference => 1,
        VAConfigAttribEncMaxRefFrames => 16,
        VAConfigAttribEncMaxSlices if quirks.one_slice => 1,
        VAConfigAttribEncMaxSlices => MAX_SLICES,
        VAConfigAttribEncSliceStructure => {
            VA_ENC_SLICE_STRUCTURE_ARBITRARY_MACROBLOCKS | VA_ENC_SLICE_STRUCTURE_ARBITRARY_ROWS
        }
        VAConfigAttribMaxPictureWidth | VAConfigAttribMaxPictureHeight => MAX_SIDE,
        VAConfigAttribEncQualityRange if !quirks.no_quality => QUALITY_LEVELS,
        VAConfigAttribFrameSizeToleranceSupport if !quirks.cqp_only => 1,
        _ => VA_ATTRIB_NOT_SUPPORTED,
    }
}

impl Config {
    /// Makes one.
    pub fn new(
        quirks: Quirks,
        profile: VAProfile,
        entrypoint: VAEntrypoint,
        attributes: &[VAConfigAttrib],
    ) -> Outcome<Self> {
        if !entrypoints(quirks, profile)?.contains(&entrypoint) {
            return Err(refuse(
                VA_STATUS_ERROR_UNSUPPORTED_ENTRYPOINT,
                format!("entry point {entrypoint} of profile {profile}"),
            ));
        }
        let mut config = Self {
            profile,
            entrypoint,
            rate_control: VA_RC_CQP,
            packed: 0,
        };
        for asked in attributes {
            let offered = attribute(quirks, entrypoint, asked.type_);
            let value = asked.value;
            let not_offered = |status: u32, what: &str| {
                complain(
                    status,
                    format!("{what} {value:#x} is asked for, and {offered:#x} is offered"),
                )
            };
            match asked.type_ {
                VAConfigAttribRTFormat if value & offered == 0 => {
                    return Err(not_offered(
                        VA_STATUS_ERROR_UNSUPPORTED_RT_FORMAT,
                        "VAConfigAttribRTFormat",
                    ));
                }
                VAConfigAttribRateControl => {
                    if !value.is_power_of_two() || value & offered == 0 {
                        return Err(not_offered(
                            VA_STATUS_ERROR_INVALID_PARAMETER,
                            "VAConfigAttribRateControl",
                        ));
                    }
                    config.rate_control = value;
                }
                VAConfigAttribEncPackedHeaders => {
                    if value & !offered != 0 || offered == VA_ATTRIB_NOT_SUPPORTED {
                        return Err(not_offered(
                            VA_STATUS_ERROR_INVALID_PARAMETER,
                            "VAConfigAttribEncPackedHeaders",
                        ));
                    }
                    config.packed = value;
                }
                _ if offered == VA_ATTRIB_NOT_SUPPORTED => {
                    return Err(not_offered(
                        VA_STATUS_ERROR_ATTR_NOT_SUPPORTED,
                        &format!("attribute {}", asked.type_),
                    ));
                }
                _ => {}
            }
        }
        Ok(config)
    }

    /// Whether it is for conversion.
    pub fn converts(&self) -> bool {
        self.entrypoint == VAEntrypointVideoProc
    }
}
