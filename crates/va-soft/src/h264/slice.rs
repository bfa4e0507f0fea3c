//! Slice data (sections 7.3.4 and 7.3.5): each macroblock is skipped, P_L0_16x16 without motion, Intra16×16 or I_PCM.

use super::bits::BitWriter;
use super::cavlc::{self, Context};
use super::deblock::{self, Filter};
use super::headers::SliceKind;
use super::macroblock::{self, Chroma, Luma, place};
use super::picture::{Picture, Pixels};
use super::predict::{self, Available, LumaMode};

/// More bits than this no macroblock may have (section A.3.1).
const MAX_MB_BITS: usize = 3200;

/// What a coded macroblock leaves for its neighbours and the deblocking filter.
#[derive(Clone, Copy, Debug)]
pub struct Mb {
    /// The slice that it is in.
    pub slice: Option<u32>,
    pub intra: bool,
    /// For the deblocking filter.
    pub qp: i32,
    /// The picture that it is predicted from.
    pub reference: u64,
    /// Numbers of coefficients of the luma blocks, in raster order, and of Cb's and Cr's.
    pub luma: [u8; 16],
    pub chroma: [[u8; 4]; 2],
}

const UNCODED: Mb = Mb {
    slice: None,
    intra: false,
    qp: 0,
    reference: 0,
    luma: [0; 16],
    chroma: [[0; 4]; 2],
};

/// A picture that inter macroblocks are predicted from.
#[derive(Clone, Copy, Debug)]
pub struct Reference<'a> {
    pub picture: &'a Picture,
    /// The same for the same picture.
    pub id: u64,
}

/// What a slice is coded with.
#[derive(Clone, Copy, Debug)]
pub struct SliceSettings<'a> {
    pub first_mb: usize,
    pub mbs: usize,
    pub kind: SliceKind,
    /// List 0, as long as the slice header says.
    pub references: &'a [Reference<'a>],
    /// `SliceQPY`, as the header says.
    pub header_qp: i32,
    /// What macroblocks are to be coded with.
    pub qp: i32,
    pub filter: Filter,
}

/// What holds for the whole picture.
#[derive(Clone, Copy, Debug, Default)]
pub struct PictureSettings {
    pub chroma_offsets: [i32; 2],
    pub constrained_intra: bool,
    pub transform_8x8: bool,
}

/// A picture that is being coded.
#[derive(Debug)]
pub struct Coder<'a> {
    source: &'a Picture,
    settings: PictureSettings,
    out: Picture,
    mbs: Vec<Mb>,
    filters: Vec<Filter>,
}

/// What one macroblock leaves to the next of its slice.
struct Run {
    slice: u32,
    /// Skipped macroblocks that are not written yet.
    skipped: u32,
    /// `QPY,PRED`.
    qp: i32,
}

impl<'a> Coder<'a> {
    /// A picture of which nothing is coded.
    pub fn new(source: &'a Picture, settings: PictureSettings) -> Self {
        Self {
            source,
            settings,
            out: Picture {
                luma: vec![0; source.luma.len()],
                chroma: vec![0; source.chroma.len()],
                ..*source
            },
            mbs: vec![UNCODED; source.mbs()],
            filters: Vec::new(),
        }
    }

    /// Codes a slice behind its header, with the trailing bits.
    pub fn slice(&mut self, slice: &SliceSettings<'_>, writer: &mut BitWriter) {
        let mut run = Run {
            slice: self.filters.len() as u32,
            skipped: 0,
            qp: slice.header_qp,
        };
        self.filters.push(slice.filter);
        for mb in slice.first_mb..slice.first_mb + slice.mbs {
            self.macroblock(slice, &mut run, mb, writer);
        }
        if run.skipped > 0 {
            writer.ue(run.skipped);
        }
        writer.trailing();
    }

    /// The reconstruction, when every slice is coded.
    pub fn finish(mut self) -> Picture {
        deblock::filter(
            &mut self.out,
            &self.mbs,
            &self.filters,
            self.settings.chroma_offsets,
        );
        self.out
    }

    /// The neighbours of the same slice, left and above.
    fn neighbours(&self, mb: usize) -> [Option<&Mb>; 2] {
        let width = self.out.width_mbs;
        let slice = self.mbs[mb].slice;
        let same = |other: usize| Some(&self.mbs[other]).filter(|other| other.slice == slice);
        [
            (!mb.is_multiple_of(width)).then(|| same(mb - 1)).flatten(),
            (mb >= width).then(|| same(mb - width)).flatten(),
        ]
    }

    fn available(&self, mb: usize) -> Available {
        let usable =
            |mb: Option<&Mb>| mb.is_some_and(|mb| mb.intra || !self.settings.constrained_intra);
        let [left, top] = self.neighbours(mb).map(usable);
        Available { left, top }
    }

    fn macroblock(
        &mut self,
        slice: &SliceSettings<'_>,
        run: &mut Run,
        mb: usize,
        writer: &mut BitWriter,
    ) {
        let source = self.source.load(mb);
        self.mbs[mb] = Mb {
            slice: Some(run.slice),
            qp: run.qp,
            ..UNCODED
        };
        let intra = predict::luma(&self.out, mb, self.available(mb))
            .into_iter()
            .map(|(mode, prediction)| (difference(&source.luma, &prediction), mode, prediction))
            .min_by_key(|(cost, ..)| *cost);
        let inter = slice
            .references
            .iter()
            .enumerate()
            .map(|(index, reference)| (index, reference.picture.load(mb)))
            .map(|(index, pixels)| (difference(&source.luma, &pixels.luma), index, pixels))
            .min_by_key(|(cost, index, _)| *cost + 64 * *index as u32);
        match (inter, intra) {
            (Some((cost, index, pixels)), intra)
                if intra
                    .as_ref()
                    .is_none_or(|(other, ..)| cost <= *other + 512) =>
            {
                self.inter(slice, run, mb, &source, (index, pixels), writer);
            }
            (_, Some((_, mode, prediction))) => {
                self.intra(slice, run, mb, &source, (mode, prediction), writer);
            }
            // There is always the DC mode.
            (_, None) => {}
        }
    }

    fn inter(
        &mut self,
        slice: &SliceSettings<'_>,
        run: &mut Run,
        mb: usize,
        source: &Pixels,
        (index, mut pixels): (usize, Pixels),
        writer: &mut BitWriter,
    ) {
        self.mbs[mb].reference = slice.references[index].id;
        let luma = macroblock::luma(&source.luma, &mut pixels.luma, slice.qp, false);
        let chroma = macroblock::chroma(
            source,
            &mut pixels,
            slice.qp,
            self.settings.chroma_offsets,
            false,
        );
        let (luma_pattern, chroma_pattern) = (luma.pattern(), chroma.pattern());
        let pattern = luma_pattern | chroma_pattern << 4;
        if pattern == 0 && index == 0 {
            run.skipped += 1;
            self.out.store(mb, &pixels);
            return;
        }
        writer.ue(run.skipped);
        run.skipped = 0;
        let mark = writer.mark();
        writer.ue(0);
        let last = slice.references.len() as u32 - 1;
        if last > 0 {
            writer.te(last, index as u32);
        }
        // No motion: all vectors and so their predictions are 0.
        writer.se(0);
        writer.se(0);
        cavlc::inter_pattern(writer, pattern);
        let mut qp = run.qp;
        if pattern != 0 {
            if luma_pattern != 0 && self.settings.transform_8x8 {
                writer.flag(false);
            }
            qp = slice.qp;
            writer.se(qp_delta(run.qp, qp));
            self.residual(mb, &luma, luma_pattern, &chroma, chroma_pattern, writer);
        }
        self.close(run, mb, source, pixels, qp, (mark, 30), writer);
    }

    fn intra(
        &mut self,
        slice: &SliceSettings<'_>,
        run: &mut Run,
        mb: usize,
        source: &Pixels,
        (mode, prediction): (LumaMode, [u8; 256]),
        writer: &mut BitWriter,
    ) {
        let available = self.available(mb);
        let mut pixels = Pixels {
            luma: prediction,
            chroma: [0, 1].map(|plane| predict::chroma_dc(&self.out, mb, plane, available)),
        };
        self.mbs[mb].intra = true;
        let qp = slice.qp;
        let luma = macroblock::luma(&source.luma, &mut pixels.luma, qp, true);
        let offsets = self.settings.chroma_offsets;
        let chroma = macroblock::chroma(source, &mut pixels, qp, offsets, true);
        let (luma_pattern, chroma_pattern) = (luma.pattern(), chroma.pattern());
        // In P slices the types of I slices come behind five of their own (Table 7-13).
        let first_type = match slice.kind {
            SliceKind::I => 0,
            SliceKind::P => {
                writer.ue(run.skipped);
                run.skipped = 0;
                5
            }
        };
        let mark = writer.mark();
        let patterns = u32::from(chroma_pattern) * 4 + if luma_pattern == 0 { 0 } else { 12 };
        writer.ue(first_type + 1 + mode as u32 + patterns);
        // intra_chroma_pred_mode: DC.
        writer.ue(0);
        writer.se(qp_delta(run.qp, qp));
        self.residual(mb, &luma, luma_pattern, &chroma, chroma_pattern, writer);
        self.close(run, mb, source, pixels, qp, (mark, first_type + 25), writer);
    }

    /// Ends a macroblock; one that is too large becomes I_PCM from `mark` on.
    #[expect(
        clippy::too_many_arguments,
        reason = "both kinds of macroblock end here"
    )]
    fn close(
        &mut self,
        run: &mut Run,
        mb: usize,
        source: &Pixels,
        pixels: Pixels,
        qp: i32,
        (mark, pcm_type): (super::bits::Mark, u32),
        writer: &mut BitWriter,
    ) {
        if writer.bits() - mark.bits() <= MAX_MB_BITS {
            run.qp = qp;
            self.mbs[mb].qp = qp;
            self.out.store(mb, &pixels);
            return;
        }
        writer.rewind(mark);
        writer.ue(pcm_type);
        writer.align();
        for byte in source.luma.iter().chain(source.chroma.iter().flatten()) {
            writer.u(8, (*byte).into());
        }
        self.out.store(mb, source);
        self.mbs[mb] = Mb {
            intra: true,
            qp: 0,
            luma: [16; 16],
            chroma: [[16; 4]; 2],
            ..self.mbs[mb]
        };
    }

    fn residual(
        &mut self,
        mb: usize,
        luma: &Luma,
        luma_pattern: u8,
        chroma: &Chroma,
        chroma_pattern: u8,
        writer: &mut BitWriter,
    ) {
        if let Some(dc) = &luma.dc {
            let context = self.luma_context(mb, 0, 0);
            cavlc::residual(writer, context, dc);
        }
        for block in 0..16 {
            if luma_pattern >> (block / 4) & 1 == 0 {
                continue;
            }
            let (x, y) = place(block);
            let context = self.luma_context(mb, x, y);
            let skip = usize::from(luma.dc.is_some());
            let count = cavlc::residual(writer, context, &luma.blocks[block][skip..]);
            self.mbs[mb].luma[y * 4 + x] = count;
        }
        if chroma_pattern != 0 {
            for dc in &chroma.dc {
                cavlc::residual(writer, Context::ChromaDc, dc);
            }
        }
        if chroma_pattern == 2 {
            for plane in 0..2 {
                for block in 0..4 {
                    let context = self.chroma_context(mb, plane, block);
                    let levels = &chroma.ac[plane][block][1..];
                    self.mbs[mb].chroma[plane][block] = cavlc::residual(writer, context, levels);
                }
            }
        }
    }

    fn luma_context(&self, mb: usize, x: usize, y: usize) -> Context {
        let this = &self.mbs[mb].luma;
        let [left_mb, top_mb] = self.neighbours(mb);
        let left = match x {
            0 => left_mb.map(|left| left.luma[y * 4 + 3]),
            _ => Some(this[y * 4 + x - 1]),
        };
        let top = match y {
            0 => top_mb.map(|top| top.luma[12 + x]),
            _ => Some(this[y * 4 - 4 + x]),
        };
        context(left, top)
    }

    fn chroma_context(&self, mb: usize, plane: usize, block: usize) -> Context {
        let this = &self.mbs[mb].chroma[plane];
        let [left_mb, top_mb] = self.neighbours(mb);
        let left = match block % 2 {
            0 => left_mb.map(|left| left.chroma[plane][block + 1]),
            _ => Some(this[block - 1]),
        };
        let top = match block / 2 {
            0 => top_mb.map(|top| top.chroma[plane][block + 2]),
            _ => Some(this[block - 2]),
        };
        context(left, top)
    }
}

/// nC (section 9.2.1).
fn context(left: Option<u8>, top: Option<u8>) -> Context {
    Context::Neighbours(match (left, top) {
        (Some(left), Some(top)) => (u32::from(left) + u32::from(top) + 1) >> 1,
        (Some(one), None) | (None, Some(one)) => one.into(),
        (None, None) => 0,
    })
}

/// `mb_qp_delta`, which counts round 52.
fn qp_delta(from: i32, to: i32) -> i32 {
    (to - from + 26).rem_euclid(52) - 26
}

/// The sum of absolute differences.
fn difference(a: &[u8; 256], b: &[u8; 256]) -> u32 {
    a.iter()
        .zip(b)
        .map(|(a, b)| u32::from(a.abs_diff(*b)))
        .sum()
}

/// Slice data of macroblocks that say nothing: grey in I slices, skipped in P slices.
pub fn empty(kind: SliceKind, mbs: usize, writer: &mut BitWriter) {
    match kind {
        SliceKind::P => writer.ue(mbs as u32),
        SliceKind::I => {
            for _ in 0..mbs {
                // Intra16×16 by DC; chroma by DC; no change of QP; no DC coefficients.
                writer.ue(3);
                writer.ue(0);
                writer.se(0);
                cavlc::residual(writer, Context::Neighbours(0), &[0; 16]);
            }
        }
    }
    writer.trailing();
}
