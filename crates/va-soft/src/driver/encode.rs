//! From a rendered frame to a coded one.

mod jobs;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::jobs::{Job, check_alike, code, finish, jobs};
use super::check::packed::{self, Unit};
use super::check::picture::{Before, check_order, check_references, flags};
use super::check::sequence;
use super::config::Config;
use super::failure::{Outcome, complain, demand, wrong};
use super::frame::{Frame, Picture as Parameters, Sequence, Spending};
use super::settings::Settings;
use super::surface::Surface;
use crate::h264::dpb::{Dpb, Held};
use crate::h264::headers::{Pps, SliceKind, Sps};
use crate::h264::nal;
use crate::h264::picture::Picture;
use crate::h264::rate::{Budget, Rate};
use crate::h264::slice::empty;
use crate::va::*;

const START_CODE: [u8; 4] = [0, 0, 0, 1];

/// An encode context's memory.
#[derive(Default)]
pub struct Encoder {
    sequence: Option<Box<Sequence>>,
    /// As the parameters say, and as a decoder has them.
    sps: Option<[Sps; 2]>,
    pps: Option<[Pps; 2]>,
    dpb: Dpb,
    before: Option<Before>,
    spending: Spending,
    rate: Option<Rate>,
    grey: Option<Arc<Picture>>,
}

/// A coded frame.
#[derive(Debug)]
pub struct CodedFrame {
    /// NAL units with their start codes.
    pub units: Vec<Vec<u8>>,
    pub picture: Arc<Picture>,
    pub idr: bool,
}

/// What stands around the encoder.
pub struct Around<'a> {
    pub config: &'a Config,
    pub surfaces: &'a BTreeMap<u32, Surface>,
    pub settings: &'a Settings,
    /// The coded buffer's size.
    pub room: usize,
}

/// The parameter sets of a frame, each as the parameters say and as a decoder has it, and their NAL units.
struct Headers {
    sps: [Sps; 2],
    pps: [Pps; 2],
    units: Vec<Vec<u8>>,
}

impl Encoder {
    /// Checks a frame and codes it. Where it fails, nothing is remembered of it.
    pub fn encode(&mut self, frame: &Frame, around: &Around<'_>) -> Outcome<CodedFrame> {
        frame.complete()?;
        let parameters = frame
            .picture
            .as_deref()
            .ok_or_else(|| wrong("a frame without picture parameters"))?;
        let (idr, reference) = flags(parameters);
        let mut spending = self.spending;
        let said = &frame.spending;
        spending.rate = said.rate.or(spending.rate);
        spending.frame_rate = said.frame_rate.or(spending.frame_rate);
        spending.buffer = said.buffer.or(spending.buffer);
        spending.largest = said.largest.or(spending.largest);
        let sequence = frame.sequence.as_ref().or(self.sequence.as_ref());
        let sequence = sequence.ok_or_else(|| wrong("there are no sequence parameters yet"))?;
        demand(!idr || frame.sequence.is_some(), || {
            "an IDR without sequence parameters".into()
        })?;
        let frame_rate = sequence::frame_rate(sequence, spending.frame_rate);
        let bit_rate = spending
            .rate
            .map_or(sequence.bits_per_second, |rate| rate.bits_per_second);
        let wanted_sps = sequence::check(sequence, around.config, frame_rate, bit_rate)?;
        let wanted_pps = sequence::check_pps(parameters, around.config, &wanted_sps)?;
        check_order(parameters, &wanted_sps, self.before)?;
        let headers = self.headers(frame, idr, (wanted_sps, wanted_pps), around.config)?;
        let (sps, pps) = (&headers.sps[1], &headers.pps[1]);
        let mut dpb = self.dpb.clone();
        dpb.max_frame_num = 1 << sps.log2_max_frame_num;
        dpb.capacity = sps.max_num_ref_frames;
        let generation = |id: u32| around.surfaces.get(&id).map(|surface| surface.generation);
        let references = check_references(parameters, &dpb, generation)?;
        let (source, target) = surfaces(frame, parameters, sps, around)?;
        let jobs = jobs(frame, parameters, (sps, pps), &dpb, &references, around)?;
        let first = &jobs[0].header;
        check_alike(&jobs, self.before)?;
        let (picture, slices) = if around.settings.encode_off {
            self.empty(&jobs, source, around)
        } else {
            let source = source.source()?;
            if around.config.rate_control == VA_RC_CQP {
                code(&jobs, &source, pps, around, None)
            } else {
                let budget = budget(bit_rate, frame_rate, &spending)?;
                let mut rate = self.rate(&spending, pps);
                let intra = first.kind == SliceKind::I;
                let coded = rate.fit(intra, budget, |qp| {
                    let coded = code(&jobs, &source, pps, around, Some(qp));
                    let bits = coded.1.iter().map(|unit| unit.len() * 8).sum();
                    (coded, bits)
                });
                self.rate = Some(rate);
                coded
            }
        };
        let mut units = headers.units;
        units.extend(slices);
        let len: usize = units.iter().map(Vec::len).sum();
        if len > around.room {
            return Err(complain(
                VA_STATUS_ERROR_INVALID_BUFFER,
                format!(
                    "the coded buffer has {} bytes, and the frame {len}",
                    around.room
                ),
            ));
        }
        let held = Held {
            surface: parameters.CurrPic.picture_id,
            generation: target.generation + 1,
            frame_num: parameters.frame_num.into(),
            poc: parameters.CurrPic.TopFieldOrderCnt,
            long: None,
        };
        dpb.store(first, held).map_err(wrong)?;
        self.dpb = dpb;
        let before = self.before;
        self.before = Some(Before {
            frame_num: match before {
                Some(before) if reference == 0 => before.frame_num,
                _ => parameters.frame_num.into(),
            },
            poc: parameters.CurrPic.TopFieldOrderCnt,
            idr_pic_id: first.idr_pic_id,
            idr,
        });
        if frame.sequence.is_some() {
            self.sequence.clone_from(&frame.sequence);
        }
        (self.sps, self.pps) = (Some(headers.sps), Some(headers.pps));
        self.spending = spending;
        Ok(CodedFrame {
            units,
            picture,
            idr,
        })
    }

    /// Checks the packed headers before the slices, and writes what the application leaves to the driver.
    fn headers(
        &self,
        frame: &Frame,
        idr: bool,
        (wanted_sps, wanted_pps): (Sps, Pps),
        config: &Config,
    ) -> Outcome<Headers> {
        if let (false, Some([before, _])) = (idr, &self.sps) {
            demand(*before == wanted_sps, || {
                "the sequence parameters change, and the frame is no IDR".into()
            })?;
        }
        let (mut sps, mut pps) = (None, None);
        let mut units = Vec::new();
        for header in &frame.headers {
            for unit in packed::units(header)? {
                demand(unit.bits == unit.rbsp.len() * 8, || {
                    format!(
                        "a packed NAL unit of type {} ends within a byte",
                        unit.kind()
                    )
                })?;
                match unit.kind() {
                    nal::kind::SPS => {
                        demand(idr, || "an SPS before a frame that is no IDR".into())?;
                        sps = Some(packed::check_sps(&unit, &wanted_sps)?);
                    }
                    nal::kind::PPS => pps = Some(packed::check_pps(&unit, &wanted_pps)?),
                    nal::kind::SEI | nal::kind::DELIMITER => {}
                    other => return Err(wrong(format!("a packed NAL unit of type {other}"))),
                }
                units.push(bytes(&unit));
            }
        }
        let packed = |kind: u32| config.packed & kind != 0;
        // What the driver writes comes behind a delimiter only.
        let mut place = usize::from(units.first().is_some_and(|unit| is_delimiter(unit)));
        let mut write = |header: u8, rbsp: &[u8]| {
            let mut unit = Vec::new();
            nal::append(&mut unit, &START_CODE, header, rbsp);
            units.insert(place, unit);
            place += 1;
        };
        if idr && sps.is_none() {
            demand(!packed(VA_ENC_PACKED_HEADER_SEQUENCE), || {
                "an IDR without a packed SPS, which was configured".into()
            })?;
            write(0x67, &wanted_sps.write());
            sps = Some(wanted_sps.clone());
        }
        let changed = self
            .pps
            .as_ref()
            .is_none_or(|[before, _]| *before != wanted_pps);
        if (idr || changed) && pps.is_none() {
            demand(!packed(VA_ENC_PACKED_HEADER_PICTURE), || {
                "an IDR, or a frame of other PPS parameters, without a packed PPS, which was configured".into()
            })?;
            write(0x68, &wanted_pps.write());
            pps = Some(wanted_pps.clone());
        }
        let sps = sps.or_else(|| self.sps.as_ref().map(|[_, sps]| sps.clone()));
        let pps = pps.or_else(|| self.pps.as_ref().map(|[_, pps]| pps.clone()));
        let nothing = || wrong("there is no SPS or PPS yet");
        Ok(Headers {
            sps: [wanted_sps, sps.ok_or_else(nothing)?],
            pps: [wanted_pps, pps.ok_or_else(nothing)?],
            units,
        })
    }

    fn rate(&self, spending: &Spending, pps: &Pps) -> Rate {
        let limits = spending.rate.map_or((0, 0, 0), |rate| {
            (rate.initial_qp, rate.min_qp, rate.max_qp)
        });
        let (initial, min, max) = (limits.0 as i32, limits.1 as i32, limits.2 as i32);
        let initial = if initial > 0 { initial } else { pps.init_qp };
        let fresh = Rate::new(initial, min, if max > 0 { max } else { 51 });
        match self.rate {
            Some(rate) => Rate {
                min_qp: fresh.min_qp,
                max_qp: fresh.max_qp,
                ..rate
            },
            None => fresh,
        }
    }

    /// A frame that says nothing: grey, or the first reference again.
    fn empty(
        &mut self,
        jobs: &[Job],
        source: &Surface,
        around: &Around<'_>,
    ) -> (Arc<Picture>, Vec<Vec<u8>>) {
        let units = jobs.iter().map(|job| {
            let mut writer = job.bits.clone();
            empty(job.header.kind, job.mbs, &mut writer);
            finish(job, writer)
        });
        let units = units.collect();
        let again = jobs[0].list.first();
        let again = again.and_then(|held| around.surfaces.get(&held.surface)?.picture());
        let picture = again.cloned().unwrap_or_else(|| {
            let grey = self.grey.get_or_insert_with(|| {
                let mut picture = Picture::new(source.width, source.height);
                picture.luma.fill(128);
                Arc::new(picture)
            });
            Arc::clone(grey)
        });
        (picture, units)
    }
}

/// Bits for a frame.
fn budget(bit_rate: u32, frame_rate: Option<f64>, spending: &Spending) -> Outcome<Budget> {
    let frame_rate = frame_rate.ok_or_else(|| wrong("a bit rate, and no frame rate"))?;
    demand(bit_rate > 0, || "rate control, and no bit rate".into())?;
    let percentage = spending.rate.map_or(100, |rate| rate.target_percentage);
    let target = (f64::from(bit_rate) * f64::from(percentage) / 100.0 / frame_rate) as usize;
    let buffer = spending.buffer.map_or(4 * target, |bits| bits as usize);
    let buffer = spending
        .largest
        .map_or(buffer, |bits| buffer.min(bits as usize));
    Ok(Budget {
        target,
        limit: buffer.max(target),
    })
}

/// The surface that is coded, and the one that it is reconstructed in.
fn surfaces<'a>(
    frame: &Frame,
    parameters: &Parameters,
    sps: &Sps,
    around: &Around<'a>,
) -> Outcome<(&'a Surface, &'a Surface)> {
    let surface = |id: u32, name: &str| {
        let found = around.surfaces.get(&id);
        let found = found.ok_or_else(|| {
            complain(
                VA_STATUS_ERROR_INVALID_SURFACE,
                format!("{name}: there is no surface {id}"),
            )
        })?;
        let mbs = (found.width.div_ceil(16), found.height.div_ceil(16));
        demand(mbs == (sps.width_mbs, sps.height_mbs), || {
            format!(
                "{name} has {}×{} pixels, and the sequence {}×{} macroblocks",
                found.width, found.height, sps.width_mbs, sps.height_mbs
            )
        })?;
        demand(found.fourcc == VA_FOURCC_NV12, || {
            format!("{name} is not NV12")
        })?;
        Ok(found)
    };
    let current = parameters.CurrPic.picture_id;
    let source = surface(frame.target, "the render target")?;
    let target = surface(current, "CurrPic")?;
    demand(frame.target != current, || {
        "CurrPic is the render target".into()
    })?;
    demand(target.picture().is_some(), || {
        "CurrPic is an imported surface".into()
    })?;
    let (width, height) = sps.shown();
    // Chroma has whole samples.
    let even = [source.width, source.height].map(|side| side.next_multiple_of(2));
    demand(width <= even[0] && height <= even[1], || {
        format!(
            "the sequence shows {width}×{height}, and the render target has {}×{}",
            source.width, source.height
        )
    })?;
    Ok((source, target))
}

fn bytes(unit: &Unit) -> Vec<u8> {
    let mut bytes = Vec::new();
    nal::append(&mut bytes, &unit.start_code, unit.header, &unit.rbsp);
    bytes
}

fn is_delimiter(unit: &[u8]) -> bool {
    let header = unit.iter().position(|&byte| byte != 0).map(|one| one + 1);
    header
        .and_then(|at| unit.get(at))
        .is_some_and(|byte| byte & 31 == nal::kind::DELIMITER)
}
