//! The pointer's image, as data for the player's page.

use stratus_media::{FrameBuffer, PixelFormat};
use stratus_protocol::session::control::Cursor;

use crate::buffer::Buffer;

/// The largest side of a cursor, pixels.
const LARGEST: u32 = 256;

/// A cursor surface's content: RGBA, not premultiplied.
pub(crate) struct CursorImage {
    width: u16,
    height: u16,
    rgba: Vec<u8>,
}

impl CursorImage {
    /// Copies the image out of a buffer; `None` where it is too large or not in shared memory.
    pub(crate) fn read(buffer: &Buffer) -> Option<Self> {
        let FrameBuffer::Shm { pixels, stride } = &buffer.memory else {
            return None;
        };
        let size = buffer.size;
        if size.width > LARGEST || size.height > LARGEST {
            return None;
        }
        let mut rgba = Vec::with_capacity((size.width * size.height * 4) as usize);
        let row = (size.width * PixelFormat::BYTES) as usize;
        for line in pixels
            .bytes()
            .chunks(*stride as usize)
            .take(size.height as usize)
        {
            for pixel in line.get(..row)?.chunks_exact(4) {
                let &[a, b, c, d] = pixel else {
                    return None;
                };
                rgba.extend_from_slice(&straight(buffer.format, [a, b, c, d]));
            }
        }
        Some(Self {
            width: size.width as u16,
            height: size.height as u16,
            rgba,
        })
    }

    /// With a hot spot, in pixels of the image.
    pub(crate) fn with_hot_spot(&self, x: i32, y: i32) -> Cursor {
        let short = |v: i32| v.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16;
        Cursor {
            width: self.width,
            height: self.height,
            hot_x: short(x),
            hot_y: short(y),
            rgba: self.rgba.clone(),
        }
    }
}

/// No pointer at all.
pub(crate) fn hidden() -> Cursor {
    Cursor {
        width: 0,
        height: 0,
        hot_x: 0,
        hot_y: 0,
        rgba: Vec::new(),
    }
}

/// One pixel, as Wayland keeps it (premultiplied), to RGBA.
fn straight(format: PixelFormat, [a, b, c, d]: [u8; 4]) -> [u8; 4] {
    let [r, g, b] = if format.is_rgb_order() {
        [a, b, c]
    } else {
        [c, b, a]
    };
    match (format, d) {
        (PixelFormat::Xrgb8888 | PixelFormat::Xbgr8888, _) => [r, g, b, 255],
        (_, 0) => [0; 4],
        (_, alpha) => {
            let half = u32::from(alpha) / 2;
            let whole = |v: u8| ((u32::from(v) * 255 + half) / u32::from(alpha)).min(255) as u8;
            [whole(r), whole(g), whole(b), alpha]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn premultiplied_pixels_become_straight() {
        let argb = PixelFormat::Argb8888;
        assert_eq!(straight(argb, [0, 64, 128, 128]), [255, 128, 0, 128]);
        assert_eq!(straight(argb, [9, 9, 9, 0]), [0; 4]);
        assert_eq!(straight(argb, [255, 255, 255, 1]), [255, 255, 255, 1]);
        let rgb = PixelFormat::Xbgr8888;
        assert_eq!(straight(rgb, [1, 2, 3, 0]), [1, 2, 3, 255]);
    }
}
