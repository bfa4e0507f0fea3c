//! One game's AppImage, read in user space: no mount, no privileges.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use backhand::{FilesystemReader, InnerNode};
use stratus_protocol::manifest::{InnerPath, Manifest};

use crate::elf::{HEADER_LEN, SUPERBLOCK_LEN, check_superblock, squashfs_offset};
use crate::error::SandboxError;
use crate::hash::file_sha256;

/// Bytes that a `game.toml` may have.
const MAX_MANIFEST: u64 = 256 << 10;
/// Bytes that a picture may have.
const MAX_ARTWORK: u64 = 8 << 20;

/// A picture that came with a game.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artwork {
    /// Its name inside the image.
    pub name: String,
    /// Such as `image/png`.
    pub media_type: &'static str,
    /// The file's content.
    pub bytes: Vec<u8>,
}

/// A type-2 AppImage that holds a game.
#[derive(Debug, Clone)]
pub struct GameImage {
    /// The file.
    pub path: PathBuf,
    /// Its `game.toml`.
    pub manifest: Manifest,
    /// Where its squashfs begins, bytes.
    pub offset: u64,
    /// Of the whole file, 64 hexadecimal digits.
    pub sha256: String,
    /// The library's card.
    pub cover: Option<Artwork>,
    /// Behind the game's page.
    pub hero: Option<Artwork>,
}

impl GameImage {
    /// Reads and hashes an AppImage.
    ///
    /// # Errors
    /// The file, and what is wrong with it.
    pub fn open(path: &Path) -> Result<Self, SandboxError> {
        Self::open_with(path, || file_sha256(path))
    }

    /// Reads an AppImage; `sha256` gives its digest, which a cache may know.
    pub(crate) fn open_with(
        path: &Path,
        sha256: impl FnOnce() -> std::io::Result<String>,
    ) -> Result<Self, SandboxError> {
        let offset = locate(path)?;
        // The file may come from anywhere: a reader that panics on it is one more bad image.
        let (manifest, cover, hero) = catch_unwind(AssertUnwindSafe(|| contents(path, offset)))
            .unwrap_or_else(|_| Err(SandboxError::image(path, "its squashfs is damaged")))?;
        Ok(Self {
            manifest,
            offset,
            sha256: sha256().map_err(SandboxError::io("read", path))?,
            cover,
            hero,
            path: path.to_owned(),
        })
    }
}

/// Finds and checks the squashfs.
fn locate(path: &Path) -> Result<u64, SandboxError> {
    let mut file = File::open(path).map_err(SandboxError::io("open", path))?;
    let wrong = |error: crate::elf::ElfError| SandboxError::image(path, error.to_string());
    let read = |file: &mut File, len: usize| {
        let mut bytes = Vec::with_capacity(len);
        file.take(len as u64)
            .read_to_end(&mut bytes)
            .map_err(SandboxError::io("read", path))?;
        Ok::<_, SandboxError>(bytes)
    };
    let metadata = file.metadata().map_err(SandboxError::io("read", path))?;
    if !metadata.is_file() {
        return Err(SandboxError::image(path, "this is no file"));
    }
    let offset = squashfs_offset(&read(&mut file, HEADER_LEN)?).map_err(wrong)?;
    file.seek(SeekFrom::Start(offset))
        .map_err(SandboxError::io("read", path))?;
    let superblock = read(&mut file, SUPERBLOCK_LEN)?;
    let present = metadata.len().saturating_sub(offset);
    check_superblock(&superblock, offset, present).map_err(wrong)?;
    Ok(offset)
}

type Contents = (Manifest, Option<Artwork>, Option<Artwork>);

fn contents(path: &Path, offset: u64) -> Result<Contents, SandboxError> {
    let file = File::open(path).map_err(SandboxError::io("open", path))?;
    let squashfs = FilesystemReader::from_reader_with_offset(BufReader::new(file), offset)
        .map_err(|e| SandboxError::image(path, format!("its squashfs cannot be read: {e}")))?;
    let text = extract(path, &squashfs, "game.toml", MAX_MANIFEST)?.ok_or_else(|| {
        SandboxError::image(
            path,
            "no game.toml in it: build it with 'stratus pack', or add one at its root",
        )
    })?;
    let inside = PathBuf::from(format!("{}:game.toml", path.display()));
    let text = String::from_utf8(text)
        .map_err(|_| SandboxError::image(path, "its game.toml is not UTF-8"))?;
    let manifest = Manifest::parse(&text, &inside)?;
    let picture = |name: &Option<InnerPath>| -> Result<Option<Artwork>, SandboxError> {
        let Some(name) = name else { return Ok(None) };
        let bytes = extract(path, &squashfs, name.as_str(), MAX_ARTWORK)?.ok_or_else(|| {
            SandboxError::image(path, format!("its picture '{}' is missing", name.as_str()))
        })?;
        let media_type = media_type(&bytes).ok_or_else(|| {
            SandboxError::image(
                path,
                format!("'{}' is no PNG, JPEG, WebP or SVG picture", name.as_str()),
            )
        })?;
        Ok(Some(Artwork {
            name: name.as_str().to_owned(),
            media_type,
            bytes,
        }))
    };
    let cover = picture(&manifest.artwork.cover)?;
    let hero = picture(&manifest.artwork.hero)?;
    Ok((manifest, cover, hero))
}

fn extract(
    image: &Path,
    squashfs: &FilesystemReader<'_>,
    name: &str,
    limit: u64,
) -> Result<Option<Vec<u8>>, SandboxError> {
    let wanted = Path::new("/").join(name);
    let Some(node) = squashfs.files().find(|node| node.fullpath == wanted) else {
        return Ok(None);
    };
    let InnerNode::File(file) = &node.inner else {
        let problem = format!("'{name}' in it is no plain file");
        return Err(SandboxError::image(image, problem));
    };
    if file.file_len() as u64 > limit {
        let problem = format!("'{name}' in it is larger than {limit} bytes");
        return Err(SandboxError::image(image, problem));
    }
    let mut bytes = Vec::new();
    squashfs
        .file(file)
        .reader()
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(|e| SandboxError::image(image, format!("'{name}' in it is damaged: {e}")))?;
    Ok(Some(bytes))
}

/// What a picture is, by its first bytes.
pub(crate) fn media_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Some("image/webp"),
        _ => {
            let start = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]);
            (start.contains("<svg")).then_some("image/svg+xml")
        }
    }
}
