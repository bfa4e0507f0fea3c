//! Mounts the AppImage's squashfs: by a loop device and the kernel, or by squashfuse where the
//! kernel does not let us.

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use rustix::mount::{MountFlags, mount};
use stratus_sandbox::spec::Spec;

/// `linux/loop.h`.
const LOOP_CTL_GET_FREE: libc::c_ulong = 0x4c82;
/// `linux/loop.h`, Linux 5.8.
const LOOP_CONFIGURE: libc::c_ulong = 0x4c0a;
const LO_FLAGS_READ_ONLY: u32 = 1;
const LO_FLAGS_AUTOCLEAR: u32 = 4;
/// Longest time for squashfuse to appear.
const FUSE_LIMIT: Duration = Duration::from_secs(5);

/// `struct loop_config` with its `struct loop_info64`.
#[repr(C)]
struct LoopConfig {
    fd: u32,
    block_size: u32,
    device: u64,
    inode: u64,
    rdevice: u64,
    offset: u64,
    size_limit: u64,
    number: u32,
    encrypt_type: u32,
    encrypt_key_size: u32,
    flags: u32,
    file_name: [u8; 64],
    crypt_name: [u8; 64],
    encrypt_key: [u8; 32],
    init: [u64; 2],
    reserved: [u64; 8],
}

/// Mounts the image's file system on `target`, read-only.
pub fn mount_squashfs(spec: &Spec, target: &Path) -> anyhow::Result<()> {
    if !rustix::process::geteuid().is_root() {
        return by_fuse(spec, target);
    }
    by_loop(spec, target).or_else(|error| {
        by_fuse(spec, target)
            .with_context(|| format!("a loop device could not be used ({error:#}) either"))
    })
}

fn by_loop(spec: &Spec, target: &Path) -> anyhow::Result<()> {
    let image =
        File::open(&spec.image).with_context(|| format!("cannot open {}", spec.image.display()))?;
    let (device, path) = attach(&image, spec.offset)?;
    let flags = MountFlags::RDONLY | MountFlags::NODEV | MountFlags::NOSUID;
    mount(&path, target, "squashfs", flags, None)
        .with_context(|| format!("cannot mount {} as squashfs", spec.image.display()))?;
    // From here on the mount alone holds the device, which clears itself with it.
    drop(device);
    Ok(())
}

fn attach(image: &File, offset: u64) -> anyhow::Result<(File, PathBuf)> {
    let control = File::options()
        .read(true)
        .write(true)
        .open("/dev/loop-control")
        .context("cannot open /dev/loop-control (is the kernel module 'loop' there?)")?;
    for _ in 0..64 {
        // SAFETY: the request takes no argument.
        let number = unsafe { libc::ioctl(control.as_raw_fd(), LOOP_CTL_GET_FREE) };
        if number < 0 {
            return Err(io::Error::last_os_error()).context("no free loop device");
        }
        let path = PathBuf::from(format!("/dev/loop{number}"));
        let device =
            File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
        // SAFETY: all fields are integers, for which zero is valid.
        let mut config: LoopConfig = unsafe { std::mem::zeroed() };
        config.fd = image.as_raw_fd().unsigned_abs();
        config.offset = offset;
        config.flags = LO_FLAGS_READ_ONLY | LO_FLAGS_AUTOCLEAR;
        // SAFETY: the structure has the kernel's layout and lives until the call returns.
        if unsafe { libc::ioctl(device.as_raw_fd(), LOOP_CONFIGURE, &raw const config) } == 0 {
            return Ok((device, path));
        }
        let error = io::Error::last_os_error();
        // Another launcher took it between the two calls.
        if error.raw_os_error() != Some(libc::EBUSY) {
            return Err(error).with_context(|| format!("cannot set up {}", path.display()));
        }
    }
    bail!("every loop device that was free is taken by now")
}

fn by_fuse(spec: &Spec, target: &Path) -> anyhow::Result<()> {
    let root = rustix::process::geteuid().is_root();
    let mut options = format!("ro,offset={}", spec.offset);
    if root {
        options.push_str(",allow_other");
    } else {
        keep_capabilities_over_exec();
    }
    let before = device_of(target)?;
    let mut fuse = Command::new("squashfuse")
        .arg("-f")
        .arg("-o")
        .arg(options)
        .arg(&spec.image)
        .arg(target)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .context("cannot start squashfuse (install the package 'squashfuse')")?;
    let deadline = Instant::now() + FUSE_LIMIT;
    while device_of(target)? == before {
        if let Some(status) = fuse.try_wait().context("cannot watch squashfuse")? {
            bail!(
                "squashfuse could not mount {}: {status}",
                spec.image.display()
            );
        }
        if Instant::now() > deadline {
            bail!("squashfuse did not mount within {} s", FUSE_LIMIT.as_secs());
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok(())
}

fn device_of(path: &Path) -> anyhow::Result<u64> {
    use std::os::unix::fs::MetadataExt;
    Ok(path
        .metadata()
        .with_context(|| format!("cannot look at {}", path.display()))?
        .dev())
}

/// In a user namespace this process may mount; without this the program that it starts may not.
fn keep_capabilities_over_exec() {
    const CAP_SYS_ADMIN: libc::c_ulong = 21;
    let header: [u32; 2] = [0x2008_0522, 0];
    let mut sets = [0u32; 6];
    // SAFETY: header and sets have the sizes of version 3, and live until the calls return.
    unsafe {
        libc::syscall(libc::SYS_capget, header.as_ptr(), sets.as_mut_ptr());
        // Inheritable := permitted.
        sets[2] = sets[1];
        sets[5] = sets[4];
        libc::syscall(libc::SYS_capset, header.as_ptr(), sets.as_ptr());
        libc::prctl(
            libc::PR_CAP_AMBIENT,
            libc::PR_CAP_AMBIENT_RAISE,
            CAP_SYS_ADMIN,
            0,
            0,
        );
    }
}
