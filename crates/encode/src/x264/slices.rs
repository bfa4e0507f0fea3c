//! Slices on their way out: encoded by several threads, handed on in the picture's order.
//!
//! libx264 calls each time a NAL unit is done, from the thread that encoded it. The unit is put into the
//! arena; then whoever finds the sink free hands on all that is next in order. Nobody waits for another: who
//! finds the sink taken leaves the slice to its holder, who looks once more after letting go.

use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering, fence};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use stratus_media::{FrameStart, SliceSink, Timestamp};
use x264_sys as ffi;

use crate::sps;

/// What libx264's `x264_nal_encode` may write beyond a NAL unit's own bytes: emulation prevention (one byte
/// in three at most), the start code, and what its assembly overshoots by (`x264.h`).
const fn escaped(payload: usize) -> usize {
    payload + payload / 2 + 5 + 64
}

/// A slice that is done.
#[derive(Debug, Clone, Copy)]
struct Done {
    at: u32,
    len: u32,
    /// The row of macroblocks after its last.
    next: u32,
}

/// Memory that the pictures of one size are written to, one after the other.
pub(super) struct Arena {
    bytes: Vec<u8>,
    /// By the row of macroblocks that a slice begins with: `Done`, packed; 0 while it is not.
    done: Vec<(AtomicU64, AtomicU64)>,
    used: AtomicUsize,
    /// Macroblocks in a row.
    wide: usize,
}

impl Arena {
    /// For pictures of `wide` × `high` macroblocks.
    pub(super) fn new(wide: usize, high: usize) -> Self {
        /// A macroblock has 384 samples, and is coded as them where nothing else is shorter.
        const MACROBLOCK: usize = escaped(384 + 16);
        const PARAMETER_SETS: usize = 4096;
        Self {
            bytes: vec![0; wide * high * MACROBLOCK + high * escaped(64) + PARAMETER_SETS],
            done: (0..high).map(|_| Default::default()).collect(),
            used: AtomicUsize::new(0),
            wide,
        }
    }

    fn high(&self) -> usize {
        self.done.len()
    }
}

/// One picture's way out.
pub(super) struct Slices<'a> {
    /// The arena's bytes; each call writes to its own part.
    bytes: *mut u8,
    capacity: usize,
    arena: &'a Arena,
    /// The picture is to be an IDR.
    idr: bool,
    failed: AtomicBool,
    outlet: Mutex<Outlet<'a>>,
}

// SAFETY: `bytes` is the only member that is not `Sync` by itself. Each thread writes to the part that it took
// from `arena.used`, and reads parts whose writing was published (`put`, then `get`).
unsafe impl Sync for Slices<'_> {}

/// Who holds this may call the sink.
struct Outlet<'a> {
    sink: &'a mut dyn SliceSink,
    start: FrameStart,
    begun: bool,
    /// The row of macroblocks that the next slice begins with.
    row: usize,
    first_slice: Option<Timestamp>,
    bytes: usize,
}

/// What became of a picture.
pub(super) struct Delivered {
    pub(super) first_slice: Timestamp,
    pub(super) bytes: usize,
}

impl<'a> Slices<'a> {
    /// A picture that begins as `start` says.
    pub(super) fn new(
        arena: &'a mut Arena,
        start: FrameStart,
        sink: &'a mut dyn SliceSink,
    ) -> Self {
        *arena.used.get_mut() = 0;
        for (first, second) in &mut arena.done {
            *first.get_mut() = 0;
            *second.get_mut() = 0;
        }
        Self {
            bytes: arena.bytes.as_mut_ptr(),
            capacity: arena.bytes.len(),
            arena,
            idr: start.idr,
            failed: AtomicBool::new(false),
            outlet: Mutex::new(Outlet {
                sink,
                start,
                begun: false,
                row: 0,
                first_slice: None,
                bytes: 0,
            }),
        }
    }

    /// What libx264 gives back to [`process`] with each NAL unit.
    pub(super) fn opaque(&self) -> *mut c_void {
        std::ptr::from_ref(self).cast_mut().cast()
    }

    /// The picture's result, when libx264 is through with it.
    pub(super) fn finish(self) -> Result<Delivered, &'static str> {
        let failed = self.failed.load(Ordering::Acquire);
        let outlet = self.outlet.into_inner();
        let outlet = outlet.map_err(|_| "its sink failed")?;
        if failed || outlet.row != self.arena.high() {
            return Err("its slices do not make a picture");
        }
        Ok(Delivered {
            first_slice: outlet.first_slice.ok_or("it has no slices")?,
            bytes: outlet.bytes,
        })
    }

    /// Takes one NAL unit from libx264, on any thread.
    fn take(&self, encoder: *mut ffi::x264_t, nal: &mut ffi::x264_nal_t) -> Option<()> {
        // The only SEI here is libx264's own description: 700 bytes that nobody reads.
        if nal.i_type == ffi::nal_unit_type_e_NAL_SEI as i32 {
            return Some(());
        }
        let room = escaped(usize::try_from(nal.i_payload).ok()?);
        let at = self.arena.used.fetch_add(room, Ordering::Relaxed);
        if at.checked_add(room)? > self.capacity {
            return None;
        }
        // SAFETY: `room` bytes at `at` are inside the arena and nobody else's, and as many as the call writes.
        let len = unsafe {
            ffi::x264_nal_encode(encoder, self.bytes.add(at), nal);
            usize::try_from(nal.i_payload).ok()?
        };
        if len > room {
            return None;
        }
        match nal.i_type as u32 {
            ffi::nal_unit_type_e_NAL_SLICE | ffi::nal_unit_type_e_NAL_SLICE_IDR => {
                let (first, last) = (
                    usize::try_from(nal.i_first_mb).ok()?,
                    usize::try_from(nal.i_last_mb).ok()?,
                );
                let wide = self.arena.wide;
                if first % wide != 0 || (last + 1) % wide != 0 || last < first {
                    return None;
                }
                let done = Done {
                    at: u32::try_from(at).ok()?,
                    len: u32::try_from(len).ok()?,
                    next: u32::try_from((last + 1) / wide).ok()?,
                };
                if self.idr != (nal.i_type as u32 == ffi::nal_unit_type_e_NAL_SLICE_IDR) {
                    return None;
                }
                self.put(first / wide, done)?;
                self.hand_on()
            }
            _ => {
                // Parameter sets: they come before any slice, from the thread that encodes the picture.
                // SAFETY: written just now, and nobody else's.
                let bytes = unsafe { std::slice::from_raw_parts_mut(self.bytes.add(at), len) };
                if nal.i_type as u32 == ffi::nal_unit_type_e_NAL_SPS
                    && let Some(sps) = sps::after_start_code(bytes)
                {
                    sps::allow_frame_number_gaps(sps);
                }
                let mut outlet = self.outlet();
                outlet.send(bytes);
                Some(())
            }
        }
    }

    fn outlet(&self) -> MutexGuard<'_, Outlet<'a>> {
        self.outlet.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, row: usize, done: Done) -> Option<()> {
        let (place, next) = self.arena.done.get(row)?;
        next.store(u64::from(done.next), Ordering::Relaxed);
        // A slice is never empty, so this is not 0.
        place.store(
            u64::from(done.at) << 32 | u64::from(done.len),
            Ordering::Release,
        );
        Some(())
    }

    fn get(&self, row: usize) -> Option<Done> {
        let (place, next) = self.arena.done.get(row)?;
        let packed = place.load(Ordering::Acquire);
        (packed != 0).then(|| Done {
            at: (packed >> 32) as u32,
            len: packed as u32,
            next: next.load(Ordering::Relaxed) as u32,
        })
    }

    /// Hands on what is next in order, unless another thread is at it.
    fn hand_on(&self) -> Option<()> {
        loop {
            // What was put before is seen by a holder that lets go after this (see below).
            fence(Ordering::SeqCst);
            let mut outlet = match self.outlet.try_lock() {
                Ok(outlet) => outlet,
                Err(TryLockError::WouldBlock) => return Some(()),
                Err(TryLockError::Poisoned(_)) => return None,
            };
            while let Some(done) = self.get(outlet.row) {
                // SAFETY: inside the arena (`take`); its writing was published before (`get`), and nobody
                // writes there again while the picture lasts.
                let bytes = unsafe {
                    std::slice::from_raw_parts(self.bytes.add(done.at as usize), done.len as usize)
                };
                outlet.first_slice.get_or_insert_with(Timestamp::now);
                outlet.row = done.next as usize;
                outlet.send(bytes);
            }
            let row = outlet.row;
            drop(outlet);
            // A slice may have come since the last look, whose thread found the outlet taken.
            fence(Ordering::SeqCst);
            if self.get(row).is_none() {
                return Some(());
            }
        }
    }
}

impl Outlet<'_> {
    fn send(&mut self, bytes: &[u8]) {
        if !self.begun {
            self.begun = true;
            self.sink.begin(&self.start);
        }
        self.bytes += bytes.len();
        self.sink.slice(bytes);
    }
}

/// libx264's `nalu_process`.
///
/// # Safety
/// `opaque` is [`Slices::opaque`] of a value that lives, and `nal` a NAL unit of the open encoder `encoder`.
pub(super) unsafe extern "C" fn process(
    encoder: *mut ffi::x264_t,
    nal: *mut ffi::x264_nal_t,
    opaque: *mut c_void,
) {
    // SAFETY: the caller's promise; libx264 gives out each unit once.
    let (slices, nal) = unsafe { (&*opaque.cast_const().cast::<Slices<'_>>(), &mut *nal) };
    let taken = catch_unwind(AssertUnwindSafe(|| slices.take(encoder, nal)));
    if !matches!(taken, Ok(Some(()))) {
        slices.failed.store(true, Ordering::Release);
    }
}
