//! The node's games, as it reads them at start and shows them to the coordinator.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use stratus_protocol::id::GameId;
use stratus_protocol::link::{InstalledGame, MAX_ARTWORK, Picture};
use stratus_sandbox::{GameImage, Library};

type Games = (HashMap<GameId, Arc<GameImage>>, Vec<InstalledGame>);

/// Reads every AppImage of `dir`; a bad one is logged and left out.
///
/// # Errors
/// The reading thread panicked.
pub async fn read(dir: &Path, state_dir: &Path) -> anyhow::Result<Games> {
    let (dir, state_dir): (PathBuf, PathBuf) = (dir.to_owned(), state_dir.to_owned());
    let (images, errors) = tokio::task::spawn_blocking(move || {
        Library::scan_cached(&dir, &state_dir.join("image-digests.json"))
    })
    .await?;
    for error in &errors {
        tracing::error!("a game was left out: {error}");
    }
    let games: HashMap<_, _> = images
        .into_iter()
        .map(|image| (image.manifest.id.clone(), Arc::new(image)))
        .collect();
    let mut installed: Vec<_> = games.values().map(|image| describe(image)).collect();
    installed.sort_by(|a, b| a.manifest.id.cmp(&b.manifest.id));
    Ok((games, installed))
}

fn describe(image: &GameImage) -> InstalledGame {
    let artwork = [&image.cover, &image.hero]
        .into_iter()
        .flatten()
        .filter(|picture| picture.bytes.len() <= MAX_ARTWORK)
        .map(|picture| Picture {
            name: picture.name.clone(),
            media_type: picture.media_type.to_owned(),
            base64: STANDARD.encode(&picture.bytes),
        })
        .collect();
    InstalledGame {
        manifest: image.manifest.clone(),
        sha256: image.sha256.clone(),
        artwork,
    }
}
