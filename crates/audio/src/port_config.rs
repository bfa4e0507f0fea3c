//! How an adapter node shows its ports: one 32-bit float port a channel, so that PipeWire mixes.
//!
//! Whoever manages a session says this to every node (`SPA_PARAM_PortConfig`); a node that was told
//! nothing has no ports.

use std::io::Cursor;

use pipewire::spa::param::audio::{AudioFormat, AudioInfoRaw, MAX_CHANNELS};
use pipewire::spa::pod::serialize::PodSerializer;
use pipewire::spa::pod::{Object, Property, PropertyFlags, Value};
use pipewire::spa::sys;
use pipewire::spa::utils::{Direction, Id};
use stratus_protocol::session::audio::{CHANNELS, SAMPLE_RATE};

fn stereo(format: AudioFormat) -> AudioInfoRaw {
    let mut info = AudioInfoRaw::new();
    info.set_format(format);
    info.set_rate(SAMPLE_RATE);
    info.set_channels(CHANNELS);
    let mut position = [0; MAX_CHANNELS];
    position[0] = sys::SPA_AUDIO_CHANNEL_FL;
    position[1] = sys::SPA_AUDIO_CHANNEL_FR;
    info.set_position(position);
    info
}

#[expect(
    clippy::expect_used,
    reason = "writing to memory fails only where the value is malformed, and it is a constant"
)]
fn bytes(object: Object) -> Vec<u8> {
    PodSerializer::serialize(Cursor::new(Vec::new()), &Value::Object(object))
        .expect("a constant object can be written")
        .0
        .into_inner()
}

fn property(key: u32, value: Value) -> Property {
    Property {
        key,
        flags: PropertyFlags::empty(),
        value,
    }
}

/// The one format of the sink's stream: 48 kHz, stereo, interleaved floats.
pub(crate) fn sink_format() -> Vec<u8> {
    bytes(Object {
        type_: sys::SPA_TYPE_OBJECT_Format,
        id: sys::SPA_PARAM_EnumFormat,
        properties: stereo(AudioFormat::F32LE).into(),
    })
}

/// "Show a left and a right port": a node with other channels or another rate converts by itself.
pub(crate) fn stereo_ports(direction: Direction) -> Vec<u8> {
    let format = Object {
        type_: sys::SPA_TYPE_OBJECT_Format,
        id: sys::SPA_PARAM_Format,
        properties: stereo(AudioFormat::F32P).into(),
    };
    bytes(Object {
        type_: sys::SPA_TYPE_OBJECT_ParamPortConfig,
        id: sys::SPA_PARAM_PortConfig,
        properties: vec![
            property(
                sys::SPA_PARAM_PORT_CONFIG_direction,
                Value::Id(Id(direction.as_raw())),
            ),
            property(
                sys::SPA_PARAM_PORT_CONFIG_mode,
                Value::Id(Id(sys::SPA_PARAM_PORT_CONFIG_MODE_dsp)),
            ),
            property(sys::SPA_PARAM_PORT_CONFIG_format, Value::Object(format)),
        ],
    })
}
