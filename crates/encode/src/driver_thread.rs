//! A driver that is asked on a thread of its own, for those who must not wait until a call of it returns: a game's
//! requests wait for whoever imports its buffers.
//!
//! What takes too long is left with its thread, which owns all that the driver may still be at and frees it when the
//! call returns.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel, sync_channel};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use stratus_media::{DmaBuf, DmaBufImporter as _, DmaBufPlane, Refusal};

use crate::LinearImporter;

/// How long a driver may take for an import.
pub(crate) const LIMIT: Duration = Duration::from_millis(60);

/// While a call does not return, its driver is asked anew only after so long: each such question may cost a thread.
const AGAIN: Duration = Duration::from_secs(10);

/// A driver's end of a device: a display, say.
pub(crate) trait Device: Send + Sync + 'static {
    /// It may be broken, and is not used for what is new.
    fn is_retired(&self) -> bool;

    /// Says that it may be broken: whoever opens it next gets a fresh one.
    fn retire(&self);
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum NoAnswer<F> {
    /// The driver is still at it, or at what it was asked before.
    Late,
    /// There is no thread for it.
    NoThread(io::Error),
    /// It panicked.
    Panicked,
    /// What it said.
    Failed(F),
}

impl<F> NoAnswer<F> {
    /// Why a buffer is not imported; `failed` says it of the driver's own words.
    pub(crate) fn refusal(self, failed: impl FnOnce(F) -> Refusal) -> Refusal {
        let said = match self {
            Self::Failed(failure) => return failed(failure),
            Self::Late => "the driver does not answer".to_owned(),
            Self::NoThread(error) => format!("there is no thread for its driver: {error}"),
            Self::Panicked => "the driver panicked".to_owned(),
        };
        Refusal(format!(
            "{said}: have the game draw into linear buffers or wl_shm, or choose the encoder x264"
        ))
    }
}

/// Takes a buffer that the driver did not, where the CPU's encoder reads it: a game that is refused its buffer ends.
///
/// # Errors
/// What the driver had to say, where the CPU does not read it either.
pub(crate) fn or_linear(
    imported: Result<(), Refusal>,
    buffer: &DmaBuf,
    device: u64,
) -> Result<(), Refusal> {
    imported.or_else(|refusal| {
        let linear = LinearImporter::new(device).import(buffer);
        linear.map_err(|_| refusal)
    })
}

/// The same buffer, for another thread; what it was imported as stays with this one.
pub(crate) fn copy_of(buffer: &DmaBuf) -> DmaBuf {
    let planes = buffer.planes.iter().map(|plane| DmaBufPlane {
        fd: Arc::clone(&plane.fd),
        offset: plane.offset,
        stride: plane.stride,
    });
    DmaBuf::new(
        buffer.size,
        buffer.format,
        buffer.modifier,
        planes.collect(),
    )
}

type Opening<D, F> = dyn Fn() -> Result<Arc<D>, F> + Send + Sync;

/// A device, opened anew where it may be broken, and the thread that talks to it.
pub(crate) struct DriverThread<D, F> {
    name: &'static str,
    limit: Duration,
    open: Arc<Opening<D, F>>,
    state: Mutex<State<D, F>>,
}

struct State<D, F> {
    device: Option<Arc<D>>,
    thread: Option<Thread>,
    opening: Option<Receiver<Result<Arc<D>, F>>>,
    left: Option<Left>,
}

/// A call that was not waited for any longer.
struct Left {
    at: Instant,
    /// Gone once it has returned.
    call: Weak<()>,
}

impl<D: Device, F: Send + 'static> DriverThread<D, F> {
    /// For a device that is open, and how it is opened anew. The thread is begun when it is needed.
    pub(crate) fn new(
        name: &'static str,
        device: Arc<D>,
        open: impl Fn() -> Result<Arc<D>, F> + Send + Sync + 'static,
    ) -> Self {
        Self {
            name,
            limit: LIMIT,
            open: Arc::new(open),
            state: Mutex::new(State {
                device: Some(device),
                thread: None,
                opening: None,
                left: None,
            }),
        }
    }

    /// Allows the driver another time than [`LIMIT`].
    pub(crate) fn with_limit(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }

    /// Has the thread ask the device. Never waits for longer than the limit.
    pub(crate) fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Arc<D>) -> Result<T, F> + Send + 'static,
    ) -> Result<T, NoAnswer<F>> {
        let until = Instant::now() + self.limit;
        let mut state = self.state.lock();
        if let Some(left) = &state.left
            && left.call.strong_count() > 0
            && left.at.elapsed() < AGAIN
        {
            return Err(NoAnswer::Late);
        }
        state.left = None;
        let device = self.device(&mut state, until)?;
        let asked = Arc::clone(&device);
        let call = Arc::new(());
        let returned = Arc::downgrade(&call);
        let answer = self.begin(&mut state, move || {
            let answer = question(&asked);
            // Before it is told: whoever has the answer may be sure that this thread holds nothing.
            drop((asked, call));
            answer
        })?;
        match answer.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(answer) => answer.map_err(NoAnswer::Failed),
            Err(RecvTimeoutError::Timeout) => {
                device.retire();
                state.thread = None;
                state.left = Some(Left {
                    at: Instant::now(),
                    call: returned,
                });
                Err(NoAnswer::Late)
            }
            Err(RecvTimeoutError::Disconnected) => {
                state.thread = None;
                Err(NoAnswer::Panicked)
            }
        }
    }

    /// The device that whoever opens it now would get.
    fn device(&self, state: &mut State<D, F>, until: Instant) -> Result<Arc<D>, NoAnswer<F>> {
        if let Some(device) = state.device.as_ref().filter(|device| !device.is_retired()) {
            return Ok(Arc::clone(device));
        }
        let opened = match state.opening.take() {
            // It was waited for once.
            Some(opening) => match opening.try_recv() {
                Err(TryRecvError::Empty) => Err((RecvTimeoutError::Timeout, opening)),
                Err(TryRecvError::Disconnected) => Err((RecvTimeoutError::Disconnected, opening)),
                Ok(opened) => Ok(opened),
            },
            None => {
                let (before, open) = (state.device.take(), Arc::clone(&self.open));
                let opening = self.begin(state, move || {
                    // Here, for the last one who has it closes it.
                    drop(before);
                    open()
                })?;
                let opened = opening.recv_timeout(until.saturating_duration_since(Instant::now()));
                opened.map_err(|why| (why, opening))
            }
        };
        match opened {
            Ok(opened) => {
                let device = opened.map_err(NoAnswer::Failed)?;
                state.device = Some(Arc::clone(&device));
                Ok(device)
            }
            Err((RecvTimeoutError::Timeout, opening)) => {
                state.opening = Some(opening);
                Err(NoAnswer::Late)
            }
            Err((RecvTimeoutError::Disconnected, _)) => {
                state.thread = None;
                Err(NoAnswer::Panicked)
            }
        }
    }

    fn begin<T: Send + 'static>(
        &self,
        state: &mut State<D, F>,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Receiver<T>, NoAnswer<F>> {
        let (say, said) = sync_channel(1);
        let work = Box::new(move || {
            // Where it took too long, nobody listens, and what was made ends here.
            let _ = say.send(work());
        });
        let thread = match state.thread.take() {
            Some(thread) => thread,
            None => Thread::start(self.name).map_err(NoAnswer::NoThread)?,
        };
        // One that has ended drops the work, which the receiver tells.
        let _ = thread.0.send(work);
        state.thread = Some(thread);
        Ok(said)
    }
}

/// Ends when it is let go, once it has done what it was given.
struct Thread(Sender<Box<dyn FnOnce() + Send>>);

impl Thread {
    fn start(name: &str) -> io::Result<Self> {
        let (give, work) = channel::<Box<dyn FnOnce() + Send>>();
        let thread = std::thread::Builder::new().name(name.to_owned());
        thread.spawn(move || work.into_iter().for_each(|work| work()))?;
        Ok(Self(give))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

    use stratus_media::{PixelFormat, Size};

    use super::*;
    use crate::linear::Loads;
    use crate::linear::tests::Counted;

    /// A driver that does what it is told to.
    #[derive(Default)]
    struct Fake {
        number: u32,
        retired: AtomicBool,
    }

    impl Device for Fake {
        fn is_retired(&self) -> bool {
            self.retired.load(Ordering::SeqCst)
        }

        fn retire(&self) {
            self.retired.store(true, Ordering::SeqCst);
        }
    }

    type Asked = DriverThread<Fake, &'static str>;

    /// Numbers devices as they are opened: the first has 0.
    fn driver(limit: Duration) -> Asked {
        let opened = AtomicU32::new(1);
        let open = move || {
            Ok(Arc::new(Fake {
                number: opened.fetch_add(1, Ordering::SeqCst),
                ..Fake::default()
            }))
        };
        Asked::new("test", Arc::default(), open).with_limit(limit)
    }

    fn number(of: &Arc<Fake>) -> Result<u32, &'static str> {
        Ok(of.number)
    }

    const PATIENCE: Duration = Duration::from_secs(20);

    #[test]
    fn a_device_that_was_lost_is_opened_anew_for_the_next_buffer() {
        let driver = driver(PATIENCE);
        assert_eq!(driver.ask(number).unwrap(), 0);
        let lost = |device: &Arc<Fake>| {
            device.retire();
            Err::<u32, _>("lost")
        };
        assert!(matches!(driver.ask(lost), Err(NoAnswer::Failed("lost"))));
        assert_eq!(driver.ask(number).unwrap(), 1);
        assert_eq!(driver.ask(number).unwrap(), 1);
    }

    #[test]
    fn a_call_that_hangs_is_left_once_and_what_it_has_is_freed_when_it_returns() {
        let driver = driver(Duration::from_millis(50));
        let (go, gone) = channel::<()>();
        let made = Arc::new(());
        let freed = Arc::downgrade(&made);
        let hang = move |_: &Arc<Fake>| {
            let _ = gone.recv();
            Ok(made)
        };
        assert!(matches!(driver.ask(hang), Err(NoAnswer::Late)));
        // It is not asked again, so no second thread is left in it: not even for the limit.
        let begun = Instant::now();
        for _ in 0..1000 {
            assert!(matches!(driver.ask(number), Err(NoAnswer::Late)));
        }
        assert!(begun.elapsed() < Duration::from_millis(50) * 1000 / 2);
        assert!(freed.upgrade().is_some(), "the driver may be at it");
        drop(go);
        let begun = Instant::now();
        // What the call was on is not used any more.
        while !matches!(driver.ask(number), Ok(1)) {
            assert!(begun.elapsed() < PATIENCE);
            std::thread::yield_now();
        }
        assert!(freed.upgrade().is_none());
    }

    #[test]
    fn a_device_that_opens_late_holds_nobody_up_and_is_used_when_it_is_open() {
        let (go, gone) = channel::<()>();
        let gone = Mutex::new(gone);
        let open = move || {
            let _ = gone.lock().recv();
            Ok(Arc::new(Fake {
                number: 1,
                ..Fake::default()
            }))
        };
        let first = Arc::new(Fake::default());
        first.retire();
        let driver = Asked::new("test", first, open).with_limit(Duration::from_millis(50));
        let begun = Instant::now();
        for _ in 0..1000 {
            assert!(matches!(driver.ask(number), Err(NoAnswer::Late)));
        }
        assert!(begun.elapsed() < Duration::from_millis(50) * 1000 / 2);
        drop(go);
        let begun = Instant::now();
        while !matches!(driver.ask(number), Ok(1)) {
            assert!(begun.elapsed() < PATIENCE);
            std::thread::yield_now();
        }
    }

    #[test]
    fn a_driver_that_panics_is_asked_again() {
        let driver = driver(PATIENCE);
        let panics = |_: &Arc<Fake>| -> Result<u32, &'static str> { panic!("as the test wants") };
        assert!(matches!(driver.ask(panics), Err(NoAnswer::Panicked)));
        assert_eq!(driver.ask(number).unwrap(), 0);
    }

    #[test]
    fn a_linear_buffer_is_taken_without_its_driver_and_another_is_refused_with_the_reason() {
        let size = Size::new(16, 2);
        let linear = Counted::new(&[0; 128]);
        let linear = linear.buffer(size, PixelFormat::Xrgb8888, 0, 64, Loads::best());
        let late = || Err(NoAnswer::<Refusal>::Late.refusal(|refusal| refusal));
        assert!(or_linear(late(), &linear, 0).is_ok());
        let tiled = DmaBuf::new(size, PixelFormat::Xrgb8888, 1, Vec::new());
        let Refusal(said) = or_linear(late(), &tiled, 0).unwrap_err();
        assert!(said.contains("the driver does not answer"), "{said}");
    }
}
