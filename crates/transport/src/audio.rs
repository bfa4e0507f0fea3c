//! Sound: each packet in two successive datagrams, so that one lost datagram is not heard.

use std::sync::Arc;

use bytes::BytesMut;
use parking_lot::Mutex;
use stratus_media::AudioPacket;
use stratus_protocol::session::audio::{AudioDatagram, MAX_PACKET};

use crate::stats::ConnectionCounters;
use crate::webtransport::DatagramPrefix;

#[derive(Default)]
struct State {
    scratch: Vec<u8>,
    buffer: BytesMut,
}

struct Shared {
    quic: quinn::Connection,
    prefix: DatagramPrefix,
    counters: Arc<ConnectionCounters>,
    state: Mutex<State>,
}

/// Sends sound to the player, from any thread.
#[derive(Clone)]
pub struct AudioSender {
    shared: Arc<Shared>,
}

impl AudioSender {
    pub(crate) fn new(
        quic: quinn::Connection,
        prefix: DatagramPrefix,
        counters: Arc<ConnectionCounters>,
    ) -> Self {
        Self {
            shared: Arc::new(Shared {
                quic,
                prefix,
                counters,
                state: Mutex::default(),
            }),
        }
    }

    /// Sends a packet, and once more the one `before` it, where the caller kept that. Never blocks: where datagrams
    /// already wait for the network, or none can be this large, the packet is dropped and counted.
    pub fn send(&self, packet: &AudioPacket, before: Option<&AudioPacket>) {
        let shared = &*self.shared;
        let mut state = shared.state.lock();
        let State { scratch, buffer } = &mut *state;
        let sent = packet.payload.len() <= MAX_PACKET && {
            let follows = before
                .filter(|before| before.seq.wrapping_add(1) == packet.seq)
                .filter(|before| before.payload.len() <= MAX_PACKET)
                .map_or(&[][..], |before| &before.payload);
            let room = shared.quic.max_datagram_size().unwrap_or(0);
            [follows, &[]].into_iter().any(|previous| {
                scratch.clear();
                scratch.extend_from_slice(shared.prefix.as_slice());
                let datagram = AudioDatagram {
                    seq: packet.seq,
                    pts: packet.pts,
                    newest: &packet.payload,
                    previous,
                };
                datagram.encode(scratch);
                scratch.len() <= room
            }) && shared.quic.datagram_send_buffer_space() >= scratch.len()
                && {
                    buffer.extend_from_slice(scratch);
                    shared.quic.send_datagram(buffer.split().freeze()).is_ok()
                }
        };
        let counter = if sent {
            &shared.counters.audio_sent
        } else {
            &shared.counters.audio_dropped
        };
        counter.add(1);
    }
}
