//! The node's one UDP socket.

use std::net::{SocketAddr, UdpSocket};

use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketFlags, SocketType, bind, socket_with, sockopt};

use crate::TransportError;

/// Holds an IDR burst of several sessions while the process is not scheduled.
const BUFFER: usize = 2 << 20;

/// Binds `listen`; an IPv6 address takes IPv4 packets too.
pub(crate) fn open(listen: SocketAddr) -> Result<UdpSocket, TransportError> {
    let failed = |doing| {
        move |errno: Errno| TransportError::Socket {
            doing,
            listen,
            source: errno.into(),
        }
    };
    let family = if listen.is_ipv6() {
        AddressFamily::INET6
    } else {
        AddressFamily::INET
    };
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    let socket = socket_with(family, SocketType::DGRAM, flags, None).map_err(failed("open the"))?;
    if listen.is_ipv6() {
        sockopt::set_ipv6_v6only(&socket, false).map_err(failed("make dual-stack the"))?;
    }
    // The system may grant less (net.core.rmem_max); that costs throughput, not correctness.
    for wanted in [
        sockopt::set_socket_recv_buffer_size(&socket, BUFFER),
        sockopt::set_socket_send_buffer_size(&socket, BUFFER),
    ] {
        if let Err(errno) = wanted {
            tracing::debug!(%errno, "the UDP socket keeps its default buffer size");
        }
    }
    match bind(&socket, &listen) {
        Ok(()) => Ok(UdpSocket::from(socket)),
        Err(Errno::ADDRINUSE) => Err(TransportError::PortBusy {
            port: listen.port(),
            listen,
        }),
        Err(errno) => Err(failed("bind the")(errno)),
    }
}
