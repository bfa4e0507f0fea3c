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

    /// Runs `job` on the thread, after those that were given before. A job that has not begun when its caller goes away
    /// never does. One that has goes on, and what it made is dropped on the thread: [`Keeper::idle`] waits for that.
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
                if !done.is_closed() {
                    let _ = done.send(job());
                }
            }))
            .map_err(|_| JobFailed)?;
        result.await.map_err(|_| JobFailed)
    }

    /// Waits until all jobs that were given before are over, those of callers who went away too.
    pub async fn idle(&self) {
        // A thread that has ended runs nothing either.
        let _ = self.run(|| ()).await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

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
    async fn what_a_job_makes_for_a_caller_who_went_away_is_gone_when_the_thread_is_idle() {
        struct Game(Arc<AtomicUsize>);
        impl Drop for Game {
            fn drop(&mut self) {
                self.0.fetch_add(1, Ordering::Relaxed);
            }
        }
        let keeper = Keeper::start().unwrap();
        let ended = Arc::new(AtomicUsize::new(0));
        let (begun, has_begun) = oneshot::channel();
        let (go_on, may_go_on) = mpsc::channel();
        let start = |ready: Option<oneshot::Sender<()>>, wait: mpsc::Receiver<()>| {
            let (keeper, ended) = (keeper.clone(), Arc::clone(&ended));
            tokio::spawn(async move {
                let job = move || {
                    let _ = ready.map(|ready| ready.send(()));
                    let _ = wait.recv();
                    Game(ended)
                };
                keeper.run(job).await
            })
        };
        let under_way = start(Some(begun), may_go_on);
        has_begun.await.unwrap();
        let (_never, nothing) = mpsc::channel();
        let queued = start(None, nothing);
        tokio::task::yield_now().await;
        for caller in [under_way, queued] {
            caller.abort();
            assert!(caller.await.is_err());
        }
        let mut idle = std::pin::pin!(keeper.idle());
        let early = tokio::time::timeout(Duration::from_millis(20), &mut idle);
        assert!(early.await.is_err(), "a job was under way");
        go_on.send(()).unwrap();
        idle.await;
        assert_eq!(ended.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn a_job_that_panics_fails_alone() {
        let keeper = Keeper::start().unwrap();
        assert!(keeper.run(|| panic!("on purpose")).await.is_err());
        assert_eq!(keeper.run(|| 7).await.unwrap(), 7);
    }
}
