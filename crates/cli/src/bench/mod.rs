//! `stratus bench`: measurements, as a table or as JSON.

mod browser;
mod capture;
mod daemon;
mod devtools;
mod encode;
mod flood;
mod http;
mod player;
mod quantiles;
mod rumble;
mod session;
mod vaapi;

use anyhow::Context as _;

#[derive(clap::Subcommand)]
pub enum Bench {
    /// The display connection alone: what the proxy adds to a game's messages and frames.
    Capture(capture::Arguments),
    /// Every encoder beside the one that Stratus had: time, bytes, quality, allocations.
    Encode(encode::Arguments),
    /// The VA-API path's own cost, on the software driver with its encoding switched off.
    Vaapi(vaapi::cost::Arguments),
    /// From a fault in a VA-API driver to the next encoder's picture, and what twenty of them leave behind.
    Failover(vaapi::failover::Arguments),
    /// Coordinator, node, a game and headless Chromium on this machine: what a player would feel.
    Session(session::Arguments),
    /// One player's latency while another on the same node is quiet, and while that one floods it with input.
    Flood(flood::Arguments),
    /// From a game's rumble to the motor in headless Chromium's page.
    Rumble(rumble::Arguments),
}

pub fn run(bench: Bench) -> anyhow::Result<()> {
    match bench {
        Bench::Capture(arguments) => capture::run(&arguments),
        Bench::Encode(arguments) => encode::run(&arguments),
        Bench::Vaapi(arguments) => vaapi::cost::run(&arguments),
        Bench::Failover(arguments) => vaapi::failover::run(&arguments),
        Bench::Session(arguments) => session::run(&arguments),
        Bench::Flood(arguments) => flood::run(&arguments),
        Bench::Rumble(arguments) => rumble::run(&arguments),
    }
}

fn size(text: &str) -> anyhow::Result<(u32, u32)> {
    let sides = text
        .split_once('x')
        .and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    sides.with_context(|| format!("--size {text}: use WIDTHxHEIGHT, such as 1280x720"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_two_numbers() {
        assert_eq!(size("1920x1080").unwrap(), (1920, 1080));
        assert!(size("1920").is_err() && size("ax1").is_err());
    }
}
