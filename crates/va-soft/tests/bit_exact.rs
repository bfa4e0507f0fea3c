//! The encoder alone: FFmpeg decodes to its reconstruction, bit for bit, whatever it is set to.
#![allow(clippy::unwrap_used, reason = "a test")]

mod decoding;

use stratus_va_soft::h264::bits::BitWriter;
use stratus_va_soft::h264::deblock::Filter;
use stratus_va_soft::h264::headers::{Pps, SliceHeader, SliceKind, Sps};
use stratus_va_soft::h264::nal;
use stratus_va_soft::h264::picture::Picture;
use stratus_va_soft::h264::slice::{Coder, PictureSettings, Reference, SliceSettings};

const WIDTH: u32 = 112;
const HEIGHT: u32 = 80;

/// A pseudo-random number generator (xorshift).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: u64) -> i32 {
        (self.next() % end) as i32
    }
}

/// Gradients, edges and noise that change from frame to frame in a part of the picture.
fn picture(step: usize, noise: u64) -> Picture {
    let mut random = Random(noise * 977 + 1 + step as u64);
    let mut picture = Picture::new(WIDTH, HEIGHT);
    let stride = picture.stride();
    for (i, byte) in picture.luma.iter_mut().enumerate() {
        let (x, y) = (i % stride, i / stride);
        let moving = if y > 40 { step * 7 } else { 0 };
        let edge = if (x + moving) / 24 % 2 == 0 { 90 } else { 0 };
        let value = (x + y + moving) as i32 / 2 + edge;
        let noise = if x > 60 && noise > 0 {
            random.below(noise)
        } else {
            0
        };
        *byte = (value + noise).clamp(0, 255) as u8;
    }
    for (i, byte) in picture.chroma.iter_mut().enumerate() {
        let (x, y) = (i % stride, i / stride);
        *byte = (60 + (x / 3 + y * 2 + step * 5) % 120) as u8;
    }
    picture
}

#[derive(Clone, Copy, Debug)]
struct Case {
    qp: i32,
    header_qp: i32,
    slices: usize,
    disable_deblocking: u32,
    offsets: [i32; 2],
    chroma: [i32; 2],
    constrained_intra: bool,
    transform_8x8: bool,
    noise: u64,
    references: usize,
}

fn sps() -> Sps {
    Sps {
        profile_idc: 100,
        level_idc: 40,
        chroma_format_idc: 1,
        bit_depth_luma: 8,
        bit_depth_chroma: 8,
        log2_max_frame_num: 4,
        poc_type: 2,
        max_num_ref_frames: 3,
        width_mbs: WIDTH / 16,
        height_mbs: HEIGHT / 16,
        frame_mbs_only: true,
        direct_8x8_inference: true,
        ..Sps::default()
    }
}

/// What was coded, and what a decoder has to make of it.
#[derive(Default)]
struct Run {
    stream: Vec<u8>,
    wanted: Vec<(Case, Vec<u8>)>,
}

impl Run {
    /// All cases are one stream: starting FFmpeg takes longer than decoding them.
    fn compare(&self) {
        let decoded = decoding::decode(&self.stream, (WIDTH, HEIGHT));
        assert_eq!(decoded.len(), self.wanted.len());
        for (frame, (is, (case, wanted))) in decoded.iter().zip(&self.wanted).enumerate() {
            let wrong = is.iter().zip(wanted).position(|(is, wanted)| is != wanted);
            assert_eq!(wrong, None, "frame {}, byte: {case:?}", frame % FRAMES);
        }
    }
}

/// Frames of a case.
const FRAMES: usize = 5;

fn code(run: &mut Run, case: Case) {
    let stream = &mut run.stream;
    let sps = sps();
    let pps = Pps {
        init_qp: 26,
        init_qs: 26,
        chroma_qp_offset: case.chroma[0],
        deblocking_control: true,
        constrained_intra_pred: case.constrained_intra,
        high: Some((case.transform_8x8, case.chroma[1])),
        ..Pps::default()
    };
    nal::append(stream, &[0, 0, 0, 1], 0x67, &sps.write());
    nal::append(stream, &[0, 0, 0, 1], 0x68, &pps.write());
    let mut held: Vec<(u64, Picture)> = Vec::new();
    for step in 0..FRAMES {
        let source = picture(step, case.noise);
        let settings = PictureSettings {
            chroma_offsets: case.chroma,
            constrained_intra: case.constrained_intra,
            transform_8x8: case.transform_8x8,
        };
        let kind = if step == 0 {
            SliceKind::I
        } else {
            SliceKind::P
        };
        let references: Vec<_> = held
            .iter()
            .rev()
            .take(case.references)
            .map(|(id, picture)| Reference { picture, id: *id })
            .collect();
        let mut coder = Coder::new(&source, settings);
        let mbs = source.mbs();
        for slice in 0..case.slices {
            let first_mb = mbs * slice / case.slices;
            let count = mbs * (slice + 1) / case.slices - first_mb;
            let header = SliceHeader {
                nal_type: if step == 0 {
                    nal::kind::IDR
                } else {
                    nal::kind::SLICE
                },
                nal_ref_idc: 3,
                first_mb: first_mb as u32,
                kind,
                all_alike: false,
                pps_id: 0,
                frame_num: step as u32 % 16,
                idr_pic_id: (run.wanted.len() / FRAMES) as u32 % 2,
                poc_lsb: 0,
                delta_poc_bottom: 0,
                active_override: (step > 0).then(|| references.len() as u32 - 1),
                modifications: Vec::new(),
                idr_marking: (false, false),
                marking: None,
                qp_delta: case.header_qp - 26,
                disable_deblocking: case.disable_deblocking,
                deblocking_offsets: if case.disable_deblocking == 1 {
                    [0; 2]
                } else {
                    case.offsets
                },
            };
            let mut writer = BitWriter::default();
            header.write(&mut writer, &sps, &pps);
            let slice = SliceSettings {
                first_mb,
                mbs: count,
                kind,
                references: &references,
                header_qp: case.header_qp,
                qp: case.qp,
                filter: Filter {
                    disable: case.disable_deblocking,
                    offsets: case.offsets.map(|offset| 2 * offset),
                },
            };
            coder.slice(&slice, &mut writer);
            nal::append(
                stream,
                &[0, 0, 1],
                header.nal_header(),
                &writer.into_bytes(),
            );
        }
        let picture = coder.finish();
        let planes = [&picture.luma[..], &picture.chroma[..]].concat();
        run.wanted.push((case, planes));
        held.push((step as u64, picture));
        if held.len() > 3 {
            held.remove(0);
        }
    }
}

#[test]
fn a_decoder_sees_exactly_the_reconstruction() {
    let plain = Case {
        qp: 28,
        header_qp: 28,
        slices: 1,
        disable_deblocking: 1,
        offsets: [0, 0],
        chroma: [0, 0],
        constrained_intra: false,
        transform_8x8: false,
        noise: 0,
        references: 1,
    };
    let mut run = Run::default();
    code(&mut run, plain);
    // With noise at a fine QP macroblocks become I_PCM.
    for qp in [1, 4, 12, 20, 28, 36, 44, 51] {
        code(
            &mut run,
            Case {
                qp,
                header_qp: qp,
                noise: 200,
                ..plain
            },
        );
    }
    for disable_deblocking in [0, 2] {
        for qp in [8, 24, 38, 51] {
            code(
                &mut run,
                Case {
                    qp,
                    header_qp: 26,
                    slices: 3,
                    disable_deblocking,
                    noise: 60,
                    references: 3,
                    ..plain
                },
            );
        }
    }
    run.compare();
}

#[test]
fn so_it_does_with_settings_at_random() {
    let mut random = Random(20_261_122);
    let mut run = Run::default();
    for _ in 0..60 {
        code(
            &mut run,
            Case {
                qp: 1 + random.below(51),
                header_qp: random.below(52),
                slices: 1 + random.below(6) as usize,
                disable_deblocking: random.below(3) as u32,
                offsets: [random.below(13) - 6, random.below(13) - 6],
                chroma: [random.below(25) - 12, random.below(25) - 12],
                constrained_intra: random.below(2) == 1,
                transform_8x8: random.below(2) == 1,
                noise: [0, 20, 255][random.below(3) as usize],
                references: 1 + random.below(3) as usize,
            },
        );
    }
    run.compare();
}
