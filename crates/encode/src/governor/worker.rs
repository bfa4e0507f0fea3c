//! A back end on a thread of its own, which is left behind where it does not answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicIsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use stratus_media::{FrameEnd, FrameStart, Packet, PacketPool, Size, SliceSink, VideoFrame};

use crate::{Backend, EncodeError, Encoder, EncoderConfig, FrameRequest};

use super::Open;
use super::runner::{Trouble, caught};

/// Counts the threads of back ends that were left and have not ended.
#[derive(Clone, Default)]
pub(super) struct Threads(Arc<AtomicIsize>);

impl Threads {
    pub(super) fn left(&self) -> usize {
        usize::try_from(self.0.load(Ordering::Acquire)).unwrap_or(0)
    }

    /// The two ends of a thread that may be left.
    fn ends(&self) -> (Holder, Running) {
        let over = Arc::<AtomicBool>::default();
        (
            Holder(self.clone(), Arc::clone(&over)),
            Running(self.clone(), over),
        )
    }
}

/// Whoever waits for a thread: it is left when this goes first.
struct Holder(Threads, Arc<AtomicBool>);

impl Drop for Holder {
    fn drop(&mut self) {
        if !self.1.swap(true, Ordering::AcqRel) {
            self.0.0.fetch_add(1, Ordering::AcqRel);
        }
    }
}

/// The thread itself.
struct Running(Threads, Arc<AtomicBool>);

impl Drop for Running {
    fn drop(&mut self) {
        if self.1.swap(true, Ordering::AcqRel) {
            self.0.0.fetch_sub(1, Ordering::AcqRel);
        }
    }
}

/// What the thread is to do.
enum Task {
    Encode {
        /// The picture before where there is none.
        frame: Option<VideoFrame>,
        force_idr: bool,
        invalidated: Vec<u32>,
        target: Size,
    },
    SetBitrate(u32),
    Reconfigure(EncoderConfig),
    ContinueFrom(u32),
    LeaveOutUnchanged(bool),
}

/// What it answers.
enum Answer {
    Opened(Result<(&'static str, String), Trouble>),
    Begin(FrameStart),
    Slice(Packet),
    /// The codec string is another.
    Codec(String),
    Encoded(Result<Option<FrameEnd>, Trouble>),
    /// The lost frames' memory, for the next picture's.
    Lost(Vec<u32>),
    Set(Result<(), Trouble>),
}

/// Tasks on their way at a time: more than are given without waiting for an answer. Both channels have their memory from
/// the start.
const TASKS: usize = 8;

/// Slices on their way at a time: more than any picture has, so that the thread never waits.
const SLICES: usize = 256;

/// A back end's thread. It ends with this value, as soon as its call returns, and closes the back end itself.
pub(super) struct Worker {
    tasks: SyncSender<Task>,
    answers: Receiver<Answer>,
    name: &'static str,
    codec: String,
    /// Memory for the numbers of lost frames, which goes to the thread and comes back.
    lost: Vec<u32>,
    _holder: Holder,
}

impl Worker {
    pub(super) fn start(
        opener: &Arc<dyn Open>,
        backend: &Backend,
        config: &EncoderConfig,
        limit: Duration,
        threads: &Threads,
    ) -> Result<Self, Trouble> {
        let (tasks, to_do) = sync_channel(TASKS);
        let (say, answers) = sync_channel(SLICES);
        let (opener, backend, config) = (Arc::clone(opener), backend.clone(), *config);
        let (holder, running) = threads.ends();
        let name = backend.name();
        thread::Builder::new()
            .name(format!("encode-{name}"))
            .spawn(move || {
                let _running = running;
                work(&*opener, &backend, &config, &to_do, &say);
            })
            .map_err(|error| {
                Trouble::Said(EncodeError::Unavailable {
                    backend: name,
                    reason: format!("no thread for it: {error}"),
                })
            })?;
        let mut worker = Self {
            tasks,
            answers,
            name,
            codec: String::new(),
            lost: Vec::new(),
            _holder: holder,
        };
        let until = Instant::now() + limit;
        match worker.answer(until, limit)? {
            Answer::Opened(opened) => (worker.name, worker.codec) = opened?,
            _ => return Err(ended(name)),
        }
        Ok(worker)
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn codec(&self) -> &str {
        &self.codec
    }

    fn answer(&self, until: Instant, limit: Duration) -> Result<Answer, Trouble> {
        let left = until.saturating_duration_since(Instant::now());
        self.answers
            .recv_timeout(left)
            .map_err(|error| match error {
                RecvTimeoutError::Timeout => Trouble::Silent(limit),
                RecvTimeoutError::Disconnected => ended(self.name),
            })
    }

    fn give(&self, task: Task) -> Result<(), Trouble> {
        self.tasks.send(task).map_err(|_| ended(self.name))
    }

    pub(super) fn encode(
        &mut self,
        frame: Option<VideoFrame>,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
        limit: Duration,
    ) -> Result<Option<FrameEnd>, Trouble> {
        let until = Instant::now() + limit;
        let mut invalidated = std::mem::take(&mut self.lost);
        invalidated.clear();
        invalidated.extend_from_slice(request.invalidated);
        self.give(Task::Encode {
            frame,
            force_idr: request.force_idr,
            invalidated,
            target: request.target,
        })?;
        loop {
            match self.answer(until, limit)? {
                Answer::Begin(start) => sink.begin(&start),
                Answer::Slice(bytes) => sink.slice(&bytes),
                Answer::Codec(codec) => self.codec = codec,
                Answer::Lost(memory) => self.lost = memory,
                Answer::Encoded(result) => return result,
                Answer::Opened(_) | Answer::Set(_) => return Err(ended(self.name)),
            }
        }
    }

    fn set(&mut self, task: Task, limit: Duration) -> Result<(), Trouble> {
        let until = Instant::now() + limit;
        self.give(task)?;
        loop {
            match self.answer(until, limit)? {
                Answer::Codec(codec) => self.codec = codec,
                Answer::Set(result) => return result,
                _ => return Err(ended(self.name)),
            }
        }
    }

    pub(super) fn set_bitrate(&mut self, bps: u32, limit: Duration) -> Result<(), Trouble> {
        self.set(Task::SetBitrate(bps), limit)
    }

    pub(super) fn reconfigure(
        &mut self,
        config: &EncoderConfig,
        limit: Duration,
    ) -> Result<(), Trouble> {
        self.set(Task::Reconfigure(*config), limit)
    }

    pub(super) fn continue_from(&mut self, id: u32) {
        // A thread that has ended says so when it is given a frame.
        drop(self.give(Task::ContinueFrom(id)));
    }

    pub(super) fn leave_out_unchanged(&mut self, allowed: bool) {
        // As there.
        drop(self.give(Task::LeaveOutUnchanged(allowed)));
    }
}

fn ended(backend: &'static str) -> Trouble {
    Trouble::Said(EncodeError::Backend {
        backend,
        action: "go on: its thread has ended",
        code: 0,
    })
}

/// Hands slices over.
struct Forward<'a> {
    say: &'a SyncSender<Answer>,
    packets: &'a PacketPool,
}

impl SliceSink for Forward<'_> {
    fn begin(&mut self, start: &FrameStart) {
        // Nobody hears the thread of a back end that was left.
        drop(self.say.send(Answer::Begin(*start)));
    }

    fn slice(&mut self, nal_units: &[u8]) {
        let mut packet = self.packets.take();
        packet.buffer().extend_from_slice(nal_units);
        drop(self.say.send(Answer::Slice(packet)));
    }
}

/// The thread.
fn work(
    opener: &dyn Open,
    backend: &Backend,
    config: &EncoderConfig,
    tasks: &Receiver<Task>,
    say: &SyncSender<Answer>,
) {
    let opened = caught(|| opener.open(backend, config));
    let mut encoder: Box<dyn Encoder> = match opened {
        Ok(encoder) => encoder,
        Err(trouble) => {
            drop(say.send(Answer::Opened(Err(trouble))));
            return;
        }
    };
    let mut codec = encoder.codec().to_owned();
    if say
        .send(Answer::Opened(Ok((encoder.name(), codec.clone()))))
        .is_err()
    {
        return;
    }
    let packets = PacketPool::new();
    while let Ok(task) = tasks.recv() {
        let answer = run(task, &mut *encoder, say, &packets);
        if encoder.codec() != codec {
            encoder.codec().clone_into(&mut codec);
            drop(say.send(Answer::Codec(codec.clone())));
        }
        let panicked = matches!(
            answer,
            Some(
                Answer::Encoded(Err(Trouble::Panicked(_))) | Answer::Set(Err(Trouble::Panicked(_)))
            )
        );
        let heard = answer.is_none_or(|answer| say.send(answer).is_ok());
        if panicked || !heard {
            return;
        }
    }
}

fn run(
    task: Task,
    encoder: &mut dyn Encoder,
    say: &SyncSender<Answer>,
    packets: &PacketPool,
) -> Option<Answer> {
    Some(match task {
        Task::Encode {
            frame,
            force_idr,
            invalidated,
            target,
        } => {
            let request = FrameRequest {
                force_idr,
                invalidated: &invalidated,
                target,
            };
            let mut sink = Forward { say, packets };
            let encoded = caught(|| match frame {
                Some(frame) => encoder.encode(frame, &request, &mut sink).map(Some),
                None => encoder.repeat(&request, &mut sink),
            });
            // Before the result, after which nobody listens.
            drop(say.send(Answer::Lost(invalidated)));
            Answer::Encoded(encoded)
        }
        Task::SetBitrate(bps) => Answer::Set(caught(|| encoder.set_bitrate(bps))),
        Task::Reconfigure(config) => Answer::Set(caught(|| encoder.reconfigure(&config))),
        Task::ContinueFrom(id) => {
            drop(caught(|| {
                encoder.continue_from(id);
                Ok(())
            }));
            return None;
        }
        Task::LeaveOutUnchanged(allowed) => {
            drop(caught(|| {
                encoder.leave_out_unchanged(allowed);
                Ok(())
            }));
            return None;
        }
    })
}
