//! H.264 to pictures.

use std::sync::Arc;

use anyhow::{bail, ensure};
use stratus_media::Size;

use super::Libav;
use super::interface::{AGAIN, YUV420P, YUVJ420P};
use super::owned::{Direction, OwnedCodec, OwnedFrame, OwnedPacket};

/// FFmpeg's own H.264 decoder, one in, one out.
pub struct Decoder {
    codec: OwnedCodec,
    packet: OwnedPacket,
    frame: OwnedFrame,
}

/// A decoded picture: luma, then both chroma planes, each with its bytes from row to row.
pub struct Picture<'a> {
    pub size: Size,
    pub planes: [(&'a [u8], usize); 3],
}

impl Decoder {
    pub fn open(libav: &Arc<Libav>) -> anyhow::Result<Self> {
        let options = [(c"threads", "1"), (c"flags", "low_delay")];
        Ok(Self {
            codec: OwnedCodec::open(libav, Direction::Decode, c"h264", &options)?,
            packet: OwnedPacket::new(libav)?,
            frame: OwnedFrame::new(libav)?,
        })
    }

    /// Decodes one access unit (Annex B).
    pub fn decode(&mut self, access_unit: &[u8]) -> anyhow::Result<Picture<'_>> {
        self.packet.fill(access_unit)?;
        let interface = &self.codec.libav.codec;
        let context = self.codec.as_ptr();
        // SAFETY: the context is open for decoding and the packet holds padded bytes.
        let code = unsafe { (interface.avcodec_send_packet)(context, self.packet.as_ptr()) };
        self.codec.check(code, "decode what was encoded")?;
        // SAFETY: the context is open and the frame is valid; what it held is let go.
        let code = unsafe { (interface.avcodec_receive_frame)(context, self.frame.as_ptr()) };
        if code == AGAIN {
            bail!("the decoder held a picture back: the stream allows frames to be reordered");
        }
        self.codec.check(code, "decode what was encoded")?;
        self.picture()
    }

    /// The picture of the last access unit.
    pub fn again(&self) -> anyhow::Result<Picture<'_>> {
        ensure!(
            self.frame.fields().width > 0,
            "there was no picture before this one"
        );
        self.picture()
    }

    fn picture(&self) -> anyhow::Result<Picture<'_>> {
        let frame = self.frame.fields();
        ensure!(
            [YUV420P, YUVJ420P].contains(&frame.format),
            "the stream is not 8-bit 4:2:0 (pixel format {})",
            frame.format
        );
        let (Ok(width), Ok(height)) = (u32::try_from(frame.width), u32::try_from(frame.height))
        else {
            bail!("a picture of {}×{}", frame.width, frame.height);
        };
        let plane = |n: usize| {
            let shift = usize::from(n > 0);
            let (columns, rows) = (
                (width as usize).div_ceil(1 << shift),
                (height as usize).div_ceil(1 << shift),
            );
            let Ok(stride) = usize::try_from(frame.linesize[n]) else {
                bail!("a picture that stands on its head");
            };
            ensure!(
                stride >= columns && !frame.data[n].is_null() && rows > 0,
                "a picture without its plane {n}"
            );
            // SAFETY: a frame that was received has, for this size and format, rows at `data` that are `linesize`
            // apart; the last one ends with its pixels. They stay until the frame is given to the decoder again,
            // which needs `&mut self`.
            let bytes =
                unsafe { std::slice::from_raw_parts(frame.data[n], stride * (rows - 1) + columns) };
            Ok((bytes, stride))
        };
        Ok(Picture {
            size: Size::new(width, height),
            planes: [plane(0)?, plane(1)?, plane(2)?],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{READ_BEYOND, Scaler, X264};
    use super::*;

    #[test]
    fn what_the_baseline_encodes_is_what_is_decoded() {
        let Ok(libav) = Libav::load() else {
            eprintln!("skipped: FFmpeg's libraries are not here");
            return;
        };
        let size = Size::new(64, 32);
        let mut scaler = Scaler::new(&libav, size).unwrap();
        let mut encoder = X264::open(&libav, size, 60).unwrap();
        let mut decoder = Decoder::open(&libav).unwrap();
        let white = vec![255; 64 * 32 * 4 + READ_BEYOND];
        for _ in 0..40 {
            let frame = scaler.convert(&white, 64 * 4).unwrap();
            let bits = encoder.encode(frame).unwrap();
            let picture = decoder.decode(bits).unwrap();
            assert_eq!(picture.size, size);
            // White in limited range.
            let [(luma, _), (blue, _), (red, _)] = picture.planes;
            assert!(
                luma[0].abs_diff(235) <= 1 && blue[0].abs_diff(128) <= 1,
                "{:?}",
                (luma[0], blue[0], red[0])
            );
        }
        assert!(decoder.decode(&[0, 0, 0, 1, 9]).is_err());
    }
}
