//! One row of blocks: 32 bits of value, most significant first, then 8 of checksum.

use super::{COLUMNS, block};

/// Between dark (at most luma 57, or RGB 48) and white (luma 235, or RGB 255).
const THRESHOLD: u32 = 126;
const WHITE: u8 = 255;

/// CRC-8, polynomial 0x07, start 0, over the big-endian bytes.
#[must_use]
pub fn crc8(value: u32) -> u8 {
    value.to_be_bytes().iter().fold(0u8, |crc, byte| {
        (0..8).fold(crc ^ byte, |crc, _| {
            if crc & 0x80 == 0 {
                crc << 1
            } else {
                crc << 1 ^ 0x07
            }
        })
    })
}

/// Paints a row onto 32-bit pixels from line `top` on, its zeros in the grey `zero`; what lies outside is cut off.
pub fn paint(pixels: &mut [u8], stride: usize, width: u32, top: u32, value: u32, zero: u8) {
    let block = block(width);
    let bytes = (width.min(COLUMNS * block) as usize * 4).min(stride);
    let first = top as usize * stride;
    let Some(line) = pixels.get_mut(first..first + bytes) else {
        return;
    };
    let bits = u64::from(value) << 8 | u64::from(crc8(value));
    for (column, cell) in (0..COLUMNS).zip(line.chunks_mut(block as usize * 4)) {
        let one = bits >> (COLUMNS - 1 - column) & 1 == 1;
        let grey = if one { WHITE } else { zero };
        for pixel in cell.chunks_exact_mut(4) {
            // Where somebody takes the unused byte for alpha, it is opaque.
            pixel.copy_from_slice(&[grey, grey, grey, u8::MAX]);
        }
    }
    // The lines below are the same.
    for y in 1..block as usize {
        let to = first + y * stride;
        if to + bytes > pixels.len() {
            return;
        }
        pixels.copy_within(first..first + bytes, to);
    }
}

/// Reads the row that starts at line `top`; `None` where its checksum is wrong. All of it has to lie inside.
pub fn read(width: u32, top: u32, sample: &impl Fn(u32, u32) -> u8) -> Option<u32> {
    let block = block(width);
    let mut bits = 0u64;
    for column in 0..COLUMNS {
        // The middle half of the block: its edges are blurred.
        let (left, top) = (column * block + block / 4, top + block / 4);
        let mut sum = 0;
        for y in top..top + block / 2 {
            for x in left..left + block / 2 {
                sum += u32::from(sample(x, y));
            }
        }
        let mean = sum / (block / 2).pow(2);
        bits = bits << 1 | u64::from(mean >= THRESHOLD);
    }
    let value = (bits >> 8) as u32;
    (crc8(value) == bits as u8).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_crc8_07() {
        // The last one is of the bytes "1234".
        assert_eq!(crc8(0), 0);
        assert_eq!(crc8(1), 0x07);
        assert_eq!(crc8(0x3132_3334), 0xc2);
    }
}
