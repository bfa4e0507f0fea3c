//! Memory that a client shares with us, and that it may pull away at any time.
//!
//! A client can truncate the file behind a mapping; touching the pages that are gone raises SIGBUS.
//! One handler for the process lays zero pages over the mapping that was hit, so a reader sees black.

use std::io;
use std::os::fd::BorrowedFd;
use std::ptr::{self, NonNull};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

const MAPPINGS: usize = 2048;
const RESERVED: usize = 1;

/// A mapping that the handler knows: page-aligned start, and end. Start 0 is free, 1 is being filled.
struct Slot {
    start: AtomicUsize,
    end: AtomicUsize,
}

static SLOTS: [Slot; MAPPINGS] = [const {
    Slot {
        start: AtomicUsize::new(0),
        end: AtomicUsize::new(0),
    }
}; MAPPINGS];
static FAULTS: AtomicU64 = AtomicU64::new(0);
static PREVIOUS: OnceLock<libc::sigaction> = OnceLock::new();

/// How many mappings of this process were pulled away by a client.
pub(crate) fn faults() -> u64 {
    FAULTS.load(Ordering::Relaxed)
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum MappingError {
    #[error("the file has {file} bytes, the pool claims {claimed}")]
    TooSmall { file: u64, claimed: usize },
    #[error("too many pools")]
    TooMany,
    #[error("not mappable: {0}")]
    Io(#[from] io::Error),
}

/// A read-only view of a client's memory.
pub(crate) struct Mapping {
    start: NonNull<u8>,
    len: usize,
    slot: usize,
}

// SAFETY: the memory is plain bytes, mapped until drop, and never written through this value.
unsafe impl Send for Mapping {}
// SAFETY: as above.
unsafe impl Sync for Mapping {}

impl Mapping {
    /// Maps the first `len` bytes of `fd`.
    pub(crate) fn new(fd: BorrowedFd<'_>, len: usize) -> Result<Self, MappingError> {
        install_handler()?;
        let file = rustix::fs::fstat(fd).map_err(io::Error::from)?.st_size as u64;
        if file < len as u64 {
            return Err(MappingError::TooSmall { file, claimed: len });
        }
        let slot = reserve().ok_or(MappingError::TooMany)?;
        // SAFETY: a fresh mapping at an address of the kernel's choice touches no existing memory.
        let mapped = unsafe {
            rustix::mm::mmap(
                ptr::null_mut(),
                len,
                rustix::mm::ProtFlags::READ,
                rustix::mm::MapFlags::SHARED,
                fd,
                0,
            )
        };
        match mapped {
            Ok(start) => {
                let Some(start) = NonNull::new(start.cast::<u8>()) else {
                    free(slot);
                    return Err(MappingError::TooMany);
                };
                let address = start.as_ptr() as usize;
                SLOTS[slot].end.store(address + len, Ordering::Release);
                SLOTS[slot].start.store(address, Ordering::Release);
                Ok(Self { start, len, slot })
            }
            Err(error) => {
                free(slot);
                Err(MappingError::Io(error.into()))
            }
        }
    }

    /// The mapped bytes. The client may change them while they are read.
    pub(crate) fn bytes(&self) -> &[u8] {
        // SAFETY: mapped for `len` bytes until drop. A page that the client takes away is replaced by
        // the SIGBUS handler; a byte that it changes meanwhile gives a torn pixel, which is fine.
        unsafe { std::slice::from_raw_parts(self.start.as_ptr(), self.len) }
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        free(self.slot);
        // SAFETY: this value owns the mapping, and nobody borrows it any more.
        let _ = unsafe { rustix::mm::munmap(self.start.as_ptr().cast(), self.len) };
    }
}

fn reserve() -> Option<usize> {
    SLOTS.iter().position(|slot| {
        slot.start.load(Ordering::Relaxed) == 0
            && slot
                .start
                .compare_exchange(0, RESERVED, Ordering::AcqRel, Ordering::Relaxed)
                .is_ok()
    })
}

fn free(slot: usize) {
    SLOTS[slot].start.store(0, Ordering::Release);
}

fn install_handler() -> io::Result<()> {
    if PREVIOUS.get().is_some() {
        return Ok(());
    }
    static INSTALLING: parking_lot::Mutex<()> = parking_lot::Mutex::new(());
    let _one = INSTALLING.lock();
    if PREVIOUS.get().is_some() {
        return Ok(());
    }
    // SAFETY: zeroed sigaction values are valid, and the handler has the SA_SIGINFO signature. The old
    // action is stored before ours is set, so the handler always finds it.
    unsafe {
        let mut old: libc::sigaction = std::mem::zeroed();
        if libc::sigaction(libc::SIGBUS, ptr::null(), &mut old) != 0 {
            return Err(io::Error::last_os_error());
        }
        let _ = PREVIOUS.set(old);
        let mut new: libc::sigaction = std::mem::zeroed();
        new.sa_sigaction = on_sigbus as *const () as usize;
        new.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_NODEFER;
        libc::sigemptyset(&mut new.sa_mask);
        if libc::sigaction(libc::SIGBUS, &new, ptr::null_mut()) != 0 {
            return Err(io::Error::last_os_error());
        }
    }
    Ok(())
}

/// Runs on the thread that touched a page that is gone. Only atomics and system calls here.
extern "C" fn on_sigbus(
    signal: libc::c_int,
    info: *mut libc::siginfo_t,
    context: *mut libc::c_void,
) {
    // SAFETY: the kernel passes a valid siginfo for a handler with SA_SIGINFO.
    let address = unsafe { (*info).si_addr() } as usize;
    for slot in &SLOTS {
        let start = slot.start.load(Ordering::Acquire);
        let end = slot.end.load(Ordering::Acquire);
        // Another mapping may have taken the slot between the two: then they do not belong together.
        let same = slot.start.load(Ordering::Relaxed) == start;
        if same && start > RESERVED && (start..end).contains(&address) {
            // SAFETY: the range is a mapping of ours that is being read right now, so it is still
            // registered and owned; MAP_FIXED puts zero pages in its place.
            let zeroed = unsafe {
                libc::mmap(
                    start as *mut libc::c_void,
                    end - start,
                    libc::PROT_READ,
                    libc::MAP_PRIVATE | libc::MAP_FIXED | libc::MAP_ANONYMOUS,
                    -1,
                    0,
                )
            };
            if zeroed != libc::MAP_FAILED {
                FAULTS.fetch_add(1, Ordering::Relaxed);
                return;
            }
        }
    }
    chain(signal, info, context);
}

/// Not ours: what the handler before would have done.
fn chain(signal: libc::c_int, info: *mut libc::siginfo_t, context: *mut libc::c_void) {
    type WithInfo = extern "C" fn(libc::c_int, *mut libc::siginfo_t, *mut libc::c_void);
    type Plain = extern "C" fn(libc::c_int);
    let previous = PREVIOUS.get();
    match previous.map(|old| (old.sa_sigaction, old.sa_flags)) {
        Some((handler, flags)) if handler != libc::SIG_DFL && handler != libc::SIG_IGN => {
            if flags & libc::SA_SIGINFO != 0 {
                // SAFETY: registered with SA_SIGINFO, so it has this signature.
                let handler = unsafe { std::mem::transmute::<usize, WithInfo>(handler) };
                handler(signal, info, context);
            } else {
                // SAFETY: registered without SA_SIGINFO, so it has this signature.
                let handler = unsafe { std::mem::transmute::<usize, Plain>(handler) };
                handler(signal);
            }
        }
        _ => {
            // SAFETY: back to the default; the access runs again on return and ends the process.
            unsafe {
                libc::signal(signal, libc::SIG_DFL);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::fd::AsFd;

    use rustix::fs::{MemfdFlags, ftruncate, memfd_create};

    use super::*;

    #[test]
    fn a_file_that_is_cut_short_reads_as_zeros() {
        let fd = memfd_create("test", MemfdFlags::CLOEXEC).unwrap();
        ftruncate(&fd, 16384).unwrap();
        rustix::io::pwrite(&fd, &[7; 16384], 0).unwrap();
        let mapping = Mapping::new(fd.as_fd(), 16384).unwrap();
        // Read anew each time: to the compiler the bytes cannot change.
        let byte = || std::hint::black_box(&mapping).bytes()[std::hint::black_box(9000)];
        assert_eq!(byte(), 7);
        let before = faults();
        ftruncate(&fd, 4096).unwrap();
        assert_eq!(byte(), 0);
        assert!(faults() > before);
    }

    #[test]
    fn a_pool_larger_than_its_file_is_refused() {
        let fd = memfd_create("test", MemfdFlags::CLOEXEC).unwrap();
        ftruncate(&fd, 4096).unwrap();
        assert!(matches!(
            Mapping::new(fd.as_fd(), 8192),
            Err(MappingError::TooSmall {
                file: 4096,
                claimed: 8192
            })
        ));
    }
}
