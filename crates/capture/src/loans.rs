//! Buffers that are out with a frame, and how they come back.

use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use stratus_media::{ReleaseGuard, ReleaseSink};

use crate::buffer::Buffer;
use crate::wake::Wake;

const SLOTS: usize = u64::BITS as usize;

/// The other threads' side: one bit a slot, and a bell. Nothing can be lost or come twice.
struct Returned {
    bits: AtomicU64,
    wake: Wake,
}

impl ReleaseSink for Returned {
    fn release(&self, token: u64) {
        self.bits.fetch_or(1 << token, Ordering::AcqRel);
        self.wake.ring();
    }
}

/// The proxy thread's side.
pub(crate) struct Loans {
    returned: Arc<Returned>,
    sink: Arc<dyn ReleaseSink>,
    out: [Option<Rc<Buffer>>; SLOTS],
    free: u64,
}

impl Loans {
    pub(crate) fn new(wake: Wake) -> Self {
        let returned = Arc::new(Returned {
            bits: AtomicU64::new(0),
            wake,
        });
        Self {
            sink: Arc::clone(&returned) as Arc<dyn ReleaseSink>,
            returned,
            out: [const { None }; SLOTS],
            free: u64::MAX,
        }
    }

    /// Lends `buffer` until the guard drops; `None` where 64 frames are out already.
    pub(crate) fn lend(&mut self, buffer: &Rc<Buffer>) -> Option<ReleaseGuard> {
        let slot = self.free.trailing_zeros() as usize;
        let place = self.out.get_mut(slot)?;
        buffer.acquire();
        *place = Some(Rc::clone(buffer));
        self.free &= !(1 << slot);
        Some(ReleaseGuard::new(Arc::clone(&self.sink), slot as u64))
    }

    /// Gives back what came in.
    pub(crate) fn collect(&mut self) {
        let mut bits = self.returned.bits.swap(0, Ordering::AcqRel);
        while bits != 0 {
            let slot = bits.trailing_zeros() as usize;
            bits &= bits - 1;
            if let Some(buffer) = self.out[slot].take() {
                buffer.let_go();
            }
            self.free |= 1 << slot;
        }
    }
}
