//! Memory of a device, and the descriptor sets that show it to the shader.

use std::ptr::{self, NonNull};
use std::sync::Arc;

use ash::vk;

use super::device::Device;
use super::failure::Failure;

const VISIBLE: vk::MemoryPropertyFlags = vk::MemoryPropertyFlags::HOST_VISIBLE;
const CACHED: vk::MemoryPropertyFlags = vk::MemoryPropertyFlags::HOST_CACHED;
const COHERENT: vk::MemoryPropertyFlags = vk::MemoryPropertyFlags::HOST_COHERENT;

/// What a buffer is for, which says where it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// The device writes, the CPU reads: cached by the CPU, wherever the device has such memory.
    Read,
    /// The CPU writes, the device reads.
    Write,
    /// The device alone.
    Private,
}

impl Use {
    /// Properties, best first.
    fn wanted(self) -> [vk::MemoryPropertyFlags; 3] {
        match self {
            Self::Read => [VISIBLE | CACHED | COHERENT, VISIBLE | CACHED, VISIBLE],
            Self::Write => [VISIBLE | COHERENT; 3],
            Self::Private => {
                let local = vk::MemoryPropertyFlags::DEVICE_LOCAL;
                [local, local, vk::MemoryPropertyFlags::empty()]
            }
        }
    }
}

/// A storage buffer with memory of its own, mapped as long as it lives.
pub(super) struct Buffer {
    device: Arc<Device>,
    pub(super) raw: vk::Buffer,
    memory: vk::DeviceMemory,
    start: NonNull<u8>,
    len: usize,
    is_coherent: bool,
}

// SAFETY: the mapping is this value's alone, and is only reached through references to it.
unsafe impl Send for Buffer {}
// SAFETY: as above.
unsafe impl Sync for Buffer {}

impl Buffer {
    pub(super) fn new(device: &Arc<Device>, len: u64, of: Use) -> Result<Self, Failure> {
        let most = u64::from(device.limits.max_storage_buffer_range);
        if len > most {
            return Err(Failure::Unavailable(format!(
                "{} shows its shaders {most} bytes at most, and a picture needs {len}",
                device.name
            )));
        }
        let mut made = Self {
            device: Arc::clone(device),
            raw: storage_buffer(device, len, None)?,
            memory: vk::DeviceMemory::null(),
            start: NonNull::dangling(),
            len: 0,
            is_coherent: true,
        };
        // SAFETY: the buffer is the device's.
        let needs = unsafe { device.raw.get_buffer_memory_requirements(made.raw) };
        let kind = of
            .wanted()
            .into_iter()
            .find_map(|wanted| memory_type(device, needs.memory_type_bits, wanted))
            .ok_or_else(|| {
                Failure::Unavailable(format!("{} has no memory for that", device.name))
            })?;
        made.is_coherent =
            device.memory.memory_types[kind as usize].property_flags & COHERENT == COHERENT;
        let info = vk::MemoryAllocateInfo::default()
            .allocation_size(needs.size)
            .memory_type_index(kind);
        // SAFETY: the size and the kind are those that the buffer needs; the mapping is ended with the memory.
        unsafe {
            let raw = &device.raw;
            made.memory = raw
                .allocate_memory(&info, None)
                .map_err(Failure::of("allocate memory"))?;
            raw.bind_buffer_memory(made.raw, made.memory, 0)
                .map_err(Failure::of("bind memory"))?;
            if of != Use::Private {
                let start = raw
                    .map_memory(made.memory, 0, vk::WHOLE_SIZE, vk::MemoryMapFlags::empty())
                    .map_err(Failure::of("map memory"))?;
                made.start = NonNull::new(start.cast())
                    .ok_or(Failure::Unavailable("the driver maps nothing".to_owned()))?;
                made.len = len as usize;
                // Defined bytes, for who reads before the device wrote.
                ptr::write_bytes(made.start.as_ptr(), 0, made.len);
            }
        }
        Ok(made)
    }

    /// Makes what the device wrote visible to the CPU.
    pub(super) fn invalidate(&self) -> Result<(), vk::Result> {
        if self.is_coherent {
            return Ok(());
        }
        let range = [vk::MappedMemoryRange::default()
            .memory(self.memory)
            .size(vk::WHOLE_SIZE)];
        // SAFETY: the memory is mapped whole.
        unsafe { self.device.raw.invalidate_mapped_memory_ranges(&range) }
    }

    /// The bytes; empty where the device alone has them. Only while no work that writes them is under way.
    pub(super) const fn bytes(&self) -> &[u8] {
        // SAFETY: so many bytes are mapped and were written.
        unsafe { std::slice::from_raw_parts(self.start.as_ptr(), self.len) }
    }

    /// The bytes to be written, while no work that reads them is under way.
    pub(super) const fn bytes_mut(&mut self) -> &mut [u8] {
        // SAFETY: as above, and nobody else has a reference.
        unsafe { std::slice::from_raw_parts_mut(self.start.as_ptr(), self.len) }
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        // SAFETY: no work that uses them is under way; freeing ends the mapping.
        unsafe {
            self.device.raw.destroy_buffer(self.raw, None);
            self.device.raw.free_memory(self.memory, None);
        }
    }
}

/// A storage buffer without memory; of `files` where its memory will be one of those.
pub(super) fn storage_buffer(
    device: &Device,
    len: u64,
    files: Option<vk::ExternalMemoryHandleTypeFlags>,
) -> Result<vk::Buffer, Failure> {
    let mut external =
        vk::ExternalMemoryBufferCreateInfo::default().handle_types(files.unwrap_or_default());
    let mut info = vk::BufferCreateInfo::default()
        .size(len)
        .usage(vk::BufferUsageFlags::STORAGE_BUFFER);
    if files.is_some() {
        info = info.push_next(&mut external);
    }
    // SAFETY: the structures live until the call is over.
    unsafe { device.raw.create_buffer(&info, None) }.map_err(Failure::of("make a buffer"))
}

/// The first kind of memory among `bits` with these properties.
pub(super) fn memory_type(
    device: &Device,
    bits: u32,
    wanted: vk::MemoryPropertyFlags,
) -> Option<u32> {
    let kinds = &device.memory.memory_types[..device.memory.memory_type_count as usize];
    (0..).zip(kinds).find_map(|(at, kind)| {
        (bits & (1 << at) != 0 && kind.property_flags.contains(wanted)).then_some(at)
    })
}

/// What the shader sees at a set's one binding.
#[derive(Clone, Copy)]
pub(super) enum Shown {
    Buffer(vk::Buffer),
    Image(vk::ImageView),
}

/// A descriptor set with a pool of its own.
pub(super) struct Binding {
    device: Arc<Device>,
    pool: vk::DescriptorPool,
    pub(super) set: vk::DescriptorSet,
}

impl Binding {
    pub(super) fn new(device: &Arc<Device>, shown: Shown) -> Result<Self, Failure> {
        let (kind, layout) = match shown {
            Shown::Buffer(_) => (
                vk::DescriptorType::STORAGE_BUFFER,
                device.pipelines.buffer_set,
            ),
            Shown::Image(_) => (
                vk::DescriptorType::SAMPLED_IMAGE,
                device.pipelines.image_set,
            ),
        };
        let sizes = [vk::DescriptorPoolSize::default()
            .ty(kind)
            .descriptor_count(1)];
        let info = vk::DescriptorPoolCreateInfo::default()
            .max_sets(1)
            .pool_sizes(&sizes);
        // SAFETY: the structures live until the call is over.
        let pool = unsafe { device.raw.create_descriptor_pool(&info, None) }
            .map_err(Failure::of("make a descriptor pool"))?;
        let mut made = Self {
            device: Arc::clone(device),
            pool,
            set: vk::DescriptorSet::null(),
        };
        let layouts = [layout];
        let info = vk::DescriptorSetAllocateInfo::default()
            .descriptor_pool(pool)
            .set_layouts(&layouts);
        // SAFETY: the pool has room for one set of this layout.
        let sets = unsafe { device.raw.allocate_descriptor_sets(&info) }
            .map_err(Failure::of("make a descriptor set"))?;
        made.set = sets.first().copied().unwrap_or_default();
        let (mut buffers, mut images) = (Vec::new(), Vec::new());
        match shown {
            Shown::Buffer(buffer) => buffers.push(
                vk::DescriptorBufferInfo::default()
                    .buffer(buffer)
                    .range(vk::WHOLE_SIZE),
            ),
            Shown::Image(view) => images.push(
                vk::DescriptorImageInfo::default()
                    .image_view(view)
                    .image_layout(vk::ImageLayout::GENERAL),
            ),
        }
        let mut write = vk::WriteDescriptorSet::default()
            .dst_set(made.set)
            .descriptor_type(kind)
            .buffer_info(&buffers)
            .image_info(&images);
        write.descriptor_count = 1;
        // SAFETY: the set is not in use; what it shows lives as long, because the same value holds both.
        unsafe { device.raw.update_descriptor_sets(&[write], &[]) };
        Ok(made)
    }
}

impl Drop for Binding {
    fn drop(&mut self) {
        // SAFETY: no work that uses the set is under way; it ends with its pool.
        unsafe { self.device.raw.destroy_descriptor_pool(self.pool, None) };
    }
}
