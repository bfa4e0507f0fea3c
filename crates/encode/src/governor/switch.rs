//! A change of the back end, for the metric and the log line.

use crate::Backend;

/// Why a back end was taken or left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The session begins with it: it was the fastest.
    Fastest,
    /// The session begins with it: the configuration says so.
    Pinned,
    /// The one before does not open.
    Unavailable,
    /// The one before failed.
    Failed,
    /// The one before lost its device.
    DeviceLost,
    /// The one before panicked.
    Panicked,
    /// The one before was not there in time, and was left at it.
    Stalled,
    /// The one before missed too many deadlines.
    Slow,
    /// The one before cannot read what the game draws into.
    FrameKind,
    /// It works again, and is faster than the one before.
    Recovered,
}

impl Reason {
    /// All of them, for a metric that begins at zero.
    pub const ALL: [Self; 10] = [
        Self::Fastest,
        Self::Pinned,
        Self::Unavailable,
        Self::Failed,
        Self::DeviceLost,
        Self::Panicked,
        Self::Stalled,
        Self::Slow,
        Self::FrameKind,
        Self::Recovered,
    ];

    /// One word, for a metric's label.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Fastest => "fastest",
            Self::Pinned => "pinned",
            Self::Unavailable => "unavailable",
            Self::Failed => "failed",
            Self::DeviceLost => "device_lost",
            Self::Panicked => "panicked",
            Self::Stalled => "stalled",
            Self::Slow => "slow",
            Self::FrameKind => "frame_kind",
            Self::Recovered => "recovered",
        }
    }
}

/// Another back end encodes from the next picture on, which is an IDR.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Switch {
    /// The one before; `None` at the beginning.
    pub from: Option<Backend>,
    /// The one now; the same as before where it was opened anew.
    pub to: Backend,
    /// Why.
    pub reason: Reason,
    /// What was seen, in words.
    pub detail: String,
}

impl std::fmt::Display for Switch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.from {
            None => write!(f, "encoding with {}: {}", self.to, self.detail),
            Some(from) if *from == self.to => {
                write!(f, "opened the {from} encoder anew: {}", self.detail)
            }
            Some(from) => write!(f, "from {from} to {}: {}", self.to, self.detail),
        }
    }
}
