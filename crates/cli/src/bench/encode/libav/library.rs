//! Which FFmpeg is here, and what is said where none is.

use std::sync::Arc;

use anyhow::{Context as _, bail};

use super::interface::{Codec, LOG_ERROR, Scale, Util};

/// Versions that belong together: FFmpeg's, libavutil's, libavcodec's, libswscale's.
const KNOWN: [(&str, u32, u32, u32); 3] = [("5", 57, 59, 6), ("6", 58, 60, 7), ("7", 59, 61, 8)];

/// FFmpeg's libraries. Fields go in the order in which they are unloaded.
pub struct Libav {
    pub(super) scale: Scale,
    pub(super) codec: Codec,
    pub(super) util: Util,
    release: &'static str,
}

impl Libav {
    /// The newest that is here and known.
    ///
    /// # Errors
    /// Names what is missing and the package that has it.
    pub fn load() -> anyhow::Result<Arc<Self>> {
        let mut refusals = Vec::new();
        for (release, util, codec, scale) in KNOWN.into_iter().rev() {
            match Self::open(release, util, codec, scale) {
                Ok(libraries) => return Ok(Arc::new(libraries)),
                Err(error) => refusals.push(format!("FFmpeg {release}: {error:#}")),
            }
        }
        bail!(
            "the baseline and the quality of every stream need FFmpeg's libraries (libavcodec 59, 60 or 61 with \
             libx264, and its libswscale and libavutil): install ffmpeg (Debian: `apt install ffmpeg`), or give \
             --no-baseline to measure without both\n{}",
            refusals.join("\n")
        )
    }

    /// Which FFmpeg, such as `FFmpeg 5`.
    pub fn release(&self) -> String {
        format!("FFmpeg {}", self.release)
    }

    fn open(release: &'static str, util: u32, codec: u32, scale: u32) -> anyhow::Result<Self> {
        // SAFETY: the files are named with the version of their binary interface, and the functions are those
        // of that interface; running FFmpeg's initialisation code is what is asked for.
        let (util_, codec_, scale_) = unsafe {
            (
                Util::from_library(library("avutil", util)?)?,
                Codec::from_library(library("avcodec", codec)?)?,
                Scale::from_library(library("swscale", scale)?)?,
            )
        };
        // SAFETY: these only answer with a number.
        let versions = unsafe {
            [
                ("libavutil", (util_.avutil_version)(), util),
                ("libavcodec", (codec_.avcodec_version)(), codec),
                ("libswscale", (scale_.swscale_version)(), scale),
            ]
        };
        for (name, version, wanted) in versions {
            major(name, version, wanted)?;
        }
        // SAFETY: sets one number.
        unsafe { (util_.av_log_set_level)(LOG_ERROR) };
        Ok(Self {
            scale: scale_,
            codec: codec_,
            util: util_,
            release,
        })
    }
}

/// Refuses a library that says it is of another major version than its file name, because its structs may differ.
fn major(name: &str, version: u32, wanted: u32) -> anyhow::Result<()> {
    let major = version >> 16;
    if major != wanted {
        bail!("{name}.so.{wanted} says that it is version {major}: its structs are not known");
    }
    Ok(())
}

/// # Safety
/// Runs the library's initialisation code.
unsafe fn library(name: &str, version: u32) -> anyhow::Result<libloading::Library> {
    let file = format!("lib{name}.so.{version}");
    // SAFETY: as the caller says.
    unsafe { libloading::Library::new(&file) }.with_context(|| format!("cannot load {file}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_of_another_version_than_its_name_says_is_refused() {
        assert!(major("libavcodec", 59 << 16 | 37 << 8 | 100, 59).is_ok());
        let error = major("libavcodec", 62 << 16, 59).unwrap_err().to_string();
        assert!(error.contains("says that it is version 62"), "{error}");
    }
}
