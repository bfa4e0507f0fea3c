//! A device that computes: one of each, shared by all who use it.

use std::ffi::CStr;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use ash::{ext, khr, vk};
use parking_lot::Mutex;
use rustix::fs::{major, makedev, minor};

use super::failure::Failure;
use super::loader::Instance;
use super::modifiers::Modifiers;
use super::pipeline::Pipelines;
use super::turns::Turns;

/// How long a driver may take to open a device, compiling included, while others wait for one. One that takes longer
/// has nobody else wait for it.
const LIMIT: Duration = Duration::from_secs(10);

/// A device that is open, by what was asked for.
type Known = (Option<u64>, Weak<Device>);

/// Devices that are open.
static OPEN: Turns<Vec<Known>> = Turns::new(Vec::new(), LIMIT);

/// A Vulkan device with one queue, and what is made once of it.
pub(super) struct Device {
    pub(super) raw: ash::Device,
    pub(super) physical: vk::PhysicalDevice,
    pub(super) pipelines: Pipelines,
    pub(super) memory: vk::PhysicalDeviceMemoryProperties,
    pub(super) limits: vk::PhysicalDeviceLimits,
    /// `None` where DMA-BUFs cannot be imported.
    pub(super) imports: Option<Imports>,
    /// The driver's name of the device.
    pub(super) name: String,
    /// The render node's `dev_t`, where the driver says it.
    pub(super) node: Option<u64>,
    /// The device computes on the CPU.
    pub(super) is_software: bool,
    pub(super) family: u32,
    queue: Mutex<vk::Queue>,
    retired: AtomicBool,
    pub(super) instance: Instance,
}

/// What importing DMA-BUFs needs.
pub(super) struct Imports {
    pub(super) files: khr::external_memory_fd::Device,
    /// Layouts that images are imported in; none where only linear buffers are.
    pub(super) modifiers: Modifiers,
    /// Who has the buffer between our uses of it.
    pub(super) foreign: u32,
}

/// Which devices will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Each.
    Any,
    /// None that computes on the CPU.
    Hardware,
}

impl Device {
    /// The device behind a render node, or the best where `None`; the one that is open already where there is one.
    pub(super) fn open(node: Option<&Path>, wanted: Wanted) -> Result<Arc<Self>, Failure> {
        let node = node.map(|node| {
            std::fs::metadata(node)
                .map(|node| node.rdev())
                .map_err(|error| Failure::Unavailable(format!("{}: {error}", node.display())))
        });
        let node = node.transpose()?;
        let mut open = OPEN.next().map_err(|since| {
            Failure::Unavailable(format!(
                "a Vulkan driver has been opening for {} s and has not answered",
                since.as_secs()
            ))
        })?;
        open.retain(|(_, device)| device.strong_count() > 0);
        let usable = open.iter().filter(|(of, _)| *of == node);
        let usable = usable.filter_map(|(_, device)| device.upgrade());
        if let Some(device) = usable.into_iter().find(|device| !device.is_retired()) {
            return if device.is_software && wanted == Wanted::Hardware {
                Err(is_software(&device.name))
            } else {
                Ok(device)
            };
        }
        // Within the turn: two at once would open two.
        let device = Arc::new(Self::choose(node, wanted)?);
        open.push((node, Arc::downgrade(&device)));
        Ok(device)
    }

    fn choose(node: Option<u64>, wanted: Wanted) -> Result<Self, Failure> {
        let instance = Instance::load()?;
        let mut found: Vec<_> = instance
            .devices()?
            .into_iter()
            .filter_map(|device| Candidate::of(&instance, device))
            .filter(|candidate| node.is_none() || candidate.node == node)
            .collect();
        // The sort is stable: among equals the loader's first.
        found.sort_by_key(Candidate::rank);
        match found.into_iter().next() {
            // Known before it compiles anything.
            Some(best) if wanted == Wanted::Hardware && best.is_software() => {
                Err(is_software(&best.name))
            }
            Some(best) => Self::new(instance, best),
            None => Err(Failure::Unavailable(match node {
                Some(node) => format!(
                    "no Vulkan device that computes says that it is {}:{} (VK_EXT_physical_device_drm)",
                    major(node),
                    minor(node)
                ),
                None => "no device here has Vulkan 1.2 and a queue that computes".to_owned(),
            })),
        }
    }

    fn new(instance: Instance, of: Candidate) -> Result<Self, Failure> {
        let [files, dma_buf, modifiers, foreign] = instance.extensions(
            of.device,
            [
                khr::external_memory_fd::NAME,
                ext::external_memory_dma_buf::NAME,
                ext::image_drm_format_modifier::NAME,
                ext::queue_family_foreign::NAME,
            ],
        )?;
        let mut names: Vec<*const i8> = Vec::new();
        let mut take = |there: bool, name: &CStr| {
            if there {
                names.push(name.as_ptr());
            }
        };
        let imports = files && dma_buf;
        take(imports, khr::external_memory_fd::NAME);
        take(imports, ext::external_memory_dma_buf::NAME);
        take(imports && modifiers, ext::image_drm_format_modifier::NAME);
        take(imports && foreign, ext::queue_family_foreign::NAME);
        let queues = [vk::DeviceQueueCreateInfo::default()
            .queue_family_index(of.family)
            .queue_priorities(&[1.0])];
        let info = vk::DeviceCreateInfo::default()
            .queue_create_infos(&queues)
            .enabled_extension_names(&names);
        // SAFETY: the device is the instance's, the extensions are there, the structures live until the call is over.
        let raw = unsafe { instance.raw.create_device(of.device, &info, None) }
            .map_err(Failure::of("open the device"))?;
        let pipelines = match Pipelines::new(&raw) {
            Ok(pipelines) => pipelines,
            Err(failure) => {
                // SAFETY: nothing of it is left.
                unsafe { raw.destroy_device(None) };
                return Err(failure);
            }
        };
        // SAFETY: the queue was asked for above.
        let queue = unsafe { raw.get_device_queue(of.family, 0) };
        // SAFETY: the device is the instance's.
        let memory = unsafe {
            instance
                .raw
                .get_physical_device_memory_properties(of.device)
        };
        let imports = imports.then(|| Imports {
            files: khr::external_memory_fd::Device::new(&instance.raw, &raw),
            modifiers: if modifiers {
                Modifiers::query(&instance.raw, of.device)
            } else {
                Modifiers::default()
            },
            foreign: if foreign {
                vk::QUEUE_FAMILY_FOREIGN_EXT
            } else {
                vk::QUEUE_FAMILY_EXTERNAL
            },
        });
        Ok(Self {
            raw,
            physical: of.device,
            pipelines,
            memory,
            limits: of.limits,
            imports,
            is_software: of.is_software(),
            name: of.name,
            node: of.node,
            family: of.family,
            queue: Mutex::new(queue),
            retired: AtomicBool::new(false),
            instance,
        })
    }

    /// Hands work in; `fence` is signalled when it is done.
    pub(super) fn submit(
        &self,
        commands: vk::CommandBuffer,
        fence: vk::Fence,
    ) -> Result<(), vk::Result> {
        let commands = [commands];
        let work = [vk::SubmitInfo::default().command_buffers(&commands)];
        // A queue is used by one thread at a time (Vulkan 1.2, "Host access to queue must be externally synchronized").
        let queue = self.queue.lock();
        // SAFETY: the commands and the fence are the caller's, who keeps both until the fence has signalled.
        unsafe { self.raw.queue_submit(*queue, &work, fence) }
    }

    /// The device does not answer any more: whoever opens it next gets a new one.
    pub(super) fn retire(&self) {
        self.retired.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_retired(&self) -> bool {
        self.retired.load(Ordering::Relaxed)
    }
}

fn is_software(device: &str) -> Failure {
    Failure::Unavailable(format!(
        "{device} computes on the CPU, which converts faster by itself"
    ))
}

impl Drop for Device {
    fn drop(&mut self) {
        self.pipelines.destroy(&self.raw);
        // SAFETY: whoever made something of the device holds it, so nothing is left, and no work is under way.
        unsafe { self.raw.destroy_device(None) };
    }
}

/// A device that could be opened.
struct Candidate {
    device: vk::PhysicalDevice,
    family: u32,
    kind: vk::PhysicalDeviceType,
    limits: vk::PhysicalDeviceLimits,
    name: String,
    node: Option<u64>,
}

impl Candidate {
    fn of(instance: &Instance, device: vk::PhysicalDevice) -> Option<Self> {
        let says_node = instance
            .extensions(device, [ext::physical_device_drm::NAME])
            .is_ok_and(|[there]| there);
        let mut drm = vk::PhysicalDeviceDrmPropertiesEXT::default();
        let mut properties = vk::PhysicalDeviceProperties2::default();
        if says_node {
            properties = properties.push_next(&mut drm);
        }
        // SAFETY: the device is the instance's; the second structure is chained only where the device knows it.
        unsafe {
            instance
                .raw
                .get_physical_device_properties2(device, &mut properties);
        }
        let properties = properties.properties;
        if properties.api_version < vk::API_VERSION_1_2 {
            return None;
        }
        // SAFETY: the device is the instance's.
        let families = unsafe {
            instance
                .raw
                .get_physical_device_queue_family_properties(device)
        };
        // A family that only computes is not held up by games that draw.
        let computes = |only: bool| {
            families.iter().position(|family| {
                family.queue_flags.contains(vk::QueueFlags::COMPUTE)
                    && !(only && family.queue_flags.contains(vk::QueueFlags::GRAPHICS))
            })
        };
        let family = computes(true).or_else(|| computes(false))?;
        Some(Self {
            device,
            family: family as u32,
            kind: properties.device_type,
            limits: properties.limits,
            name: properties
                .device_name_as_c_str()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            node: (says_node && drm.has_render == vk::TRUE)
                .then(|| makedev(drm.render_major as u32, drm.render_minor as u32)),
        })
    }

    /// It computes on the CPU.
    fn is_software(&self) -> bool {
        self.kind == vk::PhysicalDeviceType::CPU
    }

    /// Lower is better.
    const fn rank(&self) -> u8 {
        match self.kind {
            vk::PhysicalDeviceType::DISCRETE_GPU => 0,
            vk::PhysicalDeviceType::INTEGRATED_GPU => 1,
            vk::PhysicalDeviceType::VIRTUAL_GPU => 2,
            vk::PhysicalDeviceType::CPU => 4,
            _ => 3,
        }
    }
}
