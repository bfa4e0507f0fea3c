// The sound's format: crates/protocol/src/session/audio.rs. Apart from the rest, because the audio
// thread has next to no interfaces (no TextDecoder, for one) and loads only this.

export const SAMPLE_RATE = 48_000;
/** Samples a packet and channel (10 ms). */
export const PACKET_SAMPLES = 480;
export const CHANNELS = 2;
