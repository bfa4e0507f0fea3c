//! The stream's parameter sets, for a driver that takes them and for one that writes its own.

use stratus_media::Size;

use super::failure::Failure;
use crate::EncoderConfig;
use crate::h264::{
    ChromaLocation, HeaderError, Load, PicOrderCnt, Pps, Profile, Sps, Stream, most_references,
};

/// Frames that are kept as references: the time in which a loss can be repaired without an IDR.
const REFERENCES: u8 = 8;

/// The sequence parameter set of a stream.
///
/// Order type 2 writes no order at all: no decoder waits for a frame that might come before, also where the driver
/// writes its own parameter set without `bitstream_restriction`.
pub(super) fn sequence(profile: Profile, config: &EncoderConfig) -> Result<Sps, HeaderError> {
    Sps::for_stream(&Stream {
        profile,
        load: Load {
            size: config.size,
            fps: config.fps,
            bitrate_bps: config.bitrate_bps,
            buffer_bits: 0,
            references: REFERENCES.min(most_references(config.size)),
        },
        pic_order_cnt: PicOrderCnt::Type2,
        chroma_location: ChromaLocation::Centre,
    })
}

/// Both parameter sets, ready for the stream.
pub(super) struct Headers {
    pub sps: Sps,
    pub pps: Pps,
    pub sps_unit: Vec<u8>,
    pub pps_unit: Vec<u8>,
}

impl Headers {
    pub(super) fn new(sps: Sps) -> Result<Self, Failure> {
        let pps = Pps::default();
        let (mut sps_unit, mut pps_unit) = (Vec::new(), Vec::new());
        sps.write(&mut sps_unit)?;
        pps.write(&sps, &mut pps_unit)?;
        Ok(Self {
            sps,
            pps,
            sps_unit,
            pps_unit,
        })
    }

    /// Appends a sequence parameter set for slices that a driver wrote with its own set `theirs` (a NAL unit without
    /// start code).
    ///
    /// Drivers leave out what the stream needs most: `gaps_in_frame_num_value_allowed_flag`, the colours,
    /// `max_num_reorder_frames`. None of it changes how a slice is read, so Stratus' own set takes the place of theirs
    /// where all that does is the same.
    pub(super) fn instead_of(&self, theirs: &[u8], out: &mut Vec<u8>) -> Result<(), Failure> {
        const UNREADABLE: Failure = Failure::Output("its sequence parameter set cannot be read");
        let theirs = Reader::new(theirs).sequence().ok_or(UNREADABLE)?;
        let ours = Self::syntax(&self.sps);
        if (Sequence {
            id: ours.id,
            ..theirs
        }) != ours
        {
            return Err(Failure::Output(
                "its sequence parameter set describes another stream than it was told",
            ));
        }
        let id = u8::try_from(theirs.id).map_err(|_| UNREADABLE)?;
        let sps = Sps { id, ..self.sps };
        Ok(sps.write(out)?)
    }

    fn syntax(sps: &Sps) -> Sequence {
        Sequence {
            id: sps.id.into(),
            log2_max_frame_num: sps.log2_max_frame_num.into(),
            log2_max_lsb: match sps.pic_order_cnt {
                PicOrderCnt::Type0 { log2_max_lsb } => Some(log2_max_lsb.into()),
                PicOrderCnt::Type2 => None,
            },
            macroblocks: Size::new(sps.width_in_mbs(), sps.height_in_mbs()),
        }
    }
}

/// What of a sequence parameter set decides how slices are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sequence {
    id: u32,
    log2_max_frame_num: u32,
    /// `None` for order type 2.
    log2_max_lsb: Option<u32>,
    macroblocks: Size,
}

/// Reads the start of a sequence parameter set (§7.3.2.1.1).
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    zeros: u8,
    current: u8,
    left: u8,
}

impl<'a> Reader<'a> {
    fn new(unit: &'a [u8]) -> Self {
        Self {
            bytes: unit,
            at: 0,
            zeros: 0,
            current: 0,
            left: 0,
        }
    }

    fn sequence(&mut self) -> Option<Sequence> {
        if self.u(8)? & 0x1f != 7 {
            return None;
        }
        let profile = self.u(8)?;
        self.u(16)?; // constraint flags and level
        let id = self.ue()?;
        if profile >= 100 {
            // 4:2:0, 8 bits, no lossless transform, no matrices.
            let plain = self.ue()? == 1 && self.ue()? == 0 && self.ue()? == 0 && self.u(2)? == 0;
            if !plain {
                return None;
            }
        }
        let log2_max_frame_num = self.ue()?.checked_add(4)?;
        let log2_max_lsb = match self.ue()? {
            0 => Some(self.ue()?.checked_add(4)?),
            2 => None,
            _ => return None,
        };
        self.ue()?; // max_num_ref_frames
        self.u(1)?; // gaps_in_frame_num_value_allowed_flag
        let width = self.ue()?.checked_add(1)?;
        let height = self.ue()?.checked_add(1)?;
        // Frames only: fields have other slices.
        (self.u(1)? == 1).then_some(Sequence {
            id,
            log2_max_frame_num,
            log2_max_lsb,
            macroblocks: Size::new(width, height),
        })
    }

    /// The next byte of the payload, escapes left out.
    fn byte(&mut self) -> Option<u8> {
        let mut byte = *self.bytes.get(self.at)?;
        self.at += 1;
        if self.zeros >= 2 && byte == 3 {
            byte = *self.bytes.get(self.at)?;
            self.at += 1;
            self.zeros = 0;
        }
        self.zeros = if byte == 0 { self.zeros + 1 } else { 0 };
        Some(byte)
    }

    fn u(&mut self, count: u32) -> Option<u32> {
        let mut value = 0;
        for _ in 0..count {
            if self.left == 0 {
                self.current = self.byte()?;
                self.left = 8;
            }
            self.left -= 1;
            value = value << 1 | u32::from(self.current >> self.left & 1);
        }
        Some(value)
    }

    fn ue(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while self.u(1)? == 0 {
            zeros += 1;
            if zeros > 31 {
                return None;
            }
        }
        Some((1 << zeros) - 1 + self.u(zeros)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(width: u32, height: u32) -> EncoderConfig {
        EncoderConfig {
            size: Size::new(width, height),
            fps: 60,
            bitrate_bps: 12_000_000,
            threads: 0,
        }
    }

    fn headers(profile: Profile) -> Headers {
        Headers::new(sequence(profile, &config(1920, 1080)).unwrap()).unwrap()
    }

    #[test]
    fn any_picture_that_a_level_takes_has_a_stream() {
        for (width, height, references) in [(2, 2, 8), (1920, 1080, 8), (7680, 4320, 5)] {
            let sps = sequence(Profile::ConstrainedBaseline, &config(width, height)).unwrap();
            assert_eq!(sps.max_num_ref_frames, references);
        }
        let refused = sequence(Profile::Main, &config(8192, 8192)).unwrap_err();
        assert!(refused.to_string().contains("no H.264 level takes"));
    }

    #[test]
    fn a_drivers_set_is_replaced_where_slices_read_the_same() {
        for profile in [Profile::ConstrainedBaseline, Profile::Main, Profile::High] {
            let ours = headers(profile);
            // A driver that leaves out gaps, colours and all, and counts its sets from 3.
            let theirs = Sps {
                id: 3,
                gaps_in_frame_num_allowed: false,
                max_num_ref_frames: 1,
                ..ours.sps
            };
            let mut unit = Vec::new();
            theirs.write(&mut unit).unwrap();
            let (mut out, mut expected) = (Vec::new(), Vec::new());
            ours.instead_of(&unit[4..], &mut out).unwrap();
            Sps { id: 3, ..ours.sps }.write(&mut expected).unwrap();
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn a_set_of_another_stream_is_the_drivers_fault() {
        let ours = headers(Profile::ConstrainedBaseline);
        let refused = |theirs: &Sps| {
            let mut unit = Vec::new();
            theirs.write(&mut unit).unwrap();
            ours.instead_of(&unit[4..], &mut Vec::new()).is_err()
        };
        assert!(!refused(&ours.sps));
        assert!(refused(&Sps {
            log2_max_frame_num: 4,
            ..ours.sps
        }));
        assert!(refused(&Sps {
            pic_order_cnt: PicOrderCnt::Type0 { log2_max_lsb: 8 },
            ..ours.sps
        }));
        assert!(refused(&Sps {
            size: Size::new(1280, 720),
            ..ours.sps
        }));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(0u8.., 0..64)) {
            let _ = headers(Profile::Main).instead_of(&bytes, &mut Vec::new());
        }
    }
}
