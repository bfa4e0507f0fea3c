//! Parameter sets and slice headers (section 7.3), read and written.

pub mod pps;
pub mod slice;
pub mod sps;

pub use pps::Pps;
pub use slice::{Marking, Modification, SliceHeader, SliceKind};
pub use sps::Sps;

use super::bits::Truncated;

/// A header that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadHeader(pub String);

impl From<Truncated> for BadHeader {
    fn from(_: Truncated) -> Self {
        Self("it ends within its syntax".into())
    }
}

impl std::fmt::Display for BadHeader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
