//! One thread that starts every child process.
//!
//! Children ask the kernel to die with their parent (`PR_SET_PDEATHSIG`), and the kernel takes the *thread*
//! that forked for the parent. A pool's thread ends when it idles; this one lives as long as the node.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;

use tokio::sync::oneshot;

type Job = Box<dyn FnOnce() + Send>;

/// A handle to the thread.
#[derive(Clone)]
pub struct Keeper {
    jobs: mpsc::Sender<Job>,
}

/// The job did not finish: it panicked, which the log tells.
#[derive(Debug, thiserror::Error)]
#[error("starting a process failed inside the node; its log has the reason")]
pub struct JobFailed;

impl Keeper {
    /// Starts the thread, from within a tokio runtime.
    ///
    /// # Errors
    /// The kernel refuses another thread.
    pub fn start() -> std::io::Result<Self> {
        let (jobs, queue) = mpsc::channel::<Job>();
        let runtime = tokio::runtime::Handle::current();
        thread::Builder::new()
            .name("keeper".into())
            .spawn(move || {
                // Jobs watch their processes through the runtime's reactor.
                let _entered = runtime.enter();
                for job in queue {
                    // A job that panics fails alone: its caller sees the closed channel.
                    if catch_unwind(AssertUnwindSafe(job)).is_err() {
                        tracing::error!("a process could not be started: its job panicked");
                    }
                }
            })?;
        Ok(Self { jobs })
    }

    /// Runs `job` on the thread.
    ///
    /// # Errors
    /// The job panicked.
    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, JobFailed> {
        let (done, result) = oneshot::channel();
        self.jobs
            .send(Box::new(move || {
                let _ = done.send(job());
            }))
            .map_err(|_| JobFailed)?;
        result.await.map_err(|_| JobFailed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_job_runs_on_the_same_thread() {
        let keeper = Keeper::start().unwrap();
        let first = keeper.run(|| thread::current().id()).await.unwrap();
        let second = keeper.run(|| thread::current().id()).await.unwrap();
        assert_eq!(first, second);
        assert_ne!(first, thread::current().id());
    }

    #[tokio::test]
    async fn a_job_that_panics_fails_alone() {
        let keeper = Keeper::start().unwrap();
        assert!(keeper.run(|| panic!("on purpose")).await.is_err());
        assert_eq!(keeper.run(|| 7).await.unwrap(), 7);
    }
}
