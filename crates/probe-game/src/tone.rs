//! A soft tone that changes with every press: 440 Hz and 880 Hz in turn.

use std::f32::consts::TAU;
use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context as _, Result};
use pipewire as pw;
use pw::properties::properties;
use pw::spa;

const RATE: u32 = 48_000;
const CHANNELS: usize = 2;
/// Samples a round of PipeWire's graph: 10 ms.
const QUANTUM: usize = 480;
const LOUDNESS: f32 = 0.1;

/// Hz after so many presses.
fn pitch(presses: u32) -> f32 {
    if presses.is_multiple_of(2) {
        440.0
    } else {
        880.0
    }
}

/// Plays on a thread of its own, as long as the program runs. Without PipeWire there is silence.
pub fn play(presses: Arc<AtomicU32>) {
    let player = std::thread::Builder::new().name("tone".into());
    let started = player.spawn(move || {
        if let Err(reason) = stream(presses) {
            eprintln!("probe: no sound: {reason:#}");
        }
    });
    if let Err(reason) = started {
        eprintln!("probe: no sound: {reason}");
    }
}

struct Oscillator {
    presses: Arc<AtomicU32>,
    /// 0 to 1.
    phase: f32,
}

impl Oscillator {
    /// Fills interleaved frames of two 32-bit samples. The phase goes on, so a change does not click.
    fn fill(&mut self, frames: &mut [u8]) {
        let step = pitch(self.presses.load(Ordering::Relaxed)) / RATE as f32;
        for frame in frames.chunks_exact_mut(CHANNELS * 4) {
            let sample = ((self.phase * TAU).sin() * LOUDNESS).to_le_bytes();
            for channel in frame.chunks_exact_mut(4) {
                channel.copy_from_slice(&sample);
            }
            self.phase = (self.phase + step).fract();
        }
    }
}

fn stream(presses: Arc<AtomicU32>) -> Result<()> {
    pw::init();
    let main_loop = pw::main_loop::MainLoopRc::new(None)?;
    let context = pw::context::ContextRc::new(&main_loop, None)?;
    let core = context
        .connect_rc(None)
        .context("cannot reach PipeWire (PIPEWIRE_REMOTE names its socket)")?;
    let stream = pw::stream::StreamBox::new(
        &core,
        "probe tone",
        properties! {
            *pw::keys::MEDIA_TYPE => "Audio",
            *pw::keys::MEDIA_CATEGORY => "Playback",
            *pw::keys::MEDIA_ROLE => "Game",
            *pw::keys::NODE_NAME => "stratus-probe-game",
            *pw::keys::NODE_LATENCY => format!("{QUANTUM}/{RATE}"),
        },
    )?;
    let oscillator = Oscillator {
        presses,
        phase: 0.0,
    };
    let _listener = stream
        .add_local_listener_with_user_data(oscillator)
        .process(|stream, oscillator| {
            let Some(mut buffer) = stream.dequeue_buffer() else {
                return;
            };
            let wanted = match buffer.requested() {
                0 => QUANTUM,
                frames => frames as usize,
            };
            let Some(data) = buffer.datas_mut().first_mut() else {
                return;
            };
            let frame = CHANNELS * 4;
            let mut filled = 0;
            if let Some(bytes) = data.data() {
                filled = (wanted * frame).min(bytes.len() / frame * frame);
                oscillator.fill(&mut bytes[..filled]);
            }
            let chunk = data.chunk_mut();
            *chunk.offset_mut() = 0;
            *chunk.stride_mut() = frame as i32;
            *chunk.size_mut() = filled as u32;
        })
        .register()?;

    let mut format = spa::param::audio::AudioInfoRaw::new();
    format.set_format(spa::param::audio::AudioFormat::F32LE);
    format.set_rate(RATE);
    format.set_channels(CHANNELS as u32);
    let mut position = [0; spa::param::audio::MAX_CHANNELS];
    position[0] = spa::sys::SPA_AUDIO_CHANNEL_FL;
    position[1] = spa::sys::SPA_AUDIO_CHANNEL_FR;
    format.set_position(position);
    let object = spa::pod::Object {
        type_: spa::sys::SPA_TYPE_OBJECT_Format,
        id: spa::sys::SPA_PARAM_EnumFormat,
        properties: format.into(),
    };
    let bytes = spa::pod::serialize::PodSerializer::serialize(
        Cursor::new(Vec::new()),
        &spa::pod::Value::Object(object),
    )
    .context("cannot describe the sound format")?
    .0
    .into_inner();
    let pod = spa::pod::Pod::from_bytes(&bytes).context("cannot describe the sound format")?;
    stream.connect(
        spa::utils::Direction::Output,
        None,
        pw::stream::StreamFlags::AUTOCONNECT
            | pw::stream::StreamFlags::MAP_BUFFERS
            | pw::stream::StreamFlags::RT_PROCESS,
        &mut [pod],
    )?;
    main_loop.run();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crossings(presses: u32) -> usize {
        let mut oscillator = Oscillator {
            presses: Arc::new(AtomicU32::new(presses)),
            phase: 0.0,
        };
        let mut bytes = vec![0; RATE as usize * CHANNELS * 4];
        oscillator.fill(&mut bytes);
        let left: Vec<f32> = bytes
            .chunks_exact(8)
            .map(|frame| f32::from_le_bytes([frame[0], frame[1], frame[2], frame[3]]))
            .collect();
        assert!(left.iter().all(|sample| sample.abs() <= LOUDNESS));
        left.windows(2)
            .filter(|w| w[0] < 0.0 && w[1] >= 0.0)
            .count()
    }

    #[test]
    fn a_press_changes_the_pitch() {
        assert!(crossings(0).abs_diff(440) <= 1);
        assert!(crossings(1).abs_diff(880) <= 1);
        assert!(crossings(2).abs_diff(440) <= 1);
    }
}
