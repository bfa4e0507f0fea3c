//! What can go wrong.

use std::io;
use std::path::PathBuf;

/// Why capture could not start.
#[derive(Debug, thiserror::Error)]
pub enum CaptureError {
    /// A program would not start.
    #[error("could not start {program}: {source}; is it installed and in PATH?")]
    Spawn {
        /// Its name.
        program: &'static str,
        /// Why.
        source: io::Error,
    },
    /// A program ended before it was ready.
    #[error("{program} ended ({status}) before it was ready; its last words:\n{tail}")]
    Ended {
        /// Its name.
        program: &'static str,
        /// How it ended.
        status: String,
        /// The end of its log.
        tail: String,
    },
    /// A program was not ready in time.
    #[error(
        "{program} did not accept a connection within {seconds} s; its last words:\n{tail}\nIs the machine overloaded?"
    )]
    NotReady {
        /// Its name.
        program: &'static str,
        /// How long it had.
        seconds: u64,
        /// The end of its log.
        tail: String,
    },
    /// A path cannot be used.
    #[error("could not use {path}: {source}; check that it exists and who owns it")]
    Path {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The kernel refused something that the proxy cannot work without.
    #[error("the kernel refused {what}: {source}; is a limit on open files too low?")]
    Kernel {
        /// What.
        what: &'static str,
        /// Why.
        source: io::Error,
    },
    /// No keyboard layout could be compiled.
    #[error("no keyboard layout compiles, not even \"us\"; install the package xkb-data")]
    Keymap,
    /// The picture's size or rate makes no sense.
    #[error(
        "{width}×{height} at {fps} frames a second cannot be captured; use 1–8192 pixels a side and 1–1000 frames"
    )]
    Mode {
        /// Width asked for.
        width: u32,
        /// Height asked for.
        height: u32,
        /// Rate asked for.
        fps: u32,
    },
}
