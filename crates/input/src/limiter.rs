//! How many states a second are worth applying.

use std::time::Duration;

use stratus_media::Timestamp;

/// Mean distance between states that are applied: 2,000 a second, ten times what a page sends.
const PERIOD: Duration = Duration::from_micros(500);
/// States that may come at once, as after a stall of the network.
const BURST: u32 = 256;

/// Generic cell rate algorithm (ITU-T I.371): one number, no history.
#[derive(Default)]
pub(crate) struct Limiter {
    /// When the next state would come if they came evenly.
    due: Option<Timestamp>,
}

impl Limiter {
    /// A state may be applied now.
    pub fn admit(&mut self, now: Timestamp) -> bool {
        let due = self.due.map_or(now, |due| due.max(now));
        if due.since(now) > PERIOD * BURST {
            return false;
        }
        self.due = Some(due + PERIOD);
        true
    }

    /// How long a state that was not admitted should wait.
    pub const fn wait() -> Duration {
        PERIOD
    }
}
