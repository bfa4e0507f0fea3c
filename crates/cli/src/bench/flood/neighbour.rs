//! The other player: a WebTransport client that sends as much input as it is told to, and looks at nothing. Whose session
//! it is makes no difference to it: pictures and sound are read and dropped.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow, bail};
use rustix::time::{ClockId, clock_gettime};
use stratus_protocol::rest::Offer;
use stratus_protocol::session::VERSION;
use stratus_protocol::session::control::{Hello, PlayerMessage};
use stratus_protocol::session::input::{Edge, EdgeKind, Edges, InputDatagram, MAX_EDGES, PadState};
use wtransport::tls::Sha256Digest;
use wtransport::{ClientConfig, Connection, Endpoint, RecvStream, SendStream};

/// How often it looks what is due.
const TICK: Duration = Duration::from_millis(1);
/// What a stall may have left to be sent at once.
const STALL: Duration = Duration::from_millis(50);
/// Behind everything else on this machine: it stands for another one.
const NICE: i32 = 19;
/// Half of a stick's way.
const HALF_WAY: i16 = 1 << 14;
/// evdev's `KEY_A`.
const KEY_A: u16 = 30;

/// What it sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Datagrams, each with a new state of a pad.
    States,
    /// Presses and releases of a key, on the control stream.
    Edges,
}

#[derive(Default)]
struct Shared {
    flooding: AtomicBool,
    over: AtomicBool,
    sent: AtomicU64,
    packets: AtomicU64,
    cpu_ns: AtomicU64,
    failure: Mutex<Option<String>>,
}

/// What it has done so far.
#[derive(Clone, Copy)]
pub struct Tally {
    /// Events.
    pub sent: u64,
    /// UDP packets.
    pub packets: u64,
    /// Its processor time.
    pub cpu: Duration,
}

/// The player, on a thread of their own.
pub struct Neighbour {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Neighbour {
    /// Joins the session of `offer`, quiet at first.
    ///
    /// # Errors
    /// The kernel refuses another thread.
    pub fn join(offer: Offer, what: What, per_second: u32) -> anyhow::Result<Self> {
        let shared = Arc::<Shared>::default();
        let own = Arc::clone(&shared);
        let live = move || {
            // Without the right to be last it runs as everyone does.
            let _ = rustix::process::setpriority_process(None, NICE);
            if let Err(error) = live(&offer, what, per_second, &own) {
                *own.failure.lock().unwrap_or_else(PoisonError::into_inner) =
                    Some(format!("{error:#}"));
            }
        };
        let thread = std::thread::Builder::new()
            .name("neighbour".into())
            .spawn(live)?;
        Ok(Self {
            shared,
            thread: Some(thread),
        })
    }

    /// Floods from now on, or is quiet.
    pub fn flood(&self, on: bool) {
        self.shared.flooding.store(on, Ordering::Relaxed);
    }

    /// What it has done so far.
    ///
    /// # Errors
    /// It has left: why.
    pub fn tally(&self) -> anyhow::Result<Tally> {
        let failure = self.shared.failure.lock();
        if let Some(failure) = &*failure.unwrap_or_else(PoisonError::into_inner) {
            bail!("the neighbour has left: {failure}");
        }
        Ok(Tally {
            sent: self.shared.sent.load(Ordering::Relaxed),
            packets: self.shared.packets.load(Ordering::Relaxed),
            cpu: Duration::from_nanos(self.shared.cpu_ns.load(Ordering::Relaxed)),
        })
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // What it has to say is in `failure`.
            let _ = thread.join();
        }
    }
}

fn live(offer: &Offer, what: What, per_second: u32, shared: &Shared) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(play(offer, what, per_second, shared))
}

async fn play(offer: &Offer, what: What, per_second: u32, shared: &Shared) -> anyhow::Result<()> {
    let config = ClientConfig::builder()
        .with_bind_default()
        .with_server_certificate_hashes(hashes(offer)?)
        .build();
    let endpoint = Endpoint::client(config)?;
    let url = format!("{}?token={}", offer.url, offer.token.as_str());
    let connection = endpoint.connect(url).await.context("cannot join")?;
    let (send, receive) = connection.open_bi().await?.await?;
    let mut hands = Hands::new(connection.clone(), send);
    let hello = Hello {
        version: VERSION,
        single_stream: false,
    };
    hands.say(&PlayerMessage::Hello(hello)).await?;
    tokio::spawn(ignore(receive));
    tokio::spawn(ignore_pictures(connection.clone()));
    tokio::spawn(ignore_sound(connection.clone()));

    let mut tick = tokio::time::interval(TICK);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut before = Instant::now();
    let mut due = 0.0;
    while !shared.over.load(Ordering::Relaxed) {
        tokio::select! {
            _ = tick.tick() => {}
            why = connection.closed() => return Err(anyhow!(why)),
        }
        let passed = before.elapsed().min(STALL);
        before = Instant::now();
        let packets = connection.quic_connection().stats().udp_tx.datagrams;
        shared.packets.store(packets, Ordering::Relaxed);
        shared.cpu_ns.store(cpu_ns(), Ordering::Relaxed);
        if !shared.flooding.load(Ordering::Relaxed) {
            continue;
        }
        due += passed.as_secs_f64() * f64::from(per_second);
        let now = due as usize;
        due -= now as f64;
        match what {
            What::States => hands.states(now).await,
            What::Edges => hands.edges(now).await?,
        }
        shared.sent.fetch_add(now as u64, Ordering::Relaxed);
    }
    hands.say(&PlayerMessage::Bye).await?;
    // The node closes when it has said goodbye.
    let _ = tokio::time::timeout(Duration::from_secs(2), connection.closed()).await;
    Ok(())
}

fn hashes(offer: &Offer) -> anyhow::Result<Vec<Sha256Digest>> {
    let hash = |text: &String| {
        let byte = |n: usize| u8::from_str_radix(text.get(2 * n..2 * n + 2)?, 16).ok();
        let bytes: Option<Vec<u8>> = (0..32).map(byte).collect();
        Some(Sha256Digest::new(bytes?.try_into().ok()?))
    };
    let all: Option<Vec<_>> = offer.certificate_hashes.iter().map(hash).collect();
    all.context("the offer has a hash that is none")
}

/// Processor time of this thread, ns.
fn cpu_ns() -> u64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

/// What the neighbour does with their hands.
struct Hands {
    connection: Connection,
    send: SendStream,
    state: InputDatagram,
    edges: Edges,
    pressed: bool,
}

impl Hands {
    fn new(connection: Connection, send: SendStream) -> Self {
        let mut state = InputDatagram::default();
        state.pads.push(PadState::default());
        Self {
            connection,
            send,
            state,
            edges: Edges::default(),
            pressed: false,
        }
    }

    async fn say(&mut self, message: &PlayerMessage) -> anyhow::Result<()> {
        let mut bytes = Vec::new();
        message.encode(&mut bytes);
        self.send.write_all(&bytes).await?;
        Ok(())
    }

    /// A stick that is elsewhere in each datagram, and each datagram in a packet of its own. It stays beyond half of its
    /// way: a game that has it as a key sees one press, which a guest's host would else be measured by.
    async fn states(&mut self, n: usize) {
        let mut bytes = Vec::new();
        for _ in 0..n {
            self.state.seq = self.state.seq.wrapping_add(1);
            self.state.pads[0].axes[0] = HALF_WAY | (self.state.seq as i16 & (HALF_WAY - 1));
            bytes.clear();
            self.state.encode(&mut bytes);
            // A lost datagram is what the next one is for.
            let _ = self.connection.send_datagram(&bytes);
            // QUIC puts what waits together into one packet.
            tokio::task::yield_now().await;
        }
    }

    /// A key that is pressed and let go.
    async fn edges(&mut self, n: usize) -> anyhow::Result<()> {
        let mut left = n;
        while left > 0 {
            let some = left.min(MAX_EDGES);
            left -= some;
            for _ in 0..some {
                self.pressed = !self.pressed;
                self.edges.edges.push(Edge {
                    kind: EdgeKind::Key,
                    pad: 0,
                    code: KEY_A,
                    pressed: self.pressed,
                });
            }
            let edges = std::mem::take(&mut self.edges);
            self.edges.first = edges.first.wrapping_add(some as u32);
            self.say(&PlayerMessage::Edges(edges)).await?;
        }
        Ok(())
    }
}

async fn ignore(mut stream: RecvStream) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(Some(_)) = stream.read(&mut bytes).await {}
}

async fn ignore_pictures(connection: Connection) {
    while let Ok(stream) = connection.accept_uni().await {
        tokio::spawn(ignore(stream));
    }
}

async fn ignore_sound(connection: Connection) {
    while connection.receive_datagram().await.is_ok() {}
}
