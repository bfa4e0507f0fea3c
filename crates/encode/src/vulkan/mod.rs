//! RGB to NV12 by a Vulkan device: a GPU without a video engine still converts, and the CPU reads 1.5 bytes a pixel from
//! cached memory instead of 4 from memory that it may not cache.
//!
//! The loader is opened at run time; nothing links to it. A game's DMA-BUF is imported once, as an image of its modifier
//! or, where it is linear and the driver imports no such image, as a buffer. Pictures in shared memory are copied to the
//! device, which is for measuring and for tests: converting them on the CPU costs no more than the copy.

mod converter;
mod device;
mod engine;
mod failure;
mod import;
mod importer;
mod loader;
mod memory;
mod modifiers;
mod pipeline;
mod source;
mod timing;
mod turns;

pub use converter::{Nv12Planes, VulkanConverter};
pub use importer::VulkanImporter;
pub use timing::{Comparison, compare};

/// [`Backend::name`](crate::Backend::name) of libx264 with this in front.
pub(crate) const NAME: &str = "vulkan";

/// Why a device is of no use to a session.
pub(crate) fn imports_nothing(device: &str) -> crate::EncodeError {
    crate::EncodeError::Unavailable {
        backend: NAME,
        reason: format!(
            "{device} imports no DMA-BUF (VK_EXT_external_memory_dma_buf): choose the encoder x264"
        ),
    }
}

#[cfg(test)]
mod tests;
