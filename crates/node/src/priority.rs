//! Which threads come first where the machine is busy.

/// Ahead of the game (0), behind nothing that keeps the machine alive.
const NICE: i32 = -10;

/// Lets the calling thread, and threads that it starts later, run ahead of the game: a frame that waits for a
/// core is late. Without the right to do so (`CAP_SYS_NICE`) everything runs as it is.
pub fn prefer_this_thread() {
    // On Linux "process" 0 is the calling thread.
    if let Err(error) = rustix::process::setpriority_process(None, NICE) {
        tracing::debug!(%error, "threads keep their usual priority");
    }
}
