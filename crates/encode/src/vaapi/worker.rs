//! The thread that talks to the driver, and what is done where it does not come back.
//!
//! A driver may hold a call for as long as it likes. So none is made on the encoder's own thread: that one hands a job
//! over, waits for its time, and goes. The thread it leaves behind owns everything that the driver may still be at, the
//! game's buffer among it, and frees it when the call returns.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex};

use super::capabilities::Capabilities;
use super::display::{Display, hangs, render_nodes};
use super::engine::Rate;
use super::failure::Failure;
use super::headers;
use super::nodes::Identity;
use super::session::{Coded, Job, Session};
use crate::EncoderConfig;
use crate::h264::Sps;

/// How long a worker that has nothing to do may take to free its memory.
const FAREWELL: Duration = Duration::from_millis(100);

/// Room for a picture, bytes: more than one takes at any usual bitrate, so that no frame waits for memory. What is not
/// used is only address space.
pub(super) const PICTURE: usize = 1 << 20;

/// What a worker found.
pub(super) struct Opened {
    pub retired: Arc<AtomicBool>,
    pub capabilities: Capabilities,
    pub sps: Sps,
}

/// Why a worker has no answer.
pub(super) enum NoAnswer {
    /// It is still at it.
    Late,
    /// It has ended.
    Ended,
    /// What its driver said.
    Failed(Failure),
}

/// Where jobs and pictures are left for each other.
struct Desk {
    state: Mutex<State>,
    to_do: Condvar,
    done: Condvar,
}

#[derive(Default)]
struct State {
    opened: Option<Result<Opened, Failure>>,
    /// Where a stream is being opened.
    opening: Option<(Identity, Arc<AtomicBool>)>,
    job: Option<Job>,
    /// Lost frames that belong to the job.
    lost: Vec<u32>,
    answer: Option<Result<Coded, Failure>>,
    /// The answer's picture.
    picture: Vec<u8>,
    /// Nobody waits for answers any more.
    left: bool,
    /// The thread has freed everything.
    ended: bool,
}

/// The encoder's end of a worker.
pub(super) struct Worker {
    desk: Arc<Desk>,
    /// The last picture, out of the desk.
    picture: Vec<u8>,
}

impl Worker {
    /// A worker for a stream, on `device` or on the first render node that can encode it.
    pub(super) fn start(
        device: Option<PathBuf>,
        config: EncoderConfig,
        limit: Duration,
    ) -> Result<(Self, Opened), NoAnswer> {
        let desk = Arc::new(Desk {
            state: Mutex::new(State {
                picture: Vec::with_capacity(PICTURE),
                ..State::default()
            }),
            to_do: Condvar::new(),
            done: Condvar::new(),
        });
        let theirs = Arc::clone(&desk);
        std::thread::Builder::new()
            .name("vaapi".to_owned())
            .spawn(move || work(&theirs, device, &config))
            .map_err(|error| {
                NoAnswer::Failed(Failure::Unavailable(format!(
                    "no thread for its driver: {error}"
                )))
            })?;
        let mut worker = Self {
            desk,
            picture: Vec::with_capacity(PICTURE),
        };
        let opened = worker.wait(limit, |state| state.opened.take());
        let at = worker.desk.state.lock().opening.take();
        if let (Err(NoAnswer::Late), Some((identity, retired))) = (&opened, at) {
            retired.store(true, Ordering::Relaxed);
            let reason = format!("its driver opened no stream within {} s", limit.as_secs());
            hangs(identity, reason);
        }
        opened.map(|opened| (worker, opened))
    }

    /// Has a frame encoded, and answers with its picture.
    pub(super) fn encode(
        &mut self,
        job: Job,
        lost: &[u32],
        limit: Duration,
    ) -> Result<(Coded, &[u8]), NoAnswer> {
        {
            let mut state = self.desk.state.lock();
            state.lost.clear();
            state.lost.extend_from_slice(lost);
            state.job = Some(job);
        }
        self.desk.to_do.notify_one();
        let coded = self.wait(limit, |state| state.answer.take())?;
        std::mem::swap(&mut self.picture, &mut self.desk.state.lock().picture);
        Ok((coded, &self.picture))
    }

    fn wait<T>(
        &mut self,
        limit: Duration,
        answer: impl Fn(&mut State) -> Option<Result<T, Failure>>,
    ) -> Result<T, NoAnswer> {
        let until = Instant::now() + limit;
        let mut state = self.desk.state.lock();
        loop {
            if let Some(answer) = answer(&mut state) {
                return answer.map_err(NoAnswer::Failed);
            }
            if state.ended || state.left {
                return Err(NoAnswer::Ended);
            }
            if self.desk.done.wait_until(&mut state, until).timed_out() {
                state.left = true;
                return Err(NoAnswer::Late);
            }
        }
    }
}

impl Drop for Worker {
    /// One that waits for work frees everything at once; one that is in the driver does so when it comes back.
    fn drop(&mut self) {
        let mut state = self.desk.state.lock();
        let late = std::mem::replace(&mut state.left, true);
        self.desk.to_do.notify_one();
        let until = Instant::now() + FAREWELL;
        while !late && !state.ended {
            if self.desk.done.wait_until(&mut state, until).timed_out() {
                return;
            }
        }
    }
}

/// Says at its end that the thread has ended, however it did.
struct Ending<'a>(&'a Desk);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.state.lock().ended = true;
        self.0.done.notify_one();
    }
}

fn work(desk: &Desk, device: Option<PathBuf>, config: &EncoderConfig) {
    // First, so that it is dropped last: after the session.
    let _ending = Ending(desk);
    let mut session = match open(desk, device, config) {
        Ok((session, opened)) => {
            desk.state.lock().opened = Some(Ok(opened));
            desk.done.notify_one();
            session
        }
        Err(failure) => {
            desk.state.lock().opened = Some(Err(failure));
            return;
        }
    };
    let (mut lost, mut picture) = (Vec::new(), Vec::with_capacity(PICTURE));
    loop {
        let job = {
            let mut state = desk.state.lock();
            while state.job.is_none() && !state.left {
                desk.to_do.wait(&mut state);
            }
            if state.left {
                return;
            }
            std::mem::swap(&mut lost, &mut state.lost);
            state.job.take()
        };
        let Some(job) = job else {
            continue;
        };
        let coded = session.encode(job, &lost, &mut picture);
        let over = matches!(&coded, Err(failure) if !matches!(failure, Failure::Refused(_)));
        if over {
            // Whoever opens the device next does not meet what this one met.
            session.retire();
        }
        let mut state = desk.state.lock();
        std::mem::swap(&mut picture, &mut state.picture);
        state.answer = Some(coded);
        let left = state.left;
        drop(state);
        desk.done.notify_one();
        if over || left {
            return;
        }
    }
}

/// The stream on the device that is asked for, or on the first that can have it.
fn open(
    desk: &Desk,
    device: Option<PathBuf>,
    config: &EncoderConfig,
) -> Result<(Session, Opened), Failure> {
    let asked = device.is_some();
    let nodes = device.map_or_else(render_nodes, |device| vec![device]);
    let mut reasons = Vec::new();
    for node in nodes {
        let opened = Display::open(&node).and_then(|display| {
            desk.state.lock().opening = Some((display.identity(), display.retirement()));
            open_on(display, config)
        });
        match opened {
            Ok(opened) => return Ok(opened),
            Err(failure) if asked => return Err(failure),
            Err(Failure::Unavailable(reason)) => reasons.push(reason),
            Err(failure) => reasons.push(format!("{}: {failure:?}", node.display())),
        }
    }
    if reasons.is_empty() {
        reasons.push("there is no render node in /dev/dri".to_owned());
    }
    Err(Failure::Unavailable(reasons.join("; ")))
}

fn open_on(display: Arc<Display>, config: &EncoderConfig) -> Result<(Session, Opened), Failure> {
    let capabilities = Capabilities::query(&display)?;
    let sps = headers::sequence(capabilities.profile, config)?;
    check_size(&capabilities, &sps)?;
    let rate = Rate {
        bitrate_bps: config.bitrate_bps,
        fps: config.fps,
    };
    let session = Session::open(Arc::clone(&display), capabilities, sps, rate)?;
    let opened = Opened {
        retired: display.retirement(),
        capabilities,
        sps,
    };
    display.works();
    Ok((session, opened))
}

/// The driver encodes pictures of this size.
pub(super) fn check_size(capabilities: &Capabilities, sps: &Sps) -> Result<(), Failure> {
    let (size, largest) = (sps.size, capabilities.largest);
    if size.width <= largest.width && size.height <= largest.height {
        return Ok(());
    }
    Err(Failure::Unavailable(format!(
        "the driver encodes pictures of up to {largest}, not {size}: use x264"
    )))
}
