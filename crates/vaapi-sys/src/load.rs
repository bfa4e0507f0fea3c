//! Where libva comes from, and what is said where it does not come.

use std::path::{Path, PathBuf};

use crate::{Libva, LibvaDrm};

/// The file name of libva's core, with the version of its binary interface.
pub const LIBVA: &str = "libva.so.2";
/// The file name of the part that opens DRM devices.
pub const LIBVA_DRM: &str = "libva-drm.so.2";

/// Why libva cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is no such library, or it does not load.
    #[error(
        "cannot load {library}: {reason}; install it (Debian: {debian}; NixOS: hardware.graphics.enable, package libva)"
    )]
    Library {
        /// The file that was asked for.
        library: PathBuf,
        /// Debian's package of it.
        debian: &'static str,
        /// What the dynamic loader said.
        reason: libloading::Error,
    },
    /// The library lacks a function.
    #[error(
        "{library} is too old or not libva: {reason}; Stratus needs libva 2.17 or newer (Debian: {debian}; NixOS: libva)"
    )]
    Symbol {
        /// The file that was loaded.
        library: PathBuf,
        /// Debian's package of it.
        debian: &'static str,
        /// What the dynamic loader said; names the function.
        reason: libloading::Error,
    },
}

/// libva's functions.
pub struct Libraries {
    /// The core.
    pub va: Libva,
    /// Displays of DRM devices.
    pub drm: LibvaDrm,
}

impl Libraries {
    /// The system's libva.
    ///
    /// # Safety
    /// Runs the initialisation code of the libraries of those names.
    ///
    /// # Errors
    /// What is missing, and the package that has it.
    pub unsafe fn load() -> Result<Self, LoadError> {
        // SAFETY: as the caller says.
        unsafe { Self::load_from(LIBVA.as_ref(), LIBVA_DRM.as_ref()) }
    }

    /// libva from these files, or from what the dynamic loader finds by these names.
    ///
    /// # Safety
    /// Runs the initialisation code of the libraries. Where they have libva's functions, they have to be libva's.
    ///
    /// # Errors
    /// What is missing, and the package that has it.
    pub unsafe fn load_from(libva: &Path, libva_drm: &Path) -> Result<Self, LoadError> {
        // SAFETY: as the caller says; the types are those of libva's headers.
        unsafe {
            let va = Libva::from_library(open(libva, "libva2")?)
                .map_err(|reason| without_symbol(libva, "libva2", reason))?;
            let drm = LibvaDrm::from_library(open(libva_drm, "libva-drm2")?)
                .map_err(|reason| without_symbol(libva_drm, "libva-drm2", reason))?;
            Ok(Self { va, drm })
        }
    }
}

/// # Safety
/// Runs the library's initialisation code.
unsafe fn open(file: &Path, debian: &'static str) -> Result<libloading::Library, LoadError> {
    // SAFETY: as the caller says.
    unsafe { libloading::Library::new(file) }.map_err(|reason| LoadError::Library {
        library: file.to_owned(),
        debian,
        reason,
    })
}

fn without_symbol(file: &Path, debian: &'static str, reason: libloading::Error) -> LoadError {
    LoadError::Symbol {
        library: file.to_owned(),
        debian,
        reason,
    }
}
