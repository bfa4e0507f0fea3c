//! What every back end does.

use std::path::Path;

use stratus_media::{FrameEnd, Size, SliceSink, VideoFrame};

use crate::vaapi::{VaApi, render_nodes};
use crate::vulkan::{self, VulkanConverter};
use crate::{Backend, EncodeError, EncoderConfig, x264::X264};

/// What a frame needs beyond its pixels.
#[derive(Debug, Clone, Copy)]
pub struct FrameRequest<'a> {
    /// Decoding has to be able to start here.
    pub force_idr: bool,
    /// Frames ([`FrameStart::id`](stratus_media::FrameStart::id)) that the player lost: neither they nor what
    /// was built on them may be referred to from here on. Numbers that were never given out are ignored.
    pub invalidated: &'a [u32],
    /// The picture size that the player wants now. One that differs from the encoder's starts anew
    /// with an IDR; a frame of another size is scaled into it, with black bars.
    pub target: Size,
}

/// Turns pictures into H.264 (Annex B), one in – one out.
///
/// After an error that is the encoder's own ([`EncodeError::ends_encoder`]) it is dropped, and another one is
/// opened, which [goes on](Self::continue_from) with the frame numbers. After any other error it goes on with
/// the next frame as if the failed one had not been.
pub trait Encoder: Send {
    /// The back end, such as `x264`; one of [`Backend`]'s names without its device.
    fn name(&self) -> &'static str;

    /// The stream's codec string (RFC 6381), such as `avc1.42C01F`, from the sequence parameter set.
    fn codec(&self) -> &str;

    /// Encodes one frame into `sink`, and answers when its last slice is there. The frame is let go as
    /// soon as its pixels were read, which is before they are encoded.
    ///
    /// # Errors
    /// A frame or target size that cannot be used, before [`SliceSink::begin`]; or a failure of the encoder
    /// itself at any time. What a sink was given of a picture that failed is not whole and has to be thrown away.
    fn encode(
        &mut self,
        frame: VideoFrame,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<FrameEnd, EncodeError>;

    /// Encodes the picture of the frame before once more, for a player who needs one while the game draws
    /// nothing new; `None`, and nothing in the sink, where this encoder has none of the target's size.
    ///
    /// # Errors
    /// As [`Encoder::encode`].
    fn repeat(
        &mut self,
        request: &FrameRequest<'_>,
        sink: &mut dyn SliceSink,
    ) -> Result<Option<FrameEnd>, EncodeError>;

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

    /// From now on a frame may be left out that shows what the player sees already: nothing goes into the
    /// sink, no number is given out, and [`FrameEnd::bytes`] is 0. Not so at first; a back end that cannot
    /// tell encodes every frame. A frame that was asked for more than its pixels is never left out, nor is a
    /// repeated one.
    fn leave_out_unchanged(&mut self, allowed: bool) {
        let _ = allowed;
    }

    /// Gives the next frame the number `id`, and the later ones those after it: the stream goes on where
    /// another encoder left it. The next frame is an IDR, and no older number is known any more.
    fn continue_from(&mut self, id: u32);
}

/// Opens an encoder.
///
/// # Errors
/// A configuration that cannot be used, or [`EncodeError::Unavailable`]: the back end does not work here.
pub fn open(config: &EncoderConfig, backend: &Backend) -> Result<Box<dyn Encoder>, EncodeError> {
    config.check()?;
    match backend {
        Backend::Auto | Backend::X264 => Ok(Box::new(X264::open(config)?)),
        Backend::VaApi { device } => Ok(Box::new(VaApi::open(config, device.as_deref())?)),
        Backend::Vulkan { device } => {
            let converter = VulkanConverter::open(config.size, device.as_deref())?;
            for_sessions(config, converter)
        }
    }
}

/// [`Backend::Vulkan`] on a GPU, not on a device that computes on the CPU.
pub(crate) fn open_on_hardware(
    config: &EncoderConfig,
    device: Option<&Path>,
) -> Result<Box<dyn Encoder>, EncodeError> {
    config.check()?;
    // Loading all Vulkan drivers takes longer than looking.
    if device.is_none() && render_nodes().is_empty() {
        return Err(EncodeError::Unavailable {
            backend: vulkan::NAME,
            reason: "there is no render node in /dev/dri".to_owned(),
        });
    }
    let converter = VulkanConverter::open_hardware(config.size, device)?;
    for_sessions(config, converter)
}

/// libx264 with `converter` in front, which has to import what games draw into.
fn for_sessions(
    config: &EncoderConfig,
    converter: VulkanConverter,
) -> Result<Box<dyn Encoder>, EncodeError> {
    if !converter.imports() {
        return Err(vulkan::imports_nothing(converter.device_name()));
    }
    Ok(Box::new(X264::on_device(config, converter, false)?))
}

/// Opens the back end `vulkan` on a converter that is open already, which gets each frame, those in shared memory too: for
/// tests, and for measuring where there is no DMA-BUF. Such frames [`open`]'s converts on the CPU, which is no slower.
///
/// # Errors
/// As [`open`].
pub fn open_on(
    config: &EncoderConfig,
    converter: VulkanConverter,
) -> Result<Box<dyn Encoder>, EncodeError> {
    Ok(Box::new(X264::on_device(config, converter, true)?))
}
