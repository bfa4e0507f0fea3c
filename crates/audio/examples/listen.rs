//! Adds a sink to a PipeWire server and says once a second what it hears.
//!
//! `cargo run --release -p stratus-audio --example listen -- /run/user/1000/pipewire-0`

use std::time::Duration;

use stratus_audio::{AudioError, Sink, SinkConfig};

fn main() -> Result<(), AudioError> {
    let remote = std::env::args().nth(1).unwrap_or_default().into();
    let config = SinkConfig {
        remote,
        name: "stratus".into(),
        bitrate_bps: 128_000,
    };
    let sink = Sink::start(config, Box::new(|_| {}))?;
    while sink.failure().is_none() {
        std::thread::sleep(Duration::from_secs(1));
        println!("{:?}", sink.stats());
    }
    Ok(())
}
