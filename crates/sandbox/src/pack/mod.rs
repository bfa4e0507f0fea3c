//! `game.toml` → one AppImage that carries its own libraries, C library and loader included, and
//! therefore runs on any distribution. The same inputs give the same bits.

mod apprun;
mod assemble;
mod copyright;
mod debian;
mod files;
mod stamp;
mod tree;

use std::path::{Path, PathBuf};

use stratus_protocol::manifest::{Build, InnerPath, Manifest, RuntimeKind};

use crate::error::SandboxError;
use crate::hash::file_sha256;
use crate::launch::program_beside_us;

/// The program that an AppImage begins with.
const RUNTIME: &str = "stratus-appimage-runtime";
/// Overrides its place.
const RUNTIME_VARIABLE: &str = "STRATUS_APPIMAGE_RUNTIME";

/// How to pack.
#[derive(Debug, Clone, Default)]
pub struct PackOptions {
    /// Where downloaded packages are kept; `<out>/.cache` where none is given.
    pub cache_dir: Option<PathBuf>,
    /// Pack although nothing changed, with the newest packages.
    pub fresh: bool,
    /// The ELF that the image begins with; the one beside this program where none is given.
    pub runtime: Option<PathBuf>,
}

/// What was packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackReport {
    /// `<out>/<id>.AppImage`.
    pub path: PathBuf,
    /// Of the file.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// `name version sha256` of every package inside.
    pub packages: Vec<String>,
    /// `false` where the image of the last time still holds.
    pub rebuilt: bool,
}

/// A package inside an image.
struct Package {
    name: String,
    version: String,
    sha256: String,
}

/// Builds the AppImage of the game in `game_dir` (which holds `game.toml`) into `out_dir`.
///
/// # Errors
/// The step that failed, and what to do. A former image stays as it is.
pub fn pack(
    game_dir: &Path,
    out_dir: &Path,
    options: &PackOptions,
) -> Result<PackReport, SandboxError> {
    let manifest_path = game_dir.join("game.toml");
    let text = std::fs::read_to_string(&manifest_path)
        .map_err(SandboxError::io("read", &manifest_path))?;
    let mut manifest = Manifest::parse(&text, &manifest_path)?;
    let step = Step { game_dir };
    let Some(build) = manifest.build.take() else {
        return Err(step.failed("its game.toml has no [build] table"));
    };
    if manifest.runtime.kind == RuntimeKind::Wine {
        return Err(step.failed("the runtime kind 'wine' cannot be packed by this version yet"));
    }
    let runtime = match &options.runtime {
        Some(path) => path.clone(),
        None => program_beside_us(RUNTIME, RUNTIME_VARIABLE)?,
    };
    std::fs::create_dir_all(out_dir).map_err(SandboxError::io("create", out_dir))?;
    let target = out_dir.join(format!("{}.AppImage", manifest.id));
    let stamp_path = out_dir.join(format!(".{}.stamp", manifest.id));
    let inputs = stamp::inputs(&step, &manifest, &text, &build, &runtime)?;
    if !options.fresh
        && let Some(report) = stamp::unchanged(&stamp_path, &inputs, &target)
    {
        return Ok(report);
    }

    let work = tree::WorkDir::create(&out_dir.join(format!(".{}.work", manifest.id)))?;
    let root = work.path().join("root");
    std::fs::create_dir_all(&root).map_err(SandboxError::io("create", &root))?;
    let packages = match &build {
        Build::Debian { packages, without } => {
            let cache = options
                .cache_dir
                .clone()
                .unwrap_or_else(|| out_dir.join(".cache"));
            debian::fill(&step, &root, &cache, packages, without, options.fresh)?
        }
        Build::Files {
            files,
            with_libraries,
        } => {
            files::fill(&step, &root, files, *with_libraries)?;
            Vec::new()
        }
    };
    let entry = manifest.runtime.entry.as_str().to_owned();
    if apprun::wrap(&step, &root, &entry, &manifest)? {
        manifest.runtime.entry =
            InnerPath::try_from("AppRun".to_owned()).map_err(|problem| step.failed(&problem))?;
    }
    let packages: Vec<String> = packages
        .iter()
        .map(|p| format!("{} {} {}", p.name, p.version, p.sha256))
        .collect();
    add_description(&step, &root, &manifest, &packages)?;
    tree::settle(&root)?;
    let new = work.path().join("image");
    assemble::image(&step, &root, &runtime, &new)?;
    // What the node would refuse is not handed out.
    crate::GameImage::open(&new)?;
    std::fs::rename(&new, &target).map_err(SandboxError::io("write", &target))?;
    let report = PackReport {
        sha256: file_sha256(&target).map_err(SandboxError::io("read", &target))?,
        size: target
            .metadata()
            .map_err(SandboxError::io("read", &target))?
            .len(),
        path: target,
        packages,
        rebuilt: true,
    };
    stamp::write(&stamp_path, &inputs, &report)?;
    Ok(report)
}

/// Manifest, pictures, default files and the list of packages.
fn add_description(
    step: &Step<'_>,
    root: &Path,
    manifest: &Manifest,
    packages: &[String],
) -> Result<(), SandboxError> {
    let text = toml::to_string(manifest).map_err(|e| step.failed(&e.to_string()))?;
    let write = |name: &str, bytes: &[u8]| {
        let path = root.join(name);
        std::fs::write(&path, bytes).map_err(SandboxError::io("write", &path))
    };
    write("game.toml", text.as_bytes())?;
    if !packages.is_empty() {
        write("packages.txt", (packages.join("\n") + "\n").as_bytes())?;
    }
    for picture in [&manifest.artwork.cover, &manifest.artwork.hero]
        .into_iter()
        .flatten()
    {
        tree::copy(
            &step.game_dir.join(picture.as_str()),
            &root.join(picture.as_str()),
        )?;
    }
    let home = step.game_dir.join("home");
    if home.is_dir() {
        tree::copy_all(&home, &root.join("home"))?;
    }
    Ok(())
}

/// Whose packing it is, for errors.
struct Step<'a> {
    game_dir: &'a Path,
}

impl Step<'_> {
    fn failed(&self, problem: &str) -> SandboxError {
        SandboxError::Pack {
            path: self.game_dir.to_owned(),
            problem: problem.to_owned(),
        }
    }

    /// Runs a program and gives its output.
    fn run(&self, command: &mut std::process::Command) -> Result<String, SandboxError> {
        let name = command.get_program().to_string_lossy().into_owned();
        let output = command
            .stdin(std::process::Stdio::null())
            .output()
            .map_err(|error| {
                let package = match name.as_str() {
                    "mksquashfs" => "squashfs-tools",
                    "ldd" => "libc-bin",
                    "dpkg-deb" => "dpkg",
                    _ => "apt",
                };
                self.failed(&format!(
                    "cannot run {name}: {error} (it comes with the package '{package}')"
                ))
            })?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.trim();
        let last: Vec<&str> = said.lines().rev().take(6).collect();
        let last: Vec<&str> = last.into_iter().rev().collect();
        Err(self.failed(&format!(
            "{name} failed ({}): {}",
            output.status,
            last.join("; ")
        )))
    }
}
