//! What of a game's DMA-BUFs the device takes, for whoever offers formats to the game.

use std::path::Path;
use std::sync::Arc;

use stratus_media::{DmaBuf, DmaBufFormat, DmaBufImporter, Refusal};

use super::device::{Device, Wanted};
use super::failure::Failure;
use super::import::Imported;
use super::imports_nothing;
use crate::EncodeError;

/// Imports a game's DMA-BUFs into the device that [`VulkanConverter`](super::VulkanConverter)s of the same node use.
pub struct VulkanImporter {
    device: Arc<Device>,
    node: u64,
    formats: Vec<DmaBufFormat>,
}

impl VulkanImporter {
    /// For a render node such as `/dev/dri/renderD128`, or the best device there is.
    ///
    /// # Errors
    /// [`EncodeError::Unavailable`]: no device is there, or it imports nothing.
    pub fn open(device: Option<&Path>) -> Result<Self, EncodeError> {
        let device = Device::open(device, Wanted::Any).map_err(Failure::while_opening)?;
        let Some(imports) = &device.imports else {
            return Err(imports_nothing(&device.name));
        };
        let Some(node) = device.node else {
            let said = format!(
                "{} has no render node that games could allocate on (VK_EXT_physical_device_drm): choose the encoder x264",
                device.name
            );
            return Err(Failure::Unavailable(said).while_opening());
        };
        let formats = imports.modifiers.offered();
        Ok(Self {
            device,
            node,
            formats,
        })
    }
}

impl DmaBufImporter for VulkanImporter {
    fn device(&self) -> u64 {
        self.node
    }

    fn formats(&self) -> &[DmaBufFormat] {
        &self.formats
    }

    fn import(&self, buffer: &DmaBuf) -> Result<(), Refusal> {
        match Imported::source(buffer, &self.device) {
            Ok(_) => Ok(()),
            Err(Failure::Refused(refusal)) => Err(refusal),
            Err(other) => Err(Refusal(other.while_opening().to_string())),
        }
    }
}
