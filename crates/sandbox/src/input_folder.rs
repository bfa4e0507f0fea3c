//! A session's own `/dev/input`: pads come and go while the game runs.
//!
//! The folder is a tmpfs that is mounted nowhere: this process holds it by a descriptor
//! (`fsmount(2)`), the launcher moves it into the sandbox, and from then on this process goes on
//! making device nodes in it through its descriptor. The host's mount table never has it, so that a
//! node killed at any moment leaves nothing: the kernel frees the tmpfs with the last process that
//! holds it. And it takes device nodes wherever the session's folders lie, even on a file system
//! mounted with `nodev`.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parking_lot::Mutex;
use rustix::fs::{
    AtFlags, CWD, FileType, Gid, Mode, OFlags, RenameFlags, Uid, chmodat, chownat, fstat, major,
    makedev, mknodat, openat, renameat_with, unlinkat,
};
use rustix::io::Errno;
use rustix::mount::{
    FsMountFlags, FsOpenFlags, MountAttrFlags, fsconfig_create, fsconfig_set_string, fsmount,
    fsopen,
};

use crate::error::SandboxError;
use crate::spec::Input;

/// Where the kernel's input devices are.
const DEVICES: &str = "/dev/input";
/// `INPUT_MAJOR` of `linux/major.h`: event, joystick and mouse devices.
const INPUT_MAJOR: u32 = 13;
/// Nodes that fit: four pads have two each, and one is on its way.
const MOST_NODES: &str = "64";

/// A session's own `/dev/input`. One is for one [`launch`](crate::launch); it may be used from
/// several threads, before, during and after it.
///
/// A device must be unplugged (or its folder dropped) *before* it ceases to exist: the kernel gives
/// its number to the next device, which may be another session's pad.
#[derive(Debug)]
pub struct InputFolder(Arc<Folder>);

/// What the folder's owner and the running sandbox share.
#[derive(Debug)]
pub(crate) struct Folder {
    user: (u32, u32),
    /// The host's `/dev/input`.
    devices: PathBuf,
    /// The detached tmpfs; `None` where this process cannot make device nodes.
    mount: Option<OwnedFd>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    phase: Phase,
    /// The nodes inside, and where on the host they come from.
    plugged: BTreeMap<OsString, PathBuf>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Phase {
    #[default]
    BeforeTheGame,
    Game,
    Over,
}

impl InputFolder {
    /// An empty folder whose nodes will belong to this user and group, the game's.
    ///
    /// # Errors
    /// The kernel gives no tmpfs (Linux 5.2 or newer is needed).
    pub fn create(user: (u32, u32)) -> Result<Self, SandboxError> {
        Self::create_from(user, Path::new(DEVICES))
    }

    /// As [`create`](Self::create), with another folder for the host's `/dev/input`: for tests on
    /// machines without one.
    ///
    /// # Errors
    /// As [`create`](Self::create).
    #[doc(hidden)]
    pub fn create_from(user: (u32, u32), devices: &Path) -> Result<Self, SandboxError> {
        let mount = if rustix::process::geteuid().is_root() {
            let mount = detached_tmpfs()
                .map_err(|e| SandboxError::io("make a session's own", devices)(e.into()))?;
            match probe(&mount) {
                Ok(()) => Some(mount),
                Err(error) => {
                    tracing::warn!(
                        %error,
                        "cannot make device nodes: games see only pads that are there before they start"
                    );
                    None
                }
            }
        } else {
            None
        };
        Ok(Self(Arc::new(Folder {
            user,
            devices: devices.to_owned(),
            mount,
            state: Mutex::default(),
        })))
    }

    /// Whether devices may be plugged in while the game runs. `false` where this process cannot make
    /// device nodes (it is not root): then the game sees those that were plugged in before it was
    /// launched, by the host's own nodes, and [`plug`](Self::plug) is an error afterwards.
    #[must_use]
    pub fn hot_plug(&self) -> bool {
        self.0.mount.is_some()
    }

    /// Shows a device of the host, such as `/dev/input/event7`, to the game under the same name. It
    /// belongs to the game's user alone and appears by a rename, complete.
    ///
    /// # Errors
    /// It is no input device right below `/dev/input`, does not exist (any more), or is plugged in
    /// already; the game has ended; or the game runs and there is no [hot plug](Self::hot_plug).
    pub fn plug(&self, node: &Path) -> Result<(), SandboxError> {
        self.0.plug(node).map_err(|problem| SandboxError::Input {
            action: "show",
            node: node.to_owned(),
            problem,
        })
    }

    /// Takes a device away from the game. One that the game has open stays open until the device
    /// itself is gone. After the game nothing is left to take away, and that is fine.
    ///
    /// # Errors
    /// It is not plugged in.
    pub fn unplug(&self, node: &Path) -> Result<(), SandboxError> {
        self.0.unplug(node).map_err(|problem| SandboxError::Input {
            action: "take away",
            node: node.to_owned(),
            problem,
        })
    }

    /// The launcher's part; afterwards no other launcher can have the folder.
    pub(crate) fn enter(&self) -> Result<(Input, Arc<Folder>), &'static str> {
        let mut state = self.0.state.lock();
        if state.phase != Phase::BeforeTheGame {
            return Err(
                "its /dev/input was given to another game before: make one for each launch",
            );
        }
        state.phase = Phase::Game;
        let content = match &self.0.mount {
            Some(mount) => {
                let (pid, fd) = (std::process::id(), mount.as_raw_fd());
                Input::Folder(PathBuf::from(format!("/proc/{pid}/fd/{fd}")))
            }
            None => Input::Nodes(state.plugged.values().cloned().collect()),
        };
        Ok((content, Arc::clone(&self.0)))
    }
}

impl Drop for InputFolder {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Folder {
    fn plug(&self, node: &Path) -> Result<(), String> {
        let (name, device) = self.device(node)?;
        let mut state = self.state.lock();
        if state.phase == Phase::Over {
            return Err("the game has ended".into());
        }
        if state.plugged.contains_key(name) {
            return Err("it is plugged in already".into());
        }
        match &self.mount {
            Some(mount) => self
                .make_node(mount, name, device)
                .map_err(|error| io::Error::from(error).to_string())?,
            None if state.phase == Phase::Game => {
                return Err(
                    "the game runs already, and only a node that runs as root can plug in a device then".into(),
                );
            }
            None => {}
        }
        state.plugged.insert(name.to_owned(), node.to_owned());
        Ok(())
    }

    /// The name and number of a device of the host.
    fn device<'a>(&self, node: &'a Path) -> Result<(&'a OsStr, u64), String> {
        let outside = || format!("only devices right below {} are", self.devices.display());
        let name = node.file_name().ok_or_else(outside)?;
        if node.parent() != Some(&self.devices) {
            return Err(outside());
        }
        // What is judged is what is held: the name may mean something else a moment later.
        let held = openat(
            CWD,
            node,
            OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC,
            Mode::empty(),
        )
        .and_then(fstat)
        .map_err(|error| match error {
            Errno::NOENT => "there is no such device (any more)".to_owned(),
            error => io::Error::from(error).to_string(),
        })?;
        if FileType::from_raw_mode(held.st_mode) != FileType::CharacterDevice {
            return Err("it is no character device".into());
        }
        if major(held.st_rdev) != INPUT_MAJOR {
            return Err(format!(
                "it is no input device: its major number is {}, not {INPUT_MAJOR}",
                major(held.st_rdev)
            ));
        }
        Ok((name, held.st_rdev))
    }

    /// Programs watch the folder (inotify) and open what appears at once: so it appears complete.
    fn make_node(&self, mount: &OwnedFd, name: &OsStr, device: u64) -> Result<(), Errno> {
        let mut draft = OsString::from(".new-");
        draft.push(name);
        let (uid, gid) = (Uid::from_raw(self.user.0), Gid::from_raw(self.user.1));
        let made = mknodat(
            mount,
            &draft,
            FileType::CharacterDevice,
            Mode::empty(),
            device,
        )
        .and_then(|()| {
            chownat(
                mount,
                &draft,
                Some(uid),
                Some(gid),
                AtFlags::SYMLINK_NOFOLLOW,
            )
        })
        .and_then(|()| chmodat(mount, &draft, Mode::RUSR | Mode::WUSR, AtFlags::empty()))
        .and_then(|()| renameat_with(mount, &draft, mount, name, RenameFlags::NOREPLACE));
        match made {
            // GLFW does not watch for renames: a change of attributes it does.
            Ok(()) => chmodat(mount, name, Mode::RUSR | Mode::WUSR, AtFlags::empty()),
            Err(error) => {
                let _ = unlinkat(mount, &draft, AtFlags::empty());
                Err(error)
            }
        }
    }

    fn unplug(&self, node: &Path) -> Result<(), String> {
        let mut state = self.state.lock();
        if state.phase == Phase::Over {
            return Ok(());
        }
        let name = node
            .file_name()
            .filter(|&name| state.plugged.get(name).is_some_and(|from| from == node))
            .ok_or("it is not plugged in")?;
        if let Some(mount) = &self.mount {
            unlinkat(mount, name, AtFlags::empty())
                .map_err(|error| io::Error::from(error).to_string())?;
        }
        state.plugged.remove(name);
        Ok(())
    }

    /// The game is gone, or its folder is no longer wanted: nothing is plugged in, nor will be.
    pub(crate) fn close(&self) {
        let mut state = self.state.lock();
        state.phase = Phase::Over;
        for name in std::mem::take(&mut state.plugged).into_keys() {
            if let Some(mount) = &self.mount
                && let Err(error) = unlinkat(mount, &name, AtFlags::empty())
            {
                tracing::warn!(?name, %error, "cannot take a device away from a game");
            }
        }
    }
}

fn detached_tmpfs() -> Result<OwnedFd, Errno> {
    let tmpfs = fsopen("tmpfs", FsOpenFlags::FSOPEN_CLOEXEC)?;
    fsconfig_set_string(&tmpfs, "mode", "0755")?;
    fsconfig_set_string(&tmpfs, "size", "64k")?;
    fsconfig_set_string(&tmpfs, "nr_inodes", MOST_NODES)?;
    fsconfig_create(&tmpfs)?;
    fsmount(
        &tmpfs,
        FsMountFlags::FSMOUNT_CLOEXEC,
        MountAttrFlags::MOUNT_ATTR_NOSUID | MountAttrFlags::MOUNT_ATTR_NOEXEC,
    )
}

/// Whether a device made here can be opened: root in a container may be allowed neither.
fn probe(mount: &OwnedFd) -> io::Result<()> {
    let null = makedev(1, 3);
    mknodat(
        mount,
        "null",
        FileType::CharacterDevice,
        Mode::RUSR | Mode::WUSR,
        null,
    )?;
    let opened = openat(
        mount,
        "null",
        OFlags::RDONLY | OFlags::CLOEXEC,
        Mode::empty(),
    );
    unlinkat(mount, "null", AtFlags::empty())?;
    opened?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::mem::MaybeUninit;

    use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};

    use super::*;

    const USER: (u32, u32) = (64_125, 64_125);

    /// A folder, and a `/dev/input` of the host with an event device in it. `None` without root,
    /// which is said: only root makes device nodes.
    fn ready() -> Option<(InputFolder, tempfile::TempDir)> {
        if !rustix::process::geteuid().is_root() {
            eprintln!("skipped: only root makes device nodes");
            return None;
        }
        let host = tempfile::tempdir().unwrap();
        device(&host.path().join("event64"), (13, 64));
        let folder = InputFolder::create_from(USER, host.path()).unwrap();
        Some((folder, host))
    }

    fn device(path: &Path, (major, minor): (u32, u32)) {
        let kind = FileType::CharacterDevice;
        mknodat(CWD, path, kind, Mode::RUSR, makedev(major, minor)).unwrap();
    }

    fn inside(folder: &InputFolder) -> PathBuf {
        let fd = folder.0.mount.as_ref().unwrap().as_raw_fd();
        PathBuf::from(format!("/proc/self/fd/{fd}"))
    }

    fn names(folder: &InputFolder) -> Vec<OsString> {
        let entries = fs::read_dir(inside(folder)).unwrap();
        entries.map(|entry| entry.unwrap().file_name()).collect()
    }

    #[test]
    fn only_input_devices_of_the_host_can_be_plugged_in() {
        let Some((folder, host)) = ready() else {
            return;
        };
        let at = |name: &str| host.path().join(name);
        device(&at("memory"), (1, 3));
        fs::write(at("file"), "").unwrap();
        fs::create_dir(at("by-id")).unwrap();
        device(&at("by-id/event65"), (13, 65));
        std::os::unix::fs::symlink("event64", at("event66")).unwrap();
        let block = FileType::BlockDevice;
        mknodat(CWD, at("block"), block, Mode::RUSR, makedev(13, 64)).unwrap();
        for (node, why) in [
            (
                at("memory"),
                "no input device: its major number is 1, not 13",
            ),
            (at("file"), "no character device"),
            (at("by-id"), "no character device"),
            (at("block"), "no character device"),
            (at("event66"), "no character device"),
            (at("event99"), "no such device (any more)"),
            (at("by-id/event65"), "only devices right below"),
            (at("by-id/../event64"), "only devices right below"),
            (at(".."), "only devices right below"),
            ("/dev/null".into(), "only devices right below"),
            ("event64".into(), "only devices right below"),
            ("".into(), "only devices right below"),
        ] {
            let error = folder.plug(&node).unwrap_err().to_string();
            assert!(error.contains(why), "{}: {error}", node.display());
            assert!(error.contains(node.to_str().unwrap()), "{error}");
        }
        assert_eq!(names(&folder), [""; 0]);
    }

    #[test]
    fn a_device_is_plugged_in_once_and_unplugged_once() {
        let Some((folder, host)) = ready() else {
            return;
        };
        let event = host.path().join("event64");
        let unknown = folder.unplug(&event).unwrap_err().to_string();
        assert!(unknown.ends_with("it is not plugged in"), "{unknown}");
        for _ in 0..100 {
            folder.plug(&event).unwrap();
            let twice = folder.plug(&event).unwrap_err().to_string();
            assert!(twice.ends_with("it is plugged in already"), "{twice}");
            assert_eq!(names(&folder), ["event64"]);
            folder.unplug(&event).unwrap();
            assert!(folder.unplug(&event).is_err());
            assert_eq!(names(&folder), [""; 0]);
        }
        let elsewhere = folder.unplug(Path::new("/elsewhere/event64"));
        assert!(elsewhere.is_err());
    }

    #[test]
    fn a_full_folder_is_an_error_and_leaves_no_half_made_node() {
        let Some((folder, host)) = ready() else {
            return;
        };
        let mut fit = 0;
        let error = loop {
            let node = host.path().join(format!("event{}", 100 + fit));
            device(&node, (13, 100 + fit));
            match folder.plug(&node) {
                Ok(()) => fit += 1,
                Err(error) => break error.to_string(),
            }
        };
        assert!(error.contains("No space left"), "{error}");
        assert!((8..64).contains(&fit), "{fit} fit");
        assert!(
            !names(&folder)
                .iter()
                .any(|n| n.to_str().unwrap().starts_with('.'))
        );
    }

    #[test]
    fn programs_that_watch_for_renames_or_for_attributes_hear_of_a_complete_node() {
        let Some((folder, host)) = ready() else {
            return;
        };
        // SDL watches for the first, GLFW for the second.
        for (flags, heard) in [
            (WatchFlags::MOVED_TO, ReadFlags::MOVED_TO),
            (WatchFlags::ATTRIB, ReadFlags::ATTRIB),
        ] {
            let watch = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC).unwrap();
            inotify::add_watch(&watch, inside(&folder), flags).unwrap();
            folder.plug(&host.path().join("event64")).unwrap();
            let mut buffer = [MaybeUninit::uninit(); 1024];
            let mut reader = inotify::Reader::new(&watch, &mut buffer);
            let mut events = 0;
            while let Ok(event) = reader.next() {
                if event.file_name() == Some(c"event64") {
                    assert!(event.events().contains(heard));
                    events += 1;
                }
            }
            assert_eq!(events, 1, "{heard:?}");
            folder.unplug(&host.path().join("event64")).unwrap();
        }
    }

    #[test]
    fn whoever_still_has_a_dropped_folder_has_nothing_in_it() {
        let Some((folder, host)) = ready() else {
            return;
        };
        folder.plug(&host.path().join("event64")).unwrap();
        let inside = fs::File::open(inside(&folder)).unwrap();
        let path = PathBuf::from(format!("/proc/self/fd/{}", inside.as_raw_fd()));
        assert_eq!(fs::read_dir(&path).unwrap().count(), 1);
        drop(folder);
        assert_eq!(fs::read_dir(&path).unwrap().count(), 0);
    }
}
