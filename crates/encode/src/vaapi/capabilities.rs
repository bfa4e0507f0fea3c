//! What a driver can do, and which of it is used.

use std::ffi::c_int;

use stratus_media::Size;
use stratus_vaapi_sys::*;

use super::display::Display;
use super::failure::Failure;
use crate::h264::Profile;

/// How the driver spends bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RateControl {
    /// The driver keeps to a bitrate.
    Cbr,
    /// The driver takes a quantizer a frame, which is chosen here.
    Cqp,
}

/// Which headers the driver takes ready made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct PackedHeaders(pub u32);

impl PackedHeaders {
    pub(super) const SEQUENCE: u32 = VA_ENC_PACKED_HEADER_SEQUENCE as u32;
    pub(super) const PICTURE: u32 = VA_ENC_PACKED_HEADER_PICTURE as u32;
    pub(super) const SLICE: u32 = VA_ENC_PACKED_HEADER_SLICE as u32;
    /// Those that Stratus writes.
    const OURS: u32 = Self::SEQUENCE | Self::PICTURE | Self::SLICE;

    pub(super) const fn has(self, kind: u32) -> bool {
        self.0 & kind != 0
    }
}

/// An encoder of a driver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Capabilities {
    pub profile: Profile,
    pub va_profile: VAProfile,
    pub entrypoint: VAEntrypoint,
    pub rate_control: RateControl,
    pub packed: PackedHeaders,
    /// The largest picture, pixels.
    pub largest: Size,
    /// The fastest quality level; 0 where there are none.
    pub quality_level: u32,
    /// Frame sizes can be held within the buffer strictly.
    pub frame_tolerance: bool,
}

/// Best first. Constrained baseline is what the software encoder writes too: a switch between the two changes nothing
/// for the player's decoder.
const PROFILES: [(VAProfile, Profile); 3] = [
    (
        VAProfileH264ConstrainedBaseline,
        Profile::ConstrainedBaseline,
    ),
    (VAProfileH264Main, Profile::Main),
    (VAProfileH264High, Profile::High),
];

/// A whole slice by fixed functions and shaders, or the low-power engine alone.
const ENTRYPOINTS: [VAEntrypoint; 2] = [VAEntrypointEncSlice, VAEntrypointEncSliceLP];

impl Capabilities {
    /// The best encoder that the driver has.
    pub(super) fn query(display: &Display) -> Result<Self, Failure> {
        if !entrypoints(display, VAProfileNone)?.contains(&VAEntrypointVideoProc) {
            return Err(lacks(display, "video processing, which converts colours"));
        }
        let profiles = profiles(display)?;
        let mut found: Option<Self> = None;
        for (va_profile, profile) in PROFILES {
            if !profiles.contains(&va_profile) {
                continue;
            }
            let offered = entrypoints(display, va_profile)?;
            for entrypoint in ENTRYPOINTS {
                if !offered.contains(&entrypoint) {
                    continue;
                }
                let Some(this) = Self::of(display, profile, va_profile, entrypoint)? else {
                    continue;
                };
                // The first one, unless a later one keeps to a bitrate by itself.
                let better = found.is_none_or(|there| {
                    there.rate_control == RateControl::Cqp && this.rate_control == RateControl::Cbr
                });
                if better {
                    found = Some(this);
                }
            }
        }
        found.ok_or_else(|| {
            lacks(
                display,
                "H.264 encoding of 8-bit 4:2:0 by bitrate or quantizer",
            )
        })
    }

    fn of(
        display: &Display,
        profile: Profile,
        va_profile: VAProfile,
        entrypoint: VAEntrypoint,
    ) -> Result<Option<Self>, Failure> {
        let mut asked = [
            VAConfigAttribRTFormat,
            VAConfigAttribRateControl,
            VAConfigAttribEncPackedHeaders,
            VAConfigAttribMaxPictureWidth,
            VAConfigAttribMaxPictureHeight,
            VAConfigAttribEncQualityRange,
            VAConfigAttribFrameSizeToleranceSupport,
            VAConfigAttribEncMaxRefFrames,
        ]
        .map(|type_| VAConfigAttrib { type_, value: 0 });
        // SAFETY: the array holds as many attributes as are asked for.
        let status = unsafe {
            display.va().vaGetConfigAttributes(
                display.raw(),
                va_profile,
                entrypoint,
                asked.as_mut_ptr(),
                asked.len() as c_int,
            )
        };
        display.check("say what it encodes", status)?;
        let [
            formats,
            rates,
            packed,
            width,
            height,
            quality,
            tolerance,
            references,
        ] = asked.map(|attribute| known(attribute.value));
        let rates = rates.unwrap_or(0);
        let rate_control = if rates & VA_RC_CBR as u32 != 0 {
            RateControl::Cbr
        } else if rates & VA_RC_CQP as u32 != 0 {
            RateControl::Cqp
        } else {
            return Ok(None);
        };
        // The low half is list 0. A driver that does not answer has at least one.
        let predicts = references.is_none_or(|frames| frames & 0xffff != 0);
        if formats.unwrap_or(0) & VA_RT_FORMAT_YUV420 as u32 == 0 || !predicts {
            return Ok(None);
        }
        let side = |limit: Option<u32>| limit.filter(|&side| side > 0).unwrap_or(crate::MAX_SIDE);
        Ok(Some(Self {
            profile,
            va_profile,
            entrypoint,
            rate_control,
            packed: PackedHeaders(packed.unwrap_or(0) & PackedHeaders::OURS),
            largest: Size::new(side(width), side(height)),
            quality_level: quality.unwrap_or(0),
            frame_tolerance: tolerance.unwrap_or(0) != 0,
        }))
    }
}

fn known(value: u32) -> Option<u32> {
    (i64::from(value) != VA_ATTRIB_NOT_SUPPORTED).then_some(value)
}

fn lacks(display: &Display, what: &str) -> Failure {
    Failure::Unavailable(format!("{} has no {what}", display.vendor()))
}

fn profiles(display: &Display) -> Result<Vec<VAProfile>, Failure> {
    // SAFETY: the display is initialised, and the list has room for as many as the driver says there are at most.
    unsafe {
        let most = display.va().vaMaxNumProfiles(display.raw()).max(0);
        let mut list = vec![VAProfileNone; most as usize];
        let mut count = 0;
        let status =
            display
                .va()
                .vaQueryConfigProfiles(display.raw(), list.as_mut_ptr(), &mut count);
        display.check("list its profiles", status)?;
        list.truncate(count.clamp(0, most) as usize);
        Ok(list)
    }
}

/// None where the driver does not have the profile.
fn entrypoints(display: &Display, profile: VAProfile) -> Result<Vec<VAEntrypoint>, Failure> {
    // SAFETY: as in `profiles`.
    unsafe {
        let most = display.va().vaMaxNumEntrypoints(display.raw()).max(0);
        let mut list = vec![0; most as usize];
        let mut count = 0;
        let status = display.va().vaQueryConfigEntrypoints(
            display.raw(),
            profile,
            list.as_mut_ptr(),
            &mut count,
        );
        if status == VA_STATUS_ERROR_UNSUPPORTED_PROFILE {
            return Ok(Vec::new());
        }
        display.check("list its entry points", status)?;
        list.truncate(count.clamp(0, most) as usize);
        Ok(list)
    }
}
