//! Samples in, Opus packets out. No clock and no I/O: the caller says when samples were captured.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use opus::{Application, Bitrate, Channels, SoftClip};
use stratus_media::{AudioPacket, PacketPool, Timestamp};
use stratus_protocol::session::audio::{CHANNELS, MAX_PACKET, PACKET_SAMPLES, SAMPLE_RATE};

use crate::AudioError;
use crate::stats::Counters;

/// Interleaved samples of one packet.
const PACKET_FLOATS: usize = (PACKET_SAMPLES * CHANNELS) as usize;

/// Rates that Opus takes, bits a second (RFC 6716 §2.1.1).
const BITRATES: std::ops::RangeInclusive<u32> = 6_000..=510_000;

/// A packet that decodes to 10 ms of silence: the head of a stereo 10 ms CELT frame with no bits
/// (RFC 6716 §3.1: configuration 30, stereo, one frame).
const SILENCE: [u8; 1] = [(30 << 3) | (1 << 2)];

/// Cuts a stream of samples into packets of 10 ms.
pub(crate) struct Packetizer {
    encoder: opus::Encoder,
    clip: SoftClip,
    pool: PacketPool,
    pending: Vec<f32>,
    seq: u32,
    pts: u32,
    counters: Arc<Counters>,
}

impl Packetizer {
    /// An encoder with Opus' restricted low delay mode: CELT only, 2.5 ms of look-ahead instead of 6.5.
    pub fn new(bitrate_bps: u32, counters: Arc<Counters>) -> Result<Self, AudioError> {
        let error = |reason: String| AudioError::Encoder {
            bitrate_bps,
            reason,
        };
        if !BITRATES.contains(&bitrate_bps) {
            return Err(error("out of range".into()));
        }
        let encoder = Self::encoder(bitrate_bps).map_err(|e| error(e.to_string()))?;
        Ok(Self {
            encoder,
            clip: SoftClip::new(Channels::Stereo),
            pool: PacketPool::new(),
            pending: Vec::with_capacity(PACKET_FLOATS),
            seq: 0,
            pts: 0,
            counters,
        })
    }

    fn encoder(bitrate_bps: u32) -> Result<opus::Encoder, opus::Error> {
        let mut encoder = opus::Encoder::new(SAMPLE_RATE, Channels::Stereo, Application::LowDelay)?;
        let bits = i32::try_from(bitrate_bps).unwrap_or(i32::MAX);
        encoder.set_bitrate(Bitrate::Bits(bits))?;
        encoder.set_vbr(true)?;
        encoder.set_vbr_constraint(true)?;
        Ok(encoder)
    }

    /// Takes interleaved stereo samples of a cycle that began at `captured`, and gives `deliver` each
    /// packet that they complete.
    pub fn push(
        &mut self,
        mut samples: &[f32],
        captured: Timestamp,
        deliver: &mut dyn FnMut(AudioPacket),
    ) {
        while !samples.is_empty() {
            let room = PACKET_FLOATS - self.pending.len();
            let (now, later) = samples.split_at(room.min(samples.len()));
            self.pending.extend_from_slice(now);
            samples = later;
            if self.pending.len() == PACKET_FLOATS {
                deliver(self.packet(captured));
            }
        }
    }

    fn packet(&mut self, captured: Timestamp) -> AudioPacket {
        let mut peak = 0.0f32;
        for sample in &mut self.pending {
            // A game can play anything; Opus wants numbers.
            if !sample.is_finite() {
                *sample = 0.0;
            }
            peak = peak.max(sample.abs());
        }
        self.counters.record_peak(peak);
        // Several streams may add up to more than full scale.
        if peak > 1.0 {
            self.clip.apply(&mut self.pending);
        }
        let mut payload = self.pool.take();
        let bytes = payload.buffer();
        bytes.resize(MAX_PACKET, 0);
        match self.encoder.encode_float(&self.pending, bytes) {
            Ok(n) => bytes.truncate(n),
            Err(_) => {
                self.counters.encode_errors.fetch_add(1, Ordering::Relaxed);
                bytes.clear();
                bytes.extend_from_slice(&SILENCE);
            }
        }
        self.counters.packets.fetch_add(1, Ordering::Relaxed);
        self.counters
            .bytes
            .fetch_add(payload.len() as u64, Ordering::Relaxed);
        self.pending.clear();
        let packet = AudioPacket {
            seq: self.seq,
            pts: self.pts,
            payload,
            captured,
        };
        self.seq = self.seq.wrapping_add(1);
        self.pts = self.pts.wrapping_add(PACKET_SAMPLES);
        packet
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sine(n: usize, amplitude: f32) -> Vec<f32> {
        (0..n)
            .flat_map(|i| {
                let value = (i as f32 * 440.0 * std::f32::consts::TAU / 48_000.0).sin() * amplitude;
                [value, value]
            })
            .collect()
    }

    fn packets(chunk: usize, samples: &[f32]) -> (Vec<AudioPacket>, SinkPeak) {
        let counters = Arc::new(Counters::default());
        let mut packetizer = Packetizer::new(128_000, Arc::clone(&counters)).unwrap();
        let mut out = Vec::new();
        for chunk in samples.chunks(chunk * 2) {
            packetizer.push(chunk, Timestamp::from_nanos(1), &mut |p| out.push(p));
        }
        let stats = counters.read();
        assert_eq!(stats.packets, out.len() as u64);
        (out, stats.peak)
    }

    type SinkPeak = f32;

    fn decode(packets: &[AudioPacket]) -> Vec<f32> {
        let mut decoder = opus::Decoder::new(SAMPLE_RATE, Channels::Stereo).unwrap();
        let mut all = Vec::new();
        for packet in packets {
            let mut out = [0.0; PACKET_FLOATS];
            let n = decoder
                .decode_float(&packet.payload, &mut out, false)
                .unwrap();
            assert_eq!(n, 480);
            all.extend_from_slice(&out);
        }
        all
    }

    #[test]
    fn any_chunk_size_gives_the_same_packets_of_ten_milliseconds() {
        let samples = sine(48_000, 0.5);
        let (whole, peak) = packets(480, &samples);
        assert_eq!(whole.len(), 100);
        assert!((peak - 0.5).abs() < 0.01);
        for chunk in [1, 240, 341, 960, 5000] {
            let (cut, _) = packets(chunk, &samples);
            assert_eq!(cut.len(), 100);
            for (i, (a, b)) in whole.iter().zip(&cut).enumerate() {
                assert_eq!(b.seq, i as u32);
                assert_eq!(b.pts, i as u32 * 480);
                assert_eq!(a.payload[..], b.payload[..]);
            }
        }
    }

    #[test]
    fn a_packet_always_fits_twice_into_a_datagram() {
        // White noise at the highest rate is the worst case.
        let counters = Arc::new(Counters::default());
        let mut packetizer = Packetizer::new(510_000, counters).unwrap();
        let mut seed = 1u32;
        let noise: Vec<f32> = (0..96_000)
            .map(|_| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                seed as f32 / u32::MAX as f32 * 2.0 - 1.0
            })
            .collect();
        packetizer.push(&noise, Timestamp::from_nanos(0), &mut |p| {
            assert!(p.payload.len() <= MAX_PACKET, "{}", p.payload.len());
        });
    }

    #[test]
    fn samples_that_are_no_numbers_or_too_loud_are_tamed() {
        let mut samples = sine(4800, 3.0);
        samples[100] = f32::NAN;
        samples[200] = f32::INFINITY;
        let (out, _) = packets(480, &samples);
        let heard = decode(&out);
        assert!(heard.iter().all(|s| s.is_finite() && s.abs() < 1.5));
        assert!(heard.iter().any(|s| s.abs() > 0.5));
    }

    #[test]
    fn the_stand_in_for_a_failed_packet_is_ten_milliseconds_of_silence() {
        let mut decoder = opus::Decoder::new(SAMPLE_RATE, Channels::Stereo).unwrap();
        let mut out = [1.0; PACKET_FLOATS];
        assert_eq!(
            decoder.decode_float(&SILENCE, &mut out, false).unwrap(),
            480
        );
        assert!(out.iter().all(|s| s.abs() < 1e-3));
        assert_eq!(opus::packet::get_nb_channels(&SILENCE).unwrap() as u32, 2);
    }
}
