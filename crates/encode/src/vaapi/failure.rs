//! What went wrong in the driver, before anybody knows which frame it was.

use stratus_media::{Refusal, Size};
use stratus_vaapi_sys::{VA_STATUS_ERROR_HW_BUSY, VA_STATUS_ERROR_INVALID_DISPLAY, VAStatus};

use super::NAME;
use crate::EncodeError;
use crate::h264::HeaderError;

/// Why there is no picture.
#[derive(Debug)]
pub(super) enum Failure {
    /// The driver refused a call.
    Call {
        /// What it was to do.
        action: &'static str,
        /// libva's status.
        status: VAStatus,
    },
    /// The device is gone.
    Lost {
        /// What it was to do.
        action: &'static str,
        /// libva's status.
        status: VAStatus,
    },
    /// The driver cannot read the frame's memory.
    Refused(Refusal),
    /// What the driver made is unusable.
    Output(&'static str),
    /// The driver cannot do this at all.
    Unavailable(String),
    /// A stream that H.264 has no place for.
    Headers(HeaderError),
}

impl Failure {
    /// The device has to be opened anew before anything works again.
    pub(super) fn is_lost(&self) -> bool {
        matches!(self, Self::Lost { .. })
    }

    /// Why an encoder did not open.
    pub(super) fn while_opening(self) -> String {
        match self.of_frame(0, Size::new(0, 0)) {
            EncodeError::Unavailable { reason, .. } => reason,
            other => other.to_string(),
        }
    }

    /// The same, said of the frame `seq` with pixels of `size`.
    pub(super) fn of_frame(self, seq: u64, size: Size) -> EncodeError {
        match self {
            Self::Call { action, status } => EncodeError::Backend {
                backend: NAME,
                action,
                code: status,
            },
            Self::Lost { action, status } => EncodeError::DeviceLost {
                backend: NAME,
                action,
                code: status,
            },
            Self::Refused(refusal) => EncodeError::DmaBuf {
                backend: NAME,
                seq,
                size,
                refusal,
            },
            Self::Output(reason) => EncodeError::Output {
                backend: NAME,
                reason,
            },
            Self::Unavailable(reason) => EncodeError::Unavailable {
                backend: NAME,
                reason,
            },
            Self::Headers(error) => EncodeError::Unavailable {
                backend: NAME,
                reason: format!("{error}; use x264"),
            },
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<HeaderError> for Failure {
    fn from(error: HeaderError) -> Self {
        Self::Headers(error)
    }
}

/// A call that did not succeed.
pub(super) fn failed(action: &'static str, status: VAStatus) -> Failure {
    // libva has no status of its own for it. These two are what drivers say when the kernel gave the device up.
    if matches!(
        status,
        VA_STATUS_ERROR_HW_BUSY | VA_STATUS_ERROR_INVALID_DISPLAY
    ) {
        Failure::Lost { action, status }
    } else {
        Failure::Call { action, status }
    }
}
