//! Processor time that goes into the driver, so that a bench can tell the application's own.

use std::sync::atomic::{AtomicU64, Ordering};

use rustix::time::{ClockId, clock_gettime};

static INSIDE: AtomicU64 = AtomicU64::new(0);

/// A call that runs on this thread; what it waits is no processor time.
pub struct Inside(u64);

impl Inside {
    pub fn enter() -> Self {
        Self(of_this_thread())
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        INSIDE.fetch_add(of_this_thread().saturating_sub(self.0), Ordering::Relaxed);
    }
}

fn of_this_thread() -> u64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

/// Nanoseconds of processor time that calls of this driver took until now, over all displays and threads.
// SAFETY: no other library has a name like it.
#[unsafe(no_mangle)]
pub extern "C" fn stratus_va_soft_cpu_ns() -> u64 {
    INSIDE.load(Ordering::Relaxed)
}
