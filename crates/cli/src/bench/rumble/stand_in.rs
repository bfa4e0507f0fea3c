//! Plays the kernel's part, and the game's, where the kernel makes no pads: a pad whose queue this bench writes.

use std::fs::OpenOptions;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context as _;
use rustix::pipe::{PipeFlags, pipe_with};
use stratus_input::{KernelPad, PadKernel, RumbleEffect, RumbleRequest};
use stratus_media::Timestamp;

/// What the stand-in plays; it has only this effect.
const EFFECT: RumbleEffect = RumbleEffect {
    strong: 0x8000,
    weak: 0x4000,
    // Until it is stopped.
    length_ms: 0,
    delay_ms: 0,
};
const ID: usize = 0;
/// The queue's two words.
const ON: u8 = 1;
const OFF: u8 = 0;

/// The game's end: where a rumble starts.
#[derive(Clone, Default)]
pub struct Motors(Arc<Mutex<Option<OwnedFd>>>);

impl Motors {
    /// The pad exists.
    pub fn plugged(&self) -> bool {
        self.queue().is_some()
    }

    /// Uploads and plays, or stops and erases, as a game does; says when.
    ///
    /// # Errors
    /// There is no pad.
    pub fn turn(&self, on: bool) -> anyhow::Result<Timestamp> {
        let queue = self.queue();
        let queue = queue.as_ref().context("no pad was made in the session")?;
        let asked = Timestamp::now();
        rustix::io::write(queue, &[if on { ON } else { OFF }])?;
        Ok(asked)
    }

    fn queue(&self) -> std::sync::MutexGuard<'_, Option<OwnedFd>> {
        // Whoever panicked left a descriptor or none.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The kernel's end: makes pads that no game sees.
pub struct StandIn(pub Motors);

impl PadKernel for StandIn {
    fn make(&mut self, _: u8) -> io::Result<Box<dyn KernelPad>> {
        let (asked, game) = pipe_with(PipeFlags::NONBLOCK | PipeFlags::CLOEXEC)?;
        let reports = OpenOptions::new().write(true).open("/dev/null")?.into();
        *self.0.queue() = Some(game);
        Ok(Box::new(Pad { asked, reports }))
    }
}

struct Pad {
    asked: OwnedFd,
    reports: OwnedFd,
}

impl KernelPad for Pad {
    fn fd(&self) -> BorrowedFd<'_> {
        self.asked.as_fd()
    }

    fn writer(&self) -> io::Result<OwnedFd> {
        self.reports.try_clone()
    }

    fn nodes(&self) -> io::Result<Vec<PathBuf>> {
        Ok(Vec::new())
    }

    fn requests(
        &mut self,
        _: bool,
        take: &mut dyn FnMut(RumbleRequest),
    ) -> io::Result<Option<Timestamp>> {
        let mut words = [0; 16];
        let n = match rustix::io::read(&self.asked, &mut words) {
            Err(rustix::io::Errno::AGAIN) => 0,
            read => read?,
        };
        for word in &words[..n] {
            if *word == ON {
                take(RumbleRequest::Upload(ID, EFFECT));
                take(RumbleRequest::Play(ID, 1));
            } else {
                take(RumbleRequest::Play(ID, 0));
                take(RumbleRequest::Erase(ID));
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rumble_is_uploaded_played_stopped_and_erased() {
        let motors = Motors::default();
        assert!(motors.turn(true).is_err(), "no pad yet");
        let mut pad = StandIn(motors.clone()).make(0).unwrap();
        let mut asked = Vec::new();
        pad.requests(false, &mut |request| asked.push(request))
            .unwrap();
        assert!(motors.plugged() && asked.is_empty());
        motors.turn(true).unwrap();
        motors.turn(false).unwrap();
        pad.requests(true, &mut |request| asked.push(request))
            .unwrap();
        assert_eq!(
            asked,
            [
                RumbleRequest::Upload(ID, EFFECT),
                RumbleRequest::Play(ID, 1),
                RumbleRequest::Play(ID, 0),
                RumbleRequest::Erase(ID),
            ]
        );
    }
}
