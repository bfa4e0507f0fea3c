//! What went wrong in the driver, before anybody knows which frame it was.

use std::time::Duration;

use ash::vk;
use stratus_media::{Refusal, Size};

use super::NAME;
use crate::EncodeError;

/// Why there is no picture.
#[derive(Debug)]
pub(super) enum Failure {
    /// The driver refused a call.
    Call {
        /// What it was to do.
        action: &'static str,
        /// Vulkan's code.
        result: vk::Result,
    },
    /// The device did not finish in time.
    Deadline {
        /// What it was to do.
        action: &'static str,
        /// How long it had.
        limit: Duration,
    },
    /// The frame's memory cannot be read.
    Refused(Refusal),
    /// The frame contradicts itself.
    Frame(&'static str),
    /// The driver cannot do this at all.
    Unavailable(String),
}

impl Failure {
    /// A failure of a call, by what it was to do.
    pub(super) const fn of(action: &'static str) -> impl FnOnce(vk::Result) -> Self {
        move |result| Self::Call { action, result }
    }

    /// The device is of no more use, to nobody.
    pub(super) const fn ends_device(&self) -> bool {
        matches!(
            self,
            Self::Deadline { .. }
                | Self::Call {
                    result: vk::Result::ERROR_DEVICE_LOST,
                    ..
                }
        )
    }

    /// Why a converter did not open.
    pub(super) fn while_opening(self) -> EncodeError {
        let reason = match self.of_frame(0, Size::new(0, 0)) {
            EncodeError::Unavailable { reason, .. } => reason,
            other => other.to_string(),
        };
        EncodeError::Unavailable {
            backend: NAME,
            reason,
        }
    }

    /// The same, said of the frame `seq` with pixels of `size`.
    pub(super) fn of_frame(self, seq: u64, size: Size) -> EncodeError {
        match self {
            Self::Call {
                action,
                result: vk::Result::ERROR_DEVICE_LOST,
            } => EncodeError::DeviceLost {
                backend: NAME,
                action,
                code: vk::Result::ERROR_DEVICE_LOST.as_raw(),
            },
            Self::Call { action, result } => EncodeError::Backend {
                backend: NAME,
                action,
                code: result.as_raw(),
            },
            Self::Deadline { action, limit } => EncodeError::Deadline {
                backend: NAME,
                action,
                limit,
            },
            Self::Refused(refusal) => EncodeError::DmaBuf {
                backend: NAME,
                seq,
                size,
                refusal,
            },
            Self::Frame(reason) => EncodeError::Frame { seq, size, reason },
            Self::Unavailable(reason) => EncodeError::Unavailable {
                backend: NAME,
                reason,
            },
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_device_is_told_from_a_refused_call() {
        let said = |result| Failure::of("convert")(result).of_frame(7, Size::new(64, 48));
        let lost = said(vk::Result::ERROR_DEVICE_LOST);
        assert!(
            matches!(lost, EncodeError::DeviceLost { code: -4, .. }),
            "{lost}"
        );
        assert!(lost.to_string().contains("lost its device"), "{lost}");
        let refused = said(vk::Result::ERROR_OUT_OF_DEVICE_MEMORY);
        assert!(
            matches!(refused, EncodeError::Backend { code: -2, .. }),
            "{refused}"
        );
        assert!(Failure::of("convert")(vk::Result::ERROR_DEVICE_LOST).ends_device());
        assert!(!Failure::of("convert")(vk::Result::ERROR_OUT_OF_HOST_MEMORY).ends_device());
    }
}
