//! `[build] from = "files"`: files as they are, with the libraries that they need.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use stratus_protocol::manifest::InnerPath;

use super::{Step, tree};
use crate::elf;
use crate::error::SandboxError;

/// Copies the files, and their libraries to `usr/lib`.
pub(super) fn fill(
    step: &Step<'_>,
    root: &Path,
    files: &BTreeMap<String, String>,
    with_libraries: bool,
) -> Result<(), SandboxError> {
    let mut libraries = BTreeSet::new();
    for (inside, source) in files {
        let inside =
            InnerPath::try_from(inside.clone()).map_err(|problem| step.failed(&problem))?;
        let source = step.game_dir.join(source);
        if !source.exists() {
            return Err(step.failed(&format!(
                "the file {} is missing: build it first",
                source.display()
            )));
        }
        let target = root.join(inside.as_str());
        if source.is_dir() {
            tree::copy_all(&source, &target)?;
        } else {
            tree::copy(&source, &target)?;
        }
        if with_libraries && source.is_file() {
            needed(step, &source, &mut libraries)?;
        }
    }
    for library in libraries {
        let name = library.file_name().unwrap_or_default();
        let target = root.join("usr/lib").join(name);
        if !target.exists() {
            tree::copy(&library, &target)?;
        }
    }
    Ok(())
}

/// The libraries of a dynamic program, its loader included.
fn needed(
    step: &Step<'_>,
    program: &Path,
    libraries: &mut BTreeSet<PathBuf>,
) -> Result<(), SandboxError> {
    let bytes = fs::read(program).map_err(SandboxError::io("read", program))?;
    let Some(interpreter) = elf::interpreter(&bytes) else {
        return Ok(());
    };
    libraries.insert(interpreter.into());
    let listed = step.run(Command::new("ldd").arg(program).env("LC_ALL", "C"))?;
    for line in listed.lines() {
        let Some((name, place)) = line.trim().split_once(" => ") else {
            continue;
        };
        let path = place.split(" (").next().unwrap_or_default();
        if !path.starts_with('/') {
            return Err(step.failed(&format!(
                "{} needs the library {name}, which is not installed",
                program.display()
            )));
        }
        libraries.insert(path.into());
    }
    Ok(())
}
