//! Which back ends `--backend` means.

use anyhow::{Context as _, bail};
use stratus_encode::governor::{OnHardware, Open as _};
use stratus_encode::{Backend, EncodeError, EncoderConfig};

use super::report::Unavailable;
use super::side::Ours;

/// What `--backend` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Each that works here.
    All,
    /// These; each has to work.
    These(Vec<Backend>),
}

impl std::str::FromStr for Choice {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        if text == "all" {
            return Ok(Self::All);
        }
        let mut chosen = Vec::new();
        for name in text.split(',') {
            let backend: Backend = name.parse().context("--backend: all, or names")?;
            if chosen.contains(&backend) {
                bail!("--backend {text}: {name} is there twice");
            }
            chosen.push(backend);
        }
        Ok(Self::These(chosen))
    }
}

impl Choice {
    /// Opens them; those of `all` that do not work here are listed with the reason.
    pub fn open(&self, config: &EncoderConfig) -> anyhow::Result<(Vec<Ours>, Vec<Unavailable>)> {
        let (mut sides, mut unavailable) = (Vec::new(), Vec::new());
        match self {
            Self::These(backends) => {
                for backend in backends {
                    sides.push(Ours::open(config, backend)?);
                }
            }
            Self::All => {
                for backend in [
                    Backend::X264,
                    Backend::Vulkan { device: None },
                    Backend::VaApi { device: None },
                ] {
                    // What a session would not take unless it is named is not measured unless it is named.
                    let usable = match &backend {
                        Backend::Vulkan { .. } => OnHardware.open(&backend, config).map(drop),
                        _ => Ok(()),
                    };
                    match usable.and_then(|()| Ours::open(config, &backend)) {
                        Ok(side) => sides.push(side),
                        Err(error @ EncodeError::Unavailable { .. }) => {
                            unavailable.push(Unavailable {
                                name: backend.name().to_owned(),
                                reason: error.to_string(),
                            });
                        }
                        Err(error) => return Err(error.into()),
                    }
                }
            }
        }
        Ok((sides, unavailable))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_ends_are_all_or_named() {
        assert_eq!("all".parse::<Choice>().unwrap(), Choice::All);
        let two = "x264,vaapi:/dev/dri/renderD128".parse::<Choice>().unwrap();
        let Choice::These(two) = two else { panic!() };
        assert_eq!(two[1].to_string(), "vaapi:/dev/dri/renderD128");
        for (text, wanted) in [
            ("nvenc", "use auto, x264, vaapi"),
            ("x264,", "no encoder is called \"\""),
            ("x264,x264", "there twice"),
        ] {
            let error = format!("{:#}", text.parse::<Choice>().unwrap_err());
            assert!(error.contains(wanted), "{error}");
        }
    }
}
