//! A picture where the shader can read it.

use std::sync::Arc;

use ash::vk;
use stratus_media::{PixelFormat, Size};

use super::device::Device;
use super::failure::Failure;
use super::memory::{Binding, Buffer, Shown, Use};
use super::pipeline::Kind;
use crate::pixels::Packed;

/// The pixels of a picture, and how the shader finds them.
pub(super) struct Source {
    // Before what it shows.
    pub(super) binding: Binding,
    pub(super) held: Held,
    /// Of a buffer: where the first pixel is, and the way from row to row, words.
    pub(super) first_word: u32,
    pub(super) row_words: u32,
}

/// A source's memory, which ends with this value.
pub(super) struct Held {
    pub(super) device: Arc<Device>,
    pub(super) pixels: Pixels,
}

/// Where a source's pixels are.
pub(super) enum Pixels {
    /// In memory of our own.
    Own(Buffer),
    /// In a DMA-BUF that is a buffer to the device.
    Words {
        buffer: vk::Buffer,
        memory: vk::DeviceMemory,
    },
    /// In a DMA-BUF that is an image to the device.
    Image {
        image: vk::Image,
        view: vk::ImageView,
        memory: vk::DeviceMemory,
    },
}

impl Source {
    /// Room for a picture of `size` in memory of the device.
    pub(super) fn own(device: &Arc<Device>, size: Size, of: Use) -> Result<Self, Failure> {
        let row = size.width * PixelFormat::BYTES;
        let buffer = Buffer::new(device, u64::from(row) * u64::from(size.height), of)?;
        Ok(Self {
            binding: Binding::new(device, Shown::Buffer(buffer.raw))?,
            held: Held {
                device: Arc::clone(device),
                pixels: Pixels::Own(buffer),
            },
            first_word: 0,
            row_words: size.width,
        })
    }

    /// Copies a picture in, for which there is room.
    pub(super) fn copy(&mut self, from: Packed<'_>) {
        let Pixels::Own(buffer) = &mut self.held.pixels else {
            return;
        };
        let row = (from.size.width * PixelFormat::BYTES) as usize;
        self.row_words = from.size.width;
        let rows = from.bytes.chunks_exact(from.stride as usize);
        for (to, from) in buffer.bytes_mut().chunks_exact_mut(row).zip(rows) {
            to.copy_from_slice(&from[..row]);
        }
    }

    /// Whether a picture of `size` has room in it.
    pub(super) fn has_room(&self, size: Size) -> bool {
        let needed = u64::from(size.width) * u64::from(size.height) * u64::from(PixelFormat::BYTES);
        matches!(&self.held.pixels, Pixels::Own(buffer) if buffer.bytes().len() as u64 >= needed)
    }

    pub(super) const fn kind(&self) -> Kind {
        match self.held.pixels {
            Pixels::Own(_) | Pixels::Words { .. } => Kind::Buffer,
            Pixels::Image { .. } => Kind::Image,
        }
    }

    /// Takes a DMA-BUF over from whoever drew into it, or gives it back; what is in it stays.
    pub(super) fn pass(&self, commands: vk::CommandBuffer, take: bool) {
        let Some(imports) = &self.held.device.imports else {
            return;
        };
        let (foreign, own) = (imports.foreign, self.held.device.family);
        let (from, to) = if take { (foreign, own) } else { (own, foreign) };
        let (mut before, mut after) = (
            vk::PipelineStageFlags::TOP_OF_PIPE,
            vk::PipelineStageFlags::COMPUTE_SHADER,
        );
        let (mut made, mut seen) = (vk::AccessFlags::empty(), vk::AccessFlags::SHADER_READ);
        if !take {
            (before, after) = (after, vk::PipelineStageFlags::BOTTOM_OF_PIPE);
            (made, seen) = (seen, made);
        }
        let mut buffer_barrier = vk::BufferMemoryBarrier::default()
            .src_access_mask(made)
            .dst_access_mask(seen)
            .src_queue_family_index(from)
            .dst_queue_family_index(to)
            .size(vk::WHOLE_SIZE);
        // Not `UNDEFINED`, which would allow the driver to forget the pixels.
        let mut image_barrier = vk::ImageMemoryBarrier::default()
            .src_access_mask(made)
            .dst_access_mask(seen)
            .old_layout(vk::ImageLayout::GENERAL)
            .new_layout(vk::ImageLayout::GENERAL)
            .src_queue_family_index(from)
            .dst_queue_family_index(to)
            .subresource_range(COLOUR);
        let (buffers, images) = match self.held.pixels {
            Pixels::Own(_) => return,
            Pixels::Words { buffer, .. } => {
                buffer_barrier.buffer = buffer;
                (std::slice::from_ref(&buffer_barrier), &[][..])
            }
            Pixels::Image { image, .. } => {
                image_barrier.image = image;
                (&[][..], std::slice::from_ref(&image_barrier))
            }
        };
        // SAFETY: the commands are being recorded; what the barriers name is this device's.
        unsafe {
            self.held.device.raw.cmd_pipeline_barrier(
                commands,
                before,
                after,
                vk::DependencyFlags::empty(),
                &[],
                buffers,
                images,
            );
        }
    }
}

/// All of an image of one colour.
pub(super) const COLOUR: vk::ImageSubresourceRange = vk::ImageSubresourceRange {
    aspect_mask: vk::ImageAspectFlags::COLOR,
    base_mip_level: 0,
    level_count: 1,
    base_array_layer: 0,
    layer_count: 1,
};

impl Drop for Held {
    fn drop(&mut self) {
        let device = &self.device.raw;
        // SAFETY: no work that uses them is under way: whoever hands work in holds the source until it is done.
        // What was never made is null, which is allowed.
        unsafe {
            match self.pixels {
                Pixels::Own(_) => {}
                Pixels::Words { buffer, memory } => {
                    device.destroy_buffer(buffer, None);
                    device.free_memory(memory, None);
                }
                Pixels::Image {
                    image,
                    view,
                    memory,
                } => {
                    device.destroy_image_view(view, None);
                    device.destroy_image(image, None);
                    device.free_memory(memory, None);
                }
            }
        }
    }
}
