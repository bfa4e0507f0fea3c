//! The back ends, by the names that a configuration file calls them.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Which encoder to open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Backend {
    /// `auto`: the fastest that works here.
    #[default]
    Auto,
    /// `x264`: conversion and libx264, both on the CPU.
    X264,
    /// `vaapi`: conversion and encoding by a VA-API driver.
    VaApi {
        /// The DRM render node, such as `/dev/dri/renderD128`; the first that can encode where `None`.
        device: Option<PathBuf>,
    },
    /// `vulkan`: conversion by a Vulkan device, libx264 on the CPU.
    Vulkan {
        /// The DRM render node; the first that can convert where `None`.
        device: Option<PathBuf>,
    },
}

impl Backend {
    /// Its name, without the device: what [`Encoder::name`](crate::Encoder::name) says.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::X264 => "x264",
            Self::VaApi { .. } => "vaapi",
            Self::Vulkan { .. } => "vulkan",
        }
    }

    /// The device that it is bound to.
    #[must_use]
    pub fn device(&self) -> Option<&Path> {
        match self {
            Self::Auto | Self::X264 => None,
            Self::VaApi { device } | Self::Vulkan { device } => device.as_deref(),
        }
    }
}

impl fmt::Display for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        self.device()
            .map_or(Ok(()), |device| write!(f, ":{}", device.display()))
    }
}

/// A name that is no back end's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "no encoder is called {0:?}: use auto, x264, vaapi or vulkan, the last two with a device if need be \
     (vaapi:/dev/dri/renderD128)"
)]
pub struct UnknownBackend(pub String);

impl FromStr for Backend {
    type Err = UnknownBackend;

    fn from_str(text: &str) -> Result<Self, UnknownBackend> {
        let unknown = || UnknownBackend(text.to_owned());
        let (name, device) = match text.split_once(':') {
            Some((_, "")) => return Err(unknown()),
            Some((name, device)) => (name, Some(PathBuf::from(device))),
            None => (text, None),
        };
        match (name, device) {
            ("auto", None) => Ok(Self::Auto),
            ("x264", None) => Ok(Self::X264),
            ("vaapi", device) => Ok(Self::VaApi { device }),
            ("vulkan", device) => Ok(Self::Vulkan { device }),
            _ => Err(unknown()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_configuration_names_back_ends_and_their_devices() {
        for name in [
            "auto",
            "x264",
            "vaapi",
            "vaapi:/dev/dri/renderD129",
            "vulkan",
            "vulkan:/dev/dri/renderD128",
        ] {
            assert_eq!(name.parse::<Backend>().unwrap().to_string(), name);
        }
        for name in ["", "X264", "x264:/dev/dri/renderD128", "vaapi:", "nvenc"] {
            let error = name.parse::<Backend>().unwrap_err().to_string();
            assert!(error.contains("use auto, x264, vaapi"), "{error}");
        }
    }
}
