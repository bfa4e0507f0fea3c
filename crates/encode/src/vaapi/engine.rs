//! The driver's objects for pictures of one size: converter, encoder and the memory between them.

use std::sync::Arc;

use stratus_media::Size;
use stratus_vaapi_sys::*;

use super::capabilities::{Capabilities, PackedHeaders, RateControl};
use super::coded::Written;
use super::context::{Buffer, Config, Context};
use super::convert::Converter;
use super::display::Display;
use super::failure::Failure;
use super::headers::Headers;
use super::picture;
use super::surface::Surfaces;
use crate::h264::{Deblocking, SliceHeader, SliceKind};
use crate::references::{Plan, References, Window};

/// How long a picture may take before the driver is asked no more, nanoseconds. Whoever waits for it gave up long ago;
/// this is for the thread, so that it ends.
const GIVE_UP_NS: u64 = 10_000_000_000;

/// Bits that a driver keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rate {
    pub bitrate_bps: u32,
    pub fps: u32,
}

/// What the driver holds for pictures of one size. Fields are freed in this order.
pub(super) struct Engine {
    coded: Buffer,
    coded_size: u32,
    converter: Converter,
    encoder: Context,
    _config: Config,
    /// The picture that is coded next, NV12.
    input: Surfaces,
    /// Coded pictures, by [`Plan::slot`].
    kept: Surfaces,
    display: Arc<Display>,
    capabilities: Capabilities,
    headers: Headers,
    /// The rate that the driver knows.
    told: Option<Rate>,
    /// The driver lacks `vaSyncBuffer`.
    sync_surface: bool,
    /// A slice header on its way to the driver.
    slice_header: Vec<u8>,
}

impl Engine {
    pub(super) fn new(
        display: &Arc<Display>,
        capabilities: &Capabilities,
        headers: Headers,
        window: Window,
    ) -> Result<Self, Failure> {
        let size = headers.sps.size;
        let whole = Size::new(
            headers.sps.width_in_mbs() * 16,
            headers.sps.height_in_mbs() * 16,
        );
        let config = Config::new(
            display,
            capabilities.va_profile,
            capabilities.entrypoint,
            &mut attributes(capabilities),
        )?;
        let input = Surfaces::new(display, size, 1)?;
        let kept = Surfaces::new(display, whole, window.slots())?;
        let encoder = Context::new(&config, size, kept.ids())?;
        let converter = Converter::new(display, size, input.ids()[0])?;
        // The most that macroblocks may take (3200 bits each, annex A.3.1), and headers.
        let coded_size = whole.width * whole.height / 256 * 400 + (1 << 16);
        Ok(Self {
            coded: encoder.coded_buffer(coded_size)?,
            coded_size,
            converter,
            encoder,
            _config: config,
            input,
            kept,
            display: Arc::clone(display),
            capabilities: *capabilities,
            headers,
            told: None,
            sync_surface: false,
            slice_header: Vec::with_capacity(64),
        })
    }

    /// Begins to convert `source`, an RGB surface of `from` pixels, into the picture that is coded next.
    pub(super) fn convert(&self, source: VASurfaceID, from: Size) -> Result<(), Failure> {
        self.converter.convert(source, from)
    }

    /// Begins to code that picture as `plan` says.
    pub(super) fn submit(
        &mut self,
        plan: &Plan,
        references: &References,
        rate: Rate,
        quantizer: Option<u8>,
    ) -> Result<(), Failure> {
        let Headers {
            sps,
            pps,
            sps_unit,
            pps_unit,
        } = &self.headers;
        let packed = self.capabilities.packed;
        let kept = self.kept.ids();
        let qp_delta = quantizer.map_or(0, |quantizer| quantizer as i8 - pps.init_qp as i8);
        let mut parts = self.encoder.picture();
        if plan.is_idr() {
            let sequence = picture::sequence(sps, rate.bitrate_bps);
            parts.add(VAEncSequenceParameterBufferType, &sequence)?;
        }
        if plan.is_idr() || self.told != Some(rate) {
            add_rate(&mut parts, &self.capabilities, rate)?;
        }
        let parameters = picture::picture(plan, references.held(), pps, kept, self.coded.id);
        parts.add(VAEncPictureParameterBufferType, &parameters)?;
        if plan.is_idr() {
            if packed.has(PackedHeaders::SEQUENCE) {
                parts.add_packed(VAEncPackedHeaderSequence, sps_unit, sps_unit.len() * 8)?;
            }
            if packed.has(PackedHeaders::PICTURE) {
                parts.add_packed(VAEncPackedHeaderPicture, pps_unit, pps_unit.len() * 8)?;
            }
        }
        if packed.has(PackedHeaders::SLICE) {
            let header = SliceHeader {
                first_mb: 0,
                kind: if plan.is_idr() {
                    SliceKind::I
                } else {
                    SliceKind::P
                },
                frame_num: plan.frame_num,
                pic_order_cnt: plan.pic_order_cnt,
                references: (plan.references.len() as u8).max(1),
                modifications: &plan.modifications,
                marking: plan.marking(),
                cabac_init_idc: 0,
                qp_delta,
                deblocking: Deblocking::default(),
            };
            self.slice_header.clear();
            let bits = header.write(sps, pps, &mut self.slice_header)?;
            parts.add_packed(VAEncPackedHeaderSlice, &self.slice_header, bits)?;
        }
        let slice = picture::slice(plan, sps, pps, qp_delta, kept);
        parts.add(VAEncSliceParameterBufferType, &slice)?;
        parts.submit(self.input.ids()[0])?;
        self.told = Some(rate);
        Ok(())
    }

    /// Waits until the picture is converted: its source is read no more.
    pub(super) fn converted(&self) -> Result<(), Failure> {
        self.wait_for_input("convert a picture")
    }

    /// Waits until the picture is coded, and copies it into `out`.
    pub(super) fn coded(
        &mut self,
        plan: &Plan,
        out: &mut Vec<u8>,
        spare: &mut Vec<u8>,
    ) -> Result<(), Failure> {
        self.wait_for_coded()?;
        super::coded::read(&self.coded, self.coded_size, out)?;
        let packed = self.capabilities.packed;
        let written = Written {
            parameter_sets: !packed.has(PackedHeaders::SEQUENCE),
            slice_headers: !packed.has(PackedHeaders::SLICE),
        };
        super::coded::settle(out, spare, plan.is_idr(), written, &self.headers)
    }

    fn wait_for_coded(&mut self) -> Result<(), Failure> {
        const ACTION: &str = "encode a picture";
        if !self.sync_surface {
            let (va, raw) = (self.display.va(), self.display.raw());
            // SAFETY: the buffer is this display's.
            let status = unsafe { va.vaSyncBuffer(raw, self.coded.id, GIVE_UP_NS) };
            if status != VA_STATUS_ERROR_UNIMPLEMENTED {
                return self.display.check(ACTION, status);
            }
            self.sync_surface = true;
        }
        self.wait_for_input(ACTION)
    }

    fn wait_for_input(&self, action: &'static str) -> Result<(), Failure> {
        let (va, raw) = (self.display.va(), self.display.raw());
        // SAFETY: the surface is this display's.
        let status = unsafe { va.vaSyncSurface(raw, self.input.ids()[0]) };
        self.display.check(action, status)
    }
}

fn attributes(capabilities: &Capabilities) -> Vec<VAConfigAttrib> {
    let rate_control = match capabilities.rate_control {
        RateControl::Cbr => VA_RC_CBR,
        RateControl::Cqp => VA_RC_CQP,
    };
    let mut attributes = vec![
        VAConfigAttrib {
            type_: VAConfigAttribRTFormat,
            value: VA_RT_FORMAT_YUV420 as u32,
        },
        VAConfigAttrib {
            type_: VAConfigAttribRateControl,
            value: rate_control as u32,
        },
    ];
    if capabilities.packed != PackedHeaders::default() {
        attributes.push(VAConfigAttrib {
            type_: VAConfigAttribEncPackedHeaders,
            value: capabilities.packed.0,
        });
    }
    attributes
}

/// What the driver's own rate control keeps to: a buffer of one frame's share, so that no frame is late for its size.
fn add_rate(
    parts: &mut super::context::Picture<'_>,
    capabilities: &Capabilities,
    rate: Rate,
) -> Result<(), Failure> {
    let Rate { bitrate_bps, fps } = rate;
    if capabilities.rate_control == RateControl::Cbr {
        let mut control = VAEncMiscParameterRateControl {
            bits_per_second: bitrate_bps,
            target_percentage: 100,
            window_size: 1000 / fps.clamp(1, 1000),
            ..Default::default()
        };
        // SAFETY: both fields of the union are the same 32 bits.
        let flags = unsafe { &mut control.rc_flags.bits };
        flags.set_disable_frame_skip(1);
        flags.set_disable_bit_stuffing(1);
        flags.set_frame_tolerance_mode(capabilities.frame_tolerance.into());
        parts.add_misc(VAEncMiscParameterTypeRateControl, control)?;
        let share = (bitrate_bps / fps.max(1)).max(1);
        let buffer = VAEncMiscParameterHRD {
            initial_buffer_fullness: share,
            buffer_size: share,
            ..Default::default()
        };
        parts.add_misc(VAEncMiscParameterTypeHRD, buffer)?;
    }
    let frame_rate = VAEncMiscParameterFrameRate {
        framerate: fps,
        ..Default::default()
    };
    parts.add_misc(VAEncMiscParameterTypeFrameRate, frame_rate)?;
    if capabilities.quality_level > 0 {
        let quality = VAEncMiscParameterBufferQualityLevel {
            quality_level: capabilities.quality_level,
            ..Default::default()
        };
        parts.add_misc(VAEncMiscParameterTypeQualityLevel, quality)?;
    }
    Ok(())
}
