//! Buffers of `zwp_linux_dmabuf_v1`, and who can read them.

use std::any::{Any, TypeId};
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::Mutex;

use crate::{PixelFormat, Size};

/// Most planes of a buffer (`zwp_linux_buffer_params_v1`: `plane_idx`).
pub const MAX_PLANES: usize = 4;

/// One plane of a DMA-BUF.
#[derive(Debug)]
pub struct DmaBufPlane {
    /// The buffer's descriptor.
    pub fd: Arc<OwnedFd>,
    /// Where the plane starts, bytes.
    pub offset: u32,
    /// Bytes from row to row.
    pub stride: u32,
}

/// A buffer as the client described it. Lives while its `wl_buffer` or a frame of it does, and what back ends
/// imported it as lives as long.
pub struct DmaBuf {
    /// Never the same twice in a process.
    pub id: u64,
    /// Pixels.
    pub size: Size,
    /// How a pixel lies in memory.
    pub format: PixelFormat,
    /// DRM format modifier (`drm_fourcc.h`).
    pub modifier: u64,
    /// One to [`MAX_PLANES`] planes, in order.
    pub planes: Vec<DmaBufPlane>,
    /// One a back end; rarely more than one.
    imports: Mutex<Vec<(TypeId, Arc<dyn Any + Send + Sync>)>>,
}

impl DmaBuf {
    /// A buffer that nobody has imported yet.
    #[must_use]
    pub fn new(size: Size, format: PixelFormat, modifier: u64, planes: Vec<DmaBufPlane>) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Self {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            size,
            format,
            modifier,
            planes,
            imports: Mutex::default(),
        }
    }

    /// What a back end made of this buffer, by its own type: made once, then found without allocation.
    ///
    /// # Errors
    /// Those of `import`; nothing is kept then.
    pub fn imported<T: Any + Send + Sync, E>(
        &self,
        import: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        if let Some(found) = self.find::<T>() {
            return Ok(found);
        }
        // Not under the lock: an import may take milliseconds. Two at once both work; the first is kept.
        let made = Arc::new(import(self)?);
        let mut imports = self.imports.lock();
        let kind = TypeId::of::<T>();
        if let Some((_, there)) = imports.iter().find(|(of, _)| *of == kind)
            && let Ok(there) = Arc::clone(there).downcast()
        {
            return Ok(there);
        }
        imports.push((kind, Arc::clone(&made) as _));
        Ok(made)
    }

    fn find<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let kind = TypeId::of::<T>();
        let imports = self.imports.lock();
        let (_, there) = imports.iter().find(|(of, _)| *of == kind)?;
        Arc::clone(there).downcast().ok()
    }
}

impl std::fmt::Debug for DmaBuf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DmaBuf")
            .field("id", &self.id)
            .field("size", &self.size)
            .field("format", &self.format)
            .field("modifier", &format_args!("{:#x}", self.modifier))
            .field("planes", &self.planes)
            .finish_non_exhaustive()
    }
}

/// A pixel format with a memory layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DmaBufFormat {
    /// How a pixel lies in memory.
    pub format: PixelFormat,
    /// DRM format modifier (`drm_fourcc.h`); 0 is linear.
    pub modifier: u64,
}

/// Why a buffer cannot be read. The client is told `failed` and may try another; it is no protocol error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(pub String);

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

/// Who reads a game's DMA-BUFs: says which, and tries each when the game hands it in.
pub trait DmaBufImporter: Send + Sync {
    /// Device number (`dev_t`) of the render node that buffers should come from.
    fn device(&self) -> u64;

    /// What can be read, best first.
    fn formats(&self) -> &[DmaBufFormat];

    /// Imports the buffer ahead of its first frame, into [`DmaBuf::imported`].
    ///
    /// Called on the thread that the game's requests wait for, maybe while a GPU still draws into the buffer:
    /// it waits for no fence. `DMA_BUF_IOCTL_SYNC` does.
    ///
    /// # Errors
    /// Why this buffer cannot be read.
    fn import(&self, buffer: &DmaBuf) -> Result<(), Refusal>;
}

impl std::fmt::Debug for dyn DmaBufImporter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DmaBufImporter")
            .field("device", &format_args!("{:#x}", self.device()))
            .field("formats", &self.formats())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_is_made_once_a_kind_and_an_error_keeps_nothing() {
        let buffer = DmaBuf::new(Size::new(1, 1), PixelFormat::Xrgb8888, 0, Vec::new());
        assert_eq!(
            buffer.imported::<u8, _>(|_| Err("no")).map(|n| *n),
            Err("no")
        );
        let first = buffer.imported(|_| Ok::<_, ()>(7u8));
        let again = buffer.imported(|_| Ok::<_, ()>(8u8));
        let other = buffer.imported(|_| Ok::<_, ()>(9u16));
        assert_eq!(
            (first, again, other),
            (Ok(7.into()), Ok(7.into()), Ok(9.into()))
        );
        let second = DmaBuf::new(Size::new(1, 1), PixelFormat::Xrgb8888, 0, Vec::new());
        assert_ne!(buffer.id, second.id);
    }
}
