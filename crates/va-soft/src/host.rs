//! Runs a test with the driver in place.
//!
//! libva reads its environment once, and settings are those of a process. So a test runs again, alone, in a process of
//! its own under `with-driver`.

use std::path::PathBuf;
use std::process::Command;

use crate::report::Report;

/// Set in the inner process.
const INNER: &str = "STRATUS_VA_SOFT_INNER";
const NODE: &str = "STRATUS_VA_SOFT_NODE";
const REPORT: &str = "STRATUS_VA_SOFT_REPORT";

/// Where a test runs that has the driver.
#[derive(Clone, Debug)]
pub struct Host {
    /// The render node to open.
    pub node: PathBuf,
    report: PathBuf,
}

impl Host {
    /// What the driver has said up to now.
    pub fn report(&self) -> Report {
        Report::read(&self.report)
    }
}

/// What the inner process says at its end.
const DONE: &str = "stratus-va-soft: the test has run with the driver";

/// Runs the test that calls this once more, with the driver in place and the given settings
/// (`STRATUS_VA_SOFT_…` and others), and `inner` only there. Returns what the driver said; in the inner process it does
/// not return.
///
/// The closure is to be written in the test itself: its name says which test runs again.
///
/// # Panics
///
/// Where the inner process fails, with what it printed; where bubblewrap is missing.
#[track_caller]
pub fn run<F: FnOnce(&Host)>(settings: &[(&str, &str)], inner: F) -> Report {
    if std::env::var_os(INNER).is_some() {
        let path = |name| PathBuf::from(std::env::var_os(name).unwrap_or_default());
        let host = Host {
            node: path(NODE),
            report: path(REPORT),
        };
        inner(&host);
        println!("{DONE}");
        std::process::exit(0);
    }
    again(settings, &test_name::<F>()).unwrap_or_else(|why| panic!("{why}"))
}

/// The test that a closure is written in: of one thread the harness gives no name to its own.
fn test_name<F>() -> String {
    let thread = std::thread::current();
    if let Some(name) = thread.name().filter(|name| *name != "main") {
        return name.to_owned();
    }
    let closure = std::any::type_name::<F>();
    let test = closure.split("::{{closure}}").next().unwrap_or(closure);
    let inside = test.split_once("::").map_or(test, |(_, inside)| inside);
    inside.to_owned()
}

fn again(settings: &[(&str, &str)], name: &str) -> Result<Report, String> {
    let said = |what: &'static str| move |error: std::io::Error| format!("{what}: {error}");
    let folder = tempfile::tempdir().map_err(said("a folder for the report"))?;
    let report = folder.path().join("report");
    let program = std::env::current_exe().map_err(said("the test's own program"))?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/with-driver");
    let mut command = Command::new(script);
    command.arg("--").arg(&program);
    command.args(["--exact", name, "--nocapture", "--include-ignored"]);
    for (name, value) in settings {
        command.env(name, value);
    }
    command.env(INNER, "1").env(REPORT, &report);
    // cargo puts the driver next to the tests that depend on it, or above them.
    let folders = program.ancestors().skip(1).take(2);
    let mut libraries = folders.map(|folder| folder.join("libstratus_va_soft.so"));
    if let Some(library) = libraries.find(|library| library.is_file()) {
        command.env("STRATUS_VA_SOFT_LIBRARY", library);
    }
    let output = command.output().map_err(said(script))?;
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    if !output.status.success() {
        return Err(format!("{name} with the driver: {}\n{text}", output.status));
    }
    if !text.contains(DONE) {
        return Err(format!("{name} with the driver did not run\n{text}"));
    }
    Ok(Report::read(&report))
}
