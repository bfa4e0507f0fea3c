//! The control stream: messages both ways, the node's goodbye last (`docs/session-protocol.md`).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use parking_lot::Mutex;
use stratus_protocol::session::WireError;
use stratus_protocol::session::control::{EndReason, MAX_FROM_PLAYER, NodeMessage, PlayerMessage};
use tokio::sync::Notify;
use tokio::time::timeout;

/// The longest that a goodbye may hold up a close.
const GOODBYE: Duration = Duration::from_millis(600);
/// After the goodbye has arrived, the page gets this long to read it: a close discards what it has not.
const LINGER: Duration = Duration::from_millis(300);
/// A player that leaves this much unread reads nothing any more.
const OUTBOX: usize = 2 << 20;

/// What the reader found.
#[derive(Debug)]
pub(crate) enum ControlInput {
    Message(PlayerMessage),
    /// A message that is none; the next one can still be found.
    Malformed(WireError),
    /// Where the next message begins cannot be known.
    Broken(WireError),
    /// The player finished the stream, or the connection is gone.
    Ended,
}

/// Reads messages. Nothing is lost when [`Self::next`] is dropped before it is done.
pub(crate) struct ControlReader {
    stream: wtransport::RecvStream,
    buffer: Box<[u8]>,
    from: usize,
    to: usize,
}

impl ControlReader {
    pub(crate) fn new(stream: wtransport::RecvStream) -> Self {
        Self {
            stream,
            buffer: vec![0; 2 * (4 + MAX_FROM_PLAYER)].into_boxed_slice(),
            from: 0,
            to: 0,
        }
    }

    pub(crate) async fn next(&mut self) -> ControlInput {
        loop {
            if let Some(input) = self.parse() {
                return input;
            }
            self.buffer.copy_within(self.from..self.to, 0);
            self.to -= self.from;
            self.from = 0;
            match self.stream.read(&mut self.buffer[self.to..]).await {
                Ok(Some(n)) => self.to += n,
                Ok(None) if self.to > 0 => {
                    self.to = 0;
                    return ControlInput::Malformed(WireError::Truncated);
                }
                Ok(None) | Err(_) => return ControlInput::Ended,
            }
        }
    }

    /// The next message, if the buffer holds all of it.
    fn parse(&mut self) -> Option<ControlInput> {
        let bytes = &self.buffer[self.from..self.to];
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let length = u32::from_le_bytes(*length) as usize;
        if length > MAX_FROM_PLAYER {
            return Some(ControlInput::Broken(WireError::Length(
                length,
                MAX_FROM_PLAYER,
            )));
        }
        let body = rest.get(..length)?;
        let input = match PlayerMessage::decode(body) {
            Ok(message) => ControlInput::Message(message),
            Err(error) => ControlInput::Malformed(error),
        };
        self.from += 4 + length;
        Some(input)
    }
}

/// How much QUIC takes from this connection before it blocks a writer: what the path carries for
/// video, and room beside it for control, so that a full path cannot shut out a goodbye.
pub(crate) struct Throttle {
    quic: quinn::Connection,
    video: AtomicU64,
    control: AtomicU64,
}

impl Throttle {
    pub(crate) fn new(quic: quinn::Connection, window: u64) -> Self {
        let throttle = Self {
            quic,
            video: AtomicU64::new(0),
            control: AtomicU64::new(0),
        };
        throttle.set_video(window);
        throttle
    }

    /// Bytes of video that may be on their way.
    pub(crate) fn set_video(&self, window: u64) {
        if self.video.swap(window, Ordering::Relaxed) != window {
            self.apply();
        }
    }

    pub(crate) fn video(&self) -> u64 {
        self.video.load(Ordering::Relaxed)
    }

    fn set_control(&self, bytes: u64) {
        self.control.store(bytes, Ordering::Relaxed);
        self.apply();
    }

    fn apply(&self) {
        let window = self.video.load(Ordering::Relaxed) + self.control.load(Ordering::Relaxed);
        self.quic.set_send_window(window);
    }
}

#[derive(Default)]
struct Outbox {
    bytes: Vec<u8>,
    /// Nothing may follow.
    goodbye: bool,
}

struct Shared {
    quic: quinn::Connection,
    outbox: Mutex<Outbox>,
    wake: Notify,
}

/// Sends messages to the player, from any thread.
#[derive(Clone)]
pub struct ControlSender {
    shared: Arc<Shared>,
}

impl ControlSender {
    /// Starts writing to `stream`.
    pub(crate) fn start(
        quic: quinn::Connection,
        stream: wtransport::SendStream,
        throttle: Arc<Throttle>,
    ) -> Self {
        let shared = Arc::new(Shared {
            quic,
            outbox: Mutex::default(),
            wake: Notify::new(),
        });
        tokio::spawn(write(shared.clone(), stream, throttle));
        Self { shared }
    }

    /// Sends a message; it is dropped where the connection is closed or closing. Never blocks.
    pub fn send(&self, message: &NodeMessage) {
        self.push(message, false);
    }

    /// Says why, and closes the connection once that has arrived (in 600 ms at the most).
    pub(crate) fn goodbye(&self, reason: EndReason, message: &str) {
        let message = message.to_owned();
        self.push(&NodeMessage::Goodbye { reason, message }, true);
    }

    pub(crate) fn said_goodbye(&self) -> bool {
        self.shared.outbox.lock().goodbye
    }

    pub(crate) fn downgrade(&self) -> WeakControl {
        WeakControl(Arc::downgrade(&self.shared))
    }

    /// Returns once the connection is closed, or when a goodbye should have been over for long.
    pub(crate) async fn closed(&self) {
        let _ = timeout(GOODBYE * 2, self.shared.quic.closed()).await;
    }

    fn push(&self, message: &NodeMessage, last: bool) {
        let mut outbox = self.shared.outbox.lock();
        if outbox.goodbye {
            return;
        }
        message.encode(&mut outbox.bytes);
        outbox.goodbye = last;
        let stalled = outbox.bytes.len() > OUTBOX;
        drop(outbox);
        self.shared.wake.notify_one();
        if stalled {
            close_quic(&self.shared.quic, b"the player does not read");
        }
    }
}

/// A [`ControlSender`] that does not keep its connection.
pub(crate) struct WeakControl(std::sync::Weak<Shared>);

impl WeakControl {
    pub(crate) fn upgrade(&self) -> Option<ControlSender> {
        let shared = self.0.upgrade()?;
        shared
            .quic
            .close_reason()
            .is_none()
            .then_some(ControlSender { shared })
    }
}

async fn write(shared: Arc<Shared>, mut stream: wtransport::SendStream, throttle: Arc<Throttle>) {
    let _ = stream.quic_stream().set_priority(i32::MAX);
    let quic = shared.quic.clone();
    let all = write_all(&shared, &mut stream, &throttle);
    let finished = tokio::select! {
        finished = all => finished,
        _ = quic.closed() => false,
    };
    if finished {
        // The goodbye is on its way: wait for it to arrive, and for the page to read it.
        let arrived = async {
            let _ = stream.quic_stream_mut().finish();
            let _ = stream.quic_stream().stopped().await;
            let _ = timeout(LINGER, quic.closed()).await;
        };
        let _ = timeout(GOODBYE, arrived).await;
    }
    close_quic(&quic, b"");
}

/// Closes a connection that is open. (quinn forgets why a closed one was, if it is closed again.)
pub(crate) fn close_quic(quic: &quinn::Connection, reason: &[u8]) {
    if quic.close_reason().is_none() {
        quic.close(quinn::VarInt::from_u32(0), reason);
    }
}

/// Writes until the goodbye is written; whether it was.
async fn write_all(
    shared: &Shared,
    stream: &mut wtransport::SendStream,
    throttle: &Throttle,
) -> bool {
    let mut batch = Vec::new();
    loop {
        let last = {
            let mut outbox = shared.outbox.lock();
            std::mem::swap(&mut batch, &mut outbox.bytes);
            outbox.goodbye
        };
        if !batch.is_empty() {
            throttle.set_control(batch.len() as u64);
            let written = if last {
                // The bound holds even if the player takes nothing any more.
                timeout(GOODBYE, stream.write_all(&batch)).await
            } else {
                Ok(stream.write_all(&batch).await)
            };
            throttle.set_control(0);
            if !matches!(written, Ok(Ok(()))) {
                return false;
            }
            batch.clear();
        }
        if last {
            return true;
        }
        shared.wake.notified().await;
    }
}
