//! Any sequence of `add` and `create` on `zwp_linux_buffer_params_v1`: a buffer that is made lies inside its
//! memory and was offered, it is made once, and no plane's file outlives its refusal.
#![no_main]

use std::rc::Rc;

use arbitrary::{Arbitrary as _, Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use stratus_capture::dmabuf::params::{Layout, Params, Plane, Request};
use stratus_media::{DmaBufFormat, MAX_PLANES, PixelFormat};

const LINEAR: u64 = 0;
const TILED: u64 = 0x0200_0000_0000_0001;
const FORMATS: [PixelFormat; 4] = [
    PixelFormat::Xrgb8888,
    PixelFormat::Argb8888,
    PixelFormat::Xbgr8888,
    PixelFormat::Abgr8888,
];
const LARGEST_SIDE: u32 = 8192;

/// Values that are near a border, and now and then any.
fn number(u: &mut Unstructured<'_>, likely: &[u32]) -> Result<u32> {
    Ok(match u.int_in_range(0..=5u8)? {
        0 => u32::arbitrary(u)?,
        1 => u.choose(likely)?.wrapping_add(1),
        2 => u.choose(likely)?.wrapping_sub(1),
        _ => *u.choose(likely)?,
    })
}

fn modifier(u: &mut Unstructured<'_>) -> Result<u64> {
    Ok(match u.int_in_range(0..=7u8)? {
        0 => u64::arbitrary(u)?,
        1 => u64::MAX >> 8,
        2..=3 => TILED,
        _ => LINEAR,
    })
}

fn plane(u: &mut Unstructured<'_>, file: &Rc<()>) -> Result<Plane<Rc<()>>> {
    Ok(Plane {
        file: Rc::clone(file),
        bytes: match u.int_in_range(0..=3u8)? {
            0 => None,
            1 => Some(u64::arbitrary(u)?),
            _ => Some(number(u, &[0, 4096, 256 * 32, 1 << 20, 1 << 31])?.into()),
        },
        offset: number(u, &[0, 0, 256, 4096, 1 << 31])?,
        stride: number(u, &[256, 256, 0, 1024, 32_768, 1 << 30])?,
        modifier: modifier(u)?,
    })
}

fn request(u: &mut Unstructured<'_>) -> Result<Request> {
    let format = match u.int_in_range(0..=9u8)? {
        0 => u32::arbitrary(u)?,
        n => FORMATS[usize::from(n) % FORMATS.len()].fourcc(),
    };
    Ok(Request {
        width: number(u, &[64, 64, 1, LARGEST_SIDE, 1 << 31])? as i32,
        height: number(u, &[32, 32, 1, LARGEST_SIDE, 1 << 31])? as i32,
        format,
        flags: number(u, &[0, 0, 0, 0, 8])?,
    })
}

fn offered(u: &mut Unstructured<'_>) -> Result<Vec<DmaBufFormat>> {
    let mut pairs = Vec::new();
    for format in FORMATS {
        for modifier in [LINEAR, TILED] {
            if u.int_in_range(0..=3u8)? != 0 {
                pairs.push(DmaBufFormat { format, modifier });
            }
        }
    }
    Ok(pairs)
}

/// What the importer may rely on.
fn holds_together(layout: &Layout<Rc<()>>, request: Request, offered: &[DmaBufFormat]) {
    let sides = 1..=LARGEST_SIDE;
    assert!(sides.contains(&layout.size.width) && sides.contains(&layout.size.height));
    assert_eq!(
        (layout.size.width as i32, layout.size.height as i32),
        (request.width, request.height)
    );
    assert_eq!(request.flags, 0);
    assert_eq!(layout.format.fourcc(), request.format);
    let pair = DmaBufFormat {
        format: layout.format,
        modifier: layout.modifier,
    };
    assert!(offered.contains(&pair), "{pair:?} was not offered");
    assert!((1..=MAX_PLANES).contains(&layout.planes.len()));
    for (index, plane) in layout.planes.iter().enumerate() {
        assert_eq!(plane.modifier, layout.modifier);
        let rows = if index == 0 { layout.size.height } else { 1 };
        let end = u128::from(plane.offset) + u128::from(plane.stride) * u128::from(rows);
        assert!(plane.bytes.is_none_or(|bytes| end <= bytes.into()), "{plane:?}");
    }
    if layout.modifier == LINEAR {
        assert_eq!(layout.planes.len(), 1);
        assert!(layout.planes[0].stride / 4 >= layout.size.width, "rows overlap");
    }
}

fn play(u: &mut Unstructured<'_>) -> Result<()> {
    let offered = offered(u)?;
    let mut params = Params::new(u.int_in_range(1..=5)?);
    let file = Rc::new(());
    let mut created = false;
    let mut made = None;
    while !u.is_empty() {
        let files = Rc::strong_count(&file);
        if u.int_in_range(0..=3u8)? != 0 {
            let index = number(u, &[0, 0, 1, 2, 3, 4])?;
            let added = params.add(index, plane(u, &file)?);
            if let Err(violation) = added {
                assert!(violation.code() <= 7);
                assert_eq!(Rc::strong_count(&file), files, "the plane's file stays open");
            } else {
                assert!(!created, "a plane was added to a used object");
            }
            continue;
        }
        let request = request(u)?;
        let result = params.create(request, &offered);
        let again = std::mem::replace(&mut created, true);
        assert!(!again || result.is_err(), "two buffers of one object");
        match result {
            Ok(Ok(layout)) => {
                holds_together(&layout, request, &offered);
                assert_eq!(Rc::strong_count(&file), 1 + layout.planes.len());
                made = Some(layout);
            }
            Ok(Err(refusal)) => {
                assert!(!refusal.0.is_empty());
                assert_eq!(Rc::strong_count(&file), 1, "files stay open");
            }
            Err(violation) => assert!(violation.code() <= 7),
        }
    }
    drop((params, made));
    assert_eq!(Rc::strong_count(&file), 1, "files stay open");
    Ok(())
}

fuzz_target!(|bytes: &[u8]| {
    let _ = play(&mut Unstructured::new(bytes));
});
