//! Pads, as a game without a library reads them: the event devices of a folder, now and later.

mod log;
mod pad;
mod rumble;
mod travel;

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context as _, Result};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};
use rustix::io::Errno;
use stratus_probe_game::strip::PadEvent;

use crate::handlers::Hands;
use crate::options::Options;
use log::Log;
use pad::Pad;

/// Pads at most; more are left alone.
const MOST: usize = 4;

/// What the picture and the tone learn of pads.
struct Seen {
    presses: Arc<AtomicU32>,
    event: Arc<AtomicU32>,
}

impl Seen {
    fn event(&self, event: PadEvent) {
        self.event.store(event.encode(), Ordering::Relaxed);
    }

    fn press(&self) {
        self.presses.fetch_add(1, Ordering::Release);
    }
}

/// Reads pads on a thread of its own, as long as the program runs. Without the folder there are none.
pub fn watch(options: &Options, hands: &Hands) {
    let seen = Seen {
        presses: Arc::clone(&hands.presses),
        event: Arc::clone(&hands.pad_event),
    };
    let log = Log::new(options.log_pads);
    let folder = options.input_dir.clone();
    let reader = std::thread::Builder::new().name("pads".into());
    let started = reader.spawn(move || {
        if let Err(reason) = Folder::open(folder, log, seen).and_then(Folder::run) {
            log.say(format_args!("no pads: {reason:#}"));
        }
    });
    if let Err(reason) = started {
        eprintln!("probe: no pads: {reason}");
    }
}

/// A folder of event devices, and the pads among them.
struct Folder {
    path: PathBuf,
    notices: rustix::fd::OwnedFd,
    pads: [Option<Pad>; MOST],
    seen: Seen,
    log: Log,
}

impl Folder {
    fn open(path: PathBuf, log: Log, seen: Seen) -> Result<Self> {
        let notices = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)
            .context("cannot make an inotify descriptor")?;
        // A node that is made is seldom readable at once: its owner and mode come later.
        let what = WatchFlags::CREATE
            | WatchFlags::MOVED_TO
            | WatchFlags::ATTRIB
            | WatchFlags::DELETE
            | WatchFlags::MOVED_FROM;
        inotify::add_watch(&notices, &path, what)
            .with_context(|| format!("cannot watch {}", path.display()))?;
        let mut folder = Self {
            path,
            notices,
            pads: [const { None }; MOST],
            seen,
            log,
        };
        let mut there: Vec<_> = std::fs::read_dir(&folder.path)
            .with_context(|| format!("cannot list {}", folder.path.display()))?
            .filter_map(|entry| Some(entry.ok()?.file_name()))
            .collect();
        // event2 before event10.
        there.sort_by_key(|name| (name.len(), name.clone()));
        for name in there {
            folder.plug(&name);
        }
        Ok(folder)
    }

    fn run(mut self) -> Result<()> {
        loop {
            let mut fds = Vec::with_capacity(1 + MOST);
            fds.push(PollFd::new(&self.notices, PollFlags::IN));
            for pad in self.pads.iter().flatten() {
                fds.push(PollFd::new(pad, PollFlags::IN));
            }
            match poll(&mut fds, None) {
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error).context("cannot wait for pads"),
            }
            drop(fds);
            for slot in &mut self.pads {
                let gone = slot.as_mut().is_some_and(|pad| !pad.read(&self.seen));
                if gone {
                    *slot = None;
                }
            }
            self.read_notices()?;
        }
    }

    /// Follows the folder: nodes come, become readable, and go.
    fn read_notices(&mut self) -> Result<()> {
        let mut space = [std::mem::MaybeUninit::uninit(); 4096];
        let notices = self.notices.try_clone().context("no descriptor is left")?;
        let mut reader = inotify::Reader::new(&notices, &mut space);
        loop {
            let notice = match reader.next() {
                Ok(notice) => notice,
                Err(Errno::AGAIN) => return Ok(()),
                Err(Errno::INTR) => continue,
                Err(error) => return Err(error).context("cannot watch for pads"),
            };
            let Some(name) = notice.file_name() else {
                continue;
            };
            let name = OsStr::from_bytes(name.to_bytes());
            let what = notice.events();
            if !what.contains(ReadFlags::ATTRIB) {
                self.unplug(name);
            }
            if !what.intersects(ReadFlags::DELETE | ReadFlags::MOVED_FROM) {
                self.plug(name);
            }
        }
    }

    /// Reads this node from now on, if it is a pad that may be opened, and new.
    fn plug(&mut self, name: &OsStr) {
        let is_new = |pad: &Pad| pad.name != *name;
        if !is_event_node(name) || !self.pads.iter().flatten().all(is_new) {
            return;
        }
        let Some(index) = self.pads.iter().position(Option::is_none) else {
            return;
        };
        self.pads[index] = Pad::open(&self.path, name, index as u8, self.log);
    }

    fn unplug(&mut self, name: &OsStr) {
        for slot in &mut self.pads {
            slot.take_if(|pad| pad.name == *name);
        }
    }
}

/// Whether evdev made the node: `event` and a number.
fn is_event_node(name: &OsStr) -> bool {
    let number = name.as_bytes().strip_prefix(b"event");
    number.is_some_and(|n| !n.is_empty() && n.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_event_nodes_are_opened() {
        for (name, wanted) in [
            ("event0", true),
            ("event27", true),
            ("event", false),
            ("js0", false),
            (".event3.new", false),
            ("event3~", false),
        ] {
            assert_eq!(is_event_node(OsStr::new(name)), wanted, "{name}");
        }
    }
}
