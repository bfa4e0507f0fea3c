//! A slow and lossy network between two sockets of the loopback.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use tokio::net::UdpSocket;
use tokio::time::{Instant, sleep_until};

/// What the network does to packets towards the player; the way back only delays.
#[derive(Clone, Copy)]
pub struct Link {
    pub bits_per_second: f64,
    /// Each way.
    pub delay: Duration,
    pub loss: f64,
    /// Packets that would wait longer are dropped.
    pub queue: Duration,
}

/// Relays between one player and a node.
pub struct Relay {
    pub address: SocketAddr,
    pub dropped: Arc<AtomicU64>,
    tasks: [tokio::task::JoinHandle<()>; 2],
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.tasks.iter().for_each(|task| task.abort());
    }
}

impl Relay {
    pub async fn start(node: SocketAddr, link: Link) -> Self {
        let outside = Arc::new(UdpSocket::bind("127.0.0.1:0").await.expect("a socket"));
        let inside = Arc::new(UdpSocket::bind("127.0.0.1:0").await.expect("a socket"));
        let address = outside.local_addr().expect("an address");
        inside.connect(node).await.expect("an address");
        let player = Arc::new(parking_lot::Mutex::new(None));
        let dropped = Arc::new(AtomicU64::new(0));
        let up = {
            let (outside, inside, player) = (outside.clone(), inside.clone(), player.clone());
            let clean = Link {
                bits_per_second: 1e9,
                loss: 0.0,
                ..link
            };
            tokio::spawn(async move {
                let mut pipe = Pipe::new(clean, Arc::default());
                loop {
                    let mut packet = vec![0; 2048];
                    tokio::select! {
                        received = outside.recv_from(&mut packet) => {
                            let Ok((n, from)) = received else { return };
                            *player.lock() = Some(from);
                            packet.truncate(n);
                            pipe.push(packet);
                        }
                        packet = pipe.pop() => { let _ = inside.send(&packet).await; }
                    }
                }
            })
        };
        let down = {
            let dropped = dropped.clone();
            tokio::spawn(async move {
                let mut pipe = Pipe::new(link, dropped);
                loop {
                    let mut packet = vec![0; 2048];
                    tokio::select! {
                        received = inside.recv(&mut packet) => {
                            let Ok(n) = received else { return };
                            packet.truncate(n);
                            pipe.push(packet);
                        }
                        packet = pipe.pop() => {
                            let to = *player.lock();
                            if let Some(to) = to {
                                let _ = outside.send_to(&packet, to).await;
                            }
                        }
                    }
                }
            })
        };
        Self {
            address,
            dropped,
            tasks: [up, down],
        }
    }
}

struct Pipe {
    link: Link,
    random: StdRng,
    free_at: Instant,
    waiting: VecDeque<(Instant, Vec<u8>)>,
    dropped: Arc<AtomicU64>,
}

impl Pipe {
    fn new(link: Link, dropped: Arc<AtomicU64>) -> Self {
        Self {
            link,
            random: StdRng::seed_from_u64(7),
            free_at: Instant::now(),
            waiting: VecDeque::new(),
            dropped,
        }
    }

    fn push(&mut self, packet: Vec<u8>) {
        let now = Instant::now();
        let lost = self.random.random_bool(self.link.loss);
        let starts = self.free_at.max(now);
        if lost || starts - now > self.link.queue {
            self.dropped.fetch_add(1, Ordering::Relaxed);
            return;
        }
        let bits = packet.len() as f64 * 8.0;
        self.free_at = starts + Duration::from_secs_f64(bits / self.link.bits_per_second);
        self.waiting
            .push_back((self.free_at + self.link.delay, packet));
    }

    /// The next packet that has arrived; pending for ever while there is none.
    async fn pop(&mut self) -> Vec<u8> {
        let Some((due, _)) = self.waiting.front() else {
            return std::future::pending().await;
        };
        sleep_until(*due).await;
        self.waiting
            .pop_front()
            .map(|(_, packet)| packet)
            .unwrap_or_default()
    }
}
