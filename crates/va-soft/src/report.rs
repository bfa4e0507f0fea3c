//! Reading what the driver said.

use std::collections::BTreeMap;
use std::path::Path;

/// A report, of all displays that a process opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    lines: Vec<String>,
}

impl Report {
    /// Reads a report; a file that is not there is an empty one.
    pub fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        Self {
            lines: text.lines().map(str::to_owned).collect(),
        }
    }

    /// The lines.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    fn of(&self, kind: &str) -> Vec<&str> {
        let lines = self.lines.iter();
        lines
            .filter_map(|line| line.strip_prefix(kind)?.strip_prefix(' '))
            .collect()
    }

    /// Rules that the application broke.
    pub fn complaints(&self) -> Vec<&str> {
        self.of("complaint")
    }

    /// What settings made fail.
    pub fn injected(&self) -> Vec<&str> {
        self.of("injected")
    }

    /// What the driver had not got.
    pub fn refused(&self) -> Vec<&str> {
        self.of("refused")
    }

    /// Displays that were terminated.
    pub fn displays(&self) -> usize {
        self.lines.iter().filter(|line| *line == "end").count()
    }

    fn sums(&self, kind: &str) -> BTreeMap<&str, u64> {
        let mut sums = BTreeMap::new();
        for line in self.of(kind) {
            if let Some((name, value)) = line.split_once(' ') {
                *sums.entry(name).or_default() += value.parse().unwrap_or(0);
            }
        }
        sums
    }

    /// A count, over all displays.
    pub fn count(&self, name: &str) -> u64 {
        self.sums("count").get(name).copied().unwrap_or(0)
    }

    /// Calls of an entry point.
    pub fn calls(&self, name: &str) -> u64 {
        self.sums("calls").get(name).copied().unwrap_or(0)
    }

    /// Time spent in the driver, in ns.
    pub fn driver_time(&self) -> u64 {
        self.sums("time").values().sum()
    }

    /// Panics where the application broke a rule.
    pub fn without_complaint(&self) -> &Self {
        assert!(self.complaints().is_empty(), "{:#?}", self.complaints());
        self
    }

    /// Panics where the application broke a rule, left something undestroyed, or did not terminate.
    pub fn clean(&self) -> &Self {
        self.without_complaint();
        assert!(
            self.displays() > 0,
            "no display was terminated: {:#?}",
            self.lines
        );
        let alive = self.sums("count").into_iter();
        let alive: Vec<_> = alive
            .filter(|(name, count)| name.ends_with("_alive") && *count > 0)
            .collect();
        assert!(alive.is_empty(), "not destroyed: {alive:?}");
        self
    }
}
