//! Encoding through the system's libva: what FFmpeg decodes is what the driver reconstructed.
#![allow(clippy::unwrap_used, reason = "a test")]

mod app;
mod decoding;

use app::headers::rewrite;
use app::session::{Session, Setup};
use app::{App, Canvas, psnr};
use stratus_va_soft::h264::headers::{Marking, Modification};
use stratus_va_soft::host;
use stratus_vaapi_sys::*;

/// So many that frame_num comes round.
const FRAMES: usize = 26;

/// Encodes a moving pattern, with references picked at each frame, and compares every picture.
fn round_trip(host: &host::Host, setup: Setup) -> Vec<u8> {
    let app = App::open(host);
    let mut session = Session::new(&app, setup);
    let mut stream = Vec::new();
    let mut wanted = Vec::new();
    for step in 0..FRAMES {
        let idr = step == 0 || step == 7;
        let refer: &[usize] = match step {
            // Repair: the newest frames are taken for lost.
            3 => &[1],
            4 => &[2, 0],
            5 => &[1, 2, 0],
            // Round the end of frame_num, which has 4 bits.
            22 => &[1],
            23 => &[2, 0],
            10 => &[0, 1],
            _ => &[0],
        };
        stream.extend(session.frame(idr, refer).unwrap());
        wanted.push(app.read(session.held[0].surface, setup.size));
    }
    let drawn = Canvas::new(setup.size);
    session.close();
    app.terminate();
    let decoded = decoding::decode(&stream, setup.size);
    assert_eq!(decoded.len(), wanted.len());
    for (step, (is, wanted)) in decoded.iter().zip(&wanted).enumerate() {
        assert!(is == wanted, "frame {step}");
    }
    // It is the picture that was drawn, and not only the same on both sides.
    for (step, is) in decoded.iter().enumerate() {
        let psnr = psnr(is, &drawn.luma(step as u32));
        assert!(psnr > 28.0, "frame {step}: {psnr:.1} dB");
    }
    stream
}

#[test]
fn with_headers_of_the_application() {
    let report = host::run(&[], |host| {
        round_trip(host, Setup::new());
    });
    report.clean();
    assert_eq!(
        (
            report.count("frames"),
            report.count("conversions"),
            report.count("idr")
        ),
        (26, 26, 2)
    );
    assert_eq!(report.count("imports"), 1);
}

#[test]
fn with_escaped_headers_and_slices_at_the_low_power_entry_point() {
    let report = host::run(&[("STRATUS_VA_SOFT_QUIRKS", "lp-only,segments")], |host| {
        round_trip(
            host,
            Setup {
                escaped: true,
                slices: 5,
                entrypoint: VAEntrypointEncSliceLP,
                ..Setup::new()
            },
        );
    });
    report.clean();
}

#[test]
fn with_headers_of_the_driver() {
    let report = host::run(&[("STRATUS_VA_SOFT_QUIRKS", "no-packed-headers")], |host| {
        round_trip(
            host,
            Setup {
                packed: false,
                ..Setup::new()
            },
        );
    });
    report.clean();
}

#[test]
fn at_a_constant_bit_rate() {
    let report = host::run(&[], |host| {
        let setup = Setup {
            rate_control: VA_RC_CBR,
            bit_rate: 600_000,
            ..Setup::new()
        };
        let len = round_trip(host, setup).len();
        // 26 frames at 30 a second, of which two are IDRs that may take four frames' bits.
        assert!((20_000..120_000).contains(&len), "{len}");
    });
    report.clean();
}

#[test]
fn at_the_main_and_high_profiles() {
    let report = host::run(&[("STRATUS_VA_SOFT_QUIRKS", "no-baseline")], |host| {
        for profile in [VAProfileH264Main, VAProfileH264High] {
            round_trip(
                host,
                Setup {
                    packed: false,
                    profile,
                    ..Setup::new()
                },
            );
        }
    });
    report.clean();
}

#[test]
fn a_frame_is_kept_long_term_and_referred_to_when_all_others_are_lost() {
    let report = host::run(&[], |host| {
        let setup = Setup::new();
        let app = App::open(host);
        let mut session = Session::new(&app, setup);
        let (mut stream, mut wanted) = (Vec::new(), Vec::new());
        for step in 0..9 {
            session.convert(|_| {}).unwrap();
            let mut draft = session.draft(step == 0, &[0]);
            if step == 2 {
                // Frame 1 becomes long-term.
                rewrite(&setup, &mut draft, |header| {
                    header.marking = Some(vec![Marking::MaxLong(1), Marking::Keep(1, 0)]);
                });
            }
            if step == 7 {
                // Only it is left: the oldest held.
                let last = session.held.len() - 1;
                draft = session.draft(false, &[last]);
                rewrite(&setup, &mut draft, |header| {
                    header.modifications = vec![Modification::LongTerm(0)];
                });
            }
            session.submit(&draft).unwrap();
            if step == 2 {
                session.held[1].long = Some(0);
            }
            stream.extend(session.read().unwrap());
            wanted.push(app.read(session.held[0].surface, setup.size));
        }
        session.close();
        app.terminate();
        assert!(decoding::decode(&stream, setup.size) == wanted);
    });
    report.clean();
}
