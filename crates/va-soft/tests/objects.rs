//! Surfaces, buffers and conversions as the driver wants them used; `checks.rs` has what frames say.
#![allow(clippy::unwrap_used, reason = "a test")]

mod app;

use app::session::{Session, Setup};
use app::spoilt::{Spoilt, each};
use app::{App, Canvas};
use stratus_va_soft::host;
use stratus_vaapi_sys::*;

#[test]
fn a_reference_may_not_be_written_over() {
    let report = host::run(&[], |host| {
        let app = App::open(host);
        let mut session = Session::new(&app, Setup::new());
        session.frame(true, &[]).unwrap();
        let source = std::mem::replace(&mut session.source, session.held[0].surface);
        session.convert(|_| {}).unwrap();
        session.source = source;
        let draft = session.draft(false, &[0]);
        assert!(session.submit(&draft).is_err());
        session.close();
        app.terminate();
    });
    assert!(
        report.complaints()[0].contains("written over"),
        "{:?}",
        report.complaints()
    );
}

#[test]
fn a_coded_buffer_is_read_before_it_is_used_again_and_large_enough() {
    let report = host::run(&[], |host| {
        let app = App::open(host);
        let mut session = Session::new(
            &app,
            Setup {
                room: 300,
                ..Setup::new()
            },
        );
        assert!(session.frame(true, &[]).is_err());
        app.destroy_buffer(session.coded).unwrap();
        session.coded = app.coded(session.encoder, 100_000).unwrap();
        session.convert(|_| {}).unwrap();
        session.submit(&session.draft(true, &[])).unwrap();
        assert!(session.submit(&session.draft(false, &[0])).is_err());
        session.read().unwrap();
        app.segments(session.coded, 1).unwrap();
        assert!(session.submit(&session.draft(false, &[0])).is_err());
        app.unmap(session.coded).unwrap();
        session.frame(false, &[0]).unwrap();
        session.close();
        app.terminate();
    });
    let complaints = report.complaints();
    assert!(
        complaints[0].contains("the coded buffer has 300 bytes"),
        "{complaints:?}"
    );
    assert!(
        complaints[1].contains("before anybody waited"),
        "{complaints:?}"
    );
    assert!(complaints[2].contains("is mapped"), "{complaints:?}");
    assert_eq!(complaints.len(), 3, "{complaints:?}");
}

const CONVERSION: &[Spoilt<VAProcPipelineParameterBuffer>] = &[
    ("is not BT.709", |p| {
        p.output_color_standard = VAProcColorStandardNone
    }),
    ("color_range is full", |p| {
        p.output_color_properties.color_range = VA_SOURCE_RANGE_FULL as u8
    }),
    ("color_range is limited", |p| {
        p.input_color_properties.color_range = VA_SOURCE_RANGE_REDUCED as u8
    }),
    ("rotation", |p| p.rotation_state = 1),
    ("filters", |p| p.num_filters = 1),
    ("surface_region 200×100", |p| {
        static REGION: VARectangle = VARectangle {
            x: 0,
            y: 0,
            width: 200,
            height: 100,
        };
        p.surface_region = &raw const REGION;
    }),
    ("output_region 16×16 at 170,0", |p| {
        static REGION: VARectangle = VARectangle {
            x: 170,
            y: 0,
            width: 16,
            height: 16,
        };
        p.output_region = &raw const REGION;
    }),
    ("surface 77 is not there", |p| p.surface = 77),
];

#[test]
fn a_conversion_says_its_colours_and_regions() {
    let report = host::run(&[], |host| {
        let app = App::open(host);
        let session = Session::new(&app, Setup::new());
        for (part, spoil) in CONVERSION {
            assert!(
                session.convert(spoil).is_err(),
                "taken, in spite of: {part}"
            );
        }
        session.convert(|_| {}).unwrap();
        session.close();
        app.terminate();
    });
    each(CONVERSION, &report);
}

#[test]
fn buffers_that_do_not_hold_their_picture_are_refused() {
    let report = host::run(&[], |host| {
        let app = App::open(host);
        let canvas = Canvas::new((64, 64));
        let spoilt: [fn(&mut VADRMPRIMESurfaceDescriptor); 6] = [
            |d| d.layers[0].offset[0] = 1 << 20,
            |d| d.layers[0].pitch[0] = 64 * 4 - 1,
            |d| d.layers[0].pitch[0] = u32::MAX,
            |d| d.objects[0].size = 1 << 30,
            |d| d.objects[0].fd = 999,
            |d| d.height = 8000,
        ];
        for spoil in spoilt {
            assert!(app.import(&canvas, spoil).is_err());
        }
        app.terminate();
    });
    // That is for an application to try, and no complaint; it hears of it all the same.
    assert_eq!(
        report.without_complaint().refused().len(),
        6,
        "{:?}",
        report.lines()
    );
}

#[test]
fn descriptors_say_one_thing() {
    let report = host::run(&[], |host| {
        let app = App::open(host);
        let canvas = Canvas::new((64, 64));
        let spoilt: [fn(&mut VADRMPRIMESurfaceDescriptor); 5] = [
            |d| d.layers[0].drm_format = u32::from_le_bytes(*b"XB24"),
            |d| d.num_objects = 0,
            |d| d.num_layers = 5,
            |d| d.layers[0].num_planes = 2,
            |d| d.layers[0].object_index[0] = 1,
        ];
        for spoil in spoilt {
            assert!(app.import(&canvas, spoil).is_err());
        }
        app.terminate();
    });
    assert_eq!(report.complaints().len(), 5, "{:?}", report.lines());
}

#[test]
fn what_is_destroyed_is_gone() {
    let report = host::run(&[], |host| {
        let app = App::open(host);
        let surface = app.nv12((64, 64)).unwrap();
        app.destroy_surface(surface).unwrap();
        assert_eq!(
            app.destroy_surface(surface),
            Err(VA_STATUS_ERROR_INVALID_SURFACE)
        );
        assert_eq!(app.sync(surface), Err(VA_STATUS_ERROR_INVALID_SURFACE));
        app.terminate();
    });
    assert_eq!(report.complaints().len(), 2);
    assert!(report.complaints()[1].contains("was destroyed"));
}
