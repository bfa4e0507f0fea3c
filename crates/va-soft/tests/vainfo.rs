//! Debian's own vainfo, by the script that people use.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::process::Command;

#[test]
fn vainfo_shows_what_the_driver_offers() {
    let program = std::env::current_exe().unwrap();
    let library = program.with_file_name("libstratus_va_soft.so");
    let mut command = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/with-driver"));
    if library.is_file() {
        command.env("STRATUS_VA_SOFT_LIBRARY", library);
    }
    command.args([
        "--set",
        "QUIRKS=lp-only,no-high",
        "--",
        "vainfo",
        "--display",
        "drm",
    ]);
    let output = command
        .args(["--device", "$STRATUS_VA_SOFT_NODE"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let offers: Vec<Vec<_>> = said
        .lines()
        .filter(|line| line.contains("VAEntrypoint"))
        .map(|line| line.split(':').map(str::trim).collect())
        .collect();
    let wanted = [
        ["VAProfileH264ConstrainedBaseline", "VAEntrypointEncSliceLP"],
        ["VAProfileNone", "VAEntrypointVideoProc"],
    ];
    assert_eq!(offers, wanted, "{said}");
}
