//! Trying back ends: all at the start, one that was left beside the session.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Backend, EncodeError};

use super::governed::Governed;
use super::runner::{Runner, Trouble};
use super::trial;

/// How long a back end may take to open, where it has a thread of its own.
const OPEN_LIMIT: Duration = Duration::from_secs(3);

/// What came of a trial beside the session: the back end, open, and its time.
pub(super) type Tried = Result<(Runner, Duration), String>;

/// What went wrong, in words.
fn words(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Said(error) => error.to_string(),
        Trouble::Panicked(words) => format!("it panicked: {words}"),
        Trouble::Silent(limit) => format!("no answer within {} ms", limit.as_millis()),
    }
}

/// The same as an error of `backend`.
fn error(backend: &Backend, trouble: Trouble) -> EncodeError {
    match trouble {
        Trouble::Said(error) => error,
        other => EncodeError::Unavailable {
            backend: backend.name(),
            reason: words(&other),
        },
    }
}

/// A back end that is being opened on a thread of its own.
type Opening = Receiver<Result<Runner, Trouble>>;

/// What came of opening one at the start.
enum Opened {
    Now(Result<Runner, Trouble>),
    /// It is waited for beside the session.
    Late(Opening),
    /// A pinned one works: nobody opened this one, but it may still be.
    Unasked,
}

impl Governed {
    /// Tries all there are, and goes on with the best as it was opened. A pinned one that works is the best; and where
    /// only one opens, nothing is timed. One that does not open for long holds up nothing: it is taken when it is open,
    /// as one that works again.
    pub(super) fn start(&mut self, pinned: bool) -> Result<(), EncodeError> {
        let backends: Vec<Backend> = self.governor.backends().cloned().collect();
        let opened = self.open_all(&backends, pinned);
        let worked = |opened: &&Opened| matches!(opened, Opened::Now(Ok(_)) | Opened::Late(_));
        let several = opened.iter().filter(worked).count() > 1;
        let mut runners = Vec::new();
        let mut tried = Vec::new();
        let mut late = Vec::new();
        let mut last = None;
        for (at, (backend, opened)) in backends.iter().zip(opened).enumerate() {
            let timed = match opened {
                Opened::Now(Ok(mut runner)) if several && !pinned => {
                    let for_dma_bufs = self.opener.is_for_dma_bufs(backend);
                    match trial::time(&mut runner, self.config.size, for_dma_bufs) {
                        Ok(took) => Ok((Some(runner), took)),
                        Err(trouble) => {
                            runner.close();
                            Err(trouble)
                        }
                    }
                }
                Opened::Now(opened) => opened.map(|runner| (Some(runner), Duration::ZERO)),
                Opened::Unasked => Ok((None, Duration::ZERO)),
                Opened::Late(opening) => {
                    late.push((at, opening));
                    runners.push(None);
                    tried.push(Err(format!(
                        "not yet: it is still opening after {} ms",
                        self.governor.patience_at_start().as_millis()
                    )));
                    continue;
                }
            };
            match timed {
                Ok((runner, took)) => {
                    runners.push(runner);
                    tried.push(Ok(took));
                }
                Err(trouble) => {
                    runners.push(None);
                    tried.push(Err(words(&trouble)));
                    last = Some(error(backend, trouble));
                }
            }
        }
        let Some(switch) = self.governor.start(Instant::now(), tried) else {
            return Err(last.unwrap_or_else(|| self.nothing_left()));
        };
        let chosen = backends.iter().position(|backend| *backend == switch.to);
        for (at, runner) in runners.into_iter().enumerate() {
            match runner {
                Some(runner) if Some(at) == chosen => self.adopt(runner),
                Some(runner) => runner.close(),
                None => {}
            }
        }
        (self.watch)(&switch);
        for (at, opening) in late {
            self.governor.waits_for(Instant::now(), at);
            self.try_beside(at, move || {
                opening
                    .recv()
                    .unwrap_or_else(|_| Err(Trouble::Panicked("while it was opened".to_owned())))
            });
        }
        Ok(())
    }

    /// Opens them, all at once; of a pinned one and others these only where it does not open in time.
    fn open_all(&self, backends: &[Backend], pinned: bool) -> Vec<Opened> {
        let mut opened: Vec<Opened> = Vec::with_capacity(backends.len());
        let mut rest = backends;
        let mut begun = Instant::now();
        if pinned && let [wanted, others @ ..] = backends {
            let opening = self.begin_opening(wanted);
            let now = self.wait(&opening, begun, others.is_empty());
            opened.push(now.map_or(Opened::Late(opening), Opened::Now));
            if matches!(opened[0], Opened::Now(Ok(_))) {
                opened.extend(others.iter().map(|_| Opened::Unasked));
                return opened;
            }
            (rest, begun) = (others, Instant::now());
        }
        // The last one, the CPU's, is opened here meanwhile.
        let Some((here, elsewhere)) = rest.split_last() else {
            return opened;
        };
        let openings: Vec<Opening> = elsewhere
            .iter()
            .map(|backend| self.begin_opening(backend))
            .collect();
        let here = self.open_here(here);
        let mut needed = here.is_err();
        for opening in openings {
            let now = self.wait(&opening, begun, needed);
            needed &= !matches!(now, Some(Ok(_)));
            opened.push(now.map_or(Opened::Late(opening), Opened::Now));
        }
        opened.push(Opened::Now(here));
        // With nothing else open, what is late is waited for after all.
        let nothing = |one: &Opened| !matches!(one, Opened::Now(Ok(_)));
        if opened.iter().all(nothing) {
            for one in &mut opened {
                if let Opened::Late(opening) = one {
                    let now = self.wait(opening, begun, true);
                    *one = Opened::Now(now.unwrap_or(Err(Trouble::Silent(OPEN_LIMIT))));
                }
            }
        }
        opened
    }

    fn open_here(&self, backend: &Backend) -> Result<Runner, Trouble> {
        Runner::open(
            &self.opener,
            backend,
            &self.config,
            OPEN_LIMIT,
            &self.threads,
        )
    }

    fn begin_opening(&self, backend: &Backend) -> Opening {
        let (say, opening) = sync_channel(1);
        let (opener, config) = (Arc::clone(&self.opener), self.config);
        let (backend, threads) = (backend.clone(), self.threads.clone());
        let refused = say.clone();
        let spawned = thread::Builder::new()
            .name("encode-open".to_owned())
            .spawn(move || {
                let opened = Runner::open(&opener, &backend, &config, OPEN_LIMIT, &threads);
                if let Err(unheard) = say.send(opened)
                    && let Ok(runner) = unheard.0
                {
                    runner.close();
                }
            });
        if let Err(error) = spawned {
            let said = Trouble::Panicked(format!("no thread to open it: {error}"));
            drop(refused.send(Err(said)));
        }
        opening
    }

    /// What came of opening one; `None` where it is late. One that is `needed` is waited for as long as it takes, and
    /// every back end answers within its limit.
    fn wait(
        &self,
        opening: &Opening,
        begun: Instant,
        needed: bool,
    ) -> Option<Result<Runner, Trouble>> {
        let most = if needed {
            2 * OPEN_LIMIT
        } else {
            self.governor.patience_at_start()
        };
        match opening.recv_timeout(most.saturating_sub(begun.elapsed())) {
            Ok(opened) => Some(opened),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => {
                Some(Err(Trouble::Panicked("while it was opened".to_owned())))
            }
        }
    }

    /// Tries one on a thread of its own.
    pub(super) fn begin_trial(&mut self, at: usize) {
        let Some(backend) = self.governor.backends().nth(at).cloned() else {
            return;
        };
        let (opener, config) = (Arc::clone(&self.opener), self.config);
        let threads = self.threads.clone();
        self.try_beside(at, move || {
            Runner::open(&opener, &backend, &config, OPEN_LIMIT, &threads)
        });
    }

    /// Times one that `open` brings, on a thread of its own.
    fn try_beside(
        &mut self,
        at: usize,
        open: impl FnOnce() -> Result<Runner, Trouble> + Send + 'static,
    ) {
        let (say, answer) = channel();
        let size = self.config.size;
        let backend = self.governor.backends().nth(at);
        let for_dma_bufs = backend.is_some_and(|backend| self.opener.is_for_dma_bufs(backend));
        let spawned = thread::Builder::new()
            .name("encode-trial".to_owned())
            .spawn(move || {
                let tried = open().and_then(|mut runner| {
                    let took = trial::time(&mut runner, size, for_dma_bufs)?;
                    Ok((runner, took))
                });
                let tried = tried.map_err(|trouble| words(&trouble));
                if let Err(unheard) = say.send(tried)
                    && let Ok((runner, _)) = unheard.0
                {
                    runner.close();
                }
            });
        match spawned {
            Ok(_) => {
                self.governor.tries(at);
                self.trials.push((at, answer));
            }
            Err(error) => {
                let tried = Err(format!("no thread for a trial: {error}"));
                self.governor.tried(Instant::now(), at, tried);
            }
        }
    }

    /// Takes it, where the governor says so.
    pub(super) fn end_trial(&mut self, now: Instant, at: usize, tried: Tried) {
        let limit = self.governor.patience(false);
        let (runner, took) = match tried {
            // Settings may have changed since it began to open.
            Ok((mut runner, took)) => match runner.reconfigure(&self.config, limit) {
                Ok(()) => (Some(runner), Ok(took)),
                Err(trouble) => {
                    runner.close();
                    (None, Err(words(&trouble)))
                }
            },
            Err(wrong) => (None, Err(wrong)),
        };
        match (self.governor.tried(now, at, took), runner) {
            (Some(switch), Some(runner)) => {
                self.adopt(runner);
                (self.watch)(&switch);
            }
            (_, Some(runner)) => runner.close(),
            (_, None) => {}
        }
    }
}
