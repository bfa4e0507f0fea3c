//! The node's figures for Prometheus.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;
use stratus_protocol::session::control::EndReason;

/// Label: why a session ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reason {
    reason: String,
}

/// Label: which stage of the video path, and which quantile of its time.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Stage {
    stage: &'static str,
    quantile: &'static str,
}

/// Every figure.
pub struct Metrics {
    registry: Registry,
    /// Sessions that run.
    pub sessions: Gauge,
    /// Start command → offer sent, seconds.
    pub start_seconds: Histogram,
    /// End decided → everything freed, seconds.
    pub stop_seconds: Histogram,
    ended: Family<Reason, Counter>,
    stage_ms: Family<Stage, Gauge<f64, std::sync::atomic::AtomicU64>>,
}

impl Metrics {
    /// All figures at zero.
    #[must_use]
    pub fn new() -> Arc<Self> {
        let mut registry = Registry::with_prefix("stratus_node");
        let times = || Histogram::new(exponential_buckets(0.001, 2.0, 15));
        let metrics = Self {
            sessions: Gauge::default(),
            start_seconds: times(),
            stop_seconds: times(),
            ended: Family::default(),
            stage_ms: Family::default(),
            registry: Registry::default(),
        };
        registry.register("sessions", "Sessions that run", metrics.sessions.clone());
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
            "stage_milliseconds",
            "Time in a stage of the video path, of the session that ended last",
            metrics.stage_ms.clone(),
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

    /// Keeps the times of a session's stages.
    pub fn stage(&self, stage: &'static str, q: stratus_media::Quantiles) {
        for (quantile, value) in [("0.5", q.p50), ("0.95", q.p95), ("0.99", q.p99)] {
            self.stage_ms
                .get_or_create(&Stage { stage, quantile })
                .set(value);
        }
    }

    fn text(&self) -> String {
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
pub async fn serve(metrics: Arc<Metrics>, listen: SocketAddr) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| {
            format!("cannot listen on TCP {listen} for metrics; change metrics_listen")
        })?;
    let answer = move || {
        let metrics = Arc::clone(&metrics);
        async move { metrics.text() }
    };
    let router = axum::Router::new().route("/metrics", axum::routing::get(answer));
    axum::serve(listener, router).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ended_session_is_counted_by_its_reason() {
        let metrics = Metrics::new();
        metrics.ended(EndReason::GameCrashed);
        metrics.stage("encode", stratus_media::Quantiles::default());
        let text = metrics.text();
        assert!(
            text.contains("stratus_node_sessions_ended_total{reason=\"game_crashed\"} 1"),
            "{text}"
        );
        assert!(text.contains("stage=\"encode\""), "{text}");
    }
}
