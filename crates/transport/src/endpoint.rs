//! The node's one place where players arrive.

use std::net::{Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use stratus_media::Timestamp;
use stratus_protocol::id::SessionId;
use stratus_protocol::session::control::EndReason;
use tokio::task::AbortHandle;

use crate::TransportError;
use crate::admission::{Admission, Registry};
use crate::certificate::{Certificates, unix_now};
use crate::control::WeakControl;
use crate::door::{Door, Source, Verdict};
use crate::handshake::greet;
use crate::quic::server_config;
use crate::stats::{EndpointCounters, EndpointStats};
use crate::token::LIFETIME;

/// How often the certificates' age is looked at: the machine may have slept.
const LOOK: Duration = Duration::from_secs(600);

/// Where the endpoint listens, and under which names.
#[derive(Debug, Clone)]
pub struct EndpointConfig {
    /// UDP address; `[::]` (the default) takes IPv4 too. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// Names and addresses for the certificate, beside `localhost`, `127.0.0.1` and `::1`.
    pub certificate_names: Vec<String>,
    /// How long a token that was handed out waits for its connection.
    pub token_lifetime: Duration,
}

impl Default for EndpointConfig {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0)),
            certificate_names: Vec::new(),
            token_lifetime: LIFETIME,
        }
    }
}

struct Inner {
    quic: quinn::Endpoint,
    local: SocketAddr,
    registry: Arc<Registry>,
    certificates: Mutex<Certificates>,
    door: Mutex<Door>,
    players: Mutex<Vec<WeakControl>>,
    counters: EndpointCounters,
}

/// One UDP socket for all sessions of a node. Dropped: it closes at once, without goodbyes.
pub struct Endpoint {
    inner: Arc<Inner>,
    tasks: [AbortHandle; 2],
}

impl Endpoint {
    /// Binds the socket and serves it on the current tokio runtime.
    ///
    /// # Errors
    /// A busy port, an address that is not this machine's, a name that no certificate can carry.
    ///
    /// # Panics
    /// Outside a tokio runtime.
    pub fn bind(config: &EndpointConfig) -> Result<Self, TransportError> {
        let failed = |doing| {
            let listen = config.listen;
            move |source| TransportError::Socket {
                doing,
                listen,
                source,
            }
        };
        let certificates = Certificates::new(&config.certificate_names, unix_now())?;
        let socket = crate::socket::open(config.listen)?;
        let quic = quinn::Endpoint::new(
            quinn::EndpointConfig::default(),
            Some(server_config(certificates.current().clone_identity())),
            socket,
            Arc::new(quinn::TokioRuntime),
        )
        .map_err(failed("serve the"))?;
        let local = quic.local_addr().map_err(failed("read back the"))?;
        let inner = Arc::new(Inner {
            quic,
            local,
            registry: Arc::new(Registry::new(config.token_lifetime)),
            certificates: Mutex::new(certificates),
            door: Mutex::default(),
            players: Mutex::default(),
            counters: EndpointCounters::default(),
        });
        let tasks = [
            tokio::spawn(serve(inner.clone())).abort_handle(),
            tokio::spawn(rotate_when_due(inner.clone())).abort_handle(),
        ];
        Ok(Self { inner, tasks })
    }

    /// The bound address.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.inner.local
    }

    /// SHA-256 of the certificates, in hexadecimal: the current one's and the next one's. A page
    /// gets both, so that a rotation does not shut it out.
    #[must_use]
    pub fn certificate_hashes(&self) -> Vec<String> {
        self.inner.certificates.lock().hashes()
    }

    /// Takes players for a session from now on. An earlier admission of the same session ends.
    #[must_use]
    pub fn admit(&self, session: SessionId) -> Admission {
        self.inner.registry.admit(session)
    }

    /// Shows the next certificate to new connections from now on, ahead of its time; connections
    /// that are open stay.
    ///
    /// # Errors
    /// No further certificate can be made; the current one stays.
    pub fn rotate_certificate(&self) -> Result<(), TransportError> {
        self.inner.rotate()
    }

    /// What happened so far.
    #[must_use]
    pub fn stats(&self) -> EndpointStats {
        let counters = &self.inner.counters;
        EndpointStats {
            admitted: counters.admitted.get(),
            forbidden: counters.forbidden.get(),
            not_found: counters.not_found.get(),
            refused: counters.refused.get(),
            failed: counters.failed.get(),
            rotations: counters.rotations.get(),
            open: self.inner.quic.open_connections() as u64,
        }
    }

    /// Says goodbye to every player, and closes when that has arrived, in 1.2 s at the most.
    pub async fn close(&self, reason: EndReason, message: &str) {
        self.inner.quic.set_server_config(None);
        let players = std::mem::take(&mut *self.inner.players.lock());
        let players: Vec<_> = players.iter().filter_map(WeakControl::upgrade).collect();
        for player in &players {
            player.goodbye(reason, message);
        }
        for player in players {
            player.closed().await;
        }
        self.inner.quic.close(quinn::VarInt::from_u32(0), b"");
        self.inner.quic.wait_idle().await;
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        self.inner.quic.close(quinn::VarInt::from_u32(0), b"");
        for task in &self.tasks {
            task.abort();
        }
    }
}

impl Inner {
    fn rotate(&self) -> Result<(), TransportError> {
        let mut certificates = self.certificates.lock();
        certificates.rotate(unix_now())?;
        let config = server_config(certificates.current().clone_identity());
        self.quic.set_server_config(Some(config));
        self.counters.rotations.add(1);
        Ok(())
    }

    async fn receive(self: Arc<Self>, incoming: quinn::Incoming, source: Source) {
        let known = |player| {
            let mut players = self.players.lock();
            players.retain(|player: &WeakControl| player.upgrade().is_some());
            players.push(player);
        };
        let admitted = greet(incoming, &self.registry, &self.counters, known).await;
        self.door.lock().settle(source, admitted, Timestamp::now());
    }
}

async fn serve(inner: Arc<Inner>) {
    while let Some(incoming) = inner.quic.accept().await {
        let source = Source::from(incoming.remote_address().ip());
        let proven = incoming.remote_address_validated();
        let verdict = inner.door.lock().knock(source, proven, Timestamp::now());
        match verdict {
            Verdict::Enter => {
                tokio::spawn(inner.clone().receive(incoming, source));
            }
            Verdict::Prove => {
                // Cannot fail: the address is not proven yet.
                let _ = incoming.retry();
            }
            Verdict::Refuse => {
                inner.counters.refused.add(1);
                incoming.refuse();
            }
        }
    }
}

async fn rotate_when_due(inner: Arc<Inner>) {
    loop {
        tokio::time::sleep(LOOK).await;
        let due = inner.certificates.lock().due(unix_now());
        if due && let Err(error) = inner.rotate() {
            tracing::error!(%error, "the certificate is not rotated; the next try is in ten minutes");
        }
    }
}
