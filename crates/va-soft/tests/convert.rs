//! Conversion: formats, regions, scaling, and sizes that are odd.
#![allow(clippy::unwrap_used, reason = "a test")]

mod app;

use app::{Answer, App, Canvas};
use stratus_va_soft::host::{self, Host};
use stratus_vaapi_sys::*;

/// Converts `source` into a new surface, and reads that.
fn convert(
    app: &App,
    source: u32,
    size: (u32, u32),
    from: Option<VARectangle>,
    to: Option<VARectangle>,
) -> Answer<Vec<u8>> {
    let config = app.config(VAProfileNone, VAEntrypointVideoProc, &[])?;
    let context = app.context(config, size)?;
    let target = app.nv12(size)?;
    let pointer =
        |region: &Option<VARectangle>| region.as_ref().map_or(std::ptr::null(), std::ptr::from_ref);
    let parameters = VAProcPipelineParameterBuffer {
        surface: source,
        surface_region: pointer(&from),
        output_region: pointer(&to),
        output_background_color: 0xff00_00ff,
        output_color_standard: VAProcColorStandardBT709,
        ..VAProcPipelineParameterBuffer::default()
    };
    let buffer = app.buffer(context, VAProcPipelineParameterBufferType, &parameters)?;
    let done = app.picture(context, target, &[buffer]);
    let pixels = app.read(target, size);
    app.destroy_buffer(buffer)?;
    app.destroy_surface(target)?;
    // SAFETY: each once.
    unsafe {
        app::answer(app.va.vaDestroyContext(app.display, context))?;
        app::answer(app.va.vaDestroyConfig(app.display, config))?;
    }
    done.map(|()| pixels)
}

fn region(x: i16, y: i16, width: u16, height: u16) -> Option<VARectangle> {
    Some(VARectangle {
        x,
        y,
        width,
        height,
    })
}

/// Y, Cb and Cr at a place.
fn at(pixels: &[u8], (width, height): (u32, u32), x: u32, y: u32) -> [u8; 3] {
    let chroma = (width * height + y / 2 * width.next_multiple_of(2) + x / 2 * 2) as usize;
    [
        pixels[(y * width + x) as usize],
        pixels[chroma],
        pixels[chroma + 1],
    ]
}

fn run(inner: impl FnOnce(&App)) -> impl FnOnce(&Host) {
    |host| {
        let app = App::open(host);
        inner(&app);
        app.terminate();
    }
}

const BLUE: [u8; 3] = [32, 240, 118];
const RED: [u8; 3] = [63, 102, 240];

#[test]
fn a_picture_of_another_shape_is_scaled_between_bars() {
    let report = host::run(&[], |host| {
        run(|app| {
            let canvas = Canvas::new((64, 32));
            canvas.fill(|_, _| [0, 0, 255]);
            let source = app.import(&canvas, |_| {}).unwrap();
            let size = (80, 80);
            let pixels = convert(app, source, size, None, region(0, 20, 80, 40)).unwrap();
            for (x, y) in [(0, 0), (79, 19), (40, 60), (79, 79)] {
                assert_eq!(at(&pixels, size, x, y), BLUE, "{x},{y}");
            }
            for (x, y) in [(0, 20), (79, 59), (40, 40)] {
                assert_eq!(at(&pixels, size, x, y), RED, "{x},{y}");
            }
            app.destroy_surface(source).unwrap();
        })(host);
    });
    report.clean();
}

#[test]
fn a_part_of_the_picture_is_taken_and_enlarged() {
    let report = host::run(&[], |host| {
        run(|app| {
            let canvas = Canvas::new((64, 64));
            // A red square of 16 in the middle of blue.
            canvas.fill(|x, y| {
                if x / 16 == 1 && y / 16 == 2 {
                    [0, 0, 255]
                } else {
                    [255, 0, 0]
                }
            });
            let source = app.import(&canvas, |_| {}).unwrap();
            let size = (48, 48);
            let pixels = convert(app, source, size, region(16, 32, 16, 16), None).unwrap();
            for (x, y) in [(0, 0), (47, 0), (0, 47), (47, 47), (20, 30)] {
                assert_eq!(at(&pixels, size, x, y), RED, "{x},{y}");
            }
            app.destroy_surface(source).unwrap();
        })(host);
    });
    report.clean();
}

#[test]
fn odd_and_tiny_sizes_are_converted() {
    let report = host::run(&[], |host| {
        run(|app| {
            for size in [(1, 1), (1, 7), (7, 1), (33, 17), (16, 16)] {
                let canvas = Canvas::new(size);
                canvas.fill(|_, _| [0, 0, 255]);
                let source = app.import(&canvas, |_| {}).unwrap();
                for target in [size, (2, 2), (31, 5)] {
                    let pixels = convert(app, source, target, None, None).unwrap();
                    assert_eq!(
                        at(&pixels, target, target.0 - 1, target.1 - 1),
                        RED,
                        "{size:?} {target:?}"
                    );
                }
                app.destroy_surface(source).unwrap();
            }
        })(host);
    });
    report.clean();
}

#[test]
fn red_is_red_in_every_format() {
    let report = host::run(&[], |host| {
        run(|app| {
            let canvas = Canvas::new((32, 32));
            for (fourcc, drm, red) in [
                (VA_FOURCC_BGRX, b"XR24", 2),
                (VA_FOURCC_BGRA, b"AR24", 2),
                (VA_FOURCC_RGBX, b"XB24", 0),
                (VA_FOURCC_RGBA, b"AB24", 0),
            ] {
                canvas.fill(|_, _| {
                    let mut pixel = [0; 3];
                    pixel[red] = 255;
                    pixel
                });
                let source = app.import(&canvas, |descriptor| {
                    descriptor.fourcc = fourcc as u32;
                    descriptor.layers[0].drm_format = u32::from_le_bytes(*drm);
                });
                let source = source.unwrap();
                let pixels = convert(app, source, (32, 32), None, None).unwrap();
                assert_eq!(
                    at(&pixels, (32, 32), 9, 9),
                    RED,
                    "{}",
                    String::from_utf8_lossy(drm)
                );
                app.destroy_surface(source).unwrap();
            }
        })(host);
    });
    assert_eq!(report.clean().count("imports"), 4);
}

#[test]
fn a_surface_is_exported_in_the_drivers_own_layout_and_taken_back() {
    let settings = [("STRATUS_VA_SOFT_MODIFIERS", "200000000000001")];
    let report = host::run(&settings, |host| {
        run(|app| {
            let mut own = 0;
            let mut descriptor = VADRMPRIMESurfaceDescriptor::default();
            // SAFETY: one surface, and a descriptor of the type that is asked for.
            unsafe {
                let (format, none) = (VA_RT_FORMAT_RGB32 as u32, std::ptr::null_mut());
                app::answer(app.va.vaCreateSurfaces(
                    app.display,
                    format,
                    40,
                    30,
                    &mut own,
                    1,
                    none,
                    0,
                ))
                .unwrap();
                let memory = VA_SURFACE_ATTRIB_MEM_TYPE_DRM_PRIME_2 as u32;
                let out = (&raw mut descriptor).cast();
                app::answer(
                    app.va
                        .vaExportSurfaceHandle(app.display, own, memory, 1, out),
                )
                .unwrap();
            }
            assert_eq!(
                descriptor.objects[0].drm_format_modifier,
                0x0200_0000_0000_0001
            );
            let canvas = Canvas::new((40, 30));
            let back = app.import(&canvas, |taken| *taken = descriptor).unwrap();
            for surface in [own, back] {
                app.destroy_surface(surface).unwrap();
            }
        })(host);
    });
    report.clean();
}
