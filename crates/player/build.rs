//! Finds the built web client, which the library embeds.

use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-env-changed=STRATUS_PLAYER_DIST");
    let dist = std::env::var_os("STRATUS_PLAYER_DIST").map_or_else(
        || {
            let own = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
            PathBuf::from(own).join("web/dist")
        },
        PathBuf::from,
    );
    println!("cargo::rerun-if-changed={}", dist.display());
    if !dist.join("index.html").is_file() {
        println!(
            "cargo::error=the web client is not built: {} has no index.html. Run ci/setup or: \
             cd crates/player/web && npm ci && npm run build",
            dist.display()
        );
        return;
    }
    println!("cargo::rustc-env=STRATUS_PLAYER_ASSETS={}", dist.display());
}
