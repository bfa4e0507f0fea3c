//! The head of every AppImage that `stratus pack` builds. Executed directly it mounts its own
//! squashfs (squashfuse), or unpacks it (unsquashfs), and runs `AppRun`. The Stratus node does
//! not use it: it mounts the image itself.

use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use stratus_sandbox::elf::{HEADER_LEN, SUPERBLOCK_LEN, check_superblock, squashfs_offset};

const HELP: &str = "\
A game, packed by Stratus (type-2 AppImage).

  --appimage-help      this text
  --appimage-offset    prints where the squashfs begins
  --appimage-extract   unpacks it to ./squashfs-root
  anything else        runs the game with these arguments
";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(127)
        }
    }
}

fn run() -> anyhow::Result<ExitCode> {
    let image = std::env::current_exe().context("cannot find the AppImage's own file")?;
    let offset = offset(&image)?;
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    match args.first().and_then(|arg| arg.to_str()) {
        Some("--appimage-help") => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        Some("--appimage-offset") => {
            println!("{offset}");
            Ok(ExitCode::SUCCESS)
        }
        Some("--appimage-extract") => {
            extract(&image, offset, Path::new("squashfs-root"))?;
            Ok(ExitCode::SUCCESS)
        }
        _ => play(&image, offset, &args),
    }
}

fn offset(image: &Path) -> anyhow::Result<u64> {
    let mut file = File::open(image).with_context(|| format!("cannot open {}", image.display()))?;
    let mut header = [0; HEADER_LEN];
    file.read_exact(&mut header)
        .context("cannot read the ELF header")?;
    let offset = squashfs_offset(&header)?;
    let mut superblock = [0; SUPERBLOCK_LEN];
    file.read_exact_at(&mut superblock, offset)
        .context("there is no squashfs in this file")?;
    let len = file
        .metadata()
        .context("cannot read the file's length")?
        .len();
    check_superblock(&superblock, offset, len - offset)?;
    Ok(offset)
}

fn extract(image: &Path, offset: u64, to: &Path) -> anyhow::Result<()> {
    let status = Command::new("unsquashfs")
        .args(["-q", "-n", "-o"])
        .arg(offset.to_string())
        .arg("-d")
        .arg(to)
        .arg(image)
        .status()
        .context("cannot start unsquashfs (install the package 'squashfs-tools')")?;
    if !status.success() {
        bail!("unsquashfs failed: {status}");
    }
    Ok(())
}

fn play(image: &Path, offset: u64, args: &[OsString]) -> anyhow::Result<ExitCode> {
    let dir = Scratch::create()?;
    let root = dir.0.join("root");
    let fuse = match mount(image, offset, &root) {
        Ok(fuse) => Some(fuse),
        Err(error) => {
            let _ = std::fs::remove_dir(&root);
            extract(image, offset, &root)
                .with_context(|| format!("cannot mount the image ({error:#}) either"))?;
            None
        }
    };
    let status = Command::new(root.join("AppRun"))
        .args(args)
        .env("APPDIR", &root)
        .env("APPIMAGE", image)
        .status()
        .context("cannot start AppRun");
    if let Some(mut fuse) = fuse {
        let _ = Command::new("fusermount3")
            .args(["-u", "-q", "-z"])
            .arg(&root)
            .stderr(Stdio::null())
            .status();
        let _ = fuse.kill();
        let _ = fuse.wait();
        let _ = rustix::mount::unmount(&root, rustix::mount::UnmountFlags::DETACH);
    }
    Ok(code(status?))
}

fn code(status: ExitStatus) -> ExitCode {
    use std::os::unix::process::ExitStatusExt;
    let code = status.code().or_else(|| Some(128 + status.signal()?));
    ExitCode::from(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
}

fn mount(image: &Path, offset: u64, root: &Path) -> anyhow::Result<std::process::Child> {
    std::fs::create_dir(root).context("cannot create a mount point")?;
    let mut fuse = Command::new("squashfuse")
        .args(["-f", "-o"])
        .arg(format!("ro,offset={offset}"))
        .arg(image)
        .arg(root)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("squashfuse is not installed")?;
    let deadline = Instant::now() + Duration::from_secs(5);
    while !root.join("AppRun").exists() {
        if let Some(status) = fuse.try_wait().context("cannot watch squashfuse")? {
            bail!("squashfuse failed: {status}");
        }
        if Instant::now() > deadline {
            let _ = fuse.kill();
            let _ = fuse.wait();
            bail!("squashfuse did not mount");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    Ok(fuse)
}

/// A private folder, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn create() -> anyhow::Result<Self> {
        use std::os::unix::fs::DirBuilderExt;
        let dir = std::env::temp_dir().join(format!("stratus-appimage-{}", std::process::id()));
        std::fs::DirBuilder::new()
            .mode(0o700)
            .create(&dir)
            .with_context(|| format!("cannot create {}", dir.display()))?;
        Ok(Self(dir))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
