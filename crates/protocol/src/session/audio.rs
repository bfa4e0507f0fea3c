//! Sound: Opus, 48 kHz stereo, 10 ms a packet, each packet in two successive datagrams.
//!
//! Datagram: `0x41`, sequence number (u32), presentation time (u32, samples), length (u16) and bytes
//! of the newest packet, then length and bytes of the packet before it (length 0: none).

use serde::{Deserialize, Serialize};

use super::wire::{Reader, WireError, put};

/// First byte of an audio datagram.
pub const KIND: u8 = 0x41;
/// Samples a second and channel.
pub const SAMPLE_RATE: u32 = 48_000;
/// Samples a packet and channel (10 ms).
pub const PACKET_SAMPLES: u32 = 480;
/// Interleaved channels.
pub const CHANNELS: u32 = 2;
/// The largest Opus packet that fits twice into a datagram.
pub const MAX_PACKET: usize = 560;

/// One audio datagram.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AudioDatagram<'a> {
    /// Counts packets by one, wrapping.
    pub seq: u32,
    /// Sample position of the newest packet, wrapping.
    pub pts: u32,
    /// Packet `seq`.
    pub newest: &'a [u8],
    /// Packet `seq - 1`, or empty.
    pub previous: &'a [u8],
}

impl<'a> AudioDatagram<'a> {
    /// Appends the datagram's bytes to `out`.
    pub fn encode(&self, out: &mut Vec<u8>) {
        put!(out, KIND, self.seq, self.pts);
        for packet in [self.newest, self.previous] {
            let n = packet.len().min(MAX_PACKET);
            put!(out, n as u16);
            out.extend_from_slice(&packet[..n]);
        }
    }

    /// Reads a datagram.
    ///
    /// # Errors
    /// Whatever is not exactly one datagram.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, WireError> {
        let mut r = Reader::new(bytes);
        let kind = r.u8()?;
        if kind != KIND {
            return Err(WireError::Type(kind));
        }
        let (seq, pts) = (r.u32()?, r.u32()?);
        let mut packet = || match usize::from(r.u16()?) {
            n @ ..=MAX_PACKET => r.bytes(n),
            n => Err(WireError::Length(n, MAX_PACKET)),
        };
        let (newest, previous) = (packet()?, packet()?);
        r.end()?;
        Ok(Self {
            seq,
            pts,
            newest,
            previous,
        })
    }
}
