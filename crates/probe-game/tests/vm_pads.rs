//! Pads of the kernel's own making, under the game's fingers.
#![allow(clippy::unwrap_used, reason = "a test")]

mod weston;

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader};
use std::os::fd::AsFd as _;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use evdev::uinput::VirtualDevice;
use evdev::{
    AbsInfo, AbsoluteAxisCode, AttributeSet, EventSummary, EventType, FFEffectCode, FFEffectKind,
    InputEvent, KeyCode, UInputCode, UInputEvent, UinputAbsSetup,
};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use stratus_probe_game::strip::{PadEvent, PadEventKind, Strip};
use weston::{Running, Weston, wait_for};

/// Long enough for an emulated machine.
const DEADLINE: Duration = Duration::from_secs(60);

/// A pad with two buttons, a stick and motors.
struct Pad {
    device: VirtualDevice,
    asked: VecDeque<InputEvent>,
}

impl Pad {
    fn plug(name: &str) -> Self {
        let keys: AttributeSet<KeyCode> = [KeyCode::BTN_SOUTH, KeyCode::BTN_EAST]
            .into_iter()
            .collect();
        let motors: AttributeSet<FFEffectCode> = [FFEffectCode::FF_RUMBLE].into_iter().collect();
        let stick = AbsInfo::new(0, -32768, 32767, 0, 0, 0);
        let device = VirtualDevice::builder()
            .unwrap()
            .name(name)
            .with_keys(&keys)
            .unwrap()
            .with_absolute_axis(&UinputAbsSetup::new(AbsoluteAxisCode::ABS_X, stick))
            .unwrap()
            .with_ff(&motors)
            .unwrap()
            .with_ff_effects_max(4)
            .build()
            .unwrap();
        Self {
            device,
            asked: VecDeque::new(),
        }
    }

    fn button(&mut self, key: KeyCode, value: i32) {
        let event = InputEvent::new(EventType::KEY.0, key.0, value);
        self.device.emit(&[event]).unwrap();
    }

    fn stick(&mut self, value: i32) {
        let event = InputEvent::new(EventType::ABSOLUTE.0, AbsoluteAxisCode::ABS_X.0, value);
        self.device.emit(&[event]).unwrap();
    }

    /// What the game asks of the pad next.
    fn asked(&mut self) -> EventSummary {
        loop {
            if let Some(event) = self.asked.pop_front() {
                return event.destructure();
            }
            let patience = Timespec {
                tv_sec: DEADLINE.as_secs() as i64,
                tv_nsec: 0,
            };
            let fd = self.device.as_fd();
            let mut fds = [PollFd::new(&fd, PollFlags::IN)];
            assert_eq!(
                poll(&mut fds, Some(&patience)),
                Ok(1),
                "the game asks nothing"
            );
            self.asked.extend(self.device.fetch_events().unwrap());
        }
    }

    fn request(&mut self, code: UInputCode) -> UInputEvent {
        loop {
            match self.asked() {
                EventSummary::UInput(event, there, _) if there == code => return event,
                // The kernel stops an effect once more before it is erased.
                EventSummary::ForceFeedback(_, _, 0) => {}
                other => panic!("not {code:?}: {other:?}"),
            }
        }
    }
}

/// The game with what it prints, line by line.
struct Game {
    lines: Receiver<String>,
    _running: Running,
}

impl Game {
    fn start(weston: &Weston) -> Self {
        let mut child = weston.game(&["--mute", "--log-pads"]).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        Self {
            lines,
            _running: Running(child),
        }
    }

    /// Waits for a line that starts so; the lines before it are passed over.
    fn says(&self, start: &str) -> String {
        let mut others = Vec::new();
        loop {
            match self.lines.recv_timeout(DEADLINE) {
                Ok(line) if line.starts_with(start) => return line,
                Ok(line) => others.push(line),
                Err(_) => panic!("never '{start}', but {others:?}"),
            }
        }
    }
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn pads_come_play_and_go_and_the_picture_tells() {
    let weston = Weston::start(640, 480);
    let mut first = Pad::plug("First pad");
    let game = Game::start(&weston);
    let plugged = game.says("pad 0 plugged event");
    assert!(plugged.ends_with("\"First pad\""), "{plugged}");
    let mut second = Pad::plug("Second pad");
    game.says("pad 1 plugged event");

    first.button(KeyCode::BTN_SOUTH, 1);
    game.says("pad 0 key 304 1");
    first.button(KeyCode::BTN_SOUTH, 0);
    game.says("pad 0 key 304 0");
    second.stick(-32768);
    game.says("pad 1 abs 0 -32768");
    let mut shown = (0, None);
    wait_for(|| {
        let (width, height, luma) = weston.screenshot();
        let at = |x: u32, y: u32| luma[(y * width + x) as usize];
        if let (Ok(strip), Ok(pad)) = (
            Strip::read_untorn(width, height, at),
            PadEvent::read(width, height, at),
        ) {
            shown = (strip.presses, pad);
        }
        shown.0 == 2
    });
    let last = PadEvent {
        pad: 1,
        kind: PadEventKind::Axis,
        code: 0,
        value: -32768,
    };
    assert_eq!(shown, (2, Some(last)));

    drop(first);
    game.says("pad 0 gone");
    let _third = Pad::plug("Third pad");
    let plugged = game.says("pad 0 plugged event");
    assert!(plugged.ends_with("\"Third pad\""), "{plugged}");
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_press_of_b_rumbles_and_an_unanswered_upload_stops_nothing() {
    let weston = Weston::start(640, 480);
    let game = Game::start(&weston);
    let mut pad = Pad::plug("Pad");
    game.says("pad 0 plugged event");
    pad.button(KeyCode::BTN_EAST, 1);
    let request = pad.request(UInputCode::UI_FF_UPLOAD);
    // The game waits for its answer, and plays on.
    pad.button(KeyCode::BTN_SOUTH, 1);
    game.says("pad 0 key 304 1");
    wait_for(|| {
        let (width, height, luma) = weston.screenshot();
        let strip = Strip::read_luma(&luma, width as usize, width, height);
        strip.is_ok_and(|strip| strip.presses == 2)
    });

    let mut upload = pad.device.process_ff_upload(request).unwrap();
    let effect = upload.effect();
    assert_eq!(
        effect.kind,
        FFEffectKind::Rumble {
            strong_magnitude: 0x8000,
            weak_magnitude: 0x4000
        }
    );
    assert_eq!(effect.replay.length, 200);
    let id = upload.effect_id();
    upload.set_retval(0);
    drop(upload);
    game.says(&format!("pad 0 rumble uploaded id {id}"));
    let playing = pad.asked();
    assert!(
        matches!(playing, EventSummary::ForceFeedback(_, code, 1) if i32::from(code.0) == i32::from(id)),
        "{playing:?}"
    );

    pad.button(KeyCode::BTN_EAST, 0);
    let stopped = pad.asked();
    assert!(
        matches!(stopped, EventSummary::ForceFeedback(_, _, 0)),
        "{stopped:?}"
    );
    let request = pad.request(UInputCode::UI_FF_ERASE);
    let mut erase = pad.device.process_ff_erase(request).unwrap();
    assert_eq!(i64::from(erase.effect_id()), i64::from(id));
    erase.set_retval(0);
    drop(erase);
    game.says(&format!("pad 0 rumble erased id {id}"));
}
