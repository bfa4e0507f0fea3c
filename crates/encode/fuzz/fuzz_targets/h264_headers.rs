//! Any parameter sets and slice header, written and read again by a parser that is not ours: the same, or refused with
//! nothing written.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/headers/mod.rs"]
mod headers;

fuzz_target!(|bytes: &[u8]| headers::written_is_what_is_read(bytes));
