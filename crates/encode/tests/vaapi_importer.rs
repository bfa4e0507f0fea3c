//! A game's request for a buffer waits for no VA-API driver: capture asks the importer on the thread that every request
//! and every frame of the game goes through. (With buffers that the CPU reads: `vm_vaapi.rs`.)
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;
mod driver;

use std::time::{Duration, Instant};

use clip::config;
use driver::{Canvas, SIZE, open, until};
use stratus_encode::VaApiImporter;
use stratus_media::DmaBufImporter;
use stratus_va_soft::host;

/// The importer's threads.
fn threads() -> usize {
    let tasks = std::fs::read_dir("/proc/self/task").unwrap();
    tasks
        .flatten()
        .filter_map(|task| std::fs::read_to_string(task.path().join("comm")).ok())
        .filter(|comm| comm.trim() == "vaapi-import")
        .count()
}

fn a_game_does_not_wait_for_a_driver_that_hangs(call: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hang").display().to_string();
    let report = host::run(&[("STRATUS_VA_SOFT_HANG", &*path)], |host| {
        let file = std::env::var("STRATUS_VA_SOFT_HANG").unwrap();
        let limit = Duration::from_secs(1);
        let importer = VaApiImporter::open(Some(&host.node)).unwrap();
        let importer = importer.with_limit(limit);
        let first = Canvas::new(SIZE);
        importer.import(&first.buffer).unwrap();
        // A surface to free, too.
        drop(first);
        std::fs::write(&file, call).unwrap();
        let begun = Instant::now();
        for _ in 0..50 {
            let Err(refusal) = importer.import(&Canvas::new(SIZE).buffer) else {
                panic!("{call} has returned");
            };
            let said = refusal.to_string();
            assert!(said.contains("does not answer"), "{said}");
        }
        // One of them had the driver asked, and only as long as the limit is.
        assert!(begun.elapsed() < limit * 50 / 2, "{:?}", begun.elapsed());
        assert_eq!(threads(), 1, "it is left in the driver once");
        std::fs::write(&file, "").unwrap();
        until("it imports again, on a display of its own", || {
            importer.import(&Canvas::new(SIZE).buffer).is_ok()
        });
        drop(open(&host.node, &config(SIZE)).unwrap());
        until("the display that hung is terminated", || {
            host.report().displays() == 1
        });
        drop(importer);
        until("no thread is left, nor the other display", || {
            threads() == 0 && host.report().displays() == 2
        });
    });
    report.clean();
}

#[test]
fn a_game_does_not_wait_for_a_driver_that_hangs_over_its_buffer() {
    a_game_does_not_wait_for_a_driver_that_hangs("vaCreateSurfaces");
}

#[test]
fn a_game_does_not_wait_for_a_driver_that_hangs_over_an_old_buffer() {
    a_game_does_not_wait_for_a_driver_that_hangs("vaDestroySurfaces");
}
