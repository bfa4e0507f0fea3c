//! The part of FFmpeg's C interface that is used: functions by name, and the front of two structs.

use std::ffi::{CStr, c_char, c_int, c_uint, c_void};

/// `AVERROR(EAGAIN)`.
pub const AGAIN: c_int = -rustix::io::Errno::AGAIN.raw_os_error();
/// `AV_OPT_SEARCH_CHILDREN`: an encoder's own options too.
pub const SEARCH_CHILDREN: c_int = 1;
/// `AV_LOG_ERROR`.
pub const LOG_ERROR: c_int = 16;
/// `AV_PIX_FMT_YUV420P`.
pub const YUV420P: c_int = 0;
/// `AV_PIX_FMT_YUVJ420P`, which is what a full-range stream decodes to.
pub const YUVJ420P: c_int = 12;
/// `SWS_BILINEAR`.
pub const BILINEAR: c_int = 2;
/// `SWS_CS_ITU709`.
pub const BT709: c_int = 1;

/// A struct that is only pointed to.
#[repr(C)]
pub struct Opaque {
    _private: [u8; 0],
}

/// The front of `AVFrame` (libavutil/frame.h; the same in libavutil 57, 58 and 59). Allocated by the library only.
#[repr(C)]
pub struct Frame {
    pub data: [*mut u8; 8],
    pub linesize: [c_int; 8],
    pub extended_data: *mut *mut u8,
    pub width: c_int,
    pub height: c_int,
    pub nb_samples: c_int,
    pub format: c_int,
    /// Deprecated since libavutil 58, still there in 59.
    pub key_frame: c_int,
    pub pict_type: c_int,
    pub sample_aspect_ratio: [c_int; 2],
    pub pts: i64,
}

/// The front of `AVPacket` (libavcodec/packet.h; the same in libavcodec 59, 60 and 61). Allocated by the library only.
#[repr(C)]
pub struct Packet {
    pub buf: *mut Opaque,
    pub pts: i64,
    pub dts: i64,
    pub data: *mut u8,
    pub size: c_int,
}

const _: () = {
    use std::mem::offset_of;
    assert!(offset_of!(Frame, linesize) == 64 && offset_of!(Frame, width) == 104);
    assert!(offset_of!(Frame, format) == 116 && offset_of!(Frame, pts) == 136);
    assert!(offset_of!(Packet, data) == 24 && offset_of!(Packet, size) == 32);
};

/// Declares a struct of function pointers, filled from a library by their names.
macro_rules! functions {
    ($(#[$doc:meta])* $name:ident { $($function:ident: fn($($argument:ty),* $(,)?) $(-> $result:ty)?;)* }) => {
        $(#[$doc])*
        #[allow(non_snake_case, reason = "FFmpeg's names")]
        pub struct $name {
            $(pub $function: unsafe extern "C" fn($($argument),*) $(-> $result)?,)*
            _library: libloading::Library,
        }

        impl $name {
            /// # Safety
            /// The library has to be the one that this interface is of.
            pub unsafe fn from_library(library: libloading::Library) -> Result<Self, libloading::Error> {
                // SAFETY: the types are those of the library's headers, as the caller says; the pointers live
                // no longer than the library beside them.
                unsafe {
                    Ok(Self {
                        $($function: *library.get(concat!(stringify!($function), "\0").as_bytes())?,)*
                        _library: library,
                    })
                }
            }
        }
    };
}

functions! {
    /// libavutil.
    Util {
        av_frame_alloc: fn() -> *mut Frame;
        av_frame_free: fn(*mut *mut Frame);
        av_frame_get_buffer: fn(*mut Frame, c_int) -> c_int;
        av_frame_make_writable: fn(*mut Frame) -> c_int;
        av_get_pix_fmt: fn(*const c_char) -> c_int;
        av_log_set_level: fn(c_int);
        av_opt_set: fn(*mut c_void, *const c_char, *const c_char, c_int) -> c_int;
        av_strerror: fn(c_int, *mut c_char, usize) -> c_int;
        avutil_version: fn() -> c_uint;
    }
}

functions! {
    /// libavcodec.
    Codec {
        av_new_packet: fn(*mut Packet, c_int) -> c_int;
        av_packet_alloc: fn() -> *mut Packet;
        av_packet_free: fn(*mut *mut Packet);
        av_packet_unref: fn(*mut Packet);
        avcodec_alloc_context3: fn(*const Opaque) -> *mut Opaque;
        avcodec_find_decoder_by_name: fn(*const c_char) -> *const Opaque;
        avcodec_find_encoder_by_name: fn(*const c_char) -> *const Opaque;
        avcodec_free_context: fn(*mut *mut Opaque);
        avcodec_open2: fn(*mut Opaque, *const Opaque, *mut *mut Opaque) -> c_int;
        avcodec_receive_frame: fn(*mut Opaque, *mut Frame) -> c_int;
        avcodec_receive_packet: fn(*mut Opaque, *mut Packet) -> c_int;
        avcodec_send_frame: fn(*mut Opaque, *const Frame) -> c_int;
        avcodec_send_packet: fn(*mut Opaque, *const Packet) -> c_int;
        avcodec_version: fn() -> c_uint;
    }
}

functions! {
    /// libswscale.
    Scale {
        sws_freeContext: fn(*mut Opaque);
        sws_getCoefficients: fn(c_int) -> *const c_int;
        sws_getContext: fn(
            c_int, c_int, c_int, c_int, c_int, c_int, c_int, *mut Opaque, *mut Opaque, *const f64,
        ) -> *mut Opaque;
        sws_scale: fn(
            *mut Opaque, *const *const u8, *const c_int, c_int, c_int, *const *mut u8, *const c_int,
        ) -> c_int;
        sws_setColorspaceDetails: fn(
            *mut Opaque, *const c_int, c_int, *const c_int, c_int, c_int, c_int, c_int,
        ) -> c_int;
        swscale_version: fn() -> c_uint;
    }
}

impl Util {
    /// What an error code says.
    pub fn error(&self, code: c_int) -> String {
        let mut text = [0u8; 128];
        // SAFETY: the buffer is as long as is said, and the library ends it with a zero.
        let known = unsafe { (self.av_strerror)(code, text.as_mut_ptr().cast(), text.len()) };
        match CStr::from_bytes_until_nul(&text) {
            Ok(text) if known == 0 => format!("{} ({code})", text.to_string_lossy()),
            _ => format!("error {code}"),
        }
    }
}
