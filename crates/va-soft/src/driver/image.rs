//! Images: surfaces' pixels as bytes. Every use of one is a copy by the application, and counted.

use std::sync::Arc;

use super::buffer::Buffer;
use super::failure::{Outcome, demand, missing_image, refuse, wrong};
use super::surface::{FOURCCS, Pixels, Surface};
use super::{Driver, IMAGE, take};
use crate::va::*;

/// An image.
#[derive(Clone, Copy, Debug)]
pub struct Image {
    pub buffer: u32,
    /// The surface that it shows, of a derived one.
    pub surface: Option<u32>,
    pub fourcc: u32,
    pub width: u32,
    pub height: u32,
}

/// The formats of images.
pub fn formats() -> Vec<VAImageFormat> {
    FOURCCS.iter().map(|&fourcc| format(fourcc)).collect()
}

fn format(fourcc: u32) -> VAImageFormat {
    let nv12 = fourcc == VA_FOURCC_NV12;
    VAImageFormat {
        fourcc,
        byte_order: 1,
        bits_per_pixel: if nv12 { 12 } else { 32 },
        depth: if nv12 { 0 } else { 24 },
        ..VAImageFormat::default()
    }
}

impl Image {
    /// Bytes of a row.
    fn pitch(&self) -> usize {
        if self.fourcc == VA_FOURCC_NV12 {
            self.width.next_multiple_of(16) as usize
        } else {
            self.width as usize * 4
        }
    }

    fn len(&self) -> usize {
        let rows = if self.fourcc == VA_FOURCC_NV12 {
            self.height + self.height.div_ceil(2)
        } else {
            self.height
        };
        self.pitch() * rows as usize
    }

    fn describe(&self, id: u32) -> VAImage {
        let nv12 = self.fourcc == VA_FOURCC_NV12;
        let pitch = self.pitch() as u32;
        VAImage {
            image_id: id,
            format: format(self.fourcc),
            buf: self.buffer,
            width: self.width as u16,
            height: self.height as u16,
            data_size: self.len() as u32,
            num_planes: if nv12 { 2 } else { 1 },
            pitches: [pitch, if nv12 { pitch } else { 0 }, 0],
            offsets: [0, if nv12 { pitch * self.height } else { 0 }, 0],
            ..VAImage::default()
        }
    }

    /// The surface's pixels in the image's layout.
    fn read(&self, surface: &Surface) -> Vec<u8> {
        let mut bytes = vec![0; self.len()];
        let (pitch, height) = (self.pitch(), self.height as usize);
        match &surface.pixels {
            Pixels::Nv12(picture) => {
                let stride = picture.stride();
                let chroma = picture.chroma.chunks(stride).take(height.div_ceil(2));
                let rows = picture.luma.chunks(stride).take(height).chain(chroma);
                for (to, from) in bytes.chunks_mut(pitch).zip(rows) {
                    let len = pitch.min(stride);
                    to[..len].copy_from_slice(&from[..len]);
                }
            }
            _ => {
                surface.rgb(|from, offset, from_pitch| {
                    for (row, to) in bytes.chunks_mut(pitch).enumerate() {
                        let at = offset + row * from_pitch;
                        to.copy_from_slice(&from[at..at + pitch]);
                    }
                });
            }
        }
        bytes
    }

    /// Puts the image's bytes into the surface.
    fn write(&self, surface: &mut Surface, bytes: &[u8]) -> Outcome {
        let (pitch, height) = (self.pitch(), self.height as usize);
        match &mut surface.pixels {
            Pixels::Nv12(picture) => {
                let picture = Arc::make_mut(picture);
                let stride = picture.stride();
                let chroma = picture.chroma.chunks_mut(stride).take(height.div_ceil(2));
                let rows = picture.luma.chunks_mut(stride).take(height).chain(chroma);
                for (from, to) in bytes.chunks(pitch).zip(rows) {
                    let len = pitch.min(stride);
                    to[..len].copy_from_slice(&from[..len]);
                }
            }
            Pixels::Rgb(to) => to.copy_from_slice(bytes),
            Pixels::Imported(_) => return Err(wrong("an image is put into an imported surface")),
        }
        surface.generation += 1;
        Ok(())
    }
}

impl Driver {
    fn add_image(&mut self, image: Image) -> Outcome<VAImage> {
        let buffer = Buffer::new(VAImageBufferType, None, (image.len(), 1), None)?;
        let (buffer_id, id) = (self.id(), self.id());
        self.buffers.insert(buffer_id, buffer);
        let image = Image {
            buffer: buffer_id,
            ..image
        };
        self.images.insert(id, image);
        Ok(image.describe(id))
    }

    /// An image that shows a surface.
    pub fn derive_image(&mut self, id: u32) -> Outcome<VAImage> {
        let surface = self.surface(id)?;
        let image = Image {
            buffer: 0,
            surface: Some(id),
            fourcc: surface.fourcc,
            width: surface.width,
            height: surface.height,
        };
        if matches!(surface.pixels, Pixels::Imported(_)) {
            return Err(refuse(
                VA_STATUS_ERROR_OPERATION_FAILED,
                "an image of an imported surface",
            ));
        }
        self.add_image(image)
    }

    /// An image of its own.
    pub fn create_image(&mut self, fourcc: u32, width: u32, height: u32) -> Outcome<VAImage> {
        demand(FOURCCS.contains(&fourcc) && width > 0 && height > 0, || {
            format!("an image of {width}×{height}, {fourcc:#x}")
        })?;
        self.add_image(Image {
            buffer: 0,
            surface: None,
            fourcc,
            width,
            height,
        })
    }

    /// Destroys an image with its buffer.
    pub fn destroy_image(&mut self, id: u32) -> Outcome {
        let image = take(&mut self.images, &mut self.gone, id, IMAGE)?;
        self.buffers.remove(&image.buffer);
        self.gone.insert(image.buffer);
        Ok(())
    }

    fn image(&self, id: u32) -> Outcome<Image> {
        let found = self.images.get(&id).copied();
        found.ok_or_else(|| missing_image(id))
    }

    /// Copies a whole surface into an image, or the image into it.
    pub fn copy_image(&mut self, surface: u32, image: u32, put: bool) -> Outcome {
        let image = self.image(image)?;
        let found = self.surface(surface)?;
        let alike =
            (found.fourcc, found.width, found.height) == (image.fourcc, image.width, image.height);
        demand(alike, || {
            "an image and a surface of different size or format".into()
        })?;
        self.journal.counts.pixel_copies += 1;
        if put {
            let bytes = self.buffer(image.buffer)?.bytes().to_vec();
            image.write(self.surface(surface)?, &bytes)
        } else {
            let bytes = image.read(self.surface(surface)?);
            self.buffer(image.buffer)?
                .bytes_mut()
                .copy_from_slice(&bytes);
            Ok(())
        }
    }

    /// What mapping (or unmapping) a buffer means where it is an image's.
    pub fn image_mapped(&mut self, buffer: u32, mapped: bool) -> Outcome {
        let image = self
            .images
            .values()
            .find(|image| image.buffer == buffer)
            .copied();
        let Some(image) = image else {
            return Ok(());
        };
        if mapped {
            self.journal.counts.pixel_copies += 1;
        }
        let Some(surface) = image.surface else {
            return Ok(());
        };
        if mapped {
            let bytes = image.read(self.surface(surface)?);
            self.buffer(buffer)?.bytes_mut().copy_from_slice(&bytes);
            return Ok(());
        }
        let bytes = self.buffer(buffer)?.bytes().to_vec();
        // Reading alone does not make a reference another picture.
        if image.read(self.surface(surface)?) == bytes {
            return Ok(());
        }
        image.write(self.surface(surface)?, &bytes)
    }
}
