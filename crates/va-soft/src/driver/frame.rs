//! What an application renders between `vaBeginPicture` and `vaEndPicture`.

use super::buffer::{Buffer, misc};
use super::config::QUALITY_LEVELS;
use super::failure::{Outcome, demand, wrong, wrong_buffer};
use super::settings::Quirks;
use super::video_proc::Pipeline;
use crate::va::*;

/// Sequence parameters.
pub type Sequence = VAEncSequenceParameterBufferH264;
/// Picture parameters.
pub type Picture = VAEncPictureParameterBufferH264;
/// Slice parameters.
pub type Slice = VAEncSliceParameterBufferH264;

/// A packed header.
#[derive(Clone, Debug)]
pub struct Packed {
    /// `VAEncPackedHeaderType`.
    pub kind: u32,
    pub bits: usize,
    /// It has its emulation prevention bytes already.
    pub escaped: bool,
    pub data: Vec<u8>,
}

/// How many bits there are to spend.
#[derive(Clone, Copy, Default)]
pub struct Spending {
    pub rate: Option<VAEncMiscParameterRateControl>,
    /// Frames a second.
    pub frame_rate: Option<f64>,
    /// Bits of the decoder's buffer.
    pub buffer: Option<u32>,
    /// Bits that a frame may have.
    pub largest: Option<u32>,
}

/// A picture that is being put together.
#[derive(Default)]
pub struct Frame {
    pub target: u32,
    pub sequence: Option<Box<Sequence>>,
    pub picture: Option<Box<Picture>>,
    /// Slices with their packed headers.
    pub slices: Vec<(Box<Slice>, Option<Packed>)>,
    /// Packed headers before the slices, in their order.
    pub headers: Vec<Packed>,
    pub spending: Spending,
    pub pipeline: Option<Pipeline>,
    /// Rendering failed, with this status: so will the end.
    pub spoilt: Option<VAStatus>,
    /// A packed header of which the data is still to come.
    announced: Option<VAEncPackedHeaderParameterBuffer>,
    /// A packed slice header of which the slice is still to come.
    waiting: Option<Packed>,
}

impl Frame {
    /// A picture of nothing yet.
    pub fn new(target: u32) -> Self {
        Self {
            target,
            ..Self::default()
        }
    }

    /// Takes a buffer in. `packed` are the headers that were configured.
    pub fn render(&mut self, buffer: &Buffer, packed: u32, quirks: Quirks) -> Outcome {
        match buffer.kind {
            VAEncSequenceParameterBufferType => {
                demand(self.sequence.is_none(), || {
                    "sequence parameters twice".into()
                })?;
                self.sequence = Some(Box::new(one(buffer)?));
            }
            VAEncPictureParameterBufferType => {
                demand(self.picture.is_none(), || "picture parameters twice".into())?;
                self.picture = Some(Box::new(one(buffer)?));
            }
            VAEncSliceParameterBufferType => {
                for slice in buffer.structures()? {
                    let header = self.waiting.take();
                    let configured = packed & VA_ENC_PACKED_HEADER_SLICE != 0;
                    demand(header.is_some() == configured, || {
                        format!(
                            "slice {} {} a packed header, against the configuration",
                            self.slices.len(),
                            if configured {
                                "comes without"
                            } else {
                                "comes with"
                            }
                        )
                    })?;
                    self.slices.push((Box::new(slice), header));
                }
            }
            VAEncPackedHeaderParameterBufferType => {
                let parameters: VAEncPackedHeaderParameterBuffer = one(buffer)?;
                demand(self.announced.is_none(), || {
                    "a packed header comes without its data".into()
                })?;
                self.announced = Some(parameters);
            }
            VAEncPackedHeaderDataBufferType => self.packed(buffer, packed)?,
            VAEncMiscParameterBufferType => self.misc(buffer, quirks)?,
            VAProcPipelineParameterBufferType => {
                demand(self.pipeline.is_none(), || "two conversions at once".into())?;
                let parameters = one(buffer)?;
                // SAFETY: the application's regions are valid while it renders.
                self.pipeline = Some(unsafe { Pipeline::read(&parameters) }?);
            }
            other => {
                return Err(wrong_buffer(format!(
                    "a buffer of type {other} is rendered"
                )));
            }
        }
        Ok(())
    }

    fn packed(&mut self, buffer: &Buffer, configured: u32) -> Outcome {
        let parameters = self.announced.take();
        let parameters = parameters
            .ok_or_else(|| wrong("the data of a packed header comes without its parameters"))?;
        let kind = parameters.type_;
        let needed = match kind {
            VAEncPackedHeaderSequence => VA_ENC_PACKED_HEADER_SEQUENCE,
            VAEncPackedHeaderPicture => VA_ENC_PACKED_HEADER_PICTURE,
            VAEncPackedHeaderSlice => VA_ENC_PACKED_HEADER_SLICE,
            VAEncPackedHeaderRawData => VA_ENC_PACKED_HEADER_RAW_DATA,
            _ if kind & VAEncPackedHeaderMiscMask != 0 => VA_ENC_PACKED_HEADER_MISC,
            _ => return Err(wrong(format!("a packed header of type {kind}"))),
        };
        demand(configured & needed != 0, || {
            format!("a packed header of type {kind}, which was not configured")
        })?;
        let bytes = buffer.bytes();
        let bits = parameters.bit_length as usize;
        demand(bits > 0 && bits <= bytes.len() * 8, || {
            format!(
                "bit_length {bits} of a packed header of {} bytes",
                bytes.len()
            )
        })?;
        demand(bits.div_ceil(8) == bytes.len(), || {
            format!("bit_length {bits} leaves a byte of {} unused", bytes.len())
        })?;
        let packed = Packed {
            kind,
            bits,
            escaped: parameters.has_emulation_bytes != 0,
            data: bytes.to_vec(),
        };
        if kind == VAEncPackedHeaderSlice {
            demand(self.waiting.is_none(), || {
                "a packed slice header comes without its slice".into()
            })?;
            self.waiting = Some(packed);
        } else {
            demand(self.slices.is_empty() && self.waiting.is_none(), || {
                format!("a packed header of type {kind} comes behind a slice")
            })?;
            self.headers.push(packed);
        }
        Ok(())
    }

    fn misc(&mut self, buffer: &Buffer, quirks: Quirks) -> Outcome {
        let bytes = buffer.bytes();
        demand(!buffer.mapped && bytes.len() >= 4, || {
            format!(
                "a miscellaneous parameter of {} bytes, or mapped",
                bytes.len()
            )
        })?;
        let kind = u32::from_ne_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        match kind {
            VAEncMiscParameterTypeRateControl => {
                let rate: VAEncMiscParameterRateControl = misc(bytes)?;
                demand(rate.bits_per_second > 0, || "bits_per_second is 0".into())?;
                demand((1..=100).contains(&rate.target_percentage), || {
                    format!("target_percentage {}", rate.target_percentage)
                })?;
                let top = if rate.max_qp == 0 { 51 } else { rate.max_qp };
                demand(
                    rate.min_qp <= top && top <= 51 && rate.initial_qp <= 51,
                    || {
                        format!(
                            "QP {} to {}, beginning with {}",
                            rate.min_qp, rate.max_qp, rate.initial_qp
                        )
                    },
                )?;
                self.spending.rate = Some(rate);
            }
            VAEncMiscParameterTypeFrameRate => {
                let rate: VAEncMiscParameterFrameRate = misc(bytes)?;
                let (number, of) = (rate.framerate & 0xffff, (rate.framerate >> 16).max(1));
                demand(number > 0, || format!("framerate {:#x}", rate.framerate))?;
                self.spending.frame_rate = Some(f64::from(number) / f64::from(of));
            }
            VAEncMiscParameterTypeHRD => {
                let hrd: VAEncMiscParameterHRD = misc(bytes)?;
                demand(hrd.initial_buffer_fullness <= hrd.buffer_size, || {
                    format!(
                        "initial_buffer_fullness {} of buffer_size {}",
                        hrd.initial_buffer_fullness, hrd.buffer_size
                    )
                })?;
                self.spending.buffer = (hrd.buffer_size > 0).then_some(hrd.buffer_size);
            }
            VAEncMiscParameterTypeMaxFrameSize => {
                let largest: VAEncMiscParameterBufferMaxFrameSize = misc(bytes)?;
                let bits = largest.max_frame_size;
                demand(bits > 0, || "max_frame_size is 0".into())?;
                self.spending.largest = Some(bits);
            }
            VAEncMiscParameterTypeQualityLevel => {
                let level: VAEncMiscParameterBufferQualityLevel = misc(bytes)?;
                demand(
                    !quirks.no_quality && level.quality_level <= QUALITY_LEVELS,
                    || format!("quality_level {}", level.quality_level),
                )?;
            }
            other => return Err(wrong(format!("a miscellaneous parameter of type {other}"))),
        }
        Ok(())
    }

    /// Complains where something is missing that was announced.
    pub fn complete(&self) -> Outcome {
        demand(self.announced.is_none(), || {
            "a packed header comes without its data".into()
        })?;
        demand(self.waiting.is_none(), || {
            "a packed slice header comes without its slice".into()
        })
    }
}

fn one<T: Copy>(buffer: &Buffer) -> Outcome<T> {
    let structures = buffer.structures()?;
    structures
        .first()
        .copied()
        .ok_or_else(|| wrong_buffer("an empty buffer"))
}
