//! What can go wrong before a session is connected.

use std::io;
use std::net::SocketAddr;

/// Why the endpoint cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// Something else listens there.
    #[error(
        "UDP port {port} is in use (listen address {listen}): stop the program that holds it, or choose another port"
    )]
    PortBusy {
        /// The port that was asked for.
        port: u16,
        /// The whole address.
        listen: SocketAddr,
    },
    /// The socket cannot be opened or bound.
    #[error("cannot {doing} UDP socket on {listen}: {source}")]
    Socket {
        /// Which step failed.
        doing: &'static str,
        /// The address that was asked for.
        listen: SocketAddr,
        /// The system's answer.
        source: io::Error,
    },
    /// The certificate cannot be made.
    #[error("cannot make a certificate for {names}: {reason}")]
    Certificate {
        /// The names that it should carry.
        names: String,
        /// What the certificate library says.
        reason: String,
    },
}
