//! `zwp_linux_buffer_params_v1`: what a client may say about a buffer, and in which order.
//!
//! No I/O here: a plane's file is of any type, and its size is told by the caller. What the protocol calls a
//! client's error is a [`Violation`] and ends the connection; what merely cannot be read here is a
//! [`Refusal`], which the client is told as `failed`, so that it can fall back to another buffer.

use stratus_media::{DmaBufFormat, MAX_PLANES, PixelFormat, Refusal, Size};
use wl_proxy::protocols::linux_dmabuf_v1::zwp_linux_buffer_params_v1::ZwpLinuxBufferParamsV1Error as Code;

use crate::buffer::LARGEST_SIDE;

/// `DRM_FORMAT_MOD_LINEAR` (`drm_fourcc.h`): rows from top to bottom, one memory plane.
const LINEAR: u64 = 0;
/// Since this version the pair of format and modifier must have been offered.
const PAIRS_SINCE: u32 = 4;
/// Since this version all planes must have one modifier.
const ONE_MODIFIER_SINCE: u32 = 5;

/// One plane, as `add` describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plane<F> {
    /// The file; dropped with a buffer that is not made.
    pub file: F,
    /// Bytes in the file, where the kernel can tell.
    pub bytes: Option<u64>,
    /// Where the plane starts, bytes.
    pub offset: u32,
    /// Bytes from row to row.
    pub stride: u32,
    /// DRM format modifier.
    pub modifier: u64,
}

/// The arguments of `create` and `create_immed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// Width, pixels.
    pub width: i32,
    /// Height, pixels.
    pub height: i32,
    /// DRM fourcc code.
    pub format: u32,
    /// Bits of enum `flags`.
    pub flags: u32,
}

/// A buffer whose description holds together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout<F> {
    /// Pixels.
    pub size: Size,
    /// How a pixel lies in memory.
    pub format: PixelFormat,
    /// The modifier of all planes.
    pub modifier: u64,
    /// One to [`MAX_PLANES`] planes, in order.
    pub planes: Vec<Plane<F>>,
}

/// What the protocol calls an error of the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// `add` or `create` after `create`.
    #[error("these parameters were used already")]
    AlreadyUsed,
    /// There are planes 0 to 3.
    #[error("there is no plane {0}")]
    PlaneIndex(u32),
    /// A plane was added twice.
    #[error("plane {0} was set already")]
    PlaneSet(u32),
    /// No plane, a plane missing before another, or more planes than the layout has.
    #[error("planes are missing, or there are too many")]
    Incomplete,
    /// Not offered, or planes that differ.
    #[error("format {format:#010x} with modifier {modifier:#x} was not offered")]
    InvalidFormat {
        /// DRM fourcc code; 0 where planes differ before it is known.
        format: u32,
        /// The modifier at fault.
        modifier: u64,
    },
    /// Not positive, or more than 8192.
    #[error("{width}×{height} is no size for a buffer")]
    InvalidDimensions {
        /// Width asked for.
        width: i32,
        /// Height asked for.
        height: i32,
    },
    /// Rows overlap, or lie outside the file.
    #[error("plane {plane} (offset {offset}, stride {stride}) does not fit into its memory")]
    OutOfBounds {
        /// Which plane.
        plane: usize,
        /// Its offset, bytes.
        offset: u32,
        /// Its stride, bytes.
        stride: u32,
    },
}

impl Violation {
    /// The code in enum `error` of `zwp_linux_buffer_params_v1`.
    #[must_use]
    pub fn code(&self) -> u32 {
        let code = match self {
            Self::AlreadyUsed => Code::ALREADY_USED,
            Self::PlaneIndex(_) => Code::PLANE_IDX,
            Self::PlaneSet(_) => Code::PLANE_SET,
            Self::Incomplete => Code::INCOMPLETE,
            Self::InvalidFormat { .. } => Code::INVALID_FORMAT,
            Self::InvalidDimensions { .. } => Code::INVALID_DIMENSIONS,
            Self::OutOfBounds { .. } => Code::OUT_OF_BOUNDS,
        };
        code.0
    }
}

/// A parameters object between its making and `create`.
#[derive(Debug)]
pub struct Params<F> {
    version: u32,
    planes: [Option<Plane<F>>; MAX_PLANES],
    used: bool,
}

impl<F> Params<F> {
    /// An object of this version of the interface.
    #[must_use]
    pub fn new(version: u32) -> Self {
        Self {
            version,
            planes: [const { None }; MAX_PLANES],
            used: false,
        }
    }

    /// `add`: one plane.
    ///
    /// # Errors
    /// The object was used, the index is too high or set, or (since version 5) the modifier is not that of
    /// the other planes.
    pub fn add(&mut self, index: u32, plane: Plane<F>) -> Result<(), Violation> {
        if self.used {
            return Err(Violation::AlreadyUsed);
        }
        let differs = |known: &Plane<F>| known.modifier != plane.modifier;
        let differs =
            self.version >= ONE_MODIFIER_SINCE && self.planes.iter().flatten().any(differs);
        let slot = usize::try_from(index)
            .ok()
            .and_then(|index| self.planes.get_mut(index))
            .ok_or(Violation::PlaneIndex(index))?;
        if slot.is_some() {
            return Err(Violation::PlaneSet(index));
        }
        if differs {
            return Err(Violation::InvalidFormat {
                format: 0,
                modifier: plane.modifier,
            });
        }
        *slot = Some(plane);
        Ok(())
    }

    /// `create` or `create_immed`: the buffer, or why it cannot be read. The planes are gone afterwards
    /// either way.
    ///
    /// # Errors
    /// The object was used before, or the description contradicts itself, its memory or what was offered.
    pub fn create(
        &mut self,
        request: Request,
        offered: &[DmaBufFormat],
    ) -> Result<Result<Layout<F>, Refusal>, Violation> {
        if std::mem::replace(&mut self.used, true) {
            return Err(Violation::AlreadyUsed);
        }
        let planes = contiguous(&mut self.planes)?;
        let modifier = planes.first().ok_or(Violation::Incomplete)?.modifier;
        let invalid = Violation::InvalidFormat {
            format: request.format,
            modifier,
        };
        let format = PixelFormat::from_fourcc(request.format)
            .filter(|format| offered.iter().any(|pair| pair.format == *format))
            .ok_or(invalid)?;
        let is_offered = offered.contains(&DmaBufFormat { format, modifier });
        if !is_offered && self.version >= PAIRS_SINCE {
            return Err(invalid);
        }
        if modifier == LINEAR && planes.len() != 1 {
            return Err(Violation::Incomplete);
        }
        let size = size(request)?;
        for (index, plane) in planes.iter().enumerate() {
            if !fits(index, plane, size) {
                return Err(Violation::OutOfBounds {
                    plane: index,
                    offset: plane.offset,
                    stride: plane.stride,
                });
            }
        }
        Ok(if !is_offered {
            Err(refusal(format_args!("modifier {modifier:#x} is not read")))
        } else if planes.iter().any(|plane| plane.modifier != modifier) {
            Err(refusal(format_args!("the planes' modifiers differ")))
        } else if request.flags != 0 {
            Err(refusal(format_args!(
                "flags {:#x}: neither inverted nor interlaced pictures are read",
                request.flags
            )))
        } else {
            Ok(Layout {
                size,
                format,
                modifier,
                planes,
            })
        })
    }
}

fn refusal(why: std::fmt::Arguments<'_>) -> Refusal {
    Refusal(why.to_string())
}

/// All planes, where none is missing before another.
fn contiguous<F>(planes: &mut [Option<Plane<F>>; MAX_PLANES]) -> Result<Vec<Plane<F>>, Violation> {
    let taken = std::mem::replace(planes, [const { None }; MAX_PLANES]);
    let given = taken.iter().flatten().count();
    let found: Vec<_> = taken.into_iter().map_while(|plane| plane).collect();
    if found.is_empty() || found.len() != given {
        return Err(Violation::Incomplete);
    }
    Ok(found)
}

fn size(request: Request) -> Result<Size, Violation> {
    let side = |value: i32| {
        u32::try_from(value)
            .ok()
            .filter(|side| (1..=LARGEST_SIDE).contains(side))
    };
    match (side(request.width), side(request.height)) {
        (Some(width), Some(height)) => Ok(Size::new(width, height)),
        _ => Err(Violation::InvalidDimensions {
            width: request.width,
            height: request.height,
        }),
    }
}

/// Whether a plane lies inside its file. Further planes may have fewer rows than the picture, how many only
/// the modifier knows: of those one row must fit.
fn fits<F>(index: usize, plane: &Plane<F>, size: Size) -> bool {
    let rows = if index == 0 { size.height } else { 1 };
    let end = u64::from(plane.offset) + u64::from(plane.stride) * u64::from(rows);
    if end > u64::from(u32::MAX) || plane.bytes.is_some_and(|bytes| end > bytes) {
        return false;
    }
    // Rows of one pixel after the other must not overlap; other layouts are the importer's to judge.
    plane.modifier != LINEAR || plane.stride >= size.width * PixelFormat::BYTES
}

#[cfg(test)]
mod tests {
    use super::*;

    const TILED: u64 = 0x0200_0000_0000_0001;
    const OFFERED: [DmaBufFormat; 3] = [
        DmaBufFormat {
            format: PixelFormat::Xrgb8888,
            modifier: LINEAR,
        },
        DmaBufFormat {
            format: PixelFormat::Argb8888,
            modifier: LINEAR,
        },
        DmaBufFormat {
            format: PixelFormat::Xrgb8888,
            modifier: TILED,
        },
    ];
    const GOOD: Request = Request {
        width: 64,
        height: 32,
        format: PixelFormat::Xrgb8888.fourcc(),
        flags: 0,
    };
    const NV12: u32 = u32::from_le_bytes(*b"NV12");

    fn plane(modifier: u64) -> Plane<&'static str> {
        Plane {
            file: "file",
            bytes: Some(256 * 32),
            offset: 0,
            stride: 256,
            modifier,
        }
    }

    type Made = Result<Result<Layout<&'static str>, Refusal>, Violation>;

    fn one(version: u32, plane: Plane<&'static str>, request: Request) -> Made {
        let mut params = Params::new(version);
        params.add(0, plane)?;
        params.create(request, &OFFERED)
    }

    #[test]
    fn a_buffer_keeps_what_the_client_said() {
        let mut params = Params::new(5);
        let second = Plane {
            file: "second",
            offset: 4096,
            stride: 64,
            ..plane(TILED)
        };
        // In any order.
        assert_eq!(params.add(1, second.clone()), Ok(()));
        assert_eq!(params.add(0, plane(TILED)), Ok(()));
        let layout = params.create(GOOD, &OFFERED).unwrap().unwrap();
        assert_eq!(layout.size, Size::new(64, 32));
        assert_eq!(layout.format, PixelFormat::Xrgb8888);
        assert_eq!(layout.modifier, TILED);
        assert_eq!(layout.planes, [plane(TILED), second]);
    }

    #[test]
    fn a_buffer_is_made_once() {
        let mut params = Params::new(4);
        params.add(0, plane(LINEAR)).unwrap();
        assert!(params.create(GOOD, &OFFERED).unwrap().is_ok());
        assert_eq!(params.create(GOOD, &OFFERED), Err(Violation::AlreadyUsed));
        assert_eq!(params.add(0, plane(LINEAR)), Err(Violation::AlreadyUsed));
        assert_eq!(Violation::AlreadyUsed.code(), 0);
    }

    #[test]
    fn planes_are_0_to_3_each_once_none_left_out() {
        let mut params = Params::new(4);
        assert_eq!(params.add(4, plane(LINEAR)), Err(Violation::PlaneIndex(4)));
        assert_eq!(
            params.add(u32::MAX, plane(LINEAR)),
            Err(Violation::PlaneIndex(u32::MAX))
        );
        params.add(1, plane(TILED)).unwrap();
        assert_eq!(params.add(1, plane(TILED)), Err(Violation::PlaneSet(1)));
        params.add(3, plane(TILED)).unwrap();
        assert_eq!(params.create(GOOD, &OFFERED), Err(Violation::Incomplete));
        let mut none = Params::<()>::new(4);
        assert_eq!(none.create(GOOD, &OFFERED), Err(Violation::Incomplete));
        let mut many = Params::new(4);
        many.add(0, plane(LINEAR)).unwrap();
        many.add(1, plane(LINEAR)).unwrap();
        assert_eq!(many.create(GOOD, &OFFERED), Err(Violation::Incomplete));
    }

    #[test]
    fn what_was_not_offered_is_an_error_where_the_client_could_know() {
        let alien = Request {
            format: NV12,
            ..GOOD
        };
        for version in 1..=5 {
            let invalid = one(version, plane(LINEAR), alien);
            assert_eq!(invalid.unwrap_err().code(), Code::INVALID_FORMAT.0);
            let pair = Request {
                format: PixelFormat::Argb8888.fourcc(),
                ..GOOD
            };
            let made = one(version, plane(TILED), pair);
            match version {
                1..4 => assert!(made.unwrap().is_err()),
                _ => assert_eq!(made.unwrap_err().code(), Code::INVALID_FORMAT.0),
            }
        }
    }

    #[test]
    fn planes_of_different_modifiers_are_an_error_since_version_5() {
        for version in 3..=5 {
            let mut params = Params::new(version);
            params.add(0, plane(TILED)).unwrap();
            let added = params.add(1, plane(LINEAR));
            if version < 5 {
                assert!(params.create(GOOD, &OFFERED).unwrap().is_err());
            } else {
                assert_eq!(added.unwrap_err().code(), Code::INVALID_FORMAT.0);
            }
        }
    }

    #[test]
    fn sizes_that_are_none_are_errors() {
        for (width, height) in [
            (0, 32),
            (64, 0),
            (-64, 32),
            (64, i32::MIN),
            (8193, 1),
            (64, i32::MAX),
        ] {
            let request = Request {
                width,
                height,
                ..GOOD
            };
            assert_eq!(
                one(4, plane(TILED), request),
                Err(Violation::InvalidDimensions { width, height })
            );
        }
    }

    #[test]
    fn planes_outside_their_memory_are_errors() {
        let good = plane(LINEAR);
        let lies = [
            Plane { offset: 1, ..good },
            Plane {
                offset: u32::MAX,
                ..good
            },
            Plane {
                stride: 257,
                ..good
            },
            Plane {
                stride: 255,
                ..good
            },
            Plane { stride: 0, ..good },
            Plane {
                stride: u32::MAX,
                ..good
            },
            Plane {
                bytes: Some(256 * 32 - 1),
                ..good
            },
            Plane {
                bytes: None,
                offset: u32::MAX - 256 * 32 + 1,
                ..good
            },
        ];
        for lie in lies {
            let made = one(4, lie.clone(), GOOD);
            assert_eq!(made.unwrap_err().code(), Code::OUT_OF_BOUNDS.0, "{lie:?}");
        }
        // A further plane must hold one row.
        let mut params = Params::new(4);
        params.add(0, plane(TILED)).unwrap();
        let short = Plane {
            offset: 256 * 31 + 1,
            ..plane(TILED)
        };
        params.add(1, short).unwrap();
        let made = params.create(GOOD, &OFFERED);
        assert_eq!(made.unwrap_err().code(), Code::OUT_OF_BOUNDS.0);
    }

    #[test]
    fn inverted_and_interlaced_pictures_fail_politely() {
        for flags in [1, 2, 4, 1 << 31] {
            let request = Request { flags, ..GOOD };
            assert!(one(4, plane(LINEAR), request).unwrap().is_err());
        }
    }

    #[test]
    fn a_buffer_that_fails_lets_its_files_go() {
        let file = std::rc::Rc::new(());
        let mut params = Params::new(4);
        let Plane {
            bytes,
            offset,
            stride,
            modifier,
            ..
        } = plane(LINEAR);
        let plane = Plane {
            file: std::rc::Rc::clone(&file),
            bytes,
            offset,
            stride,
            modifier,
        };
        params.add(0, plane).unwrap();
        let request = Request { flags: 1, ..GOOD };
        assert!(params.create(request, &OFFERED).unwrap().is_err());
        assert_eq!(std::rc::Rc::strong_count(&file), 1);
    }
}
