//! Packing from the distribution's own archive; needs apt and its archive.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::Command;

use stratus_sandbox::pack::{PackOptions, PackReport, pack};

const MANIFEST: &str = r#"
id = "hello"
title = "Hello"
developer = "GNU"
summary = "s"
description = "d"
[runtime]
entry = "usr/bin/hello"
[build]
from = "debian"
packages = ["hello"]
"#;

#[test]
fn the_same_packages_give_the_same_bits_and_run_with_their_own_libc() {
    if Command::new("apt-get").arg("--version").output().is_err() {
        eprintln!("skipped: this machine has no apt");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("game.toml"), MANIFEST).unwrap();
    let pack_with = |cache: &str, out: &str| -> PackReport {
        let options = PackOptions {
            cache_dir: Some(dir.path().join(cache)),
            ..PackOptions::default()
        };
        pack(dir.path(), &dir.path().join(out), &options).unwrap_or_else(|e| panic!("{e}"))
    };
    let status = || fs::read("/var/lib/dpkg/status").unwrap();
    let before = status();
    let first = pack_with("cache", "first");
    let downloaded = pack_with("cache", "again");
    let clean = pack_with("clean-cache", "clean");
    assert_eq!(first.sha256, downloaded.sha256);
    assert_eq!(first.sha256, clean.sha256);
    assert!(before == status(), "the machine's packages are untouched");
    let names: Vec<&str> = first
        .packages
        .iter()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(
        names.contains(&"libc6") && names.contains(&"hello"),
        "{names:?}"
    );
    assert!(!names.contains(&"dpkg"), "{names:?}");

    let run = Command::new(&first.path).output().unwrap();
    assert_eq!(
        String::from_utf8_lossy(&run.stdout),
        "Hello, world!\n",
        "{run:?}"
    );
    let maps = Command::new(&first.path)
        .arg("--appimage-extract")
        .current_dir(dir.path())
        .status();
    assert!(maps.unwrap().success());
    let script = fs::read_to_string(dir.path().join("squashfs-root/AppRun")).unwrap();
    assert!(script.contains("--library-path"), "{script}");
    assert!(Path::new(&dir.path().join("squashfs-root/packages.txt")).exists());
    let share = dir.path().join("squashfs-root/usr/share");
    let copyright = fs::read_to_string(share.join("doc/hello/copyright")).unwrap();
    assert!(copyright.contains("common-licenses/GPL"), "{copyright}");
    let licence = fs::read_to_string(share.join("common-licenses/GPL")).unwrap();
    assert!(licence.contains("GNU GENERAL PUBLIC LICENSE"), "{licence}");
    assert!(!share.join("doc/hello/NEWS.gz").exists());
}
