//! A VA-API driver in software, for tests: it checks what it is asked, and really encodes. README.md says how to use it.
//!
//! [`host`] runs a test with the driver in place, [`report`] reads what the driver says. The rest is the driver.

#[allow(non_upper_case_globals, reason = "libva's names in patterns")]
mod driver;
#[allow(
    missing_docs,
    reason = "the specification's names, in a crate for tests"
)]
pub mod h264;
pub mod host;
pub mod report;
mod va;
