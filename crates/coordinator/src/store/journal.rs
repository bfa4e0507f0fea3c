//! One thread that writes to the store. Changes are queued in the order in which they happened, and those that
//! wait together share one flush, so that many acknowledgements cost one `fdatasync`.

use std::sync::mpsc;
use std::thread::JoinHandle;

use parking_lot::Mutex;
use prometheus_client::metrics::counter::Counter;
use tokio::sync::oneshot;

use super::{Store, StoreError, Write};

/// The most requests that share one flush.
const GROUP: usize = 256;

struct Request {
    writes: Vec<Write>,
    done: oneshot::Sender<Result<(), String>>,
}

/// Resolves when the changes survive the death of the process. May be dropped; the changes are written all the same.
#[must_use = "an answer may be given only after the changes are safe"]
pub struct Ack(oneshot::Receiver<Result<(), String>>);

impl Ack {
    /// Waits until the changes are safe.
    ///
    /// # Errors
    /// Why they are not, for people.
    pub async fn safe(self) -> Result<(), String> {
        self.0
            .await
            .unwrap_or_else(|_| Err(StoreError::Closed.to_string()))
    }

    /// Goes on without waiting; a failure is logged by the writer.
    pub fn unobserved(self) {}
}

/// The queue to the writer thread.
pub struct Journal {
    queue: Mutex<Option<mpsc::Sender<Request>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Journal {
    /// Starts the writer; `failures` counts changes that did not reach the store.
    ///
    /// # Errors
    /// The thread cannot be started.
    pub fn start(mut store: Box<dyn Store>, failures: Counter) -> std::io::Result<Self> {
        let (queue, requests) = mpsc::channel::<Request>();
        let thread = std::thread::Builder::new()
            .name("store".into())
            .spawn(move || {
                while let Ok(first) = requests.recv() {
                    let mut group = vec![first];
                    group.extend(requests.try_iter().take(GROUP - 1));
                    let writes: Vec<Write> = group
                        .iter_mut()
                        .flat_map(|r| std::mem::take(&mut r.writes))
                        .collect();
                    let result = store.commit(&writes).map_err(|error| error.to_string());
                    if let Err(error) = &result {
                        failures.inc_by(writes.len() as u64);
                        tracing::error!(%error, changes = writes.len(), "changes are not safe");
                    }
                    for request in group {
                        // Nobody may be waiting for it any more.
                        let _ = request.done.send(result.clone());
                    }
                }
            })?;
        Ok(Self {
            queue: Mutex::new(Some(queue)),
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Queues changes. Calls made in order are written in order.
    pub fn write(&self, writes: Vec<Write>) -> Ack {
        let (done, ack) = oneshot::channel();
        if writes.is_empty() {
            let _ = done.send(Ok(()));
            return Ack(ack);
        }
        if let Some(queue) = &*self.queue.lock() {
            // A writer that died drops the request, and the acknowledgement says so.
            let _ = queue.send(Request { writes, done });
        }
        Ack(ack)
    }

    /// Writes what is queued and ends the thread.
    pub fn close(&self) {
        self.queue.lock().take();
        if let Some(thread) = self.thread.lock().take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.close();
    }
}
