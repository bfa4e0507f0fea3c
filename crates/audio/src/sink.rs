//! The device that the game plays on.

use std::cell::RefCell;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::Ordering;
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use pipewire::context::ContextRc;
use pipewire::core::PW_ID_CORE;
use pipewire::loop_::Timeout;
use pipewire::main_loop::MainLoopRc;
use pipewire::properties::properties;
use pipewire::spa::pod::Pod;
use pipewire::spa::utils::Direction;
use pipewire::stream::{Stream, StreamFlags, StreamRc, StreamState};
use stratus_media::{AudioPacket, Timestamp};
use stratus_protocol::session::audio::{CHANNELS, SAMPLE_RATE};

use crate::linker::Linker;
use crate::packetizer::Packetizer;
use crate::port_config::sink_format;
use crate::stats::Counters;
use crate::{AudioError, SinkStats};

/// Longest that a server may take to run the sink.
const START: Duration = Duration::from_secs(5);
/// Frames that the process callback has room for; a cycle is 480 of them.
const SCRATCH_FRAMES: usize = 8192;

/// What a sink plays into packets.
#[derive(Debug, Clone)]
pub struct SinkConfig {
    /// The socket of a PipeWire server: [`crate::Server::socket`], or any other.
    pub remote: PathBuf,
    /// The sink's `node.name`; unique on the server.
    pub name: String,
    /// Mean rate of the Opus stream, bits a second; 128 000 is transparent for most ears.
    pub bitrate_bps: u32,
}

type OnFailure = Box<dyn FnOnce(AudioError) + Send>;

#[derive(Default)]
struct Failure {
    error: Option<AudioError>,
    listener: Option<OnFailure>,
}

#[derive(Default)]
struct Shared {
    counters: Arc<Counters>,
    failure: Mutex<Failure>,
}

impl Shared {
    /// The first error counts; what follows is its consequence.
    fn fail(&self, error: AudioError) {
        let listener = {
            let mut failure = self.failure.lock();
            if failure.error.is_some() {
                return;
            }
            failure.error = Some(error.clone());
            failure.listener.take()
        };
        if let Some(listener) = listener {
            listener(error);
        }
    }

    fn failed(&self) -> Option<AudioError> {
        self.failure.lock().error.clone()
    }
}

/// A sink that turns whatever is played on it into Opus packets, one each 10 ms, silence too.
pub struct Sink {
    quit: pipewire::channel::Sender<()>,
    thread: Option<JoinHandle<()>>,
    shared: Arc<Shared>,
}

impl Sink {
    /// Connects to a server, adds the sink and waits until games can play on it.
    ///
    /// `deliver` is called on PipeWire's data thread, for each packet; it should not wait. It is not called any more when
    /// the sink has stopped.
    ///
    /// # Errors
    /// No server at the socket, or one that does not run the sink; settings that Opus refuses.
    pub fn start(
        config: SinkConfig,
        deliver: Box<dyn FnMut(AudioPacket) + Send>,
    ) -> Result<Self, AudioError> {
        let shared = Arc::new(Shared::default());
        let packetizer = Packetizer::new(config.bitrate_bps, Arc::clone(&shared.counters))?;
        let connect = || {
            UnixStream::connect(&config.remote).map_err(|e| AudioError::Connect {
                socket: config.remote.clone(),
                reason: e.to_string(),
            })
        };
        // One connection for the sink, one for the linker: the server stops reading from a connection
        // that sets a node's parameter until the node has answered, so the node must be on another.
        let sockets = [connect()?, connect()?];
        let (quit, on_quit) = pipewire::channel::channel();
        let (ready, started) = mpsc::sync_channel(1);
        let remote = config.remote.clone();
        let refused = move |reason: String| AudioError::Refused {
            socket: remote,
            reason,
        };
        let of_thread = Arc::clone(&shared);
        let thread = thread::Builder::new()
            .name("audio-sink".into())
            .spawn(move || {
                let remote = config.remote.clone();
                let taker = Taker {
                    packetizer,
                    deliver,
                    scratch: Vec::with_capacity(SCRATCH_FRAMES * CHANNELS as usize),
                    last: None,
                    counters: Arc::clone(&of_thread.counters),
                };
                let ran = run(&config, sockets, taker, &of_thread, on_quit, &ready);
                let error = ran.err().map(|e| AudioError::Refused {
                    socket: remote,
                    reason: e.to_string(),
                });
                if let Some(error) = error {
                    of_thread.fail(error);
                }
            })
            .map_err(|e| refused(e.to_string()))?;
        let sink = Self {
            quit,
            thread: Some(thread),
            shared,
        };
        match started.recv() {
            Ok(()) => Ok(sink),
            Err(_) => {
                // The thread ended without a word of being ready: it has said why.
                let shared = Arc::clone(&sink.shared);
                drop(sink);
                Err(shared.failed().unwrap_or_else(|| AudioError::Refused {
                    socket: PathBuf::new(),
                    reason: "its thread ended".into(),
                }))
            }
        }
    }

    /// What it counted.
    #[must_use]
    pub fn stats(&self) -> SinkStats {
        self.shared.counters.read()
    }

    /// Why it ended by itself, if it did; no packet comes after that.
    #[must_use]
    pub fn failure(&self) -> Option<AudioError> {
        self.shared.failed()
    }

    /// Calls `listener` once when the sink ends by itself (on its thread), or now if it has.
    pub fn on_failure(&self, listener: impl FnOnce(AudioError) + Send + 'static) {
        let error = {
            let mut failure = self.shared.failure.lock();
            match &failure.error {
                Some(error) => error.clone(),
                None => {
                    failure.listener = Some(Box::new(listener));
                    return;
                }
            }
        };
        listener(error);
    }

    /// Removes the sink from the server and waits for its thread. Dropping does the same.
    pub fn stop(self) {}
}

impl Drop for Sink {
    fn drop(&mut self) {
        let _ = self.quit.send(());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What the process callback owns.
struct Taker {
    packetizer: Packetizer,
    deliver: Box<dyn FnMut(AudioPacket) + Send>,
    scratch: Vec<f32>,
    /// When the cycle before began, nanoseconds.
    last: Option<u64>,
    counters: Arc<Counters>,
}

impl Taker {
    /// Takes what the graph has for us. No allocation; the pool's lock is held for a pop only.
    fn take(&mut self, stream: &Stream) {
        self.scratch.clear();
        while let Some(mut buffer) = stream.dequeue_buffer() {
            let Some(data) = buffer.datas_mut().first_mut() else {
                continue;
            };
            let start = data.chunk().offset() as usize;
            let end = start.saturating_add(data.chunk().size() as usize);
            let Some(bytes) = data.data().and_then(|bytes| bytes.get(start..end)) else {
                continue;
            };
            let (samples, _) = bytes.as_chunks::<4>();
            let room = self.scratch.capacity() - self.scratch.len();
            self.scratch
                .extend(samples.iter().take(room).map(|s| f32::from_le_bytes(*s)));
        }
        let frames = (self.scratch.len() / CHANNELS as usize) as u64;
        if frames == 0 {
            return;
        }
        let now = Timestamp::now();
        let began = stream
            .time()
            .ok()
            .and_then(|time| u64::try_from(time.now()).ok())
            .filter(|&began| began > 0 && began <= now.as_nanos())
            .unwrap_or(now.as_nanos());
        let length = frames * 1_000_000_000 / u64::from(SAMPLE_RATE);
        if self
            .last
            .is_some_and(|last| began.saturating_sub(last) > 2 * length)
        {
            self.counters.xruns.fetch_add(1, Ordering::Relaxed);
        }
        self.last = Some(began);
        let captured = Timestamp::from_nanos(began);
        let (deliver, counters) = (&mut self.deliver, &self.counters);
        self.packetizer
            .push(&self.scratch, captured, &mut |packet| {
                counters
                    .capture_to_packet
                    .record(Timestamp::now().since(captured));
                deliver(packet);
            });
    }
}

/// The sink's thread. Says `ready` once; returns when told to quit or when the server is lost.
fn run(
    config: &SinkConfig,
    [for_sink, for_linker]: [UnixStream; 2],
    taker: Taker,
    shared: &Arc<Shared>,
    on_quit: pipewire::channel::Receiver<()>,
    ready: &mpsc::SyncSender<()>,
) -> Result<(), pipewire::Error> {
    pipewire::init();
    let main_loop = MainLoopRc::new(None)?;
    let context = ContextRc::new(&main_loop, None)?;
    let core = context.connect_fd_rc(for_sink.into(), None)?;
    let linker_core = context.connect_fd_rc(for_linker.into(), None)?;
    let stopped = Rc::new(RefCell::new(false));

    let (quitting, stop) = (main_loop.clone(), Rc::clone(&stopped));
    let _quit = on_quit.attach(main_loop.loop_(), move |()| {
        *stop.borrow_mut() = true;
        quitting.quit();
    });
    let (quitting, stop) = (main_loop.clone(), Rc::clone(&stopped));
    let (failing, remote) = (Arc::clone(shared), config.remote.clone());
    let _core_listener = core
        .add_listener_local()
        .error(move |id, _seq, code, message| {
            // Errors of other objects concern a stream that has gone meanwhile.
            if id == PW_ID_CORE && code == -libc::EPIPE {
                failing.fail(AudioError::Lost {
                    socket: remote.clone(),
                    reason: message.to_owned(),
                });
                *stop.borrow_mut() = true;
                quitting.quit();
            } else {
                tracing::debug!("PipeWire object {id}: {message} ({code})");
            }
        })
        .register();
    let linker = Linker::new(&linker_core, &config.name, Arc::clone(&shared.counters))?;

    let stream = StreamRc::new(
        core.clone(),
        &config.name,
        properties! {
            "media.class" => "Audio/Sink",
            "node.name" => config.name.as_str(),
            "node.description" => "Stratus",
            // Runs with no game linked, so that silence is sent too.
            "node.always-process" => "true",
            "node.pause-on-idle" => "false",
            "session.suspend-timeout-seconds" => "0",
            "node.latency" => "480/48000",
            "node.force-quantum" => "480",
            // A manager that chooses a default takes the one with the highest.
            "priority.session" => "2000",
        },
    )?;
    let (quitting, stop) = (main_loop.clone(), Rc::clone(&stopped));
    let (failing, remote) = (Arc::clone(shared), config.remote.clone());
    let _listener = stream
        .add_local_listener_with_user_data(taker)
        .state_changed(move |_, _, _, new| {
            if let StreamState::Error(reason) = new {
                failing.fail(refused(&remote, reason));
                *stop.borrow_mut() = true;
                quitting.quit();
            }
        })
        .process(|stream, taker| taker.take(stream))
        .register()?;
    let _connected = Connected(&stream);
    let format = sink_format();
    let mut params: Vec<&Pod> = Pod::from_bytes(&format).into_iter().collect();
    stream.connect(
        Direction::Input,
        None,
        StreamFlags::MAP_BUFFERS,
        &mut params,
    )?;

    let deadline = Instant::now() + START;
    let runs = || matches!(stream.state(), StreamState::Paused | StreamState::Streaming);
    while !(linker.is_ready() && runs()) {
        if *stopped.borrow() {
            return Ok(());
        }
        if Instant::now() > deadline {
            let reason = format!("not running after {} s", START.as_secs());
            shared.fail(refused(&config.remote, reason));
            return Ok(());
        }
        main_loop
            .loop_()
            .iterate(Timeout::Finite(Duration::from_millis(100)));
    }
    let _ = ready.send(());
    if !*stopped.borrow() {
        main_loop.run();
    }
    Ok(())
}

/// Takes the stream out of the graph when it goes, which has to be before its listener does: PipeWire calls the listener from
/// its data thread, and waits for that thread only here.
struct Connected<'a>(&'a StreamRc);

impl Drop for Connected<'_> {
    fn drop(&mut self) {
        if let Err(error) = self.0.disconnect() {
            tracing::debug!("the sink's stream did not disconnect: {error}");
        }
    }
}

fn refused(socket: &Path, reason: String) -> AudioError {
    AudioError::Refused {
        socket: socket.to_owned(),
        reason,
    }
}
