//! What can go wrong between an AppImage and a running game.

use std::io;
use std::path::{Path, PathBuf};

use stratus_protocol::id::GameId;
use stratus_protocol::manifest::ManifestError;

/// A game that cannot be read, packed or started.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// A file or folder could not be used.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was being done, such as "open".
        action: &'static str,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is no AppImage that Stratus can use.
    #[error("{}: {problem}", path.display())]
    Image {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and what is expected.
        problem: String,
    },
    /// The game's `game.toml` is wrong.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// Two images claim the same id.
    #[error(
        "{} and {} are both the game '{id}': remove one of them, or give it another id",
        first.display(),
        second.display()
    )]
    Duplicate {
        /// The id.
        id: GameId,
        /// The image that is used.
        first: PathBuf,
        /// The image that is not.
        second: PathBuf,
    },
    /// The game needs something that this version cannot give.
    #[error("'{id}' {problem}")]
    Unsupported {
        /// The game.
        id: GameId,
        /// What it needs.
        problem: String,
    },
    /// A program of Stratus' own is missing.
    #[error(
        "the program {name} is missing: it belongs beside {}; or name its path in {variable}",
        beside.display()
    )]
    Helper {
        /// The program.
        name: &'static str,
        /// Where it was looked for.
        beside: PathBuf,
        /// The environment variable that overrides the place.
        variable: &'static str,
    },
    /// The sandbox could not be set up.
    #[error("cannot start '{id}': {problem}")]
    Launch {
        /// The game.
        id: GameId,
        /// The step that failed, and why.
        problem: String,
    },
    /// A device could not be shown to a game, or not be taken away.
    #[error("cannot {action} {} (a game's /dev/input): {problem}", node.display())]
    Input {
        /// What was being done.
        action: &'static str,
        /// The device, on the host.
        node: PathBuf,
        /// Why not.
        problem: String,
    },
    /// The AppImage could not be built.
    #[error("cannot pack {}: {problem}", path.display())]
    Pack {
        /// The game's folder.
        path: PathBuf,
        /// The step that failed, and what to do.
        problem: String,
    },
}

impl SandboxError {
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Io {
            action,
            path,
            source,
        }
    }

    pub(crate) fn image(path: &Path, problem: impl Into<String>) -> Self {
        Self::Image {
            path: path.to_owned(),
            problem: problem.into(),
        }
    }
}
