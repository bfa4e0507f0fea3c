//! `DMA_BUF_IOCTL_SYNC` (`linux/dma-buf.h`): says when the CPU reads, so that caches agree with devices.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::ioctl::{Opcode, Setter, ioctl, opcode};

const READ: u64 = 1 << 0;
const START: u64 = 0 << 2;
const END: u64 = 1 << 2;

/// How long a read waits for whoever writes. Capture has waited for the frame's own writers, so these came
/// after the commit: a game that drew into its buffer before it was released. Six frames at 60 a second go by
/// meanwhile, so the picture is worth nothing any more; and a session that ends waits for this thread.
const PATIENCE: Duration = Duration::from_millis(100);

/// A device has not finished writing.
#[derive(Debug, thiserror::Error)]
#[error(
    "a device still writes it after {} ms, because the game draws into a buffer that was not released \
     (wl_buffer.release) or its GPU hangs",
    PATIENCE.as_millis()
)]
struct StillWritten;

/// `struct dma_buf_sync`.
#[repr(C)]
struct DmaBufSync {
    flags: u64,
}

const SYNC: Opcode = opcode::write::<DmaBufSync>(b'b', 0);

/// The CPU is about to read.
///
/// # Errors
/// A device that writes for longer than [`PATIENCE`], or the exporter's refusal. Then nothing has begun.
pub(super) fn begin_read(fd: BorrowedFd<'_>) -> io::Result<()> {
    begin_read_by(fd, Instant::now() + PATIENCE)
}

/// The CPU has read.
pub(super) fn end_read(fd: BorrowedFd<'_>) {
    // There is nothing to undo and nobody to tell: the pixels were read.
    let _ = sync(fd, END | READ, Instant::now() + PATIENCE);
}

fn begin_read_by(fd: BorrowedFd<'_>, deadline: Instant) -> io::Result<()> {
    // The start of a read waits for writers too, but for as long as they like. It still waits for one that
    // comes between these two calls: the kernel has no start that does not.
    written(fd, deadline)?;
    sync(fd, START | READ, deadline).map_err(Into::into)
}

/// Waits for the writers of a buffer that a device is to read; as long as [`begin_read`] does.
///
/// # Errors
/// A device that writes for longer than [`PATIENCE`], or a buffer that cannot be waited for.
pub(crate) fn wait_until_written(fd: impl AsFd) -> io::Result<()> {
    written(fd.as_fd(), Instant::now() + PATIENCE)
}

/// Waits until nobody writes: a DMA-BUF is readable (`POLLIN`) when all its writers' fences have signalled.
fn written(fd: BorrowedFd<'_>, deadline: Instant) -> io::Result<()> {
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let left = Timespec {
            tv_sec: left.as_secs() as i64,
            tv_nsec: left.subsec_nanos().into(),
        };
        let mut fds = [PollFd::from_borrowed_fd(fd, PollFlags::IN)];
        match poll(&mut fds, Some(&left)) {
            Ok(0) => return Err(still_written()),
            Ok(_) if fds[0].revents().contains(PollFlags::IN) => return Ok(()),
            // A buffer that cannot be waited for (`POLLERR`).
            Ok(_) => return Err(Errno::IO.into()),
            Err(Errno::INTR | Errno::AGAIN) if Instant::now() < deadline => {}
            Err(Errno::INTR | Errno::AGAIN) => return Err(still_written()),
            Err(error) => return Err(error.into()),
        }
    }
}

fn still_written() -> io::Error {
    io::Error::new(io::ErrorKind::TimedOut, StillWritten)
}

/// The kernel asks to call again after `EINTR` and `EAGAIN`.
fn sync(fd: BorrowedFd<'_>, flags: u64, deadline: Instant) -> Result<(), Errno> {
    loop {
        // SAFETY: the request takes a `dma_buf_sync`, reads it and keeps nothing.
        match unsafe { ioctl(fd, Setter::<SYNC, _>::new(DmaBufSync { flags })) } {
            Err(Errno::INTR | Errno::AGAIN) if Instant::now() < deadline => {}
            result => return result,
        }
    }
}

#[cfg(test)]
mod tests {
    //! A pipe stands for a DMA-BUF: readable later, or never. It refuses `DMA_BUF_IOCTL_SYNC` (`ENOTTY`),
    //! which tells that a read got as far as that.

    use std::io::{PipeWriter, Write as _, pipe};
    use std::os::fd::AsFd as _;
    use std::os::unix::thread::JoinHandleExt as _;
    use std::thread::{JoinHandle, sleep, spawn};

    use super::*;

    /// "For ever", for these tests.
    const LONG: Duration = Duration::from_secs(60);

    /// Begins to read on a thread of its own, which ends with what comes of it.
    fn begin(patience: Duration) -> (PipeWriter, JoinHandle<io::Error>) {
        let (reader, writer) = pipe().unwrap();
        let deadline = Instant::now() + patience;
        let begins = move || begin_read_by(reader.as_fd(), deadline).unwrap_err();
        (writer, spawn(begins))
    }

    #[test]
    fn a_buffer_that_is_written_for_ever_costs_100_ms_and_is_never_begun() {
        let (reader, _writer) = pipe().unwrap();
        let start = Instant::now();
        let error = begin_read(reader.as_fd()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        assert!(start.elapsed() >= PATIENCE);
        for said in ["100 ms", "wl_buffer.release", "hangs"] {
            assert!(error.to_string().contains(said), "{error}");
        }
    }

    #[test]
    fn a_buffer_that_is_finished_in_time_is_begun() {
        let (mut writer, reading) = begin(LONG);
        sleep(Duration::from_millis(20));
        assert!(!reading.is_finished(), "it is not written yet");
        writer.write_all(&[1]).unwrap();
        let error = reading.join().unwrap();
        assert_eq!(Errno::from_io_error(&error), Some(Errno::NOTTY));
    }

    #[test]
    fn signals_neither_end_the_wait_nor_make_it_longer() {
        extern "C" fn nothing(_: libc::c_int) {}
        // SAFETY: the handler does nothing, and nothing else here uses the signal.
        unsafe {
            let handler = nothing as extern "C" fn(libc::c_int);
            libc::signal(libc::SIGUSR1, handler as libc::sighandler_t);
        }
        let patience = Duration::from_millis(300);
        let start = Instant::now();
        let (_writer, reading) = begin(patience);
        while !reading.is_finished() {
            assert!(start.elapsed() < LONG, "it waits anew after each signal");
            // SAFETY: the thread has not been joined, so its name is still its own.
            unsafe { libc::pthread_kill(reading.as_pthread_t(), libc::SIGUSR1) };
            sleep(Duration::from_millis(2));
        }
        assert!(start.elapsed() >= patience);
        let error = reading.join().unwrap();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[test]
    fn a_buffer_that_cannot_be_waited_for_is_an_error() {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        // `POLLERR`, and never `POLLIN`.
        let error = begin_read(writer.as_fd()).unwrap_err();
        assert_eq!(Errno::from_io_error(&error), Some(Errno::IO));
    }
}
