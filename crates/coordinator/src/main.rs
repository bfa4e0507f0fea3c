//! `stratus-coordinator`: serves players and nodes until it is told to stop.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use stratus_coordinator::Config;
use stratus_coordinator::config::Overrides;
use stratus_coordinator::store::export;
use stratus_coordinator::store::sled::SledStore;
use tokio::signal::unix::{SignalKind, signal};

/// Serves the library to players and places their games on nodes.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Configuration file (docs/coordinator.md)
    #[arg(
        long,
        env = "STRATUS_COORDINATOR_CONFIG",
        value_name = "FILE",
        global = true
    )]
    config: Option<PathBuf>,
    #[command(flatten)]
    overrides: Overrides,
    /// Print the configuration that file, environment and flags make, and exit
    #[arg(long)]
    print_config: bool,
    /// Say where it listens as one line of JSON
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What to do in place of serving. The coordinator must not run meanwhile.
#[derive(Subcommand)]
enum Command {
    /// Write everything in the store to a JSON file
    Export {
        /// The file
        file: PathBuf,
    },
    /// Add everything of an export to the store
    Import {
        /// The file
        file: PathBuf,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("stratus-coordinator: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    let config = Config::load(arguments.config.as_deref(), arguments.overrides)?;
    if arguments.print_config {
        print!("{}", toml::to_string(&config)?);
        return Ok(());
    }
    start_log(&config)?;
    match arguments.command {
        Some(Command::Export { file }) => export_to(&config, &file),
        Some(Command::Import { file }) => import_from(&config, &file),
        None => serve(config, arguments.json),
    }
}

fn start_log(config: &Config) -> anyhow::Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log)
        .with_context(|| format!("log = '{}' is no filter; try 'info'", config.log))?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    Ok(())
}

#[tokio::main]
async fn serve(config: Config, json: bool) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let running = stratus_coordinator::start(config).await?;
    announce(&running, json)?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    running.shutdown().await;
    Ok(())
}

fn announce(running: &stratus_coordinator::Running, json: bool) -> anyhow::Result<()> {
    let (listening, code) = (running.addr().to_string(), running.sign_in_code());
    let mut out = std::io::stdout().lock();
    if json {
        writeln!(
            out,
            "{}",
            serde_json::json!({ "listening": listening, "code": code })
        )?;
    } else {
        writeln!(out, "listening on {listening} code {code}")?;
    }
    Ok(out.flush()?)
}

fn export_to(config: &Config, file: &Path) -> anyhow::Result<()> {
    let store = SledStore::open(&config.data_dir.join("store"))?;
    let to = File::create(file).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(export::export(&store, std::io::BufWriter::new(to))?)
}

fn import_from(config: &Config, file: &Path) -> anyhow::Result<()> {
    let from = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    std::fs::create_dir_all(&config.data_dir)?;
    let mut store = SledStore::open(&config.data_dir.join("store"))?;
    Ok(export::import(&mut store, from)?)
}
