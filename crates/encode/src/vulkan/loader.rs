//! The Vulkan loader, and an instance of it.

use std::ffi::{CStr, OsStr};

use ash::vk;

use super::failure::Failure;

/// The loader's file name, with the version of its binary interface.
const LOADER: &str = "libvulkan.so.1";

/// What brings drivers.
const DRIVERS: &str =
    "install the GPU's driver (Debian: mesa-vulkan-drivers; NixOS: hardware.graphics.enable)";

/// An instance of the loader.
pub(super) struct Instance {
    /// Keeps the library.
    _entry: ash::Entry,
    pub(super) raw: ash::Instance,
}

impl Instance {
    pub(super) fn load() -> Result<Self, Failure> {
        Self::load_from(LOADER.as_ref())
    }

    fn load_from(library: &OsStr) -> Result<Self, Failure> {
        // SAFETY: runs the initialisation code of the loader, which is made for it.
        let entry = unsafe { ash::Entry::load_from(library) }.map_err(|reason| {
            Failure::Unavailable(format!(
                "cannot load {}: {reason}; install it (Debian: libvulkan1; NixOS: hardware.graphics.enable, package \
                 vulkan-loader)",
                library.display()
            ))
        })?;
        let application = vk::ApplicationInfo::default()
            .application_name(c"stratus")
            .api_version(vk::API_VERSION_1_2);
        let info = vk::InstanceCreateInfo::default().application_info(&application);
        // SAFETY: the structures live until the call is over.
        match unsafe { entry.create_instance(&info, None) } {
            Ok(raw) => Ok(Self { _entry: entry, raw }),
            Err(vk::Result::ERROR_INCOMPATIBLE_DRIVER) => Err(no_driver()),
            Err(result) => Err(Failure::Unavailable(format!(
                "the Vulkan loader makes no instance ({result}); {DRIVERS}"
            ))),
        }
    }

    /// Every device, in the loader's order.
    pub(super) fn devices(&self) -> Result<Vec<vk::PhysicalDevice>, Failure> {
        // SAFETY: the instance lives.
        let devices = unsafe { self.raw.enumerate_physical_devices() }
            .map_err(Failure::of("list Vulkan devices"))?;
        if devices.is_empty() {
            return Err(no_driver());
        }
        Ok(devices)
    }

    /// Whether `device` has each extension of `wanted`, in that order.
    pub(super) fn extensions<const N: usize>(
        &self,
        device: vk::PhysicalDevice,
        wanted: [&CStr; N],
    ) -> Result<[bool; N], Failure> {
        // SAFETY: the device is this instance's.
        let there = unsafe { self.raw.enumerate_device_extension_properties(device) }
            .map_err(Failure::of("list a device's extensions"))?;
        Ok(wanted.map(|name| {
            there
                .iter()
                .any(|found| found.extension_name_as_c_str() == Ok(name))
        }))
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        // SAFETY: whoever made something of it holds it, so nothing of it is left.
        unsafe { self.raw.destroy_instance(None) };
    }
}

fn no_driver() -> Failure {
    Failure::Unavailable(format!("there is no Vulkan driver here; {DRIVERS}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_loader_is_said_by_name_with_its_package() {
        let Err(failure) = Instance::load_from(OsStr::new("libvulkan-that-is-not.so.1")) else {
            panic!("it loads");
        };
        let said = failure.while_opening().to_string();
        for part in ["libvulkan-that-is-not.so.1", "libvulkan1", "vulkan-loader"] {
            assert!(said.contains(part), "{said}");
        }
    }

    #[test]
    fn a_library_that_is_no_loader_is_refused() {
        assert!(Instance::load_from(OsStr::new("libc.so.6")).is_err());
    }
}
