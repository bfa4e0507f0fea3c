//! What a session needs before its game can start: a run folder, a headless compositor, a sound server.
//!
//! The node keeps one kit warm, so that a player's click waits for neither.

use std::collections::BTreeSet;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use parking_lot::Mutex;
use stratus_audio::{Server, ServerConfig};
use stratus_capture::{Compositor, CompositorConfig, CompositorKind};

use crate::keeper::Keeper;

/// How long after a kit was taken the next is made: the session's own start comes first.
const REFILL_AFTER: Duration = Duration::from_millis(1500);

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
    /// Below the node's run folder; holds every socket of the session.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.folder.dir
    }

    /// Whom the session's processes run as: user and group.
    #[must_use]
    pub fn user(&self) -> (u32, u32) {
        self.folder.user
    }

    fn alive(&mut self) -> bool {
        self.compositor.is_alive() && self.audio.is_alive()
    }
}

/// A run folder with its number; dropping it removes the folder and frees the number.
struct Folder {
    dir: PathBuf,
    user: (u32, u32),
    slot: u32,
    slots: Arc<Slots>,
}

impl Folder {
    fn create(
        dir: PathBuf,
        user: (u32, u32),
        slot: u32,
        slots: Arc<Slots>,
    ) -> anyhow::Result<Self> {
        let folder = Self {
            dir,
            user,
            slot,
            slots,
        };
        let dir = &folder.dir;
        if dir.exists() {
            std::fs::remove_dir_all(dir)
                .with_context(|| format!("cannot clear {}", dir.display()))?;
        }
        std::fs::create_dir_all(dir).with_context(|| format!("cannot create {}", dir.display()))?;
        if let Some(run_dir) = dir.parent() {
            std::fs::set_permissions(run_dir, std::fs::Permissions::from_mode(0o711))?;
        }
        // Only the session's own user may enter: its sockets are nobody else's.
        std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o700))?;
        if let Some((uid, gid)) = folder.drop_to() {
            chown(dir, Some(uid), Some(gid))
                .with_context(|| format!("cannot give {} to user {uid}", dir.display()))?;
        }
        Ok(folder)
    }

    /// The user to change to, where this node can change users.
    fn drop_to(&self) -> Option<(u32, u32)> {
        rustix::process::geteuid().is_root().then_some(self.user)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.dir)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(dir = %self.dir.display(), %error, "cannot remove a session's run folder");
        }
        self.slots.used.lock().remove(&self.slot);
    }
}

/// Numbers in use: each is a folder's name and a user id.
#[derive(Default)]
struct Slots {
    used: Mutex<BTreeSet<u32>>,
}

impl Slots {
    fn take(&self) -> u32 {
        let mut used = self.used.lock();
        let slot = (0..).find(|n| !used.contains(n)).unwrap_or(0);
        used.insert(slot);
        slot
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
        let slot = self.slots.take();
        let slots = Arc::clone(&self.slots);
        let dir = self.run_dir.join(slot.to_string());
        let user = if rustix::process::geteuid().is_root() {
            (self.first_uid + slot, self.first_uid + slot)
        } else {
            (
                rustix::process::getuid().as_raw(),
                rustix::process::getgid().as_raw(),
            )
        };
        self.keeper
            .run(move || build(dir, user, slot, slots))
            .await?
    }
}

fn build(dir: PathBuf, user: (u32, u32), slot: u32, slots: Arc<Slots>) -> anyhow::Result<Kit> {
    let folder = Folder::create(dir, user, slot, slots)?;
    let compositor = Compositor::start(&CompositorConfig {
        kind: CompositorKind::default(),
        runtime_dir: folder.dir.clone(),
        log: folder.dir.join("compositor.log"),
        user: folder.drop_to(),
    })
    .context("cannot start the headless compositor")?;
    let audio = Server::start(&ServerConfig {
        runtime_dir: folder.dir.clone(),
        log: folder.dir.join("pipewire.log"),
        user: folder.drop_to(),
    })
    .context("cannot start the sound server")?;
    Ok(Kit {
        compositor,
        audio,
        folder,
    })
}
