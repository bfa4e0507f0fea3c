//! Who brings the planes to a game's frame: the CPU, or a Vulkan device where it has one.

use stratus_media::{Size, VideoFrame};

use super::NAME;
use crate::EncodeError;
use crate::planes::Planes;
use crate::vulkan::{self, VulkanConverter};

/// The planes, and who fills them.
pub(super) struct Converter {
    /// What is encoded.
    pub(super) planes: Planes,
    device: Option<Device>,
}

/// A device, and what it is given.
struct Device {
    converter: VulkanConverter,
    /// Each frame; else only what it need not be sent: converting on the CPU takes no longer than sending.
    gets_all: bool,
}

impl Converter {
    /// The CPU alone, with `threads`.
    pub(super) fn on_cpu(size: Size, threads: usize) -> Self {
        Self {
            planes: Planes::new(size, threads),
            device: None,
        }
    }

    /// `converter`, whose size is `size`, for frames in DMA-BUFs, or for all of them. What is in shared memory otherwise,
    /// and what is too large for the device, stays the CPU's.
    pub(super) fn on_device(
        size: Size,
        threads: usize,
        converter: VulkanConverter,
        gets_all: bool,
    ) -> Self {
        Self {
            planes: Planes::new(size, threads),
            device: Some(Device {
                converter,
                gets_all,
            }),
        }
    }

    /// The back end that this makes of libx264.
    pub(super) const fn name(&self) -> &'static str {
        match self.device {
            Some(_) => vulkan::NAME,
            None => NAME,
        }
    }

    /// Brings the planes to `frame`, and answers when its buffer was read.
    pub(super) fn follow(&mut self, frame: &VideoFrame) -> Result<(), EncodeError> {
        let name = self.name();
        let Some(device) = &mut self.device else {
            return self.planes.follow(frame, name);
        };
        if !device.gets_all && !device.converter.suits(frame) {
            return self.planes.follow(frame, name);
        }
        device.converter.follow(frame)?;
        let made = device.converter.planes();
        self.planes.take_over(frame, made.luma, made.chroma)
    }

    /// `black` planes of another size. Where that fails, nothing has changed.
    pub(super) fn resize(&mut self, size: Size, black: Planes) -> Result<(), EncodeError> {
        if let Some(device) = &mut self.device {
            device.converter.resize(size)?;
        }
        self.planes = black;
        Ok(())
    }
}
