//! The kernel's side of a pad: `/dev/uinput`.

use std::fs::OpenOptions;
use std::io;
use std::path::PathBuf;

use evdev::uinput::VirtualDevice;
use evdev::{
    AbsInfo, AbsoluteAxisCode, AttributeSet, BusType, InputEvent, InputId, KeyCode, UinputAbsSetup,
};

use crate::pads::{PadDevice, PadMaker};
use crate::xpad::{AXES, BUTTONS, MAX_EVENTS, NAME, PRODUCT, Report, VENDOR, VERSION};

const PATH: &str = "/dev/uinput";

/// Why no pads can be made here.
#[derive(Debug, thiserror::Error)]
#[error(
    "games see no pads, controller profiles serve them: cannot open {PATH}: {source}; {advice}"
)]
pub struct NoPads {
    /// What the kernel said.
    pub source: io::Error,
    /// What to do about it.
    pub advice: &'static str,
}

impl From<io::Error> for NoPads {
    fn from(source: io::Error) -> Self {
        let advice = match source.kind() {
            io::ErrorKind::NotFound => {
                "load the kernel's module (`modprobe uinput`); in a container, hand the device in"
            }
            io::ErrorKind::PermissionDenied => {
                "give this user access, as by the udev rule \
                 `KERNEL==\"uinput\", GROUP=\"input\", MODE=\"0660\"` and membership in `input`"
            }
            _ => "load the kernel's module again (`modprobe -r uinput; modprobe uinput`)",
        };
        Self { source, advice }
    }
}

/// Whether this process may make input devices.
///
/// # Errors
/// Why not, and what to do.
pub fn uinput_available() -> Result<(), NoPads> {
    OpenOptions::new().read(true).write(true).open(PATH)?;
    Ok(())
}

/// Makes Xbox 360 pads.
pub(crate) struct Uinput;

impl PadMaker for Uinput {
    fn make(&mut self) -> io::Result<Box<dyn PadDevice>> {
        let keys: AttributeSet<KeyCode> = BUTTONS.iter().map(|(_, code)| KeyCode(*code)).collect();
        let mut builder = VirtualDevice::builder()?
            .name(NAME)
            .input_id(InputId::new(BusType::BUS_USB, VENDOR, PRODUCT, VERSION))
            .with_keys(&keys)?;
        for axis in &AXES {
            let info = AbsInfo::new(0, axis.minimum, axis.maximum, axis.fuzz, axis.flat, 0);
            let setup = UinputAbsSetup::new(AbsoluteAxisCode(axis.code), info);
            builder = builder.with_absolute_axis(&setup)?;
        }
        Ok(Box::new(UinputPad(builder.build()?)))
    }
}

struct UinputPad(VirtualDevice);

impl PadDevice for UinputPad {
    fn report(&mut self, report: &Report) -> io::Result<()> {
        let mut events = [InputEvent::new(0, 0, 0); MAX_EVENTS];
        let n = report.events().len();
        for (event, e) in events.iter_mut().zip(report.events()) {
            *event = InputEvent::new(e.kind, e.code, e.value);
        }
        // Adds SYN_REPORT.
        self.0.emit(&events[..n])
    }

    fn nodes(&mut self) -> io::Result<Vec<PathBuf>> {
        self.0.enumerate_dev_nodes_blocking()?.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_uinput_says_why_and_what_to_do() {
        match uinput_available() {
            Ok(()) => {
                let mut pad = Uinput.make().unwrap();
                assert!(!pad.nodes().unwrap().is_empty());
            }
            Err(reason) => {
                let text = reason.to_string();
                assert!(
                    text.contains("/dev/uinput") && text.contains("modprobe"),
                    "{text}"
                );
            }
        }
        let denied = NoPads::from(io::Error::from(io::ErrorKind::PermissionDenied));
        assert!(denied.to_string().contains("udev"), "{denied}");
    }
}
