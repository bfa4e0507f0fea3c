//! What an image must carry to be passed on: each package's copyright file, and the texts of the
//! licences that these name.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Step, tree};
use crate::error::SandboxError;

/// The package with the texts of the licences.
pub(super) const TEXTS: &str = "base-files";

/// Where [`TEXTS`] has them.
const COMMON: &str = "usr/share/common-licenses";

/// Where packages put their documentation, a folder each (Debian Policy 12.5).
const DOCUMENTATION: &str = "usr/share/doc";

/// Takes the texts, and nothing else, out of the archive of [`TEXTS`].
pub(super) fn texts(step: &Step<'_>, archive: &Path, root: &Path) -> Result<(), SandboxError> {
    let whole = tree::WorkDir::create(&root.join(".licences"))?;
    step.run(
        Command::new("dpkg-deb")
            .arg("-x")
            .arg(archive)
            .arg(whole.path()),
    )?;
    let (from, to) = (whole.path().join(COMMON), root.join(COMMON));
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).map_err(SandboxError::io("create", parent))?;
    }
    fs::rename(&from, &to).map_err(SandboxError::io("move", &from))
}

/// Removes all documentation below `root` but the copyright files.
pub(super) fn keep(root: &Path) -> Result<(), SandboxError> {
    let documentation = root.join(DOCUMENTATION);
    if !documentation.is_dir() {
        return Ok(());
    }
    for path in tree::walk(&documentation)? {
        let inside = path.strip_prefix(&documentation).unwrap_or(&path);
        let kept = match inside.components().count() {
            // Packages of one source share a folder by a link.
            1 => !path.is_file(),
            2 => path.ends_with("copyright"),
            _ => false,
        };
        // What is not there any more went with its folder.
        let Some(metadata) = path.symlink_metadata().ok().filter(|_| !kept) else {
            continue;
        };
        if metadata.is_dir() {
            fs::remove_dir_all(&path).map_err(SandboxError::io("remove", &path))?;
        } else {
            fs::remove_file(&path).map_err(SandboxError::io("remove", &path))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn of_the_documentation_the_copyright_stays() {
        let root = tempfile::tempdir().unwrap();
        let doc = root.path().join(DOCUMENTATION);
        fs::create_dir_all(doc.join("game/examples/copyright")).unwrap();
        for file in ["game/copyright", "game/changelog.gz", "README"] {
            fs::write(doc.join(file), "x").unwrap();
        }
        symlink("game", doc.join("game-data")).unwrap();
        keep(root.path()).unwrap();
        let left: Vec<_> = tree::walk(&doc)
            .unwrap()
            .iter()
            .map(|path| path.strip_prefix(&doc).unwrap().display().to_string())
            .collect();
        assert_eq!(left, ["game", "game/copyright", "game-data"]);
    }

    #[test]
    fn a_tree_without_documentation_is_fine() {
        let root = tempfile::tempdir().unwrap();
        keep(root.path()).unwrap();
    }
}
