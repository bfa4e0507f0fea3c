//! Residual blocks in CAVLC (sections 7.3.5.3.2 and 9.2).

use super::bits::BitWriter;
use super::code_tables::{
    CHROMA_DC_TOKEN, CHROMA_DC_TOTAL_ZEROS, COEFF_TOKEN, INTER_PATTERN, RUN_BEFORE, TOTAL_ZEROS,
};

/// What a block's `coeff_token` is coded by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// nC: from the neighbours' numbers of coefficients.
    Neighbours(u32),
    /// The DC coefficients of a chroma plane (nC = −1).
    ChromaDc,
}

fn word(writer: &mut BitWriter, code: &str) {
    debug_assert!(!code.is_empty());
    for bit in code.bytes() {
        writer.flag(bit == b'1');
    }
}

fn token(writer: &mut BitWriter, context: Context, total: usize, ones: usize) {
    match context {
        Context::ChromaDc => word(writer, CHROMA_DC_TOKEN[total][ones]),
        Context::Neighbours(0..=1) => word(writer, COEFF_TOKEN[0][total][ones]),
        Context::Neighbours(2..=3) => word(writer, COEFF_TOKEN[1][total][ones]),
        Context::Neighbours(4..=7) => word(writer, COEFF_TOKEN[2][total][ones]),
        Context::Neighbours(_) if total == 0 => writer.u(6, 3),
        Context::Neighbours(_) => writer.u(6, (total as u32 - 1) << 2 | ones as u32),
    }
}

/// `residual_block_cavlc()` of levels in scan order. Returns `TotalCoeff`.
pub fn residual(writer: &mut BitWriter, context: Context, levels: &[i32]) -> u8 {
    // From the highest frequency down: the level and the zeros before it.
    let mut coded = [(0, 0); 16];
    let mut total = 0;
    let mut zeros = 0;
    let last = levels.iter().rposition(|&level| level != 0);
    let scanned = last.map_or(0, |last| last + 1);
    for &level in levels[..scanned].iter().rev() {
        if level == 0 {
            zeros += 1;
            coded[total - 1].1 += 1;
        } else {
            coded[total].0 = level;
            total += 1;
        }
    }
    let coded = &coded[..total];
    let ones = coded
        .iter()
        .take(3)
        .take_while(|(level, _)| level.abs() == 1)
        .count();
    token(writer, context, total, ones);
    if total == 0 {
        return 0;
    }
    for (level, _) in &coded[..ones] {
        writer.flag(*level < 0);
    }
    let mut suffix = u32::from(total > 10 && ones < 3);
    for (i, &(value, _)) in coded.iter().enumerate().skip(ones) {
        level(writer, value, suffix, i == ones && ones < 3);
        suffix = suffix.max(1);
        if value.abs() > 3 << (suffix - 1) && suffix < 6 {
            suffix += 1;
        }
    }
    if total < levels.len() {
        let table: &[&[&str]] = match context {
            Context::ChromaDc => &CHROMA_DC_TOTAL_ZEROS,
            Context::Neighbours(_) => &TOTAL_ZEROS,
        };
        word(writer, table[total - 1][zeros]);
    }
    let mut left = zeros;
    for &(_, run) in &coded[..total - 1] {
        if left == 0 {
            break;
        }
        word(writer, RUN_BEFORE[left.min(7) - 1][run]);
        left -= run;
    }
    total as u8
}

/// `level_prefix` and `level_suffix` (section 9.2.2.1).
fn level(writer: &mut BitWriter, value: i32, suffix: u32, not_one: bool) {
    let mut code = 2 * value.unsigned_abs() - 2 + u32::from(value < 0);
    if not_one {
        code -= 2;
    }
    let prefix = |writer: &mut BitWriter, zeros: u32| {
        writer.u(zeros, 0);
        writer.u(1, 1);
    };
    if suffix == 0 {
        match code {
            0..=13 => prefix(writer, code),
            14..=29 => {
                prefix(writer, 14);
                writer.u(4, code - 14);
            }
            _ => {
                prefix(writer, 15);
                writer.u(12, code - 30);
            }
        }
    } else if code < 15 << suffix {
        prefix(writer, code >> suffix);
        writer.u(suffix, code & ((1 << suffix) - 1));
    } else {
        prefix(writer, 15);
        writer.u(12, code - (15 << suffix));
    }
}

/// `coded_block_pattern` of an inter macroblock, `me(v)`.
pub fn inter_pattern(writer: &mut BitWriter, pattern: u8) {
    let number = INTER_PATTERN.iter().position(|&p| p == pattern);
    debug_assert!(number.is_some());
    writer.ue(number.unwrap_or(0) as u32);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(context: Context, levels: &[i32]) -> String {
        let mut writer = BitWriter::default();
        residual(&mut writer, context, levels);
        let bits = writer.bits();
        let bytes = writer.into_bytes();
        (0..bits)
            .map(|i| {
                if bytes[i / 8] >> (7 - i % 8) & 1 == 1 {
                    '1'
                } else {
                    '0'
                }
            })
            .collect()
    }

    /// The example that textbooks on H.264 work through.
    #[test]
    fn a_known_block_has_its_known_code() {
        let levels = [0, 3, 0, 1, -1, -1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(
            coded(Context::Neighbours(0), &levels),
            "000010001110010111101101"
        );
        let levels = [-2, 4, 3, -3, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(
            coded(Context::Neighbours(0), &levels),
            "000000011010001001000010111001100"
        );
    }

    #[test]
    fn an_empty_block_is_one_word() {
        assert_eq!(coded(Context::Neighbours(0), &[0; 16]), "1");
        assert_eq!(coded(Context::ChromaDc, &[0; 4]), "01");
        assert_eq!(coded(Context::Neighbours(9), &[0; 15]), "000011");
    }
}
