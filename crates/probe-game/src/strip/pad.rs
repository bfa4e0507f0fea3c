//! The row below the strip: what a pad did last.

use super::{DARK, PAD_ROW, Unreadable, block, row};

/// Which control of a pad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PadEventKind {
    /// `EV_KEY`: a button; 1 is down, 0 up.
    Key,
    /// `EV_ABS`: a stick, a trigger or the direction pad.
    Axis,
}

/// A pad's event as evdev tells it (`linux/input-event-codes.h`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PadEvent {
    /// 0–3, in the order in which the game found the pads.
    pub pad: u8,
    /// Button or axis.
    pub kind: PadEventKind,
    /// Up to 0x3ff.
    pub code: u16,
    /// The axis's own range, cut to 16 bits.
    pub value: i16,
}

impl PadEvent {
    /// Bits from the top: 2 pad, 2 kind, 2 zero, 10 code, 16 value.
    #[must_use]
    pub const fn encode(self) -> u32 {
        let kind = match self.kind {
            PadEventKind::Key => 1,
            PadEventKind::Axis => 2,
        };
        (self.pad as u32 & 3) << 30
            | kind << 28
            | (self.code as u32 & 0x3ff) << 16
            | self.value as u16 as u32
    }

    /// `None` for 0, which stands for no event so far, and for what [`Self::encode`] never gives.
    #[must_use]
    pub const fn decode(value: u32) -> Option<Self> {
        let kind = match value >> 26 & 0xf {
            0b0100 => PadEventKind::Key,
            0b1000 => PadEventKind::Axis,
            _ => return None,
        };
        Some(Self {
            pad: (value >> 30) as u8,
            kind,
            code: (value >> 16 & 0x3ff) as u16,
            value: value as u16 as i16,
        })
    }

    /// Paints the row of an encoded event onto 32-bit pixels, `stride` bytes from row to row; what lies
    /// outside is cut off.
    pub fn paint(encoded: u32, pixels: &mut [u8], stride: usize, width: u32) {
        let top = PAD_ROW * block(width);
        row::paint(pixels, stride, width, top, encoded, DARK);
    }

    /// Reads the row of a picture as [`Strip::read`](super::Strip::read) reads its three; `None` before the first event.
    ///
    /// # Errors
    /// The picture is too small, or the row's checksum is wrong.
    pub fn read(
        width: u32,
        height: u32,
        sample: impl Fn(u32, u32) -> u8,
    ) -> Result<Option<Self>, Unreadable> {
        let block = block(width);
        if width < super::COLUMNS * block || height < (PAD_ROW + 1) * block {
            return Err(Unreadable::Small);
        }
        row::read(width, PAD_ROW * block, &sample)
            .map(Self::decode)
            .ok_or(Unreadable::Checksum(PAD_ROW))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Strip;
    use super::*;

    #[test]
    fn the_bits_lie_where_the_page_says() {
        let event = PadEvent {
            pad: 3,
            kind: PadEventKind::Key,
            code: 0x130,
            value: 1,
        };
        assert_eq!(event.encode(), 0xd130_0001);
        let axis = PadEvent {
            pad: 0,
            kind: PadEventKind::Axis,
            code: 1,
            value: -32768,
        };
        assert_eq!(axis.encode(), 0x2001_8000);
        assert_eq!(PadEvent::decode(0), None);
        assert_eq!(PadEvent::decode(u32::MAX), None);
        assert_eq!(PadEvent::decode(0xd530_0001), None, "the zeros are zero");
    }

    #[test]
    fn the_row_stands_below_the_strip_and_touches_it_not() {
        let (width, height) = (640, 64);
        let strip = Strip {
            frame: 9,
            drawn_unix_us: 8,
            presses: 7,
        };
        let mut pixels = vec![0x77; width as usize * height as usize * 4];
        strip.paint(&mut pixels, width as usize * 4, width);
        let sample = |pixels: &[u8], x, y| pixels[((y * width + x) * 4) as usize];
        for (encoded, event) in [
            (0, None),
            (
                0x5131_0001,
                Some(PadEvent {
                    pad: 1,
                    kind: PadEventKind::Key,
                    code: 0x131,
                    value: 1,
                }),
            ),
        ] {
            PadEvent::paint(encoded, &mut pixels, width as usize * 4, width);
            let read = PadEvent::read(width, height, |x, y| sample(&pixels, x, y));
            assert_eq!(read, Ok(event));
        }
        let read = Strip::read(width, height, |x, y| sample(&pixels, x, y));
        assert_eq!(read, Ok(strip));
        assert_eq!(PadEvent::read(width, 63, |_, _| 0), Err(Unreadable::Small));
    }

    proptest::proptest! {
        #[test]
        fn every_event_reads_back(pad in 0u8..4, key: bool, code in 0u16..0x400, value: i16) {
            let kind = if key { PadEventKind::Key } else { PadEventKind::Axis };
            let event = PadEvent { pad, kind, code, value };
            proptest::prop_assert_eq!(PadEvent::decode(event.encode()), Some(event));
        }
    }
}
