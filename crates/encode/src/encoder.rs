//! What every back end does.

use stratus_media::{EncodedFrame, Size, VideoFrame};

use crate::{EncodeError, EncoderConfig, x264::X264};

/// What a frame needs beyond its pixels.
#[derive(Debug, Clone, Copy)]
pub struct FrameRequest<'a> {
    /// Decoding has to be able to start here.
    pub force_idr: bool,
    /// Frames ([`EncodedFrame::id`]) that the player lost: neither they nor what was built on them may
    /// be referred to from here on. Numbers that were never given out are ignored.
    pub invalidated: &'a [u32],
    /// The picture size that the player wants now. One that differs from the encoder's starts anew
    /// with an IDR; a frame of another size is scaled into it, with black bars.
    pub target: Size,
}

/// Turns pictures into H.264 (Annex B), one in – one out.
pub trait Encoder: Send {
    /// The back end, such as `x264`.
    fn name(&self) -> &'static str;

    /// The stream's codec string (RFC 6381), such as `avc1.42C01F`, from the sequence parameter set.
    fn codec(&self) -> &str;

    /// Encodes one frame; the frame may be dropped afterwards.
    ///
    /// # Errors
    /// A frame or target size that cannot be used (the encoder goes on with the next frame), or
    /// [`EncodeError::Backend`], after which another encoder has to be opened.
    fn encode(
        &mut self,
        frame: &VideoFrame,
        request: &FrameRequest<'_>,
    ) -> Result<EncodedFrame, EncodeError>;

    /// Encodes the picture of the frame before once more, for a player who needs one while the game draws
    /// nothing new; `None` before the first frame.
    ///
    /// # Errors
    /// As [`Encoder::encode`].
    fn repeat(&mut self, request: &FrameRequest<'_>) -> Result<Option<EncodedFrame>, EncodeError>;

    /// Changes the bitrate from the next frame on, without an IDR; bits a second.
    ///
    /// # Errors
    /// A bitrate of 0, or the library's refusal; the old one stays.
    fn set_bitrate(&mut self, bps: u32) -> Result<(), EncodeError>;

    /// Changes whatever differs; anything but the bitrate alone makes the next frame an IDR.
    ///
    /// # Errors
    /// A configuration that cannot be used; the old one stays.
    fn reconfigure(&mut self, config: &EncoderConfig) -> Result<(), EncodeError>;
}

/// Which encoder to open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Backend {
    /// The fastest that works here.
    #[default]
    Auto,
    /// libx264, on the CPU.
    X264,
}

/// Opens an encoder.
///
/// # Errors
/// A configuration that cannot be used, or a library that does not open.
pub fn open(config: &EncoderConfig, backend: Backend) -> Result<Box<dyn Encoder>, EncodeError> {
    match backend {
        Backend::Auto | Backend::X264 => Ok(Box::new(X264::open(config)?)),
    }
}
