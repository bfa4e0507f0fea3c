//! `stratus bench`: measurements, as a table or as JSON.

mod browser;
mod daemon;
mod devtools;
mod http;
mod quantiles;
mod session;

#[derive(clap::Subcommand)]
pub enum Bench {
    /// Coordinator, node, a game and headless Chromium on this machine: what a player would feel.
    Session(session::Arguments),
}

pub fn run(bench: Bench) -> anyhow::Result<()> {
    match bench {
        Bench::Session(arguments) => session::run(&arguments),
    }
}
