//! What flows between the stages of a session: pictures, sound, bits, and the time they took.
//!
//! A stage knows these types, its own configuration, and nothing of its neighbours.

mod audio;
mod clock;
mod dmabuf;
mod encoded;
mod frame;
mod histogram;
mod mailbox;
mod seat;
#[cfg(feature = "udmabuf")]
mod udmabuf;

pub use audio::AudioPacket;
pub use clock::Timestamp;
pub use dmabuf::{DmaBuf, DmaBufFormat, DmaBufImporter, DmaBufPlane, MAX_PLANES, Refusal};
pub use encoded::{EncodedFrame, FrameEnd, FrameStart, Packet, PacketPool, SliceSink};
pub use frame::{
    Damage, FrameBuffer, PixelFormat, Pixels, ReleaseGuard, ReleaseSink, Size, VideoFrame,
};
pub use histogram::{Histogram, Quantiles};
pub use mailbox::Mailbox;
pub use seat::SeatEvent;
#[cfg(feature = "udmabuf")]
pub use udmabuf::Udmabuf;
