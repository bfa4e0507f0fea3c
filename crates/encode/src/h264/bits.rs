//! Bits into a NAL unit: fixed-length and Exp-Golomb codes, emulation prevention (§7.3.1, §9.1, annex B).

/// What a NAL unit holds (table 7-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NalKind {
    /// A slice of a picture that is no IDR.
    Slice = 1,
    /// A slice of an IDR picture.
    IdrSlice = 5,
    /// A sequence parameter set.
    Sps = 7,
    /// A picture parameter set.
    Pps = 8,
}

/// Writes one NAL unit with its start code; escapes as it goes.
pub struct NalWriter<'a> {
    out: &'a mut Vec<u8>,
    start: usize,
    /// Zero bytes since the last other one.
    zeros: u8,
    /// Bits of the byte that is not full yet, from the top.
    partial: u8,
    filled: u8,
}

impl<'a> NalWriter<'a> {
    /// Appends the start code (four bytes, good in every place of annex B) and the NAL unit's header to `out`.
    ///
    /// `ref_idc` is `nal_ref_idc`, of which two bits are written.
    pub fn begin(out: &'a mut Vec<u8>, kind: NalKind, ref_idc: u8) -> Self {
        let start = out.len();
        out.extend_from_slice(&[0, 0, 0, 1, (ref_idc & 3) << 5 | kind as u8]);
        Self {
            out,
            start,
            zeros: 0,
            partial: 0,
            filled: 0,
        }
    }

    /// `u(count)`: the low `count` bits of `value`, most significant first; `count` up to 32.
    pub fn u(&mut self, count: u32, value: u32) {
        debug_assert!(count <= 32);
        for at in (0..count).rev() {
            self.bit(value >> at & 1 == 1);
        }
    }

    /// `u(1)`.
    pub fn flag(&mut self, value: bool) {
        self.bit(value);
    }

    /// `ue(v)`, §9.1.
    pub fn ue(&mut self, value: u32) {
        let code = u64::from(value) + 1;
        let length = code.ilog2();
        for _ in 0..length {
            self.bit(false);
        }
        for at in (0..=length).rev() {
            self.bit(code >> at & 1 == 1);
        }
    }

    /// `se(v)`, §9.1.1; above `i32::MIN`.
    pub fn se(&mut self, value: i32) {
        let magnitude = value.unsigned_abs();
        self.ue(if value > 0 {
            magnitude * 2 - 1
        } else {
            magnitude.wrapping_mul(2)
        });
    }

    /// `rbsp_trailing_bits` (§7.3.2.11): the unit is whole.
    pub fn finish(mut self) {
        self.bit(true);
        self.align();
    }

    /// Zero bits up to the next whole byte (`pcm_alignment_zero_bit`).
    pub fn align(&mut self) {
        while self.filled > 0 {
            self.bit(false);
        }
    }

    /// Leaves the unit open: slice data follow the header in the last byte. Returns the bits since the start code's
    /// first, the escapes among them; what is left of the last byte is 0.
    #[must_use]
    pub fn leave_open(self) -> usize {
        let whole = (self.out.len() - self.start) * 8;
        if self.filled == 0 {
            return whole;
        }
        // An escape before this byte depends on all of it, so it is its finisher's.
        self.out.push(self.partial);
        whole + usize::from(self.filled)
    }

    fn bit(&mut self, value: bool) {
        if value {
            self.partial |= 0x80 >> self.filled;
        }
        self.filled += 1;
        if self.filled == 8 {
            let byte = self.partial;
            (self.partial, self.filled) = (0, 0);
            self.byte(byte);
        }
    }

    fn byte(&mut self, byte: u8) {
        const EMULATION_PREVENTION: u8 = 3;
        if self.zeros == 2 && byte <= EMULATION_PREVENTION {
            self.out.push(EMULATION_PREVENTION);
            self.zeros = 0;
        }
        self.out.push(byte);
        self.zeros = if byte == 0 { self.zeros + 1 } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut NalWriter<'_>)) -> Vec<u8> {
        let mut out = Vec::new();
        let mut nal = NalWriter::begin(&mut out, NalKind::Sps, 3);
        write(&mut nal);
        nal.finish();
        out
    }

    #[test]
    fn exp_golomb_codes_are_those_of_table_9_2() {
        // 0 "1", 1 "010", 2 "011", 3 "00100", 4 "00101", 7 "0001000", and the stop bit.
        let bytes = written(|nal| [0, 1, 2, 3, 4, 7].into_iter().for_each(|v| nal.ue(v)));
        let bits = 0b1010_0110_0100_0010_1000_1000u32;
        assert_eq!(bytes[5..8], bits.to_be_bytes()[1..]);
        assert_eq!(bytes[8], 0x80);
    }

    #[test]
    fn signed_codes_go_1_minus_1_2_minus_2() {
        let signed = written(|nal| {
            [0, 1, -1, 2, -2, i32::MAX]
                .into_iter()
                .for_each(|v| nal.se(v))
        });
        let plain = written(|nal| {
            [0, 1, 2, 3, 4, u32::MAX - 2]
                .into_iter()
                .for_each(|v| nal.ue(v))
        });
        assert_eq!(signed, plain);
    }

    #[test]
    fn nothing_in_a_unit_looks_like_a_start_code() {
        let bytes = written(|nal| nal.u(32, 0));
        assert_eq!(bytes[5..], [0, 0, 3, 0, 0, 0x80]);
    }

    #[test]
    fn an_open_unit_says_how_many_bits_are_its_own() {
        let mut out = vec![9];
        let mut nal = NalWriter::begin(&mut out, NalKind::IdrSlice, 3);
        nal.u(3, 0b101);
        assert_eq!(nal.leave_open(), 5 * 8 + 3);
        assert_eq!(out, [9, 0, 0, 0, 1, 0x65, 0b1010_0000]);
    }
}
