//! The node's figures for Prometheus.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use anyhow::Context as _;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;
use stratus_capture::CaptureStats;
use stratus_encode::Backend;
use stratus_encode::governor::Switch;
use stratus_input::RouterCounters;
use stratus_protocol::session::control::EndReason;
use stratus_transport::{ConnectionStats, EndpointStats};

use crate::node::Node;

/// Label: why a session ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reason {
    reason: String,
}

/// Label: which stage of the video path.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Stage {
    stage: &'static str,
}

/// Labels of a time that its stage counts itself: which stage, and which quantile.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct StageQuantile {
    stage: &'static str,
    quantile: &'static str,
}

/// Label: how an attempt to connect ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

/// Label: what became of something that a player or a game said.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Fate {
    fate: &'static str,
}

/// Labels: which encoder was left for which, and why.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Change {
    from: &'static str,
    to: &'static str,
    reason: &'static str,
}

/// Times of the video path, over all sessions, seconds. Clones count together.
#[derive(Clone)]
pub struct StageTimes {
    /// Commit → taken by the encoder.
    pub queued: Histogram,
    /// Colour conversion.
    pub convert: Histogram,
    /// Encoding after conversion, until the first slice is there.
    pub first_slice: Histogram,
    /// Encoding after conversion.
    pub encode: Histogram,
    /// Frames that showed what the players saw already, and were not sent.
    pub unchanged: Counter,
}

/// Every figure.
pub struct Metrics {
    registry: Registry,
    /// Sessions that run.
    pub sessions: Gauge,
    /// Guests who are connected.
    pub guests: Gauge,
    /// Guests who asked for a seat and got none.
    pub guests_refused: Counter,
    /// Start command → offer sent, seconds.
    pub start_seconds: Histogram,
    /// End decided → everything freed, seconds.
    pub stop_seconds: Histogram,
    ended: Family<Reason, Counter>,
    stage_seconds: Family<Stage, Histogram, fn() -> Histogram>,
    stage_ms: Family<StageQuantile, Gauge<f64, AtomicU64>>,
    connections: Family<Outcome, Gauge>,
    input: Family<Fate, Counter>,
    rumbles: Family<Fate, Counter>,
    capture: Family<Fate, Counter>,
    encoder_switches: Family<Change, Counter>,
    unchanged: Counter,
}

/// 0.1 ms to 1.6 s.
fn stage_buckets() -> Histogram {
    Histogram::new(exponential_buckets(0.0001, 2.0, 15))
}

impl Metrics {
    /// All figures at zero.
    #[must_use]
    pub fn new() -> Arc<Self> {
        let mut registry = Registry::with_prefix("stratus_node");
        let times = || Histogram::new(exponential_buckets(0.001, 2.0, 15));
        let metrics = Self {
            sessions: Gauge::default(),
            guests: Gauge::default(),
            guests_refused: Counter::default(),
            start_seconds: times(),
            stop_seconds: times(),
            ended: Family::default(),
            stage_seconds: Family::new_with_constructor(stage_buckets),
            stage_ms: Family::default(),
            connections: Family::default(),
            input: Family::default(),
            rumbles: Family::default(),
            capture: Family::default(),
            encoder_switches: Family::default(),
            unchanged: Counter::default(),
            registry: Registry::default(),
        };
        registry.register("sessions", "Sessions that run", metrics.sessions.clone());
        registry.register(
            "guests",
            "Guests who are connected to sessions of others",
            metrics.guests.clone(),
        );
        registry.register(
            "guests_refused",
            "Guests who asked for a seat and got none",
            metrics.guests_refused.clone(),
        );
        registry.register(
            "start_seconds",
            "Start command to offer sent",
            metrics.start_seconds.clone(),
        );
        registry.register(
            "stop_seconds",
            "End decided to everything freed",
            metrics.stop_seconds.clone(),
        );
        registry.register(
            "sessions_ended",
            "Sessions by how they ended",
            metrics.ended.clone(),
        );
        registry.register(
            "stage_seconds",
            "Time in a stage of the video path",
            metrics.stage_seconds.clone(),
        );
        registry.register(
            "stage_milliseconds",
            "Time in a stage that keeps its own count, of the session that ended last",
            metrics.stage_ms.clone(),
        );
        registry.register(
            "connections",
            "Attempts of players to connect, by how they ended, since the start; open: now",
            metrics.connections.clone(),
        );
        registry.register(
            "input",
            "What players did and said, by what became of it, of sessions that ended",
            metrics.input.clone(),
        );
        registry.register(
            "rumbles",
            "What games asked of pads' motors: told to the player, or dropped because player or pad were gone",
            metrics.rumbles.clone(),
        );
        registry.register(
            "capture",
            "What games drew, and what of it was refused or dropped, by what became of it",
            metrics.capture.clone(),
        );
        registry.register(
            "encoder_switches",
            "Changes of the encoder and their reasons; from none: a session began with it",
            metrics.encoder_switches.clone(),
        );
        registry.register(
            "frames_unchanged",
            "Frames of games that showed what the players saw already, and were not sent",
            metrics.unchanged.clone(),
        );
        Arc::new(Self {
            registry,
            ..metrics
        })
    }

    /// A session ended.
    pub fn ended(&self, reason: EndReason) {
        let reason = serde_json::to_value(reason)
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default();
        self.ended.get_or_create(&Reason { reason }).inc();
    }

    /// Where the stages of the video path count their times.
    #[must_use]
    pub fn stage_times(&self) -> StageTimes {
        let times = |stage| self.stage_seconds.get_or_create(&Stage { stage }).clone();
        StageTimes {
            queued: times("queued"),
            convert: times("convert"),
            first_slice: times("first_slice"),
            encode: times("encode"),
            unchanged: self.unchanged.clone(),
        }
    }

    /// Keeps the times of a stage that counts them itself.
    pub fn stage(&self, stage: &'static str, q: stratus_media::Quantiles) {
        for (quantile, value) in [("0.5", q.p50), ("0.95", q.p95), ("0.99", q.p99)] {
            self.stage_ms
                .get_or_create(&StageQuantile { stage, quantile })
                .set(value);
        }
    }

    /// A game moved a pad's motors; whether a player felt it.
    pub fn rumble(&self, felt: bool) {
        let fate = if felt { "told" } else { "dropped" };
        self.rumbles.get_or_create(&Fate { fate }).inc();
    }

    /// A session encodes with another back end, or began with its first.
    pub fn encoder_switched(&self, switch: &Switch) {
        let change = Change {
            from: switch.from.as_ref().map_or("none", Backend::name),
            to: switch.to.name(),
            reason: switch.reason.label(),
        };
        self.encoder_switches.get_or_create(&change).inc();
    }

    /// Takes over what a session's hands have counted.
    pub fn input(&self, c: RouterCounters) {
        for (fate, count) in [
            ("edges", c.input.edges),
            ("datagrams", c.input.datagrams),
            ("malformed", c.input.malformed),
            ("unknown_code", c.unknown_codes),
            ("overtaken", c.overtaken),
            ("merged", c.merged),
            ("pad_ignored", c.pads_ignored),
            ("guest_ignored", c.guests_ignored),
            ("no_slot", c.no_slot),
            ("device_error", c.device_errors),
        ] {
            self.input.get_or_create(&Fate { fate }).inc_by(count);
        }
    }

    /// Takes over what a session's capture has counted.
    pub fn capture(&self, c: &CaptureStats) {
        for (fate, count) in [
            ("frame", c.frames),
            ("replaced", c.replaced),
            ("starved", c.starved),
            ("fence_timed_out", c.fences_timed_out),
            ("malformed", c.malformed),
            ("buffer_refused", c.refused),
            ("dmabuf_refused", c.dmabufs_refused),
            ("client_stalled", c.stalled),
        ] {
            self.capture.get_or_create(&Fate { fate }).inc_by(count);
        }
    }

    /// Takes over what a connection that is gone said against the protocol.
    pub fn refused(&self, c: ConnectionStats) {
        for (fate, count) in [
            ("malformed_datagram", c.malformed_datagrams),
            ("malformed_message", c.malformed_messages),
        ] {
            self.input.get_or_create(&Fate { fate }).inc_by(count);
        }
    }

    /// Takes over what the players' port has counted.
    fn connections(&self, stats: EndpointStats) {
        for (outcome, count) in [
            ("admitted", stats.admitted),
            ("forbidden", stats.forbidden),
            ("not_found", stats.not_found),
            ("refused", stats.refused),
            ("failed", stats.failed),
            ("open", stats.open),
        ] {
            self.connections
                .get_or_create(&Outcome { outcome })
                .set(count as i64);
        }
    }

    /// All of them, as Prometheus reads them.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

/// Serves `/metrics` for ever.
///
/// # Errors
/// The port is taken.
pub async fn serve(node: Node, listen: SocketAddr) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| {
            format!("cannot listen on TCP {listen} for metrics; change metrics_listen")
        })?;
    let answer = move || {
        let node = node.clone();
        async move {
            node.metrics().connections(node.endpoint().stats());
            node.metrics().text()
        }
    };
    let router = axum::Router::new().route("/metrics", axum::routing::get(answer));
    axum::serve(listener, router).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use stratus_encode::governor::Reason;

    use super::*;

    #[test]
    fn an_ended_session_is_counted_by_its_reason() {
        let metrics = Metrics::new();
        metrics.ended(EndReason::GameCrashed);
        metrics.stage("capture", stratus_media::Quantiles::default());
        metrics.stage_times().encode.observe(0.004);
        metrics.stage_times().unchanged.inc();
        metrics.connections(EndpointStats {
            forbidden: 3,
            ..EndpointStats::default()
        });
        metrics.rumble(false);
        metrics.encoder_switched(&Switch {
            from: Some(Backend::VaApi {
                device: Some("/dev/dri/renderD128".into()),
            }),
            to: Backend::X264,
            reason: Reason::Stalled,
            detail: String::new(),
        });
        metrics.capture(&CaptureStats {
            dmabufs_refused: 4,
            ..CaptureStats::default()
        });
        metrics.guests.inc_by(2);
        metrics.guests_refused.inc();
        metrics.input(RouterCounters {
            overtaken: 7,
            guests_ignored: 5,
            ..RouterCounters::default()
        });
        metrics.refused(ConnectionStats {
            malformed_datagrams: 2,
            ..ConnectionStats::default()
        });
        let text = metrics.text();
        assert!(
            text.contains("stratus_node_sessions_ended_total{reason=\"game_crashed\"} 1"),
            "{text}"
        );
        for line in [
            "stratus_node_stage_seconds_count{stage=\"encode\"} 1",
            "stratus_node_stage_milliseconds{stage=\"capture\",quantile=\"0.5\"} 0",
            "stratus_node_rumbles_total{fate=\"dropped\"} 1",
            "stratus_node_frames_unchanged_total 1",
            "stratus_node_encoder_switches_total{from=\"vaapi\",to=\"x264\",reason=\"stalled\"} 1",
            "stratus_node_input_total{fate=\"overtaken\"} 7",
            "stratus_node_input_total{fate=\"guest_ignored\"} 5",
            "stratus_node_capture_total{fate=\"dmabuf_refused\"} 4",
            "stratus_node_guests 2",
            "stratus_node_guests_refused_total 1",
            "stratus_node_input_total{fate=\"malformed_datagram\"} 2",
            "stratus_node_connections{outcome=\"forbidden\"} 3",
        ] {
            assert!(text.contains(line), "{line} is not in {text}");
        }
    }
}
