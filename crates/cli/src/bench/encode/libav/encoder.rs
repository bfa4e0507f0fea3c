//! libx264 through libavcodec, with the settings that the baseline has.

use std::sync::Arc;

use stratus_media::Size;

use super::Libav;
use super::owned::{Direction, OwnedCodec, OwnedFrame, OwnedPacket};

/// Preset ultrafast, tune zerolatency, crf 23, keyint 30, threads auto.
pub struct X264 {
    codec: OwnedCodec,
    packet: OwnedPacket,
    next: i64,
}

impl X264 {
    pub fn open(libav: &Arc<Libav>, size: Size, fps: u32) -> anyhow::Result<Self> {
        let video_size = format!("{}x{}", size.width, size.height);
        let time_base = format!("1/{fps}");
        let options = [
            (c"video_size", video_size.as_str()),
            (c"pixel_format", "yuv420p"),
            (c"time_base", time_base.as_str()),
            (c"preset", "ultrafast"),
            (c"tune", "zerolatency"),
            (c"crf", "23"),
            (c"g", "30"),
            (c"threads", "auto"),
        ];
        Ok(Self {
            codec: OwnedCodec::open(libav, Direction::Encode, c"libx264", &options)?,
            packet: OwnedPacket::new(libav)?,
            next: 0,
        })
    }

    /// One in, one out.
    pub fn encode(&mut self, frame: &mut OwnedFrame) -> anyhow::Result<&[u8]> {
        frame.fields_mut().pts = self.next;
        self.next += 1;
        let interface = &self.codec.libav.codec;
        // SAFETY: the context is open for encoding and the frame has its size and format.
        let code = unsafe { (interface.avcodec_send_frame)(self.codec.as_ptr(), frame.as_ptr()) };
        self.codec.check(code, "encode a frame")?;
        // SAFETY: the context is open and the packet is valid; what it held is let go.
        let code = unsafe {
            (interface.avcodec_receive_packet)(self.codec.as_ptr(), self.packet.as_ptr())
        };
        self.codec
            .check(code, "give a frame's bits before the next frame")?;
        Ok(self.packet.bytes())
    }
}
