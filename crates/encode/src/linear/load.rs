//! Copies out of memory that the CPU may not cache.
//!
//! A GPU's buffers are often write-combined: an ordinary load brings 4 to 16 bytes a bus transaction and
//! keeps nothing. A streaming load (`MOVNTDQA`) brings the whole line of 64 bytes into a buffer of the core,
//! and three more loads are served from there. On cached memory it is an ordinary load.

use std::marker::PhantomData;
use std::ptr;

/// Bytes that somebody else may be writing: they can be copied, not borrowed.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a> {
    start: *const u8,
    len: usize,
    lives: PhantomData<&'a [u8]>,
}

/// How memory is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loads {
    /// As the compiler likes it.
    Ordinary,
    /// A line at a time; only where the processor has SSE4.1.
    #[cfg(target_arch = "x86_64")]
    Streaming(Sse41),
}

/// The processor has SSE4.1: exists only where that was asked.
#[cfg(target_arch = "x86_64")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sse41(());

impl Loads {
    /// The best for memory of unknown kind on this processor.
    pub(crate) fn best() -> Self {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("sse4.1") {
            return Self::Streaming(Sse41(()));
        }
        Self::Ordinary
    }
}

impl<'a> Bytes<'a> {
    /// # Safety
    /// `len` bytes from `start` are readable during `'a`; others may write them meanwhile.
    pub(super) const unsafe fn new(start: *const u8, len: usize) -> Self {
        Self {
            start,
            len,
            lives: PhantomData,
        }
    }

    /// Copies `to.len()` bytes from `at` on.
    ///
    /// # Panics
    /// Where they are not all there, which is a mistake of the caller.
    pub(super) fn copy(self, at: usize, to: &mut [u8], loads: Loads) {
        assert!(
            self.len.checked_sub(at).is_some_and(|n| n >= to.len()),
            "{} bytes at {at} of {}",
            to.len(),
            self.len
        );
        // SAFETY: `at` is inside, checked above.
        let from = unsafe { self.start.add(at) };
        match loads {
            // SAFETY: `to.len()` bytes are readable, checked above; `to` is ours alone.
            Loads::Ordinary => unsafe {
                ptr::copy_nonoverlapping(from, to.as_mut_ptr(), to.len());
            },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: as above, and the processor has SSE4.1, or there were no `Sse41`.
            Loads::Streaming(Sse41(())) => unsafe { copy_streaming(from, to) },
        }
    }
}

/// Forgets lines that streaming loads of earlier reads may have left behind: they are outside the caches,
/// so nothing else makes them agree with memory (Intel SDM, `MOVNTDQA`).
pub(super) fn fence() {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: every x86-64 processor has SSE2, where this instruction is from.
    unsafe {
        std::arch::x86_64::_mm_mfence();
    }
}

/// # Safety
/// `to.len()` bytes at `from` are readable.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "sse4.1")]
unsafe fn copy_streaming(from: *const u8, to: &mut [u8]) {
    use std::arch::x86_64::{__m128i, _mm_storeu_si128, _mm_stream_load_si128};

    const BLOCK: usize = size_of::<__m128i>();
    const LINE: usize = 4 * BLOCK;

    let end = to.len();
    let to = to.as_mut_ptr();
    let plain = |at: usize, n: usize| {
        // SAFETY: `at + n` is at most `end`, here and below.
        unsafe { ptr::copy_nonoverlapping(from.add(at), to.add(at), n) }
    };
    let block = |at: usize| {
        // SAFETY: `at + BLOCK` is at most `end`, and `from + at` is aligned to a block, here and below.
        unsafe {
            let block = _mm_stream_load_si128(from.add(at).cast());
            _mm_storeu_si128(to.add(at).cast(), block);
        }
    };
    // To the first block, by blocks to the first line, by lines, by blocks, and the rest.
    let mut at = from.align_offset(BLOCK).min(end);
    plain(0, at);
    while end - at >= BLOCK && !(from as usize + at).is_multiple_of(LINE) {
        block(at);
        at += BLOCK;
    }
    while end - at >= LINE {
        // SAFETY: `at + LINE` is at most `end`, and `from + at` is aligned to a line.
        unsafe {
            // All four loads before the first store, which may not come between them: the core has few
            // buffers for lines, and gives them up for others.
            let line: *const __m128i = from.add(at).cast();
            let a = _mm_stream_load_si128(line);
            let b = _mm_stream_load_si128(line.add(1));
            let c = _mm_stream_load_si128(line.add(2));
            let d = _mm_stream_load_si128(line.add(3));
            let to: *mut __m128i = to.add(at).cast();
            _mm_storeu_si128(to, a);
            _mm_storeu_si128(to.add(1), b);
            _mm_storeu_si128(to.add(2), c);
            _mm_storeu_si128(to.add(3), d);
        }
        at += LINE;
    }
    while end - at >= BLOCK {
        block(at);
        at += BLOCK;
    }
    plain(at, end - at);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each_kind() -> Vec<Loads> {
        let mut kinds = vec![Loads::Ordinary, Loads::best()];
        kinds.dedup();
        kinds
    }

    #[test]
    fn any_piece_at_any_alignment_arrives_whole_and_nothing_else_is_written() {
        let from: Vec<u8> = (0..1024u32).map(|n| (n * 7 + n / 256) as u8).collect();
        // SAFETY: the bytes live and stay as they are to the end of the test.
        let bytes = unsafe { Bytes::new(from.as_ptr(), from.len()) };
        for loads in each_kind() {
            for at in 0..130 {
                for len in (0..200).chain([1024 - at]) {
                    let mut to = vec![0xee; len + 2];
                    bytes.copy(at, &mut to[1..=len], loads);
                    assert_eq!(to[1..=len], from[at..at + len], "{loads:?} {at} {len}");
                    assert_eq!((to[0], to[len + 1]), (0xee, 0xee));
                }
            }
        }
    }

    #[test]
    fn a_piece_that_is_not_all_there_is_never_read() {
        let from = [7u8; 64];
        // SAFETY: the bytes live and stay as they are to the end of the test.
        let bytes = unsafe { Bytes::new(from.as_ptr(), from.len()) };
        for (at, len) in [(0, 65), (64, 1), (65, 0), (usize::MAX, 1)] {
            let copied = std::panic::catch_unwind(|| {
                bytes.copy(at, &mut vec![0; len], Loads::Ordinary);
            });
            assert!(copied.is_err(), "{len} at {at}");
        }
    }

    /// `cargo test --release -p stratus-encode --lib loads_cost -- --ignored --nocapture`
    #[test]
    #[ignore = "measures; it checks nothing"]
    fn loads_cost_of_cached_memory() {
        // A picture of 1080p, and strips as the planes take them.
        let (row, strip) = (7680, 8);
        let from = vec![7u8; row * 1080];
        // SAFETY: the bytes live and stay as they are to the end of the test.
        let bytes = unsafe { Bytes::new(from.as_ptr(), from.len()) };
        let mut to = vec![0; row * strip];
        for round in 0..3 {
            for loads in each_kind() {
                let mut times: Vec<f64> = (0..200)
                    .map(|_| {
                        let start = std::time::Instant::now();
                        for y in 0..1080 {
                            let into = &mut to[y % strip * row..][..row];
                            bytes.copy(y * row, std::hint::black_box(into), loads);
                        }
                        start.elapsed().as_secs_f64() * 1e3
                    })
                    .collect();
                times.sort_by(f64::total_cmp);
                println!(
                    "{round} {loads:?}: min {:.3} p50 {:.3} ms",
                    times[0], times[100]
                );
            }
        }
    }
}
