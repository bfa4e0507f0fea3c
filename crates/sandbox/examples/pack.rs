//! Packs one game: `cargo run --release -p stratus-sandbox --example pack -- games/freedoom out`.
use std::path::Path;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let [_, game, out] = args.as_slice() else {
        anyhow::bail!("usage: pack GAME_FOLDER OUT_FOLDER");
    };
    let report = stratus_sandbox::pack::pack(Path::new(game), Path::new(out), &Default::default())?;
    println!(
        "{} {} {} bytes, rebuilt: {}",
        report.sha256,
        report.path.display(),
        report.size,
        report.rebuilt
    );
    for package in &report.packages {
        println!("{package}");
    }
    Ok(())
}
