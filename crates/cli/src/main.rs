//! `stratus`: what an operator types.

mod allocations;
mod bench;
mod child;
mod doctor;
mod up;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[global_allocator]
static ALLOCATOR: allocations::Counting = allocations::Counting;

#[derive(Parser)]
#[command(name = "stratus", version, about = "Self-hosted cloud gaming")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs a coordinator and a node on this machine.
    Up(up::Arguments),
    /// Builds a game's AppImage from its folder.
    Pack {
        /// The game's folder, with game.toml in it.
        game: PathBuf,
        /// Where the AppImage goes.
        #[arg(long, default_value = ".state/games")]
        out: PathBuf,
    },
    /// Says what this machine can do, and what to do about what is missing.
    Doctor {
        /// Print JSON.
        #[arg(long)]
        json: bool,
        /// One part alone, for itself: what a driver does ends no other.
        #[arg(long, hide = true)]
        part: Option<doctor::Part>,
    },
    /// Measures.
    #[command(subcommand)]
    Bench(bench::Bench),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Up(arguments) => up::run(&arguments),
        Command::Pack { game, out } => pack(&game, &out),
        Command::Doctor { json, part } => doctor::run(json, part),
        Command::Bench(bench) => bench::run(bench),
    }
}

fn pack(game: &std::path::Path, out: &std::path::Path) -> anyhow::Result<()> {
    let report =
        stratus_sandbox::pack::pack(game, out, &stratus_sandbox::pack::PackOptions::default())?;
    println!("{}", report.path.display());
    Ok(())
}
