//! Tree + runtime → AppImage.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use super::Step;
use crate::elf::{appimage_head, squashfs_offset};
use crate::error::SandboxError;

/// zstd's level: near the best size, and unpacking costs the same at every level.
const LEVEL: &str = "12";

/// Writes the AppImage of the tree `root` to `target`.
pub(super) fn image(
    step: &Step<'_>,
    root: &Path,
    runtime: &Path,
    target: &Path,
) -> Result<(), SandboxError> {
    let program = fs::read(runtime).map_err(SandboxError::io("read", runtime))?;
    let head = appimage_head(&program)
        .map_err(|e| step.failed(&format!("the runtime {}: {e}", runtime.display())))?;
    if squashfs_offset(&head) != Ok(head.len() as u64) {
        return Err(step.failed("the runtime's section table is not its last part"));
    }
    let squashfs = target.with_extension("squashfs");
    step.run(
        Command::new("mksquashfs")
            .arg(root)
            .arg(&squashfs)
            .args(["-noappend", "-all-root", "-no-xattrs", "-no-progress"])
            .args(["-quiet", "-comp", "zstd", "-Xcompression-level", LEVEL])
            .args(["-b", "131072"])
            .env("SOURCE_DATE_EPOCH", "0")
            .env("LC_ALL", "C"),
    )?;
    let write = || -> std::io::Result<()> {
        let mut image = File::create(target)?;
        image.write_all(&head)?;
        std::io::copy(&mut File::open(&squashfs)?, &mut image)?;
        image.set_permissions(fs::Permissions::from_mode(0o755))?;
        image.sync_all()
    };
    write().map_err(SandboxError::io("write", target))?;
    fs::remove_file(&squashfs).map_err(SandboxError::io("remove", &squashfs))
}
