//! One player's connection to a session.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use stratus_media::Timestamp;
use stratus_protocol::session::control::{EndReason, Hello, NodeMessage, PlayerMessage};
use stratus_protocol::session::input::InputDatagram;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};
use wtransport::error::ConnectionError;

use crate::audio::AudioSender;
use crate::congestion::INITIAL_WINDOW;
use crate::control::{ControlInput, ControlReader, ControlSender, Throttle, close_quic};
use crate::stats::{ConnectionCounters, ConnectionStats};
use crate::token::Place;
use crate::video::VideoSender;
use crate::webtransport::{DatagramPrefix, StreamPrefix};

/// Messages that are none, before the connection is closed for it.
const MALFORMED_MESSAGES: u64 = 16;
/// Malformed datagrams a second, before the connection is closed for it.
const MALFORMED_DATAGRAMS: u64 = 1000;
/// Streams that the player should not open, before the connection is closed for it.
const STRAY_STREAMS: u64 = 1000;
/// How long the end of a connection may come after the end of its control stream.
const WHY_ENDED: Duration = Duration::from_millis(50);
/// WebTransport code that answers a stream nobody asked for.
const STRAY: u32 = 3;

/// What happens on a connection.
#[derive(Debug)]
pub enum Event<'a> {
    /// A control message (never `Hello` or `Ping`: they are answered here).
    Message(PlayerMessage),
    /// The player's input; its memory is used again for the next.
    Datagram(&'a InputDatagram),
    /// A frame, and those after it, were too late and given up: the next frame has to be a key frame
    /// or a repair; until one comes, frames are dropped.
    FrameAbandoned {
        /// The first frame that the player will not get.
        id: u32,
    },
    /// The connection is gone; every further event is this one.
    Closed {
        /// The page closed it (or was closed), rather than the network or this node.
        by_player: bool,
    },
}

enum Step {
    Message(PlayerMessage),
    Datagram,
    Abandoned(u32),
    Closed(bool),
}

/// An admitted player, past `Hello`; the caller sends `Welcome`.
pub struct Connection {
    session: Arc<wtransport::Connection>,
    quic: quinn::Connection,
    hello: Hello,
    place: Place,
    reader: ControlReader,
    control: ControlSender,
    video: VideoSender,
    audio: AudioSender,
    abandoned: mpsc::Receiver<u32>,
    datagram: InputDatagram,
    counters: Arc<ConnectionCounters>,
    malformed: PerSecond,
    /// The control stream is at its end, and this is how long the datagrams' end may still say why. Here, and not in the
    /// future that waits: that one is dropped with each event of another player's.
    closing: Option<Instant>,
    ended: Option<bool>,
}

impl std::fmt::Debug for Connection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connection")
            .field("remote", &self.quic.remote_address())
            .field("hello", &self.hello)
            .field("place", &self.place)
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}

impl Connection {
    /// Starts what serves an accepted session whose control stream brought `hello`.
    pub(crate) fn start(
        session: wtransport::Connection,
        control: wtransport::SendStream,
        reader: ControlReader,
        hello: Hello,
        place: Place,
    ) -> Self {
        let session = Arc::new(session);
        let quic = session.quic_connection().clone();
        let id = session.session_id().into_u64();
        let counters = Arc::<ConnectionCounters>::default();
        let throttle = Arc::new(Throttle::new(quic.clone(), INITIAL_WINDOW));
        let control = ControlSender::start(quic.clone(), control, throttle.clone());
        let (abandon, abandoned) = mpsc::channel(16);
        let video = VideoSender::start(
            quic.clone(),
            StreamPrefix::new(id),
            hello.single_stream,
            throttle,
            counters.clone(),
            abandon,
        );
        let audio = AudioSender::new(quic.clone(), DatagramPrefix::new(id), counters.clone());
        tokio::spawn(refuse_strays(
            session.clone(),
            counters.clone(),
            control.clone(),
        ));
        Self {
            session,
            quic,
            hello,
            place,
            reader,
            control,
            video,
            audio,
            abandoned,
            datagram: InputDatagram::default(),
            counters,
            malformed: PerSecond::new(Timestamp::now()),
            closing: None,
            ended: None,
        }
    }

    /// What the player said first.
    #[must_use]
    pub fn hello(&self) -> Hello {
        self.hello
    }

    /// Whom its token was for.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }

    /// The player's address.
    #[must_use]
    pub fn remote_address(&self) -> std::net::SocketAddr {
        self.quic.remote_address()
    }

    /// Sends pictures.
    #[must_use]
    pub fn video(&self) -> VideoSender {
        self.video.clone()
    }

    /// Sends sound.
    #[must_use]
    pub fn audio(&self) -> AudioSender {
        self.audio.clone()
    }

    /// Sends control messages from elsewhere, also while an [`Event`] is held.
    #[must_use]
    pub fn control(&self) -> ControlSender {
        self.control.clone()
    }

    /// Sends a control message; dropped where the connection is closed. Never blocks.
    pub fn send(&self, message: &NodeMessage) {
        self.control.send(message);
    }

    /// What happened so far.
    #[must_use]
    pub fn stats(&self) -> ConnectionStats {
        let quic = self.quic.stats();
        let count = &*self.counters;
        ConnectionStats {
            rtt: quic.path.rtt,
            cwnd: quic.path.cwnd,
            unsent: self.video.unsent(),
            packets_sent: quic.path.sent_packets,
            packets_lost: quic.path.lost_packets,
            bytes_sent: quic.udp_tx.bytes,
            bytes_received: quic.udp_rx.bytes,
            frames_sent: count.frames_sent.get(),
            frames_skipped: count.frames_skipped.get(),
            frames_superseded: count.frames_superseded.get(),
            frames_abandoned: count.frames_abandoned.get(),
            audio_sent: count.audio_sent.get(),
            audio_dropped: count.audio_dropped.get(),
            malformed_messages: count.malformed_messages.get(),
            malformed_datagrams: count.malformed_datagrams.get(),
            stray_streams: count.stray_streams.get(),
        }
    }

    /// The next event. It may be dropped before it is done; nothing is lost.
    ///
    /// Input comes straight from the network to the task that calls this, which should do nothing
    /// else that takes long.
    pub async fn next(&mut self) -> Event<'_> {
        match self.step().await {
            Step::Message(message) => Event::Message(message),
            Step::Datagram => Event::Datagram(&self.datagram),
            Step::Abandoned(id) => Event::FrameAbandoned { id },
            Step::Closed(by_player) => Event::Closed { by_player },
        }
    }

    async fn step(&mut self) -> Step {
        loop {
            if let Some(by_player) = self.ended {
                return Step::Closed(by_player);
            }
            tokio::select! {
                received = receive(&self.session) => match received {
                    Ok(datagram) => {
                        if self.datagram.decode_into(&datagram).is_ok() {
                            return Step::Datagram;
                        }
                        self.counters.malformed_datagrams.add(1);
                        if self.malformed.count(Timestamp::now()) > MALFORMED_DATAGRAMS {
                            self.protocol_error("too many datagrams that are no input").await;
                        }
                    }
                    Err(by_player) => self.ends(by_player),
                },
                input = self.reader.next(), if self.closing.is_none() => match input {
                    ControlInput::Message(PlayerMessage::Ping { sent_us }) => {
                        let node_unix_us = SystemTime::now()
                            .duration_since(UNIX_EPOCH)
                            .unwrap_or_default()
                            .as_micros() as u64;
                        self.send(&NodeMessage::Pong { sent_us, node_unix_us });
                    }
                    ControlInput::Message(PlayerMessage::Hello(_)) => {
                        self.counters.malformed_messages.add(1);
                        self.protocol_error("a second Hello").await;
                    }
                    ControlInput::Message(message) => return Step::Message(message),
                    ControlInput::Malformed(error) => {
                        tracing::debug!(%error, "malformed control message");
                        self.counters.malformed_messages.add(1);
                        if self.counters.malformed_messages.get() > MALFORMED_MESSAGES {
                            self.protocol_error("too many malformed control messages").await;
                        }
                    }
                    ControlInput::Broken(error) => {
                        self.counters.malformed_messages.add(1);
                        self.protocol_error(&format!("control stream: {error}")).await;
                    }
                    // The player left, or the connection is gone, and then the datagrams' end knows why.
                    ControlInput::Ended => self.closing = Some(Instant::now() + WHY_ENDED),
                },
                () = reached(self.closing) => self.ends(true),
                Some(id) = self.abandoned.recv() => return Step::Abandoned(id),
            }
        }
    }

    fn ends(&mut self, by_player: bool) {
        close_quic(&self.quic, b"");
        self.ended = Some(by_player);
    }

    async fn protocol_error(&mut self, what: &str) {
        tracing::debug!(what, "protocol error");
        self.ended = Some(false);
        self.control.goodbye(EndReason::ProtocolError, what);
        self.control.closed().await;
    }

    /// Says why, waits until that has arrived (600 ms at the most), and closes.
    pub async fn close(self, reason: EndReason, message: &str) {
        self.control.goodbye(reason, message);
        self.control.closed().await;
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        // After a goodbye, the control stream's task closes once that has arrived.
        if !self.control.said_goodbye() {
            close_quic(&self.quic, b"");
        }
    }
}

/// Until a moment; for ever where there is none.
async fn reached(moment: Option<Instant>) {
    match moment {
        Some(moment) => sleep_until(moment).await,
        None => std::future::pending().await,
    }
}

/// The next datagram; at the end, whether the player ended it.
async fn receive(session: &wtransport::Connection) -> Result<wtransport::datagram::Datagram, bool> {
    let mut receive = pin!(session.receive_datagram());
    // wtransport panics here if its own task did; a session must outlive that.
    let received = std::future::poll_fn(|cx| {
        let polled = catch_unwind(AssertUnwindSafe(|| receive.as_mut().poll(cx)));
        match polled {
            Ok(Poll::Ready(received)) => Poll::Ready(Some(received)),
            Ok(Poll::Pending) => Poll::Pending,
            Err(_) => Poll::Ready(None),
        }
    });
    match received.await {
        Some(Ok(datagram)) => Ok(datagram),
        Some(Err(error)) => {
            tracing::debug!(%error, "connection ended");
            Err(is_by_player(session.quic_connection(), &error))
        }
        None => Err(false),
    }
}

/// Whether the page ended the connection. QUIC knows of a close; of the end of the WebTransport
/// session alone, which closes QUIC from this side, only `error` does.
fn is_by_player(quic: &quinn::Connection, error: &ConnectionError) -> bool {
    match quic.close_reason() {
        Some(
            quinn::ConnectionError::ApplicationClosed(_)
            | quinn::ConnectionError::ConnectionClosed(_),
        ) => true,
        Some(quinn::ConnectionError::LocallyClosed) | None => {
            matches!(error, ConnectionError::ApplicationClosed(_))
        }
        Some(_) => false,
    }
}

/// Answers every stream but the first with a stop, until there are too many.
async fn refuse_strays(
    session: Arc<wtransport::Connection>,
    counters: Arc<ConnectionCounters>,
    control: ControlSender,
) {
    let code = crate::webtransport::stream_error(STRAY);
    loop {
        tokio::select! {
            stream = session.accept_uni() => match stream {
                Ok(mut stream) => {
                    let _ = stream.quic_stream_mut().stop(code);
                }
                Err(_) => return,
            },
            streams = session.accept_bi() => match streams {
                Ok((mut send, mut receive)) => {
                    let _ = send.quic_stream_mut().reset(code);
                    let _ = receive.quic_stream_mut().stop(code);
                }
                Err(_) => return,
            },
        }
        counters.stray_streams.add(1);
        if counters.stray_streams.get() > STRAY_STREAMS {
            control.goodbye(EndReason::ProtocolError, "too many streams");
        }
    }
}

/// Events in the current second. No clock inside.
struct PerSecond {
    since: Timestamp,
    events: u64,
}

impl PerSecond {
    fn new(now: Timestamp) -> Self {
        Self {
            since: now,
            events: 0,
        }
    }

    fn count(&mut self, now: Timestamp) -> u64 {
        if now.since(self.since) >= Duration::from_secs(1) {
            *self = Self::new(now);
        }
        self.events += 1;
        self.events
    }
}
