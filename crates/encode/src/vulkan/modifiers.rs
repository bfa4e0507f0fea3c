//! The layouts (DRM format modifiers) that a device reads images in.

use ash::vk;
use stratus_media::{DmaBufFormat, PixelFormat};

/// The pixel formats, without their alpha: it is never looked at.
const FORMATS: [PixelFormat; 4] = [
    PixelFormat::Xrgb8888,
    PixelFormat::Argb8888,
    PixelFormat::Xbgr8888,
    PixelFormat::Abgr8888,
];

/// Vulkan's name of a format (`VK_FORMAT_B8G8R8A8_UNORM` is `DRM_FORMAT_ARGB8888`: bytes against words).
pub(super) const fn format_of(format: PixelFormat) -> vk::Format {
    if format.is_rgb_order() {
        vk::Format::R8G8B8A8_UNORM
    } else {
        vk::Format::B8G8R8A8_UNORM
    }
}

/// Every layout that a shader can read, with the number of its planes.
#[derive(Default)]
pub(super) struct Modifiers(Vec<(vk::Format, u64, u32)>);

impl Modifiers {
    pub(super) fn query(instance: &ash::Instance, device: vk::PhysicalDevice) -> Self {
        let mut all = Vec::new();
        for format in [vk::Format::B8G8R8A8_UNORM, vk::Format::R8G8B8A8_UNORM] {
            let mut list = vk::DrmFormatModifierPropertiesListEXT::default();
            let mut properties = vk::FormatProperties2::default().push_next(&mut list);
            // SAFETY: the device has the extension, and is the instance's; without an array the count is answered.
            unsafe {
                instance.get_physical_device_format_properties2(device, format, &mut properties);
            }
            let count = list.drm_format_modifier_count as usize;
            let mut found = vec![vk::DrmFormatModifierPropertiesEXT::default(); count];
            let mut list = vk::DrmFormatModifierPropertiesListEXT::default()
                .drm_format_modifier_properties(&mut found);
            let mut properties = vk::FormatProperties2::default().push_next(&mut list);
            // SAFETY: as above; the array has as many as its count says.
            unsafe {
                instance.get_physical_device_format_properties2(device, format, &mut properties);
            }
            let filled = list.drm_format_modifier_count as usize;
            found.truncate(filled);
            let readable = found.iter().filter(|found| {
                found
                    .drm_format_modifier_tiling_features
                    .contains(vk::FormatFeatureFlags::SAMPLED_IMAGE)
            });
            all.extend(readable.map(|found| {
                let planes = found.drm_format_modifier_plane_count;
                (format, found.drm_format_modifier, planes)
            }));
        }
        Self(all)
    }

    /// The planes of an image of this layout; `None` where it cannot be read.
    pub(super) fn planes(&self, format: vk::Format, modifier: u64) -> Option<u32> {
        let found = self
            .0
            .iter()
            .find(|(of, layout, _)| (*of, *layout) == (format, modifier));
        found.map(|(_, _, planes)| *planes)
    }

    /// What a game may allocate, best first: a device's own layouts are faster to draw into than linear, which
    /// is always there.
    pub(super) fn offered(&self) -> Vec<DmaBufFormat> {
        let mut offered = Vec::new();
        for format in FORMATS {
            let of_format = self.0.iter().filter(|(of, ..)| *of == format_of(format));
            let own = of_format.map(|(_, modifier, _)| *modifier);
            let own = own.filter(|modifier| *modifier != LINEAR);
            let all = own.chain([LINEAR]);
            offered.extend(all.map(|modifier| DmaBufFormat { format, modifier }));
        }
        offered
    }
}

/// `DRM_FORMAT_MOD_LINEAR` (`drm_fourcc.h`).
pub(super) const LINEAR: u64 = 0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn games_are_offered_each_layout_of_their_format_and_linear_last() {
        let bgra = vk::Format::B8G8R8A8_UNORM;
        let modifiers = Modifiers(vec![(bgra, 0, 1), (bgra, 0x0200_0000_0000_0001, 2)]);
        assert_eq!(modifiers.planes(bgra, 0x0200_0000_0000_0001), Some(2));
        assert_eq!(modifiers.planes(vk::Format::R8G8B8A8_UNORM, 0), None);
        let offered: Vec<_> = modifiers
            .offered()
            .iter()
            .map(|f| (f.format.fourcc().to_le_bytes(), f.modifier))
            .collect();
        assert_eq!(
            offered,
            [
                (*b"XR24", 0x0200_0000_0000_0001),
                (*b"XR24", 0),
                (*b"AR24", 0x0200_0000_0000_0001),
                (*b"AR24", 0),
                (*b"XB24", 0),
                (*b"AB24", 0),
            ]
        );
    }
}
