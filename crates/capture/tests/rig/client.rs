//! A Wayland client that speaks the wire itself, so that it can also say what no library would.

use std::collections::{HashMap, VecDeque};
use std::io::{IoSlice, IoSliceMut};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::Path;

use rustix::fs::{MemfdFlags, ftruncate, memfd_create};
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, recvmsg, sendmsg,
};

use super::DEADLINE;

/// An event: who, which, and its arguments as words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub object: u32,
    pub code: u16,
    pub words: Vec<u32>,
}

pub struct Client {
    pub stream: UnixStream,
    pub globals: HashMap<String, (u32, u32)>,
    /// Files that came with events.
    pub files: VecDeque<OwnedFd>,
    next: u32,
    wm_base: u32,
    seen: VecDeque<Event>,
}

const DISPLAY: u32 = 1;
const REGISTRY: u32 = 2;

fn text(text: &str) -> Vec<u32> {
    let mut bytes = text.as_bytes().to_vec();
    bytes.push(0);
    let len = bytes.len() as u32;
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    let words = bytes
        .chunks_exact(4)
        .map(|c| u32::from_ne_bytes(c.try_into().unwrap()));
    std::iter::once(len).chain(words).collect()
}

impl Client {
    pub fn connect(socket: &Path) -> Self {
        Self::over(UnixStream::connect(socket).unwrap())
    }

    /// Over a socket that is connected already.
    pub fn over(stream: UnixStream) -> Self {
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        let mut client = Self {
            stream,
            globals: HashMap::new(),
            files: VecDeque::new(),
            next: 3,
            wm_base: 0,
            seen: VecDeque::new(),
        };
        client.send(DISPLAY, 1, &[REGISTRY]);
        client.round_trip();
        for event in std::mem::take(&mut client.seen) {
            if event.object == REGISTRY && event.code == 0 {
                let len = event.words[1] as usize - 1;
                let bytes: Vec<u8> = event.words[2..]
                    .iter()
                    .flat_map(|w| w.to_ne_bytes())
                    .collect();
                let name = String::from_utf8(bytes[..len].to_vec()).unwrap();
                client
                    .globals
                    .insert(name, (event.words[0], *event.words.last().unwrap()));
            }
        }
        client
    }

    pub fn id(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    pub fn send(&self, object: u32, code: u16, words: &[u32]) {
        self.send_fd(object, code, words, None);
    }

    pub fn send_fd(&self, object: u32, code: u16, words: &[u32], fd: Option<BorrowedFd<'_>>) {
        let (bytes, sent) = self.try_send_fd(object, code, words, fd);
        assert_eq!(sent, Ok(bytes));
    }

    /// How many bytes were to be sent, and how many were; the proxy may have closed the connection.
    pub fn try_send_fd(
        &self,
        object: u32,
        code: u16,
        words: &[u32],
        fd: Option<BorrowedFd<'_>>,
    ) -> (usize, rustix::io::Result<usize>) {
        let size = 8 + words.len() as u32 * 4;
        let all = [object, size << 16 | u32::from(code)];
        let bytes: Vec<u8> = all
            .iter()
            .chain(words)
            .flat_map(|w| w.to_ne_bytes())
            .collect();
        let mut space = [std::mem::MaybeUninit::uninit(); 64];
        let mut control = SendAncillaryBuffer::new(&mut space);
        let fds = fd.map(|fd| [fd]);
        if let Some(fds) = &fds {
            control.push(SendAncillaryMessage::ScmRights(fds));
        }
        let sent = sendmsg(
            &self.stream,
            &[IoSlice::new(&bytes)],
            &mut control,
            SendFlags::NOSIGNAL,
        );
        (bytes.len(), sent)
    }

    /// Fills `room` from the socket, and keeps files that come along.
    fn receive(&mut self, mut room: &mut [u8]) -> Option<()> {
        while !room.is_empty() {
            let mut space = [std::mem::MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(8))];
            let mut control = RecvAncillaryBuffer::new(&mut space);
            let mut into = [IoSliceMut::new(room)];
            let got = recvmsg(&self.stream, &mut into, &mut control, RecvFlags::empty()).ok()?;
            for message in control.drain() {
                if let RecvAncillaryMessage::ScmRights(files) = message {
                    self.files.extend(files);
                }
            }
            if got.bytes == 0 {
                return None;
            }
            room = &mut room[got.bytes..];
        }
        Some(())
    }

    /// Reads one event; `None` where the connection is closed.
    pub fn read(&mut self) -> Option<Event> {
        let mut head = [0; 8];
        self.receive(&mut head)?;
        let word = |at: usize| u32::from_ne_bytes(head[at..at + 4].try_into().unwrap());
        let (object, code, size) = (word(0), word(4) as u16, word(4) >> 16);
        let mut body = vec![0; size as usize - 8];
        self.receive(&mut body)?;
        let words = body
            .chunks_exact(4)
            .map(|c| u32::from_ne_bytes(c.try_into().unwrap()));
        let event = Event {
            object,
            code,
            words: words.collect(),
        };
        if object == self.wm_base && code == 0 {
            self.send(object, 3, &event.words);
        }
        Some(event)
    }

    /// The next event of an object with a code; what comes before it stays for later.
    pub fn wait(&mut self, object: u32, code: u16) -> Event {
        if let Some(at) = self
            .seen
            .iter()
            .position(|e| e.object == object && e.code == code)
        {
            return self.seen.remove(at).unwrap();
        }
        loop {
            let event = self.read().expect("an event");
            assert!(
                event.object != DISPLAY || event.code != 0,
                "error: {event:?}"
            );
            if event.object == object && event.code == code {
                return event;
            }
            self.seen.push_back(event);
        }
    }

    /// Reads until the connection is closed; says which object broke which rule, where it was told.
    pub fn wait_for_the_end(&mut self) -> Option<(u32, u32)> {
        let mut error = None;
        while let Some(event) = self.read() {
            if event.object == DISPLAY && event.code == 0 {
                error = Some((event.words[0], event.words[1]));
            }
        }
        error
    }

    /// Everything that came so far, in order.
    pub fn events(&mut self) -> Vec<Event> {
        self.round_trip();
        std::mem::take(&mut self.seen).into()
    }

    pub fn round_trip(&mut self) {
        let callback = self.id();
        self.send(DISPLAY, 0, &[callback]);
        self.wait(callback, 0);
    }

    pub fn bind(&mut self, interface: &str, version: u32) -> u32 {
        let id = self.id();
        let (name, newest) = self.globals[interface];
        let mut words = vec![name];
        words.extend(text(interface));
        words.extend([version.min(newest), id]);
        self.send(REGISTRY, 0, &words);
        if interface == "xdg_wm_base" {
            self.wm_base = id;
        }
        id
    }

    /// A window that has been configured: its surface, and the size it was told.
    pub fn window(&mut self) -> Window {
        let compositor = self.bind("wl_compositor", 4);
        let base = self.bind("xdg_wm_base", 1);
        let (surface, xdg, toplevel) = (self.id(), self.id(), self.id());
        self.send(compositor, 0, &[surface]);
        self.send(base, 2, &[xdg, surface]);
        self.send(xdg, 1, &[toplevel]);
        self.send(surface, 6, &[]);
        let configure = self.wait(toplevel, 0);
        let serial = self.wait(xdg, 0).words[0];
        self.send(xdg, 4, &[serial]);
        Window {
            compositor,
            surface,
            xdg,
            toplevel,
            size: (configure.words[0], configure.words[1]),
            states: configure.words[3..].to_vec(),
        }
    }

    /// A pool of shared memory: its object and its file.
    pub fn pool(&mut self, bytes: u32) -> Pool {
        let shm = self.bind("wl_shm", 1);
        let file = memfd_create("pool", MemfdFlags::CLOEXEC).unwrap();
        ftruncate(&file, u64::from(bytes)).unwrap();
        let id = self.id();
        self.send_fd(shm, 0, &[id, bytes], Some(file.as_fd()));
        Pool { shm, id, file }
    }

    /// An ARGB buffer in a pool.
    pub fn buffer(&mut self, pool: &Pool, offset: u32, (width, height): (u32, u32)) -> u32 {
        let id = self.id();
        self.send(pool.id, 0, &[id, offset, width, height, width * 4, 0]);
        id
    }

    pub fn commit(&self, surface: u32, buffer: u32) {
        self.commit_part(surface, buffer, [0, 0, i32::MAX as u32, i32::MAX as u32]);
    }

    /// A commit of which only a part is said to have changed: left, top, width, height.
    pub fn commit_part(&self, surface: u32, buffer: u32, changed: [u32; 4]) {
        self.send(surface, 1, &[buffer, 0, 0]);
        self.send(surface, 9, &changed);
        self.send(surface, 6, &[]);
    }
}

pub struct Window {
    pub compositor: u32,
    pub surface: u32,
    pub xdg: u32,
    pub toplevel: u32,
    pub size: (u32, u32),
    pub states: Vec<u32>,
}

pub struct Pool {
    pub shm: u32,
    pub id: u32,
    pub file: OwnedFd,
}

impl Pool {
    /// Fills bytes with one value.
    pub fn fill(&self, offset: u64, len: usize, value: u8) {
        assert_eq!(
            rustix::io::pwrite(&self.file, &vec![value; len], offset),
            Ok(len)
        );
    }
}
