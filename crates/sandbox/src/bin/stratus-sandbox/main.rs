//! `stratus-sandbox`: runs one game in namespaces of its own.
//!
//! The node gives it a [`Spec`] on standard input and hears [`Report`]s from its standard output.
//! Three processes result: this one watches from outside (`supervisor`), the namespace's first
//! process builds the game's world and reaps (`init`), and the game.

mod image;
mod init;
mod limits;
mod network;
mod output;
mod pads;
mod privileges;
mod root;
mod supervisor;

use std::io::{BufRead, Write};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;
use stratus_sandbox::spec::{Report, Spec};

fn main() -> ExitCode {
    let start = Instant::now();
    let report = read_spec().and_then(|spec| supervisor::run(&spec, start));
    let (report, code) = match report {
        Ok(report) => (report, ExitCode::SUCCESS),
        Err(error) => {
            let problem = format!("{error:#}");
            (Report::Failed { problem }, ExitCode::FAILURE)
        }
    };
    say(&report);
    code
}

fn read_spec() -> anyhow::Result<Spec> {
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .context("cannot read the specification")?;
    serde_json::from_str(&line).context(
        "stratus-sandbox is started by the Stratus node, with a specification on standard input",
    )
}

/// Tells the node; a node that no longer listens ends us through the lifeline.
fn say(report: &Report) {
    let mut line = serde_json::to_string(report).unwrap_or_default();
    line.push('\n');
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(line.as_bytes());
    let _ = out.flush();
}
