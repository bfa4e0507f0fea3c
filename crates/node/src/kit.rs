//! What a session needs before its game can start: a run folder, a headless compositor, a sound server.
//!
//! The node keeps one kit warm, so that a player's click waits for neither.

mod session_user;

use std::collections::BTreeSet;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail};
use parking_lot::Mutex;
use stratus_audio::{Server, ServerConfig};
use stratus_capture::{Compositor, CompositorConfig, CompositorKind};

use crate::keeper::Keeper;
use session_user::{CLAIMS, SessionUser};

/// How long after a kit was taken the next is made: the session's own start comes first.
const REFILL_AFTER: Duration = Duration::from_millis(1500);
/// Numbers that are tried for a session before there is none left.
const SLOTS: u32 = 4096;

/// A session's surroundings. Dropping it ends the processes and removes the folder.
pub struct Kit {
    /// The headless compositor.
    pub compositor: Compositor,
    /// The sound server.
    pub audio: Server,
    // Dropped last: the processes have ended by then.
    folder: Folder,
}

impl Kit {
    /// Below the node's run folder; holds every socket of the session. The session's user may go through
    /// it, and change nothing in it: what the node keeps here cannot be turned into a link to elsewhere.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.folder.dir
    }

    /// Whom the session's processes run as: user and group.
    #[must_use]
    pub fn user(&self) -> (u32, u32) {
        self.folder.place.user()
    }

    fn alive(&mut self) -> bool {
        self.compositor.is_alive() && self.audio.is_alive()
    }
}

/// A run folder with its number; dropping it ends whatever is left of its user, removes the folder and
/// frees the number.
struct Folder {
    dir: PathBuf,
    place: Place,
}

impl Folder {
    fn create(dir: PathBuf, place: Place) -> anyhow::Result<Self> {
        // A process of a session before could change what is made here.
        place.end_processes()?;
        let folder = Self { dir, place };
        let dir = &folder.dir;
        match std::fs::remove_dir_all(dir) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("cannot clear {}", dir.display()));
            }
            _ => {}
        }
        if let Some(run_dir) = dir.parent() {
            std::fs::create_dir_all(run_dir)
                .with_context(|| format!("cannot create {}", run_dir.display()))?;
            std::fs::set_permissions(run_dir, std::fs::Permissions::from_mode(0o711))?;
        }
        private(dir)?;
        let display = folder.display();
        private(&display)?;
        if let Some((uid, gid)) = folder.place.drop_to() {
            // Only the session's own user may enter: its sockets are nobody else's. The folder stays
            // the node's own, so that logs and sockets which the node makes in it are what they seem.
            chown(dir, None, Some(gid))
                .and_then(|()| {
                    std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o710))
                })
                .and_then(|()| chown(&display, Some(uid), Some(gid)))
                .with_context(|| format!("cannot give {} to user {uid}", dir.display()))?;
        }
        Ok(folder)
    }

    /// What the compositor makes; its user's own.
    fn display(&self) -> PathBuf {
        self.dir.join("display")
    }

    /// What the sound server makes; its user's own.
    fn sound(&self) -> PathBuf {
        self.dir.join("sound")
    }
}

fn private(dir: &Path) -> anyhow::Result<()> {
    std::fs::DirBuilder::new()
        .mode(0o700)
        .create(dir)
        .with_context(|| format!("cannot create {}", dir.display()))
}

impl Drop for Folder {
    fn drop(&mut self) {
        match self.place.end_processes() {
            Ok(0) => {}
            Ok(ended) => tracing::warn!(ended, "a session left processes behind"),
            Err(error) => tracing::error!("{error:#}"),
        }
        if let Err(error) = std::fs::remove_dir_all(&self.dir)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(dir = %self.dir.display(), %error, "cannot remove a session's run folder");
        }
    }
}

/// A session's number, which is its folder's name, and its user.
struct Place {
    slot: u32,
    /// `None`: this process cannot change users.
    user: Option<SessionUser>,
    slots: Arc<Slots>,
}

impl Place {
    fn user(&self) -> (u32, u32) {
        self.drop_to().unwrap_or_else(|| {
            (
                rustix::process::getuid().as_raw(),
                rustix::process::getgid().as_raw(),
            )
        })
    }

    /// The user and group to change to, where this node can change users.
    fn drop_to(&self) -> Option<(u32, u32)> {
        self.user.as_ref().map(|user| (user.uid(), user.uid()))
    }

    fn end_processes(&self) -> anyhow::Result<usize> {
        self.user.as_ref().map_or(Ok(0), SessionUser::end_processes)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.slots.used.lock().remove(&self.slot);
    }
}

/// Numbers in use.
#[derive(Default)]
struct Slots {
    used: Mutex<BTreeSet<u32>>,
}

impl Slots {
    /// The first number that is free here, and whose user is no other node's on this machine.
    fn take(self: &Arc<Self>, first_uid: u32) -> anyhow::Result<Place> {
        let mut used = self.used.lock();
        for slot in (0..SLOTS)
            .filter(|slot| !used.contains(slot))
            .collect::<Vec<_>>()
        {
            let user = if rustix::process::geteuid().is_root() {
                let claimed =
                    SessionUser::claim(Path::new(CLAIMS), first_uid.saturating_add(slot))?;
                match claimed {
                    Some(user) => Some(user),
                    None => continue,
                }
            } else {
                None
            };
            used.insert(slot);
            return Ok(Place {
                slot,
                user,
                slots: Arc::clone(self),
            });
        }
        bail!("all users from {first_uid} on are taken by other sessions: set another first_uid")
    }
}

/// Makes kits and keeps one warm.
#[derive(Clone)]
pub struct Kits {
    keeper: Keeper,
    run_dir: PathBuf,
    first_uid: u32,
    slots: Arc<Slots>,
    warm: Arc<tokio::sync::Mutex<Warm>>,
}

/// The kit in waiting.
#[derive(Default)]
struct Warm {
    kit: Option<Kit>,
    /// No further one is made.
    closed: bool,
}

impl Kits {
    /// Kits below `run_dir`.
    #[must_use]
    pub fn new(keeper: Keeper, run_dir: PathBuf, first_uid: u32) -> Self {
        Self {
            keeper,
            run_dir,
            first_uid,
            slots: Arc::default(),
            warm: Arc::default(),
        }
    }

    /// Makes the warm kit, if there is none.
    ///
    /// # Errors
    /// Whatever hinders the compositor or the sound server.
    pub async fn fill(&self) -> anyhow::Result<()> {
        let mut warm = self.warm.lock().await;
        if warm.kit.is_none() && !warm.closed {
            warm.kit = Some(self.make().await?);
        }
        Ok(())
    }

    /// Takes the warm kit, or makes one; another is made warm a little later.
    ///
    /// # Errors
    /// Whatever hinders the compositor or the sound server.
    pub async fn take(&self) -> anyhow::Result<Kit> {
        let warm = self.warm.lock().await.kit.take();
        let warm = warm.and_then(|mut kit| kit.alive().then_some(kit));
        let kit = match warm {
            Some(kit) => kit,
            None => self.make().await?,
        };
        let kits = self.clone();
        tokio::spawn(async move {
            tokio::time::sleep(REFILL_AFTER).await;
            if let Err(error) = kits.fill().await {
                tracing::warn!("cannot keep a compositor and sound server warm: {error:#}");
            }
        });
        Ok(kit)
    }

    /// Ends the warm kit for good (one that is being made is waited for), and removes the run folder where no
    /// session is left in it.
    pub async fn close(&self) {
        let mut warm = self.warm.lock().await;
        warm.closed = true;
        drop(warm.kit.take());
        // A session that is still there needs it.
        let _ = std::fs::remove_dir(&self.run_dir);
    }

    async fn make(&self) -> anyhow::Result<Kit> {
        let place = self.slots.take(self.first_uid)?;
        let dir = self.run_dir.join(place.slot.to_string());
        self.keeper.run(move || build(dir, place)).await?
    }
}

fn build(dir: PathBuf, place: Place) -> anyhow::Result<Kit> {
    let folder = Folder::create(dir, place)?;
    let compositor = Compositor::start(&CompositorConfig {
        kind: CompositorKind::default(),
        runtime_dir: folder.display(),
        log: folder.dir.join("compositor.log"),
        user: folder.place.drop_to(),
    })
    .context("cannot start the headless compositor")?;
    let audio = Server::start(&ServerConfig {
        runtime_dir: folder.sound(),
        log: folder.dir.join("pipewire.log"),
        user: folder.place.drop_to(),
    })
    .context("cannot start the sound server")?;
    Ok(Kit {
        compositor,
        audio,
        folder,
    })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt as _;
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    use super::*;

    /// A range that no other test uses.
    const FIRST: u32 = 64_920;

    #[test]
    fn two_nodes_on_one_machine_never_share_a_user() {
        if !rustix::process::geteuid().is_root() {
            eprintln!("skipped: only root gives sessions users of their own");
            return;
        }
        let (here, there) = (Arc::<Slots>::default(), Arc::<Slots>::default());
        let ours = here.take(FIRST).unwrap();
        let theirs = there.take(FIRST).unwrap();
        let more = here.take(FIRST).unwrap();
        assert_eq!(
            [ours.user().0, theirs.user().0, more.user().0],
            [FIRST, FIRST + 1, FIRST + 2]
        );
        drop(ours);
        assert_eq!(there.take(FIRST).unwrap().user().0, FIRST);
    }

    #[test]
    fn the_sessions_user_cannot_put_links_where_the_node_writes() {
        if !rustix::process::geteuid().is_root() {
            eprintln!("skipped: only root gives sessions users of their own");
            return;
        }
        let run = tempfile::tempdir().unwrap();
        std::fs::set_permissions(run.path(), std::fs::Permissions::from_mode(0o711)).unwrap();
        let place = Arc::<Slots>::default().take(FIRST + 10).unwrap();
        let (uid, gid) = place.user();
        let dir = run.path().join("run/0");
        // Left by a killed node, and by one that had bad company.
        std::fs::create_dir_all(dir.join("display")).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", dir.join("compositor.log")).unwrap();
        let folder = Folder::create(dir.clone(), place).unwrap();
        assert!(!dir.join("compositor.log").exists());
        let mut shell = Command::new("sh");
        shell
            .uid(uid)
            .gid(gid)
            .current_dir("/")
            .arg("-c")
            .arg(format!(
                "cd {0} || exit 2; touch display/mine || exit 3\n\
             for name in compositor.log pipewire.log wayland-game sound; do\n\
             ln -s /etc/passwd $name 2>/dev/null && exit 4; done\n\
             rmdir display 2>/dev/null && exit 5; mv display other 2>/dev/null && exit 6; exit 0",
                dir.display()
            ));
        assert_eq!(shell.status().unwrap().code(), Some(0));
        let owner = |path: &Path| {
            path.metadata()
                .map(|found| (found.uid(), found.mode() & 0o777))
        };
        assert_eq!(owner(&dir).unwrap(), (0, 0o710));
        assert_eq!(owner(&dir.join("display")).unwrap(), (uid, 0o700));
        drop(folder);
        assert!(!dir.exists());
    }

    #[tokio::test]
    async fn display_and_sound_run_as_the_sessions_user_and_x11_beside_them() {
        if !rustix::process::geteuid().is_root() {
            eprintln!("skipped: only root gives sessions users of their own");
            return;
        }
        let run = tempfile::tempdir().unwrap();
        std::fs::set_permissions(run.path(), std::fs::Permissions::from_mode(0o711)).unwrap();
        let keeper = Keeper::start().unwrap();
        let kits = Kits::new(keeper.clone(), run.path().join("run"), FIRST + 20);
        let kit = kits.take().await.unwrap();
        let (uid, gid) = kit.user();
        let owner = |path: &Path| path.metadata().unwrap().uid();
        assert_eq!(owner(kit.dir()), 0);
        assert_eq!(owner(kit.compositor.socket()), uid);
        assert_eq!(owner(&kit.audio.socket()), uid);
        assert_eq!(owner(&kit.audio.pulse_socket().unwrap()), uid);
        let config = stratus_capture::XwaylandConfig {
            display_dir: kit.dir().to_owned(),
            wayland_socket: kit.compositor.socket().to_owned(),
            user: Some((uid, gid)),
            log: kit.dir().join("xwayland.log"),
        };
        let x11 = keeper
            .run(move || stratus_capture::Xwayland::start(&config))
            .await
            .unwrap()
            .unwrap();
        drop((x11, kit));
        kits.close().await;
        assert!(!run.path().join("run").exists());
    }
}
