//! How long conversion and encoding take here. Prints; run it with
//! `cargo test --release -p stratus-encode --test timing -- --ignored --nocapture`.
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;

use clip::{Picture, again, open, request};
use stratus_encode::{Backend, EncoderConfig};
use stratus_media::Size;

/// A textured floor that scrolls, with hard-edged sprites on it.
fn game(size: Size, step: u32) -> Picture {
    let tiles = Picture::noise(Size::new(64, 64), 7);
    Picture::new(size, |x, y| {
        let (u, v) = (x + step * 4, y + step);
        let sprite = (x + step * 7) % 240 < 48 && y % 180 < 60;
        if sprite {
            return [200, (x % 240) as u8, 40];
        }
        let grain = tiles.rgb[(v % 64 * 64 + u % 64) as usize];
        let tile = (u / 64 * 37 + v / 64 * 91) as u8;
        [
            (tile >> 1) + (grain[0] >> 4),
            96 + (grain[1] >> 4),
            (tile >> 2) + 40 + (grain[2] >> 4),
        ]
    })
}

#[test]
#[ignore = "measures; it checks nothing"]
fn conversion_and_encoding_times() {
    println!("size        threads  convert min/p50/p95 ms    encode min/p50/p95 ms   Mb/s");
    for size in [Size::new(1280, 720), Size::new(1920, 1080)] {
        let frames: Vec<_> = (0..24).map(|step| game(size, step).frame(0)).collect();
        for threads in [1, 2] {
            let config = EncoderConfig {
                size,
                fps: 60,
                bitrate_bps: if size.height > 720 {
                    25_000_000
                } else {
                    12_000_000
                },
                threads,
            };
            let mut encoder = open(&config, Backend::X264).unwrap();
            let (mut convert, mut encode) = (Vec::new(), Vec::new());
            let mut bytes = 0;
            let count = 240usize;
            for n in 0..count {
                // There and back, so that motion never jumps.
                let at = if n % 48 < 24 { n % 48 } else { 47 - n % 48 };
                let unit = encoder
                    .encode(again(&frames[at], n as u64), &request(size))
                    .unwrap();
                convert.push(unit.converted.since(unit.taken).as_secs_f64() * 1e3);
                encode.push(unit.encoded.since(unit.converted).as_secs_f64() * 1e3);
                bytes += unit.payload.len();
            }
            let line = |times: &mut Vec<f64>| {
                times.sort_by(f64::total_cmp);
                let at = |q: f64| times[(q * (times.len() - 1) as f64) as usize];
                format!("{:5.2} /{:5.2} /{:5.2}", at(0.0), at(0.5), at(0.95))
            };
            println!(
                "{:<12}{threads:>6}   {}      {}   {:6.1}",
                size.to_string(),
                line(&mut convert),
                line(&mut encode),
                bytes as f64 * 8.0 * 60.0 / count as f64 / 1e6
            );
        }
    }
}
