//! A coded picture out of the driver's memory: bounds first, then whether it is a picture at all.

use std::ffi::c_void;
use std::ptr;

use stratus_vaapi_sys::{
    VA_CODED_BUF_STATUS_BAD_BITSTREAM, VA_CODED_BUF_STATUS_SLICE_OVERFLOW_MASK,
    VACodedBufferSegment,
};

use super::context::Buffer;
use super::failure::Failure;
use super::headers::Headers;
use crate::h264::NalKind;

/// Most segments of a picture: a slice each, and its headers.
const MOST_SEGMENTS: usize = 1024;

/// `nal_unit_type`s that may stand before a picture's first slice: SEI, parameter sets, delimiter.
const BEFORE_SLICE: [u8; 4] = [6, NalKind::Sps as u8, NalKind::Pps as u8, 9];

/// Copies the coded picture in `buffer`, which was made for `capacity` bytes, into `out`.
pub(super) fn read(buffer: &Buffer, capacity: u32, out: &mut Vec<u8>) -> Result<(), Failure> {
    out.clear();
    let display = &buffer.display;
    let mut mapped: *mut c_void = ptr::null_mut();
    // SAFETY: the buffer is this display's.
    let status = unsafe {
        display
            .va()
            .vaMapBuffer(display.raw(), buffer.id, &mut mapped)
    };
    display.check("show a coded picture", status)?;
    // SAFETY: of a coded buffer libva maps a list of segments, which lives until it is unmapped.
    let copied = unsafe { copy(mapped.cast(), capacity as usize, out) };
    // SAFETY: it is mapped.
    let status = unsafe { display.va().vaUnmapBuffer(display.raw(), buffer.id) };
    copied?;
    display.check("take a coded picture back", status)
}

/// # Safety
/// `segment` is null or begins a list of segments whose data is there, as far as it stays within `capacity`.
unsafe fn copy(
    mut segment: *const VACodedBufferSegment,
    capacity: usize,
    out: &mut Vec<u8>,
) -> Result<(), Failure> {
    let broken = |reason| Err(Failure::Output(reason));
    for _ in 0..MOST_SEGMENTS {
        if segment.is_null() {
            return if out.is_empty() {
                broken("its coded buffer is empty")
            } else {
                Ok(())
            };
        }
        if !segment.is_aligned() {
            return broken("its coded buffer is no list of segments");
        }
        // SAFETY: as the caller says; aligned.
        let this = unsafe { &*segment };
        let bad =
            (VA_CODED_BUF_STATUS_BAD_BITSTREAM | VA_CODED_BUF_STATUS_SLICE_OVERFLOW_MASK) as u32;
        if this.status & bad != 0 {
            return broken("it says itself that its picture is broken");
        }
        let size = this.size as usize;
        if size > capacity - out.len() {
            return broken("its picture is larger than the buffer for it");
        }
        if size > 0 {
            if this.buf.is_null() {
                return broken("its picture has a size and no data");
            }
            // SAFETY: as the caller says; all segments together are no larger than the buffer.
            let bytes = unsafe { std::slice::from_raw_parts(this.buf.cast::<u8>(), size) };
            out.extend_from_slice(bytes);
        }
        segment = this.next.cast();
    }
    broken("its coded buffer has no end")
}

/// Which headers the driver wrote itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    pub parameter_sets: bool,
    pub slice_headers: bool,
}

/// Checks that `picture` is an access unit of the kind that was asked for, and puts right what drivers that write
/// headers are known to leave out. `spare` is memory for that.
pub(super) fn settle(
    picture: &mut Vec<u8>,
    spare: &mut Vec<u8>,
    idr: bool,
    written: Written,
    headers: &Headers,
) -> Result<(), Failure> {
    let broken = |reason| Err(Failure::Output(reason));
    if !picture.starts_with(&[0, 0, 1]) && !picture.starts_with(&[0, 0, 0, 1]) {
        return broken("its picture does not begin with a start code");
    }
    let (mut sps, mut pps) = (None, None);
    let mut units = Units::new(picture);
    let slice = loop {
        let Some(unit) = units.next() else {
            return broken("its picture has no slice");
        };
        match picture[unit.header] & 0x1f {
            kind if !BEFORE_SLICE.contains(&kind) => break unit,
            7 => sps = Some(unit),
            8 => pps = Some(unit),
            _ => {}
        }
    };
    let (kind, expected) = if idr {
        (NalKind::IdrSlice as u8, 0x65)
    } else {
        (NalKind::Slice as u8, 0x41)
    };
    let header = &mut picture[slice.header];
    if *header == 0 && written.slice_headers {
        // radeonsi leaves the byte out where it was given no slice header.
        *header = expected;
    }
    if *header & 0x9f != kind {
        return broken("its picture has slices of another kind than was asked for");
    }
    if *header & 0x60 == 0 {
        return broken("it does not keep a picture that later ones refer to");
    }
    if !idr {
        return Ok(());
    }
    // A set that the driver was given is in the stream as it is.
    if sps.is_some() && pps.is_some() && !written.parameter_sets {
        return Ok(());
    }
    spare.clear();
    match sps {
        Some(unit) => headers.instead_of(&picture[unit.header..unit.end], spare)?,
        None => spare.extend_from_slice(&headers.sps_unit),
    }
    match pps {
        Some(unit) => spare.extend_from_slice(&picture[unit.start..unit.end]),
        None => spare.extend_from_slice(&headers.pps_unit),
    }
    spare.extend_from_slice(&picture[slice.start..]);
    std::mem::swap(picture, spare);
    Ok(())
}

/// A NAL unit of annex B.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Unit {
    /// Of its start code.
    start: usize,
    /// Its first byte.
    header: usize,
    /// Where the next one's start code begins.
    end: usize,
}

/// The NAL units of a stream that begins with a start code; of the last one only what is needed to know it.
struct Units<'a> {
    bytes: &'a [u8],
    next: Option<(usize, usize)>,
}

impl<'a> Units<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            next: start_code(bytes, 0),
        }
    }

    fn next(&mut self) -> Option<Unit> {
        let (start, header) = self.next?;
        let first = *self.bytes.get(header)?;
        // A slice is the last that is looked at; its end, far away, is not searched for.
        self.next = if BEFORE_SLICE.contains(&(first & 0x1f)) {
            start_code(self.bytes, header)
        } else {
            None
        };
        Some(Unit {
            start,
            header,
            end: self.next.map_or(self.bytes.len(), |(start, _)| start),
        })
    }
}

/// The next start code at or after `from`: where it begins and where it is over.
fn start_code(bytes: &[u8], from: usize) -> Option<(usize, usize)> {
    let found = bytes.get(from..)?.windows(3).position(|w| w == [0, 0, 1])? + from;
    let long = found > from && bytes[found - 1] == 0;
    Some((found - usize::from(long), found + 3))
}

#[cfg(test)]
mod tests {
    use stratus_media::Size;

    use super::*;
    use crate::EncoderConfig;
    use crate::h264::Profile;
    use crate::vaapi::headers::sequence;

    const TAKEN: Written = Written {
        parameter_sets: false,
        slice_headers: false,
    };
    const WRITTEN: Written = Written {
        parameter_sets: true,
        slice_headers: true,
    };

    fn headers() -> Headers {
        let config = EncoderConfig {
            size: Size::new(640, 360),
            fps: 60,
            bitrate_bps: 4_000_000,
            threads: 0,
        };
        Headers::new(sequence(Profile::ConstrainedBaseline, &config).unwrap()).unwrap()
    }

    fn settled(picture: &[u8], idr: bool, written: Written) -> Result<Vec<u8>, Failure> {
        let mut picture = picture.to_vec();
        settle(&mut picture, &mut Vec::new(), idr, written, &headers()).map(|()| picture)
    }

    fn reason(result: Result<Vec<u8>, Failure>) -> &'static str {
        match result {
            Err(Failure::Output(reason)) => reason,
            other => panic!("{other:?}"),
        }
    }

    const IDR: [u8; 8] = [0, 0, 0, 1, 0x65, 0xb8, 1, 2];
    const P: [u8; 8] = [0, 0, 0, 1, 0x41, 0x9a, 1, 2];

    #[test]
    fn an_idr_has_its_parameter_sets_whoever_writes_them() {
        let headers = headers();
        let whole = [&headers.sps_unit[..], &headers.pps_unit, &IDR].concat();
        assert_eq!(settled(&whole, true, TAKEN).unwrap(), whole);
        // One that puts none into the stream, and one that writes its own.
        assert_eq!(settled(&IDR, true, TAKEN).unwrap(), whole);
        assert_eq!(settled(&IDR, true, WRITTEN).unwrap(), whole);
        let mut theirs = Vec::new();
        let poor = crate::h264::Sps {
            gaps_in_frame_num_allowed: false,
            ..headers.sps
        };
        poor.write(&mut theirs).unwrap();
        let theirs = [&[0, 0, 0, 1, 9, 0x10], &theirs[..], &headers.pps_unit, &IDR].concat();
        assert_eq!(settled(&theirs, true, WRITTEN).unwrap(), whole);
        assert_eq!(settled(&P, false, WRITTEN).unwrap(), P);
    }

    #[test]
    fn a_slice_without_a_header_byte_gets_it_where_the_driver_writes_headers() {
        let bare = |header: u8| [0, 0, 0, 1, header, 0x9a, 1, 2];
        assert_eq!(settled(&bare(0), false, WRITTEN).unwrap(), P);
        assert!(settled(&bare(0), true, WRITTEN).unwrap().contains(&0x65));
        assert!(reason(settled(&bare(0), false, TAKEN)).contains("another kind"));
    }

    #[test]
    fn what_is_no_picture_is_said() {
        assert!(reason(settled(&[], false, TAKEN)).contains("start code"));
        assert!(reason(settled(&[1; 100], false, TAKEN)).contains("start code"));
        assert!(reason(settled(&[0, 0, 1], false, TAKEN)).contains("no slice"));
        assert!(reason(settled(&[0, 0, 1, 0x67, 1, 0, 0, 1], true, TAKEN)).contains("no slice"));
        assert!(reason(settled(&P, true, TAKEN)).contains("another kind"));
        assert!(reason(settled(&IDR, false, TAKEN)).contains("another kind"));
        assert!(reason(settled(&[0, 0, 1, 0xc1, 1], false, TAKEN)).contains("another kind"));
        assert!(reason(settled(&[0, 0, 1, 0x01, 1], false, TAKEN)).contains("does not keep"));
    }

    fn segment(bytes: &mut [u8], size: u32) -> VACodedBufferSegment {
        VACodedBufferSegment {
            size,
            buf: bytes.as_mut_ptr().cast(),
            ..Default::default()
        }
    }

    /// What is copied of a list of segments, whose last one is followed by the first if it is `round`.
    fn copied_list(
        mut list: Vec<VACodedBufferSegment>,
        round: bool,
        capacity: usize,
    ) -> Result<Vec<u8>, Failure> {
        let first = list.as_mut_ptr();
        let last = list.len() - 1;
        for (at, segment) in list.iter_mut().enumerate() {
            let next = if at < last {
                first.wrapping_add(at + 1)
            } else if round {
                first
            } else {
                ptr::null_mut()
            };
            segment.next = next.cast();
        }
        copied(list.as_ptr(), capacity)
    }

    fn copied(first: *const VACodedBufferSegment, capacity: usize) -> Result<Vec<u8>, Failure> {
        let mut out = Vec::new();
        // SAFETY: the tests' lists are lists, and their data is there within the capacity.
        unsafe { copy(first, capacity, &mut out) }.map(|()| out)
    }

    #[test]
    fn segments_are_one_after_another() {
        let (mut one, mut two) = ([1, 2, 3], [4, 5]);
        let list = vec![segment(&mut one, 3), segment(&mut two, 2)];
        assert_eq!(
            copied_list(list.clone(), false, 5).unwrap(),
            [1, 2, 3, 4, 5]
        );
        assert!(reason(copied_list(list.clone(), false, 4)).contains("larger than the buffer"));
        assert!(reason(copied_list(list.clone(), true, 1 << 20)).contains("no end"));
        let mut list = list;
        list[1].buf = ptr::null_mut();
        assert!(reason(copied_list(list, false, 5)).contains("no data"));
    }

    #[test]
    fn a_driver_that_lies_about_its_buffer_is_not_followed() {
        let mut bytes = [7; 4];
        assert!(reason(copied(ptr::null(), 4)).contains("empty"));
        assert!(reason(copied(&segment(&mut bytes, 0), 4)).contains("empty"));
        assert!(reason(copied(&segment(&mut bytes, u32::MAX), 4)).contains("larger"));
        let mut broken = segment(&mut bytes, 4);
        broken.status = VA_CODED_BUF_STATUS_SLICE_OVERFLOW_MASK as u32;
        assert!(reason(copied(&broken, 4)).contains("says itself"));
        assert!(reason(copied(ptr::without_provenance(1), 4)).contains("no list"));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(0u8..=9, 0..200), idr: bool) {
            let _ = settled(&bytes, idr, TAKEN);
            let _ = settled(&bytes, idr, WRITTEN);
        }
    }
}
