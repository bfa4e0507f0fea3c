//! `AppRun`: starts the game's program by the loader and with the libraries that were packed.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use stratus_protocol::manifest::Manifest;

use super::{Step, tree};
use crate::elf;
use crate::error::SandboxError;

/// Variables that lead libraries to their own files: (variable, place below `usr`, whether the
/// place is below the folder of the architecture).
const PLACES: [(&str, &str, bool); 13] = [
    ("ALSA_CONFIG_DIR", "share/alsa", false),
    ("ALSA_PLUGIN_DIR", "alsa-lib", true),
    ("FONTCONFIG_PATH", "../etc/fonts", false),
    ("GBM_BACKENDS_PATH", "gbm", true),
    ("LIBDECOR_PLUGIN_DIR", "libdecor/plugins-1", true),
    ("LIBGL_DRIVERS_PATH", "dri", true),
    ("PIPEWIRE_CONFIG_DIR", "share/pipewire", false),
    ("PIPEWIRE_MODULE_DIR", "pipewire-0.3", true),
    ("SPA_PLUGIN_DIR", "spa-0.2", true),
    ("XKB_CONFIG_ROOT", "share/X11/xkb", false),
    ("XLOCALEDIR", "share/X11/locale", false),
    (
        "__EGL_VENDOR_LIBRARY_DIRS",
        "share/glvnd/egl_vendor.d",
        false,
    ),
    ("XCURSOR_PATH", "share/icons", false),
];

/// Writes `AppRun` where the entry is a dynamic program and its loader was packed; says whether.
pub(super) fn wrap(
    step: &Step<'_>,
    root: &Path,
    entry: &str,
    manifest: &Manifest,
) -> Result<bool, SandboxError> {
    let path = root.join(entry);
    let bytes = fs::read(&path).map_err(|_| {
        step.failed(&format!(
            "the entry '{entry}' is not among the packed files: correct runtime.entry"
        ))
    })?;
    let mut mode = path
        .metadata()
        .map_err(SandboxError::io("read", &path))?
        .permissions();
    mode.set_mode(mode.mode() | 0o111);
    fs::set_permissions(&path, mode).map_err(SandboxError::io("change", &path))?;
    let Some(interpreter) = elf::interpreter(&bytes) else {
        return Ok(false);
    };
    let all = tree::walk(root)?;
    let name = Path::new(interpreter).file_name().unwrap_or_default();
    let packed = |path: &&PathBuf| {
        path.file_name() == Some(name)
            && path
                .symlink_metadata()
                .is_ok_and(|metadata| metadata.is_file())
    };
    let Some(loader) = all.iter().find(packed) else {
        return Ok(false);
    };
    let program = if entry == "AppRun" {
        let program = format!("usr/bin/{}", manifest.id);
        let target = root.join(&program);
        tree::copy(&path, &target)?;
        fs::remove_file(&path).map_err(SandboxError::io("move", &path))?;
        program
    } else {
        entry.to_owned()
    };
    let inside = |path: &Path| {
        path.strip_prefix(root)
            .unwrap_or(path)
            .display()
            .to_string()
    };
    let libraries = library_dirs(&all);
    let libraries: Vec<String> = libraries
        .iter()
        .map(|dir| format!("$APPDIR/{}", inside(dir)))
        .collect();
    let mut script = String::from(
        "#!/bin/sh\n# Starts the game by the loader and with the libraries it was packed with.\n\
         [ -n \"$APPDIR\" ] || APPDIR=$(dirname \"$(readlink -f \"$0\")\")\n",
    );
    for (variable, place, by_architecture) in PLACES {
        let found = if by_architecture {
            let below = all.iter().find(|path| {
                path.ends_with(place) && path.is_dir() && inside(path).starts_with("usr/lib/")
            });
            below.map(|path| inside(path))
        } else {
            let path = root.join("usr").join(place);
            (path.is_dir()).then(|| match place.strip_prefix("../") {
                Some(outside) => outside.to_owned(),
                None => format!("usr/{place}"),
            })
        };
        if let Some(found) = found {
            script.push_str(&format!("export {variable}=\"$APPDIR/{found}\"\n"));
        }
    }
    script.push_str(&format!(
        "exec \"$APPDIR/{}\" --inhibit-cache --library-path \"{}\" \"$APPDIR/{program}\" \"$@\"\n",
        inside(loader),
        libraries.join(":"),
    ));
    let apprun = root.join("AppRun");
    fs::write(&apprun, script).map_err(SandboxError::io("write", &apprun))?;
    fs::set_permissions(&apprun, fs::Permissions::from_mode(0o755))
        .map_err(SandboxError::io("change", &apprun))?;
    Ok(true)
}

/// Folders with versioned libraries (`lib….so.<n>`); folders of plug-ins have none.
fn library_dirs(all: &[PathBuf]) -> BTreeSet<PathBuf> {
    all.iter()
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("lib") && name.contains(".so.") || name.starts_with("ld-linux")
        })
        .filter_map(|path| path.parent().map(Path::to_owned))
        .collect()
}
