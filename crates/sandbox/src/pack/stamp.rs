//! Whether an image still is what its inputs say.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use stratus_protocol::manifest::{Build, Manifest};

use super::{PackReport, Step, tree};
use crate::error::SandboxError;
use crate::hash::hex;

/// Raised when packing itself changes.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Stamp {
    inputs: String,
    sha256: String,
    size: u64,
    packages: Vec<String>,
}

/// A digest of everything that the image is made from, the package archive excepted.
pub(super) fn inputs(
    step: &Step<'_>,
    manifest: &Manifest,
    text: &str,
    build: &Build,
    runtime: &Path,
) -> Result<String, SandboxError> {
    let mut paths: Vec<PathBuf> = vec![runtime.to_owned()];
    let pictures = [&manifest.artwork.cover, &manifest.artwork.hero];
    for picture in pictures.into_iter().flatten() {
        paths.push(step.game_dir.join(picture.as_str()));
    }
    if let Build::Files { files, .. } = build {
        paths.extend(files.values().map(|file| step.game_dir.join(file)));
    }
    paths.push(step.game_dir.join("home"));
    let mut hasher = Sha256::new();
    hasher.update(FORMAT.to_le_bytes());
    hasher.update(text);
    for path in paths {
        if path.is_dir() {
            for below in tree::walk(&path)? {
                add(&mut hasher, &below);
            }
        } else {
            add(&mut hasher, &path);
        }
    }
    Ok(hex(&hasher.finalize()))
}

/// A missing file is told by what reads it for real.
fn add(hasher: &mut Sha256, path: &Path) {
    if let Ok(bytes) = std::fs::read(path) {
        hasher.update(path.file_name().unwrap_or_default().as_encoded_bytes());
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
}

/// The report of the last time, where it still holds.
pub(super) fn unchanged(stamp: &Path, inputs: &str, image: &Path) -> Option<PackReport> {
    let stamp: Stamp = serde_json::from_slice(&std::fs::read(stamp).ok()?).ok()?;
    let same = stamp.inputs == inputs && image.metadata().ok()?.len() == stamp.size;
    same.then(|| PackReport {
        path: image.to_owned(),
        sha256: stamp.sha256,
        size: stamp.size,
        packages: stamp.packages,
        rebuilt: false,
    })
}

/// Notes what the image was made from.
pub(super) fn write(path: &Path, inputs: &str, report: &PackReport) -> Result<(), SandboxError> {
    let stamp = Stamp {
        inputs: inputs.to_owned(),
        sha256: report.sha256.clone(),
        size: report.size,
        packages: report.packages.clone(),
    };
    let bytes = serde_json::to_vec_pretty(&stamp).unwrap_or_default();
    std::fs::write(path, bytes).map_err(SandboxError::io("write", path))
}
