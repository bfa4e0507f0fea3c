//! The VA-API back end on a driver that stalls, fails, lies or loses its device: the encoder is left at once, and what
//! it held is freed.
#![allow(clippy::unwrap_used, reason = "a test")]

mod clip;
mod driver;

use std::sync::Arc;
use std::time::{Duration, Instant};

use clip::{Picture, config, request};
use driver::{Canvas, Returned, SIZE, open, until};
use stratus_encode::{EncodeError, VaApi, WholeFrames};
use stratus_va_soft::host;

/// Encodes frames until one fails, and says which and why.
fn until_failure(encoder: &mut WholeFrames<VaApi>, most: u64) -> Option<(u64, EncodeError)> {
    let canvas = Canvas::new(SIZE);
    (0..most).find_map(|seq| {
        let frame = canvas.frame(&Picture::moving(SIZE, seq as u32), seq);
        let error = encoder.encode(frame, &request(SIZE)).err()?;
        Some((seq, error))
    })
}

#[test]
fn a_driver_that_stalls_over_a_picture_is_left_and_frees_all_when_it_returns() {
    stalled_driver_is_left("4:2000");
}

#[test]
fn a_driver_that_stalls_in_the_call_is_left_and_frees_all_when_it_returns() {
    stalled_driver_is_left("4:2000:end");
}

fn stalled_driver_is_left(stall: &str) {
    host::run(&[("STRATUS_VA_SOFT_STALL", stall)], |host| {
        let encoder = VaApi::open(&config(SIZE), Some(&host.node)).unwrap();
        let encoder = encoder.with_limit(Duration::from_millis(300));
        let mut encoder = WholeFrames::new(Box::new(encoder));
        let canvas = Canvas::new(SIZE);
        for seq in 0..4 {
            encoder.encode(canvas.commit(seq), &request(SIZE)).unwrap();
        }
        let returned = Arc::new(Returned::default());
        let mut frame = canvas.commit(4);
        frame.guard = returned.guard();
        let begun = Instant::now();
        let error = encoder.encode(frame, &request(SIZE)).err().unwrap();
        assert!(matches!(error, EncodeError::Deadline { .. }) && error.ends_encoder());
        assert!(
            begun.elapsed() < Duration::from_millis(1500),
            "it waited for the driver"
        );
        // Nothing more of it, and dropping it waits for nobody either.
        let after = encoder
            .encode(canvas.commit(5), &request(SIZE))
            .err()
            .unwrap();
        assert!(after.ends_encoder(), "{after}");
        drop(encoder);
        assert!(
            begun.elapsed() < Duration::from_millis(1600),
            "its end waited for the driver"
        );
        if stall.ends_with("end") {
            assert_eq!(returned.count(), 0, "the driver may still read it");
        }
        // Another one begins on a display of its own, meanwhile.
        let mut next = open(&host.node, &config(SIZE)).unwrap();
        let unit = next.encode(canvas.commit(6), &request(SIZE)).unwrap();
        assert!(unit.idr);
        until("the buffer comes back", || returned.count() == 1);
        drop((next, unit, canvas));
        until("both displays are terminated", || {
            host.report().displays() == 2
        });
    })
    .clean();
}

#[test]
fn a_lost_device_is_said_and_opened_anew() {
    host::run(&[("STRATUS_VA_SOFT_LOSE", "3")], |host| {
        for _ in 0..3 {
            let mut encoder = open(&host.node, &config(SIZE)).unwrap();
            let (seq, error) = until_failure(&mut encoder, 10).unwrap();
            assert_eq!(seq, 3);
            assert!(matches!(error, EncodeError::DeviceLost { .. }), "{error}");
            assert!(error.ends_encoder());
        }
    })
    .clean();
}

#[test]
fn a_device_that_is_lost_at_an_import_is_no_fault_of_the_buffer() {
    host::run(
        &[("STRATUS_VA_SOFT_FAIL", "vaCreateSurfaces:4:HW_BUSY")],
        |host| {
            let mut encoder = open(&host.node, &config(SIZE)).unwrap();
            let mut encode = |seq| encoder.encode(Canvas::new(SIZE).commit(seq), &request(SIZE));
            encode(0).unwrap();
            let error = encode(1).err().unwrap();
            assert!(matches!(error, EncodeError::DeviceLost { .. }), "{error}");
        },
    )
    .clean();
}

fn a_failed_call_is_an_error(fail: &str) {
    let report = host::run(&[("STRATUS_VA_SOFT_FAIL", fail)], |host| {
        match open(&host.node, &config(SIZE)) {
            Err(error) => assert!(error.ends_encoder(), "{error}"),
            Ok(mut encoder) => {
                let (_, error) = until_failure(&mut encoder, 8).unwrap();
                // What fails at an import is only that frame's.
                assert!(error.ends_encoder() || error.is_the_frames(), "{error}");
            }
        }
    });
    assert_eq!(report.displays(), 1, "terminated");
    // A picture that failed halfway is not whole, and the driver says so; what it is made of is freed all the same.
    for kind in ["surfaces", "buffers", "contexts", "configs"] {
        assert_eq!(report.count(&format!("{kind}_alive")), 0, "{kind}");
    }
}

/// A test a call that fails.
macro_rules! a_call_that_fails_is_an_error_and_leaks_nothing {
    ($($name:ident: $fail:expr,)*) => {
        mod a_call_that_fails_is_an_error_and_leaks_nothing {
            $(
                #[test]
                fn $name() {
                    super::a_failed_call_is_an_error($fail);
                }
            )*
        }
    };
}

a_call_that_fails_is_an_error_and_leaks_nothing! {
    entry_points: "vaQueryConfigEntrypoints:2",
    attributes: "vaGetConfigAttributes:1",
    configuration_of_the_encoder: "vaCreateConfig:1",
    configuration_of_the_converter: "vaCreateConfig:2",
    surface_of_the_input: "vaCreateSurfaces:1:ALLOCATION_FAILED",
    surfaces_of_references: "vaCreateSurfaces:2:ALLOCATION_FAILED",
    surface_of_a_game: "vaCreateSurfaces:3:ALLOCATION_FAILED",
    context_of_the_encoder: "vaCreateContext:1",
    context_of_the_converter: "vaCreateContext:2",
    coded_buffer: "vaCreateBuffer:1",
    parameters_of_a_conversion: "vaCreateBuffer:2",
    parameters_of_a_sequence: "vaCreateBuffer:3",
    parameters_of_a_slice: "vaCreateBuffer:9",
    begin_of_a_conversion: "vaBeginPicture:3",
    begin_of_a_picture: "vaBeginPicture:4",
    parts_of_a_picture: "vaRenderPicture:4",
    end_of_a_picture: "vaEndPicture:4",
    wait_for_a_conversion: "vaSyncSurface:2",
    wait_for_a_picture: "vaSyncBuffer:2:ENCODING_ERROR",
    map: "vaMapBuffer:2",
    unmap: "vaUnmapBuffer:2",
}

fn garbage_ends_the_encoder(kind: &str) {
    let garbage = format!("{kind}:2");
    host::run(&[("STRATUS_VA_SOFT_GARBAGE", &garbage)], |host| {
        let mut encoder = open(&host.node, &config(SIZE)).unwrap();
        let (seq, error) = until_failure(&mut encoder, 5).unwrap();
        assert_eq!(seq, 2);
        assert!(matches!(error, EncodeError::Output { .. }), "{error}");
    })
    .clean();
}

/// A test a kind of garbage in the coded buffer.
macro_rules! garbage_ends_the_encoder {
    ($($name:ident: $kind:expr,)*) => {
        mod garbage_ends_the_encoder {
            $(
                #[test]
                fn $name() {
                    super::garbage_ends_the_encoder($kind);
                }
            )*
        }
    };
}

garbage_ends_the_encoder! {
    beyond_the_buffer: "past-end",
    nothing: "zero",
    noise: "no-start-code",
    no_data: "null",
    a_list_without_end: "loop",
    half_a_slice: "overflow",
}

#[test]
fn twenty_switches_in_a_row_leak_nothing() {
    host::run(&[], |host| {
        let files = || std::fs::read_dir("/proc/self/fd").unwrap().count();
        let threads = || std::fs::read_dir("/proc/self/task").unwrap().count();
        let canvas = Canvas::new(SIZE);
        let switch = |seq| {
            let mut encoder = open(&host.node, &config(SIZE)).unwrap();
            let unit = encoder.encode(canvas.commit(seq), &request(SIZE)).unwrap();
            assert!(unit.idr);
        };
        switch(0);
        let before = files();
        (1..20).for_each(switch);
        assert_eq!(files(), before);
        until("its threads have ended", || threads() <= 3);
    })
    .clean();
}
