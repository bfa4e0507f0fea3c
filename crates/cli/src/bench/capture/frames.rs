//! A window that commits with its frame callbacks, and a reader that keeps each frame for a while, as an encoder
//! does.

use std::os::fd::{AsFd as _, OwnedFd};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Context as _;
use rustix::fs::{MemfdFlags, ftruncate, memfd_create};
use serde::Serialize;
use stratus_capture::Capture;
use stratus_media::{Mailbox, Size, Timestamp, Udmabuf, VideoFrame};

use super::taker;
use super::wire::{Client, put};
use crate::allocations;
use crate::bench::quantiles::Quantiles;
use crate::up;

/// One on screen, one on its way, one to draw into.
const BUFFERS: usize = 3;
/// What an encoder takes for a frame.
const HELD: Duration = Duration::from_millis(2);
/// Frames before anything counts: the window opens, tables grow to their size.
const WARM_UP: u64 = 60;
/// Moments that are remembered; fewer commits than this are ever on their way.
const RING: usize = 64;
/// How long a game without frame callbacks plays at most.
const WITHOUT_CALLBACKS: Duration = Duration::from_secs(3);

/// What a game's buffers are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Memory {
    /// `wl_shm`.
    Shm,
    /// `zwp_linux_dmabuf_v1`, made by `/dev/udmabuf`.
    #[value(name = "dmabuf")]
    DmaBuf,
}

#[derive(Serialize)]
pub struct Frames {
    /// Frames that were measured.
    pub frames: u64,
    /// Frames that were dropped unread, in the whole run.
    pub replaced: u64,
    /// The proxy: commit read → frame in the mailbox, in the whole run.
    pub commit_to_mailbox_us: Quantiles,
    /// The proxy: the whole of its work on a commit, to its last message upstream, in the whole run.
    pub commit_us: Quantiles,
    /// The proxy: one pass of its thread, from waking up to everything written, in the whole run.
    pub pass_us: Quantiles,
    /// The game writes the commit → the reader has the frame.
    pub commit_to_reader_us: Quantiles,
    /// The reader lets go of the frame → the game has `wl_buffer.release`.
    pub release_us: Quantiles,
    /// Allocations of the proxy's thread.
    pub allocations_per_frame: f64,
    /// The same of a game that asks for no frame callbacks, so that a frame makes no Wayland object.
    pub allocations_per_frame_without_callbacks: f64,
}

/// Moments by the number of a commit, which is the number of its frame too.
struct Moments([AtomicU64; RING]);

impl Moments {
    const fn new() -> Self {
        Self([const { AtomicU64::new(0) }; RING])
    }

    fn set(&self, number: u64, at: Timestamp) {
        self.0[number as usize % RING].store(at.as_nanos(), Ordering::Release);
    }

    fn get(&self, number: u64) -> Timestamp {
        Timestamp::from_nanos(self.0[number as usize % RING].load(Ordering::Acquire))
    }
}

struct Shared {
    committed: Moments,
    dropped: Moments,
    /// The reader notes how long frames were on their way.
    noted: AtomicBool,
    over: AtomicBool,
}

pub fn measure(
    capture: &Capture,
    socket: &Path,
    mailbox: &Mailbox<VideoFrame>,
    size: Size,
    memory: Memory,
    time: Duration,
) -> anyhow::Result<Frames> {
    let shared = Shared {
        committed: Moments::new(),
        dropped: Moments::new(),
        noted: AtomicBool::new(true),
        over: AtomicBool::new(false),
    };
    let mut game = Game::start(socket, size, memory)?;
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| read(mailbox, &shared));
        let mut run = || {
            let played = game.play(capture, &shared, Pace::Callbacks, time)?;
            shared.noted.store(false, Ordering::Release);
            let stats = capture.stats();
            let short = time.min(WITHOUT_CALLBACKS);
            let period = capture.pacer().current().0;
            let without = game.play(capture, &shared, Pace::Timer(period), short)?;
            anyhow::Ok((played, stats, without))
        };
        let ran = run();
        shared.over.store(true, Ordering::Release);
        let commit_to_reader = reader.join().unwrap_or_default();
        let (played, stats, without) = ran?;
        Ok(Frames {
            frames: played.frames,
            replaced: stats.replaced,
            commit_to_mailbox_us: micros(&stats.commit_to_mailbox),
            commit_us: micros(&stats.commit),
            pass_us: micros(&stats.forward),
            commit_to_reader_us: Quantiles::of(commit_to_reader),
            release_us: Quantiles::of(played.release),
            allocations_per_frame: played.allocations_per_frame,
            allocations_per_frame_without_callbacks: without.allocations_per_frame,
        })
    })
}

fn micros(ms: &stratus_media::Quantiles) -> Quantiles {
    Quantiles {
        n: ms.n as usize,
        p50: ms.p50 * 1e3,
        p95: ms.p95 * 1e3,
        p99: ms.p99 * 1e3,
    }
}

/// Takes frames as an encoder does; how long each was on its way, µs.
fn read(mailbox: &Mailbox<VideoFrame>, shared: &Shared) -> Vec<f64> {
    let mut times = Vec::new();
    while !shared.over.load(Ordering::Acquire) {
        let Some(frame) = mailbox.take(Duration::from_millis(100)) else {
            continue;
        };
        let now = Timestamp::now();
        if frame.seq >= WARM_UP && shared.noted.load(Ordering::Acquire) {
            let way = now.since(shared.committed.get(frame.seq));
            times.push(way.as_secs_f64() * 1e6);
        }
        std::thread::sleep(HELD);
        shared.dropped.set(frame.seq, Timestamp::now());
        drop(frame);
    }
    times
}

struct Played {
    frames: u64,
    allocations_per_frame: f64,
    release: Vec<f64>,
}

/// When the game draws its next frame.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pace {
    /// When `wl_surface.frame` is answered.
    Callbacks,
    /// After so long.
    Timer(Duration),
}

/// A buffer, and the commit that it is out with.
struct Buffer {
    id: u32,
    out: Option<u64>,
}

struct Game {
    client: Client,
    surface: u32,
    buffers: Vec<Buffer>,
    /// Commits so far.
    commits: u64,
    out: Vec<u8>,
    _memory: Vec<OwnedFd>,
}

impl Game {
    fn start(socket: &Path, size: Size, memory: Memory) -> anyhow::Result<Self> {
        let mut client = Client::connect(socket)?;
        let surface = client.window()?;
        let (ids, files) = match memory {
            Memory::Shm => shm(&mut client, size)?,
            Memory::DmaBuf => dmabufs(&mut client, size)?,
        };
        Ok(Self {
            client,
            surface,
            buffers: ids.into_iter().map(|id| Buffer { id, out: None }).collect(),
            commits: 0,
            out: Vec::new(),
            _memory: files,
        })
    }

    /// Commits until the time is over, warm-up not counted.
    fn play(
        &mut self,
        capture: &Capture,
        shared: &Shared,
        pace: Pace,
        time: Duration,
    ) -> anyhow::Result<Played> {
        let first = self.commits + WARM_UP;
        let mut release = Vec::new();
        let mut before = (0, 0);
        let mut end = None;
        loop {
            let now = Timestamp::now();
            if self.commits == first {
                before = (allocations::count(), capture.stats().frames);
                end = Some(now + time);
            }
            if end.is_some_and(|end| now >= end) || up::stopping() {
                break;
            }
            let callback = self.commit(shared, pace)?;
            // With callbacks, one is the sign to go on, where there is a buffer to draw into; without, the release is.
            let mut go = false;
            while !go || !self.has_free() {
                let event = self.client.event()?;
                go |= Some(event.object) == callback;
                let arrived = Timestamp::now();
                if let Some(of) = self.released(event.object, event.code) {
                    go |= callback.is_none();
                    if of >= first {
                        let way = arrived.since(shared.dropped.get(of));
                        release.push(way.as_secs_f64() * 1e6);
                    }
                }
            }
            if let Pace::Timer(period) = pace {
                let next = now + period;
                std::thread::sleep(next.since(Timestamp::now()));
            }
        }
        let allocations = allocations::count() - before.0;
        let frames = capture.stats().frames - before.1;
        Ok(Played {
            frames,
            allocations_per_frame: allocations as f64 / frames.max(1) as f64,
            release,
        })
    }

    fn has_free(&self) -> bool {
        self.buffers.iter().any(|buffer| buffer.out.is_none())
    }

    /// Commits a free buffer; the frame callback, where one is asked for.
    fn commit(&mut self, shared: &Shared, pace: Pace) -> anyhow::Result<Option<u32>> {
        let callback = (pace == Pace::Callbacks).then(|| self.client.id());
        let free = self.buffers.iter_mut().find(|buffer| buffer.out.is_none());
        let buffer = free.context("no buffer is free")?;
        buffer.out = Some(self.commits);
        let everything = [0, 0, i32::MAX as u32, i32::MAX as u32];
        self.out.clear();
        put(&mut self.out, self.surface, 1, &[buffer.id, 0, 0]);
        put(&mut self.out, self.surface, 9, &everything);
        if let Some(callback) = callback {
            put(&mut self.out, self.surface, 3, &[callback]);
        }
        put(&mut self.out, self.surface, 6, &[]);
        shared.committed.set(self.commits, Timestamp::now());
        self.commits += 1;
        self.client.write(&self.out)?;
        Ok(callback)
    }

    /// `wl_buffer.release`: which commit the buffer was out with.
    fn released(&mut self, object: u32, code: u16) -> Option<u64> {
        let buffer = self.buffers.iter_mut().find(|buffer| buffer.id == object)?;
        buffer.out.take().filter(|_| code == 0)
    }
}

fn bytes(size: Size) -> u32 {
    (size.width * size.height * 4).next_multiple_of(4096)
}

/// Buffers of one pool: their objects, and the pool's file.
fn shm(client: &mut Client, size: Size) -> anyhow::Result<(Vec<u32>, Vec<OwnedFd>)> {
    let shm = client.bind("wl_shm", 1)?;
    let all = bytes(size) * BUFFERS as u32;
    let file = memfd_create("bench", MemfdFlags::CLOEXEC)?;
    ftruncate(&file, all.into())?;
    let pool = client.id();
    client.send_fd(shm, 0, &[pool, all], file.as_fd())?;
    let mut ids = Vec::new();
    for n in 0..BUFFERS as u32 {
        let id = client.id();
        const XRGB8888: u32 = 1;
        let Size { width, height } = size;
        let offset = n * bytes(size);
        client.send(pool, 0, &[id, offset, width, height, width * 4, XRGB8888])?;
        ids.push(id);
    }
    Ok((ids, vec![file]))
}

/// Buffers of `/dev/udmabuf`: their objects and files.
fn dmabufs(client: &mut Client, size: Size) -> anyhow::Result<(Vec<u32>, Vec<OwnedFd>)> {
    let global = client.bind("zwp_linux_dmabuf_v1", 4)?;
    let (mut ids, mut files) = (Vec::new(), Vec::new());
    for _ in 0..BUFFERS {
        let file = Udmabuf::create(bytes(size).into())?.dmabuf;
        let (params, id) = (client.id(), client.id());
        client.send(global, 1, &[params])?;
        let stride = size.width * 4;
        client.send_fd(params, 1, &[0, 0, stride, 0, 0], file.as_fd())?;
        let fourcc = taker::FORMAT.format.fourcc();
        client.send(params, 3, &[id, size.width, size.height, fourcc, 0])?;
        client.send(params, 0, &[])?;
        ids.push(id);
        files.push(file);
    }
    Ok((ids, files))
}
