//! A few threads that share one frame's work, a piece at a time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// What is done: `work(worker, piece)`, each piece once, workers numbered from 0 (the caller).
type Work<'a> = dyn Fn(usize, usize) + Sync + 'a;

/// Threads that wait for work; a frame costs them neither memory nor a new thread.
///
/// They are not bound to cores: the game runs on the same ones, and a piece that waits for a core which the
/// game holds would hold up the frame, where the scheduler finds another. A thread that wakes too late finds
/// the pieces done by the others.
pub(crate) struct Bands {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    /// There is work, or the end.
    wake: Condvar,
    /// Nobody works any more.
    idle: Condvar,
    /// The next piece.
    next: AtomicUsize,
}

#[derive(Default)]
struct State {
    job: Option<Job>,
    /// Counts jobs, so that a thread joins each once.
    jobs: u64,
    /// Threads that are at the job.
    inside: usize,
    /// A thread failed at the job.
    panicked: bool,
    closed: bool,
}

/// Work that is handed to other threads.
#[derive(Clone, Copy)]
struct Job {
    work: *const Work<'static>,
    pieces: usize,
}

// SAFETY: what it points to is `Sync`, and `Bands::run` keeps it alive while any thread has it.
unsafe impl Send for Job {}

impl Shared {
    /// The state is whole between any two statements that hold it, so a panic elsewhere does not matter.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pull(&self, worker: usize, work: &Work<'_>, pieces: usize) {
        loop {
            let piece = self.next.fetch_add(1, Ordering::Relaxed);
            if piece >= pieces {
                return;
            }
            work(worker, piece);
        }
    }

    /// What a thread does all its life.
    fn serve(&self, worker: usize) {
        let mut seen = 0;
        let mut state = self.state();
        loop {
            while !state.closed && (state.job.is_none() || state.jobs == seen) {
                state = self
                    .wake
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            if state.closed {
                return;
            }
            seen = state.jobs;
            let Some(job) = state.job else { continue };
            state.inside += 1;
            drop(state);
            // SAFETY: `run` waits, before its closure goes, for all that are inside; this thread became one
            // while the job was there.
            let work = unsafe { &*job.work };
            let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                self.pull(worker, work, job.pieces);
            }));
            state = self.state();
            state.panicked |= done.is_err();
            state.inside -= 1;
            if state.inside == 0 {
                self.idle.notify_all();
            }
        }
    }
}

impl Bands {
    /// The caller and `helpers` more.
    pub(crate) fn new(helpers: usize) -> Self {
        let shared = Arc::new(Shared::default());
        let threads = (1..=helpers).map_while(|worker| {
            let shared = Arc::clone(&shared);
            // Without the thread the others do its work.
            std::thread::Builder::new()
                .name(format!("convert-{worker}"))
                .spawn(move || shared.serve(worker))
                .ok()
        });
        let threads = threads.collect();
        Self { shared, threads }
    }

    /// How many work, the caller included.
    pub(crate) fn workers(&self) -> usize {
        self.threads.len() + 1
    }

    /// Has each of `pieces` done once, and returns when all are.
    pub(crate) fn run(&mut self, pieces: usize, work: &Work<'_>) {
        if pieces < 2 || self.threads.is_empty() {
            (0..pieces).for_each(|piece| work(0, piece));
            return;
        }
        self.shared.next.store(0, Ordering::Relaxed);
        // SAFETY: only the lifetime changes. `Ending` waits until nobody has the pointer any more, also when
        // this thread's own share panics.
        let erased = unsafe { std::mem::transmute::<*const Work<'_>, *const Work<'static>>(work) };
        {
            let mut state = self.shared.state();
            state.jobs += 1;
            state.job = Some(Job {
                work: erased,
                pieces,
            });
        }
        self.shared.wake.notify_all();
        let ending = Ending(&self.shared);
        self.shared.pull(0, work, pieces);
        drop(ending);
    }
}

/// Ends a job when dropped: lets nobody in any more, and waits for those inside.
struct Ending<'a>(&'a Shared);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.job = None;
        while state.inside > 0 {
            state = self
                .0
                .idle
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        let panicked = std::mem::take(&mut state.panicked);
        drop(state);
        assert!(
            !panicked || std::thread::panicking(),
            "a thread failed at its share of a frame"
        );
    }
}

impl Drop for Bands {
    fn drop(&mut self) {
        self.shared.state().closed = true;
        self.shared.wake.notify_all();
        for thread in self.threads.drain(..) {
            // Its panics were said where its work was waited for.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU32;

    use super::*;

    #[test]
    fn each_piece_is_done_once_whoever_does_it() {
        for helpers in [0, 1, 3] {
            let mut bands = Bands::new(helpers);
            for pieces in [0, 1, 2, 7, 64].into_iter().cycle().take(500) {
                let done: [AtomicU32; 64] = std::array::from_fn(|_| AtomicU32::new(0));
                bands.run(pieces, &|worker, piece| {
                    assert!(worker <= helpers);
                    done[piece].fetch_add(1, Ordering::Relaxed);
                });
                for (n, count) in done.iter().enumerate() {
                    assert_eq!(count.load(Ordering::Relaxed), u32::from(n < pieces));
                }
            }
        }
    }

    #[test]
    fn a_panic_in_a_piece_is_the_callers_and_leaves_the_threads_at_work() {
        let mut bands = Bands::new(2);
        let failed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            bands.run(32, &|_, piece| assert_ne!(piece, 20, "this one fails"));
        }));
        assert!(failed.is_err());
        let count = AtomicUsize::new(0);
        bands.run(32, &|_, _| {
            count.fetch_add(1, Ordering::Relaxed);
        });
        assert_eq!(count.load(Ordering::Relaxed), 32);
    }
}
