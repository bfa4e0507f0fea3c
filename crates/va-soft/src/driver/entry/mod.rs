//! The functions that libva calls, and how it finds them.
#![allow(
    clippy::missing_safety_doc,
    reason = "libva's own contract: pointers are valid for what their counts say"
)]

mod absent;
mod buffers;
mod config;
mod images;
mod open;
mod pictures;
mod surfaces;
mod video_proc;

use std::ffi::c_int;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::cpu::Inside;
use super::failure::{Outcome, wrong};
use super::{Driver, plain};
use crate::va::*;

/// A driver, as `pDriverData` leads to it. A thread that waits in a call holds its own reference.
type Shared = Mutex<Driver>;

const SUCCESS: VAStatus = VA_STATUS_SUCCESS as VAStatus;

fn lock(shared: &Shared) -> MutexGuard<'_, Driver> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The driver of a context, kept alive while a call lasts.
fn shared(ctx: VADriverContextP) -> Option<Arc<Shared>> {
    // SAFETY: libva hands out the context that the driver was opened with. Its data is null or what `open` made, which
    // `terminate` gives back.
    unsafe {
        let data = (*ctx).pDriverData.cast_const().cast::<Shared>();
        if data.is_null() {
            return None;
        }
        Arc::increment_strong_count(data);
        Some(Arc::from_raw(data))
    }
}

/// Runs one call: counted, timed, its failure told, and a panic turned into one. `then` runs with the driver unlocked.
fn call<T>(
    ctx: VADriverContextP,
    name: &'static str,
    body: impl FnOnce(&mut Driver) -> Outcome<T>,
    then: impl FnOnce(T, &Shared) -> VAStatus,
) -> VAStatus {
    let _inside = Inside::enter();
    let Some(shared) = shared(ctx) else {
        return VA_STATUS_ERROR_INVALID_DISPLAY as VAStatus;
    };
    hang(&shared, name);
    let ran = run(&mut lock(&shared), name, |driver| {
        driver.called(name)?;
        body(driver)
    });
    match ran {
        Ok(value) => then(value, &shared),
        Err(status) => status,
    }
}

/// Does not return while a setting's file says so of this call. The driver is not locked meanwhile: other calls go on.
fn hang(shared: &Shared, name: &str) {
    let hangs = lock(shared).settings.hang.clone();
    let said = || std::fs::read_to_string(hangs.as_deref()?).ok();
    while said().is_some_and(|said| said.trim() == plain(name)) {
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A call, or the second half of one.
fn run<T>(
    driver: &mut Driver,
    name: &'static str,
    body: impl FnOnce(&mut Driver) -> Outcome<T>,
) -> Result<T, VAStatus> {
    let began = Instant::now();
    let ran = catch_unwind(AssertUnwindSafe(|| body(driver)));
    driver.count_time(name, began.elapsed());
    match ran {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(failure)) => {
            driver.journal.failed(name, &failure);
            Err(failure.status)
        }
        Err(_) => {
            driver.journal.complain(name, "the driver itself panicked");
            Err(VA_STATUS_ERROR_UNKNOWN as VAStatus)
        }
    }
}

/// A call of which success says all.
fn simple(
    ctx: VADriverContextP,
    name: &'static str,
    body: impl FnOnce(&mut Driver) -> Outcome,
) -> VAStatus {
    call(ctx, name, body, |(), _| SUCCESS)
}

/// Sleeps until `ready`, or as long as the application waits. Returns whether it is ready.
fn sleep_until(ready: Option<Instant>, timeout_ns: u64) -> bool {
    let left = ready.map_or(Duration::ZERO, |ready| {
        ready.saturating_duration_since(Instant::now())
    });
    let patience = Duration::from_nanos(timeout_ns);
    std::thread::sleep(left.min(patience));
    left <= patience
}

/// Waits for what is ready when `body` says, and then marks it as waited for.
fn wait(
    ctx: VADriverContextP,
    name: &'static str,
    timeout_ns: u64,
    body: impl FnOnce(&mut Driver) -> Outcome<Option<Instant>>,
) -> VAStatus {
    call(ctx, name, body, |ready, shared| {
        if !sleep_until(ready, timeout_ns) {
            return VA_STATUS_ERROR_TIMEDOUT as VAStatus;
        }
        lock(shared).waited(ready);
        SUCCESS
    })
}

/// `count` elements at `pointer`; none of a null pointer or a count below 1.
unsafe fn elements<'a, T>(pointer: *const T, count: i64) -> &'a [T] {
    if pointer.is_null() || count <= 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(pointer, count as usize) }
}

/// The same, to write.
unsafe fn elements_mut<'a, T>(pointer: *mut T, count: i64) -> &'a mut [T] {
    if pointer.is_null() || count <= 0 {
        return &mut [];
    }
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts_mut(pointer, count as usize) }
}

/// Writes where the application wants to read.
unsafe fn put<T>(pointer: *mut T, value: T) -> Outcome {
    if pointer.is_null() {
        return Err(wrong("a null pointer for what is returned"));
    }
    // SAFETY: not null; the caller's promise.
    unsafe { pointer.write(value) };
    Ok(())
}

/// Writes a list and its length. The application has room for as many as the maximum that the driver said.
unsafe fn put_list<T: Copy>(list: *mut T, number: *mut c_int, values: &[T]) -> Outcome {
    // SAFETY: the caller's promise.
    unsafe {
        elements_mut(list, values.len() as i64).copy_from_slice(values);
        put(number, values.len() as c_int)
    }
}
