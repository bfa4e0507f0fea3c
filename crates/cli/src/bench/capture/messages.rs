//! What the proxy adds to a message that it only passes on.
//!
//! Two clients of one compositor, one directly and one through the proxy, take turns: what else the machine does
//! meets both.

use std::path::Path;
use std::time::Instant;

use serde::Serialize;

use super::wire::Client;
use crate::bench::quantiles::Quantiles;
use crate::up;

/// Single round trips, a client.
const TRIPS: usize = 5_000;
/// Bursts, a client, and the requests in each.
const BURSTS: usize = 500;
const BURST: usize = 64;
/// Turns that only warm caches.
const WARM_UP: usize = 50;

/// One kind of exchange, µs.
#[derive(Serialize)]
pub struct Compared {
    pub direct: Quantiles,
    pub proxied: Quantiles,
    /// Proxied less direct, turn by turn.
    pub added: Quantiles,
    /// Proxied median over direct median.
    pub ratio: f64,
}

#[derive(Serialize)]
pub struct Messages {
    /// `wl_display.sync` → `wl_callback.done`, one at a time: both processes are woken for each.
    pub round_trip_us: Compared,
    /// A burst of them, written at once and awaited.
    pub burst_us: Compared,
    /// Requests in a burst.
    pub burst: usize,
    /// What the proxy adds to a burst, over the requests and events in it.
    pub message_us: Quantiles,
}

pub fn measure(compositor: &Path, proxy: &Path) -> anyhow::Result<Messages> {
    let mut direct = Client::connect(compositor)?;
    let mut proxied = Client::connect(proxy)?;
    let (round_trip_us, _) = compare(TRIPS, &mut direct, &mut proxied, Client::round_trip)?;
    let (burst_us, added) = compare(BURSTS, &mut direct, &mut proxied, |c| c.burst(BURST))?;
    // A request and an event for each.
    let each = added.into_iter().map(|us| us / (2 * BURST) as f64);
    Ok(Messages {
        round_trip_us,
        burst_us,
        burst: BURST,
        message_us: Quantiles::of(each.collect()),
    })
}

/// Times `exchange` of both clients, in turns; also what the proxy added in each turn.
fn compare(
    turns: usize,
    direct: &mut Client,
    proxied: &mut Client,
    exchange: impl Fn(&mut Client) -> anyhow::Result<()>,
) -> anyhow::Result<(Compared, Vec<f64>)> {
    let time = |client: &mut Client| {
        let began = Instant::now();
        exchange(client)?;
        anyhow::Ok(began.elapsed().as_secs_f64() * 1e6)
    };
    let (mut without, mut with) = (Vec::new(), Vec::new());
    for turn in 0..WARM_UP + turns {
        anyhow::ensure!(!up::stopping(), "stopped");
        // Who goes first changes, so that neither always finds what the other left in the caches.
        let (a, b) = if turn % 2 == 0 {
            let a = time(direct)?;
            (a, time(proxied)?)
        } else {
            let b = time(proxied)?;
            (time(direct)?, b)
        };
        if turn >= WARM_UP {
            without.push(a);
            with.push(b);
        }
    }
    let added: Vec<f64> = with.iter().zip(&without).map(|(b, a)| b - a).collect();
    let (direct, proxied) = (Quantiles::of(without), Quantiles::of(with));
    let compared = Compared {
        direct,
        proxied,
        added: Quantiles::of(added.clone()),
        ratio: proxied.p50 / direct.p50.max(f64::MIN_POSITIVE),
    };
    Ok((compared, added))
}
