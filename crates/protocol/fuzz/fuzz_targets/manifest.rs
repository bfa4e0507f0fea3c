//! Any text as a `game.toml`: what is accepted is still the same manifest when written and read again.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use stratus_protocol::manifest::Manifest;

fuzz_target!(|text: &str| {
    let path = Path::new("game.toml");
    let manifest = match Manifest::parse(text, path) {
        Ok(manifest) => manifest,
        Err(error) => {
            assert!(error.line > 0 && error.column > 0 && !error.message.is_empty());
            return;
        }
    };
    let _ = manifest.runtime.args_for(1280, 720, 60);
    let _ = manifest.runtime.env_for(1280, 720, 60);
    let written = toml::to_string(&manifest).expect("a manifest can be written");
    let again = Manifest::parse(&written, path).expect("what was written can be read");
    assert_eq!(again, manifest);
});
