//! Counts the allocations of threads that ask for it, or of all for a while, for `stratus bench`.
//!
//! The allocator is the system's; a thread that nobody watches pays for one thread-local flag. `stratus` is the
//! operator's command: the daemons are programs of their own and do not have it.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

pub struct Counting;

thread_local! {
    static WATCHED: Cell<bool> = const { Cell::new(false) };
}
static ALL_WATCHED: AtomicBool = AtomicBool::new(false);
static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

/// Counts this thread's allocations from now on.
pub fn watch_this_thread() {
    WATCHED.set(true);
}

/// Counts every thread's allocations, until told otherwise.
pub fn watch_all_threads(watched: bool) {
    ALL_WATCHED.store(watched, Ordering::Relaxed);
}

/// How many the watched threads made so far.
pub fn count() -> u64 {
    ALLOCATIONS.load(Ordering::Relaxed)
}

fn note() {
    // A thread that ends may allocate after its flag is gone.
    if ALL_WATCHED.load(Ordering::Relaxed) || WATCHED.try_with(Cell::get).unwrap_or(false) {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
    }
}

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note();
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        note();
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        note();
        // SAFETY: the caller's promises are passed on.
        unsafe { System.realloc(at, layout, size) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: the caller's promises are passed on.
        unsafe { System.dealloc(at, layout) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_watched_thread_is_counted() {
        let allocate = || drop(std::hint::black_box(Box::new(1u64)));
        let counted = std::thread::spawn(move || {
            allocate();
            let before = count();
            watch_this_thread();
            allocate();
            let mut grown = Vec::with_capacity(1);
            grown.extend_from_slice(std::hint::black_box(&[1u8; 100]));
            std::hint::black_box(grown);
            count() - before
        });
        assert!((2..=3).contains(&counted.join().unwrap()));
        let before = count();
        allocate();
        assert_eq!(count(), before);
    }
}
