//! A frame's slices, checked and then coded.

use std::sync::Arc;

use super::{Around, START_CODE};
use crate::driver::check::packed;
use crate::driver::check::picture::Before;
use crate::driver::check::slices;
use crate::driver::config::MAX_SLICES;
use crate::driver::failure::{Outcome, demand, wrong};
use crate::driver::frame::{Frame, Packed, Picture as Parameters, Slice};
use crate::h264::bits::BitWriter;
use crate::h264::deblock::Filter;
use crate::h264::dpb::{Dpb, Held};
use crate::h264::headers::{Pps, SliceHeader, Sps};
use crate::h264::nal;
use crate::h264::picture::Picture;
use crate::h264::slice::{Coder, PictureSettings, Reference, SliceSettings};

/// A slice that is ready to be coded.
pub(super) struct Job {
    start_code: Vec<u8>,
    pub(super) header: SliceHeader,
    /// The header behind the NAL header.
    pub(super) bits: BitWriter,
    pub(super) mbs: usize,
    pub(super) list: Vec<Held>,
}

/// Checks the slices, and their packed headers; writes the headers that there are none of.
pub(super) fn jobs(
    frame: &Frame,
    parameters: &Parameters,
    (sps, pps): (&Sps, &Pps),
    dpb: &Dpb,
    references: &[Held],
    around: &Around<'_>,
) -> Outcome<Vec<Job>> {
    let all: Vec<&Slice> = frame
        .slices
        .iter()
        .map(|(slice, _)| slice.as_ref())
        .collect();
    let most = if around.settings.quirks.one_slice {
        1
    } else {
        MAX_SLICES
    };
    slices::check_coverage(&all, sps.width_mbs * sps.height_mbs, most)?;
    let one = |(index, (slice, header)): (usize, &(Box<Slice>, Option<Packed>))| {
        let (wanted, list) =
            slices::check((index, slice), parameters, (sps, pps), dpb, references)?;
        demand(
            !around.settings.quirks.one_reference || list.len() <= 1,
            || {
                format!(
                    "slice {index} has {} references, and one is offered",
                    list.len()
                )
            },
        )?;
        let mut bits = BitWriter::default();
        let (start_code, header) = match header {
            None => {
                wanted.write(&mut bits, sps, pps);
                (START_CODE.to_vec(), wanted)
            }
            Some(header) => {
                let mut units = packed::units(header)?;
                let unit = units.pop().filter(|_| units.is_empty());
                let unit = unit.ok_or_else(|| {
                    wrong(format!(
                        "the packed header of slice {index} has several NAL units"
                    ))
                })?;
                let at = (index, &unit);
                let header = packed::check_slice(at, &wanted, (sps, pps), dpb, &list)?;
                bits.copy(&unit.rbsp, unit.bits);
                (unit.start_code, header)
            }
        };
        Ok(Job {
            start_code,
            header,
            bits,
            mbs: slice.num_macroblocks as usize,
            list,
        })
    };
    frame.slices.iter().enumerate().map(one).collect()
}

/// Checks what all slices of a frame have in common.
pub(super) fn check_alike(jobs: &[Job], before: Option<Before>) -> Outcome {
    let first = &jobs[0].header;
    for (index, job) in jobs.iter().enumerate() {
        let header = &job.header;
        let alike = header.marking == first.marking
            && header.idr_marking == first.idr_marking
            && header.idr_pic_id == first.idr_pic_id
            && header.nal_ref_idc == first.nal_ref_idc
            && header.delta_poc_bottom == first.delta_poc_bottom;
        demand(alike, || {
            format!("slice {index} differs from the first one in what a frame has once")
        })?;
    }
    let again = before.is_some_and(|before| before.idr && before.idr_pic_id == first.idr_pic_id);
    demand(!(first.idr() && again), || {
        format!(
            "idr_pic_id {} twice, one IDR behind the other",
            first.idr_pic_id
        )
    })
}

/// Codes the slices, by their own QP or the given one.
pub(super) fn code(
    jobs: &[Job],
    source: &Picture,
    pps: &Pps,
    around: &Around<'_>,
    qp: Option<i32>,
) -> (Arc<Picture>, Vec<Vec<u8>>) {
    let settings = PictureSettings {
        chroma_offsets: pps.chroma_offsets(),
        constrained_intra: pps.constrained_intra_pred,
        transform_8x8: pps.transform_8x8(),
    };
    let mut coder = Coder::new(source, settings);
    let mut units = Vec::new();
    for job in jobs {
        let reference = |held: &Held| {
            Some(Reference {
                picture: around.surfaces.get(&held.surface)?.picture()?.as_ref(),
                id: held.generation << 32 | u64::from(held.surface),
            })
        };
        let references: Vec<_> = job.list.iter().filter_map(reference).collect();
        let header = &job.header;
        let header_qp = pps.init_qp + header.qp_delta;
        let slice = SliceSettings {
            first_mb: header.first_mb as usize,
            mbs: job.mbs,
            kind: header.kind,
            references: &references,
            header_qp,
            qp: qp.unwrap_or(header_qp),
            filter: Filter {
                disable: header.disable_deblocking,
                offsets: header.deblocking_offsets.map(|offset| offset * 2),
            },
        };
        let mut writer = job.bits.clone();
        coder.slice(&slice, &mut writer);
        units.push(finish(job, writer));
    }
    (Arc::new(coder.finish()), units)
}

pub(super) fn finish(job: &Job, writer: BitWriter) -> Vec<u8> {
    let mut unit = Vec::new();
    let header = job.header.nal_header();
    nal::append(&mut unit, &job.start_code, header, &writer.into_bytes());
    unit
}
