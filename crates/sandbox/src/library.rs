//! A folder of games.

use std::path::Path;

use crate::error::SandboxError;
use crate::hash::HashCache;
use crate::image::GameImage;

/// Finds games.
#[derive(Debug)]
pub struct Library;

impl Library {
    /// Reads every `*.AppImage` of a folder, by name. A bad one is an error beside the good ones
    /// and does not hide them; a missing folder is one error.
    #[must_use]
    pub fn scan(dir: &Path) -> (Vec<GameImage>, Vec<SandboxError>) {
        Self::scan_with(dir, &mut HashCache::default())
    }

    /// As [`scan`](Self::scan), and keeps digests in the file `cache`, so that images which did
    /// not change since the last start are not read whole again.
    #[must_use]
    pub fn scan_cached(dir: &Path, cache: &Path) -> (Vec<GameImage>, Vec<SandboxError>) {
        let mut hashes = HashCache::load(cache);
        let (images, mut errors) = Self::scan_with(dir, &mut hashes);
        if let Err(error) = hashes.save(cache) {
            errors.push(SandboxError::io("write", cache)(error));
        }
        (images, errors)
    }

    fn scan_with(dir: &Path, hashes: &mut HashCache) -> (Vec<GameImage>, Vec<SandboxError>) {
        let mut paths: Vec<_> = match std::fs::read_dir(dir) {
            Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
            Err(error) => return (Vec::new(), vec![SandboxError::io("read", dir)(error)]),
        };
        paths.retain(|path| {
            path.extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case("AppImage"))
        });
        paths.sort();
        let mut images: Vec<GameImage> = Vec::new();
        let mut errors = Vec::new();
        for path in paths {
            match GameImage::open_with(&path, || hashes.sha256(&path)) {
                Ok(image) => match images.iter().find(|i| i.manifest.id == image.manifest.id) {
                    Some(first) => errors.push(SandboxError::Duplicate {
                        id: image.manifest.id,
                        first: first.path.clone(),
                        second: path,
                    }),
                    None => images.push(image),
                },
                Err(error) => errors.push(error),
            }
        }
        (images, errors)
    }
}
