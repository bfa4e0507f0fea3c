//! The games of all nodes, with their pictures.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use stratus_protocol::id::GameId;
use stratus_protocol::link::{InstalledGame, MAX_ARTWORK};
use stratus_protocol::rest::Game;

use crate::people::sha256_hex;
use crate::store::{GameRecord, PictureRecord};

/// Pictures a game may have.
const MAX_PICTURES: usize = 8;

/// What browsers show as a picture.
const PICTURE_TYPES: [&str; 5] = [
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/svg+xml",
    "image/avif",
];

/// A picture, ready to be served.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Such as `image/png`.
    pub media_type: &'static str,
    /// Changes with the bytes.
    pub etag: String,
    /// The file.
    pub bytes: Arc<[u8]>,
}

/// A game with its pictures decoded.
pub struct Entry {
    record: GameRecord,
    pictures: BTreeMap<String, Picture>,
}

impl Entry {
    fn new(record: GameRecord) -> Self {
        let pictures = record.pictures.iter().filter_map(decode).collect();
        Self { record, pictures }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &GameId {
        &self.record.manifest.id
    }
}

/// Every game that a node has or had.
#[derive(Default)]
pub struct Library(BTreeMap<GameId, Entry>);

impl Library {
    /// Takes up what the store has.
    #[must_use]
    pub fn new(records: Vec<GameRecord>) -> Self {
        Self(
            records
                .into_iter()
                .map(|record| (record.manifest.id.clone(), Entry::new(record)))
                .collect(),
        )
    }

    /// A node has this game; the record to store, if it is new or changed.
    pub fn learn(&mut self, game: Entry) -> Option<GameRecord> {
        if self
            .0
            .get(game.id())
            .is_some_and(|known| known.record == game.record)
        {
            return None;
        }
        let record = game.record.clone();
        self.0.insert(game.id().clone(), game);
        Some(record)
    }

    /// Is the game known?
    #[must_use]
    pub fn has(&self, game: &GameId) -> bool {
        self.0.contains_key(game)
    }

    /// All games by title; `nodes` says how many connected nodes have one.
    pub fn games(&self, nodes: impl Fn(&GameId) -> u32) -> Vec<Game> {
        let mut games: Vec<Game> = self
            .0
            .iter()
            .map(|(id, entry)| shown(entry, nodes(id)))
            .collect();
        games.sort_by_cached_key(|game| game.title.to_lowercase());
        games
    }

    /// A picture of a game.
    #[must_use]
    pub fn picture(&self, game: &GameId, name: &str) -> Option<Picture> {
        self.0.get(game)?.pictures.get(name).cloned()
    }
}

/// Makes a game ready for the library; pictures that cannot be shown are left out. Takes milliseconds for large ones.
#[must_use]
pub fn prepare(game: InstalledGame) -> Entry {
    let pictures = game
        .artwork
        .into_iter()
        .take(MAX_PICTURES)
        .filter(|picture| picture.base64.len() <= MAX_ARTWORK.div_ceil(3) * 4)
        .map(|picture| PictureRecord {
            sha256: sha256_hex(picture.base64.as_bytes()),
            name: picture.name,
            media_type: picture.media_type,
            base64: picture.base64,
        })
        .collect();
    Entry::new(GameRecord {
        manifest: game.manifest,
        sha256: game.sha256,
        pictures,
    })
}

fn decode(record: &PictureRecord) -> Option<(String, Picture)> {
    let media_type = PICTURE_TYPES
        .into_iter()
        .find(|known| *known == record.media_type)?;
    let bytes = STANDARD
        .decode(&record.base64)
        .ok()
        .filter(|bytes| bytes.len() <= MAX_ARTWORK)?;
    let etag = format!("\"{}\"", record.sha256.get(..16)?);
    Some((
        record.name.clone(),
        Picture {
            media_type,
            etag,
            bytes: bytes.into(),
        },
    ))
}

fn shown(entry: &Entry, nodes: u32) -> Game {
    let manifest = &entry.record.manifest;
    let path = |name: &str| {
        let picture = entry.pictures.get(name)?;
        let version = picture.etag.trim_matches('"');
        Some(format!(
            "/api/v1/games/{}/artwork/{}?v={version}",
            manifest.id,
            escape(name)
        ))
    };
    Game {
        id: manifest.id.clone(),
        title: manifest.title.as_str().to_owned(),
        developer: manifest.developer.clone(),
        genres: manifest.genres.clone(),
        summary: manifest.summary.clone(),
        description: manifest.description.clone(),
        cover: manifest
            .artwork
            .cover
            .as_ref()
            .and_then(|name| path(name.as_str())),
        hero: manifest
            .artwork
            .hero
            .as_ref()
            .and_then(|name| path(name.as_str())),
        pad: manifest.controller.native || !manifest.controller.map.is_empty(),
        nodes,
    }
}

/// A name as one segment of a path (RFC 3986, section 2.1).
fn escape(name: &str) -> String {
    name.bytes()
        .fold(String::with_capacity(name.len()), |text, byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                text + &char::from(byte).to_string()
            }
            _ => text + &format!("%{byte:02X}"),
        })
}
