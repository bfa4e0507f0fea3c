//! What pads did, for whoever reads the game's output.

use std::fmt::Arguments;
use std::io::Write as _;

/// Prints lines, or nothing.
#[derive(Debug, Clone, Copy)]
pub struct Log {
    wanted: bool,
}

impl Log {
    pub fn new(wanted: bool) -> Self {
        Self { wanted }
    }

    pub fn say(self, line: Arguments<'_>) {
        if self.wanted {
            // Nobody reads any more: the game plays on.
            let _ = writeln!(std::io::stdout().lock(), "{line}");
        }
    }
}
