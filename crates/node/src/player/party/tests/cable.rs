//! The cable between a player and a node, which can be pulled: nobody hears of it, as when a network goes away.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::UdpSocket;

/// Carries the packets of one player until it is dropped.
pub struct Cable {
    /// The player's end.
    pub port: u16,
    carries: tokio::task::JoinHandle<()>,
}

impl Cable {
    /// A cable to the node's port.
    pub async fn to(port: u16) -> Self {
        let any = (Ipv4Addr::LOCALHOST, 0);
        let players = UdpSocket::bind(any).await.unwrap();
        let nodes = UdpSocket::bind(any).await.unwrap();
        nodes.connect((Ipv4Addr::LOCALHOST, port)).await.unwrap();
        Self {
            port: players.local_addr().unwrap().port(),
            carries: tokio::spawn(carry(players, nodes)),
        }
    }

    /// Pulls it.
    pub fn pull(self) {
        drop(self);
    }
}

impl Drop for Cable {
    fn drop(&mut self) {
        self.carries.abort();
    }
}

async fn carry(players: UdpSocket, nodes: UdpSocket) {
    let (mut up, mut down) = ([0; 2048], [0; 2048]);
    let mut player: Option<SocketAddr> = None;
    loop {
        tokio::select! {
            came = players.recv_from(&mut up) => {
                let Ok((n, from)) = came else { continue };
                player = Some(from);
                let _ = nodes.send(&up[..n]).await;
            }
            came = nodes.recv(&mut down) => {
                if let (Ok(n), Some(player)) = (came, player) {
                    let _ = players.send_to(&down[..n], player).await;
                }
            }
        }
    }
}
