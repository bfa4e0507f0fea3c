//! One pad: its events become presses.

use std::ffi::{OsStr, OsString};
use std::os::fd::{AsFd, BorrowedFd};
use std::path::Path;

use evdev::{AbsoluteAxisCode, Device, EventSummary, FFEffectCode, KeyCode};
use stratus_probe_game::strip::{PadEvent, PadEventKind};

use super::Seen;
use super::log::Log;
use super::rumble::Rumble;
use super::travel::Travel;

/// A pad that is plugged in.
pub struct Pad {
    /// Its node in the folder.
    pub name: OsString,
    index: u8,
    // Closed before `rumble` closes it for good: that may take the kernel long.
    device: Device,
    rumble: Option<Rumble>,
    axes: Vec<Travel>,
    log: Log,
}

impl AsFd for Pad {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.device.as_fd()
    }
}

impl Pad {
    /// `None` where it is no pad, or may not be opened (yet).
    pub fn open(folder: &Path, name: &OsStr, index: u8, log: Log) -> Option<Self> {
        let device = Device::open(folder.join(name)).ok()?;
        // `BTN_GAMEPAD` is another name of it.
        if !device.supported_keys()?.contains(KeyCode::BTN_SOUTH) {
            return None;
        }
        device.set_nonblocking(true).ok()?;
        let axes = device.get_absinfo().ok().into_iter().flatten();
        let axes = axes.map(|(axis, info)| Travel::new(axis, info.minimum(), info.maximum()));
        let axes = axes.collect();
        log.say(format_args!(
            "pad {index} plugged {} \"{}\"",
            name.display(),
            device.name().unwrap_or_default()
        ));
        let can_rumble = device
            .supported_ff()
            .is_some_and(|effects| effects.contains(FFEffectCode::FF_RUMBLE));
        let rumble = can_rumble
            .then(|| Rumble::start(&device, index, log))
            .flatten();
        Some(Self {
            name: name.to_owned(),
            index,
            device,
            rumble,
            axes,
            log,
        })
    }

    /// Takes the events that are there. False: the pad is gone.
    pub fn read(&mut self, seen: &Seen) -> bool {
        loop {
            let events = match self.device.fetch_events() {
                Ok(events) => events,
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => return true,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(_) => return false,
            };
            for event in events {
                match event.destructure() {
                    EventSummary::Key(_, key, value) => {
                        let control = Control {
                            kind: PadEventKind::Key,
                            code: key.0,
                            value,
                        };
                        control.tell(self.index, self.log, seen);
                        if value == 1 {
                            seen.press();
                        }
                        if key == KeyCode::BTN_EAST
                            && let Some(rumble) = &self.rumble
                        {
                            rumble.set(value == 1);
                        }
                    }
                    EventSummary::AbsoluteAxis(_, AbsoluteAxisCode(code), value) => {
                        let control = Control {
                            kind: PadEventKind::Axis,
                            code,
                            value,
                        };
                        control.tell(self.index, self.log, seen);
                        let axis = self.axes.iter_mut().find(|travel| travel.axis.0 == code);
                        if axis.is_some_and(|travel| travel.moved(value)) {
                            seen.press();
                        }
                    }
                    _ => {}
                }
            }
        }
    }
}

impl Drop for Pad {
    fn drop(&mut self) {
        self.log.say(format_args!("pad {} gone", self.index));
    }
}

/// A control and where it is now.
struct Control {
    kind: PadEventKind,
    code: u16,
    value: i32,
}

impl Control {
    /// Shows the event in the picture and prints it.
    fn tell(&self, pad: u8, log: Log, seen: &Seen) {
        let Self { kind, code, value } = *self;
        let short = value.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        seen.event(PadEvent {
            pad,
            kind,
            code,
            value: short,
        });
        let kind = match kind {
            PadEventKind::Key => "key",
            PadEventKind::Axis => "abs",
        };
        log.say(format_args!("pad {pad} {kind} {code} {value}"));
    }
}
