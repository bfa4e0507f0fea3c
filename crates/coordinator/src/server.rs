//! Puts the parts together and runs them.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::middleware;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::serve::ListenerExt as _;
use parking_lot::Mutex;
use sha2::{Digest, Sha256};
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinHandle;

use crate::api::{self, App, Shared};
use crate::attempts::Attempts;
use crate::clock::{Clock, unix_ms};
use crate::config::Config;
use crate::metrics::Metrics;
use crate::people::People;
use crate::rack::Rack;
use crate::store::journal::Journal;
use crate::store::sled::SledStore;
use crate::store::{Store as _, StoreError};
use crate::{enrolment, node_link, pages};

/// Deadlines are looked at this often.
const TICK: Duration = Duration::from_millis(200);
/// Calls that are being answered get this time at shutdown.
const DRAIN: Duration = Duration::from_millis(300);

/// Why a coordinator does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address cannot be used.
    #[error("cannot listen on {address}: {error}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        error: std::io::Error,
    },
    /// Another program has the port.
    #[error(
        "cannot listen on {0}: port {port} is in use. Stop the program that has it, or choose another port with --listen",
        port = .0.port()
    )]
    PortInUse(SocketAddr),
    /// The data folder cannot be used.
    #[error("cannot use the data folder {path}: {error}. Choose another with --data-dir")]
    DataDir {
        /// The folder.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// The enrolment secret cannot be used.
    #[error("{0}")]
    Enrolment(String),
    /// The store cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The first changes were not stored.
    #[error("{0}")]
    NotStored(String),
    /// A thread could not be started.
    #[error("cannot start a thread: {0}")]
    Thread(std::io::Error),
}

/// A coordinator that runs. Dropped without [`Running::shutdown`], it stops as well, but does not wait.
pub struct Running {
    addr: SocketAddr,
    code: String,
    secret: String,
    rack: Arc<Rack>,
    journal: Arc<Journal>,
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<()>,
    ticker: JoinHandle<()>,
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// A one-time code that signs the administrator in; it works for 24 hours.
    #[must_use]
    pub fn sign_in_code(&self) -> &str {
        &self.code
    }

    /// What nodes show to be let in.
    #[must_use]
    pub fn enrolment_secret(&self) -> &str {
        &self.secret
    }

    /// Answers what is being answered, closes links, and writes what is queued. Sessions go on on their nodes, and are
    /// found again by the next start. Takes less than a second.
    pub async fn shutdown(mut self) {
        self.ticker.abort();
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        self.rack.close_links();
        if tokio::time::timeout(DRAIN, &mut self.server).await.is_err() {
            self.server.abort();
        }
        let journal = Arc::clone(&self.journal);
        let _ = tokio::task::spawn_blocking(move || journal.close()).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.ticker.abort();
        self.rack.close_links();
    }
}

/// Starts a coordinator; when this returns it serves.
///
/// # Errors
/// Says what is wrong and what to do.
pub async fn start(config: Config) -> Result<Running, StartError> {
    let listener = listen(config.listen)?;
    let addr = listener.local_addr().map_err(|error| StartError::Listen {
        address: config.listen,
        error,
    })?;
    make_folder(&config.data_dir).map_err(|error| StartError::DataDir {
        path: config.data_dir.display().to_string(),
        error,
    })?;
    let secret = enrolment::secret(&config.secret_file()).map_err(StartError::Enrolment)?;
    let store_path = config.data_dir.join("store");
    let opened = tokio::task::spawn_blocking(move || {
        let store = SledStore::open(&store_path)?;
        let contents = store.load()?;
        Ok::<_, StoreError>((store, contents))
    });
    let (store, mut contents) = opened
        .await
        .map_err(|error| StartError::NotStored(error.to_string()))??;

    let clock = Clock::start();
    let metrics = Arc::new(Metrics::default());
    let journal = Journal::start(Box::new(store), metrics.store_errors.clone())
        .map_err(StartError::Thread)?;
    let journal = Arc::new(journal);
    let mut people = People::new(&mut contents);
    let mut writes = Vec::new();
    let code = people.startup_code(unix_ms(), &mut writes);
    journal
        .write(writes)
        .safe()
        .await
        .map_err(StartError::NotStored)?;
    let rack = Arc::new(Rack::new(
        contents,
        Arc::clone(&journal),
        Arc::clone(&metrics),
        clock,
    ));
    let app = App::new(Shared {
        rack: Arc::clone(&rack),
        people: Mutex::new(people),
        attempts: Mutex::new(Attempts::default()),
        journal: Arc::clone(&journal),
        metrics,
        strangers: Arc::new(Semaphore::new(node_link::STRANGERS)),
        clock,
        public_url: config.public_url,
        enrolment: Sha256::digest(secret.as_bytes()).into(),
    });

    let (stop, stopped) = oneshot::channel::<()>();
    let listener = tokio::net::TcpListener::from_std(listener)
        .map_err(|error| StartError::Listen {
            address: addr,
            error,
        })?
        // Small answers must not wait for each other.
        .tap_io(|socket| drop(socket.set_nodelay(true)));
    let service = router(&app)
        .with_state(app)
        .into_make_service_with_connect_info::<SocketAddr>();
    let server = tokio::spawn(async move {
        let served = axum::serve(listener, service)
            .with_graceful_shutdown(async move { drop(stopped.await) })
            .await;
        if let Err(error) = served {
            tracing::error!(%error, "the server ended");
        }
    });
    let ticking = Arc::clone(&rack);
    let ticker = tokio::spawn(async move {
        let mut interval = tokio::time::interval(TICK);
        loop {
            interval.tick().await;
            ticking.tick();
        }
    });
    Ok(Running {
        addr,
        code,
        secret,
        rack,
        journal,
        stop: Some(stop),
        server,
        ticker,
    })
}

fn router(app: &App) -> Router<App> {
    Router::new()
        .merge(api::router(app))
        .route("/node", get(node_link::accept))
        .route("/metrics", get(metrics))
        .route("/healthz", get(async || "ok\n"))
        .fallback(pages::page)
        .layer(middleware::map_response(pages::headers))
}

async fn metrics(State(app): State<App>) -> impl IntoResponse {
    app.rack.measure();
    (
        [(
            header::CONTENT_TYPE,
            "application/openmetrics-text; version=1.0.0; charset=utf-8",
        )],
        app.metrics.text(),
    )
}

/// `[::]` takes IPv4 as well; on a kernel without IPv6 it means every IPv4 address.
fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    let bound = TcpListener::bind(address).or_else(|error| {
        let no_v6 = matches!(
            error.kind(),
            std::io::ErrorKind::AddrNotAvailable | std::io::ErrorKind::Unsupported
        ) || error.raw_os_error() == Some(AFNOSUPPORT);
        if no_v6 && address.ip().is_unspecified() {
            TcpListener::bind((Ipv4Addr::UNSPECIFIED, address.port()))
        } else {
            Err(error)
        }
    });
    let listener = bound.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => StartError::PortInUse(address),
        _ => StartError::Listen { address, error },
    })?;
    listener
        .set_nonblocking(true)
        .map_err(|error| StartError::Listen { address, error })?;
    Ok(listener)
}

/// `EAFNOSUPPORT` on Linux.
const AFNOSUPPORT: i32 = 97;

fn make_folder(path: &Path) -> std::io::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
}
