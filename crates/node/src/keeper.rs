//! One thread that starts every child process.
//!
//! Children ask the kernel to die with their parent (`PR_SET_PDEATHSIG`), and the kernel takes the *thread*
//! that forked for the parent. A pool's thread ends when it idles; this one lives as long as the node.

use std::sync::mpsc;
use std::thread;

use tokio::sync::oneshot;

type Job = Box<dyn FnOnce() + Send>;

/// A handle to the thread.
#[derive(Clone)]
pub struct Keeper {
    jobs: mpsc::Sender<Job>,
}

/// The keeper's thread is gone (it panicked).
#[derive(Debug, thiserror::Error)]
#[error("the thread that starts processes is gone; restart the node")]
pub struct KeeperGone;

impl Keeper {
    /// Starts the thread.
    ///
    /// # Errors
    /// The kernel refuses another thread.
    pub fn start() -> std::io::Result<Self> {
        let (jobs, queue) = mpsc::channel::<Job>();
        thread::Builder::new()
            .name("keeper".into())
            .spawn(move || {
                for job in queue {
                    job();
                }
            })?;
        Ok(Self { jobs })
    }

    /// Runs `job` on the thread.
    ///
    /// # Errors
    /// The thread is gone.
    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, KeeperGone> {
        let (done, result) = oneshot::channel();
        self.jobs
            .send(Box::new(move || {
                let _ = done.send(job());
            }))
            .map_err(|_| KeeperGone)?;
        result.await.map_err(|_| KeeperGone)
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
}
