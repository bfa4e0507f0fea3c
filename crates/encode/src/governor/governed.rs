//! An encoder that is several, of which one encodes.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::Instant;

use stratus_media::{FrameEnd, SliceSink, VideoFrame};

use crate::config::{check_bitrate, check_size};
use crate::{Backend, EncodeError, Encoder, EncoderConfig, FrameRequest};

use super::ready;
use super::runner::{OnHardware, Runner, Trouble};
use super::shadow::{Shadow, Tap};
use super::start::Tried;
use super::worker::Threads;
use super::{BackEnds, Fault, FrameKind, Governor, Open, Rules, Switch};

/// Hears of every switch, the first one among them.
pub type Watch = Box<dyn FnMut(&Switch) + Send>;

/// The fastest back end that works, and another one where it does not any more; frame numbers go on.
///
/// A picture that a back end did not finish is made by the next one, as an IDR with the number after it: a sink that was
/// given the beginning of a picture and then another [`begin`](SliceSink::begin) throws the first one away.
pub struct Governed {
    pub(super) governor: Governor,
    pub(super) opener: Arc<dyn Open>,
    pub(super) config: EncoderConfig,
    runner: Option<Runner>,
    /// The present back end has encoded nothing yet, or nothing of this size.
    first: bool,
    /// To be done before the next picture.
    due: Option<Switch>,
    next_id: u32,
    /// What does not change may be left out.
    may_leave_out: bool,
    /// The picture before, for a back end that has not seen it.
    last: Option<Shadow>,
    pub(super) trials: Vec<(usize, Receiver<Tried>)>,
    pub(super) threads: Threads,
    pub(super) watch: Watch,
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
    /// one, pinned, and the CPU's for when it is dead. A Vulkan device that is the CPU itself has to be named.
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
        let opener: Arc<dyn Open> = match backend {
            Backend::Auto => Arc::new(OnHardware),
            _ => Arc::new(BackEnds),
        };
        Self::open(config, backends, pinned, opener, watch)
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
        let mut governor = Governor::new(rules, backends, pinned);
        governor.open_beside(|backend| !opener.opens_at_once(backend));
        let mut governed = Self {
            governor,
            opener,
            config: *config,
            runner: None,
            first: true,
            due: None,
            next_id: 0,
            may_leave_out: false,
            last: None,
            trials: Vec::new(),
            threads: Threads::default(),
            watch,
        };
        governed.start(pinned)?;
        Ok(governed)
    }

    /// Threads of back ends that were left, because they did not answer, and have not come back yet. A back end that
    /// leaves its driver itself ([`Open::may_stall`]) has threads of its own, which are not among them.
    #[must_use]
    pub fn abandoned(&self) -> usize {
        self.threads.left()
    }

    pub(super) fn nothing_left(&self) -> EncodeError {
        EncodeError::Unavailable {
            backend: self.governor.present().name(),
            reason: "it failed, and so did every other encoder".to_owned(),
        }
    }

    pub(super) fn adopt(&mut self, mut runner: Runner) {
        runner.continue_from(self.next_id);
        runner.leave_out_unchanged(self.may_leave_out);
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
        if self.trials.is_empty() {
            if let Some(at) = self.governor.worth_trying(now) {
                self.begin_trial(at);
            }
            return Ok(());
        }
        let ended = self
            .trials
            .iter()
            .enumerate()
            .find_map(|(n, (at, answer))| {
                let tried = match answer.try_recv() {
                    Err(TryRecvError::Empty) => return None,
                    Err(TryRecvError::Disconnected) => Err("its trial panicked".to_owned()),
                    Ok(tried) => tried,
                };
                Some((n, *at, tried))
            });
        if let Some((n, at, tried)) = ended {
            self.trials.swap_remove(n);
            self.end_trial(now, at, tried);
        }
        Ok(())
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
        if repeated && self.first {
            // What a back end has encoded before it was taken is not the game's.
            frame = self.last.as_ref().map(Shadow::frame);
        }
        for _ in 0..=tries {
            let limit = self.governor.patience(self.first);
            let Some(runner) = &mut self.runner else {
                return Err(self.nothing_left());
            };
            tap.begun = None;
            if let Some(frame) = &frame {
                ready::wait(frame, runner.name())?;
            }
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
                    // It has not the picture that is to be repeated, or not any more.
                    let Some(last) = self.last.as_ref().filter(|_| repeated) else {
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
        self.setting(result).inspect_err(|_| self.config = before)?;
        self.governor.follow_fps(before.fps, config.fps);
        Ok(())
    }

    fn leave_out_unchanged(&mut self, allowed: bool) {
        self.may_leave_out = allowed;
        if let Some(runner) = &mut self.runner {
            runner.leave_out_unchanged(allowed);
        }
    }

    fn continue_from(&mut self, id: u32) {
        self.next_id = id;
        if let Some(runner) = &mut self.runner {
            runner.continue_from(id);
        }
    }
}
