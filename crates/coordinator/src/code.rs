//! Codes that people type or pass on: for signing in, and for guests.

/// No 0/O, 1/I/L, no U.
const ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 12 characters of 30: 58 bits, guessed against a rate limit.
const CODE_LEN: usize = 12;

/// A fresh code, in groups of four.
#[must_use]
pub fn new_code() -> String {
    let mut text = String::with_capacity(CODE_LEN + 2);
    for i in 0..CODE_LEN {
        if i > 0 && i % 4 == 0 {
            text.push('-');
        }
        text.push(char::from(ALPHABET[rand::random_range(0..ALPHABET.len())]));
    }
    text
}

/// As typed → as compared: case, spaces and dashes do not matter.
#[must_use]
pub fn normal(code: &str) -> String {
    code.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect()
}
