//! Files that a client sends with requests that take none.
//!
//! `wl-proxy` keeps what nobody took until the client leaves, and shows it to nobody. So the socket is looked
//! at before each read: how many files come, against how many requests took.

use std::cell::{Cell, RefCell};
use std::io::IoSliceMut;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::rc::Rc;

use rustix::net::{RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, ReturnFlags, recvmsg};

/// More files than a client sends ahead of the requests that take them; libwayland sends 28 at a time.
const MOST: u32 = 256;
/// The same for all clients of a session: many that each keep within theirs are no better than one.
const MOST_OF_SESSION: u32 = 512;
/// What `wl-proxy` reads at a time: bytes, and files.
const READ_BYTES: usize = 8192;
const READ_FILES: usize = 28;

/// What is about to be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// Something, or nothing yet.
    Fine,
    /// The client has closed its end.
    End,
    /// More files than requests for them.
    TooManyFiles,
}

/// Files that no request of a session's clients has taken.
#[derive(Clone, Default)]
pub(crate) struct SessionStrays(Rc<Cell<u32>>);

impl SessionStrays {
    /// Somebody has to go.
    pub(crate) fn are_too_many(&self) -> bool {
        self.0.get() > MOST_OF_SESSION
    }
}

/// Files of a connection that no request has taken.
pub(crate) struct Strays {
    files: Cell<u32>,
    session: SessionStrays,
    /// What is looked at goes here, and is not looked at any further.
    bytes: RefCell<Box<[u8; READ_BYTES]>>,
}

impl Strays {
    pub(crate) fn new(session: &SessionStrays) -> Self {
        Self {
            files: Cell::new(0),
            session: session.clone(),
            bytes: RefCell::new(Box::new([0; READ_BYTES])),
        }
    }

    /// How many there are now.
    pub(crate) fn count(&self) -> u32 {
        self.files.get()
    }

    /// A request took its file.
    pub(crate) fn taken(&self) {
        self.set(self.files.get().saturating_sub(1));
    }

    /// The connection is closed, and its files with it.
    pub(crate) fn forget(&self) {
        self.set(0);
    }

    fn set(&self, files: u32) {
        let of_others = self.session.0.get() - self.files.replace(files);
        self.session.0.set(of_others.saturating_add(files));
    }

    /// Looks at what the next read of `socket` will bring. One system call where no files come.
    pub(crate) fn look(&self, socket: &OwnedFd) -> Arrival {
        // With no room for files, a flag says that there are some, and none is opened.
        let Some((bytes, flags)) = self.peek(socket, &mut RecvAncillaryBuffer::default()) else {
            return Arrival::Fine;
        };
        if flags.contains(ReturnFlags::CTRUNC) {
            let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(READ_FILES))];
            let mut control = RecvAncillaryBuffer::new(&mut space);
            let _ = self.peek(socket, &mut control);
            // Copies of our own, closed at once.
            let come: usize = control
                .drain()
                .map(|message| match message {
                    RecvAncillaryMessage::ScmRights(files) => files.count(),
                    _ => 0,
                })
                .sum();
            self.set(self.files.get().saturating_add(come as u32));
        } else if bytes == 0 {
            return Arrival::End;
        }
        if self.files.get() > MOST {
            return Arrival::TooManyFiles;
        }
        Arrival::Fine
    }

    fn peek(
        &self,
        socket: &OwnedFd,
        control: &mut RecvAncillaryBuffer<'_>,
    ) -> Option<(usize, ReturnFlags)> {
        let flags = RecvFlags::PEEK | RecvFlags::DONTWAIT | RecvFlags::CMSG_CLOEXEC;
        let mut bytes = self.bytes.borrow_mut();
        let mut room = [IoSliceMut::new(bytes.as_mut_slice())];
        let got = recvmsg(socket, &mut room, control, flags).ok()?;
        Some((got.bytes, got.flags))
    }
}

impl Drop for Strays {
    fn drop(&mut self) {
        self.forget();
    }
}

#[cfg(test)]
mod tests {
    use std::io::{IoSlice, Read};
    use std::os::fd::{AsFd, AsRawFd};
    use std::os::unix::net::UnixStream;

    use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, sendmsg};

    use super::*;

    fn alone() -> Strays {
        Strays::new(&SessionStrays::default())
    }

    fn send(to: &UnixStream, files: usize) {
        let fds = vec![to.as_fd(); files];
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(READ_FILES))];
        let mut control = SendAncillaryBuffer::new(&mut space);
        if files > 0 {
            assert!(control.push(SendAncillaryMessage::ScmRights(&fds)));
        }
        let flags = SendFlags::empty();
        sendmsg(to, &[IoSlice::new(&[0; 8])], &mut control, flags).unwrap();
    }

    #[test]
    fn files_that_no_request_takes_are_counted_and_bounded() {
        let (client, ours) = UnixStream::pair().unwrap();
        let mut reader = ours.try_clone().unwrap();
        let socket = OwnedFd::from(ours);
        let strays = alone();
        assert_eq!(strays.look(&socket), Arrival::Fine);
        let mut read = |files: usize| {
            send(&client, files);
            let arrival = strays.look(&socket);
            reader.read_exact(&mut [0; 8]).unwrap();
            arrival
        };
        for _ in 0..1000 {
            assert_eq!(read(0), Arrival::Fine);
            assert_eq!(read(2), Arrival::Fine);
            strays.taken();
            strays.taken();
        }
        for _ in 0..MOST / 28 {
            assert_eq!(read(28), Arrival::Fine);
        }
        assert_eq!(read(28), Arrival::TooManyFiles);
        drop(client);
        assert_eq!(alone().look(&socket), Arrival::End);
    }

    #[test]
    fn the_files_of_all_clients_are_counted_together_until_each_is_closed() {
        let session = SessionStrays::default();
        let clients: Vec<_> = (0..4)
            .map(|_| {
                let (client, ours) = UnixStream::pair().unwrap();
                let (strays, ours) = (Strays::new(&session), OwnedFd::from(ours));
                // Never read, so that each look finds the same again.
                send(&client, 28);
                while strays.count() + 28 <= 128 {
                    assert_eq!(strays.look(&ours), Arrival::Fine);
                }
                (client, ours, strays)
            })
            .collect();
        assert_eq!(clients[0].2.count(), 112);
        let (_client, ours, strays) = &clients[3];
        assert!(!session.are_too_many());
        for looks in 1..=3 {
            assert_eq!(strays.look(ours), Arrival::Fine);
            // 448, and 28 each time.
            assert_eq!(session.are_too_many(), looks == 3);
        }
        strays.taken();
        assert!(session.are_too_many());
        for _ in 0..19 {
            strays.taken();
        }
        assert!(!session.are_too_many(), "512 in all");
        clients[0].2.forget();
        drop(clients);
        assert_eq!(session.0.get(), 0);
    }

    #[test]
    fn looking_opens_nothing() {
        let (client, ours) = UnixStream::pair().unwrap();
        let socket = OwnedFd::from(ours);
        let opened = || {
            let files = std::fs::read_dir("/proc/self/fd").unwrap().flatten();
            let names = files.filter_map(|file| std::fs::read_link(file.path()).ok());
            let ours = std::fs::read_link(format!("/proc/self/fd/{}", client.as_raw_fd()));
            let ours = ours.unwrap();
            names.filter(|name| *name == ours).count()
        };
        send(&client, 28);
        assert_eq!(opened(), 1);
        assert_eq!(alone().look(&socket), Arrival::Fine);
        assert_eq!(opened(), 1);
    }
}
