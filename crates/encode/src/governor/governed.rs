//! An encoder that is several, of which one encodes.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;
use std::time::{Duration, Instant};

use stratus_media::{Damage, FrameBuffer, FrameEnd, FrameStart, SliceSink, Timestamp, VideoFrame};

use crate::config::{check_bitrate, check_size};
use crate::{Backend, EncodeError, Encoder, EncoderConfig, FrameRequest};

use super::runner::{Runner, Trouble};
use super::worker::Threads;
use super::{BackEnds, Fault, FrameKind, Governor, Open, Rules, Switch, trial};

/// How long a back end may take to open, where it has a thread of its own.
const OPEN_LIMIT: Duration = Duration::from_secs(3);

/// Hears of every switch, the first one among them.
pub type Watch = Box<dyn FnMut(&Switch) + Send>;

/// The fastest back end that works, and another one where it does not any more; frame numbers go on.
///
/// A picture that a back end did not finish is made by the next one, as an IDR with the number after it: a sink that was
/// given the beginning of a picture and then another [`begin`](SliceSink::begin) throws the first one away.
pub struct Governed {
    governor: Governor,
    opener: Arc<dyn Open>,
    config: EncoderConfig,
    runner: Option<Runner>,
    /// The present back end has encoded nothing yet, or nothing of this size.
    first: bool,
    /// To be done before the next picture.
    due: Option<Switch>,
    next_id: u32,
    /// The picture before, for a back end that has not seen it.
    last: Option<Shadow>,
    trial: Option<(usize, Receiver<Tried>)>,
    threads: Threads,
    watch: Watch,
}

/// What came of a trial beside the session: the back end, open, and its time.
type Tried = Result<(Runner, Duration), String>;

/// A frame without its guard: good as long as nobody else wants the memory, and readable after that.
#[derive(Clone)]
struct Shadow {
    seq: u64,
    size: stratus_media::Size,
    format: stratus_media::PixelFormat,
    buffer: FrameBuffer,
    committed: Timestamp,
}

impl Shadow {
    fn of(frame: &VideoFrame) -> Self {
        Self {
            seq: frame.seq,
            size: frame.size,
            format: frame.format,
            buffer: frame.buffer.clone(),
            committed: frame.committed,
        }
    }

    fn frame(&self) -> VideoFrame {
        VideoFrame {
            seq: self.seq,
            size: self.size,
            format: self.format,
            buffer: self.buffer.clone(),
            damage: Damage::full(self.size),
            committed: self.committed,
            guard: None,
        }
    }
}

/// Notes which picture was begun.
struct Tap<'a> {
    sink: &'a mut dyn SliceSink,
    begun: Option<u32>,
}

impl SliceSink for Tap<'_> {
    fn begin(&mut self, start: &FrameStart) {
        self.begun = Some(start.id);
        self.sink.begin(start);
    }

    fn slice(&mut self, nal_units: &[u8]) {
        self.sink.slice(nal_units);
    }
}

impl Governed {
    /// Tries `backends`, takes the fastest, and tells `watch`. Where the first is `pinned`, it is taken if it works, and
    /// left only when it is dead.
    ///
    /// # Errors
    /// A configuration that cannot be used, or what the last back end said where none works.
    pub fn open(
        config: &EncoderConfig,
        backends: Vec<Backend>,
        pinned: bool,
        opener: Arc<dyn Open>,
        watch: Watch,
    ) -> Result<Self, EncodeError> {
        Self::open_with(
            config,
            backends,
            pinned,
            opener,
            watch,
            Rules::for_fps(config.fps),
        )
    }

    /// The back ends that `backend` stands for: with [`Backend::Auto`] all of this build, the CPU's last; else the named
    /// one, pinned, and the CPU's for when it is dead.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn choose(
        config: &EncoderConfig,
        backend: &Backend,
        watch: Watch,
    ) -> Result<Self, EncodeError> {
        let pinned = *backend != Backend::Auto;
        let backends = match backend {
            Backend::Auto => vec![
                Backend::VaApi { device: None },
                Backend::Vulkan { device: None },
                Backend::X264,
            ],
            Backend::X264 => vec![Backend::X264],
            named => vec![named.clone(), Backend::X264],
        };
        Self::open(config, backends, pinned, Arc::new(BackEnds), watch)
    }

    /// As [`open`](Self::open), by other rules.
    ///
    /// # Errors
    /// As there.
    pub fn open_with(
        config: &EncoderConfig,
        backends: Vec<Backend>,
        pinned: bool,
        opener: Arc<dyn Open>,
        watch: Watch,
        rules: Rules,
    ) -> Result<Self, EncodeError> {
        config.check()?;
        if backends.is_empty() {
            return Err(EncodeError::Unavailable {
                backend: Backend::Auto.name(),
                reason: "no back end was named".to_owned(),
            });
        }
        let mut governed = Self {
            governor: Governor::new(rules, backends, pinned),
            opener,
            config: *config,
            runner: None,
            first: true,
            due: None,
            next_id: 0,
            last: None,
            trial: None,
            threads: Threads::default(),
            watch,
        };
        governed.start(pinned)?;
        Ok(governed)
    }

    /// Tries all there are, and goes on with the best as it was opened.
    fn start(&mut self, pinned: bool) -> Result<(), EncodeError> {
        let backends: Vec<Backend> = self.governor.backends().cloned().collect();
        let alone = backends.len() == 1;
        let mut runners = Vec::new();
        let mut tried = Vec::new();
        let mut error = None;
        for backend in &backends {
            // What nobody will choose needs no time, and a pinned one that works is chosen.
            if pinned && matches!(tried.first(), Some(Ok(_))) {
                tried.push(Ok(Duration::ZERO));
                runners.push(None);
                continue;
            }
            let timed = Self::try_out(
                &self.opener,
                backend,
                &self.config,
                &self.threads,
                alone || pinned,
            );
            let (runner, result) = match timed {
                Ok((runner, took)) => (Some(runner), Ok(took)),
                Err(trouble) => {
                    let (said, wrong) = self.say(backend, trouble);
                    error = said.or(error);
                    (None, Err(wrong))
                }
            };
            runners.push(runner);
            tried.push(result);
        }
        let Some(switch) = self.governor.start(Instant::now(), tried) else {
            return Err(error.unwrap_or_else(|| self.nothing_left()));
        };
        let chosen = backends.iter().position(|backend| *backend == switch.to);
        for (at, runner) in runners.into_iter().enumerate() {
            match runner {
                Some(runner) if Some(at) == chosen => self.adopt(runner),
                Some(runner) => runner.close(),
                None => {}
            }
        }
        (self.watch)(&switch);
        Ok(())
    }

    /// Opens and times one.
    fn try_out(
        opener: &Arc<dyn Open>,
        backend: &Backend,
        config: &EncoderConfig,
        threads: &Threads,
        untimed: bool,
    ) -> Result<(Runner, Duration), Trouble> {
        let mut runner = Runner::open(opener, backend, config, OPEN_LIMIT, threads)?;
        if untimed {
            return Ok((runner, Duration::ZERO));
        }
        match trial::time(&mut runner, config.size) {
            Ok(took) => Ok((runner, took)),
            Err(trouble) => {
                runner.close();
                Err(trouble)
            }
        }
    }

    /// What went wrong, as an error where it was one, and in words.
    fn say(&self, backend: &Backend, trouble: Trouble) -> (Option<EncodeError>, String) {
        match trouble {
            Trouble::Said(error) => {
                let words = error.to_string();
                (Some(error), words)
            }
            Trouble::Panicked(words) => {
                let words = format!("it panicked: {words}");
                let error = EncodeError::Unavailable {
                    backend: backend.name(),
                    reason: words.clone(),
                };
                (Some(error), words)
            }
            Trouble::Silent(limit) => {
                let error = EncodeError::Deadline {
                    backend: backend.name(),
                    action: "answer",
                    limit,
                };
                let words = error.to_string();
                (Some(error), words)
            }
        }
    }

    /// Threads of back ends that were left because they did not answer, and have not come back yet.
    #[must_use]
    pub fn abandoned(&self) -> usize {
        let mine = matches!(self.runner, Some(Runner::Elsewhere(_)));
        let trying = usize::from(self.trial.is_some());
        self.threads
            .running()
            .saturating_sub(usize::from(mine) + trying)
    }

    fn nothing_left(&self) -> EncodeError {
        EncodeError::Unavailable {
            backend: self.governor.present().name(),
            reason: "it failed, and so did every other encoder".to_owned(),
        }
    }

    fn adopt(&mut self, mut runner: Runner) {
        runner.continue_from(self.next_id);
        self.first = true;
        if let Some(before) = self.runner.replace(runner) {
            before.close();
        }
    }

    /// Opens where the governor says, and further where that does not work.
    fn follow(&mut self, mut switch: Switch) -> Result<(), EncodeError> {
        let tries = self.governor.backends().count() + 1;
        // Gone before the next one comes: both may want the same device.
        if let Some(before) = self.runner.take() {
            before.close();
        }
        for _ in 0..tries {
            let limit = self.governor.patience(true);
            let opened = Runner::open(&self.opener, &switch.to, &self.config, limit, &self.threads);
            (self.watch)(&switch);
            match opened {
                Ok(runner) => {
                    self.adopt(runner);
                    return Ok(());
                }
                Err(trouble) => {
                    let fault = match trouble {
                        Trouble::Said(error) => Fault::Unavailable(error.to_string()),
                        Trouble::Panicked(words) => Fault::Panicked(words),
                        Trouble::Silent(limit) => Fault::Stalled(limit),
                    };
                    let next = self.governor.failed(Instant::now(), &fault);
                    switch = next.ok_or_else(|| self.nothing_left())?;
                }
            }
        }
        Err(self.nothing_left())
    }

    /// After trouble: where to go, or the error that is the caller's.
    fn judge(&mut self, trouble: Trouble) -> Result<Switch, EncodeError> {
        let now = Instant::now();
        let fault = match trouble {
            Trouble::Said(error) => match &error {
                EncodeError::DmaBuf { .. } => {
                    return self.governor.refused(now, &error.to_string()).ok_or(error);
                }
                EncodeError::Deadline { limit, .. } => Fault::Stalled(*limit),
                EncodeError::DeviceLost { .. } => Fault::DeviceLost(error.to_string()),
                _ if error.ends_encoder() => Fault::Failed(error.to_string()),
                _ => return Err(error),
            },
            Trouble::Panicked(words) => Fault::Panicked(words),
            Trouble::Silent(limit) => Fault::Stalled(limit),
        };
        if let Some(next) = self.governor.failed(now, &fault) {
            return Ok(next);
        }
        // Its answer may still come, and would be taken for another's.
        if let Some(runner) = self.runner.take() {
            runner.close();
        }
        Err(self.nothing_left())
    }

    /// Does what is due: a switch, or a trial of a back end that was left.
    fn attend(&mut self) -> Result<(), EncodeError> {
        if let Some(switch) = self.due.take() {
            self.follow(switch)?;
        } else if self.runner.is_none() {
            // Everything failed at the frame before; that need not be so for ever.
            let fault = Fault::Failed("nothing is open".to_owned());
            let next = self.governor.failed(Instant::now(), &fault);
            let next = next.ok_or_else(|| self.nothing_left())?;
            self.follow(next)?;
        }
        let now = Instant::now();
        match &self.trial {
            None => {
                if let Some(at) = self.governor.worth_trying(now) {
                    self.begin_trial(at);
                }
            }
            Some((at, answer)) => {
                let at = *at;
                let tried = match answer.try_recv() {
                    Err(TryRecvError::Empty) => return Ok(()),
                    Err(TryRecvError::Disconnected) => Err("its trial panicked".to_owned()),
                    Ok(tried) => tried,
                };
                self.trial = None;
                self.end_trial(now, at, tried);
            }
        }
        Ok(())
    }

    fn begin_trial(&mut self, at: usize) {
        let Some(backend) = self.governor.backends().nth(at).cloned() else {
            return;
        };
        let (say, answer) = channel();
        let (opener, config) = (Arc::clone(&self.opener), self.config);
        let threads = self.threads.clone();
        let spawned = thread::Builder::new()
            .name("encode-trial".to_owned())
            .spawn(move || {
                let tried = Self::try_out(&opener, &backend, &config, &threads, false);
                let tried = tried.map_err(|trouble| match trouble {
                    Trouble::Said(error) => error.to_string(),
                    Trouble::Panicked(words) => words,
                    Trouble::Silent(limit) => format!("no answer for {} ms", limit.as_millis()),
                });
                if let Err(unheard) = say.send(tried)
                    && let Ok((runner, _)) = unheard.0
                {
                    runner.close();
                }
            });
        match spawned {
            Ok(_) => self.trial = Some((at, answer)),
            Err(error) => {
                let tried = Err(format!("no thread for a trial: {error}"));
                self.governor.tried(Instant::now(), at, tried);
            }
        }
    }

    fn end_trial(&mut self, now: Instant, at: usize, tried: Tried) {
        let (runner, took) = match tried {
            Ok((runner, took)) => (Some(runner), Ok(took)),
            Err(wrong) => (None, Err(wrong)),
        };
        match (self.governor.tried(now, at, took), runner) {
            (Some(switch), Some(runner)) => {
                self.adopt(runner);
                (self.watch)(&switch);
            }
            (_, Some(runner)) => runner.close(),
            (_, None) => {}
        }
    }

    /// One picture, from whichever back end can.
    fn picture(
        &mut self,
        mut frame: Option<VideoFrame>,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<Option<FrameEnd>, EncodeError> {
        check_size(request.target)?;
        if request.target != self.config.size {
            self.config.size = request.target;
            self.first = true;
        }
        let repeated = frame.is_none();
        self.attend()?;
        let tries = 2 * self.governor.backends().count();
        let mut tap = Tap { sink, begun: None };
        for _ in 0..=tries {
            let limit = self.governor.patience(self.first);
            let Some(runner) = &mut self.runner else {
                return Err(self.nothing_left());
            };
            tap.begun = None;
            let began = Instant::now();
            let result = match frame.take() {
                Some(frame) => runner.encode(frame, request, &mut tap, limit).map(Some),
                None => runner.repeat(request, &mut tap, limit),
            };
            if let Some(id) = tap.begun {
                self.next_id = id.wrapping_add(1);
            }
            match result {
                Ok(Some(end)) => {
                    let now = Instant::now();
                    // The first picture of a back end is not what it is judged by.
                    if !self.first {
                        self.due = self.governor.delivered(now, now - began);
                    }
                    self.first = false;
                    return Ok(Some(end));
                }
                Ok(None) => {
                    // It has not seen the picture that is to be repeated; of another size nobody has.
                    let last = self.last.as_ref().filter(|_| repeated && self.first);
                    let Some(last) = last else {
                        return Ok(None);
                    };
                    frame = Some(last.frame());
                }
                Err(trouble) => {
                    let switch = self.judge(trouble)?;
                    self.follow(switch)?;
                    frame = self.last.as_ref().map(Shadow::frame);
                }
            }
        }
        Err(self.nothing_left())
    }

    /// A setting that the back end at hand refuses for its own fault is the next one's.
    fn setting(&mut self, result: Result<(), Trouble>) -> Result<(), EncodeError> {
        let Err(trouble) = result else {
            return Ok(());
        };
        let switch = self.judge(trouble)?;
        self.follow(switch)
    }
}

impl Encoder for Governed {
    fn name(&self) -> &'static str {
        let present = self.governor.present().name();
        self.runner.as_ref().map_or(present, Runner::name)
    }

    fn codec(&self) -> &str {
        self.runner.as_ref().map_or("", Runner::codec)
    }

    fn encode(
        &mut self,
        frame: VideoFrame,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<FrameEnd, EncodeError> {
        self.governor.sees(FrameKind::of(&frame));
        self.last = Some(Shadow::of(&frame));
        let end = self.picture(Some(frame), request, sink)?;
        end.ok_or_else(|| self.nothing_left())
    }

    fn repeat(
        &mut self,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<Option<FrameEnd>, EncodeError> {
        if self.last.is_none() {
            return Ok(None);
        }
        if request.target != self.config.size {
            return Ok(None);
        }
        self.picture(None, request, sink)
    }

    fn set_bitrate(&mut self, bps: u32) -> Result<(), EncodeError> {
        check_bitrate(bps)?;
        self.config.bitrate_bps = bps;
        let limit = self.governor.patience(false);
        let result = self
            .runner
            .as_mut()
            .map_or(Ok(()), |runner| runner.set_bitrate(bps, limit));
        self.setting(result)
    }

    fn reconfigure(&mut self, config: &EncoderConfig) -> Result<(), EncodeError> {
        config.check()?;
        let before = std::mem::replace(&mut self.config, *config);
        if config.size != before.size {
            self.last = None;
            self.first = true;
        }
        let limit = self.governor.patience(true);
        let result = self
            .runner
            .as_mut()
            .map_or(Ok(()), |runner| runner.reconfigure(config, limit));
        self.setting(result).inspect_err(|_| self.config = before)
    }

    fn continue_from(&mut self, id: u32) {
        self.next_id = id;
        if let Some(runner) = &mut self.runner {
            runner.continue_from(id);
        }
    }
}
