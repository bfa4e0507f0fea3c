//! What a back end is judged by.

use std::time::Duration;

use crate::MAX_FPS;

use super::Reason;

/// When a back end is left, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// How long a picture may take.
    pub deadline: Duration,
    /// A back end that misses so many deadlines …
    pub misses: usize,
    /// … within this time is left.
    pub within: Duration,
    /// A picture that takes so long will not come: its back end is left at it.
    pub stall: Duration,
    /// The same for the first picture after opening, for which drivers compile shaders and take memory.
    pub first: Duration,
    /// The same for a pinned back end, which is dead then.
    pub dead: Duration,
    /// How long a start waits for a back end to open, where another one is open.
    pub open: Duration,
    /// A back end that was left is not tried again for so long; each time it is left again, for twice as long …
    pub back_off: Duration,
    /// … up to this.
    pub back_off_most: Duration,
    /// One that was not left for so long begins with the shortest time again.
    pub healthy: Duration,
}

impl Rules {
    /// A picture may take as long as it is shown, 8 ms at least. A picture that is missing for 60 ms is given up, so that
    /// another back end has it within 100 ms.
    #[must_use]
    pub fn for_fps(fps: u32) -> Self {
        let shown = Duration::from_secs(1) / fps.clamp(1, MAX_FPS);
        Self {
            deadline: shown.max(Duration::from_millis(8)),
            misses: 3,
            within: Duration::from_secs(1),
            stall: Duration::from_millis(60),
            first: Duration::from_millis(500),
            dead: Duration::from_secs(3),
            open: Duration::from_millis(500),
            back_off: Duration::from_secs(10),
            back_off_most: Duration::from_secs(600),
            healthy: Duration::from_secs(60),
        }
    }
}

/// What went wrong with the back end at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It does not open.
    Unavailable(String),
    /// It failed.
    Failed(String),
    /// Its device is gone.
    DeviceLost(String),
    /// It panicked.
    Panicked(String),
    /// It did not answer for so long.
    Stalled(Duration),
}

impl Fault {
    pub(super) fn reason(&self) -> Reason {
        match self {
            Self::Unavailable(_) => Reason::Unavailable,
            Self::Failed(_) => Reason::Failed,
            Self::DeviceLost(_) => Reason::DeviceLost,
            Self::Panicked(_) => Reason::Panicked,
            Self::Stalled(_) => Reason::Stalled,
        }
    }

    pub(super) fn words(&self) -> String {
        match self {
            Self::Unavailable(said) | Self::Failed(said) | Self::DeviceLost(said) => said.clone(),
            Self::Panicked(said) => format!("it panicked: {said}"),
            Self::Stalled(after) => {
                format!(
                    "it did not answer for {} ms and was left at it",
                    after.as_millis()
                )
            }
        }
    }
}
