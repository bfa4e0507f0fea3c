//! Pads that a game sees as devices.

use std::io;
use std::path::PathBuf;

use stratus_protocol::session::input::{MAX_PADS, PadState};

use crate::xpad::Report;

/// Something that makes a pad's device.
pub(crate) trait PadMaker: Send {
    /// A new pad at rest.
    fn make(&mut self) -> io::Result<Box<dyn PadDevice>>;
}

/// A pad's device; it is gone when dropped.
pub(crate) trait PadDevice: Send {
    /// Writes the events and one `SYN_REPORT` after them.
    fn report(&mut self, report: &Report) -> io::Result<()>;
    /// Its nodes in `/dev/input`.
    fn nodes(&mut self) -> io::Result<Vec<PathBuf>>;
}

struct Pad {
    device: Box<dyn PadDevice>,
    state: PadState,
}

/// The devices of one session. Each is made by its pad's first event and stays to the session's end:
/// a game would take an unplugged pad for the player's wish.
pub(crate) struct Pads {
    maker: Box<dyn PadMaker>,
    pads: [Option<Pad>; MAX_PADS],
}

impl Pads {
    pub fn new(maker: Box<dyn PadMaker>) -> Self {
        Self {
            maker,
            pads: [const { None }; MAX_PADS],
        }
    }

    /// Brings a device to `state`. Says whether it was made now.
    pub fn apply(&mut self, state: &PadState) -> io::Result<bool> {
        let Some(slot) = self.pads.get_mut(usize::from(state.index)) else {
            return Ok(false);
        };
        let made = slot.is_none();
        let pad = match slot {
            Some(pad) => pad,
            None => slot.insert(Pad {
                device: self.maker.make()?,
                state: PadState::default(),
            }),
        };
        let report = Report::between(&pad.state, state);
        if !report.events().is_empty() {
            pad.device.report(&report)?;
        }
        pad.state = *state;
        Ok(made)
    }

    /// Brings a device to rest, if there is one.
    pub fn rest(&mut self, index: u8) -> io::Result<()> {
        if self
            .pads
            .get(usize::from(index))
            .is_some_and(Option::is_some)
        {
            self.apply(&PadState {
                index,
                ..PadState::default()
            })?;
        }
        Ok(())
    }

    /// Nodes in `/dev/input` of all devices.
    pub fn nodes(&mut self) -> io::Result<Vec<PathBuf>> {
        let mut nodes = Vec::new();
        for pad in self.pads.iter_mut().flatten() {
            nodes.extend(pad.device.nodes()?);
        }
        Ok(nodes)
    }
}
