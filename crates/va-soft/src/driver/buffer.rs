//! Buffers: parameters, packed headers, and what was coded.

use std::time::Instant;

use super::failure::{Outcome, demand, refuse, wrong, wrong_buffer};
use crate::va::*;

/// A buffer.
#[derive(Debug)]
pub struct Buffer {
    pub kind: VABufferType,
    /// Its context; none of an image's.
    pub context: Option<u32>,
    /// Bytes an element, and elements.
    pub size: usize,
    pub count: usize,
    /// Words, so that every structure is aligned in it.
    words: Vec<u64>,
    pub mapped: bool,
    pub coded: Option<Coded>,
}

/// What is special of a coded buffer.
#[derive(Debug, Default)]
pub struct Coded {
    pub stream: Vec<u8>,
    pub segments: Vec<VACodedBufferSegment>,
    /// When what is being coded into it is done.
    pub ready: Option<Instant>,
    /// It was coded into, and nobody has waited for it.
    pub unread: bool,
}

// SAFETY: the pointers of the segments lead into `stream` and `segments` of the same buffer.
unsafe impl Send for Coded {}

impl Buffer {
    /// Makes one; `data` is what it holds.
    pub fn new(
        kind: VABufferType,
        context: Option<u32>,
        (size, count): (usize, usize),
        data: Option<&[u8]>,
    ) -> Outcome<Self> {
        demand(size > 0 && count > 0, || {
            format!("a buffer of {count} elements of {size} bytes")
        })?;
        let wanted = match kind {
            VAEncSequenceParameterBufferType => size_of::<VAEncSequenceParameterBufferH264>(),
            VAEncPictureParameterBufferType => size_of::<VAEncPictureParameterBufferH264>(),
            VAEncSliceParameterBufferType => size_of::<VAEncSliceParameterBufferH264>(),
            VAEncPackedHeaderParameterBufferType => size_of::<VAEncPackedHeaderParameterBuffer>(),
            VAProcPipelineParameterBufferType => size_of::<VAProcPipelineParameterBuffer>(),
            VAEncCodedBufferType
            | VAEncPackedHeaderDataBufferType
            | VAEncMiscParameterBufferType
            | VAImageBufferType => size,
            other => {
                return Err(refuse(
                    VA_STATUS_ERROR_UNSUPPORTED_BUFFERTYPE,
                    format!("buffers of type {other}"),
                ));
            }
        };
        demand(size == wanted, || {
            format!("a buffer of type {kind} and {size} bytes; its structure has {wanted}")
        })?;
        let many = kind == VAEncSliceParameterBufferType;
        demand(many || count == 1, || {
            format!("{count} elements of type {kind}")
        })?;
        let coded = (kind == VAEncCodedBufferType).then(Coded::default);
        let len = if coded.is_some() { 0 } else { size * count };
        let mut buffer = Self {
            kind,
            context,
            size,
            count,
            words: vec![0; len.div_ceil(8)],
            mapped: false,
            coded,
        };
        if let Some(data) = data {
            demand(len == data.len(), || "data for a coded buffer".into())?;
            buffer.bytes_mut().copy_from_slice(data);
        }
        Ok(buffer)
    }

    /// Its bytes; of a coded buffer none.
    pub fn bytes(&self) -> &[u8] {
        let len = if self.coded.is_some() {
            0
        } else {
            self.size * self.count
        };
        // SAFETY: the words hold at least as many bytes, and bytes may be anything.
        unsafe { std::slice::from_raw_parts(self.words.as_ptr().cast(), len) }
    }

    /// The same, to write.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        let len = self.bytes().len();
        // SAFETY: as above; the words are borrowed alone.
        unsafe { std::slice::from_raw_parts_mut(self.words.as_mut_ptr().cast(), len) }
    }

    /// Its structures.
    pub fn structures<T: Copy>(&self) -> Outcome<Vec<T>> {
        if self.mapped {
            return Err(wrong_buffer("a buffer is rendered while it is mapped"));
        }
        let bytes = self.bytes();
        if size_of::<T>() * self.count > bytes.len() {
            return Err(wrong_buffer(format!("a buffer of {} bytes", bytes.len())));
        }
        let at = |index| {
            // SAFETY: within the bytes, as compared above; the structures are plain numbers and pointers.
            unsafe { bytes.as_ptr().cast::<T>().add(index).read_unaligned() }
        };
        Ok((0..self.count).map(at).collect())
    }

    /// Where an application reads and writes.
    pub fn map(&mut self) -> Outcome<*mut std::ffi::c_void> {
        if self.mapped {
            return Err(wrong_buffer("a buffer is mapped twice"));
        }
        self.mapped = true;
        Ok(match &mut self.coded {
            Some(coded) => {
                if coded.segments.is_empty() {
                    self.mapped = false;
                    return Err(wrong_buffer(
                        "a coded buffer is mapped that nothing was coded into",
                    ));
                }
                coded.unread = false;
                coded.segments.as_mut_ptr().cast()
            }
            None => self.words.as_mut_ptr().cast(),
        })
    }

    /// Ends that.
    pub fn unmap(&mut self) -> Outcome {
        if !self.mapped {
            return Err(wrong_buffer("a buffer is unmapped that is not mapped"));
        }
        self.mapped = false;
        Ok(())
    }
}

impl Coded {
    /// Takes NAL units in, each a segment or all of them one.
    pub fn fill(&mut self, stream: Vec<u8>, ends: &[usize], status: u32) {
        self.stream = stream;
        let mut start = 0;
        self.segments = ends
            .iter()
            .map(|&end| {
                let segment = VACodedBufferSegment {
                    size: (end - start) as u32,
                    status,
                    buf: self.stream[start..].as_mut_ptr().cast(),
                    ..VACodedBufferSegment::default()
                };
                start = end;
                segment
            })
            .collect();
        self.link();
    }

    /// Points each segment to the next.
    fn link(&mut self) {
        let start = self.segments.as_mut_ptr();
        for index in 1..self.segments.len() {
            // SAFETY: within the segments; they are not moved until they are made anew.
            self.segments[index - 1].next = unsafe { start.add(index) }.cast();
        }
    }

    /// Makes the last segment lead to the first.
    pub fn knot(&mut self) {
        let first = self.segments.as_mut_ptr().cast();
        if let Some(last) = self.segments.last_mut() {
            last.next = first;
        }
    }
}

/// The kind and the value of a miscellaneous parameter.
pub fn misc<T: Copy>(bytes: &[u8]) -> Outcome<T> {
    let start = size_of::<VAEncMiscParameterType>();
    let wanted = start + size_of::<T>();
    if bytes.len() < wanted {
        return Err(wrong(format!(
            "a miscellaneous parameter of {} bytes; its structure has {wanted}",
            bytes.len()
        )));
    }
    // SAFETY: within the bytes, as compared above; the structures are plain numbers.
    Ok(unsafe { bytes[start..].as_ptr().cast::<T>().read_unaligned() })
}
