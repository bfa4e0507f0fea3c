//! What of a game's DMA-BUFs the device takes, for whoever offers formats to the game.

use std::path::Path;

use stratus_media::{DmaBuf, DmaBufFormat, DmaBufImporter, Refusal};

use super::device::{Device, Wanted};
use super::failure::Failure;
use super::import::{Imported, import};
use super::imports_nothing;
use crate::EncodeError;
use crate::driver_thread::{self, DriverThread, copy_of, or_linear};

/// Imports a game's DMA-BUFs into the device that [`VulkanConverter`](super::VulkanConverter)s of the same node use.
pub struct VulkanImporter {
    /// Its device is opened anew where it was lost, as a converter does then.
    driver: DriverThread<Device, Failure>,
    node: u64,
    formats: Vec<DmaBufFormat>,
}

impl VulkanImporter {
    /// For a render node such as `/dev/dri/renderD128`, or the best device there is.
    ///
    /// # Errors
    /// [`EncodeError::Unavailable`]: no device is there, or it imports nothing.
    pub fn open(device: Option<&Path>) -> Result<Self, EncodeError> {
        let asked = device.map(Path::to_owned);
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
        let open = move || Device::open(asked.as_deref(), Wanted::Any);
        Ok(Self {
            driver: DriverThread::new("vulkan-import", device, open),
            node,
            formats,
        })
    }
}

impl driver_thread::Device for Device {
    fn is_retired(&self) -> bool {
        self.is_retired()
    }

    fn retire(&self) {
        self.retire();
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
        let copy = copy_of(buffer);
        let made = self.driver.ask(move |device| {
            import(&copy, device).inspect_err(|failure| {
                if failure.ends_device() {
                    device.retire();
                }
            })
        });
        let refusal = |failure| match failure {
            Failure::Refused(refusal) => refusal,
            other => Refusal(other.while_opening().to_string()),
        };
        let imported = match made {
            Ok(made) => Imported::keep(buffer, made).map_err(refusal),
            Err(no_answer) => Err(no_answer.refusal(refusal)),
        };
        or_linear(imported, buffer, self.node)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::Duration;

    use stratus_media::{PixelFormat, Size};

    use super::*;
    use crate::linear::Loads;
    use crate::linear::tests::Counted;

    #[test]
    fn a_game_keeps_its_linear_buffers_while_the_device_is_lost_and_it_is_opened_anew() {
        let open = || Device::open(None, Wanted::Any);
        let lost = open().unwrap();
        let opened = Arc::new(AtomicU32::new(0));
        let count = Arc::clone(&opened);
        let reopen = move || {
            let device = open()?;
            assert!(!device.is_retired());
            count.fetch_add(1, Ordering::SeqCst);
            Ok(device)
        };
        let importer = VulkanImporter {
            driver: DriverThread::new("vulkan-import", Arc::clone(&lost), reopen)
                .with_limit(Duration::from_secs(60)),
            node: 0,
            formats: Vec::new(),
        };
        // No planes, so Vulkan refuses it; the CPU has it mapped.
        let size = Size::new(16, 2);
        let memory = Counted::new(&[0; 128]);
        let linear = || memory.buffer(size, PixelFormat::Xrgb8888, 0, 64, Loads::best());
        importer.import(&linear()).unwrap();
        assert_eq!(opened.load(Ordering::SeqCst), 0);
        lost.retire();
        importer.import(&linear()).unwrap();
        importer.import(&linear()).unwrap();
        assert_eq!(opened.load(Ordering::SeqCst), 1);
        let tiled = DmaBuf::new(size, PixelFormat::Xrgb8888, 1, Vec::new());
        assert!(importer.import(&tiled).is_err());
    }
}
