//! The shader as the driver compiled it, and what it is told of a picture.

use ash::vk;

use super::failure::Failure;

include!(concat!(env!("OUT_DIR"), "/shaders.rs"));

/// Pixels that a group of the shader's invocations converts (`workgroup_size` times 4 by 2).
pub(super) const GROUP: (u32, u32) = (64, 16);

/// Where a source's pixels are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words in memory.
    Buffer,
    /// An image in a layout of its own.
    Image,
}

/// `struct Picture` of `convert.wgsl`, which see.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Picture {
    pub(super) source: [u32; 2],
    pub(super) area_at: [u32; 2],
    pub(super) area_size: [u32; 2],
    pub(super) target_size: [u32; 2],
    pub(super) first_word: u32,
    pub(super) row_words: u32,
    pub(super) red_first: u32,
    pub(super) stride_words: u32,
    pub(super) chroma_word: u32,
    pub(super) first_pair: u32,
    pub(super) end_pair: u32,
    /// To a whole number of its alignment.
    pub(super) unused: u32,
}

impl Picture {
    /// The bytes as the shader reads them.
    pub(super) const fn bytes(&self) -> &[u8] {
        // SAFETY: sixteen words without a gap between them, each of which may be read as bytes.
        unsafe { std::slice::from_raw_parts(std::ptr::from_ref(self).cast(), size_of::<Self>()) }
    }
}

/// A pipeline for each kind of source, and the layouts of what they are bound to.
#[derive(Default)]
pub(super) struct Pipelines {
    /// Of the planes (set 0), and a buffer as source (set 1).
    pub(super) buffer_set: vk::DescriptorSetLayout,
    /// Of an image as source (set 1).
    pub(super) image_set: vk::DescriptorSetLayout,
    from_buffer: (vk::PipelineLayout, vk::Pipeline),
    from_image: (vk::PipelineLayout, vk::Pipeline),
}

impl Pipelines {
    pub(super) fn new(device: &ash::Device) -> Result<Self, Failure> {
        let mut made = Self::default();
        match made.make(device) {
            Ok(()) => Ok(made),
            Err(result) => {
                made.destroy(device);
                Err(Failure::of("compile its shader")(result))
            }
        }
    }

    fn make(&mut self, device: &ash::Device) -> Result<(), vk::Result> {
        self.buffer_set = set(device, vk::DescriptorType::STORAGE_BUFFER)?;
        self.image_set = set(device, vk::DescriptorType::SAMPLED_IMAGE)?;
        let sets = [self.buffer_set, self.buffer_set];
        compute(device, &sets, FROM_BUFFER, &mut self.from_buffer)?;
        let sets = [self.buffer_set, self.image_set];
        compute(device, &sets, FROM_IMAGE, &mut self.from_image)
    }

    pub(super) const fn of(&self, kind: Kind) -> (vk::PipelineLayout, vk::Pipeline) {
        match kind {
            Kind::Buffer => self.from_buffer,
            Kind::Image => self.from_image,
        }
    }

    /// Ends all of them, which nobody uses any more.
    pub(super) fn destroy(&self, device: &ash::Device) {
        // SAFETY: they are this device's, or null, which is allowed (Vulkan 1.2, "Object Lifetime").
        unsafe {
            for (layout, pipeline) in [self.from_buffer, self.from_image] {
                device.destroy_pipeline(pipeline, None);
                device.destroy_pipeline_layout(layout, None);
            }
            device.destroy_descriptor_set_layout(self.buffer_set, None);
            device.destroy_descriptor_set_layout(self.image_set, None);
        }
    }
}

/// A set of one binding that the shader reads or writes.
fn set(
    device: &ash::Device,
    kind: vk::DescriptorType,
) -> Result<vk::DescriptorSetLayout, vk::Result> {
    let bindings = [vk::DescriptorSetLayoutBinding::default()
        .descriptor_type(kind)
        .descriptor_count(1)
        .stage_flags(vk::ShaderStageFlags::COMPUTE)];
    let info = vk::DescriptorSetLayoutCreateInfo::default().bindings(&bindings);
    // SAFETY: the structures live until the call is over.
    unsafe { device.create_descriptor_set_layout(&info, None) }
}

fn compute(
    device: &ash::Device,
    sets: &[vk::DescriptorSetLayout],
    code: &[u32],
    (layout, pipeline): &mut (vk::PipelineLayout, vk::Pipeline),
) -> Result<(), vk::Result> {
    let told = [vk::PushConstantRange::default()
        .stage_flags(vk::ShaderStageFlags::COMPUTE)
        .size(size_of::<Picture>() as u32)];
    let info = vk::PipelineLayoutCreateInfo::default()
        .set_layouts(sets)
        .push_constant_ranges(&told);
    // SAFETY: the layouts are this device's; the structures live until the call is over.
    *layout = unsafe { device.create_pipeline_layout(&info, None) }?;
    let info = vk::ShaderModuleCreateInfo::default().code(code);
    // SAFETY: the code was validated when it was compiled.
    let module = unsafe { device.create_shader_module(&info, None) }?;
    let stage = vk::PipelineShaderStageCreateInfo::default()
        .stage(vk::ShaderStageFlags::COMPUTE)
        .module(module)
        .name(c"convert");
    let info = [vk::ComputePipelineCreateInfo::default()
        .stage(stage)
        .layout(*layout)];
    // SAFETY: all parts are this device's, and live until the call is over, after which the module is not needed.
    let made = unsafe {
        let made = device.create_compute_pipelines(vk::PipelineCache::null(), &info, None);
        device.destroy_shader_module(module, None);
        made
    };
    let made = made.map_err(|(_, result)| result)?;
    *pipeline = made.first().copied().unwrap_or_default();
    Ok(())
}
