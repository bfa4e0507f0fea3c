//! What the driver says of the application: complaints at once, counts at the end.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use super::failure::{Blame, Failure};

/// Calls of one entry point.
#[derive(Clone, Copy, Debug, Default)]
pub struct Calls {
    pub count: u64,
    pub time: Duration,
}

/// Numbers that the report ends with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub frames: u64,
    pub conversions: u64,
    pub idr: u64,
    pub bytes: u64,
    pub imports: u64,
    /// Imports of real DMA-BUFs.
    pub dma_bufs: u64,
    pub pixel_copies: u64,
}

/// The report of one display.
#[derive(Debug, Default)]
pub struct Journal {
    file: Option<File>,
    pub counts: Counts,
    pub calls: BTreeMap<&'static str, Calls>,
}

impl Journal {
    /// Appends to the file, where there is one.
    pub fn open(path: Option<&Path>) -> Self {
        let open = |path: &Path| {
            let opened = OpenOptions::new().create(true).append(true).open(path);
            opened
                .inspect_err(|error| eprintln!("va-soft: {}: {error}", path.display()))
                .ok()
        };
        Self {
            file: path.and_then(open),
            ..Self::default()
        }
    }

    /// One line.
    pub fn line(&mut self, line: &str) {
        if let Some(file) = &mut self.file {
            // One write, so that lines of several threads and processes stay whole.
            let written = file.write_all(format!("{line}\n").as_bytes());
            if let Err(error) = written {
                eprintln!("va-soft: the report: {error}");
            }
        }
    }

    /// A broken rule.
    pub fn complain(&mut self, call: &str, text: &str) {
        let line = format!("complaint {call}: {text}");
        eprintln!("va-soft: {line}");
        self.line(&line);
    }

    /// A call that failed.
    pub fn failed(&mut self, call: &str, failure: &Failure) {
        match failure.blame {
            Blame::Application => self.complain(call, &failure.text),
            Blame::Driver => self.line(&format!("refused {call}: {}", failure.text)),
            Blame::Injected => self.line(&format!("injected {call}: {}", failure.text)),
        }
    }

    /// The end of a display; `alive` is what was not destroyed.
    pub fn end(&mut self, alive: &[(&str, usize)]) {
        let counts = self.counts;
        let mut text = String::new();
        let counted = [
            ("frames", counts.frames),
            ("conversions", counts.conversions),
            ("idr", counts.idr),
            ("bytes", counts.bytes),
            ("imports", counts.imports),
            ("dma_bufs", counts.dma_bufs),
            ("pixel_copies", counts.pixel_copies),
        ];
        let alive = alive.iter().map(|&(name, count)| (name, count as u64));
        for (name, count) in counted.into_iter().chain(alive) {
            text += &format!("count {name} {count}\n");
        }
        for (name, calls) in &self.calls {
            text += &format!("calls {name} {}\n", calls.count);
        }
        for (name, calls) in &self.calls {
            text += &format!("time {name} {}\n", calls.time.as_nanos());
        }
        self.line(&(text + "end"));
    }
}
