//! The folder that a node writes to: whose it is, what lies where, and what a killed node left there.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use stratus_sandbox::SweepReport;

use crate::config::Config;

/// Makes this node the only one on its state folder: a second one would sweep the first one's games away.
///
/// # Errors
/// Another node runs on it, or it is not writable.
pub fn lock(config: &Config) -> anyhow::Result<File> {
    let path = config.state_dir.join("lock");
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => anyhow::bail!(
            "another node runs on the state folder {}; give this one a state_dir of its own",
            config.state_dir.display()
        ),
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("cannot lock {}", path.display()))
        }
    }
}

/// Where sessions keep what belongs to them alone.
pub fn sessions_dir(config: &Config) -> PathBuf {
    config.state_dir.join("sessions")
}

/// Where sessions' sockets lie.
pub fn run_dir(config: &Config) -> PathBuf {
    let user_runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    crate::run_dir::run_dir(
        // The folder exists by now; a state folder given relative to here is resolved.
        &config
            .state_dir
            .canonicalize()
            .unwrap_or_else(|_| config.state_dir.clone()),
        rustix::process::geteuid().is_root(),
        user_runtime.as_deref(),
    )
}

/// Removes what a node that was killed left behind.
///
/// # Errors
/// It cannot be removed.
pub fn sweep(config: &Config, run: &Path) -> anyhow::Result<()> {
    let left = stratus_sandbox::sweep(&sessions_dir(config))?;
    if left != SweepReport::default() {
        tracing::info!(?left, "cleared what a killed node had left");
    }
    match std::fs::remove_dir_all(run) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot clear {}", run.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_node_on_the_same_state_folder_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let config = Config {
            state_dir: dir.path().into(),
            ..Config::default()
        };
        let first = lock(&config).unwrap();
        let error = lock(&config).unwrap_err().to_string();
        assert!(error.contains(dir.path().to_str().unwrap()), "{error}");
        drop(first);
        lock(&config).unwrap();
    }
}
