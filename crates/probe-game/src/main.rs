//! `stratus-probe-game`: a Wayland game with a known picture, for tests and measurements.

mod backdrop;
mod buffers;
mod handlers;
mod options;
mod pads;
mod scene;
mod schedule;
mod tone;
mod window;

use std::io::ErrorKind;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use clap::Parser as _;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use smithay_client_toolkit::reexports::client::backend::WaylandError;
use smithay_client_toolkit::reexports::client::{Connection, globals::registry_queue_init};

use handlers::Hands;
use options::Options;
use schedule::End;
use window::Game;

fn main() -> Result<()> {
    let options = Options::parse();
    let hands = Hands::new();
    if !options.mute {
        tone::play(Arc::clone(&hands.presses));
    }
    pads::watch(&options, &hands);
    let connection = Connection::connect_to_env()
        .context("cannot reach a Wayland compositor: WAYLAND_DISPLAY has to name its socket")?;
    let (globals, mut queue) =
        registry_queue_init(&connection).context("cannot list the compositor's globals")?;
    let mut game = Game::new(&globals, &queue.handle(), options, hands)?;
    let end = loop {
        // All input that is there counts for the picture that is drawn next.
        queue
            .dispatch_pending(&mut game)
            .context("the compositor broke the Wayland protocol")?;
        if let Some(failure) = game.failure.take() {
            return Err(failure);
        }
        game.poison_released();
        let now = Instant::now();
        if let Some(end) = game.end(now) {
            break end;
        }
        game.draw(&queue.handle(), now)?;
        connection.flush().context("the compositor is gone")?;
        let Some(guard) = queue.prepare_read() else {
            continue;
        };
        let patience = game.wake().map(|at| at.saturating_duration_since(now));
        let fd = guard.connection_fd();
        let mut fds = [PollFd::new(&fd, PollFlags::IN | PollFlags::ERR)];
        let readable = match poll(&mut fds, patience.map(timespec).as_ref()) {
            Ok(n) => n > 0,
            Err(rustix::io::Errno::INTR) => false,
            Err(error) => return Err(error).context("cannot wait for the compositor"),
        };
        if readable {
            match guard.read() {
                Ok(_) => {}
                // Half a message: the rest comes.
                Err(WaylandError::Io(error)) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(error).context("the compositor is gone"),
            }
        }
    };
    println!("{}", game.summary());
    match end {
        End::Exit => Ok(()),
        End::Crash => std::process::abort(),
    }
}

fn timespec(duration: Duration) -> Timespec {
    Timespec {
        tv_sec: duration.as_secs() as i64,
        tv_nsec: duration.subsec_nanos().into(),
    }
}
