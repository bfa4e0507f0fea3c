//! A picture that is repeated is the game's last one, whatever became of the back end that had it.
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;
mod driver;
mod governed {
    pub mod fakes;
}

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::{Duration, Instant};

use clip::{Picture, config, decode_luma, psnr, yuv};
use driver::{Canvas, open};
use governed::fakes::{Fakes, SIZE, Script, Session, Step, frame, patient, request};
use stratus_encode::governor::{BackEnds, Governed, Reason, Rules};
use stratus_encode::{Backend, Encoder as _, WholeFrames};
use stratus_media::{EncodedFrame, FrameBuffer, Size};
use stratus_va_soft::host;

const VULKAN: Backend = Backend::Vulkan { device: None };

/// Decoding begins with `again`, and shows `wanted`.
fn shows(again: &EncodedFrame, size: Size, wanted: &[f64]) {
    assert!(again.idr && again.payload.starts_with(&[0, 0, 0, 1, 0x67]));
    let decoded = decode_luma(&again.payload, size);
    let near = psnr(&decoded[0], wanted);
    assert!(near > 24.0, "{near:.1} dB from the game's picture");
}

/// The luma of the fakes' picture `seq`.
fn luma(seq: u64) -> Vec<f64> {
    let pixels = (SIZE.width * SIZE.height) as usize;
    let shade = |at: usize| (at / 16 + seq as usize * 3) as u8;
    (0..pixels).map(|at| yuv([shade(at); 3])[0]).collect()
}

#[test]
fn a_back_end_that_is_taken_back_while_the_game_stands_still_repeats_the_games_picture() {
    for may_stall in [false, true] {
        let fails = Arc::new(AtomicBool::new(false));
        let failing = Arc::clone(&fails);
        let script = Script {
            may_stall,
            ..Script::new(move |_| match failing.load(SeqCst) {
                true => Step::Fail,
                false => Step::Take(0),
            })
        };
        let fakes = Fakes::of([("vulkan", script)]);
        let rules = Rules {
            back_off: Duration::from_millis(50),
            ..patient()
        };
        let mut session = Session::open(&fakes, &[VULKAN, Backend::X264], false, rules);
        session.picture();
        fails.store(true, SeqCst);
        session.picture();
        session.picture();
        assert_eq!(session.encoder.name(), "x264");
        fails.store(false, SeqCst);
        // The game draws nothing more, and viewers ask.
        let begun = Instant::now();
        let again = loop {
            let again = session.encoder.repeat(&request(SIZE)).unwrap().unwrap();
            if session.last_switch().reason == Reason::Recovered {
                break again;
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "never recovered");
            std::thread::sleep(Duration::from_millis(5));
        };
        assert_eq!(session.encoder.name(), "vulkan");
        shows(&again, SIZE, &luma(2));
    }
}

#[test]
fn a_session_that_has_shown_nothing_repeats_nothing() {
    for may_stall in [false, true] {
        let script = Script {
            may_stall,
            ..Script::new(|_| Step::Take(0))
        };
        let fakes = Fakes::of([("vulkan", script)]);
        let mut session = Session::open(&fakes, &[VULKAN, Backend::X264], false, patient());
        let mut useless = frame(0, SIZE);
        if let FrameBuffer::Shm { stride, .. } = &mut useless.buffer {
            *stride = 4;
        }
        let lost = session.encoder.encode(useless, &request(SIZE));
        assert!(lost.err().unwrap().is_the_frames());
        assert_eq!(session.encoder.name(), "vulkan");
        match session.encoder.repeat(&request(SIZE)) {
            Ok(again) => assert!(again.is_none(), "nobody has drawn this picture"),
            Err(error) => assert!(error.is_the_frames(), "{error}"),
        }
    }
}

#[test]
fn a_higher_level_leaves_nothing_of_the_stream_before_to_be_repeated() {
    host::run(&[], |host| {
        let picture = Picture::moving(SIZE, 3);
        let canvas = Canvas::new(SIZE);
        let mut encoder = open(&host.node, &config(SIZE)).unwrap();
        encoder
            .encode(canvas.frame(&picture, 0), &request(SIZE))
            .unwrap();
        // What the level allows changes nothing.
        encoder.set_bitrate(2_100_000).unwrap();
        assert!(encoder.repeat(&request(SIZE)).unwrap().is_some());
        encoder.set_bitrate(60_000_000).unwrap();
        assert!(encoder.repeat(&request(SIZE)).unwrap().is_none());
        let unit = encoder.encode(canvas.commit(1), &request(SIZE)).unwrap();
        shows(&unit, SIZE, &picture.luma());
    })
    .clean();
}

#[test]
fn a_session_goes_on_with_the_games_picture_at_a_higher_level_or_another_rate() {
    host::run(&[], |host| {
        let picture = Picture::moving(SIZE, 3);
        let canvas = Canvas::new(SIZE);
        let device = Some(host.node.clone());
        let config = config(SIZE);
        let governed = Governed::open_with(
            &config,
            vec![Backend::VaApi { device }],
            true,
            Arc::new(BackEnds),
            Box::new(|_| {}),
            patient(),
        );
        let mut session = WholeFrames::new(Box::new(governed.unwrap()));
        session
            .encode(canvas.frame(&picture, 0), &request(SIZE))
            .unwrap();
        session.set_bitrate(60_000_000).unwrap();
        let again = session.repeat(&request(SIZE)).unwrap().unwrap();
        shows(&again, SIZE, &picture.luma());
        let slower = stratus_encode::EncoderConfig { fps: 30, ..config };
        session.reconfigure(&slower).unwrap();
        let again = session.repeat(&request(SIZE)).unwrap().unwrap();
        shows(&again, SIZE, &picture.luma());
    })
    .clean();
}
