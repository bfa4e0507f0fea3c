//! `game.toml` comes from whoever made the game: whatever it says, the answer is a manifest or an error
//! with its place.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::Path;

use proptest::prelude::*;
use stratus_protocol::manifest::Manifest;

const GOOD: &str = r#"
id = "freedoom"
title = "Freedoom – zwei Kampagnen"
developer = "The Freedoom Project"
genres = ["Shooter", "Retro"]
summary = "s"
description = """
Two
lines."""
[artwork]
cover = "cover.png"
[runtime]
entry = "usr/games/crispy-doom"
args = ["-geometry", "{width}x{height}"]
[controller]
native = false
dead_zone = 0.2
mouse_speed = 1100.0
[controller.map]
left-stick-up = "KEY_W"
right-trigger = "BTN_LEFT"
right-stick-left = "mouse-left"
[limits]
memory_mib = 1024
pids = 128
[build]
from = "debian"
packages = ["crispy-doom"]
"#;

/// Parses; an error has to say a place inside the text.
fn parse(text: &str) -> Result<Manifest, TestCaseError> {
    let result = Manifest::parse(text, Path::new("game.toml"));
    if let Err(error) = &result {
        let lines = text.matches('\n').count() + 1;
        prop_assert!((1..=lines).contains(&error.line), "{error}");
        prop_assert!(error.column >= 1, "{error}");
        prop_assert!(!error.message.is_empty());
        prop_assert!(error.to_string().starts_with("game.toml:"), "{error}");
    }
    result.map_err(|error| TestCaseError::reject(error.to_string()))
}

/// As [`parse`], where both outcomes are fine.
fn survives(text: &str) -> Result<(), TestCaseError> {
    match parse(text) {
        Ok(manifest) => {
            // What was taken can be used and written again.
            let _ = manifest.runtime.args_for(1280, 720, 60);
            prop_assert!(toml::to_string(&manifest).is_ok());
            Ok(())
        }
        Err(TestCaseError::Reject(_)) => Ok(()),
        Err(failed) => Err(failed),
    }
}

#[test]
fn the_manifest_that_is_mutated_below_is_a_good_one() {
    parse(GOOD).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn bytes_changed_at_random_are_taken_or_refused_with_a_line(
        edits in prop::collection::vec((0..GOOD.len(), any::<u8>()), 1..8),
    ) {
        let mut bytes = GOOD.as_bytes().to_vec();
        for (at, byte) in edits {
            bytes[at] = byte;
        }
        survives(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn lines_removed_doubled_and_swapped_are_taken_or_refused_with_a_line(
        edits in prop::collection::vec((0usize..40, 0usize..40, 0u8..3), 1..6),
    ) {
        let mut lines: Vec<&str> = GOOD.lines().collect();
        for (a, b, kind) in edits {
            let (a, b) = (a % lines.len(), b % lines.len());
            match kind {
                0 if lines.len() > 1 => drop(lines.remove(a)),
                1 => lines.insert(b, lines[a]),
                _ => lines.swap(a, b),
            }
        }
        survives(&lines.join("\n"))?;
    }

    #[test]
    fn values_of_any_kind_are_taken_or_refused_with_a_line(
        line in 1usize..29,
        value in prop_oneof![
            Just("nan".to_owned()),
            Just("-inf".to_owned()),
            Just("\"../../etc/passwd\"".to_owned()),
            Just("{}".to_owned()),
            Just("[[[[]]]]".to_owned()),
            any::<i64>().prop_map(|n| n.to_string()),
            any::<f64>().prop_map(|n| format!("{n:e}")),
            "\\PC*".prop_map(|text| format!("{text:?}")),
        ],
    ) {
        let lines: Vec<String> = GOOD
            .lines()
            .enumerate()
            .map(|(number, text)| match text.split_once(" = ") {
                Some((key, _)) if number == line => format!("{key} = {value}"),
                _ => text.to_owned(),
            })
            .collect();
        survives(&lines.join("\n"))?;
    }

    #[test]
    fn any_text_at_all_is_refused_with_a_line(text in "\\PC*(\n\\PC*){0,4}") {
        survives(&text)?;
    }
}
