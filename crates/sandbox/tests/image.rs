//! AppImages of every kind of wrong, and packing that gives the same bits.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::fs;

use proptest::prelude::*;
use stratus_sandbox::pack::{PackOptions, pack};
use stratus_sandbox::{GameImage, Library, SandboxError};
use support::{Game, manifest};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

#[test]
fn an_image_tells_what_it_is() {
    let game = Game::new("tiny", "exit 0");
    fs::write(game.folder().join("cover.png"), PNG).unwrap();
    game.edit(|text| text.replace("[runtime]", "[artwork]\ncover = \"cover.png\"\n[runtime]"));
    let image = game.image();
    assert_eq!(image.manifest.id.as_str(), "tiny");
    assert_eq!(image.cover.as_ref().unwrap().bytes, PNG);
    assert_eq!(image.cover.unwrap().media_type, "image/png");
    assert_eq!(image.sha256.len(), 64);
    let bytes = fs::read(&image.path).unwrap();
    assert_eq!(&bytes[8..11], b"AI\x02");
    assert_eq!(
        &bytes[usize::try_from(image.offset).unwrap()..][..4],
        b"hsqs"
    );
}

#[test]
fn the_same_inputs_give_the_same_bits() {
    let game = Game::new("tiny", "exit 0");
    fs::create_dir_all(game.folder().join("home/.config")).unwrap();
    fs::write(game.folder().join("home/.config/tiny.cfg"), "volume 3").unwrap();
    let first = game.pack().unwrap();
    let (bytes, out) = (fs::read(&first.path).unwrap(), game.out().join("again"));
    let second = pack(&game.folder(), &out, &PackOptions::default()).unwrap();
    assert!(first.rebuilt && second.rebuilt);
    assert_eq!(first.sha256, second.sha256);
    assert_eq!(bytes, fs::read(&second.path).unwrap());
    assert!(!game.pack().unwrap().rebuilt, "nothing changed");
    fs::write(game.folder().join("home/.config/tiny.cfg"), "volume 4").unwrap();
    let third = game.pack().unwrap();
    assert!(third.rebuilt);
    assert_ne!(third.sha256, first.sha256);
}

#[test]
fn a_packed_program_brings_its_libraries_and_loader() {
    let game = Game::new("tiny", "");
    game.edit(|text| {
        text.replace("\"AppRun\" = \"run.sh\"", "\"AppRun\" = \"/bin/ls\"")
            .replace("with_libraries = false", "with_libraries = true")
    });
    let report = game.pack().unwrap();
    let listed = std::process::Command::new("unsquashfs")
        .args(["-l", "-o"])
        .arg(GameImage::open(&report.path).unwrap().offset.to_string())
        .arg(&report.path)
        .output()
        .unwrap();
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    for inside in [
        "usr/lib/libc.so.6",
        "usr/lib/ld-linux-x86-64.so.2",
        "usr/bin/tiny",
        "AppRun",
    ] {
        assert!(listed.contains(inside), "{inside} is missing:\n{listed}");
    }
    // Executed directly, by its own runtime.
    let run = std::process::Command::new(&report.path)
        .arg("/")
        .output()
        .unwrap();
    assert!(run.status.success(), "{run:?}");
    assert!(String::from_utf8_lossy(&run.stdout).contains("usr"));
    let offset = std::process::Command::new(&report.path)
        .arg("--appimage-offset")
        .output()
        .unwrap();
    assert!(
        String::from_utf8_lossy(&offset.stdout)
            .trim()
            .parse::<u64>()
            .is_ok()
    );
}

#[test]
fn a_missing_file_and_a_wrong_entry_are_named() {
    let game = Game::new("tiny", "exit 0");
    game.edit(|text| text.replace("run.sh", "nowhere.sh"));
    assert!(
        game.pack()
            .unwrap_err()
            .to_string()
            .contains("nowhere.sh is missing")
    );
    let game = Game::new("tiny", "exit 0");
    game.edit(|text| text.replace("[runtime]", "[runtime]\nentry = \"bin/none\""));
    assert!(game.pack().unwrap_err().to_string().contains("'bin/none'"));
    let game = Game::new("tiny", "exit 0");
    game.edit(|text| text.replace("\"AppRun\" =", "\"../AppRun\" ="));
    assert!(game.pack().unwrap_err().to_string().contains("'../AppRun'"));
}

#[test]
fn a_wrong_manifest_names_file_and_line() {
    let game = Game::new("tiny", "exit 0");
    game.edit(|text| text.replace("id = \"tiny\"", "id = \"../tiny\""));
    let error = game.pack().unwrap_err().to_string();
    assert!(error.contains("game.toml:1:"), "{error}");
    assert!(error.contains("'../tiny' is no game id"), "{error}");
}

#[test]
fn a_manifest_inside_an_image_is_checked_too() {
    // An image that someone else built: the id climbs out of its folder.
    let game = Game::new("tiny", "exit 0");
    let good = game.image();
    let tree = game.out().join("tree");
    fs::create_dir_all(&tree).unwrap();
    fs::write(
        tree.join("game.toml"),
        manifest("tiny").replace("id = \"tiny\"", "id = \"../up\""),
    )
    .unwrap();
    let squashfs = game.out().join("evil.squashfs");
    let made = std::process::Command::new("mksquashfs")
        .arg(&tree)
        .arg(&squashfs)
        .args(["-quiet", "-no-progress"])
        .status();
    assert!(made.unwrap().success());
    let mut bytes = fs::read(&good.path).unwrap();
    bytes.truncate(usize::try_from(good.offset).unwrap());
    bytes.extend(fs::read(&squashfs).unwrap());
    let evil = game.out().join("evil.AppImage");
    fs::write(&evil, bytes).unwrap();
    let error = GameImage::open(&evil).unwrap_err().to_string();
    assert!(error.contains("evil.AppImage:game.toml:1:"), "{error}");
}

#[test]
fn a_cut_off_image_is_refused_with_the_reason() {
    let game = Game::new("tiny", "exit 0");
    let image = game.image();
    let bytes = fs::read(&image.path).unwrap();
    let cut = game.out().join("cut.AppImage");
    let offset = usize::try_from(image.offset).unwrap();
    for (len, reason) in [
        (0, "0 bytes long"),
        (40, "40 bytes long"),
        (offset - 1, "no squashfs"),
        (offset + 50, "no squashfs"),
        (offset + 100, "cut off"),
        (bytes.len() - 5000, "cut off"),
    ] {
        fs::write(&cut, &bytes[..len]).unwrap();
        let error = GameImage::open(&cut).unwrap_err().to_string();
        assert!(error.contains("cut.AppImage"), "{error}");
        assert!(error.contains(reason), "{len} bytes: {error}");
    }
}

#[test]
fn a_bad_image_does_not_hide_the_others() {
    let game = Game::new("tiny", "exit 0");
    let image = game.image();
    let dir = game.out();
    fs::copy(&image.path, dir.join("a-copy.AppImage")).unwrap();
    fs::write(dir.join("broken.AppImage"), "nothing").unwrap();
    fs::write(dir.join("readme.txt"), "not looked at").unwrap();
    let cache = dir.join("hashes.json");
    for _ in 0..2 {
        let (images, errors) = Library::scan_cached(&dir, &cache);
        assert_eq!(images.len(), 1);
        assert_eq!(images[0].sha256, image.sha256);
        assert_eq!(errors.len(), 2);
        assert!(
            errors
                .iter()
                .any(|e| matches!(e, SandboxError::Duplicate { .. }))
        );
        assert!(
            errors
                .iter()
                .any(|e| e.to_string().contains("broken.AppImage"))
        );
    }
    assert!(cache.exists());
    let (none, errors) = Library::scan(&dir.join("nowhere"));
    assert!(none.is_empty());
    assert!(errors[0].to_string().contains("nowhere"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn damage_anywhere_is_an_error_or_harmless(places in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let game = support::shared();
        let mut bytes = fs::read(&game.path).unwrap();
        let offset = usize::try_from(game.offset).unwrap();
        for (place, value) in places {
            let at = offset + place.index(bytes.len() - offset);
            bytes[at] = value;
        }
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("damaged.AppImage");
        fs::write(&path, bytes).unwrap();
        let _ = GameImage::open(&path);
    }
}
