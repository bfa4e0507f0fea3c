//! Pads that a game sees as devices.

use std::io;
use std::time::Duration;

use stratus_media::Timestamp;
use stratus_protocol::session::input::{MAX_PADS, PadState};

use crate::debut::Debut;
use crate::layout::{Layout, Report};

/// How often to look whether a device is made.
const MAKING: Duration = Duration::from_millis(2);

/// Something that makes pads' devices, without holding up who asks for one.
pub(crate) trait PadMaker: Send {
    /// Begins to make a pad at rest.
    fn begin(&mut self, index: u8) -> io::Result<()>;
    /// What came of it, once: the game can see the device now.
    fn made(&mut self, index: u8) -> Option<io::Result<Box<dyn PadDevice>>>;
}

/// A pad's device. The maker keeps it: it is gone when that is dropped.
pub(crate) trait PadDevice: Send {
    /// Writes the events and one `SYN_REPORT` after them.
    fn report(&mut self, report: &Report) -> io::Result<()>;
}

struct Pad {
    /// `None` while it is being made.
    device: Option<Box<dyn PadDevice>>,
    /// What the game knows.
    state: PadState,
    /// What it does not know yet; `None`: it knows all.
    debut: Option<Debut>,
}

/// The devices of one session. Each is made by its pad's first event and stays to the session's end:
/// a game would take an unplugged pad for the player's wish.
pub(crate) struct Pads {
    layout: &'static Layout,
    pads: [Option<Pad>; MAX_PADS],
    /// Dropped last: the devices are gone then.
    maker: Box<dyn PadMaker>,
}

impl Pads {
    pub fn new(layout: &'static Layout, maker: Box<dyn PadMaker>) -> Self {
        Self {
            layout,
            pads: [const { None }; MAX_PADS],
            maker,
        }
    }

    /// Brings a device to `state`, at once or when the game can see it. The first call makes it.
    pub fn apply(&mut self, state: &PadState) -> io::Result<()> {
        self.plug_in(state.index)?;
        let Some(Some(pad)) = self.pads.get_mut(usize::from(state.index)) else {
            return Ok(());
        };
        match &mut pad.debut {
            Some(debut) => {
                debut.push(state);
                Ok(())
            }
            None => pad.report(self.layout, state),
        }
    }

    /// Begins to make pad `index`, if it is not there.
    pub fn plug_in(&mut self, index: u8) -> io::Result<()> {
        let Some(slot @ None) = self.pads.get_mut(usize::from(index)) else {
            return Ok(());
        };
        self.maker.begin(index)?;
        *slot = Some(Pad {
            device: None,
            state: PadState {
                index,
                ..PadState::default()
            },
            debut: Some(Debut::new()),
        });
        Ok(())
    }

    /// Brings a device to rest, if there is one.
    pub fn rest(&mut self, index: u8) -> io::Result<()> {
        if matches!(self.pads.get(usize::from(index)), Some(Some(_))) {
            self.apply(&PadState {
                index,
                ..PadState::default()
            })?;
        }
        Ok(())
    }

    /// Takes devices that are made and reports what waited for them. Says when to call again.
    pub fn tick(&mut self, now: Timestamp) -> io::Result<Option<Timestamp>> {
        let mut next: Option<Timestamp> = None;
        for (index, slot) in self.pads.iter_mut().enumerate() {
            let Some(pad) = slot else { continue };
            let Some(debut) = &mut pad.debut else {
                continue;
            };
            if pad.device.is_none()
                && let Some(made) = self.maker.made(index as u8)
            {
                pad.device = Some(made?);
                tracing::info!("pad {index} is a device now");
                debut.appears(now);
            }
            while let Some(state) = pad.debut.as_mut().and_then(|debut| debut.next(now)) {
                pad.report(self.layout, &state)?;
            }
            let due = match &pad.debut {
                Some(_) if pad.device.is_none() => Some(now + MAKING),
                Some(debut) if debut.is_over(now) => {
                    pad.debut = None;
                    None
                }
                Some(debut) => debut.due(),
                None => None,
            };
            next = match (next, due) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (one, other) => one.or(other),
            };
        }
        Ok(next)
    }

    /// Lets go of devices that failed. The kernel takes its time to remove them, and whoever routes input has none:
    /// that is a thread of its own.
    pub fn abandon(self) {
        let thread = std::thread::Builder::new().name("pads-lost".into());
        if let Err(error) = thread.spawn(move || drop(self)) {
            tracing::warn!("no thread to remove pads on, it was waited for: {error}");
        }
    }

    /// States that no device was told, in order: for whoever serves in their place.
    pub fn untold(&self) -> impl Iterator<Item = &PadState> {
        let debuts = self.pads.iter().flatten().filter_map(|pad| {
            let debut = pad.debut.as_ref()?;
            Some(debut.waiting())
        });
        debuts.flatten()
    }
}

impl Pad {
    fn report(&mut self, layout: &Layout, state: &PadState) -> io::Result<()> {
        let report = layout.report(&self.state, state);
        if let Some(device) = &mut self.device
            && !report.events().is_empty()
        {
            device.report(&report)?;
        }
        self.state = *state;
        Ok(())
    }
}
