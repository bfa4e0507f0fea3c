//! Where a session's sound goes.

use std::sync::Arc;

use parking_lot::Mutex;
use stratus_media::AudioPacket;
use stratus_protocol::session::SEATS;
use stratus_transport::AudioSender;

/// Where sound goes: to every player who is connected.
#[derive(Clone, Default)]
pub struct Sound(Arc<Mutex<Audible>>);

#[derive(Default)]
struct Audible {
    listeners: [Option<AudioSender>; SEATS as usize],
    /// Each packet goes out once more with the next one, for a lost datagram.
    before: Option<AudioPacket>,
}

impl Sound {
    /// Sends a packet to whoever listens. For one thread: a packet follows the one before it.
    pub fn send(&self, packet: AudioPacket) {
        let (listeners, before) = {
            let mut audible = self.0.lock();
            (audible.listeners.clone(), audible.before.take())
        };
        for listener in listeners.iter().flatten() {
            listener.send(&packet, before.as_ref());
        }
        self.0.lock().before = Some(packet);
    }

    pub(super) fn heard_by(&self, seat: u8, listener: Option<AudioSender>) {
        if let Some(place) = self.0.lock().listeners.get_mut(usize::from(seat)) {
            *place = listener;
        }
    }
}
