//! The web client, built from `web/` and embedded, so that a daemon serves it without files beside it.
//!
//! `STRATUS_PLAYER_DIST` names another built folder at compile time.

use include_dir::{Dir, include_dir};

static DIST: Dir<'static> = include_dir!("$STRATUS_PLAYER_ASSETS");

/// A file of the web client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// Its content.
    pub bytes: &'static [u8],
    /// Its `Content-Type`.
    pub media_type: &'static str,
    /// Its name changes with its content: a browser may keep it for ever.
    pub immutable: bool,
}

/// The file at `path`, with or without the leading `/`; the empty path is the page itself.
///
/// The pages below it (`/game/<id>`, `/play/<session>`, `/sessions`) are routes of the same page: a
/// server answers a path that is neither a file nor its own with `get("")`.
#[must_use]
pub fn get(path: &str) -> Option<Asset> {
    let path = path.strip_prefix('/').unwrap_or(path);
    let path = if path.is_empty() { "index.html" } else { path };
    let file = DIST.get_file(path)?;
    Some(Asset {
        bytes: file.contents(),
        media_type: media_type(path),
        immutable: path.starts_with("assets/"),
    })
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_and_every_file_it_names_are_embedded() {
        let page = get("/").unwrap();
        assert_eq!(page, get("index.html").unwrap());
        assert_eq!(page.media_type, "text/html; charset=utf-8");
        assert!(!page.immutable);
        let text = std::str::from_utf8(page.bytes).unwrap();
        let named: Vec<&str> = text
            .split(['"', '\''])
            .filter(|part| part.starts_with("/assets/"))
            .collect();
        assert!(!named.is_empty());
        for path in named {
            let asset = get(path).unwrap();
            assert!(asset.immutable && !asset.bytes.is_empty());
            assert_ne!(asset.media_type, "application/octet-stream", "{path}");
        }
    }

    #[test]
    fn nothing_outside_is_found() {
        for path in [
            "nothing.js",
            "../Cargo.toml",
            "/assets",
            "assets/../index.html",
        ] {
            assert!(get(path).is_none(), "{path}");
        }
    }
}
