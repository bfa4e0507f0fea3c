//! The few fields of a sequence parameter set (H.264 §7.3.2.1.1) that Stratus reads or sets.

/// A NAL unit without its start code; `None` where there is none.
pub(crate) fn after_start_code(nal: &mut [u8]) -> Option<&mut [u8]> {
    let zeros = nal.iter().take_while(|&&byte| byte == 0).count();
    if zeros < 2 || nal.get(zeros) != Some(&1) {
        return None;
    }
    nal.get_mut(zeros + 1..)
}

/// Sets `gaps_in_frame_num_value_allowed_flag`: after a loss the next frames refer to older ones and
/// leave numbers out. Hardware decoders refuse such a gap where the flag is 0; libx264 always writes 0.
///
/// Returns whether it was found; a profile above main is left as it is.
pub(crate) fn allow_frame_number_gaps(sps: &mut [u8]) -> bool {
    let Some(bit) = gaps_flag(sps) else {
        return false;
    };
    sps[bit / 8] |= 0x80 >> (bit % 8);
    true
}

/// Where the flag is, in bits.
fn gaps_flag(sps: &[u8]) -> Option<usize> {
    const FIXED: usize = 4; // NAL header, profile_idc, constraint flags, level_idc
    if sps.first()? & 0x1f != 7 || !matches!(sps.get(1)?, 66 | 77 | 88) {
        return None;
    }
    let mut bits = Bits {
        bytes: sps,
        at: FIXED * 8,
    };
    bits.ue()?; // seq_parameter_set_id
    bits.ue()?; // log2_max_frame_num_minus4
    match bits.ue()? {
        0 => bits.ue().map(drop)?, // log2_max_pic_order_cnt_lsb_minus4
        2 => {}
        _ => return None,
    }
    bits.ue()?; // max_num_ref_frames
    let end = bits.at / 8 + 1;
    // An emulation prevention byte before the flag would shift it; so short a start has none.
    let plain = sps.get(..end)?.windows(3).all(|w| w != [0, 0, 3]);
    plain.then_some(bits.at)
}

struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn bit(&mut self) -> Option<u32> {
        let byte = *self.bytes.get(self.at / 8)?;
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
        Some(u32::from(bit))
    }

    /// An Exp-Golomb number, §9.1.
    fn ue(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while self.bit()? == 0 {
            zeros += 1;
            if zeros > 31 {
                return None;
            }
        }
        let mut value = 1u32;
        for _ in 0..zeros {
            value = value << 1 | self.bit()?;
        }
        Some(value - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_is_set_where_it_stands() {
        // sps_id 0, log2_max_frame_num-4 0, poc_type 2, num_ref_frames 3, flag 0: 1 1 011 00100 0 …
        let mut sps = [0x67, 66, 0xc0, 31, 0b1101_1001, 0b0001_1111];
        assert!(allow_frame_number_gaps(&mut sps));
        assert_eq!(sps[4..], [0b1101_1001, 0b0011_1111]);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_safe(mut bytes in proptest::collection::vec(0u8.., 0..64)) {
            allow_frame_number_gaps(&mut bytes);
            after_start_code(&mut bytes);
        }
    }
}
