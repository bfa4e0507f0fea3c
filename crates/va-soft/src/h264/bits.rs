//! Bits in order, most significant first, and the Exp-Golomb codes of section 9.1.

/// Writes bits.
#[derive(Clone, Debug, Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    /// Bits that do not fill a byte yet, right-aligned.
    partial: u8,
    filled: u32,
}

/// A place in a [`BitWriter`] to go back to.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    bytes: usize,
    partial: u8,
    filled: u32,
}

impl Mark {
    /// Bits before this place.
    pub fn bits(&self) -> usize {
        self.bytes * 8 + self.filled as usize
    }
}

impl BitWriter {
    /// Bits written.
    pub fn bits(&self) -> usize {
        self.bytes.len() * 8 + self.filled as usize
    }

    /// `u(n)`: the low `count` bits of `value`; 32 at most.
    pub fn u(&mut self, count: u32, value: u32) {
        debug_assert!(count <= 32);
        for bit in (0..count).rev() {
            self.partial = self.partial << 1 | (value >> bit & 1) as u8;
            self.filled += 1;
            if self.filled == 8 {
                self.bytes.push(self.partial);
                (self.partial, self.filled) = (0, 0);
            }
        }
    }

    /// `u(1)`.
    pub fn flag(&mut self, value: bool) {
        self.u(1, value.into());
    }

    /// `ue(v)`.
    pub fn ue(&mut self, value: u32) {
        let code = u64::from(value) + 1;
        let len = 64 - code.leading_zeros();
        self.u(len - 1, 0);
        if len > 32 {
            self.u(1, 1);
            self.u(32, code as u32);
        } else {
            self.u(len, code as u32);
        }
    }

    /// `se(v)`.
    pub fn se(&mut self, value: i32) {
        let magnitude = value.unsigned_abs();
        self.ue(if value > 0 {
            2 * magnitude - 1
        } else {
            2 * magnitude
        });
    }

    /// `te(v)` of a value that is `max` at most.
    pub fn te(&mut self, max: u32, value: u32) {
        if max > 1 {
            self.ue(value);
        } else {
            self.flag(value == 0);
        }
    }

    /// The first `count` bits of `bytes`.
    pub fn copy(&mut self, bytes: &[u8], count: usize) {
        for &byte in &bytes[..count / 8] {
            self.u(8, byte.into());
        }
        let rest = (count % 8) as u32;
        if rest > 0 {
            self.u(rest, u32::from(bytes[count / 8]) >> (8 - rest));
        }
    }

    /// Zeros up to the next byte.
    pub fn align(&mut self) {
        if self.filled > 0 {
            self.u(8 - self.filled, 0);
        }
    }

    /// `rbsp_trailing_bits()`.
    pub fn trailing(&mut self) {
        self.flag(true);
        self.align();
    }

    /// Where the writer is.
    pub fn mark(&self) -> Mark {
        Mark {
            bytes: self.bytes.len(),
            partial: self.partial,
            filled: self.filled,
        }
    }

    /// Forgets what was written since `mark`.
    pub fn rewind(&mut self, mark: Mark) {
        self.bytes.truncate(mark.bytes);
        (self.partial, self.filled) = (mark.partial, mark.filled);
    }

    /// The bytes, the last one filled up with zeros.
    pub fn into_bytes(mut self) -> Vec<u8> {
        self.align();
        self.bytes
    }
}

/// Reads bits.
#[derive(Clone, Debug)]
pub struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
}

/// There are fewer bits than the syntax says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Truncated;

impl<'a> BitReader<'a> {
    /// Reads the first `bits` bits of `bytes`, or what there is of them.
    pub fn new(bytes: &'a [u8], bits: usize) -> Self {
        Self {
            bytes,
            at: 0,
            end: bits.min(bytes.len() * 8),
        }
    }

    /// Bits read.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Bits left.
    pub fn left(&self) -> usize {
        self.end - self.at
    }

    /// `u(n)`; 32 at most.
    pub fn u(&mut self, count: u32) -> Result<u32, Truncated> {
        if self.left() < count as usize {
            return Err(Truncated);
        }
        let mut value = 0;
        for _ in 0..count {
            value = value << 1 | u32::from(self.bytes[self.at / 8] >> (7 - self.at % 8) & 1);
            self.at += 1;
        }
        Ok(value)
    }

    /// `u(1)`.
    pub fn flag(&mut self) -> Result<bool, Truncated> {
        Ok(self.u(1)? == 1)
    }

    /// `ue(v)`; more than 32 bits read as truncated.
    pub fn ue(&mut self) -> Result<u32, Truncated> {
        let mut zeros = 0;
        while !self.flag()? {
            zeros += 1;
        }
        if zeros > 31 {
            return Err(Truncated);
        }
        Ok((1 << zeros) - 1 + self.u(zeros)?)
    }

    /// `se(v)`.
    pub fn se(&mut self) -> Result<i32, Truncated> {
        let code = self.ue()?;
        let magnitude = code.div_ceil(2) as i32;
        Ok(if code % 2 == 1 { magnitude } else { -magnitude })
    }

    /// `more_rbsp_data()`: whether there is more than the trailing bits.
    pub fn more_data(&self) -> bool {
        let last = (self.at..self.end)
            .rev()
            .find(|&bit| self.bytes[bit / 8] >> (7 - bit % 8) & 1 == 1);
        last.is_some_and(|last| last > self.at)
    }

    /// Whether exactly `rbsp_trailing_bits()` are left.
    pub fn at_trailing(&self) -> bool {
        let mut rest = self.clone();
        rest.left() <= 8 && rest.flag() == Ok(true) && {
            let count = rest.left() as u32;
            rest.end.is_multiple_of(8) && rest.u(count) == Ok(0)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut writer = BitWriter::default();
        for value in [0, 1, 2, 7, 8, 255, 65_534] {
            writer.ue(value);
            writer.se(value as i32);
            writer.se(-(value as i32));
            writer.u(17, value);
        }
        writer.trailing();
        let bits = writer.bits();
        let bytes = writer.into_bytes();
        let mut reader = BitReader::new(&bytes, bits);
        for value in [0, 1, 2, 7, 8, 255, 65_534] {
            assert!(reader.more_data());
            assert_eq!(reader.ue(), Ok(value));
            assert_eq!(reader.se(), Ok(value as i32));
            assert_eq!(reader.se(), Ok(-(value as i32)));
            assert_eq!(reader.u(17), Ok(value));
        }
        assert!(reader.at_trailing() && !reader.more_data());
    }

    #[test]
    fn a_rewound_writer_goes_on_from_there() {
        let mut writer = BitWriter::default();
        writer.u(5, 0b10110);
        let mark = writer.mark();
        writer.u(32, 0xdead_beef);
        writer.rewind(mark);
        writer.u(3, 0b011);
        assert_eq!(writer.into_bytes(), [0b1011_0011]);
    }
}
