//! What the node tells the program `stratus-sandbox`: one JSON line on its standard input, which
//! stays open: its end is the node's death.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A file or socket of the host that the game sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bind {
    /// On the host.
    pub from: PathBuf,
    /// In the game's root.
    pub to: PathBuf,
}

/// What `/dev/input` is built from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Input {
    /// A detached mount that the node fills, as a path below the node's `/proc/<pid>/fd`.
    Folder(PathBuf),
    /// Nodes of the host, which are all there will ever be.
    Nodes(Vec<PathBuf>),
}

/// Everything that the sandbox is built from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The session, for the names of its control group and host.
    pub session: String,
    /// The AppImage.
    pub image: PathBuf,
    /// Where its squashfs begins, bytes.
    pub offset: u64,
    /// An empty folder to mount on; nothing mounted there is seen by the host.
    pub mount_point: PathBuf,
    /// The game's output, bounded.
    pub log: PathBuf,
    /// Program, inside the image.
    pub entry: PathBuf,
    /// Its arguments.
    pub args: Vec<String>,
    /// Its whole environment.
    pub env: Vec<(String, String)>,
    /// Who it runs as.
    pub uid: u32,
    /// Its group.
    pub gid: u32,
    /// Memory, MiB.
    pub memory_mib: u32,
    /// Processes and threads.
    pub pids: u32,
    /// Whether it shares the host's network.
    pub network: bool,
    /// Sockets, bound under `/run/user/<uid>` or `/tmp/.X11-unix`.
    pub sockets: Vec<Bind>,
    /// Devices to show, such as `/dev/dri`.
    pub devices: Vec<PathBuf>,
    /// What its `/dev/input` is.
    pub input: Input,
    /// Time between TERM and KILL, milliseconds.
    pub grace_ms: u64,
}

/// What `stratus-sandbox` tells the node: JSON lines on its standard output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Report {
    /// The game's program was entered.
    Started {
        /// The namespace's first process, as the host counts.
        init: u32,
        /// From the launcher's start to the game's `exec`, microseconds.
        micros: u64,
        /// What could not be had, in words (limits without a control group and the like).
        notes: Vec<String>,
    },
    /// Setting up failed.
    Failed {
        /// The step, and why.
        problem: String,
    },
    /// The game is gone.
    Exited {
        /// Its exit status.
        code: Option<i32>,
        /// The signal that ended it.
        signal: Option<i32>,
    },
}
