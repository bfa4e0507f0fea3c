//! The session's own pads in `/dev/input`, and nobody else's anywhere.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::Path;

use anyhow::Context;
use rustix::fs::{CWD, Mode, OFlags, major, minor, openat};
use rustix::mount::{MoveMountFlags, mount_bind, move_mount};
use stratus_sandbox::spec::{Input, Spec};

use crate::root::{attributes, bind, bind_read_only, folder};

/// An empty folder beside the new root, to lay over others.
pub const NOTHING: &str = "nothing";
/// Where `/sys` tells of the pads of every session: uinput's devices, and those made by uhid.
///
/// `devices/virtual` as a whole: its `input` is there only as long as a device of that kind is, and what lies over it
/// would go with it. GPUs are not in it, not even made-up ones (`vgem` is a platform device).
const IN_SYS: [&str; 4] = ["class/input", "class/hidraw", "bus/hid", "devices/virtual"];

/// Makes `/dev/input`.
pub fn show(spec: &Spec, to: &Path) -> anyhow::Result<()> {
    folder(to)?;
    match &spec.input {
        Input::Folder(from) => attach(from, to).context("cannot give the game its /dev/input"),
        Input::Nodes(nodes) => nodes
            .iter()
            .filter_map(|node| Some((node, node.file_name()?)))
            .try_for_each(|(node, name)| bind(node, &to.join(name))),
    }
}

/// Moves the node's detached tmpfs here. The node makes and removes device nodes through its own
/// descriptor; what the game sees is a read-only view that lies over it.
fn attach(from: &Path, to: &Path) -> anyhow::Result<()> {
    let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let detached = openat(CWD, from, flags, Mode::empty())?;
    let flags = MoveMountFlags::MOVE_MOUNT_F_EMPTY_PATH;
    move_mount(&detached, "", CWD, to, flags)?;
    mount_bind(to, to)?;
    let flags = libc::MOUNT_ATTR_RDONLY | libc::MOUNT_ATTR_NOSUID | libc::MOUNT_ATTR_NOEXEC;
    attributes(to, flags, false)
}

/// Hides input devices in a `/sys`, and the numbers of all devices but the game's own.
pub fn hide_in_sys(spec: &Spec, sys: &Path) -> anyhow::Result<()> {
    for place in IN_SYS {
        hide(&sys.join(place))?;
    }
    let numbers = Path::new("numbers");
    folder(numbers)?;
    for device in &spec.devices {
        let entries = fs::read_dir(device).into_iter().flatten().flatten();
        for node in entries.filter_map(|entry| entry.metadata().ok()) {
            let name = format!("{}:{}", major(node.rdev()), minor(node.rdev()));
            if let Ok(target) = fs::read_link(Path::new("/sys/dev/char").join(&name)) {
                symlink(target, numbers.join(name)).context("cannot link a device's number")?;
            }
        }
    }
    bind_read_only(numbers, &sys.join("dev/char"))
}

/// Hides the list of all input devices in a `/proc`.
pub fn hide_in_proc(proc: &Path) -> anyhow::Result<()> {
    hide(&proc.join("bus/input"))
}

fn hide(place: &Path) -> anyhow::Result<()> {
    if place.is_dir() {
        bind_read_only(Path::new(NOTHING), place)?;
    }
    Ok(())
}
