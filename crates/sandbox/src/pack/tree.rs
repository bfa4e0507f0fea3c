//! The tree of files that becomes the squashfs.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Component, Path, PathBuf};

use crate::error::SandboxError;

/// A folder that is emptied first and removed afterwards.
pub(super) struct WorkDir(PathBuf);

impl WorkDir {
    pub(super) fn create(path: &Path) -> Result<Self, SandboxError> {
        let _ = fs::remove_dir_all(path);
        fs::create_dir_all(path).map_err(SandboxError::io("create", path))?;
        Ok(Self(path.to_owned()))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for WorkDir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Copies a file, its folder made first.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), SandboxError> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).map_err(SandboxError::io("create", parent))?;
    }
    fs::copy(from, to).map_err(SandboxError::io("copy", from))?;
    Ok(())
}

/// Copies a folder.
pub(super) fn copy_all(from: &Path, to: &Path) -> Result<(), SandboxError> {
    for path in walk(from)? {
        let inside = path.strip_prefix(from).unwrap_or(&path);
        if path.is_file() {
            copy(&path, &to.join(inside))?;
        }
    }
    Ok(())
}

/// Every file, link and folder below `dir`, sorted; links are not followed.
pub(super) fn walk(dir: &Path) -> Result<Vec<PathBuf>, SandboxError> {
    let mut found = Vec::new();
    let mut pending = vec![dir.to_owned()];
    while let Some(dir) = pending.pop() {
        let error = || SandboxError::io("read", &dir);
        for entry in fs::read_dir(&dir).map_err(error())? {
            let entry = entry.map_err(error())?;
            if entry.file_type().map_err(error())?.is_dir() {
                pending.push(entry.path());
            }
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Makes the tree fit for a sandbox: absolute links become relative, and everyone may write (the
/// squashfs is owned by root, the overlay above it belongs to the game's user).
pub(super) fn settle(root: &Path) -> Result<(), SandboxError> {
    for path in walk(root)? {
        let metadata = path
            .symlink_metadata()
            .map_err(SandboxError::io("read", &path))?;
        if metadata.is_symlink() {
            let target = fs::read_link(&path).map_err(SandboxError::io("read", &path))?;
            if target.is_absolute() {
                let relative = relative(path.strip_prefix(root).unwrap_or(&path), &target);
                fs::remove_file(&path).map_err(SandboxError::io("replace", &path))?;
                symlink(relative, &path).map_err(SandboxError::io("link", &path))?;
            }
            continue;
        }
        let executable = metadata.permissions().mode() & 0o111 != 0;
        let mode = if executable { 0o777 } else { 0o666 };
        fs::set_permissions(&path, fs::Permissions::from_mode(mode))
            .map_err(SandboxError::io("change", &path))?;
    }
    fs::set_permissions(root, fs::Permissions::from_mode(0o777))
        .map_err(SandboxError::io("change", root))
}

/// From the link at `link` (inside the tree) to `target` (as if the tree were `/`).
fn relative(link: &Path, target: &Path) -> PathBuf {
    let up = link.components().count().saturating_sub(1);
    let mut path: PathBuf = std::iter::repeat_n(Component::ParentDir, up).collect();
    path.extend(
        target
            .components()
            .filter(|part| matches!(part, Component::Normal(_))),
    );
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absolute_link_stays_inside_the_tree() {
        let link = Path::new("lib64/ld.so");
        assert_eq!(
            relative(link, Path::new("/lib/ld.so")),
            Path::new("../lib/ld.so")
        );
        assert_eq!(
            relative(Path::new("a"), Path::new("/b/c")),
            Path::new("b/c")
        );
    }
}
