//! Waits for the game's own device, before any back end's time begins.

use stratus_media::{FrameBuffer, VideoFrame};

use crate::EncodeError;
use crate::linear::sync::wait_until_written;
use crate::pixels::unreadable;

/// Waits until nobody writes the frame's buffer any more. A game that draws on after its commit would look like a driver
/// that stalls, because every driver waits for it.
///
/// # Errors
/// It is written for 100 ms: that frame is lost, and no back end is to blame. What cannot be waited for is the back end's
/// to say.
pub(super) fn wait(frame: &VideoFrame, backend: &'static str) -> Result<(), EncodeError> {
    let FrameBuffer::DmaBuf(buffer) = &frame.buffer else {
        return Ok(());
    };
    let Some(plane) = buffer.planes.first() else {
        return Ok(());
    };
    match wait_until_written(&plane.fd) {
        Err(error) if error.kind() == std::io::ErrorKind::TimedOut => {
            Err(unreadable(frame, backend, &error))
        }
        _ => Ok(()),
    }
}
