//! Games made for one test, packed as an operator packs them.

use std::fs;
use std::path::{Path, PathBuf};

use stratus_sandbox::pack::{PackOptions, pack};

/// A game: a shell script as its `AppRun`, and files beside it.
pub struct Game {
    id: String,
    script: String,
    /// Tables and keys of the manifest besides the usual ones.
    manifest: String,
    /// Path in the image, path here.
    files: Vec<(String, PathBuf)>,
    /// Path in the image, content.
    texts: Vec<(String, String)>,
}

impl Game {
    /// A game that reads pads itself.
    pub fn new(id: &str, script: &str) -> Self {
        Self {
            id: id.into(),
            script: format!("#!/bin/sh\n{script}\n"),
            manifest: "[runtime]\n".into(),
            files: Vec::new(),
            texts: Vec::new(),
        }
    }

    /// More of the manifest's `[runtime]`.
    pub fn runtime(mut self, lines: &str) -> Self {
        self.manifest.push_str(lines);
        self.manifest.push('\n');
        self
    }

    pub fn with(mut self, inside: &str, file: PathBuf) -> Self {
        self.files.push((inside.into(), file));
        self
    }

    pub fn saying(mut self, inside: &str, text: &str) -> Self {
        self.texts.push((inside.into(), text.into()));
        self
    }

    /// Packs it into the folder `games`.
    pub fn pack(&self, games: &Path) {
        let dir = tempfile::tempdir().unwrap();
        let mut list = String::from("\"AppRun\" = \"AppRun\"\n");
        fs::write(dir.path().join("AppRun"), &self.script).unwrap();
        for (n, (inside, text)) in self.texts.iter().enumerate() {
            fs::write(dir.path().join(format!("text-{n}")), text).unwrap();
            list.push_str(&format!("\"{inside}\" = \"text-{n}\"\n"));
        }
        for (inside, file) in &self.files {
            list.push_str(&format!("\"{inside}\" = \"{}\"\n", file.display()));
        }
        let Self { id, manifest, .. } = self;
        let text = format!(
            "id = \"{id}\"\ntitle = \"Test\"\ndeveloper = \"d\"\nsummary = \"s\"\ndescription = \"d\"\n\
             {manifest}[controller]\nnative = true\n\
             [build]\nfrom = \"files\"\nwith_libraries = false\n[build.files]\n{list}"
        );
        fs::write(dir.path().join("game.toml"), text).unwrap();
        pack(dir.path(), games, &PackOptions::default()).unwrap_or_else(|e| panic!("{e}"));
    }
}

/// A program of this workspace, built beside this test.
pub fn ourselves(name: &str) -> PathBuf {
    let exe = std::env::current_exe().unwrap();
    let found = exe.ancestors().skip(1).take(2).map(|dir| dir.join(name));
    found
        .into_iter()
        .find(|path| path.is_file())
        .unwrap_or_else(|| panic!("{name} is not beside {}: build it first", exe.display()))
}

/// Something that `ci/vm/programs/build` makes.
pub fn built(name: &str) -> PathBuf {
    let own = std::env::var_os("CARGO_MANIFEST_DIR")
        .expect("cargo and ci/vm/lane say where this crate is");
    let path = Path::new(&own).join("../../.cache/vm/programs").join(name);
    assert!(
        path.exists(),
        "{} is missing: ci/vm/programs/build makes it",
        path.display()
    );
    path
}
