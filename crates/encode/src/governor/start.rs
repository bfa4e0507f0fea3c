//! Trying back ends: all at the start, one that was left beside the session.

use std::sync::Arc;
use std::sync::mpsc::channel;
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

impl Governed {
    /// Tries all there are, and goes on with the best as it was opened. A pinned one that works is the best; and where
    /// only one opens, nothing is timed.
    pub(super) fn start(&mut self, pinned: bool) -> Result<(), EncodeError> {
        let backends: Vec<Backend> = self.governor.backends().cloned().collect();
        let mut opened = Vec::new();
        for backend in &backends {
            // One that was not opened now may still be, once the pinned one is dead.
            if pinned && matches!(opened.first(), Some(Ok(Some(_)))) {
                opened.push(Ok(None));
                continue;
            }
            let runner = Runner::open(
                &self.opener,
                backend,
                &self.config,
                OPEN_LIMIT,
                &self.threads,
            );
            opened.push(runner.map(Some));
        }
        let open = opened
            .iter()
            .filter(|runner| matches!(runner, Ok(Some(_))))
            .count();
        let mut runners = Vec::new();
        let mut tried = Vec::new();
        let mut last = None;
        for (backend, runner) in backends.iter().zip(opened) {
            let timed = runner.and_then(|runner| match runner {
                Some(mut runner) if open > 1 && !pinned => {
                    let for_dma_bufs = self.opener.is_for_dma_bufs(backend);
                    match trial::time(&mut runner, self.config.size, for_dma_bufs) {
                        Ok(took) => Ok((Some(runner), took)),
                        Err(trouble) => {
                            runner.close();
                            Err(trouble)
                        }
                    }
                }
                runner => Ok((runner, Duration::ZERO)),
            });
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
        Ok(())
    }

    /// Tries one on a thread of its own.
    pub(super) fn begin_trial(&mut self, at: usize) {
        let Some(backend) = self.governor.backends().nth(at).cloned() else {
            return;
        };
        let (say, answer) = channel();
        let (opener, config) = (Arc::clone(&self.opener), self.config);
        let threads = self.threads.clone();
        let spawned = thread::Builder::new()
            .name("encode-trial".to_owned())
            .spawn(move || {
                let opened = Runner::open(&opener, &backend, &config, OPEN_LIMIT, &threads);
                let tried = opened.and_then(|mut runner| {
                    let for_dma_bufs = opener.is_for_dma_bufs(&backend);
                    let took = trial::time(&mut runner, config.size, for_dma_bufs)?;
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
            Ok(_) => self.trial = Some((at, answer)),
            Err(error) => {
                let tried = Err(format!("no thread for a trial: {error}"));
                self.governor.tried(Instant::now(), at, tried);
            }
        }
    }

    /// Takes it, where the governor says so.
    pub(super) fn end_trial(&mut self, now: Instant, at: usize, tried: Tried) {
        let (runner, took) = match tried {
            Ok((runner, took)) => (Some(runner), Ok(took)),
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
