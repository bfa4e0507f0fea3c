//! Surfaces: NV12 of the driver's own, and RGB or NV12 that was imported.

use std::os::fd::{AsRawFd as _, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::time::Instant;

use memmap2::{Mmap, MmapOptions};
use rustix::fs::{FsWord, SeekFrom, fstatfs, seek};

use super::failure::{Outcome, demand, refuse, wrong};
use super::settings::Settings;
use crate::h264::picture::Picture;
use crate::va::{
    VA_FOURCC_BGRA, VA_FOURCC_BGRX, VA_FOURCC_NV12, VA_FOURCC_RGBA, VA_FOURCC_RGBX,
    VA_RT_FORMAT_RGB32, VA_RT_FORMAT_YUV420, VA_STATUS_ERROR_INVALID_PARAMETER,
    VA_STATUS_ERROR_UNSUPPORTED_MEMORY_TYPE, VADRMPRIMESurfaceDescriptor,
};

/// The largest side.
pub const MAX_SIDE: u32 = 8192;
const LINEAR: u64 = 0;
/// `DRM_FORMAT_MOD_INVALID`: the exporter did not say.
const UNSAID: u64 = 0x00ff_ffff_ffff_ffff;
/// `DMA_BUF_MAGIC` (`linux/magic.h`).
const DMA_BUF_MAGIC: FsWord = 0x444d_4142;

const fn drm(code: &[u8; 4]) -> u32 {
    u32::from_le_bytes(*code)
}

/// A format: libva's name, the kernel's, and where red is in a pixel.
struct Format {
    fourcc: u32,
    drm: u32,
    red_first: bool,
}

const RGB: [Format; 4] = [
    Format {
        fourcc: VA_FOURCC_BGRX,
        drm: drm(b"XR24"),
        red_first: false,
    },
    Format {
        fourcc: VA_FOURCC_BGRA,
        drm: drm(b"AR24"),
        red_first: false,
    },
    Format {
        fourcc: VA_FOURCC_RGBX,
        drm: drm(b"XB24"),
        red_first: true,
    },
    Format {
        fourcc: VA_FOURCC_RGBA,
        drm: drm(b"AB24"),
        red_first: true,
    },
];

/// The formats of surfaces.
pub const FOURCCS: [u32; 5] = [
    VA_FOURCC_NV12,
    VA_FOURCC_BGRX,
    VA_FOURCC_BGRA,
    VA_FOURCC_RGBX,
    VA_FOURCC_RGBA,
];

/// Whether red is a pixel's first byte, of an RGB format.
pub fn red_first(fourcc: u32) -> Option<bool> {
    let mut formats = RGB.iter();
    let found = formats.find(|format| format.fourcc == fourcc);
    found.map(|format| format.red_first)
}

/// The kernel's name of an RGB format.
pub fn drm_format(fourcc: u32) -> Option<u32> {
    let mut formats = RGB.iter();
    let found = formats.find(|format| format.fourcc == fourcc);
    found.map(|format| format.drm)
}

/// Where a surface's pixels are.
#[derive(Debug)]
pub enum Pixels {
    Nv12(Arc<Picture>),
    /// Rows of four bytes a pixel, without gaps.
    Rgb(Vec<u8>),
    Imported(Import),
}

/// Memory of somebody else.
#[derive(Debug)]
pub struct Import {
    map: Mmap,
    fd: OwnedFd,
    /// Not a memfd that stands for one.
    pub is_dma_buf: bool,
    /// Offset and pitch of the planes.
    planes: [(usize, usize); 2],
}

/// A surface.
#[derive(Debug)]
pub struct Surface {
    pub width: u32,
    pub height: u32,
    pub fourcc: u32,
    pub pixels: Pixels,
    /// How often it was written.
    pub generation: u64,
    /// When what was begun on it is done.
    pub ready: Option<Instant>,
}

/// What `vaCreateSurfaces` asks for beside the size.
#[derive(Default)]
pub struct Wish<'a> {
    pub rt_format: u32,
    pub fourcc: Option<u32>,
    pub import: Option<&'a VADRMPRIMESurfaceDescriptor>,
}

impl Surface {
    /// Makes one.
    pub fn new(width: u32, height: u32, wish: &Wish<'_>, settings: &Settings) -> Outcome<Self> {
        if width == 0 || height == 0 || width > MAX_SIDE || height > MAX_SIDE {
            return Err(refuse(
                crate::va::VA_STATUS_ERROR_RESOLUTION_NOT_SUPPORTED,
                format!("a surface of {width}×{height}"),
            ));
        }
        let described = wish.import.map(|import| import.fourcc);
        let fourcc = match (wish.fourcc, described) {
            (Some(a), Some(b)) if a != b => {
                return Err(wrong(format!(
                    "the pixel format is {a:#x}, and the descriptor's fourcc {b:#x}"
                )));
            }
            (a, b) => a.or(b),
        };
        let fourcc = fourcc.unwrap_or(if wish.rt_format == VA_RT_FORMAT_RGB32 {
            VA_FOURCC_BGRX
        } else {
            VA_FOURCC_NV12
        });
        let rt_format = match fourcc {
            VA_FOURCC_NV12 => VA_RT_FORMAT_YUV420,
            _ if red_first(fourcc).is_some() => VA_RT_FORMAT_RGB32,
            _ => {
                return Err(refuse(
                    VA_STATUS_ERROR_INVALID_PARAMETER,
                    format!("a surface of format {fourcc:#x}"),
                ));
            }
        };
        demand(wish.rt_format == rt_format, || {
            format!(
                "the format is VA_RT_FORMAT {:#x}, and {fourcc:#x} is of {rt_format:#x}",
                wish.rt_format
            )
        })?;
        let pixels = match wish.import {
            Some(descriptor) => {
                let (is_w, is_h) = (descriptor.width, descriptor.height);
                demand((is_w, is_h) == (width, height), || {
                    format!("the descriptor is of {is_w}×{is_h}, and the surface {width}×{height}")
                })?;
                Pixels::Imported(Import::new(descriptor, fourcc, settings)?)
            }
            None if fourcc == VA_FOURCC_NV12 => Pixels::Nv12(Arc::new(Picture::new(width, height))),
            None => Pixels::Rgb(vec![0; (width * height * 4) as usize]),
        };
        Ok(Self {
            width,
            height,
            fourcc,
            pixels,
            generation: 0,
            ready: None,
        })
    }

    /// The picture of an NV12 surface of the driver's own.
    pub fn picture(&self) -> Option<&Arc<Picture>> {
        match &self.pixels {
            Pixels::Nv12(picture) => Some(picture),
            _ => None,
        }
    }

    /// Reads what an encoder encodes: whole macroblocks, filled up by the last row and column.
    pub fn source(&self) -> Outcome<Arc<Picture>> {
        match &self.pixels {
            Pixels::Nv12(picture) => {
                let mut picture = Arc::clone(picture);
                if !self.width.is_multiple_of(16) || !self.height.is_multiple_of(16) {
                    Arc::make_mut(&mut picture).pad(self.width, self.height);
                }
                Ok(picture)
            }
            Pixels::Imported(import) if self.fourcc == VA_FOURCC_NV12 => {
                let mut picture = Picture::new(self.width, self.height);
                import.read(|map| {
                    let (stride, width) = (picture.stride(), self.width as usize);
                    let planes = [
                        (&mut picture.luma, self.height, width),
                        (
                            &mut picture.chroma,
                            self.height.div_ceil(2),
                            width.next_multiple_of(2),
                        ),
                    ];
                    for ((plane, rows, len), (offset, pitch)) in
                        planes.into_iter().zip(import.planes)
                    {
                        for (row, to) in plane.chunks_mut(stride).take(rows as usize).enumerate() {
                            let from = offset + row * pitch;
                            to[..len].copy_from_slice(&map[from..from + len]);
                        }
                    }
                });
                picture.pad(self.width, self.height);
                Ok(Arc::new(picture))
            }
            _ => Err(wrong("an RGB surface is not encoded; convert it first")),
        }
    }

    /// Hands the rows of an RGB surface out: the bytes, where the first begins, and from one to the next.
    pub fn rgb<T>(&self, read: impl FnOnce(&[u8], usize, usize) -> T) -> Option<T> {
        red_first(self.fourcc)?;
        match &self.pixels {
            Pixels::Rgb(bytes) => Some(read(bytes, 0, self.width as usize * 4)),
            Pixels::Imported(import) => {
                let (offset, pitch) = import.planes[0];
                Some(import.read(|map| read(map, offset, pitch)))
            }
            Pixels::Nv12(_) => None,
        }
    }
}

impl Import {
    fn new(
        descriptor: &VADRMPRIMESurfaceDescriptor,
        fourcc: u32,
        settings: &Settings,
    ) -> Outcome<Self> {
        if settings.quirks.no_import {
            return Err(refuse(
                VA_STATUS_ERROR_UNSUPPORTED_MEMORY_TYPE,
                "DRM_PRIME_2 import (no-import)",
            ));
        }
        let (objects, layers) = (descriptor.num_objects, descriptor.num_layers);
        demand(
            (1..=4).contains(&objects) && (1..=4).contains(&layers),
            || format!("{objects} objects and {layers} layers"),
        )?;
        let layers = &descriptor.layers[..layers as usize];
        let objects = &descriptor.objects[..objects as usize];
        let mut planes = Vec::new();
        for layer in layers {
            demand((1..=4).contains(&layer.num_planes), || {
                format!("a layer of {} planes", layer.num_planes)
            })?;
            for plane in 0..layer.num_planes as usize {
                let index = layer.object_index[plane] as usize;
                demand(index < objects.len(), || {
                    format!("a plane in object {index} of {}", objects.len())
                })?;
                planes.push((index, layer.offset[plane], layer.pitch[plane]));
            }
        }
        let modifier = objects[planes[0].0].drm_format_modifier;
        let formats: Vec<_> = layers.iter().map(|layer| layer.drm_format).collect();
        let (known, rows) = if fourcc == VA_FOURCC_NV12 {
            let known = formats == [drm(b"NV12")] || formats == [drm(b"R8  "), drm(b"GR88")];
            let height = descriptor.height;
            let row = u64::from(descriptor.width);
            let rows = vec![(row, height), (row.next_multiple_of(2), height.div_ceil(2))];
            (known, rows)
        } else {
            let format = RGB.iter().find(|format| format.fourcc == fourcc);
            let known = format.is_some_and(|format| formats == [format.drm]);
            (
                known,
                vec![(u64::from(descriptor.width) * 4, descriptor.height)],
            )
        };
        demand(known, || {
            format!("fourcc {fourcc:#x} with the kernel's formats {formats:x?}")
        })?;
        let declared = settings.modifiers.contains(&modifier);
        let plain = modifier == UNSAID || (modifier == LINEAR && !settings.quirks.no_modifiers);
        if !plain && (settings.quirks.no_modifiers || !declared) {
            return Err(refuse(
                VA_STATUS_ERROR_INVALID_PARAMETER,
                format!("modifier {modifier:#x} cannot be imported"),
            ));
        }
        demand(planes.len() == rows.len() || declared, || {
            format!("{} planes of {fourcc:#x}", planes.len())
        })?;
        let object = &objects[planes[0].0];
        demand(
            planes[..rows.len()]
                .iter()
                .all(|(index, ..)| *index == planes[0].0),
            || "planes in several objects".into(),
        )?;
        let (map, fd, is_dma_buf) = map(object.fd, object.size)?;
        let mut placed = [(0, 0); 2];
        for (i, ((_, offset, pitch), (row, height))) in planes.iter().zip(rows).enumerate() {
            let end = u64::from(*offset) + u64::from(*pitch) * u64::from(height - 1) + row;
            if u64::from(*pitch) < row || end > map.len() as u64 {
                return Err(refuse(
                    VA_STATUS_ERROR_INVALID_PARAMETER,
                    format!(
                        "plane {i} of {height} rows of {pitch} bytes at {offset} in a buffer of {}",
                        map.len()
                    ),
                ));
            }
            placed[i] = (*offset as usize, *pitch as usize);
        }
        Ok(Self {
            map,
            fd,
            is_dma_buf,
            planes: placed,
        })
    }

    /// Reads between the beginning and the end of access that DMA-BUFs want (`linux/dma-buf.h`).
    fn read<T>(&self, read: impl FnOnce(&[u8]) -> T) -> T {
        const READ: u64 = 1;
        const END: u64 = 4;
        self.sync(READ);
        let result = read(&self.map);
        self.sync(READ | END);
        result
    }

    fn sync(&self, flags: u64) {
        /// `DMA_BUF_IOCTL_SYNC`: `_IOW('b', 0, struct dma_buf_sync)`.
        const SYNC: libc::c_ulong = 0x4008_6200;
        if self.is_dma_buf {
            // SAFETY: the request reads one `dma_buf_sync`, which is a u64 of flags.
            let failed = unsafe { libc::ioctl(self.fd.as_raw_fd(), SYNC, &raw const flags) } != 0;
            if failed {
                let error = std::io::Error::last_os_error();
                eprintln!("va-soft: DMA_BUF_IOCTL_SYNC: {error}");
            }
        }
    }
}

fn map(fd: i32, said: u32) -> Outcome<(Mmap, OwnedFd, bool)> {
    let unusable = |error: &dyn std::fmt::Display| {
        refuse(
            VA_STATUS_ERROR_INVALID_PARAMETER,
            format!("descriptor {fd}: {error}"),
        )
    };
    demand(fd >= 0, || format!("descriptor {fd}"))?;
    // SAFETY: the caller of vaCreateSurfaces keeps its descriptor open through the call.
    let borrowed = unsafe { BorrowedFd::borrow_raw(fd) };
    let owned = borrowed
        .try_clone_to_owned()
        .map_err(|error| unusable(&error))?;
    let len = seek(&owned, SeekFrom::End(0)).map_err(|error| unusable(&error))?;
    if u64::from(said) > len {
        return Err(unusable(&format!("{said} bytes said, {len} there")));
    }
    let is_dma_buf = fstatfs(&owned).is_ok_and(|stat| stat.f_type == DMA_BUF_MAGIC);
    // SAFETY: a shared buffer, whose owner may write while it is read; every bit pattern is a pixel. It must not shrink,
    // which DMA-BUFs cannot and the application forbids of its memfds.
    let map = unsafe { MmapOptions::new().len(len as usize).map(&owned) };
    Ok((map.map_err(|error| unusable(&error))?, owned, is_dma_buf))
}
