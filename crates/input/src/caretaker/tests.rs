use std::sync::mpsc;
use std::time::{Duration, Instant};

use rustix::pipe::{PipeFlags, pipe_with};

use super::*;
use crate::layout::{Event, Layout, events_in};
use crate::rumble::Effect;
use stratus_protocol::manifest::PadModel;
use stratus_protocol::session::input::PadState;

const PATIENCE: Duration = Duration::from_secs(20);

/// A kernel of pipes: what a game asks comes by one, reports go by another.
struct Pipes {
    /// The test gets the other ends: where a game asks, and where reports arrive.
    made: mpsc::Sender<(u8, OwnedFd, OwnedFd)>,
    fails: bool,
}

struct PipePad {
    index: u8,
    asked: OwnedFd,
    reports: OwnedFd,
}

/// A question of a byte each.
const UPLOAD: u8 = b'u';
const PLAY: u8 = b'p';
const STOP: u8 = b's';
const BREAK: u8 = b'b';

const EFFECT: Effect = Effect {
    strong: 50_000,
    weak: 25_000,
    length_ms: 0,
    delay_ms: 0,
};

impl PadKernel for Pipes {
    fn make(&mut self, index: u8) -> io::Result<Box<dyn KernelPad>> {
        if self.fails {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let (asked, game) = pipe_with(PipeFlags::NONBLOCK | PipeFlags::CLOEXEC)?;
        let (seen, reports) = pipe_with(PipeFlags::NONBLOCK | PipeFlags::CLOEXEC)?;
        self.made.send((index, game, seen)).unwrap();
        Ok(Box::new(PipePad {
            index,
            asked,
            reports,
        }))
    }
}

impl KernelPad for PipePad {
    fn fd(&self) -> BorrowedFd<'_> {
        self.asked.as_fd()
    }

    fn writer(&self) -> io::Result<OwnedFd> {
        self.reports.try_clone()
    }

    fn nodes(&self) -> io::Result<Vec<PathBuf>> {
        Ok(vec![format!("/dev/input/event{}", 40 + self.index).into()])
    }

    fn requests(
        &mut self,
        _: bool,
        take: &mut dyn FnMut(Request),
    ) -> io::Result<Option<Timestamp>> {
        let mut bytes = [0; 64];
        // Nothing asked is an error as well here.
        let n = rustix::io::read(&self.asked, &mut bytes).unwrap_or(0);
        for byte in &bytes[..n] {
            match *byte {
                UPLOAD => take(Request::Upload(0, EFFECT)),
                PLAY => take(Request::Play(0, 1)),
                STOP => take(Request::Play(0, 0)),
                _ => return Err(io::ErrorKind::BrokenPipe.into()),
            }
        }
        Ok(None)
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Heard {
    Plugged(PathBuf),
    Unplugged(PathBuf),
    Rumble(Rumble),
}

struct Ears(mpsc::Sender<Heard>);

impl PadEvents for Ears {
    fn plugged(&mut self, _: u8, nodes: &[PathBuf]) {
        for node in nodes {
            self.0.send(Heard::Plugged(node.clone())).unwrap();
        }
    }
    fn unplugged(&mut self, node: &Path) {
        self.0.send(Heard::Unplugged(node.into())).unwrap();
    }
    fn rumble(&mut self, rumble: Rumble) {
        self.0.send(Heard::Rumble(rumble)).unwrap();
    }
}

struct Session {
    caretaker: Caretaker,
    heard: mpsc::Receiver<Heard>,
    made: mpsc::Receiver<(u8, OwnedFd, OwnedFd)>,
}

fn session(fails: bool) -> Session {
    let (made, was_made) = mpsc::channel();
    let (ears, heard) = mpsc::channel();
    let kernel = Pipes { made, fails };
    Session {
        caretaker: Caretaker::new(kernel, Box::new(Ears(ears))).unwrap(),
        heard,
        made: was_made,
    }
}

impl Session {
    fn made(&mut self, index: u8) -> io::Result<Box<dyn PadDevice>> {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(made) = self.caretaker.made(index) {
                return made;
            }
            assert!(Instant::now() < until, "no device");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn hears(&self) -> Heard {
        self.heard.recv_timeout(PATIENCE).unwrap()
    }
}

fn rumble(pad: u8, strong: u16, weak: u16, duration_ms: u16) -> Heard {
    Heard::Rumble(Rumble {
        pad,
        strong,
        weak,
        duration_ms,
    })
}

#[test]
fn a_pad_appears_is_written_to_and_goes_with_its_session() {
    let mut session = session(false);
    session.caretaker.begin(3).unwrap();
    let mut pad = session.made(3).unwrap();
    assert_eq!(session.hears(), Heard::Plugged("/dev/input/event43".into()));
    let (index, _game, seen) = session.made.recv_timeout(PATIENCE).unwrap();
    assert_eq!(index, 3);
    let pressed = PadState {
        buttons: 0b11,
        triggers: [u16::MAX, 0],
        ..PadState::default()
    };
    let report = Layout::of(PadModel::Xbox360).report(&PadState::default(), &pressed);
    pad.report(&report).unwrap();
    let mut bytes = [0; REPORT_BYTES];
    let n = rustix::io::read(&seen, &mut bytes).unwrap();
    let events: Vec<Event> = events_in(&bytes[..n]).collect();
    assert_eq!(events[..3], *report.events());
    assert_eq!(events[3..], [Event::default()], "one SYN_REPORT, the last");
    drop(pad);
    drop(session.caretaker);
    let unplugged = Heard::Unplugged("/dev/input/event43".into());
    assert_eq!(session.heard.recv(), Ok(unplugged));
    assert_eq!(
        rustix::io::read(&seen, &mut bytes),
        Ok(0),
        "the device is gone"
    );
}

#[test]
fn what_a_game_asks_of_its_motors_is_heard_pad_by_pad() {
    let mut session = session(false);
    let mut games = Vec::new();
    for index in [0, 2] {
        session.caretaker.begin(index).unwrap();
        session.made(index).unwrap();
        session.hears();
        games.push(session.made.recv_timeout(PATIENCE).unwrap().1);
    }
    rustix::io::write(&games[1], &[UPLOAD, PLAY]).unwrap();
    assert_eq!(session.hears(), rumble(2, 50_000, 25_000, 2000));
    rustix::io::write(&games[0], &[UPLOAD, PLAY]).unwrap();
    assert_eq!(session.hears(), rumble(0, 50_000, 25_000, 2000));
    for (game, pad) in games.iter().zip([0, 2]) {
        rustix::io::write(game, &[STOP]).unwrap();
        assert_eq!(session.hears(), rumble(pad, 0, 0, 0));
    }
}

#[test]
fn a_pad_whose_motors_fail_is_left_and_the_others_go_on() {
    let mut session = session(false);
    let mut games = Vec::new();
    for index in [0, 1] {
        session.caretaker.begin(index).unwrap();
        session.made(index).unwrap();
        session.hears();
        games.push(session.made.recv_timeout(PATIENCE).unwrap().1);
    }
    rustix::io::write(&games[0], &[BREAK]).unwrap();
    rustix::io::write(&games[1], &[UPLOAD, PLAY]).unwrap();
    assert_eq!(session.hears(), rumble(1, 50_000, 25_000, 2000));
}

#[test]
fn a_device_that_cannot_be_made_is_said() {
    let mut session = session(true);
    session.caretaker.begin(0).unwrap();
    let error = session.made(0).err().unwrap();
    assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
    assert!(session.caretaker.made(0).is_none(), "it is said once");
}

#[test]
fn a_session_without_pads_has_no_thread() {
    let session = session(false);
    drop(session.caretaker);
    assert!(session.heard.recv().is_err());
}
