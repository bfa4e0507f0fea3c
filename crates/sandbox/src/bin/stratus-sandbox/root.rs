//! The file system that the game sees.

use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use rustix::fs::{CWD, FileType, Mode, OFlags, fstat, openat};
use rustix::mount::{
    MountFlags, MoveMountFlags, OpenTreeFlags, UnmountFlags, mount, mount_bind_recursive,
    move_mount, open_tree, unmount,
};
use stratus_sandbox::spec::Spec;

use crate::image::mount_squashfs;
use crate::pads;

/// What a program for Linux expects of the system; the host's, read-only. Those that the host
/// lacks are left out (`/nix` and the graphics drivers exist on NixOS only).
const SYSTEM: [&str; 9] = [
    "usr",
    "bin",
    "sbin",
    "lib",
    "lib32",
    "lib64",
    "nix/store",
    "run/opengl-driver",
    "run/opengl-driver-32",
];
/// Files and folders of `/etc` that hold nothing of the host's own.
const ETC: [&str; 6] = [
    "ld.so.cache",
    "alternatives",
    "fonts",
    "localtime",
    "vulkan",
    "OpenCL",
];
/// What the network needs besides.
const ETC_NETWORK: [&str; 4] = ["resolv.conf", "ssl", "ca-certificates", "pki"];
/// The GPUs.
const DRI: &str = "/dev/dri";
/// Devices that every program may use.
const DEVICES: [&str; 6] = ["null", "zero", "full", "random", "urandom", "tty"];

/// Builds the root and moves into it; the host's is gone afterwards.
pub fn enter(spec: &Spec) -> anyhow::Result<()> {
    let rootless = !rustix::process::geteuid().is_root();
    tmpfs(&spec.mount_point, "size=16m,mode=755")?;
    // Short relative names: a path with ',' or ':' would end an overlay option.
    std::env::set_current_dir(&spec.mount_point).context("cannot enter the mount point")?;
    for dir in ["root", "scratch", "image", pads::NOTHING] {
        folder(dir)?;
    }
    tmpfs(
        Path::new("scratch"),
        &format!("size={}m,mode=755", spec.memory_mib),
    )?;
    mount_squashfs(spec, Path::new("image"))?;
    tmpfs(Path::new("root"), "size=16m,mode=755")?;
    system()?;
    etc(spec)?;
    // By this SDL and others know that they are in a container, with no udev to ask for pads
    // (systemd's "Container Interface").
    folder("root/run/host")?;
    fs::write("root/run/host/container-manager", "stratus\n")
        .context("cannot write /run/host/container-manager")?;
    app(spec, rootless)?;
    writable(spec)?;
    devices(spec)?;
    sockets(spec)?;
    folder("root/proc")?;
    let quiet = MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC;
    mount("proc", "root/proc", "proc", quiet, Some(c"hidepid=2"))
        .context("cannot mount the game's /proc")?;
    pads::hide_in_proc(Path::new("root/proc"))?;
    attributes(Path::new("root"), libc::MOUNT_ATTR_RDONLY, false)?;
    pivot()
}

fn pivot() -> anyhow::Result<()> {
    std::env::set_current_dir("root").context("cannot enter the new root")?;
    // Both names are one folder: the old root lies over the new one until it is detached
    // (pivot_root(2), "pivot_root(".", ".")").
    rustix::process::pivot_root(".", ".").context("cannot change the root")?;
    unmount(".", UnmountFlags::DETACH).context("cannot detach the host's root")?;
    std::env::set_current_dir("/").context("cannot enter the new root")
}

/// Makes a folder, and those above it.
pub fn folder(path: impl AsRef<Path>) -> anyhow::Result<()> {
    let path = path.as_ref();
    fs::create_dir_all(path).with_context(|| format!("cannot create {}", path.display()))
}

/// A folder of the game's user, with these rights.
fn owned(path: impl AsRef<Path>, mode: u32, spec: &Spec) -> anyhow::Result<()> {
    let path = path.as_ref();
    folder(path)?;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
        .and_then(|()| chown(path, Some(spec.uid), Some(spec.gid)))
        .with_context(|| format!("cannot give {} to the game", path.display()))
}

fn tmpfs(on: &Path, options: &str) -> anyhow::Result<()> {
    let options = std::ffi::CString::new(options).context("zero byte in options")?;
    let flags = MountFlags::NOSUID | MountFlags::NODEV;
    mount("tmpfs", on, "tmpfs", flags, Some(options.as_c_str()))
        .with_context(|| format!("cannot mount a tmpfs on {}", on.display()))
}

/// Shows a file or folder of the host.
pub fn bind(from: &Path, to: &Path) -> anyhow::Result<()> {
    let context = || format!("cannot show {} to the game", from.display());
    if from.is_dir() {
        folder(to)?;
    } else {
        if let Some(parent) = to.parent() {
            folder(parent)?;
        }
        fs::write(to, "").with_context(context)?;
    }
    mount_bind_recursive(from, to).with_context(context)
}

/// As [`bind`], with all that is mounted below; nothing of it can be changed.
pub fn bind_read_only(from: &Path, to: &Path) -> anyhow::Result<()> {
    bind(from, to)?;
    let flags = libc::MOUNT_ATTR_RDONLY | libc::MOUNT_ATTR_NOSUID | libc::MOUNT_ATTR_NODEV;
    attributes(to, flags, true)
}

/// Adds attributes to a mount (`mount_setattr`, Linux 5.12).
pub fn attributes(path: &Path, set: u64, recursive: bool) -> anyhow::Result<()> {
    use std::os::unix::ffi::OsStrExt;
    let name = std::ffi::CString::new(path.as_os_str().as_bytes()).context("zero byte in path")?;
    let attributes = libc::mount_attr {
        attr_set: set,
        attr_clr: 0,
        propagation: 0,
        userns_fd: 0,
    };
    let flags = if recursive { libc::AT_RECURSIVE } else { 0 };
    // SAFETY: name and structure live until the call returns, and the size is the structure's.
    let result = unsafe {
        libc::syscall(
            libc::SYS_mount_setattr,
            std::os::fd::AsRawFd::as_raw_fd(&CWD),
            name.as_ptr(),
            flags,
            &raw const attributes,
            size_of::<libc::mount_attr>(),
        )
    };
    if result == 0 {
        return Ok(());
    }
    Err(io::Error::last_os_error())
        .with_context(|| format!("cannot make {} read-only", path.display()))
}

fn system() -> anyhow::Result<()> {
    for name in SYSTEM {
        let host = Path::new("/").join(name);
        let inside = Path::new("root").join(name);
        if let Some(parent) = inside.parent() {
            folder(parent)?;
        }
        // A merged /usr makes /lib a link.
        if let Ok(target) = fs::read_link(&host).and_then(|target| {
            if target.starts_with("/run") || target.starts_with("/nix") {
                target.canonicalize()
            } else {
                Ok(target)
            }
        }) {
            symlink(&target, &inside)
                .with_context(|| format!("cannot link {}", inside.display()))?;
        } else if host.is_dir() {
            bind_read_only(&host, &inside)?;
        }
    }
    Ok(())
}

fn etc(spec: &Spec) -> anyhow::Result<()> {
    let etc = Path::new("root/etc");
    folder(etc)?;
    let (uid, gid) = (spec.uid, spec.gid);
    let nobody = "nobody:x:65534:65534::/:/bin/false\n";
    let files = [
        (
            "passwd",
            format!(
                "root:x:0:0::/:/bin/false\nplayer:x:{uid}:{gid}::/home/player:/bin/sh\n{nobody}"
            ),
        ),
        ("group", format!("root:x:0:\nplayer:x:{gid}:\n")),
        (
            "hosts",
            "127.0.0.1 localhost stratus\n::1 localhost\n".into(),
        ),
        ("hostname", "stratus\n".into()),
        (
            "nsswitch.conf",
            "passwd: files\ngroup: files\nhosts: files dns\n".into(),
        ),
        ("machine-id", format!("{}\n", spec.session)),
    ];
    for (name, text) in files {
        fs::write(etc.join(name), text).with_context(|| format!("cannot write /etc/{name}"))?;
    }
    let network: &[&str] = if spec.network { &ETC_NETWORK } else { &[] };
    for name in ETC.iter().chain(network) {
        let host = Path::new("/etc").join(name);
        if let Ok(real) = host.canonicalize() {
            bind_read_only(&real, &etc.join(name))?;
        }
    }
    Ok(())
}

/// The game's own files: the image below, a tmpfs above.
fn app(spec: &Spec, rootless: bool) -> anyhow::Result<()> {
    owned("scratch/app/upper", 0o755, spec)?;
    folder("scratch/app/work")?;
    folder("root/app")?;
    let options = if rootless {
        c"lowerdir=image,upperdir=scratch/app/upper,workdir=scratch/app/work,userxattr"
    } else {
        c"lowerdir=image,upperdir=scratch/app/upper,workdir=scratch/app/work"
    };
    let flags = MountFlags::NOSUID | MountFlags::NODEV;
    mount("overlay", "root/app", "overlay", flags, Some(options))
        .context("cannot lay a writable layer over the game (overlayfs)")
}

/// Where the game may write, all of it in memory and gone with the session.
fn writable(spec: &Spec) -> anyhow::Result<()> {
    owned("scratch/tmp", 0o1777, spec)?;
    owned("scratch/home", 0o700, spec)?;
    owned("scratch/run", 0o700, spec)?;
    owned("scratch/shm", 0o1777, spec)?;
    bind(Path::new("scratch/tmp"), Path::new("root/tmp"))?;
    folder("root/var")?;
    symlink("/tmp", "root/var/tmp").context("cannot link /var/tmp")?;
    bind(Path::new("scratch/home"), Path::new("root/home/player"))?;
    let runtime = PathBuf::from(format!("root/run/user/{}", spec.uid));
    bind(Path::new("scratch/run"), &runtime)
}

fn devices(spec: &Spec) -> anyhow::Result<()> {
    let dev = Path::new("root/dev");
    for name in DEVICES {
        bind(&Path::new("/dev").join(name), &dev.join(name))?;
    }
    bind(Path::new("scratch/shm"), &dev.join("shm"))?;
    folder(dev.join("pts"))?;
    let flags = MountFlags::NOSUID | MountFlags::NOEXEC;
    let options = c"newinstance,ptmxmode=0666,mode=0620";
    mount("devpts", dev.join("pts"), "devpts", flags, Some(options))
        .context("cannot mount /dev/pts")?;
    for (link, target) in [
        ("ptmx", "pts/ptmx"),
        ("fd", "/proc/self/fd"),
        ("stdin", "/proc/self/fd/0"),
        ("stdout", "/proc/self/fd/1"),
        ("stderr", "/proc/self/fd/2"),
    ] {
        symlink(target, dev.join(link)).with_context(|| format!("cannot link /dev/{link}"))?;
    }
    for device in &spec.devices {
        let inside = device
            .strip_prefix("/dev")
            .with_context(|| format!("{} is no device", device.display()))?;
        bind(device, &dev.join(inside))?;
    }
    pads::show(spec, &dev.join("input"))?;
    if spec.devices.iter().any(|device| device == Path::new(DRI)) {
        // Graphics drivers look up there which GPU it is.
        let sys = Path::new("root/sys");
        bind_read_only(Path::new("/sys"), sys)?;
        pads::hide_in_sys(spec, sys)?;
    }
    Ok(())
}

/// Shows a socket of the host. It may lie in a folder of the session's user: whatever else is there
/// under its name, a link above all, is not for the game.
fn bind_socket(from: &Path, to: &Path) -> anyhow::Result<()> {
    let context = || format!("cannot show {} to the game", from.display());
    let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let held = openat(CWD, from, flags, Mode::empty()).with_context(context)?;
    let mode = fstat(&held).with_context(context)?.st_mode;
    if FileType::from_raw_mode(mode) != FileType::Socket {
        bail!("{}: it is no socket", context());
    }
    fs::write(to, "").with_context(context)?;
    let flags = OpenTreeFlags::OPEN_TREE_CLONE | OpenTreeFlags::OPEN_TREE_CLOEXEC;
    let copy = open_tree(&held, "", flags | OpenTreeFlags::AT_EMPTY_PATH).with_context(context)?;
    let flags = MoveMountFlags::MOVE_MOUNT_F_EMPTY_PATH;
    move_mount(&copy, "", CWD, to, flags).with_context(context)
}

fn sockets(spec: &Spec) -> anyhow::Result<()> {
    for socket in &spec.sockets {
        let inside = Path::new("root").join(socket.to.strip_prefix("/").unwrap_or(&socket.to));
        if let Some(parent) = inside.parent().filter(|parent| !parent.exists()) {
            owned(parent, 0o755, spec)?;
        }
        bind_socket(&socket.from, &inside)?;
    }
    Ok(())
}
