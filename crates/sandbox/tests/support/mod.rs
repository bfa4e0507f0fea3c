//! Small games, packed for real.
#![allow(
    dead_code,
    missing_docs,
    clippy::unwrap_used,
    reason = "each test program uses a part of this"
)]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use stratus_sandbox::pack::{PackOptions, PackReport, pack};
use stratus_sandbox::{GameImage, SandboxError};

/// A manifest for a shell script.
pub fn manifest(id: &str) -> String {
    format!(
        "id = \"{id}\"\ntitle = \"Tiny\"\ndeveloper = \"d\"\nsummary = \"s\"\ndescription = \"d\"\n\
         [runtime]\nargs = [\"{{width}}x{{height}}\", \"{{fps}}\"]\n\
         [build]\nfrom = \"files\"\nwith_libraries = false\n\
         [build.files]\n\"AppRun\" = \"run.sh\"\n\"data/level.txt\" = \"level.txt\"\n"
    )
}

/// A game that is a shell script.
pub struct Game {
    dir: tempfile::TempDir,
}

impl Game {
    pub fn new(id: &str, script: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let game = Self { dir };
        fs::create_dir_all(game.folder()).unwrap();
        fs::create_dir_all(game.out()).unwrap();
        fs::write(game.folder().join("game.toml"), manifest(id)).unwrap();
        fs::write(
            game.folder().join("run.sh"),
            format!("#!/bin/sh\n{script}\n"),
        )
        .unwrap();
        fs::write(game.folder().join("level.txt"), "as shipped\n").unwrap();
        game
    }

    pub fn folder(&self) -> PathBuf {
        self.dir.path().join("game")
    }

    pub fn out(&self) -> PathBuf {
        self.dir.path().join("out")
    }

    pub fn edit(&self, change: impl FnOnce(&str) -> String) {
        let path = self.folder().join("game.toml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, change(&text)).unwrap();
    }

    pub fn pack(&self) -> Result<PackReport, SandboxError> {
        pack(&self.folder(), &self.out(), &PackOptions::default())
    }

    pub fn image(&self) -> GameImage {
        let report = self.pack().unwrap_or_else(|e| panic!("{e}"));
        GameImage::open(&report.path).unwrap_or_else(|e| panic!("{e}"))
    }
}

/// One image for tests that only read it.
pub fn shared() -> &'static GameImage {
    static GAME: LazyLock<(Game, GameImage)> = LazyLock::new(|| {
        let game = Game::new("shared", "exit 0");
        let image = game.image();
        (game, image)
    });
    &GAME.1
}
