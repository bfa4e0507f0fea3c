//! What can go wrong, and what to do about it.

use std::path::PathBuf;

/// Why there is no sound.
#[derive(Debug, Clone, thiserror::Error)]
pub enum AudioError {
    /// A program that is not installed.
    #[error("cannot start '{program}': {reason}; install the package 'pipewire'")]
    Program {
        /// Its name.
        program: &'static str,
        /// The system's words.
        reason: String,
    },
    /// A file of the server's that could not be written.
    #[error("cannot write {}: {reason}; the runtime folder must belong to this program", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// The server ended while it started, or opened no socket in time.
    #[error("the sound server opened no socket at {}: {reason}; see {}", socket.display(), log.display())]
    ServerStart {
        /// The socket that was waited for.
        socket: PathBuf,
        /// Where the server writes.
        log: PathBuf,
        /// What was seen.
        reason: String,
    },
    /// No server behind a socket.
    #[error("cannot reach PipeWire at {}: {reason}; start a server there or give another socket", socket.display())]
    Connect {
        /// The socket.
        socket: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// The server ended, or closed the connection.
    #[error("PipeWire at {} is gone: {reason}; start the server again, then the sink", socket.display())]
    Lost {
        /// The socket.
        socket: PathBuf,
        /// PipeWire's words.
        reason: String,
    },
    /// The server answers, but does not run the sink.
    #[error("PipeWire at {} does not take the sink: {reason}", socket.display())]
    Refused {
        /// The socket.
        socket: PathBuf,
        /// PipeWire's words.
        reason: String,
    },
    /// Opus refused its settings.
    #[error(
        "the Opus encoder cannot be set up for {bitrate_bps} b/s: {reason}; use 6000 to 510000"
    )]
    Encoder {
        /// The rate that was asked for.
        bitrate_bps: u32,
        /// The library's words.
        reason: String,
    },
}
