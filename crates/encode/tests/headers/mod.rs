//! Headers made of any bytes, written, and read again by a parser that is not ours (crate `h264-reader`): what comes
//! out is what went in, or nothing was written. Shared by the property test and the fuzz target `h264_headers`.
#![allow(clippy::unwrap_used, reason = "a test")]

mod read_back;

use stratus_encode::h264::{
    ChromaLocation, Deblocking, Level, ListModification, MarkingOperation, PicOrderCnt, Pps,
    Profile, ReferenceMarking, SliceHeader, SliceKind, Sps,
};
use stratus_media::Size;

pub use read_back::Reader;

/// Takes values from bytes; zeros where they are used up.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        *first
    }

    fn flag(&mut self) -> bool {
        self.next() & 1 == 1
    }

    fn word(&mut self) -> u16 {
        u16::from_be_bytes([self.next(), self.next()])
    }

    fn long(&mut self) -> u32 {
        u32::from(self.word()) << 16 | u32::from(self.word())
    }

    /// A number below `end`; rarely any.
    fn below(&mut self, end: u32) -> u32 {
        match self.next() {
            255 => self.long(),
            low if end <= 256 => u32::from(low) % end,
            low => (u32::from(low) << 16 | u32::from(self.word())) % end,
        }
    }

    fn small(&mut self, end: u32) -> u8 {
        self.below(end) as u8
    }

    /// An even number below twice `end`; rarely any.
    fn side(&mut self, end: u32) -> u32 {
        match self.below(end) {
            half if half < end => half * 2,
            any => any % 65_600,
        }
    }

    fn signed(&mut self, most: u8) -> i8 {
        self.small(u32::from(most) * 2 + 1).wrapping_sub(most) as i8
    }
}

fn sps(bytes: &mut Bytes<'_>) -> Sps {
    let references = bytes.small(17);
    Sps {
        id: bytes.small(32),
        profile: [Profile::ConstrainedBaseline, Profile::Main, Profile::High]
            [usize::from(bytes.next() % 3)],
        level: Level::all()
            .nth(18 - usize::from(bytes.next() % 19))
            .unwrap(),
        log2_max_frame_num: 4 + bytes.small(13) % 250,
        pic_order_cnt: if bytes.flag() {
            PicOrderCnt::Type0 {
                log2_max_lsb: 4 + bytes.small(13) % 250,
            }
        } else {
            PicOrderCnt::Type2
        },
        max_num_ref_frames: references,
        gaps_in_frame_num_allowed: bytes.flag(),
        size: Size::new(bytes.side(2048), bytes.side(1100)),

        fps: bytes.below(241),
        fixed_frame_rate: bytes.flag(),
        chroma_location: if bytes.flag() {
            ChromaLocation::Centre
        } else {
            ChromaLocation::Left
        },
        max_dec_frame_buffering: references.saturating_add(bytes.small(3)),
    }
}

fn pps(bytes: &mut Bytes<'_>) -> Pps {
    Pps {
        id: bytes.next(),
        cabac: bytes.flag(),
        default_references: bytes.small(33),
        init_qp: bytes.small(52),
        chroma_qp_offset: bytes.signed(12),
        deblocking_control: bytes.flag(),
        constrained_intra: bytes.flag(),
        transform_8x8: bytes.flag(),
    }
}

fn steps(bytes: &mut Bytes<'_>) -> Vec<ListModification> {
    let count = bytes.next() % 6;
    let step = |bytes: &mut Bytes<'_>| match bytes.next() % 3 {
        0 => ListModification::Back(bytes.below(300)),
        1 => ListModification::Forward(bytes.below(300)),
        _ => ListModification::LongTerm(bytes.below(16)),
    };
    (0..count).map(|_| step(bytes)).collect()
}

fn operations(bytes: &mut Bytes<'_>) -> Vec<MarkingOperation> {
    let count = bytes.next() % 6;
    let operation = |bytes: &mut Bytes<'_>| match bytes.next() % 5 {
        0 => MarkingOperation::ForgetShortTerm {
            back: bytes.below(17),
        },
        1 => MarkingOperation::ForgetLongTerm {
            number: bytes.below(16),
        },
        2 => MarkingOperation::KeepShortTerm {
            back: bytes.below(17),
            index: bytes.below(16),
        },
        3 => MarkingOperation::LongTermIndices(bytes.below(17)),
        _ => MarkingOperation::KeepCurrent {
            index: bytes.below(16),
        },
    };
    (0..count).map(|_| operation(bytes)).collect()
}

/// Makes headers of `bytes`, writes them, reads them.
pub fn written_is_what_is_read(bytes: &[u8]) {
    let bytes = &mut Bytes(bytes);
    let (sps, pps) = (sps(bytes), pps(bytes));
    let mut out = vec![0xab];
    if sps.write(&mut out).is_err() || pps.write(&sps, &mut out).is_err() {
        let mut untouched = vec![0xab];
        let refused = sps.write(&mut untouched).is_err();
        assert_eq!(
            refused,
            untouched.len() == 1,
            "part of a header was written"
        );
        return;
    }
    let mut reader = Reader::default();
    reader.parameter_sets(&sps, &pps, &out[1..]);

    let (steps, operations) = (steps(bytes), operations(bytes));
    let idr = bytes.flag();
    let marking = match bytes.next() % 4 {
        _ if idr => ReferenceMarking::Idr {
            id: bytes.word(),
            long_term: bytes.flag(),
        },
        0 => ReferenceMarking::NotKept,
        1 => ReferenceMarking::SlidingWindow,
        _ => ReferenceMarking::Adaptive(&operations),
    };
    let predicted = !idr && bytes.flag();
    let header = SliceHeader {
        first_mb: bytes.below(sps.width_in_mbs() * sps.height_in_mbs()),
        kind: if predicted {
            SliceKind::P
        } else {
            SliceKind::I
        },
        frame_num: if idr {
            0
        } else {
            bytes.below(1 << sps.log2_max_frame_num)
        },
        pic_order_cnt: if idr { 0 } else { bytes.long() as i32 },
        references: bytes.small(33),
        modifications: if predicted { &steps } else { &[] },
        marking,
        cabac_init_idc: bytes.small(3),
        qp_delta: bytes.signed(51),
        deblocking: Deblocking {
            disable_idc: bytes.small(3),
            alpha_c0_offset_div2: bytes.signed(6),
            beta_offset_div2: bytes.signed(6),
        },
    };
    let mut out = vec![0xab];
    match header.write(&sps, &pps, &mut out) {
        Err(_) => assert_eq!(out, [0xab], "part of a header was written"),
        Ok(bits) => {
            assert_eq!(out.len(), 1 + bits.div_ceil(8));
            reader.slice(&sps, &pps, &header, &out[1..], bits);
        }
    }
}
