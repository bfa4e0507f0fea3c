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

/// Whether this process may make input devices.
///
/// # Errors
/// Why not, and what to do.
pub fn uinput_available() -> Result<(), String> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .open(PATH)
        .map(drop)
        .map_err(|e| explain(&e))
}

fn explain(e: &io::Error) -> String {
    let advice = match e.kind() {
        io::ErrorKind::NotFound => {
            "load the kernel's module ('modprobe uinput'); in a container, hand the device in"
        }
        io::ErrorKind::PermissionDenied => {
            "give this user access, as by the udev rule \
             'KERNEL==\"uinput\", GROUP=\"input\", MODE=\"0660\"' and membership in 'input'"
        }
        _ => "load the kernel's module again ('modprobe -r uinput; modprobe uinput')",
    };
    format!(
        "cannot open {PATH} ({e}), so games see no pads and controller profiles serve them: {advice}"
    )
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
            Err(text) => {
                assert!(
                    text.contains("/dev/uinput") && text.contains("modprobe"),
                    "{text}"
                );
            }
        }
        let denied = explain(&io::ErrorKind::PermissionDenied.into());
        assert!(denied.contains("udev"), "{denied}");
    }
}
