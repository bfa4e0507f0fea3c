//! Which keys or buttons are down.

/// evdev codes end here (`KEY_MAX` + 1).
const CODES: usize = 0x300;

/// Which codes are down.
#[derive(Default)]
pub(super) struct Down([u64; CODES / 64]);

impl Down {
    /// True where that changes something.
    pub(super) fn set(&mut self, code: u16, down: bool) -> bool {
        let Some(word) = self.0.get_mut(usize::from(code) / 64) else {
            return false;
        };
        let bit = 1 << (code % 64);
        let was = *word & bit != 0;
        *word = if down { *word | bit } else { *word & !bit };
        was != down
    }

    pub(super) fn first(&self) -> Option<u16> {
        let (at, word) = self.0.iter().enumerate().find(|(_, word)| **word != 0)?;
        Some((at * 64) as u16 + word.trailing_zeros() as u16)
    }

    pub(super) fn codes(&self) -> impl Iterator<Item = u16> + '_ {
        (0..CODES as u16).filter(|code| self.0[usize::from(*code) / 64] & (1 << (code % 64)) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_down_is_known_once() {
        let mut down = Down::default();
        assert!(down.set(30, true));
        assert!(!down.set(30, true));
        assert!(down.set(0x2ff, true));
        assert!(!down.set(0x300, true));
        assert_eq!(down.codes().collect::<Vec<_>>(), [30, 0x2ff]);
        assert_eq!(down.first(), Some(30));
        assert!(down.set(30, false));
        assert!(!down.set(30, false));
    }
}
