//! Where clients come in.
//!
//! A client that cannot be accepted stays in the queue, and the socket readable. So nobody is asked in for a
//! while then: the loop would do nothing else.

use std::error::Error;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixListener;
use std::sync::Arc;
use std::time::Duration;

use rustix::event::epoll::{self, EventData, EventFlags};
use rustix::io::Errno;
use stratus_media::Timestamp;

/// How long nobody is asked in, unless a client leaves and takes its files along.
const PAUSE: Duration = Duration::from_secs(1);

pub(crate) struct Listener {
    socket: UnixListener,
    /// The event loop's set, and what it is told.
    epoll: Arc<OwnedFd>,
    data: u64,
    /// When the next client is asked in, where none is now.
    resume_at: Option<Timestamp>,
    /// Said once, until somebody gets in again.
    told: bool,
}

impl Listener {
    /// Lets `set` wake whoever waits there, with `data`, when a client comes.
    ///
    /// # Errors
    /// The kernel watches no more files.
    pub(crate) fn watch(
        socket: UnixListener,
        epoll: &Arc<OwnedFd>,
        data: u64,
    ) -> Result<Self, Errno> {
        epoll::add(epoll, &socket, EventData::new_u64(data), EventFlags::IN)?;
        Ok(Self {
            socket,
            epoll: Arc::clone(epoll),
            data,
            resume_at: None,
            told: false,
        })
    }

    /// The next client, where one is there and there is a file for it.
    pub(crate) fn accept(&mut self, now: Timestamp) -> Option<OwnedFd> {
        use io::ErrorKind::{ConnectionAborted, Interrupted, WouldBlock};
        match self.socket.accept() {
            Ok((socket, _)) => Some(socket.into()),
            Err(error) if matches!(error.kind(), WouldBlock | Interrupted | ConnectionAborted) => {
                None
            }
            Err(error) => {
                self.pause(now, &error);
                None
            }
        }
    }

    /// A client could not be let in, and the next could not either.
    pub(crate) fn pause(&mut self, now: Timestamp, error: &(dyn Error + 'static)) {
        if !self.told {
            self.told = true;
            tracing::warn!(
                %error,
                "a client of the session cannot be let in; clients wait until files are free"
            );
        }
        self.resume_at = Some(now + PAUSE);
        self.ask(EventFlags::empty());
    }

    /// A client got in.
    pub(crate) fn works(&mut self) {
        self.told = false;
    }

    /// A client left, so that there may be files for another.
    pub(crate) fn resume(&mut self) {
        if self.resume_at.take().is_some() {
            self.ask(EventFlags::IN);
        }
    }

    /// Asks clients in again, where it is time.
    pub(crate) fn resume_in_time(&mut self, now: Timestamp) {
        if self.resume_at.is_some_and(|at| at <= now) {
            self.resume();
        }
    }

    /// When to look again, where nobody is asked in.
    pub(crate) fn deadline(&self) -> Option<Timestamp> {
        self.resume_at
    }

    fn ask(&self, events: EventFlags) {
        let data = EventData::new_u64(self.data);
        if let Err(error) = epoll::modify(&self.epoll, &self.socket, data, events) {
            // It is in the set since it was made, and changing that takes no memory.
            tracing::error!(%error, "the session's socket is not watched as it should be");
        }
    }
}

/// Whether an error, or what caused it, is that the process or the system has no files or memory left: no
/// fault of the one that was to be reached.
pub(crate) fn is_out_of_files(error: &(dyn Error + 'static)) -> bool {
    const NO_MORE: [Errno; 4] = [Errno::MFILE, Errno::NFILE, Errno::NOMEM, Errno::NOBUFS];
    let mut cause = Some(error);
    while let Some(error) = cause {
        let errno = error
            .downcast_ref::<io::Error>()
            .and_then(Errno::from_io_error);
        if errno.is_some_and(|errno| NO_MORE.contains(&errno)) {
            return true;
        }
        cause = error.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixStream;

    use rustix::buffer::spare_capacity;
    use rustix::event::Timespec;

    use super::*;

    fn at(millis: u64) -> Timestamp {
        Timestamp::from_nanos(millis * 1_000_000)
    }

    #[test]
    fn nobody_is_asked_in_for_a_while_after_that_failed() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("socket");
        let socket = UnixListener::bind(&path).unwrap();
        socket.set_nonblocking(true).unwrap();
        let set = Arc::new(epoll::create(epoll::CreateFlags::CLOEXEC).unwrap());
        let mut listener = Listener::watch(socket, &set, 7).unwrap();
        let woken = || {
            let mut events: Vec<epoll::Event> = Vec::with_capacity(4);
            let at_once = Timespec {
                tv_sec: 0,
                tv_nsec: 0,
            };
            epoll::wait(&set, spare_capacity(&mut events), Some(&at_once)).unwrap();
            events.iter().any(|event| event.data.u64() == 7)
        };
        assert!(listener.accept(at(0)).is_none());
        assert_eq!(listener.deadline(), None, "nobody is no failure");
        let _waits = UnixStream::connect(&path).unwrap();
        assert!(woken());
        let no_files = io::Error::from(Errno::MFILE);
        listener.pause(at(0), &no_files);
        assert!(!woken());
        listener.resume_in_time(at(999));
        assert!(!woken());
        assert_eq!(listener.deadline(), Some(at(1000)));
        listener.resume_in_time(at(1000));
        assert!(woken());
        assert_eq!(listener.deadline(), None);
        listener.pause(at(1000), &no_files);
        assert!(!woken());
        // A client left.
        listener.resume();
        assert!(woken());
        assert!(listener.accept(at(1001)).is_some());
        assert!(!woken());
    }

    #[test]
    fn what_an_error_is_about_is_seen_through_what_wraps_it() {
        #[derive(Debug, thiserror::Error)]
        #[error("a client cannot be connected")]
        struct Wrapped(#[source] io::Error);
        let wrapped = |errno: Errno| Wrapped(errno.into());
        assert!(is_out_of_files(&io::Error::from(Errno::NFILE)));
        assert!(is_out_of_files(&wrapped(Errno::MFILE)));
        assert!(!is_out_of_files(&wrapped(Errno::CONNREFUSED)));
    }
}
