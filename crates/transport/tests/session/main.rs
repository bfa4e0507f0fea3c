//! A node's endpoint and real WebTransport clients on the loopback.

mod admission;
mod faults;
mod latency;
mod media;
mod player;
mod relay;
mod rotation;
mod slow_link;
