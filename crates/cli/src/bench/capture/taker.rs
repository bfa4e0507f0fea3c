//! Somebody who would read DMA-BUFs.

use stratus_media::{DmaBuf, DmaBufFormat, DmaBufImporter, PixelFormat, Refusal};

/// What the buffers are: one plane, row after row.
pub const FORMAT: DmaBufFormat = DmaBufFormat {
    format: PixelFormat::Xrgb8888,
    modifier: 0,
};

/// Takes every buffer and reads none: the proxy is measured, not an encoder.
pub struct Taker;

impl DmaBufImporter for Taker {
    fn device(&self) -> u64 {
        0
    }

    fn formats(&self) -> &[DmaBufFormat] {
        &[FORMAT]
    }

    fn import(&self, _buffer: &DmaBuf) -> Result<(), Refusal> {
        Ok(())
    }
}
