//! Things of FFmpeg's that are freed when dropped.

use std::ffi::{CStr, CString, c_int};
use std::ptr::{NonNull, null_mut};
use std::sync::Arc;

use anyhow::{Context as _, ensure};

use super::Libav;
use super::interface::{Frame, Opaque, Packet, SEARCH_CHILDREN};

/// An `AVFrame`.
pub struct OwnedFrame {
    libav: Arc<Libav>,
    frame: NonNull<Frame>,
}

impl OwnedFrame {
    pub fn new(libav: &Arc<Libav>) -> anyhow::Result<Self> {
        // SAFETY: takes nothing, answers with a frame or null.
        let frame = unsafe { (libav.util.av_frame_alloc)() };
        Ok(Self {
            libav: Arc::clone(libav),
            frame: NonNull::new(frame).context("no memory for an AVFrame")?,
        })
    }

    pub const fn as_ptr(&self) -> *mut Frame {
        self.frame.as_ptr()
    }

    pub const fn fields(&self) -> &Frame {
        // SAFETY: the frame is valid until dropped, and nobody writes to it while this is borrowed.
        unsafe { self.frame.as_ref() }
    }

    pub const fn fields_mut(&mut self) -> &mut Frame {
        // SAFETY: as above, and it is borrowed once.
        unsafe { self.frame.as_mut() }
    }
}

impl Drop for OwnedFrame {
    fn drop(&mut self) {
        let mut frame = self.frame.as_ptr();
        // SAFETY: it came from av_frame_alloc and is freed once.
        unsafe { (self.libav.util.av_frame_free)(&raw mut frame) };
    }
}

/// An `AVPacket`.
pub struct OwnedPacket {
    libav: Arc<Libav>,
    packet: NonNull<Packet>,
}

impl OwnedPacket {
    pub fn new(libav: &Arc<Libav>) -> anyhow::Result<Self> {
        // SAFETY: takes nothing, answers with a packet or null.
        let packet = unsafe { (libav.codec.av_packet_alloc)() };
        Ok(Self {
            libav: Arc::clone(libav),
            packet: NonNull::new(packet).context("no memory for an AVPacket")?,
        })
    }

    pub const fn as_ptr(&self) -> *mut Packet {
        self.packet.as_ptr()
    }

    /// Its bytes; none where it is blank.
    pub const fn bytes(&self) -> &[u8] {
        // SAFETY: the packet is valid until dropped.
        let fields = unsafe { self.packet.as_ref() };
        if fields.data.is_null() || fields.size <= 0 {
            return &[];
        }
        // SAFETY: a packet's data has its size, and stays until the packet is given to the library again, which
        // needs `&mut self` of its owner.
        unsafe { std::slice::from_raw_parts(fields.data, fields.size as usize) }
    }

    /// Makes it hold a copy of `bytes`, padded as decoders want it.
    pub fn fill(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        let size = c_int::try_from(bytes.len()).context("a packet of more than 2 GiB")?;
        // SAFETY: the packet is valid; what it held is let go first.
        let made = unsafe {
            (self.libav.codec.av_packet_unref)(self.as_ptr());
            (self.libav.codec.av_new_packet)(self.as_ptr(), size)
        };
        ensure!(made == 0, "no memory for a packet of {size} bytes");
        // SAFETY: av_new_packet made `size` bytes at `data`.
        unsafe {
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), (*self.as_ptr()).data, bytes.len())
        };
        Ok(())
    }
}

impl Drop for OwnedPacket {
    fn drop(&mut self) {
        let mut packet = self.packet.as_ptr();
        // SAFETY: it came from av_packet_alloc and is freed once.
        unsafe { (self.libav.codec.av_packet_free)(&raw mut packet) };
    }
}

/// An `AVCodecContext` that is open.
pub struct OwnedCodec {
    pub libav: Arc<Libav>,
    context: NonNull<Opaque>,
}

/// Which way a codec works.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Encode,
    Decode,
}

impl OwnedCodec {
    pub fn open(
        libav: &Arc<Libav>,
        direction: Direction,
        name: &CStr,
        options: &[(&CStr, &str)],
    ) -> anyhow::Result<Self> {
        let shown = name.to_string_lossy();
        let find = match direction {
            Direction::Encode => libav.codec.avcodec_find_encoder_by_name,
            Direction::Decode => libav.codec.avcodec_find_decoder_by_name,
        };
        // SAFETY: the name ends with a zero; what is found is static.
        let codec = unsafe { find(name.as_ptr()) };
        ensure!(
            !codec.is_null(),
            "this {} has no {shown}: install a full build (Debian: ffmpeg)",
            libav.release()
        );
        // SAFETY: the codec was found.
        let context = unsafe { (libav.codec.avcodec_alloc_context3)(codec) };
        let opened = Self {
            libav: Arc::clone(libav),
            context: NonNull::new(context).context("no memory for an AVCodecContext")?,
        };
        for (option, value) in options {
            opened.set(option, value)?;
        }
        // SAFETY: the context was made for this codec; no options are left to be given.
        let code = unsafe { (libav.codec.avcodec_open2)(context, codec, null_mut()) };
        ensure!(
            code == 0,
            "{} cannot open {shown}: {}",
            libav.release(),
            libav.util.error(code)
        );
        Ok(opened)
    }

    fn set(&self, option: &CStr, value: &str) -> anyhow::Result<()> {
        let text = CString::new(value)?;
        // SAFETY: a codec context begins with its class, which is what av_opt_set needs; both texts end with a zero.
        let code = unsafe {
            (self.libav.util.av_opt_set)(
                self.as_ptr().cast(),
                option.as_ptr(),
                text.as_ptr(),
                SEARCH_CHILDREN,
            )
        };
        ensure!(
            code == 0,
            "{} does not take {}={value}: {}",
            self.libav.release(),
            option.to_string_lossy(),
            self.libav.util.error(code)
        );
        Ok(())
    }

    pub const fn as_ptr(&self) -> *mut Opaque {
        self.context.as_ptr()
    }

    /// The error of a call that answered `code`.
    pub fn check(&self, code: c_int, action: &str) -> anyhow::Result<()> {
        ensure!(
            code == 0,
            "{} cannot {action}: {}",
            self.libav.release(),
            self.libav.util.error(code)
        );
        Ok(())
    }
}

impl Drop for OwnedCodec {
    fn drop(&mut self) {
        let mut context = self.context.as_ptr();
        // SAFETY: it came from avcodec_alloc_context3 and is freed once.
        unsafe { (self.libav.codec.avcodec_free_context)(&raw mut context) };
    }
}
