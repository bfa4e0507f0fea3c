//! The game's pads, where the kernel makes none: devices whose reports this test reads, as a game would.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;

use rustix::pipe::{PipeFlags, pipe_with};
use stratus_input::{KernelPad, PadKernel, RumbleRequest};
use stratus_media::Timestamp;
use tokio::sync::mpsc;

use super::soon;

/// evdev's kind of a key or button, and the button that an Xbox pad has where the standard mapping has its first.
const EV_KEY: u16 = 1;
const BTN_SOUTH: u16 = 0x130;
/// Bytes of an `input_event` on a 64-bit machine: its time, kind, code and value.
const EVENT: usize = 24;

/// The first button of one of the game's pads, pressed or let go.
type Press = (u8, bool);

/// The pads as the game sees them.
pub struct GamePads {
    presses: mpsc::UnboundedReceiver<Press>,
    pressed: HashMap<u8, bool>,
}

impl GamePads {
    /// The kernel's end, and the game's.
    pub fn plugged_nowhere() -> (Kernel, Self) {
        let (told, presses) = mpsc::unbounded_channel();
        let pads = Self {
            presses,
            pressed: HashMap::new(),
        };
        (Kernel(told), pads)
    }

    /// Waits until the game's pad is pressed, or at rest.
    pub async fn feels(&mut self, pad: u8, pressed: bool) {
        let what = format!("pad {pad} pressed: {pressed}");
        while self.is_pressed(pad) != pressed {
            let (pad, pressed) = soon(&what, self.presses.recv()).await.expect("devices");
            self.pressed.insert(pad, pressed);
        }
    }

    /// Waits until no pad is there any more.
    pub async fn are_gone(&mut self) {
        while soon("the end of the pads", self.presses.recv())
            .await
            .is_some()
        {}
    }

    /// What the game knew when it looked last.
    pub fn is_pressed(&self, pad: u8) -> bool {
        self.pressed.get(&pad).copied().unwrap_or_default()
    }
}

/// Makes them.
pub struct Kernel(mpsc::UnboundedSender<Press>);

impl PadKernel for Kernel {
    fn make(&mut self, index: u8) -> io::Result<Box<dyn KernelPad>> {
        let (reports, report) = pipe_with(PipeFlags::CLOEXEC)?;
        let (asked, asks) = pipe_with(PipeFlags::CLOEXEC)?;
        let told = self.0.clone();
        std::thread::spawn(move || read(index, File::from(reports), &told));
        Ok(Box::new(Pad {
            report,
            asked,
            _asks: asks,
        }))
    }
}

fn read(pad: u8, mut reports: File, told: &mpsc::UnboundedSender<Press>) {
    let mut event = [0; EVENT];
    while reports.read_exact(&mut event).is_ok() {
        let word = |at: usize| u16::from_ne_bytes([event[at], event[at + 1]]);
        if (word(EVENT - 8), word(EVENT - 6)) == (EV_KEY, BTN_SOUTH) {
            let _ = told.send((pad, event[EVENT - 4..] != [0; 4]));
        }
    }
}

struct Pad {
    report: OwnedFd,
    /// The game asks nothing of its motors.
    asked: OwnedFd,
    _asks: OwnedFd,
}

impl KernelPad for Pad {
    fn fd(&self) -> BorrowedFd<'_> {
        self.asked.as_fd()
    }

    fn writer(&self) -> io::Result<OwnedFd> {
        self.report.try_clone()
    }

    /// A node that no game can be shown.
    fn nodes(&self) -> io::Result<Vec<PathBuf>> {
        Ok(vec!["/dev/input/of-no-kernel".into()])
    }

    fn requests(
        &mut self,
        _: bool,
        _: &mut dyn FnMut(RumbleRequest),
    ) -> io::Result<Option<Timestamp>> {
        Ok(None)
    }
}
