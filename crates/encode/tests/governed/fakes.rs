//! Back ends that fail when they are told to, in front of a real x264.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file takes what it needs"
)]

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::Duration;

use stratus_encode::governor::{Governed, Open, Rules, Switch, Watch};
use stratus_encode::{
    Backend, EncodeError, Encoder, EncoderConfig, FrameRequest, WholeFrames, open,
};
use stratus_media::{
    Damage, FrameBuffer, FrameEnd, FrameStart, PixelFormat, Pixels, Refusal, Size, SliceSink,
    Timestamp, VideoFrame,
};

pub const SIZE: Size = Size::new(320, 240);

pub const CONFIG: EncoderConfig = EncoderConfig {
    size: SIZE,
    fps: 60,
    bitrate_bps: 2_000_000,
    threads: 1,
};

/// What a fake does with a picture.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// Encodes it, after so many milliseconds.
    Take(u64),
    /// Begins it, sends a slice, and fails.
    FailMidway,
    /// Fails.
    Fail,
    /// Loses its device.
    LoseDevice,
    /// Panics.
    Panic,
    /// Does not read such frames.
    Refuse,
}

/// What a fake is: a real x264 behind a script, asked for the number of the picture since it was opened.
#[derive(Clone)]
pub struct Script {
    pub step: Arc<dyn Fn(usize) -> Step + Send + Sync>,
    pub opens: bool,
    pub may_stall: bool,
    /// What a picture of the first trials takes.
    pub trial: Duration,
    /// While it is so, it does not come back from being opened.
    pub held: Arc<AtomicBool>,
}

impl Script {
    pub fn new(step: impl Fn(usize) -> Step + Send + Sync + 'static) -> Self {
        Self {
            step: Arc::new(step),
            opens: true,
            may_stall: true,
            trial: Duration::ZERO,
            held: Arc::default(),
        }
    }
}

/// Opens fakes by name, and x264 as it is.
#[derive(Default)]
pub struct Fakes {
    pub scripts: Mutex<HashMap<&'static str, Script>>,
    /// Fakes that are open.
    pub open: Arc<AtomicUsize>,
    /// The trials are over. Until then scripts wait, and x264 is so slow that nobody prefers it.
    pub started: Arc<AtomicBool>,
}

/// What x264 takes for a picture of a trial.
const SLOW: Duration = Duration::from_millis(50);

impl Fakes {
    pub fn of(scripts: impl IntoIterator<Item = (&'static str, Script)>) -> Arc<Self> {
        Arc::new(Self {
            scripts: Mutex::new(scripts.into_iter().collect()),
            open: Arc::default(),
            started: Arc::default(),
        })
    }

    pub fn opened(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }
}

impl Open for Fakes {
    fn open(
        &self,
        backend: &Backend,
        config: &EncoderConfig,
    ) -> Result<Box<dyn Encoder>, EncodeError> {
        let script = self.scripts.lock().unwrap().get(backend.name()).cloned();
        let real = open(config, &Backend::X264)?;
        let Some(script) = script else {
            let started = Arc::clone(&self.started);
            return Ok(Box::new(Fallback { real, started }));
        };
        if !script.opens {
            return Err(EncodeError::Unavailable {
                backend: backend.name(),
                reason: "no driver".to_owned(),
            });
        }
        while script.held.load(Ordering::SeqCst) {
            sleep(Duration::from_millis(2));
        }
        self.open.fetch_add(1, Ordering::SeqCst);
        Ok(Box::new(Fake {
            name: backend.name(),
            real,
            script,
            count: 0,
            open: Arc::clone(&self.open),
            started: Arc::clone(&self.started),
        }))
    }

    fn may_stall(&self, backend: &Backend) -> bool {
        let scripts = self.scripts.lock().unwrap();
        scripts
            .get(backend.name())
            .is_some_and(|script| script.may_stall)
    }
}

struct Fake {
    name: &'static str,
    real: Box<dyn Encoder>,
    script: Script,
    count: usize,
    open: Arc<AtomicUsize>,
    started: Arc<AtomicBool>,
}

/// The real x264.
struct Fallback {
    real: Box<dyn Encoder>,
    started: Arc<AtomicBool>,
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Fake {
    fn step(&mut self, seq: u64, sink: &mut dyn SliceSink) -> Result<(), EncodeError> {
        if !self.started.load(Ordering::SeqCst) {
            sleep(self.script.trial);
            return Ok(());
        }
        let step = (self.script.step)(self.count);
        self.count += 1;
        let backend = self.name;
        let failed = EncodeError::Backend {
            backend,
            action: "encode a frame",
            code: -5,
        };
        match step {
            Step::Take(wait) => sleep(Duration::from_millis(wait)),
            Step::Fail => return Err(failed),
            Step::FailMidway => {
                let now = Timestamp::now();
                sink.begin(&FrameStart {
                    id: self.count as u32 - 1,
                    idr: false,
                    repair: false,
                    width: SIZE.width as u16,
                    height: SIZE.height as u16,
                    committed: now,
                    taken: now,
                });
                sink.slice(&[0, 0, 0, 1, 0x41, 0xff]);
                return Err(failed);
            }
            Step::LoseDevice => {
                return Err(EncodeError::DeviceLost {
                    backend,
                    action: "encode a frame",
                    code: 1,
                });
            }
            Step::Panic => panic!("scripted"),
            Step::Refuse => {
                return Err(EncodeError::DmaBuf {
                    backend,
                    seq,
                    size: SIZE,
                    refusal: Refusal("not of a GPU".to_owned()),
                });
            }
        }
        Ok(())
    }
}

impl Encoder for Fake {
    fn name(&self) -> &'static str {
        self.name
    }

    fn codec(&self) -> &str {
        self.real.codec()
    }

    fn encode(
        &mut self,
        frame: VideoFrame,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<FrameEnd, EncodeError> {
        self.step(frame.seq, sink)?;
        self.real.encode(frame, request, sink)
    }

    fn leave_out_unchanged(&mut self, allowed: bool) {
        self.real.leave_out_unchanged(allowed);
    }

    fn repeat(
        &mut self,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<Option<FrameEnd>, EncodeError> {
        self.step(0, sink)?;
        self.real.repeat(request, sink)
    }

    fn set_bitrate(&mut self, bps: u32) -> Result<(), EncodeError> {
        self.real.set_bitrate(bps)
    }

    fn reconfigure(&mut self, config: &EncoderConfig) -> Result<(), EncodeError> {
        self.real.reconfigure(config)
    }

    fn continue_from(&mut self, id: u32) {
        self.real.continue_from(id);
    }
}

impl Encoder for Fallback {
    fn name(&self) -> &'static str {
        self.real.name()
    }

    fn codec(&self) -> &str {
        self.real.codec()
    }

    fn encode(
        &mut self,
        frame: VideoFrame,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<FrameEnd, EncodeError> {
        if !self.started.load(Ordering::SeqCst) {
            sleep(SLOW);
        }
        self.real.encode(frame, request, sink)
    }

    fn leave_out_unchanged(&mut self, allowed: bool) {
        self.real.leave_out_unchanged(allowed);
    }

    fn repeat(
        &mut self,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<Option<FrameEnd>, EncodeError> {
        self.real.repeat(request, sink)
    }

    fn set_bitrate(&mut self, bps: u32) -> Result<(), EncodeError> {
        self.real.set_bitrate(bps)
    }

    fn reconfigure(&mut self, config: &EncoderConfig) -> Result<(), EncodeError> {
        self.real.reconfigure(config)
    }

    fn continue_from(&mut self, id: u32) {
        self.real.continue_from(id);
    }
}

struct Grey(Vec<u8>);

impl Pixels for Grey {
    fn bytes(&self) -> &[u8] {
        &self.0
    }
}

pub fn frame(seq: u64, size: Size) -> VideoFrame {
    let shade = |i: usize| (i / 64 + seq as usize * 3) as u8;
    let bytes = (0..(size.width * size.height * 4) as usize)
        .map(shade)
        .collect();
    VideoFrame {
        seq,
        size,
        format: PixelFormat::Xrgb8888,
        buffer: FrameBuffer::Shm {
            pixels: Arc::new(Grey(bytes)),
            stride: size.width * 4,
        },
        damage: Damage::full(size),
        committed: Timestamp::now(),
        guard: None,
    }
}

pub fn request(target: Size) -> FrameRequest<'static> {
    FrameRequest {
        force_idr: false,
        invalidated: &[],
        target,
    }
}

/// Nothing is late on a machine that does ten other things.
pub fn patient() -> Rules {
    let long = Duration::from_secs(20);
    Rules {
        deadline: long,
        stall: long,
        first: long,
        open: long,
        ..Rules::for_fps(60)
    }
}

/// A governed encoder, and the switches that it says.
pub struct Session {
    pub encoder: WholeFrames<Governed>,
    pub switches: Arc<Mutex<Vec<Switch>>>,
    seq: u64,
}

impl Session {
    pub fn open(fakes: &Arc<Fakes>, backends: &[Backend], pinned: bool, rules: Rules) -> Self {
        let switches = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&switches);
        let watch: Watch =
            Box::new(move |switch: &Switch| heard.lock().unwrap().push(switch.clone()));
        let opener: Arc<dyn Open> = Arc::clone(fakes) as _;
        let governed =
            Governed::open_with(&CONFIG, backends.to_vec(), pinned, opener, watch, rules).unwrap();
        fakes.started.store(true, Ordering::SeqCst);
        Self {
            encoder: WholeFrames::new(Box::new(governed)),
            switches,
            seq: 0,
        }
    }

    pub fn picture(&mut self) -> stratus_media::EncodedFrame {
        let seq = self.seq;
        self.seq += 1;
        self.encoder
            .encode(frame(seq, SIZE), &request(SIZE))
            .unwrap()
    }

    pub fn last_switch(&self) -> Switch {
        self.switches.lock().unwrap().last().unwrap().clone()
    }
}
