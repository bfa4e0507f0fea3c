//! A client that speaks Wayland's wire format itself: nothing of a library lies between the clock and the socket.

use std::collections::{HashMap, VecDeque};
use std::io::{IoSlice, Read as _, Write as _};
use std::os::fd::{AsFd as _, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, sendmsg};

/// Nothing answers later than this where all is well.
const PATIENCE: Duration = Duration::from_secs(10);
const DISPLAY: u32 = 1;
const REGISTRY: u32 = 2;
/// An answer that is kept, so that a burst of them is read by few system calls.
const ROOM: usize = 64 << 10;

/// An event: of which object, which, and its arguments.
#[derive(Debug)]
pub struct Event {
    pub object: u32,
    pub code: u16,
    pub words: Vec<u32>,
}

/// A request, on its way into a message buffer.
pub fn put(out: &mut Vec<u8>, object: u32, code: u16, words: &[u32]) {
    let size = 8 + words.len() as u32 * 4;
    out.extend_from_slice(&object.to_ne_bytes());
    out.extend_from_slice(&(size << 16 | u32::from(code)).to_ne_bytes());
    for word in words {
        out.extend_from_slice(&word.to_ne_bytes());
    }
}

pub struct Client {
    stream: UnixStream,
    globals: HashMap<String, (u32, u32)>,
    next: u32,
    /// Numbers that the other side has given back.
    free: Vec<u32>,
    wm_base: u32,
    read: Box<[u8]>,
    from: usize,
    to: usize,
    seen: VecDeque<Event>,
    out: Vec<u8>,
}

impl Client {
    pub fn connect(socket: &Path) -> anyhow::Result<Self> {
        let named = || format!("connecting to {}", socket.display());
        let stream = UnixStream::connect(socket).with_context(named)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let mut client = Self {
            stream,
            globals: HashMap::new(),
            next: 3,
            free: Vec::new(),
            wm_base: 0,
            read: vec![0; ROOM].into(),
            from: 0,
            to: 0,
            seen: VecDeque::new(),
            out: Vec::new(),
        };
        client.send(DISPLAY, 1, &[REGISTRY])?;
        client.round_trip().with_context(named)?;
        for event in std::mem::take(&mut client.seen) {
            let &[name, len, ref text @ .., version] = &event.words[..] else {
                continue;
            };
            if (event.object, event.code) == (REGISTRY, 0) {
                let mut bytes: Vec<u8> = text.iter().flat_map(|w| w.to_ne_bytes()).collect();
                bytes.truncate((len as usize).saturating_sub(1));
                let interface = String::from_utf8(bytes).context("a global's name")?;
                client.globals.insert(interface, (name, version));
            }
        }
        Ok(client)
    }

    /// A number for a new object.
    pub fn id(&mut self) -> u32 {
        self.free.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        })
    }

    pub fn send(&mut self, object: u32, code: u16, words: &[u32]) -> anyhow::Result<()> {
        let mut out = std::mem::take(&mut self.out);
        out.clear();
        put(&mut out, object, code, words);
        let sent = self.write(&out);
        self.out = out;
        sent
    }

    /// Writes requests that [`put`] made.
    pub fn write(&mut self, requests: &[u8]) -> anyhow::Result<()> {
        self.stream.write_all(requests).context("writing requests")
    }

    pub fn send_fd(
        &mut self,
        object: u32,
        code: u16,
        words: &[u32],
        fd: BorrowedFd<'_>,
    ) -> anyhow::Result<()> {
        let mut bytes = Vec::new();
        put(&mut bytes, object, code, words);
        let mut space = [std::mem::MaybeUninit::uninit(); 64];
        let mut control = SendAncillaryBuffer::new(&mut space);
        let fds = [fd];
        ensure!(
            control.push(SendAncillaryMessage::ScmRights(&fds)),
            "no room for a file descriptor"
        );
        let sent = sendmsg(
            self.stream.as_fd(),
            &[IoSlice::new(&bytes)],
            &mut control,
            SendFlags::NOSIGNAL,
        )?;
        ensure!(sent == bytes.len(), "a request was cut");
        Ok(())
    }

    /// The next event, whatever it is; numbers that came back are kept, errors are errors.
    pub fn event(&mut self) -> anyhow::Result<Event> {
        if let Some(event) = self.seen.pop_front() {
            return Ok(event);
        }
        loop {
            let event = self.read_event()?;
            match (event.object, event.code) {
                (DISPLAY, 0) => bail!("the client broke the protocol: {:?}", event.words),
                (DISPLAY, 1) => self.free.extend(event.words),
                (object, 0) if object == self.wm_base => self.send(object, 3, &event.words)?,
                _ => return Ok(event),
            }
        }
    }

    fn read_event(&mut self) -> anyhow::Result<Event> {
        self.fill(8)?;
        let word = |at: usize| {
            let bytes = self.read[at..].first_chunk().copied().unwrap_or_default();
            u32::from_ne_bytes(bytes)
        };
        let (object, head) = (word(self.from), word(self.from + 4));
        let size = (head >> 16) as usize;
        ensure!(
            size >= 8 && size.is_multiple_of(4),
            "an event of {size} bytes"
        );
        self.fill(size)?;
        let words = self.read[self.from + 8..self.from + size]
            .chunks_exact(4)
            .map(|word| u32::from_ne_bytes(word.first_chunk().copied().unwrap_or_default()))
            .collect();
        self.from += size;
        Ok(Event {
            object,
            code: head as u16,
            words,
        })
    }

    /// Reads until `bytes` are there.
    fn fill(&mut self, bytes: usize) -> anyhow::Result<()> {
        if self.to - self.from >= bytes {
            return Ok(());
        }
        self.read.copy_within(self.from..self.to, 0);
        (self.from, self.to) = (0, self.to - self.from);
        while self.to < bytes {
            let n = self.stream.read(&mut self.read[self.to..]);
            match n.context("waiting for an event")? {
                0 => bail!("the connection was closed"),
                n => self.to += n,
            }
        }
        Ok(())
    }

    /// The next event of an object with a code; what comes before it stays for later.
    pub fn wait(&mut self, object: u32, code: u16) -> anyhow::Result<Event> {
        let mut before = VecDeque::new();
        let event = loop {
            let event = self.event()?;
            if (event.object, event.code) == (object, code) {
                break event;
            }
            before.push_back(event);
        };
        before.append(&mut self.seen);
        self.seen = before;
        Ok(event)
    }

    /// `wl_display.sync` and its answer.
    pub fn round_trip(&mut self) -> anyhow::Result<()> {
        let callback = self.id();
        self.send(DISPLAY, 0, &[callback])?;
        self.wait(callback, 0).map(drop)
    }

    /// `n` times `wl_display.sync` in one go, and all answers.
    pub fn burst(&mut self, n: usize) -> anyhow::Result<()> {
        let mut out = std::mem::take(&mut self.out);
        out.clear();
        let mut last = 0;
        for _ in 0..n {
            last = self.id();
            put(&mut out, DISPLAY, 0, &[last]);
        }
        let sent = self.write(&out);
        self.out = out;
        sent?;
        // Answers come in order.
        while self.event()?.object != last {}
        Ok(())
    }

    pub fn bind(&mut self, interface: &str, version: u32) -> anyhow::Result<u32> {
        let global = self.globals.get(interface).copied();
        let (name, newest) = global.with_context(|| format!("there is no {interface}"))?;
        let id = self.id();
        let mut bytes = interface.as_bytes().to_vec();
        bytes.push(0);
        let mut words = vec![name, bytes.len() as u32];
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        words.extend(
            bytes
                .chunks_exact(4)
                .map(|word| u32::from_ne_bytes(word.first_chunk().copied().unwrap_or_default())),
        );
        words.extend([version.min(newest), id]);
        self.send(REGISTRY, 0, &words)?;
        if interface == "xdg_wm_base" {
            self.wm_base = id;
        }
        Ok(id)
    }

    /// A window that has been configured; its surface.
    pub fn window(&mut self) -> anyhow::Result<u32> {
        let compositor = self.bind("wl_compositor", 4)?;
        let base = self.bind("xdg_wm_base", 1)?;
        let (surface, xdg, toplevel) = (self.id(), self.id(), self.id());
        self.send(compositor, 0, &[surface])?;
        self.send(base, 2, &[xdg, surface])?;
        self.send(xdg, 1, &[toplevel])?;
        self.send(surface, 6, &[])?;
        let serial = self.wait(xdg, 0)?.words;
        self.send(xdg, 4, &serial)?;
        Ok(surface)
    }
}
