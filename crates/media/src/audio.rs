//! Sound on its way to the network.

use crate::{Packet, Timestamp};

/// One Opus packet: 48 kHz, stereo, 10 ms.
pub struct AudioPacket {
    /// Counts packets by one, wrapping.
    pub seq: u32,
    /// Sample position of the packet's start, wrapping.
    pub pts: u32,
    /// The packet.
    pub payload: Packet,
    /// When its last sample was captured.
    pub captured: Timestamp,
}
