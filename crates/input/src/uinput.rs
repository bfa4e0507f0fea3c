//! The kernel's side of a pad: `/dev/uinput`.

use std::fs::OpenOptions;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};

use evdev::uinput::{FFEraseEvent, FFUploadEvent, VirtualDevice};
use evdev::{
    AbsInfo, AbsoluteAxisCode, AttributeSet, BusType, FFEffectCode, FFEffectData, FFEffectKind,
    InputId, KeyCode, UInputCode, UInputEvent, UinputAbsSetup,
};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;
use stratus_media::Timestamp;
use stratus_protocol::session::input::PadState;

use crate::caretaker::{KernelPad, PadKernel};
use crate::layout::{EVENT_BYTES, Event, Layout, QUEUE_BYTES, events_in};
use crate::questions::{Question, Questions};
use crate::rumble::{EFFECTS, Effect, Request};

const PATH: &str = "/dev/uinput";
/// Where the kernel says which nodes a device has.
const NODES: &str = "/dev/input";
/// Reads in a row: a game that plays effects faster than they are read holds up no other pad.
const READS: usize = 4;
/// `EV_UINPUT` of `linux/uinput.h`: a question of the kernel's, whose number is the value.
const EV_UINPUT: u16 = 0x0101;
/// `UI_FF_UPLOAD`, as a code of `EV_UINPUT`.
const UI_FF_UPLOAD: u16 = 1;
/// `UI_FF_ERASE`, as a code of `EV_UINPUT`.
const UI_FF_ERASE: u16 = 2;
/// `EV_FF`.
const EV_FF: u16 = 0x15;
/// `FF_GAIN` of `linux/input.h`, as a code of `EV_FF`.
const FF_GAIN: u16 = 0x60;

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

/// Makes pads of a layout.
pub(crate) struct Uinput {
    layout: &'static Layout,
}

impl Uinput {
    pub fn new(layout: &'static Layout) -> Self {
        Self { layout }
    }
}

impl PadKernel for Uinput {
    fn make(&mut self, _: u8) -> io::Result<Box<dyn KernelPad>> {
        let l = self.layout;
        let keys: AttributeSet<KeyCode> = l.buttons.iter().map(|(_, c)| KeyCode(*c)).collect();
        // What a real pad's driver declares by way of the kernel's emulation for two motors (ff-memless).
        let motors: AttributeSet<FFEffectCode> = [
            FFEffectCode::FF_RUMBLE,
            FFEffectCode::FF_PERIODIC,
            FFEffectCode::FF_SQUARE,
            FFEffectCode::FF_TRIANGLE,
            FFEffectCode::FF_SINE,
            FFEffectCode::FF_GAIN,
        ]
        .into_iter()
        .collect();
        let mut builder = VirtualDevice::builder()?
            .name(l.name)
            .input_id(InputId::new(
                BusType::BUS_USB,
                l.vendor,
                l.product,
                l.version,
            ))
            .with_keys(&keys)?
            .with_ff(&motors)?
            .with_ff_effects_max(EFFECTS as u32);
        for axis in l.axes {
            // A game reads the position before it has seen an event.
            let rest = axis.position(&PadState::default());
            let info = AbsInfo::new(rest, axis.minimum, axis.maximum, axis.fuzz, axis.flat, 0);
            let setup = UinputAbsSetup::new(AbsoluteAxisCode(axis.code), info);
            builder = builder.with_absolute_axis(&setup)?;
        }
        let mut device = builder.build()?;
        let flags = fcntl_getfl(&device)?;
        fcntl_setfl(&device, flags | OFlags::NONBLOCK)?;
        let sys = device.get_syspath()?;
        Ok(Box::new(UinputPad {
            questions: Questions::new(),
            events: Vec::with_capacity(READS * QUEUE_BYTES / EVENT_BYTES),
            device,
            sys,
        }))
    }
}

struct UinputPad {
    questions: Questions<Open>,
    /// Of one look at the queue, in memory that is there.
    events: Vec<Event>,
    device: VirtualDevice,
    /// Its folder in sysfs.
    sys: PathBuf,
}

impl KernelPad for UinputPad {
    fn fd(&self) -> BorrowedFd<'_> {
        self.device.as_fd()
    }

    fn writer(&self) -> io::Result<OwnedFd> {
        self.device.as_fd().try_clone_to_owned()
    }

    fn nodes(&self) -> io::Result<Vec<PathBuf>> {
        let mut nodes = Vec::new();
        for entry in std::fs::read_dir(&self.sys)? {
            let name = entry?.file_name();
            // The event device, and the joystick device where the kernel has that module.
            if name.to_str().is_some_and(is_node) {
                nodes.push(Path::new(NODES).join(name));
            }
        }
        nodes.sort();
        Ok(nodes)
    }

    fn requests(
        &mut self,
        effects: bool,
        take: &mut dyn FnMut(Request),
    ) -> io::Result<Option<Timestamp>> {
        let before = Timestamp::now();
        let mut events = std::mem::take(&mut self.events);
        let drained = drain(&self.device, &mut events);
        if !events.is_empty() {
            self.questions.heard(Timestamp::now());
        }
        for event in events.drain(..) {
            self.event(event, take);
        }
        self.events = events;
        if drained? {
            self.silence(before, effects, take);
        }
        Ok(self.questions.due())
    }
}

impl UinputPad {
    fn event(&mut self, event: Event, take: &mut dyn FnMut(Request)) {
        let question = match (event.kind, event.code) {
            (EV_FF, FF_GAIN) => {
                return take(Request::Gain(event.value.clamp(0, 0xffff) as u16));
            }
            (EV_FF, id) => return take(Request::Play(id.into(), event.value)),
            (EV_UINPUT, UI_FF_UPLOAD) => Question::Upload(event.value),
            (EV_UINPUT, UI_FF_ERASE) => Question::Erase(event.value),
            _ => return,
        };
        let device = &mut self.device;
        if let Some(open) = self.questions.announced(question, |q| open(device, q)) {
            answer(open, take);
        }
    }

    /// The queue was empty at `now` or later: what may have been lost is looked for.
    fn silence(&mut self, now: Timestamp, effects: bool, take: &mut dyn FnMut(Request)) {
        while let Some(open) = self.questions.lost(now) {
            tracing::debug!(
                "a game's upload was announced in a flood and lost; it is answered now"
            );
            answer(open, take);
        }
        let device = &mut self.device;
        self.questions
            .look(now, effects, |q| Some((open(device, q)?, Timestamp::now())));
    }
}

/// Reads what the queue has, up to [`READS`] times; whether it is empty now.
fn drain(queue: impl AsFd, events: &mut Vec<Event>) -> io::Result<bool> {
    for _ in 0..READS {
        let mut bytes = [0; QUEUE_BYTES];
        match rustix::io::read(&queue, &mut bytes) {
            Ok(n) => events.extend(events_in(&bytes[..n])),
            Err(Errno::AGAIN) => return Ok(true),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(false)
}

/// A question that the kernel showed us. Dropping it is the answer, so also when the pad goes: the kernel itself
/// then answers whatever is open.
enum Open {
    Upload(FFUploadEvent),
    Erase(FFEraseEvent),
}

/// `None`: there is no such question (any more).
fn open(device: &mut VirtualDevice, question: Question) -> Option<Open> {
    match question {
        Question::Upload(number) => {
            let event = UInputEvent::new(UInputCode::UI_FF_UPLOAD, number);
            device.process_ff_upload(event).ok().map(Open::Upload)
        }
        Question::Erase(number) => {
            let event = UInputEvent::new(UInputCode::UI_FF_ERASE, number);
            device.process_ff_erase(event).ok().map(Open::Erase)
        }
    }
}

fn answer(open: Open, take: &mut dyn FnMut(Request)) {
    match open {
        Open::Upload(upload) => {
            let id = usize::try_from(upload.effect_id());
            if let (Ok(id), Some(effect)) = (id, effect(&upload.effect())) {
                take(Request::Upload(id, effect));
            }
        }
        Open::Erase(erase) => take(Request::Erase(erase.effect_id() as usize)),
    }
}

fn is_node(name: &str) -> bool {
    let number = name.strip_prefix("event").or(name.strip_prefix("js"));
    number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// What two motors can do of an effect, as ff-memless does it; `None`: nothing, and the kernel lets none such
/// through.
fn effect(data: &FFEffectData) -> Option<Effect> {
    let (strong, weak) = match data.kind {
        FFEffectKind::Rumble {
            strong_magnitude,
            weak_magnitude,
        } => (strong_magnitude, weak_magnitude),
        FFEffectKind::Periodic { magnitude, .. } => {
            // 0…0x7fff becomes 0…0xffff.
            let level = magnitude.unsigned_abs().min(0x7fff);
            let level = (u32::from(level) * 0xffff / 0x7fff) as u16;
            (level, level)
        }
        _ => return None,
    };
    Some(Effect {
        strong,
        weak,
        length_ms: data.replay.length,
        delay_ms: data.replay.delay,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_uinput_says_why_and_what_to_do() {
        if let Err(reason) = uinput_available() {
            let text = reason.to_string();
            assert!(
                text.contains("/dev/uinput") && text.contains("modprobe"),
                "{text}"
            );
        }
        let denied = NoPads::from(io::Error::from(io::ErrorKind::PermissionDenied));
        assert!(denied.to_string().contains("udev"), "{denied}");
    }

    #[test]
    fn a_queue_that_never_ends_is_left_after_some_reads() {
        let flags = rustix::pipe::PipeFlags::NONBLOCK;
        let (queue, game) = rustix::pipe::pipe_with(flags).unwrap();
        rustix::io::write(&game, &[0; 10 * QUEUE_BYTES]).unwrap();
        let mut events = Vec::new();
        for (drained, heard) in [(false, 64), (false, 128), (true, 160)] {
            assert_eq!(drain(&queue, &mut events).unwrap(), drained);
            assert_eq!(events.len(), heard);
        }
        drop(game);
    }

    #[test]
    fn a_pads_nodes_are_told_from_what_else_sysfs_has() {
        for (name, is) in [
            ("event7", true),
            ("js0", true),
            ("event", false),
            ("json", false),
            ("id", false),
            ("capabilities", false),
        ] {
            assert_eq!(is_node(name), is, "{name}");
        }
    }

    #[test]
    fn a_wave_moves_both_motors_and_a_spring_none() {
        let data = |kind| FFEffectData {
            direction: 0,
            trigger: evdev::FFTrigger::default(),
            replay: evdev::FFReplay {
                length: 300,
                delay: 5,
            },
            kind,
        };
        let envelope = evdev::FFEnvelope {
            attack_length: 0,
            attack_level: 0,
            fade_length: 0,
            fade_level: 0,
        };
        let wave = |magnitude| {
            effect(&data(FFEffectKind::Periodic {
                waveform: evdev::FFWaveform::Sine,
                period: 10,
                magnitude,
                offset: 0,
                phase: 0,
                envelope,
            }))
        };
        for (magnitude, level) in [(0x7fff, 0xffff), (i16::MIN, 0xffff), (0, 0)] {
            let expected = Effect {
                strong: level,
                weak: level,
                length_ms: 300,
                delay_ms: 5,
            };
            assert_eq!(wave(magnitude), Some(expected));
        }
        assert_eq!(effect(&data(FFEffectKind::Damper)), None);
    }
}
