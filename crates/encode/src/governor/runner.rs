//! An open back end, called here or on a thread of its own; a panic of it is an error.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use stratus_media::{FrameEnd, SliceSink, VideoFrame};

use crate::encoder::open_on_hardware;
use crate::{Backend, EncodeError, Encoder, EncoderConfig, FrameRequest};

use super::worker::Worker;

/// Opens back ends.
pub trait Open: Send + Sync {
    /// Opens one.
    ///
    /// # Errors
    /// As [`open`](crate::open).
    fn open(
        &self,
        backend: &Backend,
        config: &EncoderConfig,
    ) -> Result<Box<dyn Encoder>, EncodeError>;

    /// A call of it may take any time, so that it gets a thread that can be left. A back end that leaves its driver
    /// itself ([`EncodeError::Deadline`]) needs none.
    fn may_stall(&self, backend: &Backend) -> bool;

    /// It opens within a picture's time. Any other is opened beside the one that encodes, where there is one.
    fn opens_at_once(&self, backend: &Backend) -> bool {
        matches!(backend, Backend::Auto | Backend::X264)
    }

    /// It differs from another one in what it does with DMA-BUFs only, so nothing else is a measure of it.
    fn is_for_dma_bufs(&self, backend: &Backend) -> bool {
        let _ = backend;
        false
    }
}

/// The back ends of this crate.
#[derive(Debug, Clone, Copy, Default)]
pub struct BackEnds;

impl Open for BackEnds {
    fn open(
        &self,
        backend: &Backend,
        config: &EncoderConfig,
    ) -> Result<Box<dyn Encoder>, EncodeError> {
        crate::open(config, backend)
    }

    fn may_stall(&self, backend: &Backend) -> bool {
        matches!(backend, Backend::Vulkan { .. })
    }

    fn is_for_dma_bufs(&self, backend: &Backend) -> bool {
        matches!(backend, Backend::Vulkan { .. })
    }
}

/// The same where the configuration names none ([`Backend::Auto`]): a Vulkan device that computes on the CPU, where the
/// CPU converts by itself, is not among them.
#[derive(Debug, Clone, Copy, Default)]
pub struct OnHardware;

impl Open for OnHardware {
    fn open(
        &self,
        backend: &Backend,
        config: &EncoderConfig,
    ) -> Result<Box<dyn Encoder>, EncodeError> {
        match backend {
            Backend::Vulkan { device } => open_on_hardware(config, device.as_deref()),
            other => BackEnds.open(other, config),
        }
    }

    fn may_stall(&self, backend: &Backend) -> bool {
        BackEnds.may_stall(backend)
    }

    fn is_for_dma_bufs(&self, backend: &Backend) -> bool {
        BackEnds.is_for_dma_bufs(backend)
    }
}

/// Why there is no picture.
pub(super) enum Trouble {
    /// The back end says so.
    Said(EncodeError),
    /// It panicked, and must not be called again.
    Panicked(String),
    /// It did not answer in time, and must not be called again.
    Silent(Duration),
}

/// An open back end.
pub(super) enum Runner {
    Here(Box<dyn Encoder>),
    Elsewhere(Worker),
}

/// What a panic said.
pub(super) fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("no words").to_owned()
}

pub(super) fn caught<T>(call: impl FnOnce() -> Result<T, EncodeError>) -> Result<T, Trouble> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(Trouble::Said(error)),
        Err(panic) => Err(Trouble::Panicked(words(&*panic))),
    }
}

impl Runner {
    /// Opens `backend`, which may take `limit` where it has a thread of its own.
    pub(super) fn open(
        opener: &std::sync::Arc<dyn Open>,
        backend: &Backend,
        config: &EncoderConfig,
        limit: Duration,
        threads: &super::worker::Threads,
    ) -> Result<Self, Trouble> {
        if opener.may_stall(backend) {
            return Worker::start(opener, backend, config, limit, threads).map(Self::Elsewhere);
        }
        caught(|| opener.open(backend, config)).map(Self::Here)
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Here(encoder) => encoder.name(),
            Self::Elsewhere(worker) => worker.name(),
        }
    }

    pub(super) fn codec(&self) -> &str {
        match self {
            Self::Here(encoder) => encoder.codec(),
            Self::Elsewhere(worker) => worker.codec(),
        }
    }

    pub(super) fn encode(
        &mut self,
        frame: VideoFrame,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
        limit: Duration,
    ) -> Result<FrameEnd, Trouble> {
        match self {
            Self::Here(encoder) => caught(|| encoder.encode(frame, request, sink)),
            Self::Elsewhere(worker) => match worker.encode(Some(frame), request, sink, limit)? {
                Some(end) => Ok(end),
                None => Err(Trouble::Said(EncodeError::Output {
                    backend: worker.name(),
                    reason: "no picture came of a frame",
                })),
            },
        }
    }

    pub(super) fn repeat(
        &mut self,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
        limit: Duration,
    ) -> Result<Option<FrameEnd>, Trouble> {
        match self {
            Self::Here(encoder) => caught(|| encoder.repeat(request, sink)),
            Self::Elsewhere(worker) => worker.encode(None, request, sink, limit),
        }
    }

    pub(super) fn set_bitrate(&mut self, bps: u32, limit: Duration) -> Result<(), Trouble> {
        match self {
            Self::Here(encoder) => caught(|| encoder.set_bitrate(bps)),
            Self::Elsewhere(worker) => worker.set_bitrate(bps, limit),
        }
    }

    pub(super) fn reconfigure(
        &mut self,
        config: &EncoderConfig,
        limit: Duration,
    ) -> Result<(), Trouble> {
        match self {
            Self::Here(encoder) => caught(|| encoder.reconfigure(config)),
            Self::Elsewhere(worker) => worker.reconfigure(config, limit),
        }
    }

    pub(super) fn continue_from(&mut self, id: u32) {
        match self {
            // One that panics here fails with its next picture.
            Self::Here(encoder) => {
                drop(catch_unwind(AssertUnwindSafe(|| encoder.continue_from(id))))
            }
            Self::Elsewhere(worker) => worker.continue_from(id),
        }
    }

    pub(super) fn leave_out_unchanged(&mut self, allowed: bool) {
        match self {
            // As above.
            Self::Here(encoder) => drop(catch_unwind(AssertUnwindSafe(|| {
                encoder.leave_out_unchanged(allowed);
            }))),
            Self::Elsewhere(worker) => worker.leave_out_unchanged(allowed),
        }
    }

    /// Closes it; where that panics or waits, without the caller.
    pub(super) fn close(self) {
        drop(catch_unwind(AssertUnwindSafe(move || drop(self))));
    }
}
