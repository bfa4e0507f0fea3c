//! Each setting does what README.md says.
#![allow(clippy::unwrap_used, reason = "a test")]

mod app;
mod decoding;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use app::session::{Session, Setup};
use app::{Answer, App};
use stratus_va_soft::host::{self, Host};
use stratus_va_soft::report::Report;
use stratus_vaapi_sys::*;

const QUIRKS: &str = "STRATUS_VA_SOFT_QUIRKS";

/// Runs `inner` with a session, and ends it.
fn with_session(host: &Host, setup: Setup, inner: impl FnOnce(&mut Session<'_>)) {
    let app = App::open(host);
    let mut session = Session::new(&app, setup);
    inner(&mut session);
    session.close();
    app.terminate();
}

/// A frame up to `vaEndPicture`.
fn submit(session: &mut Session<'_>) -> Answer {
    session.convert(|_| {})?;
    let draft = session.draft(session.number == 0, &[0]);
    session.submit(&draft)
}

fn offers(
    host: &Host,
    profile: VAProfile,
    entrypoint: VAEntrypoint,
    kind: VAConfigAttribType,
) -> Answer<u32> {
    let app = App::open(host);
    let value = app.attribute(profile, entrypoint, kind);
    app.terminate();
    value
}

/// Runs `inner` with a quirk.
fn offered(quirk: &str, inner: impl FnOnce(&Host)) -> Report {
    let report = host::run(&[(QUIRKS, quirk)], inner);
    report.clean();
    report
}

#[test]
fn cqp_only_has_no_other_rate_control() {
    offered("cqp-only", |host| {
        let rates = offers(
            host,
            VAProfileH264Main,
            VAEntrypointEncSlice,
            VAConfigAttribRateControl,
        );
        assert_eq!(rates, Ok(VA_RC_CQP as u32));
    });
}

#[test]
fn lp_only_has_no_other_entry_point() {
    offered("lp-only,no-quality", |host| {
        let kind = VAConfigAttribEncQualityRange;
        let slice = offers(host, VAProfileH264High, VAEntrypointEncSlice, kind);
        assert_eq!(slice, Err(VA_STATUS_ERROR_UNSUPPORTED_ENTRYPOINT));
        let low_power = offers(host, VAProfileH264High, VAEntrypointEncSliceLP, kind);
        assert_eq!(low_power, Ok(VA_ATTRIB_NOT_SUPPORTED as u32));
    });
}

#[test]
fn profiles_and_video_processing_can_be_missing() {
    offered("no-lp,no-high,no-vpp", |host| {
        let kind = VAConfigAttribRTFormat;
        for (profile, entrypoint, wanted) in [
            (
                VAProfileH264High,
                VAEntrypointEncSlice,
                Err(VA_STATUS_ERROR_UNSUPPORTED_PROFILE),
            ),
            (
                VAProfileNone,
                VAEntrypointVideoProc,
                Err(VA_STATUS_ERROR_UNSUPPORTED_PROFILE),
            ),
            (
                VAProfileH264ConstrainedBaseline,
                VAEntrypointEncSliceLP,
                Err(VA_STATUS_ERROR_UNSUPPORTED_ENTRYPOINT),
            ),
            (
                VAProfileH264ConstrainedBaseline,
                VAEntrypointEncSlice,
                Ok(VA_RT_FORMAT_YUV420 as u32),
            ),
        ] {
            assert_eq!(
                offers(host, profile, entrypoint, kind),
                wanted,
                "{profile} {entrypoint}"
            );
        }
    });
}

#[test]
fn encoding_can_be_missing() {
    offered("no-encode", |host| {
        let encode = offers(
            host,
            VAProfileH264Main,
            VAEntrypointEncSlice,
            VAConfigAttribRTFormat,
        );
        assert_eq!(encode, Err(VA_STATUS_ERROR_UNSUPPORTED_PROFILE));
    });
}

#[test]
fn packed_headers_that_are_not_offered_are_a_complaint() {
    let report = host::run(&[(QUIRKS, "no-packed-headers")], |host| {
        let kind = VAConfigAttribEncPackedHeaders;
        let offered = offers(host, VAProfileH264Main, VAEntrypointEncSlice, kind);
        assert_eq!(offered, Ok(VA_ENC_PACKED_HEADER_NONE as u32));
        let app = App::open(host);
        assert!(Session::try_new(&app, Setup::new()).is_err());
        app.terminate();
    });
    assert_eq!(report.complaints().len(), 1, "{:?}", report.lines());
}

#[test]
fn import_can_be_refused() {
    let report = host::run(&[(QUIRKS, "no-import")], |host| {
        let app = App::open(host);
        let canvas = app::Canvas::new((64, 64));
        assert_eq!(
            app.import(&canvas, |_| {}),
            Err(VA_STATUS_ERROR_UNSUPPORTED_MEMORY_TYPE)
        );
        app.terminate();
    });
    report.clean();
    assert_eq!((report.refused().len(), report.count("imports")), (1, 0));
}

#[test]
fn only_known_modifiers_are_imported() {
    const TILED: u64 = 0x0100_0000_0000_0001;
    let report = host::run(
        &[("STRATUS_VA_SOFT_MODIFIERS", "0x100000000000001")],
        |host| {
            let app = App::open(host);
            let canvas = app::Canvas::new((64, 64));
            let import = |modifier: u64, planes: u32| {
                let imported = app.import(&canvas, |descriptor| {
                    descriptor.objects[0].drm_format_modifier = modifier;
                    descriptor.layers[0].num_planes = planes;
                });
                imported.and_then(|id| app.destroy_surface(id))
            };
            for (modifier, planes) in [(0, 1), (0x00ff_ffff_ffff_ffff, 1), (TILED, 1), (TILED, 2)] {
                assert_eq!(import(modifier, planes), Ok(()), "{modifier:#x}");
            }
            assert!(import(TILED + 1, 1).is_err());
            app.terminate();
        },
    );
    report.clean();
    assert_eq!((report.refused().len(), report.count("imports")), (1, 4));
}

#[test]
fn without_modifiers_only_unsaid_ones_are_imported() {
    let report = host::run(&[(QUIRKS, "no-modifiers")], |host| {
        let app = App::open(host);
        let canvas = app::Canvas::new((64, 64));
        assert!(app.import(&canvas, |_| {}).is_err());
        let unsaid = app.import(&canvas, |descriptor| {
            descriptor.objects[0].drm_format_modifier = 0x00ff_ffff_ffff_ffff;
        });
        app.destroy_surface(unsaid.unwrap()).unwrap();
        app.terminate();
    });
    report.clean();
}

#[test]
fn one_slice_and_one_reference_are_all() {
    let report = host::run(&[(QUIRKS, "one-slice,one-reference")], |host| {
        let kinds = [VAConfigAttribEncMaxSlices, VAConfigAttribEncMaxRefFrames];
        for kind in kinds {
            assert_eq!(
                offers(host, VAProfileH264Main, VAEntrypointEncSlice, kind),
                Ok(1)
            );
        }
        with_session(
            host,
            Setup {
                slices: 1,
                ..Setup::new()
            },
            |session| {
                session.frame(true, &[]).unwrap();
                session.frame(false, &[0]).unwrap();
                session.convert(|_| {}).unwrap();
                let two = session.draft(false, &[0, 1]);
                assert!(session.submit(&two).is_err());
            },
        );
        with_session(host, Setup::new(), |session| {
            assert!(submit(session).is_err())
        });
    });
    let complaints = report.complaints();
    assert_eq!(complaints.len(), 2, "{complaints:?}");
    assert!(complaints[0].contains("2 references") && complaints[1].contains("2 slices"));
}

#[test]
fn with_encoding_off_every_frame_is_tiny_and_valid() {
    let report = host::run(&[("STRATUS_VA_SOFT_ENCODE", "off")], |host| {
        with_session(host, Setup::new(), |session| {
            let mut stream = session.frame(true, &[]).unwrap();
            let mut wanted = vec![
                session
                    .app
                    .read(session.held[0].surface, session.setup.size),
            ];
            for refer in [&[0][..], &[0, 1], &[1]] {
                let frame = session.frame(false, refer).unwrap();
                assert!(frame.len() < 40, "{}", frame.len());
                stream.extend(frame);
                wanted.push(
                    session
                        .app
                        .read(session.held[0].surface, session.setup.size),
                );
            }
            assert_eq!(decoding::decode(&stream, session.setup.size), wanted);
        });
    });
    report.clean();
    assert_eq!(report.count("frames"), 4);
}

#[test]
fn each_nal_unit_can_be_a_segment() {
    let report = offered("segments", |host| {
        with_session(host, Setup::new(), |session| {
            submit(session).unwrap();
            // SPS, PPS, two slices.
            assert_eq!(session.app.segments(session.coded, 100).unwrap().len(), 4);
            session.app.unmap(session.coded).unwrap();
        });
    });
    assert_eq!(report.calls("vaMapBuffer"), 1);
}

#[test]
fn sync_buffer_can_be_missing() {
    offered("no-sync-buffer", |host| {
        with_session(host, Setup::new(), |session| {
            submit(session).unwrap();
            let answer = session.app.sync_buffer(session.coded, u64::MAX);
            assert_eq!(answer, Err(VA_STATUS_ERROR_UNIMPLEMENTED));
            session.app.sync(session.source).unwrap();
        });
    });
}

#[test]
fn a_stalled_frame_is_late_for_those_who_wait() {
    let settings = [
        ("STRATUS_VA_SOFT_STALL", "1:700,2:300:end"),
        ("STRATUS_VA_SOFT_LATENCY", "1"),
    ];
    let report = host::run(&settings, |host| {
        with_session(host, Setup::new(), |session| {
            submit(session).unwrap();
            assert_eq!(session.app.sync_buffer(session.coded, u64::MAX), Ok(()));
            session.app.is_ready(session.source);

            submit(session).unwrap();
            let began = Instant::now();
            assert!(!session.app.is_ready(session.source));
            assert_eq!(
                session.app.sync_buffer(session.coded, 1_000_000),
                Err(VA_STATUS_ERROR_TIMEDOUT)
            );
            // Others are served in the meantime.
            let other = session.app.nv12((64, 64)).unwrap();
            session.app.destroy_surface(other).unwrap();
            session.read().unwrap();
            assert!(began.elapsed() > Duration::from_millis(600));
            assert!(session.app.is_ready(session.source));

            let began = Instant::now();
            submit(session).unwrap();
            assert!(began.elapsed() >= Duration::from_millis(300));
            session.read().unwrap();
        });
    });
    report.clean();
}

#[test]
fn others_are_served_while_one_waits() {
    let report = host::run(&[("STRATUS_VA_SOFT_STALL", "0:700")], |host| {
        with_session(host, Setup::new(), |session| {
            submit(session).unwrap();
            let (app, source) = (session.app, session.source);
            let waited = AtomicBool::new(false);
            let mut served = 0;
            std::thread::scope(|scope| {
                scope.spawn(|| {
                    app.sync(source).unwrap();
                    waited.store(true, Ordering::SeqCst);
                });
                while !waited.load(Ordering::SeqCst) {
                    let other = app.nv12((64, 64)).unwrap();
                    app.destroy_surface(other).unwrap();
                    served += 1;
                    std::thread::sleep(Duration::from_millis(2));
                }
            });
            assert!(served > 10, "{served}");
            session.read().unwrap();
        });
    });
    report.clean();
}

#[test]
fn the_nth_call_fails_as_told() {
    let fail = "vaEndPicture:3,vaCreateSurfaces:2:ALLOCATION_FAILED,vaDeriveImage:*:UNIMPLEMENTED";
    let report = host::run(&[("STRATUS_VA_SOFT_FAIL", fail)], |host| {
        let app = App::open(host);
        let first = app.nv12((64, 64)).unwrap();
        assert_eq!(app.nv12((64, 64)), Err(VA_STATUS_ERROR_ALLOCATION_FAILED));
        app.destroy_surface(first).unwrap();
        let mut session = Session::new(&app, Setup::new());
        submit(&mut session).unwrap();
        // The third: the conversion of the second frame.
        assert_eq!(
            session.convert(|_| {}),
            Err(VA_STATUS_ERROR_OPERATION_FAILED)
        );
        for _ in 0..2 {
            let mut image = VAImage::default();
            // SAFETY: one image.
            let status = unsafe {
                app.va
                    .vaDeriveImage(app.display, session.source, &mut image)
            };
            assert_eq!(status, VA_STATUS_ERROR_UNIMPLEMENTED);
        }
        session.read().unwrap();
        // A picture that could not be ended is over.
        submit(&mut session).unwrap();
        session.read().unwrap();
        session.close();
        app.terminate();
    });
    report.clean();
    assert_eq!(report.injected().len(), 4, "{:?}", report.lines());
}

#[test]
fn a_lost_device_fails_everything_but_letting_go() {
    let report = host::run(&[("STRATUS_VA_SOFT_LOSE", "2:OPERATION_FAILED")], |host| {
        with_session(host, Setup::new(), |session| {
            for _ in 0..2 {
                submit(session).unwrap();
                session.read().unwrap();
            }
            assert_eq!(submit(session), Err(VA_STATUS_ERROR_OPERATION_FAILED));
            assert_eq!(
                session.app.sync(session.source),
                Err(VA_STATUS_ERROR_OPERATION_FAILED)
            );
            assert_eq!(
                session.app.nv12((64, 64)),
                Err(VA_STATUS_ERROR_OPERATION_FAILED)
            );
        });
        // Opened again, there is a device again.
        with_session(host, Setup::new(), |session| submit(session).unwrap());
    });
    // The buffers of the lost frame were destroyed too.
    report.clean();
    assert_eq!(report.displays(), 2);
}

#[test]
fn a_coded_buffer_can_hold_garbage() {
    let garbage = "zero:0,past-end:1,no-start-code:2,null:3,loop:4,overflow:5";
    let report = host::run(&[("STRATUS_VA_SOFT_GARBAGE", garbage)], |host| {
        with_session(host, Setup::new(), |session| {
            let mut next = || {
                submit(session).unwrap();
                let segments = session.app.segments(session.coded, 10).unwrap();
                let first = segments[0];
                let start = (!first.0.is_null() && first.1 > 4 && first.1 < session.setup.room)
                    .then(|| {
                        // SAFETY: the frame is longer than a start code.
                        unsafe { std::slice::from_raw_parts(first.0, 4).to_vec() }
                    });
                session.app.unmap(session.coded).unwrap();
                (segments.len(), first.1, first.2, first.0.is_null(), start)
            };
            assert_eq!(next().1, 0);
            assert!(next().1 > Setup::new().room);
            assert_ne!(next().4, Some(vec![0, 0, 0, 1]));
            assert!(next().3);
            assert_eq!(next().0, 10, "a list without end");
            assert_ne!(next().2 & VA_CODED_BUF_STATUS_SLICE_OVERFLOW_MASK as u32, 0);
            let (segments, _, status, _, start) = next();
            assert_eq!((segments, status, start), (1, 0, Some(vec![0, 0, 0, 1])));
        });
    });
    report.clean();
    assert_eq!(report.injected().len(), 6);
}

#[test]
fn settings_change_in_play() {
    let folder = tempfile::tempdir().unwrap();
    let control = folder.path().join("control");
    let path = control.to_str().unwrap();
    let report = host::run(&[("STRATUS_VA_SOFT_CONTROL", path)], |host| {
        let control = std::env::var("STRATUS_VA_SOFT_CONTROL").unwrap();
        with_session(host, Setup::new(), |session| {
            submit(session).unwrap();
            session.read().unwrap();
            std::fs::write(&control, "GARBAGE=zero:0\nLOSE=1\n").unwrap();
            submit(session).unwrap();
            assert_eq!(session.read().unwrap().len(), 0);
            assert!(!std::path::Path::new(&control).exists());
            assert_eq!(submit(session), Err(VA_STATUS_ERROR_HW_BUSY));
        });
    });
    report.clean();
}

#[test]
fn a_setting_that_is_misspelt_is_a_complaint() {
    let report = host::run(&[("STRATUS_VA_SOFT_STAL", "1:2")], |host| {
        App::open(host).terminate()
    });
    assert!(
        report.complaints()[0].contains("STRATUS_VA_SOFT_STAL"),
        "{:?}",
        report.lines()
    );
}

#[test]
fn what_is_left_behind_and_copied_is_counted() {
    let report = host::run(&[], |host| {
        let app = App::open(host);
        let mut session = Session::new(&app, Setup::new());
        session.frame(true, &[]).unwrap();
        app.read(session.source, session.setup.size);
        app.terminate();
    });
    assert_eq!(report.without_complaint().count("pixel_copies"), 1);
    let alive = [
        "surfaces_alive",
        "buffers_alive",
        "contexts_alive",
        "configs_alive",
    ]
    .map(|name| report.count(name));
    // Imported, source and four references; the coded buffer.
    assert_eq!(alive, [6, 1, 2, 2]);
    assert!(report.driver_time() > 0);
}
