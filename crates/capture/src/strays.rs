//! Files that a client sends with requests that take none.
//!
//! `wl-proxy` keeps what nobody took until the client leaves, and shows it to nobody. So the socket is looked
//! at before each read: how many files come, against how many requests took.

use std::cell::{Cell, RefCell};
use std::io::IoSliceMut;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;

use rustix::net::{RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, ReturnFlags, recvmsg};

/// More files than a client sends ahead of the requests that take them; libwayland sends 28 at a time.
const MOST: u32 = 256;
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

/// Files of a connection that no request has taken.
pub(crate) struct Strays {
    files: Cell<u32>,
    /// What is looked at goes here, and is not looked at any further.
    bytes: RefCell<Box<[u8; READ_BYTES]>>,
}

impl Default for Strays {
    fn default() -> Self {
        Self {
            files: Cell::new(0),
            bytes: RefCell::new(Box::new([0; READ_BYTES])),
        }
    }
}

impl Strays {
    /// A request took its file.
    pub(crate) fn taken(&self) {
        self.files.set(self.files.get().saturating_sub(1));
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
            self.files.set(self.files.get().saturating_add(come as u32));
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

#[cfg(test)]
mod tests {
    use std::io::{IoSlice, Read};
    use std::os::fd::{AsFd, AsRawFd};
    use std::os::unix::net::UnixStream;

    use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, sendmsg};

    use super::*;

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
        let strays = Strays::default();
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
        assert_eq!(Strays::default().look(&socket), Arrival::End);
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
        assert_eq!(Strays::default().look(&socket), Arrival::Fine);
        assert_eq!(opened(), 1);
    }
}
