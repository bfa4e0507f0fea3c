//! SHA-256 of a whole image, read through io_uring where the kernel lets us. Reading it all also
//! brings it into the page cache, so that the first launch does not wait for the disk.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const BLOCK: usize = 1 << 20;
/// Reads in flight at once.
const DEPTH: u64 = 4;

/// The digest as 64 hexadecimal digits.
pub(crate) fn hex(digest: &[u8]) -> String {
    use std::fmt::Write as _;
    digest.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Hashes a file on a thread of its own.
///
/// # Errors
/// What the file system said.
pub(crate) fn file_sha256(path: &Path) -> io::Result<String> {
    let owned = path.to_owned();
    let thread = std::thread::Builder::new()
        .name("image-hash".into())
        .spawn(
            move || match tokio_uring::Runtime::new(&tokio_uring::builder()) {
                Ok(runtime) => runtime.block_on(with_uring(&owned)).or_else(|error| {
                    match error.raw_os_error() {
                        // Some file systems and sandboxes let the ring be made but refuse its reads.
                        Some(libc::EINVAL | libc::EOPNOTSUPP | libc::EPERM | libc::ENOSYS) => {
                            with_reads(&owned)
                        }
                        _ => Err(error),
                    }
                }),
                Err(error) => {
                    tracing::debug!(%error, "io_uring is not available, reading plainly");
                    with_reads(&owned)
                }
            },
        )?;
    thread
        .join()
        .unwrap_or_else(|_| Err(io::Error::other("the hashing thread stopped")))
}

async fn with_uring(path: &Path) -> io::Result<String> {
    let file = std::rc::Rc::new(tokio_uring::fs::File::open(path).await?);
    let read = |at: u64| {
        let file = file.clone();
        tokio_uring::spawn(async move { file.read_at(Vec::with_capacity(BLOCK), at).await })
    };
    let mut hasher = Sha256::new();
    let mut at = 0;
    let mut pending: std::collections::VecDeque<_> =
        (0..DEPTH).map(|n| read(n * BLOCK as u64)).collect();
    while let Some(next) = pending.pop_front() {
        let (result, block) = next.await.map_err(io::Error::other)?;
        let len = result?;
        hasher.update(&block[..len]);
        at += len as u64;
        if len == 0 {
            break;
        }
        if len == BLOCK {
            pending.push_back(read(at + (DEPTH - 1) * BLOCK as u64));
        } else {
            // A short read: what was asked for ahead no longer lines up.
            for stale in pending.drain(..) {
                let _ = stale.await;
            }
            pending.push_back(read(at));
        }
    }
    for stale in pending {
        let _ = stale.await;
    }
    if let Some(file) = std::rc::Rc::into_inner(file) {
        file.close().await?;
    }
    Ok(hex(&hasher.finalize()))
}

fn with_reads(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut block = vec![0; BLOCK];
    loop {
        match file.read(&mut block)? {
            0 => return Ok(hex(&hasher.finalize())),
            len => hasher.update(&block[..len]),
        }
    }
}

/// Digests of files that have not changed since, kept in a small JSON file.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct HashCache {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Entry {
    path: PathBuf,
    size: u64,
    /// Nanoseconds since 1970.
    modified: u64,
    sha256: String,
}

impl HashCache {
    /// Reads the cache; a missing or damaged one is empty.
    pub(crate) fn load(path: &Path) -> Self {
        std::fs::read(path)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }

    /// Writes the cache beside its place, then moves it there.
    pub(crate) fn save(&self, path: &Path) -> io::Result<()> {
        let new = path.with_extension("new");
        std::fs::write(&new, serde_json::to_vec_pretty(self)?)?;
        std::fs::rename(&new, path)
    }

    /// The digest of `path`, read anew only where its size or time changed.
    pub(crate) fn sha256(&mut self, path: &Path) -> io::Result<String> {
        let metadata = path.metadata()?;
        let modified = metadata
            .modified()?
            .duration_since(UNIX_EPOCH)
            .map_or(0, |age| u64::try_from(age.as_nanos()).unwrap_or(u64::MAX));
        let size = metadata.len();
        let known = self
            .entries
            .iter()
            .find(|e| e.path == path && e.size == size && e.modified == modified);
        if let Some(entry) = known {
            return Ok(entry.sha256.clone());
        }
        let sha256 = file_sha256(path)?;
        self.entries.retain(|e| e.path != path && e.path.exists());
        self.entries.push(Entry {
            path: path.to_owned(),
            size,
            modified,
            sha256: sha256.clone(),
        });
        Ok(sha256)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_reading_give_the_same_digest() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("image");
        for len in [0, 1, BLOCK - 1, BLOCK, 6 * BLOCK, 9 * BLOCK + 17] {
            let bytes: Vec<u8> = (0..len).map(|n| (n * 7 + n / 251) as u8).collect();
            std::fs::write(&path, &bytes).unwrap();
            let expected = hex(&Sha256::digest(&bytes));
            assert_eq!(file_sha256(&path).unwrap(), expected);
            assert_eq!(with_reads(&path).unwrap(), expected);
        }
    }

    #[test]
    fn the_cache_notices_a_changed_file() {
        let dir = tempfile::tempdir().unwrap();
        let (path, json) = (dir.path().join("image"), dir.path().join("hashes.json"));
        std::fs::write(&path, "one").unwrap();
        let mut cache = HashCache::load(&json);
        let one = cache.sha256(&path).unwrap();
        cache.save(&json).unwrap();
        let mut cache = HashCache::load(&json);
        assert_eq!(cache.sha256(&path).unwrap(), one);
        std::fs::write(&path, "three").unwrap();
        assert_ne!(cache.sha256(&path).unwrap(), one);
        std::fs::write(&json, "{ damaged").unwrap();
        assert!(HashCache::load(&json).entries.is_empty());
    }
}
