//! A node's endpoint and real WebTransport clients on the loopback.

#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod admission;
mod browser;
mod faults;
mod latency;
mod media;
mod player;
mod relay;
mod rotation;
mod slow_link;
