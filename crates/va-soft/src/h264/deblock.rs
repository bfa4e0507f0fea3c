//! The deblocking filter (section 8.7), of frames with 4×4 transforms and no motion.

use super::picture::Picture;
use super::slice::Mb;
use super::transform::chroma_qp;

/// A slice's settings of the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filter {
    /// `disable_deblocking_filter_idc`.
    pub disable: u32,
    /// `FilterOffsetA`, `FilterOffsetB`: twice what the header says.
    pub offsets: [i32; 2],
}

/// α by `indexA` − 16, and β by `indexB` − 16 (Table 8-16).
const ALPHA: [i32; 36] = [
    4, 4, 5, 6, 7, 8, 9, 10, 12, 13, 15, 17, 20, 22, 25, 28, 32, 36, 40, 45, 50, 56, 63, 71, 80,
    90, 101, 113, 127, 144, 162, 182, 203, 226, 255, 255,
];
const BETA: [i32; 36] = [
    2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14,
    15, 15, 16, 16, 17, 17, 18, 18,
];
/// t′C0 for bS 1 to 3, by `indexA` − 17 (Table 8-17).
const CLIP: [[i32; 3]; 35] = [
    [0, 0, 1],
    [0, 0, 1],
    [0, 0, 1],
    [0, 0, 1],
    [0, 1, 1],
    [0, 1, 1],
    [1, 1, 1],
    [1, 1, 1],
    [1, 1, 1],
    [1, 1, 1],
    [1, 1, 2],
    [1, 1, 2],
    [1, 1, 2],
    [1, 1, 2],
    [1, 2, 3],
    [1, 2, 3],
    [2, 2, 3],
    [2, 2, 4],
    [2, 3, 4],
    [2, 3, 4],
    [3, 3, 5],
    [3, 4, 6],
    [3, 4, 6],
    [4, 5, 7],
    [4, 5, 8],
    [4, 6, 9],
    [5, 7, 10],
    [6, 8, 11],
    [6, 8, 13],
    [7, 10, 14],
    [8, 11, 16],
    [9, 12, 18],
    [10, 13, 20],
    [11, 15, 23],
    [13, 17, 25],
];

/// Filters a picture in place.
pub fn filter(picture: &mut Picture, mbs: &[Mb], filters: &[Filter], chroma_offsets: [i32; 2]) {
    let width = picture.width_mbs;
    for (index, mb) in mbs.iter().enumerate() {
        let Some(filter) = mb.slice.map(|slice| filters[slice as usize]) else {
            continue;
        };
        if filter.disable == 1 {
            continue;
        }
        let usable = |other: usize| filter.disable == 0 || mbs[other].slice == mb.slice;
        let left = (index % width > 0 && usable(index - 1)).then(|| &mbs[index - 1]);
        let top = (index >= width && usable(index - width)).then(|| &mbs[index - width]);
        for (vertical, neighbour) in [(true, left), (false, top)] {
            for edge in 0..4 {
                let other = if edge > 0 { Some(mb) } else { neighbour };
                if let Some(other) = other {
                    let strengths = strengths(mb, other, vertical, edge);
                    let line = Line {
                        index,
                        vertical,
                        edge,
                        strengths,
                    };
                    line.luma(picture, filter, (mb.qp + other.qp + 1) >> 1);
                    if edge % 2 == 0 {
                        for (plane, offset) in chroma_offsets.into_iter().enumerate() {
                            let qp = chroma_qp(mb.qp, offset) + chroma_qp(other.qp, offset);
                            line.chroma(picture, plane, filter, (qp + 1) >> 1);
                        }
                    }
                }
            }
        }
    }
}

/// bS of the four blocks along an edge.
fn strengths(mb: &Mb, other: &Mb, vertical: bool, edge: usize) -> [u8; 4] {
    if mb.intra || other.intra {
        return [if edge == 0 { 4 } else { 3 }; 4];
    }
    std::array::from_fn(|along| {
        let block = |across: usize| {
            if vertical {
                along * 4 + across
            } else {
                across * 4 + along
            }
        };
        let before = block((edge + 3) % 4);
        if mb.luma[block(edge)] > 0 || other.luma[before] > 0 {
            2
        } else {
            u8::from(mb.reference != other.reference)
        }
    })
}

/// One edge of a macroblock.
struct Line {
    index: usize,
    vertical: bool,
    edge: usize,
    strengths: [u8; 4],
}

impl Line {
    /// Where the edge begins and the steps along and across it.
    fn steps(&self, picture: &Picture, rows: usize, column: usize, across: usize) -> [usize; 3] {
        let stride = picture.stride();
        let (x, y) = (
            self.index % picture.width_mbs,
            self.index / picture.width_mbs,
        );
        let corner = y * rows * stride + x * 16;
        if self.vertical {
            [corner + across * column, stride, column]
        } else {
            [corner + across * stride, column, stride]
        }
    }

    fn luma(&self, picture: &mut Picture, filter: Filter, qp: i32) {
        let [start, along, across] = self.steps(picture, 16, 1, self.edge * 4);
        let limits = Limits::new(filter, qp);
        for i in 0..16 {
            let strength = self.strengths[i / 4];
            limits.luma(&mut picture.luma, start + i * along, across, strength);
        }
    }

    fn chroma(&self, picture: &mut Picture, plane: usize, filter: Filter, qp: i32) {
        let [start, along, across] = self.steps(picture, 8, 2, self.edge * 2);
        let limits = Limits::new(filter, qp);
        for i in 0..8 {
            let at = start + plane + i * along;
            limits.chroma(&mut picture.chroma, at, across, self.strengths[i / 2]);
        }
    }
}

struct Limits {
    alpha: i32,
    beta: i32,
    clip: [i32; 3],
}

impl Limits {
    fn new(filter: Filter, qp: i32) -> Self {
        let [a, b] = filter
            .offsets
            .map(|offset| (qp + offset).clamp(0, 51) as usize);
        let from = |table: &[i32], index: usize| index.checked_sub(16).map_or(0, |i| table[i]);
        Self {
            alpha: from(&ALPHA, a),
            beta: from(&BETA, b),
            clip: a.checked_sub(17).map_or([0; 3], |i| CLIP[i]),
        }
    }

    fn applies(&self, p1: i32, p0: i32, q0: i32, q1: i32) -> bool {
        (p0 - q0).abs() < self.alpha && (p1 - p0).abs() < self.beta && (q1 - q0).abs() < self.beta
    }

    fn luma(&self, plane: &mut [u8], at: usize, across: usize, strength: u8) {
        if strength == 0 {
            return;
        }
        let q = |i: usize| at + i * across;
        let p = |i: usize| at - (i + 1) * across;
        let get = |place: usize| i32::from(plane[place]);
        let (p0, p1, p2) = (get(p(0)), get(p(1)), get(p(2)));
        let (q0, q1, q2) = (get(q(0)), get(q(1)), get(q(2)));
        if !self.applies(p1, p0, q0, q1) {
            return;
        }
        let near_p = (p2 - p0).abs() < self.beta;
        let near_q = (q2 - q0).abs() < self.beta;
        if strength == 4 {
            let (p3, q3) = (get(p(3)), get(q(3)));
            let flat = (p0 - q0).abs() < (self.alpha >> 2) + 2;
            if near_p && flat {
                plane[p(0)] = ((p2 + 2 * p1 + 2 * p0 + 2 * q0 + q1 + 4) >> 3) as u8;
                plane[p(1)] = ((p2 + p1 + p0 + q0 + 2) >> 2) as u8;
                plane[p(2)] = ((2 * p3 + 3 * p2 + p1 + p0 + q0 + 4) >> 3) as u8;
            } else {
                plane[p(0)] = ((2 * p1 + p0 + q1 + 2) >> 2) as u8;
            }
            if near_q && flat {
                plane[q(0)] = ((p1 + 2 * p0 + 2 * q0 + 2 * q1 + q2 + 4) >> 3) as u8;
                plane[q(1)] = ((p0 + q0 + q1 + q2 + 2) >> 2) as u8;
                plane[q(2)] = ((2 * q3 + 3 * q2 + q1 + q0 + p0 + 4) >> 3) as u8;
            } else {
                plane[q(0)] = ((2 * q1 + q0 + p1 + 2) >> 2) as u8;
            }
            return;
        }
        let clip0 = self.clip[usize::from(strength) - 1];
        let clip = clip0 + i32::from(near_p) + i32::from(near_q);
        let delta = ((((q0 - p0) << 2) + (p1 - q1) + 4) >> 3).clamp(-clip, clip);
        let middle = (p0 + q0 + 1) >> 1;
        if near_p {
            plane[p(1)] = (p1 + ((p2 + middle - (p1 << 1)) >> 1).clamp(-clip0, clip0)) as u8;
        }
        if near_q {
            plane[q(1)] = (q1 + ((q2 + middle - (q1 << 1)) >> 1).clamp(-clip0, clip0)) as u8;
        }
        plane[p(0)] = (p0 + delta).clamp(0, 255) as u8;
        plane[q(0)] = (q0 - delta).clamp(0, 255) as u8;
    }

    fn chroma(&self, plane: &mut [u8], at: usize, across: usize, strength: u8) {
        if strength == 0 {
            return;
        }
        let get = |place: usize| i32::from(plane[place]);
        let (p0, p1) = (get(at - across), get(at - 2 * across));
        let (q0, q1) = (get(at), get(at + across));
        if !self.applies(p1, p0, q0, q1) {
            return;
        }
        if strength == 4 {
            plane[at - across] = ((2 * p1 + p0 + q1 + 2) >> 2) as u8;
            plane[at] = ((2 * q1 + q0 + p1 + 2) >> 2) as u8;
            return;
        }
        let clip = self.clip[usize::from(strength) - 1] + 1;
        let delta = ((((q0 - p0) << 2) + (p1 - q1) + 4) >> 3).clamp(-clip, clip);
        plane[at - across] = (p0 + delta).clamp(0, 255) as u8;
        plane[at] = (q0 - delta).clamp(0, 255) as u8;
    }
}
