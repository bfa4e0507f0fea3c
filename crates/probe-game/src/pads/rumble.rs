//! Asks a pad to rumble, on a thread of its own: the kernel waits for the pad's maker in each call.

use std::os::fd::AsFd as _;
use std::sync::mpsc::{Receiver, Sender, channel};

use anyhow::{Context as _, Result};
use evdev::{Device, FFEffect, FFEffectData, FFEffectKind, FFReplay, FFTrigger};
use rustix::time::{ClockId, clock_gettime};

use super::log::Log;

/// What is asked for: strong and weak motor (0–0xffff), for 200 ms.
const EFFECT: FFEffectData = FFEffectData {
    direction: 0,
    trigger: FFTrigger {
        button: 0,
        interval: 0,
    },
    replay: FFReplay {
        length: 200,
        delay: 0,
    },
    kind: FFEffectKind::Rumble {
        strong_magnitude: 0x8000,
        weak_magnitude: 0x4000,
    },
};

/// The motors of a pad.
pub struct Rumble {
    on: Sender<bool>,
}

impl Rumble {
    /// `None` where there is no thread or descriptor left: the pad plays on without.
    pub fn start(pad: &Device, index: u8, log: Log) -> Option<Self> {
        // The same open file: effects belong to it.
        let device = Device::from_fd(pad.as_fd().try_clone_to_owned().ok()?).ok()?;
        let (on, wanted) = channel();
        let motors = Motors { device, index, log };
        std::thread::Builder::new()
            .name("rumble".into())
            .spawn(move || motors.follow(&wanted))
            .ok()?;
        Some(Self { on })
    }

    /// Uploads and plays the effect, or stops and erases it.
    pub fn set(&self, on: bool) {
        // The thread ends only with this end.
        let _ = self.on.send(on);
    }
}

struct Motors {
    device: Device,
    index: u8,
    log: Log,
}

impl Motors {
    fn follow(mut self, wanted: &Receiver<bool>) {
        let mut playing = None;
        for on in wanted {
            if let Err(reason) = self.turn(on, &mut playing) {
                self.log
                    .say(format_args!("pad {} rumble failed: {reason:#}", self.index));
            }
        }
    }

    fn turn(&mut self, on: bool, playing: &mut Option<FFEffect>) -> Result<()> {
        let index = self.index;
        // When, for whoever measures how long it takes: `CLOCK_MONOTONIC`, ns.
        let now = clock_gettime(ClockId::Monotonic);
        let now = now.tv_sec * 1_000_000_000 + now.tv_nsec;
        let wish = if on { "on" } else { "off" };
        self.log
            .say(format_args!("pad {index} rumble asked {wish} {now}"));
        if let Some(mut effect) = playing.take() {
            let id = effect.id();
            let stopped = effect.stop();
            self.log
                .say(format_args!("pad {index} rumble stopped id {id}"));
            // Erases it.
            drop(effect);
            self.log
                .say(format_args!("pad {index} rumble erased id {id}"));
            stopped.context("cannot stop the effect")?;
        }
        if on {
            let uploaded = self.device.upload_ff_effect(EFFECT);
            let effect = playing.insert(uploaded.context("cannot upload the effect")?);
            let id = effect.id();
            self.log
                .say(format_args!("pad {index} rumble uploaded id {id}"));
            effect.play(1).context("cannot play the effect")?;
            self.log
                .say(format_args!("pad {index} rumble playing id {id}"));
        }
        Ok(())
    }
}
