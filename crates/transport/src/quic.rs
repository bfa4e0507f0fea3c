//! QUIC's settings, with the reason for each.

use std::sync::Arc;
use std::time::Duration;

use quinn::{IdleTimeout, TransportConfig, VarInt};
use wtransport::Identity;

use crate::congestion::SteadyConfig;

/// A player that vanished is noticed after this.
const IDLE: Duration = Duration::from_secs(6);
/// Three chances to answer within [`IDLE`].
const KEEP_ALIVE: Duration = Duration::from_secs(2);
/// Three audio datagrams: they go before streams, so no more may pile up.
const DATAGRAMS_OUT: usize = 4 << 10;
/// Input that waits for the session's task: half a second of datagrams at 250 Hz.
const DATAGRAMS_IN: usize = 64 << 10;

/// Settings for new connections that show `identity`.
pub(crate) fn server_config(identity: Identity) -> quinn::ServerConfig {
    let mut transport = TransportConfig::default();
    transport
        .max_idle_timeout(Some(IdleTimeout::from(VarInt::from_u32(
            IDLE.as_millis() as u32
        ))))
        .keep_alive_interval(Some(KEEP_ALIVE))
        // The player opens the CONNECT stream and one more; the rest answers strays with a reset.
        .max_concurrent_bidi_streams(VarInt::from_u32(8))
        // HTTP/3's three, and strays.
        .max_concurrent_uni_streams(VarInt::from_u32(8))
        // A player sends messages of at most 4 KiB, so this is plenty, and it bounds what strays cost.
        .stream_receive_window(VarInt::from_u32(64 << 10))
        .receive_window(VarInt::from_u32(256 << 10))
        // Until a connection's own send window is set.
        .send_window(256 << 10)
        // A frame that is begun is finished before another of the same priority.
        .send_fairness(false)
        .datagram_receive_buffer_size(Some(DATAGRAMS_IN))
        .datagram_send_buffer_size(DATAGRAMS_OUT)
        // Most players are nearer than the RFC's third of a second; a lost first packet is sent
        // again sooner.
        .initial_rtt(Duration::from_millis(100))
        .congestion_controller_factory(Arc::new(SteadyConfig::default()));

    let mut config = wtransport::ServerConfig::builder()
        .with_bind_default(0)
        .with_custom_transport(identity, transport)
        .build()
        .quic_config()
        .clone();
    // Handshakes that wait for a verdict, and what they may hold in memory.
    config
        .max_incoming(256)
        .incoming_buffer_size(32 << 10)
        .incoming_buffer_size_total(2 << 20);
    config
}
