//! The software driver around a bench.
//!
//! libva reads its environment once, so the bench runs again in a process of its own under `with-driver`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use libloading::{Library, Symbol};

/// Set in the inner process: where it may write.
const FOLDER: &str = "STRATUS_BENCH_FOLDER";

/// How long displays may take to close.
const CLOSE: Duration = Duration::from_secs(10);

/// The driver, in the inner process.
pub struct Driver {
    /// The render node to open.
    pub node: PathBuf,
    folder: PathBuf,
    /// Stays loaded, so that it counts on while no display is open.
    library: Library,
}

impl Driver {
    /// The driver, where this is the inner process. Else `None`, once that has run and printed.
    pub fn around(settings: &[(&str, &str)]) -> anyhow::Result<Option<Self>> {
        if let Some(folder) = std::env::var_os(FOLDER) {
            return Self::inside(folder.into()).map(Some);
        }
        let script = Path::new("crates/va-soft/with-driver");
        ensure!(
            script.is_file(),
            "{} is not here: run this in Stratus' source tree",
            script.display()
        );
        let program = std::env::current_exe().context("this program's own file")?;
        let folder = tempfile::tempdir().context("a folder for the driver's report")?;
        let mut command = Command::new(script);
        command
            .arg("--")
            .arg(&program)
            .args(std::env::args_os().skip(1));
        // Next to this program, where cargo puts it.
        let library = program.with_file_name("libstratus_va_soft.so");
        if library.is_file() {
            command.env("STRATUS_VA_SOFT_LIBRARY", library);
        }
        command
            .envs(settings.iter().copied())
            // One heap, as the node has.
            .env("MALLOC_ARENA_MAX", "1")
            .env(FOLDER, folder.path())
            .env("STRATUS_VA_SOFT_REPORT", report(folder.path()))
            .env("STRATUS_VA_SOFT_CONTROL", control(folder.path()));
        let status = command
            .status()
            .with_context(|| script.display().to_string())?;
        ensure!(
            status.success(),
            "the run with the software driver: {status}"
        );
        Ok(None)
    }

    fn inside(folder: PathBuf) -> anyhow::Result<Self> {
        let path = |name: &str| {
            let value = std::env::var_os(name).with_context(|| format!("{name} is not set"))?;
            anyhow::Ok(PathBuf::from(value))
        };
        let library = path("LIBVA_DRIVERS_PATH")?.join("stratus_drv_video.so");
        // SAFETY: it is Stratus' own; loading it runs nothing.
        let library = unsafe { Library::new(&library) }.context("the software driver")?;
        Ok(Self {
            node: path("STRATUS_VA_SOFT_NODE")?,
            folder,
            library,
        })
    }

    /// What its calls took of the processors up to now, ns.
    pub fn cpu_ns(&self) -> anyhow::Result<u64> {
        // SAFETY: the function's type is that of `va-soft`'s `cpu.rs`.
        let asked: Symbol<'_, unsafe extern "C" fn() -> u64> =
            unsafe { self.library.get(b"stratus_va_soft_cpu_ns\0") }
                .context("the software driver does not count its time: build it anew: cargo build --release -p stratus-va-soft")?;
        // SAFETY: it reads a counter.
        Ok(unsafe { asked() })
    }

    /// Has the driver do something from its next picture on, such as `LOSE=0`.
    pub fn order(&self, setting: &str) -> anyhow::Result<()> {
        let path = control(&self.folder);
        let new = path.with_extension("new");
        std::fs::write(&new, setting)
            .and_then(|()| std::fs::rename(&new, &path))
            .context("the driver's control file")
    }

    /// It has read its order.
    pub fn obeyed(&self) -> bool {
        !control(&self.folder).exists()
    }

    /// Its report, once `displays` were closed (or 10 s have passed).
    pub fn report(&self, displays: usize) -> anyhow::Result<Report> {
        let begun = Instant::now();
        loop {
            let text = std::fs::read_to_string(report(&self.folder)).unwrap_or_default();
            let read = Report { text };
            if let Some(complaint) = read.lines("complaint").next() {
                bail!("the driver complains: {complaint}");
            }
            if read.displays() >= displays || begun.elapsed() > CLOSE {
                return Ok(read);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

fn report(folder: &Path) -> PathBuf {
    folder.join("report")
}

fn control(folder: &Path) -> PathBuf {
    folder.join("control")
}

/// What the driver wrote, of all displays (`crates/va-soft/README.md`).
pub struct Report {
    text: String,
}

impl Report {
    fn lines<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        let lines = self.text.lines();
        lines.filter_map(move |line| line.strip_prefix(kind)?.strip_prefix(' '))
    }

    /// Displays that were closed.
    pub fn displays(&self) -> usize {
        self.text.lines().filter(|line| *line == "end").count()
    }

    /// A count, over all displays.
    pub fn count(&self, name: &str) -> u64 {
        let values = self
            .lines("count")
            .filter_map(|line| line.split_once(' '))
            .filter(|(counted, _)| *counted == name);
        values
            .filter_map(|(_, value)| value.parse::<u64>().ok())
            .sum()
    }

    /// Objects that were not destroyed when their display was closed.
    pub fn alive(&self) -> u64 {
        ["surfaces", "buffers", "configs", "contexts", "images"]
            .iter()
            .map(|kind| self.count(&format!("{kind}_alive")))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_summed_over_displays() {
        let text = "injected vaEndPicture: lost\ncount frames 3\ncount surfaces_alive 0\nend\n\
                    count frames 4\ncount surfaces_alive 2\ncount images_alive 1\nend\n";
        let report = Report {
            text: text.to_owned(),
        };
        assert_eq!((report.displays(), report.count("frames")), (2, 7));
        assert_eq!((report.alive(), report.count("imports")), (3, 0));
    }
}
