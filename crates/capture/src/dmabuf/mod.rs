//! `zwp_linux_dmabuf_v1`, versions 1 to 5: buffers that a GPU drew. The compositor behind never sees them.
//!
//! What is offered is what the encoder can import ([`DmaBufImporter`](stratus_media::DmaBufImporter)). A
//! buffer is imported when it is made; a frame of it waits for the fences that were on it at the commit
//! ([`fence`]).

mod create;
pub(crate) mod fence;
mod global;
mod offer;
pub mod params;
pub(crate) mod waiting;

pub(crate) use create::{FileBudget, Ticket};
pub(crate) use global::{DmaBufHandler, VERSION};
pub(crate) use offer::Offer;
